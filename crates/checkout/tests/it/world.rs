//! A small chain: two stores, two drinks, a member. Built through the public façades only.

use checkout::{
    CardKind, CheckoutError, GoodsReturn, Item, Lanes, Payment, Receipt, ReturnReceipt,
    SettleOrder, TillTender, TopUp, TopUpReceipt, TopUpTender,
};
use kernel::{Act, BusinessDate, Cutoff, Fault, MemberId, Money, Points, SkuId, StoreId};
use ledger::{Adjustment, Asset, Balances};
use membership::{Channel, NewMember};
use platform::db::Tx;
use platform::idempotency::{IdempotencyKey, Keyed};
use platform::seal::Seal;
use retail::{NewGoods, NewSku, NewStore, Ownership, Unit};
use testkit::TestDb;

pub struct World<'d> {
    pub db: &'d TestDb,
    pub lanes: Lanes,
    pub xuhui: StoreId,
    pub pudong: StoreId,
    /// 18.00, 16.00 for members; 100 on each shelf.
    pub latte: SkuId,
    /// 7.00 for anybody; not counted.
    pub bagel: SkuId,
    /// A member with nothing.
    pub li: MemberId,
    pub seal: Seal,
}

impl<'d> World<'d> {
    pub fn new(db: &'d TestDb) -> Self {
        let act = Act::of_system(db.clock.now());
        let [xuhui, pudong] = ["XH01", "PD01"].map(|code| {
            let store = new_store(code);
            db.write(move |tx| retail::create_store(tx, act, &store))
                .expect("a store")
                .id
        });
        let [latte, bagel] = [
            ("latte", 1_800, Some(1_600), true),
            ("bagel", 700, None, false),
        ]
        .map(|(code, list, member, keeps_stock)| {
            let goods = new_goods(code, list, member, keeps_stock);
            let full = db.write(move |tx| retail::create_goods(tx, act, &goods));
            full.expect("goods").skus[0].sku.id
        });
        let seal = Seal::ephemeral();
        let mut world = World {
            db,
            lanes: Lanes::new(&db.db),
            xuhui,
            pudong,
            latte,
            bagel,
            li: MemberId(0),
            seal,
        };
        for store in [xuhui, pudong] {
            world.stock_up(store, latte, 100);
        }
        world.li = world.enrol("13800000001");
        world
    }

    pub fn act(&self) -> Act {
        Act::of_system(self.db.clock.now())
    }

    pub fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx<'_>) -> Result<T, CheckoutError> + Send + 'static,
    ) -> Result<T, CheckoutError> {
        self.db.write(act)
    }

    pub fn stock_up(&self, store: StoreId, sku: SkuId, quantity: i64) {
        let act = self.act();
        let add = move |tx: &mut Tx<'_>| {
            retail::adjust_stock(tx, act, (store, sku), quantity, "delivery")
        };
        self.db.write(add).expect("stock");
    }

    pub fn stock(&self, store: StoreId, sku: SkuId) -> i64 {
        let levels = self
            .db
            .read(move |tx| retail::load_levels(tx, store, &[sku]));
        levels.expect("levels")[&sku]
    }

    pub fn enrol(&self, phone: &str) -> MemberId {
        let (seal, act) = (self.seal.clone(), self.act());
        let new = NewMember {
            phone: Some(phone.to_owned()),
            store_id: Some(self.xuhui),
            ..NewMember::by(Channel::Till)
        };
        self.db
            .write(move |tx| membership::enrol(tx, &seal, &act, &new))
            .expect("a member")
    }

    pub fn give_points(&self, member: MemberId, points: i64) {
        let act = self.act();
        let gift = Adjustment {
            member_id: member,
            asset: Asset::Points,
            amount: points,
            expires_at: None,
            reason: "a gift".into(),
            store_id: None,
            business_date: today(),
            key: None,
        };
        self.db
            .write(move |tx| ledger::adjust(tx, act, &gift))
            .expect("points");
    }

    pub fn top_up(&self, amount: i64) -> TopUp {
        TopUp {
            act: self.act(),
            member_id: self.li,
            store_id: self.xuhui,
            amount: Money(amount),
            tender: TopUpTender::Cash,
            reference: None,
            card_kind: CardKind::Named,
            expected_bonus: None,
            key: None,
        }
    }

    pub fn pay_in(&self, amount: i64) -> Result<TopUpReceipt, CheckoutError> {
        let one = self.top_up(amount);
        self.write(move |tx| checkout::top_up(tx, &[&one])?.pop().expect("one answer"))
    }

    pub fn order(&self, lines: &[(SkuId, i64)], tenders: &[(TillTender, i64)]) -> SettleOrder {
        let payment = |(kind, amount): &(TillTender, i64)| Payment {
            kind: *kind,
            amount: Money(*amount),
            reference: None,
        };
        SettleOrder {
            act: self.act(),
            store_id: self.xuhui,
            till_id: None,
            member_id: Some(self.li),
            guide_id: None,
            receipt_no: None,
            lines: lines
                .iter()
                .map(|(sku_id, quantity)| Item {
                    sku_id: *sku_id,
                    quantity: *quantity,
                })
                .collect(),
            tenders: tenders.iter().map(payment).collect(),
            expected_total: Money(tenders.iter().map(|(_, amount)| amount).sum()),
            coupons: Vec::new(),
            key: None,
        }
    }

    /// Settles a batch in one act.
    pub fn settle_all(&self, orders: Vec<SettleOrder>) -> Vec<Result<Receipt, CheckoutError>> {
        let run = move |tx: &mut Tx<'_>| {
            let orders: Vec<&SettleOrder> = orders.iter().collect();
            checkout::settle(tx, &orders)
        };
        self.db.write(run).expect("the batch runs")
    }

    pub fn settle(&self, order: &SettleOrder) -> Result<Receipt, CheckoutError> {
        self.settle_all(vec![order.clone()])
            .pop()
            .expect("one answer")
    }

    /// Settles through the lane, as the handler does.
    pub async fn submit(&self, key: &str, order: SettleOrder) -> Result<Receipt, String> {
        let key = IdempotencyKey::new(key)
            .expect("visible")
            .for_act("settle_order", &body_of(&order));
        let keyed = Keyed {
            key,
            at: order.act.now,
            item: order,
        };
        let answer = self
            .lanes
            .settle
            .submit(self.db.brand, keyed)
            .await
            .expect("the lane runs");
        if answer.is_success() {
            Ok(answer.read().expect("a receipt"))
        } else {
            let problem: serde_json::Value = answer.read().expect("a problem");
            Err(problem["code"].as_str().expect("a code").to_owned())
        }
    }

    pub fn bring_back(
        &self,
        receipt: &Receipt,
        store: StoreId,
        lines: &[(usize, i64)],
    ) -> Result<ReturnReceipt, CheckoutError> {
        let goods = self.goods_return(receipt, store, lines);
        self.write(move |tx| checkout::return_goods(tx, &goods))
    }

    pub fn goods_return(
        &self,
        receipt: &Receipt,
        store: StoreId,
        lines: &[(usize, i64)],
    ) -> GoodsReturn {
        let brought = |(place, quantity): &(usize, i64)| checkout::BroughtBack {
            line_id: receipt.lines[*place].line_id,
            quantity: *quantity,
        };
        GoodsReturn {
            act: self.act(),
            order_id: receipt.order_id,
            store_id: store,
            lines: lines.iter().map(brought).collect(),
            reason: "too cold".into(),
            key: None,
        }
    }

    pub fn balances(&self, member: MemberId) -> Balances {
        let now = self.db.clock.now();
        self.db
            .read(move |tx| ledger::balances(tx, member, now))
            .expect("balances")
    }

    pub fn points(&self) -> Points {
        self.balances(self.li).points
    }

    /// The ledger and the stock prove themselves.
    pub fn prove(&self) {
        let report = self.db.read(ledger::verify).expect("the proof runs");
        assert_eq!(report.wrong, vec![], "the ledger is whole");
        let wrong = self.db.read(|tx| retail::find_stock_mismatches(tx, 10));
        assert_eq!(
            wrong.expect("the proof runs"),
            vec![],
            "stock is the sum of its moves"
        );
    }
}

pub fn code<T: std::fmt::Debug>(outcome: Result<T, CheckoutError>) -> &'static str {
    outcome.expect_err("it is refused").code()
}

pub fn today() -> BusinessDate {
    "2026-11-25".parse().expect("a date")
}

pub fn runtime() -> tokio::runtime::Runtime {
    tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .build()
        .expect("a runtime")
}

/// What two orders of one key must share; the moment is not part of it.
fn body_of(order: &SettleOrder) -> String {
    format!(
        "{:?} {:?} {:?}",
        order.member_id, order.lines, order.tenders
    )
}

fn new_store(code: &str) -> NewStore {
    NewStore {
        code: code.into(),
        name: code.into(),
        region_id: None,
        ownership: Ownership::Owned,
        zone: "Asia/Shanghai".parse().expect("a zone"),
        cutoff: Cutoff(0),
        allows_negative_stock: false,
        address: None,
        phone: None,
    }
}

pub fn new_goods(code: &str, list: i64, member: Option<i64>, keeps_stock: bool) -> NewGoods {
    NewGoods {
        code: code.into(),
        name: code.into(),
        category_id: None,
        skus: vec![NewSku {
            code: code.into(),
            name: String::new(),
            unit: Unit::Piece,
            barcodes: vec![],
            list_price: Money(list),
            member_price: member.map(Money),
            cost_price: None,
            keeps_stock,
        }],
    }
}
