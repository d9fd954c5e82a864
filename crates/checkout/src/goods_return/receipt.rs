//! What the customer takes home of a return.

use super::WholeReturn;
use super::rules::{GivenBack, LineBack, TenderBack};
use crate::TenderKind;
use crate::order::WholeOrder;
use crate::settle::ReceiptBalances;
use kernel::{
    BusinessDate, LineId, MemberId, Money, OrderId, Points, ReturnId, SkuId, StoreId, TenderId,
    Timestamp,
};
use ledger::Balances;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the customer takes home of a return.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReturnReceipt {
    /// Which return.
    pub return_id: ReturnId,
    /// Of which order.
    pub order_id: OrderId,
    /// What people call the order.
    pub order_no: String,
    /// Where the goods came back.
    pub store_id: StoreId,
    /// On which business day of that store.
    pub business_date: BusinessDate,
    /// When.
    pub returned_at: Timestamp,
    /// Whose order it was.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// What came back.
    pub lines: Vec<ReturnReceiptLine>,
    /// What went back into which tender.
    pub tenders: Vec<ReturnReceiptTender>,
    /// What went back, over all tenders.
    pub total: Money,
    /// Earned points that were taken back.
    pub points_taken_back: Points,
    /// What the member has now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balances: Option<ReceiptBalances>,
}

/// A line of a return that was taken or is looked at beforehand.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReturnReceiptLine {
    /// Which line of the order.
    pub line_id: LineId,
    /// What.
    pub sku_id: SkuId,
    /// How many.
    pub quantity: i64,
    /// What is given for them.
    pub total: Money,
}

/// What goes back into a tender.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReturnReceiptTender {
    /// Which tender of the order.
    pub tender_id: TenderId,
    /// What it is.
    pub kind: TenderKind,
    /// Money that goes back.
    pub amount: Money,
    /// Points that go back.
    pub points: Points,
}

pub(super) fn of(
    whole: &WholeOrder,
    kept: &WholeReturn,
    given: &GivenBack,
    balances: Option<Balances>,
) -> ReturnReceipt {
    let (order, head) = (&whole.order, &kept.head);
    ReturnReceipt {
        return_id: head.id,
        order_id: order.id,
        order_no: order.order_no.clone(),
        store_id: head.store_id,
        business_date: head.business_date,
        returned_at: head.returned_at,
        member_id: order.member_id,
        lines: lines_of(given),
        tenders: tenders_of(given),
        total: head.total,
        points_taken_back: head.points_taken_back,
        balances: balances.map(ReceiptBalances::from),
    }
}

pub(super) fn lines_of(given: &GivenBack) -> Vec<ReturnReceiptLine> {
    let line = |line: &LineBack| ReturnReceiptLine {
        line_id: line.line_id,
        sku_id: line.sku_id,
        quantity: line.quantity,
        total: line.total,
    };
    given.lines.iter().map(line).collect()
}

pub(super) fn tenders_of(given: &GivenBack) -> Vec<ReturnReceiptTender> {
    let tender = |back: &TenderBack| ReturnReceiptTender {
        tender_id: back.tender_id,
        kind: back.kind,
        amount: back.amount,
        points: back.points,
    };
    given.tenders.iter().map(tender).collect()
}
