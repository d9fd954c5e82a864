//! The history of a profile: who changed what, from what to what.

use super::{Chain, person};
use crate::{ProfileChange, ProfileEdit};
use kernel::{Cursor, MemberId};
use platform::http::IfMatch;

fn changes(chain: &Chain<'_>, id: MemberId) -> Vec<ProfileChange> {
    chain
        .write(move |tx, seal, _| crate::list_changes(tx, seal, id, None, 100))
        .expect("a page")
        .items
}

/// Field, before and after of each change, the latest first.
fn told(chain: &Chain<'_>, id: MemberId) -> Vec<(String, String, String)> {
    let text = |value: Option<String>| value.unwrap_or_else(|| "–".into());
    let mut all: Vec<_> = changes(chain, id)
        .into_iter()
        .map(|one| (one.field, text(one.before), text(one.after)))
        .collect();
    all.sort();
    all
}

#[test]
fn a_history_says_from_what_to_what_with_the_phone_masked() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        assert_eq!(told(&chain, id), []);
        let edit = ProfileEdit {
            name: Some("李娜娜".into()),
            birthday: Some("1990-05-06".parse().ok()),
            phone: Some(Some("13900005678".into())),
            gender: Some(crate::Gender::Unknown),
            ..ProfileEdit::default()
        };
        let done = chain.write(move |tx, seal, act| {
            crate::edit(tx, seal, act, id, IfMatch(1), &edit).map(drop)
        });
        done.expect("edited");
        let row = |a: &str, b: &str, c: &str| (a.to_owned(), b.to_owned(), c.to_owned());
        let wanted = [
            row("birthday", "–", "1990-05-06"),
            row("name", "李娜", "李娜娜"),
            row("phone", "138****1234", "139****5678"),
        ];
        assert_eq!(
            told(&chain, id),
            wanted,
            "a gender that stayed is no change"
        );

        db.clock.advance_millis(1);
        let frozen = chain.write(move |tx, _, act| crate::freeze(tx, act, id, " 卡丢了 "));
        frozen.expect("frozen");
        let latest = &changes(&chain, id)[0];
        assert_eq!(
            (latest.field.as_str(), latest.reason.as_deref()),
            ("state", Some("卡丢了"))
        );
        // The number is nowhere in clear, not even as it was.
        let shown = format!("{:?}", changes(&chain, id));
        assert!(!shown.contains("13800001234") && !shown.contains("13900005678"));
    });
}

#[test]
fn a_history_is_walked_page_by_page() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李零", "13800001234"))
            .expect("enrolled");
        for version in 1..=5_i64 {
            db.clock.advance_millis(1);
            let edit = ProfileEdit {
                name: Some(format!("李{version}")),
                ..ProfileEdit::default()
            };
            let done = chain.write(move |tx, seal, act| {
                crate::edit(tx, seal, act, id, IfMatch(version), &edit).map(drop)
            });
            done.expect("edited");
        }
        let (mut names, mut cursor): (Vec<String>, Option<Cursor>) = (Vec::new(), None);
        loop {
            let page = chain
                .write(move |tx, seal, _| crate::list_changes(tx, seal, id, cursor, 2))
                .expect("a page");
            names.extend(page.items.into_iter().filter_map(|one| one.after));
            match page.next {
                Some(next) => cursor = Some(next.parse().expect("a cursor")),
                None => break,
            }
        }
        assert_eq!(names, ["李5", "李4", "李3", "李2", "李1"]);
    });
}
