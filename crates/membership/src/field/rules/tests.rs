//! Fields and their values, in small tables.

use super::*;
use crate::field::FieldId;
use kernel::Timestamp;
use serde_json::json;

fn draft() -> FieldDraft {
    FieldDraft {
        zh: "肤质".into(),
        en: "Skin type".into(),
        choices: Vec::new(),
        is_required: false,
        is_searchable: false,
        least: None,
        most: None,
        position: 0,
        is_active: true,
    }
}

fn choice(key: &str, is_retired: bool) -> Choice {
    let (zh, en) = (key.to_owned(), key.to_owned());
    Choice {
        key: key.into(),
        zh,
        en,
        is_retired,
    }
}

fn field(kind: FieldKind, least: Option<i64>, most: Option<i64>) -> MemberField {
    let chooses = matches!(kind, FieldKind::Choice | FieldKind::Choices);
    let choices = [
        choice("dry", false),
        choice("oily", false),
        choice("old", true),
    ];
    MemberField {
        id: FieldId(1),
        key: "skin".into(),
        zh: "肤质".into(),
        en: "Skin".into(),
        kind,
        options: written(if chooses { &choices } else { &[] }),
        is_required: false,
        is_searchable: false,
        least,
        most,
        position: 0,
        is_active: true,
        version: 1,
        created_at: Timestamp(0),
        updated_at: Timestamp(0),
    }
}

fn noted(wrong: Invalid) -> Vec<(String, &'static str)> {
    let pair = |one: kernel::FieldError| (one.pointer, one.code);
    wrong.0.into_iter().map(pair).collect()
}

#[test]
fn a_field_says_what_it_is() {
    type Change = fn(&mut FieldDraft);
    type Case = (FieldKind, Change, &'static [(&'static str, &'static str)]);
    let cases: [Case; 9] = [
        (FieldKind::Text, |_| (), &[]),
        (
            FieldKind::Text,
            |d| d.zh = " ".into(),
            &[("/zh", "text.empty")],
        ),
        (
            FieldKind::Text,
            |d| d.most = Some(501),
            &[("/most", "number.too_large")],
        ),
        (
            FieldKind::Text,
            |d| (d.least, d.most) = (Some(5), Some(4)),
            &[("/most", "number.too_small")],
        ),
        (
            FieldKind::Text,
            |d| (d.is_searchable, d.most) = (true, Some(61)),
            &[("/most", "number.too_large")],
        ),
        (
            FieldKind::Date,
            |d| d.least = Some(1),
            &[("/least", "value.not_allowed")],
        ),
        (FieldKind::Choice, |_| (), &[("/choices", "list.empty")]),
        (
            FieldKind::Flag,
            |d| d.choices = vec![choice("dry", false)],
            &[("/choices", "value.not_allowed")],
        ),
        (
            FieldKind::Choices,
            |d| {
                d.choices = vec![
                    choice("dry", false),
                    choice("dry", false),
                    choice("D", false),
                ]
            },
            &[
                ("/choices/1/key", "value.duplicate"),
                ("/choices/2/key", "value.wrong_format"),
            ],
        ),
    ];
    for (kind, change, wanted) in cases {
        let mut draft = draft();
        change(&mut draft);
        let wanted: Vec<_> = wanted
            .iter()
            .map(|(at, code)| (at.to_string(), *code))
            .collect();
        assert_eq!(noted(check(kind, &draft)), wanted, "{kind}");
    }
}

#[test]
fn keys_are_short_words_of_small_letters() {
    for (key, fits) in [
        ("skin_type", true),
        ("a1", true),
        ("", false),
        ("1a", false),
        ("Skin", false),
        ("肤质", false),
        ("a-b", false),
    ] {
        let mut wrong = Invalid::new();
        check_key(&mut wrong, key);
        assert_eq!(wrong.0.is_empty(), fits, "{key}");
    }
    assert!(!is_key(&"k".repeat(33)));
}

#[test]
fn a_choice_is_retired_but_never_taken_away() {
    let (old, kept) = (
        [choice("dry", false)],
        [choice("dry", true), choice("oily", false)],
    );
    let mut wrong = Invalid::new();
    check_kept(&mut wrong, &old, &kept);
    assert!(wrong.0.is_empty());
    check_kept(&mut wrong, &old, &[choice("oily", false)]);
    assert_eq!(noted(wrong), [("/choices".to_owned(), "choice.in_use")]);
}

#[test]
fn values_have_the_kind_of_their_field() {
    use FieldKind::*;
    let text = field(Text, Some(2), Some(4));
    let number = field(Number, Some(0), Some(50));
    let choices = field(Choices, Some(1), Some(2));
    let cases: [(&MemberField, Json, Result<Json, &str>); 21] = [
        (&text, json!(" 敏感 "), Ok(json!("敏感"))),
        (&text, json!("干"), Err("text.too_short")),
        (&text, json!("abcde"), Err("text.too_long")),
        (&text, json!(""), Err("text.empty")),
        (&text, json!(7), Err("value.wrong_type")),
        (&number, json!(38), Ok(json!(38))),
        (&number, json!(-1), Err("number.too_small")),
        (&number, json!(51), Err("number.too_large")),
        (&number, json!("38"), Err("value.wrong_type")),
        (
            &field(Date, None, None),
            json!("2020-02-29"),
            Ok(json!("2020-02-29")),
        ),
        (
            &field(Date, None, None),
            json!("2021-02-29"),
            Err("value.wrong_format"),
        ),
        (&field(Flag, None, None), json!(true), Ok(json!(true))),
        (
            &field(Flag, None, None),
            json!("yes"),
            Err("value.wrong_type"),
        ),
        (&field(Choice, None, None), json!("dry"), Ok(json!("dry"))),
        (
            &field(Choice, None, None),
            json!("old"),
            Err("value.unknown"),
        ),
        (
            &field(Choice, None, None),
            json!("wet"),
            Err("value.unknown"),
        ),
        (&choices, json!(["oily", "dry"]), Ok(json!(["dry", "oily"]))),
        (&choices, json!(["dry", "dry"]), Err("value.duplicate")),
        (&choices, json!([]), Err("list.too_short")),
        (&choices, json!(["dry", "wet"]), Err("value.unknown")),
        (&choices, json!("dry"), Err("value.wrong_type")),
    ];
    for (field, value, wanted) in cases {
        let mut wrong = Invalid::new();
        let got = read(&mut wrong, "/fields/skin", field, &value, None);
        let got = got.ok_or_else(|| wrong.0[0].code);
        assert_eq!(got, wanted, "{} {value}", field.kind);
    }
}

#[test]
fn who_has_a_retired_choice_keeps_it() {
    let (one, many) = (
        field(FieldKind::Choice, None, None),
        field(FieldKind::Choices, None, None),
    );
    let mut wrong = Invalid::new();
    let kept = read(&mut wrong, "/v", &one, &json!("old"), Some(&json!("old")));
    assert_eq!(kept, Some(json!("old")));
    let kept = read(
        &mut wrong,
        "/v",
        &many,
        &json!(["old", "dry"]),
        Some(&json!(["old"])),
    );
    assert_eq!((kept, wrong.0.len()), (Some(json!(["dry", "old"])), 0));
}

#[test]
fn a_value_is_found_by_its_words() {
    let cases = [
        (json!("Très SEC"), vec!["très sec"]),
        (json!(38), vec!["38"]),
        (json!(false), vec!["false"]),
        (json!(["dry", "oily"]), vec!["dry", "oily"]),
    ];
    for (value, wanted) in cases {
        assert_eq!(words(&value), wanted);
    }
}
