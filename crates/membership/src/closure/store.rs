//! The table `member_closure`.

use super::{Closure, ClosureState};
use kernel::{Act, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

pub(super) fn insert(tx: &mut Tx<'_>, closure: &Closure) -> Result<(), DbError> {
    let row = row_values![
        tx.brand(),
        closure.member_id,
        closure.id,
        closure.state,
        closure.closed_at,
        closure.closed_by,
        closure.lapsed_points,
        closure.lapse_posting_id,
        closure.reopen_until
    ];
    tx.insert_many(
        sql!(
            "insert into member_closure (brand_id, member_id, id, state, closed_at, closed_by,
             lapsed_points, lapse_posting_id, reopen_until) values $*"
        ),
        vec![row],
    )?;
    Ok(())
}

/// The closing of an account that is closed.
pub(super) fn open_closure(tx: &mut Tx<'_>, member: MemberId) -> Result<Option<Closure>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            Closure,
            "select id, member_id, state, closed_at, closed_by, lapsed_points, lapse_posting_id,
             reopen_until from member_closure
             where brand_id = $1 and member_id = $2 and state = 'closed' for update"
        ),
        args![brand, member],
    )
}

/// Says what became of a closing, once.
pub(super) fn end(
    tx: &mut Tx<'_>,
    act: &Act,
    closure: &Closure,
    state: ClosureState,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update member_closure set state = $4, ended_at = $5, ended_by = $6
             where brand_id = $1 and member_id = $2 and id = $3 and state = 'closed'"
        ),
        args![brand, closure.member_id, closure.id, state, act.now, act.by],
    )
}

/// Members whose time to reopen is over, the longest first.
pub(super) fn due(tx: &mut Tx<'_>, now: Timestamp, limit: u32) -> Result<Vec<MemberId>, DbError> {
    let brand = tx.brand();
    let found = tx.many(
        sql!(
            (MemberId,),
            "select member_id from member_closure
             where brand_id = $1 and state = 'closed' and reopen_until <= $2
             order by reopen_until, member_id limit $3"
        ),
        args![brand, now, limit],
    )?;
    Ok(found.into_iter().map(|(member,)| member).collect())
}
