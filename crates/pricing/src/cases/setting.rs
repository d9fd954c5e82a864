//! Who buys, where, when and by which rules of the brand.

use super::words::{self, Names, Read, between, id_of, list, money, multiplier, number};
use crate::{
    Channel, Context, MonthDay, PayWith, PointsEarn, PointsOffset, PointsRule, RoundDown,
    SegmentId, Standing, TierStanding, WallTime,
};
use kernel::{Money, Points, Rate, RegionId, Rounding, StoreId, TierId};

/// What stands above the table and is no offer.
#[derive(Debug)]
pub(super) struct Settings {
    pub standing: Standing,
    pub context: Context,
    seen: Vec<String>,
}

impl Default for Settings {
    /// Somebody nobody knows at a till, on a Monday morning; one point for each yuan.
    fn default() -> Settings {
        let offset = PointsOffset {
            is_on: false,
            ..PointsRule::USUAL.offset
        };
        Settings {
            standing: Standing::ANONYMOUS,
            context: Context {
                wall: WallTime {
                    date: "2026-03-02".parse().expect("a date"),
                    minute: 10 * 60,
                },
                store_id: StoreId(id_of("徐汇店")),
                regions: Vec::new(),
                channel: Channel::Till,
                payment: None,
                points_rule: PointsRule {
                    offset,
                    ..PointsRule::USUAL
                },
                paid_with_points: Money::ZERO,
                rounding: None,
                delivery_fee: Money::ZERO,
                coupons_max: None,
                member_price_excludes_tier: false,
            },
            seen: Vec::new(),
        }
    }
}

impl Settings {
    /// Reads one line.
    pub fn read(&mut self, words: &[&str], names: &mut Names) -> Read<()> {
        if self.seen.iter().any(|seen| seen == words[0]) {
            return Err(format!("“{}”写了两次", words[0]));
        }
        self.seen.push(words[0].to_owned());
        let context = &mut self.context;
        match words {
            ["会员", words @ ..] => return self.member(words),
            ["不在车里", absent] => {
                return list(absent).try_for_each(|name| names.add_absent(name));
            }
            ["时间", date, weekday, time] => context.wall = wall(date, weekday, time)?,
            ["门店", store] => context.store_id = StoreId(id_of(store)),
            ["区域", regions] => {
                context.regions = list(regions).map(|name| RegionId(id_of(name))).collect();
            }
            ["渠道", word] => context.channel = channel(word)?,
            ["支付", word] => context.payment = Some(pay_with(word)?),
            ["积分规则", earn, rounding] => {
                context.points_rule.earn = points_earn(earn)?;
                context.points_rule.rounding = points_rounding(rounding)?;
            }
            ["积分抵现", step, cap] => context.points_rule.offset = points_offset(step, cap)?,
            ["已抵", amount] => context.paid_with_points = money(amount)?,
            ["抹零", unit] => context.rounding = Some(round_down(unit)?),
            ["运费", fee] => context.delivery_fee = money(fee)?,
            ["用券", most] => {
                let count = between(most, "最多", "张").map(number);
                context.coupons_max = Some(count.ok_or("用券 最多几张？")??);
            }
            ["会员价与等级折扣", "二选一"] => context.member_price_excludes_tier = true,
            _ => return Err(format!("不认识的设定“{}”", words.join(" "))),
        }
        Ok(())
    }

    /// Reads what follows `会员`.
    fn member(&mut self, words: &[&str]) -> Read<()> {
        let standing = &mut self.standing;
        standing.is_member = true;
        let mut words = words.iter().peekable();
        if let Some(name) = words.next_if(|word| word.ends_with('卡')) {
            let mut tier = TierStanding {
                tier_id: TierId(id_of(name)),
                name: (*name).to_owned(),
                discount: Rate::WHOLE,
                points_multiplier: Rate::WHOLE,
            };
            if let Some(discount) = words.next_if(|word| word.ends_with('折')) {
                tier.discount = words::left_of(discount)?;
            }
            if let Some(points) = words.next_if(|word| word.starts_with("积分")) {
                tier.points_multiplier = multiplier(&points["积分".len()..])?;
            }
            standing.tier = Some(tier);
        }
        for word in words {
            if let Some(birthday) = word.strip_prefix("生日=") {
                standing.birthday = Some(month_day(birthday)?);
            } else if let Some(segments) = word.strip_prefix("人群=") {
                let ids = list(segments).map(|name| SegmentId(id_of(name)));
                standing.segments = ids.collect();
            } else if *word == "首单" {
                standing.is_first_order = true;
            } else {
                return Err(format!("不认识的会员说明“{word}”"));
            }
        }
        Ok(())
    }
}

/// Reads `2026-03-02 周一 10:00`; the day of the week must be the one of the calendar.
fn wall(date: &str, weekday: &str, time: &str) -> Read<WallTime> {
    let date: kernel::BusinessDate = date.parse()?;
    let named = weekday.strip_prefix('周').map(day_of_week);
    if named.ok_or("周几？")?? != date.weekday() {
        return Err(format!("{date} 不是{weekday}"));
    }
    let minute = minute(time)?;
    Ok(WallTime { date, minute })
}

/// `一` to `日`.
pub(super) fn day_of_week(name: &str) -> Read<i64> {
    let days = ["一", "二", "三", "四", "五", "六", "日"];
    let place = days.iter().position(|day| *day == name);
    let place = place.ok_or_else(|| format!("没有周{name}"))?;
    Ok(place as i64 + 1)
}

/// `09:30`.
pub(super) fn minute(time: &str) -> Read<u16> {
    let (hour, minute) = time.split_once(':').ok_or("几点几分？")?;
    Ok(number::<u16>(hour)? * 60 + number::<u16>(minute)?)
}

/// `03-08`.
fn month_day(text: &str) -> Read<MonthDay> {
    let (month, day) = text.split_once('-').ok_or("几月几日？")?;
    let (month, day) = (number(month)?, number(day)?);
    Ok(MonthDay { month, day })
}

pub(super) fn channel(word: &str) -> Read<Channel> {
    match word {
        "收银台" => Ok(Channel::Till),
        "线上" => Ok(Channel::Online),
        _ => Err(format!("没有渠道“{word}”")),
    }
}

pub(super) fn pay_with(word: &str) -> Read<PayWith> {
    match word {
        "现金" => Ok(PayWith::Cash),
        "银行卡" => Ok(PayWith::Card),
        "储值" => Ok(PayWith::StoredValue),
        "微信" => Ok(PayWith::Wechat),
        "支付宝" => Ok(PayWith::Alipay),
        _ => Err(format!("没有支付方式“{word}”")),
    }
}

/// `每10.00元1分`.
fn points_earn(text: &str) -> Read<PointsEarn> {
    let halves = between(text, "每", "分").and_then(|text| text.split_once('元'));
    let (per, points) = halves.ok_or("每几元几分？")?;
    let (points, per) = (number(points)?, money(per)?);
    Ok(PointsEarn { points, per })
}

fn points_rounding(word: &str) -> Read<Rounding> {
    match word {
        "舍去" => Ok(Rounding::Down),
        "四舍五入" => Ok(Rounding::HalfUp),
        "进位" => Ok(Rounding::Up),
        _ => Err(format!("不认识的取整“{word}”")),
    }
}

/// `100分抵1.00元 最多50%`.
fn points_offset(step: &str, cap: &str) -> Read<PointsOffset> {
    let halves = step
        .strip_suffix('元')
        .and_then(|step| step.split_once("分抵"));
    let (points, value) = halves.ok_or("几分抵几元？")?;
    let cap = cap.strip_prefix("最多").ok_or("最多百分之几？")?;
    Ok(PointsOffset {
        is_on: true,
        step_points: Points(number(points)?),
        step_value: money(value)?,
        cap: words::percent(cap)?,
    })
}

fn round_down(word: &str) -> Read<RoundDown> {
    let unit = match word {
        "到角" => Money(10),
        "到元" => Money(100),
        _ => return Err(format!("抹零到“{word}”？")),
    };
    Ok(RoundDown { unit })
}
