//! What may stand in a member's profile, and what an edit makes of it. Pure.

use super::{Gender, ProfileEdit};
use crate::identity::Phone;
use kernel::{BusinessDate, Invalid, Timestamp, ZoneName};

/// The longest name, in characters.
pub const NAME_MAX: usize = 60;
/// The longest reason, in characters.
pub const REASON_MAX: usize = 200;
/// The earliest birthday: nobody alive was born before.
const BIRTHDAY_MIN: &str = "1900-01-01";

/// The latest calendar date anywhere on earth: a child born this morning in Shanghai may be
/// enrolled while it is still yesterday in UTC.
pub fn latest_date(now: Timestamp) -> BusinessDate {
    let utc: ZoneName = "UTC".parse().expect("UTC is always known");
    now.plus_millis(14 * 3_600_000).date_in(&utc)
}

/// Notes a name that is empty, too long or holds a control character.
pub fn check_name(wrong: &mut Invalid, pointer: &str, name: &str) {
    wrong.text(pointer, name, NAME_MAX);
}

/// Notes a birthday before 1900 or after `latest`.
pub fn check_birthday(
    wrong: &mut Invalid,
    pointer: &str,
    birthday: BusinessDate,
    latest: BusinessDate,
) {
    let earliest: BusinessDate = BIRTHDAY_MIN.parse().expect("a date");
    if birthday < earliest {
        wrong.add(pointer, "date.too_early", [("min", BIRTHDAY_MIN.into())]);
    } else if birthday > latest {
        wrong.add(
            pointer,
            "date.too_late",
            [("max", latest.to_string().into())],
        );
    }
}

/// Reads a phone number, or notes that it is none.
pub fn check_phone(wrong: &mut Invalid, pointer: &str, typed: &str) -> Option<Phone> {
    let phone = Phone::read(typed);
    if phone.is_none() {
        wrong.add(
            pointer,
            "value.wrong_format",
            [("example", "13800001234".into())],
        );
    }
    phone
}

/// An edit whose fields are all right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedEdit {
    /// The new name, trimmed.
    pub name: Option<String>,
    /// The new gender.
    pub gender: Option<Gender>,
    /// The new birthday, or that it is not known.
    pub birthday: Option<Option<BusinessDate>>,
    /// The new phone number, or that there is none.
    pub phone: Option<Option<Phone>>,
}

/// Reads an edit, or names all fields that are wrong.
pub fn check_edit(edit: &ProfileEdit, latest: BusinessDate) -> Result<CheckedEdit, Invalid> {
    let mut wrong = Invalid::new();
    if let Some(name) = &edit.name {
        check_name(&mut wrong, "/name", name);
    }
    if let Some(Some(birthday)) = edit.birthday {
        check_birthday(&mut wrong, "/birthday", birthday, latest);
    }
    let phone = edit.phone.as_ref().map(|phone| {
        phone
            .as_deref()
            .and_then(|typed| check_phone(&mut wrong, "/phone", typed))
    });
    wrong.check()?;
    Ok(CheckedEdit {
        name: edit.name.as_deref().map(|name| name.trim().to_owned()),
        gender: edit.gender,
        birthday: edit.birthday,
        phone,
    })
}

/// Reads the reason of an act about a member.
pub fn check_reason(reason: &str) -> Result<String, Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, REASON_MAX);
    wrong.check()?;
    Ok(reason.trim().to_owned())
}

/// Refuses words about a member that are kept for ever, such as the reason of a posting, when they
/// hold the member's name, a card, a key or a mobile number: nobody could take them out when the
/// person is erased.
pub fn check_nameless<'n>(
    pointer: &str,
    words: &str,
    mut names: impl Iterator<Item = &'n str>,
) -> Result<(), Invalid> {
    let is_named = names.any(|name| name.chars().count() > 1 && words.contains(name));
    if is_named || holds_mobile_number(words) {
        return Err(Invalid::one(pointer, "text.names_person", []));
    }
    Ok(())
}

/// Whether eleven digits that a mainland mobile number may have stand in a text, spaced or not.
fn holds_mobile_number(words: &str) -> bool {
    let bare: Vec<char> = words
        .chars()
        .filter(|one| !matches!(one, ' ' | '-' | '\u{3000}'))
        .collect();
    bare.windows(11).any(|run| {
        run[0] == '1' && ('3'..='9').contains(&run[1]) && run.iter().all(char::is_ascii_digit)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> BusinessDate {
        text.parse().expect("a date")
    }

    fn wrong_fields(edit: ProfileEdit) -> Vec<(String, &'static str)> {
        match check_edit(&edit, date("2026-11-25")) {
            Ok(_) => Vec::new(),
            Err(Invalid(fields)) => fields
                .into_iter()
                .map(|field| (field.pointer, field.code))
                .collect(),
        }
    }

    #[test]
    fn wrong_fields_are_all_named() {
        let edit = ProfileEdit {
            name: Some("李\u{7}".into()),
            birthday: Some(Some(date("1899-12-31"))),
            phone: Some(Some("12345".into())),
            ..ProfileEdit::default()
        };
        let wanted = [
            ("/name", "text.bad_character"),
            ("/birthday", "date.too_early"),
            ("/phone", "value.wrong_format"),
        ];
        let wanted: Vec<_> = wanted.map(|(at, code)| (at.to_owned(), code)).into();
        assert_eq!(wrong_fields(edit), wanted);
    }

    #[test]
    fn a_birthday_is_between_1900_and_today() {
        let with = |text: &str| {
            wrong_fields(ProfileEdit {
                birthday: Some(Some(date(text))),
                ..Default::default()
            })
        };
        assert!(with("1900-01-01").is_empty());
        assert!(with("2026-11-25").is_empty());
        assert_eq!(
            with("2026-11-26"),
            [("/birthday".to_owned(), "date.too_late")]
        );
    }

    #[test]
    fn today_is_the_latest_date_on_earth() {
        let now: Timestamp = "2026-11-24T10:00:00Z".parse().expect("a time");
        assert_eq!(latest_date(now), date("2026-11-25"));
        assert_eq!(latest_date(now.plus_millis(-1)), date("2026-11-24"));
    }

    #[test]
    fn names_have_sixty_characters_at_most() {
        let with = |name: &str| {
            wrong_fields(ProfileEdit {
                name: Some(name.into()),
                ..Default::default()
            })
        };
        assert!(with(&"李".repeat(60)).is_empty());
        assert_eq!(
            with(&"李".repeat(61)),
            [("/name".to_owned(), "text.too_long")]
        );
        assert_eq!(with("  "), [("/name".to_owned(), "text.empty")]);
    }

    #[test]
    fn what_is_kept_for_ever_names_nobody() {
        let cases = [
            ("补登上次的积分", true),
            ("李娜投诉", false),
            ("来电 138 0000 1234", false),
            ("单号 20261125", true),
            ("", true),
        ];
        for (words, fits) in cases {
            assert_eq!(
                check_nameless("/reason", words, ["李娜"].into_iter()).is_ok(),
                fits,
                "{words}"
            );
        }
        assert!(check_nameless("/reason", "李", ["李"].into_iter()).is_ok());
    }

    #[test]
    fn what_an_edit_does_not_name_stays() {
        let checked = check_edit(&ProfileEdit::default(), date("2026-11-25")).expect("nothing");
        assert_eq!(
            checked,
            CheckedEdit {
                name: None,
                gender: None,
                birthday: None,
                phone: None
            }
        );
    }
}
