//! What a file that comes again changes, on both engines.

use super::*;
use crate::catalogue::{Unit, assortment};
use kernel::{Money, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

fn latte(cost: Option<i64>) -> ImportedGoods {
    ImportedGoods {
        goods_code: None,
        goods_name: "Latte".into(),
        category: Vec::new(),
        sku: NewSku {
            code: "latte-1800".into(),
            name: String::new(),
            unit: Unit::Piece,
            barcodes: Vec::new(),
            list_price: Money(1_800),
            member_price: None,
            cost_price: cost.map(Money),
            keeps_stock: true,
        },
    }
}

#[test]
fn what_goods_cost_stays_when_a_file_does_not_say() {
    both(|db: &TestDb| {
        for (told, wanted) in [
            (None, None),
            (Some(700), Some(700)),
            (None, Some(700)),
            (Some(650), Some(650)),
            // Below nothing: the row is refused.
            (Some(-1), Some(650)),
        ] {
            let answers = db.write(move |tx| import_goods(tx, ACT, &[latte(told)]));
            assert_eq!(answers.expect("rows")[0].is_err(), told == Some(-1));
            let all = db.read(assortment).expect("SKUs");
            assert_eq!(all[0].cost_price.map(|cost| cost.0), wanted, "{told:?}");
        }
    });
}
