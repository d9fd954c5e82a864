//! Past orders and what an offer would have done to them.

use super::*;
use offers::OfferTerms;
use serde_json::{Value as Json, json};

const STORE: StoreId = StoreId(1);

fn offer(id: i64, layer: &str, effect: Json) -> RunningOffer {
    grouped(id, layer, effect, "")
}

/// An offer that excludes the others of its group.
fn grouped(id: i64, layer: &str, effect: Json, group: &str) -> RunningOffer {
    let groups: Vec<&str> = Some(group)
        .filter(|it| !it.is_empty())
        .into_iter()
        .collect();
    let terms = json!({ "name": format!("优惠{id}"), "rule": {
        "layer": layer, "effect": effect, "stacking": { "groups": groups, "alone": "no" } } });
    let terms: OfferTerms = serde_json::from_value(terms).expect("terms");
    RunningOffer::new(OfferId(id), 1, terms)
}

fn ladder(from: i64, off: i64) -> Json {
    json!({ "kind": "ladder", "by": "amount",
        "steps": [{ "from": from, "gives": { "kind": "amount", "off": off } }] })
}

fn ground(draft: RunningOffer, given: Vec<RunningOffer>) -> Ground {
    let place = Place {
        zone: "Asia/Shanghai".parse().expect("a zone"),
        region_id: None,
    };
    let versions = given.into_iter().map(|one| ((one.id, 1), Arc::new(one)));
    Ground {
        draft: Some(Arc::new(draft)),
        versions: versions.collect(),
        places: HashMap::from([(STORE, place)]),
        ..Ground::default()
    }
}

/// An order of lines (quantity, unit price, charged), given some offers so much.
fn past(origin: Origin, lines: &[(i64, i64, i64)], given: &[(i64, i64)]) -> Past {
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
        shares_text: "[]".into(),
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

/// What it takes off, by how much the order costs more, and what it displaces.
type Told = (i64, i64, Vec<(i64, i64)>);

fn told(past: &Past, ground: &Ground) -> Option<Told> {
    let replayed = replay(past, ground)?;
    assert!(replayed.is_reproduced, "{past:?}");
    let change = replayed.change().expect("in range").0;
    let gone = replayed.displaced.iter();
    let gone = gone.map(|(id, amount)| (id.0, amount.0)).collect();
    Some((replayed.amount.0, change, gone))
}

#[test]
fn what_was_sold_elsewhere_is_priced_at_what_was_charged() {
    let ground = ground(offer(9, "order_promotion", ladder(10_000, 1_000)), vec![]);
    let sold = |lines: &[(i64, i64, i64)]| told(&past(Origin::Recorded, lines, &[]), &ground);
    for (lines, wanted) in [
        // 满100减10: not reached, reached, and reached by list price only.
        (vec![(1, 9_999, 9_999)], None),
        (vec![(1, 10_000, 10_000)], Some((1_000, -1_000, vec![]))),
        (vec![(1, 12_000, 9_000)], None),
        // 100.00 for three does not divide.
        (vec![(3, 3_334, 10_000)], Some((1_000, -1_000, vec![]))),
        // What is adjusted takes no part.
        (
            vec![(1, 10_000, 10_000), (0, 0, -500)],
            Some((1_000, -1_000, vec![])),
        ),
        (vec![(0, 0, 20_000)], None),
    ] {
        assert_eq!(sold(&lines), wanted, "{lines:?}");
    }
}

#[test]
fn an_order_keeps_what_it_was_given_unless_something_better_excludes_it() {
    let off_5 = || grouped(2, "order_promotion", ladder(5_000, 500), "A");
    let order = past(Origin::Settled, &[(2, 6_000, 11_500)], &[(2, 500)]);
    // Both go together.
    let both = ground(
        offer(9, "order_promotion", ladder(10_000, 1_000)),
        vec![off_5()],
    );
    assert_eq!(told(&order, &both), Some((1_000, -1_000, vec![])));
    // One of a group: ten are better than five.
    let better = grouped(9, "order_promotion", ladder(10_000, 1_000), "A");
    let one = ground(better, vec![off_5()]);
    assert_eq!(told(&order, &one), Some((1_000, -500, vec![(2, 500)])));
    // Three are not.
    let worse = grouped(9, "order_promotion", ladder(10_000, 300), "A");
    assert_eq!(told(&order, &ground(worse, vec![off_5()])), None);
    // Another version takes the place of the one that was given: somebody pays more.
    let next = offer(2, "order_promotion", ladder(10_000, 300));
    assert_eq!(
        told(&order, &ground(next, vec![off_5()])),
        Some((300, 200, vec![]))
    );
}
