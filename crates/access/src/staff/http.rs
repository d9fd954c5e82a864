//! People who work here, over HTTP.

use super::{NewStaff, Scope, Staff, StaffEdit, rules};
use crate::guard::Wiring;
use crate::{AccessError, Actor, Guarded, Permission, Role};
use axum::Extension;
use axum::extract::State;
use kernel::{Cursor, Invalid, Page, PageRequest, RegionId, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Query, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

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

    fn read(&self) -> Result<Scope, Invalid> {
        let mut wrong = Invalid::new();
        let count = |list: usize, max: usize, at: &str, wrong: &mut Invalid| {
            if list > max {
                wrong.add(at, "list.too_long", [("max", max.into())]);
            }
        };
        let regions = self.region_ids.clone().unwrap_or_default();
        let stores = self.store_ids.clone().unwrap_or_default();
        count(regions.len(), 200, "/scope/region_ids", &mut wrong);
        count(stores.len(), 1_000, "/scope/store_ids", &mut wrong);
        wrong.check()?;
        match (&self.region_ids, &self.store_ids) {
            (None, None) => Ok(Scope::Brand),
            (Some(_), None) => Ok(Scope::Regions(regions)),
            (None, Some(_)) => Ok(Scope::Stores(stores)),
            (Some(_), Some(_)) => Err(Invalid::one("/scope", "scope.two_kinds", [])),
        }
    }
}

fn view(tx: &mut Tx<'_>, staff: Staff) -> Result<StaffView, DbError> {
    let scope = ScopeView::of(super::scope_of(tx, &staff)?);
    let Staff {
        id,
        login,
        name,
        role,
        is_active,
        version,
        created_at,
        ..
    } = staff;
    Ok(StaffView {
        id,
        login,
        name,
        role,
        scope,
        is_active,
        version,
        created_at,
    })
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
    let brand = actor.brand;
    let page = app
        .db
        .read(brand, move |tx| {
            let mut last = cursor.map_or(0, |cursor| cursor.id);
            let mut shown = Vec::new();
            // Who is out of sight is passed over, so a page may take more than one read.
            while shown.len() <= limit as usize {
                let people = super::store::after(tx, last, limit + 1)?;
                let Some(end) = people.last().map(|staff| staff.id.0) else {
                    break;
                };
                last = end;
                for staff in people {
                    if super::is_in_sight(tx, &actor, wiring.resolver, &staff)? {
                        shown.push(view(tx, staff)?);
                    }
                }
            }
            Ok::<_, AccessError>(Page::of(shown, limit, |staff| Cursor {
                key: 0,
                id: staff.id.0,
            }))
        })
        .await?;
    Ok(Json(page))
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
    let new = NewStaff {
        scope: body.scope.read()?,
        login: body.login,
        name: body.name,
        password: body.password,
        role: body.role,
    };
    rules::check(&new)?;
    let password_hash = hashed(new.password.clone()).await?;
    // The password's own hash is salted, so the twin is told by what else it says.
    let said = (
        &new.login,
        &new.name,
        new.role,
        &new.scope,
        fingerprint(&new.password),
    );
    let answer = idempotency::once(&app, actor.brand, key, &said, "create_staff", {
        let new = new.clone();
        move |tx| {
            let staff = super::hire(tx, &actor, wiring.resolver, &new, &password_hash)?;
            Ok::<_, AccessError>(view(tx, staff)?)
        }
    });
    answer.await
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
            let staff = super::get_in_scope(tx, &actor, wiring.resolver, staff_id)?;
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
    IfMatch(seen): IfMatch,
    Json(body): Json<EditStaff>,
) -> Result<Versioned<StaffView>, Problem> {
    let mut wrong = Invalid::new();
    if let Some(name) = &body.name {
        wrong.text("/name", name, 40);
    }
    wrong.check()?;
    let password_hash = match body.password {
        Some(password) => {
            rules::check_password(&password)?;
            Some(hashed(password).await?)
        }
        None => None,
    };
    let edit = StaffEdit {
        name: body.name,
        role: body.role,
        scope: body.scope.as_ref().map(ScopeView::read).transpose()?,
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

/// Hashes a password off the async threads.
async fn hashed(password: String) -> Result<String, AccessError> {
    let hashing = tokio::task::spawn_blocking(move || super::hash_password(&password));
    Ok(hashing
        .await
        .map_err(|error| DbError::Bug(error.to_string()))??)
}

fn fingerprint(password: &str) -> String {
    use sha2::{Digest, Sha256};
    data_encoding::HEXLOWER.encode(&Sha256::digest(password.as_bytes()))
}
