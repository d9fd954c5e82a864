//! What stands after `须`: who may have an offer, when and where.

use super::setting::{channel, day_of_week, minute, pay_with};
use super::words::{Names, Read, between, id_of, list, money, number};
use crate::{Condition, SegmentId};
use kernel::{RegionId, StoreId, TierId};

/// Reads `会员 且 ( 周=三 或 非 渠道=线上 )`; 且 binds closer than 或.
pub(super) fn read(words: &[&str], names: &Names) -> Read<Condition> {
    let mut words = Words { words, names };
    let condition = words.any()?;
    match words.words.first() {
        None => Ok(condition),
        Some(word) => Err(format!("多了“{word}”")),
    }
}

struct Words<'a> {
    words: &'a [&'a str],
    names: &'a Names,
}

impl Words<'_> {
    fn any(&mut self) -> Read<Condition> {
        let mut of = vec![self.all()?];
        while self.next_is("或") {
            of.push(self.all()?);
        }
        Ok(alone_or(of, |of| Condition::Any { of }))
    }

    fn all(&mut self) -> Read<Condition> {
        let mut of = vec![self.one()?];
        while self.next_is("且") {
            of.push(self.one()?);
        }
        Ok(alone_or(of, |of| Condition::All { of }))
    }

    fn one(&mut self) -> Read<Condition> {
        if self.next_is("非") {
            let of = Box::new(self.one()?);
            return Ok(Condition::Not { of });
        }
        if self.next_is("(") {
            let inner = self.any()?;
            return if self.next_is(")") {
                Ok(inner)
            } else {
                Err("括号没有关上".to_owned())
            };
        }
        let (word, rest) = self.words.split_first().ok_or("须什么？")?;
        self.words = rest;
        self.word(word)
    }

    fn next_is(&mut self, wanted: &str) -> bool {
        let is_next = self.words.first() == Some(&wanted);
        if is_next {
            self.words = &self.words[1..];
        }
        is_next
    }

    fn word(&self, word: &str) -> Read<Condition> {
        let unknown = || format!("不认识的条件“{word}”");
        match word {
            "会员" => return Ok(Condition::Member),
            "首单" => return Ok(Condition::FirstOrder),
            "生日月" => return Ok(Condition::BirthdayMonth),
            "生日当天" => return Ok(Condition::Birthday),
            _ => {}
        }
        if let Some(held) = between(word, "有", ")") {
            let (least, goods) = held.split_once('(').ok_or_else(unknown)?;
            return self
                .held(least, goods)
                .map_err(|says| format!("{word}：{says}"));
        }
        let (key, value) = word.split_once('=').ok_or_else(unknown)?;
        match key {
            "周" | "每月" | "时段" | "日期" => on_calendar(key, value),
            _ => in_list(key, value).unwrap_or_else(|| Err(unknown())),
        }
    }

    /// `2件` or `100元` of some goods.
    fn held(&self, least: &str, goods: &str) -> Read<Condition> {
        let goods = self.names.goods(goods)?;
        if let Some(pieces) = least.strip_suffix('件') {
            let at_least = number(pieces)?;
            return Ok(Condition::Pieces { goods, at_least });
        }
        let amount = least.strip_suffix('元').ok_or("几件还是几元？")?;
        let at_least = money(amount)?;
        Ok(Condition::Amount { goods, at_least })
    }
}

fn alone_or(mut of: Vec<Condition>, join: impl Fn(Vec<Condition>) -> Condition) -> Condition {
    match of.pop() {
        Some(only) if of.is_empty() => only,
        Some(last) => {
            of.push(last);
            join(of)
        }
        None => join(of),
    }
}

fn on_calendar(key: &str, value: &str) -> Read<Condition> {
    match key {
        "周" => {
            let days = list(value).map(|day| day_of_week(day).map(|day| day as u8));
            let any_of = days.collect::<Read<_>>()?;
            Ok(Condition::Weekdays { any_of })
        }
        "每月" => {
            let any_of = list(value).map(number).collect::<Read<_>>()?;
            Ok(Condition::MonthDays { any_of })
        }
        "时段" => {
            let (from, to) = value.split_once('-').ok_or("几点到几点？")?;
            let (from, to) = (minute(from)?, minute(to)?);
            Ok(Condition::Hours { from, to })
        }
        _ => {
            let (from, to) = value.split_once('~').ok_or("哪天到哪天？")?;
            let (from, to) = (from.parse()?, to.parse()?);
            Ok(Condition::Dates { from, to })
        }
    }
}

fn in_list(key: &str, value: &str) -> Option<Read<Condition>> {
    let ids = || list(value).map(id_of);
    let condition = match key {
        "门店" => Condition::Store {
            any_of: ids().map(StoreId).collect(),
        },
        "区域" => Condition::Region {
            any_of: ids().map(RegionId).collect(),
        },
        "等级" => Condition::Tier {
            any_of: ids().map(TierId).collect(),
        },
        "人群" => Condition::Segment {
            any_of: ids().map(SegmentId).collect(),
        },
        "渠道" => {
            let any_of = list(value).map(channel).collect::<Read<_>>();
            return Some(any_of.map(|any_of| Condition::Channel { any_of }));
        }
        "支付" => {
            let any_of = list(value).map(pay_with).collect::<Read<_>>();
            return Some(any_of.map(|any_of| Condition::Payment { any_of }));
        }
        _ => return None,
    };
    Some(Ok(condition))
}
