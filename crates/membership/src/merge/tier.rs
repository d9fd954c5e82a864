//! The tier of a merged member: the higher of two, decided where tiers are known, remembered here.

use super::{current_id, get_merge, load_one, store};
use crate::MembershipError;
use crate::profile;
use kernel::{Act, MergeId, TierId};
use platform::db::Tx;

/// The tiers that two members had when they were merged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MergeTiers {
    /// Of the absorbed member.
    pub absorbed: Option<TierId>,
    /// Of the survivor, as it is now.
    pub survivor: Option<TierId>,
}

/// The tiers to decide between; absent when the merge is undone or has given a tier already.
pub fn tiers_of_merge(
    tx: &mut Tx<'_>,
    merge_id: MergeId,
) -> Result<Option<MergeTiers>, MembershipError> {
    let merge = get_merge(tx, merge_id)?;
    if merge.undone_at.is_some() || merge.tier_id.is_some() {
        return Ok(None);
    }
    let survivor_id = merge.survivor_id;
    // Who was merged into a third has no tier of his own to raise.
    if current_id(tx, survivor_id)? != survivor_id {
        return Ok(None);
    }
    Ok(Some(MergeTiers {
        absorbed: load_one(tx, merge.absorbed_id)?.tier_id,
        survivor: load_one(tx, survivor_id)?.tier_id,
    }))
}

/// Gives the survivor the tier that the absorbed member had, and remembers his own.
pub fn raise_tier(
    tx: &mut Tx<'_>,
    act: &Act,
    merge_id: MergeId,
    tier: TierId,
) -> Result<(), MembershipError> {
    let merge = get_merge(tx, merge_id)?;
    let survivor = profile::get(tx, merge.survivor_id)?;
    profile::set_tier(tx, act, survivor.id, Some(tier))?;
    store::note_tier(tx, merge_id, survivor.tier_id, tier)?;
    Ok(())
}

/// Takes the tier away that an undone merge gave, unless another was set since.
pub fn restore_tier(tx: &mut Tx<'_>, act: &Act, merge_id: MergeId) -> Result<(), MembershipError> {
    let merge = get_merge(tx, merge_id)?;
    let (Some(tier), Some(_)) = (merge.tier_id, merge.undone_at) else {
        return Ok(());
    };
    let survivor = profile::get(tx, merge.survivor_id)?;
    if survivor.tier_id == Some(tier) {
        return profile::set_tier(tx, act, survivor.id, merge.own_tier_id);
    }
    store::forget_tier(tx, merge.survivor_id, tier, merge.own_tier_id)?;
    Ok(())
}
