//! Joining links over HTTP, for staff: make, list, switch off, and what goes onto paper and tags.

use super::images::qr_svg;
use super::origin::public_origin;
use super::rules::{self, LinkKind, full_code};
use super::{JoiningLink, NewLink, count_joinings};
use crate::MembershipError;
use crate::profile::Channel;
use access::{AccessError, Actor, Guarded, Permission, StoreFilter};
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use data_encoding::HEXLOWER;
use kernel::{BrandId, JoiningLinkId, Page, PageRequest, StaffId, StoreId, Timestamp};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Path, Problem, ProblemBody, Query};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(list_joining_links))
        .route(Permission::JoiningLinksWrite, routes!(create_joining_link))
        .route(Permission::MembersRead, routes!(get_joining_link))
        .route(Permission::JoiningLinksWrite, routes!(disable_joining_link))
        .route(Permission::MembersRead, routes!(get_joining_qr))
        .route(Permission::MembersRead, routes!(get_joining_tag))
}

/// A link that is about to be made.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct CreateJoiningLink {
    /// What staff call it; 1 to 60 characters.
    #[schema(min_length = 1, max_length = 60, example = "徐汇店 门口")]
    name: String,
    /// How it reaches people; `web` if absent.
    kind: Option<LinkKind>,
    /// How those who come by it came in: `store_code`, `nfc_tag`, `mini_program` or `online`;
    /// `store_code` if absent.
    channel: Option<Channel>,
    /// Whose store; absent for the whole brand.
    store_id: Option<StoreId>,
    /// Whose merit.
    guide_id: Option<StaffId>,
    /// Where it leads on to: `https://wxaurl.cn/…` for `wechat_link`, `weixin://dl/business/?…` for
    /// `wechat_tag`, absent for the others.
    #[schema(min_length = 1, max_length = 90)]
    target: Option<String>,
}

/// A joining link with what it has brought.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = JoiningLink)]
struct JoiningLinkView {
    /// Which.
    id: JoiningLinkId,
    /// What staff call it.
    name: String,
    /// How it reaches people.
    kind: LinkKind,
    /// How those who come by it came in.
    channel: Channel,
    /// Whose store; null for the whole brand.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// Whose merit.
    #[schema(required)]
    guide_id: Option<StaffId>,
    /// Where it leads on to, for WeChat's kinds.
    #[schema(required)]
    target: Option<String>,
    /// Its code in addresses, and WeChat's scene (32 characters at most).
    code: String,
    /// The path of its page, below this server's public address.
    path: String,
    /// Whether it is in use.
    is_active: bool,
    /// Since when.
    created_at: Timestamp,
    /// How many became members by it.
    new_members: i64,
    /// How many came by it who were members already.
    known_members: i64,
}

impl JoiningLinkView {
    fn of(brand: BrandId, link: JoiningLink, (new, known): (i64, i64)) -> JoiningLinkView {
        let code = full_code(brand, &link.code);
        JoiningLinkView {
            id: link.id,
            name: link.name,
            kind: link.kind,
            channel: link.channel,
            store_id: link.store_id,
            guide_id: link.guide_id,
            target: link.target,
            path: format!("/j/{code}"),
            code,
            is_active: link.disabled_at.is_none(),
            created_at: link.created_at,
            new_members: new,
            known_members: known,
        }
    }

    fn load(tx: &mut Tx<'_>, link: JoiningLink) -> Result<JoiningLinkView, DbError> {
        let counts = count_joinings(tx, &[link.id])?;
        let count = counts.get(&link.id).copied().unwrap_or_default();
        Ok(JoiningLinkView::of(tx.brand(), link, count))
    }
}

/// What goes onto an NFC tag.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct JoiningTag {
    /// The address that a phone opens.
    uri: String,
    /// The NDEF message in hex.
    ndef_hex: String,
    /// The same as it stands on a type 2 tag from page 4 on, in hex.
    type2_hex: String,
    /// How many bytes that are.
    bytes: usize,
    /// The smallest usual tag that holds it: `NTAG213`, `NTAG215` or `NTAG216`.
    #[schema(required)]
    smallest_tag: Option<&'static str>,
}

/// A link of a store is that store's business, one of the whole brand that of head office.
fn require_scope(actor: &Actor, store: Option<StoreId>) -> Result<(), AccessError> {
    match store {
        Some(store) => actor.require_store(store),
        None if *actor.stores() == StoreFilter::All => Ok(()),
        None => Err(AccessError::NeedsWholeBrand {
            permission: Permission::JoiningLinksWrite,
        }),
    }
}

async fn load(app: &App, actor: &Actor, id: JoiningLinkId) -> Result<JoiningLink, Problem> {
    let get = move |tx: &mut Tx<'_>| super::get_link(tx, id);
    let link = app.db.read(actor.brand, get).await?;
    require_scope(actor, link.store_id)?;
    Ok(link)
}

/// Joining links, the newest first; of the stores that one works for.
#[utoipa::path(get, path = "/api/v1/joining-links", operation_id = "list_joining_links",
    tag = "joining", params(PageRequest), responses(
    (status = 200, body = Page<JoiningLinkView>), (status = "4XX", body = ProblemBody),
))]
async fn list_joining_links(
    State(app): State<App>,
    actor: Actor,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<JoiningLinkView>>, Problem> {
    let (cursor, limit) = page.read()?;
    let (brand, stores) = (actor.brand, actor.stores().clone());
    let page = app
        .db
        .read(brand, move |tx| -> Result<_, DbError> {
            let page = super::list_links(tx, stores.only(), cursor, limit)?;
            let ids: Vec<JoiningLinkId> = page.items.iter().map(|link| link.id).collect();
            let counts = count_joinings(tx, &ids)?;
            Ok(page.map(|link| {
                let count = counts.get(&link.id).copied().unwrap_or_default();
                JoiningLinkView::of(brand, link, count)
            }))
        })
        .await?;
    Ok(Json(page))
}

/// Makes a joining link for a store, a guide, or the whole brand.
#[utoipa::path(post, path = "/api/v1/joining-links", operation_id = "create_joining_link",
    tag = "joining", request_body = CreateJoiningLink, responses(
    (status = 200, body = JoiningLinkView), (status = "4XX", body = ProblemBody),
))]
async fn create_joining_link(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<CreateJoiningLink>,
) -> Result<Answer, Problem> {
    require_scope(&actor, body.store_id)?;
    let act = actor.act();
    let new = NewLink {
        name: body.name.clone(),
        kind: body.kind.unwrap_or(LinkKind::Web),
        channel: body.channel.unwrap_or(Channel::StoreCode),
        store_id: body.store_id,
        guide_id: body.guide_id,
        target: body.target.clone(),
    };
    idempotency::once(
        &app,
        actor.brand,
        key,
        &body,
        "create_joining_link",
        move |tx| {
            let link = super::create_link(tx, &act, &new)?;
            Ok::<_, MembershipError>(JoiningLinkView::load(tx, link)?)
        },
    )
    .await
}

/// Shows a joining link.
#[utoipa::path(get, path = "/api/v1/joining-links/{link_id}", operation_id = "get_joining_link",
    tag = "joining", params(("link_id" = JoiningLinkId, Path)), responses(
    (status = 200, body = JoiningLinkView), (status = "4XX", body = ProblemBody),
))]
async fn get_joining_link(
    State(app): State<App>,
    actor: Actor,
    Path(link_id): Path<JoiningLinkId>,
) -> Result<Json<JoiningLinkView>, Problem> {
    let link = load(&app, &actor, link_id).await?;
    let view = move |tx: &mut Tx<'_>| JoiningLinkView::load(tx, link.clone());
    Ok(Json(app.db.read(actor.brand, view).await?))
}

/// Switches a joining link off for good; its page says so from then on.
#[utoipa::path(post, path = "/api/v1/joining-links/{link_id}/disable",
    operation_id = "disable_joining_link", tag = "joining",
    params(("link_id" = JoiningLinkId, Path)), responses(
    (status = 200, body = JoiningLinkView), (status = "4XX", body = ProblemBody),
))]
async fn disable_joining_link(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Path(link_id): Path<JoiningLinkId>,
) -> Result<Answer, Problem> {
    load(&app, &actor, link_id).await?;
    let act = actor.act();
    idempotency::once(
        &app,
        actor.brand,
        key,
        &link_id,
        "disable_joining_link",
        move |tx| {
            let link = super::disable_link(tx, &act, link_id)?;
            Ok::<_, MembershipError>(JoiningLinkView::load(tx, link)?)
        },
    )
    .await
}

/// The QR code of a joining link's page, as SVG.
#[utoipa::path(get, path = "/api/v1/joining-links/{link_id}/qr", operation_id = "get_joining_qr",
    tag = "joining", params(("link_id" = JoiningLinkId, Path)), responses(
    (status = 200, content_type = "image/svg+xml", body = String),
    (status = "4XX", body = ProblemBody),
))]
async fn get_joining_qr(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Path(link_id): Path<JoiningLinkId>,
) -> Result<Response, Problem> {
    let link = load(&app, &actor, link_id).await?;
    let svg = qr_svg(&address_of(&app, &actor, &headers, &link))
        .ok_or_else(|| DbError::Bug("an address is too long for a QR code".into()))?;
    Ok(([(header::CONTENT_TYPE, "image/svg+xml")], svg).into_response())
}

/// What goes onto an NFC tag for a joining link.
#[utoipa::path(get, path = "/api/v1/joining-links/{link_id}/tag",
    operation_id = "get_joining_tag", tag = "joining",
    params(("link_id" = JoiningLinkId, Path)), responses(
    (status = 200, body = JoiningTag), (status = "4XX", body = ProblemBody),
))]
async fn get_joining_tag(
    State(app): State<App>,
    actor: Actor,
    headers: HeaderMap,
    Path(link_id): Path<JoiningLinkId>,
) -> Result<Json<JoiningTag>, Problem> {
    let link = load(&app, &actor, link_id).await?;
    let uri = match (link.kind, &link.target) {
        (LinkKind::WechatTag, Some(target)) => target.clone(),
        _ => address_of(&app, &actor, &headers, &link),
    };
    let ndef = rules::ndef(&uri);
    let type2 = rules::type2(&ndef);
    Ok(Json(JoiningTag {
        ndef_hex: HEXLOWER.encode(&ndef),
        type2_hex: HEXLOWER.encode(&type2),
        bytes: type2.len(),
        smallest_tag: rules::smallest_tag(type2.len()),
        uri,
    }))
}

fn address_of(app: &App, actor: &Actor, headers: &HeaderMap, link: &JoiningLink) -> String {
    let code = full_code(actor.brand, &link.code);
    format!("{}/j/{code}", public_origin(app, headers))
}
