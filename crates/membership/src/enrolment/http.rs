//! Enrolment over HTTP.

use super::NewMember;
use crate::guardian::http::GuardianBody;
use crate::profile::http::MemberProfile;
use crate::profile::{Channel, Gender};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BusinessDate, StaffId, StoreId};
use platform::App;
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersWrite, routes!(enrol_member))
}

/// A person who is to become a member. At least one of phone, card and external key is needed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct EnrolMember {
    /// 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    /// A mainland mobile number, or any with `+` and country code.
    #[schema(max_length = 32, example = "13800001234")]
    phone: Option<String>,
    /// 4 to 32 letters, digits and hyphens.
    #[schema(min_length = 4, max_length = 32, example = "VIP-0001")]
    card_no: Option<String>,
    /// The person's key in another system.
    #[schema(min_length = 1, max_length = 64)]
    external_id: Option<String>,
    /// As the member says it; `unknown` if absent.
    gender: Option<Gender>,
    /// 1900 to today.
    birthday: Option<BusinessDate>,
    /// Where the enrolment is.
    store_id: StoreId,
    /// How the member comes in; `till` if absent.
    channel: Option<Channel>,
    /// The guide who won the member.
    guide_id: Option<StaffId>,
    /// Who answers for somebody younger than 14 and agreed; nobody else has one.
    guardian: Option<GuardianBody>,
}

impl EnrolMember {
    fn new_member(&self) -> NewMember {
        NewMember {
            name: self.name.clone(),
            phone: self.phone.clone(),
            card_no: self.card_no.clone(),
            external_id: self.external_id.clone(),
            gender: self.gender.unwrap_or(Gender::Unknown),
            birthday: self.birthday,
            store_id: Some(self.store_id),
            channel: self.channel.unwrap_or(Channel::Till),
            guide_id: self.guide_id,
            guardian: self.guardian.as_ref().map(GuardianBody::guardian),
            link_id: None,
        }
    }
}

/// Enrols a person; one whom the brand knows already is refused with the member's id.
#[utoipa::path(
    post,
    path = "/api/v1/members",
    operation_id = "enrol_member",
    tag = "members",
    params(("Idempotency-Key" = String, Header, description = "One key, one effect")),
    request_body = EnrolMember,
    responses(
        (status = 200, body = MemberProfile),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn enrol_member(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<EnrolMember>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let (seal, act, new) = (app.seal.clone(), actor.act(), body.new_member());
    idempotency::once(&app, actor.brand, key, &body, "enrol_member", move |tx| {
        let id = super::enrol(tx, &seal, &act, &new)?;
        MemberProfile::get(tx, &seal, id)
    })
    .await
}
