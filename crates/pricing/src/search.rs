//! The best allowed combination of offers: exact, by branch and bound, within a limit of work
//! that is counted in steps so that every machine stops at the same place.
//!
//! A combination is a set of offers that go together. It is applied in one order (layer, priority,
//! id), so what it gives does not depend on how it was found. Looked for is the one that gives
//! most money; of those, most gifts, most points, fewest coupons, fewest offers; of those, the
//! first.
//!
//! A first walk looks for something good to beat; the second one proves that nothing is better, and
//! says so unless its work was cut short.

use crate::condition::Unmet;
use crate::earning::{Earning, gives_points};
use crate::effect::{Drawing, Given, Scope, View, apply, give};
use crate::offer::{Effect, Extra, Layer, Offer, Reach};
use crate::quote::Search;
use crate::state::{Line, State};
use kernel::Money;

/// Steps of work before the best found so far has to do: offers that are worked out on a state.
pub(crate) const NODE_LIMIT: u32 = 800;

/// Of the work, one in so many steps at most to find something good.
const FIRST_PART: u32 = 4;

/// What a combination is worth; compared from the first field to the last.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Score {
    /// 分 off.
    pub money: i64,
    /// What gifts are worth.
    pub gifts: i64,
    /// Points beyond those that are earned anyway, on what is left to pay.
    pub points: i64,
    /// Below zero: the fewer the better.
    pub coupons: i64,
    /// Below zero: the fewer the better.
    pub offers: i64,
}

impl Score {
    pub fn plus(self, other: Score) -> Score {
        Score {
            money: self.money.saturating_add(other.money),
            gifts: self.gifts.saturating_add(other.gifts),
            points: self.points.saturating_add(other.points),
            coupons: self.coupons + other.coupons,
            offers: self.offers + other.offers,
        }
    }

    /// The larger of each that counts up.
    fn most(self, other: Score) -> Score {
        Score {
            money: self.money.max(other.money),
            gifts: self.gifts.max(other.gifts),
            points: self.points.max(other.points),
            coupons: 0,
            offers: 0,
        }
    }
}

/// An offer that could give something.
#[derive(Debug)]
pub(crate) struct Candidate<'a> {
    pub offer: &'a Offer,
    pub scope: Scope,
    /// No state gives more.
    most: Score,
}

/// An offer of the combination, with what it gives.
#[derive(Debug, Clone)]
pub(crate) struct Applied {
    /// Its place among the candidates.
    pub candidate: usize,
    pub given: Given,
}

/// The combination found.
#[derive(Debug)]
pub(crate) struct Found {
    pub applied: Vec<Applied>,
    pub search: Search,
}

/// Makes a candidate of an offer, or says what is in the way on the untouched order.
pub(crate) fn candidate<'a>(
    offer: &'a Offer,
    scope: Scope,
    lines: &[Line],
    state: &State,
) -> Result<Candidate<'a>, Unmet> {
    let view = View {
        offer,
        scope: &scope,
        lines,
        state,
        drawing: Drawing::Bound,
    };
    let mut most = score_of(offer, &give(view)?);
    (most.coupons, most.offers) = (0, 0);
    Ok(Candidate { offer, scope, most })
}

pub(crate) fn score_of(offer: &Offer, given: &Given) -> Score {
    let gift = |(bit, extra): (usize, &Extra)| match extra {
        Extra::Gift {
            quantity, worth, ..
        } if given.extras >> bit & 1 == 1 => worth.0.saturating_mul(*quantity).max(1),
        _ => 0,
    };
    let gifts = offer.extras.iter().enumerate().map(gift);
    Score {
        money: given.money + given.delivery,
        gifts: gifts.fold(0, i64::saturating_add),
        // Known when all is known: see `Walk::worth`.
        points: 0,
        coupons: -i64::from(offer.layer == Layer::Coupon),
        offers: -1,
    }
}

/// Finds the combination that gives most. Candidates come in the order of their turns.
pub(crate) fn best_combination(
    candidates: &[Candidate<'_>],
    lines: &[Line],
    state: &State,
    coupons_max: Option<u32>,
    earning: Earning<'_>,
    limit: u32,
) -> Found {
    let rivals = Rivals::of(candidates);
    let left_of_goods = state.cells.iter().map(|cell| cell.left).sum::<i64>();
    let mut walk = Walk {
        candidates,
        lines,
        twins: twins(candidates),
        earning,
        coupons: candidates
            .iter()
            .map(|one| one.offer.layer == Layer::Coupon)
            .collect(),
        gives_points: candidates.iter().any(|one| gives_points(one.offer)),
        rest: bounds(candidates, coupons_max),
        careful: safe_ones(candidates, lines, &rivals, coupons_max, Caution::Proved),
        bold: safe_ones(candidates, lines, &rivals, coupons_max, Caution::Likely),
        rivals,
        left_of_goods,
        left: left_of_goods + state.delivery,
        coupons_max: coupons_max.map_or(usize::MAX, |max| max as usize),
        best: Vec::new(),
        best_score: Score::default(),
        nodes: 0,
        limit: limit / FIRST_PART,
        is_bold: true,
        is_cut_short: false,
    };
    walk.large_ones_first(state);
    let mut taken = Vec::new();
    walk.go(0, state, Score::default(), &mut taken);
    (walk.is_bold, walk.is_cut_short) = (false, false);
    walk.limit = limit;
    walk.go(0, state, Score::default(), &mut taken);
    Found {
        search: Search {
            nodes: walk.nodes,
            is_best_of_all: !walk.is_cut_short,
        },
        applied: walk.best,
    }
}

struct Walk<'a> {
    candidates: &'a [Candidate<'a>],
    lines: &'a [Line],
    rivals: Rivals,
    /// Which candidates are like the one before: two coupons of one kind.
    twins: Vec<bool>,
    /// Which candidates are coupons.
    coupons: Vec<bool>,
    earning: Earning<'a>,
    /// Whether any of the candidates gives points.
    gives_points: bool,
    /// What the candidates from each place on give at most.
    rest: Vec<Score>,
    /// Which candidates need not be left out once they were taken …
    careful: Vec<bool>,
    /// … and which most likely need not.
    bold: Vec<bool>,
    /// What is to pay for the goods before offers …
    left_of_goods: i64,
    /// … and for delivery as well.
    left: i64,
    coupons_max: usize,
    best: Vec<Applied>,
    best_score: Score,
    nodes: u32,
    limit: u32,
    is_bold: bool,
    is_cut_short: bool,
}

impl Walk<'_> {
    /// Takes one of the candidates from a place on, then goes on behind it.
    fn go(&mut self, from: usize, state: &State, score: Score, taken: &mut Vec<Applied>) {
        for at in from..self.candidates.len() {
            if self.hope(at, score) <= self.best_score {
                return;
            }
            if !self.is_open(at, taken) {
                continue;
            }
            if self.nodes >= self.limit {
                self.is_cut_short = true;
                return;
            }
            let Some(given) = self.try_on(at, state) else {
                continue;
            };
            let better = score.plus(self.score_of(at, &given));
            taken.push(Applied {
                candidate: at,
                given,
            });
            // Each combination is itself an answer.
            self.look_at(better, taken);
            if self.hope(at + 1, better) > self.best_score {
                let next = apply(state, &taken[taken.len() - 1].given);
                self.go(at + 1, &next, better, taken);
            }
            taken.pop();
            if self.is_bold && self.bold[at] || self.careful[at] {
                return;
            }
        }
    }

    /// Keeps a combination if it is better than the best so far.
    fn look_at(&mut self, mut score: Score, taken: &[Applied]) -> bool {
        score.points = if self.gives_points && score.money >= self.best_score.money {
            let left = Money(self.left_of_goods - score.money + delivered(taken));
            self.earning.beyond(left, self.candidates, taken)
        } else {
            0
        };
        let is_better = score > self.best_score;
        if is_better {
            self.best_score = score;
            self.best = taken.to_vec();
        }
        is_better
    }

    /// No combination with the candidates from a place on is worth more.
    fn hope(&self, at: usize, score: Score) -> Score {
        let mut hope = score.plus(self.rest[at]);
        hope.money = hope.money.min(self.left);
        // How many points it is depends on what is left to pay in the end.
        hope.points = if self.gives_points { i64::MAX } else { 0 };
        hope
    }

    fn is_open(&self, at: usize, taken: &[Applied]) -> bool {
        // Two that are alike: the second only after the first.
        let is_out_of_turn =
            self.twins[at] && taken.last().is_none_or(|last| last.candidate != at - 1);
        !is_out_of_turn && self.goes_with_all(at, taken)
    }

    fn goes_with_all(&self, at: usize, taken: &[Applied]) -> bool {
        if taken.iter().any(|one| self.rivals.are(one.candidate, at)) {
            return false;
        }
        let coupons = taken.iter().filter(|one| self.coupons[one.candidate]);
        !self.coupons[at] || coupons.count() < self.coupons_max
    }

    fn try_on(&mut self, at: usize, state: &State) -> Option<Given> {
        self.nodes += 1;
        let candidate = &self.candidates[at];
        let view = View {
            offer: candidate.offer,
            scope: &candidate.scope,
            lines: self.lines,
            state,
            drawing: Drawing::Once,
        };
        give(view).ok()
    }

    fn score_of(&self, at: usize, given: &Given) -> Score {
        let candidate = &self.candidates[at];
        score_of(candidate.offer, given)
    }

    /// A good combination to begin with: the ones that give most first, each if it makes things
    /// better.
    fn large_ones_first(&mut self, state: &State) {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by_key(|at| (std::cmp::Reverse(self.candidates[*at].most), *at));
        let mut chosen: Vec<usize> = Vec::new();
        for at in order {
            if self.nodes + chosen.len() as u32 >= self.limit / 2 {
                return;
            }
            let mut wider = chosen.clone();
            wider.push(at);
            wider.sort_unstable();
            let Some((score, applied)) = self.all_of(&wider, state) else {
                continue;
            };
            if self.look_at(score, &applied) {
                chosen = wider;
            }
        }
    }

    /// What some candidates give together, if they go together and each gives something.
    fn all_of(&mut self, chosen: &[usize], state: &State) -> Option<(Score, Vec<Applied>)> {
        let mut state = state.clone();
        let mut score = Score::default();
        let mut taken = Vec::with_capacity(chosen.len());
        for at in chosen {
            if !self.goes_with_all(*at, &taken) {
                return None;
            }
            let given = self.try_on(*at, &state)?;
            state = apply(&state, &given);
            score = score.plus(self.score_of(*at, &given));
            taken.push(Applied {
                candidate: *at,
                given,
            });
        }
        Some((score, taken))
    }
}

/// What a combination takes off delivery.
fn delivered(taken: &[Applied]) -> i64 {
    taken.iter().map(|one| one.given.delivery).sum()
}

/// Which candidates do not go together.
struct Rivals {
    words: usize,
    bits: Vec<u64>,
}

impl Rivals {
    fn of(candidates: &[Candidate<'_>]) -> Rivals {
        let count = candidates.len();
        let words = count.div_ceil(64);
        let mut bits = vec![0_u64; words * count];
        for (a, one) in candidates.iter().enumerate() {
            for (b, other) in candidates.iter().enumerate().skip(a + 1) {
                if !one.offer.goes_with(other.offer) {
                    bits[a * words + b / 64] |= 1 << (b % 64);
                    bits[b * words + a / 64] |= 1 << (a % 64);
                }
            }
        }
        Rivals { words, bits }
    }

    fn are(&self, a: usize, b: usize) -> bool {
        self.bits[a * self.words + b / 64] >> (b % 64) & 1 == 1
    }

    fn has_any(&self, a: usize) -> bool {
        let of_a = &self.bits[a * self.words..(a + 1) * self.words];
        of_a.iter().any(|word| *word != 0)
    }
}

/// Which candidates are like the one before them in every way but their names.
fn twins(candidates: &[Candidate<'_>]) -> Vec<bool> {
    let is_twin = |at: usize| at > 0 && candidates[at - 1].offer.is_like(candidates[at].offer);
    (0..candidates.len()).map(is_twin).collect()
}

/// For each place, what the candidates from there on give at most: of each group the largest, and
/// no more coupons than there may be.
fn bounds(candidates: &[Candidate<'_>], coupons_max: Option<u32>) -> Vec<Score> {
    let mut groups: Vec<(&str, Score)> = Vec::new();
    let mut coupons: Vec<i64> = Vec::new();
    let (mut of_coupons, mut of_others) = (Score::default(), Score::default());
    let mut bounds = vec![Score::default(); candidates.len() + 1];
    for (at, candidate) in candidates.iter().enumerate().rev() {
        let offer = candidate.offer;
        let is_coupon = offer.layer == Layer::Coupon;
        let sum = if is_coupon {
            &mut of_coupons
        } else {
            &mut of_others
        };
        // A group of coupons and others counts on both sides: that is only too much.
        let key = offer.stacking.groups.first();
        let known = key.and_then(|key| {
            groups
                .iter_mut()
                .find(|(name, of)| name == key && (of.coupons < 0) == is_coupon)
        });
        match (known, key) {
            (Some((_, largest)), _) => {
                let larger = largest.most(candidate.most);
                sum.money = sum.money.saturating_add(larger.money - largest.money);
                sum.gifts = sum.gifts.saturating_add(larger.gifts - largest.gifts);
                *largest = Score {
                    coupons: largest.coupons,
                    ..larger
                };
            }
            (None, key) => {
                *sum = sum.plus(candidate.most);
                if let Some(key) = key {
                    let coupons = -i64::from(is_coupon);
                    let largest = Score {
                        coupons,
                        ..candidate.most
                    };
                    groups.push((key, largest));
                }
            }
        }
        if is_coupon {
            let place = coupons.partition_point(|money| *money >= candidate.most.money);
            coupons.insert(place, candidate.most.money);
        }
        let few = coupons_max.map_or(usize::MAX, |max| max as usize);
        let most_of_few = coupons
            .iter()
            .take(few)
            .fold(0, |sum: i64, money| sum.saturating_add(*money));
        let mut bound = of_others.plus(of_coupons);
        bound.money = of_others
            .money
            .saturating_add(of_coupons.money.min(most_of_few));
        bounds[at] = bound;
    }
    bounds
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Caution {
    /// Leaving it out is never better.
    Proved,
    /// Leaving it out is hardly ever better.
    Likely,
}

/// Candidates that stand in nobody's way: what they take from the price, no later offer gives in
/// their place.
///
/// Proved is it where all later offers are on the whole order and take a part or an amount of what
/// is left: these give, when less is left, at most that much less.
fn safe_ones(
    candidates: &[Candidate<'_>],
    lines: &[Line],
    rivals: &Rivals,
    coupons_max: Option<u32>,
    caution: Caution,
) -> Vec<bool> {
    let coupons = candidates
        .iter()
        .filter(|candidate| candidate.offer.layer == Layer::Coupon)
        .count();
    let are_many = coupons_max.is_some_and(|max| coupons > max as usize);
    let is_safe = |at: usize| {
        let candidate = &candidates[at];
        let is_coupon = candidate.offer.layer == Layer::Coupon;
        // A coupon that saves nothing in the end is better kept.
        let is_limited = is_coupon && (are_many || caution == Caution::Proved);
        let mut later = candidates[at + 1..].iter();
        !is_limited
            && !rivals.has_any(at)
            && later.all(|other| is_left_alone(candidate, other, lines, caution))
    };
    (0..candidates.len()).map(is_safe).collect()
}

/// Whether taking an offer leaves a later one as good as it was.
fn is_left_alone(
    taken: &Candidate<'_>,
    later: &Candidate<'_>,
    lines: &[Line],
    caution: Caution,
) -> bool {
    if gives_same_gift(taken.offer, later.offer) {
        return false;
    }
    if later.offer.layer <= Layer::ItemPromotion {
        return !taken.scope.meets(&later.scope);
    }
    let offer = later.offer;
    let is_smooth = match offer.effect {
        None => true,
        Some(Effect::PercentOff { .. } | Effect::AmountOff { .. }) => offer.extras.is_empty(),
        Some(_) => false,
    };
    let has_threshold =
        matches!(offer.reach, Some(Reach::Amount(_))) || offer.budget_left.is_some();
    let is_standing = offer.layer == Layer::Standing;
    let is_on_all = later.scope.touched.len() == lines.len()
        && !(is_standing && lines.iter().any(|line| line.member_price_excludes_tier));
    caution == Caution::Likely || is_smooth && is_on_all && !has_threshold
}

/// Whether both draw on one stock of gifts.
fn gives_same_gift(one: &Offer, other: &Offer) -> bool {
    let gift = |extra: &Extra| match extra {
        Extra::Gift { sku_id, .. } => Some(*sku_id),
        _ => None,
    };
    let mut gifts = one.extras.iter().filter_map(gift);
    gifts.any(|sku_id| other.extras.iter().any(|extra| gift(extra) == Some(sku_id)))
}
