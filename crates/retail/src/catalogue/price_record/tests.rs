//! The record of prices on both engines.

use super::*;
use crate::catalogue::{
    ImportedGoods, NewGoods, NewSku, Unit, create_goods, edit_sku, import_goods,
    remove_store_price, set_store_price,
};
use platform::http::IfMatch;
use testkit::{TestDb, both};

const HERE: StoreId = StoreId(5);
const DAY: i64 = 86_400_000;

/// Some moment of a day.
fn on(day: i64) -> Act {
    Act::of_system(Timestamp(1_795_579_200_000 + day * DAY))
}

fn latte(list_price: i64) -> NewSku {
    NewSku {
        code: "latte".into(),
        name: String::new(),
        unit: Unit::Piece,
        barcodes: vec![],
        list_price: Money(list_price),
        member_price: None,
        cost_price: None,
        keeps_stock: false,
    }
}

fn entered(db: &TestDb, list_price: i64) -> SkuId {
    let new = NewGoods {
        code: "G".into(),
        name: "拿铁".into(),
        category_id: None,
        skus: vec![latte(list_price)],
    };
    let goods = db.write(move |tx| create_goods(tx, on(0), &new));
    goods.expect("entered").skus[0].sku.id
}

/// The record, the latest first: `day:price`.
fn record(db: &TestDb, sku_id: SkuId, store_id: Option<StoreId>) -> Vec<String> {
    let page = db.read(move |tx| list_price_record(tx, sku_id, store_id, None, 50));
    let told = |record: PriceRecord| {
        let day = (record.from_at.0 - on(0).now.0) / DAY;
        let price = record
            .list_price
            .map_or("-".into(), |price| price.0.to_string());
        match record.member_price {
            Some(member) => format!("{day}:{price}/{}", member.0),
            None => format!("{day}:{price}"),
        }
    };
    page.expect("a page").items.into_iter().map(told).collect()
}

#[test]
fn every_way_of_setting_a_price_is_written_down() {
    both(|db| {
        let sku_id = entered(db, 1_800);
        let edit = |day, seen, list: i64, member: Option<i64>, name: &'static str| {
            let edited = db.write(move |tx| {
                edit_sku(tx, on(day), sku_id, IfMatch(seen), |full| {
                    full.sku.list_price = Money(list);
                    full.sku.member_price = member.map(Money);
                    full.sku.name = name.into();
                })
            });
            edited.expect("edited");
        };
        edit(1, 1, 2_000, None, "");
        edit(2, 2, 2_000, None, "大杯");
        edit(3, 3, 2_000, Some(1_900), "大杯");
        let row = |list| ImportedGoods {
            goods_code: None,
            goods_name: "拿铁".into(),
            category: vec![],
            sku: latte(list),
        };
        for (day, list) in [(4, 2_200), (5, 2_200)] {
            let rows = [row(list)];
            let answers = db.write(move |tx| import_goods(tx, on(day), &rows));
            assert!(answers.expect("no trouble")[0].is_ok());
        }
        let wanted = ["4:2200", "3:2000/1900", "1:2000", "0:1800"];
        assert_eq!(record(db, sku_id, None), wanted);

        let key = (HERE, sku_id);
        let set = |day, seen, list| {
            db.write(move |tx| set_store_price(tx, on(day), key, IfMatch(seen), Money(list), None))
                .expect("set");
        };
        set(6, 0, 1_700);
        set(7, 1, 1_600);
        db.write(move |tx| remove_store_price(tx, on(8), key, IfMatch(2)))
            .expect("removed");
        assert_eq!(record(db, sku_id, Some(HERE)), ["8:-", "7:1600", "6:1700"]);
        assert_eq!(record(db, sku_id, Some(StoreId(6))), [""; 0]);
    });
}

#[test]
fn an_act_that_is_refused_leaves_no_record() {
    both(|db| {
        let sku_id = entered(db, 1_800);
        let stale = db.write(move |tx| {
            edit_sku(tx, on(1), sku_id, IfMatch(9), |full| {
                full.sku.list_price = Money(1);
            })
        });
        assert!(stale.is_err());
        assert_eq!(record(db, sku_id, None), ["0:1800"]);
    });
}

#[test]
fn the_lowest_price_of_the_week_before_is_known() {
    both(|db| {
        let sku_id = entered(db, 1_800);
        let (here, there) = ((HERE, sku_id), (StoreId(6), sku_id));
        let raise = db.write(move |tx| {
            edit_sku(tx, on(10), sku_id, IfMatch(1), |full| {
                full.sku.list_price = Money(2_500);
            })
        });
        raise.expect("edited");
        db.write(move |tx| set_store_price(tx, on(12), here, IfMatch(0), Money(1_500), None))
            .expect("set");
        db.write(move |tx| remove_store_price(tx, on(13), here, IfMatch(1)))
            .expect("removed");

        let week_before = |day: i64| (on(day - 7).now, on(day).now);
        let lowest = |day| {
            let keys = [here, there, (HERE, SkuId(1))];
            let found = db
                .read(move |tx| lowest_prices(tx, &keys, week_before(day)))
                .expect("found");
            keys.map(|key| found.get(&key).map(|price| price.0))
        };
        assert_eq!(lowest(10), [Some(1_800), Some(1_800), None]);
        assert_eq!(lowest(12), [Some(1_800), Some(1_800), None]);
        assert_eq!(lowest(13), [Some(1_500), Some(1_800), None]);
        assert_eq!(lowest(18), [Some(1_500), Some(2_500), None]);
        assert_eq!(lowest(20), [Some(2_500), Some(2_500), None]);
        assert_eq!(lowest(0), [None, None, None], "before there was a record");

        let charged = db
            .read(move |tx| prices_charged(tx, &[here], week_before(14)))
            .expect("found");
        let prices = [1_500, 1_800, 2_500].map(Money);
        assert_eq!(charged[&here], BTreeSet::from(prices));
    });
}
