//! What runs: the published promotions of a brand, kept in memory until one of them changes.

use super::{OfferRow, OfferState, read_terms, store};
use crate::{OfferTerms, OffersError};
use kernel::Timestamp;
use platform::db::{DbError, Fetches, Tx};
use pricing::{Condition, Offer, OfferId};
use std::collections::HashMap;
use std::sync::Arc;

/// A published version of an offer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RunningOffer {
    /// Which offer.
    pub id: OfferId,
    /// Which version of it.
    pub version: i64,
    /// What it says.
    pub terms: OfferTerms,
    /// The rule as pricing takes it, with nothing used up.
    pub rule: Offer,
}

/// An offer as it is written.
#[derive(Debug, Clone)]
pub struct Written {
    /// Whether that is a draft, or what holds.
    pub is_draft: bool,
    /// The edit of the offer that it is of.
    pub edit: i64,
    /// As the version that it would be.
    pub offer: RunningOffer,
}

/// The promotions of a brand that are published and not paused, by id.
#[derive(Debug, Default)]
pub struct Running(Vec<RunningOffer>);

impl RunningOffer {
    /// A version of an offer as it is when it runs.
    pub fn new(id: OfferId, version: i64, terms: OfferTerms) -> RunningOffer {
        let number = u32::try_from(version).unwrap_or(u32::MAX);
        let mut rule = terms.rule.to_offer(id, number, &terms.name);
        // What is counted by member asks for one.
        if terms.limits.asks_for_a_member() {
            let own = rule.condition.take();
            let of = own.into_iter().chain([Condition::Member]).collect();
            rule.condition = Some(Condition::All { of });
        }
        RunningOffer {
            id,
            version,
            terms,
            rule,
        }
    }
}

impl Running {
    /// One of them.
    pub fn get(&self, id: OfferId) -> Option<&RunningOffer> {
        self.0.iter().find(|offer| offer.id == id)
    }

    /// Those whose time a moment lies in.
    pub fn at(&self, now: Timestamp) -> impl Iterator<Item = &RunningOffer> {
        self.0
            .iter()
            .filter(move |offer| offer.terms.schedule.holds(now))
    }
}

/// The number of what runs, to be asked for together with other things.
pub fn revision(tx: &Tx<'_>) -> impl Fetches<Found = i64> + use<> {
    store::revision(tx).then(|rows| Ok(rows.first().map_or(0, |(revision,)| *revision)))
}

/// What runs at a number that this transaction has read. Read anew only when it is another than
/// the one that this connection has seen last.
pub fn running_at(tx: &mut Tx<'_>, revision: i64) -> Result<Arc<Running>, DbError> {
    if revision == 0 {
        return Ok(Arc::default());
    }
    tx.remember(revision, |tx| {
        let read = |row: OfferRow| {
            let terms = read_terms(row.terms.as_deref().unwrap_or_default())?;
            Ok(RunningOffer::new(row.id, row.version, terms))
        };
        let rows = store::live(tx)?;
        let offers = rows.into_iter().map(read).collect::<Result<_, DbError>>()?;
        Ok(Running(offers))
    })
}

/// Some versions that were published, by offer and version.
pub(crate) fn readable(
    rows: Vec<store::VersionRow>,
) -> Result<HashMap<(OfferId, i64), Arc<RunningOffer>>, DbError> {
    let read = |row: store::VersionRow| {
        let terms = read_terms(&row.terms)?;
        let offer = RunningOffer::new(row.offer_id, row.version, terms);
        Ok(((row.offer_id, row.version), Arc::new(offer)))
    };
    rows.into_iter().map(read).collect()
}

/// What some versions said that were published, by offer and version.
pub fn load_versions(
    tx: &mut Tx<'_>,
    keys: &[(OfferId, i64)],
) -> Result<HashMap<(OfferId, i64), Arc<RunningOffer>>, DbError> {
    if keys.is_empty() {
        return Ok(HashMap::new());
    }
    readable(tx.fetch(store::find_versions(tx, keys))?)
}

/// What is written of an offer: the draft, or what holds if nothing else is written.
pub fn load_written(tx: &mut Tx<'_>, offer_id: OfferId) -> Result<Written, OffersError> {
    let row = store::find(tx, offer_id)?.ok_or(OffersError::OfferNotFound { offer_id })?;
    let text = row.draft.as_deref().or(row.terms.as_deref());
    let terms = read_terms(text.ok_or(OffersError::NoDraft { offer_id })?)?;
    Ok(Written {
        is_draft: row.draft.is_some(),
        edit: row.edit,
        offer: RunningOffer::new(offer_id, row.version + 1, terms),
    })
}

/// The latest version of an offer, if coupons of it may be come by at a moment.
pub(crate) fn published_at(
    tx: &mut Tx<'_>,
    id: OfferId,
    now: Timestamp,
) -> Result<Option<RunningOffer>, DbError> {
    let Some(row) = store::find(tx, id)?.filter(|row| row.state == OfferState::Live) else {
        return Ok(None);
    };
    let terms = read_terms(row.terms.as_deref().unwrap_or_default())?;
    let offer = RunningOffer::new(id, row.version, terms);
    Ok(Some(offer).filter(|offer| offer.terms.schedule.holds(now)))
}
