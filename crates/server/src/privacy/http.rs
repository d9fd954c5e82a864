//! Requests about personal data answered over HTTP.

use super::{fulfil, held, note_handed_out};
use crate::exports::{FileFormat, attachment};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use axum::response::{IntoResponse, Response};
use kernel::MemberId;
use membership::{
    MembershipError, PersonError, PrivacyRequestShown, RequestId, RequestKind, RequestState,
};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::PrivacyAnswer, routes!(fulfil_privacy_request))
        .route(Permission::PrivacyAnswer, routes!(refuse_privacy_request))
        .route(Permission::PrivacyAnswer, routes!(get_personal_data))
}

/// What is told with the fulfilment of a request.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FulfilPrivacyRequest {
    /// What the person is told, 1 to 500 characters; not for an erasure.
    #[schema(min_length = 1, max_length = 500)]
    answer: Option<String>,
}

/// Why a request is refused.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct RefusePrivacyRequest {
    /// What the person is told, 1 to 500 characters.
    #[schema(min_length = 1, max_length = 500)]
    answer: String,
}

kernel::text_enum! {
    /// As what kind of file personal data is handed out.
    pub enum DataFormat {
        /// For machines.
        Json = "json",
        /// For spreadsheets.
        Csv = "csv",
    }
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct PersonalDataWanted {
    /// `json` if absent.
    #[param(inline)]
    format: Option<DataFormat>,
}

/// Does what a request asks for. An erasure is approved by this and carried out in the background;
/// it is refused while the brand owes the member stored value.
#[utoipa::path(
    post,
    path = "/api/v1/privacy-requests/{request_id}/fulfil",
    operation_id = "fulfil_privacy_request",
    tag = "members",
    params(
        ("request_id" = RequestId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = FulfilPrivacyRequest,
    responses(
        (status = 200, body = PrivacyRequestShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn fulfil_privacy_request(
    State(app): State<App>,
    actor: Actor,
    Path(request_id): Path<RequestId>,
    key: IdempotencyKey,
    Json(body): Json<FulfilPrivacyRequest>,
) -> Result<Answer, Problem> {
    let (act, words) = (actor.act(), body.answer.clone());
    let operation = "fulfil_privacy_request";
    idempotency::once(&app, actor.brand, key, &body, operation, move |tx| {
        let request = fulfil(tx, &act, request_id, words.as_deref())?;
        Ok::<_, MembershipError>(PrivacyRequestShown::from(request))
    })
    .await
}

/// Refuses a request, with a reason.
#[utoipa::path(
    post,
    path = "/api/v1/privacy-requests/{request_id}/refuse",
    operation_id = "refuse_privacy_request",
    tag = "members",
    params(
        ("request_id" = RequestId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = RefusePrivacyRequest,
    responses(
        (status = 200, body = PrivacyRequestShown),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn refuse_privacy_request(
    State(app): State<App>,
    actor: Actor,
    Path(request_id): Path<RequestId>,
    key: IdempotencyKey,
    Json(body): Json<RefusePrivacyRequest>,
) -> Result<Answer, Problem> {
    let (act, words) = (actor.act(), body.answer.clone());
    let operation = "refuse_privacy_request";
    idempotency::once(&app, actor.brand, key, &body, operation, move |tx| {
        let state = RequestState::Refused;
        let request = membership::answer_request(tx, &act, request_id, state, Some(&words))?;
        Ok::<_, MembershipError>(PrivacyRequestShown::from(request))
    })
    .await
}

/// Everything that is held of the person who asked for it, in clear. That it was handed out stands
/// in the audit log before the first byte goes out.
#[utoipa::path(
    get,
    path = "/api/v1/privacy-requests/{request_id}/data",
    operation_id = "get_personal_data",
    tag = "members",
    params(("request_id" = RequestId, Path), PersonalDataWanted),
    responses(
        (status = 200, body = Object),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_personal_data(
    State(app): State<App>,
    actor: Actor,
    Path(request_id): Path<RequestId>,
    Query(wanted): Query<PersonalDataWanted>,
) -> Result<Response, Problem> {
    let (act, seal) = (actor.act(), app.seal.clone());
    let allow = move |tx: &mut Tx<'_>| -> Result<MemberId, MembershipError> {
        let request = membership::get_request(tx, request_id)?;
        match (request.kind, request.state) {
            (RequestKind::Export, RequestState::Done) => {}
            (RequestKind::Export, _) => return Err(PersonError::DataNotReady.into()),
            _ => return Err(PersonError::NoDataAsked.into()),
        }
        note_handed_out(tx, &act, &request)?;
        Ok(request.member_id)
    };
    let member_id = app.db.write(actor.brand, allow).await?;
    let gather = move |tx: &mut Tx<'_>| held::gather(tx, &seal, member_id);
    let held = app.db.read(actor.brand, gather).await?;
    match wanted.format {
        Some(DataFormat::Csv) => {
            let bytes = held::as_csv(&held)?;
            Ok(attachment(&request_id.to_string(), FileFormat::Csv, bytes))
        }
        Some(DataFormat::Json) | None => Ok(Json(held).into_response()),
    }
}
