//! 划线价: a price that is shown as what something cost before must have been asked. By
//! 《明码标价和禁止价格欺诈规定》 (2022) it is the lowest price in the seven days before the promotion
//! in the same place; where nothing is on record, nobody can show that.

use super::{EXAMPLES_MAX, Example, Facts, Finding, FindingCode, Sold};
use pricing::{Layer, Offer};

/// Whether an offer changes what single goods are said to cost.
pub(in crate::conflict) fn crosses_out(rule: &Offer) -> bool {
    let is_of_items = matches!(rule.layer, Layer::ItemPrice | Layer::ItemPromotion);
    is_of_items && rule.effect.is_some()
}

/// Goods whose list price is not the lowest of the week, or has no record.
pub(super) fn find(facts: &Facts, in_scope: &[&Sold]) -> Option<Finding> {
    if !crosses_out(&facts.offer.rule) {
        return None;
    }
    let is_proved = |sold: &Sold| sold.lowest_price == Some(sold.list_price);
    let mut unproved: Vec<&Sold> = in_scope.to_vec();
    unproved.retain(|sold| !is_proved(sold));
    if unproved.is_empty() {
        return None;
    }
    // The largest difference first; what has no record after what has one.
    unproved.sort_by_key(|sold| {
        let above = |lowest: kernel::Money| lowest.0 - sold.list_price.0;
        (sold.lowest_price.map_or(0, above), sold.sku_id)
    });
    let example = |sold: &&Sold| Example {
        list_price: Some(sold.list_price),
        lowest_price: sold.lowest_price,
        ..sold.example()
    };
    Some(Finding {
        skus: unproved.len() as i64,
        examples: unproved.iter().take(EXAMPLES_MAX).map(example).collect(),
        ..Finding::new(FindingCode::CrossedOutPrice)
    })
}
