//! 短信: verification codes, notices and marketing by SMS, through the brand's own account with
//! Aliyun or Tencent Cloud.
//!
//! [`queue`] writes a message down beside what made it necessary; a [`Sender`] sends it later. A
//! message is claimed before the provider is told, so a crash or a lost answer leaves it claimed:
//! then the provider is asked what it knows, and never told to send again. Reports may come early,
//! late, twice or not at all; the first one that says how it ended stands.

mod aliyun;
mod gateway;
mod http;
mod reports;
mod rules;
mod sender;
mod settings;
mod signing;
mod store;
mod tencent;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use rules::{SmsKind, SmsState, SmsTemplate, SmsWindow};
pub use sender::Sender;
pub use settings::{Provider, SettingsEdit, is_set_up, replace_settings};
pub use store::Message;

use crate::{ChannelsError, Phone};
use kernel::{Act, Cursor, Page, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::Value as Json;
use std::collections::BTreeMap;

kernel::id!(
    #[doc(alias = "短信")]
    /// One message to one number.
    SmsId,
    "sms"
);

/// A message that somebody wants sent.
#[derive(Debug, Clone)]
pub struct NewSms {
    /// What it is for; the brand's template for it says the words.
    pub purpose: &'static str,
    /// With the purpose, what makes it one and the same message, such as an id.
    pub key: String,
    /// To whom.
    pub phone: Phone,
    /// What the template's variables hold.
    pub variables: BTreeMap<&'static str, String>,
    /// From when on it is worth nothing: a code that is over, yesterday's reminder.
    pub give_up_at: Timestamp,
}

/// Writes a message down for sending, unless it was before; one that may not be sent is refused.
pub fn queue(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    new: &NewSms,
) -> Result<SmsId, ChannelsError> {
    if let Some(known) = store::find_by_key(tx, new.purpose, &new.key)? {
        return Ok(known);
    }
    let settings = settings::load(tx, seal)?.ok_or(ChannelsError::SmsNotSetUp)?;
    let template = settings.template(new.purpose)?;
    let kind = template.kind;
    let missing = template
        .variables()
        .into_iter()
        .find(|name| !new.variables.contains_key(name));
    if let Some(name) = missing {
        // The operator's template asks for more than the product has to say.
        return Err(kernel::Invalid::one(format!("/variables/{name}"), "value.missing", []).into());
    }
    let index = new.phone.index(seal, tx.brand());
    let refused = store::lock_phone(tx, &index)?;
    if kind == SmsKind::Marketing && refused.is_some() {
        return Err(ChannelsError::MarketingStopped);
    }
    let past = store::past(tx, &index, act.now.plus_days(-1))?;
    if let Some(retry_after_seconds) = rules::wait_seconds(kind, &past, act.now) {
        return Err(ChannelsError::TooOften {
            retry_after_seconds,
        });
    }
    let zone = access::get_brand(tx)?.zone;
    let id = SmsId(tx.new_id());
    let variables: Json = template
        .variables()
        .into_iter()
        .filter_map(|name| {
            Some((
                name.to_owned(),
                Json::from(new.variables.get(name)?.as_str()),
            ))
        })
        .collect::<serde_json::Map<_, _>>()
        .into();
    let row = store::NewRow {
        id,
        purpose: new.purpose,
        key: &new.key,
        kind,
        phone_index: index,
        phone_sealed: seal.close(new.phone.e164(), &phone_context(id)),
        phone_last4: new.phone.last_four(),
        variables_sealed: seal.close(&variables.to_string(), &variables_context(id)),
        queued_at: act.now,
        give_up_at: new.give_up_at,
        due_at: rules::not_before(kind, settings.choices.notices, &zone, act.now),
    };
    if store::insert(tx, &row)? {
        return Ok(id);
    }
    // Somebody else wrote the same message in between.
    store::find_by_key(tx, new.purpose, &new.key)?.ok_or_else(|| tx.run_again().into())
}

/// The messages, the newest first; none shows a number.
pub fn list(
    tx: &mut Tx<'_>,
    state: Option<SmsState>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Message>, DbError> {
    let rows = store::list(tx, state, cursor.map_or(i64::MAX, |one| one.id), limit + 1)?;
    Ok(Page::of(rows, limit, |message| Cursor {
        key: message.id.0,
        id: message.id.0,
    }))
}

/// Every message to a number, the newest first: for its owner, who asked what is kept.
pub fn list_to(tx: &mut Tx<'_>, seal: &Seal, phone: &Phone) -> Result<Vec<Message>, DbError> {
    store::list_to(tx, &phone.index(seal, tx.brand()))
}

/// Takes a number out of every message and forgets what is known of it, for a person who is
/// erased. Messages that still wait are not sent.
pub fn forget(tx: &mut Tx<'_>, seal: &Seal, phone: &Phone, now: Timestamp) -> Result<(), DbError> {
    let index = phone.index(seal, tx.brand());
    store::forget(tx, &index, now)
}

/// What binds a sealed number to its message: moved to another row it cannot be opened.
fn phone_context(id: SmsId) -> String {
    format!("sms.phone/{id}")
}

fn variables_context(id: SmsId) -> String {
    format!("sms.variables/{id}")
}
