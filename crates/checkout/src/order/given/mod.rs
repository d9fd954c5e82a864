//! 优惠明细: what each offer gave in an order, line by line, and what of it has gone back.

pub(crate) mod store;

use kernel::{Money, MoneyError, OrderId, Rounding, SkuId, money::divide};
use offers::CouponId;
use platform::row;
use pricing::{Gift, Layer, OfferId, Outcome, Quote};
use std::collections::HashMap;

row! {
    /// What an offer gave in an order.
    #[derive(PartialEq, Eq)]
    pub struct GivenOffer {
        /// In which order.
        pub order_id: OrderId,
        /// Its turn among the offers of the order.
        pub place: i64,
        /// Which promotion, coupon template or tier.
        pub offer_id: OfferId,
        /// Which version of it.
        pub version: i64,
        /// The coupon, if it was one.
        pub coupon_id: Option<CouponId>,
        /// In which turn.
        pub layer: Layer,
        /// What it was called.
        pub name: String,
        /// What it took off, over all lines.
        pub amount: Money,
        /// See [`GivenOffer::shares`].
        pub shares_text: String,
        /// See [`GivenOffer::gifts`].
        pub gifts_text: String,
        /// What of the amount has gone back.
        pub given_back: Money,
    }
}

impl GivenOffer {
    /// On which line of the order, by its place, how much lies.
    pub fn shares(&self) -> Vec<(usize, Money)> {
        serde_json::from_str(&self.shares_text).unwrap_or_default()
    }

    /// What it gave for nothing, and how many.
    pub fn gifts(&self) -> Vec<(SkuId, i64)> {
        serde_json::from_str(&self.gifts_text).unwrap_or_default()
    }

    /// What of the amount goes with lines of which so many of so many came back, by place.
    pub(crate) fn gone_with(&self, back: &[(i64, i64)]) -> Result<Money, MoneyError> {
        let mut gone = Money::ZERO;
        for (place, share) in self.shares() {
            let (returned, quantity) = back.get(place).copied().unwrap_or((0, 1));
            if quantity > 0 {
                let part = i128::from(share.0) * i128::from(returned);
                let part = divide(part, i128::from(quantity), Rounding::Down)?;
                gone = gone.checked_add(Money(part))?;
            }
        }
        Ok(gone)
    }
}

/// What the offers of a quote gave; of a coupon, its template is named.
pub(crate) fn given_in(
    order_id: OrderId,
    quote: &Quote,
    coupons: &HashMap<OfferId, (CouponId, OfferId)>,
) -> Vec<GivenOffer> {
    let mut given = Vec::new();
    for told in &quote.explanations {
        let Outcome::Applied { amount, .. } = told.outcome else {
            continue;
        };
        let lines = quote.lines.iter().enumerate();
        let shares: Vec<(usize, i64)> = lines
            .filter_map(|(place, line)| {
                let share = line.shares.iter().find(|share| share.offer == told.offer)?;
                Some((place, share.amount.0))
            })
            .collect();
        let gifts = quote.gifts.iter().filter(|gift| gift.offer == told.offer);
        let gifts: Vec<(SkuId, i64)> = gifts
            .map(|gift: &Gift| (gift.sku_id, gift.quantity))
            .collect();
        let coupon = coupons.get(&told.offer);
        given.push(GivenOffer {
            order_id,
            place: given.len() as i64,
            offer_id: coupon.map_or(told.offer, |(_, template)| *template),
            version: i64::from(told.version),
            coupon_id: coupon.map(|(coupon, _)| *coupon),
            layer: told.layer,
            name: told.name.clone(),
            amount,
            shares_text: as_text(&shares),
            gifts_text: as_text(&gifts),
            given_back: Money::ZERO,
        });
    }
    given
}

/// Numbers and ids are always written.
fn as_text(list: &impl serde::Serialize) -> String {
    serde_json::to_string(list).unwrap_or_else(|_| "[]".to_owned())
}
