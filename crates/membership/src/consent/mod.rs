//! 同意: what a member has agreed to, for each purpose and channel, and to which text.
//!
//! The ledger of consents is append-only: giving and withdrawing are events, and the last one
//! counts. Purposes are asked for one by one (PIPL art. 14, 23, 29), withdrawing is as easy as
//! giving (art. 15), and nothing is sent but what [`may_contact`] allows.

pub(crate) mod http;
pub(crate) mod policy;
pub(crate) mod rules;
mod store;

pub use policy::{PolicyText, find_policy, list_policies, publish_policy};
pub use rules::{Consent, ConsentOrigin, ContactChannel, Purpose, SaidBy};

use crate::change::LATEST;
use crate::guardian::is_child_on;
use crate::merge::{absorbed_into, current_id, current_ids, ids_of_person};
use crate::profile::{self, MemberState};
use crate::{MembershipError, PersonError};
use access::audit;
use kernel::{Act, BusinessDate, By, Cursor, Invalid, MemberId, Page, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use serde_json::json;
use std::collections::{HashMap, HashSet};

kernel::id!(
    #[doc(alias = "同意")]
    /// A consent that was given or withdrawn.
    ConsentId,
    "cns"
);

row! {
    /// A consent that was given or withdrawn.
    pub struct ConsentEvent {
        /// Which.
        pub id: ConsentId,
        /// When.
        pub at: Timestamp,
        /// What for.
        pub purpose: Purpose,
        /// By which way of being reached.
        pub channel: ContactChannel,
        /// Given, or withdrawn.
        pub is_given: bool,
        /// The version of the text.
        pub policy_version: Option<i64>,
        /// SHA-256 of the text.
        pub text_hash: Option<Vec<u8>>,
        /// Where it was said.
        pub origin: ConsentOrigin,
        /// In which store.
        pub store_id: Option<StoreId>,
        /// Who said it.
        pub said_by: SaidBy,
        /// Who wrote it down.
        pub recorded_by: By,
        /// What staff noted.
        pub note: Option<String>,
    }
}

/// Writes down that a consent was given or withdrawn.
pub fn record_consent(
    tx: &mut Tx<'_>,
    act: &Act,
    id: MemberId,
    consent: &Consent,
) -> Result<ConsentId, MembershipError> {
    let id = current_id(tx, id)?;
    let member = profile::lock_any(tx, id)?;
    match (member.state(), consent.is_given) {
        (MemberState::Erased, _) => return Err(PersonError::Erased.into()),
        (MemberState::Closed, true) => return Err(PersonError::AccountClosed.into()),
        _ => {}
    }
    let is_child = is_child_on(member.birthday, today(tx, act.now)?);
    rules::check(consent, is_child)?;
    if let Some(store_id) = consent.store_id {
        profile::check_store(tx, store_id)?;
    }
    let text = text_of(tx, consent)?;
    let event = append(tx, act, id, consent, text)?;
    let details = json!({
        "purpose": consent.purpose,
        "channel": consent.channel,
        "is_given": consent.is_given,
    });
    audit::record(tx, act, "member.consent", &id.to_string(), &details)?;
    Ok(event)
}

/// The text that a consent names; for giving there must be one.
fn text_of(tx: &mut Tx<'_>, consent: &Consent) -> Result<Option<PolicyText>, MembershipError> {
    let purpose = consent.purpose;
    match consent.policy_version {
        Some(version) => match find_policy(tx, purpose, version)? {
            Some(text) => Ok(Some(text)),
            None => Err(Invalid::one("/policy_version", "reference.unknown", []).into()),
        },
        None if !consent.is_given => Ok(None),
        None => {
            let purpose_word = purpose.as_str();
            match policy::latest(tx, purpose)? {
                Some(_) => Err(Invalid::one("/policy_version", "value.missing", []).into()),
                None => Err(PersonError::PolicyMissing {
                    purpose: purpose_word,
                }
                .into()),
            }
        }
    }
}

/// Appends a consent that was checked before.
pub(crate) fn append(
    tx: &mut Tx<'_>,
    act: &Act,
    member: MemberId,
    consent: &Consent,
    text: Option<PolicyText>,
) -> Result<ConsentId, DbError> {
    let id = ConsentId(tx.new_id());
    let note = consent.note.as_deref().map(str::trim);
    let event = ConsentEvent {
        id,
        at: act.now,
        purpose: consent.purpose,
        channel: consent.channel,
        is_given: consent.is_given,
        policy_version: text.as_ref().map(|text| text.version),
        text_hash: text.map(|text| text.hash),
        origin: consent.origin,
        store_id: consent.store_id,
        said_by: consent.said_by,
        recorded_by: act.by,
        note: note.filter(|note| !note.is_empty()).map(str::to_owned),
    };
    store::insert(tx, member, &event)?;
    Ok(id)
}

/// What counts of a member's consents: the last event for each purpose and channel.
pub fn current_consents(
    tx: &mut Tx<'_>,
    id: MemberId,
) -> Result<Vec<ConsentEvent>, MembershipError> {
    profile::get(tx, id)?;
    let mut last: Vec<ConsentEvent> = Vec::new();
    for id in ids_of_person(tx, id)? {
        last.extend(store::last(tx, id)?);
    }
    last.sort_by_key(|event| std::cmp::Reverse((event.at, event.id)));
    let mut known = HashSet::new();
    last.retain(|event| known.insert((event.purpose, event.channel)));
    Ok(last)
}

/// A page of everything that a member has given and withdrawn, the latest first.
pub fn list_consents(
    tx: &mut Tx<'_>,
    id: MemberId,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<ConsentEvent>, MembershipError> {
    profile::get(tx, id)?;
    let before = cursor.unwrap_or(LATEST);
    let mut events = Vec::new();
    for id in ids_of_person(tx, id)? {
        events.extend(store::page(tx, id, before, limit + 1)?);
    }
    events.sort_by_key(|event| std::cmp::Reverse((event.at, event.id)));
    Ok(Page::of(events, limit, |event| Cursor {
        key: event.at.0,
        id: event.id.0,
    }))
}

/// Whether a member may be contacted for a purpose by a channel, now.
pub fn may_contact(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: MemberId,
    purpose: Purpose,
    channel: ContactChannel,
) -> Result<bool, DbError> {
    Ok(contactable(tx, now, &[id], purpose, channel)?.contains(&id))
}

/// Those of some members who may be contacted for a purpose by a channel, now. The rules are in
/// [`rules::allows`]; who is closed, erased or unknown is never among them.
pub fn contactable(
    tx: &mut Tx<'_>,
    now: Timestamp,
    members: &[MemberId],
    purpose: Purpose,
    channel: ContactChannel,
) -> Result<HashSet<MemberId>, DbError> {
    let today = today(tx, now)?;
    let current = current_ids(tx, members)?;
    let people: Vec<MemberId> = current.values().copied().collect();
    let people = profile::store::load(tx, people)?;
    let open = |state| matches!(state, MemberState::Active | MemberState::Frozen);
    let ids: Vec<MemberId> = people.iter().map(|one| one.id).collect();
    let mut said = said_by(tx, purpose, &ids)?;
    let children: Vec<MemberId> = people
        .iter()
        .filter(|one| is_child_on(one.birthday, today))
        .map(|one| one.id)
        .collect();
    let guarded = said_by(tx, Purpose::Guardian, &children)?;
    let mut allowed = HashSet::new();
    for person in people.iter().filter(|one| open(one.state())) {
        let said = said.remove(&person.id).unwrap_or_default();
        let is_child = children.contains(&person.id);
        let is_guarded = guarded
            .get(&person.id)
            .is_some_and(|said| rules::last_of(said, ContactChannel::All) == Some(true));
        if (!is_child || is_guarded) && rules::allows(purpose, channel, is_child, &said) {
            allowed.insert(person.id);
        }
    }
    let is_allowed = |id: &&MemberId| current.get(id).is_some_and(|now| allowed.contains(now));
    Ok(members.iter().filter(is_allowed).copied().collect())
}

/// What some people said about a purpose under any of their ids, in the order of time.
fn said_by(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    people: &[MemberId],
) -> Result<HashMap<MemberId, Vec<(ContactChannel, bool)>>, DbError> {
    let absorbed: HashMap<MemberId, MemberId> = absorbed_into(tx, people)?.into_iter().collect();
    let ids: Vec<MemberId> = people.iter().chain(absorbed.keys()).copied().collect();
    let mut events = store::said(tx, purpose, ids)?;
    events.sort_by_key(|said| (said.at, said.id));
    let mut by_person: HashMap<MemberId, Vec<(ContactChannel, bool)>> = HashMap::new();
    for said in events {
        let person = absorbed.get(&said.member_id).unwrap_or(&said.member_id);
        let list = by_person.entry(*person).or_default();
        list.push((said.channel, said.is_given));
    }
    Ok(by_person)
}

/// The day that it is for the brand.
pub(crate) fn today(tx: &mut Tx<'_>, now: Timestamp) -> Result<BusinessDate, DbError> {
    match access::get_brand(tx) {
        Ok(brand) => Ok(now.date_in(&brand.zone)),
        Err(access::AccessError::Db(error)) => Err(error),
        // A database without its brand: counted in UTC, as everything without a store is.
        Err(_) => Ok(now.date_in(&"UTC".parse().expect("UTC is always known"))),
    }
}

/// Blanks what staff noted with a member's consents; the consents themselves are the proof that
/// the brand may have to give and stay.
pub(crate) fn erase(tx: &mut Tx<'_>, id: MemberId) -> Result<(), DbError> {
    store::blank_notes(tx, id)
}
