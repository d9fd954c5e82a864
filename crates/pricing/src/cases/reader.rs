//! Cuts a file into cases: settings and offers above the table of the basket, answers below it.

use super::words::{Names, Read};
use super::{offer, setting, table};
use crate::{Basket, Context, Offer, Standing, check};
use kernel::SkuId;
use std::collections::BTreeMap;

/// A case as it was read.
#[derive(Debug)]
pub(super) struct Case {
    pub name: String,
    pub line: usize,
    pub basket: Basket,
    pub offers: Vec<Offer>,
    pub standing: Standing,
    pub context: Context,
    /// What of each line of the basket is worked out.
    pub columns: Vec<String>,
    pub rows: Vec<Line>,
    pub answers: Vec<Line>,
    pub gifts: BTreeMap<SkuId, String>,
}

/// A line of a file: its number, and its words with single blanks between.
#[derive(Debug, Clone)]
pub(super) struct Line {
    pub line: usize,
    pub text: String,
}

/// A case that cannot be read, and where.
#[derive(Debug)]
pub(super) struct Wrong {
    pub case: String,
    pub line: usize,
    pub says: String,
}

/// All cases of a file; what stands above the first one is no case and must be a comment.
pub(super) fn cases(text: &str) -> Vec<Result<Case, Wrong>> {
    let mut cases: Vec<(Line, Vec<Line>)> = Vec::new();
    let mut lost = Vec::new();
    for line in lines(text) {
        match (line.text.strip_prefix("== "), cases.last_mut()) {
            (Some(name), _) => {
                let (line, text) = (line.line, name.to_owned());
                cases.push((Line { line, text }, Vec::new()));
            }
            (None, Some((_, lines))) => lines.push(line),
            (None, None) => lost.push(Err(wrong("", &line, "在第一个“==”之前"))),
        }
    }
    let mut names: Vec<&str> = Vec::new();
    for (name, lines) in &cases {
        if names.contains(&name.text.as_str()) {
            lost.push(Err(wrong(&name.text, name, "同名的例子")));
        }
        names.push(&name.text);
        lost.push(case(name, lines));
    }
    lost
}

fn lines(text: &str) -> impl Iterator<Item = Line> {
    let lines = text.lines().enumerate();
    let lines = lines.map(|(place, text)| Line {
        line: place + 1,
        text: text.split_whitespace().collect::<Vec<_>>().join(" "),
    });
    lines.filter(|line| !line.text.is_empty() && !line.text.starts_with('#'))
}

fn wrong(case: &str, line: &Line, says: impl Into<String>) -> Wrong {
    Wrong {
        case: case.to_owned(),
        line: line.line,
        says: says.into(),
    }
}

fn case(name: &Line, lines: &[Line]) -> Result<Case, Wrong> {
    let at = |line: &Line, says: String| wrong(&name.text, line, says);
    let start = lines.iter().position(|line| line.text.starts_with("商品 "));
    let start = start.ok_or_else(|| at(name, "没有“商品 件 单价 | 应付”".to_owned()))?;
    let (above, table) = lines.split_at(start);
    let is_row = |line: &&Line| line.text.contains('|');
    let end = table.iter().take_while(is_row).count();
    let (table, answers) = table.split_at(end);

    let mut names = Names::default();
    let table = table::read(table, &mut names).map_err(|(line, says)| at(&line, says))?;
    let mut settings = setting::Settings::default();
    let mut offers: Vec<Offer> = Vec::new();
    for line in above {
        let words: Vec<&str> = line.text.split(' ').collect();
        let read = match words.get(1).and_then(|word| offer::layer(word)) {
            Some(layer) => another(&offers, layer, &words, &mut names).map(|one| offers.push(one)),
            None => settings.read(&words, &mut names),
        };
        read.map_err(|says| at(line, says))?;
    }
    let tier = settings.standing.tier.as_ref();
    let tier = tier.map(|tier| tier.name.as_str());
    for column in &table.columns {
        let is_offer = offers.iter().any(|offer| offer.name == *column) || tier == Some(column);
        if !is_offer && !table::ANSWERS.contains(&column.as_str()) {
            return Err(at(&lines[start], format!("不认识的栏“{column}”")));
        }
    }
    Ok(Case {
        name: name.text.clone(),
        line: name.line,
        basket: table.basket,
        offers,
        standing: settings.standing,
        context: settings.context,
        columns: table.columns,
        rows: table.rows,
        answers: answers.to_vec(),
        gifts: names.gifts,
    })
}

/// One more offer: its number is its place, and it must be one that could be saved.
fn another(
    offers: &[Offer],
    layer: crate::Layer,
    words: &[&str],
    names: &mut Names,
) -> Read<Offer> {
    let number = offers.len() as i64 + 1;
    let one = offer::read(number, layer, words, names)?;
    if offers.iter().any(|other| other.name == one.name) {
        return Err(format!("两个优惠都叫“{}”", one.name));
    }
    check(&one).map_err(|invalid| format!("不能保存的优惠：{invalid:?}"))?;
    Ok(one)
}
