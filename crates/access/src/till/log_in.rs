//! Logging a cashier in at a till: the till's signature, the person's PIN, and a session there.

use super::rules::{self, PublicKey};
use super::{DeviceId, TillPlace, pin, store};
use crate::session::{self, Token};
use crate::staff::{self, Staff};
use crate::throttle::{self, Tries};
use crate::{AccessError, ScopeResolver, audit, password};
use kernel::{Act, BrandId, TillId, Timestamp};
use platform::App;
use platform::db::Tx;
use serde_json::json;

/// What a till sends to log a cashier in.
pub(crate) struct PinLogIn {
    pub brand: BrandId,
    pub till_id: TillId,
    pub login: String,
    pub pin: String,
    pub at: Timestamp,
    pub signature: String,
    pub network: String,
    pub client: String,
}

/// What is known before the PIN is looked at.
struct Known {
    device_id: DeviceId,
    place: TillPlace,
    staff: Option<Staff>,
    pin_hash: Option<String>,
    tries: Tries,
}

/// Checks a till's signature and a cashier's PIN, and begins a session at the till. Unknown
/// log-in, switched off, without a PIN and wrong PIN are one answer, after the same time.
pub(crate) async fn log_in(
    app: &App,
    resolver: ScopeResolver,
    log_in: PinLogIn,
) -> Result<(Token, String), AccessError> {
    let (now, brand, till_id) = (app.clock.now(), log_in.brand, log_in.till_id);
    let said = rules::log_in_text(till_id, &log_in.login, log_in.at);
    let (login, signature, at) = (log_in.login, log_in.signature, log_in.at);
    let known = app
        .db
        .read(brand, move |tx| {
            let known = load(tx, resolver, till_id, (&said, &signature), &login, now)?;
            throttle::peek(tx, &known.tries, now)?;
            Ok::<_, AccessError>(known)
        })
        .await?;
    rules::check_moment(at, now)?;
    let tries = known.tries.clone();
    let take = app.db.write(brand, move |tx| {
        // One signature, one try.
        if !store::use_signature(tx, till_id, at)? {
            return Err(AccessError::TillSignatureStale { now });
        }
        throttle::take(tx, &tries, now)
    });
    take.await?;
    let staff = known.staff.as_ref().filter(|staff| staff.is_active);
    let hash = known.pin_hash.clone().filter(|_| staff.is_some());
    let is_right = password::is_password(log_in.pin, hash).await?;
    let staff = staff.filter(|_| is_right).ok_or(AccessError::WrongPin)?;

    let (token, text) = Token::make(brand);
    let life = session::life_at_till(app, now);
    let new = session::store::NewSession {
        hash: token.hash,
        staff_id: staff.id,
        till_id: Some(till_id),
        now,
        idle_until: life.idle_until,
        ends_at: life.ends_at,
        network: log_in.network,
        client: log_in.client,
    };
    let begin = app
        .db
        .write(brand, move |tx| begin(tx, resolver, till_id, &new, &known));
    begin.await?;
    Ok((token, text))
}

fn begin(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    till_id: TillId,
    new: &session::store::NewSession,
    checked: &Known,
) -> Result<(), AccessError> {
    // Between the check and now, the person, the PIN or the till may have gone.
    let staff_id = new.staff_id;
    let (_, _, scope_kind) =
        staff::store::lock_active(tx, staff_id)?.ok_or(AccessError::WrongPin)?;
    if pin::store::find(tx, staff_id)? != checked.pin_hash {
        return Err(AccessError::WrongPin);
    }
    if store::lock_device(tx, till_id)? != Some(checked.device_id) {
        return Err(AccessError::TillNotRegistered);
    }
    let stores = session::stores_of(tx, staff_id, scope_kind, resolver)?;
    let store_id = checked.place.store_id;
    if !stores.allows(store_id) {
        return Err(AccessError::OutOfScope { store_id });
    }
    throttle::forgive(tx, &checked.tries, new.now)?;
    throttle::know_till(tx, staff_id, till_id, new.now)?;
    session::store::forget_over(tx, staff_id, new.now)?;
    let session_id = session::store::insert(tx, new, false)?;
    let act = Act::of_staff(new.now, staff_id);
    let details = json!({ "till_id": till_id, "session_id": session_id });
    let subject = staff_id.to_string();
    audit::record(tx, &act, "session.log_in_at_till", &subject, &details)?;
    Ok(())
}

/// The till, if it signed what was said, and the person who is to log in there.
fn load(
    tx: &mut Tx<'_>,
    resolver: ScopeResolver,
    till_id: TillId,
    (said, signature): (&str, &str),
    login: &str,
    now: Timestamp,
) -> Result<Known, AccessError> {
    let device = store::find_device(tx, till_id)?.ok_or(AccessError::TillNotRegistered)?;
    if !PublicKey(device.public_key).has_signed(said, signature) {
        return Err(AccessError::TillNotRegistered);
    }
    let place = resolver
        .find_till(tx, till_id)?
        .filter(|place| place.is_active);
    let place = place.ok_or(AccessError::TillNotRegistered)?;
    let staff = staff::store::find_by_login(tx, login)?;
    let (pin_hash, is_known_till) = match &staff {
        Some(staff) => (
            pin::store::find(tx, staff.id)?,
            throttle::is_known_till(tx, staff.id, till_id, now)?,
        ),
        None => (None, false),
    };
    // What was typed is counted whether or not it is somebody's log-in, so that nobody learns it
    // from the waits. What cannot be one is not worth a row of its own.
    let typed = Some(login).filter(|login| staff::is_login(login));
    let tries = Tries::of_pin(till_id, typed, is_known_till, now);
    Ok(Known {
        device_id: device.id,
        place,
        staff,
        pin_hash,
        tries,
    })
}
