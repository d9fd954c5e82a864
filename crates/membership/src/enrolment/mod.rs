//! 入会: a person becomes a member, at the till or by import, and the brand knows each once.
//!
//! What the brand knows is read first and decided on by a pure rule; the unique key on identities
//! is the guard. If somebody else writes one of the identities in between, all claims of the act
//! are taken back and it is decided anew, with the other's member in sight.

mod entering;
pub(crate) mod http;
mod rules;

use crate::MembershipError;
use crate::consent;
use crate::guardian::Guardian;
use crate::identity::{self, Claim, IdentityKind};
use crate::profile::{Channel, Gender, rules::latest_date};
use kernel::{
    Act, BusinessDate, Invalid, JoiningLinkId, MemberId, StaffId, StoreId, TierId, Timestamp,
};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use retail::Store;
use rules::{Admission, Entrant, Policy, Registry, Wanted};
use std::collections::{HashMap, HashSet};

/// A person who is to become a member. At least one of phone, card and external key is needed.
#[derive(Debug, Clone)]
pub struct NewMember {
    /// 姓名, if it was given.
    pub name: Option<String>,
    /// 手机号 as typed.
    pub phone: Option<String>,
    /// 会员卡 number as typed or scanned.
    pub card_no: Option<String>,
    /// The key in another system.
    pub external_id: Option<String>,
    /// As the member says it.
    pub gender: Gender,
    /// 生日
    pub birthday: Option<BusinessDate>,
    /// Where the enrolment is.
    pub store_id: Option<StoreId>,
    /// How the member came in.
    pub channel: Channel,
    /// The guide who won the member.
    pub guide_id: Option<StaffId>,
    /// Who answers for somebody younger than 14.
    pub guardian: Option<Guardian>,
    /// The joining link that the person came by.
    pub link_id: Option<JoiningLinkId>,
}

impl NewMember {
    /// Somebody of whom nothing is known yet but the way in.
    pub const fn by(channel: Channel) -> Self {
        NewMember {
            name: None,
            phone: None,
            card_no: None,
            external_id: None,
            gender: Gender::Unknown,
            birthday: None,
            store_id: None,
            channel,
            guide_id: None,
            guardian: None,
            link_id: None,
        }
    }
}

/// A member of another system.
#[derive(Debug, Clone)]
pub struct ImportedMember {
    /// What the other system knows of the person.
    pub new: NewMember,
    /// When the enrolment was there; now if it does not say.
    pub enrolled_at: Option<Timestamp>,
    /// The tier there.
    pub tier_id: Option<TierId>,
}

/// Enrols a person; one whom the brand knows already is refused with the member's id.
pub fn enrol(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    new: &NewMember,
) -> Result<MemberId, MembershipError> {
    let entry = ImportedMember {
        new: new.clone(),
        enrolled_at: None,
        tier_id: None,
    };
    let mut outcomes = enrol_all(tx, seal, act, Policy::Refuse, std::slice::from_ref(&entry))?;
    match outcomes.pop() {
        Some(outcome) => outcome,
        None => Err(DbError::Bug("an enrolment without an outcome".into()).into()),
    }
}

/// Enters members of another system, a few statements for hundreds of rows. The same row again
/// (by external key, else by phone, else by card) gives the same member and changes nothing.
pub fn import_members(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    members: &[ImportedMember],
) -> Result<Vec<Result<MemberId, MembershipError>>, DbError> {
    enrol_all(tx, seal, act, Policy::Recognise, members)
}

/// An entrant on the way in, with the place of its outcome.
struct Candidate<'a> {
    place: usize,
    entry: &'a ImportedMember,
    entrant: Entrant,
    wanted: Wanted,
}

fn enrol_all(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    policy: Policy,
    entries: &[ImportedMember],
) -> Result<Vec<Result<MemberId, MembershipError>>, DbError> {
    let stores = load_stores(tx, entries)?;
    let guides: Vec<_> = entries
        .iter()
        .filter_map(|entry| entry.new.guide_id)
        .collect();
    let guides = tx.fetch(access::known_staff(tx, &guides))?;
    let today = consent::today(tx, act.now)?;
    let mut outcomes: Vec<Result<MemberId, MembershipError>> = Vec::with_capacity(entries.len());
    let mut candidates = Vec::new();
    for (place, entry) in entries.iter().enumerate() {
        match check(entry, (&stores, &guides), (act.now, today)) {
            Ok(entrant) => {
                let wanted = wanted(tx, seal, &entrant);
                outcomes.push(Ok(wanted.id));
                candidates.push(Candidate {
                    place,
                    entry,
                    entrant,
                    wanted,
                });
            }
            Err(invalid) => outcomes.push(Err(invalid.into())),
        }
    }
    let admissions = admit(tx, act, policy, &mut candidates)?;
    let mut entered = Vec::new();
    for (candidate, admission) in candidates.into_iter().zip(admissions) {
        outcomes[candidate.place] = outcome(&candidate, &admission);
        if let Admission::Enrol { member_no } = admission {
            entered.push(entering::member_of(seal, act, candidate, member_no));
        }
    }
    entering::write(tx, seal, act, &stores, &entered)?;
    Ok(outcomes)
}

fn load_stores(
    tx: &mut Tx<'_>,
    entries: &[ImportedMember],
) -> Result<HashMap<StoreId, Store>, DbError> {
    let mut ids: Vec<StoreId> = entries
        .iter()
        .filter_map(|entry| entry.new.store_id)
        .collect();
    ids.sort_unstable();
    ids.dedup();
    let stores = tx.fetch(retail::stores(tx, &ids))?;
    Ok(stores)
}

fn check(
    entry: &ImportedMember,
    (stores, guides): (&HashMap<StoreId, Store>, &HashSet<StaffId>),
    (now, today): (Timestamp, BusinessDate),
) -> Result<Entrant, Invalid> {
    let checked = rules::check(&entry.new, latest_date(now), today);
    let mut wrong = checked.as_ref().err().cloned().unwrap_or_default();
    if entry
        .new
        .store_id
        .is_some_and(|id| !stores.contains_key(&id))
    {
        wrong.add("/store_id", "reference.unknown", []);
    }
    if entry.new.guide_id.is_some_and(|id| !guides.contains(&id)) {
        wrong.add("/guide_id", "reference.unknown", []);
    }
    if entry.enrolled_at.is_some_and(|at| at > now) {
        wrong.add(
            "/enrolled_at",
            "date.too_late",
            [("max", now.to_string().into())],
        );
    }
    wrong.check()?;
    checked
}

fn wanted(tx: &Tx<'_>, seal: &Seal, entrant: &Entrant) -> Wanted {
    let brand = tx.brand();
    Wanted {
        id: MemberId(tx.new_id()),
        phone: entrant
            .phone
            .as_ref()
            .map(|phone| identity::phone_value(seal, brand, phone)),
        card: entrant.card.clone(),
        external: entrant.external.clone(),
    }
}

/// Decides about all candidates and writes their identities, until nobody was faster.
fn admit(
    tx: &mut Tx<'_>,
    act: &Act,
    policy: Policy,
    candidates: &mut [Candidate<'_>],
) -> Result<Vec<Admission>, DbError> {
    for _ in 0..identity::TRIES {
        let wanted: Vec<Wanted> = candidates.iter().map(|one| one.wanted.clone()).collect();
        let admissions = read_registry(tx, policy, &wanted)?.admit(policy, &wanted);
        let mut out_of_numbers = false;
        for (candidate, admission) in candidates.iter_mut().zip(&admissions) {
            if *admission == Admission::NoNumber {
                candidate.wanted.id = MemberId(tx.new_id());
                out_of_numbers = true;
            }
        }
        if !out_of_numbers && identity::claim_all(tx, &claims(act, &wanted, &admissions))? {
            return Ok(admissions);
        }
    }
    Err(DbError::Retry)
}

fn read_registry(tx: &mut Tx<'_>, policy: Policy, wanted: &[Wanted]) -> Result<Registry, DbError> {
    let owners = identity::owners(tx, wanted.iter().flat_map(Wanted::values))?;
    let with_external = match policy {
        Policy::Refuse => Vec::new(),
        Policy::Recognise => {
            let by_phone = owners
                .iter()
                .filter(|(key, _)| key.kind == IdentityKind::Phone);
            let members: Vec<MemberId> = by_phone.map(|(_, member)| *member).collect();
            identity::with_external(tx, members)?
        }
    };
    Ok(Registry {
        owners,
        with_external: with_external.into_iter().collect(),
    })
}

fn claims(act: &Act, wanted: &[Wanted], admissions: &[Admission]) -> Vec<Claim> {
    let mut claims = Vec::new();
    for (wanted, admission) in wanted.iter().zip(admissions) {
        let mut claim = |kind, value: &Option<String>, member_id| {
            if let Some(value) = value.clone() {
                claims.push(Claim {
                    kind,
                    value,
                    member_id,
                    added_at: act.now,
                });
            }
        };
        match admission {
            Admission::Enrol { member_no } => {
                claim(IdentityKind::MemberNo, &Some(member_no.clone()), wanted.id);
                claim(IdentityKind::Phone, &wanted.phone, wanted.id);
                claim(IdentityKind::Card, &wanted.card, wanted.id);
                claim(IdentityKind::External, &wanted.external, wanted.id);
            }
            Admission::Link(member) => claim(IdentityKind::External, &wanted.external, *member),
            Admission::Known(_)
            | Admission::PhoneTaken(_)
            | Admission::Taken(..)
            | Admission::NoNumber => {}
        }
    }
    claims
}

fn outcome(candidate: &Candidate<'_>, admission: &Admission) -> Result<MemberId, MembershipError> {
    match *admission {
        Admission::Enrol { .. } => Ok(candidate.wanted.id),
        Admission::Known(member) | Admission::Link(member) => Ok(member),
        Admission::PhoneTaken(member_id) => Err(MembershipError::AlreadyEnrolled { member_id }),
        Admission::Taken(kind, member_id) => {
            Err(MembershipError::IdentityTaken { kind, member_id })
        }
        Admission::NoNumber => Err(DbError::Retry.into()),
    }
}
