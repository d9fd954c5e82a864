//! Past sales from a file: 历史订单导入. One row is one line of a sale; rows with the same order
//! number are one sale.

use super::members::refused;
use super::sheet::{Cells, Field, Reject};
use super::{Ctx, Piece};
use checkout::{Earning, RecordedLine, RecordedOrder, RecordedTender, TenderKind};
use kernel::{CategoryId, MemberId, Money, OrderId, Points, SkuId, StoreId};
use membership::IdentityKind;
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// The columns that are understood.
pub const FIELDS: &[Field] = &[
    Field {
        name: "order_no",
        aliases: &["订单号", "订单编号", "单号", "小票号"],
        is_required: true,
    },
    Field {
        name: "store_code",
        aliases: &["门店编号", "门店编码"],
        is_required: true,
    },
    Field {
        name: "sold_at",
        aliases: &["下单时间", "销售时间", "支付时间", "交易时间"],
        is_required: true,
    },
    Field {
        name: "sku_code",
        aliases: &["商品编码", "商品编号", "货号", "sku编码"],
        is_required: true,
    },
    Field {
        name: "quantity",
        aliases: &["数量", "销售数量"],
        is_required: true,
    },
    Field {
        name: "amount",
        aliases: &["金额", "实收金额", "小计", "销售额"],
        is_required: true,
    },
    Field {
        name: "gross",
        aliases: &["原价金额", "应收金额"],
        is_required: false,
    },
    Field {
        name: "coupon",
        aliases: &["优惠券金额", "券抵扣"],
        is_required: false,
    },
    Field {
        name: "tender",
        aliases: &["支付方式", "付款方式"],
        is_required: false,
    },
    Field {
        name: "phone",
        aliases: &["手机号", "会员手机号"],
        is_required: false,
    },
    Field {
        name: "external_id",
        aliases: &["外部编号", "会员id", "客户id"],
        is_required: false,
    },
];

/// What the rows refer to.
struct Known {
    stores: HashMap<String, StoreId>,
    skus: HashMap<String, (SkuId, Option<CategoryId>)>,
    phones: HashMap<String, MemberId>,
    externals: HashMap<String, MemberId>,
}

/// Columns that are of the sale, not of a line: every row of a sale says the same.
const OF_THE_SALE: [&str; 4] = ["sold_at", "tender", "phone", "external_id"];

/// Enters some sales, each with all its rows. A sale that was entered before is left as it is and
/// adds nothing to the totals; another one under its number is rejected.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, sales: &[Vec<Cells<'_>>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let known = look_up(tx, ctx, sales)?;
    let mut read: Vec<(&[Cells<'_>], RecordedOrder)> = Vec::with_capacity(sales.len());
    for rows in sales {
        match read_sale(rows, &known, ctx) {
            Ok(order) => read.push((rows, order)),
            // A sale is entered as a whole, so every row of it is told of.
            Err(reject) => piece.reject_all(rows, reject),
        }
    }
    let numbers = read.iter().map(|(_, order)| order.external_no.as_str());
    let before = checkout::find_recorded(tx, numbers)?;
    let (rows_of, orders): (Vec<_>, Vec<RecordedOrder>) = read.into_iter().unzip();
    let answers = checkout::record_orders(tx, ctx.act, &orders)?;
    for ((rows, order), answer) in rows_of.into_iter().zip(&orders).zip(answers) {
        match (answer, rows) {
            (Ok(id), [first, ..]) if before.contains_key(&order.external_no) => {
                if is_same(tx, id, order)? {
                    piece.accepted += rows.len() as i64;
                    piece.add("orders_already_there", 1);
                } else {
                    piece.reject_all(rows, first.reject("order_no", "order.number_taken"));
                }
            }
            (Ok(_), _) => {
                piece.accepted += rows.len() as i64;
                piece.add("orders", 1);
                for line in &order.lines {
                    piece.add("amount", line.total.0);
                    piece.add("quantity", line.quantity);
                }
            }
            (Err(error), [first, ..]) => piece.reject_all(rows, refused(first, &error)),
            (Err(_), []) => {}
        }
    }
    Ok(piece)
}

/// Whether the order that has the number is the sale of the file.
fn is_same(tx: &mut Tx<'_>, id: OrderId, sale: &RecordedOrder) -> Result<bool, DbError> {
    let (whole, _) = match checkout::get_order(tx, id) {
        Ok(found) => found,
        Err(checkout::CheckoutError::Db(error)) => return Err(error),
        Err(_) => return Ok(false),
    };
    let total: i64 = sale
        .lines
        .iter()
        .map(|line| line.total.0)
        .fold(0, i64::saturating_add);
    let order = &whole.order;
    Ok(order.store_id == sale.store_id
        && order.settled_at == sale.settled_at
        && order.total == Money(total))
}

fn look_up(tx: &mut Tx<'_>, ctx: &Ctx, sales: &[Vec<Cells<'_>>]) -> Result<Known, DbError> {
    let texts = |name: &str| {
        let mut texts: Vec<&str> = sales
            .iter()
            .flatten()
            .filter_map(|row| row.text(name))
            .collect();
        texts.sort_unstable();
        texts.dedup();
        texts
    };
    let owned = |name: &str| {
        texts(name)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<String>>()
    };
    Ok(Known {
        stores: retail::find_stores_by_codes(tx, &texts("store_code"))?,
        skus: retail::find_sold_skus(tx, &texts("sku_code"))?,
        phones: membership::find_by_phones(tx, &ctx.seal, &owned("phone"))?,
        externals: membership::find_by_external(tx, IdentityKind::External, &owned("external_id"))?,
    })
}

fn read_sale(rows: &[Cells<'_>], known: &Known, ctx: &Ctx) -> Result<RecordedOrder, Reject> {
    let Some((first, rest)) = rows.split_first() else {
        unreachable!("a sale has a row")
    };
    for row in rest {
        if let Some(name) = OF_THE_SALE
            .iter()
            .find(|name| row.text(name) != first.text(name))
        {
            return Err(row.reject(name, "order.rows_disagree"));
        }
    }
    let store = first.required("store_code")?;
    let store_id = *known
        .stores
        .get(store)
        .ok_or_else(|| first.reject("store_code", "store.unknown"))?;
    let sold_at = first.moment("sold_at", &ctx.zone)?;
    let settled_at = sold_at.ok_or_else(|| first.reject("sold_at", "cell.empty"))?;
    let (mut lines, mut coupons) = (Vec::with_capacity(rows.len()), Money::ZERO);
    for row in rows {
        let (line, coupon) = read_line(row, known)?;
        coupons = coupons
            .checked_add(coupon)
            .map_err(|_| row.reject("coupon", "cell.not_money"))?;
        lines.push(line);
    }
    let total = Money::sum(lines.iter().map(|line| line.total))
        .map_err(|_| first.reject("amount", "cell.not_money"))?;
    let outside = total
        .checked_sub(coupons)
        .map_err(|_| first.reject("coupon", "cell.not_money"))?;
    let kind = match first.text("tender") {
        None | Some("现金" | "cash") => TenderKind::Cash,
        Some("刷卡" | "银行卡" | "微信" | "微信支付" | "支付宝" | "card") => {
            TenderKind::Card
        }
        Some(_) => return Err(first.reject("tender", "tender.unknown_word")),
    };
    Ok(RecordedOrder {
        external_no: first.required("order_no")?.to_owned(),
        store_id,
        settled_at,
        member_id: member_of(first, known)?,
        guide_id: None,
        lines,
        tenders: tenders(kind, outside, coupons),
        earning: Earning::Nothing,
    })
}

fn read_line(row: &Cells<'_>, known: &Known) -> Result<(RecordedLine, Money), Reject> {
    let code = row.required("sku_code")?;
    let (sku_id, category_id) = *known
        .skus
        .get(code)
        .ok_or_else(|| row.reject("sku_code", "sku.unknown"))?;
    let quantity = row
        .number("quantity")?
        .ok_or_else(|| row.reject("quantity", "cell.empty"))?;
    let total = row
        .money("amount")?
        .ok_or_else(|| row.reject("amount", "cell.empty"))?;
    let coupon = row.money("coupon")?.unwrap_or_default();
    if coupon.0 < 0 || coupon.0 > total.0.max(0) {
        return Err(row.reject("coupon", "coupon.more_than_line"));
    }
    let gross = row.money("gross")?.unwrap_or(total);
    Ok((
        RecordedLine {
            sku_id,
            category_id,
            quantity,
            gross,
            total,
        },
        coupon,
    ))
}

fn member_of(row: &Cells<'_>, known: &Known) -> Result<Option<MemberId>, Reject> {
    let find = |name: &'static str, members: &HashMap<String, MemberId>| match row.text(name) {
        None => Ok(None),
        Some(text) => match members.get(text) {
            Some(member) => Ok(Some(*member)),
            None => Err(row.reject(name, "member.unknown")),
        },
    };
    Ok(find("external_id", &known.externals)?.or(find("phone", &known.phones)?))
}

/// How a past sale was paid: coupons first, the rest by one tender.
pub fn tenders(kind: TenderKind, rest: Money, coupons: Money) -> Vec<RecordedTender> {
    let tender = |kind, amount| RecordedTender {
        kind,
        amount,
        points: Points::ZERO,
        reference: None,
    };
    let mut tenders = Vec::new();
    if !coupons.is_zero() {
        tenders.push(tender(TenderKind::Coupon, coupons));
    }
    if !rest.is_zero() {
        tenders.push(tender(kind, rest));
    }
    tenders
}
