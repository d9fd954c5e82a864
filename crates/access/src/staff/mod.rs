//! 员工: people who work here, with a log-in, a role and a scope.

pub(crate) mod http;
mod rules;
pub(crate) mod store;

use crate::brand::{NewBrand, create_brand};
use crate::{AccessError, Actor, Role, ScopeResolver, audit, session};
use argon2::password_hash::rand_core::OsRng;
use argon2::password_hash::{PasswordHash, PasswordHasher, PasswordVerifier, SaltString};
use kernel::{Act, BrandId, RegionId, StaffId, StoreId};
use platform::db::{DbError, Tx};
use platform::http::StaleEdit;
use serde::{Deserialize, Serialize};
use serde_json::json;

pub use rules::check_password;
pub use store::Staff;

/// Which stores somebody works for.
#[doc(alias = "数据范围")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Scope {
    /// All of the brand, those to come included.
    Brand,
    /// All stores of some regions, those to come included.
    Regions(Vec<RegionId>),
    /// Some stores.
    Stores(Vec<StoreId>),
}

/// A person who is to work here.
#[derive(Clone)]
pub struct NewStaff {
    /// What the person types at the log-in; unique in the brand.
    pub login: String,
    /// What people call the person.
    pub name: String,
    /// At least ten letters.
    pub password: String,
    /// What the person may do.
    pub role: Role,
    /// Where.
    pub scope: Scope,
}

impl std::fmt::Debug for NewStaff {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("NewStaff")
            .field("login", &self.login)
            .finish_non_exhaustive()
    }
}

/// What may be changed of a person; `None` leaves it.
#[derive(Clone, Default)]
pub struct StaffEdit {
    /// What people call the person.
    pub name: Option<String>,
    /// What the person may do.
    pub role: Option<Role>,
    /// Where.
    pub scope: Option<Scope>,
    /// Whether the person may log in.
    pub is_active: Option<bool>,
    /// A hash of the new password.
    pub password_hash: Option<String>,
}

/// A hash of a password in PHC form (argon2id). Takes tens of milliseconds: not on an async thread.
pub fn hash_password(password: &str) -> Result<String, DbError> {
    let salt = SaltString::generate(&mut OsRng);
    argon2::Argon2::default()
        .hash_password(password.as_bytes(), &salt)
        .map(|hash| hash.to_string())
        .map_err(|error| DbError::Bug(format!("a password cannot be hashed: {error}")))
}

/// Whether a password is the one that was hashed.
pub(crate) fn is_password(password: &str, hash: &str) -> bool {
    PasswordHash::new(hash).is_ok_and(|hash| {
        argon2::Argon2::default()
            .verify_password(password.as_bytes(), &hash)
            .is_ok()
    })
}

/// Adds a person with a password that was hashed before the transaction began.
pub fn create_staff(
    tx: &mut Tx<'_>,
    act: &Act,
    new: &NewStaff,
    password_hash: &str,
) -> Result<StaffId, AccessError> {
    rules::check(new)?;
    rules::check_scope(new.role, &new.scope)?;
    let id = StaffId(tx.new_id());
    if !store::insert(tx, id, new, password_hash, act.now)? {
        return Err(AccessError::LoginTaken {
            login: new.login.clone(),
        });
    }
    let details = json!({ "role": new.role, "scope": new.scope });
    audit::record(tx, act, "staff.create", &id.to_string(), &details)?;
    Ok(id)
}

/// Founds a brand with its first owner, in a transaction of the new brand's id.
pub fn found_brand(
    tx: &mut Tx<'_>,
    act: &Act,
    brand: &NewBrand,
    owner: &NewStaff,
    password_hash: &str,
) -> Result<(BrandId, StaffId), AccessError> {
    let id = create_brand(tx, act, brand)?;
    audit::record(
        tx,
        act,
        "brand.found",
        &id.to_string(),
        &json!({ "code": brand.code }),
    )?;
    Ok((id, create_staff(tx, act, owner, password_hash)?))
}

/// The person with a log-in, active or not.
pub fn find_staff_by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Staff>, DbError> {
    store::find_by_login(tx, login)
}

/// Adds a person on behalf of somebody, who gives no more than they have.
pub(crate) fn hire(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    new: &NewStaff,
    password_hash: &str,
) -> Result<Staff, AccessError> {
    let reaches = reach(tx, resolver, &new.scope)?;
    rules::may_give(actor.role, actor.stores(), new.role, reaches.as_deref())?;
    let id = create_staff(tx, &actor.act(), new, password_hash)?;
    get(tx, id)
}

/// Changes a person on behalf of somebody. Whoever is switched off or changed is logged out.
pub(crate) fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
    seen: i64,
    edit: &StaffEdit,
) -> Result<Staff, AccessError> {
    let before = get_in_scope(tx, actor, resolver, staff_id)?;
    if before.version != seen {
        return Err(StaleEdit::MovedOn.into());
    }
    if staff_id != actor.staff || edit.role.is_some() || edit.scope.is_some() {
        let works_in = scope_of(tx, &before)?;
        let reaches = reach(tx, resolver, &works_in)?;
        rules::may_give(actor.role, actor.stores(), before.role, reaches.as_deref())?;
    }
    let role = edit.role.unwrap_or(before.role);
    let scope = match &edit.scope {
        Some(scope) => scope.clone(),
        None => scope_of(tx, &before)?,
    };
    rules::check_scope(role, &scope)?;
    if edit.role.is_some() || edit.scope.is_some() {
        let reaches = reach(tx, resolver, &scope)?;
        rules::may_give(actor.role, actor.stores(), role, reaches.as_deref())?;
    }
    let is_active = edit.is_active.unwrap_or(before.is_active);
    let stays_owner = role == Role::Owner && is_active;
    if before.role == Role::Owner && !stays_owner && store::lock_owners(tx)? <= 1 {
        return Err(AccessError::LastOwner);
    }
    if !store::update(tx, &before, edit, &scope, seen, actor.now)? {
        return Err(StaleEdit::MovedOn.into());
    }
    if !is_active || edit.password_hash.is_some() {
        session::end_all(tx, staff_id)?;
    }
    let details = json!({
        "role": role, "scope": scope, "is_active": is_active,
        "new_password": edit.password_hash.is_some(),
    });
    audit::record(
        tx,
        &actor.act(),
        "staff.edit",
        &staff_id.to_string(),
        &details,
    )?;
    get(tx, staff_id)
}

/// A person, if somebody may see them.
pub(crate) fn get_in_scope(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
) -> Result<Staff, AccessError> {
    let staff = get(tx, staff_id)?;
    if is_in_sight(tx, actor, resolver, &staff)? {
        Ok(staff)
    } else {
        Err(AccessError::StaffNotFound { staff_id })
    }
}

/// Whether a person works for one of the stores that somebody may see.
pub(crate) fn is_in_sight(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff: &Staff,
) -> Result<bool, AccessError> {
    if *actor.stores() == crate::StoreFilter::All || staff.id == actor.staff {
        return Ok(true);
    }
    let scope = scope_of(tx, staff)?;
    let reaches = reach(tx, resolver, &scope)?;
    Ok(reaches.is_some_and(|stores| stores.iter().any(|store| actor.stores().allows(*store))))
}

/// Where a person works.
pub(crate) fn scope_of(tx: &mut Tx<'_>, staff: &Staff) -> Result<Scope, DbError> {
    store::scope(tx, staff.id, staff.scope_kind)
}

/// The stores that a scope comes to now; `None` is all of them.
pub(crate) fn reach(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    scope: &Scope,
) -> Result<Option<Vec<StoreId>>, DbError> {
    Ok(match scope {
        Scope::Brand => None,
        Scope::Regions(regions) => Some(resolver(tx, regions)?),
        Scope::Stores(stores) => Some(stores.clone()),
    })
}

fn get(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<Staff, AccessError> {
    store::find(tx, staff_id)?.ok_or(AccessError::StaffNotFound { staff_id })
}
