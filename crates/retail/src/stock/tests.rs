//! Stock on both engines.

use super::*;
use crate::catalogue::{NewGoods, NewSku, Unit, create_goods};
use crate::store::{NewStore, Ownership, create_store};
use kernel::{Cutoff, Fault, Money, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

fn store(db: &TestDb, code: &'static str, allows_negative_stock: bool) -> StoreId {
    let made = db.write(move |tx| {
        let new = NewStore {
            code: code.into(),
            name: code.into(),
            region_id: None,
            ownership: Ownership::Owned,
            zone: "Asia/Shanghai".parse().expect("a known zone"),
            cutoff: Cutoff(0),
            allows_negative_stock,
            address: None,
            phone: None,
        };
        create_store(tx, ACT, &new)
    });
    made.expect("a store").id
}

fn sku(db: &TestDb, code: &'static str, keeps_stock: bool) -> SkuId {
    let made = db.write(move |tx| {
        let sku = NewSku {
            code: code.into(),
            name: String::new(),
            unit: Unit::Piece,
            barcodes: vec![],
            list_price: Money(1800),
            member_price: None,
            cost_price: None,
            keeps_stock,
        };
        let (code, name) = (code.into(), code.into());
        create_goods(
            tx,
            ACT,
            &NewGoods {
                code,
                name,
                category_id: None,
                skus: vec![sku],
            },
        )
    });
    made.expect("goods").skus[0].sku.id
}

fn count(db: &TestDb, key: StoreSku, counted: i64) {
    let (store_id, sku_id) = key;
    db.write(move |tx| {
        count_stock(
            tx,
            ACT,
            &[StockCount {
                store_id,
                sku_id,
                counted,
            }],
            "opening",
        )
    })
    .expect("counted");
}

fn level(db: &TestDb, (store_id, sku_id): StoreSku) -> i64 {
    let levels = db
        .read(move |tx| load_levels(tx, store_id, &[sku_id]))
        .expect("levels");
    levels.get(&sku_id).copied().unwrap_or_default()
}

fn one_of((store_id, sku_id): StoreSku, quantity: i64) -> Vec<StockMove> {
    vec![StockMove {
        store_id,
        sku_id,
        quantity,
    }]
}

fn journal(db: &TestDb, key: StoreSku) -> Vec<(&'static str, i64, i64)> {
    let page = db
        .read(move |tx| list_stock_entries(tx, key, None, 50))
        .expect("a page");
    page.items
        .iter()
        .map(|entry| (entry.cause.as_str(), entry.quantity, entry.level_after))
        .collect()
}

fn check_sound(db: &TestDb) {
    assert_eq!(db.read(|tx| find_stock_mismatches(tx, 10)), Ok(vec![]));
}

#[test]
fn five_on_the_shelf_and_ten_takers_give_exactly_five() {
    both(|db| {
        let key = (store(db, "XH01", false), sku(db, "latte", true));
        count(db, key, 5);
        let taken: usize = std::thread::scope(|scope| {
            let takers: Vec<_> = (0..10)
                .map(|order| {
                    scope.spawn(move || {
                        let took = db.write(move |tx| {
                            take_stock(tx, ACT, OrderId(order + 1), &one_of(key, 1))
                        });
                        match took {
                            Ok(()) => 1,
                            Err(RetailError::StockShort(short)) => {
                                assert_eq!((short.available, short.required), (0, 1));
                                0
                            }
                            Err(other) => panic!("{other}"),
                        }
                    })
                })
                .collect();
            takers
                .into_iter()
                .map(|taker| taker.join().expect("no panic"))
                .sum()
        });
        assert_eq!((taken, level(db, key)), (5, 0));
        assert_eq!(journal(db, key).len(), 6, "one count and five sales");
        check_sound(db);
    });
}

#[test]
fn the_first_sale_of_a_sku_puts_up_its_shelf_once() {
    both(|db| {
        let key = (store(db, "XH01", true), sku(db, "latte", true));
        std::thread::scope(|scope| {
            for order in 1..=8 {
                scope.spawn(move || {
                    db.write(move |tx| take_stock(tx, ACT, OrderId(order), &one_of(key, 1)))
                        .expect("the store allows it");
                });
            }
        });
        assert_eq!(level(db, key), -8);
        check_sound(db);
    });
}

#[test]
fn a_batch_takes_for_many_orders_and_leaves_no_trace_of_the_refused() {
    both(|db| {
        let store_id = store(db, "XH01", false);
        let latte = (store_id, sku(db, "latte", true));
        let bagel = (store_id, sku(db, "bagel", true));
        let voucher = (store_id, sku(db, "voucher", false));
        count(db, latte, 3);
        count(db, bagel, 9);
        db.write(move |tx| {
            let mut book = load_stock(tx, &[bagel, latte, voucher, latte])?;
            assert_eq!((book.level(latte), book.level(voucher)), (Some(3), None));
            let basket = |latte_qty, bagel_qty| {
                [
                    one_of(latte, latte_qty),
                    one_of(bagel, bagel_qty),
                    one_of(voucher, 1),
                ]
                .concat()
            };
            book.take(ACT, OrderId(1), &basket(2, 1))?;
            let short = book
                .take(ACT, OrderId(2), &basket(2, 1))
                .expect_err("one latte is left");
            assert_eq!(
                (short.sku_id, short.available, short.required),
                (latte.1, 1, 2)
            );
            book.take(ACT, OrderId(3), &basket(1, 4))?;
            book.undo(OrderId(3));
            book.take(ACT, OrderId(4), &basket(1, 2))?;
            Ok::<_, RetailError>(book.save(tx)?)
        })
        .expect("saved");
        assert_eq!(
            journal(db, latte),
            [("sale", -1, 0), ("sale", -2, 1), ("count", 3, 3)]
        );
        assert_eq!(
            journal(db, bagel),
            [("sale", -2, 6), ("sale", -1, 8), ("count", 9, 9)]
        );
        assert_eq!(journal(db, voucher), []);
        check_sound(db);
    });
}

#[test]
fn what_comes_back_is_on_the_shelf_again() {
    both(|db| {
        let key = (store(db, "XH01", false), sku(db, "latte", true));
        count(db, key, 2);
        db.write(move |tx| take_stock(tx, ACT, OrderId(1), &one_of(key, 2)))
            .expect("taken");
        db.write(move |tx| put_back_stock(tx, ACT, ReturnId(7), &one_of(key, 1)))
            .expect("back");
        assert_eq!(journal(db, key)[0], ("return", 1, 1));
        let page = db
            .read(move |tx| list_stock_entries(tx, key, None, 1))
            .expect("a page");
        assert_eq!(page.items[0].cause_id, Some(7));
        let next = page.next.expect("there is more").parse().expect("a cursor");
        let rest = db.read(move |tx| list_stock_entries(tx, key, Some(next), 50));
        assert_eq!(rest.expect("a page").items.len(), 2);
        check_sound(db);
    });
}

#[test]
fn every_move_of_a_shelf_is_found_from_the_last_one_on() {
    both(|db| {
        let store = store(db, "XH01", false);
        let [one, other] = ["latte", "bagel"].map(|code| (store, sku(db, code, true)));
        count(db, one, 10);
        count(db, other, 10);
        // Three moves of two shelves in one act.
        db.write(move |tx| {
            let mut book = load_stock(tx, &[one, other])?;
            book.take(ACT, OrderId(1), &one_of(one, 1))?;
            book.take(ACT, OrderId(2), &one_of(other, 4))?;
            book.take(ACT, OrderId(3), &one_of(one, 2))?;
            Ok::<_, RetailError>(book.save(tx)?)
        })
        .expect("taken");
        db.write(move |tx| put_back_stock(tx, ACT, ReturnId(1), &one_of(one, 1)))
            .expect("back");
        for (key, wanted) in [(one, vec![8, 7, 9, 10]), (other, vec![6, 10])] {
            let (mut levels, mut cursor) = (Vec::new(), None);
            loop {
                let page = db.read(move |tx| list_stock_entries(tx, key, cursor, 1));
                let page = page.expect("a page");
                levels.extend(page.items.iter().map(|entry| entry.level_after));
                let Some(next) = page.next else { break };
                cursor = Some(next.parse().expect("a cursor"));
            }
            assert_eq!(levels, wanted);
        }
        check_sound(db);
    });
}

#[test]
fn counting_and_adjusting_are_told_in_the_journal() {
    both(|db| {
        let key = (store(db, "XH01", false), sku(db, "latte", true));
        let voucher = (key.0, sku(db, "voucher", false));
        count(db, key, 10);
        count(db, key, 7);
        let adjust = |key, quantity, reason: &'static str| {
            db.write(move |tx| adjust_stock(tx, ACT, key, quantity, reason))
                .map_err(|error| error.code())
        };
        assert_eq!(adjust(key, -2, "broken"), Ok(()));
        assert_eq!(adjust(key, -6, "broken"), Err("retail.stock_short"));
        assert_eq!(adjust(key, 1, " "), Err("request.invalid"));
        assert_eq!(adjust(voucher, 1, "found"), Err("retail.stock_not_kept"));
        assert_eq!(
            journal(db, key),
            [("adjustment", -2, 5), ("count", -3, 7), ("count", 10, 10)]
        );
        check_sound(db);
    });
}

#[test]
fn a_change_that_is_refused_later_leaves_the_shelf_as_it_was() {
    both(|db| {
        let key = (store(db, "XH01", false), sku(db, "latte", true));
        count(db, key, 5);
        let refused = db.write(move |tx| {
            tx.nested(|tx| {
                take_stock(tx, ACT, OrderId(1), &one_of(key, 5))?;
                Err::<(), RetailError>(platform::db::DbError::Check.into())
            })
        });
        assert!(refused.is_err());
        assert_eq!(level(db, key), 5);
        check_sound(db);
    });
}
