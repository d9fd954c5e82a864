//! Members from a file: 会员导入.

use super::sheet::{Cells, Field, Reject};
use super::{Ctx, Piece};
use kernel::{Fault, ZoneName};
use membership::{Channel, Gender, ImportedMember, NewMember};
use platform::db::{DbError, Tx};

/// The columns that are understood.
pub const FIELDS: &[Field] = &[
    Field {
        name: "phone",
        aliases: &["手机号", "手机号码", "手机", "联系电话", "mobile"],
        is_required: false,
    },
    Field {
        name: "name",
        aliases: &["姓名", "会员姓名", "客户姓名", "会员名称"],
        is_required: true,
    },
    Field {
        name: "gender",
        aliases: &["性别", "sex"],
        is_required: false,
    },
    Field {
        name: "birthday",
        aliases: &["生日", "出生日期", "会员生日"],
        is_required: false,
    },
    Field {
        name: "card_no",
        aliases: &["会员卡号", "卡号", "实体卡号", "card"],
        is_required: false,
    },
    Field {
        name: "external_id",
        aliases: &["外部编号", "客户id", "会员id"],
        is_required: false,
    },
    Field {
        name: "store_code",
        aliases: &["门店编号", "门店编码", "开卡门店编号"],
        is_required: false,
    },
    Field {
        name: "enrolled_at",
        aliases: &["入会时间", "注册时间", "开卡时间", "成为会员时间"],
        is_required: false,
    },
];

/// Enters some rows.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let codes: Vec<&str> = rows
        .iter()
        .filter_map(|row| row.text("store_code"))
        .collect();
    let stores = retail::find_stores_by_codes(tx, &codes)?;
    let mut read: Vec<(Cells<'_>, ImportedMember)> = Vec::with_capacity(rows.len());
    for row in rows {
        let store_id = match row.text("store_code") {
            None => None,
            Some(code) => match stores.get(code) {
                Some(id) => Some(*id),
                None => {
                    piece
                        .rejects
                        .push(row.reject("store_code", "store.unknown"));
                    continue;
                }
            },
        };
        match read_row(row, &ctx.zone) {
            Ok(mut member) => {
                member.new.store_id = store_id;
                read.push((*row, member));
            }
            Err(reject) => piece.rejects.push(reject),
        }
    }
    let members: Vec<ImportedMember> = read.iter().map(|(_, member)| member.clone()).collect();
    let answers = membership::import_members(tx, &ctx.seal, &ctx.act, &members)?;
    for ((row, _), answer) in read.iter().zip(answers) {
        match answer {
            Ok(_) => piece.accepted += 1,
            Err(error) => piece.rejects.push(refused(row, &error)),
        }
    }
    piece.add("members", piece.accepted);
    Ok(piece)
}

fn read_row(row: &Cells<'_>, zone: &ZoneName) -> Result<ImportedMember, Reject> {
    let owned = |name: &str| row.text(name).map(str::to_owned);
    let mut new = NewMember::by(Channel::Import);
    new.name = Some(row.required("name")?.to_owned());
    new.phone = owned("phone");
    new.card_no = owned("card_no");
    new.external_id = owned("external_id");
    new.birthday = row.date("birthday")?;
    new.gender = match row.text("gender") {
        None => Gender::Unknown,
        Some(text) => {
            read_gender(text).ok_or_else(|| row.reject("gender", "gender.unknown_word"))?
        }
    };
    let enrolled_at = row.moment("enrolled_at", zone)?;
    Ok(ImportedMember {
        new,
        enrolled_at,
        tier_id: None,
    })
}

fn read_gender(text: &str) -> Option<Gender> {
    match text.to_lowercase().as_str() {
        "男" | "男性" | "m" | "male" | "1" => Some(Gender::Male),
        "女" | "女性" | "f" | "female" | "2" => Some(Gender::Female),
        "保密" | "未知" | "unknown" | "0" | "-1" => Some(Gender::Unknown),
        _ => None,
    }
}

/// A refusal of the trade as a reject: at the cell that is wrong, if it names one.
pub fn refused(row: &Cells<'_>, fault: &impl Fault) -> Reject {
    match fault.field_errors().first() {
        Some(wrong) => {
            let column = wrong.pointer.trim_start_matches(['/', '?']);
            row.reject(column.rsplit('/').next().unwrap_or(column), wrong.code)
        }
        None => Reject {
            line: row.line,
            column: None,
            reason: fault.code().to_owned(),
            text: String::new(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genders_come_in_many_words() {
        for (text, wanted) in [
            ("男", Some(Gender::Male)),
            ("F", Some(Gender::Female)),
            ("2", Some(Gender::Female)),
            ("-1", Some(Gender::Unknown)),
            ("男孩", None),
        ] {
            assert_eq!(read_gender(text), wanted, "{text}");
        }
    }
}
