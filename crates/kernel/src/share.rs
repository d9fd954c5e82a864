//! Sharing a sum over weights so that it always adds up.

use crate::MoneyError;
use std::cmp::Reverse;

/// Shares `total` over weights in proportion, by largest remainder, so that the shares add up to
/// exactly `total`. Ties go to the larger weight, then to the earlier place: callers sort by SKU
/// first, so that the order of scanning never moves a cent. Weights are not negative; if all are
/// zero, all count alike.
pub fn share(total: i64, weights: &[i64]) -> Result<Vec<i64>, MoneyError> {
    if weights.is_empty() {
        return if total == 0 {
            Ok(Vec::new())
        } else {
            Err(MoneyError::NothingToShareOver)
        };
    }
    if weights.iter().any(|weight| *weight < 0) {
        return Err(MoneyError::OutOfRange);
    }
    let sum: i128 = weights.iter().map(|weight| i128::from(*weight)).sum();
    let alike = vec![1; if sum == 0 { weights.len() } else { 0 }];
    let (weights, whole) = if sum == 0 {
        (alike.as_slice(), weights.len() as i128)
    } else {
        (weights, sum)
    };
    let magnitude = total.checked_abs().ok_or(MoneyError::OutOfRange)?;
    let wide = i128::from(magnitude);
    // Amounts of everyday baskets need no wide numbers, which cost ten times as much to divide.
    let fits = wide
        .checked_mul(whole)
        .is_some_and(|product| i64::try_from(product).is_ok());
    let shares = match i64::try_from(whole) {
        Ok(whole) if fits => by_largest_remainder(magnitude, weights, |weight| {
            let product = magnitude * weight;
            (product / whole, product % whole)
        }),
        _ => by_largest_remainder(magnitude, weights, |weight| {
            let product = wide * i128::from(weight);
            // A share is not more than the amount, and a remainder less than the whole.
            ((product / whole) as i64, product % whole)
        }),
    };
    Ok(shares
        .into_iter()
        .map(|part| part * total.signum())
        .collect())
}

/// Gives each weight its quotient, and what is left one by one to the largest remainders.
fn by_largest_remainder<R: Ord + Copy>(
    amount: i64,
    weights: &[i64],
    divide: impl Fn(i64) -> (i64, R),
) -> Vec<i64> {
    let mut shares = Vec::with_capacity(weights.len());
    let mut remainders = Vec::with_capacity(weights.len());
    let mut left = amount;
    for (place, weight) in weights.iter().enumerate() {
        let (quotient, remainder) = divide(*weight);
        shares.push(quotient);
        left -= quotient;
        remainders.push((Reverse(remainder), Reverse(*weight), place));
    }
    // Less than one for each weight.
    let left = left as usize;
    if left > 0 {
        remainders.select_nth_unstable(left - 1);
    }
    for (_, _, place) in &remainders[..left] {
        shares[*place] += 1;
    }
    shares
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
