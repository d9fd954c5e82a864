//! Who is a child, and what must be known of a guardian. Pure.

use crate::identity::Phone;
use crate::profile::rules::{check_name, check_phone};
use kernel::{BusinessDate, Invalid, text_enum};

text_enum! {
    /// What a guardian is to the child.
    pub enum Relation {
        /// 母亲
        Mother = "mother",
        /// 父亲
        Father = "father",
        /// 祖父母、外祖父母
        Grandparent = "grandparent",
        /// Somebody else with the duty of care.
        Other = "other",
    }
}

/// Who answers for a child, as given.
#[derive(Clone, PartialEq, Eq)]
pub struct Guardian {
    /// 1 to 60 characters.
    pub name: String,
    /// As typed.
    pub phone: String,
    /// What the guardian is to the child.
    pub relation: Relation,
}

impl std::fmt::Debug for Guardian {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Guardian({})", self.relation)
    }
}

/// From this age on people agree for themselves (PIPL art. 31).
pub const CHILD_BELOW: i16 = 14;

/// Whether somebody born on a day is younger than 14 on another. Who is born on 29 February has
/// the birthday of a common year on the 28th.
pub fn is_child_on(birthday: Option<BusinessDate>, today: BusinessDate) -> bool {
    let Some(born) = birthday else { return false };
    let (born, today) = (born.0, today.0);
    let years = today.year() - born.year();
    let had_birthday = (today.month(), today.day()) >= (born.month(), born.day());
    let is_leap_born = born.month() == 2 && born.day() == 29;
    let is_stand_in =
        is_leap_born && !today.in_leap_year() && (today.month(), today.day()) >= (2, 28);
    let age = if had_birthday || is_stand_in {
        years
    } else {
        years - 1
    };
    age < CHILD_BELOW
}

/// Notes that nobody answers for a child.
pub fn note_missing(wrong: &mut Invalid) {
    wrong.add(
        "/guardian",
        "guardian.missing",
        [("age", CHILD_BELOW.into())],
    );
}

/// Reads a guardian; `at` is the pointer to it.
pub fn check(wrong: &mut Invalid, at: &str, guardian: &Guardian) -> Option<Phone> {
    check_name(wrong, &format!("{at}/name"), &guardian.name);
    check_phone(wrong, &format!("{at}/phone"), &guardian.phone)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_child_is_younger_than_fourteen() {
        let cases = [
            ("2012-11-25", "2026-11-25", false),
            ("2012-11-26", "2026-11-25", true),
            ("2012-11-24", "2026-11-25", false),
            ("2026-11-25", "2026-11-25", true),
            ("1990-01-01", "2026-11-25", false),
            ("2012-02-29", "2026-02-27", true),
            ("2012-02-29", "2026-02-28", false),
            ("2016-02-29", "2030-02-27", true),
            ("2016-02-29", "2030-02-28", false),
        ];
        for (born, today, wanted) in cases {
            let date = |text: &str| text.parse().expect("a date");
            assert_eq!(
                is_child_on(Some(date(born)), date(today)),
                wanted,
                "{born} {today}"
            );
        }
        assert!(!is_child_on(None, "2026-11-25".parse().expect("a date")));
    }

    #[test]
    fn a_guardian_has_a_name_and_a_phone_number() {
        let guardian = Guardian {
            name: " ".into(),
            phone: "123".into(),
            relation: Relation::Mother,
        };
        let mut wrong = Invalid::new();
        assert!(check(&mut wrong, "/guardian", &guardian).is_none());
        let noted: Vec<_> = wrong
            .0
            .iter()
            .map(|one| (one.pointer.as_str(), one.code))
            .collect();
        let wanted = [
            ("/guardian/name", "text.empty"),
            ("/guardian/phone", "value.wrong_format"),
        ];
        assert_eq!(noted, wanted);
        assert!(!format!("{guardian:?}").contains("123"));
    }
}
