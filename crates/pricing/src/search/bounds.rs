//! What the rest of the offers can give at most.

use super::{Candidate, Score};
use crate::offer::Layer;

/// For each place, what the candidates from there on give at most, each of which gives at most so
/// much: of each group the largest, and no more coupons than there may be.
pub(super) fn bounds(
    candidates: &[Candidate<'_>],
    most: &[Score],
    coupons_max: Option<u32>,
) -> Vec<Score> {
    let mut groups: Vec<(&str, Score)> = Vec::new();
    let mut coupons: Vec<i64> = Vec::new();
    let (mut of_coupons, mut of_others) = (Score::default(), Score::default());
    let mut bounds = vec![Score::default(); candidates.len() + 1];
    for (at, candidate) in candidates.iter().enumerate().rev() {
        let (offer, most) = (candidate.offer, most[at]);
        let is_coupon = offer.layer == Layer::Coupon;
        let sum = if is_coupon {
            &mut of_coupons
        } else {
            &mut of_others
        };
        // A group of coupons and others counts on both sides: that is only too much.
        let key = offer.stacking.groups.first();
        let known = key.and_then(|key| {
            groups
                .iter_mut()
                .find(|(name, of)| name == key && (of.coupons < 0) == is_coupon)
        });
        match (known, key) {
            (Some((_, largest)), _) => {
                let larger = largest.most(most);
                sum.money = sum.money.saturating_add(larger.money - largest.money);
                sum.gifts = sum.gifts.saturating_add(larger.gifts - largest.gifts);
                *largest = Score {
                    coupons: largest.coupons,
                    ..larger
                };
            }
            (None, key) => {
                *sum = sum.plus(most);
                if let Some(key) = key {
                    let coupons = -i64::from(is_coupon);
                    let largest = Score { coupons, ..most };
                    groups.push((key, largest));
                }
            }
        }
        if is_coupon {
            let place = coupons.partition_point(|money| *money >= most.money);
            coupons.insert(place, most.money);
        }
        let few = coupons_max.map_or(usize::MAX, |max| max as usize);
        let most_of_few = coupons
            .iter()
            .take(few)
            .fold(0, |sum: i64, money| sum.saturating_add(*money));
        let mut bound = of_others.plus(of_coupons);
        bound.money = of_others
            .money
            .saturating_add(of_coupons.money.min(most_of_few));
        bounds[at] = bound;
    }
    bounds
}
