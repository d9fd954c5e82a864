//! People who work here, over HTTP.

use super::{NewStaff, Scope, Staff, StaffEdit};
use crate::guard::Wiring;
use crate::{AccessError, Actor, Guarded, Permission, Role, password};
use axum::Extension;
use axum::extract::State;
use kernel::{Cursor, Invalid, Page, PageRequest, RegionId, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

/// The most regions and stores that one scope may name.
const REGIONS_MAX: usize = 200;
const STORES_MAX: usize = 1_000;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::StaffRead, routes!(list_staff))
        .route(Permission::StaffWrite, routes!(create_staff))
        .route(Permission::StaffRead, routes!(get_staff))
        .route(Permission::StaffWrite, routes!(edit_staff))
}

/// A person as shown.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct StaffView {
    /// Who.
    id: StaffId,
    /// What the person types at the log-in.
    login: String,
    /// What people call the person.
    name: String,
    /// What the person may do.
    role: Role,
    /// Where.
    scope: ScopeView,
    /// Whether the person may log in.
    is_active: bool,
    /// Rises with every change; also the `ETag`.
    version: i64,
    /// Since when.
    created_at: Timestamp,
}

/// Where somebody works: with both lists absent, in the whole brand.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct ScopeView {
    /// All stores of these regions.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 200)]
    region_ids: Option<Vec<RegionId>>,
    /// These stores.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(max_items = 1000)]
    store_ids: Option<Vec<StoreId>>,
}

/// A person who is to work here.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct CreateStaff {
    /// What the person types at the log-in; unique in the brand.
    #[schema(min_length = 2, max_length = 40)]
    login: String,
    /// What people call the person.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// At least ten letters.
    #[schema(min_length = 10, max_length = 128)]
    password: String,
    /// What the person may do.
    role: Role,
    /// Where.
    #[serde(default)]
    scope: ScopeView,
}

/// What may be changed of a person; what is absent stays.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditStaff {
    /// What people call the person.
    #[serde(default)]
    #[schema(min_length = 1, max_length = 40)]
    name: Option<String>,
    /// What the person may do.
    #[serde(default)]
    role: Option<Role>,
    /// Where.
    #[serde(default)]
    scope: Option<ScopeView>,
    /// Whether the person may log in.
    #[serde(default)]
    is_active: Option<bool>,
    /// A new password.
    #[serde(default)]
    #[schema(min_length = 10, max_length = 128)]
    password: Option<String>,
}

impl ScopeView {
    pub(crate) fn of(scope: Scope) -> Self {
        match scope {
            Scope::Brand => ScopeView::default(),
            Scope::Regions(ids) => ScopeView {
                region_ids: Some(ids),
                store_ids: None,
            },
            Scope::Stores(ids) => ScopeView {
                region_ids: None,
                store_ids: Some(ids),
            },
        }
    }

    /// Each place once, in order, so that the same scope is the same value.
    fn read(self) -> Result<Scope, Invalid> {
        let mut wrong = Invalid::new();
        let scope = match (self.region_ids, self.store_ids) {
            (None, None) => Scope::Brand,
            (Some(ids), None) => {
                Scope::Regions(distinct(&mut wrong, "/scope/region_ids", ids, REGIONS_MAX))
            }
            (None, Some(ids)) => {
                Scope::Stores(distinct(&mut wrong, "/scope/store_ids", ids, STORES_MAX))
            }
            (Some(_), Some(_)) => return Err(Invalid::one("/scope", "scope.two_kinds", [])),
        };
        wrong.check()?;
        Ok(scope)
    }
}

fn distinct<Id: Ord>(wrong: &mut Invalid, pointer: &str, mut ids: Vec<Id>, max: usize) -> Vec<Id> {
    if ids.len() > max {
        wrong.add(pointer, "list.too_long", [("max", max.into())]);
    }
    ids.sort_unstable();
    ids.dedup();
    ids
}

impl StaffView {
    fn of(staff: Staff, scope: Scope) -> Self {
        StaffView {
            id: staff.id,
            login: staff.login,
            name: staff.name,
            role: staff.role,
            scope: ScopeView::of(scope),
            is_active: staff.is_active,
            version: staff.version,
            created_at: staff.created_at,
        }
    }
}

fn view(tx: &mut Tx<'_>, staff: Staff) -> Result<StaffView, DbError> {
    let scope = super::scope_of(tx, &staff)?;
    Ok(StaffView::of(staff, scope))
}

/// The people who work in the stores that one may see.
#[utoipa::path(get, path = "/api/v1/staff", tag = "access", params(PageRequest), responses(
    (status = 200, body = Page<StaffView>), (status = "4XX", body = ProblemBody),
))]
async fn list_staff(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<StaffView>>, Problem> {
    let (cursor, limit) = page.read()?;
    let after = cursor.map_or(0, |cursor| cursor.id);
    let people = app.db.read(actor.brand, move |tx| {
        super::list_in_sight(tx, &actor, wiring.resolver, after, limit + 1)
    });
    let page = Page::of(people.await?, limit, |(staff, _)| Cursor {
        key: 0,
        id: staff.id.0,
    });
    Ok(Json(page.map(|(staff, scope)| StaffView::of(staff, scope))))
}

/// Adds a person.
#[utoipa::path(post, path = "/api/v1/staff", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = CreateStaff, responses(
    (status = 200, body = StaffView), (status = "4XX", body = ProblemBody),
))]
async fn create_staff(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateStaff>,
) -> Result<Answer, Problem> {
    let brand = actor.brand;
    let new = NewStaff {
        scope: body.scope.read()?,
        login: body.login,
        name: body.name,
        password: body.password,
        role: body.role,
    };
    super::check(&new)?;
    let mut known = password::words_about(&app, &actor, actor.staff).await?;
    known.extend([new.login.clone(), new.name.clone()]);
    let password_hash = password::hash_new("/password", new.password.clone(), known).await?;
    // Twins are told by what was said. A key that is not in the database goes into what stands for
    // the password there, or a copy of the database could be tried against a word list quickly.
    let stands_in = app.seal.blind_index("staff.password", &new.password);
    let said = (&new.login, &new.name, new.role, &new.scope, stands_in);
    let hire = {
        let new = new.clone();
        move |tx: &mut Tx<'_>| {
            let staff = super::hire(tx, &actor, wiring.resolver, &new, &password_hash)?;
            Ok::<_, AccessError>(view(tx, staff)?)
        }
    };
    idempotency::once(&app, brand, key, &said, "create_staff", hire).await
}

/// One person.
#[utoipa::path(get, path = "/api/v1/staff/{staff_id}", tag = "access",
    params(("staff_id" = StaffId, Path)), responses(
    (status = 200, body = StaffView), (status = "4XX", body = ProblemBody),
))]
async fn get_staff(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
) -> Result<Versioned<StaffView>, Problem> {
    let body = app
        .db
        .read(actor.brand, move |tx| {
            let staff = super::get_in_sight(tx, &actor, wiring.resolver, staff_id)?;
            Ok::<_, AccessError>(view(tx, staff)?)
        })
        .await?;
    Ok(Versioned {
        version: body.version,
        body,
    })
}

/// Changes a person. A new password or a switch-off ends the person's sessions.
#[utoipa::path(patch, path = "/api/v1/staff/{staff_id}", tag = "access",
    params(("staff_id" = StaffId, Path),
           ("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = EditStaff, responses(
    (status = 200, body = StaffView), (status = "4XX", body = ProblemBody),
))]
async fn edit_staff(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
    seen: IfMatch,
    Json(body): Json<EditStaff>,
) -> Result<Versioned<StaffView>, Problem> {
    let password_hash = match body.password {
        Some(password) => {
            let known = password::words_about(&app, &actor, staff_id).await?;
            Some(password::hash_new("/password", password, known).await?)
        }
        None => None,
    };
    let edit = StaffEdit {
        name: body.name,
        role: body.role,
        scope: body.scope.map(ScopeView::read).transpose()?,
        is_active: body.is_active,
        password_hash,
    };
    let body = app
        .db
        .write(actor.brand, move |tx| {
            let staff = super::edit(tx, &actor, wiring.resolver, staff_id, seen, &edit)?;
            Ok::<_, AccessError>(view(tx, staff)?)
        })
        .await?;
    Ok(Versioned {
        version: body.version,
        body,
    })
}
