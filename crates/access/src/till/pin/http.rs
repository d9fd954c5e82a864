//! PINs over HTTP: one's own with the password, those of people whom one may change.

use crate::guard::Wiring;
use crate::till::rules::check_pin;
use crate::{AccessError, Actor, Guarded, Permission, password, staff};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::StaffId;
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OwnAccount, routes!(set_own_pin))
        .route(Permission::StaffWrite, routes!(set_staff_pin))
        .route(Permission::StaffWrite, routes!(remove_staff_pin))
}

/// A PIN for oneself.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SetOwnPin {
    /// The own password.
    #[schema(max_length = 128)]
    password: String,
    /// Four to six digits.
    #[schema(pattern = "^[0-9]{4,6}$")]
    pin: String,
}

/// A PIN for somebody.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SetStaffPin {
    /// Four to six digits.
    #[schema(pattern = "^[0-9]{4,6}$")]
    pin: String,
}

/// Whose PIN was set.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PinSet {
    /// Who.
    staff_id: StaffId,
}

/// Sets the own PIN, with the own password.
#[utoipa::path(post, path = "/api/v1/session/pin", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = SetOwnPin, responses(
    (status = 200, body = PinSet), (status = "4XX", body = ProblemBody),
))]
async fn set_own_pin(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<SetOwnPin>,
) -> Result<Answer, Problem> {
    let index = |text: &str| app.seal.blind_index("staff.pin", text);
    let said = (index(&body.password), index(&body.pin));
    check_pin(&body.pin)?;
    let own = password::find_own_hash(&app, &actor, body.password).await?;
    let pin_hash = match own {
        Some(_) => Some(password::hash(body.pin).await?),
        None => None,
    };
    let brand = actor.brand;
    idempotency::once(&app, brand, key, &said, "set_own_pin", move |tx| {
        let Some(pin_hash) = &pin_hash else {
            return Err(password::wrong("/password").into());
        };
        super::set(tx, &actor, actor.staff, pin_hash)?;
        Ok::<_, AccessError>(PinSet {
            staff_id: actor.staff,
        })
    })
    .await
}

/// Sets a person's PIN. One's own is set with the password, elsewhere.
#[utoipa::path(post, path = "/api/v1/staff/{staff_id}/pin", tag = "access",
    params(("staff_id" = StaffId, Path), ("Idempotency-Key" = String, Header)),
    request_body = SetStaffPin, responses(
    (status = 200, body = PinSet), (status = "4XX", body = ProblemBody),
))]
async fn set_staff_pin(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    key: IdempotencyKey,
    Path(staff_id): Path<StaffId>,
    Json(body): Json<SetStaffPin>,
) -> Result<Answer, Problem> {
    let said = app.seal.blind_index("staff.pin", &body.pin);
    check_pin(&body.pin)?;
    let pin_hash = password::hash(body.pin).await?;
    let brand = actor.brand;
    idempotency::once(&app, brand, key, &said, "set_staff_pin", move |tx| {
        // One's own goes by the password.
        staff::require_other(tx, &actor, wiring.resolver, staff_id)?;
        super::set(tx, &actor, staff_id, &pin_hash)?;
        Ok::<_, AccessError>(PinSet { staff_id })
    })
    .await
}

/// Takes a person's PIN away and ends the sessions that it began.
#[utoipa::path(delete, path = "/api/v1/staff/{staff_id}/pin", tag = "access",
    params(("staff_id" = StaffId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn remove_staff_pin(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
) -> Result<StatusCode, Problem> {
    let remove = app.db.write(actor.brand, move |tx| {
        staff::require_changeable(tx, &actor, wiring.resolver, staff_id)?;
        super::remove(tx, &actor, staff_id)
    });
    remove.await?;
    Ok(StatusCode::NO_CONTENT)
}
