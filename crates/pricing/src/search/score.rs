//! What a combination is worth: what is to pay in the end, then what else it brings.

use super::Candidate;
use crate::basket::Context;
use crate::earning::{Earning, gives_points};
use crate::effect::Given;
use crate::offer::{Layer, Offer};
use crate::quote::round_off;
use crate::state::State;
use kernel::Money;

/// What a combination is worth; compared from the first field to the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score {
    /// 分 off: member prices, goods and delivery; of a whole combination the rounding as well.
    pub money: i64,
    /// What gifts are worth.
    pub gifts: i64,
    /// Points beyond those that are earned anyway, on what is left to pay.
    pub points: i64,
    /// Below zero: the fewer the better.
    pub coupons: i64,
    /// Below zero: the fewer the better.
    pub offers: i64,
    /// Lines at the member price: of two ways that are alike, the one that people expect.
    pub member_prices: i64,
}

/// A score in the making.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Sum {
    /// Without points and rounding, which are known when all is known.
    pub score: Score,
    /// How much of the money is off delivery.
    pub delivery: i64,
}

/// An offer of a combination, with which of its extras it gives.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Taken {
    /// Its place among the candidates.
    pub candidate: usize,
    pub extras: u32,
}

/// What combinations are weighed with.
#[derive(Clone, Copy)]
pub(crate) struct Scales<'a> {
    context: &'a Context,
    earning: Earning<'a>,
    /// Whether any of the candidates gives points.
    gives_points: bool,
    /// What is to pay for the goods at what anybody pays …
    goods: i64,
    /// … and for delivery.
    delivery: i64,
}

impl Score {
    pub fn plus(self, other: Score) -> Score {
        Score {
            money: self.money.saturating_add(other.money),
            gifts: self.gifts.saturating_add(other.gifts),
            points: self.points.saturating_add(other.points),
            coupons: self.coupons + other.coupons,
            offers: self.offers + other.offers,
            member_prices: self.member_prices + other.member_prices,
        }
    }

    /// The larger of each that counts up.
    pub fn most(self, other: Score) -> Score {
        Score {
            money: self.money.max(other.money),
            gifts: self.gifts.max(other.gifts),
            ..Score::default()
        }
    }
}

impl Sum {
    /// One more line at the member price, which saves so much.
    pub fn with_member_price(mut self, saves: i64) -> Sum {
        self.score.money += saves;
        self.score.member_prices += 1;
        self
    }

    /// One more offer.
    pub fn with(self, offer: &Offer, given: &Given) -> Sum {
        let score = Score {
            money: given.money + given.delivery,
            gifts: given.gifts_worth,
            points: 0,
            coupons: -i64::from(offer.layer == Layer::Coupon),
            offers: -1,
            member_prices: 0,
        };
        Sum {
            score: self.score.plus(score),
            delivery: self.delivery + given.delivery,
        }
    }
}

impl<'a> Scales<'a> {
    /// For an order at what anybody pays.
    pub fn of(
        state: &State,
        candidates: &[Candidate<'_>],
        earning: Earning<'a>,
        context: &'a Context,
    ) -> Scales<'a> {
        Scales {
            context,
            earning,
            gives_points: candidates.iter().any(|one| gives_points(one.offer)),
            goods: state.left(),
            delivery: state.delivery,
        }
    }

    /// What a whole combination is worth. Points are worked out only if it is no less money than
    /// `best`: otherwise they decide nothing.
    pub fn weigh(
        &self,
        sum: Sum,
        candidates: &[Candidate<'_>],
        taken: &[Taken],
        best: Score,
    ) -> Score {
        let saved = self.saved(sum.score.money - sum.delivery);
        let mut score = sum.score;
        score.money = saved + sum.delivery;
        if self.gives_points && score.money >= best.money {
            let to_pay = Money(self.goods - saved);
            score.points = self.earning.beyond(to_pay, candidates, taken);
        }
        score
    }

    /// No combination is worth more that adds at most `rest` to what there is.
    pub fn hope(&self, sum: Sum, rest: Score) -> Score {
        let mut hope = sum.score.plus(rest);
        let most = hope.money.min(self.goods + self.delivery);
        hope.money = self.saved(most.min(self.goods));
        if self.delivery > 0 {
            // Delivery is free or it is not: no offer takes off a part of it.
            let goods = (most - self.delivery).clamp(0, self.goods);
            hope.money = hope.money.max(self.saved(goods) + self.delivery);
        }
        // How many points it is depends on what is left to pay in the end.
        hope.points = if self.gives_points { i64::MAX } else { 0 };
        hope
    }

    /// What is not to pay for the goods if so much is taken off: what is left is rounded.
    fn saved(&self, off: i64) -> i64 {
        off + round_off(Money(self.goods - off), self.context).0
    }
}
