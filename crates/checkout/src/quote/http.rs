//! Quoting over HTTP: reads only, so it needs no idempotency key.

use super::{Basket, QuotedBasket};
use crate::CheckoutError;
use crate::basket::Item;
use crate::settle::ReceiptBalances;
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{MemberId, Money, Points, SkuId, StoreId, Timestamp};
use offers::CouponId;
use platform::App;
use platform::db::Tx;
use platform::http::{Json, Problem, ProblemBody};
use pricing::{
    Because, Explanation, Extra, Gift, Layer, Missing, OfferId, Outcome, PriceSource, QuotedLine,
    Share, WhyNot, Withheld,
};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OrdersSettle, routes!(quote_basket))
}

/// A basket that somebody wants to know the price of.
#[derive(Debug, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
struct BasketToQuote {
    /// Where.
    store_id: StoreId,
    /// For whom; absent for somebody nobody knows.
    #[serde(default)]
    member_id: Option<MemberId>,
    /// What, each SKU once.
    #[schema(min_items = 1, max_items = 500)]
    lines: Vec<Item>,
    /// Which coupons; absent for all that the member holds: the best of them are found.
    #[serde(default)]
    #[schema(max_items = 20)]
    coupons: Option<Vec<CouponId>>,
    /// When, for whoever may read offers; absent for now. At most ten years from now, before or
    /// after. What is on offer, its hours and days, the time of coupons, birthdays and limits by
    /// the day are those of then; shelf prices, stock, the tier, what the member has and what is
    /// used of budgets are those of now.
    #[serde(default)]
    at: Option<Timestamp>,
}

/// What a basket costs, and why.
#[derive(Debug, Serialize, ToSchema)]
struct BasketQuote {
    lines: Vec<BasketQuoteLine>,
    /// Before discounts.
    gross: Money,
    discount: Money,
    /// What is to pay; settling wants it as `expected_total`.
    total: Money,
    /// Points that it earns if none of it is paid with points.
    points_earned: Points,
    /// The most that points can pay, given the member's points.
    points_can_pay: PointsCanPay,
    /// The most that stored value can pay, given what the member has.
    stored_value_can_pay: Money,
    /// What the member has.
    #[serde(skip_serializing_if = "Option::is_none")]
    balances: Option<ReceiptBalances>,
    /// What is given for nothing.
    gifts: Vec<QuotedGift>,
    /// What became of each offer.
    explanations: Vec<OfferExplanation>,
    /// The coupons that give something: settling wants them as `coupons`.
    coupons: Vec<CouponId>,
    /// Whether it is the best combination of all, or the best found within the limit of work.
    is_best_of_all: bool,
}

/// What one line costs.
#[derive(Debug, Serialize, ToSchema)]
struct BasketQuoteLine {
    sku_id: SkuId,
    name: String,
    quantity: i64,
    /// What one unit costs anybody here.
    list_price: Money,
    /// What one unit costs this buyer before discounts.
    unit_price: Money,
    price_source: PriceSource,
    gross: Money,
    discount: Money,
    total: Money,
    /// The line's part of each discount.
    shares: Vec<OfferShare>,
}

/// A line's part of one discount.
#[derive(Debug, Serialize, ToSchema)]
struct OfferShare {
    offer_id: OfferId,
    amount: Money,
}

/// Goods that an offer gives for nothing.
#[derive(Debug, Serialize, ToSchema)]
struct QuotedGift {
    offer_id: OfferId,
    sku_id: SkuId,
    name: String,
    quantity: i64,
}

/// So many points pay so much.
#[derive(Debug, Serialize, ToSchema)]
struct PointsCanPay {
    points: Points,
    amount: Money,
}

/// What became of one offer.
#[derive(Debug, Serialize, ToSchema)]
struct OfferExplanation {
    offer_id: OfferId,
    /// In which version it was looked at.
    version: u32,
    /// The coupon, if it is one; `offer_id` is its number then.
    #[serde(skip_serializing_if = "Option::is_none")]
    coupon_id: Option<CouponId>,
    name: String,
    layer: Layer,
    outcome: OfferOutcome,
}

/// Whether an offer gave something, and if not, why.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum OfferOutcome {
    /// It gave so much.
    Applied {
        /// How much, over all lines.
        amount: Money,
        /// What it gives beside, but not this time.
        #[serde(skip_serializing_if = "Vec::is_empty")]
        withheld: Vec<WithheldExtra>,
    },
    /// It fits, but others are better.
    BeatenBy {
        /// Which others.
        offer_ids: Vec<OfferId>,
        /// In which way.
        because: Because,
        /// How much more would do.
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<MissingMore>,
    },
    /// It does not fit this basket.
    NotEligible {
        /// Why.
        why: WhyNot,
        /// How much more would do.
        #[serde(skip_serializing_if = "Option::is_none")]
        missing: Option<MissingMore>,
    },
}

/// An extra that an offer would give, and why it does not.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum WithheldExtra {
    /// Goods for nothing.
    Gift {
        /// What.
        sku_id: SkuId,
        /// How many.
        quantity: i64,
        /// Why not.
        why: WhyNot,
    },
    /// More points.
    Points {
        /// Why not.
        why: WhyNot,
    },
    /// Delivery for nothing.
    FreeDelivery {
        /// Why not.
        why: WhyNot,
    },
}

impl From<Withheld> for WithheldExtra {
    fn from(Withheld { extra, why }: Withheld) -> WithheldExtra {
        match extra {
            Extra::Gift {
                sku_id, quantity, ..
            } => WithheldExtra::Gift {
                sku_id,
                quantity,
                why,
            },
            Extra::Points { .. } => WithheldExtra::Points { why },
            Extra::FreeDelivery => WithheldExtra::FreeDelivery { why },
        }
    }
}

/// How much more would do.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case")]
enum MissingMore {
    /// So many more pieces.
    Pieces {
        /// How many.
        pieces: i64,
    },
    /// Goods for so much more.
    Amount {
        /// How much.
        amount: Money,
    },
}

impl From<Missing> for MissingMore {
    fn from(missing: Missing) -> MissingMore {
        match missing {
            Missing::Pieces(pieces) => MissingMore::Pieces { pieces },
            Missing::Money(amount) => MissingMore::Amount { amount },
        }
    }
}

/// Prices a basket without effect.
#[utoipa::path(
    post,
    path = "/api/v1/quotes",
    tag = "orders",
    request_body = BasketToQuote,
    responses(
        (status = 200, body = BasketQuote),
        (status = "default", body = ProblemBody),
    )
)]
async fn quote_basket(
    State(app): State<App>,
    actor: Actor,
    Json(body): Json<BasketToQuote>,
) -> Result<Json<BasketQuote>, Problem> {
    actor.require_store(body.store_id)?;
    let BasketToQuote {
        store_id,
        member_id,
        lines,
        coupons,
        at,
    } = body;
    if at.is_some() {
        actor.require(Permission::OffersRead)?;
    }
    let basket = Basket {
        store_id,
        member_id,
        lines,
        coupons,
        at,
    };
    let now = actor.now;
    let read = move |tx: &mut Tx<'_>| -> Result<QuotedBasket, CheckoutError> {
        super::quote_basket(tx, now, &basket)
    };
    Ok(Json(show(app.db.read(actor.brand, read).await?)))
}

fn show(quoted: QuotedBasket) -> BasketQuote {
    let QuotedBasket {
        quote,
        names,
        gift_names,
        coupons,
        balances,
        points_can_pay,
        stored_value_can_pay,
    } = quoted;
    let gift = |gift: Gift| QuotedGift {
        offer_id: gift.offer,
        sku_id: gift.sku_id,
        name: gift_names.get(&gift.sku_id).cloned().unwrap_or_default(),
        quantity: gift.quantity,
    };
    let explanations = quote.explanations.into_iter();
    let explanations: Vec<OfferExplanation> = explanations
        .map(|told| show_explanation(told, &coupons))
        .collect();
    let used = explanations.iter();
    let used = used.filter(|told| matches!(told.outcome, OfferOutcome::Applied { .. }));
    BasketQuote {
        coupons: used.filter_map(|told| told.coupon_id).collect(),
        gifts: quote.gifts.into_iter().map(gift).collect(),
        lines: quote.lines.into_iter().zip(names).map(show_line).collect(),
        gross: quote.gross,
        discount: quote.discount,
        total: quote.total,
        points_earned: quote.points_earned,
        points_can_pay: PointsCanPay {
            points: points_can_pay.points,
            amount: points_can_pay.money,
        },
        stored_value_can_pay,
        balances: balances.map(ReceiptBalances::from),
        explanations,
        is_best_of_all: quote.search.is_best_of_all,
    }
}

fn show_line((line, name): (QuotedLine, String)) -> BasketQuoteLine {
    let share = |share: Share| OfferShare {
        offer_id: share.offer,
        amount: share.amount,
    };
    BasketQuoteLine {
        sku_id: line.sku_id,
        name,
        quantity: line.quantity,
        list_price: line.list_price,
        unit_price: line.unit_price,
        price_source: line.price_source,
        gross: line.gross,
        discount: line.discount,
        total: line.total,
        shares: line.shares.into_iter().map(share).collect(),
    }
}

fn show_explanation(
    explanation: Explanation,
    coupons: &HashMap<OfferId, (CouponId, OfferId)>,
) -> OfferExplanation {
    let outcome = match explanation.outcome {
        Outcome::Applied { amount, withheld } => OfferOutcome::Applied {
            amount,
            withheld: withheld.into_iter().map(WithheldExtra::from).collect(),
        },
        Outcome::BeatenBy {
            offers,
            because,
            missing,
        } => OfferOutcome::BeatenBy {
            offer_ids: offers,
            because,
            missing: missing.map(MissingMore::from),
        },
        Outcome::NotEligible { why, missing } => OfferOutcome::NotEligible {
            why,
            missing: missing.map(MissingMore::from),
        },
    };
    OfferExplanation {
        offer_id: explanation.offer,
        version: explanation.version,
        coupon_id: coupons.get(&explanation.offer).map(|(coupon, _)| *coupon),
        name: explanation.name,
        layer: explanation.layer,
        outcome,
    }
}
