//! 优惠活动与券模板: offers, written as drafts and published as numbered versions.
//!
//! An edit names the version of the offer that was seen. What was published never changes; what
//! runs is the latest version, until the offer is paused or ended. Publishing over the limit of
//! the brand's rules waits for a second person.

pub(crate) mod http;
mod running;
pub(crate) mod store;
mod view;

pub use running::{
    Running, RunningOffer, Written, load_versions, load_written, revision, running_at,
};
pub(crate) use running::{published_at, readable};
pub(crate) use store::OfferRow;

use crate::{OfferTerms, OffersError};
use access::{Action, Actor, Approval, Approved, Gate, Wish, audit, pass};
use kernel::{Act, Cursor, Invalid, Page, Timestamp};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};

kernel::text_enum! {
    /// Which kind of offer.
    #[derive(Default)]
    pub enum OfferKind {
        /// 促销活动: whoever fits gets it.
        #[default]
        Promotion = "promotion",
        /// 券模板: whoever holds a coupon of it gets it.
        Coupon = "coupon",
    }
}

kernel::text_enum! {
    /// Where an offer is in its life.
    pub enum OfferState {
        /// Nothing is published yet.
        Draft = "draft",
        /// Published: it runs within its schedule.
        Live = "live",
        /// Stopped for a while.
        Paused = "paused",
        /// Over for good; coupons in hand stay good.
        Ended = "ended",
    }
}

kernel::text_enum! {
    /// What an offer is doing at a moment.
    pub enum OfferPhase {
        /// Nothing is published yet.
        Draft = "draft",
        /// Published, and its time is yet to come.
        Scheduled = "scheduled",
        /// It runs.
        Running = "running",
        /// Stopped for a while.
        Paused = "paused",
        /// Its time is over, or it was ended.
        Over = "over",
    }
}

/// The most that an offer without a budget counts as, when it is asked whether a second person
/// must decide: more than any limit that can be set.
const UNLIMITED: i64 = 100_000_001;

const REASON_MAX: usize = 200;

/// Which offers a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Offers {
    pub kind: Option<OfferKind>,
    pub state: Option<OfferState>,
    /// What the name holds, whatever its case.
    pub name: String,
}

impl Offers {
    fn pattern(&self) -> String {
        let mut pattern = String::from("%");
        for letter in self.name.trim().to_lowercase().chars() {
            if matches!(letter, '%' | '_' | '!') {
                pattern.push('!');
            }
            pattern.push(letter);
        }
        if pattern.len() > 1 {
            pattern.push('%');
        }
        pattern
    }
}

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

impl OfferRow {
    /// What it is doing at a moment.
    pub fn phase(&self, now: Timestamp) -> OfferPhase {
        match self.state {
            OfferState::Draft => OfferPhase::Draft,
            OfferState::Paused => OfferPhase::Paused,
            OfferState::Ended => OfferPhase::Over,
            OfferState::Live if self.ends_at.is_some_and(|end| end <= now) => OfferPhase::Over,
            OfferState::Live if self.starts_at.is_some_and(|from| now < from) => {
                OfferPhase::Scheduled
            }
            OfferState::Live => OfferPhase::Running,
        }
    }
}

/// Writes a new offer down as a draft.
pub(crate) fn create(
    tx: &mut Tx<'_>,
    act: &Act,
    kind: OfferKind,
    terms: &OfferTerms,
) -> Result<OfferRow, OffersError> {
    terms.check(kind)?;
    let offer = OfferRow {
        id: OfferId(tx.new_id()),
        kind,
        name: terms.name.trim().to_owned(),
        state: OfferState::Draft,
        version: 0,
        edit: 1,
        draft: Some(written(terms)?),
        terms: None,
        starts_at: None,
        ends_at: None,
        created_at: act.now,
        changed_at: act.now,
    };
    store::insert(tx, act, &offer)?;
    let details = json!({ "kind": kind, "terms": terms });
    audit::record(tx, act, "offer.create", &offer.id.to_string(), &details)?;
    Ok(offer)
}

/// Replaces the draft of an offer; what runs stays as it is until the draft is published.
pub(crate) fn write_draft(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OfferId,
    seen: IfMatch,
    terms: &OfferTerms,
) -> Result<OfferRow, OffersError> {
    let mut offer = lock_seen(tx, id, seen)?;
    require(
        &offer,
        &[OfferState::Draft, OfferState::Live, OfferState::Paused],
    )?;
    terms.check(offer.kind)?;
    offer.draft = Some(written(terms)?);
    if offer.version == 0 {
        offer.name = terms.name.trim().to_owned();
    }
    save(
        tx,
        act,
        &mut offer,
        "offer.draft",
        &json!({ "terms": terms }),
    )?;
    Ok(offer)
}

/// Throws the draft away; one that was never published is ended.
pub(crate) fn discard_draft(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OfferId,
    seen: IfMatch,
) -> Result<OfferRow, OffersError> {
    let mut offer = lock_seen(tx, id, seen)?;
    require(
        &offer,
        &[OfferState::Draft, OfferState::Live, OfferState::Paused],
    )?;
    if offer.state == OfferState::Draft {
        offer.state = OfferState::Ended;
    } else {
        offer.draft = None;
    }
    save(tx, act, &mut offer, "offer.discard", &Json::Null)?;
    Ok(offer)
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

/// Stops an offer, lets it run again, or ends it for good.
pub(crate) fn set_state(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OfferId,
    seen: IfMatch,
    state: OfferState,
) -> Result<OfferRow, OffersError> {
    let mut offer = lock_seen(tx, id, seen)?;
    match state {
        OfferState::Paused => require(&offer, &[OfferState::Live])?,
        OfferState::Live => require(&offer, &[OfferState::Paused])?,
        OfferState::Ended => {
            require(
                &offer,
                &[OfferState::Live, OfferState::Paused, OfferState::Draft],
            )?;
        }
        OfferState::Draft => {
            let allowed = [("allowed", "live, paused, ended".into())];
            return Err(Invalid::one("/state", "value.unknown", allowed).into());
        }
    }
    offer.state = state;
    let action = match state {
        OfferState::Paused => "offer.pause",
        OfferState::Live => "offer.resume",
        _ => "offer.end",
    };
    save(tx, act, &mut offer, action, &Json::Null)?;
    Ok(offer)
}

/// Takes what an earlier version said as the draft.
pub(crate) fn restore(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OfferId,
    seen: IfMatch,
    version: i64,
) -> Result<OfferRow, OffersError> {
    let mut offer = lock_seen(tx, id, seen)?;
    require(&offer, &[OfferState::Live, OfferState::Paused])?;
    let found = store::versions(tx, id)?;
    let found = found.into_iter().find(|one| one.version == version);
    let found = found.ok_or_else(|| Invalid::one("/version", "reference.unknown", []))?;
    offer.draft = Some(found.terms);
    save(
        tx,
        act,
        &mut offer,
        "offer.restore",
        &json!({ "version": version }),
    )?;
    Ok(offer)
}

/// An offer.
pub(crate) fn get(tx: &mut Tx<'_>, offer_id: OfferId) -> Result<OfferRow, OffersError> {
    store::find(tx, offer_id)?.ok_or(OffersError::OfferNotFound { offer_id })
}

/// A page of offers, the latest first.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    wanted: &Offers,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<OfferRow>, DbError> {
    let before = before.map_or(i64::MAX, |cursor| cursor.id);
    let rows = store::page(tx, wanted, before, i64::from(limit) + 1)?;
    Ok(Page::of(rows, limit, |offer| Cursor {
        key: 0,
        id: offer.id.0,
    }))
}

/// What a document says.
pub(crate) fn read_terms(text: &str) -> Result<OfferTerms, DbError> {
    serde_json::from_str(text).map_err(|error| DbError::Bug(format!("the terms: {error}")))
}

fn written(terms: &OfferTerms) -> Result<String, DbError> {
    serde_json::to_string(terms).map_err(|error| DbError::Bug(error.to_string()))
}

fn draft_of(offer: &OfferRow) -> Result<OfferTerms, OffersError> {
    let offer_id = offer.id;
    let draft = offer.draft.as_deref();
    Ok(read_terms(draft.ok_or(OffersError::NoDraft { offer_id })?)?)
}

fn lock_seen(tx: &mut Tx<'_>, offer_id: OfferId, seen: IfMatch) -> Result<OfferRow, OffersError> {
    let offer = store::lock(tx, offer_id)?.ok_or(OffersError::OfferNotFound { offer_id })?;
    seen.check(offer.edit)?;
    Ok(offer)
}

fn require(offer: &OfferRow, states: &[OfferState]) -> Result<(), OffersError> {
    if states.contains(&offer.state) {
        return Ok(());
    }
    Err(OffersError::WrongState {
        offer_id: offer.id,
        state: offer.state,
    })
}

/// Writes a locked offer and tells of it; what runs may be another now.
fn save(
    tx: &mut Tx<'_>,
    act: &Act,
    offer: &mut OfferRow,
    action: &str,
    details: &Json,
) -> Result<(), DbError> {
    store::update(tx, act, offer)?;
    store::renew(tx)?;
    offer.edit += 1;
    offer.changed_at = act.now;
    audit::record(tx, act, action, &offer.id.to_string(), details)
}
