//! Tiers: the brand's list, replaced as a whole, and a member's tier, set by hand with a reason.
//!
//! No two tiers share a rank or a name, and a tier that members have is never removed.

mod follow;
pub(crate) mod http;
mod rules;
mod store;

pub use follow::subscribers;
pub use rules::{Tier, TierDraft, Tiers, usual_tiers};

use crate::StandingError;
use access::audit;
use kernel::{Act, Invalid, MemberId, TierId};
use platform::db::{DbError, Fetches, Tx};
use platform::http::IfMatch;
use serde_json::{Value as Json, json};

const REASON_MAX: usize = 200;

/// The brand's tiers.
pub fn tiers(tx: &Tx<'_>) -> impl Fetches<Found = Tiers> + use<> {
    store::list(tx).then(|tiers| Ok(Tiers::new(tiers)))
}

/// Replaces the brand's tiers by a list: drafts with an id keep their tier, others become new
/// ones, tiers that are left out are removed unless members have them.
pub fn replace_tiers(
    tx: &mut Tx<'_>,
    act: &Act,
    drafts: &[TierDraft],
) -> Result<Tiers, StandingError> {
    store::next_version(tx)?;
    replace_held(tx, act, drafts)
}

/// The tiers with the version of the list.
fn load_versioned(tx: &mut Tx<'_>) -> Result<(i64, Tiers), DbError> {
    Ok((store::version(tx)?, tx.fetch(tiers(tx))?))
}

/// [`replace_tiers`], if the list is still what the editor has seen.
fn edit_tiers(
    tx: &mut Tx<'_>,
    act: &Act,
    seen: IfMatch,
    drafts: &[TierDraft],
) -> Result<(i64, Tiers), StandingError> {
    let version = store::next_version(tx)?;
    seen.check(version - 1)?;
    Ok((version, replace_held(tx, act, drafts)?))
}

/// Replaces the list that this transaction holds.
fn replace_held(tx: &mut Tx<'_>, act: &Act, drafts: &[TierDraft]) -> Result<Tiers, StandingError> {
    let present = tx.fetch(tiers(tx))?;
    rules::check_list(drafts, &present)?;
    let gone = rules::left_out(drafts, &present);
    if let Some(tier_id) = membership::first_tier_in_use(tx, &gone)? {
        return Err(StandingError::TierInUse { tier_id });
    }
    let tiers: Vec<Tier> = drafts
        .iter()
        .map(|draft| Tier {
            id: draft.id.unwrap_or_else(|| TierId(tx.new_id())),
            rank: draft.rank,
            name: draft.name.trim().to_owned(),
            discount: draft.discount,
            points_multiplier: draft.points_multiplier,
        })
        .collect();
    store::replace(tx, &tiers)?;
    let details = json!({ "tiers": tiers.iter().map(told).collect::<Vec<_>>() });
    audit::record(tx, act, "tiers.replace", "tiers", &details)?;
    Ok(Tiers::new(tiers))
}

/// Sets a member's tier by hand, with a reason that the member's history keeps.
pub fn set_member_tier(
    tx: &mut Tx<'_>,
    act: &Act,
    member_id: MemberId,
    tier_id: Option<TierId>,
    reason: &str,
) -> Result<(), StandingError> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, REASON_MAX);
    // Or the tier might be removed while the member gets it.
    store::hold_list(tx)?;
    if let Some(id) = tier_id
        && tx.fetch(tiers(tx))?.find(id).is_none()
    {
        wrong.add("/tier_id", "reference.unknown", []);
    }
    wrong.check()?;
    membership::set_tier_because(tx, act, member_id, tier_id, reason.trim())?;
    let details = json!({ "tier_id": tier_id });
    audit::record(tx, act, "member.tier", &member_id.to_string(), &details)?;
    Ok(())
}

/// A tier as the audit log tells it.
fn told(tier: &Tier) -> Json {
    json!({
        "id": tier.id,
        "rank": tier.rank,
        "name": tier.name,
        "discount": tier.discount,
        "points_multiplier": tier.points_multiplier,
    })
}

#[cfg(test)]
mod tests;
