//! An old id means the survivor, wherever it is asked for: the one place where ids are resolved.
//!
//! Identities, sales and visits keep the id that they came to be under, so what belongs to a
//! person belongs to any of the person's ids. Nothing has to be moved when members are merged or
//! unmerged, and nothing can be left behind.

use super::store;
use kernel::MemberId;
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// Who a member is now: the survivor, if the member was merged into another.
pub fn current_id(tx: &mut Tx<'_>, id: MemberId) -> Result<MemberId, DbError> {
    let absorbed = store::survivors_of(tx, &[id])?;
    Ok(absorbed.first().map_or(id, |(_, survivor)| *survivor))
}

/// Who some members are now, by the id that was asked for.
pub fn current_ids(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<HashMap<MemberId, MemberId>, DbError> {
    let mut current: HashMap<MemberId, MemberId> = ids.iter().map(|id| (*id, *id)).collect();
    current.extend(store::survivors_of(tx, ids)?);
    Ok(current)
}

/// Everybody who was merged into somebody else, with the survivor.
pub fn survivors(tx: &mut Tx<'_>) -> Result<HashMap<MemberId, MemberId>, DbError> {
    Ok(store::survivors(tx)?.into_iter().collect())
}

/// Every id of the person whom an id means, the current one first.
#[doc(alias = "会员合并")]
pub fn ids_of_person(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<MemberId>, DbError> {
    let current = current_id(tx, id)?;
    let mut ids = vec![current];
    let mut absorbed = store::absorbed_into(tx, &[current])?;
    absorbed.sort_unstable();
    ids.extend(absorbed.into_iter().map(|(absorbed, _)| absorbed));
    Ok(ids)
}

/// The ids that were merged into some members, each with the member.
pub fn absorbed_into(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<(MemberId, MemberId)>, DbError> {
    store::absorbed_into(tx, members)
}
