//! A desk for tests: does the acts of a script and renders the postings as a table.

use super::laws::{LI, NOON, XUHUI, empty_book, head, ids};
use super::{Book, Draft};
use crate::posting::Posting;
use crate::{Account, AccountKind, Asset, LedgerError, PostingKind};
use kernel::{LotId, Money, Points, PostingId, Timestamp};
use std::collections::{BTreeMap, HashMap};

/// Does the acts of `script`, one a line, for Li, and compares the postings with `expected`.
///
/// `top_up paid=… bonus=…`, `sale cash=… stored=… points=…/… earn=… lasting=DAYS`,
/// `return of=N cash=… stored=… points=…/… take=…`, `reverse of=N`, `expire`, `wait DAYS`.
/// Points that pay are written `number/money`. Postings are numbered from 1.
pub(super) fn check(script: &str, expected: &str) {
    let ids = ids();
    let mut desk = Desk {
        book: empty_book(&ids),
        now: NOON,
        postings: Vec::new(),
    };
    for line in lines(script) {
        desk.act(line);
    }
    let is = render(&desk.book.done);
    let tidy = |text: &str| -> Vec<String> {
        let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
        lines(text).map(words).collect()
    };
    assert_eq!(tidy(&is), tidy(expected), "the postings are\n{is}");
}

fn lines(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

struct Desk<'c> {
    book: Book<'c>,
    now: Timestamp,
    postings: Vec<PostingId>,
}

/// What a line of the script says: `cash=10.00 earn=5`.
struct Said<'a>(HashMap<&'a str, &'a str>);

impl Said<'_> {
    fn money(&self, name: &str) -> Money {
        let text = self.0.get(name).copied().unwrap_or("0");
        text.parse().expect("an amount of money")
    }

    fn number(&self, name: &str) -> i64 {
        let text = self.0.get(name).copied().unwrap_or("0");
        text.parse().expect("a number")
    }

    /// Points that pay, and the money they stand for.
    fn points(&self) -> (Points, Money) {
        let text = self.0.get("points").copied().unwrap_or("0/0");
        let (points, money) = text.split_once('/').expect("number/money");
        let points = points.parse().expect("a number");
        (Points(points), money.parse().expect("an amount of money"))
    }
}

impl Desk<'_> {
    fn act(&mut self, line: &str) {
        let mut words = line.split_whitespace();
        let verb = words.next().expect("a verb");
        if verb == "wait" {
            let days = words.next().and_then(|days| days.parse().ok());
            self.now = self.now.plus_days(days.expect("a number of days"));
            return;
        }
        let said = Said(words.filter_map(|word| word.split_once('=')).collect());
        let kind = match verb {
            "reverse" => PostingKind::Reversal,
            "expire" => PostingKind::Expiry,
            other => other.parse().expect("a kind of posting"),
        };
        let earlier = self.postings.get((said.number("of") - 1).max(0) as usize);
        let earlier = earlier.copied().filter(|_| said.0.contains_key("of"));
        if let Some(posting) = earlier {
            self.book.recall(posting);
        }
        let draft = self.book.begin(head(kind, self.now));
        let filled = self.fill(&draft, verb, &said, earlier);
        filled.unwrap_or_else(|error| panic!("{line}: {error}"));
        self.postings
            .push(self.book.commit(draft).expect("it balances"));
    }

    fn fill(
        &mut self,
        draft: &Draft,
        verb: &str,
        said: &Said<'_>,
        earlier: Option<PostingId>,
    ) -> Result<(), LedgerError> {
        let book = &mut self.book;
        let (points, worth) = said.points();
        match (verb, earlier) {
            ("top_up", _) => {
                let paid = said.money("paid");
                book.top_up(draft, LI, paid, said.money("bonus"))?;
                enter(book, draft, AccountKind::TenderCash, paid);
                enter(book, draft, AccountKind::StoredValueTaken, paid.negated());
            }
            ("sale", _) => {
                book.spend_points(draft, LI, points)?;
                book.draw_stored_value(draft, LI, said.money("stored"))?;
                let end = self.now.plus_days(said.number("lasting"));
                book.earn_points(draft, LI, Points(said.number("earn")), Some(end))?;
                tenders(book, draft, said, worth, 1);
            }
            ("return", Some(sale)) => {
                book.give_back_points(draft, LI, sale, points)?;
                book.give_back_stored_value(draft, LI, sale, said.money("stored"))?;
                book.take_back_points(draft, LI, sale, Points(said.number("take")))?;
                tenders(book, draft, said, worth, -1);
            }
            ("reverse", Some(posting)) => book.reverse(draft, posting)?,
            ("expire", _) => {
                book.expire_points(draft, LI)?;
            }
            _ => panic!("{verb} is not an act"),
        }
        Ok(())
    }
}

pub(super) fn enter(book: &mut Book<'_>, draft: &Draft, kind: AccountKind, amount: Money) {
    book.money(draft, Account::of_store(kind, XUHUI), amount);
}

fn tenders(book: &mut Book<'_>, draft: &Draft, said: &Said<'_>, worth: Money, sign: i64) {
    let mut total = 0;
    for (kind, amount) in [
        (AccountKind::TenderCash, said.money("cash")),
        (AccountKind::TenderStoredValue, said.money("stored")),
        (AccountKind::TenderPoints, worth),
    ] {
        enter(book, draft, kind, Money(sign * amount.0));
        total += amount.0;
    }
    enter(book, draft, AccountKind::Sales, Money(-sign * total));
}

/// One line for each account and lot of each posting, one column for each asset.
fn render(postings: &[Posting]) -> String {
    let mut text = String::from("  act account points principal bonus money\n");
    let mut lots: HashMap<LotId, usize> = HashMap::new();
    for (number, posting) in postings.iter().enumerate() {
        let mut rows: Vec<String> = Vec::new();
        let mut cells: BTreeMap<usize, [i64; 4]> = BTreeMap::new();
        for entry in &posting.entries {
            let known = lots.len() + 1;
            let name = match (entry.member_id, entry.lot_id) {
                (Some(_), Some(lot)) => format!("li:lot{}", lots.entry(lot).or_insert(known)),
                (Some(_), None) => "li:debt".into(),
                (None, _) => entry.account.to_string(),
            };
            let row = rows
                .iter()
                .position(|row| *row == name)
                .unwrap_or(rows.len());
            if row == rows.len() {
                rows.push(name);
            }
            cells.entry(row).or_default()[entry.asset as usize] += entry.amount;
        }
        for (row, name) in rows.iter().enumerate() {
            let act = match row {
                0 => format!("{}:{}", number + 1, posting.head.kind),
                _ => "|".into(),
            };
            text.push_str(&format!("  {act} {name} {}\n", columns(cells[&row])));
        }
    }
    text
}

fn columns(amounts: [i64; 4]) -> String {
    let cell = |asset: Asset| match (asset, amounts[asset as usize]) {
        (_, 0) => ".".into(),
        (Asset::Points, points) => points.to_string(),
        (_, money) => Money(money).to_string(),
    };
    Asset::ALL
        .iter()
        .map(|asset| cell(*asset))
        .collect::<Vec<String>>()
        .join(" ")
}
