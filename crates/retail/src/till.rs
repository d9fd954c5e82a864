//! 收银机: the installations of a store; one that is switched off settles nothing.

mod http;
mod store;

pub(crate) use http::routes;
pub use store::Till;

use crate::checks;
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, Cursor, Invalid, Page, StoreId, TillId};
use platform::db::{DbError, Fetches, Tx};
use platform::http::{IfMatch, StaleEdit};
use std::collections::HashMap;

/// Puts up a till in a store that exists.
pub fn create_till(
    tx: &mut Tx<'_>,
    act: Act,
    store_id: StoreId,
    code: &str,
    name: &str,
) -> Result<Till, RetailError> {
    let till = Till {
        id: TillId(tx.new_id()),
        store_id,
        code: code.to_owned(),
        name: name.to_owned(),
        is_active: true,
        version: 1,
    };
    check(&till)?;
    let refusal = || RetailError::TillCodeTaken {
        code: code.to_owned(),
    };
    if store::code_exists(tx, store_id, code)? {
        return Err(refusal());
    }
    taken(store::insert(tx, act, &till), refusal)?;
    trail::whole(tx, act, "till.create", till.id, &till)?;
    Ok(till)
}

/// Changes a till of a store that is still in the version that was seen; its code and its store
/// stay.
pub fn edit_till(
    tx: &mut Tx<'_>,
    act: Act,
    (store_id, till_id): (StoreId, TillId),
    seen: IfMatch,
    change: impl FnOnce(&mut Till),
) -> Result<Till, RetailError> {
    let before = tx
        .fetch(store::by_ids(tx, [till_id]))?
        .pop()
        .filter(|till| till.store_id == store_id)
        .ok_or(RetailError::TillNotFound { till_id })?;
    seen.check(before.version)?;
    let mut after = before.clone();
    change(&mut after);
    if after == before {
        return Ok(before);
    }
    check(&after)?;
    if !store::update(tx, &after)? {
        return Err(StaleEdit::MovedOn.into());
    }
    after.version += 1;
    trail::changed(tx, act, "till.edit", till_id, (&before, &after))?;
    Ok(after)
}

/// Those of the tills that exist.
pub fn tills(tx: &Tx<'_>, ids: &[TillId]) -> impl Fetches<Found = HashMap<TillId, Till>> + use<> {
    store::by_ids(tx, ids.iter().copied())
        .then(|tills| Ok(tills.into_iter().map(|till| (till.id, till)).collect()))
}

/// A page of a store's tills, by code.
pub fn list_tills(
    tx: &mut Tx<'_>,
    store_id: StoreId,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Till>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let rows = store::page(tx, store_id, after, limit + 1)?;
    Ok(Page::of(rows, limit, |till| Cursor {
        key: 0,
        id: till.id.0,
    }))
}

fn check(till: &Till) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    checks::code(&mut wrong, "/code", &till.code);
    wrong.text("/name", &till.name, checks::NAME_MAX);
    wrong.check()
}
