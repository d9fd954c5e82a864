//! The sales of a day of trade, for the model: settled, bound to a member, brought back.

use crate::model::{Day, Goods, Predicted, Sale, items, number, refused_if};
use rand::Rng;
use serde_json::{Value, json};

impl Day<'_> {
    pub fn settle(&mut self) {
        let who = self.somebody().filter(|_| self.chance.random_ratio(4, 5));
        let lines: Vec<(usize, i64)> = (0..self.goods.len())
            .filter_map(|place| {
                let quantity = self.chance.random_range(-2..4);
                (quantity > 0).then_some((place, quantity))
            })
            .collect();
        if lines.is_empty() {
            return;
        }
        let price = |goods: &Goods| {
            if who.is_some() {
                goods.member
            } else {
                goods.list
            }
        };
        let total: i64 = lines
            .iter()
            .map(|(place, n)| price(&self.goods[*place]) * n)
            .sum();
        // A hundred points pay one yuan, up to half of the bill.
        let mut parts = [0, 0];
        if who.is_some() {
            parts[0] = self.chance.random_range(0..=(total / 2).min(1_500) / 100) * 100;
            parts[1] = self.chance.random_range(0..=(total - parts[0]).min(60_000));
        }
        let [points, stored] = parts;
        let cash = total - points - stored;
        let predicted = self.predict(who, &lines, points, stored);
        let tender = |kind: &str, amount: i64| json!({ "kind": kind, "amount": amount });
        let sku =
            |(place, n): &(usize, i64)| json!({ "sku_id": self.goods[*place].sku, "quantity": n });
        let order = json!({
            "store_id": self.store, "member_id": who.map(|who| self.people[who].id.clone()),
            "lines": lines.iter().map(sku).collect::<Vec<_>>(), "expected_total": total,
            "tenders": [tender("points", points), tender("stored_value", stored),
                        tender("cash", cash)],
        });
        let Some(order) = order_without_nothing(order, who) else {
            return;
        };
        let reply = self.owner.post("/api/v1/orders/settle", &order);
        if let Some(receipt) = self.answer(reply, predicted) {
            self.note_sale(who, &lines, &receipt, [points, stored, cash]);
        }
    }

    fn predict(
        &self,
        who: Option<usize>,
        lines: &[(usize, i64)],
        points: i64,
        stored: i64,
    ) -> Predicted {
        if let Some(person) = who.map(|who| &self.people[who]) {
            if person.is_frozen {
                return Err("checkout.member_frozen");
            }
            if stored > person.stored || points > person.points.max(0) {
                return Err("ledger.insufficient_balance");
            }
        }
        let is_short = lines.iter().any(|(place, n)| self.goods[*place].shelf < *n);
        refused_if(is_short, "retail.stock_short")
    }

    fn note_sale(
        &mut self,
        who: Option<usize>,
        lines: &[(usize, i64)],
        receipt: &Value,
        [points, stored, cash]: [i64; 3],
    ) {
        let earned = if who.is_some() {
            (stored + cash) / 100
        } else {
            0
        };
        assert_eq!(receipt["points_earned"], earned, "{}", self.told);
        if let Some(who) = who {
            let person = &mut self.people[who];
            person.points += earned - points;
            person.stored -= stored;
            assert_eq!(
                receipt["balances"]["points"], person.points,
                "{}",
                self.told
            );
        }
        let text = |value: &Value| value.as_str().expect("a text").to_owned();
        let tender = |one: &Value| {
            (
                text(&one["kind"]),
                number(&one["amount"]),
                number(&one["points"]),
            )
        };
        let mut sold = Vec::new();
        for (line, (place, quantity)) in items(&receipt["lines"]).iter().zip(lines) {
            self.goods[*place].shelf -= quantity;
            sold.push((text(&line["line_id"]), *place, *quantity));
        }
        self.sales.push(Sale {
            path: format!("/api/v1/orders/{}", text(&receipt["order_id"])),
            receipt_code: text(&receipt["receipt_code"]),
            member: who,
            lines: sold,
            tenders: items(&receipt["tenders"]).iter().map(tender).collect(),
            earned,
        });
        self.figures[0] += 1;
        self.figures[1] += points + stored + cash;
    }

    pub fn bind(&mut self) {
        let (Some(who), count) = (self.somebody(), self.sales.len()) else {
            return;
        };
        if count == 0 {
            return;
        }
        let place = self.chance.random_range(0..count);
        let (sale, person) = (&self.sales[place], &self.people[who]);
        let predicted = match sale.member {
            Some(_) => Err("checkout.already_bound"),
            None if person.is_frozen => Err("checkout.member_frozen"),
            None => Ok(()),
        };
        let path = format!("{}/member", sale.path);
        let reply = self.owner.post(path, &json!({ "member_id": person.id }));
        if let Some(bound) = self.answer(reply, predicted) {
            let sale = &mut self.sales[place];
            let left: i64 = sale.tenders.iter().map(|(_, amount, _)| amount).sum();
            (sale.member, sale.earned) = (Some(who), left / 100);
            assert_eq!(bound["points_earned"], left / 100, "{}", self.told);
            self.people[who].points += left / 100;
        }
    }

    pub fn bring_back(&mut self) {
        if self.sales.is_empty() {
            return;
        }
        let place = self.chance.random_range(0..self.sales.len());
        let line = self.chance.random_range(0..self.sales[place].lines.len());
        let (line_id, goods, left) = self.sales[place].lines[line].clone();
        let quantity = self.chance.random_range(1..4);
        let predicted = refused_if(quantity > left, "checkout.return_exceeds_sale");
        let brought = json!([{ "line_id": line_id, "quantity": quantity }]);
        let body = json!({ "store_id": self.store, "lines": brought, "reason": "不要了",
            "receipt": self.sales[place].receipt_code });
        let reply = self
            .owner
            .post(format!("{}/returns", self.sales[place].path), &body);
        let Some(mut answer) = self.answer(reply, predicted) else {
            return;
        };
        let back = answer["receipt"].take();
        self.goods[goods].shelf += quantity;
        self.figures[2] += number(&back["total"]);
        self.note_return(place, line, quantity, &back);
    }

    /// What went back is never more than what is left, and all of it once all goods are back.
    fn note_return(&mut self, place: usize, line: usize, quantity: i64, back: &Value) {
        let sale = &mut self.sales[place];
        sale.lines[line].2 -= quantity;
        let (mut points, mut stored) = (0, 0);
        for one in items(&back["tenders"]) {
            let kind = one["kind"].as_str().expect("a word");
            let tender = sale
                .tenders
                .iter_mut()
                .find(|tender| tender.0 == kind)
                .expect("paid so");
            tender.1 -= number(&one["amount"]);
            tender.2 -= number(&one["points"]);
            assert!(tender.1 >= 0 && tender.2 >= 0, "{}: {back}", self.told);
            points += number(&one["points"]);
            stored += if kind == "stored_value" {
                number(&one["amount"])
            } else {
                0
            };
        }
        let taken = number(&back["points_taken_back"]);
        sale.earned -= taken;
        if sale.lines.iter().all(|(_, _, left)| *left == 0) {
            let is_empty = sale
                .tenders
                .iter()
                .all(|(_, amount, points)| (*amount, *points) == (0, 0));
            assert!(is_empty && sale.earned == 0, "{}: {back}", self.told);
        }
        if let Some(who) = sale.member {
            self.people[who].points += points - taken;
            self.people[who].stored += stored;
        }
    }
}

/// A sale to nobody names nobody and pays in cash alone.
fn order_without_nothing(mut order: Value, who: Option<usize>) -> Option<Value> {
    if who.is_none() {
        order["tenders"]
            .as_array_mut()?
            .retain(|tender| tender["kind"] == "cash");
    }
    Some(order)
}
