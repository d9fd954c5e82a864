//! Guardians of children over HTTP. The phone number is masked.

use super::{Guardian, GuardianShown, Relation};
use crate::MembershipError;
use crate::consent::ConsentOrigin;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, StoreId, Timestamp};
use platform::App;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersWrite, routes!(set_member_guardian))
}

/// Who answers for a child.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub(crate) struct GuardianBody {
    /// 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: String,
    /// A mainland mobile number, or any with `+` and country code.
    #[schema(max_length = 32, example = "13800001234")]
    phone: String,
    /// What the guardian is to the child.
    relation: Relation,
}

impl GuardianBody {
    pub fn guardian(&self) -> Guardian {
        Guardian {
            name: self.name.clone(),
            phone: self.phone.clone(),
            relation: self.relation,
        }
    }
}

/// A guardian who agreed.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
struct SetGuardian {
    #[serde(flatten)]
    guardian: GuardianBody,
    /// Where the guardian agreed.
    origin: ConsentOrigin,
    /// In which store.
    store_id: Option<StoreId>,
}

/// Who answers for a member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct MemberGuardian {
    /// The guardian's name.
    name: String,
    /// Masked.
    #[schema(example = "138****1234")]
    phone: String,
    /// What the guardian is to the child.
    relation: Relation,
    /// Since when.
    recorded_at: Timestamp,
}

impl From<GuardianShown> for MemberGuardian {
    fn from(shown: GuardianShown) -> Self {
        MemberGuardian {
            name: shown.name,
            phone: shown.phone,
            relation: shown.relation,
            recorded_at: shown.recorded_at,
        }
    }
}

/// Writes down who answers for a child and agreed that it is a member.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/guardian",
    operation_id = "set_member_guardian",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = SetGuardian,
    responses(
        (status = 200, body = MemberGuardian),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn set_member_guardian(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<SetGuardian>,
) -> Result<Answer, Problem> {
    if let Some(store_id) = body.store_id {
        actor.require_store(store_id)?;
    }
    let (seal, act, said) = (app.seal.clone(), actor.act(), body.clone());
    let operation = "set_member_guardian";
    idempotency::once(&app, actor.brand, key, &body, operation, move |tx| {
        let guardian = said.guardian.guardian();
        super::set_guardian(
            tx,
            &seal,
            &act,
            member_id,
            &guardian,
            said.origin,
            said.store_id,
        )?;
        let shown = super::find_guardian(tx, &seal, member_id)?;
        Ok::<_, MembershipError>(shown.map(MemberGuardian::from))
    })
    .await
}
