//! Offers that nobody could ever have.

use super::At;
use crate::condition::Condition;
use crate::goods::Goods;
use crate::offer::Offer;
use kernel::Invalid;

/// Notes conditions that exclude each other and choices of goods that leave nothing.
pub(super) fn find(offer: &Offer, wrong: &mut Invalid) {
    let root = At::Offer;
    goods(&root.key("goods"), &offer.goods, wrong);
    if let Some(goods_of_reach) = offer.reach.as_ref().and_then(|reach| reach.goods.as_ref()) {
        goods(&root.key("reach").key("goods"), goods_of_reach, wrong);
    }
    let effect = root.key("effect");
    for (place, part) in offer.parts().iter().enumerate() {
        goods(
            &effect.key("parts").place(place).key("goods"),
            &part.goods,
            wrong,
        );
    }
    if let Some(condition) = &offer.condition {
        look(&root.key("condition"), condition, wrong);
    }
}

fn goods(at: &At<'_>, goods: &Goods, wrong: &mut Invalid) {
    let mut include = goods.include.iter();
    if !goods.include.is_empty() && include.all(|pick| goods.exclude.contains(pick)) {
        wrong.add(at.to_string(), "offer.nothing_left", []);
    }
}

fn look(at: &At<'_>, condition: &Condition, wrong: &mut Invalid) {
    let list = at.key("of");
    match condition {
        Condition::All { of } => {
            for (place, one) in of.iter().enumerate() {
                let at = list.place(place);
                look(&at, one, wrong);
                if of[..place]
                    .iter()
                    .any(|earlier| exclude_each_other(earlier, one))
                {
                    wrong.add(at.to_string(), "offer.contradiction", []);
                }
            }
        }
        Condition::Any { of } => {
            for (place, one) in of.iter().enumerate() {
                look(&list.place(place), one, wrong);
            }
        }
        Condition::Not { of } => look(&list, of, wrong),
        Condition::Hours { from, to } if from == to => {
            wrong.add(at.to_string(), "offer.contradiction", []);
        }
        Condition::Dates { from, to } if from > to => {
            wrong.add(at.key("to").to_string(), "offer.contradiction", []);
        }
        Condition::Amount { goods: of, .. } | Condition::Pieces { goods: of, .. } => {
            goods(&at.key("goods"), of, wrong);
        }
        _ => {}
    }
}

/// Whether two conditions can never hold together.
fn exclude_each_other(one: &Condition, other: &Condition) -> bool {
    fn apart<T: PartialEq>(one: &[T], other: &[T]) -> bool {
        !one.iter().any(|id| other.contains(id))
    }
    use Condition::{Channel, Dates, Hours, MonthDays, Not, Payment, Store, Tier, Weekdays};
    match (one, other) {
        (Not { of }, held) | (held, Not { of }) if **of == *held => true,
        (Store { any_of: a }, Store { any_of: b }) => apart(a, b),
        (Channel { any_of: a }, Channel { any_of: b }) => apart(a, b),
        (Tier { any_of: a }, Tier { any_of: b }) => apart(a, b),
        (Payment { any_of: a }, Payment { any_of: b }) => apart(a, b),
        (Weekdays { any_of: a }, Weekdays { any_of: b }) => apart(a, b),
        (MonthDays { any_of: a }, MonthDays { any_of: b }) => apart(a, b),
        (Dates { from: a, to: b }, Dates { from: c, to: d }) => a.max(c) > b.min(d),
        (Hours { from: a, to: b }, Hours { from: c, to: d }) if a < b && c < d => {
            a.max(c) >= b.min(d)
        }
        _ => false,
    }
}
