//! 会员身份: phone, card, member number and external keys, each unique in the brand; any of them
//! finds the member.
//!
//! The unique key is the guard: whoever writes an identity first owns it, whatever was read
//! before. A phone number is kept as a keyed hash (blind index), so that the table alone does not
//! give it away.

pub mod rules;
mod store;

pub use rules::{IdentityKind, Phone};

use crate::MembershipError;
use crate::merge::absorbed_into;
use crate::profile::Member;
use kernel::{BrandId, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use platform::seal::Seal;
use std::collections::HashMap;

kernel::id!(
    #[doc(alias = "会员身份")]
    /// One thing that a member is found by, such as a card.
    IdentityId,
    "idn"
);

row! {
    /// One thing that a member is found by.
    pub struct Identity {
        /// Its own key, by which a card is taken away.
        pub id: IdentityId,
        /// What it is.
        pub kind: IdentityKind,
        /// The number or key; for a phone its blind index.
        pub value: String,
        /// Since when.
        pub added_at: Timestamp,
    }
}

/// A value with its kind: what the unique key is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct IdentityKey {
    /// What it is.
    pub kind: IdentityKind,
    /// As stored.
    pub value: String,
}

/// An identity that somebody wants.
#[derive(Debug, Clone)]
pub(crate) struct Claim {
    pub kind: IdentityKind,
    pub value: String,
    pub member_id: MemberId,
    pub added_at: Timestamp,
}

/// How often a write is tried again when somebody else was faster; each time shows who it was.
pub(crate) const TRIES: u32 = 5;

/// Refuses words that are kept for ever when they hold what a member is called or found by.
pub(crate) fn check_nameless(
    tx: &mut Tx<'_>,
    member: &Member,
    words: &str,
) -> Result<(), MembershipError> {
    let identities = list(tx, member.id)?;
    let values = identities.iter().map(|one| one.value.as_str());
    let names = values.chain([member.name.as_str()]);
    crate::profile::rules::check_nameless("/reason", words, names)?;
    Ok(())
}

/// Finds the member who has this phone number, however it is typed.
pub fn find_by_phone(
    tx: &mut Tx<'_>,
    seal: &Seal,
    phone: &str,
) -> Result<Option<MemberId>, MembershipError> {
    let Some(phone) = Phone::read(phone) else {
        return Ok(None);
    };
    let value = phone_value(seal, tx.brand(), &phone);
    Ok(find_one(tx, IdentityKind::Phone, value)?)
}

/// Finds the members who have these phone numbers, by the number as given.
pub fn find_by_phones(
    tx: &mut Tx<'_>,
    seal: &Seal,
    phones: &[String],
) -> Result<HashMap<String, MemberId>, DbError> {
    let brand = tx.brand();
    let read = |typed: &String| {
        Phone::read(typed).map(|phone| (typed.clone(), phone_value(seal, brand, &phone)))
    };
    find_many(
        tx,
        IdentityKind::Phone,
        phones.iter().filter_map(read).collect(),
    )
}

/// Finds the member who has this card.
pub fn find_by_card(tx: &mut Tx<'_>, card: &str) -> Result<Option<MemberId>, MembershipError> {
    let Some(card) = rules::read_card(card) else {
        return Ok(None);
    };
    Ok(find_one(tx, IdentityKind::Card, card)?)
}

/// Finds the member who has this member number.
pub fn find_by_member_no(
    tx: &mut Tx<'_>,
    member_no: &str,
) -> Result<Option<MemberId>, MembershipError> {
    let member_no = member_no.trim();
    if !rules::is_member_no(member_no) {
        return Ok(None);
    }
    Ok(find_one(tx, IdentityKind::MemberNo, member_no.to_owned())?)
}

/// Finds the members who have these cards, member numbers or external keys, by the value as
/// given. A phone number needs the seal: [`find_by_phones`].
pub fn find_by_external(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    values: &[String],
) -> Result<HashMap<String, MemberId>, DbError> {
    let read = |given: &String| {
        let stored = match kind {
            IdentityKind::Card => rules::read_card(given),
            IdentityKind::NfcTag => rules::read_tag(given),
            IdentityKind::External => rules::read_external(given),
            IdentityKind::MemberNo => Some(given.trim().to_owned()),
            IdentityKind::Phone => None,
        };
        stored.map(|stored| (given.clone(), stored))
    };
    find_many(tx, kind, values.iter().filter_map(read).collect())
}

/// All that one member is found by, oldest first; what was merged into him included.
pub(crate) fn list(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Identity>, DbError> {
    store::list(tx, member)
}

/// Who owns these values, whatever kind they are: the survivor of those who were merged.
pub(crate) fn owners(
    tx: &mut Tx<'_>,
    values: impl IntoIterator<Item = String>,
) -> Result<HashMap<IdentityKey, MemberId>, DbError> {
    let owners = store::owners(tx, values)?;
    Ok(owners
        .into_iter()
        .map(|(kind, value, member)| (IdentityKey { kind, value }, member))
        .collect())
}

/// Which of these members have an external key, of their own or from one who was merged into them.
pub(crate) fn with_external(
    tx: &mut Tx<'_>,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<Vec<MemberId>, DbError> {
    let members: Vec<MemberId> = members.into_iter().collect();
    let survivor_of: HashMap<MemberId, MemberId> =
        absorbed_into(tx, &members)?.into_iter().collect();
    let all = members.into_iter().chain(survivor_of.keys().copied());
    let with = store::members_with(tx, IdentityKind::External, all)?;
    let current = |id| survivor_of.get(&id).copied().unwrap_or(id);
    Ok(with.into_iter().map(current).collect())
}

/// Writes all claims or none: `false` when somebody else was faster with one of them.
pub(crate) fn claim_all(tx: &mut Tx<'_>, claims: &[Claim]) -> Result<bool, DbError> {
    let written = tx.nested(|tx| match store::insert(tx, claims) {
        Ok(count) if count == claims.len() as u64 => Ok(()),
        // The savepoint takes back those that did go in.
        Ok(_) => Err(DbError::Unique),
        Err(error) => Err(error),
    });
    match written {
        Ok(()) => Ok(true),
        Err(DbError::Unique) => Ok(false),
        Err(error) => Err(error),
    }
}

/// Writes one claim, or says to whom the value belongs.
pub(crate) fn claim(tx: &mut Tx<'_>, claim: Claim) -> Result<Result<(), MemberId>, DbError> {
    // The owner is committed by now: an insert waits for one that is under way. Only if it was
    // taken away again in between is there neither, and the value free for another try.
    for _ in 0..TRIES {
        if store::insert(tx, std::slice::from_ref(&claim))? == 1 {
            return Ok(Ok(()));
        }
        if let Some(owner) = find_one(tx, claim.kind, claim.value.clone())? {
            return Ok(Err(owner));
        }
    }
    Err(DbError::Retry)
}

/// Takes the phone number away.
pub(crate) fn remove_phone(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::delete_kind(tx, member, IdentityKind::Phone).map(|_| ())
}

/// Takes a value away, whoever of the people who are one it came to be under.
pub(crate) fn remove_value(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    value: String,
) -> Result<(), DbError> {
    store::delete_value(tx, kind, &value).map(|_| ())
}

/// Takes away everything that a member is found by; the values are free for others.
pub(crate) fn erase(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::delete_all(tx, member).map(|_| ())
}

/// Takes one thing of a kind away that a member is found by.
pub(crate) fn remove_one(
    tx: &mut Tx<'_>,
    member: MemberId,
    kind: IdentityKind,
    id: IdentityId,
) -> Result<(), MembershipError> {
    match store::delete_one(tx, member, kind, id)? {
        0 => Err(MembershipError::CardNotFound { card_id: id }),
        _ => Ok(()),
    }
}

/// A phone number as stored: 128 bits of a keyed hash. The brand is in it, so that two brands'
/// tables do not tell that they share a member.
pub(crate) fn phone_value(seal: &Seal, brand: BrandId, phone: &Phone) -> String {
    let hash = seal.blind_index("member.phone", &format!("{brand}/{}", phone.e164()));
    hash[..16]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect()
}

fn find_one(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    value: String,
) -> Result<Option<MemberId>, DbError> {
    let owners = owners(tx, [value.clone()])?;
    Ok(owners.get(&IdentityKey { kind, value }).copied())
}

fn find_many(
    tx: &mut Tx<'_>,
    kind: IdentityKind,
    wanted: Vec<(String, String)>,
) -> Result<HashMap<String, MemberId>, DbError> {
    let owners = owners(tx, wanted.iter().map(|(_, stored)| stored.clone()))?;
    let owner_of = |(given, value): (String, String)| {
        let owner = owners.get(&IdentityKey { kind, value }).copied();
        owner.map(|member| (given, member))
    };
    Ok(wanted.into_iter().filter_map(owner_of).collect())
}
