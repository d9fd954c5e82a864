//! From which lots value is drawn, decided without changing them.

use super::{DrawOrder, LotInBook};
use crate::Asset;
use kernel::{PostingId, Timestamp};
use std::collections::HashMap;

/// So much from the lot at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Part {
    pub asset: Asset,
    pub place: usize,
    pub amount: i64,
}

/// The lots of one asset, in the order of drawing, and how much of them may be drawn.
#[derive(Clone, Copy)]
pub(crate) struct Side<'a> {
    pub asset: Asset,
    pub lots: &'a [LotInBook],
    pub free: i64,
}

impl Side<'_> {
    fn drawable(&self, moment: Timestamp) -> Vec<i64> {
        self.lots
            .iter()
            .map(|known| {
                if known.lot.is_valid_at(moment) {
                    known.lot.remaining
                } else {
                    0
                }
            })
            .collect()
    }
}

/// What of the lots can be spent at a moment.
pub(crate) fn valid_sum(lots: &[LotInBook], moment: Timestamp) -> i64 {
    let valid = lots.iter().filter(|known| known.lot.is_valid_at(moment));
    valid.map(|known| known.lot.remaining).sum()
}

/// Takes up to `wanted` from lots in their order, skipping those that have expired.
pub(crate) fn in_order(side: Side<'_>, wanted: i64, moment: Timestamp) -> Vec<Part> {
    let mut left = wanted.min(side.free);
    let mut parts = Vec::new();
    for (place, known) in side.lots.iter().enumerate() {
        if left <= 0 {
            break;
        }
        if known.lot.remaining > 0 && known.lot.is_valid_at(moment) {
            let amount = left.min(known.lot.remaining);
            left -= amount;
            parts.push(Part {
                asset: side.asset,
                place,
                amount,
            });
        }
    }
    parts
}

/// Takes `wanted` of stored value, which both sides together can give.
pub(crate) fn stored_value(
    order: DrawOrder,
    principal: Side<'_>,
    bonus: Side<'_>,
    wanted: i64,
    moment: Timestamp,
) -> Vec<Part> {
    let one_then_other = |first: Side<'_>, second: Side<'_>| {
        let mut parts = in_order(first, wanted, moment);
        let taken: i64 = parts.iter().map(|part| part.amount).sum();
        parts.extend(in_order(second, wanted - taken, moment));
        parts
    };
    match order {
        DrawOrder::PrincipalFirst => one_then_other(principal, bonus),
        DrawOrder::BonusFirst => one_then_other(bonus, principal),
        DrawOrder::Proportional => in_ratio(principal, bonus, wanted, moment),
    }
}

/// Takes from one top-up after the other, each in the ratio that is left of it. Where a hold
/// reserves so much of one side that the ratio cannot be kept, the other side gives more.
fn in_ratio(principal: Side<'_>, bonus: Side<'_>, wanted: i64, moment: Timestamp) -> Vec<Part> {
    let mut left = [principal.drawable(moment), bonus.drawable(moment)];
    let mut free = [principal.free, bonus.free];
    let mut need = wanted;
    let mut parts: Vec<Part> = Vec::new();
    let sides = [principal, bonus];
    let mut take = |side: usize, place: usize, amount: i64, left: &mut [Vec<i64>; 2]| {
        let amount = amount.min(left[side][place]).min(free[side]);
        if amount > 0 {
            left[side][place] -= amount;
            free[side] -= amount;
            parts.push(Part {
                asset: sides[side].asset,
                place,
                amount,
            });
        }
        amount
    };
    let pairs = top_ups(principal, bonus);
    for pair in &pairs {
        let there = [0, 1].map(|side| pair[side].map_or(0, |place| left[side][place]));
        let from_pair = need.min(there[0] + there[1]);
        let Ok(shares) = kernel::share(from_pair, &there) else {
            continue;
        };
        for side in [0, 1] {
            if let Some(place) = pair[side] {
                need -= take(side, place, shares[side], &mut left);
            }
        }
    }
    for side in [0, 1] {
        for place in 0..left[side].len() {
            need -= take(side, place, need, &mut left);
        }
    }
    merged(parts)
}

/// The places of principal and bonus that came with one top-up, oldest top-up first.
fn top_ups(principal: Side<'_>, bonus: Side<'_>) -> Vec<[Option<usize>; 2]> {
    let mut all: Vec<(usize, usize, &LotInBook)> = Vec::new();
    for (side, lots) in [principal.lots, bonus.lots].into_iter().enumerate() {
        all.extend(
            lots.iter()
                .enumerate()
                .map(|(place, lot)| (side, place, lot)),
        );
    }
    all.sort_by_key(|(_, _, known)| known.lot.draw_key());
    let mut pairs: Vec<[Option<usize>; 2]> = Vec::new();
    let mut known_pairs: HashMap<PostingId, usize> = HashMap::new();
    for (side, place, known) in all {
        match known_pairs.get(&known.lot.source()) {
            Some(pair) if pairs[*pair][side].is_none() => pairs[*pair][side] = Some(place),
            _ => {
                known_pairs.insert(known.lot.source(), pairs.len());
                let mut pair = [None, None];
                pair[side] = Some(place);
                pairs.push(pair);
            }
        }
    }
    pairs
}

/// One part for each lot, in the order of first mention.
fn merged(parts: Vec<Part>) -> Vec<Part> {
    let mut all: Vec<Part> = Vec::with_capacity(parts.len());
    let mut places: HashMap<(Asset, usize), usize> = HashMap::new();
    for part in parts {
        let at = *places.entry((part.asset, part.place)).or_insert(all.len());
        match all.get_mut(at) {
            Some(known) => known.amount += part.amount,
            None => all.push(part),
        }
    }
    all
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lot;
    use kernel::{LotId, MemberId};

    /// A lot from `topup asset remaining expires`, such as `1 principal 500 -`.
    fn lot(line: &str, number: usize) -> LotInBook {
        let words: Vec<&str> = line.split_whitespace().collect();
        let remaining = words[2].parse().expect("a number");
        LotInBook::stored(Lot {
            id: LotId(number as i64),
            member_id: MemberId(1),
            asset: words[1].parse().expect("an asset"),
            store_id: None,
            posting_id: PostingId(words[0].parse().expect("a number")),
            granted: remaining,
            absorbed: 0,
            remaining,
            expired: 0,
            granted_at: Timestamp(number as i64),
            expires_at: words[3].parse().ok().map(Timestamp),
            moved_from: None,
            source_posting_id: None,
        })
    }

    fn lots(table: &str, asset: Asset) -> Vec<LotInBook> {
        let lines = table.lines().filter(|line| !line.trim().is_empty());
        let mut lots: Vec<LotInBook> = lines
            .enumerate()
            .map(|(number, line)| lot(line, number + 1))
            .filter(|known| known.lot.asset == asset)
            .collect();
        lots.sort_by_key(|known| known.lot.draw_key());
        lots
    }

    fn show(parts: &[Part], of: impl Fn(&Part) -> LotId) -> String {
        let words: Vec<String> = parts
            .iter()
            .map(|part| format!("{}:{}", of(part).0, part.amount))
            .collect();
        words.join(" ")
    }

    #[test]
    fn points_are_drawn_soonest_to_expire_first_then_oldest() {
        // Lot 1 never expires, lots 2 and 4 end together, lot 3 is over at 100.
        let table = "
            1 points 50 -
            2 points 10 300
            3 points 99 100
            4 points 10 300
            5 points 10 200";
        let lots = lots(table, Asset::Points);
        let check = |wanted: i64, expected: &str| {
            let side = Side {
                asset: Asset::Points,
                lots: &lots,
                free: i64::MAX,
            };
            let parts = in_order(side, wanted, Timestamp(100));
            assert_eq!(show(&parts, |part| lots[part.place].lot.id), expected);
        };
        check(5, "5:5");
        check(25, "5:10 2:10 4:5");
        check(40, "5:10 2:10 4:10 1:10");
        check(1_000, "5:10 2:10 4:10 1:50");
        assert_eq!(valid_sum(&lots, Timestamp(99)), 179);
        assert_eq!(valid_sum(&lots, Timestamp(100)), 80);
    }

    const TWO_TOP_UPS: &str = "
        1 principal 1000 -
        1 bonus 200 -
        2 principal 300 -
        2 bonus 100 -";

    fn check_stored_value(table: &str, order: DrawOrder, free: [i64; 2], want: i64, parts: &str) {
        let (principal, bonus) = (lots(table, Asset::Principal), lots(table, Asset::Bonus));
        let side = |asset, lots, free| Side { asset, lots, free };
        let drawn = stored_value(
            order,
            side(Asset::Principal, &principal, free[0]),
            side(Asset::Bonus, &bonus, free[1]),
            want,
            Timestamp(0),
        );
        let id = |part: &Part| match part.asset {
            Asset::Principal => principal[part.place].lot.id,
            _ => bonus[part.place].lot.id,
        };
        assert_eq!(show(&drawn, id), parts, "{order} {want}");
    }

    #[test]
    fn bonus_is_spent_after_principal_unless_the_brand_says_otherwise() {
        let all = [1_300, 300];
        let check = |order, want, parts| check_stored_value(TWO_TOP_UPS, order, all, want, parts);
        check(DrawOrder::PrincipalFirst, 1_250, "1:1000 3:250");
        check(DrawOrder::PrincipalFirst, 1_450, "1:1000 3:300 2:150");
        check(DrawOrder::BonusFirst, 250, "2:200 4:50");
        check(DrawOrder::BonusFirst, 400, "2:200 4:100 1:100");
        // 300 of 1000+200 is 250+50; what is over comes from the next top-up, three to one.
        check(DrawOrder::Proportional, 300, "1:250 2:50");
        check(DrawOrder::Proportional, 1_240, "1:1000 2:200 3:30 4:10");
        check(DrawOrder::Proportional, 1_600, "1:1000 2:200 3:300 4:100");
    }

    #[test]
    fn held_principal_is_left_alone() {
        let check = |order, want, parts| {
            check_stored_value(TWO_TOP_UPS, order, [100, 300], want, parts);
        };
        check(DrawOrder::PrincipalFirst, 150, "1:100 2:50");
        // The ratio cannot be kept, so bonus makes up for what principal may not give.
        check(DrawOrder::Proportional, 300, "1:100 2:163 4:37");
        check(DrawOrder::Proportional, 400, "1:100 2:200 4:100");
    }
}
