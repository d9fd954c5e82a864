//! 监护人: who answers for a member younger than 14 (PIPL art. 31).
//!
//! Nobody younger than 14 is a member without a guardian who agreed. Name and phone of the guardian
//! are sealed; that the guardian agreed is an event in the ledger of consents.

pub(crate) mod http;
mod rules;
mod store;

pub use rules::{Guardian, Relation};
pub(crate) use rules::{check, is_child_on, note_missing};

use crate::consent::{self, Consent, ConsentOrigin, ContactChannel, Purpose, SaidBy, policy};
use crate::identity::Phone;
use crate::merge::{current_id, ids_of_person};
use crate::{MembershipError, profile};
use access::audit;
use kernel::{Act, BusinessDate, Invalid, MemberId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::json;

/// A guardian as people see it: the phone number masked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GuardianShown {
    /// The name; empty when the key does not open it.
    pub name: String,
    /// The phone number, masked.
    pub phone: String,
    /// What the guardian is to the child.
    pub relation: Relation,
    /// Since when.
    pub recorded_at: Timestamp,
}

/// Writes down who answers for a member, and that this person agreed.
pub fn set_guardian(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    id: MemberId,
    guardian: &Guardian,
    origin: ConsentOrigin,
    store_id: Option<StoreId>,
) -> Result<(), MembershipError> {
    let mut wrong = Invalid::new();
    let phone = check(&mut wrong, "", guardian);
    wrong.check()?;
    if let Some(store_id) = store_id {
        profile::check_store(tx, store_id)?;
    }
    let id = current_id(tx, id)?;
    profile::lock(tx, id)?;
    if let (Some(phone), said) = (phone, Said { origin, store_id }) {
        write(tx, seal, act, id, (guardian, &phone), said)?;
    }
    let details = json!({ "relation": guardian.relation });
    audit::record(tx, act, "member.guardian", &id.to_string(), &details)?;
    Ok(())
}

/// Where a guardian agreed.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Said {
    pub origin: ConsentOrigin,
    pub store_id: Option<StoreId>,
}

/// Writes a guardian that was checked before.
pub(crate) fn write(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    id: MemberId,
    (guardian, phone): (&Guardian, &Phone),
    said: Said,
) -> Result<(), DbError> {
    let row = store::Row {
        name_sealed: seal.close(guardian.name.trim(), &context("name", id)),
        phone_sealed: seal.close(phone.e164(), &context("phone", id)),
        relation: guardian.relation,
        recorded_at: act.now,
    };
    store::replace(tx, act.by, id, &row)?;
    let consent = Consent {
        purpose: Purpose::Guardian,
        channel: ContactChannel::All,
        is_given: true,
        policy_version: None,
        origin: said.origin,
        store_id: said.store_id,
        said_by: SaidBy::Guardian,
        note: None,
    };
    // The text in force, if the brand has published one.
    let text = policy::latest(tx, Purpose::Guardian)?;
    consent::append(tx, act, id, &consent, text)?;
    Ok(())
}

/// Refuses a birthday that makes somebody a child for whom nobody answers.
pub(crate) fn require_for(
    tx: &mut Tx<'_>,
    now: Timestamp,
    id: MemberId,
    birthday: Option<BusinessDate>,
) -> Result<(), MembershipError> {
    let today = consent::today(tx, now)?;
    if is_child_on(birthday, today) && find_of_person(tx, id)?.is_none() {
        let mut wrong = Invalid::new();
        note_missing(&mut wrong);
        wrong.check()?;
    }
    Ok(())
}

/// The guardian of a person, under the current id or under one that a merge brought along.
fn find_of_person(
    tx: &mut Tx<'_>,
    id: MemberId,
) -> Result<Option<(MemberId, store::Row)>, DbError> {
    for id in ids_of_person(tx, id)? {
        if let Some(row) = store::find(tx, id)? {
            return Ok(Some((id, row)));
        }
    }
    Ok(None)
}

/// Who answers for a member, if somebody does.
pub fn find_guardian(
    tx: &mut Tx<'_>,
    seal: &Seal,
    id: MemberId,
) -> Result<Option<GuardianShown>, MembershipError> {
    let id = profile::get(tx, id)?.id;
    let Some((id, row)) = find_of_person(tx, id)? else {
        return Ok(None);
    };
    let opened = open(seal, id, &row);
    Ok(Some(GuardianShown {
        phone: opened.1.map(|phone| phone.masked()).unwrap_or_default(),
        name: opened.0,
        relation: row.relation,
        recorded_at: row.recorded_at,
    }))
}

/// What names the guardian of a member, in clear; for looking for it elsewhere.
pub(crate) fn reveal(
    tx: &mut Tx<'_>,
    seal: &Seal,
    id: MemberId,
) -> Result<Option<(String, Option<Phone>, Relation)>, DbError> {
    let row = store::find(tx, id)?;
    Ok(row.map(|row| {
        let (name, phone) = open(seal, id, &row);
        (name, phone, row.relation)
    }))
}

/// Forgets who answered for a member.
pub(crate) fn erase(tx: &mut Tx<'_>, id: MemberId) -> Result<(), DbError> {
    store::delete(tx, id)
}

fn open(seal: &Seal, id: MemberId, row: &store::Row) -> (String, Option<Phone>) {
    let text = |sealed: &[u8], part| seal.open(sealed, &context(part, id)).ok();
    let phone = text(&row.phone_sealed, "phone");
    (
        text(&row.name_sealed, "name").unwrap_or_default(),
        phone.and_then(|phone| Phone::read(&phone)),
    )
}

fn context(part: &str, id: MemberId) -> String {
    format!("guardian.{part}/{id}")
}
