//! Settling over HTTP.

use super::{Payment, Receipt, SettleOrder};
use crate::basket::Item;
use crate::{Lanes, TillTender};
use access::{Actor, Guarded, Permission};
use axum::Extension;
use kernel::{Act, MemberId, Money, StaffId, StoreId, TillId};
use offers::CouponId;
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::{Answer, IdempotencyKey, Keyed};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OrdersSettle, routes!(settle_order))
}

/// A sale that wants to be settled.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct OrderToSettle {
    /// Where.
    store_id: StoreId,
    /// At which till; that of the log-in, if it is one at a till.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    till_id: Option<TillId>,
    /// To whom; absent for an anonymous sale.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    member_id: Option<MemberId>,
    /// Who served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    guide_id: Option<StaffId>,
    /// The number that the till printed, if it mints its own; unique in the brand.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 64)]
    receipt_no: Option<String>,
    /// What is bought, each SKU once.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Item>,
    /// Which coupons it uses; each must give something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    #[schema(max_items = 20)]
    coupons: Vec<CouponId>,
    /// How it is paid; comes to the total exactly.
    #[schema(max_items = 10)]
    tenders: Vec<TenderToTake>,
    /// What the customer was told it costs.
    #[schema(minimum = 0)]
    expected_total: Money,
}

/// One payment that a customer offers.
#[derive(Debug, Clone, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct TenderToTake {
    /// How.
    kind: TillTender,
    /// How much of the total it pays, in money also for points.
    #[schema(minimum = 0)]
    amount: Money,
    /// What the cashier wrote on it, such as the number of a card slip.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 100)]
    reference: Option<String>,
}

/// Settles an order: prices it, takes its tenders, gives its points, and writes the receipt.
#[utoipa::path(
    post,
    path = "/api/v1/orders/settle",
    tag = "orders",
    params(("Idempotency-Key" = String, Header, description = "One key, one effect")),
    request_body = OrderToSettle,
    responses(
        (status = 200, body = Receipt),
        (status = "default", body = ProblemBody),
    )
)]
async fn settle_order(
    Extension(lanes): Extension<Lanes>,
    actor: Actor,
    key: IdempotencyKey,
    Json(mut body): Json<OrderToSettle>,
) -> Result<Answer, Problem> {
    actor.require_store(body.store_id)?;
    let key = key.for_act("settle_order", &body);
    body.till_id = actor.till_of_act(body.till_id)?;
    let item = body.read(actor.act(), key.key());
    item.check()?;
    let keyed = Keyed {
        key,
        item,
        at: actor.now,
    };
    Ok(lanes.settle.submit(actor.brand, keyed).await?)
}

impl OrderToSettle {
    fn read(self, act: Act, key: &str) -> SettleOrder {
        let payment = |tender: TenderToTake| Payment {
            kind: tender.kind,
            amount: tender.amount,
            reference: tender.reference,
        };
        SettleOrder {
            act,
            store_id: self.store_id,
            till_id: self.till_id,
            member_id: self.member_id,
            guide_id: self.guide_id,
            receipt_no: self.receipt_no,
            lines: self.lines,
            coupons: self.coupons,
            tenders: self.tenders.into_iter().map(payment).collect(),
            expected_total: self.expected_total,
            key: Some(key.to_owned()),
        }
    }
}
