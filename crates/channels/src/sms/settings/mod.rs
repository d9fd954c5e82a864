//! What a brand has agreed with its provider: account, sign, templates, hours. The secret of the
//! account and the secret in the reports' address are sealed.

pub(super) mod store;

use super::rules::{SmsTemplate, SmsWindow, TEMPLATES_MAX, check_window};
use crate::ChannelsError;
use access::audit;
use data_encoding::BASE32_NOPAD;
use kernel::{Act, BrandId, Invalid, text_enum};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};
use platform::seal::Seal;
use serde::{Deserialize, Serialize};
use serde_json::json;

text_enum! {
    /// Who sends the brand's messages.
    pub enum Provider {
        /// 阿里云短信服务
        Aliyun = "aliyun",
        /// 腾讯云短信
        Tencent = "tencent",
    }
}

/// What a brand chooses, as it is kept in clear.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Choices {
    pub provider: Provider,
    pub key_id: String,
    pub app_id: Option<String>,
    pub sign: String,
    pub templates: Vec<SmsTemplate>,
    pub notices: SmsWindow,
}

/// What is kept sealed.
#[derive(Clone, Serialize, Deserialize)]
pub(super) struct Secrets {
    pub key_secret: String,
    pub callback_token: String,
}

/// All of it.
#[derive(Clone)]
pub(super) struct Settings {
    pub choices: Choices,
    pub secrets: Secrets,
    pub version: i64,
}

/// New settings in the place of the old ones.
#[derive(Clone, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
#[schema(as = SmsSettingsEdit)]
pub struct SettingsEdit {
    /// Who sends.
    pub provider: Provider,
    /// `AccessKeyId` of Aliyun, `SecretId` of Tencent Cloud.
    #[schema(min_length = 1, max_length = 128)]
    pub key_id: String,
    /// `AccessKeySecret` or `SecretKey`; the one that is kept if absent.
    #[schema(min_length = 1, max_length = 128)]
    pub key_secret: Option<String>,
    /// `SmsSdkAppId`, for Tencent Cloud only.
    #[schema(min_length = 1, max_length = 20)]
    pub app_id: Option<String>,
    /// 签名: the name that stands in front, without 【】; 2 to 16 characters, as reported to the
    /// carriers.
    #[schema(min_length = 2, max_length = 16)]
    pub sign: String,
    /// What is said for each purpose.
    #[schema(max_items = 100)]
    pub templates: Vec<SmsTemplate>,
    /// When notices may arrive; 08:00 to 21:00 if absent. Marketing keeps to
    /// 09:00 to 20:30 besides.
    pub notices: Option<SmsWindow>,
}

impl std::fmt::Debug for SettingsEdit {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SettingsEdit")
            .field("provider", &self.provider)
            .finish_non_exhaustive()
    }
}

impl Settings {
    /// What is said for a purpose.
    pub fn template(&self, purpose: &str) -> Result<&SmsTemplate, ChannelsError> {
        let found = self
            .choices
            .templates
            .iter()
            .find(|template| template.purpose == purpose);
        found.ok_or_else(|| ChannelsError::NoTemplate {
            purpose: purpose.to_owned(),
        })
    }
}

/// The settings, if the brand has any.
pub(super) fn load(tx: &mut Tx<'_>, seal: &Seal) -> Result<Option<Settings>, ChannelsError> {
    let Some(stored) = store::find(tx)? else {
        return Ok(None);
    };
    let broken = |error: serde_json::Error| DbError::Bug(format!("SMS settings: {error}"));
    let secrets = seal.open(&stored.secrets_sealed, &secrets_context(tx.brand()))?;
    Ok(Some(Settings {
        choices: serde_json::from_str(&stored.choices).map_err(broken)?,
        // The error would repeat what it read.
        secrets: serde_json::from_str(&secrets)
            .map_err(|_| DbError::Bug("SMS secrets cannot be read".into()))?,
        version: stored.version,
    }))
}

/// Whether the brand can send a message for a purpose.
pub fn is_set_up(tx: &mut Tx<'_>, seal: &Seal, purpose: &str) -> Result<bool, ChannelsError> {
    Ok(load(tx, seal)?.is_some_and(|settings| settings.template(purpose).is_ok()))
}

/// Puts new settings in the place of those in the version that was seen, 0 for none; answers the
/// new version.
pub fn replace_settings(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    edit: &SettingsEdit,
    seen: IfMatch,
) -> Result<i64, ChannelsError> {
    let known = load(tx, seal)?;
    seen.check(known.as_ref().map_or(0, |known| known.version))?;
    check(edit, known.is_some())?;
    let choices = Choices {
        provider: edit.provider,
        key_id: edit.key_id.trim().to_owned(),
        app_id: edit.app_id.clone(),
        sign: edit.sign.trim().to_owned(),
        templates: edit.templates.clone(),
        notices: edit.notices.unwrap_or(SmsWindow::NOTICES),
    };
    let kept = known.map(|known| known.secrets);
    let secrets = Secrets {
        key_secret: match (&edit.key_secret, &kept) {
            (Some(new), _) => new.trim().to_owned(),
            (None, kept) => kept
                .as_ref()
                .map(|kept| kept.key_secret.clone())
                .unwrap_or_default(),
        },
        // With another secret of the account comes another address for reports.
        callback_token: match kept {
            Some(kept) if edit.key_secret.is_none() => kept.callback_token,
            _ => new_token(),
        },
    };
    let bug = |error: serde_json::Error| DbError::Bug(error.to_string());
    let sealed = serde_json::to_string(&secrets).map_err(bug)?;
    let sealed = seal.close(&sealed, &secrets_context(tx.brand()));
    let text = serde_json::to_string(&choices).map_err(bug)?;
    if !store::save(tx, act, &text, &sealed, seen.0)? {
        return Err(StaleEdit::MovedOn.into());
    }
    let subject = tx.brand().to_string();
    let details = json!({
        "provider": choices.provider,
        "sign": choices.sign,
        "is_secret_new": edit.key_secret.is_some(),
        "templates": choices.templates.len(),
    });
    audit::record(tx, act, "sms_settings.replace", &subject, &details)?;
    Ok(seen.0 + 1)
}

fn check(edit: &SettingsEdit, is_secret_known: bool) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/key_id", &edit.key_id, 128);
    match &edit.key_secret {
        Some(secret) => wrong.text("/key_secret", secret, 128),
        None if !is_secret_known => wrong.add("/key_secret", "value.missing", []),
        None => {}
    }
    // They go into headers, which hold visible ASCII only.
    let is_plain = |text: &str| text.trim().bytes().all(|byte| byte.is_ascii_graphic());
    if !is_plain(&edit.key_id) {
        wrong.add("/key_id", "text.bad_character", []);
    }
    match (&edit.app_id, edit.provider) {
        (None, Provider::Tencent) => wrong.add("/app_id", "value.missing", []),
        (Some(id), _) if id.is_empty() || !id.bytes().all(|byte| byte.is_ascii_digit()) => {
            wrong.add(
                "/app_id",
                "value.wrong_format",
                [("example", "1400006666".into())],
            );
        }
        (Some(id), _) if id.len() > 20 => {
            wrong.add("/app_id", "text.too_long", [("max", 20.into())]);
        }
        _ => {}
    }
    wrong.text("/sign", &edit.sign, 16);
    if edit.sign.trim().chars().count() < 2 || edit.sign.contains(['【', '】']) {
        wrong.add(
            "/sign",
            "value.wrong_format",
            [("example", "会通咖啡".into())],
        );
    }
    if edit.templates.len() > TEMPLATES_MAX {
        wrong.add(
            "/templates",
            "list.too_long",
            [("max", TEMPLATES_MAX.into())],
        );
    }
    for (place, template) in edit.templates.iter().enumerate().take(TEMPLATES_MAX) {
        let at = format!("/templates/{place}");
        template.check(&mut wrong, &at);
        let earlier = &edit.templates[..place];
        if earlier
            .iter()
            .any(|other| other.purpose == template.purpose)
        {
            wrong.add(format!("{at}/purpose"), "value.duplicate", []);
        }
    }
    if let Some(window) = edit.notices {
        let whole_day = SmsWindow {
            from: 0,
            until: 1_440,
        };
        check_window(&mut wrong, "/notices", window, whole_day);
    }
    wrong.check()
}

/// 160 random bits for the address of reports.
fn new_token() -> String {
    BASE32_NOPAD
        .encode(&rand::random::<[u8; 20]>())
        .to_lowercase()
}

fn secrets_context(brand: BrandId) -> String {
    format!("sms.secrets/{brand}")
}
