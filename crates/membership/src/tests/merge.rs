//! Members who are one person, as far as the front door does not show it.

use super::{Chain, code, imported, person};
use crate::{IdentityKind, MergeField, MergeWish, NewMember, ProfileEdit};
use access::{NewBrand, NewStaff, Role, Scope};
use kernel::{Act, BusinessDate, Cursor, MemberId, MergeId};
use platform::http::IfMatch;
use testkit::{TestDb, both};

/// A merge is posted on the brand's own day, so there is a brand.
pub(super) fn founded(db: &TestDb) -> Chain<'_> {
    let act = Act::of_system(db.clock.now());
    let founded: Result<_, access::AccessError> = db.write(move |tx| {
        let brand = NewBrand {
            code: "demo".into(),
            name: "Demo".into(),
            currency: "CNY".into(),
            zone: "Asia/Shanghai".parse().expect("known zone"),
        };
        let owner = NewStaff {
            login: "owner".into(),
            name: "owner".into(),
            password: "right-password".into(),
            role: Role::Owner,
            scope: Scope::Brand,
        };
        access::found_brand(tx, &act, &brand, &owner, "no hash, nobody logs in")
    });
    founded.expect("a brand");
    Chain::new(db)
}

fn merge(chain: &Chain<'_>, absorbed_id: MemberId, survivor_id: MemberId) -> MergeId {
    let wish = MergeWish {
        survivor_id,
        absorbed_id,
        take: vec![MergeField::Phone],
        reason: "同一人".into(),
    };
    let merged = chain.write(move |tx, seal, act| crate::merge_members(tx, seal, act, &wish));
    merged.expect("merged").id
}

fn unmerge(chain: &Chain<'_>, id: MergeId) {
    let undone =
        chain.write(move |tx, seal, act| crate::unmerge_members(tx, seal, act, id, "弄错了"));
    undone.expect("undone");
}

fn edit_phone(chain: &Chain<'_>, id: MemberId, phone: &str) {
    let edit = ProfileEdit {
        phone: Some(Some(phone.into())),
        ..ProfileEdit::default()
    };
    let seen = IfMatch(chain.get(id).version);
    let edited = chain.write(move |tx, seal, act| crate::edit(tx, seal, act, id, seen, &edit));
    edited.expect("edited");
}

fn found(chain: &Chain<'_>, phone: &str) -> Option<MemberId> {
    let phone = phone.to_owned();
    let found = chain.write(move |tx, seal, _| crate::find_by_phone(tx, seal, &phone));
    found.expect("read")
}

#[test]
fn a_number_that_was_given_up_meanwhile_is_not_shown_again() {
    both(|db| {
        let chain = founded(db);
        let li = chain
            .enrol(person("李雷", "13800000001"))
            .expect("enrolled");
        let lei = chain
            .enrol(person("李雷", "13800000002"))
            .expect("enrolled");
        let merge_id = merge(&chain, lei, li);
        let shown = |id| chain.get(id).masked_phone(&chain.seal);
        assert_eq!(shown(li).as_deref(), Some("138****0002"));
        edit_phone(&chain, lei, "13800000003");
        assert_eq!(
            found(&chain, "13800000002"),
            None,
            "the number shown was replaced"
        );
        assert_eq!(
            found(&chain, "13800000001"),
            Some(li),
            "the other one stays"
        );
        unmerge(&chain, merge_id);
        assert_eq!(shown(li).as_deref(), Some("138****0003"), "edited since");
        assert_eq!(shown(lei), None);
        assert_eq!(found(&chain, "13800000003"), Some(li));
    });
}

#[test]
fn an_import_recognises_a_merged_member() {
    both(|db| {
        let chain = founded(db);
        let old = chain.import(vec![imported("E1", Some("13800000001"))]);
        let old = *old[0].as_ref().expect("enrolled");
        let new = chain
            .enrol(person("李雷", "13800000002"))
            .expect("enrolled");
        merge(&chain, old, new);
        // By the key, by the phone number with a key of another's, by the key of another system.
        let again = chain.import(vec![
            imported("E1", Some("13800000001")),
            imported("E1", None),
            imported("E2", Some("13800000002")),
        ]);
        let known: Vec<_> = again
            .into_iter()
            .map(|id| id.map_err(|e| e.to_string()))
            .collect();
        assert_eq!(known[..2], [Ok(new), Ok(new)]);
        let values = vec!["E1".to_owned()];
        let found = chain.write(move |tx, _, _| {
            Ok(crate::find_by_external(
                tx,
                IdentityKind::External,
                &values,
            )?)
        });
        assert_eq!(found.expect("read").get("E1"), Some(&new));
        let taken = chain.enrol(person("韩梅", "13800000001"));
        assert_eq!(code(taken), "membership.already_enrolled");
    });
}

#[test]
fn duplicates_come_page_by_page_without_gap_or_double() {
    both(|db| {
        let chain = founded(db);
        let date = |text: &str| -> BusinessDate { text.parse().expect("a date") };
        for number in 0..12_u32 {
            let name = ["李雷", "韩梅", "王芳"][number as usize % 3];
            let new = NewMember {
                birthday: Some(date(if number < 9 {
                    "1990-01-02"
                } else {
                    "1991-01-02"
                })),
                ..person(name, &format!("138000{number:05}"))
            };
            chain.enrol(new).expect("enrolled");
        }
        let page = |cursor: Option<Cursor>| {
            let page = chain.write(move |tx, _, _| crate::list_duplicates(tx, cursor, 2));
            page.expect("read")
        };
        let (mut pairs, mut cursor) = (Vec::new(), None);
        loop {
            let page = page(cursor);
            assert!(page.items.len() <= 2);
            pairs.extend(
                page.items
                    .into_iter()
                    .map(|pair| (pair.first.name, pair.second.id)),
            );
            match page.next {
                Some(next) => cursor = Some(next.parse().expect("a cursor")),
                None => break,
            }
        }
        // Of each name three were born on one day: the first, and two who came later.
        assert_eq!(pairs.len(), 6);
        let mut seconds: Vec<MemberId> = pairs.iter().map(|(_, second)| *second).collect();
        seconds.sort_unstable();
        seconds.dedup();
        assert_eq!(seconds.len(), 6);
    });
}
