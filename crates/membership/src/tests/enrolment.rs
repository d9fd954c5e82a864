//! Enrolment and import: the brand knows each person once, whoever comes at the same moment.

use super::{Chain, OTHER_BRAND, code, imported, person};
use crate::identity::rules::is_member_no;
use crate::{IdentityKind, MembershipError, NewMember};
use kernel::{MemberId, TierId};
use platform::db::Dialect;
use std::collections::HashSet;

#[test]
fn a_member_is_found_by_every_identity() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let new = NewMember {
            card_no: Some("vip-0001".into()),
            external_id: Some("crm-7".into()),
            store_id: Some(chain.xuhui),
            ..person("李娜", "138 0000 1234")
        };
        let id = chain.enrol(new).expect("enrolled");
        let member = chain.get(id);
        assert!(is_member_no(&member.member_no), "{}", member.member_no);
        assert_eq!(
            member.masked_phone(&chain.seal).as_deref(),
            Some("138****1234")
        );
        assert_eq!((member.store_id, member.version), (Some(chain.xuhui), 1));

        let number = member.member_no;
        let found = chain.write(move |tx, seal, _| {
            Ok([
                crate::find_by_phone(tx, seal, "+86 13800001234")?,
                crate::find_by_card(tx, "VIP-0001")?,
                crate::find_by_member_no(tx, &number)?,
                crate::find_by_external(tx, IdentityKind::External, &["crm-7".into()])?
                    .get("crm-7")
                    .copied(),
                crate::find_by_phones(tx, seal, &["13800001234".into()])?
                    .get("13800001234")
                    .copied(),
            ])
        });
        assert_eq!(found.expect("asked"), [Some(id); 5]);
        let unknown = chain.write(|tx, seal, _| {
            Ok([
                crate::find_by_phone(tx, seal, "13800001235")?,
                crate::find_by_phone(tx, seal, "no number")?,
                crate::find_by_card(tx, "VIP-0002")?,
                crate::find_by_member_no(tx, "1234567890")?,
            ])
        });
        assert_eq!(unknown.expect("asked"), [None; 4]);
    });
}

#[test]
fn nobody_is_enrolled_twice() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let first = NewMember {
            card_no: Some("VIP-1".into()),
            ..person("李娜", "13800001234")
        };
        let id = chain.enrol(first).expect("enrolled");
        match chain.enrol(person("Li Na", "+8613800001234")) {
            Err(MembershipError::AlreadyEnrolled { member_id }) => assert_eq!(member_id, id),
            other => panic!("{other:?}"),
        }
        let same_card = NewMember {
            card_no: Some("vip-1".into()),
            ..person("王", "13800009999")
        };
        match chain.enrol(same_card) {
            Err(MembershipError::IdentityTaken {
                kind: IdentityKind::Card,
                member_id,
            }) => {
                assert_eq!(member_id, id);
            }
            other => panic!("{other:?}"),
        }
        // What was refused left nothing behind.
        chain
            .enrol(person("王", "13800009999"))
            .expect("the number is free");
        let unknown_store = NewMember {
            store_id: Some(kernel::StoreId(1)),
            ..person("王", "13800008888")
        };
        assert_eq!(code(chain.enrol(unknown_store)), "request.invalid");
    });
}

#[test]
fn another_brand_knows_the_same_person_for_itself() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let here = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let (seal, act) = (chain.seal.clone(), chain.act());
        let there: Result<_, MembershipError> = db.db.write_blocking(OTHER_BRAND, move |tx| {
            let id = crate::enrol(tx, &seal, &act, &person("李娜", "13800001234"))?;
            assert!(crate::get(tx, here).is_err());
            Ok(id)
        });
        assert_ne!(there.expect("enrolled"), here);
    });
}

#[test]
fn one_phone_enrolled_fifty_times_at_once_is_one_member() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let outcomes: Vec<Result<MemberId, MembershipError>> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..50)
                .map(|n| {
                    let chain = &chain;
                    let name = format!("李{n}");
                    scope.spawn(move || chain.enrol(person(&name, "13800001234")))
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        let enrolled: Vec<MemberId> = outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().ok().copied())
            .collect();
        assert_eq!(enrolled.len(), 1);
        for outcome in outcomes {
            match outcome {
                Ok(_) => {}
                Err(MembershipError::AlreadyEnrolled { member_id }) => {
                    assert_eq!(member_id, enrolled[0]);
                }
                Err(other) => panic!("{other:?}"),
            }
        }
    });
}

/// Each act wants two identities that its neighbours want as well: none may hang or fail, and each
/// identity ends with one owner.
#[test]
fn crossing_enrolments_neither_hang_nor_share() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let outcomes: Vec<Result<MemberId, MembershipError>> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..40)
                .map(|n| {
                    let chain = &chain;
                    let new = NewMember {
                        card_no: Some(format!("CARD-{}", (n + 1) % 10)),
                        ..person("李", &format!("1380000000{}", n % 10))
                    };
                    scope.spawn(move || chain.enrol(new))
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        let enrolled: HashSet<MemberId> = outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().ok().copied())
            .collect();
        assert_eq!(enrolled.len(), 10);
        for outcome in outcomes {
            match outcome {
                Ok(_) => {}
                Err(
                    MembershipError::AlreadyEnrolled { member_id }
                    | MembershipError::IdentityTaken { member_id, .. },
                ) => assert!(enrolled.contains(&member_id)),
                Err(other) => panic!("{other:?}"),
            }
        }
    });
}

#[test]
fn an_import_run_twice_changes_nothing() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let rows: Vec<_> = (0..500)
            .map(|n| {
                let mut row = imported(&format!("h-{n}"), Some(&format!("138000{n:05}")));
                row.tier_id = Some(TierId(9));
                row.enrolled_at = Some(chain.act().now.plus_days(-400));
                row
            })
            .collect();
        let first: Vec<MemberId> = ids(chain.import(rows.clone()));
        assert_eq!(first.iter().collect::<HashSet<_>>().len(), 500);
        assert_eq!(ids(chain.import(rows)), first);
        let member = chain.get(first[0]);
        assert_eq!(member.tier_id, Some(TierId(9)));
        assert_eq!(member.enrolled_at, chain.act().now.plus_days(-400));
        let numbers: HashSet<String> = first.iter().map(|id| chain.get(*id).member_no).collect();
        assert_eq!(numbers.len(), 500);
    });
}

#[test]
fn an_import_says_of_each_row_what_became_of_it() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let known = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let mut too_late = imported("e-5", None);
        too_late.enrolled_at = Some(chain.act().now.plus_days(1));
        let outcomes = chain.import(vec![
            imported("e-1", Some("13800001234")),
            imported("e-2", Some("13800001234")),
            imported("e-3", Some("12345")),
            imported("e-4", Some("13800005678")),
            imported("e-4", Some("13800005678")),
            too_late,
        ]);
        assert_eq!(*outcomes[0].as_ref().expect("recognised"), known);
        let codes: Vec<&str> = outcomes
            .iter()
            .map(|outcome| outcome.as_ref().map_or_else(kernel::Fault::code, |_| "in"))
            .collect();
        let wanted = [
            "in",
            "membership.already_enrolled",
            "request.invalid",
            "in",
            "in",
            "request.invalid",
        ];
        assert_eq!(codes, wanted);
        assert_eq!(outcomes[3].as_ref().ok(), outcomes[4].as_ref().ok());
        // The link stands: the next import knows the member by the key alone.
        let again = ids(chain.import(vec![imported("e-1", None)]));
        assert_eq!(again, [known]);
    });
}

#[test]
fn two_imports_of_the_same_rows_at_once_make_each_member_once() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let rows: Vec<_> = (0..100)
            .map(|n| imported(&format!("h-{n}"), Some(&format!("138000{n:05}"))))
            .collect();
        let runs: Vec<Vec<MemberId>> = std::thread::scope(|scope| {
            let (chain, rows) = (&chain, &rows);
            let tries: Vec<_> = (0..4)
                .map(|n| {
                    let mut rows = rows.clone();
                    rows.rotate_left(n * 25);
                    scope.spawn(move || {
                        let mut ids = ids(chain.import(rows));
                        ids.rotate_right(n * 25);
                        ids
                    })
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        assert!(runs.windows(2).all(|pair| pair[0] == pair[1]));
    });
}

#[test]
fn a_night_shop_counts_its_new_members_for_the_evening() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        // 02:00 in Shanghai: at pudong, whose day begins at four, it is still the day before.
        let now = "2026-11-24T18:00:00Z".parse().expect("a time");
        db.clock.set(now);
        let new = NewMember {
            store_id: Some(chain.pudong),
            ..person("李", "13800001234")
        };
        chain.enrol(new).expect("enrolled");
        let new = NewMember {
            store_id: Some(chain.xuhui),
            ..person("王", "13800001235")
        };
        chain.enrol(new).expect("enrolled");
        let facts = super::visits::facts(db);
        let days: Vec<String> = facts
            .iter()
            .filter_map(|fact| match fact {
                events::Event::MemberEnrolled(fact) => Some(fact.business_date.to_string()),
                _ => None,
            })
            .collect();
        assert_eq!(days, ["2026-11-24", "2026-11-25"]);
    });
}

/// The file of the database holds neither the number nor any spelling of it.
#[test]
fn a_phone_number_is_nowhere_in_clear() {
    testkit::on(Dialect::Sqlite, |db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13857919283"))
            .expect("enrolled");
        let edit = crate::ProfileEdit {
            phone: Some(Some("13857919284".into())),
            ..crate::ProfileEdit::default()
        };
        chain
            .write(move |tx, seal, act| {
                crate::edit(tx, seal, act, id, platform::http::IfMatch(1), &edit)
            })
            .expect("edited");
        let path = db.url.trim_start_matches("sqlite:").to_owned();
        for ending in ["", "-wal"] {
            let bytes = std::fs::read(format!("{path}{ending}")).unwrap_or_default();
            let holds = |text: &[u8]| bytes.windows(text.len()).any(|part| part == text);
            assert!(!holds(b"1385791928"), "{ending}");
        }
    });
}

fn ids(outcomes: Vec<Result<MemberId, MembershipError>>) -> Vec<MemberId> {
    outcomes
        .into_iter()
        .map(|outcome| outcome.expect("in"))
        .collect()
}
