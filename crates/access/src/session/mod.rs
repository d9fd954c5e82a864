//! 登录会话: log-ins that last until they end or are ended.
//!
//! The secret of a token is kept as a hash. Role, scope, activity and the roles that need a second
//! factor are read at each request, so that what was taken away is gone at the next. Whatever ends
//! sessions of a person locks the person first, as a log-in does.

pub(crate) mod history;
pub(crate) mod http;
pub(crate) mod list;
pub(crate) mod rules;
pub(crate) mod store;
mod token;

use crate::brand::NO_BRAND;
use crate::guard::{TillPlaces, Wiring};
use crate::staff;
use crate::staff::store::ScopeKind;
use crate::throttle::{self, Tries};
use crate::{
    AccessError, Actor, ScopeResolver, StoreFilter, Via, audit, password, policy, second_factor,
};
use kernel::{Act, BrandId, StaffId, TillId, Timestamp};
use platform::App;
use platform::db::{Db, DbError, Hot, Tx};
use platform::seal::Seal;
use serde_json::{Value as Json, json};
use std::collections::HashMap;

use store::Held;
pub use store::purge as purge_sessions;
pub(crate) use store::{Listed, end_all};
pub(crate) use token::Token;

kernel::id!(
    #[doc(alias = "登录会话")]
    /// A log-in that lasts.
    SessionId,
    "ses"
);

pub(crate) const COOKIE: &str = "huitong_session";
/// A session's last sign of life is written down at most this often.
const SEEN_STEP_MILLIS: i64 = 60_000;

/// A question about a token, asked at each request.
pub(crate) struct Asked {
    hash: [u8; 32],
    now: Timestamp,
    resolver: ScopeResolver,
}

/// Who it stands for, if anybody, and when that was last written down.
type Answer = Option<(Actor, Timestamp)>;

/// Where requests ask, those that come at the same time together.
pub(crate) type Door = Hot<Asked, Answer>;

/// Opens the door of a database.
pub(crate) fn door(db: &Db) -> Door {
    db.hot_read(load_actors)
}

/// Who a token stands for, at this moment.
pub(crate) async fn find_actor(
    app: &App,
    token: &Token,
    wiring: &Wiring,
) -> Result<Actor, AccessError> {
    let (now, hash) = (app.clock.now(), token.hash);
    let asked = Asked {
        hash,
        now,
        resolver: wiring.resolver,
    };
    let found = wiring.door.submit(token.brand, asked).await?;
    let (actor, seen_at) = found.ok_or(AccessError::NotLoggedIn)?;
    if now.0 - seen_at.0 > SEEN_STEP_MILLIS {
        let life = match actor.via {
            Via::Till { .. } => life_at_till(app, now),
            _ => life(app, now),
        };
        app.db
            .write(token.brand, move |tx| {
                store::see(tx, &hash, now, life.idle_until)
            })
            .await?;
    }
    Ok(actor)
}

/// What the answers to some questions stand on.
struct Known {
    sessions: HashMap<[u8; 32], Held>,
    reach: HashMap<StaffId, StoreFilter>,
    tills: TillPlaces,
}

fn load_actors(tx: &mut Tx<'_>, asked: &[Asked]) -> Result<Vec<Answer>, DbError> {
    let Some(resolver) = asked.first().map(|one| one.resolver) else {
        return Ok(Vec::new());
    };
    let sessions = store::find_many(tx, asked.iter().map(|one| &one.hash))?;
    let people: Vec<_> = sessions
        .values()
        .map(|held| (held.staff_id, held.scope_kind))
        .collect();
    let tills: Vec<TillId> = sessions.values().filter_map(|held| held.till_id).collect();
    let known = Known {
        reach: reach_of(tx, &people, resolver)?,
        tills: (resolver.find_tills)(tx, &tills)?,
        sessions,
    };
    let answer = |one: &Asked| actor_of(tx.brand(), one, &known);
    Ok(asked.iter().map(answer).collect())
}

fn actor_of(brand: BrandId, asked: &Asked, known: &Known) -> Answer {
    let now = asked.now;
    let held = known.sessions.get(&asked.hash)?;
    if now >= held.idle_until.min(held.ends_at) {
        return None;
    }
    let reach = known.reach.get(&held.staff_id)?;
    let (via, stores) = match held.till_id {
        None => (Via::Session(held.id), reach.clone()),
        Some(till) => {
            // A till that is switched off, or stands where the person does not work any more.
            let place = known.tills.get(&till)?;
            if !place.is_active || !reach.allows(place.store_id) {
                return None;
            }
            let session = held.id;
            let own = StoreFilter::Only(vec![place.store_id]);
            (Via::Till { session, till }, own)
        }
    };
    // Not asked at a till, which is itself something that one has.
    let is_limited = held.till_id.is_none()
        && !held.passed_second_factor
        && policy::needs_second_factor(held.second_factor_roles.as_deref(), held.role);
    let actor = Actor {
        brand,
        staff: held.staff_id,
        role: held.role,
        now,
        via,
        grants: None,
        is_limited,
        stores,
    };
    Some((actor, held.seen_at))
}

/// The stores that a person may see at this moment.
pub(crate) fn stores_of(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    kind: ScopeKind,
    resolver: ScopeResolver,
) -> Result<StoreFilter, DbError> {
    let reach = reach_of(tx, &[(staff_id, kind)], resolver)?.remove(&staff_id);
    reach.ok_or(DbError::Missing)
}

/// The stores that each of some people may see at this moment.
fn reach_of(
    tx: &mut Tx<'_>,
    people: &[(StaffId, ScopeKind)],
    resolver: ScopeResolver,
) -> Result<HashMap<StaffId, StoreFilter>, DbError> {
    let scopes = staff::store::scopes(tx, people)?;
    let mut all = HashMap::with_capacity(people.len());
    for ((staff_id, _), scope) in people.iter().zip(&scopes) {
        let reach = match staff::reach(tx, resolver, scope)? {
            None => StoreFilter::All,
            Some(mut stores) => {
                stores.sort_unstable();
                StoreFilter::Only(stores)
            }
        };
        all.insert(*staff_id, reach);
    }
    Ok(all)
}

/// How long a log-in with a password lasts from now on.
fn life(app: &App, now: Timestamp) -> rules::Life {
    let config = &app.config.session;
    rules::life(now, config.idle_minutes, config.max_hours)
}

/// How long a log-in with a PIN at a till lasts from now on.
pub(crate) fn life_at_till(app: &App, now: Timestamp) -> rules::Life {
    let config = &app.config.session;
    rules::life(now, config.till_idle_minutes, config.till_max_hours)
}

/// What somebody types to log in.
pub struct Credentials {
    /// The brand's code.
    pub brand_code: String,
    /// The person's log-in.
    pub login: String,
    /// The person's password.
    pub password: String,
    /// Of the second factor.
    pub code: Option<String>,
}

/// What somebody types to log in, and where.
pub(crate) struct LogIn {
    pub said: Credentials,
    pub network: String,
    pub client: String,
}

/// Checks a log-in and begins a session; the text goes to the client. Unknown, switched off and
/// wrong are one answer, after the same time.
pub(crate) async fn log_in(app: &App, log_in: LogIn) -> Result<(Token, String), AccessError> {
    let now = app.clock.now();
    let said = log_in.said;
    let brand = crate::find_brand_by_code(&app.db, &said.brand_code).await?;
    let brand_id = brand.map_or(NO_BRAND, |brand| brand.id);
    let (login, network) = (said.login, log_in.network.clone());
    let (tries, known) = app
        .db
        .read(brand_id, move |tx| {
            // What cannot be anybody's log-in, or is nobody's brand's, is not worth a row.
            let login =
                Some(login.as_str()).filter(|login| staff::is_login(login) && brand_id != NO_BRAND);
            let known = match login {
                Some(login) => staff::store::find_by_login(tx, login)?,
                None => None,
            };
            let is_known_network = match &known {
                Some(staff) => throttle::is_known_network(tx, staff.id, &network, now)?,
                None => false,
            };
            let tries = Tries::to_log_in(&network, login, is_known_network);
            throttle::peek(tx, &tries, now)?;
            Ok::<_, AccessError>((tries, known))
        })
        .await?;
    let taken = tries.clone();
    app.db
        .write(brand_id, move |tx| throttle::take(tx, &taken, now))
        .await?;
    let known = known.filter(|staff| staff.is_active);
    let hash = known.as_ref().map(|staff| staff.password_hash.clone());
    let is_right = password::is_password(said.password, hash).await?;
    let staff = known.filter(|_| is_right).ok_or(AccessError::WrongLogIn)?;

    let (token, text) = Token::make(brand_id);
    let life = life(app, now);
    let new = store::NewSession {
        hash: token.hash,
        staff_id: staff.id,
        till_id: None,
        now,
        idle_until: life.idle_until,
        ends_at: life.ends_at,
        network: log_in.network,
        client: log_in.client,
    };
    let checked = Checked {
        password_hash: staff.password_hash,
        code: said.code,
        tries,
    };
    let seal = app.seal.clone();
    let begin = app
        .db
        .write(brand_id, move |tx| begin(tx, &seal, &new, &checked));
    match begin.await? {
        true => Ok((token, text)),
        false => Err(AccessError::SecondFactorNeeded),
    }
}

/// What let somebody in so far.
struct Checked {
    password_hash: String,
    /// Of the second factor.
    code: Option<String>,
    tries: Tries,
}

/// Begins a session; answers `false` where only the code of the telephone is missing.
fn begin(
    tx: &mut Tx<'_>,
    seal: &Seal,
    new: &store::NewSession,
    checked: &Checked,
) -> Result<bool, AccessError> {
    // Between the check and now, the person may have been switched off or given a new password.
    let staff = staff::store::lock_active(tx, new.staff_id)?;
    let staff = staff.filter(|(hash, ..)| *hash == checked.password_hash);
    staff.ok_or(AccessError::WrongLogIn)?;
    let code = checked.code.as_deref();
    let has_passed = match second_factor::pass(tx, seal, new.staff_id, code, new.now) {
        Err(AccessError::SecondFactorNeeded) => {
            // The try stays on the count of the person at the address until the code is right, or
            // codes could be guessed at for ever.
            throttle::forgive(tx, &checked.tries.shared(), new.now)?;
            return Ok(false);
        }
        other => other?,
    };
    throttle::forgive(tx, &checked.tries, new.now)?;
    throttle::know_network(tx, new.staff_id, &new.network, new.now)?;
    store::forget_over(tx, new.staff_id, new.now)?;
    let details = json!({ "session_id": store::insert(tx, new, has_passed)? });
    record(tx, new.now, new.staff_id, "session.log_in", &details)?;
    Ok(true)
}

/// Ends the session of a token, if it is one.
pub(crate) async fn log_out(app: &App, token: Token) -> Result<(), AccessError> {
    let now = app.clock.now();
    let log_out = move |tx: &mut Tx<'_>| match store::end(tx, &token.hash)? {
        Some(staff_id) => record(tx, now, staff_id, "session.log_out", &json!({})),
        None => Ok(()),
    };
    app.db.write(token.brand, log_out).await
}

/// Ends all sessions of a person but the one that asks, if one does. The person is locked.
pub(crate) fn end_others(
    tx: &mut Tx<'_>,
    staff_id: StaffId,
    asks: Option<SessionId>,
) -> Result<u64, DbError> {
    match asks {
        Some(asks) => store::end_all_but(tx, staff_id, asks),
        None => store::end_all(tx, staff_id),
    }
}

fn record(
    tx: &mut Tx<'_>,
    now: Timestamp,
    staff_id: StaffId,
    action: &str,
    details: &Json,
) -> Result<(), AccessError> {
    let act = Act::of_staff(now, staff_id);
    let subject = staff_id.to_string();
    Ok(audit::record(tx, &act, action, &subject, details)?)
}
