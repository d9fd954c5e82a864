//! What is found in an offer, given all that it could come up against. Pure.
//!
//! Prices are asked of pricing, on baskets of one SKU that just reach what the offer asks for:
//! that is where it takes off most for each piece. Of its conditions only what they ask of goods is
//! kept: whoever fulfils the others pays so.

mod crossed_out;
mod dead;
mod margin;
mod rivals;
#[cfg(test)]
mod tests;

pub(super) use crossed_out::crosses_out;

use crate::RunningOffer;
use kernel::{CategoryId, GoodsGroupId, Money, RegionId, SkuId, StoreId, Timestamp};
use pricing::{BasketLine, Effect, Offer, OfferId, TierStanding};
use serde::Serialize;
use std::collections::HashSet;
use utoipa::ToSchema;

/// The most SKUs that a finding shows.
const EXAMPLES_MAX: usize = 20;

kernel::text_enum! {
    /// What was found.
    pub enum FindingCode {
        /// 负毛利: some goods are sold below cost.
        NegativeMargin = "negative_margin",
        /// 永不生效: another offer that excludes it always gives at least as much.
        Shadowed = "shadowed",
        /// 无人可用: nobody could ever have it.
        Dead = "dead",
        /// 互斥重叠: other offers that exclude it are about the same goods at the same time.
        OverlappingExclusives = "overlapping_exclusives",
        /// 划线价无据: the price that would be crossed out was not the lowest of the seven days
        /// before.
        CrossedOutPrice = "crossed_out_price",
        /// 未设上限: it has neither budget nor limit.
        Unbounded = "unbounded",
    }
}

kernel::text_enum! {
    /// How grave it is. Nothing forbids to publish.
    pub enum Severity {
        /// Good to know.
        Info = "info",
        /// Most likely not what was meant.
        Warning = "warning",
    }
}

kernel::text_enum! {
    /// Why nobody could have an offer.
    pub enum Nobody {
        /// No SKU that is sold is among its goods.
        NoGoods = "no_goods",
        /// Its time is over.
        Over = "over",
        /// No store that is open, and no tier that there is, fulfils its condition.
        NoPlaceOrTier = "no_place_or_tier",
        /// No day of its time fulfils its condition.
        NoDay = "no_day",
        /// Its condition excludes itself.
        Contradiction = "contradiction",
        /// Its budget or a limit is used up.
        UsedUp = "used_up",
    }
}

/// Something that somebody should know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Finding {
    pub code: FindingCode,
    pub severity: Severity,
    /// Why nobody could have it; of `dead`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nobody: Option<Nobody>,
    /// The other offers that it is about.
    pub offers: Vec<OfferId>,
    /// How many SKUs it is about.
    pub skus: i64,
    /// Some of them, the gravest first.
    pub examples: Vec<Example>,
}

/// A SKU that a finding is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, ToSchema)]
pub(crate) struct Example {
    pub sku_id: SkuId,
    pub code: String,
    pub name: String,
    /// So many pieces were priced.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub quantity: Option<i64>,
    /// What one costs the brand. Only whoever may write goods sees it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub cost_price: Option<Money>,
    /// What would be crossed out; of `crossed_out_price`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub list_price: Option<Money>,
    /// The lowest price of the seven days before, if anything is on record; of
    /// `crossed_out_price`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub lowest_price: Option<Money>,
    /// What all these pieces come to, with the offer and the best tier that goes with it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub total: Option<Money>,
}

/// All that a check is decided on.
pub(super) struct Facts {
    /// What is looked at.
    pub offer: RunningOffer,
    /// What it took off so far.
    pub given: Money,
    /// In how many orders.
    pub uses: i64,
    /// What else is published and not over.
    pub rivals: Vec<Rival>,
    /// What may be sold.
    pub sold: Vec<Sold>,
    pub world: World,
    pub now: Timestamp,
}

/// Another offer.
pub(super) struct Rival {
    /// Whether buyers have it without a coupon in hand.
    pub is_promotion: bool,
    pub offer: RunningOffer,
}

/// A SKU that may be sold.
#[derive(Debug, Clone)]
pub(super) struct Sold {
    pub sku_id: SkuId,
    pub code: String,
    pub name: String,
    /// Its category and all above it.
    pub categories: Vec<CategoryId>,
    pub groups: Vec<GoodsGroupId>,
    pub list_price: Money,
    pub member_price: Option<Money>,
    pub cost_price: Option<Money>,
    /// The lowest list price of the seven days before; none if nothing is on record, or if the
    /// offer crosses nothing out.
    pub lowest_price: Option<Money>,
}

/// The places and tiers that there are.
#[derive(Debug, Default)]
pub(super) struct World {
    pub open_stores: HashSet<StoreId>,
    pub open_regions: HashSet<RegionId>,
    pub tiers: Vec<TierStanding>,
}

/// How many SKUs an offer is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Scope {
    pub skus: i64,
    /// Of how many of these the cost is known.
    pub with_cost: i64,
}

/// Finds all that there is, the gravest first.
pub(super) fn check(facts: &Facts) -> (Scope, Vec<Finding>) {
    let in_scope: Vec<&Sold> = facts
        .sold
        .iter()
        .filter(|sold| is_about(&facts.offer.rule, sold))
        .collect();
    let mut findings = dead::find(facts, &in_scope);
    findings.extend(margin::find(facts, &in_scope));
    findings.extend(rivals::find(facts, &in_scope));
    findings.extend(crossed_out::find(facts, &in_scope));
    findings.extend(unbounded(facts));
    findings.sort_by_key(|finding| finding.severity == Severity::Info);
    let with_cost = in_scope.iter().filter(|sold| sold.cost_price.is_some());
    let scope = Scope {
        with_cost: with_cost.count() as i64,
        skus: in_scope.len() as i64,
    };
    (scope, findings)
}

/// Whether an offer could touch a SKU.
fn is_about(rule: &Offer, sold: &Sold) -> bool {
    let line = sold.line(1);
    let is_part = match &rule.effect {
        Some(Effect::Bundle { parts, .. }) => parts.iter().any(|part| part.goods.holds(&line)),
        Some(Effect::BuyGet { parts, .. }) => parts.iter().any(|part| part.goods.holds(&line)),
        _ => true,
    };
    is_part && rule.goods.holds(&line)
}

/// An offer that may take off anything, any number of times.
fn unbounded(facts: &Facts) -> Option<Finding> {
    let terms = &facts.offer.terms;
    let gives = terms.rule.effect.is_some() || !terms.rule.extras.is_empty();
    let is_counted = terms
        .coupon
        .as_ref()
        .is_some_and(|it| it.issue_max.is_some());
    let is_bound = terms.limits != crate::Limits::default() || terms.rule.amount_max.is_some();
    (gives && !is_counted && !is_bound).then(|| Finding {
        severity: Severity::Info,
        ..Finding::new(FindingCode::Unbounded)
    })
}

impl Finding {
    fn new(code: FindingCode) -> Finding {
        Finding {
            code,
            severity: Severity::Warning,
            nobody: None,
            offers: Vec::new(),
            skus: 0,
            examples: Vec::new(),
        }
    }
}

impl Sold {
    fn line(&self, quantity: i64) -> BasketLine {
        BasketLine {
            sku_id: self.sku_id,
            categories: self.categories.clone(),
            groups: self.groups.clone(),
            quantity,
            is_one_piece: false,
            list_price: self.list_price,
            is_store_price: false,
            member_price: self.member_price,
        }
    }

    fn example(&self) -> Example {
        Example {
            sku_id: self.sku_id,
            code: self.code.clone(),
            name: self.name.clone(),
            quantity: None,
            cost_price: None,
            list_price: None,
            lowest_price: None,
            total: None,
        }
    }
}
