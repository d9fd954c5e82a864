//! 划线价: a price that is shown as what something cost before must have been asked. By
//! 《明码标价和禁止价格欺诈规定》 (2022) it is the lowest price in the seven days before the promotion
//! in the same place; where nothing is on record, nobody can show that.

use super::{EXAMPLES_MAX, Example, Facts, Finding, FindingCode, Sold};
use pricing::Layer;

/// Goods whose list price is not the lowest of the week, or has no record, if the offer changes
/// what single goods are said to cost.
pub(super) fn find(facts: &Facts, in_scope: &[&Sold]) -> Option<Finding> {
    let rule = &facts.offer.rule;
    let is_shown = matches!(rule.layer, Layer::ItemPrice | Layer::ItemPromotion);
    if !is_shown || rule.effect.is_none() {
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
