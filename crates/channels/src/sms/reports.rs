//! What providers tell of their own accord: reports, and what people answer.
//!
//! Pushes carry no signature, so their address holds a secret. They come late, twice and in heaps;
//! a report about something that is over, or that nobody knows, is taken and changes nothing.

use super::settings::{self, Provider, Settings};
use super::store::{self, Report};
use super::{SmsId, rules};
use crate::{ChannelsError, Phone};
use kernel::Timestamp;
use platform::db::Tx;
use platform::seal::Seal;
use serde_json::{Map, Value as Json};
use sha2::{Digest, Sha256};

/// Takes a push of reports; answers in the words that the provider wants.
pub(super) fn take_reports(
    tx: &mut Tx<'_>,
    seal: &Seal,
    token: &str,
    pushed: &[Pushed],
    now: Timestamp,
) -> Result<Json, ChannelsError> {
    let settings = let_in(tx, seal, token)?;
    for one in pushed {
        let told = match settings.choices.provider {
            Provider::Aliyun => Told::of_aliyun(one),
            Provider::Tencent => Told::of_tencent(one),
        };
        // What cannot be read would not be readable the next time either.
        let Some(told) = told else { continue };
        let report = Report {
            id: told.id,
            provider_id: told.provider_id,
            phone_index: &told.phone.index(seal, tx.brand()),
            is_delivered: told.is_delivered,
            reason: told.reason,
        };
        store::take_report(tx, &report, now)?;
    }
    Ok(thanks(settings.choices.provider))
}

/// Takes a push of what people answered: R and the like end marketing to their number.
pub(super) fn take_replies(
    tx: &mut Tx<'_>,
    seal: &Seal,
    token: &str,
    pushed: &[Pushed],
    now: Timestamp,
) -> Result<Json, ChannelsError> {
    let settings = let_in(tx, seal, token)?;
    for one in pushed {
        let names = match settings.choices.provider {
            Provider::Aliyun => ("phone_number", "content"),
            Provider::Tencent => ("mobile", "text"),
        };
        let (Some(phone), said) = (Phone::of_report(word(one, names.0)), word(one, names.1)) else {
            continue;
        };
        if rules::is_refusal(said) {
            let index = phone.index(seal, tx.brand());
            store::refuse(tx, &index, said.trim(), now)?;
        }
    }
    Ok(thanks(settings.choices.provider))
}

fn let_in(tx: &mut Tx<'_>, seal: &Seal, token: &str) -> Result<Settings, ChannelsError> {
    let unknown = ChannelsError::CallbackUnknown {
        brand_id: tx.brand(),
    };
    let Some(settings) = settings::load(tx, seal)? else {
        return Err(unknown);
    };
    // Hashes are compared, so that the time it takes tells nothing of the token.
    let hash = |text: &str| <[u8; 32]>::from(Sha256::digest(text.as_bytes()));
    match hash(token) == hash(&settings.secrets.callback_token) {
        true => Ok(settings),
        false => Err(unknown),
    }
}

fn thanks(provider: Provider) -> Json {
    match provider {
        Provider::Aliyun => serde_json::json!({ "code": 0, "msg": "成功" }),
        Provider::Tencent => serde_json::json!({ "result": 0, "errmsg": "OK" }),
    }
}

/// One thing that a provider tells, as it writes it.
pub(super) type Pushed = Map<String, Json>;

/// One report as the provider writes it.
struct Told<'a> {
    phone: Phone,
    id: Option<SmsId>,
    provider_id: &'a str,
    is_delivered: bool,
    reason: &'a str,
}

impl<'a> Told<'a> {
    /// `{phone_number, success, err_code, biz_id, out_id, …}`
    fn of_aliyun(one: &'a Pushed) -> Option<Told<'a>> {
        Some(Told {
            phone: Phone::of_report(word(one, "phone_number"))?,
            id: word(one, "out_id").parse().ok(),
            provider_id: word(one, "biz_id"),
            is_delivered: one.get("success")?.as_bool()?,
            reason: word(one, "err_code"),
        })
    }

    /// `{nationcode, mobile, report_status, errmsg, sid, …}`
    fn of_tencent(one: &'a Pushed) -> Option<Told<'a>> {
        let number = format!("+{}{}", word(one, "nationcode"), word(one, "mobile"));
        Some(Told {
            phone: Phone::of_e164(&number)?,
            id: None,
            provider_id: word(one, "sid"),
            is_delivered: word(one, "report_status") == "SUCCESS",
            reason: word(one, "errmsg"),
        })
    }
}

fn word<'a>(one: &'a Pushed, name: &str) -> &'a str {
    one.get(name).and_then(Json::as_str).unwrap_or_default()
}
