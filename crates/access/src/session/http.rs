//! Log in, log out, who am I.

use super::{COOKIE, Credentials, LogIn, Token};
use crate::guard::Wiring;
use crate::network::Network;
use crate::staff::http::ScopeView;
use crate::staff::{self, Scope};
use crate::{AccessError, Actor, Guarded, Permission, Role, StoreFilter, brand};
use axum::extract::{FromRequestParts, State};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{BrandId, StaffId, TillId, ZoneName};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::Public, routes!(log_in))
        .route_while_limited(Permission::Session, routes!(get_session))
        .route(Permission::Public, routes!(log_out))
}

/// What somebody types to log in.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct LogInBody {
    /// The brand's code.
    #[schema(max_length = 32)]
    brand: String,
    /// The person's log-in.
    #[schema(max_length = 40)]
    login: String,
    /// The person's password.
    #[schema(max_length = 128)]
    password: String,
    /// The code of the second factor, or a recovery code, if the person has one.
    #[serde(default)]
    #[schema(max_length = 40)]
    code: Option<String>,
}

/// How somebody came who is about to log in: from which address, with which program.
pub struct Arrival {
    wiring: Wiring,
    network: String,
    client: String,
}

impl FromRequestParts<App> for Arrival {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Problem> {
        let wiring = parts.extensions.get::<Wiring>().cloned();
        let Network(network) = Network::of(app, &parts.extensions, &parts.headers);
        Ok(Arrival {
            // The guard puts it there.
            wiring: wiring.ok_or(AccessError::NotLoggedIn)?,
            network,
            client: client(&parts.headers),
        })
    }
}

impl Arrival {
    /// Begins a session: the answer tells who is logged in, its cookie carries the session.
    pub async fn log_in(self, app: &App, said: Credentials) -> Result<Response, Problem> {
        let asked = LogIn {
            said,
            network: self.network,
            client: self.client,
        };
        let (token, text) = super::log_in(app, asked).await?;
        let actor = super::find_actor(app, &token, &self.wiring).await?;
        let view = app.db.read(token.brand, move |tx| view(tx, &actor)).await?;
        let mut response = Json(view).into_response();
        let life_seconds = i64::from(app.config.session.max_hours) * 3_600;
        set_cookie(app, &mut response, &text, life_seconds);
        Ok(response)
    }
}

/// Who is logged in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct SessionView {
    /// The brand.
    brand: SessionBrand,
    /// The person.
    staff: SessionStaff,
    /// What the person may do in this session.
    permissions: Vec<Permission>,
    /// Where; with both lists absent, in the whole brand. At a till its store alone.
    scope: ScopeView,
    /// The till at which the person is logged in with a PIN; null for a log-in with a password.
    #[schema(required)]
    till_id: Option<TillId>,
    /// Whether a second factor must be set up before anything else.
    is_limited: bool,
}

/// The brand that one is logged in to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SessionBrand {
    /// Which.
    id: BrandId,
    /// What people type at the log-in.
    code: String,
    /// What people call it.
    name: String,
    /// ISO 4217 code of its one currency.
    currency: String,
    /// The zone of what belongs to no store.
    zone: ZoneName,
}

/// The person who is logged in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SessionStaff {
    /// Who.
    id: StaffId,
    /// What the person types at the log-in.
    login: String,
    /// What people call the person.
    name: String,
    /// What the person may do, by name.
    role: Role,
}

/// Begins a session; the cookie `huitong_session` carries it. The same token is accepted as
/// `Authorization: Bearer …`.
#[utoipa::path(post, path = "/api/v1/session", tag = "access", request_body = LogInBody, responses(
    (status = 200, body = SessionView), (status = "4XX", body = ProblemBody),
))]
async fn log_in(
    State(app): State<App>,
    arrival: Arrival,
    Json(body): Json<LogInBody>,
) -> Result<Response, Problem> {
    let said = Credentials {
        brand_code: body.brand,
        login: body.login,
        password: body.password,
        code: body.code,
    };
    arrival.log_in(&app, said).await
}

/// Who is logged in, and what they may do.
#[utoipa::path(get, path = "/api/v1/session", tag = "access", responses(
    (status = 200, body = SessionView), (status = "4XX", body = ProblemBody),
))]
async fn get_session(State(app): State<App>, actor: Actor) -> Result<Json<SessionView>, Problem> {
    let view = app.db.read(actor.brand, move |tx| view(tx, &actor));
    Ok(Json(view.await?))
}

/// Ends the session. Also right when there is none: who logs out wants to be out.
#[utoipa::path(delete, path = "/api/v1/session", tag = "access", responses(
    (status = 204), (status = "4XX", body = ProblemBody),
))]
async fn log_out(State(app): State<App>, headers: HeaderMap) -> Result<Response, Problem> {
    if let Some(token) = Token::of(&headers) {
        super::log_out(&app, token).await?;
    }
    let mut response = StatusCode::NO_CONTENT.into_response();
    set_cookie(&app, &mut response, "", 0);
    Ok(response)
}

pub(crate) fn view(tx: &mut Tx<'_>, actor: &Actor) -> Result<SessionView, AccessError> {
    let brand = brand::get_brand(tx)?;
    let staff = staff::store::find(tx, actor.staff)?.ok_or(AccessError::NotLoggedIn)?;
    let scope = match (actor.till(), actor.stores()) {
        (Some(_), StoreFilter::Only(stores)) => Scope::Stores(stores.clone()),
        _ => staff::scope_of(tx, &staff)?,
    };
    let permissions = Permission::ALL
        .iter()
        .copied()
        .filter(|permission| !actor.is_limited && !permission.is_for_everybody())
        .filter(|permission| actor.require(*permission).is_ok())
        .collect();
    Ok(SessionView {
        brand: SessionBrand {
            id: brand.id,
            code: brand.code,
            name: brand.name,
            currency: brand.currency,
            zone: brand.zone,
        },
        staff: SessionStaff {
            id: staff.id,
            login: staff.login,
            name: staff.name,
            role: staff.role,
        },
        permissions,
        scope: ScopeView::of(scope),
        till_id: actor.till(),
        is_limited: actor.is_limited,
    })
}

/// How the program of a request calls itself, for the list of sessions.
pub(crate) fn client(headers: &HeaderMap) -> String {
    const LETTERS_MAX: usize = 200;
    let named = headers.get(header::USER_AGENT);
    let named = named
        .and_then(|name| name.to_str().ok())
        .unwrap_or_default();
    named.chars().take(LETTERS_MAX).collect()
}

fn set_cookie(app: &App, response: &mut Response, text: &str, life_seconds: i64) {
    let secure = if app.config.session_cookie_is_secure() {
        "; Secure"
    } else {
        ""
    };
    let cookie = format!(
        "{COOKIE}={text}; Path=/; HttpOnly; SameSite=Strict; Max-Age={life_seconds}{secure}"
    );
    let cookie = HeaderValue::from_str(&cookie).expect("a token is visible ASCII");
    response.headers_mut().append(header::SET_COOKIE, cookie);
}
