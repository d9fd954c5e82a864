//! 手机号验证: six digits go out by SMS; whoever answers them within five minutes and five tries
//! holds the phone, and for a quarter of an hour may act for it.
//!
//! Only the digits that were sent last count. A try is counted in a transaction of its own before
//! it is looked at, so that neither a refusal nor many tries at once win one more.

use super::error::JoiningError;
use super::store::{self, NewProof, PhoneProof};
use super::{JoiningLink, PhoneProofId};
use crate::identity::{self, Phone};
use crate::{MembershipError, profile};
use channels::sms::{self, NewSms};
use data_encoding::BASE32_NOPAD;
use kernel::{Act, Invalid, JoiningLinkId, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;

/// The purpose under which brands keep the template; its variables are `code` and `minutes`.
pub const SMS_PURPOSE: &str = "join_code";
/// How long the digits wait for an answer.
pub const DIGITS_MINUTES: i64 = 5;
/// How often they may be answered.
pub const TRIES_MAX: i64 = 5;
/// How long a proof is good.
pub const PROOF_MINUTES: i64 = 15;

const MINUTE: i64 = 60_000;

/// A number that is in somebody's hand.
#[derive(Debug, Clone)]
pub(crate) struct Proved {
    pub phone: Phone,
    /// The member who has it, if one does.
    pub member: Option<MemberId>,
}

/// Reads a number as somebody types it. Only mainland numbers get digits: nobody is known at the
/// door yet, and whoever earns from messages to costly countries would let a brand send them.
pub(crate) fn read_phone(typed: &str) -> Result<Phone, Invalid> {
    let phone = Phone::read(typed).ok_or_else(|| {
        let example = [("example", "13800001234".into())];
        Invalid::one("/phone", "value.wrong_format", example)
    })?;
    match phone.is_mainland() {
        true => Ok(phone),
        false => Err(Invalid::one("/phone", "phone.abroad", [])),
    }
}

/// Sends digits to a number.
pub(crate) fn send_digits(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    link: &JoiningLink,
    phone: &Phone,
) -> Result<(), MembershipError> {
    let id = PhoneProofId(tx.new_id());
    let digits = format!("{:06}", rand::random_range(0..1_000_000_u32));
    let digits_end_at = act.now.plus_millis(DIGITS_MINUTES * MINUTE);
    let new = NewProof {
        id,
        phone_index: &identity::phone_value(seal, tx.brand(), phone),
        phone_sealed: seal.close(phone.e164(), &phone_context(id)),
        digits_hash: hash_digits(seal, id, &digits),
        link: link.id,
        digits_end_at,
    };
    store::insert_proof(tx, &new)?;
    let to = channels::Phone::of_e164(phone.e164())
        .ok_or_else(|| DbError::Bug("a phone number in E.164 is not one to the channels".into()))?;
    let sms = NewSms {
        purpose: SMS_PURPOSE,
        key: id.to_string(),
        phone: to,
        variables: BTreeMap::from([("code", digits), ("minutes", DIGITS_MINUTES.to_string())]),
        give_up_at: digits_end_at,
    };
    sms::queue(tx, seal, act, &sms).map_err(JoiningError::from)?;
    Ok(())
}

/// Counts a try at the digits that a number was sent last; answers at which.
pub(crate) fn take_try(
    tx: &mut Tx<'_>,
    seal: &Seal,
    phone: &Phone,
) -> Result<Option<PhoneProofId>, DbError> {
    let index = identity::phone_value(seal, tx.brand(), phone);
    let latest = store::lock_latest_proof(tx, &index)?.map(|proof| proof.id);
    if let Some(id) = latest {
        store::count_try(tx, id)?;
    }
    Ok(latest)
}

/// Looks at a try that was counted at certain digits; right ones open the way with a token. The
/// same digits give the same token again, for the first answer may have been lost.
pub(crate) fn prove(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    (phone, counted): (&Phone, Option<PhoneProofId>),
    digits: &str,
) -> Result<(String, Timestamp), MembershipError> {
    let index = identity::phone_value(seal, tx.brand(), phone);
    // Digits that were sent since were not counted at: a try at them would be one too many.
    let waiting = store::lock_latest_proof(tx, &index)?.filter(|proof| {
        Some(proof.id) == counted && proof.digits_end_at > now && proof.tries <= TRIES_MAX
    });
    let Some(proof) = waiting else {
        return Err(JoiningError::DigitsOver.into());
    };
    // Keyed hashes are compared, so that the time it takes tells nothing of the digits.
    if proof.digits_hash != hash_digits(seal, proof.id, digits.trim()) {
        return Err(match TRIES_MAX - proof.tries {
            left @ 1.. => JoiningError::WrongDigits { left }.into(),
            _ => JoiningError::DigitsOver.into(),
        });
    }
    let token = token_of(seal, proof.id);
    if proof.proved_at.is_some() {
        return Ok((token, proof.ends_at));
    }
    let ends_at = now.plus_millis(PROOF_MINUTES * MINUTE);
    match store::prove(tx, proof.id, hash_token(&token), now, ends_at)? {
        true => Ok((token, ends_at)),
        false => Err(tx.run_again().into()),
    }
}

/// What a token stands for, as long as it is good and comes by the link where it was won.
pub(crate) fn open(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    (link, token): (JoiningLinkId, &str),
) -> Result<Proved, MembershipError> {
    let proof = store::find_proof_by_token(tx, hash_token(token))?
        .filter(|proof| proof.proved_at.is_some() && proof.ends_at > now && proof.link_id == link)
        .ok_or(JoiningError::ProofOver)?;
    let phone = phone_of(seal, &proof)?;
    let member = identity::find_by_phone(tx, seal, phone.e164())?;
    Ok(Proved { phone, member })
}

/// The member of a proof, who must have joined.
pub(crate) fn open_member(
    tx: &mut Tx<'_>,
    seal: &Seal,
    now: Timestamp,
    shown: (JoiningLinkId, &str),
) -> Result<MemberId, MembershipError> {
    let proved = open(tx, seal, now, shown)?;
    let member = proved.member.ok_or(JoiningError::ProofOver)?;
    Ok(profile::get(tx, member)?.id)
}

fn phone_of(seal: &Seal, proof: &PhoneProof) -> Result<Phone, MembershipError> {
    let text = seal.open(&proof.phone_sealed, &phone_context(proof.id))?;
    let phone = Phone::read(&text);
    Ok(phone.ok_or_else(|| DbError::Bug("a sealed phone number is none".into()))?)
}

fn phone_context(id: PhoneProofId) -> String {
    format!("phone_proof.phone/{id}")
}

/// Keyed, for a million hashes of six digits are made in a second.
fn hash_digits(seal: &Seal, id: PhoneProofId, digits: &str) -> [u8; 32] {
    seal.blind_index("phone_proof.digits", &format!("{id}/{digits}"))
}

/// Made of the seal's key and not of chance, so that it need not be kept to be given twice.
fn token_of(seal: &Seal, id: PhoneProofId) -> String {
    let secret = seal.blind_index("phone_proof.token", &id.to_string());
    BASE32_NOPAD.encode(&secret[..20]).to_lowercase()
}

fn hash_token(token: &str) -> [u8; 32] {
    Sha256::digest(token.as_bytes()).into()
}
