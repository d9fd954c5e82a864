//! Tills as devices over HTTP: offer a code, register, revoke, log in with a PIN.

use super::log_in::{self, PinLogIn};
use super::rules::PublicKey;
use super::{DeviceId, store};
use crate::guard::Wiring;
use crate::network::Network;
use crate::secret::{show_once, spoken};
use crate::session::http::{SessionView, client, view};
use crate::throttle::{self, Tries};
use crate::{AccessError, Actor, Guarded, Permission, session};
use axum::Extension;
use axum::extract::State;
use axum::http::{HeaderMap, StatusCode};
use kernel::{BrandId, Invalid, StaffId, StoreId, TillId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

/// Letters of a code: 60 bits, of which a guesser tries a few before it is over.
const CODE_LETTERS: usize = 12;
const NAME_MAX: usize = 60;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::TillsRegister, routes!(offer_till_code))
        .route(Permission::StoresRead, routes!(get_till_device))
        .route(Permission::TillsRegister, routes!(revoke_till_device))
        .route(Permission::Public, routes!(register_till))
        .route(Permission::Public, routes!(log_in_at_till))
}

/// A code with which one till can be registered, once.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TillCode {
    /// To be typed at the till. Shown once: null when the request is repeated.
    #[schema(required)]
    code: Option<String>,
    /// Until when it is good.
    ends_at: Timestamp,
}

/// What a till is registered as.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TillDevice {
    /// Null for a till that is not registered.
    #[schema(required)]
    device: Option<DeviceLine>,
}

/// A device that acts as a till.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct DeviceLine {
    /// Which.
    id: DeviceId,
    /// What it calls itself.
    name: String,
    /// Who offered the code.
    registered_by: StaffId,
    /// Since when.
    registered_at: Timestamp,
    /// The moment of the last signature that was looked at, whether the PIN was right or not; null
    /// before the first.
    #[schema(required)]
    signed_at: Option<Timestamp>,
}

/// What a till sends to be registered.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RegisterTill {
    /// The brand's code.
    #[schema(max_length = 32)]
    brand: String,
    /// The code that the console shows; case and dashes do not matter.
    #[schema(max_length = 40)]
    code: String,
    /// The till's public key (Ed25519), in base64 for addresses without padding.
    #[schema(min_length = 43, max_length = 43)]
    public_key: String,
    /// What the device calls itself.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
}

/// What a till must know of itself.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TillRegistered {
    /// For log-ins.
    brand_id: BrandId,
    /// Which till it is.
    till_id: TillId,
    /// Where it stands.
    store_id: StoreId,
    /// What it is registered as.
    device_id: DeviceId,
    /// The server's time, by which the till sets its own.
    now: Timestamp,
}

/// What a till sends to log somebody in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct LogInAtTill {
    /// As the registration said.
    brand_id: BrandId,
    /// As the registration said.
    till_id: TillId,
    /// The person's log-in.
    #[schema(max_length = 40)]
    login: String,
    /// The person's PIN.
    #[schema(max_length = 6)]
    pin: String,
    /// The moment of the signature, by the server's time: later than that of the one before, five
    /// minutes old at most, half a minute ahead at most. A till that is told otherwise sets its
    /// clock by the `now` of the answer, and goes on after half a minute at the latest.
    at: Timestamp,
    /// The till's signature, in base64 for addresses without padding, of the four lines
    /// `huitong till log-in`, the till's id, the log-in and the moment in RFC 3339 and UTC with
    /// milliseconds, as this document writes times.
    #[schema(max_length = 86)]
    signature: String,
}

/// A log-in at a till.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct TillSession {
    /// To be sent as `Authorization: Bearer …`.
    token: String,
    /// Who is logged in.
    session: SessionView,
}

/// Makes a code with which a till can be registered within a quarter of an hour. An older one of
/// the same till is void.
#[utoipa::path(post, path = "/api/v1/tills/{till_id}/codes", tag = "tills",
    params(("till_id" = TillId, Path), ("Idempotency-Key" = String, Header)), responses(
    (status = 200, body = TillCode), (status = "4XX", body = ProblemBody),
))]
async fn offer_till_code(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    key: IdempotencyKey,
    Path(till_id): Path<TillId>,
) -> Result<Answer, Problem> {
    let (brand, code) = (actor.brand, spoken(CODE_LETTERS));
    let shown = code.clone();
    let offer = move |tx: &mut platform::db::Tx<'_>| {
        super::get_in_sight(tx, &actor, wiring.resolver, till_id)?;
        let ends_at = super::offer_code(tx, &actor, till_id, &code)?;
        Ok::<_, AccessError>(TillCode {
            code: None,
            ends_at,
        })
    };
    let answer = idempotency::once(&app, brand, key, &till_id, "offer_till_code", offer).await?;
    Ok(show_once(answer, "code", shown))
}

/// What a till is registered as.
#[utoipa::path(get, path = "/api/v1/tills/{till_id}/device", tag = "tills",
    params(("till_id" = TillId, Path)), responses(
    (status = 200, body = TillDevice), (status = "4XX", body = ProblemBody),
))]
async fn get_till_device(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(till_id): Path<TillId>,
) -> Result<Json<TillDevice>, Problem> {
    let find = app.db.read(actor.brand, move |tx| {
        super::get_in_sight(tx, &actor, wiring.resolver, till_id)?;
        Ok::<_, AccessError>(store::find_device(tx, till_id)?)
    });
    let device = find.await?.map(|device| DeviceLine {
        id: device.id,
        name: device.name,
        registered_by: device.registered_by,
        registered_at: device.registered_at,
        signed_at: Some(device.signed_at).filter(|at| at.0 > 0),
    });
    Ok(Json(TillDevice { device }))
}

/// Takes a till's registration away; the next request from there is refused.
#[utoipa::path(delete, path = "/api/v1/tills/{till_id}/device", tag = "tills",
    params(("till_id" = TillId, Path)), responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn revoke_till_device(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    actor: Actor,
    Path(till_id): Path<TillId>,
) -> Result<StatusCode, Problem> {
    let revoke = app.db.write(actor.brand, move |tx| {
        super::get_in_sight(tx, &actor, wiring.resolver, till_id)?;
        super::revoke(tx, &actor, till_id)
    });
    revoke.await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Registers a till with the code that the console shows, as long as who offered it may do so.
/// What the till was registered as before is over. The same request may be sent again: the code
/// and the key together are done once.
#[utoipa::path(post, path = "/api/v1/till/registration", tag = "tills",
    request_body = RegisterTill, responses(
    (status = 200, body = TillRegistered), (status = "4XX", body = ProblemBody),
))]
async fn register_till(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    Network(network): Network,
    Json(body): Json<RegisterTill>,
) -> Result<Json<TillRegistered>, Problem> {
    let key = PublicKey::read(&body.public_key)?;
    let mut wrong = Invalid::new();
    wrong.text("/name", &body.name, NAME_MAX);
    wrong.check()?;
    let now = app.clock.now();
    let brand = crate::find_brand_by_code(&app.db, &body.brand).await?;
    let brand = brand.ok_or(AccessError::WrongRegistrationCode)?.id;
    let tries = Tries::of_stranger(&network);
    throttle::try_once(&app.db, brand, tries.clone(), now).await?;
    let register = app.db.write(brand, move |tx| {
        let done = super::register(tx, wiring.resolver, &body.code, key, &body.name, now)?;
        throttle::forgive(tx, &tries, now)?;
        Ok::<_, AccessError>(done)
    });
    let done = register.await?;
    Ok(Json(TillRegistered {
        brand_id: brand,
        till_id: done.till_id,
        store_id: done.store_id,
        device_id: done.device_id,
        now,
    }))
}

/// Logs a person in at a registered till, with a PIN. The session reaches what a till is for, in
/// the till's store.
#[utoipa::path(post, path = "/api/v1/till/session", tag = "tills",
    request_body = LogInAtTill, responses(
    (status = 200, body = TillSession), (status = "4XX", body = ProblemBody),
))]
async fn log_in_at_till(
    State(app): State<App>,
    Extension(wiring): Extension<Wiring>,
    Network(network): Network,
    headers: HeaderMap,
    Json(body): Json<LogInAtTill>,
) -> Result<Json<TillSession>, Problem> {
    let asked = PinLogIn {
        brand: body.brand_id,
        till_id: body.till_id,
        login: body.login,
        pin: body.pin,
        at: body.at,
        signature: body.signature,
        network,
        client: client(&headers),
    };
    let (token, text) = log_in::log_in(&app, wiring.resolver, asked).await?;
    let actor = session::find_actor(&app, &token, &wiring).await?;
    let session = app.db.read(token.brand, move |tx| view(tx, &actor)).await?;
    Ok(Json(TillSession {
        token: text,
        session,
    }))
}
