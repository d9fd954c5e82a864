//! What a key may hold. Pure.

use super::NewKey;
use crate::{Actor, Permission};
use kernel::{Invalid, StoreId};
use std::collections::BTreeSet;

const NAME_MAX: usize = 60;
const STORES_MAX: usize = 1_000;
/// A key that nobody looks after ends by itself.
const DAYS_MAX: i64 = 400;

/// Says all that is wrong with a key that somebody is to make.
pub fn check(new: &NewKey, actor: &Actor) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/name", &new.name, NAME_MAX);
    if new.permissions.is_empty() {
        wrong.add("/permissions", "list.empty", []);
    }
    for (place, permission) in new.permissions.iter().enumerate() {
        if !permission.is_for_keys() || actor.require(*permission).is_err() {
            wrong.add(format!("/permissions/{place}"), "value.not_allowed", []);
        }
    }
    if let Some(stores) = &new.store_ids {
        if stores.is_empty() {
            wrong.add("/store_ids", "list.empty", []);
        } else if stores.len() > STORES_MAX {
            wrong.add("/store_ids", "list.too_long", [("max", STORES_MAX.into())]);
        }
    }
    let latest = actor.now.plus_days(DAYS_MAX);
    if new.ends_at <= actor.now {
        let min = [("min", actor.now.to_string().into())];
        wrong.add("/ends_at", "date.too_early", min);
    } else if new.ends_at > latest {
        wrong.add(
            "/ends_at",
            "date.too_late",
            [("max", latest.to_string().into())],
        );
    }
    wrong.check()
}

/// The permissions of a key as stored. One that was given up since is none.
pub fn read_permissions(stored: &str) -> Vec<Permission> {
    stored
        .split(' ')
        .filter_map(|word| word.parse().ok())
        .collect()
}

/// Permissions in the form in which they are stored.
pub fn write_permissions(permissions: &[Permission]) -> String {
    let words: Vec<&str> = permissions.iter().map(|one| one.as_str()).collect();
    words.join(" ")
}

/// The stores of a key as stored; `None` if it lists none.
pub fn read_stores(stored: Option<&str>) -> Option<Vec<StoreId>> {
    Some(
        stored?
            .split(' ')
            .filter_map(|id| id.parse().ok())
            .collect(),
    )
}

/// Stores in the form in which they are stored: each once, in order.
pub fn write_stores(stores: &[StoreId]) -> String {
    let stores: BTreeSet<StoreId> = stores.iter().copied().collect();
    let ids: Vec<String> = stores.iter().map(ToString::to_string).collect();
    ids.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Role, StoreFilter};
    use kernel::{BrandId, StaffId, Timestamp};

    #[test]
    fn a_key_holds_what_its_maker_has_and_what_needs_no_person() {
        let now = Timestamp(1_000_000);
        let check = |role, permission, days: i64| {
            let actor = Actor::new(BrandId(1), StaffId(2), role, StoreFilter::All, now);
            let new = NewKey {
                name: "ERP".into(),
                permissions: vec![permission],
                store_ids: None,
                ends_at: now.plus_days(days),
            };
            check(&new, &actor)
                .err()
                .map(|wrong| wrong.0[0].pointer.clone())
        };
        let first = Some("/permissions/0".to_owned());
        assert_eq!(check(Role::Owner, Permission::OrdersRead, 30), None);
        assert_eq!(check(Role::HqFinance, Permission::OrdersSettle, 30), first);
        for personal in [
            Permission::Public,
            Permission::Session,
            Permission::OwnAccount,
            Permission::StaffWrite,
            Permission::ApiKeysWrite,
        ] {
            assert_eq!(check(Role::Owner, personal, 30), first, "{personal}");
        }
        let end = Some("/ends_at".to_owned());
        assert_eq!(check(Role::Owner, Permission::OrdersRead, 0), end);
        assert_eq!(check(Role::Owner, Permission::OrdersRead, 401), end);
    }

    #[test]
    fn what_is_stored_reads_back() {
        let permissions = [Permission::OrdersRead, Permission::MembersWrite];
        assert_eq!(
            read_permissions(&write_permissions(&permissions)),
            permissions
        );
        let stores = vec![StoreId(7), StoreId(9)];
        let twice = [StoreId(9), StoreId(7), StoreId(9)];
        assert_eq!(read_stores(Some(&write_stores(&twice))), Some(stores));
        assert_eq!(read_stores(None), None);
        assert_eq!(
            read_permissions("orders.read no.such"),
            [Permission::OrdersRead]
        );
    }
}
