//! What an offer gives beside a lower price, and what it keeps back of it.

use super::{Given, View};
use crate::condition::WhyNot;
use crate::explain::Withheld;
use crate::offer::{Extra, Offer};

/// An extra that is not given, or not as often as it is due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct HeldBack {
    /// Its place among the extras of its offer.
    place: usize,
    /// How many more times it would be given.
    times: i64,
}

/// Notes which extras are given and which are held back; what must be reached for them is reached
/// so many times.
pub(super) fn give_extras(view: View<'_>, reached: i64, given: &mut Given) {
    for (place, extra) in view.offer.extras.iter().enumerate() {
        let (due, can) = match extra {
            Extra::Gift { .. } => gift(view, extra, reached, given),
            Extra::Points { .. } => (1, i64::from(view.state.earns_points)),
            Extra::FreeDelivery => (1, i64::from(view.state.delivery > 0)),
        };
        if can > 0 {
            given.extras |= 1 << place;
            note(view, extra, can, given);
        }
        if can < due {
            let times = due - can;
            given.held_back.push(HeldBack { place, times });
        }
    }
}

/// How often a gift is due, and how often there is enough of it.
fn gift(view: View<'_>, extra: &Extra, reached: i64, given: &Given) -> (i64, i64) {
    let Extra::Gift {
        sku_id,
        quantity,
        in_stock,
        repeats,
        ..
    } = extra
    else {
        return (0, 0);
    };
    let due = match repeats {
        true => reached.min(view.offer.times_max.unwrap_or(i64::MAX)),
        false => 1,
    };
    let own = given.gifts.iter().filter(|(gift, _)| gift == sku_id);
    let own: i64 = own.map(|(_, quantity)| quantity).sum();
    let there = in_stock - view.state.given(*sku_id) - own;
    (due, (there / (*quantity).max(1)).clamp(0, due))
}

fn note(view: View<'_>, extra: &Extra, times: i64, given: &mut Given) {
    match extra {
        Extra::Gift {
            sku_id,
            quantity,
            worth,
            ..
        } => {
            // No more than there are.
            let quantity = quantity * times;
            given.gifts.push((*sku_id, quantity));
            let worth = worth.0.saturating_mul(quantity).max(1);
            given.gifts_worth = given.gifts_worth.saturating_add(worth);
        }
        Extra::FreeDelivery => given.delivery = view.state.delivery,
        Extra::Points { .. } => {}
    }
}

/// Why the first of the extras that an offer holds back is not given.
pub(super) fn first_refusal(offer: &Offer, given: &Given) -> Option<WhyNot> {
    let first = given.held_back.first()?;
    offer.extras.get(first.place).map(why_not)
}

/// The extras that an offer does not give, although it gives something.
pub(crate) fn withheld(offer: &Offer, given: &Given) -> Vec<Withheld> {
    let withheld = |one: &HeldBack| {
        let mut extra = offer.extras.get(one.place)?.clone();
        let why = why_not(&extra);
        if let Extra::Gift {
            quantity, repeats, ..
        } = &mut extra
        {
            (*quantity, *repeats) = (quantity.saturating_mul(one.times), false);
        }
        Some(Withheld { extra, why })
    };
    given.held_back.iter().filter_map(withheld).collect()
}

fn why_not(extra: &Extra) -> WhyNot {
    match extra {
        Extra::Gift { .. } => WhyNot::NoStock,
        Extra::Points { .. } => WhyNot::NoPoints,
        Extra::FreeDelivery => WhyNot::NoDelivery,
    }
}
