//! Writes a quote in the words of the cases.

use super::name_of;
use super::reader::Case;
use super::words::write_multiplier;
use crate::condition::Missing;
use crate::{Because, Extra, OfferId, Outcome, PriceSource, Quote, QuotedLine, WhyNot, Withheld};
use kernel::{Money, Rate};

/// What comes out for each line of the basket, in the columns that the case asks for.
pub(super) fn rows(case: &Case, quote: &Quote) -> Vec<String> {
    let names = case
        .rows
        .iter()
        .map(|row| row.text.split(' ').next().unwrap_or_default());
    let row = |(name, line): (&str, &QuotedLine)| {
        let cells = case
            .columns
            .iter()
            .map(|column| format!("{column} {}", cell(case, line, column)));
        format!("{name} {}", cells.collect::<Vec<_>>().join(" "))
    };
    names.zip(&quote.lines).map(row).collect()
}

fn cell(case: &Case, line: &QuotedLine, column: &str) -> String {
    match column {
        "应付" => line.total.to_string(),
        "原价" => line.gross.to_string(),
        "优惠" => line.discount.to_string(),
        "抹零" => line.rounding.to_string(),
        "现价" => line.unit_price.to_string(),
        "价" => source(line.price_source).to_owned(),
        offer => {
            let of_it = line
                .shares
                .iter()
                .filter(|share| label(case, share.offer) == offer);
            let amount: i64 = of_it.map(|share| share.amount.0).sum();
            Money(amount).to_string()
        }
    }
}

/// Everything else that comes out: what is not worth a line here cannot be left out in a case.
pub(super) fn answers(case: &Case, quote: &Quote) -> Vec<String> {
    let Quote {
        gross,
        discount,
        total,
        ..
    } = quote;
    let mut answers = vec![format!("合计 {gross} 优惠 {discount} 应付 {total}")];
    if case.context.rounding.is_some() || quote.rounding != Money::ZERO {
        answers.push(format!("抹零 {}", quote.rounding));
    }
    let (fee, less) = (quote.delivery_fee, quote.delivery_discount);
    if fee != Money::ZERO || less != Money::ZERO {
        answers.push(format!("运费 {fee} 减免 {less}"));
    }
    answers.extend(points(case, quote));
    let most = quote.points_offset_max;
    if case.context.points_rule.offset.is_on || most.money != Money::ZERO {
        answers.push(format!("可抵 {}积分 {}元", most.points, most.money));
    }
    for gift in &quote.gifts {
        let name = case.gifts.get(&gift.sku_id).map_or("?", String::as_str);
        let offer = label(case, gift.offer);
        answers.push(format!("赠品 {name} {}件 来自 {offer}", gift.quantity));
    }
    for explained in &quote.explanations {
        let name = label(case, explained.offer);
        answers.push(format!("{name} {}", outcome(case, &explained.outcome)));
    }
    if !quote.search.is_best_of_all {
        answers.push("没有找遍".to_owned());
    }
    answers
}

/// What a member earns; how often and how much more only where offers change it.
fn points(case: &Case, quote: &Quote) -> Option<String> {
    let multiplier = quote.points_multiplier;
    let (earned, bonus) = (quote.points_earned, quote.points_bonus);
    if !case.standing.is_member && earned.is_zero() && bonus.is_zero() && multiplier == Rate(0) {
        return None;
    }
    let mut text = format!("积分 {earned}");
    if multiplier != case.standing.points_multiplier() {
        text += &format!(" {}", write_multiplier(multiplier));
    }
    if !bonus.is_zero() {
        text += &format!(" 另赠 {bonus}");
    }
    Some(text)
}

fn label(case: &Case, id: OfferId) -> &str {
    let tier = case.standing.tier.as_ref();
    let tier = tier.filter(|tier| tier.tier_id.0 == id.0);
    let named = name_of(&case.offers, id).or(tier.map(|tier| tier.name.as_str()));
    named.unwrap_or("?")
}

fn outcome(case: &Case, outcome: &Outcome) -> String {
    match outcome {
        Outcome::Applied { amount, withheld } => {
            let withheld = withheld.iter().map(|one| {
                let Withheld { extra, why } = one;
                format!(" 未给{} {}", extra_of(case, extra), why_not(*why))
            });
            format!("减 {amount}{}", withheld.collect::<String>())
        }
        Outcome::NotEligible { why, missing } => {
            let told = matches!(
                (why, missing),
                (WhyNot::TooLittle, Some(Missing::Money(_)))
                    | (WhyNot::TooFew, Some(Missing::Pieces(_)))
            );
            let why = if told { "" } else { why_not(*why) };
            join(&["不可用", why, &more(*missing)])
        }
        Outcome::BeatenBy {
            offers,
            because,
            missing,
        } => {
            let by: Vec<&str> = offers.iter().map(|id| label(case, *id)).collect();
            let by = if by.is_empty() {
                "-".to_owned()
            } else {
                by.join("、")
            };
            join(&["不敌", &by, in_which_way(*because), &more(*missing)])
        }
    }
}

fn extra_of(case: &Case, extra: &Extra) -> String {
    match extra {
        Extra::Gift {
            sku_id, quantity, ..
        } => {
            let name = case.gifts.get(sku_id).map_or("?", String::as_str);
            format!("{name}{quantity}件")
        }
        Extra::Points { .. } => "积分".to_owned(),
        Extra::FreeDelivery => "包邮".to_owned(),
    }
}

fn join(words: &[&str]) -> String {
    let words: Vec<&str> = words
        .iter()
        .copied()
        .filter(|word| !word.is_empty())
        .collect();
    words.join(" ")
}

fn more(missing: Option<Missing>) -> String {
    match missing {
        None => String::new(),
        Some(Missing::Pieces(pieces)) => format!("差{pieces}件"),
        Some(Missing::Money(money)) => format!("差{money}元"),
    }
}

fn source(source: PriceSource) -> &'static str {
    match source {
        PriceSource::List => "标价",
        PriceSource::Store => "门店价",
        PriceSource::Member => "会员价",
    }
}

fn in_which_way(because: Because) -> &'static str {
    match because {
        Because::Excluded => "互斥",
        Because::GoodsTaken => "商品已用",
        Because::TooLittleLeft => "不够门槛",
        Because::CostsMore => "更贵",
        Because::NoBetter => "不更省",
        Because::NotTried => "没有试到",
    }
}

fn why_not(why: WhyNot) -> &'static str {
    match why {
        WhyNot::NotUsable => "规则有误",
        WhyNot::NoGoods => "无此商品",
        WhyNot::TooLittle => "金额不足",
        WhyNot::TooFew => "件数不足",
        WhyNot::CheapAlready => "已够便宜",
        WhyNot::MemberPriceHolds => "会员价优先",
        WhyNot::OtherStores => "门店不符",
        WhyNot::OtherRegions => "区域不符",
        WhyNot::OtherChannels => "渠道不符",
        WhyNot::MembersOnly => "限会员",
        WhyNot::OtherTiers => "等级不符",
        WhyNot::OtherSegments => "人群不符",
        WhyNot::FirstOrderOnly => "限首单",
        WhyNot::NotTheBirthday => "非生日",
        WhyNot::OtherDays => "日子不符",
        WhyNot::OtherHours => "时段不符",
        WhyNot::OtherDates => "日期不符",
        WhyNot::OtherPayments => "支付不符",
        WhyNot::RuledOut => "被排除",
        WhyNot::NoStock => "赠品无货",
        WhyNot::BudgetSpent => "预算不足",
        WhyNot::LimitReached => "次数已满",
        WhyNot::NoDelivery => "无运费",
        WhyNot::NoPoints => "无积分",
        WhyNot::NoCoupons => "不收券",
    }
}
