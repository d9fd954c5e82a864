//! SMS over HTTP: settings, the log of messages, and the addresses that providers push to.

use super::rules::{SmsState, SmsTemplate, SmsWindow};
use super::settings::{self, Provider, Settings, SettingsEdit};
use super::{Message, reports};
use crate::ChannelsError;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BrandId, Page, PageRequest};
use platform::App;
use platform::db::Tx;
use platform::http::{IfMatch, Json, JsonList, Path, Problem, ProblemBody, Query, Versioned};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::SettingsRead, routes!(get_sms_settings))
        .route(Permission::SettingsWrite, routes!(replace_sms_settings))
        .route(Permission::SettingsRead, routes!(list_sms_messages))
        .route(Permission::Public, routes!(take_sms_reports))
        .route(Permission::Public, routes!(take_sms_replies))
}

/// What the brand has agreed with its provider; all null while SMS is not set up.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct SmsSettings {
    /// Whether there is a provider at all.
    is_set_up: bool,
    /// Who sends.
    #[schema(required)]
    provider: Option<Provider>,
    /// `AccessKeyId` of Aliyun, `SecretId` of Tencent Cloud. The secret is never shown.
    #[schema(required)]
    key_id: Option<String>,
    /// `SmsSdkAppId`, for Tencent Cloud only.
    #[schema(required)]
    app_id: Option<String>,
    /// 签名
    #[schema(required)]
    sign: Option<String>,
    /// What is said for each purpose.
    templates: Vec<SmsTemplate>,
    /// When notices may arrive.
    notices: SmsWindow,
    /// Where the provider is to push reports to; below this server's public address.
    #[schema(required)]
    reports_path: Option<String>,
    /// Where the provider is to push what people answer.
    #[schema(required)]
    replies_path: Option<String>,
}

impl SmsSettings {
    fn of(settings: Option<Settings>, brand: BrandId) -> Versioned<SmsSettings> {
        let Some(Settings {
            choices,
            secrets,
            version,
        }) = settings
        else {
            return Versioned {
                version: 0,
                body: SmsSettings::none(),
            };
        };
        let path = |what: &str| format!("/api/v1/sms/{what}/{brand}/{}", secrets.callback_token);
        Versioned {
            version,
            body: SmsSettings {
                is_set_up: true,
                provider: Some(choices.provider),
                key_id: Some(choices.key_id),
                app_id: choices.app_id,
                sign: Some(choices.sign),
                templates: choices.templates,
                notices: choices.notices,
                reports_path: Some(path("reports")),
                replies_path: Some(path("replies")),
            },
        }
    }

    fn none() -> SmsSettings {
        SmsSettings {
            is_set_up: false,
            provider: None,
            key_id: None,
            app_id: None,
            sign: None,
            templates: Vec::new(),
            notices: SmsWindow::NOTICES,
            reports_path: None,
            replies_path: None,
        }
    }
}

/// Which messages are wanted.
#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
struct MessageFilter {
    /// Only those in this state.
    #[serde(default)]
    state: Option<SmsState>,
}

/// Shows what the brand has agreed with its SMS provider.
#[utoipa::path(get, path = "/api/v1/sms/settings", operation_id = "get_sms_settings",
    tag = "channels", responses(
    (status = 200, body = SmsSettings, headers(("ETag" = String))),
    (status = "4XX", body = ProblemBody),
))]
async fn get_sms_settings(
    State(app): State<App>,
    actor: Actor,
) -> Result<Versioned<SmsSettings>, Problem> {
    show(&app, actor.brand).await
}

async fn show(app: &App, brand: BrandId) -> Result<Versioned<SmsSettings>, Problem> {
    let seal = app.seal.clone();
    let load = move |tx: &mut Tx<'_>| settings::load(tx, &seal);
    Ok(SmsSettings::of(app.db.read(brand, load).await?, brand))
}

/// Puts new settings in the place of the old ones.
#[utoipa::path(put, path = "/api/v1/sms/settings", operation_id = "replace_sms_settings",
    tag = "channels",
    params(("If-Match" = String, Header, description = "The ETag that was read")),
    request_body = SettingsEdit, responses(
    (status = 200, body = SmsSettings, headers(("ETag" = String))),
    (status = "4XX", body = ProblemBody),
))]
async fn replace_sms_settings(
    State(app): State<App>,
    actor: Actor,
    seen: IfMatch,
    Json(edit): Json<SettingsEdit>,
) -> Result<Versioned<SmsSettings>, Problem> {
    let (seal, act) = (app.seal.clone(), actor.act());
    let replace = move |tx: &mut Tx<'_>| settings::replace_settings(tx, &seal, &act, &edit, seen);
    app.db.write(actor.brand, replace).await?;
    show(&app, actor.brand).await
}

/// Messages by SMS, the newest first.
#[utoipa::path(get, path = "/api/v1/sms/messages", operation_id = "list_sms_messages",
    tag = "channels", params(MessageFilter, PageRequest), responses(
    (status = 200, body = Page<Message>), (status = "4XX", body = ProblemBody),
))]
async fn list_sms_messages(
    State(app): State<App>,
    actor: Actor,
    Query(filter): Query<MessageFilter>,
    Query(page): Query<PageRequest>,
) -> Result<Json<Page<Message>>, Problem> {
    let (cursor, limit) = page.read()?;
    let list = move |tx: &mut Tx<'_>| super::list(tx, filter.state, cursor, limit);
    Ok(Json(app.db.read(actor.brand, list).await?))
}

/// Takes reports from the brand's SMS provider; the address holds a secret.
#[utoipa::path(post, path = "/api/v1/sms/reports/{brand_id}/{token}",
    operation_id = "take_sms_reports", tag = "channels",
    params(("brand_id" = BrandId, Path), ("token" = String, Path)),
    request_body = Vec<Object>, responses(
    (status = 200, body = Object), (status = "4XX", body = ProblemBody),
))]
async fn take_sms_reports(
    State(app): State<App>,
    Path((brand, token)): Path<(BrandId, String)>,
    JsonList(pushed): JsonList<reports::Pushed>,
) -> Result<Json<Value>, Problem> {
    let (seal, now) = (app.seal.clone(), app.clock.now());
    let take = move |tx: &mut Tx<'_>| -> Result<Value, ChannelsError> {
        reports::take_reports(tx, &seal, &token, &pushed, now)
    };
    Ok(Json(app.db.write(brand, take).await?))
}

/// Takes what people answered from the brand's SMS provider; the address holds a secret.
#[utoipa::path(post, path = "/api/v1/sms/replies/{brand_id}/{token}",
    operation_id = "take_sms_replies", tag = "channels",
    params(("brand_id" = BrandId, Path), ("token" = String, Path)),
    request_body = Vec<Object>, responses(
    (status = 200, body = Object), (status = "4XX", body = ProblemBody),
))]
async fn take_sms_replies(
    State(app): State<App>,
    Path((brand, token)): Path<(BrandId, String)>,
    JsonList(pushed): JsonList<reports::Pushed>,
) -> Result<Json<Value>, Problem> {
    let (seal, now) = (app.seal.clone(), app.clock.now());
    let take = move |tx: &mut Tx<'_>| -> Result<Value, ChannelsError> {
        reports::take_replies(tx, &seal, &token, &pushed, now)
    };
    Ok(Json(app.db.write(brand, take).await?))
}
