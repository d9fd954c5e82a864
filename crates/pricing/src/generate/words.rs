//! The words of offers and quotes.

use crate::{Alone, Base, Because, Channel, Layer, Measure, PayWith, PriceSource, WhyNot};

/// All that offers and quotes can say, as it stands in JSON: who tries them looks for each.
pub fn every_word() -> Vec<String> {
    let one_of = |key: &str, words: &[&str]| -> Vec<String> {
        let pair = |word: &&str| format!("\"{key}\":\"{word}\"");
        words.iter().map(pair).collect()
    };
    let starts = |before: &str, kinds: &str| -> Vec<String> {
        let start = |kind: &str| format!("{before}{{\"kind\":\"{kind}\"");
        kinds.split_whitespace().map(start).collect()
    };
    // Only a search that is cut short leaves something untried: these are too small for that.
    let is_small = |word: &&str| *word != Because::NotTried.as_str();
    let because: Vec<&str> = Because::WORDS.iter().copied().filter(is_small).collect();
    [
        one_of("layer", Layer::WORDS),
        one_of("base", Base::WORDS),
        one_of("by", Measure::WORDS),
        one_of("alone", Alone::WORDS),
        one_of("channel", Channel::WORDS),
        one_of("payment", PayWith::WORDS),
        one_of("price_source", PriceSource::WORDS),
        one_of("why", WhyNot::WORDS),
        one_of("because", &because),
        starts("\"reach\":", "amount pieces"),
        vec![
            "\"reach\":{\"goods\":".to_owned(),
            "\"repeats\":true".to_owned(),
        ],
        starts("\"gives\":", "amount percent"),
        starts("\"missing\":", "money pieces"),
        starts("\"include\":[", "sku category group"),
        starts("\"exclude\":[", "sku category group"),
        starts(
            "\"effect\":",
            "percent_off amount_off each_off set_price member_price ladder every_full nth_item \
             cheapest_free bundle buy_get",
        ),
        starts("", "gift points free_delivery"),
        starts(
            "",
            "all any not store region channel member tier segment first_order birthday_month \
             birthday weekdays month_days hours dates payment",
        ),
        starts("\"condition\":", "pieces amount"),
    ]
    .concat()
}
