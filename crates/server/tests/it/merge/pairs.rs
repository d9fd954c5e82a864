//! Thousands of random pairs are merged while they trade, and half of them are unmerged while they
//! go on: points, value and orders of both sides add up at every step. `HUITONG_SEED` lets it
//! happen again, as far as threads let it.

use super::sums::{both_have, carried_lots};
use crate::app::{TestApp, both};
use checkout::{
    BroughtBack, CardKind, CheckoutError, GoodsReturn, Item, Payment, Receipt, ReturnReceipt,
    SettleOrder, TenderKind, TillTender, TopUp, TopUpTender,
};
use kernel::{Act, BrandId, LineId, MemberId, MergeId, Money, OrderId, SkuId, StoreId};
use ledger::Book;
use membership::{Channel, ImportedMember, MembershipError, MergeWish, NewMember};
use platform::App;
use platform::db::Tx;
use rand::rngs::StdRng;
use rand::seq::SliceRandom;
use rand::{Rng, SeedableRng};
use std::collections::BTreeSet;
use std::sync::Mutex;
use std::sync::atomic::{AtomicI64, Ordering};

/// Goods by price, 分; 分 make no rounding here: each yuan paid earns one point.
const PRICES: [i64; 3] = [700, 1_800, 12_300];
const TRADERS: u64 = 4;
const ACTS_PER_PAIR: usize = 4;

/// Two members, what both have in all by the receipts, and what they bought.
struct Pair {
    ids: [MemberId; 2],
    points: AtomicI64,
    value: AtomicI64,
    orders: AtomicI64,
    sold: Mutex<Vec<(OrderId, LineId)>>,
}

struct Market {
    ground: App,
    brand: BrandId,
    store: StoreId,
    goods: Vec<SkuId>,
    pairs: Vec<Pair>,
}

#[test]
fn pairs_that_trade_are_merged_and_half_are_unmerged_and_everything_adds_up() {
    let count = testkit::cases(30, 5_000) as usize;
    let seed = std::env::var("HUITONG_SEED").ok();
    let seed: u64 = seed.and_then(|seed| seed.parse().ok()).unwrap_or(7);
    both(|app| {
        let mut chance = StdRng::seed_from_u64(seed);
        let market = Market::open(app, count);
        let merged = market.trade_while(seed, || market.merge_all(&mut chance));
        market.check(&merged.iter().map(|(place, _)| *place).collect());
        let mut undone = merged;
        undone.shuffle(&mut chance);
        let standing = undone.split_off(count / 2);
        market.trade_while(seed + 1, || market.unmerge_all(&undone));
        market.check(&standing.iter().map(|(place, _)| *place).collect());
        app.prove();
    });
}

impl Market {
    fn open(app: &TestApp, count: usize) -> Market {
        let store = app.chain.store("xuhui");
        app.chain.terms(|terms| {
            terms.ladder = vec![checkout::Rung {
                pay: Money(5_000),
                bonus: Money(500),
            }];
        });
        let goods = PRICES.map(|price| app.chain.goods(&format!("thing-{price}")));
        let ids = enrol(app, 2 * count);
        let pair = |ids: &[MemberId]| Pair {
            ids: [ids[0], ids[1]],
            points: AtomicI64::new(0),
            value: AtomicI64::new(0),
            orders: AtomicI64::new(0),
            sold: Mutex::default(),
        };
        let market = Market {
            ground: app.ground.clone(),
            brand: app.chain.brand,
            store,
            goods: goods.into(),
            pairs: ids.chunks(2).map(pair).collect(),
        };
        // Everybody has accounts, so that there are rows whose locks keep acts apart.
        for pair in &market.pairs {
            for id in pair.ids {
                market.top_up(pair, id, 5_000);
                market.settle(pair, id, (2, 1), [0, 0]);
            }
        }
        market
    }

    /// Lets several threads trade with random members of random pairs, by any of their ids, while
    /// something else goes on.
    fn trade_while<T>(&self, seed: u64, other: impl FnOnce() -> T) -> T {
        std::thread::scope(|scope| {
            for thread in 0..TRADERS {
                scope.spawn(move || {
                    let mut chance = StdRng::seed_from_u64(seed * 100 + thread);
                    for _ in 0..self.pairs.len() * ACTS_PER_PAIR / TRADERS as usize {
                        self.act(&mut chance);
                    }
                });
            }
            other()
        })
    }

    fn act(&self, chance: &mut StdRng) {
        let pair = &self.pairs[chance.random_range(0..self.pairs.len())];
        let id = pair.ids[chance.random_range(0..2)];
        match chance.random_range(0..5) {
            0 => self.top_up(pair, id, chance.random_range(1..8_000)),
            1 | 2 => {
                let what = (
                    chance.random_range(0..PRICES.len()),
                    chance.random_range(1..3),
                );
                let total = PRICES[what.0] * what.1;
                let points = chance.random_range(0..=(total / 2).min(3_000) / 100) * 100;
                let stored = chance.random_range(0..=total - points);
                self.settle(pair, id, what, [points, stored]);
            }
            _ => self.bring_back(pair, chance),
        }
    }

    fn top_up(&self, pair: &Pair, member_id: MemberId, amount: i64) {
        let one = TopUp {
            act: self.act_of_now(),
            member_id,
            store_id: self.store,
            amount: Money(amount),
            tender: TopUpTender::Cash,
            reference: None,
            card_kind: CardKind::Named,
            expected_bonus: None,
            key: None,
        };
        let done = self.write(move |tx| Ok(checkout::top_up(tx, &[&one])?.pop()));
        match done.expect("the database answers").expect("one answer") {
            Ok(receipt) => {
                let came = receipt.principal.0 + receipt.bonus.0;
                pair.value.fetch_add(came, Ordering::SeqCst);
            }
            Err(CheckoutError::OverCap { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }

    fn settle(
        &self,
        pair: &Pair,
        member_id: MemberId,
        (thing, quantity): (usize, i64),
        [points, stored]: [i64; 2],
    ) {
        let total = PRICES[thing] * quantity;
        let pay = |kind, amount| Payment {
            kind,
            amount: Money(amount),
            reference: None,
        };
        let order = SettleOrder {
            act: self.act_of_now(),
            store_id: self.store,
            till_id: None,
            member_id: Some(member_id),
            guide_id: None,
            receipt_no: None,
            lines: vec![Item {
                sku_id: self.goods[thing],
                quantity,
            }],
            tenders: [
                pay(TillTender::Points, points),
                pay(TillTender::StoredValue, stored),
                pay(TillTender::Cash, total - points - stored),
            ]
            .into_iter()
            .filter(|payment| payment.amount > Money::ZERO)
            .collect(),
            expected_total: Money(total),
            coupons: Vec::new(),
            key: None,
        };
        let done = self.write(move |tx| Ok(checkout::settle(tx, &[&order])?.pop()));
        match done.expect("the database answers").expect("one answer") {
            Ok(receipt) => pair.note_sale(&receipt),
            Err(CheckoutError::Ledger(ledger::LedgerError::InsufficientBalance { .. })) => {}
            Err(other) => panic!("{other}"),
        }
    }

    fn bring_back(&self, pair: &Pair, chance: &mut StdRng) {
        let sold = {
            let sold = pair.sold.lock().expect("no trader panics");
            sold.get(chance.random_range(0..sold.len().max(1))).copied()
        };
        let Some((order_id, line_id)) = sold else {
            return;
        };
        let goods = GoodsReturn {
            act: self.act_of_now(),
            order_id,
            store_id: self.store,
            lines: vec![BroughtBack {
                line_id,
                quantity: 1,
            }],
            reason: "不要了".into(),
            key: None,
        };
        match self.write(move |tx| checkout::return_goods(tx, &goods)) {
            Ok(receipt) => pair.note_return(&receipt),
            Err(CheckoutError::ReturnExceedsSale { .. }) => {}
            Err(other) => panic!("{other}"),
        }
    }

    /// Merges every pair in a random order and direction; answers with the place of each pair and
    /// its merge.
    fn merge_all(&self, chance: &mut StdRng) -> Vec<(usize, MergeId)> {
        let mut places: Vec<usize> = (0..self.pairs.len()).collect();
        places.shuffle(chance);
        let merge = |place: usize| {
            let [one, other] = self.pairs[place].ids;
            let (survivor_id, absorbed_id) = match chance.random_bool(0.5) {
                true => (one, other),
                false => (other, one),
            };
            let wish = MergeWish {
                survivor_id,
                absorbed_id,
                take: Vec::new(),
                reason: "同一人".into(),
            };
            let (seal, act) = (self.ground.seal.clone(), self.act_of_now());
            let done = self.step(place, move |tx| {
                membership::merge_members(tx, &seal, &act, &wish).map(|merge| merge.id)
            });
            (place, done)
        };
        places.into_iter().map(merge).collect()
    }

    fn unmerge_all(&self, merged: &[(usize, MergeId)]) {
        for (place, merge_id) in merged {
            let (seal, act, merge_id) = (self.ground.seal.clone(), self.act_of_now(), *merge_id);
            self.step(*place, move |tx| {
                membership::unmerge_members(tx, &seal, &act, merge_id, "弄错了").map(|_| ())
            });
        }
    }

    /// Does a step under the locks of both members, between two looks at what both have and bought:
    /// it must be the same.
    fn step<T: Send + 'static>(
        &self,
        place: usize,
        act: impl Fn(&mut Tx<'_>) -> Result<T, MembershipError> + Send + 'static,
    ) -> T {
        let ids = self.pairs[place].ids;
        let done = self.ground.db.write_blocking(self.brand, move |tx| {
            Book::open_partly(tx, &ids, &[])?;
            let before = both_have(tx, ids)?;
            let done = act(tx)?;
            let after = both_have(tx, ids)?;
            assert_eq!(before, after, "a step gains or loses something");
            Ok::<_, MembershipError>(done)
        });
        done.expect("it goes well")
    }

    /// What both sides of each pair have and bought is what the receipts say; of a merged pair all
    /// of it is the survivor's, whom both ids mean.
    fn check(&self, merged: &BTreeSet<usize>) {
        for (place, pair) in self.pairs.iter().enumerate() {
            let ids = pair.ids;
            let read = move |tx: &mut Tx<'_>| {
                let current = membership::current_ids(tx, &ids)?;
                for id in ids {
                    let found = membership::get(tx, id)?;
                    assert_eq!(found.id, current[&id]);
                }
                let carried = carried_lots(tx, ids)?;
                Ok::<_, MembershipError>((both_have(tx, ids)?, ids.map(|id| current[&id]), carried))
            };
            let found = self.ground.db.read_blocking(self.brand, read);
            let (has, current, carried) = found.expect("it goes well");
            let say = |number: &AtomicI64| number.load(Ordering::SeqCst);
            let told = (say(&pair.points), say(&pair.value), say(&pair.orders));
            assert_eq!(
                (has.points, has.value, has.orders.len() as i64),
                told,
                "pair {place}"
            );
            assert_eq!(
                current[0] == current[1],
                merged.contains(&place),
                "pair {place}"
            );
            // Who is on his own again has what he brought: nothing of his lies with the other.
            if !merged.contains(&place) {
                assert_eq!((carried, current), (0, ids), "pair {place}");
            }
        }
    }

    fn act_of_now(&self) -> Act {
        Act::of_system(self.ground.clock.now())
    }

    fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx<'_>) -> Result<T, CheckoutError> + Send + 'static,
    ) -> Result<T, CheckoutError> {
        self.ground.db.write_blocking(self.brand, act)
    }
}

impl Pair {
    fn note_sale(&self, receipt: &Receipt) {
        self.points
            .fetch_add(receipt.points_earned.0, Ordering::SeqCst);
        for tender in &receipt.tenders {
            self.points.fetch_sub(tender.points.0, Ordering::SeqCst);
            if tender.kind == TenderKind::StoredValue {
                self.value.fetch_sub(tender.amount.0, Ordering::SeqCst);
            }
        }
        self.orders.fetch_add(1, Ordering::SeqCst);
        let mut sold = self.sold.lock().expect("no trader panics");
        sold.push((receipt.order_id, receipt.lines[0].line_id));
    }

    fn note_return(&self, receipt: &ReturnReceipt) {
        self.points
            .fetch_sub(receipt.points_taken_back.0, Ordering::SeqCst);
        for tender in &receipt.tenders {
            self.points.fetch_add(tender.points.0, Ordering::SeqCst);
            if tender.kind == TenderKind::StoredValue {
                self.value.fetch_add(tender.amount.0, Ordering::SeqCst);
            }
        }
    }
}

/// So many members of another system, a few hundred at a time.
fn enrol(app: &TestApp, count: usize) -> Vec<MemberId> {
    let row = |number: usize| ImportedMember {
        new: NewMember {
            name: Some(format!("会员{}", number / 2)),
            phone: Some(format!("137{number:08}")),
            store_id: Some(app.chain.store("xuhui")),
            ..NewMember::by(Channel::Import)
        },
        enrolled_at: None,
        tier_id: None,
    };
    let rows: Vec<ImportedMember> = (0..count).map(row).collect();
    let mut ids = Vec::with_capacity(count);
    for part in rows.chunks(400) {
        let (seal, act, part) = (app.ground.seal.clone(), app.chain.act(), part.to_vec());
        let entered = app
            .chain
            .write(move |tx| membership::import_members(tx, &seal, &act, &part));
        ids.extend(entered.into_iter().map(|id| id.expect("enrolled")));
    }
    ids
}
