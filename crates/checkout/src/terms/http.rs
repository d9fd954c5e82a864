//! Reading and replacing the terms over HTTP.

use super::{Terms, load_versioned, replace_terms};
use crate::CheckoutError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use platform::App;
use platform::http::{IfMatch, Json, Problem, ProblemBody, Versioned};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        // With the orders: the till tells what a payment gives on top and what points are worth.
        .route(Permission::OrdersRead, routes!(get_checkout_terms))
        .route(Permission::SettingsWrite, routes!(replace_checkout_terms))
}

/// The brand's terms of checkout; the defaults while it has chosen nothing.
#[utoipa::path(
    get,
    path = "/api/v1/checkout-terms",
    tag = "settings",
    responses(
        (status = 200, body = Terms, headers(("ETag" = String, description = "Their version"))),
        (status = "default", body = ProblemBody),
    )
)]
async fn get_checkout_terms(
    State(app): State<App>,
    actor: Actor,
) -> Result<Versioned<Terms>, Problem> {
    let (body, version) = app.db.read(actor.brand, load_versioned).await?;
    Ok(Versioned { version, body })
}

/// Replaces the brand's terms of checkout.
#[utoipa::path(
    put,
    path = "/api/v1/checkout-terms",
    tag = "settings",
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = Terms,
    responses(
        (status = 200, body = Terms, headers(("ETag" = String, description = "Their version"))),
        (status = "default", body = ProblemBody),
    )
)]
async fn replace_checkout_terms(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Json(body): Json<Terms>,
) -> Result<Versioned<Terms>, Problem> {
    let (act, terms) = (actor.act(), body.clone());
    let write = move |tx: &mut platform::db::Tx<'_>| -> Result<i64, CheckoutError> {
        replace_terms(tx, act, &terms, seen.0)
    };
    let version = app.db.write(actor.brand, write).await?;
    Ok(Versioned { version, body })
}
