//! The second factor over HTTP: set up, look at, take away.

use super::{rules, store, wrong_code};
use crate::guard::Wiring;
use crate::network::Network;
use crate::secret::{show_once, spoken, typed};
use crate::throttle::{self, Tries};
use crate::{AccessError, Actor, Guarded, Permission, brand, password, staff};
use axum::Extension;
use axum::extract::State;
use axum::http::StatusCode;
use kernel::StaffId;
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

/// How many recovery codes one gets, and of how many letters (80 bits).
const RECOVERY_CODES: usize = 10;
const RECOVERY_LETTERS: usize = 16;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::OwnAccount, routes!(get_second_factor))
        .route_while_limited(Permission::OwnAccount, routes!(begin_second_factor))
        .route_while_limited(Permission::OwnAccount, routes!(confirm_second_factor))
        .route(Permission::OwnAccount, routes!(remove_second_factor))
        .route(Permission::StaffWrite, routes!(remove_staff_second_factor))
}

/// Whether one has a second factor.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SecondFactorState {
    /// Whether a code is asked for at the next log-in.
    is_in_use: bool,
    /// Recovery codes that are left.
    recovery_codes: i64,
}

/// The own password, to show that it is oneself who asks.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct OwnPassword {
    /// The own password.
    #[schema(max_length = 128)]
    password: String,
}

/// What shows that it is oneself who takes the second factor away.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RemoveSecondFactor {
    /// The own password.
    #[schema(max_length = 128)]
    password: String,
    /// A code of the second factor, or a recovery code.
    #[schema(max_length = 40)]
    code: String,
}

/// What the telephone needs. Shown once: null when the request is repeated; then begin anew.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SecondFactorBegun {
    /// For a QR code that authenticator apps read; holds the secret.
    #[schema(required)]
    address: Option<String>,
}

/// A code that shows that the telephone has the secret.
#[derive(Deserialize, Serialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct SecondFactorCode {
    /// Six digits.
    #[schema(max_length = 16)]
    code: String,
}

/// What opens the door when the telephone is lost.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct RecoveryCodes {
    /// Each is good once. Shown once: null when the request is repeated.
    #[schema(required)]
    recovery_codes: Option<Vec<String>>,
}

/// Whether one has a second factor.
#[utoipa::path(get, path = "/api/v1/session/second-factor", tag = "access", responses(
    (status = 200, body = SecondFactorState), (status = "4XX", body = ProblemBody),
))]
async fn get_second_factor(
    State(app): State<App>,
    actor: Actor,
) -> Result<Json<SecondFactorState>, Problem> {
    let state = app.db.read(actor.brand, move |tx| {
        let known = store::find(tx, actor.staff)?;
        Ok::<_, AccessError>(SecondFactorState {
            is_in_use: known.is_some_and(|known| known.is_confirmed),
            recovery_codes: store::count_recovery(tx, actor.staff)?,
        })
    });
    Ok(Json(state.await?))
}

/// Begins to set a second factor up. It counts once a code was shown.
#[utoipa::path(post, path = "/api/v1/session/second-factor", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = OwnPassword, responses(
    (status = 200, body = SecondFactorBegun), (status = "4XX", body = ProblemBody),
))]
async fn begin_second_factor(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<OwnPassword>,
) -> Result<Answer, Problem> {
    let said = app.seal.blind_index("staff.password", &body.password);
    let own = password::find_own_hash(&app, &actor, body.password).await?;
    let staff_id = actor.staff;
    let names = app.db.read(actor.brand, move |tx| {
        let staff = staff::store::find(tx, staff_id)?.ok_or(AccessError::NotLoggedIn)?;
        Ok::<_, AccessError>((brand::get_brand(tx)?.name, staff.login))
    });
    let (issuer, account) = names.await?;
    let secret: [u8; rules::SECRET_BYTES] = rand::random();
    let address = rules::address(&rules::write_secret(&secret), &issuer, &account);
    let (brand, seal) = (actor.brand, app.seal.clone());
    let begin = move |tx: &mut Tx<'_>| {
        if own.is_none() {
            return Err(password::wrong("/password").into());
        }
        super::begin(tx, &seal, &actor, &secret)?;
        Ok::<_, AccessError>(SecondFactorBegun { address: None })
    };
    let answer = idempotency::once(&app, brand, key, &said, "begin_second_factor", begin).await?;
    Ok(show_once(answer, "address", address))
}

/// Puts the second factor to use, and answers with recovery codes. Other sessions end.
#[utoipa::path(post, path = "/api/v1/session/second-factor/confirm", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = SecondFactorCode, responses(
    (status = 200, body = RecoveryCodes), (status = "4XX", body = ProblemBody),
))]
async fn confirm_second_factor(
    State(app): State<App>,
    Network(network): Network,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<SecondFactorCode>,
) -> Result<Answer, Problem> {
    let codes: Vec<String> = (0..RECOVERY_CODES)
        .map(|_| spoken(RECOVERY_LETTERS))
        .collect();
    let tries = take_try(&app, &actor, &network).await?;
    let (brand, seal) = (actor.brand, app.seal.clone());
    let (code, made) = (body.code.clone(), codes.clone());
    let confirm = move |tx: &mut Tx<'_>| {
        super::confirm(tx, &seal, &actor, &code, &made)?;
        throttle::forgive(tx, &tries, actor.now)?;
        Ok::<_, AccessError>(RecoveryCodes {
            recovery_codes: None,
        })
    };
    let operation = "confirm_second_factor";
    let answer = idempotency::once(&app, brand, key, &body, operation, confirm).await?;
    Ok(show_once(answer, "recovery_codes", codes))
}

/// Takes the own second factor away, with the own password and a code. Other sessions end.
#[utoipa::path(post, path = "/api/v1/session/second-factor/remove", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = RemoveSecondFactor, responses(
    (status = 200, body = SecondFactorState), (status = "4XX", body = ProblemBody),
))]
async fn remove_second_factor(
    State(app): State<App>,
    Network(network): Network,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<RemoveSecondFactor>,
) -> Result<Answer, Problem> {
    if !is_code_like(&body.code) {
        return Err(wrong_code().into());
    }
    let index = |text: &str| app.seal.blind_index("staff.password", text);
    let said = (index(&body.password), index(&body.code));
    let own = password::find_own_hash(&app, &actor, body.password).await?;
    let tries = match own {
        Some(_) => Some(take_try(&app, &actor, &network).await?),
        None => None,
    };
    let (brand, seal, code) = (actor.brand, app.seal.clone(), body.code);
    idempotency::once(&app, brand, key, &said, "remove_second_factor", move |tx| {
        let Some(tries) = &tries else {
            return Err(password::wrong("/password").into());
        };
        super::remove_own(tx, &seal, &actor, &code)?;
        throttle::forgive(tx, tries, actor.now)?;
        Ok::<_, AccessError>(SecondFactorState {
            is_in_use: false,
            recovery_codes: 0,
        })
    })
    .await
}

/// Whether a text can be a code or a recovery code at all.
fn is_code_like(text: &str) -> bool {
    let plain = typed(text);
    let is_code = plain.len() == 6 && plain.bytes().all(|letter| letter.is_ascii_digit());
    is_code || plain.len() == RECOVERY_LETTERS
}

/// Counts a try at the code among the log-ins of the person, which are what a code is for. A right
/// password takes nothing off that count, so whoever knows it cannot guess on and on.
async fn take_try(app: &App, actor: &Actor, network: &str) -> Result<Tries, AccessError> {
    let staff_id = actor.staff;
    let find = app
        .db
        .read(actor.brand, move |tx| staff::store::find(tx, staff_id));
    let staff = find.await?.ok_or(AccessError::NotLoggedIn)?;
    let tries = Tries::to_log_in(network, Some(&staff.login), false);
    throttle::try_once(&app.db, actor.brand, tries.clone(), actor.now).await?;
    Ok(tries)
}

/// Takes a person's second factor away, such as of somebody who lost the telephone and the
/// recovery codes. All sessions of the person end.
#[utoipa::path(delete, path = "/api/v1/staff/{staff_id}/second-factor", tag = "access",
    params(("staff_id" = StaffId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn remove_staff_second_factor(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(staff_id): Path<StaffId>,
) -> Result<StatusCode, Problem> {
    let remove = app.db.write(actor.brand, move |tx| {
        // One's own goes by the password and a code.
        staff::require_other(tx, &actor, wiring.resolver, staff_id)?;
        super::remove(tx, &actor, staff_id)
    });
    remove.await?;
    Ok(StatusCode::NO_CONTENT)
}
