//! What can go wrong at the checkout, in the words of the trade.

use crate::CardKind;
use crate::replay::ReplayId;
use access::AccessError;
use kernel::fault::params;
use kernel::{
    Fault, FieldError, Invalid, Kind, LineId, MemberId, Money, MoneyError, OrderId, Params, SkuId,
    StoreId, TillId,
};
use ledger::LedgerError;
use offers::OffersError;
use platform::db::DbError;
use platform::http::StaleEdit;
use pricing::PricingError;
use retail::RetailError;

/// A refusal or a failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum CheckoutError {
    /// No such store in this brand.
    #[error("there is no store {store_id}")]
    UnknownStore {
        /// Which was named.
        store_id: StoreId,
    },
    /// The store does not sell any more, or not yet.
    #[error("store {store_id} is closed")]
    StoreClosed {
        /// Which one.
        store_id: StoreId,
    },
    /// No such till in this store.
    #[error("there is no till {till_id} in this store")]
    UnknownTill {
        /// Which was named.
        till_id: TillId,
    },
    /// Another order of the brand has this receipt number.
    #[error("receipt number `{receipt_no}` belongs to another order")]
    ReceiptNoTaken {
        /// The number.
        receipt_no: String,
    },
    /// No such member in this brand.
    #[error("there is no member {member_id}")]
    UnknownMember {
        /// Who was named.
        member_id: MemberId,
    },
    /// The member whose address was asked for is not there.
    #[error("there is no member {member_id}")]
    MemberNotFound {
        /// Who was asked for.
        member_id: MemberId,
    },
    /// The member may not act until unfrozen.
    #[error("member {member_id} is frozen")]
    MemberFrozen {
        /// Who.
        member_id: MemberId,
    },
    /// The member's account is closed.
    #[error("the account of member {member_id} is closed")]
    MemberClosed {
        /// Whose.
        member_id: MemberId,
    },
    /// No such SKU in this brand.
    #[error("there is no SKU {sku_id}")]
    UnknownSku {
        /// Which was named.
        sku_id: SkuId,
    },
    /// The SKU is not sold any more.
    #[error("{sku_id} is not sold")]
    SkuInactive {
        /// Which one.
        sku_id: SkuId,
    },
    /// The price is not what the customer was told.
    #[error("{quoted} was quoted, it is {now} now")]
    PriceChanged {
        /// What the customer was told.
        quoted: Money,
        /// What it is.
        now: Money,
    },
    /// The tenders do not come to the total.
    #[error("the tenders come to {tendered}, {total} is to pay")]
    TendersDoNotAddUp {
        /// What the tenders come to.
        tendered: Money,
        /// What is to pay.
        total: Money,
    },
    /// Points and stored value can only be drawn from a member.
    #[error("points and stored value need a member")]
    MemberNeeded,
    /// No such order, or not for this person.
    #[error("there is no order {order_id}")]
    OrderNotFound {
        /// Which was asked for.
        order_id: OrderId,
    },
    /// No such replay, or not for this person.
    #[error("there is no replay {replay_id}")]
    ReplayNotFound {
        /// Which was asked for.
        replay_id: ReplayId,
    },
    /// The order has no such line.
    #[error("the order has no line {line_id}")]
    UnknownLine {
        /// Which was named.
        line_id: LineId,
    },
    /// The line adjusts the price; there are no goods to bring back.
    #[error("line {line_id} has no goods that could come back")]
    NothingToBringBack {
        /// Which line.
        line_id: LineId,
    },
    /// More is brought back than is left of the line.
    #[error("{left} of line {line_id} can still come back, not {wanted}")]
    ReturnExceedsSale {
        /// Which line.
        line_id: LineId,
        /// How many can still come back.
        left: i64,
        /// How many were brought.
        wanted: i64,
    },
    /// A tender of the order has no known outcome yet.
    #[error("a payment of the order has no known outcome yet")]
    PaymentUnsettled,
    /// The order's money cannot be laid out over its lines.
    #[error("the order's lines and tenders do not fit together, nothing can be returned")]
    NotReturnable,
    /// What was given back so far is not what the rule would have given.
    #[error("earlier returns of the order do not fit the rule")]
    ReturnOutOfStep,
    /// The order belongs to a member already.
    #[error("the order belongs to a member already")]
    AlreadyBound,
    /// The bonus is not what the customer was told.
    #[error("a bonus of {expected} was expected, it is {now} now")]
    BonusChanged {
        /// What the customer was told.
        expected: Money,
        /// What it is.
        now: Money,
    },
    /// The card would hold more than it may.
    #[error("the card would hold {balance}, it may hold {cap}")]
    OverCap {
        /// Which kind of card.
        card_kind: CardKind,
        /// What it may hold.
        cap: Money,
        /// What it would hold, bonus included.
        balance: Money,
    },
    /// Somebody has changed the terms since they were read.
    #[error(transparent)]
    StaleEdit(#[from] StaleEdit),
    /// An amount is beyond what money may be.
    #[error(transparent)]
    OutOfRange(#[from] MoneyError),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The basket cannot be priced, or points cannot pay this.
    #[error(transparent)]
    Pricing(#[from] PricingError),
    /// An offer or a coupon refused.
    #[error(transparent)]
    Offers(#[from] OffersError),
    /// Stores and goods say no.
    #[error(transparent)]
    Retail(#[from] RetailError),
    /// The ledger says no.
    #[error(transparent)]
    Ledger(#[from] LedgerError),
    /// The person may not, or not so much.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl CheckoutError {
    /// The thing that an error is about, if it is about just one.
    fn named(&self) -> Option<(&'static str, String)> {
        Some(match self {
            CheckoutError::UnknownStore { store_id } | CheckoutError::StoreClosed { store_id } => {
                ("store_id", store_id.to_string())
            }
            CheckoutError::UnknownTill { till_id } => ("till_id", till_id.to_string()),
            CheckoutError::ReceiptNoTaken { receipt_no } => {
                ("receipt_no", receipt_no.as_str().to_owned())
            }
            CheckoutError::UnknownMember { member_id }
            | CheckoutError::MemberNotFound { member_id }
            | CheckoutError::MemberFrozen { member_id }
            | CheckoutError::MemberClosed { member_id } => ("member_id", member_id.to_string()),
            CheckoutError::UnknownSku { sku_id } | CheckoutError::SkuInactive { sku_id } => {
                ("sku_id", sku_id.to_string())
            }
            CheckoutError::OrderNotFound { order_id } => ("order_id", order_id.to_string()),
            CheckoutError::ReplayNotFound { replay_id } => ("replay_id", replay_id.to_string()),
            CheckoutError::UnknownLine { line_id }
            | CheckoutError::NothingToBringBack { line_id } => ("line_id", line_id.to_string()),
            _ => return None,
        })
    }
}

impl Fault for CheckoutError {
    fn kind(&self) -> Kind {
        match self {
            CheckoutError::OrderNotFound { .. }
            | CheckoutError::MemberNotFound { .. }
            | CheckoutError::ReplayNotFound { .. } => Kind::NotFound,
            CheckoutError::ReturnOutOfStep => Kind::Bug,
            CheckoutError::StaleEdit(error) => error.kind(),
            CheckoutError::Invalid(error) => error.kind(),
            CheckoutError::Pricing(error) => error.kind(),
            CheckoutError::Offers(error) => error.kind(),
            CheckoutError::Retail(error) => error.kind(),
            CheckoutError::Ledger(error) => error.kind(),
            CheckoutError::Access(error) => error.kind(),
            CheckoutError::Db(error) => error.kind(),
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            CheckoutError::UnknownStore { .. } => "checkout.unknown_store",
            CheckoutError::StoreClosed { .. } => "checkout.store_closed",
            CheckoutError::UnknownTill { .. } => "checkout.unknown_till",
            CheckoutError::ReceiptNoTaken { .. } => "checkout.receipt_no_taken",
            CheckoutError::UnknownMember { .. } => "checkout.unknown_member",
            CheckoutError::MemberNotFound { .. } => "checkout.member_not_found",
            CheckoutError::MemberFrozen { .. } => "checkout.member_frozen",
            CheckoutError::MemberClosed { .. } => "checkout.member_closed",
            CheckoutError::UnknownSku { .. } => "checkout.unknown_sku",
            CheckoutError::SkuInactive { .. } => "checkout.sku_inactive",
            CheckoutError::PriceChanged { .. } => "checkout.price_changed",
            CheckoutError::TendersDoNotAddUp { .. } => "checkout.tenders_do_not_add_up",
            CheckoutError::MemberNeeded => "checkout.member_needed",
            CheckoutError::OrderNotFound { .. } => "checkout.order_not_found",
            CheckoutError::ReplayNotFound { .. } => "checkout.replay_not_found",
            CheckoutError::UnknownLine { .. } => "checkout.unknown_line",
            CheckoutError::NothingToBringBack { .. } => "checkout.nothing_to_bring_back",
            CheckoutError::ReturnExceedsSale { .. } => "checkout.return_exceeds_sale",
            CheckoutError::PaymentUnsettled => "checkout.payment_unsettled",
            CheckoutError::NotReturnable => "checkout.not_returnable",
            CheckoutError::ReturnOutOfStep => "bug",
            CheckoutError::AlreadyBound => "checkout.already_bound",
            CheckoutError::BonusChanged { .. } => "checkout.bonus_changed",
            CheckoutError::OverCap { .. } => "checkout.over_cap",
            CheckoutError::OutOfRange(_) => "checkout.out_of_range",
            CheckoutError::StaleEdit(error) => error.code(),
            CheckoutError::Invalid(error) => error.code(),
            CheckoutError::Pricing(error) => error.code(),
            CheckoutError::Offers(error) => error.code(),
            CheckoutError::Retail(error) => error.code(),
            CheckoutError::Ledger(error) => error.code(),
            CheckoutError::Access(error) => error.code(),
            CheckoutError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        if let Some((name, what)) = self.named() {
            return params([(name, what.into())]);
        }
        match self {
            CheckoutError::PriceChanged { quoted, now } => {
                params([("quoted", quoted.0.into()), ("now", now.0.into())])
            }
            CheckoutError::TendersDoNotAddUp { tendered, total } => {
                params([("tendered", tendered.0.into()), ("total", total.0.into())])
            }
            CheckoutError::ReturnExceedsSale {
                line_id,
                left,
                wanted,
            } => params([
                ("line_id", line_id.to_string().into()),
                ("left", (*left).into()),
                ("wanted", (*wanted).into()),
            ]),
            CheckoutError::BonusChanged { expected, now } => {
                params([("expected", expected.0.into()), ("now", now.0.into())])
            }
            CheckoutError::OverCap {
                card_kind,
                cap,
                balance,
            } => params([
                ("card_kind", card_kind.as_str().into()),
                ("cap", cap.0.into()),
                ("balance", balance.0.into()),
            ]),
            CheckoutError::Invalid(error) => error.params(),
            CheckoutError::Pricing(error) => error.params(),
            CheckoutError::Offers(error) => error.params(),
            CheckoutError::Retail(error) => error.params(),
            CheckoutError::Ledger(error) => error.params(),
            CheckoutError::Access(error) => error.params(),
            CheckoutError::Db(error) => error.params(),
            _ => Params::new(),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        match self {
            CheckoutError::Invalid(error) => error.field_errors(),
            CheckoutError::Retail(error) => error.field_errors(),
            CheckoutError::Offers(error) => error.field_errors(),
            CheckoutError::Ledger(error) => error.field_errors(),
            CheckoutError::Access(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }
}
