//! Members from a file: 会员导入. Balances that stand beside them come along.

use super::balances::{self, Opening};
use super::sheet::{Cells, Reject, Sheet};
use super::{Ctx, Piece, refused};
use membership::{Channel, Gender, ImportedMember, NewMember};
use platform::db::{DbError, Tx};
use std::collections::HashSet;

/// The fields that are understood.
pub const FIELDS: &[&str] = &[
    "phone",
    "card_no",
    "external_id",
    "name",
    "nickname",
    "gender",
    "birthday",
    "birthday_unix",
    "state",
    "level",
    "store",
    "joined_at",
    "points",
    "principal",
    "bonus",
    "balance",
];

/// Members that were read, and rows that could not be.
pub struct Batch {
    /// The place of each row in the sheet, and what it brings along.
    rows: Vec<(usize, Option<Opening>)>,
    members: Vec<ImportedMember>,
    rejects: Vec<Reject>,
}

/// Reads some rows.
pub fn read(
    rows: &[Cells<'_>],
    ctx: &Ctx,
    repeats: impl Fn(&Cells<'_>) -> Option<Reject>,
) -> Batch {
    let mut batch = Batch {
        rows: Vec::with_capacity(rows.len()),
        members: Vec::with_capacity(rows.len()),
        rejects: Vec::new(),
    };
    for row in rows {
        let read = match repeats(row) {
            Some(reject) => Err(reject),
            None => read_row(row, ctx),
        };
        match read {
            Ok((member, opening)) => {
                batch.rows.push((row.place(), opening));
                batch.members.push(member);
            }
            Err(reject) => batch.rejects.push(reject),
        }
    }
    batch
}

/// Enters what was read.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, sheet: &Sheet, batch: &Batch) -> Result<Piece, DbError> {
    let mut piece = Piece {
        rejects: batch.rejects.clone(),
        ..Piece::default()
    };
    // Ids rise, so whoever has a higher one than this was not there before.
    let newest = tx.new_id();
    let answers = membership::import_members(tx, &ctx.seal, &ctx.act, &batch.members)?;
    let (mut openings, mut counted) = (Vec::new(), HashSet::new());
    for ((place, opening), answer) in batch.rows.iter().zip(answers) {
        if let Ok(member) = &answer {
            // Of two rows that say the same the second finds the member of the first.
            let is_new = member.0 > newest && counted.insert(*member);
            piece.add(
                if is_new {
                    "members"
                } else {
                    "members_already_there"
                },
                1,
            );
        }
        match (answer, opening) {
            (Ok(member), Some(opening)) => openings.push((*place, member, *opening)),
            (Ok(_), None) => piece.accepted += 1,
            (Err(error), _) => piece.rejects.push(refused(&sheet.row(*place), &error)),
        }
    }
    balances::open(tx, ctx, sheet, &openings, &mut piece)?;
    Ok(piece)
}

fn read_row(row: &Cells<'_>, ctx: &Ctx) -> Result<(ImportedMember, Option<Opening>), Reject> {
    let mut new = NewMember::by(Channel::Import);
    // Some products know a person by a nickname only.
    let name = row.text("name").or_else(|| row.text("nickname"));
    new.name = name.map(str::to_owned);
    new.phone = row.phone("phone")?;
    new.card_no = row.id("card_no")?;
    new.external_id = row.id("external_id")?;
    new.birthday = match row.date("birthday")? {
        None => row.unix_date("birthday_unix", &ctx.zone)?,
        day => day,
    };
    new.gender = read_gender(row)?;
    new.store_id = ctx.store(row)?;
    let tier_id = match row.text("level") {
        None => None,
        Some(name) => match ctx.tiers.get(name) {
            Some(tier) => Some(*tier),
            None => return Err(row.reject("level", "tier.unknown")),
        },
    };
    let enrolled_at = row.moment("joined_at", &ctx.zone)?;
    let opening = balances::read(row, new.store_id)?;
    check_state(row)?;
    let member = ImportedMember {
        new,
        enrolled_at,
        tier_id,
    };
    Ok((member, opening))
}

/// 1 is a man in every product that writes numbers. What 0 and 2 are differs: a woman in some, not
/// told in others. Where the product is not recognised, only a person can say.
fn read_gender(row: &Cells<'_>) -> Result<Gender, Reject> {
    let Some(text) = row.text("gender") else {
        return Ok(Gender::Unknown);
    };
    match text.to_lowercase().as_str() {
        "男" | "男性" | "先生" | "m" | "male" | "1" => Ok(Gender::Male),
        "女" | "女性" | "女士" | "f" | "female" => Ok(Gender::Female),
        "保密" | "未知" | "unknown" | "-1" => Ok(Gender::Unknown),
        "0" | "2" => Err(row.reject("gender", "gender.unclear_number")),
        _ => Err(row.reject("gender", "gender.unknown_word")),
    }
}

/// Words for a member who is one: 会员状态, 是否注销.
const OPEN: [&str; 17] = [
    "正常",
    "启用",
    "已启用",
    "可用",
    "有效",
    "使用中",
    "激活",
    "已激活",
    "未停用",
    "未注销",
    "否",
    "active",
    "normal",
    "enabled",
    "valid",
    "sold",
    "actived",
];

/// Words for somebody who is a member no more, or not for now.
const CLOSED: [&str; 22] = [
    "禁用",
    "已禁用",
    "停用",
    "已停用",
    "注销",
    "已注销",
    "冻结",
    "已冻结",
    "挂失",
    "过期",
    "已过期",
    "无效",
    "作废",
    "退卡",
    "是",
    "stop",
    "invalid",
    "expired",
    "refund",
    "disabled",
    "deleted",
    "closed",
];

/// Refuses whoever is a member no more. Numbers mean whatever a product wants them to.
fn check_state(row: &Cells<'_>) -> Result<(), Reject> {
    match row.text("state").map(str::to_lowercase).as_deref() {
        None => Ok(()),
        Some(word) if OPEN.contains(&word) => Ok(()),
        Some(word) if CLOSED.contains(&word) => Err(row.reject("state", "member.closed")),
        Some(_) => Err(row.reject("state", "member.unclear_state")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::ImportKind;

    fn with_row<T>(
        heading: &str,
        cell: &str,
        read: impl Fn(&Cells<'_>) -> Result<T, Reject>,
    ) -> Result<T, String> {
        let text = format!("手机号,{heading}\n13900001111,{cell}\n");
        let sheet = Sheet::read(text.as_bytes(), ImportKind::Members).expect("a table");
        read(&sheet.row(0)).map_err(|reject| reject.reason)
    }

    #[test]
    fn genders_come_in_many_words() {
        for (text, wanted) in [
            ("男", Ok(Gender::Male)),
            ("F", Ok(Gender::Female)),
            ("2", Err("gender.unclear_number")),
            ("0", Err("gender.unclear_number")),
            ("-1", Ok(Gender::Unknown)),
            ("保密", Ok(Gender::Unknown)),
            ("男孩", Err("gender.unknown_word")),
        ] {
            let wanted = wanted.map_err(str::to_owned);
            assert_eq!(with_row("性别", text, read_gender), wanted, "{text}");
        }
    }

    #[test]
    fn whoever_is_a_member_no_more_is_told_of() {
        for (text, wanted) in [
            ("正常", Ok(())),
            ("SOLD", Ok(())),
            ("否", Ok(())),
            ("", Ok(())),
            ("是", Err("member.closed")),
            ("禁用", Err("member.closed")),
            ("STOP", Err("member.closed")),
            ("1", Err("member.unclear_state")),
        ] {
            let wanted = wanted.map_err(str::to_owned);
            assert_eq!(with_row("会员状态", text, check_state), wanted, "{text}");
        }
    }
}
