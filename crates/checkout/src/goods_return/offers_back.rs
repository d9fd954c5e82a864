//! What offers gave for goods that come back.

use super::is_undone;
use super::rules::GivenBack;
use crate::CheckoutError;
use crate::order::{self, WholeOrder};
use kernel::Act;
use offers::{Buying, GoneBack};
use platform::db::Tx;
use pricing::Layer;

/// What offers had taken off the lines that come back goes back to their budgets; when nothing of
/// the sale is left, coupons may go back to whoever had them.
pub(super) fn give_back(
    tx: &mut Tx<'_>,
    act: Act,
    whole: &WholeOrder,
    given: &GivenBack,
) -> Result<(), CheckoutError> {
    let back = whole.lines.iter().map(|line| {
        let now = given.lines.iter().filter(|back| back.line_id == line.id);
        let now: i64 = now.map(|back| back.quantity).sum();
        (line.returned_quantity + now, line.quantity)
    });
    let back: Vec<(i64, i64)> = back.collect();
    let is_whole = is_undone(whole, given);
    let (mut told, mut noted) = (Vec::new(), Vec::new());
    for offer in whole
        .offers
        .iter()
        .filter(|one| one.layer != Layer::Standing)
    {
        let gone = match is_whole {
            true => offer.amount,
            false => offer.gone_with(&back)?,
        };
        let now = gone.checked_sub(offer.given_back)?;
        noted.push((offer.place, gone));
        told.push(GoneBack {
            offer_id: offer.offer_id,
            version: offer.version,
            coupon_id: offer.coupon_id,
            money: now,
        });
    }
    if told.is_empty() {
        return Ok(());
    }
    order::given::store::set_given_back(tx, whole.order.id, &noted)?;
    let buying = Buying {
        store_id: whole.order.store_id,
        member_id: whole.order.member_id,
        date: whole.order.business_date,
    };
    Ok(offers::give_back_coupons(
        tx, act, &buying, &told, is_whole,
    )?)
}
