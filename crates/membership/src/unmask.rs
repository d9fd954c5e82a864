//! 查看明文: a member's number in clear, for a reason that stands in the audit log.
//!
//! No answer is kept for a request that is sent again: each look is a look of its own, and the
//! number is sealed in one table and in no other.

use crate::MembershipError;
use crate::identity;
use crate::profile;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::MemberId;
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersUnmask, routes!(unmask_phone))
}

/// Why somebody needs to see a number.
#[derive(Debug, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct UnmaskPhone {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// A number in clear.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PhoneUnmasked {
    /// Whose.
    member_id: MemberId,
    /// In full, with the country's code; null for a member without one.
    #[schema(required)]
    phone: Option<String>,
}

/// Shows the phone number, in clear, of a member who belongs to a store in reach or to none. Each
/// time stands in the audit log with its reason, also when the same is asked again, and one may do
/// so a limited number of times a day.
#[utoipa::path(post, path = "/api/v1/members/{member_id}/unmask", tag = "members",
    operation_id = "unmask_phone", params(("member_id" = MemberId, Path)),
    request_body = UnmaskPhone, responses(
    (status = 200, body = PhoneUnmasked), (status = "4XX", body = ProblemBody),
))]
async fn unmask_phone(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    Json(body): Json<UnmaskPhone>,
) -> Result<Json<PhoneUnmasked>, Problem> {
    let reason = profile::rules::check_reason(&body.reason)?;
    let brand = actor.brand;
    let look = move |tx: &mut Tx<'_>| {
        let member = profile::get(tx, member_id)?;
        // Every store knows every member, but calls its own.
        if let Some(store_id) = member.store_id {
            actor.require_store(store_id)?;
        }
        identity::check_nameless(tx, &member, &reason)?;
        access::record_unmask(tx, &actor, &member.id.to_string(), &reason)?;
        Ok::<_, MembershipError>(member)
    };
    let member = app.db.write(brand, look).await?;
    let phone = member.phone(&app.seal).map(|phone| phone.e164().to_owned());
    Ok(Json(PhoneUnmasked {
        member_id: member.id,
        phone,
    }))
}
