//! Who may have an offer, when and where: a typed tree that is asked once for a quote.
//!
//! Nothing here depends on what offers give, nor on which price on the shelf a member takes:
//! amounts are those that anybody pays. What must hold of the amount that is *left* is an offer's
//! threshold ([`crate::Reach`]).

mod parts;

use crate::basket::{
    Basket, BasketLine, Channel, Context, MonthDay, PayWith, SegmentId, Standing, WallTime,
};
use crate::goods::Goods;
use kernel::{BusinessDate, Money, RegionId, StoreId, TierId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A condition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub enum Condition {
    /// All of these hold.
    All {
        /// At least one.
        #[schema(no_recursion)]
        of: Vec<Condition>,
    },
    /// At least one of these holds.
    Any {
        /// At least one.
        #[schema(no_recursion)]
        of: Vec<Condition>,
    },
    /// This does not hold.
    Not {
        /// What does not hold.
        #[schema(no_recursion)]
        of: Box<Condition>,
    },
    /// So many pieces of some goods are in the basket.
    Pieces {
        /// Of which goods.
        goods: Goods,
        /// At least so many.
        at_least: i64,
    },
    /// Goods for so much are in the basket, at what anybody pays for them here (标价): whoever has
    /// a lower price of their own does not miss it for that.
    Amount {
        /// Which goods.
        goods: Goods,
        /// At least so much.
        at_least: Money,
    },
    /// In one of these stores.
    Store {
        /// Which.
        any_of: Vec<StoreId>,
    },
    /// In a store of one of these regions, or of one below them.
    Region {
        /// Which.
        any_of: Vec<RegionId>,
    },
    /// By one of these ways.
    Channel {
        /// Which.
        #[schema(inline)]
        any_of: Vec<Channel>,
    },
    /// For members only.
    Member,
    /// For members of these tiers.
    Tier {
        /// Which.
        any_of: Vec<TierId>,
    },
    /// For members of one of these segments.
    Segment {
        /// Which.
        any_of: Vec<SegmentId>,
    },
    /// For members who have never bought anything.
    FirstOrder,
    /// In the month of the member's birthday.
    BirthdayMonth,
    /// On the member's birthday; who was born on 29 February has it on the 28th in other years.
    Birthday,
    /// On these days of the week: 1 for Monday to 7 for Sunday.
    Weekdays {
        /// Which.
        any_of: Vec<u8>,
    },
    /// On these days of each month (会员日): 1 to 31.
    MonthDays {
        /// Which.
        any_of: Vec<u8>,
    },
    /// Between two times of the day, in minutes since midnight; past midnight if `from` is later.
    Hours {
        /// The first minute.
        from: u16,
        /// The first minute that is out again.
        to: u16,
    },
    /// Between two dates on the calendar of the store.
    Dates {
        /// The first day.
        from: BusinessDate,
        /// The last day.
        to: BusinessDate,
    },
    /// Paid with one of these.
    Payment {
        /// Which.
        any_of: Vec<PayWith>,
    },
}

/// Why an offer does not fit, and how far off it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unmet {
    /// What is in the way.
    pub why: WhyNot,
    /// How much more would do, where more would do.
    pub missing: Option<Missing>,
}

/// How much more would do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "kind", content = "of", rename_all = "snake_case")]
pub enum Missing {
    /// So many more pieces of its goods.
    Pieces(i64),
    /// Goods for so much more.
    Money(Money),
}

kernel::text_enum! {
    /// Why an offer does not fit.
    pub enum WhyNot {
        /// Its rule makes no sense, or another one has its number: it was left out.
        NotUsable = "not_usable",
        /// No goods of its own are in the basket.
        NoGoods = "no_goods",
        /// Goods for too little are in the basket.
        TooLittle = "too_little",
        /// Too few pieces are in the basket.
        TooFew = "too_few",
        /// Its goods cost no more than it asks.
        CheapAlready = "cheap_already",
        /// All its goods have a member price that excludes it.
        MemberPriceHolds = "member_price_holds",
        /// Not in this store.
        OtherStores = "other_stores",
        /// Not in this region.
        OtherRegions = "other_regions",
        /// Not by this way.
        OtherChannels = "other_channels",
        /// Only for members.
        MembersOnly = "members_only",
        /// Only for other tiers.
        OtherTiers = "other_tiers",
        /// Only for other segments.
        OtherSegments = "other_segments",
        /// Only for a first order.
        FirstOrderOnly = "first_order_only",
        /// Only in the month of the birthday or on the birthday.
        NotTheBirthday = "not_the_birthday",
        /// Not on this day of the week or of the month.
        OtherDays = "other_days",
        /// Not at this hour.
        OtherHours = "other_hours",
        /// Not in these weeks.
        OtherDates = "other_dates",
        /// Only when paid another way.
        OtherPayments = "other_payments",
        /// Something holds that must not.
        RuledOut = "ruled_out",
        /// There is no more of the gift.
        NoStock = "no_stock",
        /// What is left of its budget does not pay for this.
        BudgetSpent = "budget_spent",
        /// The order takes no coupons.
        NoCoupons = "no_coupons",
        /// It was given as often as it may be.
        LimitReached = "limit_reached",
        /// Nothing is delivered.
        NoDelivery = "no_delivery",
        /// It multiplies what is not earned.
        NoPoints = "no_points",
    }
}

/// What conditions are asked about.
#[derive(Clone, Copy)]
pub(crate) struct Asked<'a> {
    pub basket: &'a Basket,
    pub standing: &'a Standing,
    pub context: &'a Context,
}

impl Condition {
    /// Whether it holds, or what is in the way.
    pub(crate) fn ask(&self, asked: &Asked<'_>) -> Result<(), Unmet> {
        let Asked {
            standing, context, ..
        } = *asked;
        match self {
            Condition::All { of } => all(of, asked),
            Condition::Any { of } => any(of, asked),
            Condition::Not { of } => hold(of.ask(asked).is_err(), WhyNot::RuledOut),
            Condition::Pieces { goods, at_least } => {
                let found = asked.sum(goods, BasketLine::pieces);
                let missing = *at_least - found;
                enough(missing, WhyNot::TooFew, Missing::Pieces(missing))
            }
            Condition::Amount { goods, at_least } => {
                let found = asked.sum(goods, |line| line.list_price.0 * line.quantity);
                let missing = at_least.0 - found;
                enough(missing, WhyNot::TooLittle, Missing::Money(Money(missing)))
            }
            Condition::Store { any_of } => {
                hold(any_of.contains(&context.store_id), WhyNot::OtherStores)
            }
            Condition::Region { any_of } => hold(
                context.regions.iter().any(|id| any_of.contains(id)),
                WhyNot::OtherRegions,
            ),
            Condition::Channel { any_of } => {
                hold(any_of.contains(&context.channel), WhyNot::OtherChannels)
            }
            Condition::Member
            | Condition::Tier { .. }
            | Condition::Segment { .. }
            | Condition::FirstOrder
            | Condition::BirthdayMonth
            | Condition::Birthday => {
                hold(standing.is_member, WhyNot::MembersOnly)?;
                self.ask_who(standing, context.wall)
            }
            Condition::Weekdays { .. }
            | Condition::MonthDays { .. }
            | Condition::Hours { .. }
            | Condition::Dates { .. } => self.ask_when(context.wall),
            Condition::Payment { any_of } => {
                let is_in = context.payment.is_some_and(|with| any_of.contains(&with));
                hold(is_in, WhyNot::OtherPayments)
            }
        }
    }

    /// What is asked of a member.
    fn ask_who(&self, standing: &Standing, wall: WallTime) -> Result<(), Unmet> {
        match self {
            Condition::Tier { any_of } => {
                let tier = standing.tier.as_ref();
                let is_in = tier.is_some_and(|tier| any_of.contains(&tier.tier_id));
                hold(is_in, WhyNot::OtherTiers)
            }
            Condition::Segment { any_of } => {
                let is_in = standing.segments.iter().any(|id| any_of.contains(id));
                hold(is_in, WhyNot::OtherSegments)
            }
            Condition::FirstOrder => hold(standing.is_first_order, WhyNot::FirstOrderOnly),
            Condition::BirthdayMonth => {
                let month = wall.date.0.month() as u8;
                let born = standing.birthday.is_some_and(|born| born.month == month);
                hold(born, WhyNot::NotTheBirthday)
            }
            Condition::Birthday => {
                let born = standing
                    .birthday
                    .is_some_and(|born| falls_on(born, wall.date));
                hold(born, WhyNot::NotTheBirthday)
            }
            _ => Ok(()),
        }
    }

    /// What is asked of clock and calendar.
    fn ask_when(&self, wall: WallTime) -> Result<(), Unmet> {
        match self {
            Condition::Weekdays { any_of } => {
                let today = wall.date.weekday();
                let is_in = any_of.iter().any(|day| i64::from(*day) == today);
                hold(is_in, WhyNot::OtherDays)
            }
            Condition::MonthDays { any_of } => {
                let today = wall.date.0.day() as u8;
                hold(any_of.contains(&today), WhyNot::OtherDays)
            }
            Condition::Hours { from, to } => {
                let (after, before) = (*from <= wall.minute, wall.minute < *to);
                let is_in = if from <= to {
                    after && before
                } else {
                    after || before
                };
                hold(is_in, WhyNot::OtherHours)
            }
            Condition::Dates { from, to } => {
                hold((*from..=*to).contains(&wall.date), WhyNot::OtherDates)
            }
            _ => Ok(()),
        }
    }
}

impl Asked<'_> {
    /// A sum over the lines of some goods; in range because the whole basket is.
    fn sum(&self, goods: &Goods, of: impl Fn(&BasketLine) -> i64) -> i64 {
        let held = self.basket.lines.iter().filter(|line| goods.holds(line));
        held.map(of).sum()
    }
}

fn hold(holds: bool, why: WhyNot) -> Result<(), Unmet> {
    let missing = None;
    if holds {
        Ok(())
    } else {
        Err(Unmet { why, missing })
    }
}

fn enough(missing: i64, why: WhyNot, more: Missing) -> Result<(), Unmet> {
    if missing <= 0 {
        return Ok(());
    }
    let missing = Some(more);
    Err(Unmet { why, missing })
}

/// Of several that do not hold, one that no goods would mend: who is of another tier is not told to
/// buy more.
fn all(of: &[Condition], asked: &Asked<'_>) -> Result<(), Unmet> {
    let unmet: Vec<Unmet> = of.iter().filter_map(|one| one.ask(asked).err()).collect();
    let worst = unmet.iter().find(|one| one.missing.is_none());
    worst.or(unmet.first()).map_or(Ok(()), |unmet| Err(*unmet))
}

/// Of several ways that all fail, the one that is nearest: one that more goods would open.
fn any(of: &[Condition], asked: &Asked<'_>) -> Result<(), Unmet> {
    let mut nearest: Option<Unmet> = None;
    for one in of {
        let Err(unmet) = one.ask(asked) else {
            return Ok(());
        };
        let is_nearer = match (nearest.and_then(|nearest| nearest.missing), unmet.missing) {
            (Some(least), Some(missing)) => missing < least,
            (None, Some(_)) => true,
            (_, None) => nearest.is_none(),
        };
        if is_nearer {
            nearest = Some(unmet);
        }
    }
    nearest.map_or(Ok(()), Err)
}

fn falls_on(born: MonthDay, date: BusinessDate) -> bool {
    let (month, day) = (date.0.month() as u8, date.0.day() as u8);
    let is_same = (born.month, born.day) == (month, day);
    let is_leap_born = (born.month, born.day) == (2, 29);
    is_same || is_leap_born && (month, day) == (2, 28) && !date.0.in_leap_year()
}
