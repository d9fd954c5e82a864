//! Reads Complete Journey: one year of a grocery chain, line by line, into past sales.
//!
//! Rules for this data: a line's amount is `sales_value` rounded half up to cents; `coupon_disc`
//! is a tender, capped at the line; a quantity of nothing or less with money is an adjustment line,
//! without money a listed reject; a quantity of a thousand or more is what a pump or a scale
//! counted, and one piece; times are UTC without a mark, the stores are on New York time.

use anyhow::{Context, Result, bail};
use csv::{ReaderBuilder, StringRecord};
use flate2::read::GzDecoder;
use kernel::{BusinessDate, Money, Timestamp, ZoneName};
use std::collections::HashMap;
use std::fs::File;
use std::io::{BufReader, Read};
use std::path::Path;

/// Where the stores are.
pub const ZONE: &str = "America/New_York";

/// So many pieces of one thing nobody carries home: fuel is told in thousandths of a gallon.
const MEASURED_FROM: i64 = 1_000;

/// One sale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Basket {
    /// The receipt's number in the source.
    pub basket_id: i64,
    /// Who bought.
    pub household_id: i64,
    /// Where.
    pub store_id: i64,
    /// When.
    pub at: Timestamp,
    /// What.
    pub lines: Vec<Line>,
}

impl Basket {
    /// What the coupons paid.
    pub fn coupons(&self) -> Money {
        Money(self.lines.iter().map(|line| line.coupon.0).sum())
    }

    /// What the retailer got for it.
    pub fn total(&self) -> Money {
        Money(self.lines.iter().map(|line| line.amount.0).sum())
    }
}

/// One line of a sale.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Line {
    /// What.
    pub product_id: i64,
    /// How many; zero for an adjustment.
    pub quantity: i64,
    /// What the retailer got.
    pub amount: Money,
    /// How much of it a coupon paid.
    pub coupon: Money,
    /// The price of one before the store's own discount; zero if it cannot be told.
    pub list_price: Money,
}

/// A line that cannot be entered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reject {
    /// Its number in the file; the heading is 1.
    pub line: u64,
    /// A stable word.
    pub reason: &'static str,
}

/// A product of the source.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Product {
    /// `GROCERY`, `DAIRY`, ….
    pub department: String,
    /// `FRZN ICE`, ….
    pub category: String,
    /// `ICE - CRUSHED/CUBED`, ….
    pub kind: String,
    /// `22 LB`, ….
    pub package: String,
}

/// Everything that was read.
#[derive(Debug, Default)]
pub struct Source {
    /// Sales, by time and number.
    pub baskets: Vec<Basket>,
    /// Lines that cannot be entered.
    pub rejects: Vec<Reject>,
    /// How many lines were read.
    pub lines_read: u64,
    /// Goods by id; some that were sold are missing.
    pub products: HashMap<i64, Product>,
}

/// Reads the set in a folder.
pub fn read_folder(folder: &Path) -> Result<Source> {
    let mut source = Source::default();
    read_lines(open(&folder.join("transactions.csv.gz"))?, &mut source)?;
    source.products = read_products(open(&folder.join("products.csv.gz"))?)?;
    Ok(source)
}

/// Reads the sample that is built into the program.
pub fn read_sample() -> Result<Source> {
    const LINES: &[u8] =
        include_bytes!("../../../../fixtures/complete_journey/transactions.csv.gz");
    const PRODUCTS: &[u8] = include_bytes!("../../../../fixtures/complete_journey/products.csv.gz");
    let mut source = Source::default();
    read_lines(GzDecoder::new(LINES), &mut source)?;
    source.products = read_products(GzDecoder::new(PRODUCTS))?;
    Ok(source)
}

fn open(path: &Path) -> Result<impl Read> {
    let file = File::open(path).with_context(|| format!("cannot open {}", path.display()))?;
    Ok(GzDecoder::new(BufReader::new(file)))
}

fn read_lines(from: impl Read, source: &mut Source) -> Result<()> {
    let utc: ZoneName = "UTC".parse().map_err(anyhow::Error::msg)?;
    let mut reader = ReaderBuilder::new().from_reader(from);
    let places = places(reader.headers()?)?;
    let mut known: HashMap<i64, usize> = HashMap::new();
    let mut record = StringRecord::new();
    while reader.read_record(&mut record)? {
        source.lines_read += 1;
        let number = source.lines_read + 1;
        let cells = places.map(|place| record.get(place).unwrap_or_default());
        let line = match read_line(&cells).with_context(|| format!("line {number}"))? {
            Ok(line) => line,
            Err(reason) => {
                source.rejects.push(Reject {
                    line: number,
                    reason,
                });
                continue;
            }
        };
        let [household, store, basket, .., at] = cells;
        let id = |text: &str| {
            text.parse::<i64>()
                .with_context(|| format!("line {number}"))
        };
        let Some(at) = utc.read_wall_clock(at) else {
            bail!("line {number}: no time")
        };
        let basket_id = id(basket)?;
        let baskets = &mut source.baskets;
        let place = *known.entry(basket_id).or_insert(baskets.len());
        if place == baskets.len() {
            let (household_id, store_id) = (id(household)?, id(store)?);
            baskets.push(Basket {
                basket_id,
                household_id,
                store_id,
                at,
                lines: Vec::new(),
            });
        }
        baskets[place].lines.push(line);
    }
    source
        .baskets
        .sort_by_key(|basket| (basket.at, basket.basket_id));
    Ok(())
}

/// Where the columns that are read stand, in the order in which [`read_lines`] takes them.
fn places(heading: &StringRecord) -> Result<[usize; 9]> {
    let place = |name: &str| {
        heading
            .iter()
            .position(|h| h == name)
            .with_context(|| format!("no column {name}"))
    };
    Ok([
        place("household_id")?,
        place("store_id")?,
        place("basket_id")?,
        place("product_id")?,
        place("quantity")?,
        place("sales_value")?,
        place("retail_disc")?,
        place("coupon_disc")?,
        place("transaction_timestamp")?,
    ])
}

/// One line by the rules of this data, or why it cannot be entered.
fn read_line(cells: &[&str; 9]) -> Result<Result<Line, &'static str>> {
    let [_, _, _, product, quantity, sales, retail, coupon, _] = cells;
    let money = |text: &str| Money::from_decimal_rounded(text).ok();
    let (Some(amount), Some(discount), Some(coupon)) = (money(sales), money(retail), money(coupon))
    else {
        return Ok(Err("amount.unreadable"));
    };
    let Ok(quantity) = quantity.parse::<i64>() else {
        return Ok(Err("quantity.unreadable"));
    };
    let quantity = match quantity {
        MEASURED_FROM.. => 1,
        pieces => pieces,
    };
    if quantity <= 0 && amount.is_zero() {
        return Ok(Err("line.without_goods_or_money"));
    }
    let list_price = match quantity {
        1.. => Money((amount.0 + discount.0.max(0)) / quantity),
        _ => Money::ZERO,
    };
    Ok(Ok(Line {
        product_id: product.parse()?,
        quantity: quantity.max(0),
        amount,
        coupon: Money(coupon.0.clamp(0, amount.0.max(0))),
        list_price,
    }))
}

fn read_products(from: impl Read) -> Result<HashMap<i64, Product>> {
    let mut reader = ReaderBuilder::new().from_reader(from);
    let mut products = HashMap::new();
    for row in reader.records() {
        let row = row?;
        let text = |place: usize| row.get(place).unwrap_or_default().trim().to_owned();
        let id = text(0).parse().context("product_id")?;
        // product_id, manufacturer_id, department, brand, product_category, product_type, size
        let product = Product {
            department: text(2),
            category: text(4),
            kind: text(5),
            package: text(6),
        };
        products.insert(id, product);
    }
    Ok(products)
}

/// Moves all times by whole days, so that the last business day is `last_day`. The clock on the
/// shop's wall stays the same, whatever summer time does.
pub fn move_to(source: &mut Source, zone: &ZoneName, last_day: BusinessDate) {
    let Some(latest) = source.baskets.iter().map(|basket| basket.at).max() else {
        return;
    };
    let days = last_day.days_since(latest.date_in(zone));
    for basket in &mut source.baskets {
        basket.at = zone.plus_wall_days(basket.at, days);
    }
    source
        .baskets
        .sort_by_key(|basket| (basket.at, basket.basket_id));
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEADING: &str = "household_id,store_id,basket_id,product_id,quantity,sales_value,\
                           retail_disc,coupon_disc,coupon_match_disc,week,transaction_timestamp\n";

    fn read(rows: &str) -> Source {
        let mut source = Source::default();
        read_lines(format!("{HEADING}{rows}").as_bytes(), &mut source).expect("readable");
        source
    }

    #[test]
    fn lines_follow_the_rules_of_this_data() {
        let source = read(
            "1,367,10,500,2,3.005,0.40,1.0,0,1,2017-01-01 11:53:26\n\
             1,367,10,501,0,-0.50,0,0,0,1,2017-01-01 11:53:26\n\
             1,367,10,502,0,0.0,0,0,0,1,2017-01-01 11:53:26\n\
             2,367,11,503,1,0.75,0,2.0,0,1,2017-01-01 09:00:00\n",
        );
        assert_eq!(source.lines_read, 4);
        assert_eq!(
            source.rejects,
            [Reject {
                line: 4,
                reason: "line.without_goods_or_money"
            }]
        );
        let [earlier, later] = source.baskets.as_slice() else {
            panic!("two baskets")
        };
        // The coupon was worth more than the line: it pays the line and no more.
        assert_eq!(earlier.lines[0].coupon, Money(75));
        assert_eq!(later.lines[0].amount, Money(301));
        assert_eq!(later.lines[0].list_price, Money(170));
        assert_eq!(later.lines[1].quantity, 0);
        assert_eq!(later.total(), Money(251));
        assert_eq!(later.coupons(), Money(100));
    }

    #[test]
    fn the_last_day_becomes_the_day_that_is_wanted() {
        let mut source = read(
            "1,367,10,500,1,1.00,0,0,0,1,2017-06-30 23:30:00\n\
             1,367,11,500,1,1.00,0,0,0,1,2018-01-01 04:30:00\n",
        );
        let zone: ZoneName = ZONE.parse().expect("a zone");
        let wall = |basket: &Basket| zone.wall_clock(basket.at);
        let before: Vec<String> = source.baskets.iter().map(wall).collect();
        assert_eq!(before, ["2017-06-30T19:30:00", "2017-12-31T23:30:00"]);
        move_to(&mut source, &zone, "2026-11-24".parse().expect("a date"));
        let after: Vec<String> = source.baskets.iter().map(wall).collect();
        assert_eq!(after, ["2026-05-24T19:30:00", "2026-11-24T23:30:00"]);
    }

    #[test]
    fn the_sample_is_what_its_readme_says() {
        let source = read_sample().expect("the sample");
        assert_eq!(source.lines_read, 60_052);
        assert_eq!(source.products.len(), 16_611);
    }
}
