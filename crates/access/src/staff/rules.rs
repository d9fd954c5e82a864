//! Who may give which role and scope to whom. Pure.

use super::{NewStaff, Scope};
use crate::{AccessError, Role, StoreFilter};
use kernel::{Invalid, StoreId};

/// Letters that a log-in may hold.
const LOGIN_MAX: usize = 40;

/// Says which fields of a new log-in make no sense.
pub fn check(new: &NewStaff) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/name", &new.name, 40);
    let is_login = (2..=LOGIN_MAX).contains(&new.login.chars().count())
        && new
            .login
            .chars()
            .all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '@'));
    if !is_login {
        wrong.add(
            "/login",
            "value.wrong_format",
            [("example", "li.ming".into())],
        );
    }
    check_password_into(&mut wrong, &new.password);
    wrong.check()
}

/// Says whether a password is long enough to be worth guessing at.
pub fn check_password(password: &str) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    check_password_into(&mut wrong, password);
    wrong.check()
}

fn check_password_into(wrong: &mut Invalid, password: &str) {
    let length = password.chars().count();
    if length < 10 {
        wrong.add("/password", "text.too_short", [("min", 10.into())]);
    } else if length > 128 {
        wrong.add("/password", "text.too_long", [("max", 128.into())]);
    }
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

/// Head-office roles work for the whole brand; store roles for regions or stores.
pub fn check_scope(role: Role, scope: &Scope) -> Result<(), Invalid> {
    let is_store_role = matches!(role, Role::StoreManager | Role::Cashier | Role::Guide);
    match scope {
        Scope::Brand if is_store_role => Err(Invalid::one(
            "/scope",
            "scope.needs_stores",
            [("role", role.as_str().into())],
        )),
        Scope::Brand => Ok(()),
        Scope::Regions(regions) if regions.is_empty() => {
            Err(Invalid::one("/scope/region_ids", "list.empty", []))
        }
        Scope::Stores(stores) if stores.is_empty() => {
            Err(Invalid::one("/scope/store_ids", "list.empty", []))
        }
        Scope::Regions(_) | Scope::Stores(_) => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
    fn passwords_have_a_length() {
        assert!(check_password("short").is_err());
        assert!(check_password("ten-letter").is_ok());
        assert!(check_password(&"x".repeat(129)).is_err());
    }
}
