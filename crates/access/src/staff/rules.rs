//! Who may give which role and scope to whom. Pure.

use super::{NewStaff, Scope};
use crate::{AccessError, Role, StoreFilter};
use kernel::{Invalid, StoreId};

/// Letters that a log-in may hold.
const LOGIN_MAX: usize = 40;
/// Letters that a name may hold.
const NAME_MAX: usize = 40;

/// Notes what makes no sense in a person who is to work here.
pub fn note_wrong(wrong: &mut Invalid, new: &NewStaff) {
    if !is_login(&new.login) {
        let example = ("example", "li.ming".into());
        wrong.add("/login", "value.wrong_format", [example]);
    }
    note_wrong_name(wrong, &new.name);
    note_wrong_scope(wrong, new.role, &new.scope);
}

/// Notes a name that is no name.
pub fn note_wrong_name(wrong: &mut Invalid, name: &str) {
    wrong.text("/name", name, NAME_MAX);
}

/// Whether a text may be a log-in at all.
pub fn is_login(text: &str) -> bool {
    (2..=LOGIN_MAX).contains(&text.chars().count())
        && text
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'))
}

/// Owners work for the whole brand, or there might be nobody left who does; people of a store for
/// regions or stores.
pub fn note_wrong_scope(wrong: &mut Invalid, role: Role, scope: &Scope) {
    let role_named = ("role", role.as_str().into());
    let is_store_role = matches!(role, Role::StoreManager | Role::Cashier | Role::Guide);
    match scope {
        Scope::Brand if is_store_role => {
            wrong.add("/scope", "scope.needs_stores", [role_named]);
        }
        Scope::Regions(_) | Scope::Stores(_) if role == Role::Owner => {
            wrong.add("/scope", "scope.needs_brand", [role_named]);
        }
        Scope::Regions(regions) if regions.is_empty() => {
            wrong.add("/scope/region_ids", "list.empty", []);
        }
        Scope::Stores(stores) if stores.is_empty() => {
            wrong.add("/scope/store_ids", "list.empty", []);
        }
        Scope::Brand | Scope::Regions(_) | Scope::Stores(_) => {}
    }
}

/// Which of the named places are not known.
pub fn unknown<Id: PartialEq>(pointer: &str, named: &[Id], known: &[Id]) -> Invalid {
    let mut wrong = Invalid::new();
    for (place, id) in named.iter().enumerate() {
        if !known.contains(id) {
            wrong.add(format!("{pointer}/{place}"), "reference.unknown", []);
        }
    }
    wrong
}

/// Refuses a role or a scope that is more than the giver's own. `reaches` are the stores that the
/// scope comes to; `None` is the whole brand.
pub fn may_give(
    giver: Role,
    own: &StoreFilter,
    role: Role,
    reaches: Option<&[StoreId]>,
) -> Result<(), AccessError> {
    if !giver.may_grant().contains(&role) {
        return Err(AccessError::RoleNotYours { role });
    }
    match (own, reaches) {
        (StoreFilter::All, _) => Ok(()),
        (StoreFilter::Only(_), None) => Err(AccessError::RoleNotYours { role }),
        (StoreFilter::Only(_), Some(stores)) => {
            match stores.iter().find(|store| !own.allows(**store)) {
                Some(store_id) => Err(AccessError::OutOfScope {
                    store_id: *store_id,
                }),
                None => Ok(()),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::RegionId;

    #[test]
    fn a_store_manager_gives_store_roles_in_own_stores() {
        let own = StoreFilter::Only(vec![StoreId(1), StoreId(2)]);
        let give =
            |role, stores: Option<&[StoreId]>| may_give(Role::StoreManager, &own, role, stores);
        assert_eq!(give(Role::Cashier, Some(&[StoreId(1)])), Ok(()));
        assert_eq!(
            give(Role::Cashier, Some(&[StoreId(1), StoreId(3)])),
            Err(AccessError::OutOfScope {
                store_id: StoreId(3)
            })
        );
        assert_eq!(
            give(Role::Guide, None),
            Err(AccessError::RoleNotYours { role: Role::Guide })
        );
        assert_eq!(
            give(Role::Owner, Some(&[StoreId(1)])),
            Err(AccessError::RoleNotYours { role: Role::Owner })
        );
    }

    #[test]
    fn head_office_gives_what_it_has_and_never_its_own_like() {
        let all = StoreFilter::All;
        let may = |giver, role| may_give(giver, &all, role, None).is_ok();
        for (giver, role, allowed) in [
            (Role::Owner, Role::Owner, true),
            (Role::Owner, Role::HqFinance, true),
            (Role::HqOperations, Role::StoreManager, true),
            (Role::HqOperations, Role::HqOperations, false),
            (Role::HqOperations, Role::HqFinance, false),
            (Role::HqOperations, Role::Owner, false),
            (Role::HqFinance, Role::Guide, false),
        ] {
            assert_eq!(may(giver, role), allowed, "{giver} gives {role}");
        }
    }

    #[test]
    fn a_scope_fits_its_role() {
        let check = |role, scope, expected: &[&str]| {
            let mut wrong = Invalid::new();
            note_wrong_scope(&mut wrong, role, &scope);
            let codes: Vec<&str> = wrong.0.iter().map(|field| field.code).collect();
            assert_eq!(codes, expected, "{role} {scope:?}");
        };
        let (store, region) = (StoreId(1), RegionId(2));
        check(Role::Owner, Scope::Brand, &[]);
        check(
            Role::Owner,
            Scope::Stores(vec![store]),
            &["scope.needs_brand"],
        );
        check(Role::HqOperations, Scope::Regions(vec![region]), &[]);
        check(Role::Cashier, Scope::Brand, &["scope.needs_stores"]);
        check(Role::Cashier, Scope::Stores(vec![store]), &[]);
        check(Role::Cashier, Scope::Stores(vec![]), &["list.empty"]);
        check(Role::StoreManager, Scope::Regions(vec![]), &["list.empty"]);
    }

    #[test]
    fn log_ins_are_short_and_plain() {
        for good in ["li.ming", "李明", "a1", "till_3@xuhui"] {
            assert!(is_login(good), "{good}");
        }
        for bad in ["", "a", " li", "li ming", "li\u{0}ming", &"x".repeat(41)] {
            assert!(!is_login(bad), "{bad:?}");
        }
    }
}
