//! 冲突与亏损检查: what somebody should know of an offer before it is published: goods that it sells
//! below cost, offers that it never comes up against or always loses to, and why nobody could have
//! it. Nothing is written, and nothing is forbidden: whoever publishes has read it.

pub(crate) mod http;
mod rules;

use crate::offer::{OfferKind, OfferRow, RunningOffer, load_written, read_terms, store};
use crate::{OffersError, usage};
use kernel::{Money, SkuId, Timestamp};
use platform::db::{DbError, Tx};
use pricing::{Offer, OfferId};
use rules::{Facts, Rival, Sold, World};
use std::collections::HashMap;

pub(crate) use rules::Finding;

/// What came out of a check.
pub(crate) struct Checked {
    /// The edit of the offer that was looked at.
    pub edit: i64,
    /// Whether the draft was looked at, or what holds.
    pub is_draft: bool,
    /// How many SKUs it is about.
    pub skus: i64,
    /// Of how many of these the cost is known.
    pub skus_with_cost: i64,
    /// What was found, the gravest first.
    pub findings: Vec<Finding>,
}

/// Looks at the draft of an offer, or at what holds if nothing else is written.
pub(crate) fn check(
    tx: &mut Tx<'_>,
    offer_id: OfferId,
    now: Timestamp,
) -> Result<Checked, OffersError> {
    let written = load_written(tx, offer_id)?;
    let (given, uses) = usage::given(tx, &[offer_id])?
        .get(&offer_id)
        .copied()
        .unwrap_or((Money::ZERO, 0));
    let facts = Facts {
        given,
        uses,
        rivals: rivals(tx, offer_id, now)?,
        sold: sold(tx, &written.offer.rule, now)?,
        world: world(tx)?,
        offer: written.offer,
        now,
    };
    let (scope, findings) = rules::check(&facts);
    Ok(Checked {
        edit: written.edit,
        is_draft: written.is_draft,
        skus: scope.skus,
        skus_with_cost: scope.with_cost,
        findings,
    })
}

/// The other offers that are published and not over.
fn rivals(tx: &mut Tx<'_>, own: OfferId, now: Timestamp) -> Result<Vec<Rival>, DbError> {
    let rows = store::published(tx)?;
    let is_over = |row: &OfferRow| row.ends_at.is_some_and(|end| end <= now);
    let others = rows.into_iter();
    let others = others.filter(|row| row.id != own && !is_over(row));
    others
        .map(|row| {
            let terms = read_terms(row.terms.as_deref().unwrap_or_default())?;
            Ok(Rival {
                is_promotion: row.kind == OfferKind::Promotion,
                offer: RunningOffer::new(row.id, row.version, terms),
            })
        })
        .collect()
}

/// What is sold, at the prices of the whole chain.
fn sold(tx: &mut Tx<'_>, rule: &Offer, now: Timestamp) -> Result<Vec<Sold>, DbError> {
    const WEEK: i64 = 7 * 24 * 60 * 60 * 1_000;
    let assortment = retail::assortment(tx)?;
    let lowest = match rules::crosses_out(rule) {
        true => {
            let skus: Vec<SkuId> = assortment.iter().map(|facts| facts.sku_id).collect();
            retail::lowest_chain_prices(tx, &skus, (Timestamp(now.0 - WEEK), now))?
        }
        false => HashMap::new(),
    };
    let sold = assortment.into_iter().map(|facts| {
        let name = facts.full_name();
        Sold {
            sku_id: facts.sku_id,
            code: facts.sku_code,
            name,
            categories: facts.categories,
            groups: facts.groups,
            list_price: facts.list_price,
            member_price: facts.member_price,
            cost_price: facts.cost_price,
            lowest_price: lowest.get(&facts.sku_id).copied(),
        }
    });
    Ok(sold.collect())
}

/// The places and tiers that there are.
fn world(tx: &mut Tx<'_>) -> Result<World, DbError> {
    let stores = retail::all_stores(tx)?;
    let open = || stores.iter().filter(|store| store.is_open);
    let tiers = tx.fetch(standing::tiers(tx))?;
    let standings = tiers.all().iter();
    let standings = standings.map(|tier| tiers.standing_of(Some(tier.id)));
    Ok(World {
        open_stores: open().map(|store| store.id).collect(),
        open_regions: open().filter_map(|store| store.region_id).collect(),
        tiers: standings.filter_map(|standing| standing.tier).collect(),
    })
}
