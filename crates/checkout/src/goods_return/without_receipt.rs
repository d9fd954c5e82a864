//! 无小票退货: whoever brings goods and no receipt gets their money back as well, but one person
//! alone gives back only so much a day in this way; the rest waits for a second person.
//!
//! A receipt carries a code that only the customer was given. A return of an order that was merely
//! looked up is the usual way in which money leaves a till with nobody there.

use super::{BroughtBack, GoodsReturn, ReturnReceipt, carry_out, decide, return_goods};
use crate::CheckoutError;
use access::{Action, Actor, Approval, Approved, Gate, Wish};
use kernel::{Invalid, OrderId, StoreId};
use platform::db::Tx;
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What became of a return.
pub(crate) enum Outcome {
    Done(Box<ReturnReceipt>),
    Waits(Box<Approval>),
}

/// What is kept of a return that waits.
#[derive(Serialize, Deserialize)]
struct Asked {
    order_id: OrderId,
    store_id: StoreId,
    lines: Vec<BroughtBack>,
}

/// Takes goods back at once if a receipt is shown or the person may do so alone; otherwise it
/// waits for a second person. `receipt` is the code that stands on it.
pub(crate) fn return_or_ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    goods: &GoodsReturn,
    receipt: Option<&str>,
) -> Result<Outcome, CheckoutError> {
    let decided = decide(tx, goods)?;
    if let Some(shown) = receipt {
        let code = decided.whole.order.receipt_code.as_deref();
        if code.is_none_or(|code| !code.eq_ignore_ascii_case(shown.trim())) {
            return Err(Invalid::one("/receipt", "receipt.of_another_order", []).into());
        }
        return Ok(Outcome::Done(Box::new(carry_out(tx, goods, decided)?)));
    }
    let payload = Asked {
        order_id: goods.order_id,
        store_id: goods.store_id,
        lines: goods.lines.clone(),
    };
    let wish = Wish {
        action: Action::ReturnWithoutReceipt,
        size: decided.given.total.0,
        subject: goods.order_id.to_string(),
        store_id: Some(goods.store_id),
        reason: &goods.reason,
        payload: &payload,
    };
    Ok(match access::pass(tx, actor, &wish)? {
        Gate::Waits(approval) => Outcome::Waits(approval),
        Gate::Open => Outcome::Done(Box::new(carry_out(tx, goods, decided)?)),
    })
}

/// Takes back what a second person has approved, as the server's list of acts has it.
pub fn return_approved(
    tx: &mut Tx<'_>,
    approved: &Approved,
) -> Result<serde_json::Value, CheckoutError> {
    let asked: Asked = approved.read()?;
    let goods = GoodsReturn {
        act: approved.act,
        order_id: asked.order_id,
        store_id: asked.store_id,
        lines: asked.lines,
        reason: approved.reason.clone(),
        key: Some(approved.id.to_string()),
    };
    let receipt = return_goods(tx, &goods)?;
    Ok(json!({ "return_id": receipt.return_id }))
}
