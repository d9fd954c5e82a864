//! Fields of the brand's own: made, filled in, found by.

use super::{Chain, code, person};
use crate::{
    Choice, FieldDraft, FieldKind, MemberField, MemberQuery, MembershipError, create_field,
    edit_field, find_word, set_values,
};
use kernel::{Fault, MemberId};
use platform::http::IfMatch;
use serde_json::{Value as Json, json};

fn draft(zh: &str, is_searchable: bool) -> FieldDraft {
    FieldDraft {
        zh: zh.into(),
        en: zh.into(),
        choices: Vec::new(),
        is_required: false,
        is_searchable,
        least: None,
        most: None,
        position: 0,
        is_active: true,
    }
}

fn choices(keys: &[&str]) -> Vec<Choice> {
    let choice = |key: &&str| Choice {
        key: (*key).into(),
        zh: (*key).into(),
        en: (*key).into(),
        is_retired: false,
    };
    keys.iter().map(choice).collect()
}

fn make(chain: &Chain<'_>, key: &str, kind: FieldKind, draft: FieldDraft) -> MemberField {
    let key = key.to_owned();
    chain
        .write(move |tx, _, act| create_field(tx, act, &key, kind, &draft))
        .expect("a field")
}

fn say(chain: &Chain<'_>, id: MemberId, values: Json) -> Result<(), MembershipError> {
    let seen = IfMatch(chain.get(id).version);
    let values = serde_json::from_value(values).expect("an object");
    chain.write(move |tx, _, act| set_values(tx, act, id, seen, &values).map(drop))
}

fn said(chain: &Chain<'_>, id: MemberId) -> Json {
    chain
        .write(move |tx, _, _| Ok(crate::field::values_of(tx, id)?))
        .map(Json::Object)
        .expect("values")
}

/// Who is listed with a value, of those whose name holds a text.
fn found(chain: &Chain<'_>, text: &str, key: &str, value: &str) -> Vec<String> {
    let (text, key, value) = (text.to_owned(), key.to_owned(), value.to_owned());
    let page = chain.write(move |tx, seal, _| {
        let query = MemberQuery {
            text: text.clone(),
            word: Some(find_word(tx, &key, &value)?),
            limit: 50,
            ..MemberQuery::default()
        };
        crate::list(tx, seal, &query)
    });
    let page = page.expect("a page");
    page.items.into_iter().map(|member| member.name).collect()
}

#[test]
fn members_are_found_by_what_they_say() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let skin = FieldDraft {
            choices: choices(&["dry", "oily"]),
            ..draft("肤质", true)
        };
        make(&chain, "skin", FieldKind::Choices, skin);
        make(&chain, "hobby", FieldKind::Text, draft("爱好", true));
        make(&chain, "shoe", FieldKind::Number, draft("鞋码", false));
        let li = chain.enrol(person("李娜", "13800000001")).expect("in");
        let wang = chain.enrol(person("王娜", "13800000002")).expect("in");
        say(
            &chain,
            li,
            json!({ "skin": ["oily", "dry"], "hobby": "Tennis", "shoe": 38 }),
        )
        .expect("said");
        say(&chain, wang, json!({ "skin": ["dry"], "hobby": "围棋" })).expect("said");
        assert_eq!(
            said(&chain, li),
            json!({ "skin": ["dry", "oily"], "hobby": "Tennis", "shoe": 38 })
        );
        assert_eq!(found(&chain, "", "skin", "dry"), ["王娜", "李娜"]);
        assert_eq!(found(&chain, "", "skin", "oily"), ["李娜"]);
        assert_eq!(found(&chain, "娜", "hobby", " tennis "), ["李娜"]);
        assert_eq!(found(&chain, "13800000002", "skin", "oily"), [""; 0]);

        say(&chain, li, json!({ "skin": ["oily"], "hobby": null })).expect("said");
        assert_eq!(found(&chain, "", "skin", "dry"), ["王娜"]);
        assert_eq!(said(&chain, li), json!({ "skin": ["oily"], "shoe": 38 }));
        let wrong = |key: &'static str, value: &'static str| {
            let asked = chain.write(move |tx, _, _| find_word(tx, key, value).map(drop));
            let wrong = asked.expect_err("refused").field_errors().remove(0);
            (wrong.pointer, wrong.code)
        };
        assert_eq!(wrong("nope", "x"), ("?field".into(), "reference.unknown"));
        assert_eq!(wrong("shoe", "38"), ("?field".into(), "value.not_allowed"));
        assert_eq!(
            wrong("skin", "wet"),
            ("?field_value".into(), "value.unknown")
        );
        let history = chain
            .write(move |tx, seal, _| crate::list_changes(tx, seal, li, None, 50))
            .expect("a page");
        let hobby = history
            .items
            .iter()
            .filter(|one| one.field == "fields.hobby");
        let hobby: Vec<_> = hobby
            .map(|one| (one.before.as_deref(), one.after.as_deref()))
            .collect();
        assert_eq!(hobby, [(Some("Tennis"), None), (None, Some("Tennis"))]);
    });
}

#[test]
fn a_field_that_becomes_searchable_finds_what_was_said_before() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let field = make(&chain, "shoe", FieldKind::Number, draft("鞋码", false));
        let li = chain.enrol(person("李娜", "13800000001")).expect("in");
        say(&chain, li, json!({ "shoe": 38 })).expect("said");
        let (id, open) = (field.id, draft("鞋码", true));
        let seen = |version| IfMatch(version);
        let change = |version: i64, draft: FieldDraft| {
            chain.write(move |tx, _, act| edit_field(tx, act, id, seen(version), &draft).map(drop))
        };
        change(1, open.clone()).expect("changed");
        assert_eq!(found(&chain, "", "shoe", "38"), ["李娜"]);
        assert_eq!(code(change(1, open.clone())), "edit.stale");
        change(2, draft("鞋码", false)).expect("changed");
        change(
            3,
            FieldDraft {
                is_active: false,
                ..open
            },
        )
        .expect("changed");
        assert_eq!(
            said(&chain, li),
            json!({}),
            "what is not asked any more is not shown"
        );
    });
}

#[test]
fn what_is_required_must_be_there_and_keys_are_unique() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let needed = FieldDraft {
            is_required: true,
            ..draft("肤质", false)
        };
        make(&chain, "skin", FieldKind::Text, needed.clone());
        make(&chain, "shoe", FieldKind::Number, draft("鞋码", false));
        let again = chain.write(move |tx, _, act| {
            create_field(tx, act, "skin", FieldKind::Date, &needed).map(drop)
        });
        assert_eq!(code(again), "membership.field_key_taken");
        let li = chain.enrol(person("李娜", "13800000001")).expect("in");
        let wrong = |values: Json| {
            let refused = say(&chain, li, values).expect_err("refused");
            let noted = refused.field_errors().into_iter();
            noted.map(|one| (one.pointer, one.code)).collect::<Vec<_>>()
        };
        let at = |pointer: &str, code| (pointer.to_owned(), code);
        assert_eq!(
            wrong(json!({ "shoe": 38 })),
            [at("/fields/skin", "value.missing")]
        );
        assert_eq!(
            wrong(json!({ "shoe": "x", "hat": 1, "skin": "dry" })),
            [
                at("/fields/hat", "reference.unknown"),
                at("/fields/shoe", "value.wrong_type")
            ]
        );
        say(&chain, li, json!({ "shoe": 38, "skin": "dry" })).expect("said");
        assert_eq!(
            wrong(json!({ "skin": null })),
            [at("/fields/skin", "value.missing")]
        );
        assert_eq!(chain.get(li).version, 2);
    });
}
