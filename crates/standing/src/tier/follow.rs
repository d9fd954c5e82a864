//! Merged members: the higher of two tiers wins, and is taken away again when the merge is undone.

use super::{rules, store, tiers};
use events::{Event, MemberMerged};
use kernel::Act;
use membership::MembershipError;
use platform::db::Tx;
use platform::outbox::{Handle, Stored, Subscriber};

/// Who listens to what in this context.
pub fn subscribers() -> Vec<Subscriber> {
    vec![Subscriber {
        name: "standing.merges",
        topics: &["member_merged", "member_unmerged"],
        handle: Handle::Each(follow),
    }]
}

fn follow(tx: &mut Tx<'_>, fact: &Stored<Event>) -> Result<(), String> {
    let done = match &fact.event {
        Event::MemberMerged(fact) => merged(tx, fact),
        Event::MemberUnmerged(fact) => {
            membership::restore_tier(tx, &Act::of_system(fact.at), fact.merge_id)
        }
        _ => Ok(()),
    };
    match done {
        // A closed account has no use for a tier.
        Err(MembershipError::Person(_)) => Ok(()),
        done => done.map_err(|error| error.to_string()),
    }
}

fn merged(tx: &mut Tx<'_>, fact: &MemberMerged) -> Result<(), MembershipError> {
    // Or the tier might be removed while the survivor gets it.
    store::hold_list(tx)?;
    let tiers = tx.fetch(tiers(tx))?;
    let Some(both) = membership::tiers_of_merge(tx, fact.merge_id)? else {
        return Ok(());
    };
    match rules::higher(&tiers, both.absorbed, both.survivor) {
        Some(tier) => membership::raise_tier(tx, &Act::of_system(fact.at), fact.merge_id, tier),
        None => Ok(()),
    }
}
