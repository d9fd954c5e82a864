//! The table `member_name_tail`: the tails of names.

use super::{Named, tails};
use crate::search::store::{Hit, Stretch};
use kernel::{MemberId, StoreId};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

/// Writes the tails of names that have none yet, in the order of the key.
pub(crate) fn insert<'a>(
    tx: &mut Tx<'_>,
    members: impl IntoIterator<Item = Named<'a>>,
) -> Result<(), DbError> {
    let brand = tx.brand();
    let mut all = Vec::new();
    for member in members {
        let rows = tails(member.name).into_iter();
        all.extend(rows.map(|tail| (tail, member.id, member.store_id)));
    }
    all.sort_unstable();
    let rows = all
        .into_iter()
        .map(|(tail, id, store)| row_values![brand, tail, id, store])
        .collect();
    tx.insert_many(
        sql!("insert into member_name_tail (brand_id, tail, member_id, store_id) values $*"),
        rows,
    )?;
    Ok(())
}

/// Writes the tails of a name anew, or of a member who went to another store. The member's row is
/// locked by this act.
pub(crate) fn replace(tx: &mut Tx<'_>, before: Named<'_>, after: Named<'_>) -> Result<(), DbError> {
    if before == after {
        return Ok(());
    }
    remove(tx, before.id, before.name)?;
    insert(tx, [after])
}

/// Removes the tails of a name. They are found by the name, so no index by member is needed.
pub(crate) fn remove(tx: &mut Tx<'_>, id: MemberId, name: &str) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute_in(
        sql!(
            "delete from member_name_tail
             where brand_id = $1 and member_id = $2 and tail in ($*)"
        ),
        args![brand, id],
        tails(name),
    )?;
    Ok(())
}

/// Tails in a stretch, in their order.
pub(in crate::search) fn seek(
    tx: &mut Tx<'_>,
    stretch: &Stretch<'_>,
    store: Option<StoreId>,
    limit: u32,
) -> Result<Vec<Hit>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            Hit,
            "select t.member_id, (select m.name from member as m
                 where m.brand_id = $1 and m.id = t.member_id), t.tail
             from member_name_tail as t
             where t.brand_id = $1 and (t.tail, t.member_id) > ($2, $3) and t.tail < $4
             and (cast($5 as bigint) is null or t.store_id = $5)
             order by t.tail, t.member_id limit $6"
        ),
        args![
            brand,
            stretch.after,
            stretch.id,
            stretch.before,
            store,
            limit
        ],
    )
}
