//! Tables `staff` and `staff_scope`.

use super::{NewStaff, Scope, StaffEdit};
use crate::Role;
use kernel::{RegionId, StaffId, StoreId, Timestamp, text_enum};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

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
    let login = new.login.trim().to_lowercase();
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

pub fn find_by_login(tx: &mut Tx<'_>, login: &str) -> Result<Option<Staff>, DbError> {
    let find = sql!(
        Staff,
        "select id, login, name, role, scope_kind, is_active, version, created_at, password_hash \
         from staff where brand_id = $1 and login = $2"
    );
    tx.maybe(find, args![tx.brand(), login.trim().to_lowercase()])
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

pub fn scope(tx: &mut Tx<'_>, id: StaffId, kind: ScopeKind) -> Result<Scope, DbError> {
    if kind == ScopeKind::Brand {
        return Ok(Scope::Brand);
    }
    let read = sql!(
        (i64,),
        "select target_id from staff_scope where brand_id = $1 and staff_id = $2 order by target_id"
    );
    let targets = tx
        .many(read, args![tx.brand(), id])?
        .into_iter()
        .map(|(target,)| target);
    Ok(match kind {
        ScopeKind::Regions => Scope::Regions(targets.map(RegionId).collect()),
        _ => Scope::Stores(targets.map(StoreId).collect()),
    })
}

/// Locks the active owners, so that two of them cannot switch each other off at once; how many
/// there are.
pub fn lock_owners(tx: &mut Tx<'_>) -> Result<usize, DbError> {
    let lock = sql!(
        (StaffId,),
        "select id from staff where brand_id = $1 and role = $2 and is_active = 1 order by id \
         for update"
    );
    Ok(tx.many(lock, args![tx.brand(), Role::Owner])?.len())
}

pub fn update(
    tx: &mut Tx<'_>,
    before: &Staff,
    edit: &StaffEdit,
    scope: &Scope,
    seen: i64,
    now: Timestamp,
) -> Result<bool, DbError> {
    let update = sql!(
        "update staff set name = $3, role = $4, scope_kind = $5, is_active = $6, \
         password_hash = $7, version = version + 1, updated_at = $8 \
         where brand_id = $1 and id = $2 and version = $9"
    );
    let name = edit.name.as_deref().unwrap_or(&before.name).trim();
    let role = edit.role.unwrap_or(before.role);
    let is_active = edit.is_active.unwrap_or(before.is_active);
    let hash = edit.password_hash.as_ref().unwrap_or(&before.password_hash);
    let args = args![
        tx.brand(),
        before.id,
        name,
        role,
        scope.kind(),
        is_active,
        hash,
        now,
        seen
    ];
    if tx.execute(update, args)? == 0 {
        return Ok(false);
    }
    if edit.scope.is_some() {
        let clear = sql!("delete from staff_scope where brand_id = $1 and staff_id = $2");
        tx.execute(clear, args![tx.brand(), before.id])?;
        write_scope(tx, before.id, scope)?;
    }
    Ok(true)
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
