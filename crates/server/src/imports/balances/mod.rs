//! 期初余额: points and stored value that members bring along from another system, posted against
//! the opening account of the ledger.
//!
//! A member opens once in each store of origin: the same row again changes nothing, another sum is
//! refused, for what happened since is not in the file. Whoever was merged has opened whatever one
//! of his earlier selves has.

mod store;

pub use store::{Opened, OpenedKey, forget_opened, opened_by};

use super::sheet::{Cells, Reject, Sheet};
use super::{Ctx, Piece};
use kernel::{MemberId, Money, PostingId, StoreId, Timestamp};
use ledger::{AccountKind, Asset, Book, Cause, LedgerError, PostingHead, PostingKind};
use membership::IdentityKind;
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// The fields that are understood.
pub const FIELDS: &[&str] = &[
    "phone",
    "card_no",
    "external_id",
    "member_no",
    "store",
    "points",
    "principal",
    "bonus",
    "balance",
];

/// Those of them that give something.
pub const AMOUNTS: [&str; 4] = ["points", "principal", "bonus", "balance"];

/// What a member brings along.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Opening {
    /// Where it was taken or given.
    pub store_id: Option<StoreId>,
    /// 积分
    pub points: i64,
    /// 本金
    pub principal: Money,
    /// 赠金
    pub bonus: Money,
}

/// Reads what a row brings along; nothing if all of it is zero or absent.
///
/// A product that knows only one balance does not say what of it was paid. All of it then counts
/// as paid: what a member may ask back is never made smaller by an import.
pub fn read(row: &Cells<'_>, store_id: Option<StoreId>) -> Result<Option<Opening>, Reject> {
    let points = row.number("points")?.unwrap_or_default();
    let given = |name: &str| row.money(name);
    let (principal, bonus) = match (given("principal")?, given("bonus")?, given("balance")?) {
        (principal, bonus, None) => (principal.unwrap_or_default(), bonus.unwrap_or_default()),
        (None, bonus, Some(balance)) => {
            let bonus = bonus.unwrap_or_default();
            (Money(balance.0.saturating_sub(bonus.0)), bonus)
        }
        (Some(principal), bonus, Some(balance)) => {
            let bonus = bonus.unwrap_or(Money(balance.0.saturating_sub(principal.0)));
            if principal.0.checked_add(bonus.0) != Some(balance.0) {
                return Err(row.reject("balance", "balance.does_not_add_up"));
            }
            (principal, bonus)
        }
    };
    let amounts = [
        ("points", points),
        ("principal", principal.0),
        ("bonus", bonus.0),
    ];
    if let Some((name, _)) = amounts.iter().find(|(_, amount)| *amount < 0) {
        return Err(row.reject(name, "balance.below_zero"));
    }
    let opening = Opening {
        store_id,
        points,
        principal,
        bonus,
    };
    Ok(amounts
        .iter()
        .any(|(_, amount)| *amount > 0)
        .then_some(opening))
}

/// Enters some rows of members who are there.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let known = Known::load(tx, ctx, rows)?;
    let mut openings = Vec::with_capacity(rows.len());
    let Some(sheet) = rows.first().map(Cells::sheet) else {
        return Ok(piece);
    };
    for row in rows {
        match read_row(row, ctx, &known) {
            Ok((member, Some(opening))) => openings.push((row.place(), member, opening)),
            Ok((_, None)) => piece.accepted += 1,
            Err(reject) => piece.rejects.push(reject),
        }
    }
    open(tx, ctx, sheet, &openings, &mut piece)?;
    Ok(piece)
}

fn read_row(
    row: &Cells<'_>,
    ctx: &Ctx,
    known: &Known,
) -> Result<(MemberId, Option<Opening>), Reject> {
    let store_id = ctx.store(row)?;
    let opening = read(row, store_id)?;
    Ok((known.member_of(row)?, opening))
}

/// Members by what the rows name them by.
struct Known(HashMap<&'static str, HashMap<String, MemberId>>);

/// In the order in which they are believed.
const NAMED_BY: [(&str, Option<IdentityKind>); 4] = [
    ("external_id", Some(IdentityKind::External)),
    ("member_no", Some(IdentityKind::MemberNo)),
    ("phone", None),
    ("card_no", Some(IdentityKind::Card)),
];

impl Known {
    fn load(tx: &mut Tx<'_>, ctx: &Ctx, rows: &[Cells<'_>]) -> Result<Known, DbError> {
        let mut known = HashMap::new();
        for (name, kind) in NAMED_BY {
            let given = rows
                .iter()
                .filter_map(|row| row.id(name).ok()?)
                .collect::<Vec<_>>();
            let found = match kind {
                Some(kind) => membership::find_by_external(tx, kind, &given)?,
                None => membership::find_by_phones(tx, &ctx.seal, &given)?,
            };
            known.insert(name, found);
        }
        Ok(Known(known))
    }

    /// The one member whom all that the row names him by names.
    fn member_of(&self, row: &Cells<'_>) -> Result<MemberId, Reject> {
        let mut found = None;
        for (name, _) in NAMED_BY {
            let given = if name == "phone" {
                row.phone(name)?
            } else {
                row.id(name)?
            };
            let Some(given) = given else { continue };
            let member = self.0[name].get(&given).copied();
            match (member, found) {
                (None, _) => return Err(row.reject(name, "member.unknown")),
                (Some(member), Some(other)) if member != other => {
                    return Err(row.reject(name, "member.of_somebody_else"));
                }
                (Some(member), _) => found = Some(member),
            }
        }
        found.ok_or_else(|| row.reject("phone", "cell.empty"))
    }
}

/// Posts what members bring along, each in a posting of its own, so that each can be undone alone.
pub fn open(
    tx: &mut Tx<'_>,
    ctx: &Ctx,
    sheet: &Sheet,
    openings: &[(usize, MemberId, Opening)],
    piece: &mut Piece,
) -> Result<(), DbError> {
    if openings.is_empty() {
        return Ok(());
    }
    let members: Vec<MemberId> = openings.iter().map(|(_, member, _)| *member).collect();
    let mut before = opened_by_persons(tx, &members)?;
    let points_end = checkout::load_terms(tx)?.points_expire_at(ctx.act.now);
    let mut book = Book::open_partly(tx, &members, &[])?;
    if !members.iter().all(|member| book.is_own(*member)) {
        return Err(tx.run_again());
    }
    let mut opened = Vec::with_capacity(openings.len());
    for (place, member, opening) in openings {
        let row = sheet.row(*place);
        let key = (*member, opening.store_id);
        if let Some(known) = before.get(&key) {
            if known.contains(opening) {
                piece.accepted += 1;
                piece.add("balances_already_there", 1);
            } else {
                piece
                    .rejects
                    .push(row.reject("balance", "balance.opened_before"));
            }
            continue;
        }
        let posted = post(&mut book, ctx, *member, opening, points_end);
        match posted {
            Ok(posting_id) => {
                piece.accepted += 1;
                piece.add("points", opening.points);
                piece.add("principal", opening.principal.0);
                piece.add("bonus", opening.bonus.0);
                before.insert(key, vec![*opening]);
                opened.push(Opened {
                    member_id: *member,
                    opening: *opening,
                    posting_id,
                    line: row.line() as i64,
                });
            }
            Err(LedgerError::Db(error)) => return Err(error),
            Err(error) => piece.rejects.push(super::refused(&row, &error)),
        }
    }
    book.save(tx)?;
    store::add_opened(tx, ctx, &opened)
}

/// What some members opened, by who they are now. Two who were merged may both have opened in one
/// store.
fn opened_by_persons(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<HashMap<OpenedKey, Vec<Opening>>, DbError> {
    let absorbed: HashMap<MemberId, MemberId> = membership::absorbed_into(tx, members)?
        .into_iter()
        .collect();
    let ids: Vec<MemberId> = members.iter().chain(absorbed.keys()).copied().collect();
    let mut opened: HashMap<OpenedKey, Vec<Opening>> = HashMap::new();
    for (member, opening) in store::opened(tx, &ids)? {
        let now = absorbed.get(&member).copied().unwrap_or(member);
        let of_store = opened.entry((now, opening.store_id)).or_default();
        of_store.push(opening);
    }
    Ok(opened)
}

/// Posts in the book what one member brings along, or leaves the book as it was.
fn post(
    book: &mut Book<'_>,
    ctx: &Ctx,
    member: MemberId,
    opening: &Opening,
    points_end: Option<Timestamp>,
) -> Result<PostingId, LedgerError> {
    let (kind, account) = (PostingKind::Opening, AccountKind::Opening);
    let cause = Cause::Job(ctx.job);
    let head = PostingHead::new(kind, cause, opening.store_id, ctx.today, ctx.act);
    let draft = book.begin(head);
    for (asset, amount, until) in [
        (Asset::Points, opening.points, points_end),
        (Asset::Principal, opening.principal.0, None),
        (Asset::Bonus, opening.bonus.0, None),
    ] {
        if amount > 0
            && let Err(error) = book.grant(&draft, member, asset, amount, account, until)
        {
            book.abandon(draft);
            return Err(error);
        }
    }
    book.commit(draft)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::imports::ImportKind;

    /// `points,principal,bonus,balance | what it comes to`
    fn check(cells: &str, expected: Result<Option<(i64, i64, i64)>, &str>) {
        let text = format!("手机号,积分,本金,赠金,余额\n13900001111,{cells}\n");
        let sheet = Sheet::read(text.as_bytes(), ImportKind::Balances).expect("a table");
        let read = read(&sheet.row(0), None)
            .map(|opening| opening.map(|o| (o.points, o.principal.0, o.bonus.0)))
            .map_err(|reject| reject.reason);
        assert_eq!(read, expected.map_err(str::to_owned), "{cells}");
    }

    #[test]
    fn principal_and_bonus_are_told_apart() {
        check("87,\"¥1,100.00\",50,", Ok(Some((87, 110_000, 5_000))));
        check(",,50,150", Ok(Some((0, 10_000, 5_000))));
        check(",100,,150", Ok(Some((0, 10_000, 5_000))));
        check(",,,150", Ok(Some((0, 15_000, 0))));
        check("0,0,,—", Ok(None));
        check(",100,40,150", Err("balance.does_not_add_up"));
        check("-5,,,", Err("balance.below_zero"));
        check(",,60,50", Err("balance.below_zero"));
        check("1.5,,,", Err("cell.not_a_number"));
    }
}
