//! 未用余额: what members hold, which is what the house owes them.

use crate::lot::left_of_stores;
use crate::{Asset, LedgerError, account};
use kernel::{Money, Points, StoreId};
use platform::db::{DbError, Tx};

/// What members hold, all together.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Outstanding {
    /// Points, debts taken off.
    pub points: Points,
    /// Stored value that was paid for.
    pub principal: Money,
    /// Stored value that was given on top.
    pub bonus: Money,
}

/// What the members of the brand hold: with the house accounts, which are added up by the day only,
/// it comes to zero in each asset. Of some stores it is what is left in the lots that come from
/// them, whoever holds these.
pub fn outstanding(
    tx: &mut Tx<'_>,
    stores: Option<&[StoreId]>,
) -> Result<Outstanding, LedgerError> {
    let mut held = Outstanding::default();
    let mut add = |asset: Asset, amount: i64| match asset {
        Asset::Points => held.points.0 += amount,
        Asset::Principal => held.principal.0 += amount,
        Asset::Bonus => held.bonus.0 += amount,
        Asset::Money => {}
    };
    match stores {
        None => {
            for (asset, amount) in account::sums(tx)? {
                add(asset, amount);
            }
        }
        Some(stores) => {
            for (asset, left) in left_of_stores(tx, stores)? {
                add(asset.parse().map_err(DbError::Bug)?, left);
            }
        }
    }
    Ok(held)
}
