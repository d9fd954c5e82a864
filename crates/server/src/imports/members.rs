//! Members from a file: 会员导入. Balances that stand beside them come along.

use super::balances::{self, Opening};
use super::sheet::{Cells, Reject, Sheet};
use super::{Ctx, Piece, refused};
use membership::{Channel, Gender, ImportedMember, NewMember};
use platform::db::{DbError, Tx};

/// The fields that are understood.
pub const FIELDS: &[&str] = &[
    "phone",
    "card_no",
    "external_id",
    "name",
    "nickname",
    "gender",
    "birthday",
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
    let mut openings = Vec::new();
    for ((place, opening), answer) in batch.rows.iter().zip(answers) {
        if let Ok(member) = &answer {
            let is_new = member.0 > newest;
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
    new.birthday = row.date("birthday")?;
    new.gender = match row.text("gender") {
        None => Gender::Unknown,
        Some(text) => {
            read_gender(text).ok_or_else(|| row.reject("gender", "gender.unknown_word"))?
        }
    };
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
    let member = ImportedMember {
        new,
        enrolled_at,
        tier_id,
    };
    Ok((member, opening))
}

/// 1 is a man in every product that writes numbers. 2 is a woman in most; where 0 is, the mapping
/// says so, for elsewhere 0 is «not told».
fn read_gender(text: &str) -> Option<Gender> {
    match text.to_lowercase().as_str() {
        "男" | "男性" | "先生" | "m" | "male" | "1" => Some(Gender::Male),
        "女" | "女性" | "女士" | "f" | "female" | "2" => Some(Gender::Female),
        "保密" | "未知" | "unknown" | "0" | "-1" => Some(Gender::Unknown),
        _ => None,
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
            ("0", Some(Gender::Unknown)),
            ("-1", Some(Gender::Unknown)),
            ("保密", Some(Gender::Unknown)),
            ("男孩", None),
        ] {
            assert_eq!(read_gender(text), wanted, "{text}");
        }
    }
}
