//! Accounts: what each of them counts, and what a member has on his own.
//!
//! A member has a row for each asset, because spending needs a guard; house accounts have none, so
//! that no hot row stands in the way of the chain: their balances are sums over entries.

mod store;

pub(crate) use store::{
    AccountRow, RawAccount, accounts_after, accounts_of, insert, lock, sums, update,
};

use kernel::{MemberId, Money, Points, StoreId};

kernel::text_enum! {
    #[doc(alias = "资产")]
    /// What an account counts. Each asset sums to zero over all accounts.
    pub enum Asset {
        /// 积分, whole units.
        Points = "points",
        /// 本金, the paid part of stored value, in 分.
        Principal = "principal",
        /// 赠金, the given part of stored value, in 分.
        Bonus = "bonus",
        /// Money on the house's side, in 分.
        Money = "money",
    }
}

impl Asset {
    /// What a member can have.
    pub const OF_MEMBERS: [Asset; 3] = [Asset::Points, Asset::Principal, Asset::Bonus];

    /// The place of a member's asset among [`Asset::OF_MEMBERS`].
    pub(crate) const fn place(self) -> usize {
        match self {
            Asset::Points => 0,
            Asset::Principal => 1,
            Asset::Bonus | Asset::Money => 2,
        }
    }
}

kernel::text_enum! {
    #[doc(alias = "科目")]
    /// A kind of house account. In `money` a tender account counts what was taken; in the other
    /// assets a house account is the mirror of what members got or gave.
    pub enum AccountKind {
        /// Goods sold, less goods that came back.
        Sales = "sales",
        /// Cash taken and given back.
        TenderCash = "tender_cash",
        /// Card payments outside the house.
        TenderCard = "tender_card",
        /// Stored value taken as payment.
        TenderStoredValue = "tender_stored_value",
        /// Points taken as payment, in money.
        TenderPoints = "tender_points",
        /// Coupons taken as payment.
        TenderCoupon = "tender_coupon",
        /// Payments of which nothing else is known, such as those of old records.
        TenderOther = "tender_other",
        /// Points given for purchases.
        PointsIssued = "points_issued",
        /// Points given for goods.
        PointsRedeemed = "points_redeemed",
        /// Points that nobody used in time; of the brand.
        PointsExpired = "points_expired",
        /// Money paid in to stored value.
        StoredValueTaken = "stored_value_taken",
        /// Principal given for goods.
        StoredValueRedeemed = "stored_value_redeemed",
        /// Bonus given on top of a top-up.
        BonusGranted = "bonus_granted",
        /// Bonus given for goods.
        BonusRedeemed = "bonus_redeemed",
        /// Corrections by hand; of the brand.
        Adjustment = "adjustment",
        /// What members brought along from an older system; of the brand.
        Opening = "opening",
        /// What moves between members who are one person, and from a member's lots to his own
        /// debt; of the brand, and zero after every posting.
        Transfer = "transfer",
    }
}

impl AccountKind {
    /// Whether the account is the brand's and not a store's.
    pub const fn is_of_brand(self) -> bool {
        matches!(
            self,
            AccountKind::PointsExpired
                | AccountKind::Adjustment
                | AccountKind::Opening
                | AccountKind::Transfer
        )
    }

    /// The account of this kind that an act in `store_id` moves.
    pub const fn for_act_in(self, store_id: Option<StoreId>) -> Account {
        Account {
            kind: self,
            store_id: if self.is_of_brand() { None } else { store_id },
        }
    }
}

/// A house account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Account {
    /// What it is for.
    pub kind: AccountKind,
    /// Whose it is; the brand's when absent.
    pub store_id: Option<StoreId>,
}

impl Account {
    /// A store's account.
    pub const fn of_store(kind: AccountKind, store_id: StoreId) -> Account {
        Account {
            kind,
            store_id: Some(store_id),
        }
    }

    /// An account of the brand itself.
    pub const fn of_brand(kind: AccountKind) -> Account {
        Account {
            kind,
            store_id: None,
        }
    }
}

/// What a member has at one moment.
#[doc(alias = "余额")]
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Balances {
    /// All points, those on hold included. Negative when more was taken back than there was.
    pub points: Points,
    /// The part that open holds reserve.
    pub points_held: Points,
    /// Points that have expired and wait for the expiry job: still counted, not to be spent.
    pub points_expired: Points,
    /// What was taken back beyond all lots and is paid by the next points that come in.
    pub points_debt: Points,
    /// All principal, holds included.
    pub principal: Money,
    /// The part that open holds reserve.
    pub principal_held: Money,
    /// All bonus, holds included.
    pub bonus: Money,
    /// The part that open holds reserve.
    pub bonus_held: Money,
}

impl Balances {
    /// The points that can be spent.
    pub fn available_points(&self) -> Points {
        let free = self.points.0 - self.points_held.0 - self.points_expired.0;
        Points(free.max(0))
    }

    /// The stored value that can be spent.
    pub fn available_stored_value(&self) -> Money {
        let principal = (self.principal.0 - self.principal_held.0).max(0);
        let bonus = (self.bonus.0 - self.bonus_held.0).max(0);
        Money(principal + bonus)
    }

    /// Principal and bonus together, as a cap on a card counts them.
    pub fn stored_value(&self) -> Money {
        Money(self.principal.0 + self.bonus.0)
    }
}

/// A hash over all entries so far.
pub(crate) type ChainHash = [u8; 32];

/// The hash before the first entry.
pub(crate) const CHAIN_START: ChainHash = [0; 32];

/// A member's account of one asset in the book: as loaded, and as it stands now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct MemberAccount {
    pub balance: i64,
    pub held: i64,
    pub debt: i64,
    pub chain_seq: i64,
    pub chain_hash: ChainHash,
    /// Who has it now, if the member was merged into another; the account itself is then empty.
    pub carried_by: Option<MemberId>,
    pub loaded: Loaded,
}

/// A member's account as it was read, under its lock.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Loaded {
    pub exists: bool,
    pub balance: i64,
    pub held: i64,
    pub debt: i64,
    pub chain_seq: i64,
    pub carried_by: Option<MemberId>,
}

impl MemberAccount {
    /// An account that nothing was posted to yet.
    pub const fn unused() -> Self {
        MemberAccount {
            balance: 0,
            held: 0,
            debt: 0,
            chain_seq: 0,
            chain_hash: CHAIN_START,
            carried_by: None,
            loaded: Loaded {
                exists: false,
                balance: 0,
                held: 0,
                debt: 0,
                chain_seq: 0,
                carried_by: None,
            },
        }
    }

    /// Whether anything happened to it since it was read.
    pub fn is_changed(&self) -> bool {
        self.chain_seq != self.loaded.chain_seq
            || self.held != self.loaded.held
            || self.carried_by != self.loaded.carried_by
    }
}

impl From<&AccountRow> for MemberAccount {
    fn from(row: &AccountRow) -> Self {
        MemberAccount {
            balance: row.balance,
            held: row.held,
            debt: row.debt,
            chain_seq: row.chain_seq,
            chain_hash: row.chain_hash,
            carried_by: row.carried_by,
            loaded: Loaded {
                exists: true,
                balance: row.balance,
                held: row.held,
                debt: row.debt,
                chain_seq: row.chain_seq,
                carried_by: row.carried_by,
            },
        }
    }
}

/// A member's account that is to be written.
pub(crate) struct ChangedAccount<'a> {
    pub member_id: MemberId,
    pub asset: Asset,
    pub account: &'a MemberAccount,
}
