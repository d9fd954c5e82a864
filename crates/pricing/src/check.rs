//! Whether an offer makes sense: asked in full when it is saved, with every field that is wrong;
//! asked again, in brief, when it is used, so that no offer can make the engine fail.

mod contradiction;

use crate::condition::Condition;
use crate::goods::Goods;
use crate::offer::{Base, Effect, Extra, Layer, Offer, Part, Reach, Step, StepGives};
use kernel::{Invalid, Money, Rate};
use serde_json::Value as Json;

/// The deepest that conditions may lie in each other.
const DEPTH_MAX: usize = 8;
/// The most conditions of one offer.
const CONDITIONS_MAX: usize = 200;
/// The most ids in one list.
const LIST_MAX: usize = 5_000;
/// The most points that an offer adds.
const BONUS_MAX: i64 = 1_000_000_000;
/// The most pieces in one set.
const SET_MAX: i64 = 1_000;

/// Says all that is wrong with an offer, each by the pointer to its field.
pub fn check(offer: &Offer) -> Result<(), Invalid> {
    let mut look = Look::default();
    look.offer(offer);
    // A tree that is too deep or too large is not looked at any further.
    if look.wrong.0.is_empty() {
        look.belongs_together(offer);
        contradiction::find(offer, &mut look.wrong);
    }
    look.wrong.check()
}

/// Whether the engine can work with an offer.
pub(crate) fn is_sound(offer: &Offer) -> bool {
    let mut look = Look {
        only_asks: true,
        ..Look::default()
    };
    look.offer(offer);
    look.belongs_together(offer);
    !look.found
}

/// Where something stands: written out only if it is wrong.
#[derive(Clone, Copy)]
pub(crate) enum At<'a> {
    Offer,
    Key(&'a At<'a>, &'static str),
    Place(&'a At<'a>, usize),
}

impl<'a> At<'a> {
    pub fn key(&'a self, key: &'static str) -> At<'a> {
        At::Key(self, key)
    }
    pub fn place(&'a self, place: usize) -> At<'a> {
        At::Place(self, place)
    }
}

impl std::fmt::Display for At<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            At::Offer => Ok(()),
            At::Key(before, key) => write!(f, "{before}/{key}"),
            At::Place(before, place) => write!(f, "{before}/{place}"),
        }
    }
}

#[derive(Default)]
struct Look {
    wrong: Invalid,
    /// Whether only the answer counts, not where it is wrong.
    only_asks: bool,
    found: bool,
    conditions: usize,
}

impl Look {
    fn note<const N: usize>(&mut self, at: &At<'_>, code: &'static str, params: [(&str, Json); N]) {
        self.found = true;
        if !self.only_asks {
            self.wrong.add(at.to_string(), code, params);
        }
    }

    fn range(&mut self, at: &At<'_>, number: i64, min: i64, max: i64) {
        if number < min {
            self.note(at, "number.too_small", [("min", min.into())]);
        } else if number > max {
            self.note(at, "number.too_large", [("max", max.into())]);
        }
    }

    fn some_money(&mut self, at: &At<'_>, amount: Money) {
        self.range(at, amount.0, 1, Money::LIMIT);
    }

    fn money(&mut self, at: &At<'_>, amount: Money) {
        self.range(at, amount.0, 0, Money::LIMIT);
    }

    fn part_off(&mut self, at: &At<'_>, off: Rate) {
        self.range(at, i64::from(off.0), 1, i64::from(Rate::WHOLE.0));
    }

    fn list(&mut self, at: &At<'_>, length: usize, max: usize) {
        if length == 0 {
            self.note(at, "list.empty", []);
        } else if length > max {
            self.note(at, "list.too_long", [("max", max.into())]);
        }
    }

    fn offer(&mut self, offer: &Offer) {
        let root = At::Offer;
        self.goods(&root.key("goods"), &offer.goods);
        if let Some(condition) = &offer.condition {
            self.condition(&root.key("condition"), condition, 1);
        }
        if let Some(Reach {
            goods, at_least, ..
        }) = &offer.reach
        {
            let at = root.key("reach");
            self.range(&at.key("at_least"), *at_least, 1, Money::LIMIT);
            if let Some(goods) = goods {
                self.goods(&at.key("goods"), goods);
            }
        }
        if let Some(times) = offer.times_max {
            self.range(&root.key("times_max"), times, 1, Money::LIMIT);
        }
        if let Some(amount) = offer.amount_max {
            self.some_money(&root.key("amount_max"), amount);
        }
        if let Some(amount) = offer.budget_left {
            self.money(&root.key("budget_left"), amount);
        }
        if let Some(effect) = &offer.effect {
            self.effect(&root.key("effect"), effect);
        }
        if offer.effect.is_none() && offer.extras.is_empty() {
            self.note(&root.key("effect"), "value.missing", []);
        }
        let extras = root.key("extras");
        if offer.extras.len() > 8 {
            self.note(&extras, "list.too_long", [("max", 8.into())]);
        }
        for (place, extra) in offer.extras.iter().enumerate() {
            self.extra(&extras.place(place), extra);
        }
        let stacking = root.key("stacking");
        if offer.stacking.groups.len() > 8 {
            let at = stacking.key("groups");
            self.note(&at, "list.too_long", [("max", 8.into())]);
        }
    }

    fn goods(&mut self, at: &At<'_>, goods: &Goods) {
        for (key, list) in [("include", &goods.include), ("exclude", &goods.exclude)] {
            if list.len() > LIST_MAX {
                self.note(&at.key(key), "list.too_long", [("max", LIST_MAX.into())]);
            }
        }
    }

    fn condition(&mut self, at: &At<'_>, condition: &Condition, depth: usize) {
        self.conditions += 1;
        if depth > DEPTH_MAX {
            self.note(at, "value.too_deep", [("max", DEPTH_MAX.into())]);
            return;
        }
        if self.conditions > CONDITIONS_MAX {
            if self.conditions == CONDITIONS_MAX + 1 {
                self.note(at, "list.too_long", [("max", CONDITIONS_MAX.into())]);
            }
            return;
        }
        let any_of = at.key("any_of");
        match condition {
            Condition::All { of } | Condition::Any { of } => {
                let list = at.key("of");
                self.list(&list, of.len(), CONDITIONS_MAX);
                for (place, one) in of.iter().enumerate().take(CONDITIONS_MAX) {
                    self.condition(&list.place(place), one, depth + 1);
                }
            }
            Condition::Not { of } => self.condition(&at.key("of"), of, depth + 1),
            Condition::Pieces { goods, at_least } => {
                self.goods(&at.key("goods"), goods);
                self.range(&at.key("at_least"), *at_least, 1, Money::LIMIT);
            }
            Condition::Amount { goods, at_least } => {
                self.goods(&at.key("goods"), goods);
                self.some_money(&at.key("at_least"), *at_least);
            }
            Condition::Store { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Region { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Channel { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Tier { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Segment { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Payment { any_of: ids } => self.list(&any_of, ids.len(), LIST_MAX),
            Condition::Weekdays { any_of: days } => self.days(&any_of, days, 7),
            Condition::MonthDays { any_of: days } => self.days(&any_of, days, 31),
            Condition::Hours { from, to } => {
                self.range(&at.key("from"), i64::from(*from), 0, 1_439);
                self.range(&at.key("to"), i64::from(*to), 0, 1_440);
            }
            Condition::Member
            | Condition::FirstOrder
            | Condition::BirthdayMonth
            | Condition::Birthday
            | Condition::Dates { .. } => {}
        }
    }

    fn days(&mut self, at: &At<'_>, days: &[u8], last: i64) {
        self.list(at, days.len(), 31);
        for (place, day) in days.iter().enumerate().take(31) {
            self.range(&at.place(place), i64::from(*day), 1, last);
        }
    }

    fn effect(&mut self, at: &At<'_>, effect: &Effect) {
        let off_at = at.key("off");
        match effect {
            Effect::PercentOff { off } => self.part_off(&off_at, *off),
            Effect::AmountOff { amount } | Effect::EachOff { amount } => {
                self.some_money(&at.key("amount"), *amount);
            }
            Effect::SetPrice { price } => self.money(&at.key("price"), *price),
            Effect::MemberPrice => {}
            Effect::Ladder { steps, .. } => self.steps(&at.key("steps"), steps),
            Effect::EveryFull { every, off, .. } => {
                self.range(&at.key("every"), *every, 1, Money::LIMIT);
                self.some_money(&off_at, *off);
            }
            Effect::NthItem { nth, off } => {
                self.range(&at.key("nth"), *nth, 2, SET_MAX);
                self.part_off(&off_at, *off);
            }
            Effect::CheapestFree { out_of, free } => {
                self.range(&at.key("out_of"), *out_of, 2, SET_MAX);
                self.range(
                    &at.key("free"),
                    *free,
                    1,
                    out_of.saturating_sub(1).clamp(1, SET_MAX),
                );
            }
            Effect::Bundle { parts, price } => {
                self.parts(&at.key("parts"), parts);
                self.money(&at.key("price"), *price);
            }
            Effect::BuyGet { parts, off } => {
                self.parts(&at.key("parts"), parts);
                self.part_off(&off_at, *off);
            }
        }
    }

    fn steps(&mut self, at: &At<'_>, steps: &[Step]) {
        self.list(at, steps.len(), 20);
        let mut before = 0;
        for (place, step) in steps.iter().enumerate().take(20) {
            let at = at.place(place);
            // Each begins after the one before it.
            self.range(&at.key("from"), step.from, before + 1, Money::LIMIT);
            before = step.from.clamp(0, Money::LIMIT);
            match step.gives {
                StepGives::Amount(amount) => self.some_money(&at.key("gives"), amount),
                StepGives::Percent(off) => self.part_off(&at.key("gives"), off),
            }
        }
    }

    fn parts(&mut self, at: &At<'_>, parts: &[Part]) {
        self.list(at, parts.len(), 20);
        for (place, part) in parts.iter().enumerate().take(20) {
            let at = at.place(place);
            self.goods(&at.key("goods"), &part.goods);
            self.range(&at.key("pieces"), part.pieces, 1, SET_MAX);
        }
    }

    fn extra(&mut self, at: &At<'_>, extra: &Extra) {
        match extra {
            Extra::Gift {
                quantity,
                worth,
                in_stock,
                ..
            } => {
                self.range(&at.key("quantity"), *quantity, 1, crate::MAX_QUANTITY);
                self.money(&at.key("worth"), *worth);
                self.range(&at.key("in_stock"), *in_stock, 0, Money::LIMIT);
            }
            Extra::Points { multiplier, bonus } => {
                // A hundred times is more than any shop gives.
                self.range(
                    &at.key("multiplier"),
                    i64::from(multiplier.0),
                    10_000,
                    1_000_000,
                );
                self.range(&at.key("bonus"), bonus.0, 0, BONUS_MAX);
            }
            Extra::FreeDelivery => {}
        }
    }

    /// What an offer of its layer can have.
    fn belongs_together(&mut self, offer: &Offer) {
        let root = At::Offer;
        let effect = root.key("effect");
        let is_price = offer.layer == Layer::ItemPrice;
        let is_of_price = matches!(
            offer.effect,
            Some(
                Effect::PercentOff { .. }
                    | Effect::EachOff { .. }
                    | Effect::SetPrice { .. }
                    | Effect::MemberPrice
            )
        );
        match &offer.effect {
            Some(Effect::MemberPrice) if !is_price => {
                self.note(
                    &effect,
                    "offer.only_in_layer",
                    [("layer", Layer::ItemPrice.as_str().into())],
                );
            }
            _ if is_price && !is_of_price => {
                self.note(
                    &effect,
                    "offer.not_in_layer",
                    [("layer", offer.layer.as_str().into())],
                );
            }
            _ => {}
        }
        // What does not repeat cannot be told how often.
        if offer.times_max.is_some() && !offer.repeats() {
            self.note(&root.key("times_max"), "offer.does_not_repeat", []);
        }
        // A gift repeats as often as something is reached.
        if offer.reach.is_none() && offer.extras.iter().any(Extra::repeats) {
            self.note(&root.key("reach"), "value.missing", []);
        }
        if offer.base == Base::Original && !offer.measures_amounts() {
            self.note(&root.key("base"), "offer.base_means_nothing", []);
        }
        // A price holds for all units of a line: a part of it has no price of its own.
        for (key, is_set) in [
            ("times_max", offer.times_max.is_some()),
            ("amount_max", offer.amount_max.is_some()),
        ] {
            if is_price && is_set {
                self.note(
                    &root.key(key),
                    "offer.not_in_layer",
                    [("layer", offer.layer.as_str().into())],
                );
            }
        }
    }
}
