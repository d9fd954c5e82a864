//! 发布: a draft becomes the next version; over the limit of the house a second person decides.

use super::{OfferRow, OfferState, draft_of, lock_seen, require, save, store};
use crate::OffersError;
use access::{Action, Actor, Approval, Approved, Gate, Wish, pass};
use kernel::{Act, Invalid};
use platform::db::Tx;
use platform::http::IfMatch;
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

/// The most that an offer without a budget counts as, when it is asked whether a second person
/// must decide: more than any limit that can be set.
const UNLIMITED: i64 = 100_000_001;

const REASON_MAX: usize = 200;

/// Whether an offer is published now.
#[derive(Debug)]
pub(crate) enum Published {
    /// It is.
    Done(Box<OfferRow>),
    /// A second person decides.
    Waits(Box<Approval>),
}

/// What is kept of a wish to publish.
#[derive(Debug, Serialize, Deserialize)]
struct PublishWish {
    offer_id: OfferId,
    /// The edit that was looked at: what is decided on is what was written then.
    edit: i64,
}

/// Publishes the draft, or asks a second person to.
pub(crate) fn publish(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: OfferId,
    seen: IfMatch,
    reason: &str,
) -> Result<Published, OffersError> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, REASON_MAX);
    wrong.check()?;
    let offer = lock_seen(tx, id, seen)?;
    let terms = draft_of(&offer)?;
    let size = terms.limits.budget.map_or(UNLIMITED, |budget| budget.0);
    let wish = Wish {
        action: Action::PublishOffer,
        size,
        subject: id.to_string(),
        store_id: None,
        reason,
        payload: &PublishWish {
            offer_id: id,
            edit: offer.edit,
        },
    };
    match pass(tx, actor, &wish)? {
        Gate::Waits(approval) => Ok(Published::Waits(approval)),
        Gate::Open => {
            let done = publish_locked(tx, &actor.act(), offer, reason)?;
            Ok(Published::Done(Box::new(done)))
        }
    }
}

/// Publishes what a second person has approved; refused if the draft is another one by now.
pub fn execute_publish(tx: &mut Tx<'_>, approved: &Approved) -> Result<Json, OffersError> {
    let wish: PublishWish = approved.read()?;
    let offer = lock_seen(tx, wish.offer_id, IfMatch(wish.edit))?;
    let done = publish_locked(tx, &approved.act, offer, &approved.reason)?;
    Ok(json!({ "offer_id": done.id, "version": done.version }))
}

fn publish_locked(
    tx: &mut Tx<'_>,
    act: &Act,
    mut offer: OfferRow,
    reason: &str,
) -> Result<OfferRow, OffersError> {
    require(
        &offer,
        &[OfferState::Draft, OfferState::Live, OfferState::Paused],
    )?;
    let terms = draft_of(&offer)?;
    // Written by an older version, perhaps.
    terms.check(offer.kind)?;
    offer.version += 1;
    offer.name = terms.name.trim().to_owned();
    (offer.starts_at, offer.ends_at) = (terms.schedule.starts_at, terms.schedule.ends_at);
    offer.terms = offer.draft.take();
    if offer.state == OfferState::Draft {
        offer.state = OfferState::Live;
    }
    let text = offer.terms.clone().unwrap_or_default();
    store::insert_version(tx, act, offer.id, offer.version, &text)?;
    let details = json!({ "version": offer.version, "reason": reason, "terms": terms });
    save(tx, act, &mut offer, "offer.publish", &details)?;
    Ok(offer)
}
