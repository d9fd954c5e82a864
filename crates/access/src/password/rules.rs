//! Which passwords are worth having. Pure.
//!
//! Length first; then what a guesser tries first. That is asked of zxcvbn (MIT), which carries the
//! 30 000 most common passwords of public breaches, names and words with their ranks, and knows
//! keyboard runs, dates, repeats and letters written as digits. It works offline: no password, nor
//! a part of its hash, is sent anywhere.

use kernel::Invalid;
use zxcvbn::{Score, zxcvbn};

const LETTERS_MIN: usize = 10;
const LETTERS_MAX: usize = 128;
/// At least 10^6 guesses, which takes years at the pace that the throttle leaves.
const SCORE_MIN: Score = Score::Two;

/// What the lists of zxcvbn, which are of English breaches, lack: our own name and what people here
/// build passwords of.
const LOCAL: &[&str] = &[
    "huitong",
    "会通",
    "huiyuan",
    "mendian",
    "mima",
    "wodemima",
    "woaini",
    "woaiwojia",
    "nihao",
    "zhongguo",
    "beijing",
    "shanghai",
    "520",
    "1314",
    "5201314",
    "1314520",
    "521",
    "168",
    "888",
];

/// Notes a password that is too short or too long.
pub(crate) fn note_wrong(wrong: &mut Invalid, pointer: &str, password: &str) {
    let letters = password.chars().count();
    if letters < LETTERS_MIN {
        wrong.add(pointer, "text.too_short", [("min", LETTERS_MIN.into())]);
    } else if letters > LETTERS_MAX {
        wrong.add(pointer, "text.too_long", [("max", LETTERS_MAX.into())]);
    }
}

/// Says what is wrong with a new password of somebody about whom a guesser knows these words: the
/// log-in, the name, the brand.
pub(crate) fn check(pointer: &str, password: &str, known: &[&str]) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    note_wrong(&mut wrong, pointer, password);
    if wrong.0.is_empty() && is_easy(password, known) {
        wrong.add(pointer, "password.too_common", []);
    }
    wrong.check()
}

fn is_easy(password: &str, known: &[&str]) -> bool {
    // Digits alone are birthdays and telephone numbers, which are known to many.
    let is_number = password
        .chars()
        .all(|c| c.is_ascii_digit() || " -+".contains(c));
    let mut known: Vec<&str> = known
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    known.extend(LOCAL);
    is_number || zxcvbn(password, &known).score() < SCORE_MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    fn code(password: &str, known: &[&str]) -> Option<&'static str> {
        let wrong = check("/password", password, known).err()?;
        Some(wrong.0[0].code)
    }

    #[test]
    fn passwords_have_a_length() {
        for (password, expected) in [
            ("nine-long".to_owned(), Some("text.too_short")),
            ("mind-the-9".to_owned(), None),
            ("杭州徐汇浦东虹口静安".to_owned(), None),
            ("xY7".repeat(43), Some("text.too_long")),
        ] {
            assert_eq!(code(&password, &[]), expected, "{password}");
        }
    }

    #[test]
    fn what_a_guesser_tries_first_is_refused() {
        for password in [
            "password123",
            "P@ssw0rd12",
            "1234567890",
            "13812345678",
            "1990-01-01",
            "qwertyuiop",
            "1qaz2wsx3edc",
            "aaaaaaaaaaaa",
            "abcabcabcabc",
            "woaini1314520",
            "iloveyou1314",
            "huitong1234",
        ] {
            assert_eq!(
                code(password, &[]),
                Some("password.too_common"),
                "{password}"
            );
        }
        let known = ["zhang.wei", "张伟", "xinghe"];
        for password in ["zhang.wei88", "xinghe2024"] {
            assert_eq!(
                code(password, &known),
                Some("password.too_common"),
                "{password}"
            );
        }
    }

    #[test]
    fn what_is_worth_having_is_taken() {
        for password in [
            "correct horse battery",
            "chunfeng-Youlv7",
            "三月的雨下在第七街口",
        ] {
            assert_eq!(code(password, &["li.ming", "李明"]), None, "{password}");
        }
    }
}
