//! One order with all that is kept of it, as the outside sees it.

use super::{OrderHead, head};
use crate::goods_return::WholeReturn;
use crate::names::Names;
use crate::order::{self, GivenOffer, WholeOrder};
use crate::{TenderKind, TenderState};
use kernel::{
    BusinessDate, CategoryId, LineId, Money, Points, ReturnId, SkuId, StaffId, StoreId, TenderId,
    TillId, Timestamp,
};
use offers::CouponId;
use pricing::{Layer, OfferId};
use serde::Serialize;
use utoipa::ToSchema;

/// An order with all that is kept of it.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetail {
    #[serde(flatten)]
    head: OrderHead,
    #[serde(skip_serializing_if = "Option::is_none")]
    till_id: Option<TillId>,
    #[serde(skip_serializing_if = "Option::is_none")]
    guide_id: Option<StaffId>,
    /// When an anonymous sale was bound to its member.
    #[serde(skip_serializing_if = "Option::is_none")]
    bound_at: Option<Timestamp>,
    lines: Vec<OrderDetailLine>,
    tenders: Vec<OrderDetailTender>,
    /// Why it cost less: what each offer gave, in the order of their turns.
    offers: Vec<OrderDetailOffer>,
    returns: Vec<OrderDetailReturn>,
}

/// What an offer gave in an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailOffer {
    /// The promotion, the coupon template or the tier.
    offer_id: OfferId,
    /// The version that the order was priced with.
    version: i64,
    /// The coupon, if it was one.
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_id: Option<CouponId>,
    layer: Layer,
    /// What it was called then.
    name: String,
    /// Over all lines.
    amount: Money,
    /// What of the amount went back with returned lines.
    given_back: Money,
    /// How the amount lies on the lines.
    shares: Vec<OrderDetailShare>,
    /// What it gave for nothing.
    gifts: Vec<OrderDetailGift>,
}

/// A line's part of what an offer gave.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailShare {
    line_id: LineId,
    amount: Money,
}

/// What an offer gave for nothing.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailGift {
    sku_id: SkuId,
    name: String,
    quantity: i64,
}

/// A line of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailLine {
    line_id: LineId,
    sku_id: SkuId,
    #[serde(skip_serializing_if = "Option::is_none")]
    category_id: Option<CategoryId>,
    /// What it was called when it was sold.
    name: String,
    /// Zero or less for an adjustment.
    quantity: i64,
    unit_price: Money,
    gross: Money,
    discount: Money,
    total: Money,
    returned_quantity: i64,
    returned_total: Money,
}

/// A tender of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailTender {
    tender_id: TenderId,
    kind: TenderKind,
    state: TenderState,
    amount: Money,
    /// Points that it took.
    points: Points,
    #[serde(skip_serializing_if = "Option::is_none")]
    reference: Option<String>,
    given_back: Money,
    points_given_back: Points,
}

/// A return of an order.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailReturn {
    return_id: ReturnId,
    store_id: StoreId,
    business_date: BusinessDate,
    returned_at: Timestamp,
    #[serde(skip_serializing_if = "Option::is_none")]
    returned_by: Option<StaffId>,
    reason: String,
    total: Money,
    points_taken_back: Points,
    lines: Vec<OrderDetailReturnLine>,
    tenders: Vec<OrderDetailReturnTender>,
}

/// A line of a return.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailReturnLine {
    line_id: LineId,
    quantity: i64,
    total: Money,
}

/// What a return put back into a tender.
#[derive(Debug, Serialize, ToSchema)]
pub(super) struct OrderDetailReturnTender {
    tender_id: TenderId,
    amount: Money,
    points: Points,
}

/// The order with all that is kept of it.
pub(super) fn detail(whole: WholeOrder, returns: Vec<WholeReturn>, names: &Names) -> OrderDetail {
    let WholeOrder {
        order,
        lines,
        tenders,
        offers,
    } = whole;
    let line_ids: Vec<LineId> = lines.iter().map(|line| line.id).collect();
    let line = |line: order::Line| OrderDetailLine {
        line_id: line.id,
        sku_id: line.sku_id,
        category_id: line.category_id,
        name: line.name.unwrap_or_else(|| names.goods(line.sku_id)),
        quantity: line.quantity,
        unit_price: line.unit_price,
        gross: line.gross,
        discount: line.discount,
        total: line.total,
        returned_quantity: line.returned_quantity,
        returned_total: line.returned_total,
    };
    let tender = |tender: order::Tender| OrderDetailTender {
        tender_id: tender.id,
        kind: tender.kind,
        state: tender.state,
        amount: tender.amount,
        points: tender.points,
        reference: tender.reference,
        given_back: tender.given_back,
        points_given_back: tender.points_given_back,
    };
    OrderDetail {
        head: head(&order, names),
        till_id: order.till_id,
        guide_id: order.guide_id,
        bound_at: order.bound_at,
        lines: lines.into_iter().map(line).collect(),
        tenders: tenders.into_iter().map(tender).collect(),
        offers: offers
            .iter()
            .map(|given| offer_detail(given, &line_ids, names))
            .collect(),
        returns: returns.into_iter().map(return_detail).collect(),
    }
}

fn offer_detail(given: &GivenOffer, lines: &[LineId], names: &Names) -> OrderDetailOffer {
    let share = |(place, amount): (usize, Money)| {
        let line_id = *lines.get(place)?;
        Some(OrderDetailShare { line_id, amount })
    };
    let gift = |(sku_id, quantity): (SkuId, i64)| OrderDetailGift {
        sku_id,
        name: names.goods(sku_id),
        quantity,
    };
    OrderDetailOffer {
        offer_id: given.offer_id,
        version: given.version,
        coupon_id: given.coupon_id,
        layer: given.layer,
        name: given.name.clone(),
        amount: given.amount,
        given_back: given.given_back,
        shares: given.shares().into_iter().filter_map(share).collect(),
        gifts: given.gifts().into_iter().map(gift).collect(),
    }
}

fn return_detail(whole: WholeReturn) -> OrderDetailReturn {
    let head = whole.head;
    OrderDetailReturn {
        return_id: head.id,
        store_id: head.store_id,
        business_date: head.business_date,
        returned_at: head.returned_at,
        returned_by: head.returned_by.staff(),
        reason: head.reason,
        total: head.total,
        points_taken_back: head.points_taken_back,
        lines: whole
            .lines
            .into_iter()
            .map(|line| OrderDetailReturnLine {
                line_id: line.line_id,
                quantity: line.quantity,
                total: line.total,
            })
            .collect(),
        tenders: whole
            .tenders
            .into_iter()
            .map(|back| OrderDetailReturnTender {
                tender_id: back.tender_id,
                amount: back.amount,
                points: back.points,
            })
            .collect(),
    }
}
