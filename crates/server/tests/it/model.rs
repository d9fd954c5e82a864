//! A day of trade against a model: random acts, each predicted by a few sums in memory that know
//! nothing of lots, postings or tables. `HUITONG_SEED` lets one day happen again.

use crate::app::{TestApp, both};
use crate::call::{Caller, Reply};
use access::Role;
use kernel::{Money, SkuId, StoreId};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// What comes of an act; a refusal by its code.
pub type Predicted = Result<(), &'static str>;

/// What the model believes of a member.
#[derive(Default)]
pub struct Person {
    pub id: String,
    pub points: i64,
    pub stored: i64,
    pub is_frozen: bool,
}

/// What the model believes of goods; all stand in one store.
pub struct Goods {
    pub sku: SkuId,
    pub list: i64,
    pub member: i64,
    pub shelf: i64,
}

/// What the model believes of a sale.
pub struct Sale {
    pub path: String,
    pub receipt_code: String,
    pub member: Option<usize>,
    /// Line, goods, how many have not come back.
    pub lines: Vec<(String, usize, i64)>,
    /// Kind, money and points that have not gone back.
    pub tenders: Vec<(String, i64, i64)>,
    pub earned: i64,
}

/// One day, as far as it has gone.
pub struct Day<'a> {
    pub chance: StdRng,
    pub owner: Caller<'a>,
    pub store: StoreId,
    pub people: Vec<Person>,
    pub goods: Vec<Goods>,
    pub sales: Vec<Sale>,
    /// orders, sales, returned, new_members, top_up_principal, top_up_bonus
    pub figures: [i64; 6],
    pub told: String,
}

const FIGURES: [&str; 6] = [
    "orders",
    "sales",
    "returned",
    "new_members",
    "top_up_principal",
    "top_up_bonus",
];
const LADDER: [(i64, i64); 2] = [(10_000, 1_000), (50_000, 8_000)];
const CAP: i64 = 500_000;

#[test]
fn a_day_of_trade_balances() {
    let one: Option<u64> = std::env::var("HUITONG_SEED")
        .ok()
        .and_then(|seed| seed.parse().ok());
    let seeds = match one {
        Some(seed) => seed..seed + 1,
        None => 0..u64::from(testkit::cases(12, 2_000)),
    };
    for seed in seeds {
        both(|app| Day::begin(app, seed).go_by(app, seed));
    }
}

impl<'a> Day<'a> {
    fn begin(app: &'a TestApp, seed: u64) -> Day<'a> {
        let chain = &app.chain;
        chain.terms(|terms| {
            let rung = |(pay, bonus)| checkout::Rung {
                pay: Money(pay),
                bonus: Money(bonus),
            };
            terms.ladder = LADDER.map(rung).to_vec();
        });
        let store = chain.store("xuhui");
        let goods = [
            ("latte", 1_800, 1_600),
            ("cake", 2_999, 2_999),
            ("pin", 7, 5),
            ("tea", 99_900, 90_001),
        ]
        .map(|(name, list, member)| {
            let name = format!("{name}-{list}/{member}");
            Goods {
                sku: chain.goods_on_shelf(&name, store, 40),
                list,
                member,
                shelf: 40,
            }
        });
        Day {
            chance: StdRng::seed_from_u64(seed),
            owner: app.log_in_as(Role::Owner),
            store,
            people: Vec::new(),
            goods: goods.into(),
            sales: Vec::new(),
            figures: [0; 6],
            told: String::new(),
        }
    }

    fn go_by(mut self, app: &TestApp, seed: u64) {
        for step in 0..50 {
            self.told = format!("seed {seed}, step {step}, {:?}", app.dialect());
            app.test
                .clock
                .advance_millis(self.chance.random_range(0..300_000));
            match self.chance.random_range(0..20) {
                0..3 => self.enrol(),
                3..7 => self.top_up(),
                7..9 => self.adjust(),
                9 => self.freeze(),
                10..15 => self.settle(),
                15 => self.bind(),
                _ => self.bring_back(),
            }
        }
        self.told = format!("seed {seed}, the end, {:?}", app.dialect());
        self.compare(app);
        app.prove();
    }

    /// A refusal by its code, or the body of a success; it must be what the model says.
    #[track_caller]
    pub fn answer(&self, reply: Reply, predicted: Predicted) -> Option<Value> {
        let code = predicted.err().unwrap_or_default();
        assert_eq!(reply.code(), code, "{}: {}", self.told, reply.text);
        (reply.status == 200).then_some(reply.body)
    }

    pub fn somebody(&mut self) -> Option<usize> {
        let count = self.people.len();
        (count > 0).then(|| self.chance.random_range(0..count))
    }

    fn enrol(&mut self) {
        // Sometimes with the phone of somebody who is a member already.
        let number = self.chance.random_range(0..self.people.len() + 3);
        let is_known = number < self.people.len();
        let number = if is_known { number } else { self.people.len() };
        let person = json!({ "phone": format!("138{number:08}"), "store_id": self.store });
        let reply = self.owner.post("/api/v1/members", &person);
        let predicted = refused_if(is_known, "membership.already_enrolled");
        if let Some(body) = self.answer(reply, predicted) {
            let id = body["id"].as_str().expect("an id").to_owned();
            self.people.push(Person {
                id,
                ..Person::default()
            });
            self.figures[3] += 1;
        }
    }

    fn top_up(&mut self) {
        let Some(who) = self.somebody() else { return };
        let amount = self.chance.random_range(1..120_000);
        let bonus = LADDER
            .iter()
            .rev()
            .find(|(pay, _)| *pay <= amount)
            .map_or(0, |(_, bonus)| *bonus);
        let person = &self.people[who];
        let predicted = match person.stored + amount + bonus > CAP {
            _ if person.is_frozen => Err("checkout.member_frozen"),
            true => Err("checkout.over_cap"),
            false => Ok(()),
        };
        let paid = json!({ "store_id": self.store, "amount": amount, "tender": "card" });
        let path = format!("/api/v1/members/{}/top-ups", person.id);
        let reply = self.owner.post(path, &paid);
        if self.answer(reply, predicted).is_some() {
            self.people[who].stored += amount + bonus;
            self.figures[4] += amount;
            self.figures[5] += bonus;
        }
    }

    fn adjust(&mut self) {
        let Some(who) = self.somebody() else { return };
        let amount = self.chance.random_range(-400..1_000);
        if amount == 0 {
            return;
        }
        let person = &self.people[who];
        let is_short = amount < 0 && person.points.max(0) < -amount;
        let predicted = refused_if(is_short, "ledger.insufficient_balance");
        let gift = json!({ "asset": "points", "amount": amount, "reason": "调账" });
        let path = format!("/api/v1/members/{}/adjustments", person.id);
        let reply = self.owner.post(path, &gift);
        if self.answer(reply, predicted).is_some() {
            self.people[who].points += amount;
        }
    }

    fn freeze(&mut self) {
        let Some(who) = self.somebody() else { return };
        let (act, code, becomes) = match self.chance.random_range(0..3) {
            0 => ("freeze", "membership.already_frozen", true),
            _ => ("unfreeze", "membership.not_frozen", false),
        };
        let person = &self.people[who];
        let predicted = refused_if(person.is_frozen == becomes, code);
        let path = format!("/api/v1/members/{}/{act}", person.id);
        let reply = self.owner.post(path, &json!({ "reason": "试试" }));
        self.answer(reply, predicted);
        self.people[who].is_frozen = becomes;
    }

    /// The product says of everything what the model says.
    fn compare(&self, app: &TestApp) {
        for person in &self.people {
            let has = self
                .owner
                .get(format!("/api/v1/members/{}/balances", person.id))
                .ok();
            let has = (number(&has["points"]), number(&has["stored_value"]));
            assert_eq!(has, (person.points, person.stored), "{}", self.told);
        }
        for goods in &self.goods {
            assert_eq!(
                app.chain.stock(self.store, goods.sku),
                goods.shelf,
                "{}",
                self.told
            );
        }
        app.settle_outbox();
        let total = self
            .owner
            .get("/api/v1/overview?from=2026-11-25&to=2026-11-25")
            .ok()["total"]
            .take();
        let shown = FIGURES.map(|figure| number(&total[figure]));
        assert_eq!(shown, self.figures, "{}", self.told);
    }
}

/// What the model predicts: a refusal with this code, or a success.
pub fn refused_if(is_refused: bool, code: &'static str) -> Predicted {
    if is_refused { Err(code) } else { Ok(()) }
}

pub fn items(value: &Value) -> &[Value] {
    value.as_array().expect("a list")
}

pub fn number(value: &Value) -> i64 {
    value.as_i64().expect("a number")
}
