//! Search: what a cashier types finds whom a cashier means, page by page and nobody twice.

use super::{Chain, code, person};
use crate::{Member, MemberQuery, NewMember};
use kernel::StoreId;

/// Lists names, page by page, until there is no next page.
fn names(chain: &Chain<'_>, text: &str, store_id: Option<StoreId>, limit: u32) -> Vec<String> {
    let all = pages(chain, text, store_id, limit);
    all.into_iter().map(|member| member.name).collect()
}

/// Lists members, page by page, until there is no next page.
pub(super) fn pages(
    chain: &Chain<'_>,
    text: &str,
    store_id: Option<StoreId>,
    limit: u32,
) -> Vec<Member> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let query = MemberQuery {
            text: text.into(),
            store_id,
            cursor,
            limit,
            ..MemberQuery::default()
        };
        let page = chain
            .write(move |tx, seal, _| crate::list(tx, seal, &query))
            .expect("a page");
        assert!(page.items.len() <= limit as usize);
        assert!(page.next.is_none() || page.items.len() == limit as usize);
        all.extend(page.items);
        match page.next {
            Some(next) => cursor = Some(next.parse().expect("a cursor")),
            None => return all,
        }
    }
}

const PEOPLE: [(&str, &str); 12] = [
    ("张三", "13800001234"),
    ("张晓明", "13800015678"),
    ("章子怡", "13900001234"),
    ("李娜", "13700001111"),
    ("李晓明", "13700002222"),
    ("单田芳", "13700003333"),
    ("吕布", "13700004444"),
    ("王阿娜格", "13700005555"),
    ("王芳", "13700006666"),
    ("Wang Li", "13700007777"),
    ("Elton Wang", "13700008888"),
    ("100%_好", "13700009999"),
];

fn with_people(test: impl Fn(&Chain<'_>)) {
    testkit::both(|db| {
        let chain = Chain::new(db);
        for (place, (name, phone)) in PEOPLE.into_iter().enumerate() {
            let store = if place % 2 == 0 {
                chain.xuhui
            } else {
                chain.pudong
            };
            let card = (name == "李娜").then(|| "1234".to_owned());
            let external = (name == "王芳").then(|| "zs".to_owned());
            let new = NewMember {
                card_no: card,
                external_id: external,
                store_id: Some(store),
                ..person(name, phone)
            };
            chain.enrol(new).expect("enrolled");
        }
        test(&chain);
    });
}

#[test]
fn what_is_typed_finds_who_is_meant() {
    let cases: [(&str, &[&str]); 19] = [
        ("13800015678", &["张晓明"]),
        ("+86 138 0001 5678", &["张晓明"]),
        ("13800015679", &[]),
        // The card 1234 first, then the last four digits, the newest first.
        ("1234", &["李娜", "章子怡", "张三"]),
        ("5678", &["张晓明"]),
        ("张", &["张三", "张晓明"]),
        ("晓明", &["张晓明", "李晓明"]),
        ("张三", &["张三"]),
        ("zhang", &["张三", "张晓明", "章子怡"]),
        ("Zhang X", &["张晓明"]),
        ("zxm", &["张晓明"]),
        // The key of another system first, then the initials.
        ("zs", &["王芳", "张三"]),
        ("shan", &["单田芳"]),
        ("lv", &["吕布"]),
        ("lü bu", &["吕布"]),
        // Pinyin, then initials, then a part of a name.
        ("wang", &["王阿娜格", "王芳", "Wang Li", "Elton Wang"]),
        ("wan g", &["王阿娜格", "王芳", "Wang Li"]),
        ("elton", &["Elton Wang"]),
        ("100%_", &["100%_好"]),
    ];
    with_people(|chain| {
        for (text, wanted) in cases {
            for limit in [1, 2, 3, 50] {
                assert_eq!(names(chain, text, None, limit), wanted, "{text} by {limit}");
            }
        }
    });
}

#[test]
fn everybody_is_listed_the_newest_first() {
    with_people(|chain| {
        let mut all: Vec<&str> = PEOPLE.iter().map(|(name, _)| *name).collect();
        all.reverse();
        for limit in [1, 5, 11, 12, 13] {
            assert_eq!(names(chain, "", None, limit), all, "by {limit}");
        }
        assert_eq!(names(chain, "_", None, 50), ["100%_好"]);
    });
}

#[test]
fn a_store_lists_its_own_when_asked_to() {
    with_people(|chain| {
        let xuhui = Some(chain.xuhui);
        assert_eq!(names(chain, "", xuhui, 2).len(), 6);
        assert_eq!(names(chain, "1234", xuhui, 1), ["章子怡", "张三"]);
        assert_eq!(names(chain, "zhang", xuhui, 1), ["张三", "章子怡"]);
        assert_eq!(names(chain, "晓明", xuhui, 1), ["李晓明"]);
        assert_eq!(names(chain, "1234", Some(chain.pudong), 1), ["李娜"]);
        assert_eq!(names(chain, "", Some(StoreId(7)), 1), [] as [&str; 0]);
    });
}

#[test]
fn a_member_number_finds_its_member() {
    with_people(|chain| {
        let query = MemberQuery {
            limit: 50,
            ..MemberQuery::default()
        };
        let page = chain
            .write(move |tx, seal, _| crate::list(tx, seal, &query))
            .expect("all");
        for member in page.items {
            assert_eq!(names(chain, &member.member_no, None, 1), [member.name]);
        }
    });
}

#[test]
fn a_stored_hash_is_not_a_phone_number() {
    with_people(|chain| {
        let brand = chain.db.brand;
        let phone = crate::Phone::read("13800001234").expect("a number");
        let value = crate::identity::phone_value(&chain.seal, brand, &phone);
        assert_eq!(names(chain, &value, None, 50), [] as [&str; 0]);
    });
}

#[test]
fn a_cursor_of_nowhere_is_refused() {
    with_people(|chain| {
        for cursor in [(1, 77), (99, 77), (i64::MAX, 0)] {
            let cursor = Some(kernel::Cursor {
                key: cursor.0,
                id: cursor.1,
            });
            let query = MemberQuery {
                text: "zhang".into(),
                cursor,
                limit: 5,
                ..MemberQuery::default()
            };
            let page = chain.write(move |tx, seal, _| crate::list(tx, seal, &query));
            assert_eq!(code(page), "request.invalid");
        }
    });
}
