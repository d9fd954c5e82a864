//! 登录会话: log-ins that last until they end or are ended.
//!
//! A token names its brand, so that every look-up does; the secret in it is kept as a hash. Role,
//! scope and activity are read at each request, so that what was taken away is gone at the next.

pub(crate) mod http;
mod rules;
mod store;

use crate::brand::NO_BRAND;
use crate::staff::store::ScopeKind;
use crate::staff::{self, Scope, Staff};
use crate::{AccessError, Actor, ScopeResolver, StoreFilter, audit, password};
use axum::http::{HeaderMap, header};
use data_encoding::BASE32_NOPAD;
use kernel::{Act, BrandId, StaffId, Timestamp, ids};
use platform::App;
use platform::db::Tx;
use rules::{PER_ADDRESS, PER_LOGIN, Patience};
use serde_json::json;
use sha2::{Digest, Sha256};

pub(crate) use store::end_all;
pub use store::purge as purge_sessions;

pub(crate) const COOKIE: &str = "huitong_session";
/// Bytes of chance in a token.
const SECRET_BYTES: usize = 32;
/// A session's last sign of life is written down at most this often.
const SEEN_STEP_MILLIS: i64 = 60_000;

/// What a request shows to prove its log-in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Token {
    pub brand: BrandId,
    pub hash: [u8; 32],
    pub came_as_cookie: bool,
}

impl Token {
    /// Reads the token of a request: bearer first, then cookie.
    pub fn of(headers: &HeaderMap) -> Option<Token> {
        let bearer = headers
            .get(header::AUTHORIZATION)
            .and_then(|value| value.to_str().ok()?.strip_prefix("Bearer "));
        if let Some(text) = bearer {
            return Token::read(text.trim(), false);
        }
        headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|cookies| cookies.split(';'))
            .find_map(|cookie| cookie.trim().strip_prefix(COOKIE)?.strip_prefix('='))
            .and_then(|text| Token::read(text, true))
    }

    fn read(text: &str, came_as_cookie: bool) -> Option<Token> {
        let (brand, secret) = text.split_once('.')?;
        let brand = BrandId(ids::decode(brand)?);
        let secret = BASE32_NOPAD.decode(secret.as_bytes()).ok()?;
        let hash = (secret.len() == SECRET_BYTES).then(|| Sha256::digest(&secret).into())?;
        Some(Token {
            brand,
            hash,
            came_as_cookie,
        })
    }

    /// A new token and the text that the client keeps.
    fn make(brand: BrandId) -> (Token, String) {
        let secret: [u8; SECRET_BYTES] = rand::random();
        let text = format!("{}.{}", ids::encode(brand.0), BASE32_NOPAD.encode(&secret));
        (
            Token {
                brand,
                hash: Sha256::digest(secret).into(),
                came_as_cookie: true,
            },
            text,
        )
    }
}

/// Who a token stands for, at this moment.
pub(crate) async fn find_actor(
    app: &App,
    token: &Token,
    resolver: ScopeResolver,
) -> Result<Actor, AccessError> {
    let (now, hash) = (app.clock.now(), token.hash);
    let (actor, seen_at) = app
        .db
        .read(token.brand, move |tx| load_actor(tx, &hash, now, resolver))
        .await?;
    if now.0 - seen_at.0 > SEEN_STEP_MILLIS {
        let idle_until = now.plus_millis(i64::from(app.config.session.idle_minutes) * 60_000);
        app.db
            .write(token.brand, move |tx| {
                store::see(tx, &hash, now, idle_until)
            })
            .await?;
    }
    Ok(actor)
}

fn load_actor(
    tx: &mut Tx<'_>,
    hash: &[u8; 32],
    now: Timestamp,
    resolver: ScopeResolver,
) -> Result<(Actor, Timestamp), AccessError> {
    let live = store::find_live(tx, hash, now)?.ok_or(AccessError::NotLoggedIn)?;
    let stores = match live.scope_kind {
        ScopeKind::Brand => StoreFilter::All,
        kind => {
            let scope: Scope = staff::store::scope(tx, live.staff_id, kind)?;
            let mut stores = staff::reach(tx, resolver, &scope)?.unwrap_or_default();
            stores.sort_unstable();
            StoreFilter::Only(stores)
        }
    };
    let actor = Actor {
        brand: tx.brand(),
        staff: live.staff_id,
        role: live.role,
        now,
        stores,
    };
    Ok((actor, live.seen_at))
}

/// What somebody types to log in.
pub(crate) struct LogIn {
    pub brand_code: String,
    pub login: String,
    pub password: String,
    pub network: String,
}

impl LogIn {
    /// Whose tries this one counts among, always in this order, in which they are locked.
    fn subjects(&self) -> Vec<(String, Patience)> {
        let mut subjects = vec![(format!("address:{}", self.network), PER_ADDRESS)];
        // What cannot be anybody's log-in is not worth a row.
        if staff::is_login(&self.login) {
            let login = self.login.to_lowercase();
            subjects.push((format!("login:{login}"), PER_LOGIN));
        }
        subjects
    }
}

/// Checks a log-in and begins a session; the text goes to the client. Unknown, switched off and
/// wrong are one answer, after the same time.
pub(crate) async fn log_in(app: &App, log_in: LogIn) -> Result<(Token, String), AccessError> {
    let now = app.clock.now();
    let brand = crate::find_brand_by_code(&app.db, &log_in.brand_code).await?;
    let brand_id = brand.map_or(NO_BRAND, |brand| brand.id);
    let mut subjects = log_in.subjects();
    if brand_id == NO_BRAND {
        subjects.truncate(1);
    }
    let (asked, login) = (subjects.clone(), log_in.login);
    let known = app
        .db
        .write(brand_id, move |tx| {
            store::forget_old_failures(tx, now.plus_days(-1))?;
            for (subject, patience) in &asked {
                take_try(tx, subject, *patience, now)?;
            }
            Ok::<_, AccessError>(staff::store::find_by_login(tx, &login)?)
        })
        .await?
        .filter(|staff| staff.is_active);
    let hash = known.as_ref().map(|staff| staff.password_hash.clone());
    let is_right = password::is_password(log_in.password, hash).await?;
    let staff = known.filter(|_| is_right).ok_or(AccessError::WrongLogIn)?;

    let (token, text) = Token::make(brand_id);
    let life = &app.config.session;
    let new = store::NewSession {
        hash: token.hash,
        staff_id: staff.id,
        now,
        idle_until: now.plus_millis(i64::from(life.idle_minutes) * 60_000),
        ends_at: now.plus_millis(i64::from(life.max_hours) * 3_600_000),
        network: log_in.network,
    };
    app.db
        .write(brand_id, move |tx| begin(tx, &new, &staff, &subjects))
        .await?;
    Ok((token, text))
}

/// Counts a try, or says how long to wait.
fn take_try(
    tx: &mut Tx<'_>,
    subject: &str,
    patience: Patience,
    now: Timestamp,
) -> Result<(), AccessError> {
    let failures = store::lock_failures(tx, subject, now)?;
    match failures.wait(now) {
        Some(retry_after_seconds) => Err(AccessError::TooManyTries {
            retry_after_seconds,
        }),
        None => Ok(store::set_failures(
            tx,
            subject,
            &failures.after_try(patience, now),
        )?),
    }
}

fn begin(
    tx: &mut Tx<'_>,
    new: &store::NewSession,
    checked: &Staff,
    subjects: &[(String, Patience)],
) -> Result<(), AccessError> {
    // Between the check and now, the person may have been switched off or given a new password.
    let staff = staff::store::find(tx, new.staff_id)?;
    if staff.is_none_or(|staff| !staff.is_active || staff.password_hash != checked.password_hash) {
        return Err(AccessError::WrongLogIn);
    }
    for (subject, patience) in subjects {
        if *patience == PER_LOGIN {
            store::forget_failures(tx, subject)?;
        } else {
            let failures = store::lock_failures(tx, subject, new.now)?;
            let after = failures.after_success(*patience, new.now);
            store::set_failures(tx, subject, &after)?;
        }
    }
    store::forget_over(tx, new.staff_id, new.now)?;
    store::insert(tx, new)?;
    record(tx, new.now, new.staff_id, "session.log_in")
}

/// Ends the session of a token, if it is one.
pub(crate) async fn log_out(app: &App, token: Token) -> Result<(), AccessError> {
    let now = app.clock.now();
    let log_out = move |tx: &mut Tx<'_>| match store::end(tx, &token.hash)? {
        Some(staff_id) => record(tx, now, staff_id, "session.log_out"),
        None => Ok(()),
    };
    app.db.write(token.brand, log_out).await
}

fn record(
    tx: &mut Tx<'_>,
    now: Timestamp,
    staff_id: StaffId,
    action: &str,
) -> Result<(), AccessError> {
    let act = Act::of_staff(now, staff_id);
    let subject = staff_id.to_string();
    Ok(audit::record(tx, &act, action, &subject, &json!({}))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_reads_back_from_cookie_and_header_alike() {
        let (token, text) = Token::make(BrandId(77));
        let mut headers = HeaderMap::new();
        let cookie = format!("theme=dark; {COOKIE}={text}");
        headers.insert(header::COOKIE, cookie.parse().expect("visible letters"));
        assert_eq!(Token::of(&headers), Some(token.clone()));
        let bearer = format!("Bearer {text}").parse().expect("visible letters");
        headers.insert(header::AUTHORIZATION, bearer);
        assert_eq!(
            Token::of(&headers),
            Some(Token {
                came_as_cookie: false,
                ..token
            })
        );
    }

    #[test]
    fn what_is_no_token_is_none() {
        let (_, text) = Token::make(BrandId(77));
        for wrong in ["", ".", "x.y", &text[1..], &text[..text.len() - 1], "会.员"] {
            assert_eq!(Token::read(wrong, false), None, "{wrong}");
        }
    }
}
