//! 支付方式: what an order is paid with, and how sure we are of it.
//!
//! An order holds its tenders as they were given; a return gives each of them back exactly.

use kernel::text_enum;
use ledger::AccountKind;

text_enum! {
    /// What an order was paid with.
    #[doc(alias = "支付方式")]
    pub enum TenderKind {
        /// 现金
        Cash = "cash",
        /// An external card, keyed in by the cashier.
        Card = "card",
        /// 储值
        StoredValue = "stored_value",
        /// 积分抵现
        Points = "points",
        /// A coupon of an older system, known from its history only.
        Coupon = "coupon",
    }
}

text_enum! {
    /// What a till may take for a sale.
    pub enum TillTender {
        /// 现金
        Cash = "cash",
        /// An external card, keyed in by the cashier.
        Card = "card",
        /// 储值
        StoredValue = "stored_value",
        /// 积分抵现
        Points = "points",
    }
}

text_enum! {
    /// What a till may take for a top-up: money from outside, never our own value.
    pub enum TopUpTender {
        /// 现金
        Cash = "cash",
        /// An external card, keyed in by the cashier.
        Card = "card",
    }
}

text_enum! {
    /// Whether the money of a tender is known to have moved. Payments through a channel may end
    /// without an answer; such a tender waits as `unknown` until somebody finds out.
    pub enum TenderState {
        /// The money has moved.
        Done = "done",
        /// The channel gave no answer.
        Unknown = "unknown",
        /// The money has not moved.
        Failed = "failed",
    }
}

impl TillTender {
    /// The kind under which the order keeps it.
    pub const fn kind(self) -> TenderKind {
        match self {
            TillTender::Cash => TenderKind::Cash,
            TillTender::Card => TenderKind::Card,
            TillTender::StoredValue => TenderKind::StoredValue,
            TillTender::Points => TenderKind::Points,
        }
    }

    /// Whether it is drawn from what a member holds with us.
    pub const fn needs_member(self) -> bool {
        self.kind().needs_member()
    }
}

impl TopUpTender {
    /// The kind under which the money is posted.
    pub const fn kind(self) -> TenderKind {
        match self {
            TopUpTender::Cash => TenderKind::Cash,
            TopUpTender::Card => TenderKind::Card,
        }
    }
}

impl TenderKind {
    /// The house account that counts it.
    pub const fn account(self) -> AccountKind {
        match self {
            TenderKind::Cash => AccountKind::TenderCash,
            TenderKind::Card => AccountKind::TenderCard,
            TenderKind::StoredValue => AccountKind::TenderStoredValue,
            TenderKind::Points => AccountKind::TenderPoints,
            TenderKind::Coupon => AccountKind::TenderCoupon,
        }
    }

    /// Whether it is drawn from what a member holds with us.
    pub const fn needs_member(self) -> bool {
        matches!(self, TenderKind::StoredValue | TenderKind::Points)
    }

    /// Whether money paid in this way earns points: points do not earn points, and a coupon is
    /// a discount by another name.
    pub const fn earns_points(self) -> bool {
        match self {
            TenderKind::Cash | TenderKind::Card | TenderKind::StoredValue => true,
            TenderKind::Points | TenderKind::Coupon => false,
        }
    }
}
