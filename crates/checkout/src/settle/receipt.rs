//! 小票: what the customer takes home of a settled order.

use super::rules::Decision;
use crate::TenderKind;
use crate::order::WholeOrder;
use kernel::{
    BusinessDate, LineId, MemberId, Money, OrderId, Points, SkuId, StoreId, TenderId, Timestamp,
};
use ledger::Balances;
use pricing::PriceSource;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// What the customer takes home of a settled order.
#[doc(alias = "小票")]
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Receipt {
    /// Which order.
    pub order_id: OrderId,
    /// What people call it.
    pub order_no: String,
    /// The number that the till printed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_no: Option<String>,
    /// What shows later that the customer has this receipt, such as when goods come back: to be
    /// printed on it. Staff see it nowhere else.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub receipt_code: Option<String>,
    /// Where.
    pub store_id: StoreId,
    /// On which business day of the store.
    pub business_date: BusinessDate,
    /// When.
    pub settled_at: Timestamp,
    /// To whom; absent for an anonymous sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// What was bought.
    pub lines: Vec<ReceiptLine>,
    /// Before discounts.
    pub gross: Money,
    /// All discounts.
    pub discount: Money,
    /// What was paid.
    pub total: Money,
    /// How it was paid.
    pub tenders: Vec<ReceiptTender>,
    /// Points that the order earned.
    pub points_earned: Points,
    /// What the member has now.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub balances: Option<ReceiptBalances>,
}

/// A line of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptLine {
    /// Which line; what comes back is named by it.
    pub line_id: LineId,
    /// What.
    pub sku_id: SkuId,
    /// What it is called.
    pub name: String,
    /// How many.
    pub quantity: i64,
    /// What one costs this buyer before discounts.
    pub unit_price: Money,
    /// Which price that is.
    pub price_source: PriceSource,
    /// Quantity times unit price.
    pub gross: Money,
    /// The line's share of all discounts.
    pub discount: Money,
    /// What was paid for the line.
    pub total: Money,
}

/// A tender of a receipt.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptTender {
    /// Which tender.
    pub tender_id: TenderId,
    /// What it is.
    pub kind: TenderKind,
    /// The money that it paid.
    pub amount: Money,
    /// The points that it took.
    pub points: Points,
}

/// What a member has after the order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ReceiptBalances {
    /// Points; below zero when some are owed.
    pub points: Points,
    /// The paid part of stored value.
    pub principal: Money,
    /// The given part of stored value.
    pub bonus: Money,
}

impl From<Balances> for ReceiptBalances {
    fn from(balances: Balances) -> Self {
        let Balances {
            points,
            principal,
            bonus,
            ..
        } = balances;
        ReceiptBalances {
            points,
            principal,
            bonus,
        }
    }
}

pub(super) fn of(whole: &WholeOrder, decision: &Decision, balances: Option<Balances>) -> Receipt {
    let order = &whole.order;
    let lines = whole
        .lines
        .iter()
        .zip(&decision.quote.lines)
        .map(|(line, quoted)| ReceiptLine {
            line_id: line.id,
            sku_id: line.sku_id,
            name: line.name.clone().unwrap_or_default(),
            quantity: line.quantity,
            unit_price: line.unit_price,
            price_source: quoted.price_source,
            gross: line.gross,
            discount: line.discount,
            total: line.total,
        });
    let tenders = whole.tenders.iter().map(|tender| ReceiptTender {
        tender_id: tender.id,
        kind: tender.kind,
        amount: tender.amount,
        points: tender.points,
    });
    Receipt {
        order_id: order.id,
        order_no: order.order_no.clone(),
        receipt_no: order.external_no.clone(),
        receipt_code: order.receipt_code.clone(),
        store_id: order.store_id,
        business_date: order.business_date,
        settled_at: order.settled_at,
        member_id: order.member_id,
        lines: lines.collect(),
        gross: order.gross,
        discount: order.discount,
        total: order.total,
        tenders: tenders.collect(),
        points_earned: order.points_earned,
        balances: balances.map(ReceiptBalances::from),
    }
}
