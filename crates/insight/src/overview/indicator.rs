//! The numbers that head office looks at: each a sum, or a sum by a sum, in integers.
//!
//! Definitions: net sales are what was paid after discounts less refunds; a wholly refunded order
//! is none; top-ups are no sales. Where the trade has two ways, both are there under names of
//! their own.

use crate::buyer_day::Buyers;
use crate::figures::Figures;
use kernel::text_enum;
use ledger::Outstanding;
use serde::Serialize;

text_enum! {
    /// Which number.
    pub enum IndicatorKey {
        /// 净销售额: what was to pay after discounts, less what was given back. Top-ups are no sales.
        NetSales = "net_sales",
        /// What was to pay after discounts, returns not taken off.
        GrossSales = "gross_sales",
        /// What was given back.
        Returned = "returned",
        /// 订单数: settled and not wholly given back.
        Orders = "orders",
        /// 客单价: net sales ÷ orders.
        Ticket = "ticket",
        /// 客单价 by person: net sales of members ÷ members who bought.
        TicketPerBuyer = "ticket_per_buyer",
        /// 连带率: pieces ÷ orders, what came back taken off.
        UnitsPerOrder = "units_per_order",
        /// 件单价: net sales ÷ pieces.
        UnitPrice = "unit_price",
        /// 平均折扣: what was to pay ÷ what it would have been without discounts.
        DiscountRate = "discount_rate",
        /// 会员数: everybody who is enrolled now.
        Members = "members",
        /// 新会员: who enrolled.
        NewMembers = "new_members",
        /// 入会率: new members ÷ orders of nobody we know, those who enrolled at them included.
        EnrolmentRate = "enrolment_rate",
        /// 会员销售占比: net sales of members ÷ net sales.
        MemberSalesShare = "member_sales_share",
        /// 会员订单占比: orders of members ÷ orders.
        MemberOrderShare = "member_order_share",
        /// Members who bought.
        Buyers = "buyers",
        /// 复购率: members with two orders or more ÷ members who bought.
        RepeatRate = "repeat_rate",
        /// 活跃会员: who bought in the last 90 days up to the end of the period.
        ActiveMembers = "active_members",
        /// 沉睡会员: whose last order is 90 to 180 days old at the end of the period.
        DormantMembers = "dormant_members",
        /// 储值额: what members paid in.
        TopUps = "top_ups",
        /// 赠送额: what they were given on top.
        TopUpBonus = "top_up_bonus",
        /// 储值消费: stored value given for goods, less what came back.
        StoredValueSpent = "stored_value_spent",
        /// 储值余额: principal and bonus that members hold now.
        StoredValueOutstanding = "stored_value_outstanding",
        /// 积分发放: earned by sales, less what returns took back.
        PointsIssued = "points_issued",
        /// 积分使用: given for goods, less what returns gave back.
        PointsUsed = "points_used",
        /// 积分余额: what members hold now.
        PointsOutstanding = "points_outstanding",
        /// 跨店消费占比: what members spent in other stores than their own ÷ what members spent.
        CrossStoreShare = "cross_store_share",
    }
}

text_enum! {
    /// How a number is written.
    pub enum IndicatorUnit {
        /// 分.
        Money = "money",
        /// 分 for each of something, rounded half up.
        MoneyEach = "money_each",
        /// Whole things.
        Count = "count",
        /// Hundredths, rounded half up.
        Hundredths = "hundredths",
        /// Ten-thousandths of a whole, rounded half up.
        Share = "share",
    }
}

/// A number with what it is worked out from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Indicator {
    /// Which number.
    pub key: IndicatorKey,
    /// How it is written.
    pub unit: IndicatorUnit,
    /// The number; null where there is nothing to divide by.
    #[schema(required)]
    pub value: Option<i64>,
    /// The same in the period before; null for what is known of today only.
    #[schema(required)]
    pub before: Option<i64>,
    /// What is counted.
    pub numerator: i64,
    /// By what it is divided; null where it is not.
    #[schema(required)]
    pub denominator: Option<i64>,
}

/// What the numbers of one period are worked out from.
#[derive(Debug, Clone, Copy)]
pub(super) struct Side<'f> {
    pub figures: &'f Figures,
    pub buyers: Buyers,
    /// How many members there are and what they hold; known of today only.
    pub standing: Option<(i64, Outstanding)>,
}

/// What is counted, by what it is divided, and how it is written.
struct Formula {
    unit: IndicatorUnit,
    numerator: i64,
    denominator: Option<i64>,
}

/// Every number, in the order in which people read them.
pub(super) fn all(now: &Side<'_>, before: &Side<'_>) -> Vec<Indicator> {
    let indicator = |key: &IndicatorKey| {
        let formula = now.formula(*key)?;
        Some(Indicator {
            key: *key,
            unit: formula.unit,
            value: formula.value(),
            before: before.formula(*key).and_then(|formula| formula.value()),
            numerator: formula.numerator,
            denominator: formula.denominator,
        })
    };
    IndicatorKey::ALL.iter().filter_map(indicator).collect()
}

impl Side<'_> {
    /// How a number is worked out; none for what is not known of the period.
    fn formula(&self, key: IndicatorKey) -> Option<Formula> {
        use IndicatorKey as Key;
        let Side {
            figures: of,
            buyers,
            ..
        } = self;
        let orders = of.orders - of.undone_orders;
        let member_orders = of.member_orders - of.undone_member_orders;
        let net = of.sales.0 - of.returned.0;
        let member_net = of.member_sales.0 - of.member_returned.0;
        let units = of.units - of.returned_units;
        // Whoever enrols at the till was a stranger until then, and the order is a member's.
        let strangers = orders - member_orders + of.new_members;
        let held = self.standing.map(|(_, held)| held);
        Some(match key {
            Key::NetSales => money(net),
            Key::GrossSales => money(of.sales.0),
            Key::Returned => money(of.returned.0),
            Key::Orders => count(orders),
            Key::Ticket => each(net, orders),
            Key::TicketPerBuyer => each(member_net, buyers.buyers),
            Key::UnitsPerOrder => by(IndicatorUnit::Hundredths, units, orders),
            Key::UnitPrice => each(net, units),
            Key::DiscountRate => by(IndicatorUnit::Share, of.sales.0, of.gross.0),
            Key::Members => count(self.standing?.0),
            Key::NewMembers => count(of.new_members),
            Key::EnrolmentRate => by(IndicatorUnit::Share, of.new_members, strangers),
            Key::MemberSalesShare => by(IndicatorUnit::Share, member_net, net),
            Key::MemberOrderShare => by(IndicatorUnit::Share, member_orders, orders),
            Key::Buyers => count(buyers.buyers),
            Key::RepeatRate => by(IndicatorUnit::Share, buyers.repeat_buyers, buyers.buyers),
            Key::ActiveMembers => count(buyers.active),
            Key::DormantMembers => count(buyers.dormant),
            Key::TopUps => money(of.top_up_principal.0),
            Key::TopUpBonus => money(of.top_up_bonus.0),
            Key::StoredValueSpent => money(of.stored_value_spent.0 - of.stored_value_back.0),
            Key::StoredValueOutstanding => {
                held.map(|held| money(held.principal.0 + held.bonus.0))?
            }
            Key::PointsIssued => count(of.points_earned.0 - of.points_taken_back.0),
            Key::PointsUsed => count(of.points_spent.0 - of.points_back.0),
            Key::PointsOutstanding => count(held?.points.0),
            Key::CrossStoreShare => by(
                IndicatorUnit::Share,
                of.cross_store_sales.0,
                of.member_sales.0,
            ),
        })
    }
}

impl Formula {
    /// The number, rounded half away from zero; none where there is nothing to divide by.
    fn value(&self) -> Option<i64> {
        let scale = match self.unit {
            IndicatorUnit::Money | IndicatorUnit::MoneyEach | IndicatorUnit::Count => 1,
            IndicatorUnit::Hundredths => 100,
            IndicatorUnit::Share => 10_000,
        };
        let Some(denominator) = self.denominator else {
            return Some(self.numerator);
        };
        if denominator <= 0 {
            return None;
        }
        let (scaled, by) = (i128::from(self.numerator) * scale, i128::from(denominator));
        let half = if scaled < 0 { -by / 2 } else { by / 2 };
        i64::try_from((scaled + half) / by).ok()
    }
}

fn money(numerator: i64) -> Formula {
    Formula {
        unit: IndicatorUnit::Money,
        numerator,
        denominator: None,
    }
}

fn count(numerator: i64) -> Formula {
    Formula {
        unit: IndicatorUnit::Count,
        numerator,
        denominator: None,
    }
}

fn each(numerator: i64, denominator: i64) -> Formula {
    by(IndicatorUnit::MoneyEach, numerator, denominator)
}

fn by(unit: IndicatorUnit, numerator: i64, denominator: i64) -> Formula {
    Formula {
        unit,
        numerator,
        denominator: Some(denominator),
    }
}
