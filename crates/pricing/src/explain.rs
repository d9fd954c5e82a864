//! What became of each offer: given, beaten and by which, or not for this order and why.

use crate::condition::{Missing, Unmet, WhyNot};
use crate::effect::{Given, View, give, give_into, withheld};
use crate::offer::{Extra, Layer, OfferId};
use crate::search::{Applied, Candidate, Found, Ground, Scales, Score, Sum, Taken};
use crate::state::State;
use kernel::Money;
use serde::{Deserialize, Serialize};

/// What became of one offer.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Explanation {
    /// Which offer.
    pub offer: OfferId,
    /// In which version.
    pub version: u32,
    /// What people call it.
    pub name: String,
    /// In which turn it comes.
    pub layer: Layer,
    /// What became of it.
    pub outcome: Outcome,
}

/// Whether an offer gave something, and if not, why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Outcome {
    /// It gave something; each line tells its share.
    Applied {
        /// How much off the goods, over all lines; zero if it gives extras only.
        amount: Money,
        /// What it gives beside, but not this time.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        withheld: Vec<Withheld>,
    },
    /// It fits, but others were better.
    BeatenBy {
        /// Which others.
        offers: Vec<OfferId>,
        /// In which way.
        because: Because,
        /// How much more would do, where more would do.
        missing: Option<Missing>,
    },
    /// It does not fit this order.
    NotEligible {
        /// Why.
        why: WhyNot,
        /// How much more would do, where more would do.
        missing: Option<Missing>,
    },
}

/// An extra that an offer would give.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Withheld {
    /// What.
    pub extra: Extra,
    /// Why it is not given.
    pub why: WhyNot,
}

kernel::text_enum! {
    /// In which way other offers were better.
    pub enum Because {
        /// They do not go together.
        Excluded = "excluded",
        /// They took the pieces that it is about.
        GoodsTaken = "goods_taken",
        /// They left less than it asks for.
        TooLittleLeft = "too_little_left",
        /// With it, they would give less, and all together would cost more.
        CostsMore = "costs_more",
        /// With it, they would give less, and all together would cost as much: the way with the
        /// better gifts, more points or fewer coupons was taken.
        NoBetter = "no_better",
        /// The search was cut short before it was tried with these, and they were good already.
        NotTried = "not_tried",
    }
}

/// What became of each candidate: the combination is gone through once more on the order at the
/// prices on the shelf that it has, and each that is not in it is asked at its turn.
pub(crate) fn outcomes(ground: &Ground<'_>, shelf: &State, found: &Found) -> Vec<Outcome> {
    let mut look = Look {
        ground,
        found,
        state: shelf.clone(),
        sum: Sum::default(),
        taken: Vec::new(),
        given: Given::default(),
        steps: ground.limit() / 3,
    };
    for line in &found.at_member_price {
        look.sum = look
            .sum
            .with_member_price(ground.lines[*line].member_saves());
    }
    let mut applied = found.applied.iter().peekable();
    let mut outcomes = Vec::with_capacity(ground.candidates.len());
    for (at, candidate) in ground.candidates.iter().enumerate() {
        if let Some(one) = applied.next_if(|one| one.candidate == at) {
            outcomes.push(Outcome::Applied {
                amount: Money(one.given.money),
                withheld: withheld(candidate.offer, &one.given),
            });
            look.take(at, &one.given);
            continue;
        }
        // What can be given on what others left can be given on the untouched order.
        let now = give_into(candidate.view(ground.lines, &look.state), &mut look.given);
        let ever = now.or_else(|_| give(candidate.view(ground.lines, shelf)).map(drop));
        outcomes.push(match ever {
            Ok(()) => look.beaten(at, now),
            // It cannot be given to this order whatever others do.
            Err(unmet) => not_eligible(unmet),
        });
    }
    outcomes
}

/// Why an offer does not fit.
pub(crate) fn not_eligible(Unmet { why, missing }: Unmet) -> Outcome {
    Outcome::NotEligible { why, missing }
}

/// The combination up to the turn of the candidate that is asked.
struct Look<'a> {
    ground: &'a Ground<'a>,
    found: &'a Found,
    state: State,
    sum: Sum,
    taken: Vec<Taken>,
    given: Given,
    /// How many more offers may be worked out to see what would be with one more.
    steps: u32,
}

impl Look<'_> {
    fn take(&mut self, at: usize, given: &Given) {
        self.sum = self.sum.with(self.ground.candidates[at].offer, given);
        self.taken.push(Taken {
            candidate: at,
            extras: given.extras,
        });
        self.state.apply(given);
    }

    /// The offers of the combination of which something holds.
    fn chosen(&self, is_meant: impl Fn(&Applied, &Candidate<'_>) -> bool) -> Vec<OfferId> {
        let of = |one: &Applied| &self.ground.candidates[one.candidate];
        let applied = self.found.applied.iter();
        let meant = applied.filter(|one| is_meant(one, of(one)));
        meant.map(|one| of(one).offer.id).collect()
    }

    fn beaten(&mut self, at: usize, now: Result<(), Unmet>) -> Outcome {
        let candidate = &self.ground.candidates[at];
        let offer = candidate.offer;
        let rivals = self.chosen(|_, other| !offer.goes_with(other.offer));
        if !rivals.is_empty() {
            return beaten_by(rivals, Because::Excluded, None);
        }
        if let Err(unmet) = now {
            return self.too_late(at, unmet);
        }
        // A coupon that would be one too many.
        let coupons = self.chosen(|_, other| other.offer.layer == Layer::Coupon);
        let max = self.ground.coupons_max;
        let is_full = max.is_some_and(|max| coupons.len() >= max as usize);
        if offer.layer == Layer::Coupon && is_full {
            let (why, missing) = (WhyNot::NoCoupons, None);
            return match coupons.is_empty() {
                true => not_eligible(Unmet { why, missing }),
                false => beaten_by(coupons, Because::Excluded, missing),
            };
        }
        self.with_one_more(at)
    }

    /// What the earlier ones left does not do for it.
    fn too_late(&self, at: usize, unmet: Unmet) -> Outcome {
        let Unmet { why, missing } = unmet;
        let view = self.ground.candidates[at].view(self.ground.lines, &self.state);
        let before = |one: &Applied| one.candidate < at && takes_from(&one.given, view);
        let earlier = self.chosen(|one, _| before(one));
        let is_its_own = matches!(why, WhyNot::BudgetSpent | WhyNot::MemberPriceHolds);
        if earlier.is_empty() || is_its_own {
            return not_eligible(unmet);
        }
        let took = self.chosen(|one, _| before(one) && !one.given.used.is_empty());
        let is_taken = matches!(why, WhyNot::TooFew | WhyNot::NoGoods) && !took.is_empty();
        if is_taken {
            return beaten_by(took, Because::GoodsTaken, missing);
        }
        beaten_by(earlier, Because::TooLittleLeft, missing)
    }

    /// What would be if it were taken with the others: those that would give less, and whether it
    /// costs more then.
    fn with_one_more(&mut self, at: usize) -> Outcome {
        let (ground, found) = (self.ground, self.found);
        let later = found.applied.iter().filter(|one| one.candidate > at);
        let (mark, depth, sum) = (self.state.mark(), self.taken.len(), self.sum);
        let mut given = std::mem::take(&mut self.given);
        let mut changed = vec![0_u64; ground.lines.len().div_ceil(64)];
        let mut less = Vec::new();
        given.mark_lines(&mut changed);
        self.take(at, &given);
        for one in later {
            let candidate = &ground.candidates[one.candidate];
            // Where nothing has changed, it gives what it gave.
            if candidate.offer.extras.is_empty() && !candidate.scope.meets_any(&changed) {
                self.take(one.candidate, &one.given);
                continue;
            }
            if self.steps == 0 {
                break;
            }
            self.steps -= 1;
            let view = candidate.view(ground.lines, &self.state);
            let is_given = give_into(view, &mut given).is_ok();
            if !is_given {
                given.clear();
            }
            let all = |given: &Given| (given.money + given.delivery, given.extras);
            let (was, is) = (all(&one.given), all(&given));
            if is.0 < was.0 || is.1 != was.1 || given.gifts != one.given.gifts {
                less.push(candidate.offer.id);
            }
            one.given.mark_lines(&mut changed);
            given.mark_lines(&mut changed);
            if is_given {
                self.take(one.candidate, &given);
            }
        }
        let score = self.weighed();
        self.given = given;
        self.taken.truncate(depth);
        self.sum = sum;
        self.state.back_to(mark);
        let because = match score.money.cmp(&found.score.money) {
            _ if self.steps == 0 => Because::NotTried,
            std::cmp::Ordering::Less => Because::CostsMore,
            _ if score > found.score => Because::NotTried,
            _ => Because::NoBetter,
        };
        beaten_by(less, because, None)
    }

    fn weighed(&self) -> Score {
        let scales: Scales<'_> = self.ground.scales;
        let candidates = self.ground.candidates;
        scales.weigh(self.sum, candidates, &self.taken, self.found.score)
    }
}

fn beaten_by(offers: Vec<OfferId>, because: Because, missing: Option<Missing>) -> Outcome {
    Outcome::BeatenBy {
        offers,
        because,
        missing,
    }
}

/// Whether something was given that the offer is about: on its goods, its gift, or delivery.
fn takes_from(given: &Given, view: View<'_>) -> bool {
    let is_gone = |extra: &Extra| match extra {
        Extra::Gift { sku_id, .. } => given.gifts.iter().any(|(gift, _)| gift == sku_id),
        Extra::FreeDelivery => given.delivery > 0,
        Extra::Points { .. } => false,
    };
    let mut lines = given.weights.iter().chain(&given.used);
    view.offer.extras.iter().any(is_gone) || lines.any(|(line, _)| view.scope.holds(*line))
}
