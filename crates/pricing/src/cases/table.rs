//! The basket: what is scanned left of the bar, what is to pay right of it.

use super::reader::Line;
use super::words::{Names, Read, list, money, number};
use crate::{Basket, BasketLine, Pick};

/// What may stand right of the bar, beside the offers.
pub(super) const ANSWERS: [&str; 6] = ["应付", "原价", "优惠", "抹零", "价", "现价"];

pub(super) struct Table {
    pub basket: Basket,
    pub columns: Vec<String>,
    pub rows: Vec<Line>,
}

/// Reads the table, or says what is wrong on which line.
pub(super) fn read(lines: &[Line], names: &mut Names) -> Result<Table, (Line, String)> {
    let mut table = Table {
        basket: Basket::default(),
        columns: Vec::new(),
        rows: Vec::new(),
    };
    let mut scanned = Vec::new();
    for (place, line) in lines.iter().enumerate() {
        let at = |says: String| (line.clone(), says);
        let halves = line.text.split_once(" | ");
        let (left, right) = halves.ok_or_else(|| at("没有“|”".to_owned()))?;
        let left: Vec<&str> = left.split(' ').collect();
        let right: Vec<&str> = right.split(' ').collect();
        if place == 0 {
            scanned = columns(&left).map_err(at)?;
            if right.first() != Some(&"应付") {
                return Err(at("“|”右边先写“应付”".to_owned()));
            }
            table.columns = right.into_iter().map(str::to_owned).collect();
            continue;
        }
        if left.len() != scanned.len() || right.len() != table.columns.len() {
            return Err(at("栏数与表头不一样".to_owned()));
        }
        let row = scanned.iter().map(String::as_str).zip(left.iter().copied());
        let priced = row_of(row, place as i64, names).map_err(at)?;
        table.basket.lines.push(priced);
        let answers = table.columns.iter().zip(right);
        let answers = answers.map(|(column, answer)| format!("{column} {answer}"));
        table.rows.push(Line {
            line: line.line,
            text: format!("{} {}", left[0], answers.collect::<Vec<_>>().join(" ")),
        });
    }
    Ok(table)
}

fn columns(left: &[&str]) -> Read<Vec<String>> {
    let known = ["商品", "件", "单价", "会员价", "属于", "编号"];
    if !left.starts_with(&known[..3]) {
        return Err("表头先写“商品 件 单价”".to_owned());
    }
    match left.iter().find(|column| !known.contains(column)) {
        Some(column) => Err(format!("不认识的栏“{column}”")),
        None => Ok(left.iter().map(|column| (*column).to_owned()).collect()),
    }
}

/// One line of the basket. Goods without a number of their own are numbered from the top.
fn row_of<'a>(
    row: impl Iterator<Item = (&'a str, &'a str)>,
    place: i64,
    names: &mut Names,
) -> Read<BasketLine> {
    let cells: Vec<(&str, &str)> = row.collect();
    let cell = |column: &str| {
        let found = cells.iter().find(|(name, _)| *name == column);
        found.map(|(_, text)| *text).filter(|text| *text != "-")
    };
    let need = |column: &str| cell(column).ok_or_else(|| format!("没有{column}"));
    let place = cell("编号").map_or(Ok(place), number)?;
    let sku_id = names.add_goods(need("商品")?, place)?;
    let quantity = need("件")?;
    // What is weighed is one piece, however heavy.
    let weighed = quantity.strip_suffix(['克', '两', '斤']);
    let price = need("单价")?;
    let of_store = price.strip_suffix('店');
    let mut line = BasketLine {
        sku_id,
        categories: Vec::new(),
        groups: Vec::new(),
        quantity: number(weighed.unwrap_or(quantity))?,
        is_one_piece: weighed.is_some(),
        list_price: money(of_store.unwrap_or(price))?,
        is_store_price: of_store.is_some(),
        member_price: cell("会员价").map(money).transpose()?,
    };
    for mark in cell("属于").into_iter().flat_map(list) {
        match names.add_mark(mark)? {
            Pick::Category(id) => line.categories.push(id),
            Pick::Group(id) => line.groups.push(id),
            Pick::Sku(_) => return Err(format!("“{mark}”既不是类也不是组")),
        }
    }
    Ok(line)
}
