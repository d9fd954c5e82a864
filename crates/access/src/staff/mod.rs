//! 员工: people who work here, with a log-in, a role and a scope.

pub(crate) mod http;
mod rules;
pub(crate) mod store;

use crate::brand::{NewBrand, create_brand};
use crate::{
    AccessError, Actor, Role, ScopeResolver, StoreFilter, api_key, audit, password, session,
};
use kernel::{Act, BrandId, By, Invalid, RegionId, StaffId, StoreId};
use platform::db::{DbError, Fetches, Tx};
use platform::http::{IfMatch, StaleEdit};
use serde::Serialize;
use serde_json::json;
use std::collections::{HashMap, HashSet};

pub(crate) use rules::{is_login, unknown as unknown_places};
pub use store::Staff;

/// Which stores somebody works for.
#[doc(alias = "数据范围")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
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

/// Adds a person with a password that was hashed before the transaction began.
pub fn create_staff(
    tx: &mut Tx<'_>,
    act: &Act,
    new: &NewStaff,
    password_hash: &str,
) -> Result<StaffId, AccessError> {
    check(new)?;
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

/// Those of these people who work for the brand now: whoever was switched off is named for nothing
/// new.
pub fn known_staff(tx: &Tx<'_>, ids: &[StaffId]) -> impl Fetches<Found = HashSet<StaffId>> + use<> {
    store::known(tx, ids).then(|known| Ok(known.into_iter().map(|(id,)| id).collect()))
}

/// What some people are called, whether they still work here or not: those whom the one who asks
/// may see, as on a screen.
pub fn staff_names(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    asks: By,
    ids: &[StaffId],
) -> Result<HashMap<StaffId, String>, DbError> {
    let mut people = store::names(tx, ids)?;
    if let By::Staff(asker) = asks {
        let scope = match store::find(tx, asker)? {
            Some(asker) => scope_of(tx, &asker)?,
            None => Scope::Stores(Vec::new()),
        };
        if let Some(stores) = reach(tx, resolver, &scope)? {
            let kinds: Vec<_> = people.iter().map(|(id, _, kind)| (*id, *kind)).collect();
            let mut seen = HashSet::from([asker]);
            for ((id, _), scope) in kinds.iter().zip(store::scopes(tx, &kinds)?) {
                let reaches = reach(tx, resolver, &scope)?.unwrap_or_default();
                if reaches.iter().any(|store| stores.contains(store)) {
                    seen.insert(*id);
                }
            }
            people.retain(|(id, _, _)| seen.contains(id));
        }
    }
    Ok(people.into_iter().map(|(id, name, _)| (id, name)).collect())
}

/// Says all that is wrong with a person who is to work here, but for a password that is easy to
/// guess.
pub fn check(new: &NewStaff) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    rules::note_wrong(&mut wrong, new);
    password::note_wrong(&mut wrong, "/password", &new.password);
    wrong.check()
}

/// Adds a person on behalf of somebody, who gives no more than they have.
pub(crate) fn hire(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    new: &NewStaff,
    password_hash: &str,
) -> Result<Staff, AccessError> {
    require_gift(tx, actor, resolver, new.role, &new.scope)?;
    require_known(tx, resolver, &new.scope)?;
    let id = create_staff(tx, &actor.act(), new, password_hash)?;
    get(tx, id)
}

/// Changes a person on behalf of somebody. Whoever is switched off or gets a new password is
/// logged out; a new role or scope counts from the next request on.
pub(crate) fn edit(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
    seen: IfMatch,
    edit: &StaffEdit,
) -> Result<Staff, AccessError> {
    let before = get_in_sight(tx, actor, resolver, staff_id)?;
    let scope_before = scope_of(tx, &before)?;
    let role = edit.role.unwrap_or(before.role);
    let scope = edit.scope.as_ref().unwrap_or(&scope_before);
    let is_active = edit.is_active.unwrap_or(before.is_active);

    // To change others takes the right to hire them as they are and as they will be. Everybody may
    // change themselves, but not what they may do and where.
    let is_moved = role != before.role || *scope != scope_before;
    if is_moved || staff_id != actor.staff {
        require_gift(tx, actor, resolver, before.role, &scope_before)?;
    }
    if is_moved {
        require_gift(tx, actor, resolver, role, scope)?;
    }
    check_edit(edit, role, scope)?;
    if *scope != scope_before {
        require_known(tx, resolver, scope)?;
    }
    seen.check(before.version)?;
    let stays_owner = role == Role::Owner && is_active;
    if before.role == Role::Owner && !stays_owner {
        require_another_owner(tx, staff_id)?;
    }

    if !store::update(tx, &before, edit, actor.now)? {
        return Err(StaleEdit::MovedOn.into());
    }
    let has_new_password = edit.password_hash.is_some();
    if !is_active || has_new_password {
        session::end_all(tx, staff_id)?;
    }
    if !is_active {
        api_key::revoke_all_of(tx, &actor.act(), staff_id)?;
    }
    let details = json!({
        "role": role, "scope": scope, "is_active": is_active, "has_new_password": has_new_password,
    });
    let subject = staff_id.to_string();
    audit::record(tx, &actor.act(), "staff.edit", &subject, &details)?;
    get(tx, staff_id)
}

fn check_edit(edit: &StaffEdit, role: Role, scope: &Scope) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if let Some(name) = &edit.name {
        rules::note_wrong_name(&mut wrong, name);
    }
    rules::note_wrong_scope(&mut wrong, role, scope);
    wrong.check()
}

/// Refuses to give a role or scope that is more than the giver's own.
fn require_gift(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    role: Role,
    scope: &Scope,
) -> Result<(), AccessError> {
    let reaches = reach(tx, resolver, scope)?;
    rules::may_give(actor.role, actor.stores(), role, reaches.as_deref())
}

/// Refuses places that the brand does not have.
fn require_known(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    scope: &Scope,
) -> Result<(), AccessError> {
    let wrong = match scope {
        Scope::Brand => return Ok(()),
        Scope::Regions(regions) => {
            let known = (resolver.known_regions)(tx, regions)?;
            rules::unknown("/scope/region_ids", regions, &known)
        }
        Scope::Stores(stores) => {
            let known = (resolver.known_stores)(tx, stores)?;
            rules::unknown("/scope/store_ids", stores, &known)
        }
    };
    Ok(wrong.check()?)
}

/// Refuses to take the last active owner away.
fn require_another_owner(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<(), AccessError> {
    let owners = store::lock_owners(tx)?;
    let has_another = owners.iter().any(|owner| *owner != staff_id);
    has_another.then_some(()).ok_or(AccessError::LastOwner)
}

/// A page of the people whom somebody may see.
pub(crate) fn list_in_sight(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    after: i64,
    limit: u32,
) -> Result<Vec<(Staff, Scope)>, DbError> {
    let people = match actor.stores() {
        StoreFilter::All => store::after(tx, after, limit)?,
        StoreFilter::Only(stores) => {
            let mut targets: Vec<i64> = stores.iter().map(|store| store.0).collect();
            for region in store::regions_in_use(tx)? {
                let reaches = (resolver.stores_in_regions)(tx, &[region])?;
                if reaches.iter().any(|store| actor.stores().allows(*store)) {
                    targets.push(region.0);
                }
            }
            store::after_in_sight(tx, after, limit, actor.staff, &targets)?
        }
    };
    let kinds: Vec<_> = people.iter().map(|one| (one.id, one.scope_kind)).collect();
    let scopes = store::scopes(tx, &kinds)?;
    Ok(people.into_iter().zip(scopes).collect())
}

/// A person, if somebody may see them: who works for one of the same stores, or oneself.
pub(crate) fn get_in_sight(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
) -> Result<Staff, AccessError> {
    let staff = get(tx, staff_id)?;
    if *actor.stores() == StoreFilter::All || staff.id == actor.staff {
        return Ok(staff);
    }
    let scope = scope_of(tx, &staff)?;
    let reaches = reach(tx, resolver, &scope)?.unwrap_or_default();
    if reaches.iter().any(|store| actor.stores().allows(*store)) {
        Ok(staff)
    } else {
        Err(AccessError::StaffNotFound { staff_id })
    }
}

/// A person, if somebody may change them: oneself, or whoever one could hire as they are.
pub(crate) fn require_changeable(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
) -> Result<Staff, AccessError> {
    let staff = get_in_sight(tx, actor, resolver, staff_id)?;
    if staff_id != actor.staff {
        let scope = scope_of(tx, &staff)?;
        require_gift(tx, actor, resolver, staff.role, &scope)?;
    }
    Ok(staff)
}

/// The same, for what one does not do for oneself in this way.
pub(crate) fn require_other(
    tx: &mut Tx<'_>,
    actor: &Actor,
    resolver: ScopeResolver,
    staff_id: StaffId,
) -> Result<Staff, AccessError> {
    if staff_id == actor.staff {
        return Err(AccessError::RoleNotYours { role: actor.role });
    }
    require_changeable(tx, actor, resolver, staff_id)
}

/// Where a person works.
pub(crate) fn scope_of(tx: &mut Tx<'_>, staff: &Staff) -> Result<Scope, DbError> {
    let scope = store::scopes(tx, &[(staff.id, staff.scope_kind)])?.pop();
    scope.ok_or(DbError::Missing)
}

/// The stores that a scope comes to now; `None` is all of them.
pub(crate) fn reach(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    scope: &Scope,
) -> Result<Option<Vec<StoreId>>, DbError> {
    Ok(match scope {
        Scope::Brand => None,
        Scope::Regions(regions) => Some((resolver.stores_in_regions)(tx, regions)?),
        Scope::Stores(stores) => Some(stores.clone()),
    })
}

fn get(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<Staff, AccessError> {
    store::find(tx, staff_id)?.ok_or(AccessError::StaffNotFound { staff_id })
}
