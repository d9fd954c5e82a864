//! 旧单重算: an order as it is kept, to be priced anew: over past orders with an offer that is not
//! published yet, or on what is left of it once goods come back. Pure.

#[cfg(test)]
pub(crate) mod samples;

use super::{GivenOffer, Origin};
use crate::basket::wall_at;
use kernel::{
    BusinessDate, CategoryId, GoodsGroupId, MemberId, Money, OrderId, Rate, RegionId, SkuId,
    StoreId, Timestamp, ZoneName,
};
use offers::RunningOffer;
use pricing::{
    BasketLine, Condition, Context, Layer, MAX_QUANTITY, MonthDay, Offer, OfferId, Standing,
};
use standing::Tiers;
use std::collections::HashMap;
use std::sync::Arc;

/// An order as it is kept, as far as its price goes.
#[derive(Debug, Clone)]
pub(crate) struct Past {
    pub id: OrderId,
    pub origin: Origin,
    pub store_id: StoreId,
    pub business_date: BusinessDate,
    pub settled_at: Timestamp,
    pub member_id: Option<MemberId>,
    /// What was charged.
    pub total: Money,
    pub lines: Vec<PastLine>,
    pub given: Vec<GivenOffer>,
    /// The member as of now, but for the tier that the order was given.
    pub buyer: Buyer,
}

/// A line of it.
#[derive(Debug, Clone, Copy)]
pub(crate) struct PastLine {
    pub sku_id: SkuId,
    /// Zero or less for an adjustment, which no offer touches.
    pub quantity: i64,
    pub unit_price: Money,
    /// What was charged for the line.
    pub total: Money,
}

/// Who bought.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Buyer {
    /// Who that is by now, if it was merged into another.
    pub member_id: Option<MemberId>,
    pub tier_id: Option<kernel::TierId>,
    pub birthday: Option<BusinessDate>,
    /// Whether it was the member's first order.
    pub is_first_order: bool,
}

/// What many orders have in common.
#[derive(Debug, Default)]
pub(crate) struct Ground {
    /// What was given then, by offer and version.
    pub versions: HashMap<(OfferId, i64), Arc<RunningOffer>>,
    pub tiers: Tiers,
    pub places: HashMap<StoreId, Place>,
    pub goods: HashMap<SkuId, Known>,
}

/// Where a store is.
#[derive(Debug, Clone)]
pub(crate) struct Place {
    pub zone: ZoneName,
    pub region_id: Option<RegionId>,
}

/// What is known of a SKU now.
#[derive(Debug, Clone, Default)]
pub(crate) struct Known {
    pub categories: Vec<CategoryId>,
    pub groups: Vec<GoodsGroupId>,
    pub member_price: Option<Money>,
    pub cost_price: Option<Money>,
}

/// The rule of an offer that an order was given.
#[derive(Debug, Clone)]
pub(crate) struct GivenRule {
    /// The promotion or the coupon template.
    pub template: OfferId,
    /// Its turn among the offers of the order.
    pub place: i64,
    /// As pricing takes it: a coupon is an offer of its own.
    pub rule: Offer,
}

/// Whether offers may touch it.
pub(crate) fn is_sold(line: &PastLine) -> bool {
    (1..=MAX_QUANTITY).contains(&line.quantity) && line.total >= Money::ZERO
}

/// The basket, and of which line of the order each of its lines is.
pub(crate) fn basket_of(past: &Past, ground: &Ground) -> (Vec<BasketLine>, Vec<usize>) {
    let (mut lines, mut places) = (Vec::new(), Vec::new());
    for (place, line) in past.lines.iter().enumerate() {
        if !is_sold(line) {
            continue;
        }
        for (quantity, price) in prices_of(past, line) {
            lines.push(basket_line(past, line, (quantity, price), ground));
            places.push(place);
        }
    }
    (lines, places)
}

/// How many were sold at which price. What was recorded elsewhere does not say which offers were
/// given, so its price is what was charged; a sum that does not divide makes two prices.
fn prices_of(past: &Past, line: &PastLine) -> Vec<(i64, Money)> {
    if past.origin == Origin::Settled {
        return vec![(line.quantity, line.unit_price)];
    }
    let (each, dearer) = (line.total.0 / line.quantity, line.total.0 % line.quantity);
    let parts = [
        (line.quantity - dearer, Money(each)),
        (dearer, Money(each + 1)),
    ];
    parts.into_iter().filter(|(count, _)| *count > 0).collect()
}

fn basket_line(
    past: &Past,
    line: &PastLine,
    (quantity, price): (i64, Money),
    ground: &Ground,
) -> BasketLine {
    let known = ground.goods.get(&line.sku_id).cloned().unwrap_or_default();
    // What a member was charged is the member's price; of others a 会员价日 would have asked it.
    let member_price = match past.member_id {
        None => known.member_price.filter(|member| *member < price),
        Some(_) => None,
    };
    BasketLine {
        sku_id: line.sku_id,
        categories: known.categories,
        groups: known.groups,
        quantity,
        is_one_piece: false,
        list_price: price,
        is_store_price: false,
        member_price,
    }
}

/// What the order was given, by the offers that these are of, as rules that ask no more than what
/// `still_asked` leaves: that they held is kept. Tiers come with the standing.
pub(crate) fn given_of(
    past: &Past,
    ground: &Ground,
    still_asked: impl Fn(&Condition) -> Option<Condition>,
) -> Vec<GivenRule> {
    let given = past
        .given
        .iter()
        .filter(|given| given.layer != Layer::Standing);
    let rule = |given: &GivenOffer| {
        let offer = ground.versions.get(&(given.offer_id, given.version))?;
        let id = given.coupon_id.map_or(given.offer_id, |id| OfferId(id.0));
        let rule = Offer {
            id,
            condition: offer.rule.condition.as_ref().and_then(&still_asked),
            ..offer.rule.clone()
        };
        Some(GivenRule {
            template: given.offer_id,
            place: given.place,
            rule,
        })
    };
    given.filter_map(rule).collect()
}

/// The member's standing. The discount of a tier counts only if the order was given it.
pub(crate) fn standing_of(past: &Past, ground: &Ground) -> Standing {
    if past.member_id.is_none() {
        return Standing::ANONYMOUS;
    }
    let mut given = past.given.iter();
    let given = given.find(|given| given.layer == Layer::Standing);
    let tier_id = given.map(|given| kernel::TierId(given.offer_id.0));
    let mut standing = ground.tiers.standing_of(tier_id.or(past.buyer.tier_id));
    if let (Some(tier), None) = (&mut standing.tier, given) {
        tier.discount = Rate::WHOLE;
    }
    Standing {
        birthday: past.buyer.birthday.map(MonthDay::of),
        is_first_order: past.buyer.is_first_order,
        ..standing
    }
}

pub(crate) fn context_of(past: &Past, place: &Place) -> Context {
    let wall = wall_at(past.settled_at, &place.zone);
    Context {
        regions: place.region_id.into_iter().collect(),
        ..Context::at_till(past.store_id, wall)
    }
}
