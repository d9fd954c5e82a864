//! The only file that names `hold`.

use super::{HoldInBook, HoldState};
use kernel::{BrandId, By, HoldId, MemberId, PostingId, Timestamp};
use platform::db::{DbError, RowsToWrite, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// A hold as stored.
    #[derive(PartialEq, Eq)]
    pub(crate) struct HoldRow {
        pub id: HoldId,
        pub member_id: MemberId,
        pub points: i64,
        pub principal: i64,
        pub bonus: i64,
        pub cause: String,
        pub state: HoldState,
        pub reserved_at: Timestamp,
        pub reserved_by: By,
        pub expires_at: Timestamp,
        pub resolved_at: Option<Timestamp>,
        pub posting_id: Option<PostingId>,
    }
}

/// Whose the holds are, without a lock.
pub(crate) fn members_of(tx: &mut Tx<'_>, holds: &[HoldId]) -> Result<Vec<MemberId>, DbError> {
    let brand = tx.brand();
    let rows = tx.many_in(
        sql!(
            (MemberId,),
            "select member_id from hold where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        holds,
    )?;
    Ok(rows.into_iter().map(|(member,)| member).collect())
}

/// Reads holds. The accounts of their members are locked, and a hold changes only under that lock.
pub(crate) fn lock(tx: &mut Tx<'_>, holds: &[HoldId]) -> Result<Vec<HoldRow>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            HoldRow,
            "select id, member_id, points, principal, bonus, cause, state, reserved_at,
                    reserved_by, expires_at, resolved_at, posting_id
             from hold where brand_id = $1 and id in ($*) order by id for update"
        ),
        args![brand],
        holds,
    )
}

/// What adds holds.
pub(crate) fn insert(brand: BrandId, holds: &[&HoldInBook]) -> RowsToWrite {
    let rows = holds
        .iter()
        .map(|known| {
            let hold = &known.row;
            row_values![
                brand,
                hold.id,
                hold.member_id,
                hold.points,
                hold.principal,
                hold.bonus,
                hold.cause,
                hold.state,
                hold.reserved_at,
                hold.reserved_by,
                hold.expires_at,
                hold.resolved_at,
                hold.posting_id
            ]
        })
        .collect();
    RowsToWrite::insert(
        sql!(
            "insert into hold (brand_id, id, member_id, points, principal, bonus, cause, state,
                               reserved_at, reserved_by, expires_at, resolved_at, posting_id)
             values $*"
        ),
        rows,
    )
}

/// What resolves holds. The guard stands in the write: only an open one is resolved.
pub(crate) fn resolve(brand: BrandId, holds: &[&HoldInBook]) -> RowsToWrite {
    let rows = holds
        .iter()
        .map(|known| {
            let hold = &known.row;
            row_values![hold.id, hold.state, hold.resolved_at, hold.posting_id]
        })
        .collect();
    let command = sql!(
        "update hold set state = v.column2, resolved_at = v.column3, posting_id = v.column4
         from (values $*(bigint, text, bigint, bigint)) as v
         where hold.brand_id = $1 and hold.id = v.column1 and hold.state = 'open'"
    );
    RowsToWrite::update(command, args![brand], rows)
}

/// Finds open holds that are overdue, the longest overdue first.
pub(crate) fn due(tx: &mut Tx<'_>, now: Timestamp, limit: u32) -> Result<Vec<HoldId>, DbError> {
    let brand = tx.brand();
    let rows = tx.many(
        sql!(
            (HoldId,),
            "select id from hold where brand_id = $1 and state = 'open' and expires_at <= $2
             order by expires_at, id limit $3"
        ),
        args![brand, now, limit],
    )?;
    Ok(rows.into_iter().map(|(id,)| id).collect())
}

/// A member with the points, principal and bonus that open holds reserve.
pub(crate) type HeldRow = (i64, i64, i64, i64);

/// What open holds reserve, by member, of members after one and up to another.
pub(crate) fn held_by_members(
    tx: &mut Tx<'_>,
    after: i64,
    upto: i64,
) -> Result<Vec<HeldRow>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            HeldRow,
            "select member_id, cast(sum(points) as bigint), cast(sum(principal) as bigint),
                    cast(sum(bonus) as bigint)
             from hold where brand_id = $1 and state = 'open' and member_id > $2
               and member_id <= $3
             group by member_id"
        ),
        args![brand, after, upto],
    )
}
