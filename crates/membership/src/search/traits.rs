//! What is asked of members beside a text: tier, state, when they came and when they bought last.

use crate::profile::{self, Member, MemberState};
use crate::visit::load_visits;
use access::AccessError;
use kernel::{BusinessDate, Cutoff, Invalid, MemberId, TierId, Timestamp};
use platform::db::{DbError, Tx};
use std::collections::HashSet;

/// What is asked of members; what is absent is not asked. Days are those of the brand's clock.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct MemberTraits {
    /// Only members of this tier.
    pub tier_id: Option<TierId>,
    /// Only members who are in this state.
    pub state: Option<MemberState>,
    /// Enrolled on this day or later.
    pub enrolled_from: Option<BusinessDate>,
    /// Enrolled on this day or before.
    pub enrolled_to: Option<BusinessDate>,
    /// Whose last sale was on this day or later.
    pub last_order_from: Option<BusinessDate>,
    /// Whose last sale was on this day or before; who never bought has none.
    pub last_order_to: Option<BusinessDate>,
    /// Whether they ever bought.
    pub has_ordered: Option<bool>,
}

impl MemberTraits {
    /// Notes which days end before they begin. `at` stands before the name of a field.
    pub fn note_wrong(&self, wrong: &mut Invalid, at: &str) {
        let spans = [
            ("enrolled_to", self.enrolled_from, self.enrolled_to),
            ("last_order_to", self.last_order_from, self.last_order_to),
        ];
        for (name, from, to) in spans {
            if let (Some(from), Some(to)) = (from, to)
                && from > to
            {
                let min = [("min", from.to_string().into())];
                wrong.add(format!("{at}{name}"), "date.too_early", min);
            }
        }
    }
}

/// Moments from one until another, which is none of them.
#[derive(Debug, Clone, Copy)]
pub(super) struct Moments {
    pub from: Timestamp,
    pub before: Timestamp,
}

impl Moments {
    /// All that ever were and will be.
    pub(super) const fn all() -> Moments {
        Moments {
            from: Timestamp(i64::MIN),
            before: Timestamp(i64::MAX),
        }
    }

    /// What some days of the brand's clock hold.
    fn read(
        tx: &mut Tx<'_>,
        from: Option<BusinessDate>,
        to: Option<BusinessDate>,
    ) -> Result<Moments, AccessError> {
        let mut all = Moments::all();
        if from.is_some() || to.is_some() {
            let zone = access::get_brand(tx)?.zone;
            let starts = |day: BusinessDate| day.starts_at(&zone, Cutoff(0));
            all.from = from.map_or(all.from, starts);
            all.before = to.map_or(all.before, |day| starts(day.plus_days(1)));
        }
        Ok(all)
    }

    /// The first and the last of them.
    pub fn keys(self) -> (i64, i64) {
        (self.from.0, self.before.0 - 1)
    }

    fn hold(self, at: Timestamp) -> bool {
        self.from <= at && at < self.before
    }
}

/// The same with the brand's clock read off.
#[derive(Debug, Clone)]
pub(super) struct Sought {
    pub tier_id: Option<TierId>,
    pub state: Option<MemberState>,
    pub enrolled: Moments,
    pub last_order: Option<Moments>,
    pub has_ordered: Option<bool>,
    /// Whether anything is asked at all.
    pub is_any: bool,
}

impl Sought {
    pub fn read(tx: &mut Tx<'_>, traits: &MemberTraits) -> Result<Sought, AccessError> {
        let last = (traits.last_order_from, traits.last_order_to);
        Ok(Sought {
            tier_id: traits.tier_id,
            state: traits.state,
            enrolled: Moments::read(tx, traits.enrolled_from, traits.enrolled_to)?,
            last_order: match last {
                (None, None) => None,
                (from, to) => Some(Moments::read(tx, from, to)?),
            },
            has_ordered: traits.has_ordered,
            is_any: *traits != MemberTraits::default(),
        })
    }

    /// Whether it is asked when they bought.
    pub fn asks_for_orders(&self) -> bool {
        self.last_order.is_some() || self.has_ordered.is_some()
    }

    /// Whether a member is sought by the own row.
    pub fn fits(&self, member: &Member) -> bool {
        let is_of_tier = self.tier_id.is_none() || self.tier_id == member.tier_id;
        let is_in_state = self.state.is_none_or(|state| state == member.state());
        is_of_tier && is_in_state && self.enrolled.hold(member.enrolled_at)
    }

    /// Those of some members who are sought.
    pub fn among(&self, tx: &mut Tx<'_>, ids: Vec<MemberId>) -> Result<HashSet<MemberId>, DbError> {
        if !self.is_any {
            return Ok(ids.into_iter().collect());
        }
        let members = profile::store::load(tx, ids)?;
        let fitting = members.iter().filter(|member| self.fits(member));
        self.who_bought(tx, fitting.map(|member| member.id).collect())
    }

    /// Those of some members who bought when it was asked: what no row of their own says.
    pub fn who_bought(
        &self,
        tx: &mut Tx<'_>,
        ids: Vec<MemberId>,
    ) -> Result<HashSet<MemberId>, DbError> {
        if !self.asks_for_orders() {
            return Ok(ids.into_iter().collect());
        }
        let visits = load_visits(tx, ids.iter().copied())?;
        let is_sought = |id: &MemberId| {
            let last = visits.get(id).and_then(|visits| visits.last_at);
            let is_then = |then: Moments| last.is_some_and(|at| then.hold(at));
            self.last_order.is_none_or(is_then)
                && self.has_ordered.is_none_or(|has| has == last.is_some())
        };
        Ok(ids.into_iter().filter(is_sought).collect())
    }
}
