//! What makes no sense in the terms of an offer, each with the pointer to its field.

use super::{Bearers, CouponTerms, CouponUse, OfferTerms, Validity};
use crate::offer::OfferKind;
use kernel::{Invalid, Money, Rate};
use pricing::{Layer, OfferId};

const NAME_MAX: usize = 60;
/// The most of anything that is counted.
const COUNT_MAX: i64 = 1_000_000_000;
/// The most that a document may hold, in characters.
const SIZE_MAX: usize = 200_000;

impl OfferTerms {
    /// Says all that is wrong, for an offer of a kind.
    pub fn check(&self, kind: OfferKind) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        wrong.text("/name", &self.name, NAME_MAX);
        self.check_rule(kind, &mut wrong);
        self.check_limits(&mut wrong);
        if let (Some(from), Some(end)) = (self.schedule.starts_at, self.schedule.ends_at)
            && end <= from
        {
            wrong.add("/schedule/ends_at", "value.before_start", []);
        }
        check_bearers(&self.bearers, &mut wrong);
        match (&self.coupon, kind) {
            (Some(coupon), OfferKind::Coupon) => check_coupon(coupon, &mut wrong),
            (None, OfferKind::Coupon) => wrong.add("/coupon", "value.missing", []),
            (Some(_), OfferKind::Promotion) => wrong.add("/coupon", "value.not_wanted", []),
            (None, OfferKind::Promotion) => {}
        }
        wrong.check()
    }

    fn check_rule(&self, kind: OfferKind, wrong: &mut Invalid) {
        let is_alone = self
            .coupon
            .as_ref()
            .is_some_and(|it| it.used == CouponUse::Alone);
        let has_price = self.rule.effect.is_some() || !self.rule.extras.is_empty();
        if is_alone {
            if has_price {
                wrong.add("/rule/effect", "value.not_wanted", []);
            }
            if self.rule.condition.is_some() {
                wrong.add("/rule/condition", "value.not_wanted", []);
            }
            return;
        }
        let layer = self.rule.layer;
        match kind {
            OfferKind::Coupon if layer != Layer::Coupon => {
                wrong.add(
                    "/rule/layer",
                    "value.unknown",
                    [("allowed", "coupon".into())],
                );
            }
            OfferKind::Promotion if matches!(layer, Layer::Coupon | Layer::Standing) => {
                let allowed = "item_price, item_promotion, order_promotion";
                wrong.add(
                    "/rule/layer",
                    "value.unknown",
                    [("allowed", allowed.into())],
                );
            }
            _ => {}
        }
        let offer = self.rule.to_offer(OfferId(0), 0, &self.name);
        if let Err(Invalid(fields)) = pricing::check(&offer) {
            // The name is looked at here.
            let fields = fields.into_iter().filter(|field| field.pointer != "/name");
            wrong.0.extend(fields.map(|mut field| {
                field.pointer.insert_str(0, "/rule");
                field
            }));
        } else if serde_json::to_string(&self.rule).map_or(0, |text| text.len()) > SIZE_MAX {
            wrong.add("/rule", "text.too_long", [("max", SIZE_MAX.into())]);
        }
    }

    fn check_limits(&self, wrong: &mut Invalid) {
        let limits = &self.limits;
        if let Some(budget) = limits.budget {
            wrong.range("/limits/budget", budget.0, 1, Money::LIMIT);
        }
        let counts = [
            ("/limits/uses", limits.uses),
            ("/limits/uses_a_day", limits.uses_a_day),
            ("/limits/uses_a_store_day", limits.uses_a_store_day),
            ("/limits/uses_a_member", limits.uses_a_member),
            ("/limits/uses_a_member_day", limits.uses_a_member_day),
        ];
        for (pointer, count) in counts {
            note_count(wrong, pointer, count);
        }
    }
}

fn note_count(wrong: &mut Invalid, pointer: &str, count: Option<i64>) {
    if let Some(count) = count {
        wrong.range(pointer, count, 1, COUNT_MAX);
    }
}

fn check_bearers(bearers: &Bearers, wrong: &mut Invalid) {
    let Bearers {
        headquarters,
        store,
        supplier,
    } = *bearers;
    let sum = [headquarters, store, supplier].map(|part| u64::from(part.0));
    if sum.iter().sum::<u64>() != u64::from(Rate::WHOLE.0) {
        wrong.add(
            "/bearers",
            "value.not_whole",
            [("sum", Rate::WHOLE.0.into())],
        );
    }
}

fn check_coupon(coupon: &CouponTerms, wrong: &mut Invalid) {
    match coupon.validity {
        Validity::Fixed { from, until } if until <= from => {
            wrong.add("/coupon/validity/until", "value.before_start", []);
        }
        Validity::Fixed { .. } => {}
        Validity::Days { after, days } => {
            wrong.range("/coupon/validity/after", after, 0, 365);
            wrong.range("/coupon/validity/days", days, 1, 3_650);
        }
    }
    note_count(wrong, "/coupon/issue_max", coupon.issue_max);
    wrong.range("/coupon/undo_hours", coupon.undo_hours, 0, 720);
    if let Some(claim) = &coupon.claim {
        note_count(wrong, "/coupon/claim/a_member", claim.a_member);
        note_count(wrong, "/coupon/claim/a_member_day", claim.a_member_day);
        note_count(wrong, "/coupon/claim/a_day", claim.a_day);
        note_count(wrong, "/coupon/claim/a_store_day", claim.a_store_day);
    }
}
