//! The brand over HTTP: read and edit.

use super::Brand;
use crate::{AccessError, Actor, Guarded, Permission, audit};
use axum::extract::State;
use kernel::{BrandId, ZoneName};
use platform::App;
use platform::http::{IfMatch, Json, Problem, ProblemBody, Versioned};
use serde::{Deserialize, Serialize};
use serde_json::json;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::SettingsRead, routes!(get_brand))
        .route(Permission::SettingsWrite, routes!(edit_brand))
}

/// A brand as it is shown.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct BrandView {
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

/// What may be changed of a brand; what is absent stays.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct EditBrand {
    /// What people call it.
    #[schema(min_length = 1, max_length = 60)]
    #[serde(default)]
    name: Option<String>,
    /// The zone of what belongs to no store.
    #[serde(default)]
    zone: Option<ZoneName>,
}

fn view(brand: Brand) -> Versioned<BrandView> {
    let Brand {
        id,
        code,
        name,
        currency,
        zone,
        version,
        ..
    } = brand;
    Versioned {
        version,
        body: BrandView {
            id,
            code,
            name,
            currency,
            zone,
        },
    }
}

/// The brand that one is logged in to.
#[utoipa::path(get, path = "/api/v1/brand", tag = "access", responses(
    (status = 200, body = BrandView), (status = "4XX", body = ProblemBody),
))]
async fn get_brand(State(app): State<App>, actor: Actor) -> Result<Versioned<BrandView>, Problem> {
    Ok(view(app.db.read(actor.brand, super::get_brand).await?))
}

/// Changes the brand's name and zone.
#[utoipa::path(patch, path = "/api/v1/brand", tag = "access",
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = EditBrand, responses(
    (status = 200, body = BrandView), (status = "4XX", body = ProblemBody),
))]
async fn edit_brand(
    State(app): State<App>,
    actor: Actor,
    IfMatch(seen): IfMatch,
    Json(edit): Json<EditBrand>,
) -> Result<Versioned<BrandView>, Problem> {
    let brand = app
        .db
        .write(actor.brand, move |tx| {
            let brand = super::edit(
                tx,
                edit.name.as_deref(),
                edit.zone.as_ref(),
                seen,
                actor.now,
            )?;
            let details = json!({ "name": brand.name, "zone": brand.zone });
            audit::record(
                tx,
                &actor.act(),
                "brand.edit",
                &brand.id.to_string(),
                &details,
            )?;
            Ok::<_, AccessError>(brand)
        })
        .await?;
    Ok(view(brand))
}
