//! The table `opening_balance`.

use super::Opening;
use crate::imports::{Ctx, ImportId};
use kernel::{MemberId, Money, PostingId, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    struct OpenedRow {
        member_id: MemberId,
        store_id: i64,
        points: i64,
        principal: Money,
        bonus: Money,
        posting_id: PostingId,
        line: i64,
    }
}

/// A balance that an import opened.
pub struct Opened {
    pub member_id: MemberId,
    pub opening: Opening,
    pub posting_id: PostingId,
    /// The line of the file that it comes from.
    pub line: i64,
}

/// Whose balance, from which store.
pub type OpenedKey = (MemberId, Option<StoreId>);

impl Opened {
    /// Whose it is, from which store.
    pub fn key(&self) -> OpenedKey {
        (self.member_id, self.opening.store_id)
    }
}

/// Balances that were opened for some members.
pub fn opened(tx: &mut Tx<'_>, members: &[MemberId]) -> Result<Vec<(MemberId, Opening)>, DbError> {
    let read = sql!(
        OpenedRow,
        "select member_id, store_id, points, principal, bonus, posting_id, line \
         from opening_balance where brand_id = $1 and member_id in ($*)"
    );
    let rows = tx.many_in(read, args![tx.brand()], members)?;
    Ok(rows
        .into_iter()
        .map(opened_of)
        .map(|opened| (opened.member_id, opened.opening))
        .collect())
}

/// Balances that an import opened, in the order of their keys.
pub fn opened_by(
    tx: &mut Tx<'_>,
    import: ImportId,
    after: Option<OpenedKey>,
    limit: u32,
) -> Result<Vec<Opened>, DbError> {
    let read = sql!(
        OpenedRow,
        "select member_id, store_id, points, principal, bonus, posting_id, line \
         from opening_balance \
         where brand_id = $1 and import_id = $2 and (member_id, store_id) > ($3, $4) \
         order by member_id, store_id limit $5"
    );
    let (member, store) = after.unwrap_or((MemberId(-1), None));
    let args = args![tx.brand(), import, member, store_number(store), limit];
    Ok(tx.many(read, args)?.into_iter().map(opened_of).collect())
}

/// Notes balances that were opened. Somebody who opened one of them in between has the key, and
/// the act is run once more with that in sight.
pub fn add_opened(tx: &mut Tx<'_>, ctx: &Ctx, opened: &[Opened]) -> Result<(), DbError> {
    let insert = sql!(
        "insert into opening_balance (brand_id, member_id, store_id, points, principal, bonus, \
                                      posting_id, import_id, line, opened_at) \
         values $* on conflict do nothing"
    );
    let brand = tx.brand();
    let row = |one: &Opened| {
        row_values![
            brand,
            one.member_id,
            store_number(one.opening.store_id),
            one.opening.points,
            one.opening.principal,
            one.opening.bonus,
            one.posting_id,
            ctx.import,
            one.line,
            ctx.act.now
        ]
    };
    let written = tx.insert_many(insert, opened.iter().map(row).collect())?;
    if written == opened.len() as u64 {
        Ok(())
    } else {
        Err(tx.run_again())
    }
}

/// Forgets balances that were reversed: they may be opened again.
pub fn forget_opened(tx: &mut Tx<'_>, keys: &[OpenedKey]) -> Result<(), DbError> {
    let delete = sql!(
        "delete from opening_balance where brand_id = $1 and member_id = $2 and store_id = $3"
    );
    for (member, store) in keys {
        tx.execute(delete, args![tx.brand(), *member, store_number(*store)])?;
    }
    Ok(())
}

/// A key holds no null, so «no store» is 0.
fn store_number(store: Option<StoreId>) -> i64 {
    store.map_or(0, |store| store.0)
}

fn opened_of(row: OpenedRow) -> Opened {
    Opened {
        member_id: row.member_id,
        opening: Opening {
            store_id: (row.store_id != 0).then_some(StoreId(row.store_id)),
            points: row.points,
            principal: row.principal,
            bonus: row.bonus,
        },
        posting_id: row.posting_id,
        line: row.line,
    }
}
