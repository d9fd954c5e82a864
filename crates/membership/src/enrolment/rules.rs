//! Who may be enrolled, decided over everything that is known of the brand's identities. Pure.

use super::NewMember;
use crate::guardian::{self, is_child_on, note_missing};
use crate::identity::rules::{CARD_MAX, EXTERNAL_MAX, member_no, read_card, read_external};
use crate::identity::{IdentityKey, IdentityKind, Phone};
use crate::profile::{NameKeys, name_keys, rules::*};
use kernel::{BusinessDate, Invalid, MemberId};
use std::collections::{HashMap, HashSet};

/// A new member whose fields are all right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Entrant {
    pub name: String,
    pub keys: NameKeys,
    pub phone: Option<Phone>,
    pub card: Option<String>,
    pub external: Option<String>,
    pub guardian_phone: Option<Phone>,
}

/// Reads a new member, or names all fields that are wrong. `latest` is the latest date on earth,
/// `today` that of the brand.
pub(crate) fn check(
    new: &NewMember,
    latest: BusinessDate,
    today: BusinessDate,
) -> Result<Entrant, Invalid> {
    let mut wrong = Invalid::new();
    if let Some(name) = &new.name {
        check_name(&mut wrong, "/name", name);
    }
    if let Some(birthday) = new.birthday {
        check_birthday(&mut wrong, "/birthday", birthday, latest);
    }
    let phone = new
        .phone
        .as_deref()
        .and_then(|typed| check_phone(&mut wrong, "/phone", typed));
    let card = new
        .card_no
        .as_deref()
        .map(|typed| (typed, read_card(typed)));
    if let Some((typed, None)) = &card {
        note_key(&mut wrong, "/card_no", typed, CARD_MAX, "VIP-0001");
    }
    let external = new
        .external_id
        .as_deref()
        .map(|typed| (typed, read_external(typed)));
    if let Some((typed, None)) = &external {
        note_key(&mut wrong, "/external_id", typed, EXTERNAL_MAX, "crm-1024");
    }
    let is_nameless = new.phone.is_none() && card.is_none() && external.is_none();
    if is_nameless {
        wrong.add("/phone", "value.missing", []);
    }
    let guardian_phone = check_guardian(&mut wrong, new, latest, today);
    wrong.check()?;
    let name = new.name.as_deref().unwrap_or_default().trim().to_owned();
    Ok(Entrant {
        keys: name_keys(&name),
        name,
        phone,
        card: card.and_then(|(_, card)| card),
        external: external.and_then(|(_, external)| external),
        guardian_phone,
    })
}

/// A child has a guardian, and nobody else does: no more is asked for than is needed.
fn check_guardian(
    wrong: &mut Invalid,
    new: &NewMember,
    latest: BusinessDate,
    today: BusinessDate,
) -> Option<Phone> {
    // A birthday that is wrong is noted as that.
    let birthday = new.birthday.filter(|born| *born <= latest);
    match (&new.guardian, is_child_on(birthday, today)) {
        (Some(guardian), true) => guardian::check(wrong, "/guardian", guardian),
        (Some(_), false) => {
            wrong.add("/guardian", "value.not_allowed", []);
            None
        }
        (None, true) => {
            note_missing(wrong);
            None
        }
        (None, false) => None,
    }
}

fn note_key(wrong: &mut Invalid, pointer: &str, typed: &str, max: usize, example: &str) {
    let before = wrong.0.len();
    wrong.text(pointer, typed, max);
    if wrong.0.len() == before {
        wrong.add(pointer, "value.wrong_format", [("example", example.into())]);
    }
}

/// The identities that one entrant wants, as stored, and the id that the member would have.
#[derive(Debug, Clone)]
pub(crate) struct Wanted {
    pub id: MemberId,
    pub phone: Option<String>,
    pub card: Option<String>,
    pub external: Option<String>,
}

impl Wanted {
    /// Every value whose owner matters, the member numbers that may be drawn among them.
    pub fn values(&self) -> impl Iterator<Item = String> + '_ {
        let given = [&self.phone, &self.card, &self.external];
        let numbers = (0..NUMBERS).map(|attempt| member_no(self.id.0, attempt));
        given.into_iter().flatten().cloned().chain(numbers)
    }
}

/// How many member numbers are looked at for one member. With ten million members one in ninety
/// is taken, so all four are once in sixty million times.
const NUMBERS: u32 = 4;

/// What an act does with somebody whom the brand knows already.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Policy {
    /// At the till: it is refused, and the answer says who it is.
    Refuse,
    /// In an import: the same row again is the same member again.
    Recognise,
}

/// What becomes of one entrant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Admission {
    /// A new member with this number.
    Enrol { member_no: String },
    /// A member already; nothing to write.
    Known(MemberId),
    /// A member already, found by phone; the external key is written down.
    Link(MemberId),
    /// The phone number belongs to somebody else.
    PhoneTaken(MemberId),
    /// The card or external key belongs to somebody else.
    Taken(IdentityKind, MemberId),
    /// All member numbers that were looked at are taken: to be tried with another id.
    NoNumber,
}

/// What is known of the brand's identities; grows as entrants are admitted.
#[derive(Debug, Default)]
pub(crate) struct Registry {
    /// Who owns what.
    pub owners: HashMap<IdentityKey, MemberId>,
    /// Who has an external key.
    pub with_external: HashSet<MemberId>,
}

impl Registry {
    /// Decides about entrants one after the other, each as if those before it were written.
    pub fn admit(&mut self, policy: Policy, all: &[Wanted]) -> Vec<Admission> {
        all.iter()
            .map(|wanted| self.admit_one(policy, wanted))
            .collect()
    }

    fn admit_one(&mut self, policy: Policy, wanted: &Wanted) -> Admission {
        let known = match policy {
            Policy::Refuse => self.refuse(wanted),
            Policy::Recognise => self.recognise(wanted),
        };
        if let Some(known) = known {
            if let Admission::Link(member) = known {
                self.take(IdentityKind::External, &wanted.external, member);
            }
            return known;
        }
        let Some(member_no) = self.free_number(wanted.id) else {
            return Admission::NoNumber;
        };
        self.take(IdentityKind::Phone, &wanted.phone, wanted.id);
        self.take(IdentityKind::Card, &wanted.card, wanted.id);
        self.take(IdentityKind::External, &wanted.external, wanted.id);
        self.take(IdentityKind::MemberNo, &Some(member_no.clone()), wanted.id);
        Admission::Enrol { member_no }
    }

    /// The phone number comes first: it is what people are known by.
    fn refuse(&self, wanted: &Wanted) -> Option<Admission> {
        if let Some(member) = self.owner(IdentityKind::Phone, &wanted.phone) {
            return Some(Admission::PhoneTaken(member));
        }
        let others = [
            (IdentityKind::External, &wanted.external),
            (IdentityKind::Card, &wanted.card),
        ];
        others.into_iter().find_map(|(kind, value)| {
            self.owner(kind, value)
                .map(|member| Admission::Taken(kind, member))
        })
    }

    /// The external key comes first: it is what the other system knows the member by.
    fn recognise(&self, wanted: &Wanted) -> Option<Admission> {
        if let Some(member) = self.owner(IdentityKind::External, &wanted.external) {
            return Some(Admission::Known(member));
        }
        if let Some(member) = self.owner(IdentityKind::Phone, &wanted.phone) {
            return Some(match &wanted.external {
                None => Admission::Known(member),
                // Two keys of the other system with one phone number are two people there; to
                // make them one would mix their points. A person must look at it.
                Some(_) if self.with_external.contains(&member) => Admission::PhoneTaken(member),
                Some(_) => Admission::Link(member),
            });
        }
        let member = self.owner(IdentityKind::Card, &wanted.card)?;
        let by_card_alone = wanted.phone.is_none() && wanted.external.is_none();
        Some(match by_card_alone {
            true => Admission::Known(member),
            false => Admission::Taken(IdentityKind::Card, member),
        })
    }

    fn free_number(&self, id: MemberId) -> Option<String> {
        (0..NUMBERS)
            .map(|attempt| member_no(id.0, attempt))
            .find(|number| {
                self.owner(IdentityKind::MemberNo, &Some(number.clone()))
                    .is_none()
            })
    }

    fn owner(&self, kind: IdentityKind, value: &Option<String>) -> Option<MemberId> {
        let value = value.clone()?;
        self.owners.get(&IdentityKey { kind, value }).copied()
    }

    fn take(&mut self, kind: IdentityKind, value: &Option<String>, member: MemberId) {
        let Some(value) = value.clone() else { return };
        if kind == IdentityKind::External {
            self.with_external.insert(member);
        }
        self.owners.insert(IdentityKey { kind, value }, member);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Channel;

    fn new(phone: Option<&str>, card: Option<&str>, external: Option<&str>) -> NewMember {
        NewMember {
            phone: phone.map(Into::into),
            card_no: card.map(Into::into),
            external_id: external.map(Into::into),
            ..NewMember::by(Channel::Till)
        }
    }

    fn wrong_fields(new: &NewMember) -> Vec<(String, &'static str)> {
        let today = "2026-11-25".parse().expect("a date");
        match check(new, today, today) {
            Ok(_) => Vec::new(),
            Err(Invalid(all)) => all.into_iter().map(|one| (one.pointer, one.code)).collect(),
        }
    }

    #[test]
    fn a_member_needs_something_to_be_found_by() {
        let named = NewMember {
            name: Some("李娜".into()),
            ..NewMember::by(Channel::Till)
        };
        assert_eq!(
            wrong_fields(&named),
            [("/phone".to_owned(), "value.missing")]
        );
        for one in [
            new(Some("13800001234"), None, None),
            new(None, Some("VIP-0001"), None),
            new(None, None, Some("crm-1")),
        ] {
            assert_eq!(wrong_fields(&one), []);
        }
    }

    #[test]
    fn wrong_fields_are_all_named() {
        let mut one = new(Some("12345"), Some("卡 1"), Some(&"x".repeat(65)));
        one.name = Some(String::new());
        one.birthday = Some("2026-11-26".parse().expect("a date"));
        let wanted = [
            ("/name", "text.empty"),
            ("/birthday", "date.too_late"),
            ("/phone", "value.wrong_format"),
            ("/card_no", "value.wrong_format"),
            ("/external_id", "text.too_long"),
        ];
        let wanted: Vec<_> = wanted.map(|(at, code)| (at.to_owned(), code)).into();
        assert_eq!(wrong_fields(&one), wanted);
    }

    /// `who | phone card external | what becomes of it`; `-` is none. Members 1 to 3 are there
    /// already: 1 has phone p1 and external e1, 2 has phone p2, 3 has card c3.
    fn check_table(policy: Policy, table: &str) {
        let mut registry = Registry::default();
        registry.take(IdentityKind::Phone, &Some("p1".into()), MemberId(1));
        registry.take(IdentityKind::External, &Some("e1".into()), MemberId(1));
        registry.take(IdentityKind::Phone, &Some("p2".into()), MemberId(2));
        registry.take(IdentityKind::Card, &Some("c3".into()), MemberId(3));
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let parts: Vec<&str> = line.split('|').map(str::trim).collect();
            let given: Vec<Option<String>> = parts[1]
                .split_whitespace()
                .map(|word| (word != "-").then(|| word.to_owned()))
                .collect();
            let wanted = Wanted {
                id: MemberId(parts[0].parse().expect("a number")),
                phone: given[0].clone(),
                card: given[1].clone(),
                external: given[2].clone(),
            };
            let found = match registry.admit_one(policy, &wanted) {
                Admission::Enrol { .. } => "enrol".to_owned(),
                Admission::Known(MemberId(who)) => format!("known {who}"),
                Admission::Link(MemberId(who)) => format!("link {who}"),
                Admission::PhoneTaken(MemberId(who)) => format!("phone of {who}"),
                Admission::Taken(kind, MemberId(who)) => format!("{kind} of {who}"),
                Admission::NoNumber => "no number".to_owned(),
            };
            assert_eq!(found, parts[2], "{line}");
        }
    }

    #[test]
    fn at_the_till_nobody_is_enrolled_twice() {
        check_table(
            Policy::Refuse,
            "10 | p9 -  -  | enrol
             11 | p9 -  -  | phone of 10
             12 | p1 c3 e1 | phone of 1
             13 | p8 c3 -  | card of 3
             14 | p8 -  e1 | external of 1
             15 | p8 c8 e8 | enrol
             16 | -  c8 -  | card of 15",
        );
    }

    #[test]
    fn an_import_recognises_who_is_there() {
        check_table(
            Policy::Recognise,
            "10 | p9 -  e9 | enrol
             11 | p9 -  e9 | known 10
             12 | -  -  e9 | known 10
             13 | p9 -  e8 | phone of 10
             14 | p7 -  e9 | known 10
             15 | p1 -  e7 | phone of 1
             16 | p2 -  e2 | link 2
             17 | p2 -  e3 | phone of 2
             18 | p2 -  -  | known 2
             19 | -  c3 -  | known 3
             20 | p3 c3 -  | card of 3
             21 | -  c9 e6 | enrol",
        );
    }

    #[test]
    fn a_taken_member_number_is_passed_over() {
        let mut registry = Registry::default();
        let id = MemberId(77);
        let wanted = Wanted {
            id,
            phone: Some("p".into()),
            card: None,
            external: None,
        };
        registry.take(IdentityKind::MemberNo, &Some(member_no(77, 0)), MemberId(1));
        assert_eq!(
            registry.admit(Policy::Refuse, std::slice::from_ref(&wanted)),
            [Admission::Enrol {
                member_no: member_no(77, 1)
            }]
        );
        let mut full = Registry::default();
        for attempt in 0..NUMBERS {
            full.take(
                IdentityKind::MemberNo,
                &Some(member_no(77, attempt)),
                MemberId(1),
            );
        }
        assert_eq!(full.admit(Policy::Refuse, &[wanted]), [Admission::NoNumber]);
    }
}
