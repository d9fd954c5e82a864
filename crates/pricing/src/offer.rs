//! Price rules as data: who gives (layer), what they give (effect), on which goods (target).
//!
//! Offers of different layers stack, in the order of [`Layer`], each on what the earlier ones
//! left; of one layer the best for the buyer is taken and the others are beaten by it.

use crate::{PricingError, Standing};
use kernel::{CategoryId, Money, Rate, Rounding, SkuId};
use serde::{Deserialize, Serialize};

kernel::id!(
    #[doc(alias = "优惠")]
    /// An offer, by the id of what it comes from (a tier, a promotion, a coupon): snowflakes are
    /// unique over all of them.
    OfferId,
    "ofr"
);

/// A price rule: a tier's benefit, a promotion or a coupon as pricing sees it.
#[doc(alias = "优惠")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    /// Which.
    pub id: OfferId,
    /// What people call it.
    pub name: String,
    /// Who gives it: decides what it stacks with.
    pub layer: Layer,
    /// What it gives.
    pub effect: Effect,
}

kernel::text_enum! {
    /// Who gives an offer, in the order in which offers are applied.
    pub enum Layer {
        /// What the buyer is to the brand: tier discount.
        Standing = "standing",
        /// What the store gives everybody who fits.
        Promotion = "promotion",
        /// What the buyer holds in hand.
        Coupon = "coupon",
    }
}

/// What an offer gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Effect {
    /// A part off what is left to pay for the goods of the target, rounded half up once for all
    /// of them and then shared over their lines.
    PercentOff {
        /// The part: 500 is 5 % off (95折).
        off: Rate,
        /// On which goods.
        on: Target,
    },
}

/// Which goods an offer is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Target {
    /// The whole order.
    Order,
    /// Goods of these categories.
    Categories(Vec<CategoryId>),
    /// These SKUs.
    Skus(Vec<SkuId>),
}

impl Target {
    /// Whether goods are within the target.
    pub fn holds(&self, sku_id: SkuId, category_id: Option<CategoryId>) -> bool {
        match self {
            Target::Order => true,
            Target::Categories(list) => category_id.is_some_and(|id| list.contains(&id)),
            Target::Skus(list) => list.contains(&sku_id),
        }
    }
}

impl Effect {
    /// On which goods.
    pub fn target(&self) -> &Target {
        match self {
            Effect::PercentOff { on, .. } => on,
        }
    }

    /// What is given when so much is left to pay for the target. Never more than that, and never
    /// less for a larger amount: the search for the best combination relies on both.
    pub(crate) fn given_on(&self, amount: Money) -> Result<Money, PricingError> {
        match self {
            Effect::PercentOff { off, .. } => Ok(amount.at(*off, Rounding::HalfUp)?),
        }
    }

    /// What is still to be spent on the target before anything is given, if spending helps.
    pub(crate) fn missing_from(&self, amount: Money) -> Option<Money> {
        match self {
            // Half a 分 is what rounds up to the first one.
            Effect::PercentOff { off, .. } => 5_000_i64
                .checked_add(i64::from(off.0) - 1)?
                .checked_div(i64::from(off.0))
                .map(|least| Money((least - amount.0).max(0))),
        }
    }

    pub(crate) fn is_usable(&self) -> bool {
        match self {
            Effect::PercentOff { off, .. } => *off <= Rate::WHOLE,
        }
    }
}

/// The offer that a standing makes: its tier's discount on the whole order.
pub(crate) fn of_standing(standing: &Standing) -> Result<Option<Offer>, PricingError> {
    let Some(tier) = standing.tier.as_ref().filter(|_| standing.is_member) else {
        return Ok(None);
    };
    let id = OfferId(tier.tier_id.0);
    let off = Rate::WHOLE
        .0
        .checked_sub(tier.discount.0)
        .ok_or(PricingError::BadOffer { offer: id })?;
    if off == 0 {
        return Ok(None);
    }
    Ok(Some(Offer {
        id,
        name: tier.name.clone(),
        layer: Layer::Standing,
        effect: Effect::PercentOff {
            off: Rate(off),
            on: Target::Order,
        },
    }))
}
