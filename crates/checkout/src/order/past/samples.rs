//! Orders and offers for tests.

use super::{Buyer, Ground, Past, PastLine, Place};
use crate::order::{GivenOffer, Origin};
use kernel::{Money, OrderId, SkuId, StoreId, Timestamp};
use offers::{OfferTerms, RunningOffer};
use pricing::{Layer, OfferId};
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::sync::Arc;

const STORE: StoreId = StoreId(1);

pub(crate) fn offer(id: i64, layer: &str, effect: Json) -> RunningOffer {
    grouped(id, layer, effect, "")
}

/// An offer that excludes the others of its group.
pub(crate) fn grouped(id: i64, layer: &str, effect: Json, group: &str) -> RunningOffer {
    let groups: Vec<&str> = Some(group)
        .filter(|it| !it.is_empty())
        .into_iter()
        .collect();
    let terms = json!({ "name": format!("优惠{id}"), "rule": {
        "layer": layer, "effect": effect, "stacking": { "groups": groups, "alone": "no" } } });
    let terms: OfferTerms = serde_json::from_value(terms).expect("terms");
    RunningOffer::new(OfferId(id), 1, terms)
}

pub(crate) fn ladder(from: i64, off: i64) -> Json {
    json!({ "kind": "ladder", "by": "amount",
        "steps": [{ "from": from, "gives": { "kind": "amount", "off": off } }] })
}

/// What is known beside orders that were given these.
pub(crate) fn ground(given: Vec<RunningOffer>) -> Ground {
    let place = Place {
        zone: "Asia/Shanghai".parse().expect("a zone"),
        region_id: None,
    };
    let versions = given.into_iter().map(|one| ((one.id, 1), Arc::new(one)));
    Ground {
        versions: versions.collect(),
        places: HashMap::from([(STORE, place)]),
        ..Ground::default()
    }
}

/// An order of lines (quantity, unit price, charged), given some offers so much. If it was one, the
/// difference of each line is its share.
pub(crate) fn past(origin: Origin, lines: &[(i64, i64, i64)], given: &[(i64, i64)]) -> Past {
    let line = |(place, (quantity, unit, total)): (usize, &(i64, i64, i64))| PastLine {
        sku_id: SkuId(place as i64 + 1),
        quantity: *quantity,
        unit_price: Money(*unit),
        total: Money(*total),
    };
    let given_one = |(place, (id, amount)): (usize, &(i64, i64))| GivenOffer {
        order_id: OrderId(1),
        place: place as i64,
        offer_id: OfferId(*id),
        version: 1,
        coupon_id: None,
        layer: Layer::OrderPromotion,
        name: String::new(),
        amount: Money(*amount),
        shares_text: match given {
            [_] => shares(lines),
            _ => "[]".into(),
        },
        gifts_text: "[]".into(),
        given_back: Money::ZERO,
    };
    let total = lines.iter().map(|(.., total)| total).sum();
    Past {
        id: OrderId(1),
        origin,
        store_id: STORE,
        business_date: "2026-10-01".parse().expect("a date"),
        settled_at: Timestamp(1_790_820_000_000),
        member_id: None,
        total: Money(total),
        lines: lines.iter().enumerate().map(line).collect(),
        given: given.iter().enumerate().map(given_one).collect(),
        buyer: Buyer::default(),
    }
}

fn shares(lines: &[(i64, i64, i64)]) -> String {
    let share = |(place, (quantity, unit, total)): (usize, &(i64, i64, i64))| {
        (place, quantity * unit - total)
    };
    json!(lines.iter().enumerate().map(share).collect::<Vec<_>>()).to_string()
}
