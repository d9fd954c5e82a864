//! Log in, log out, who am I.

use super::{COOKIE, LogIn, Token, rules};
use crate::staff::http::ScopeView;
use crate::staff::{self, Scope};
use crate::{AccessError, Actor, Guarded, Permission, Role, brand};
use axum::Extension;
use axum::extract::{ConnectInfo, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use kernel::{BrandId, StaffId, ZoneName};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use std::net::{IpAddr, SocketAddr};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::Public, routes!(log_in))
        .route(Permission::Session, routes!(get_session))
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
}

/// Who is logged in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct SessionView {
    /// The brand.
    brand: SessionBrand,
    /// The person.
    staff: SessionStaff,
    /// What the person may do.
    permissions: Vec<Permission>,
    /// Where; with both lists absent, in the whole brand.
    scope: ScopeView,
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
    peer: Option<Extension<ConnectInfo<SocketAddr>>>,
    headers: HeaderMap,
    Json(body): Json<LogInBody>,
) -> Result<Response, Problem> {
    let peer = peer.map(|Extension(ConnectInfo(peer))| peer.ip());
    let asked = LogIn {
        brand_code: body.brand,
        login: body.login,
        password: body.password,
        network: network(peer, &headers),
    };
    let (token, text) = super::log_in(&app, asked).await?;
    let (hash, now) = (token.hash, app.clock.now());
    let view = app
        .db
        .read(token.brand, move |tx| {
            let live = super::store::find_live(tx, &hash, now)?.ok_or(AccessError::NotLoggedIn)?;
            view(tx, live.staff_id)
        })
        .await?;
    let mut response = Json(view).into_response();
    let life_seconds = i64::from(app.config.session.max_hours) * 3_600;
    set_cookie(&app, &mut response, &text, life_seconds);
    Ok(response)
}

/// Who is logged in, and what they may do.
#[utoipa::path(get, path = "/api/v1/session", tag = "access", responses(
    (status = 200, body = SessionView), (status = "4XX", body = ProblemBody),
))]
async fn get_session(State(app): State<App>, actor: Actor) -> Result<Json<SessionView>, Problem> {
    let staff_id = actor.staff;
    Ok(Json(
        app.db
            .read(actor.brand, move |tx| view(tx, staff_id))
            .await?,
    ))
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

fn view(tx: &mut Tx<'_>, staff_id: StaffId) -> Result<SessionView, AccessError> {
    let brand = brand::get_brand(tx)?;
    let staff = staff::store::find(tx, staff_id)?.ok_or(AccessError::NotLoggedIn)?;
    let scope: Scope = staff::scope_of(tx, &staff)?;
    let permissions = Permission::ALL
        .iter()
        .copied()
        .filter(|permission| !matches!(permission, Permission::Public | Permission::Session))
        .filter(|permission| staff.role.may(*permission))
        .filter(|permission| scope == Scope::Brand || !permission.needs_whole_brand())
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
    })
}

/// Where a request comes from. A proxy on this machine says for whom it asks; the last name is the
/// one that it wrote itself. Nobody else is believed.
fn network(peer: Option<IpAddr>, headers: &HeaderMap) -> String {
    let forwarded = || {
        let header = headers.get_all("x-forwarded-for").iter().next_back()?;
        let last = header.to_str().ok()?.rsplit(',').next()?;
        last.trim().parse::<IpAddr>().ok()
    };
    let address = peer.map(|peer| match peer.to_canonical().is_loopback() {
        true => forwarded().unwrap_or(peer),
        false => peer,
    });
    address.map_or_else(String::new, |address| {
        rules::network_of(address).to_string()
    })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_proxy_on_this_machine_is_believed() {
        let check = |peer: &str, forwarded: Option<&str>, expected: &str| {
            let mut headers = HeaderMap::new();
            if let Some(forwarded) = forwarded {
                headers.insert("x-forwarded-for", forwarded.parse().expect("a header"));
            }
            let peer = peer.parse().expect("an address");
            assert_eq!(network(Some(peer), &headers), expected);
        };
        check("203.0.113.9", None, "203.0.113.9");
        check("203.0.113.9", Some("198.51.100.1"), "203.0.113.9");
        check("127.0.0.1", None, "127.0.0.1");
        check("127.0.0.1", Some("198.51.100.1"), "198.51.100.1");
        check("::1", Some("10.9.9.9, 198.51.100.1"), "198.51.100.1");
        check("127.0.0.1", Some("unknown"), "127.0.0.1");
    }
}
