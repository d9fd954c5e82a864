//! Single words: amounts, parts, names of goods.

use crate::{Goods, GoodsGroupId, Pick};
use kernel::{CategoryId, Money, Rate, SkuId};
use std::collections::{BTreeMap, BTreeSet};

/// What was read, or what is wrong with it in words.
pub(super) type Read<T> = Result<T, String>;

/// What goods are called in a case.
#[derive(Debug, Default)]
pub(super) struct Names {
    skus: BTreeMap<String, SkuId>,
    /// Categories and product groups.
    marks: BTreeSet<String>,
    /// What is given away need not be in the basket.
    pub gifts: BTreeMap<SkuId, String>,
}

impl Names {
    /// Goods of a line; ties are decided by their number.
    pub fn add_goods(&mut self, name: &str, number: i64) -> Read<SkuId> {
        if name.ends_with(['类', '组']) {
            return Err(format!("商品“{name}”的名字像类或组"));
        }
        let sku_id = *self.skus.entry(name.to_owned()).or_insert(SkuId(number));
        let twice = self
            .skus
            .iter()
            .any(|(other, id)| other != name && *id == sku_id);
        if twice {
            return Err(format!("编号 {number} 用了两次"));
        }
        Ok(sku_id)
    }

    /// A category or a group that a line belongs to.
    pub fn add_mark(&mut self, name: &str) -> Read<Pick> {
        self.marks.insert(name.to_owned());
        mark(name).ok_or_else(|| format!("“{name}”既不是类也不是组"))
    }

    /// Goods that offers speak of but nobody buys here.
    pub fn add_absent(&mut self, name: &str) -> Read<()> {
        let is_known = self.skus.contains_key(name) || self.marks.contains(name);
        if is_known {
            return Err(format!("“{name}”就在车里"));
        }
        match mark(name) {
            Some(_) => drop(self.marks.insert(name.to_owned())),
            None => drop(self.skus.insert(name.to_owned(), SkuId(id_of(name)))),
        }
        Ok(())
    }

    pub fn add_gift(&mut self, name: &str) -> SkuId {
        let sku_id = self.skus.get(name).copied();
        let sku_id = sku_id.unwrap_or(SkuId(id_of(name)));
        self.gifts.insert(sku_id, name.to_owned());
        sku_id
    }

    /// Reads `全场`, `咖啡、饮品类`, `全场除清仓组`.
    pub fn goods(&self, text: &str) -> Read<Goods> {
        let (include, exclude) = match text.split_once('除') {
            Some((include, exclude)) => (include, self.picks(exclude)?),
            None => (text, Vec::new()),
        };
        let include = match include {
            "全场" => Vec::new(),
            picks => self.picks(picks)?,
        };
        Ok(Goods { include, exclude })
    }

    fn picks(&self, text: &str) -> Read<Vec<Pick>> {
        list(text).map(|name| self.pick(name)).collect()
    }

    fn pick(&self, name: &str) -> Read<Pick> {
        let sku = self.skus.get(name).map(|id| Pick::Sku(*id));
        let marked = mark(name).filter(|_| self.marks.contains(name));
        sku.or(marked)
            .ok_or_else(|| format!("车里没有“{name}”，也没写在“不在车里”"))
    }
}

fn mark(name: &str) -> Option<Pick> {
    let id = id_of(name);
    if name.ends_with('类') {
        Some(Pick::Category(CategoryId(id)))
    } else if name.ends_with('组') {
        Some(Pick::Group(GoodsGroupId(id)))
    } else {
        None
    }
}

/// A number for a name, above any that is given by place.
pub(super) fn id_of(name: &str) -> i64 {
    let bytes = name.bytes();
    let mixed = bytes.fold(7_i64, |id, byte| {
        id.wrapping_mul(1_000_003).wrapping_add(i64::from(byte))
    });
    (mixed & (i64::MAX >> 1)) | (1 << 60)
}

/// Reads `甲、乙`.
pub(super) fn list(text: &str) -> impl Iterator<Item = &str> {
    text.split('、')
}

pub(super) fn money(text: &str) -> Read<Money> {
    text.parse().map_err(|_| format!("“{text}”不是金额"))
}

pub(super) fn number<N: std::str::FromStr>(text: &str) -> Read<N> {
    text.parse().map_err(|_| format!("“{text}”不是数"))
}

/// What is left to pay: `95折`, `9.5折`, `8折`, `半价`, `免单`.
pub(super) fn left_of(text: &str) -> Read<Rate> {
    let unknown = || format!("“{text}”不是折扣");
    match text {
        "半价" => return Ok(Rate(5_000)),
        "免单" => return Ok(Rate(0)),
        _ => {}
    }
    let tenths = text.strip_suffix('折').ok_or_else(unknown)?;
    let hundredths = money(tenths)?.0;
    let rate = match tenths
        .split_once('.')
        .map_or(tenths.len(), |(whole, _)| whole.len())
    {
        1 => hundredths * 10,
        2 if !tenths.contains('.') => hundredths,
        _ => return Err(unknown()),
    };
    u32::try_from(rate).map(Rate).map_err(|_| unknown())
}

/// What is taken off: `95折` takes 5 % off.
pub(super) fn off(text: &str) -> Read<Rate> {
    Ok(Rate(Rate::WHOLE.0 - left_of(text)?.0))
}

/// `1.5倍`.
pub(super) fn multiplier(text: &str) -> Read<Rate> {
    let unknown = || format!("“{text}”不是倍数");
    let number = text.strip_suffix('倍').ok_or_else(unknown)?;
    let rate = u32::try_from(money(number)?.0 * 100);
    rate.map(Rate).map_err(|_| unknown())
}

/// `50%`.
pub(super) fn percent(text: &str) -> Read<Rate> {
    let unknown = || format!("“{text}”不是百分数");
    let number = text.strip_suffix('%').ok_or_else(unknown)?;
    let rate = u32::try_from(money(number)?.0);
    rate.map(Rate).map_err(|_| unknown())
}

pub(super) fn write_multiplier(rate: Rate) -> String {
    let text = Money(i64::from(rate.0) / 100).to_string();
    format!("{}倍", text.trim_end_matches('0').trim_end_matches('.'))
}

/// What stands between a beginning and an end.
pub(super) fn between<'a>(text: &'a str, start: &str, end: &str) -> Option<&'a str> {
    text.strip_prefix(start)?.strip_suffix(end)
}
