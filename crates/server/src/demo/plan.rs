//! What happens in the demo chain, in the order of time: who tops up, who pays with what. Pure;
//! the same source gives the same plan, so that a load that was cut off can go on.

use super::complete_journey::{Basket, Source};
use super::people::Dice;
use checkout::{Earning, RecordedTender, TenderKind};
use kernel::{Money, Points, Timestamp};
use std::collections::HashMap;

/// The demo's top-up ladder: pay, get on top.
pub const LADDER: [(Money, Money); 3] = [
    (Money(20_000), Money(1_000)),
    (Money(50_000), Money(4_000)),
    (Money(100_000), Money(12_000)),
];

/// Money of stored value that one in so many members has.
const SAVER: u64 = 4;

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Step {
    /// Somebody paid in.
    TopUp {
        /// Who.
        household_id: i64,
        /// Where.
        store_id: i64,
        /// When.
        at: Timestamp,
        /// How much.
        pay: Money,
    },
    /// Somebody bought something.
    Sale {
        /// The basket's place in the source.
        basket: usize,
        /// How it was paid.
        tenders: Vec<RecordedTender>,
        /// What it earned.
        earning: Earning,
    },
}

/// What a household holds while the plan is made.
#[derive(Default)]
struct Purse {
    value: Money,
    points: i64,
    visits: u64,
}

/// Makes the plan.
pub fn plan(source: &Source) -> Vec<Step> {
    let mut purses: HashMap<i64, Purse> = HashMap::new();
    let mut steps = Vec::with_capacity(source.baskets.len() + source.baskets.len() / 20);
    for (place, basket) in source.baskets.iter().enumerate() {
        let purse = purses.entry(basket.household_id).or_default();
        purse.visits += 1;
        let mut dice = Dice(basket.basket_id.unsigned_abs());
        let is_saver = Dice(basket.household_id.unsigned_abs() ^ 0x5a5a).below(SAVER) == 0;
        if is_saver && purse.value < basket.total() && purse.visits % 3 == 1 {
            let (pay, bonus) = LADDER[dice.below(10).min(2) as usize % LADDER.len()];
            purse.value = Money(purse.value.0 + pay.0 + bonus.0);
            steps.push(Step::TopUp {
                household_id: basket.household_id,
                store_id: basket.store_id,
                at: basket.at.plus_millis(-60_000),
                pay,
            });
        }
        steps.push(pay(place, basket, purse, &mut dice));
    }
    steps
}

/// Coupons first, then some points, then stored value as far as it goes, the rest from outside.
fn pay(place: usize, basket: &Basket, purse: &mut Purse, dice: &mut Dice) -> Step {
    let mut tenders = Vec::new();
    let mut rest = basket.total();
    let mut give = |kind, amount: Money, points| {
        if !amount.is_zero() {
            tenders.push(RecordedTender {
                kind,
                amount,
                points: Points(points),
                reference: None,
            });
        }
    };
    let coupons = basket.coupons();
    give(TenderKind::Coupon, coupons, 0);
    rest = Money(rest.0 - coupons.0);

    // A hundred points for one yuan, up to half of the bill, now and then.
    let steps = (purse.points / 100).min(rest.0 / 200);
    let by_points = if steps >= 2 && dice.below(4) == 0 {
        steps
    } else {
        0
    };
    give(TenderKind::Points, Money(by_points * 100), by_points * 100);
    rest = Money(rest.0 - by_points * 100);
    purse.points -= by_points * 100;

    let by_value = Money(purse.value.0.min(rest.0).max(0));
    give(TenderKind::StoredValue, by_value, 0);
    purse.value = Money(purse.value.0 - by_value.0);

    let outside = Money(rest.0 - by_value.0);
    let kind = if dice.below(3) == 0 {
        TenderKind::Cash
    } else {
        TenderKind::Card
    };
    give(kind, outside, 0);

    let earned = (rest.0 / 100).max(0);
    purse.points += earned;
    let earning = if earned > 0 {
        Earning::Exactly(Points(earned))
    } else {
        Earning::Nothing
    };
    Step::Sale {
        basket: place,
        tenders,
        earning,
    }
}

#[cfg(test)]
mod tests {
    use super::super::complete_journey::read_sample;
    use super::*;

    #[test]
    fn every_basket_is_paid_exactly_and_nobody_spends_what_is_not_there() {
        let source = read_sample().expect("the sample");
        let steps = plan(&source);
        let mut held: HashMap<i64, (i64, i64)> = HashMap::new();
        let (mut sales, mut top_ups) = (0, 0);
        for step in &steps {
            match step {
                Step::TopUp {
                    household_id, pay, ..
                } => {
                    top_ups += 1;
                    let bonus = LADDER.iter().find(|rung| rung.0 == *pay).expect("a rung").1;
                    held.entry(*household_id).or_default().0 += pay.0 + bonus.0;
                }
                Step::Sale {
                    basket,
                    tenders,
                    earning,
                } => {
                    sales += 1;
                    let basket = &source.baskets[*basket];
                    let paid: i64 = tenders.iter().map(|tender| tender.amount.0).sum();
                    assert_eq!(paid, basket.total().0);
                    let purse = held.entry(basket.household_id).or_default();
                    for tender in tenders {
                        match tender.kind {
                            TenderKind::StoredValue => purse.0 -= tender.amount.0,
                            TenderKind::Points => purse.1 -= tender.points.0,
                            _ => {}
                        }
                    }
                    assert!(purse.0 >= 0 && purse.1 >= 0);
                    if let Earning::Exactly(points) = earning {
                        purse.1 += points.0;
                    }
                }
            }
        }
        assert_eq!(sales, source.baskets.len());
        assert!(top_ups > 50, "{top_ups} top-ups");
    }
}
