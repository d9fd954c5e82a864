//! The goods somebody wants to buy, and what they cost: the step that quote and settle share, so
//! that a price is worked out in one place.

use crate::{CheckoutError, Terms};
use kernel::{Invalid, SkuId, Timestamp, ZoneName};
use offers::CouponId;
use pricing::{Context, MAX_QUANTITY, Offer, Quote, Standing, WallTime};
use retail::{SkuFacts, Store, StoreSku};
use serde::{Deserialize, Serialize};
use std::collections::{HashMap, HashSet};
use utoipa::ToSchema;

/// The most lines that one sale may have.
pub const LINES_MAX: usize = 500;

/// One line of a basket as it is scanned.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Item {
    /// What.
    pub sku_id: SkuId,
    /// How many.
    #[schema(minimum = 1, maximum = 1_000_000)]
    pub quantity: i64,
}

/// What is known of the goods in the stores of some baskets.
pub type Goods = HashMap<StoreSku, SkuFacts>;

/// Notes what is wrong with the lines of a basket: none, too many, a SKU twice, a bad quantity.
pub(crate) fn check(wrong: &mut Invalid, items: &[Item]) {
    if items.is_empty() {
        wrong.add("/lines", "list.empty", []);
    } else if items.len() > LINES_MAX {
        wrong.add("/lines", "list.too_long", [("max", LINES_MAX.into())]);
        return;
    }
    let mut seen = HashSet::with_capacity(items.len());
    for (place, item) in items.iter().enumerate() {
        if !seen.insert(item.sku_id) {
            wrong.add(format!("/lines/{place}/sku_id"), "value.duplicate", []);
        }
        wrong.range(
            &format!("/lines/{place}/quantity"),
            item.quantity,
            1,
            MAX_QUANTITY,
        );
    }
}

/// The most coupons that one order may use.
pub(crate) const COUPONS_MAX: usize = 20;

/// Notes too many coupons, and one that is named twice.
pub(crate) fn check_coupons(wrong: &mut Invalid, coupons: &[CouponId]) {
    if coupons.len() > COUPONS_MAX {
        wrong.add("/coupons", "list.too_long", [("max", COUPONS_MAX.into())]);
        return;
    }
    for (place, coupon) in coupons.iter().enumerate() {
        if coupons[..place].contains(coupon) {
            wrong.add(format!("/coupons/{place}"), "value.duplicate", []);
        }
    }
}

/// Prices a basket in a store for a standing, with what is on offer; refuses goods that are
/// unknown or not sold.
pub(crate) fn price(
    items: &[Item],
    (store, goods): (&Store, &Goods),
    (standing, offers): (&Standing, &[Offer]),
    terms: &Terms,
    now: Timestamp,
) -> Result<Quote, CheckoutError> {
    let mut basket = pricing::Basket {
        lines: Vec::with_capacity(items.len()),
    };
    for item in items {
        let sku_id = item.sku_id;
        let facts = goods
            .get(&(store.id, sku_id))
            .ok_or(CheckoutError::UnknownSku { sku_id })?;
        if !facts.is_active {
            return Err(CheckoutError::SkuInactive { sku_id });
        }
        basket.lines.push(pricing::BasketLine {
            sku_id,
            categories: facts.categories.clone(),
            groups: facts.groups.clone(),
            quantity: item.quantity,
            is_one_piece: false,
            list_price: facts.list_price,
            is_store_price: facts.is_store_price,
            member_price: facts.member_price,
        });
    }
    let context = Context {
        regions: store.region_id.into_iter().collect(),
        points_rule: terms.points_rule(),
        member_price_excludes_tier: terms.member_price_excludes_tier,
        ..Context::at_till(store.id, wall_at(now, &store.zone))
    };
    Ok(pricing::quote(&basket, offers, standing, &context)?)
}

/// What clock and calendar show in a zone.
pub(crate) fn wall_at(moment: Timestamp, zone: &ZoneName) -> WallTime {
    WallTime {
        date: moment.date_in(zone),
        minute: zone.minute_of_day(moment),
    }
}
