//! Stores, regions and tills on both engines.

use super::*;
use crate::region::{create_region, edit_region, list_regions};
use crate::till::{create_till, edit_till, list_tills, tills};
use kernel::{Act, Fault, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

fn new_store(code: &str) -> NewStore {
    NewStore {
        code: code.into(),
        name: format!("{code} store"),
        region_id: None,
        ownership: Ownership::Owned,
        zone: "Asia/Shanghai".parse().expect("a known zone"),
        cutoff: Cutoff(240),
        allows_negative_stock: false,
        address: None,
        phone: None,
    }
}

fn found(db: &TestDb, code: &'static str, region_id: Option<RegionId>) -> Store {
    db.write(move |tx| {
        create_store(
            tx,
            ACT,
            &NewStore {
                region_id,
                ..new_store(code)
            },
        )
    })
    .expect("a store")
}

fn codes(page: &Page<Store>) -> Vec<&str> {
    page.items.iter().map(|store| store.code.as_str()).collect()
}

fn next(page: &Page<Store>) -> Option<Cursor> {
    page.next
        .as_deref()
        .map(|text| text.parse().expect("a cursor of ours"))
}

#[test]
fn a_store_reads_back_as_it_was_founded() {
    both(|db| {
        let store = found(db, "XH01", None);
        let read = db.read(move |tx| get_store(tx, store.id)).expect("there");
        assert_eq!(read, store);
        let other = kernel::BrandId(db.brand.0 + 1);
        let foreign = db
            .db
            .read_blocking(other, move |tx| get_store(tx, store.id));
        assert_eq!(
            foreign.expect_err("another brand's").code(),
            "retail.store_not_found"
        );
    });
}

#[test]
fn a_code_is_given_once_in_a_brand() {
    both(|db| {
        found(db, "XH01", None);
        let again = db.write(|tx| create_store(tx, ACT, &new_store("XH01")));
        assert_eq!(again.expect_err("taken").code(), "retail.store_code_taken");
        let other = kernel::BrandId(db.brand.0 + 1);
        let elsewhere = db
            .db
            .write_blocking(other, |tx| create_store(tx, ACT, &new_store("XH01")));
        assert!(elsewhere.is_ok(), "another brand has its own codes");
    });
}

#[test]
fn pages_follow_the_codes_and_lose_nobody() {
    both(|db| {
        for code in ["C", "A", "E", "B", "D"] {
            found(db, code, None);
        }
        let page = |cursor, limit| {
            db.read(move |tx| list_stores(tx, None, cursor, limit))
                .expect("a page")
        };
        let first = page(None, 2);
        assert_eq!(codes(&first), ["A", "B"]);
        let second = page(next(&first), 2);
        assert_eq!(codes(&second), ["C", "D"]);
        let last = page(next(&second), 2);
        assert_eq!((codes(&last), last.next.as_deref()), (vec!["E"], None));
    });
}

#[test]
fn a_person_of_some_stores_sees_those_in_the_same_order() {
    both(|db| {
        let ids: Vec<StoreId> = ["C", "A", "E", "B"]
            .into_iter()
            .map(|code| found(db, code, None).id)
            .collect();
        let among = ids[..3].to_vec();
        let page = |cursor, limit| {
            let among = among.clone();
            db.read(move |tx| list_stores_among(tx, &among, None, cursor, limit))
                .expect("a page")
        };
        let first = page(None, 2);
        assert_eq!(codes(&first), ["A", "C"]);
        assert_eq!(codes(&page(next(&first), 2)), ["E"]);
        let nothing = db
            .read(|tx| list_stores_among(tx, &[], None, None, 2))
            .expect("a page");
        assert!(nothing.items.is_empty());
    });
}

#[test]
fn regions_gather_their_stores() {
    both(|db| {
        let east = db
            .write(|tx| create_region(tx, ACT, "EAST", "华东"))
            .expect("a region");
        let again = db
            .write(|tx| create_region(tx, ACT, "EAST", "东"))
            .expect_err("taken");
        assert_eq!(again.code(), "retail.region_code_taken");
        let (a, _) = (found(db, "A", Some(east.id)), found(db, "B", None));
        let in_east = db.read(move |tx| stores_in_regions(tx, &[east.id]));
        assert_eq!(in_east, Ok(vec![a.id]));
        let page = db
            .read(move |tx| list_stores(tx, Some(east.id), None, 10))
            .expect("a page");
        assert_eq!(codes(&page), ["A"]);
        let regions = db.read(|tx| list_regions(tx, None, 10)).expect("a page");
        assert_eq!(regions.items.len(), 1);
        let nowhere = Some(RegionId(1));
        let lost = db.write(move |tx| {
            create_store(
                tx,
                ACT,
                &NewStore {
                    region_id: nowhere,
                    ..new_store("C")
                },
            )
        });
        let fields = lost.expect_err("unknown").field_errors();
        assert_eq!(
            (fields[0].pointer.as_str(), fields[0].code),
            ("/region_id", "reference.unknown")
        );
    });
}

#[test]
fn a_region_is_renamed_and_keeps_its_code() {
    both(|db| {
        let east = db
            .write(|tx| create_region(tx, ACT, "EAST", "华东"))
            .expect("a region");
        let rename = |id, seen, name: &'static str| {
            db.write(move |tx| {
                edit_region(tx, ACT, id, IfMatch(seen), |region| {
                    region.name = name.into()
                })
            })
        };
        let edited = rename(east.id, 1, "华东大区").expect("fresh");
        assert_eq!((edited.code.as_str(), edited.version), ("EAST", 2));
        let page = db.read(|tx| list_regions(tx, None, 10)).expect("a page");
        assert_eq!(page.items, [edited]);
        let refusal = |id, seen, name| rename(id, seen, name).expect_err("refused").code();
        assert_eq!(refusal(east.id, 1, "东"), "edit.stale");
        assert_eq!(refusal(east.id, 2, " "), "request.invalid");
        assert_eq!(refusal(RegionId(1), 1, "东"), "retail.region_not_found");
        let west = db
            .write(|tx| {
                let (store, code) = (new_store("W"), "WEST".to_owned());
                let region = Some(ImportedRegion {
                    code,
                    name: "华西".into(),
                });
                import_stores(tx, ACT, &[ImportedStore { store, region }])
            })
            .expect("no trouble");
        assert!(west[0].is_ok());
        let page = db.read(|tx| list_regions(tx, None, 10)).expect("a page");
        assert_eq!(page.items[1].version, 1, "founded by a file");
    });
}

#[test]
fn hours_and_area_are_told_and_no_file_takes_them_away() {
    both(|db| {
        let opening = |weekday, opens: &str, closes: &str| Opening {
            weekday,
            opens: opens.parse().expect("a time"),
            closes: closes.parse().expect("a time"),
        };
        let week = vec![
            opening(Weekday::Saturday, "10:00", "02:00"),
            opening(Weekday::Monday, "09:30", "22:00"),
        ];
        let store = db.write({
            let week = week.clone();
            move |tx| {
                create_store_with(tx, ACT, &new_store("A"), |store| {
                    store.opening_hours = OpeningHours(week.clone());
                    store.area_m2 = Some(120);
                })
            }
        });
        let store = store.expect("a store");
        assert_eq!(store.opening_hours.0, [week[1], week[0]]);
        let read = |id| db.read(move |tx| get_store(tx, id)).expect("there");
        assert_eq!(read(store.id), store);

        let edit = |seen, hours: Vec<Opening>, area| {
            db.write(move |tx| {
                edit_store(tx, ACT, store.id, IfMatch(seen), |store| {
                    store.opening_hours = OpeningHours(hours.clone());
                    store.area_m2 = area;
                })
            })
        };
        let same = edit(1, week.clone(), Some(120)).expect("nothing to do");
        assert_eq!(same.version, 1, "the same hours in another order");
        let twice = edit(1, vec![week[0], week[0]], None).expect_err("overlap");
        assert_eq!(twice.field_errors()[0].pointer, "/opening_hours/0");
        db.write(move |tx| {
            let store = NewStore {
                name: "徐汇".into(),
                ..new_store("A")
            };
            import_stores(
                tx,
                ACT,
                &[ImportedStore {
                    store,
                    region: None,
                }],
            )
        })
        .expect("no trouble");
        let imported = read(store.id);
        assert_eq!((imported.version, imported.area_m2), (2, Some(120)));
        assert_eq!(imported.opening_hours, store.opening_hours);
        let bare = edit(2, vec![], None).expect("fresh");
        assert_eq!((bare.opening_hours.0.len(), bare.area_m2), (0, None));
    });
}

#[test]
fn whoever_edits_an_old_version_is_told() {
    both(|db| {
        let store = found(db, "XH01", None);
        let edit = |seen, name: &'static str| {
            db.write(move |tx| {
                edit_store(tx, ACT, store.id, IfMatch(seen), |store| {
                    store.name = name.into()
                })
            })
        };
        let edited = edit(1, "徐汇").expect("fresh");
        assert_eq!((edited.name.as_str(), edited.version), ("徐汇", 2));
        assert_eq!(edit(1, "徐汇店").expect_err("stale").code(), "edit.stale");
        assert_eq!(edit(2, "徐汇").expect("nothing to do").version, 2);
        assert_eq!(edit(2, "").expect_err("empty").code(), "request.invalid");
    });
}

#[test]
fn what_people_change_is_in_the_audit_log() {
    both(|db| {
        let store = found(db, "XH01", None);
        let entries = || {
            db.read(access::audit::verify)
                .expect("read")
                .expect("a sound chain")
        };
        assert_eq!(entries(), 1);
        let edit = |name: &'static str| {
            db.write(move |tx| {
                edit_store(tx, ACT, store.id, IfMatch(1), |store| {
                    store.name = name.into()
                })
            })
        };
        edit("XH01 store").expect("nothing to do");
        assert_eq!(entries(), 1);
        edit("徐汇").expect("fresh");
        assert_eq!(entries(), 2);
    });
}

#[test]
fn the_same_file_twice_changes_nothing() {
    both(|db| {
        let import = |names: [&'static str; 2]| {
            db.write(move |tx| {
                let region = Some(ImportedRegion {
                    code: "EAST".into(),
                    name: "华东".into(),
                });
                let one = |code: &str, name: &str| ImportedStore {
                    store: NewStore {
                        name: name.into(),
                        ..new_store(code)
                    },
                    region: region.clone(),
                };
                import_stores(
                    tx,
                    ACT,
                    &[one("A", names[0]), one("bad code", ""), one("B", names[1])],
                )
            })
            .expect("no trouble")
            .into_iter()
            .map(|answer| answer.map_err(|error| error.code()))
            .collect::<Vec<_>>()
        };
        let read = |id| db.read(move |tx| get_store(tx, id)).expect("there");
        let first = import(["a", "b"]);
        assert_eq!(first[1], Err("request.invalid"));
        assert_eq!(import(["a", "b"]), first);
        let a = first[0].expect("founded");
        assert_eq!(read(a).version, 1);
        assert!(read(a).region_id.is_some());
        assert_eq!(import(["a", "bb"]), first);
        assert_eq!(read(first[2].expect("founded")).name, "bb");
        assert_eq!(read(a).version, 1, "what did not change was not written");
        let found = db
            .read(|tx| find_stores_by_codes(tx, &["A", "X"]))
            .expect("found");
        assert_eq!(found.into_iter().collect::<Vec<_>>(), [("A".to_owned(), a)]);
    });
}

#[test]
fn tills_belong_to_their_store() {
    both(|db| {
        let (a, b) = (found(db, "A", None).id, found(db, "B", None).id);
        let put_up = |store_id, code: &'static str| {
            db.write(move |tx| create_till(tx, ACT, store_id, code, "前台"))
        };
        let till = put_up(a, "01").expect("a till");
        assert!(put_up(b, "01").is_ok(), "each store numbers its own");
        assert_eq!(
            put_up(a, "01").expect_err("taken").code(),
            "retail.till_code_taken"
        );
        let switch_off = |store_id| {
            db.write(move |tx| {
                edit_till(tx, ACT, (store_id, till.id), IfMatch(1), |till| {
                    till.is_active = false
                })
            })
        };
        let till_id = till.id;
        assert_eq!(
            switch_off(b).expect_err("not there").code(),
            "retail.till_not_found"
        );
        assert_eq!(switch_off(a).expect("there").version, 2);
        let tills = db
            .read(move |tx| tx.fetch(tills(tx, &[till_id])))
            .expect("read");
        assert!(!tills[&till_id].is_active);
        let page = db
            .read(move |tx| list_tills(tx, a, None, 10))
            .expect("a page");
        assert_eq!(page.items.len(), 1);
    });
}
