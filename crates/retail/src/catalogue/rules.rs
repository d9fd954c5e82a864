//! What goods and SKUs may look like, how they are searched, and which price a store asks.

use super::price::StorePrice;
use super::store::{Goods, Sku};
use crate::checks::{self, NAME_MAX};
use kernel::{Invalid, Money};

/// Whether goods may be written like this.
pub(crate) fn check_goods(goods: &Goods) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    note_goods(&mut wrong, goods);
    wrong.check()
}

/// Notes what is wrong with goods.
pub(crate) fn note_goods(wrong: &mut Invalid, goods: &Goods) {
    checks::code(wrong, "/code", &goods.code);
    wrong.text("/name", &goods.name, NAME_MAX);
}

/// Notes what is wrong with a SKU; `at` is the pointer of its object.
pub(crate) fn note_sku(wrong: &mut Invalid, at: &str, sku: &Sku, barcodes: &[String]) {
    checks::code(wrong, &format!("{at}/code"), &sku.code);
    checks::optional_text(wrong, &format!("{at}/name"), &sku.name, NAME_MAX);
    checks::prices(wrong, at, sku.list_price, sku.member_price);
    checks::cost(wrong, at, sku.cost_price);
    checks::barcodes(wrong, &format!("{at}/barcodes"), barcodes);
}

/// Notes a list price that fell below the member price that stays: then it is the wrong one of
/// the two. `member` is the member price before and after.
pub(crate) fn note_fallen_list_price(
    wrong: &mut Invalid,
    list: Money,
    member: (Option<Money>, Option<Money>),
) {
    if let (Some(before), Some(after)) = member
        && before == after
        && (Money::ZERO..after).contains(&list)
    {
        wrong.add("/list_price", "number.too_small", [("min", after.0.into())]);
    }
}

/// What a receipt calls a SKU.
pub(crate) fn full_name(goods_name: &str, sku_name: &str) -> String {
    if sku_name.is_empty() {
        goods_name.to_owned()
    } else {
        format!("{goods_name} {sku_name}")
    }
}

/// What a search for a SKU looks into: both names, folded.
pub(crate) fn search_text(goods_name: &str, sku_name: &str) -> String {
    format!("{goods_name} {sku_name}").trim().to_lowercase()
}

/// A `like` pattern for a text anywhere; words may have others between them.
pub fn anywhere(text: &str) -> String {
    let words: Vec<String> = text.split_whitespace().map(literally).collect();
    if words.is_empty() {
        "%".to_owned()
    } else {
        format!("%{}%", words.join("%"))
    }
}

/// A `like` pattern for a text at the beginning.
pub(crate) fn at_the_beginning(text: &str) -> String {
    format!("{}%", literally(text.trim()))
}

/// The store's own prices if it has any, else those of the whole chain.
pub(crate) fn prices_in_store(
    list_price: Money,
    member_price: Option<Money>,
    own: Option<&StorePrice>,
) -> (Money, Option<Money>) {
    match own {
        Some(own) => (own.list_price, own.member_price),
        None => (list_price, member_price),
    }
}

/// Folds a text and takes the meaning from `%`, `_` and the escape `!` itself.
fn literally(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.to_lowercase().chars() {
        if matches!(letter, '%' | '_' | '!') {
            out.push('!');
        }
        out.push(letter);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::{SkuId, StoreId};

    #[test]
    fn a_search_finds_what_was_typed_and_not_a_pattern() {
        for (typed, pattern) in [
            ("", "%"),
            ("  ", "%"),
            ("Latte", "%latte%"),
            ("伊利 牛奶", "%伊利%牛奶%"),
            ("100%", "%100!%%"),
            ("a_b!", "%a!_b!!%"),
        ] {
            assert_eq!(anywhere(typed), pattern, "{typed}");
        }
        assert_eq!(at_the_beginning("A-1_"), "a-1!_%");
        assert_eq!(search_text("Latte", ""), "latte");
        assert_eq!(search_text("Latte", "Large"), "latte large");
    }

    #[test]
    fn a_store_with_its_own_price_asks_that() {
        let own = |list, member| StorePrice {
            store_id: StoreId(1),
            sku_id: SkuId(1),
            list_price: Money(list),
            member_price: Option::map(member, Money),
            version: 1,
        };
        let price = |own: Option<&StorePrice>| {
            let (list, member) = prices_in_store(Money(1800), Some(Money(1500)), own);
            (list.0, member.map(|money| money.0))
        };
        assert_eq!(price(None), (1800, Some(1500)));
        assert_eq!(price(Some(&own(2000, Some(1900)))), (2000, Some(1900)));
        // A store that asks its own list price and names no member price has none.
        assert_eq!(price(Some(&own(2000, None))), (2000, None));
    }

    #[test]
    fn of_two_prices_the_one_that_was_changed_is_wrong() {
        let fallen = |list, before: Option<i64>, after: Option<i64>| {
            let mut wrong = Invalid::new();
            let member = (before.map(Money), after.map(Money));
            note_fallen_list_price(&mut wrong, Money(list), member);
            let named = wrong
                .0
                .iter()
                .map(|field| (field.pointer.clone(), field.code));
            named.collect::<Vec<_>>()
        };
        let named = [("/list_price".to_owned(), "number.too_small")];
        assert_eq!(fallen(1599, Some(1600), Some(1600)), named);
        assert_eq!(fallen(0, Some(1600), Some(1600)), named);
        assert_eq!(fallen(1600, Some(1600), Some(1600)), []);
        assert_eq!(fallen(1599, Some(1500), Some(1600)), []);
        assert_eq!(fallen(-1, Some(1600), Some(1600)), []);
        assert_eq!(fallen(0, None, None), []);
    }
}
