//! The table `profile_change`.

use super::{Change, ChangeId, KeptChange, Worth};
use kernel::{Act, Cursor, MemberId};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

pub(super) fn insert(
    tx: &mut Tx<'_>,
    act: &Act,
    member: MemberId,
    changes: &[Change],
) -> Result<(), DbError> {
    let brand = tx.brand();
    let mut rows = Vec::with_capacity(changes.len());
    for change in changes {
        let (before, before_sealed) = columns(&change.before);
        let (after, after_sealed) = columns(&change.after);
        rows.push(row_values![
            brand,
            member,
            act.now,
            ChangeId(tx.new_id()),
            act.by,
            change.field,
            before,
            after,
            before_sealed,
            after_sealed,
            change.reason
        ]);
    }
    tx.insert_many(
        sql!(
            "insert into profile_change (brand_id, member_id, at, id, changed_by, field, before,
             after, before_sealed, after_sealed, reason) values $*"
        ),
        rows,
    )?;
    Ok(())
}

fn columns(worth: &Worth) -> (Option<&str>, Option<&[u8]>) {
    match worth {
        Worth::Nothing => (None, None),
        Worth::Clear(text) => (Some(text), None),
        Worth::Sealed(bytes) => (None, Some(bytes)),
    }
}

/// Changes of a member before a place in time, the latest first.
pub(super) fn page(
    tx: &mut Tx<'_>,
    member: MemberId,
    before: Cursor,
    limit: u32,
) -> Result<Vec<KeptChange>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            KeptChange,
            "select at, id, changed_by, field, before, after, before_sealed, after_sealed, reason
             from profile_change
             where brand_id = $1 and member_id = $2 and (at, id) < ($3, $4)
             order by at desc, id desc limit $5"
        ),
        args![brand, member, before.key, before.id, limit],
    )
}

/// Takes out what the changes of a member held, and why.
pub(super) fn blank(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update profile_change set before = null, after = null, before_sealed = null,
             after_sealed = null, reason = null where brand_id = $1 and member_id = $2"
        ),
        args![brand, member],
    )?;
    Ok(())
}
