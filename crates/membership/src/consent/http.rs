//! Consents and the texts that they are about over HTTP.

use super::{
    Consent, ConsentEvent, ConsentId, ConsentOrigin, ContactChannel, PolicyText, Purpose, SaidBy,
};
use crate::MembershipError;
use crate::guardian::{find_guardian, http::MemberGuardian};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use data_encoding::HEXLOWER;
use kernel::{MemberId, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(list_policies))
        .route(Permission::SettingsWrite, routes!(publish_policy))
        .route(Permission::MembersRead, routes!(get_member_consents))
        .route(Permission::MembersRead, routes!(list_member_consents))
        .route(Permission::MembersWrite, routes!(record_member_consent))
}

/// A text that people agree to.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = PrivacyPolicy)]
struct Policy {
    /// What for.
    purpose: Purpose,
    /// Which version; the first is 1.
    version: i64,
    /// In Chinese.
    zh: String,
    /// In English.
    en: String,
    /// SHA-256 over both, in hex.
    hash: String,
    /// Since when it is shown.
    published_at: Timestamp,
    /// By whom it was published; null for the house itself.
    #[schema(required)]
    published_by: Option<StaffId>,
}

impl From<PolicyText> for Policy {
    fn from(text: PolicyText) -> Self {
        Policy {
            purpose: text.purpose,
            version: text.version,
            zh: text.zh,
            en: text.en,
            hash: HEXLOWER.encode(&text.hash),
            published_at: text.published_at,
            published_by: text.published_by.staff(),
        }
    }
}

/// The next version of a text.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewPolicy {
    /// What for.
    purpose: Purpose,
    /// 1 to 20 000 characters.
    #[schema(min_length = 1, max_length = 20_000)]
    zh: String,
    /// 1 to 20 000 characters.
    #[schema(min_length = 1, max_length = 20_000)]
    en: String,
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListPolicies {
    /// Only texts of this purpose.
    #[param(inline)]
    purpose: Option<Purpose>,
}

/// A consent that was given or withdrawn.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberConsent {
    /// Which.
    id: ConsentId,
    /// When.
    at: Timestamp,
    /// What for.
    purpose: Purpose,
    /// By which way of being reached.
    channel: ContactChannel,
    /// Given, or withdrawn.
    is_given: bool,
    /// The version of the text.
    #[schema(required)]
    policy_version: Option<i64>,
    /// SHA-256 of the text, in hex.
    #[schema(required)]
    text_hash: Option<String>,
    /// Where it was said.
    origin: ConsentOrigin,
    /// In which store.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// Who said it.
    said_by: SaidBy,
    /// Who wrote it down; null for the house itself.
    #[schema(required)]
    staff_id: Option<StaffId>,
    /// What staff noted.
    #[schema(required)]
    note: Option<String>,
}

impl From<ConsentEvent> for MemberConsent {
    fn from(event: ConsentEvent) -> Self {
        MemberConsent {
            id: event.id,
            at: event.at,
            purpose: event.purpose,
            channel: event.channel,
            is_given: event.is_given,
            policy_version: event.policy_version,
            text_hash: event.text_hash.as_deref().map(|hash| HEXLOWER.encode(hash)),
            origin: event.origin,
            store_id: event.store_id,
            said_by: event.said_by,
            staff_id: event.recorded_by.staff(),
            note: event.note,
        }
    }
}

/// What counts of a member's consents.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberConsents {
    /// The last event for each purpose and channel, the latest first.
    items: Vec<MemberConsent>,
    /// Who answers for the member; null for nobody.
    #[schema(required)]
    guardian: Option<MemberGuardian>,
}

/// A consent that is given or withdrawn.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct NewConsent {
    /// What for. `guardian` is given together with the guardian, elsewhere.
    purpose: Purpose,
    /// One way of being reached for `marketing`; `all` for the other purposes and for withdrawing.
    channel: ContactChannel,
    /// Given, or withdrawn.
    is_given: bool,
    /// The version of the text that was shown; needed for giving.
    policy_version: Option<i64>,
    /// Where it was said.
    origin: ConsentOrigin,
    /// In which store.
    store_id: Option<StoreId>,
    /// Who said it; a child younger than 14 has a guardian for that.
    said_by: SaidBy,
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    note: Option<String>,
}

impl NewConsent {
    fn consent(&self) -> Consent {
        Consent {
            purpose: self.purpose,
            channel: self.channel,
            is_given: self.is_given,
            policy_version: self.policy_version,
            origin: self.origin,
            store_id: self.store_id,
            said_by: self.said_by,
            note: self.note.clone(),
        }
    }
}

/// A consent as it was written down.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ConsentRecorded {
    /// Which.
    id: ConsentId,
}

/// Lists what people are and were asked to agree to, the newest version of each purpose first.
#[utoipa::path(
    get,
    path = "/api/v1/policies",
    operation_id = "list_policies",
    tag = "members",
    params(ListPolicies),
    responses(
        (status = 200, body = Page<Policy>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_policies(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<ListPolicies>,
) -> Result<Json<Page<Policy>>, Problem> {
    let texts = app
        .db
        .read(actor.brand, move |tx| {
            super::list_policies(tx, request.purpose)
        })
        .await?;
    Ok(Json(Page {
        items: texts.into_iter().map(Policy::from).collect(),
        next: None,
    }))
}

/// Publishes the next version of what people are asked to agree to.
#[utoipa::path(
    post,
    path = "/api/v1/policies",
    operation_id = "publish_policy",
    tag = "members",
    params(("Idempotency-Key" = String, Header, description = "One key, one effect")),
    request_body = NewPolicy,
    responses(
        (status = 200, body = Policy),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn publish_policy(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<NewPolicy>,
) -> Result<Answer, Problem> {
    let (act, new) = (actor.act(), body.clone());
    idempotency::once(&app, actor.brand, key, &body, "publish_policy", move |tx| {
        let text = super::publish_policy(tx, &act, new.purpose, &new.zh, &new.en)?;
        Ok::<_, MembershipError>(Policy::from(text))
    })
    .await
}

/// Shows what counts of a member's consents.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/consents",
    operation_id = "get_member_consents",
    tag = "members",
    params(("member_id" = MemberId, Path)),
    responses(
        (status = 200, body = MemberConsents),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_member_consents(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
) -> Result<Json<MemberConsents>, Problem> {
    let seal = app.seal.clone();
    let (events, guardian) = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let events = super::current_consents(tx, member_id)?;
            Ok((events, find_guardian(tx, &seal, member_id)?))
        })
        .await?;
    Ok(Json(MemberConsents {
        items: events.into_iter().map(MemberConsent::from).collect(),
        guardian: guardian.map(MemberGuardian::from),
    }))
}

/// Lists everything that a member has given and withdrawn, the latest first.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}/consents/history",
    operation_id = "list_member_consents",
    tag = "members",
    params(("member_id" = MemberId, Path), PageRequest),
    responses(
        (status = 200, body = Page<MemberConsent>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_member_consents(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<MemberConsent>>, Problem> {
    let (cursor, limit) = page.read()?;
    let events = app
        .db
        .read(actor.brand, move |tx| {
            super::list_consents(tx, member_id, cursor, limit)
        })
        .await?;
    Ok(Json(events.map(MemberConsent::from)))
}

/// Writes down that a consent was given or withdrawn.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/consents",
    operation_id = "record_member_consent",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = NewConsent,
    responses(
        (status = 200, body = ConsentRecorded),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn record_member_consent(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<NewConsent>,
) -> Result<Answer, Problem> {
    if let Some(store_id) = body.store_id {
        actor.require_store(store_id)?;
    }
    let (act, consent) = (actor.act(), body.consent());
    let operation = "record_member_consent";
    idempotency::once(&app, actor.brand, key, &body, operation, move |tx| {
        let id = super::record_consent(tx, &act, member_id, &consent)?;
        Ok::<_, MembershipError>(ConsentRecorded { id })
    })
    .await
}
