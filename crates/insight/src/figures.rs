//! What happened in a store on a day: plain sums, each of something that an event told. Pure.

use kernel::{Money, Points};
use serde::{Deserialize, Serialize};

/// What happened in a store on a day, or in several of them. Sales are gross: what came back is
/// `returned`, on the day when it came back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
pub struct Figures {
    /// Settled orders.
    pub orders: i64,
    /// How many of them by members.
    pub member_orders: i64,
    /// Orders of which the last came back; on the day when it did.
    pub undone_orders: i64,
    /// How many of those by members.
    pub undone_member_orders: i64,
    /// What the orders would have come to without discounts.
    pub gross: Money,
    /// What was to pay for them after all discounts.
    pub sales: Money,
    /// How much of it by members.
    pub member_sales: Money,
    /// How much of it by members of other stores.
    pub cross_store_sales: Money,
    /// Units sold.
    pub units: i64,
    /// Returns, each of one or more lines.
    pub returns_count: i64,
    /// What was given back for them.
    pub returned: Money,
    /// How much of it to members.
    pub member_returned: Money,
    /// Units that came back.
    pub returned_units: i64,
    /// People who enrolled.
    pub new_members: i64,
    /// What members paid in to stored value.
    pub top_up_principal: Money,
    /// What they were given on top.
    pub top_up_bonus: Money,
    /// Points earned.
    pub points_earned: Points,
    /// Earned points that returns took back.
    pub points_taken_back: Points,
    /// Points given for goods.
    pub points_spent: Points,
    /// Points that returns gave back.
    pub points_back: Points,
    /// Stored value given for goods.
    pub stored_value_spent: Money,
    /// Stored value that returns gave back.
    pub stored_value_back: Money,
}

impl Figures {
    /// Adds other figures to these. Sums of what was checked when it happened; should they leave
    /// the range all the same, an overview shows the limit and nothing breaks.
    pub fn add(&mut self, other: &Figures) {
        for (sum, more) in self.numbers_mut().into_iter().zip(other.numbers()) {
            *sum = sum.saturating_add(more).clamp(-Money::LIMIT, Money::LIMIT);
        }
    }

    /// Every number, in the order in which the table has its columns.
    pub(crate) fn numbers(&self) -> [i64; FIGURES] {
        let mut copy = *self;
        copy.numbers_mut().map(|number| *number)
    }

    /// Figures of numbers in the order of [`Figures::numbers`].
    pub(crate) fn of(numbers: [i64; FIGURES]) -> Figures {
        let mut figures = Figures::default();
        for (place, number) in figures.numbers_mut().into_iter().zip(numbers) {
            *place = number;
        }
        figures
    }

    fn numbers_mut(&mut self) -> [&mut i64; FIGURES] {
        [
            &mut self.orders,
            &mut self.member_orders,
            &mut self.undone_orders,
            &mut self.undone_member_orders,
            &mut self.gross.0,
            &mut self.sales.0,
            &mut self.member_sales.0,
            &mut self.cross_store_sales.0,
            &mut self.units,
            &mut self.returns_count,
            &mut self.returned.0,
            &mut self.member_returned.0,
            &mut self.returned_units,
            &mut self.new_members,
            &mut self.top_up_principal.0,
            &mut self.top_up_bonus.0,
            &mut self.points_earned.0,
            &mut self.points_taken_back.0,
            &mut self.points_spent.0,
            &mut self.points_back.0,
            &mut self.stored_value_spent.0,
            &mut self.stored_value_back.0,
        ]
    }
}

/// How many figures there are.
pub(crate) const FIGURES: usize = 22;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_are_written() {
        let mut numbers = [0; FIGURES];
        for (number, place) in numbers.iter_mut().zip(1..) {
            *number = place;
        }
        let figures = Figures::of(numbers);
        assert_eq!(figures.numbers(), numbers);
        assert_eq!(
            (figures.orders, figures.stored_value_back),
            (1, Money(FIGURES as i64))
        );
        let mut twice = figures;
        twice.add(&figures);
        assert_eq!(twice.numbers(), numbers.map(|number| 2 * number));
    }
}
