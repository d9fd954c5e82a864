//! Why an offer or a coupon cannot be changed, come by or used.

use crate::coupon::{CouponId, CouponState, CouponTrouble};
use crate::offer::OfferState;
use access::AccessError;
use kernel::fault::params;
use kernel::{Fault, FieldError, Invalid, Kind, Params, StoreId};
use membership::{MembershipError, TooManyTries};
use platform::db::DbError;
use platform::http::StaleEdit;
use pricing::OfferId;

/// A refusal or failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum OffersError {
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// There is no such offer.
    #[error("there is no offer {offer_id}")]
    OfferNotFound {
        /// Which was asked for.
        offer_id: OfferId,
    },
    /// There is no draft that could be published.
    #[error("offer {offer_id} has no draft")]
    NoDraft {
        /// Of which offer.
        offer_id: OfferId,
    },
    /// It is at a place in its life where this is not done.
    #[error("offer {offer_id} is {state}")]
    WrongState {
        /// Which offer.
        offer_id: OfferId,
        /// Where it is.
        state: OfferState,
    },
    /// Coupons of it cannot be come by: it is no template, not published, paused, or not now.
    #[error("coupons of {offer_id} are not given out now")]
    NotGivenOut {
        /// Of which template.
        offer_id: OfferId,
    },
    /// All coupons that there may be are out.
    #[error("there are no more coupons of {offer_id}")]
    NoneLeft {
        /// Of which template.
        offer_id: OfferId,
    },
    /// Nobody may claim one, or not this often.
    #[error("coupons of {offer_id} cannot be claimed, or not so many")]
    ClaimLimit {
        /// Of which template.
        offer_id: OfferId,
    },
    /// There is no such coupon, or it is out of sight.
    #[error("there is no such coupon")]
    CouponNotFound,
    /// A coupon is not as it must be for this.
    #[error("coupon {coupon_id} is {state}")]
    CouponWrongState {
        /// Which coupon.
        coupon_id: CouponId,
        /// Where it is.
        state: CouponState,
    },
    /// A coupon cannot be used in this order.
    #[error("coupon {coupon_id} cannot be used: {trouble}")]
    CouponNotUsable {
        /// Which coupon.
        coupon_id: CouponId,
        /// Why.
        trouble: CouponTrouble,
    },
    /// Its template says that it cannot be given away.
    #[error("coupon {coupon_id} cannot be given away")]
    NotGiveable {
        /// Which coupon.
        coupon_id: CouponId,
    },
    /// It was used in an order: what undoes that is a return.
    #[error("coupon {coupon_id} was used in an order")]
    UsedInOrder {
        /// Which coupon.
        coupon_id: CouponId,
    },
    /// The time in which a redemption can be undone is over.
    #[error("the redemption of {coupon_id} can no longer be undone")]
    UndoTooLate {
        /// Which coupon.
        coupon_id: CouponId,
        /// How many hours there were.
        hours: i64,
    },
    /// There is no such store.
    #[error("there is no store {store_id}")]
    UnknownStore {
        /// Which was asked for.
        store_id: StoreId,
    },
    /// Somebody tries too many codes.
    #[error(transparent)]
    TooManyTries(#[from] TooManyTries),
    /// Somebody was faster with an edit.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// The member's side refused.
    #[error(transparent)]
    Membership(#[from] MembershipError),
    /// The house's rules refused.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database refused or failed.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl OffersError {
    /// The failure of another context or of the ground that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            OffersError::Invalid(error) => Some(error),
            OffersError::Stale(error) => Some(error),
            OffersError::TooManyTries(error) => Some(error),
            OffersError::Membership(error) => Some(error),
            OffersError::Access(error) => Some(error),
            OffersError::Db(error) => Some(error),
            _ => None,
        }
    }
}

impl Fault for OffersError {
    fn kind(&self) -> Kind {
        match self {
            OffersError::OfferNotFound { .. } | OffersError::CouponNotFound => Kind::NotFound,
            other => other.inner().map_or(Kind::Refused, Fault::kind),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            OffersError::OfferNotFound { .. } => "offers.offer_not_found",
            OffersError::NoDraft { .. } => "offers.no_draft",
            OffersError::WrongState { .. } => "offers.wrong_state",
            OffersError::NotGivenOut { .. } => "offers.not_given_out",
            OffersError::NoneLeft { .. } => "offers.none_left",
            OffersError::ClaimLimit { .. } => "offers.claim_limit",
            OffersError::CouponNotFound => "offers.coupon_not_found",
            OffersError::CouponWrongState { .. } => "offers.coupon_wrong_state",
            OffersError::CouponNotUsable { .. } => "offers.coupon_not_usable",
            OffersError::NotGiveable { .. } => "offers.not_giveable",
            OffersError::UsedInOrder { .. } => "offers.used_in_order",
            OffersError::UndoTooLate { .. } => "offers.undo_too_late",
            OffersError::UnknownStore { .. } => "offers.unknown_store",
            OffersError::Invalid(error) => error.code(),
            OffersError::Stale(error) => error.code(),
            OffersError::TooManyTries(error) => error.code(),
            OffersError::Membership(error) => error.code(),
            OffersError::Access(error) => error.code(),
            OffersError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            OffersError::OfferNotFound { offer_id }
            | OffersError::NoDraft { offer_id }
            | OffersError::NotGivenOut { offer_id }
            | OffersError::NoneLeft { offer_id }
            | OffersError::ClaimLimit { offer_id } => {
                params([("offer_id", offer_id.to_string().into())])
            }
            OffersError::WrongState { offer_id, state } => params([
                ("offer_id", offer_id.to_string().into()),
                ("state", state.as_str().into()),
            ]),
            OffersError::CouponWrongState { coupon_id, state } => params([
                ("coupon_id", coupon_id.to_string().into()),
                ("state", state.as_str().into()),
            ]),
            OffersError::CouponNotUsable { coupon_id, trouble } => params([
                ("coupon_id", coupon_id.to_string().into()),
                ("trouble", trouble.as_str().into()),
            ]),
            OffersError::NotGiveable { coupon_id } | OffersError::UsedInOrder { coupon_id } => {
                params([("coupon_id", coupon_id.to_string().into())])
            }
            OffersError::UndoTooLate { coupon_id, hours } => params([
                ("coupon_id", coupon_id.to_string().into()),
                ("hours", (*hours).into()),
            ]),
            OffersError::UnknownStore { store_id } => {
                params([("store_id", store_id.to_string().into())])
            }
            other => other.inner().map_or_else(Params::new, Fault::params),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map_or_else(Vec::new, Fault::field_errors)
    }
}
