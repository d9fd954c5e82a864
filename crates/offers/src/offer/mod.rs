//! 优惠活动与券模板: offers, written as drafts and published as numbered versions.
//!
//! An edit names the version of the offer that was seen. What was published never changes; what
//! runs is the latest version, until the offer is paused or ended. Publishing over the limit of
//! the brand's rules waits for a second person.

pub(crate) mod http;
mod publishing;
mod running;
pub(crate) mod store;
mod view;

pub use publishing::execute_publish;
pub(crate) use publishing::{Published, publish};
pub use running::{Running, RunningOffer, load_versions, load_written, revision, running_at};
pub(crate) use running::{published_at, readable};
pub(crate) use store::OfferRow;

use crate::{OfferTerms, OffersError};
use access::audit;
use kernel::{Act, Cursor, Invalid, Page, Timestamp};
use platform::db::{DbError, Tx};
use platform::http::IfMatch;
use pricing::OfferId;
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

/// Which offers a list shows.
#[derive(Debug, Clone, Default)]
pub(crate) struct Offers {
    pub kind: Option<OfferKind>,
    pub state: Option<OfferState>,
    /// What the name holds, whatever its case.
    pub name: String,
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
    terms.check(kind).map_err(below_terms)?;
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

/// Where terms stand in the request that brings them with their kind.
fn below_terms(Invalid(mut fields): Invalid) -> Invalid {
    for field in &mut fields {
        field.pointer.insert_str(0, "/terms");
    }
    Invalid(fields)
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
