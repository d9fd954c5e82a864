//! Laws of giving back: whatever way goods come back, what was paid goes back, to the cent and
//! into each tender; and never more.

use super::*;
use proptest::prelude::*;

fn line(number: i64, quantity: i64, total: i64) -> PaidLine {
    PaidLine {
        line_id: LineId(number),
        sku_id: SkuId(100 - number),
        quantity,
        total: Money(total),
        returned: 0,
        given_back: Money::ZERO,
    }
}

fn tender(number: i64, kind: TenderKind, amount: i64, points: i64) -> PaidTender {
    PaidTender {
        tender_id: TenderId(number),
        kind,
        amount: Money(amount),
        points: Points(points),
        given_back: Money::ZERO,
        points_given_back: Points::ZERO,
    }
}

fn paid(lines: Vec<PaidLine>, tenders: Vec<PaidTender>, earned: i64) -> Paid {
    let earning = tenders.iter().filter(|tender| tender.kind.earns_points());
    let earn_basis = Money::sum(earning.map(|tender| tender.amount)).expect("in range");
    Paid {
        lines,
        tenders,
        earned: Points(earned),
        earn_basis,
        taken_back: Points::ZERO,
    }
}

fn bring(paid: &mut Paid, number: i64, quantity: i64) -> Result<GivenBack, CheckoutError> {
    let back = decide(
        paid,
        &[BroughtBack {
            line_id: LineId(number),
            quantity,
        }],
    )?;
    note(paid, &back);
    Ok(back)
}

/// Notes a return as the store does in its tables.
fn note(paid: &mut Paid, back: &GivenBack) {
    for back in &back.lines {
        let line = paid
            .lines
            .iter_mut()
            .find(|line| line.line_id == back.line_id);
        let line = line.expect("decided from this order");
        line.returned += back.quantity;
        line.given_back.0 += back.total.0;
    }
    for back in &back.tenders {
        let tender = paid
            .tenders
            .iter_mut()
            .find(|tender| tender.tender_id == back.tender_id);
        let tender = tender.expect("decided from this order");
        tender.given_back.0 += back.amount.0;
        tender.points_given_back.0 += back.points.0;
    }
    paid.taken_back.0 += back.points_taken_back.0;
}

#[test]
fn three_pieces_for_ten_yuan_come_back_one_by_one() {
    let mut sale = paid(
        vec![line(1, 3, 1_000)],
        vec![tender(1, TenderKind::Cash, 1_000, 0)],
        10,
    );
    let mut given = Vec::new();
    for _ in 0..3 {
        let back = bring(&mut sale, 1, 1).expect("three were sold");
        given.push((back.total.0, back.points_taken_back.0));
    }
    assert_eq!(given, [(333, 3), (333, 3), (334, 4)]);
    assert!(matches!(
        bring(&mut sale, 1, 1),
        Err(CheckoutError::ReturnExceedsSale {
            left: 0,
            wanted: 1,
            ..
        })
    ));
}

#[test]
fn each_tender_gets_its_part_of_a_mixed_bill() {
    // 60.00 of goods: 10.00 by 1 000 points, 20.00 stored value, 30.00 cash.
    let mut sale = paid(
        vec![line(1, 2, 4_000), line(2, 1, 2_000)],
        vec![
            tender(1, TenderKind::Points, 1_000, 1_000),
            tender(2, TenderKind::StoredValue, 2_000, 0),
            tender(3, TenderKind::Cash, 3_000, 0),
        ],
        50,
    );
    let back = bring(&mut sale, 1, 1).expect("one of two");
    let parts: Vec<_> = back
        .tenders
        .iter()
        .map(|t| (t.kind, t.amount.0, t.points.0))
        .collect();
    assert_eq!(
        parts,
        [
            (TenderKind::Points, 333, 333),
            (TenderKind::StoredValue, 666, 0),
            (TenderKind::Cash, 1_000, 0)
        ]
    );
    assert_eq!(
        (back.total, back.points_taken_back),
        (Money(1_999), Points(16))
    );
}

#[test]
fn an_adjustment_has_no_goods_but_its_money_goes_with_them() {
    let mut sale = paid(
        vec![line(1, 1, 1_000), line(2, 1, 1_000), line(3, 0, -500)],
        vec![tender(1, TenderKind::Cash, 1_500, 0)],
        0,
    );
    assert!(matches!(
        bring(&mut sale, 3, 1),
        Err(CheckoutError::NothingToBringBack { .. })
    ));
    assert_eq!(bring(&mut sale, 2, 1).expect("sold").total, Money(750));
    assert_eq!(bring(&mut sale, 1, 1).expect("sold").total, Money(750));
}

#[test]
fn what_came_back_before_the_binding_takes_no_points() {
    let lines = vec![line(1, 1, 1_000), line(2, 1, 1_000)];
    let mut sale = paid(lines, vec![tender(1, TenderKind::Cash, 2_000, 0)], 0);
    bring(&mut sale, 1, 1).expect("sold");
    // Bound now: the half that is left earns.
    sale.earned = Points(10);
    sale.earn_basis = Money(1_000);
    assert_eq!(
        bring(&mut sale, 2, 1).expect("sold").points_taken_back,
        Points(10)
    );
}

#[test]
fn foreign_lines_are_refused() {
    let mut sale = paid(
        vec![line(1, 1, 100)],
        vec![tender(1, TenderKind::Cash, 100, 0)],
        1,
    );
    assert!(matches!(
        bring(&mut sale, 9, 1),
        Err(CheckoutError::UnknownLine { .. })
    ));
}

#[derive(Debug, Clone)]
struct Story {
    sale: Paid,
    /// Each piece of goods, in the order in which it comes back.
    pieces: Vec<i64>,
    /// How many pieces come at once.
    at_once: Vec<usize>,
}

fn story() -> impl Strategy<Value = Story> {
    let lines = prop::collection::vec((1..6_i64, 0..200_000_i64), 1..7);
    let adjustment = prop::option::of(-10_000..10_000_i64);
    let cuts = prop::collection::vec(0..=10_000_i64, 0..4);
    let kinds = prop::sample::subsequence(TenderKind::ALL.to_vec(), 4);
    (lines, adjustment, cuts, kinds, 0..5_000_i64)
        .prop_map(|(lines, adjustment, cuts, kinds, earned)| {
            sale(&lines, adjustment, cuts, &kinds, earned)
        })
        .prop_flat_map(|sale| {
            let each = |line: &PaidLine| vec![line.line_id.0; line.quantity.max(0) as usize];
            let pieces: Vec<i64> = sale.lines.iter().flat_map(each).collect();
            let at_once = prop::collection::vec(1..4_usize, pieces.len());
            (Just(sale), Just(pieces).prop_shuffle(), at_once)
        })
        .prop_map(|(sale, pieces, at_once)| Story {
            sale,
            pieces,
            at_once,
        })
}

/// A sale whose total is cut into tenders at random places.
fn sale(
    lines: &[(i64, i64)],
    adjustment: Option<i64>,
    mut cuts: Vec<i64>,
    kinds: &[TenderKind],
    earned: i64,
) -> Paid {
    let mut sold: Vec<PaidLine> = (1..)
        .zip(lines)
        .map(|(number, (quantity, total))| line(number, *quantity, *total))
        .collect();
    let goods: i64 = lines.iter().map(|(_, total)| total).sum();
    if let Some(amount) = adjustment {
        sold.push(line(99, 0, amount.max(-goods)));
    }
    let total: i64 = sold.iter().map(|line| line.total.0).sum();
    cuts.truncate(kinds.len() - 1);
    cuts.sort_unstable();
    let mut ends: Vec<i64> = cuts.iter().map(|cut| total * cut / 10_000).collect();
    ends.push(total);
    let mut start = 0;
    let mut tenders = Vec::new();
    for ((number, end), kind) in (1..).zip(ends).zip(kinds) {
        let amount = end - start;
        let points = if *kind == TenderKind::Points {
            amount * 3
        } else {
            0
        };
        tenders.push(tender(number, *kind, amount, points));
        start = end;
    }
    let mut sale = paid(sold, tenders, earned);
    if sale.earn_basis.is_zero() {
        sale.earned = Points::ZERO;
    }
    sale
}

/// Brings everything back as the story tells it and sums up what each tender got.
fn bring_all(story: &Story) -> Paid {
    let mut sale = story.sale.clone();
    let mut pieces = story.pieces.as_slice();
    for at_once in &story.at_once {
        let (now, later) = pieces.split_at((*at_once).min(pieces.len()));
        pieces = later;
        let mut brought: Vec<BroughtBack> = Vec::new();
        for number in now {
            match brought
                .iter_mut()
                .find(|back| back.line_id == LineId(*number))
            {
                Some(back) => back.quantity += 1,
                None => brought.push(BroughtBack {
                    line_id: LineId(*number),
                    quantity: 1,
                }),
            }
        }
        let back = decide(&sale, &brought).expect("everything was sold");
        let lines = Money::sum(back.lines.iter().map(|line| line.total)).expect("in range");
        assert_eq!(
            lines, back.total,
            "lines and tenders of one return add up to the same"
        );
        note(&mut sale, &back);
        for tender in &sale.tenders {
            assert!(
                tender.given_back <= tender.amount,
                "never more than was paid"
            );
            assert!(
                tender.points_given_back <= tender.points,
                "never more points than were taken"
            );
        }
        assert!(
            sale.taken_back <= sale.earned,
            "never more points than were earned"
        );
    }
    sale
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(testkit::cases(256, 100_000)))]

    #[test]
    fn returning_all_gives_back_exactly_what_was_paid(story in story()) {
        let sale = bring_all(&story);
        for tender in &sale.tenders {
            prop_assert_eq!(tender.given_back, tender.amount);
            prop_assert_eq!(tender.points_given_back, tender.points);
        }
        prop_assert_eq!(sale.taken_back, sale.earned);
    }

    #[test]
    fn line_shares_add_up_to_the_order(story in story()) {
        let goods = Goods::of(&story.sale).expect("the sale adds up");
        let cells: i64 = goods.cells.iter().flatten().sum();
        let total: i64 = story.sale.lines.iter().map(|line| line.total.0).sum();
        prop_assert_eq!(cells, total);
        for (place, tender) in story.sale.tenders.iter().enumerate() {
            let column: i64 = goods.cells.iter().map(|row| row[place]).sum();
            prop_assert_eq!(column, tender.amount.0);
        }
    }

    #[test]
    fn the_order_of_scanning_moves_no_cent(story in story()) {
        let mut other = story.clone();
        other.sale.lines.reverse();
        let (one, two) = (bring_all(&story), bring_all(&other));
        prop_assert_eq!(one.tenders, two.tenders);
    }
}
