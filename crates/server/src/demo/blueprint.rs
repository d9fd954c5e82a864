//! What the demo chain is to hold, worked out from the source once: stores, goods, members, and
//! what happened among them. Pure but for reading the source.

use super::complete_journey::{self, Basket, Source};
use super::people::{Dice, person};
use super::plan::{Step, plan};
use super::words;
use kernel::{Money, Timestamp, ZoneName};
use membership::{Channel, Gender, ImportedMember, NewMember};
use retail::{ImportedGoods, NewSku, Unit};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

/// Everything that is to be loaded, worked out from the source once.
pub struct Blueprint {
    /// What was read, moved to end yesterday.
    pub source: Source,
    /// Where the stores are.
    pub zone: ZoneName,
    /// The stores' numbers, in order.
    pub stores: Vec<i64>,
    /// One SKU for each product that was sold.
    pub goods: Vec<ImportedGoods>,
    /// One person for each household, by the household's number.
    pub members: Vec<ImportedMember>,
    /// Where each of them enrolled.
    pub member_stores: Vec<i64>,
    /// Sales and top-ups in the order of time.
    pub steps: Vec<Step>,
    /// Rows that the whole load comes to; for the progress.
    pub rows: i64,
}

/// Reads the source (the built-in sample without a folder) and works everything out; the last
/// business day becomes yesterday.
pub fn draw(from: Option<&str>, now: Timestamp) -> Result<Blueprint, String> {
    let mut source = match from {
        Some(folder) => complete_journey::read_folder(Path::new(folder)),
        None => complete_journey::read_sample(),
    }
    .map_err(|error| format!("{error:#}"))?;
    let zone: ZoneName = complete_journey::ZONE.parse()?;
    let yesterday = now.date_in(&zone).plus_days(-1);
    complete_journey::move_to(&mut source, &zone, yesterday);
    let stores: BTreeSet<i64> = source
        .baskets
        .iter()
        .map(|basket| basket.store_id)
        .collect();
    let goods = goods_of(&source);
    let firsts = first_visits(&source);
    let members: Vec<ImportedMember> = firsts.values().map(|basket| member_of(basket)).collect();
    let steps = plan(&source);
    let lines: usize = source.baskets.iter().map(|basket| basket.lines.len()).sum();
    let rows = (lines + goods.len() + members.len()) as i64;
    let member_stores = firsts.values().map(|basket| basket.store_id).collect();
    let stores = stores.into_iter().collect();
    Ok(Blueprint {
        source,
        zone,
        stores,
        goods,
        members,
        member_stores,
        steps,
        rows,
    })
}

fn goods_of(source: &Source) -> Vec<ImportedGoods> {
    let mut prices: BTreeMap<i64, Money> = BTreeMap::new();
    for line in source.baskets.iter().flat_map(|basket| &basket.lines) {
        let price = prices.entry(line.product_id).or_default();
        // Fuel and the like come in odd units; a shelf price is between one fen and 10 000 yuan.
        if (1..=1_000_000).contains(&line.list_price.0) {
            *price = (*price).max(line.list_price);
        }
    }
    prices
        .into_iter()
        .map(|(id, price)| {
            let product = source.products.get(&id).cloned().unwrap_or_default();
            let price = price.max(Money(100));
            let has_member_price = Dice(id.unsigned_abs()).below(5) == 0;
            ImportedGoods {
                goods_code: None,
                goods_name: words::goods_name(&product.kind, &product.category, &product.package),
                category: vec![words::department(&product.department).to_owned()],
                sku: NewSku {
                    code: id.to_string(),
                    name: String::new(),
                    unit: Unit::Piece,
                    barcodes: vec![format!("69{id:010}")],
                    list_price: price,
                    member_price: has_member_price.then(|| Money(price.0 * 9 / 10)),
                    cost_price: None,
                    keeps_stock: true,
                },
            }
        })
        .collect()
}

/// The first sale of each household.
fn first_visits(source: &Source) -> BTreeMap<i64, &Basket> {
    let mut firsts = BTreeMap::new();
    for basket in &source.baskets {
        firsts.entry(basket.household_id).or_insert(basket);
    }
    firsts
}

fn member_of(first: &Basket) -> ImportedMember {
    let person = person(first.household_id);
    let mut new = NewMember::by(Channel::Till);
    new.name = Some(person.name);
    new.phone = Some(person.phone);
    new.external_id = Some(household_key(first.household_id));
    new.gender = if person.is_female {
        Gender::Female
    } else {
        Gender::Male
    };
    new.birthday = Some(person.birthday);
    ImportedMember {
        new,
        enrolled_at: Some(first.at.plus_millis(-120_000)),
        tier_id: None,
    }
}

/// The key of a household among members' keys in other systems.
pub fn household_key(household: i64) -> String {
    format!("household-{household}")
}
