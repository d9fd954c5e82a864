//! Offers as the outside sees them.

use super::{OfferKind, OfferPhase, OfferRow, OfferState, read_terms};
use crate::{OfferTerms, usage};
use kernel::{Money, Timestamp};
use platform::db::{DbError, Tx};
use pricing::{Layer, OfferId};
use serde::Serialize;
use utoipa::ToSchema;

/// An offer in a list.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferSummary {
    pub id: OfferId,
    pub kind: OfferKind,
    /// What people call it.
    pub name: String,
    pub state: OfferState,
    /// What it is doing now.
    pub phase: OfferPhase,
    /// How often it was published.
    pub version: i64,
    /// Whether something is written that is not published.
    pub has_draft: bool,
    /// In which turn it is applied.
    pub layer: Layer,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub starts_at: Option<Timestamp>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends_at: Option<Timestamp>,
    pub used: OfferUsed,
    pub changed_at: Timestamp,
}

/// What was given of an offer so far, and how much there is.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferUsed {
    /// What it took off, returns given back.
    pub amount: Money,
    /// In how many orders.
    pub orders: i64,
    /// The most that it may take off; absent without a budget.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub budget: Option<Money>,
    /// In how many orders at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub orders_max: Option<i64>,
    /// How many coupons are out; of coupon templates.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issued: Option<i64>,
    /// How many coupons there may be.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub issue_max: Option<i64>,
}

/// An offer with what it says.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct OfferDetail {
    #[serde(flatten)]
    pub summary: OfferSummary,
    /// The `ETag` for an edit.
    pub edit: i64,
    /// What is written and not published.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub draft: Option<OfferTerms>,
    /// What holds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub terms: Option<OfferTerms>,
    pub created_at: Timestamp,
}

/// Shows offers of a list.
pub(crate) fn summaries(
    tx: &mut Tx<'_>,
    offers: &[OfferRow],
    now: Timestamp,
) -> Result<Vec<OfferSummary>, DbError> {
    let ids: Vec<OfferId> = offers.iter().map(|offer| offer.id).collect();
    let given = usage::given(tx, &ids)?;
    let issued = usage::issued(tx, &ids)?;
    let mut shown = Vec::with_capacity(offers.len());
    for offer in offers {
        let text = offer.terms.as_deref().or(offer.draft.as_deref());
        let terms = read_terms(text.unwrap_or_default())?;
        let (amount, orders) = given.get(&offer.id).copied().unwrap_or((Money::ZERO, 0));
        let coupon = terms.coupon.as_ref();
        let used = OfferUsed {
            amount,
            orders,
            budget: terms.limits.budget,
            orders_max: terms.limits.uses,
            issued: coupon.map(|_| issued.get(&offer.id).copied().unwrap_or(0)),
            issue_max: coupon.and_then(|coupon| coupon.issue_max),
        };
        shown.push(OfferSummary {
            id: offer.id,
            kind: offer.kind,
            name: offer.name.clone(),
            state: offer.state,
            phase: offer.phase(now),
            version: offer.version,
            has_draft: offer.draft.is_some(),
            layer: terms.rule.layer,
            starts_at: offer.starts_at,
            ends_at: offer.ends_at,
            used,
            changed_at: offer.changed_at,
        });
    }
    Ok(shown)
}

/// Shows one offer.
pub(crate) fn detail(
    tx: &mut Tx<'_>,
    offer: OfferRow,
    now: Timestamp,
) -> Result<OfferDetail, DbError> {
    let summary = summaries(tx, std::slice::from_ref(&offer), now)?.pop();
    let read = |text: &Option<String>| text.as_deref().map(read_terms).transpose();
    Ok(OfferDetail {
        summary: summary.ok_or(DbError::Missing)?,
        edit: offer.edit,
        draft: read(&offer.draft)?,
        terms: read(&offer.terms)?,
        created_at: offer.created_at,
    })
}
