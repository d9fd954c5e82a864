//! Sharing a sum over weights so that it always adds up.

use crate::MoneyError;
use std::cmp::Reverse;

/// Shares `total` over weights in proportion, by largest remainder, so that the shares add up to
/// exactly `total`. Ties go to the larger weight, then to the earlier place: callers sort by SKU
/// first, so that the order of scanning never moves a cent. Weights are not negative; if all are
/// zero, all count alike.
pub fn share(total: i64, weights: &[i64]) -> Result<Vec<i64>, MoneyError> {
    let mut sharing = Sharing::default();
    sharing.share(total, weights)?;
    Ok(sharing.shares)
}

/// Room to share one sum after the other in, without asking for memory each time.
#[derive(Debug, Clone, Default)]
pub struct Sharing {
    shares: Vec<i64>,
    narrow: Remainders<i64>,
    wide: Remainders<i128>,
}

impl Sharing {
    /// The shares of a sum; see [`share`].
    pub fn share(&mut self, total: i64, weights: &[i64]) -> Result<&[i64], MoneyError> {
        self.shares.clear();
        if weights.is_empty() {
            return match total {
                0 => Ok(&self.shares),
                _ => Err(MoneyError::NothingToShareOver),
            };
        }
        if weights.iter().any(|weight| *weight < 0) {
            return Err(MoneyError::OutOfRange);
        }
        let magnitude = total.checked_abs().ok_or(MoneyError::OutOfRange)?;
        match weights.iter().map(|weight| i128::from(*weight)).sum() {
            0 => self.in_proportion(magnitude, &vec![1; weights.len()], weights.len() as i128),
            whole => self.in_proportion(magnitude, weights, whole),
        }
        if total < 0 {
            self.shares.iter_mut().for_each(|part| *part = -*part);
        }
        Ok(&self.shares)
    }

    /// An amount over weights that come to a whole, which is more than zero.
    fn in_proportion(&mut self, amount: i64, weights: &[i64], whole: i128) {
        let Sharing {
            shares,
            narrow,
            wide,
        } = self;
        // Amounts of everyday baskets need no wide numbers, which cost ten times as much to divide.
        let narrow_whole = i64::try_from(whole).ok();
        match narrow_whole.filter(|whole| amount.checked_mul(*whole).is_some()) {
            Some(whole) => narrow.share(amount, weights, shares, |weight| {
                let product = amount * weight;
                (product / whole, product % whole)
            }),
            None => wide.share(amount, weights, shares, |weight| {
                let product = i128::from(amount) * i128::from(weight);
                // A share is not more than the amount, and a remainder less than the whole.
                ((product / whole) as i64, product % whole)
            }),
        }
    }
}

/// What dividing leaves of each weight.
#[derive(Debug, Clone, Default)]
struct Remainders<R> {
    by_place: Vec<R>,
    by_size: Vec<R>,
    ties: Vec<usize>,
}

impl<R: Ord + Copy + Default> Remainders<R> {
    /// Gives each weight its quotient, and what is left one by one to the largest remainders.
    fn share(
        &mut self,
        amount: i64,
        weights: &[i64],
        shares: &mut Vec<i64>,
        divide: impl Fn(i64) -> (i64, R),
    ) {
        let Remainders {
            by_place,
            by_size,
            ties,
        } = self;
        let count = weights.len();
        shares.resize(count, 0);
        by_place.resize(count, R::default());
        let mut left = amount;
        let places = shares.iter_mut().zip(by_place.iter_mut());
        for ((share, remainder), weight) in places.zip(weights) {
            (*share, *remainder) = divide(*weight);
            left -= *share;
        }
        // Less than one for each weight.
        let left = left as usize;
        if left == 0 {
            return;
        }
        by_size.clone_from(by_place);
        let (_, least, _) = by_size.select_nth_unstable_by(left - 1, |a, b| b.cmp(a));
        let least = *least;
        ties.clear();
        let mut given = 0;
        for (place, remainder) in by_place.iter().enumerate() {
            if *remainder > least {
                shares[place] += 1;
                given += 1;
            } else if *remainder == least {
                ties.push(place);
            }
        }
        if ties.len() > left - given {
            ties.sort_by_key(|place| (Reverse(weights[*place]), *place));
        }
        for place in &ties[..left - given] {
            shares[*place] += 1;
        }
    }
}

#[cfg(test)]
mod laws {
    use super::*;
    use crate::Money;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn sharing_never_loses_a_cent(
            total in -Money::LIMIT..=Money::LIMIT,
            weights in prop::collection::vec(0..=Money::LIMIT, 1..20),
        ) {
            let shares = share(total, &weights).expect("weights are not negative");
            prop_assert_eq!(shares.iter().map(|s| i128::from(*s)).sum::<i128>(), i128::from(total));
        }

        #[test]
        fn a_share_is_within_one_cent_of_its_proportion(
            total in 0..1_000_000_i64,
            weights in prop::collection::vec(1..10_000_i64, 1..20),
        ) {
            let sum: i64 = weights.iter().sum();
            for (part, weight) in share(total, &weights).expect("shared").iter().zip(&weights) {
                prop_assert!((part * sum - total * weight).abs() < sum);
            }
        }

        #[test]
        fn narrow_and_wide_numbers_share_alike(
            total in 0..1_000_000_i64,
            weights in prop::collection::vec(0..50_i64, 1..20),
        ) {
            // Weights in the same proportion that are too large for narrow numbers.
            let wide: Vec<i64> = weights.iter().map(|weight| weight << 50).collect();
            prop_assert_eq!(share(total, &weights), share(total, &wide));
        }
    }
}
