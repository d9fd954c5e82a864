//! The pricing engine from bytes to bytes: what the till and the member app run as WebAssembly, and
//! what native code calls to get the same bytes.
//!
//! Every input has an answer: a quote, a refusal in the words of the trade, or what made the input
//! unreadable. Nothing is kept between two calls.

#[cfg(target_arch = "wasm32")]
mod abi;

use kernel::{Fault, FieldError, Params};
use pricing::{Basket, Context, Offer, PricingError, Quote, Standing};
use serde::{Deserialize, Serialize};

/// What is to be priced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct QuoteInput {
    /// The goods.
    pub basket: Basket,
    /// The offers to choose from, but for what the standing itself gives.
    pub offers: Vec<Offer>,
    /// What the buyer is to the brand.
    pub standing: Standing,
    /// The circumstances.
    pub context: Context,
}

/// What is answered to a [`QuoteInput`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum QuoteAnswer {
    /// What it costs, and why.
    Quote(Quote),
    /// Why it cannot be priced.
    Refused(Refused),
    /// Why it cannot be read: a sentence for programmers.
    Invalid(String),
}

/// Why something cannot be priced; people read the sentence that belongs to the code.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Refused {
    /// A stable word, such as `pricing.bad_quantity`.
    pub code: &'static str,
    /// The numbers that belong to it.
    pub params: Params,
}

/// What is answered to an offer that is to be checked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum OfferAnswer {
    /// The fields that are wrong: none if the offer makes sense.
    Wrong(Vec<FieldError>),
    /// Why it cannot be read: a sentence for programmers.
    Invalid(String),
}

/// Prices a [`QuoteInput`] in JSON and writes the [`QuoteAnswer`] in JSON.
pub fn quote_json(input: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice::<QuoteInput>(input) {
        Ok(input) => price(&input).map_or_else(QuoteAnswer::from, QuoteAnswer::Quote),
        Err(unreadable) => QuoteAnswer::Invalid(unreadable.to_string()),
    };
    written(&answer)
}

/// Checks an [`Offer`] in JSON and writes the [`OfferAnswer`] in JSON.
pub fn check_offer_json(offer: &[u8]) -> Vec<u8> {
    let answer = match serde_json::from_slice::<Offer>(offer) {
        Ok(offer) => match pricing::check(&offer) {
            Ok(()) => OfferAnswer::Wrong(Vec::new()),
            Err(wrong) => OfferAnswer::Wrong(wrong.0),
        },
        Err(unreadable) => OfferAnswer::Invalid(unreadable.to_string()),
    };
    written(&answer)
}

/// The hash of the sources that this was built from; empty unless `make wasm` built it.
pub fn source_hash() -> &'static str {
    option_env!("HUITONG_PRICING_SOURCES").unwrap_or_default()
}

fn price(input: &QuoteInput) -> Result<Quote, PricingError> {
    let QuoteInput {
        basket,
        offers,
        standing,
        context,
    } = input;
    pricing::quote(basket, offers, standing, context)
}

impl From<PricingError> for QuoteAnswer {
    fn from(error: PricingError) -> Self {
        QuoteAnswer::Refused(Refused {
            code: error.code(),
            params: error.params(),
        })
    }
}

fn written(answer: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec(answer).expect("plain data can be written")
}
