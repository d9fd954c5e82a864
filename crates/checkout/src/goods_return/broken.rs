//! 门槛不再满足: offers whose threshold what is left of an order no longer reaches. Pure.
//!
//! A return by lines gives back what was paid for them, each line less its share of the discounts
//! (按比例): so the buyer keeps the share that lies on what stays, even if what stays would not have
//! been given it. That is the policy of the house; here it is told, so that whoever takes the goods
//! back sees it. Nothing is priced anew for the refund.

use crate::order::GivenOffer;
#[cfg(test)]
mod tests;

use crate::order::past::{self, Ground, Past, basket_of, given_of, standing_of};
use kernel::{Money, MoneyError, SkuId};
use pricing::{Basket, Condition, Layer, Offer, OfferId, Quote, quote};
use std::collections::BTreeMap;

/// An offer that what is left would not have been given, or not as much of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BrokenOffer {
    /// The promotion or the coupon template.
    pub offer_id: OfferId,
    /// What it was called.
    pub name: String,
    /// The share that the buyer keeps on what stays.
    pub kept: Money,
    /// What it would take off what stays.
    pub would_be: Money,
    /// What it gave for nothing and would not give with what stays, and how many: whoever takes the
    /// goods back asks for it.
    pub gifts: Vec<(SkuId, i64)>,
}

/// Finds them, given the order as it was sold and how many of each line are back by then.
pub(crate) fn find(
    sold: &Past,
    back: &[i64],
    ground: &Ground,
) -> Result<Vec<BrokenOffer>, MoneyError> {
    let mut left = sold.clone();
    for (line, back) in left.lines.iter_mut().zip(back) {
        line.quantity -= back;
    }
    let Some(place) = ground.places.get(&sold.store_id) else {
        return Ok(Vec::new());
    };
    let given = given_of(&left, ground, Condition::asked_of_goods);
    let rules: Vec<Offer> = given.iter().map(|one| one.rule.clone()).collect();
    let (lines, _) = basket_of(&left, ground);
    // A fen a line may go either way when a part is taken of less.
    let rounding = Money(lines.len() as i64);
    let basket = Basket { lines };
    let context = past::context_of(&left, place);
    let standing = standing_of(&left, ground);
    // Nothing that is left is given nothing.
    let priced = quote(&basket, &rules, &standing, &context).ok();
    let quantities = sold.lines.iter().zip(back);
    let quantities: Vec<(i64, i64)> = quantities
        .map(|(line, back)| (*back, line.quantity))
        .collect();
    let mut broken = Vec::new();
    for one in &given {
        let was = sold.given.iter().find(|was| was.place == one.place);
        let Some(was) = was.filter(|was| was.layer != Layer::Standing) else {
            continue;
        };
        let kept = was.amount.checked_sub(was.gone_with(&quantities)?)?;
        let would_be = priced.as_ref().and_then(|it| it.taken_off_by(one.rule.id));
        let would_be = would_be.unwrap_or(Money::ZERO);
        let gifts = gifts_short(was, priced.as_ref(), one.rule.id);
        if would_be.checked_add(rounding)? < kept || !gifts.is_empty() {
            broken.push(BrokenOffer {
                offer_id: one.template,
                name: was.name.clone(),
                kept,
                would_be,
                gifts,
            });
        }
    }
    Ok(broken)
}

/// What it gave for nothing beyond what it gives now.
fn gifts_short(was: &GivenOffer, priced: Option<&Quote>, id: OfferId) -> Vec<(SkuId, i64)> {
    let still = |sku_id: SkuId| -> i64 {
        let gifts = priced.into_iter().flat_map(|it| &it.gifts);
        let of_it = gifts.filter(|gift| gift.offer == id && gift.sku_id == sku_id);
        of_it.map(|gift| gift.quantity).sum()
    };
    let mut given: BTreeMap<SkuId, i64> = BTreeMap::new();
    for (sku_id, quantity) in was.gifts() {
        *given.entry(sku_id).or_default() += quantity;
    }
    let short = given
        .into_iter()
        .map(|(sku_id, quantity)| (sku_id, quantity - still(sku_id)));
    short.filter(|(_, quantity)| *quantity > 0).collect()
}
