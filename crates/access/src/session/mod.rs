//! 登录会话: log-ins that last until they end or are ended.
//!
//! A token names its brand, so that every look-up does; the secret in it is kept as a hash. Role,
//! scope and activity are read at each request, so that what was taken away is gone at the next.

pub(crate) mod http;
mod rules;
mod store;

use crate::staff::store::ScopeKind;
use crate::staff::{self, Scope};
use crate::{AccessError, Actor, ScopeResolver, StoreFilter};
use axum::http::{HeaderMap, header};
use data_encoding::BASE32_NOPAD;
use kernel::{BrandId, StaffId, Timestamp, ids};
use platform::App;
use platform::db::{DbError, Tx};
use rules::{FREE_PER_ADDRESS, FREE_PER_LOGIN};
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
    pub address: String,
}

/// Checks a log-in and begins a session; the text goes to the client.
pub(crate) async fn log_in(app: &App, log_in: LogIn) -> Result<(Token, String), AccessError> {
    let now = app.clock.now();
    let brand = crate::find_brand_by_code(&app.db, &log_in.brand_code).await?;
    let brand_id = brand.map_or(BrandId(0), |brand| brand.id);
    let subjects = [
        (
            format!("login:{}", log_in.login.trim().to_lowercase()),
            FREE_PER_LOGIN,
        ),
        (format!("address:{}", log_in.address), FREE_PER_ADDRESS),
    ];
    let (login, asked) = (log_in.login.clone(), subjects.clone());
    let known = app
        .db
        .read(brand_id, move |tx| {
            for (subject, _) in &asked {
                if let Some(wait_seconds) = store::failures(tx, subject)?.wait(now) {
                    return Err(AccessError::TooManyTries { wait_seconds });
                }
            }
            Ok(staff::store::find_by_login(tx, &login)?)
        })
        .await?;
    let known = known.filter(|staff| staff.is_active);
    // An unknown log-in costs as much time as a wrong password, so that nobody learns names.
    let hash = match &known {
        Some(staff) => staff.password_hash.clone(),
        None => dummy_hash().await?,
    };
    let is_right = blocking(move || Ok(staff::is_password(&log_in.password, &hash))).await?;
    match known.filter(|_| is_right) {
        Some(staff) => begin(app, brand_id, staff.id, log_in.address, subjects, now).await,
        None => {
            app.db
                .write(brand_id, move |tx| {
                    for (subject, free) in &subjects {
                        store::add_failure(tx, subject, *free, now)?;
                    }
                    Ok::<_, AccessError>(())
                })
                .await?;
            Err(AccessError::WrongLogIn)
        }
    }
}

async fn begin(
    app: &App,
    brand: BrandId,
    staff_id: StaffId,
    address: String,
    subjects: [(String, i64); 2],
    now: Timestamp,
) -> Result<(Token, String), AccessError> {
    let (token, text) = Token::make(brand);
    let life = &app.config.session;
    let idle_until = now.plus_millis(i64::from(life.idle_minutes) * 60_000);
    let ends_at = now.plus_millis(i64::from(life.max_hours) * 3_600_000);
    let hash = token.hash;
    app.db
        .write(brand, move |tx| {
            let new = store::NewSession {
                hash,
                staff_id,
                now,
                idle_until,
                ends_at,
            };
            store::insert(tx, &new, &address)?;
            // The address stays: it may be guessing at others' passwords at the same time.
            store::forget_failures(tx, &subjects[0].0)
        })
        .await?;
    Ok((token, text))
}

/// Ends the session of a token, if it is one.
pub(crate) async fn log_out(app: &App, token: Token) -> Result<(), DbError> {
    app.db
        .write(token.brand, move |tx| store::end(tx, &token.hash))
        .await
}

/// A hash that no password has, made once.
async fn dummy_hash() -> Result<String, DbError> {
    static MADE: std::sync::OnceLock<String> = std::sync::OnceLock::new();
    if let Some(hash) = MADE.get() {
        return Ok(hash.clone());
    }
    let nobody: [u8; 32] = rand::random();
    let hash = blocking(move || staff::hash_password(&BASE32_NOPAD.encode(&nobody))).await?;
    Ok(MADE.get_or_init(|| hash).clone())
}

async fn blocking<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, DbError> + Send + 'static,
) -> Result<T, DbError> {
    tokio::task::spawn_blocking(work)
        .await
        .map_err(|error| DbError::Bug(error.to_string()))?
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
