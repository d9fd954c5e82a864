//! Lots: value that came together. A lot remembers which store gave or took it, when, until when
//! it lasts, and what is left of it, so that expiry, returns and clearing between stores are exact.

pub(crate) mod rules;
mod store;

pub(crate) use store::{
    RawLot, by_ids, due, insert, left_of_stores, lots_after, moved_out_of, moved_to, open_of,
    open_of_member, raw_by_ids, update,
};

use crate::Asset;
use kernel::{LotId, MemberId, Money, Points, PostingId, StoreId, Timestamp};
use platform::row;

row! {
    #[doc(alias = "积分批次")]
    /// Value that came together and expires together.
    #[derive(PartialEq, Eq)]
    pub struct Lot {
        /// Which one.
        pub id: LotId,
        /// Whose.
        pub member_id: MemberId,
        /// Points, principal or bonus.
        pub asset: Asset,
        /// The store that gave or took it; absent when none did.
        pub store_id: Option<StoreId>,
        /// The posting that brought it; principal and bonus of one top-up share it.
        pub posting_id: PostingId,
        /// What came in.
        pub granted: i64,
        /// The part of it that paid a debt at once.
        pub absorbed: i64,
        /// What is left.
        pub remaining: i64,
        /// What expired unused and was not taken back since.
        pub expired: i64,
        /// When it came.
        pub granted_at: Timestamp,
        /// From when on it cannot be spent.
        pub expires_at: Option<Timestamp>,
        /// The lot of another member that this one came out of when the two were merged, as long
        /// as they are one.
        pub moved_from: Option<LotId>,
        /// What brought the value in the first place, if it was moved since.
        pub source_posting_id: Option<PostingId>,
    }
}

impl Lot {
    /// Whether the lot can still be spent at a moment.
    pub fn is_valid_at(&self, moment: Timestamp) -> bool {
        self.expires_at.is_none_or(|end| end > moment)
    }

    /// What brought the value in the first place: principal and bonus of one top-up share it,
    /// wherever they were moved since.
    pub(crate) fn source(&self) -> PostingId {
        self.source_posting_id.unwrap_or(self.posting_id)
    }

    /// A lot of what comes out of this one: of the same store, as old and as lasting. One that goes
    /// to somebody else remembers where it came from.
    pub(crate) fn successor(&self, holder: MemberId, posting: PostingId, granted: i64) -> Lot {
        Lot {
            member_id: holder,
            posting_id: posting,
            granted,
            absorbed: 0,
            remaining: 0,
            expired: 0,
            moved_from: (holder != self.member_id).then_some(self.id),
            source_posting_id: Some(self.source()),
            ..self.clone()
        }
    }

    /// Lots are drawn soonest to expire first, then oldest first.
    pub(crate) fn draw_key(&self) -> (i64, Timestamp, LotId) {
        let end = self.expires_at.map_or(i64::MAX, |end| end.0);
        (end, self.granted_at, self.id)
    }
}

kernel::text_enum! {
    #[doc(alias = "扣减顺序")]
    /// Which part of stored value is spent first. Within it, lots go oldest first.
    pub enum DrawOrder {
        /// 先本后赠: all principal, then bonus.
        PrincipalFirst = "principal_first",
        /// 先赠后本: all bonus, then principal.
        BonusFirst = "bonus_first",
        /// 按比例: each top-up in the ratio that is left of it.
        Proportional = "proportional",
    }
}

/// What was drawn or given back, lot by lot.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Drawn {
    /// How many points.
    pub points: Points,
    /// How much principal.
    pub principal: Money,
    /// How much bonus.
    pub bonus: Money,
    /// From or into which lots, in that order.
    pub lots: Vec<DrawnLot>,
}

impl Drawn {
    /// Principal and bonus together.
    pub fn stored_value(&self) -> Money {
        Money(self.principal.0 + self.bonus.0)
    }

    pub(crate) fn add(&mut self, part: DrawnLot) {
        match part.asset {
            Asset::Points => self.points.0 += part.amount,
            Asset::Principal => self.principal.0 += part.amount,
            Asset::Bonus | Asset::Money => self.bonus.0 += part.amount,
        }
        self.lots.push(part);
    }
}

/// The part of a [`Drawn`] that one lot gave or got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DrawnLot {
    /// Which lot.
    pub lot_id: LotId,
    /// The store that the lot came from: who owes whom between stores follows from it.
    pub store_id: Option<StoreId>,
    /// Points, principal or bonus.
    pub asset: Asset,
    /// How much.
    pub amount: i64,
}

/// A lot in the book, with what was stored of it; `None` while it is new.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LotInBook {
    pub lot: Lot,
    pub stored: Option<Changeable>,
}

/// What of a lot changes after it came.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Changeable {
    pub remaining: i64,
    pub expired: i64,
    pub moved_from: Option<LotId>,
}

impl Changeable {
    fn of(lot: &Lot) -> Self {
        Changeable {
            remaining: lot.remaining,
            expired: lot.expired,
            moved_from: lot.moved_from,
        }
    }
}

impl LotInBook {
    pub fn stored(lot: Lot) -> Self {
        let stored = Some(Changeable::of(&lot));
        LotInBook { lot, stored }
    }

    pub fn fresh(lot: Lot) -> Self {
        LotInBook { lot, stored: None }
    }

    pub fn is_changed(&self) -> bool {
        self.stored
            .is_some_and(|stored| stored != Changeable::of(&self.lot))
    }
}
