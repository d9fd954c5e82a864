//! Price rules as data: who may have them, on which goods, what they give, and with what they go
//! together.
//!
//! Offers are applied in one order, whatever order they come in: by layer, priority, id. Each is
//! worked out on what the earlier ones left. Which of them are applied is searched for.

mod extra;
mod reach;

pub use extra::Extra;
pub use reach::{Measure, Reach};

use crate::Standing;
use crate::condition::Condition;
use crate::goods::Goods;
use kernel::{Money, Rate};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

kernel::id!(
    #[doc(alias = "优惠")]
    /// An offer, by the id of what it comes from (a tier, a promotion, a coupon): snowflakes are
    /// unique over all of them.
    OfferId,
    "ofr"
);

/// A price rule: a promotion, a coupon or a tier's benefit as pricing sees it.
#[doc(alias = "优惠")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Offer {
    /// Which.
    pub id: OfferId,
    /// In which version: the ticket keeps it.
    #[serde(default)]
    pub version: u32,
    /// What people call it.
    pub name: String,
    /// In which turn it is applied.
    pub layer: Layer,
    /// Within the layer, the smaller number comes first.
    #[serde(default)]
    pub priority: i32,
    /// On which goods it is worked out and to which it is shared; the parts of a bundle draw from
    /// these goods only.
    #[serde(default)]
    pub goods: Goods,
    /// Who may have it, when and where; absent for everybody.
    #[serde(default)]
    pub condition: Option<Condition>,
    /// What its goods, or others that are named there, must come to; absent for anything.
    #[serde(default)]
    pub reach: Option<Reach>,
    /// What amounts are measured on; means nothing to an offer that measures none.
    #[serde(default)]
    pub base: Base,
    /// What it takes off the price; absent if it only gives extras.
    #[serde(default)]
    pub effect: Option<Effect>,
    /// What it gives beside.
    #[serde(default)]
    pub extras: Vec<Extra>,
    /// What a repeating effect does at most in one order: so many sets, pieces or times. A gift
    /// that repeats is given so many times at most.
    #[serde(default)]
    pub times_max: Option<i64>,
    /// The most that it takes off one order.
    #[serde(default)]
    pub amount_max: Option<Money>,
    /// What is left of its budget: it is given whole or not at all.
    #[serde(default)]
    pub budget_left: Option<Money>,
    /// Whether it was given as often as it may be: in all, to this member, on this day.
    #[serde(default)]
    pub is_used_up: bool,
    /// With what it does not go together.
    #[serde(default)]
    pub stacking: Stacking,
}

kernel::text_enum! {
    /// The turns in which offers are applied.
    pub enum Layer {
        /// The price of one unit: 特价, 秒杀, 会员价日. A price is taken where it is lower; a part or
        /// an amount off is worked out on the base of the offer.
        ItemPrice = "item_price",
        /// Several pieces of some goods: 第二件半价, 组合价. A piece takes part in one of these.
        ItemPromotion = "item_promotion",
        /// The order: 满减, 满折, 满赠.
        OrderPromotion = "order_promotion",
        /// What the buyer holds in hand.
        Coupon = "coupon",
        /// What the buyer is to the brand: tier discount, paid membership.
        Standing = "standing",
    }
}

kernel::text_enum! {
    /// What amounts are measured on.
    #[derive(Default)]
    pub enum Base {
        /// What earlier offers left.
        #[default]
        Discounted = "discounted",
        /// What the price on the shelf came to; after the layer of item prices, what it left.
        Original = "original",
    }
}

/// What an offer takes off the price. An amount over several lines is rounded once, half up in
/// favour of the buyer, and shared over them by largest remainder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Effect {
    /// A part off: 500 is 5 % off (95折). In the layer of item prices, off each unit.
    PercentOff {
        /// The part.
        off: Rate,
    },
    /// An amount off the goods (立减), once.
    AmountOff {
        /// How much.
        amount: Money,
    },
    /// An amount off each piece (直降), in the layer of item prices off each unit.
    EachOff {
        /// How much.
        amount: Money,
    },
    /// Each piece costs so much if it cost more (特价, 秒杀, 换购, 兑换); the dearest
    /// [`Offer::times_max`] pieces. In the layer of item prices, each unit.
    SetPrice {
        /// How much.
        price: Money,
    },
    /// Whoever it is pays the member price. Only in the layer of item prices.
    MemberPrice,
    /// The best of the steps that are reached (满减, 满折, 满件折).
    Ladder {
        /// What is counted.
        by: Measure,
        /// Rising.
        steps: Vec<Step>,
    },
    /// An amount off for each so much (每满减), [`Offer::times_max`] times.
    EveryFull {
        /// What is counted.
        by: Measure,
        /// For each so much.
        every: i64,
        /// So much off.
        off: Money,
    },
    /// Of pieces from dear to cheap, each `nth` one has a part off (第二件半价).
    NthItem {
        /// Two for the second, the fourth …
        nth: i64,
        /// The part.
        off: Rate,
    },
    /// Of each `out_of` pieces, the cheapest `free` ones cost nothing (买三免一); the number of
    /// sets that is best for the buyer.
    CheapestFree {
        /// Of so many.
        out_of: i64,
        /// So many.
        free: i64,
    },
    /// All parts together cost so much (组合价); one part alone is N 元任选 M 件. The dearest goods
    /// first.
    Bundle {
        /// What is in it.
        parts: Vec<Part>,
        /// What one costs.
        price: Money,
    },
    /// Who buys these has a part off those (买赠, 买 A 半价 B): of goods in both, the dear ones are
    /// bought.
    BuyGet {
        /// What is bought, and what then has a part off.
        parts: [Part; 2],
        /// The part: 10 000 for free.
        off: Rate,
    },
}

/// One step of a ladder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Step {
    /// From so much on, in 分 or pieces.
    pub from: i64,
    /// What it then gives.
    pub gives: StepGives,
}

/// What a step of a ladder gives.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", content = "off", rename_all = "snake_case")]
pub enum StepGives {
    /// So much.
    Amount(Money),
    /// A part.
    Percent(Rate),
}

/// Goods of a bundle.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Part {
    /// Which.
    pub goods: Goods,
    /// So many pieces.
    pub pieces: i64,
}

/// With what an offer does not go together.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Stacking {
    /// Of all offers that name the same group, one is taken (互斥).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub groups: Vec<String>,
    /// Whether it is alone.
    #[serde(default)]
    pub alone: Alone,
}

kernel::text_enum! {
    /// Whether an offer is alone.
    #[derive(Default)]
    pub enum Alone {
        /// It goes together with any that share no group with it.
        #[default]
        No = "no",
        /// It is the only one of its layer.
        InLayer = "in_layer",
        /// It is the only one of the order.
        InOrder = "in_order",
    }
}

impl Effect {
    /// Whether it does the same several times in one order, so that it can be told how often.
    fn repeats(&self) -> bool {
        !matches!(
            self,
            Effect::PercentOff { .. }
                | Effect::AmountOff { .. }
                | Effect::MemberPrice
                | Effect::Ladder { .. }
        )
    }
}

impl Offer {
    /// An offer that takes something off all goods, for everybody, with anything.
    pub fn new(id: OfferId, name: impl Into<String>, layer: Layer, effect: Effect) -> Offer {
        Offer {
            id,
            version: 1,
            name: name.into(),
            layer,
            priority: 0,
            goods: Goods::ALL,
            condition: None,
            reach: None,
            base: Base::Discounted,
            effect: Some(effect),
            extras: Vec::new(),
            times_max: None,
            amount_max: None,
            budget_left: None,
            is_used_up: false,
            stacking: Stacking::default(),
        }
    }

    /// Whether it looks at an amount on its base: pieces are taken as they are left.
    pub(crate) fn measures_amounts(&self) -> bool {
        let is_price = self.layer == Layer::ItemPrice;
        let by_effect = match self.effect {
            Some(Effect::PercentOff { .. } | Effect::Ladder { .. }) => true,
            Some(Effect::EveryFull { by, .. }) => by == Measure::Amount,
            Some(Effect::EachOff { .. }) => is_price,
            _ => false,
        };
        by_effect || self.asks_amount()
    }

    /// Whether its goods, or others, must come to an amount.
    pub(crate) fn asks_amount(&self) -> bool {
        let reach = self.reach.as_ref();
        reach.is_some_and(|reach| reach.kind == Measure::Amount)
    }

    /// Whether something of it happens several times in one order, so that it can be told how
    /// often.
    pub(crate) fn repeats(&self) -> bool {
        self.effect.as_ref().is_some_and(Effect::repeats) || self.extras.iter().any(Extra::repeats)
    }

    /// The parts of a bundle, or what is bought and what is got.
    pub(crate) fn parts(&self) -> &[Part] {
        match &self.effect {
            Some(Effect::Bundle { parts, .. }) => parts,
            Some(Effect::BuyGet { parts, .. }) => parts,
            _ => &[],
        }
    }

    /// The order in which offers are applied.
    pub(crate) fn turn(&self) -> (Layer, i32, OfferId) {
        (self.layer, self.priority, self.id)
    }

    /// Whether one is as good as the other, as two coupons of one kind are.
    pub(crate) fn is_like(&self, other: &Offer) -> bool {
        let Offer {
            id: _,
            version: _,
            name: _,
            layer,
            priority,
            goods,
            condition,
            reach,
            base,
            effect,
            extras,
            times_max,
            amount_max,
            budget_left,
            is_used_up,
            stacking,
        } = self;
        (layer, priority, reach, base) == (&other.layer, &other.priority, &other.reach, &other.base)
            && (times_max, amount_max) == (&other.times_max, &other.amount_max)
            && (budget_left, is_used_up) == (&other.budget_left, &other.is_used_up)
            && (effect, extras, stacking) == (&other.effect, &other.extras, &other.stacking)
            && (goods, condition) == (&other.goods, &other.condition)
    }

    /// Whether both can be applied to one order.
    pub fn goes_with(&self, other: &Offer) -> bool {
        let is_alone = |one: &Offer, other: &Offer| match one.stacking.alone {
            Alone::No => false,
            Alone::InLayer => one.layer == other.layer,
            Alone::InOrder => true,
        };
        let mut groups = self.stacking.groups.iter();
        !is_alone(self, other)
            && !is_alone(other, self)
            && !groups.any(|group| other.stacking.groups.contains(group))
    }
}

/// The offer that a standing makes: its tier's discount on the whole order. One that would leave
/// more to pay than there is takes nothing off, and is then told to be not usable.
pub(crate) fn of_standing(standing: &Standing) -> Option<Offer> {
    let tier = standing.tier.as_ref().filter(|_| standing.is_member)?;
    if tier.discount == Rate::WHOLE {
        return None;
    }
    let off = Rate(Rate::WHOLE.0.saturating_sub(tier.discount.0));
    let (id, name) = (OfferId(tier.tier_id.0), tier.name.clone());
    let off = Effect::PercentOff { off };
    Some(Offer::new(id, name, Layer::Standing, off))
}
