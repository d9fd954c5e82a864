//! The door over HTTP, for people who are not logged in: what the joining page asks the server.
//!
//! Nobody is told whether a number belongs to a member before its digits were answered.

use super::answers::{
    CertifyKey, DigitsSent, IssuedCode, JoinBrand, JoinedMember, JoiningAsk, JoiningDoor,
    KeyCertificate, KnownMember, NotReady, PhoneProved, ProvePhone, SendDigits, ShowProof,
};
use super::proof::{self, DIGITS_MINUTES, read_phone};
use super::rules::{masked_name, read_code};
use super::{Agreed, JoiningError, JoiningLink, SMS_PURPOSE, open_link, texts};
use crate::code::{certify_phone, issue_short_code};
use crate::consent::Purpose;
use crate::throttle::{self, Limit};
use crate::{MembershipError, identity, profile};
use access::{Guarded, Network, Permission};
use axum::extract::State;
use channels::sms;
use data_encoding::HEXLOWER_PERMISSIVE as HEX;
use kernel::{Act, BrandId, Invalid};
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Path, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use platform::seal::Seal;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::Public, routes!(open_door))
        .route(Permission::Public, routes!(send_digits))
        .route(Permission::Public, routes!(prove_phone))
        .route(Permission::Public, routes!(join_brand))
        .route(Permission::Public, routes!(issue_member_code))
        .route(Permission::Public, routes!(certify_phone_key))
}

/// Digits that one address may ask for in an hour; a store's guests share its address.
const SENDS: Limit = Limit {
    most: 60,
    millis: 3_600_000,
};
/// Digits that one link sends in an hour, from whatever addresses: a code on a wall does not cost
/// its brand more than this when somebody plays with it.
const SENDS_OF_LINK: Limit = Limit {
    most: 300,
    millis: 3_600_000,
};
/// Answers that one address may try in an hour.
const ANSWERS: Limit = Limit {
    most: 120,
    millis: 3_600_000,
};

/// The brand and the link of an address. What is no address of ours is an unknown link.
async fn enter(app: &App, code: &str) -> Result<(BrandId, JoiningLink), Problem> {
    let read = read_code(code).ok_or(JoiningError::LinkNotFound);
    let (brand, code) = read.map_err(MembershipError::from)?;
    let open = move |tx: &mut Tx<'_>| open_link(tx, &code);
    Ok((brand, app.db.read(brand, open).await?))
}

async fn take_try(app: &App, brand: BrandId, subject: String, limit: Limit) -> Result<(), Problem> {
    let now = app.clock.now();
    let take = move |tx: &mut Tx<'_>| -> Result<(), MembershipError> {
        Ok(throttle::take(tx, &subject, limit, now)??)
    };
    Ok(app.db.write(brand, take).await?)
}

/// What the joining page of a link shows.
#[utoipa::path(get, path = "/api/v1/join/{code}", operation_id = "open_door", tag = "join",
    params(("code" = String, Path)), responses(
    (status = 200, body = JoiningDoor), (status = "4XX", body = ProblemBody),
))]
async fn open_door(
    State(app): State<App>,
    Path(code): Path<String>,
) -> Result<Json<JoiningDoor>, Problem> {
    let (brand, link) = enter(&app, &code).await?;
    let seal = app.seal.clone();
    let show = move |tx: &mut Tx<'_>| show_door(tx, &seal, &link);
    Ok(Json(app.db.read(brand, show).await?))
}

fn show_door(
    tx: &mut Tx<'_>,
    seal: &Seal,
    link: &JoiningLink,
) -> Result<JoiningDoor, MembershipError> {
    let stores: Vec<_> = link.store_id.into_iter().collect();
    let store = tx.fetch(retail::stores(tx, &stores))?.into_values().next();
    let asks: Vec<JoiningAsk> = texts(tx)?
        .into_iter()
        .map(|(channel, text)| JoiningAsk {
            purpose: text.purpose,
            channel,
            policy_version: text.version,
            zh: text.zh,
            en: text.en,
            is_required: text.purpose == Purpose::Service,
        })
        .collect();
    let has_sms = sms::is_set_up(tx, seal, SMS_PURPOSE).map_err(JoiningError::from)?;
    let not_ready = match (has_sms, asks.iter().any(|ask| ask.is_required)) {
        (false, _) => Some(NotReady::Sms),
        (true, false) => Some(NotReady::Policy),
        (true, true) => None,
    };
    Ok(JoiningDoor {
        brand_name: access::get_brand(tx)?.name,
        store_name: store.map(|store| store.name),
        asks,
        not_ready,
    })
}

/// Sends six digits to a phone by SMS.
#[utoipa::path(post, path = "/api/v1/join/{code}/digits", operation_id = "send_digits",
    tag = "join", params(("code" = String, Path)), request_body = SendDigits, responses(
    (status = 200, body = DigitsSent), (status = "4XX", body = ProblemBody),
))]
async fn send_digits(
    State(app): State<App>,
    network: Network,
    key: IdempotencyKey,
    Path(code): Path<String>,
    Json(body): Json<SendDigits>,
) -> Result<Answer, Problem> {
    let phone = read_phone(&body.phone)?;
    let (brand, link) = enter(&app, &code).await?;
    take_try(&app, brand, format!("digits:{}", network.0), SENDS).await?;
    take_try(&app, brand, format!("digits:{}", link.id), SENDS_OF_LINK).await?;
    let (seal, act) = (app.seal.clone(), Act::of_system(app.clock.now()));
    // What is kept of the request is keyed: a bare hash of a phone number is found out in seconds.
    let asked = identity::phone_value(&app.seal, brand, &phone);
    idempotency::once(&app, brand, key, &asked, "send_digits", move |tx| {
        proof::send_digits(tx, &seal, &act, &link, &phone)?;
        Ok::<_, MembershipError>(DigitsSent {
            phone: phone.masked(),
            ends_at: act.now.plus_millis(DIGITS_MINUTES * 60_000),
            again_after_seconds: 60,
        })
    })
    .await
}

/// Proves a phone number with the digits that were sent to it. The same digits give the same proof
/// again, so the answer is kept nowhere.
#[utoipa::path(post, path = "/api/v1/join/{code}/proof", operation_id = "prove_phone",
    tag = "join", params(("code" = String, Path)), request_body = ProvePhone, responses(
    (status = 200, body = PhoneProved), (status = "4XX", body = ProblemBody),
))]
async fn prove_phone(
    State(app): State<App>,
    network: Network,
    Path(code): Path<String>,
    Json(body): Json<ProvePhone>,
) -> Result<Json<PhoneProved>, Problem> {
    let phone = read_phone(&body.phone)?;
    if body.digits.len() != 6 || !body.digits.bytes().all(|byte| byte.is_ascii_digit()) {
        let example = [("example", "123456".into())];
        return Err(Invalid::one("/digits", "value.wrong_format", example).into());
    }
    let (brand, link) = enter(&app, &code).await?;
    take_try(&app, brand, format!("proof:{}", network.0), ANSWERS).await?;
    let (seal, tried) = (app.seal.clone(), phone.clone());
    let counted = app
        .db
        .write(brand, move |tx| proof::take_try(tx, &seal, &tried))
        .await?;
    let (seal, now, digits) = (app.seal.clone(), app.clock.now(), body.digits);
    let prove = move |tx: &mut Tx<'_>| {
        let (token, ends_at) = proof::prove(tx, &seal, now, (&phone, counted), &digits)?;
        let known = proof::open(tx, &seal, now, (link.id, &token))?.member;
        let member = match known {
            Some(id) => Some(profile::get(tx, id)?),
            None => None,
        };
        Ok::<_, MembershipError>(PhoneProved {
            proof: token,
            ends_at,
            member: member.map(|member| KnownMember {
                name: masked_name(&member.name),
                member_no: member.member_no,
            }),
        })
    };
    Ok(Json(app.db.write(brand, prove).await?))
}

/// Makes the holder of a proved number a member, or knows one again.
#[utoipa::path(post, path = "/api/v1/join/{code}/member", operation_id = "join_brand",
    tag = "join", params(("code" = String, Path)), request_body = JoinBrand, responses(
    (status = 200, body = JoinedMember), (status = "4XX", body = ProblemBody),
))]
async fn join_brand(
    State(app): State<App>,
    key: IdempotencyKey,
    Path(code): Path<String>,
    Json(body): Json<JoinBrand>,
) -> Result<Answer, Problem> {
    let (brand, link) = enter(&app, &code).await?;
    let agreed: Vec<Agreed> = body
        .consents
        .iter()
        .map(|one| Agreed {
            purpose: one.purpose,
            channel: one.channel,
            policy_version: one.policy_version,
        })
        .collect();
    let (seal, act) = (app.seal.clone(), Act::of_system(app.clock.now()));
    let (token, name) = (body.proof.clone(), body.name.clone());
    idempotency::once(&app, brand, key, &body, "join_brand", move |tx| {
        let proved = proof::open(tx, &seal, act.now, (link.id, &token))?;
        let joined = super::join(tx, &seal, &act, &link, &proved, name.as_deref(), &agreed)?;
        let member = profile::get(tx, joined.member_id)?;
        Ok::<_, MembershipError>(JoinedMember {
            name: masked_name(&member.name),
            member_no: member.member_no,
            is_new: joined.is_new,
        })
    })
    .await
}

/// Gives a member's phone a short member code: a minute, one use. Asked again, it gives another
/// one, and the answer is kept nowhere.
#[utoipa::path(post, path = "/api/v1/join/{code}/member-code", operation_id = "issue_member_code",
    tag = "join", params(("code" = String, Path)), request_body = ShowProof, responses(
    (status = 200, body = IssuedCode), (status = "4XX", body = ProblemBody),
))]
async fn issue_member_code(
    State(app): State<App>,
    Path(code): Path<String>,
    Json(body): Json<ShowProof>,
) -> Result<Json<IssuedCode>, Problem> {
    let (brand, link) = enter(&app, &code).await?;
    let (seal, now, token) = (app.seal.clone(), app.clock.now(), body.proof);
    let issue = move |tx: &mut Tx<'_>| {
        let member = proof::open_member(tx, &seal, now, (link.id, &token))?;
        let issued = issue_short_code(tx, now, member)?;
        Ok::<_, MembershipError>(IssuedCode {
            code: issued.code,
            ends_at: issued.ends_at,
        })
    };
    Ok(Json(app.db.write(brand, issue).await?))
}

/// Certifies the key of a member's phone for a day, so that tills can check its codes offline.
#[utoipa::path(post, path = "/api/v1/join/{code}/certificate", operation_id = "certify_phone_key",
    tag = "join", params(("code" = String, Path)), request_body = CertifyKey, responses(
    (status = 200, body = KeyCertificate), (status = "4XX", body = ProblemBody),
))]
async fn certify_phone_key(
    State(app): State<App>,
    key: IdempotencyKey,
    Path(code): Path<String>,
    Json(body): Json<CertifyKey>,
) -> Result<Answer, Problem> {
    let decoded = HEX.decode(body.phone_key.as_bytes()).ok();
    let phone_key: Option<[u8; 32]> = decoded.and_then(|bytes| bytes.try_into().ok());
    let phone_key = phone_key.ok_or_else(|| {
        let example = [("example", "64 hex digits".into())];
        Invalid::one("/phone_key", "value.wrong_format", example)
    })?;
    let (brand, link) = enter(&app, &code).await?;
    let (seal, now, token) = (app.seal.clone(), app.clock.now(), body.proof.clone());
    idempotency::once(&app, brand, key, &body, "certify_phone_key", move |tx| {
        let member = proof::open_member(tx, &seal, now, (link.id, &token))?;
        let certificate = certify_phone(tx, &seal, now, member, &phone_key)?;
        Ok::<_, MembershipError>(KeyCertificate {
            certificate: HEX.encode(&certificate.bytes),
            member_no: certificate.member_no,
            ends_at: certificate.ends_at,
        })
    })
    .await
}
