//! Refusals of a settle from strongest to weakest, and what a mixed bill comes to.

use super::*;
use kernel::{CategoryId, Cutoff, Fault, Rate, SkuId, TierId, Timestamp};
use retail::{Ownership, SkuFacts, Unit};
use standing::Tier;

const XUHUI: StoreId = StoreId(1);
const CLOSED: StoreId = StoreId(2);
const LI: MemberId = MemberId(10);
const FROZEN: MemberId = MemberId(11);
const LATTE: SkuId = SkuId(100);
const GONE: SkuId = SkuId(101);
const GOLD: TierId = TierId(7);

fn store(id: StoreId, is_open: bool) -> Store {
    Store {
        id,
        code: "XH01".into(),
        name: "徐汇".into(),
        region_id: None,
        ownership: Ownership::Owned,
        zone: "Asia/Shanghai".parse().expect("a zone"),
        cutoff: Cutoff(240),
        allows_negative_stock: false,
        is_open,
        address: None,
        phone: None,
        opening_hours: retail::OpeningHours::default(),
        area_m2: None,
        version: 1,
    }
}

fn goods(sku_id: SkuId, is_active: bool) -> (retail::StoreSku, SkuFacts) {
    let facts = SkuFacts {
        sku_id,
        sku_code: "latte".into(),
        sku_name: String::new(),
        goods_name: "latte".into(),
        category_id: Some(CategoryId(1)),
        categories: vec![CategoryId(1)],
        groups: Vec::new(),
        unit: Unit::Piece,
        list_price: Money(1_800),
        is_store_price: false,
        member_price: Some(Money(1_600)),
        cost_price: None,
        is_active,
        keeps_stock: true,
    };
    ((XUHUI, sku_id), facts)
}

fn member(id: MemberId, is_frozen: bool) -> (MemberId, SaleMember) {
    (
        id,
        SaleMember {
            id,
            tier_id: Some(GOLD),
            is_frozen,
            closed_at: None,
            birthday: None,
            store_id: Some(XUHUI),
        },
    )
}

fn facts() -> Facts {
    let gold = Tier {
        id: GOLD,
        rank: 3,
        name: "金卡".into(),
        discount: Rate(9_500),
        points_multiplier: Rate(15_000),
    };
    Facts {
        stores: [(XUHUI, store(XUHUI, true)), (CLOSED, store(CLOSED, false))].into(),
        tills: HashMap::new(),
        guides: HashSet::new(),
        members: [member(LI, false), member(FROZEN, true)].into(),
        tiers: Tiers::new(vec![gold]),
        gifts: HashMap::new(),
        goods: [goods(LATTE, true), goods(GONE, false)].into(),
        terms: Terms::default(),
        receipts: ["R-1".to_owned()].into(),
    }
}

/// Two lattes for Li at 95 % of the member price: 30.40.
fn order() -> SettleOrder {
    SettleOrder {
        act: Act::of_system(Timestamp(1_795_579_200_000)),
        store_id: XUHUI,
        till_id: None,
        member_id: Some(LI),
        guide_id: None,
        receipt_no: None,
        lines: vec![Item {
            sku_id: LATTE,
            quantity: 2,
        }],
        coupons: Vec::new(),
        tenders: vec![pay(TillTender::Cash, 3_040)],
        expected_total: Money(3_040),
        key: None,
    }
}

fn pay(kind: TillTender, amount: i64) -> Payment {
    Payment {
        kind,
        amount: Money(amount),
        reference: None,
    }
}

const RICH: Purse = Purse {
    points: Points(100_000),
    stored_value: Money(100_000),
};

fn code(order: &SettleOrder, purse: Purse) -> &'static str {
    match decide(order, (&facts(), &OnOffer::default()), purse) {
        Ok(_) => "settled",
        Err(error) => error.code(),
    }
}

#[test]
fn a_mixed_bill_earns_on_what_points_did_not_pay() {
    let mut order = order();
    order.tenders = vec![
        pay(TillTender::Points, 1_000),
        pay(TillTender::StoredValue, 540),
        pay(TillTender::Cash, 1_500),
        pay(TillTender::Card, 0),
    ];
    let decision = decide(&order, (&facts(), &OnOffer::default()), RICH).expect("it settles");
    assert_eq!(decision.quote.total, Money(3_040));
    assert_eq!(decision.quote.discount, Money(160));
    assert_eq!(decision.points_spent, Points(1_000));
    assert_eq!(decision.stored_value_spent, Money(540));
    // 20.40 at one and a half times: 30.6 points, rounded down once.
    assert_eq!(decision.earn_basis, Money(2_040));
    assert_eq!(decision.points_earned, Points(30));
    assert_eq!(decision.tenders.len(), 3, "a tender of nothing is not kept");
    assert_eq!(decision.business_date.to_string(), "2026-11-25");
}

#[test]
fn a_stranger_pays_the_list_price_and_earns_nothing() {
    let mut order = order();
    order.member_id = None;
    order.expected_total = Money(3_600);
    order.tenders = vec![pay(TillTender::Card, 3_600)];
    let decision =
        decide(&order, (&facts(), &OnOffer::default()), Purse::default()).expect("it settles");
    assert_eq!(decision.points_earned, Points::ZERO);
    assert_eq!(decision.earn_basis, Money(3_600));
}

/// An order that everything is wrong with; each step repairs what the step before was refused
/// for, so that the next refusal shows.
fn hopeless() -> SettleOrder {
    SettleOrder {
        store_id: StoreId(99),
        till_id: Some(TillId(1)),
        member_id: Some(MemberId(99)),
        receipt_no: Some("R-1".into()),
        lines: vec![],
        tenders: vec![
            pay(TillTender::Points, 1_550),
            pay(TillTender::StoredValue, 100),
        ],
        expected_total: Money(1),
        ..order()
    }
}

#[test]
fn refusals_of_place_person_and_goods_come_first() {
    let mut order = hopeless();
    let check = |order: &SettleOrder, expected: &str| assert_eq!(code(order, RICH), expected);
    check(&order, "request.invalid");
    order.lines = vec![
        Item {
            sku_id: LATTE,
            quantity: 2,
        },
        Item {
            sku_id: LATTE,
            quantity: 1,
        },
    ];
    check(&order, "request.invalid");
    order.lines = vec![Item {
        sku_id: SkuId(5),
        quantity: 2,
    }];
    check(&order, "checkout.unknown_store");
    order.store_id = CLOSED;
    check(&order, "checkout.store_closed");
    order.store_id = XUHUI;
    check(&order, "checkout.unknown_till");
    order.till_id = None;
    check(&order, "checkout.receipt_no_taken");
    order.receipt_no = Some("R-2".into());
    check(&order, "checkout.unknown_member");
    order.member_id = Some(FROZEN);
    check(&order, "checkout.member_frozen");
    order.member_id = Some(LI);
    check(&order, "checkout.unknown_sku");
    order.lines[0].sku_id = GONE;
    check(&order, "checkout.sku_inactive");
    order.lines[0].sku_id = LATTE;
    check(&order, "checkout.price_changed");
}

#[test]
fn refusals_of_money_come_last() {
    let mut order = SettleOrder {
        tenders: hopeless().tenders,
        expected_total: hopeless().expected_total,
        ..order()
    };
    let check = |order: &SettleOrder, expected: &str| assert_eq!(code(order, RICH), expected);
    check(&order, "checkout.price_changed");
    order.expected_total = Money(3_040);
    check(&order, "checkout.tenders_do_not_add_up");
    order.tenders[1].amount = Money(1_490);
    check(&order, "pricing.offset_not_in_steps");
    order.tenders[0].amount = Money(1_600);
    order.tenders[1].amount = Money(1_440);
    check(&order, "pricing.offset_above_cap");
    order.tenders[0].amount = Money(1_500);
    order.tenders[1].amount = Money(1_540);
    let poor = Purse {
        points: Points(1_499),
        stored_value: Money(1_539),
    };
    assert_eq!(code(&order, poor), "ledger.insufficient_balance");
    let poor = Purse {
        stored_value: Money(1_540),
        ..poor
    };
    assert_eq!(code(&order, poor), "ledger.insufficient_balance");
    let enough = Purse {
        points: Points(1_500),
        ..poor
    };
    assert_eq!(code(&order, enough), "settled");
    order.member_id = None;
    order.expected_total = Money(3_600);
    order.tenders[1].amount = Money(2_100);
    check(&order, "checkout.member_needed");
}

#[test]
fn two_points_tenders_share_one_cap() {
    let mut order = order();
    order.tenders = vec![
        pay(TillTender::Points, 800),
        pay(TillTender::Points, 800),
        pay(TillTender::Cash, 1_440),
    ];
    assert_eq!(code(&order, RICH), "pricing.offset_above_cap");
}

#[test]
fn stored_value_comes_before_points_among_the_short() {
    let mut order = order();
    order.tenders = vec![
        pay(TillTender::Points, 1_500),
        pay(TillTender::StoredValue, 1_540),
    ];
    let error = decide(&order, (&facts(), &OnOffer::default()), Purse::default())
        .expect_err("nothing is there");
    assert_eq!(error.params()["asset"], "principal");
    assert_eq!(
        (
            error.params()["available"].clone(),
            error.params()["required"].clone()
        ),
        (0.into(), 1_540.into())
    );
}
