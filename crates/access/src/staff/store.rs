//! Tables `staff` and `staff_scope`.

use super::{NewStaff, Scope, StaffEdit};
use crate::Role;
use kernel::{RegionId, StaffId, StoreId, Timestamp, text_enum};
use platform::db::{DbError, Fetch, Tx, fetch_in};
use platform::{args, row, row_values, sql};
use std::collections::HashMap;

text_enum! {
    /// What the rows of a scope name.
    pub enum ScopeKind {
        /// Nothing: all of the brand.
        Brand = "brand",
        /// Regions.
        Regions = "regions",
        /// Stores.
        Stores = "stores",
    }
}

row! {
    /// A person who works here, as stored.
    #[doc(alias = "员工")]
    #[derive(PartialEq, Eq)]
    pub struct Staff {
        /// Who.
        pub id: StaffId,
        /// What the person types at the log-in.
        pub login: String,
        /// What people call the person.
        pub name: String,
        /// What the person may do.
        pub role: Role,
        pub(crate) scope_kind: ScopeKind,
        /// Whether the person may log in.
        pub is_active: bool,
        /// Rises with every change.
        pub version: i64,
        /// Since when.
        pub created_at: Timestamp,
        pub(crate) password_hash: String,
    }
}

impl Scope {
    pub(crate) fn kind(&self) -> ScopeKind {
        match self {
            Scope::Brand => ScopeKind::Brand,
            Scope::Regions(_) => ScopeKind::Regions,
            Scope::Stores(_) => ScopeKind::Stores,
        }
    }

    fn of(kind: ScopeKind, targets: Vec<i64>) -> Scope {
        match kind {
            ScopeKind::Brand => Scope::Brand,
            ScopeKind::Regions => Scope::Regions(targets.into_iter().map(RegionId).collect()),
            ScopeKind::Stores => Scope::Stores(targets.into_iter().map(StoreId).collect()),
        }
    }

    fn targets(&self) -> Vec<i64> {
        match self {
            Scope::Brand => Vec::new(),
            Scope::Regions(regions) => regions.iter().map(|region| region.0).collect(),
            Scope::Stores(stores) => stores.iter().map(|store| store.0).collect(),
        }
    }
}

pub fn insert(
    tx: &mut Tx<'_>,
    id: StaffId,
    new: &NewStaff,
    password_hash: &str,
    now: Timestamp,
) -> Result<bool, DbError> {
    let insert = sql!(
        "insert into staff (brand_id, id, login, name, role, scope_kind, is_active, version, \
         password_hash, created_at, updated_at) \
         values ($1, $2, $3, $4, $5, $6, 1, 1, $7, $8, $8) on conflict do nothing"
    );
    let login = new.login.to_lowercase();
    let args = args![
        tx.brand(),
        id,
        login,
        new.name.trim(),
        new.role,
        new.scope.kind(),
        password_hash,
        now
    ];
    if tx.execute(insert, args)? == 0 {
        return Ok(false);
    }
    write_scope(tx, id, &new.scope)?;
    Ok(true)
}

pub fn find(tx: &mut Tx<'_>, id: StaffId) -> Result<Option<Staff>, DbError> {
    let find = sql!(
        Staff,
        "select id, login, name, role, scope_kind, is_active, version, created_at, password_hash \
         from staff where brand_id = $1 and id = $2"
    );
    tx.maybe(find, args![tx.brand(), id])
}

/// Those of these people who are active.
pub fn known(tx: &Tx<'_>, ids: &[StaffId]) -> Fetch<(StaffId,)> {
    let find = sql!(
        (StaffId,),
        "select id from staff where brand_id = $1 and is_active = 1 and id in ($*)"
    );
    fetch_in(find, args![tx.brand()], ids.iter().copied())
}

/// What these people are called, active or not, and how far they see.
pub fn names(
    tx: &mut Tx<'_>,
    ids: &[StaffId],
) -> Result<Vec<(StaffId, String, ScopeKind)>, DbError> {
    let read = sql!(
        (StaffId, String, ScopeKind),
        "select id, name, scope_kind from staff where brand_id = $1 and id in ($*)"
    );
    tx.many_in(read, args![tx.brand()], ids.iter().copied())
}

pub fn find_by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Staff>, DbError> {
    let find = sql!(
        Staff,
        "select id, login, name, role, scope_kind, is_active, version, created_at, password_hash \
         from staff where brand_id = $1 and login = $2"
    );
    tx.maybe(find, args![tx.brand(), login.to_lowercase()])
}

/// People in the order of their ids, from after one on.
pub fn after(tx: &mut Tx<'_>, after: i64, limit: u32) -> Result<Vec<Staff>, DbError> {
    let list = sql!(
        Staff,
        "select id, login, name, role, scope_kind, is_active, version, created_at, password_hash \
         from staff where brand_id = $1 and id > $2 order by id limit $3"
    );
    tx.many(list, args![tx.brand(), after, limit])
}

/// The same, of those alone whose scope names one of the targets, and of the one who asks.
pub fn after_in_sight(
    tx: &mut Tx<'_>,
    after: i64,
    limit: u32,
    asks: StaffId,
    targets: &[i64],
) -> Result<Vec<Staff>, DbError> {
    let list = sql!(
        Staff,
        "select id, login, name, role, scope_kind, is_active, version, created_at, password_hash \
         from staff where brand_id = $1 and id > $2 and (id = $4 or id in ( \
         select staff_id from staff_scope where brand_id = $1 and target_id in ($*))) \
         order by id limit $3"
    );
    // No target has the id 0; with it, whoever sees no store still finds themselves.
    let targets = targets.iter().copied().chain([0]);
    let mut people = tx.many_in(list, args![tx.brand(), after, limit, asks], targets)?;
    // A long list of targets is read in pieces, each of which is ordered and limited.
    people.sort_unstable_by_key(|staff| staff.id);
    people.dedup_by_key(|staff| staff.id);
    people.truncate(limit as usize);
    Ok(people)
}

/// The regions that somebody's scope names.
pub fn regions_in_use(tx: &mut Tx<'_>) -> Result<Vec<RegionId>, DbError> {
    let read = sql!(
        (RegionId,),
        "select distinct s.target_id from staff_scope s \
         join staff p on p.brand_id = $1 and p.id = s.staff_id \
         where s.brand_id = $1 and p.scope_kind = $2 order by s.target_id"
    );
    let regions = tx.many(read, args![tx.brand(), ScopeKind::Regions])?;
    Ok(regions.into_iter().map(|(region,)| region).collect())
}

/// Where some people work, in their order.
pub fn scopes(tx: &mut Tx<'_>, people: &[(StaffId, ScopeKind)]) -> Result<Vec<Scope>, DbError> {
    let read = sql!(
        (StaffId, i64),
        "select staff_id, target_id from staff_scope \
         where brand_id = $1 and staff_id in ($*) order by staff_id, target_id"
    );
    let narrow = people.iter().filter(|(_, kind)| *kind != ScopeKind::Brand);
    let mut targets: HashMap<StaffId, Vec<i64>> = HashMap::new();
    for (id, target) in tx.many_in(read, args![tx.brand()], narrow.map(|(id, _)| *id))? {
        targets.entry(id).or_default().push(target);
    }
    let scope = |(id, kind): &(StaffId, ScopeKind)| {
        Scope::of(*kind, targets.get(id).cloned().unwrap_or_default())
    };
    Ok(people.iter().map(scope).collect())
}

/// Locks the active owners, so that two of them cannot switch each other off at once.
pub fn lock_owners(tx: &mut Tx<'_>) -> Result<Vec<StaffId>, DbError> {
    let lock = sql!(
        (StaffId,),
        "select id from staff where brand_id = $1 and role = $2 and is_active = 1 order by id \
         for update"
    );
    let owners = tx.many(lock, args![tx.brand(), Role::Owner])?;
    Ok(owners.into_iter().map(|(owner,)| owner).collect())
}

/// Changes a person, if nobody was faster.
pub fn update(
    tx: &mut Tx<'_>,
    before: &Staff,
    edit: &StaffEdit,
    now: Timestamp,
) -> Result<bool, DbError> {
    let update = sql!(
        "update staff set name = $3, role = $4, scope_kind = $5, is_active = $6, \
         password_hash = $7, version = version + 1, updated_at = $8 \
         where brand_id = $1 and id = $2 and version = $9"
    );
    let name = edit.name.as_deref().unwrap_or(&before.name).trim();
    let kind = edit.scope.as_ref().map_or(before.scope_kind, Scope::kind);
    let args = args![
        tx.brand(),
        before.id,
        name,
        edit.role.unwrap_or(before.role),
        kind,
        edit.is_active.unwrap_or(before.is_active),
        edit.password_hash.as_ref().unwrap_or(&before.password_hash),
        now,
        before.version
    ];
    if tx.execute(update, args)? == 0 {
        return Ok(false);
    }
    if let Some(scope) = &edit.scope {
        let clear = sql!("delete from staff_scope where brand_id = $1 and staff_id = $2");
        tx.execute(clear, args![tx.brand(), before.id])?;
        write_scope(tx, before.id, scope)?;
    }
    Ok(true)
}

/// Locks a person who is active: whatever ends log-ins changes that row first, so a log-in that
/// begins meanwhile is either ended with the others or does not begin.
pub fn lock_active(
    tx: &mut Tx<'_>,
    id: StaffId,
) -> Result<Option<(String, Role, ScopeKind)>, DbError> {
    let lock = sql!(
        (String, Role, ScopeKind),
        "select password_hash, role, scope_kind from staff \
         where brand_id = $1 and id = $2 and is_active = 1 for update"
    );
    tx.maybe(lock, args![tx.brand(), id])
}

pub fn password_hash(tx: &mut Tx<'_>, id: StaffId) -> Result<Option<String>, DbError> {
    let find = sql!(
        (String,),
        "select password_hash from staff where brand_id = $1 and id = $2 and is_active = 1"
    );
    Ok(tx.maybe(find, args![tx.brand(), id])?.map(|(hash,)| hash))
}

/// Gives a person a new password, unless somebody else did meanwhile.
pub fn set_password(
    tx: &mut Tx<'_>,
    id: StaffId,
    (old, new): (&str, &str),
    now: Timestamp,
) -> Result<bool, DbError> {
    let update = sql!(
        "update staff set password_hash = $4, version = version + 1, updated_at = $5 \
         where brand_id = $1 and id = $2 and password_hash = $3"
    );
    Ok(tx.execute(update, args![tx.brand(), id, old, new, now])? == 1)
}

fn write_scope(tx: &mut Tx<'_>, id: StaffId, scope: &Scope) -> Result<(), DbError> {
    let insert = sql!(
        "insert into staff_scope (brand_id, staff_id, target_id) values $* on conflict do nothing"
    );
    let brand = tx.brand();
    let rows = scope
        .targets()
        .into_iter()
        .map(|target| row_values![brand, id, target])
        .collect();
    tx.insert_many(insert, rows)?;
    Ok(())
}
