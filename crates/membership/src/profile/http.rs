//! A member's page over HTTP: read, edit, freeze. Phone and card numbers are masked.

use super::{Channel, Gender, Member, MemberState, ProfileEdit};
use crate::MembershipError;
use crate::identity::{self, Identity, IdentityId, IdentityKind, rules::mask_card};
use crate::visit::{http::VisitSummary, load_visits};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BusinessDate, MemberId, StaffId, StoreId, TierId, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{IfMatch, Json, Path, Problem, ProblemBody, Versioned};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::seal::Seal;
use serde::{Deserialize, Deserializer, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(get_member))
        .route(Permission::MembersWrite, routes!(edit_member))
        .route(Permission::MembersFreeze, routes!(freeze_member))
        .route(Permission::MembersFreeze, routes!(unfreeze_member))
}

/// All that a member's page shows.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(crate) struct MemberProfile {
    /// Who.
    id: MemberId,
    /// The number that people see.
    member_no: String,
    /// Empty when not known.
    name: String,
    /// As the member says it.
    gender: Gender,
    /// Null when not known.
    #[schema(required)]
    birthday: Option<BusinessDate>,
    /// Masked; null when there is none.
    #[schema(required, example = "138****1234")]
    phone: Option<String>,
    /// The member's cards, oldest first.
    cards: Vec<MemberCard>,
    /// The member's keys in other systems.
    external_ids: Vec<String>,
    /// The store the member belongs to.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// How the member came in.
    channel: Channel,
    /// The guide who looks after the member.
    #[schema(required)]
    guide_id: Option<StaffId>,
    /// The tier, once one is set.
    #[schema(required)]
    tier_id: Option<TierId>,
    /// What the member may do at the moment.
    state: MemberState,
    /// Since when the account is closed.
    #[schema(required)]
    closed_at: Option<Timestamp>,
    /// Whether the member may not act at the moment.
    is_frozen: bool,
    /// Since when.
    #[schema(required)]
    frozen_at: Option<Timestamp>,
    /// Why.
    #[schema(required)]
    frozen_reason: Option<String>,
    /// When the enrolment was.
    enrolled_at: Timestamp,
    /// When the last change was.
    updated_at: Timestamp,
    /// Rises by one with each change; also the `ETag`.
    version: i64,
    /// What the member says in the fields of the brand's own, by key.
    #[schema(value_type = Object)]
    fields: serde_json::Map<String, serde_json::Value>,
    /// What the member's sales come to.
    visits: VisitSummary,
}

/// A card of a member.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberCard {
    /// By which it is taken away.
    id: IdentityId,
    /// Masked.
    #[schema(example = "****8821")]
    card_no: String,
    /// Since when.
    added_at: Timestamp,
}

impl MemberProfile {
    /// Gathers what the page shows.
    pub fn load(
        tx: &mut Tx<'_>,
        seal: &Seal,
        member: Member,
    ) -> Result<MemberProfile, MembershipError> {
        let identities = identity::list(tx, member.id)?;
        let visits = load_visits(tx, [member.id])?
            .remove(&member.id)
            .unwrap_or_default();
        let of_kind = |kind| identities.iter().filter(move |one| one.kind == kind);
        Ok(MemberProfile {
            phone: member.masked_phone(seal),
            cards: of_kind(IdentityKind::Card).map(MemberCard::of).collect(),
            external_ids: of_kind(IdentityKind::External)
                .map(|one| one.value.clone())
                .collect(),
            fields: crate::field::values_of(tx, member.id)?,
            visits: VisitSummary::of(visits),
            state: member.state(),
            closed_at: member.closed_at,
            id: member.id,
            member_no: member.member_no,
            name: member.name,
            gender: member.gender,
            birthday: member.birthday,
            store_id: member.store_id,
            channel: member.channel,
            guide_id: member.guide_id,
            tier_id: member.tier_id,
            is_frozen: member.is_frozen,
            frozen_at: member.frozen_at,
            frozen_reason: member.frozen_reason,
            enrolled_at: member.enrolled_at,
            updated_at: member.updated_at,
            version: member.version,
        })
    }

    /// Rises by one with each change; the `ETag`.
    pub fn version(&self) -> i64 {
        self.version
    }

    /// Gathers what the page of one member shows.
    pub fn get(
        tx: &mut Tx<'_>,
        seal: &Seal,
        id: MemberId,
    ) -> Result<MemberProfile, MembershipError> {
        let member = super::get(tx, id)?;
        MemberProfile::load(tx, seal, member)
    }
}

impl MemberCard {
    fn of(identity: &Identity) -> MemberCard {
        MemberCard {
            id: identity.id,
            card_no: mask_card(&identity.value),
            added_at: identity.added_at,
        }
    }
}

/// What an edit changes; a field that is absent stays, null takes away.
#[derive(Debug, Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct EditMember {
    /// 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60)]
    name: Option<String>,
    gender: Option<Gender>,
    /// 1900 to today; null when not known.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<BusinessDate>)]
    birthday: Option<Option<BusinessDate>>,
    /// A mainland mobile number, or any with `+` and country code; null takes it away.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<String>, max_length = 32)]
    phone: Option<Option<String>>,
    /// The store the member belongs to.
    store_id: Option<StoreId>,
    /// The guide who looks after the member; null for nobody.
    #[serde(default, deserialize_with = "given")]
    #[schema(value_type = Option<StaffId>)]
    guide_id: Option<Option<StaffId>>,
}

/// Tells a null that was sent from a field that was not.
fn given<'de, T: Deserialize<'de>, D: Deserializer<'de>>(
    from: D,
) -> Result<Option<Option<T>>, D::Error> {
    Option::deserialize(from).map(Some)
}

/// Why a member is frozen or unfrozen.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FreezeReason {
    /// 1 to 200 characters.
    #[schema(min_length = 1, max_length = 200)]
    reason: String,
}

/// Shows a member.
#[utoipa::path(
    get,
    path = "/api/v1/members/{member_id}",
    operation_id = "get_member",
    tag = "members",
    params(("member_id" = MemberId, Path)),
    responses(
        (status = 200, body = MemberProfile, headers(("ETag" = String))),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_member(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
) -> Result<Versioned<MemberProfile>, Problem> {
    let seal = app.seal.clone();
    let profile = app
        .db
        .read(actor.brand, move |tx| {
            MemberProfile::get(tx, &seal, member_id)
        })
        .await?;
    Ok(Versioned {
        version: profile.version,
        body: profile,
    })
}

/// Changes a member's profile.
#[utoipa::path(
    patch,
    path = "/api/v1/members/{member_id}",
    operation_id = "edit_member",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("If-Match" = String, Header, description = "The ETag of what is edited"),
    ),
    request_body = EditMember,
    responses(
        (status = 200, body = MemberProfile, headers(("ETag" = String))),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn edit_member(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    seen: IfMatch,
    Json(body): Json<EditMember>,
) -> Result<Versioned<MemberProfile>, Problem> {
    if let Some(store_id) = body.store_id {
        actor.require_store(store_id)?;
    }
    let edit = ProfileEdit {
        name: body.name,
        gender: body.gender,
        birthday: body.birthday,
        phone: body.phone,
        store_id: body.store_id,
        guide_id: body.guide_id,
    };
    let (seal, act) = (app.seal.clone(), actor.act());
    let profile = app
        .db
        .write(actor.brand, move |tx| {
            let member = super::edit(tx, &seal, &act, member_id, seen, &edit)?;
            MemberProfile::load(tx, &seal, member)
        })
        .await?;
    Ok(Versioned {
        version: profile.version,
        body: profile,
    })
}

/// Freezes a member: no sale, no points, no stored value until unfrozen.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/freeze",
    operation_id = "freeze_member",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = FreezeReason,
    responses(
        (status = 200, body = MemberProfile),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn freeze_member(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<FreezeReason>,
) -> Result<Answer, Problem> {
    let (seal, act, reason) = (app.seal.clone(), actor.act(), body.reason.clone());
    idempotency::once(&app, actor.brand, key, &body, "freeze_member", move |tx| {
        super::freeze(tx, &act, member_id, &reason)?;
        MemberProfile::get(tx, &seal, member_id)
    })
    .await
}

/// Lets a frozen member act again.
#[utoipa::path(
    post,
    path = "/api/v1/members/{member_id}/unfreeze",
    operation_id = "unfreeze_member",
    tag = "members",
    params(
        ("member_id" = MemberId, Path),
        ("Idempotency-Key" = String, Header, description = "One key, one effect"),
    ),
    request_body = FreezeReason,
    responses(
        (status = 200, body = MemberProfile),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn unfreeze_member(
    State(app): State<App>,
    actor: Actor,
    Path(member_id): Path<MemberId>,
    key: IdempotencyKey,
    Json(body): Json<FreezeReason>,
) -> Result<Answer, Problem> {
    let (seal, act, reason) = (app.seal.clone(), actor.act(), body.reason.clone());
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "unfreeze_member",
        move |tx| {
            super::unfreeze(tx, &act, member_id, &reason)?;
            MemberProfile::get(tx, &seal, member_id)
        },
    )
    .await
}
