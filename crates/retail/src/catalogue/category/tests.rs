//! The tree of categories on both engines.

use super::*;
use crate::catalogue::{
    GoodsSearch, NewGoods, NewSku, SkuSearch, Unit, create_goods, list_goods, list_skus,
};
use kernel::{Fault, Money, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

fn new_sku(code: &str) -> NewSku {
    NewSku {
        code: code.into(),
        name: String::new(),
        unit: Unit::Piece,
        barcodes: vec![format!("6901{code}")],
        list_price: Money(1_800),
        member_price: None,
        cost_price: None,
        keeps_stock: false,
    }
}

fn create(db: &TestDb, parent_id: Option<CategoryId>, name: &'static str) -> Category {
    db.write(move |tx| create_category(tx, ACT, parent_id, name))
        .expect("a category")
}

fn edit(
    db: &TestDb,
    (id, seen): (CategoryId, i64),
    change: impl Fn(&mut Category) + Send + 'static,
) -> Result<Category, RetailError> {
    db.write(move |tx| edit_category(tx, ACT, id, IfMatch(seen), &change))
}

/// Moves a category that was never changed.
fn put(db: &TestDb, id: CategoryId, under: Option<CategoryId>) -> Result<Category, RetailError> {
    edit(db, (id, 1), move |category| category.parent_id = under)
}

/// Names and depths as they are listed.
fn listed(db: &TestDb) -> Vec<(String, i64)> {
    let page = db.read(|tx| list_categories(tx, None, 50)).expect("a page");
    let line = |one: Category| (one.name, one.depth);
    page.items.into_iter().map(line).collect()
}

#[test]
fn categories_make_a_tree() {
    both(|db| {
        let add = |parent: Option<CategoryId>, name: &'static str| {
            db.write(move |tx| create_category(tx, ACT, parent, name))
        };
        let drinks = add(None, "饮品").expect("a category").id;
        let coffee = add(Some(drinks), "咖啡").expect("a category").id;
        assert_eq!(
            add(None, "饮品").expect_err("taken").code(),
            "retail.category_name_taken"
        );
        assert!(
            add(Some(coffee), "饮品").is_ok(),
            "elsewhere the name is free"
        );
        let unknown = add(Some(CategoryId(1)), "x").expect_err("no parent");
        assert_eq!(unknown.field_errors()[0].code, "reference.unknown");
        let mut deepest = coffee;
        for name in ["三", "四", "五"] {
            deepest = add(Some(deepest), name).expect("not too deep").id;
        }
        assert_eq!(
            add(Some(deepest), "六").expect_err("deep").code(),
            "retail.category_too_deep"
        );

        let sku = new_sku("latte-1800");
        let (code, name) = ("G-1".into(), "拿铁".into());
        let new = NewGoods {
            code,
            name,
            category_id: Some(coffee),
            skus: vec![sku],
        };
        db.write(move |tx| create_goods(tx, ACT, &new))
            .expect("entered");
        let under = |category_id| {
            let search = GoodsSearch {
                q: "拿".into(),
                category_id: Some(category_id),
            };
            db.read(move |tx| list_goods(tx, &search, None, 10))
                .expect("a page")
                .items
                .len()
        };
        assert_eq!((under(drinks), under(coffee), under(deepest)), (1, 1, 0));
        let page = db.read(|tx| list_categories(tx, None, 3)).expect("a page");
        assert_eq!(page.items.len(), 3);
        assert!(page.next.is_some());
    });
}

#[test]
fn a_category_moves_with_all_that_is_below_it() {
    both(|db| {
        let top = create(db, None, "饮品");
        let coffee = create(db, Some(top.id), "咖啡");
        create(db, Some(coffee.id), "手冲");
        let hot = create(db, None, "热卖");
        let latte = NewGoods {
            code: "G-1".into(),
            name: "拿铁".into(),
            category_id: Some(coffee.id),
            skus: vec![new_sku("1001"), new_sku("1002")],
        };
        db.write(move |tx| create_goods(tx, ACT, &latte))
            .expect("entered");
        let moved = put(db, coffee.id, Some(hot.id)).expect("moved");
        assert_eq!((moved.parent_id, moved.version), (Some(hot.id), 2));
        let own = |name: &str, depth| (name.to_owned(), depth);
        let wanted = [
            own("饮品", 1),
            own("热卖", 1),
            own("咖啡", 2),
            own("手冲", 3),
        ];
        assert_eq!(listed(db), wanted);
        let moved = edit(db, (coffee.id, 2), |category| category.parent_id = None);
        assert_eq!(moved.expect("moved").depth, 1);
        assert_eq!(listed(db)[3], own("手冲", 2));

        let within = |category_id, barcode: Option<&str>| {
            let search = SkuSearch {
                barcode: barcode.map(str::to_owned),
                category_id: Some(category_id),
                ..SkuSearch::default()
            };
            let page = db.read(move |tx| list_skus(tx, &search, None, 1));
            let page = page.expect("a page");
            (page.items.len(), page.next.is_some())
        };
        assert_eq!(within(coffee.id, None), (1, true));
        assert_eq!(within(top.id, None), (0, false));
        assert_eq!(within(coffee.id, Some("69011002")), (1, false));
        assert_eq!(within(top.id, Some("69011002")), (0, false));
    });
}

#[test]
fn an_edit_that_cannot_be_is_refused() {
    both(|db| {
        let top = create(db, None, "饮品");
        let coffee = create(db, Some(top.id), "咖啡");
        create(db, None, "热卖");
        let rename = |seen, name: &'static str| {
            edit(db, (top.id, seen), move |category| {
                category.name = name.into()
            })
        };
        assert_eq!(
            rename(1, "热卖").expect_err("taken").code(),
            "retail.category_name_taken"
        );
        assert_eq!(rename(1, " ").expect_err("empty").code(), "request.invalid");
        assert_eq!(rename(1, "饮料").expect("fresh").version, 2);
        assert_eq!(rename(1, "饮品").expect_err("stale").code(), "edit.stale");
        assert_eq!(rename(2, "饮料").expect("nothing to do").version, 2);
        let ring = edit(db, (top.id, 2), move |category| {
            category.parent_id = Some(coffee.id)
        });
        assert_eq!(
            ring.expect_err("a ring").code(),
            "retail.category_under_itself"
        );
        let nowhere = put(db, coffee.id, Some(CategoryId(1))).expect_err("unknown");
        assert_eq!(nowhere.field_errors()[0].pointer, "/parent_id");
        let gone = put(db, CategoryId(1), None).expect_err("not there");
        assert_eq!(gone.code(), "retail.category_not_found");
    });
}

#[test]
fn two_moves_at_once_close_no_ring() {
    both(|db| {
        for _ in 0..10 {
            let [one, other] = ["甲", "乙"].map(|name| create(db, None, name).id);
            let moved = std::thread::scope(|scope| {
                let first = scope.spawn(|| put(db, one, Some(other)));
                let second = scope.spawn(|| put(db, other, Some(one)));
                [first, second].map(|thread| thread.join().expect("no panic").is_ok())
            });
            assert_ne!(moved[0], moved[1], "one of them is a ring");
            let rename = |id, seen, name: &'static str| {
                edit(db, (id, seen), move |category| {
                    category.name = format!("{name} {}", category.id);
                    category.parent_id = None;
                })
            };
            let seen = moved.map(|is_moved| if is_moved { 2 } else { 1 });
            rename(one, seen[0], "甲").expect("out of the way");
            rename(other, seen[1], "乙").expect("out of the way");
        }
    });
}
