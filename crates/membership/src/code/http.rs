//! Scans and the tills' keys over HTTP.

use super::keys::PublicKey;
use super::rules::{KnownBy, Scan};
use super::{resolve, rotate_code_key, trusted_keys};
use crate::MembershipError;
use crate::profile::http::MemberProfile;
use crate::throttle::{self, Limit};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use data_encoding::HEXLOWER;
use kernel::{Invalid, Timestamp};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::MembersRead, routes!(resolve_member))
        .route(Permission::MembersRead, routes!(list_code_keys))
        .route(Permission::SettingsWrite, routes!(rotate_code_keys))
}

/// The longest text that a scanner gives.
const SCAN_MAX: usize = 512;

/// Wrong codes of one person in a quarter of an hour. Where ten thousand of the 10^12 codes wait at
/// any time, somebody who guesses day and night is right once in a century.
const MISSES: Limit = Limit {
    most: 30,
    millis: 15 * 60_000,
};

/// What a scanner or a keyboard gave.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ScannedText {
    /// The text as it came: member code, card, tag, phone or member number.
    #[schema(min_length = 1, max_length = 512, example = "99012345678901")]
    text: String,
}

/// Who was found, and by what.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct ResolvedMember {
    /// What was scanned.
    known_by: KnownBy,
    /// Whether it shows that the member's phone is here, which spending may ask for.
    is_presence: bool,
    /// Who.
    member: MemberProfile,
}

/// The keys that a till must hold.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct CodeKeys {
    /// In the order of their numbers; the last one certifies.
    items: Vec<CodeKeyView>,
    /// By which clock.
    at: Timestamp,
}

/// A public key that phones are certified with.
#[derive(Debug, Serialize, utoipa::ToSchema)]
#[schema(as = CodeKey)]
struct CodeKeyView {
    /// Its number, which each code names.
    no: u16,
    /// 32 bytes of Ed25519 in hex.
    public_key: String,
    /// Since when it certifies.
    created_at: Timestamp,
    /// Until when codes that it certified can be genuine; null for the one that certifies.
    #[schema(required)]
    trusted_until: Option<Timestamp>,
}

impl From<PublicKey> for CodeKeyView {
    fn from(key: PublicKey) -> Self {
        CodeKeyView {
            no: key.no,
            public_key: HEXLOWER.encode(&key.public),
            created_at: key.created_at,
            trusted_until: key.trusted_until,
        }
    }
}

/// Finds the member whom a scan stands for: member code, card, tag, phone or member number. A code
/// that changes by itself is used up.
#[utoipa::path(post, path = "/api/v1/members/resolve", operation_id = "resolve_member",
    tag = "members", request_body = ScannedText, responses(
    (status = 200, body = ResolvedMember), (status = "4XX", body = ProblemBody),
))]
async fn resolve_member(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<ScannedText>,
) -> Result<Answer, Problem> {
    let mut wrong = Invalid::new();
    wrong.text("/text", body.text.trim(), SCAN_MAX);
    wrong.check()?;
    let is_guess = matches!(super::rules::read(&body.text), Scan::Short(_));
    let subject = format!("scan:{}", actor.staff);
    if is_guess {
        let (subject, now) = (subject.clone(), actor.now);
        let take = move |tx: &mut Tx<'_>| -> Result<(), MembershipError> {
            Ok(throttle::take(tx, &subject, MISSES, now)??)
        };
        app.db.write(actor.brand, take).await?;
    }
    let (seal, now, text) = (app.seal.clone(), actor.now, body.text.clone());
    let answer = idempotency::once(&app, actor.brand, key, &body, "resolve_member", move |tx| {
        let known = resolve(tx, &seal, now, &text)?;
        Ok::<_, MembershipError>(ResolvedMember {
            known_by: known.by,
            is_presence: known.by.is_presence(),
            member: MemberProfile::get(tx, &seal, known.member_id)?,
        })
    })
    .await?;
    // It was no guess; nor is the same question once more, after an answer that was lost.
    if is_guess && answer.is_success() {
        let give_back = move |tx: &mut Tx<'_>| throttle::give_back(tx, &subject);
        app.db.write(actor.brand, give_back).await?;
    }
    Ok(answer)
}

/// The public keys by which a till checks signed member codes while it is offline.
#[utoipa::path(get, path = "/api/v1/member-code-keys", operation_id = "list_code_keys",
    tag = "members", responses(
    (status = 200, body = CodeKeys), (status = "4XX", body = ProblemBody),
))]
async fn list_code_keys(State(app): State<App>, actor: Actor) -> Result<Json<CodeKeys>, Problem> {
    Ok(Json(show_keys(&app, &actor).await?))
}

async fn show_keys(app: &App, actor: &Actor) -> Result<CodeKeys, Problem> {
    let (seal, now) = (app.seal.clone(), actor.now);
    // The first key of a brand is made here, hence no read.
    let keys = app
        .db
        .write(actor.brand, move |tx| trusted_keys(tx, &seal, now))
        .await?;
    Ok(CodeKeys {
        items: keys.into_iter().map(CodeKeyView::from).collect(),
        at: now,
    })
}

/// Makes a new key for certifying phones. What the old one certified stays good until it is over;
/// tills fetch the new key within the day.
#[utoipa::path(post, path = "/api/v1/member-code-keys/rotate", operation_id = "rotate_code_keys",
    tag = "members", responses(
    (status = 200, body = CodeKeys), (status = "4XX", body = ProblemBody),
))]
async fn rotate_code_keys(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
) -> Result<Answer, Problem> {
    let (seal, act) = (app.seal.clone(), actor.act());
    idempotency::once(&app, actor.brand, key, &(), "rotate_code_keys", move |tx| {
        rotate_code_key(tx, &seal, &act)?;
        let keys = trusted_keys(tx, &seal, act.now)?;
        Ok::<_, MembershipError>(CodeKeys {
            items: keys.into_iter().map(CodeKeyView::from).collect(),
            at: act.now,
        })
    })
    .await
}
