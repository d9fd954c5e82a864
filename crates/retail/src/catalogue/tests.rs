//! The catalogue on both engines.

use super::*;
use kernel::{Fault, Money, SkuId, StoreId, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

/// Goods are named by their price: `latte-1800`.
fn new_sku(code: &str, barcodes: &[&str]) -> NewSku {
    let price = code
        .rsplit_once('-')
        .and_then(|(_, price)| price.parse().ok());
    NewSku {
        code: code.into(),
        name: String::new(),
        unit: Unit::Piece,
        barcodes: barcodes
            .iter()
            .map(|barcode| (*barcode).to_owned())
            .collect(),
        list_price: Money(price.expect("a code that ends with a price")),
        member_price: None,
        cost_price: None,
        keeps_stock: true,
    }
}

fn enter(db: &TestDb, name: &str, skus: Vec<NewSku>) -> Result<FullGoods, RetailError> {
    let code = format!("G-{}", skus[0].code);
    let new = NewGoods {
        code,
        name: name.into(),
        category_id: None,
        skus,
    };
    db.write(move |tx| create_goods(tx, ACT, &new))
}

fn found(db: &TestDb, search: SkuSearch) -> Vec<String> {
    let page = db
        .read(move |tx| list_skus(tx, &search, None, 50))
        .expect("a page");
    page.items
        .into_iter()
        .map(|(full, _)| full.sku.code)
        .collect()
}

fn q(text: &str) -> SkuSearch {
    SkuSearch {
        q: text.into(),
        ..SkuSearch::default()
    }
}

#[test]
fn goods_read_back_as_they_were_entered() {
    both(|db| {
        let skus = vec![
            new_sku("latte-2200", &[]),
            new_sku("latte-1800", &["69010002", "69010001"]),
        ];
        let goods = enter(db, "拿铁", skus).expect("entered");
        let (id, sku) = (goods.goods.id, goods.skus[0].clone());
        assert_eq!(sku.sku.code, "latte-1800");
        assert_eq!(sku.barcodes, ["69010001", "69010002"]);
        let read = db.read(move |tx| get_goods(tx, id)).expect("there");
        assert_eq!(read, goods);
        let owner = db.read(|tx| find_sku_by_barcode(tx, "69010002"));
        assert_eq!(owner, Ok(Some(sku.sku.id)));
    });
}

#[test]
fn codes_and_barcodes_are_given_once() {
    both(|db| {
        enter(db, "拿铁", vec![new_sku("latte-1800", &["69010001"])]).expect("entered");
        let code = |entered: Result<FullGoods, RetailError>| entered.expect_err("taken").code();
        let same_sku = enter(
            db,
            "x",
            vec![new_sku("x-1", &[]), new_sku("latte-1800", &[])],
        );
        assert_eq!(code(same_sku), "retail.sku_code_taken");
        let same_goods = enter(db, "x", vec![new_sku("latte-1800", &[])]);
        assert_eq!(code(same_goods), "retail.goods_code_taken");
        let same_barcode = enter(db, "x", vec![new_sku("x-1", &["69010001"])]);
        assert_eq!(code(same_barcode), "retail.barcode_taken");
        let twice = enter(
            db,
            "x",
            vec![new_sku("x-1", &["6901"]), new_sku("x-2", &["6901"])],
        );
        let fields = twice.expect_err("twice").field_errors();
        assert_eq!(fields[0].pointer, "/skus/1/barcodes");
        assert_eq!(
            found(db, q("x")),
            Vec::<String>::new(),
            "a refusal leaves nothing"
        );
    });
}

#[test]
fn a_search_looks_into_names_and_the_beginning_of_codes() {
    both(|db| {
        let large = NewSku {
            name: "Large 大杯".into(),
            ..new_sku("A-2200", &["69010009"])
        };
        enter(db, "Latte 拿铁", vec![new_sku("A-1800", &[]), large]).expect("entered");
        enter(db, "100% juice", vec![new_sku("B-900", &[])]).expect("entered");
        for (text, wanted) in [
            ("", vec!["A-1800", "A-2200", "B-900"]),
            ("LATTE", vec!["A-1800", "A-2200"]),
            ("拿铁 大杯", vec!["A-2200"]),
            ("a-", vec!["A-1800", "A-2200"]),
            ("-1800", vec![]),
            ("100%", vec!["B-900"]),
            ("1_0", vec![]),
        ] {
            assert_eq!(found(db, q(text)), wanted, "{text}");
        }
        let scanned = SkuSearch {
            barcode: Some("69010009".into()),
            ..q("juice")
        };
        assert_eq!(found(db, scanned), ["A-2200"]);
        let first = db
            .read(|tx| list_skus(tx, &q(""), None, 2))
            .expect("a page");
        let next = first
            .next
            .expect("there is more")
            .parse()
            .expect("a cursor");
        let rest = db
            .read(move |tx| list_skus(tx, &q(""), Some(next), 2))
            .expect("a page");
        assert_eq!(
            (rest.items[0].0.sku.code.as_str(), rest.next),
            ("B-900", None)
        );
    });
}

#[test]
fn goods_that_are_switched_off_are_not_sold() {
    both(|db| {
        let off = enter(db, "拿铁", vec![new_sku("latte-1800", &["6901"])]).expect("entered");
        enter(db, "贝果", vec![new_sku("bagel-1400", &[])]).expect("entered");
        let id = off.goods.id;
        db.write(move |tx| edit_goods(tx, ACT, id, IfMatch(1), |goods| goods.is_active = false))
            .expect("switched off");
        let of = |may_be_sold| SkuSearch {
            may_be_sold: Some(may_be_sold),
            ..q("")
        };
        assert_eq!(found(db, of(true)), ["bagel-1400"]);
        assert_eq!(found(db, of(false)), ["latte-1800"]);
        let scanned = |sold| SkuSearch {
            barcode: Some("6901".into()),
            ..of(sold)
        };
        assert_eq!(
            (
                found(db, scanned(true)).len(),
                found(db, scanned(false)).len()
            ),
            (0, 1)
        );
        let key = (StoreId(1), off.skus[0].sku.id);
        let facts = db
            .read(move |tx| tx.fetch(sale_facts(tx, &[key])))
            .expect("facts");
        assert!(!facts[&key].is_active);
    });
}

#[test]
fn renamed_goods_are_found_by_their_new_name() {
    both(|db| {
        let goods = enter(db, "拿铁", vec![new_sku("latte-1800", &[])]).expect("entered");
        let id = goods.goods.id;
        let rename = |seen| {
            db.write(move |tx| {
                edit_goods(tx, ACT, id, IfMatch(seen), |goods| {
                    goods.name = "美式".into()
                })
            })
        };
        assert_eq!(rename(1).expect("fresh").goods.version, 2);
        assert_eq!(rename(1).expect_err("stale").code(), "edit.stale");
        assert_eq!(found(db, q("美式")), ["latte-1800"]);
        assert_eq!(found(db, q("拿铁")), Vec::<String>::new());
    });
}

#[test]
fn a_sku_is_edited_with_its_barcodes_or_not_at_all() {
    both(|db| {
        let goods = enter(
            db,
            "拿铁",
            vec![new_sku("latte-1800", &["69010001", "69010002"])],
        );
        let sku_id = goods.expect("entered").skus[0].sku.id;
        enter(db, "贝果", vec![new_sku("bagel-1400", &["69020001"])]).expect("entered");
        let edit = |seen, barcodes: [&'static str; 2], member| {
            db.write(move |tx| {
                edit_sku(tx, ACT, sku_id, IfMatch(seen), |full| {
                    full.barcodes = barcodes
                        .iter()
                        .map(|barcode| (*barcode).to_owned())
                        .collect();
                    full.sku.member_price = Some(Money(member));
                })
            })
        };
        let edited = edit(1, ["69010003", "69010002"], 1500).expect("fresh");
        assert_eq!(edited.barcodes, ["69010002", "69010003"]);
        assert_eq!(edited.sku.version, 2);
        let refused = |result: Result<FullSku, RetailError>| result.expect_err("refused").code();
        assert_eq!(
            refused(edit(2, ["69020001", "69010002"], 1500)),
            "retail.barcode_taken"
        );
        assert_eq!(
            refused(edit(2, ["69010002", "69010003"], 1801)),
            "request.invalid"
        );
        assert_eq!(
            refused(edit(1, ["69010002", "69010003"], 1400)),
            "edit.stale"
        );
        let (read, _) = db.read(move |tx| get_sku(tx, sku_id)).expect("there");
        assert_eq!(read, edited);
    });
}

#[test]
fn a_store_asks_its_own_price_where_it_has_one() {
    both(|db| {
        let full = enter(
            db,
            "拿铁",
            vec![new_sku("latte-1800", &[]), new_sku("latte-2200", &[])],
        );
        let ids: Vec<SkuId> = full
            .expect("entered")
            .skus
            .iter()
            .map(|one| one.sku.id)
            .collect();
        let (here, there) = (StoreId(1), StoreId(2));
        let own = (here, ids[0]);
        let set = |seen, list| {
            db.write(move |tx| {
                set_store_price(tx, ACT, own, IfMatch(seen), Money(list), Some(Money(1700)))
            })
        };
        assert_eq!(set(0, 2000).expect("none yet").version, 1);
        assert_eq!(set(0, 2100).expect_err("there is one").code(), "edit.stale");
        assert_eq!(set(1, 2100).expect("fresh").version, 2);
        assert_eq!(
            set(2, 1600).expect_err("members would pay more").code(),
            "request.invalid"
        );

        let keys = [
            (here, ids[0]),
            (there, ids[0]),
            (here, ids[1]),
            (here, SkuId(1)),
        ];
        let facts = db
            .read(move |tx| tx.fetch(sale_facts(tx, &keys)))
            .expect("facts");
        let price = |key| facts.get(&key).map(|facts| facts.list_price.0);
        assert_eq!(keys.map(price), [Some(2100), Some(1800), Some(2200), None]);
        assert_eq!(facts[&keys[0]].full_name(), "拿铁");

        let remove = |seen| {
            let key = keys[0];
            db.write(move |tx| remove_store_price(tx, ACT, key, IfMatch(seen)))
        };
        assert_eq!(remove(1).expect_err("stale").code(), "edit.stale");
        remove(2).expect("fresh");
        assert_eq!(
            remove(2).expect_err("gone").code(),
            "retail.store_price_not_found"
        );
        let facts = db
            .read(move |tx| tx.fetch(sale_facts(tx, &keys)))
            .expect("facts");
        assert_eq!(facts[&keys[0]].list_price, Money(1800));
    });
}

fn imported(code: &str, name: &str, category: &[&str], barcodes: &[&str]) -> ImportedGoods {
    ImportedGoods {
        goods_code: None,
        goods_name: name.into(),
        category: category.iter().map(|name| (*name).to_owned()).collect(),
        sku: new_sku(code, barcodes),
    }
}

fn import(db: &TestDb, rows: Vec<ImportedGoods>) -> Vec<Result<SkuId, &'static str>> {
    let answers = db
        .write(move |tx| import_goods(tx, ACT, &rows))
        .expect("no trouble");
    answers
        .into_iter()
        .map(|answer| answer.map_err(|error| error.code()))
        .collect()
}

#[test]
fn the_same_file_twice_changes_nothing() {
    both(|db| {
        let rows = || {
            let mut juice = imported("juice-900", "Juice", &["饮品", "果汁"], &["69010002"]);
            juice.goods_code = Some("G-JUICE".into());
            let mut big_juice = imported("juice-1500", "Juice", &["饮品", "果汁"], &[]);
            big_juice.goods_code = Some("G-JUICE".into());
            vec![
                imported("latte-1800", "拿铁", &["饮品", "咖啡"], &["69010001"]),
                juice,
                imported("bad code-1", "x", &[], &[]),
                imported("thief-1", "x", &[], &["69010001"]),
                big_juice,
            ]
        };
        let first = import(db, rows());
        assert_eq!(
            first[2..4],
            [Err("request.invalid"), Err("retail.barcode_taken")]
        );
        assert_eq!(import(db, rows()), first);
        let (latte, juice) = (first[0].expect("entered"), first[1].expect("entered"));
        let read = |id| db.read(move |tx| get_sku(tx, id)).expect("there");
        assert_eq!((read(latte).0.sku.version, read(latte).1.version), (1, 1));
        let big_juice = first[4].expect("entered");
        assert_eq!(
            read(juice).1,
            read(big_juice).1,
            "two SKUs of the same goods"
        );
        let categories = db.read(|tx| list_categories(tx, None, 50)).expect("a page");
        let names: Vec<&str> = categories
            .items
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        assert_eq!(names.len(), 3, "{names:?}");
    });
}

#[test]
fn a_newer_file_brings_prices_names_and_barcodes_up_to_date() {
    both(|db| {
        let row = imported("latte-1800", "拿铁", &["饮品"], &["69010001"]);
        let latte = import(db, vec![row.clone()])[0].expect("entered");
        let mut newer = ImportedGoods {
            goods_name: "美式".into(),
            category: vec![],
            ..row
        };
        newer.sku.list_price = Money(1900);
        newer.sku.barcodes = vec!["69010002".into()];
        assert_eq!(import(db, vec![newer]), [Ok(latte)]);
        let (full, goods) = db.read(move |tx| get_sku(tx, latte)).expect("there");
        assert_eq!((full.sku.list_price, full.sku.version), (Money(1900), 2));
        assert_eq!(full.barcodes, ["69010001", "69010002"]);
        assert!(
            goods.category_id.is_some(),
            "a file without categories takes none away"
        );
        assert_eq!(found(db, q("美式")), ["latte-1800"]);
        let codes = db
            .read(|tx| find_skus_by_codes(tx, &["latte-1800", "x"]))
            .expect("found");
        assert_eq!(
            codes.into_iter().collect::<Vec<_>>(),
            [("latte-1800".to_owned(), latte)]
        );
    });
}
