//! What is kept of a sale: its head, its lines, its tenders.

use super::{GivenOffer, Origin};
use crate::{TenderKind, TenderState};
use kernel::{
    BusinessDate, By, CategoryId, LineId, MemberId, Money, OrderId, Points, PostingId, SkuId,
    StaffId, StoreId, TenderId, TillId, Timestamp,
};
use platform::row;

row! {
    /// A sale as it is kept.
    #[doc(alias = "订单")]
    pub struct Order {
        /// Which sale.
        pub id: OrderId,
        /// What people call it.
        pub order_no: String,
        /// A receipt number that was minted elsewhere.
        pub external_no: Option<String>,
        /// What only the customer was given: it stands on the receipt and in no list that staff
        /// see. None for what was sold elsewhere.
        pub receipt_code: Option<String>,
        /// Priced and paid here, or entered from elsewhere.
        pub origin: Origin,
        /// Where.
        pub store_id: StoreId,
        /// At which till.
        pub till_id: Option<TillId>,
        /// On which business day of the store.
        pub business_date: BusinessDate,
        /// When.
        pub settled_at: Timestamp,
        /// By whom.
        pub settled_by: By,
        /// To whom; absent for an anonymous sale.
        pub member_id: Option<MemberId>,
        /// The store that the member belonged to then.
        pub home_store_id: Option<StoreId>,
        /// Who served.
        pub guide_id: Option<StaffId>,
        /// How many units were sold.
        pub units: i64,
        /// Before discounts.
        pub gross: Money,
        /// All discounts.
        pub discount: Money,
        /// What was to pay.
        pub total: Money,
        /// Points that it earned.
        pub points_earned: Points,
        /// The amount on which they were earned.
        pub earn_basis: Money,
        /// Earned points that returns took back.
        pub points_taken_back: Points,
        /// What returns gave back.
        pub returned_total: Money,
        /// When an anonymous sale was bound to its member.
        pub bound_at: Option<Timestamp>,
        /// The posting that moved its money.
        pub posting_id: PostingId,
        /// The posting that gave its points: the same, or that of the binding.
        pub earn_posting_id: Option<PostingId>,
        /// Counts its changes.
        pub version: i64,
    }
}

row! {
    /// A line as it is kept.
    pub struct Line {
        /// Of which sale.
        pub order_id: OrderId,
        /// Which line.
        pub id: LineId,
        /// What was sold.
        pub sku_id: SkuId,
        /// Of which category.
        pub category_id: Option<CategoryId>,
        /// What it was called; absent for history.
        pub name: Option<String>,
        /// How many; zero or less for an adjustment.
        pub quantity: i64,
        /// What one cost this buyer before discounts.
        pub unit_price: Money,
        /// Before discounts.
        pub gross: Money,
        /// The line's share of all discounts.
        pub discount: Money,
        /// What was to pay for the line.
        pub total: Money,
        /// How many have come back.
        pub returned_quantity: i64,
        /// What was given back for them.
        pub returned_total: Money,
    }
}

row! {
    /// A tender as it is kept.
    pub struct Tender {
        /// Of which sale.
        pub order_id: OrderId,
        /// Which tender.
        pub id: TenderId,
        /// What it is.
        pub kind: TenderKind,
        /// Whether its money has moved.
        pub state: TenderState,
        /// The money that it paid.
        pub amount: Money,
        /// The points that it took.
        pub points: Points,
        /// What the cashier or the channel wrote on it.
        pub reference: Option<String>,
        /// Money that was given back.
        pub given_back: Money,
        /// Points that were given back.
        pub points_given_back: Points,
    }
}

/// A sale with all that is kept of it.
#[derive(Debug, Clone)]
pub struct WholeOrder {
    /// Its head.
    pub order: Order,
    /// Its lines, as they were sold.
    pub lines: Vec<Line>,
    /// Its tenders, as they were given.
    pub tenders: Vec<Tender>,
    /// What offers gave, in the order of their turns.
    pub offers: Vec<GivenOffer>,
}

impl Line {
    /// Whether nothing of it is left with the customer once so many more are back. Of an adjustment
    /// there never was anything.
    pub(crate) fn is_back_with(&self, more: i64) -> bool {
        self.quantity <= self.returned_quantity + more
    }
}
