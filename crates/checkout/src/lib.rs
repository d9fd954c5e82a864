//! 收银: quote, settle, return, top up, bind, and the history of past sales.
//!
//! Guarantees: what is charged is what was quoted; money, points, stored value and stock of one
//! act move together or not at all; whatever comes back, each tender gets back exactly its part.
//! Hot acts (settle, top up) have only the batch form; a handler submits one act to its lane.

mod basket;
mod binding;
mod days;
mod erasure;
mod error;
mod goods_return;
mod history;
mod lanes;
mod listing;
mod names;
mod on_offer;
mod order;
mod quote;
mod replay;
mod retold;
mod settle;
mod sort;
mod tender;
mod terms;
mod timeline;
mod top_up;

pub use basket::{Item, LINES_MAX};
pub use binding::{Binding, BoundOrder, bind_order};
pub use erasure::forget_words;
pub use error::CheckoutError;
pub use goods_return::{
    BroughtBack, GoodsReturn, Return, ReturnOfMember, ReturnReceipt, ReturnReceiptLine,
    ReturnReceiptTender, ReturnedLine, ReturnedTender, WholeReturn, return_approved, return_goods,
};
pub use history::{
    Earning, RecordedLine, RecordedOrder, RecordedTender, find_recorded, record_orders,
};
pub use lanes::Lanes;
pub use listing::{ListedReturn, ListedTopUp, ListingFilter, list_returns, list_top_ups};
pub use order::{
    GivenOffer, Line, ListedOrder, Order, OrderFilter, Origin, Tender, WholeOrder, find_orders,
    get_order, list_orders, load_heads,
};
pub use quote::{Basket, QuotedBasket, quote_basket};
pub use replay::{JOB_KIND as REPLAY_JOB, work as work_replay};
pub use retold::{retell_orders, retell_returns, retell_top_ups};
pub use settle::{
    Payment, Receipt, ReceiptBalances, ReceiptLine, ReceiptTender, SettleOrder, TENDERS_MAX, settle,
};
pub use sort::ActSort;
pub use tender::{TenderKind, TenderState, TillTender, TopUpTender};
pub use terms::{
    BEARER_CAP_BY_LAW, Caps, CardKind, EarnRule, NAMED_CAP_BY_LAW, OffsetRule, PointsRounding,
    Rung, Terms, load_terms, load_versioned as load_terms_versioned, replace_terms,
    stored_value_cap,
};
pub use timeline::{returns_of_person, top_ups_of_person};
pub use top_up::{TopUp, TopUpOfMember, TopUpReceipt, top_up};

/// Every route of this context, each with its permission. They expect [`Lanes`] as an extension.
pub fn routes() -> access::Guarded {
    access::Guarded::new()
        .merge(quote::http::routes())
        .merge(settle::http::routes())
        .merge(order::http::routes())
        .merge(listing::http::routes())
        .merge(replay::http::routes())
        .merge(goods_return::http::routes())
        .merge(binding::http::routes())
        .merge(top_up::http::routes())
        .merge(terms::http::routes())
}
