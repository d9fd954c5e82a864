//! The tier of a member, as it is kept; which tiers there are is known elsewhere.

use super::{lock, must_be_one, store};
use crate::MembershipError;
use crate::change::{self, Change, Worth};
use crate::merge::current_id;
use events::{Event, TierChanged};
use kernel::{Act, MemberId, TierId};
use platform::db::{DbError, Tx};
use platform::outbox;

/// Sets a member's tier; setting the tier that is there changes nothing and tells nobody.
pub fn set_tier(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    tier: Option<TierId>,
) -> Result<(), MembershipError> {
    put_tier(tx, act, id, tier, None)
}

/// [`set_tier`] with a reason, which stands in the member's history and not in the audit log: what
/// people write may name somebody, and the log cannot forget.
pub fn set_tier_because(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    tier: Option<TierId>,
    reason: &str,
) -> Result<(), MembershipError> {
    put_tier(tx, act, id, tier, Some(reason))
}

fn put_tier(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    tier: Option<TierId>,
    reason: Option<&str>,
) -> Result<(), MembershipError> {
    let id = current_id(tx, id)?;
    let member = lock(tx, id)?;
    if member.tier_id == tier {
        return Ok(());
    }
    must_be_one(store::set_tier(tx, id, tier, act.now)?)?;
    let (from, to) = (Worth::of(member.tier_id), Worth::of(tier));
    let change = Change {
        reason: reason.map(str::to_owned),
        ..Change::new("tier_id", from, to)
    };
    change::record(tx, act, id, &[change])?;
    let fact = TierChanged {
        member_id: id,
        from: member.tier_id,
        to: tier,
        at: act.now,
    };
    outbox::append(tx, act.now, Some(id), &Event::TierChanged(fact))?;
    Ok(())
}

/// Which of some tiers members have, if any; such a tier must stay.
pub fn first_tier_in_use(tx: &mut Tx<'_>, tiers: &[TierId]) -> Result<Option<TierId>, DbError> {
    store::first_tier_in_use(tx, tiers)
}
