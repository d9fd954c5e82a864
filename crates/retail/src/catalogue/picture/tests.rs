//! Pictures on both engines.

use super::*;
use crate::catalogue::{self, NewGoods, NewSku, Unit};
use kernel::{Fault, Money, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

fn latte(db: &TestDb, code: &'static str) -> GoodsId {
    let sku = NewSku {
        code: code.into(),
        name: String::new(),
        unit: Unit::Piece,
        barcodes: Vec::new(),
        list_price: Money(1_800),
        member_price: None,
        cost_price: None,
        keeps_stock: false,
    };
    let new = NewGoods {
        code: code.into(),
        name: "拿铁".into(),
        category_id: None,
        skus: vec![sku],
    };
    let entered = db.write(move |tx| catalogue::create_goods(tx, ACT, &new));
    entered.expect("goods").goods.id
}

fn drawn(number: u8) -> NewPicture {
    NewPicture {
        fingerprint: [number; 32],
        width: 600,
        height: 400,
        small: vec![number, 1],
        large: vec![number, 2],
    }
}

fn add(db: &TestDb, goods_id: GoodsId, number: u8) -> Result<Picture, RetailError> {
    db.write(move |tx| add_picture(tx, ACT, goods_id, &drawn(number)))
}

/// The goods' version, its main picture, and the numbers of all in their order.
fn found(db: &TestDb, goods_id: GoodsId) -> (i64, Option<PictureId>, Vec<u8>) {
    let (goods, pictures) = db
        .read(move |tx| list_pictures(tx, goods_id))
        .expect("pictures");
    let places: Vec<i64> = pictures.iter().map(|one| one.place).collect();
    assert_eq!(places, (1..=pictures.len() as i64).collect::<Vec<_>>());
    assert_eq!(goods.picture_id, pictures.first().map(|one| one.id));
    let numbers = pictures.iter().map(|one| one.fingerprint[0]);
    (goods.version, goods.picture_id, numbers.collect())
}

#[test]
fn pictures_are_added_ordered_and_taken_away() {
    both(|db| {
        let latte = latte(db, "latte-1800");
        let ids: Vec<PictureId> = (1..=3)
            .map(|number| add(db, latte, number).expect("added").id)
            .collect();
        assert_eq!(found(db, latte), (4, Some(ids[0]), vec![1, 2, 3]));
        assert_eq!(add(db, latte, 2).expect("the same").id, ids[1]);
        assert_eq!(found(db, latte).0, 4, "the same file changes nothing");

        let wanted = vec![ids[2], ids[0], ids[1]];
        let order = |seen| {
            let wanted = wanted.clone();
            db.write(move |tx| order_pictures(tx, ACT, latte, IfMatch(seen), &wanted))
        };
        assert_eq!(order(3).expect_err("stale").code(), "edit.stale");
        assert_eq!(order(4).expect("ordered").0.version, 5);
        assert_eq!(order(5).expect("as they are").0.version, 5);
        assert_eq!(found(db, latte), (5, Some(ids[2]), vec![3, 1, 2]));

        let main = ids[2];
        db.write(move |tx| remove_picture(tx, ACT, latte, main))
            .expect("gone");
        assert_eq!(found(db, latte), (6, Some(ids[0]), vec![1, 2]));
        let again = db.write(move |tx| remove_picture(tx, ACT, latte, main));
        assert_eq!(again.expect_err("gone").code(), "retail.picture_not_found");
        for id in &ids[..2] {
            let id = *id;
            db.write(move |tx| remove_picture(tx, ACT, latte, id))
                .expect("gone");
        }
        assert_eq!(found(db, latte), (8, None, vec![]));
    });
}

#[test]
fn goods_have_eight_pictures_at_most_and_none_of_other_goods() {
    both(|db| {
        let (latte, mocha) = (latte(db, "latte-1800"), self::latte(db, "mocha-1800"));
        for number in 1..=8 {
            add(db, latte, number).expect("added");
        }
        assert_eq!(add(db, latte, 8).expect("the same").place, 8);
        let ninth = add(db, latte, 9).expect_err("one too many");
        assert_eq!(ninth.code(), "retail.too_many_pictures");
        let own = add(db, mocha, 1).expect("the same file of other goods").id;
        let jpeg = |goods_id, size| db.read(move |tx| find_jpeg(tx, goods_id, own, size));
        assert_eq!(jpeg(mocha, PictureSize::Small).expect("small"), [1, 1]);
        assert_eq!(jpeg(mocha, PictureSize::Large).expect("large"), [1, 2]);
        let elsewhere = jpeg(latte, PictureSize::Large).expect_err("of other goods");
        assert_eq!(elsewhere.code(), "retail.picture_not_found");
        let unknown = add(db, GoodsId(7), 1).expect_err("no goods");
        assert_eq!(unknown.code(), "retail.goods_not_found");
    });
}
