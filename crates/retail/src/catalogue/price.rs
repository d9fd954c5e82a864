//! 门店价: what one store asks, where it differs from the chain. Both prices are the store's own
//! then: a store without a member price of its own has none.

mod http;
mod store;

pub(crate) use http::routes;
pub use store::StorePrice;
pub(crate) use store::{fetch_among, find_in_store};

use super::price_record;
use crate::StoreSku;
use crate::checks;
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, Invalid, Money};
use platform::db::Tx;
use platform::http::{IfMatch, StaleEdit};

/// Gives a SKU a store's own prices, or changes those that are still in the version that was seen;
/// 0 if there are none yet. The store exists.
pub fn set_store_price(
    tx: &mut Tx<'_>,
    act: Act,
    key: StoreSku,
    seen: IfMatch,
    list_price: Money,
    member_price: Option<Money>,
) -> Result<StorePrice, RetailError> {
    let mut wrong = Invalid::new();
    checks::prices(&mut wrong, "", list_price, member_price);
    wrong.check()?;
    let (store_id, sku_id) = key;
    super::get_sku(tx, sku_id)?;
    let before = store::find(tx, key)?;
    let found = before.as_ref().map_or(0, |price| price.version);
    seen.check(found)?;
    let mut price = StorePrice {
        store_id,
        sku_id,
        list_price,
        member_price,
        version: found,
    };
    match before {
        Some(before) if before == price => return Ok(before),
        Some(before) => {
            if !store::update(tx, act, &price)? {
                return Err(StaleEdit::MovedOn.into());
            }
            price.version += 1;
            price_record::note_store(tx, act, key, Some(list_price), member_price)?;
            trail::changed(tx, act, "store_price.edit", subject(key), (&before, &price))?;
        }
        None => {
            price.version = 1;
            taken(store::insert(tx, act, &price), || StaleEdit::MovedOn.into())?;
            price_record::note_store(tx, act, key, Some(list_price), member_price)?;
            trail::whole(tx, act, "store_price.create", subject(key), &price)?;
        }
    }
    Ok(price)
}

/// Takes a store's own prices away, if they are still in the version that was seen: those of the
/// chain count again.
pub fn remove_store_price(
    tx: &mut Tx<'_>,
    act: Act,
    key: StoreSku,
    seen: IfMatch,
) -> Result<(), RetailError> {
    let price = store::find(tx, key)?.ok_or(RetailError::StorePriceNotFound { sku_id: key.1 })?;
    seen.check(price.version)?;
    if !store::delete(tx, &price)? {
        return Err(StaleEdit::MovedOn.into());
    }
    price_record::note_store(tx, act, key, None, None)?;
    Ok(trail::whole(
        tx,
        act,
        "store_price.remove",
        subject(key),
        &price,
    )?)
}

fn subject((store_id, sku_id): StoreSku) -> String {
    format!("{store_id}/{sku_id}")
}
