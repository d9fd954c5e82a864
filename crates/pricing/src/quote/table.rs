//! Reads and checks the tables of the tests: what is scanned left of the bar, what comes out
//! right of it. SKUs sort by name.

use super::*;
use crate::{Channel, Effect, PointsRule, Target};
use kernel::{CategoryId, Rate, StoreId, TierId, Timestamp};

/// Prices the left side of a table and expects its right side.
pub(super) fn check(buyer: &Standing, offers: &[Offer], context: &Context, table: &str) -> Quote {
    let basket = Basket {
        lines: rows(table).map(|row| scanned(&row)).collect(),
    };
    let quote = quote(&basket, offers, buyer, context).expect("the table can be priced");
    let priced: Vec<String> = quote
        .lines
        .iter()
        .map(|line| {
            let source = line.price_source;
            let (price, discount, total) = (line.unit_price, line.discount, line.total);
            format!("{source} {price} {} -{discount} {total}", line.gross)
        })
        .collect();
    let expected: Vec<String> = rows(table).map(|row| row.right).collect();
    assert_eq!(priced, expected, "{table}");
    if let Some(total) = table.lines().find_map(|line| line.split_once("total ")) {
        let (gross, discount) = (quote.gross, quote.discount);
        let found = format!("{gross} -{discount} {}", quote.total);
        assert_eq!(
            found,
            words(total.1.trim_start_matches([' ', '|'])),
            "{table}"
        );
    }
    quote
}

struct Row {
    left: Vec<String>,
    right: String,
}

fn rows(table: &str) -> impl Iterator<Item = Row> {
    let lines = table.lines().filter(|line| {
        let first = line.split_whitespace().next();
        line.contains('|') && !matches!(first, Some("item" | "total" | "|"))
    });
    lines.map(|line| {
        let (left, right) = line.split_once('|').expect("a row has a bar");
        Row {
            left: left.split_whitespace().map(str::to_owned).collect(),
            right: words(right),
        }
    })
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Reads `latte 2 18.00 -`: item, quantity, list price (`!` for the store's own), member price.
fn scanned(row: &Row) -> BasketLine {
    let [item, quantity, list, member] = row.left.as_slice() else {
        panic!("four words left of the bar: {:?}", row.left)
    };
    BasketLine {
        sku_id: sku(item),
        category_id: Some(category(item)),
        quantity: quantity.parse().expect("a quantity"),
        list_price: list.trim_end_matches('!').parse().expect("a price"),
        is_store_price: list.ends_with('!'),
        member_price: member.parse().ok(),
    }
}

pub(super) fn sku(item: &str) -> SkuId {
    let bytes = item.bytes().chain(std::iter::repeat(0)).take(7);
    SkuId(bytes.fold(0, |id, byte| id * 256 + i64::from(byte)))
}

/// Drinks have a `t` in their names here, food has not.
pub(super) fn category(item: &str) -> CategoryId {
    CategoryId(if item.contains('t') { 1 } else { 2 })
}

pub(super) fn member_of(name: &str, discount: u32, points_multiplier: u32) -> Standing {
    Standing {
        is_member: true,
        tier: Some(TierStanding {
            tier_id: TierId(i64::from(discount)),
            name: name.to_owned(),
            discount: Rate(discount),
            points_multiplier: Rate(points_multiplier),
        }),
    }
}

pub(super) fn at_the_till() -> Context {
    Context {
        now: Timestamp(0),
        store_id: StoreId(1),
        channel: Channel::Till,
        points_rule: PointsRule::USUAL,
        member_price_excludes_tier: false,
    }
}

pub(super) fn either_or() -> Context {
    Context {
        member_price_excludes_tier: true,
        ..at_the_till()
    }
}

pub(super) fn percent_off(id: i64, layer: Layer, off: u32, on: Target) -> Offer {
    Offer {
        id: OfferId(id),
        name: format!("{off} off"),
        layer,
        effect: Effect::PercentOff { off: Rate(off), on },
    }
}
