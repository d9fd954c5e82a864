//! The check over HTTP.

use super::{Checked, Finding, check};
use crate::OffersError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use pricing::OfferId;
use serde::Serialize;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OffersWrite, routes!(check_offer))
}

/// What was found in an offer.
#[derive(Debug, Serialize, ToSchema)]
struct OfferCheck {
    offer_id: OfferId,
    /// The `edit` that was looked at.
    edit: i64,
    /// Whether that was the draft, or what holds.
    is_draft: bool,
    /// How many SKUs it is about.
    skus: i64,
    /// Of how many of these the cost is known; of the others nobody can say what they lose.
    skus_with_cost: i64,
    /// The gravest first; empty if there is nothing to say.
    findings: Vec<Finding>,
}

/// Looks for losses and conflicts in the draft of an offer, or in what holds; nothing is written.
#[utoipa::path(get, path = "/api/v1/offers/{offer_id}/check", tag = "offers",
    params(("offer_id" = OfferId, Path)),
    responses((status = 200, body = OfferCheck), (status = "4XX", body = ProblemBody)))]
async fn check_offer(
    State(app): State<App>,
    actor: Actor,
    Path(offer_id): Path<OfferId>,
) -> Result<Json<OfferCheck>, Problem> {
    let now = actor.now;
    let read = move |tx: &mut Tx<'_>| -> Result<Checked, OffersError> { check(tx, offer_id, now) };
    let mut checked = app.db.read(actor.brand, read).await?;
    if actor.require(Permission::GoodsWrite).is_err() {
        let examples = checked.findings.iter_mut();
        for example in examples.flat_map(|finding| &mut finding.examples) {
            example.cost_price = None;
        }
    }
    Ok(Json(OfferCheck {
        offer_id,
        edit: checked.edit,
        is_draft: checked.is_draft,
        skus: checked.skus,
        skus_with_cost: checked.skus_with_cost,
        findings: checked.findings,
    }))
}
