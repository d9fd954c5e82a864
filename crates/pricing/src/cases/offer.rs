//! A line that is an offer: what people call it, its layer, then words in any order, and after
//! `须` its condition.

use super::condition;
use super::words::{Names, Read, between, left_of, list, money, multiplier, number, off};
use crate::{
    Alone, Base, Effect, Extra, Goods, Layer, Measure, Offer, OfferId, Part, Reach, Step, StepGives,
};
use kernel::{Money, Points, Rate};

/// The layer that a word stands for; only offers have one as their second word.
pub(super) fn layer(word: &str) -> Option<Layer> {
    match word {
        "单价" => Some(Layer::ItemPrice),
        "单品" => Some(Layer::ItemPromotion),
        "订单" => Some(Layer::OrderPromotion),
        "券" => Some(Layer::Coupon),
        "权益" => Some(Layer::Standing),
        _ => None,
    }
}

/// Reads `A 订单 满300减50 限外套类 互斥甲 须 会员`.
pub(super) fn read(id: i64, layer: Layer, words: &[&str], names: &mut Names) -> Read<Offer> {
    let end = words.iter().position(|word| *word == "须");
    let (plain, rest) = words.split_at(end.unwrap_or(words.len()));
    // `new` wants an effect; an offer that only gives extras has none.
    let mut offer = Offer {
        effect: None,
        ..Offer::new(OfferId(id), plain[0], layer, Effect::MemberPrice)
    };
    for word in &plain[2..] {
        let told = |says: String| format!("{word}：{says}");
        if let Some(effect) = effect(word, names).map_err(told)? {
            if offer.effect.replace(effect).is_some() {
                return Err(told("已有一种优惠".to_owned()));
            }
        } else if let Some(extra) = extra(word, names).map_err(told)? {
            offer.extras.push(extra);
        } else {
            limit(&mut offer, word, names).map_err(told)?;
        }
    }
    if let Some(Effect::Bundle { parts, .. }) = &mut offer.effect
        && let [only] = parts.as_mut_slice()
    {
        // `任选3件99元` is of the goods of the offer.
        only.goods = offer.goods.clone();
    }
    if let Some(words) = rest.get(1..) {
        offer.condition = Some(condition::read(words, names)?);
    }
    Ok(offer)
}

fn effect(word: &str, names: &Names) -> Read<Option<Effect>> {
    if word == "会员价" {
        return Ok(Some(Effect::MemberPrice));
    }
    if let Ok(left) = left_of(word) {
        let off = Rate(Rate::WHOLE.0 - left.0);
        return Ok(Some(Effect::PercentOff { off }));
    }
    if word == "兑换" {
        let price = Money::ZERO;
        return Ok(Some(Effect::SetPrice { price }));
    }
    let after = |start: &str| word.strip_prefix(start);
    let price = ["特价", "秒杀", "换购"].into_iter().find_map(after);
    let effect = if let Some(price) = price {
        let price = money(price)?;
        Effect::SetPrice { price }
    } else if let Some(amount) = after("每件减") {
        let amount = money(amount)?;
        Effect::EachOff { amount }
    } else if let Some(amount) = after("减") {
        let amount = money(amount)?;
        Effect::AmountOff { amount }
    } else if let Some(every) = after("每满") {
        every_full(every)?
    } else if word.starts_with('满') {
        ladder(word)?
    } else {
        return of_pieces(word, names);
    };
    Ok(Some(effect))
}

/// Effects that count pieces or fill sets.
fn of_pieces(word: &str, names: &Names) -> Read<Option<Effect>> {
    let after = |start: &str| word.strip_prefix(start);
    let effect = if let Some(nth) = after("第") {
        let (nth, part) = nth.split_once('件').ok_or("第几件？")?;
        let (nth, off) = (number(nth)?, off(part)?);
        Effect::NthItem { nth, off }
    } else if let Some((out_of, free)) = after("每").and_then(|rest| rest.split_once("件免")) {
        let free = free.strip_suffix('件').ok_or("免几件？")?;
        let (out_of, free) = (number(out_of)?, number(free)?);
        Effect::CheapestFree { out_of, free }
    } else if let Some(any) = after("任选") {
        let any = any.strip_suffix('元').and_then(|any| any.split_once('件'));
        let (pieces, price) = any.ok_or("任选几件几元？")?;
        let (pieces, price) = (number(pieces)?, money(price)?);
        let goods = Goods::ALL;
        let parts = vec![Part { goods, pieces }];
        Effect::Bundle { parts, price }
    } else if let Some(set) = after("组合") {
        let (price, parts) = set.split_once("元:").ok_or("组合几元？")?;
        let price = money(price)?;
        let parts = parts.split('+').map(|part| piece_part(part, names));
        let parts = parts.collect::<Read<_>>()?;
        Effect::Bundle { parts, price }
    } else if let Some((buy, get)) = after("买").and_then(|rest| rest.split_once('得')) {
        let (get, part) = get.rsplit_once('件').ok_or("得几件？")?;
        let got = piece_part(&format!("{get}件"), names)?;
        let (parts, off) = ([piece_part(buy, names)?, got], off(part)?);
        Effect::BuyGet { parts, off }
    } else {
        return Ok(None);
    };
    Ok(Some(effect))
}

/// `外套类2件`.
fn piece_part(text: &str, names: &Names) -> Read<Part> {
    let text = text.strip_suffix('件').ok_or("几件？")?;
    let goods = text.trim_end_matches(|letter: char| letter.is_ascii_digit());
    Ok(Part {
        goods: names.goods(goods)?,
        pieces: number(&text[goods.len()..])?,
    })
}

/// `100减10`, `2件减5`.
fn every_full(text: &str) -> Read<Effect> {
    let (every, off) = text.split_once('减').ok_or("减多少？")?;
    let off = money(off)?;
    let (by, every) = measured(every)?;
    Ok(Effect::EveryFull { by, every, off })
}

/// `满100减10/满200减30`, `满2件打9折/满3件打8折`.
fn ladder(word: &str) -> Read<Effect> {
    let mut steps = Vec::new();
    let mut counted = None;
    for step in word.split('/') {
        let step = step.strip_prefix('满').ok_or("每一级都写“满”")?;
        let (from, gives) = if let Some((from, amount)) = step.split_once('减') {
            (from, StepGives::Amount(money(amount)?))
        } else {
            let (from, part) = step.split_once('打').ok_or("减多少，打几折？")?;
            (from, StepGives::Percent(off(part)?))
        };
        let (by, from) = measured(from)?;
        if counted.is_some_and(|before| before != by) {
            return Err("各级要么都是金额，要么都是件数".to_owned());
        }
        counted = Some(by);
        steps.push(Step { from, gives });
    }
    let by = counted.ok_or("满多少？")?;
    Ok(Effect::Ladder { by, steps })
}

/// `100`, `3件`, `200(饮品类)`.
fn reach(text: &str, names: &Names) -> Read<Reach> {
    let (least, goods) = match text.strip_suffix(')').and_then(|text| text.split_once('(')) {
        Some((least, goods)) => (least, Some(names.goods(goods)?)),
        None => (text, None),
    };
    let (kind, at_least) = measured(least)?;
    Ok(Reach {
        goods,
        kind,
        at_least,
    })
}

/// `100` yuan or `3件`.
fn measured(text: &str) -> Read<(Measure, i64)> {
    match text.strip_suffix('件') {
        Some(pieces) => Ok((Measure::Pieces, number(pieces)?)),
        None => Ok((Measure::Amount, money(text)?.0)),
    }
}

fn extra(word: &str, names: &mut Names) -> Read<Option<Extra>> {
    let points = |multiplier, bonus| Extra::Points {
        multiplier,
        bonus: Points(bonus),
    };
    let extra = if word == "包邮" {
        Extra::FreeDelivery
    } else if let Some(often) = word.strip_prefix("积分") {
        points(multiplier(often)?, 0)
    } else if let Some(bonus) = between(word, "送", "积分") {
        points(Rate::WHOLE, number(bonus)?)
    } else if let Some(gift) = word.strip_prefix('赠') {
        gift_of(gift, false, names)?
    } else if let Some(gift) = word.strip_prefix("每次赠") {
        gift_of(gift, true, names)?
    } else {
        return Ok(None);
    };
    Ok(Some(extra))
}

/// `杯子1件/值20.00/剩5件`.
fn gift_of(text: &str, repeats: bool, names: &mut Names) -> Read<Extra> {
    let parts: Vec<&str> = text.split('/').collect();
    let [what, worth, rest] = parts.as_slice() else {
        return Err("赠什么/值多少/剩几件".to_owned());
    };
    let what = what.strip_suffix('件').ok_or("赠几件？")?;
    let name = what.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let worth = worth.strip_prefix('值').ok_or("值多少？")?;
    Ok(Extra::Gift {
        sku_id: names.add_gift(name),
        quantity: number(&what[name.len()..])?,
        worth: money(worth)?,
        in_stock: number(between(rest, "剩", "件").ok_or("剩几件？")?)?,
        repeats,
    })
}

/// Words that say for what, from when on and how often.
fn limit(offer: &mut Offer, word: &str, names: &Names) -> Read<()> {
    let after = |start: &str| word.strip_prefix(start);
    if let Some(goods) = after("限") {
        offer.goods = names.goods(goods)?;
    } else if let Some(least) = after("门槛") {
        offer.reach = Some(reach(least, names)?);
    } else if let Some(most) = after("最多") {
        let times = most.strip_suffix(['次', '件']).ok_or("最多几次？")?;
        offer.times_max = Some(number(times)?);
    } else if let Some(most) = after("封顶") {
        offer.amount_max = Some(money(most)?);
    } else if let Some(left) = after("预算") {
        offer.budget_left = Some(money(left)?);
    } else if let Some(place) = after("排序") {
        offer.priority = number(place)?;
    } else if let Some(groups) = after("互斥") {
        offer.stacking.groups = list(groups).map(str::to_owned).collect();
    } else {
        match word {
            "次数用完" => offer.is_used_up = true,
            "按原价" => offer.base = Base::Original,
            "本层独用" => offer.stacking.alone = Alone::InLayer,
            "整单独用" => offer.stacking.alone = Alone::InOrder,
            _ => return Err("不认识".to_owned()),
        }
    }
    Ok(())
}
