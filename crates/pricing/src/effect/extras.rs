//! What an offer gives beside a lower price, and why it keeps some of it back.

use super::{Given, View, unmet};
use crate::condition::{Unmet, WhyNot};
use crate::explain::Withheld;
use crate::offer::Extra;
use crate::state::State;
use kernel::SkuId;

/// Notes which extras are given; the reason why the first is not, if one is not.
pub(super) fn give_extras(view: View<'_>, given: &mut Given) -> Option<Unmet> {
    let mut refusal = None;
    for (bit, extra) in view.offer.extras.iter().enumerate() {
        if let Some(why) = why_withheld(view.state, extra, &given.gifts) {
            refusal = refusal.or(Some(unmet(why)));
            continue;
        }
        given.extras |= 1 << bit;
        match extra {
            Extra::Gift {
                sku_id, quantity, ..
            } => given.gifts.push((*sku_id, *quantity)),
            Extra::FreeDelivery => given.delivery = view.state.delivery,
            Extra::Points { .. } => {}
        }
    }
    refusal
}

/// The extras that an offer cannot give on this state, although it gives something.
pub(crate) fn withheld(view: View<'_>) -> Vec<Withheld> {
    let mut given = Given::default();
    give_extras(view, &mut given);
    let extras = view.offer.extras.iter().enumerate();
    let held_back = extras.filter(|(bit, _)| given.extras >> bit & 1 == 0);
    let why = |(_, extra): (usize, &Extra)| {
        why_withheld(view.state, extra, &given.gifts).map(|why| Withheld {
            extra: extra.clone(),
            why,
        })
    };
    held_back.filter_map(why).collect()
}

/// Why an extra cannot be given, once the offer itself gives some gifts.
fn why_withheld(state: &State, extra: &Extra, gifts: &[(SkuId, i64)]) -> Option<WhyNot> {
    match extra {
        Extra::Gift {
            sku_id,
            quantity,
            in_stock,
            ..
        } => {
            let own = gifts.iter().filter(|(gift, _)| gift == sku_id);
            let own: i64 = own.map(|(_, quantity)| quantity).sum();
            let is_there = in_stock - state.given(*sku_id) - own >= *quantity;
            (!is_there).then_some(WhyNot::NoStock)
        }
        Extra::Points { .. } => (!state.earns_points).then_some(WhyNot::NoPoints),
        Extra::FreeDelivery => (state.delivery == 0).then_some(WhyNot::NoDelivery),
    }
}
