//! Past sales from a file: 历史订单导入. One row is one line of a sale; rows with the same order
//! number are one sale.

use super::sheet::{Cells, Reject, Sheet};
use super::{Ctx, Piece, refused};
use checkout::{Earning, RecordedLine, RecordedOrder, RecordedTender, TenderKind};
use kernel::{CategoryId, MemberId, Money, OrderId, Points, SkuId, StoreId};
use membership::IdentityKind;
use platform::db::{DbError, Tx};
use sha2::{Digest, Sha256};
use std::collections::{BTreeSet, HashMap, HashSet};

/// The fields that are understood.
pub const FIELDS: &[&str] = &[
    "order_no",
    "store",
    "sold_at",
    "sku_code",
    "quantity",
    "amount",
    "order_amount",
    "unit_price",
    "gross",
    "coupon",
    "tender",
    "type",
    "state",
    "phone",
    "card_no",
    "external_id",
    "member",
];

/// The rows of each sale: those with the same order number of the same store, for stores number
/// their receipts each for itself. Where a product writes no numbers, each row is a sale.
pub fn sales(sheet: &Sheet) -> Vec<Vec<usize>> {
    sheet.gather(|row| {
        let number = row.text("order_no")?;
        Some(format!(
            "{number}\u{1f}{}",
            row.text("store").unwrap_or_default()
        ))
    })
}

/// What the rows refer to.
struct Known {
    skus: HashMap<String, (SkuId, Option<CategoryId>)>,
    phones: HashMap<String, MemberId>,
    cards: HashMap<String, MemberId>,
    externals: HashMap<String, MemberId>,
}

/// Columns that are of the sale, not of a line: every row of a sale says the same.
const OF_THE_SALE: [&str; 7] = [
    "sold_at",
    "order_amount",
    "tender",
    "phone",
    "card_no",
    "external_id",
    "member",
];

/// Enters some sales, each with all its rows. A sale that was entered before is left as it is and
/// adds nothing to the totals; another one under its number is rejected.
///
/// A receipt is known by its store's code and the number on it, for stores number their receipts
/// each for itself. A sale may also have come with its bare number: by a till, or before stores
/// were told apart.
pub fn enter(tx: &mut Tx<'_>, ctx: &Ctx, sales: &[Vec<Cells<'_>>]) -> Result<Piece, DbError> {
    let mut piece = Piece::default();
    let known = look_up(tx, ctx, sales)?;
    let mut read: Vec<ReadSale<'_, '_>> = Vec::with_capacity(sales.len());
    for rows in sales {
        match read_sale(rows, &known, ctx) {
            Ok(order) => read.push((rows, order)),
            // A sale is entered as a whole, so every row of it is told of.
            Err(reject) => piece.reject_all(rows, reject),
        }
    }
    let read = without_known(tx, read, &mut piece)?;
    let numbers = read.iter().map(|(_, order)| order.external_no.as_str());
    let before = checkout::find_recorded(tx, numbers)?;
    let mut answered: HashSet<OrderId> = before.into_values().collect();
    let (rows_of, orders): (Vec<_>, Vec<RecordedOrder>) = read.into_iter().unzip();
    let answers = checkout::record_orders(tx, ctx.act, &orders)?;
    let mut seen = answered.clone();
    let repeated: Vec<OrderId> = (answers.iter().flatten().copied())
        .filter(|id| !seen.insert(*id))
        .collect();
    let heads = checkout::load_heads(tx, &repeated)?;
    for ((rows, order), answer) in rows_of.into_iter().zip(&orders).zip(answers) {
        match (answer, rows) {
            // Of two sales of this file with one number the second is answered with the first.
            (Ok(id), [first, ..]) if !answered.insert(id) => {
                if is_same(heads.get(&id), order) {
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

/// A sale as it was read, with its rows.
type ReadSale<'r, 's> = (&'r [Cells<'s>], RecordedOrder);

/// Sales that are not there yet under the bare numbers on their receipts.
fn without_known<'r, 's>(
    tx: &mut Tx<'_>,
    read: Vec<ReadSale<'r, 's>>,
    piece: &mut Piece,
) -> Result<Vec<ReadSale<'r, 's>>, DbError> {
    let numbers: Vec<String> = read.iter().map(|(rows, _)| bare_number(&rows[0])).collect();
    let known = checkout::find_recorded(tx, numbers.iter().map(String::as_str))?;
    let ids: Vec<OrderId> = known.values().copied().collect();
    let heads = checkout::load_heads(tx, &ids)?;
    let mut unknown = Vec::with_capacity(read.len());
    for ((rows, order), number) in read.into_iter().zip(&numbers) {
        match known.get(number) {
            Some(id) if is_same(heads.get(id), &order) => {
                piece.accepted += rows.len() as i64;
                piece.add("orders_already_there", 1);
            }
            _ => unknown.push((rows, order)),
        }
    }
    Ok(unknown)
}

/// Whether the order that has the number is the sale of the file.
fn is_same(order: Option<&checkout::Order>, sale: &RecordedOrder) -> bool {
    let Some(order) = order else {
        return false;
    };
    let total: i64 = sale
        .lines
        .iter()
        .map(|line| line.total.0)
        .fold(0, i64::saturating_add);
    order.store_id == sale.store_id
        && order.settled_at == sale.settled_at
        && order.total == Money(total)
}

fn look_up(tx: &mut Tx<'_>, ctx: &Ctx, sales: &[Vec<Cells<'_>>]) -> Result<Known, DbError> {
    let rows = || sales.iter().flatten();
    let ids = |name: &str| -> Vec<String> {
        let given: BTreeSet<String> = rows().filter_map(|row| row.id(name).ok()?).collect();
        given.into_iter().collect()
    };
    let mut phones = ids("phone");
    phones.extend(
        rows()
            .filter_map(|row| phone_in(row.text("member")?))
            .map(str::to_owned),
    );
    let codes = ids("sku_code");
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    Ok(Known {
        skus: retail::find_sold_skus(tx, &codes)?,
        phones: membership::find_by_phones(tx, &ctx.seal, &phones)?,
        cards: membership::find_by_external(tx, IdentityKind::Card, &ids("card_no"))?,
        externals: membership::find_by_external(tx, IdentityKind::External, &ids("external_id"))?,
    })
}

/// The phone number behind a name: `张三（13800138000）`.
fn phone_in(member: &str) -> Option<&str> {
    let (_, rest) = member.split_once(['（', '('])?;
    let (phone, _) = rest.split_once(['）', ')'])?;
    Some(phone.trim())
}

fn read_sale(rows: &[Cells<'_>], known: &Known, ctx: &Ctx) -> Result<RecordedOrder, Reject> {
    let Some((first, rest)) = rows.split_first() else {
        unreachable!("a sale has a row")
    };
    for row in rest {
        let differs = |name: &&&str| row.text(name) != first.text(name);
        if let Some(name) = OF_THE_SALE.iter().find(differs) {
            return Err(row.reject(name, "order.rows_disagree"));
        }
    }
    if first
        .text("type")
        .is_some_and(|word| word.contains('退') || word.ends_with("RETURN"))
    {
        return Err(first.reject("type", "order.is_a_return"));
    }
    check_state(first)?;
    let store_id = ctx
        .store(first)?
        .ok_or_else(|| first.reject("store", "cell.empty"))?;
    let sold_at = first.moment("sold_at", &ctx.zone)?;
    let settled_at = sold_at.ok_or_else(|| first.reject("sold_at", "cell.empty"))?;
    let lines = read_lines(rows, known)?;
    let mut coupons = Money::ZERO;
    for (row, line) in rows.iter().zip(&lines) {
        let coupon = row.money("coupon")?.unwrap_or_default();
        if coupon.0 < 0 || coupon.0 > line.total.0.max(0) {
            return Err(row.reject("coupon", "coupon.more_than_line"));
        }
        coupons = coupons
            .checked_add(coupon)
            .map_err(|_| row.reject("coupon", "cell.not_money"))?;
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
        external_no: number_of(first, store_id, ctx),
        store_id,
        settled_at,
        member_id: member_of(first, known)?,
        guide_id: None,
        lines,
        tenders: tenders(kind, outside, coupons),
        earning: Earning::Nothing,
    })
}

/// Refuses a sale that was called off: 反结账, 交易关闭.
fn check_state(row: &Cells<'_>) -> Result<(), Reject> {
    const DONE: [&str; 7] = [
        "成功",
        "完成",
        "正常",
        "已付款",
        "已支付",
        "已结账",
        "已收货",
    ];
    const VOIDED: [&str; 5] = ["关闭", "取消", "作废", "反结账", "退款"];
    let Some(text) = row.text("state") else {
        return Ok(());
    };
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    match text {
        "0" => Ok(()),
        "1" => Err(row.reject("state", "order.voided")),
        _ if says(&VOIDED) => Err(row.reject("state", "order.voided")),
        _ if says(&DONE) => Ok(()),
        _ => Err(row.reject("state", "order.unclear_state")),
    }
}

/// The sale's number among those of all stores.
fn number_of(row: &Cells<'_>, store: StoreId, ctx: &Ctx) -> String {
    let number = bare_number(row);
    match ctx.store_codes.get(&store) {
        Some(code) => format!("{code}/{number}"),
        None => number,
    }
}

/// The number on the receipt. Where a product writes none, the row itself is the number: what it
/// says and the line it stands on, so that the same file again brings the same sales.
fn bare_number(row: &Cells<'_>) -> String {
    if let Some(number) = row.text("order_no") {
        return number.to_owned();
    }
    let hash = Sha256::digest(format!("{}\n{}", row.line(), row.joined()).as_bytes());
    let hex: String = hash[..12]
        .iter()
        .map(|byte| format!("{byte:02x}"))
        .collect();
    format!("row-{hex}")
}

/// The lines of a sale. A product that tells only what the whole order came to repeats it on every
/// row: it is shared out by what the lines would have cost.
fn read_lines(rows: &[Cells<'_>], known: &Known) -> Result<Vec<RecordedLine>, Reject> {
    let mut lines = Vec::with_capacity(rows.len());
    let mut has_amounts = true;
    for row in rows {
        let code = row
            .id("sku_code")?
            .ok_or_else(|| row.reject("sku_code", "cell.empty"))?;
        let (sku_id, category_id) = *known
            .skus
            .get(&code)
            .ok_or_else(|| row.reject("sku_code", "sku.unknown"))?;
        let quantity = row.number("quantity")?.unwrap_or(1);
        let priced = match row.money("unit_price")? {
            None => None,
            Some(price) => Some(
                price
                    .times(quantity)
                    .map_err(|_| row.reject("unit_price", "cell.not_money"))?,
            ),
        };
        let amount = row.money("amount")?;
        has_amounts &= amount.is_some();
        let total = amount.or(priced).unwrap_or_default();
        lines.push(RecordedLine {
            sku_id,
            category_id,
            quantity,
            gross: row.money("gross")?.or(priced).unwrap_or(total),
            total,
        });
    }
    let first = rows[0];
    match first.money("order_amount")? {
        _ if has_amounts => {}
        None if lines.iter().all(|line| line.gross.is_zero()) => {
            return Err(first.reject("amount", "cell.empty"));
        }
        None => {}
        Some(paid) => share_out(&first, paid, &mut lines)?,
    }
    Ok(lines)
}

fn share_out(row: &Cells<'_>, paid: Money, lines: &mut [RecordedLine]) -> Result<(), Reject> {
    let weights: Vec<i64> = lines.iter().map(|line| line.gross.0.max(0)).collect();
    let is_even = weights.iter().all(|weight| *weight == 0);
    let weights = if is_even {
        vec![1; weights.len()]
    } else {
        weights
    };
    let shares = paid.share(&weights);
    let shares = shares.map_err(|_| row.reject("order_amount", "cell.not_money"))?;
    for (line, share) in lines.iter_mut().zip(shares) {
        line.total = share;
        line.gross = line.gross.max(share);
    }
    Ok(())
}

fn member_of(row: &Cells<'_>, known: &Known) -> Result<Option<MemberId>, Reject> {
    let find = |name: &'static str, members: &HashMap<String, MemberId>| match row.id(name)? {
        None => Ok(None),
        Some(text) => match members.get(&text) {
            Some(member) => Ok(Some(*member)),
            None => Err(row.reject(name, "member.unknown")),
        },
    };
    let named = find("external_id", &known.externals)?
        .or(find("phone", &known.phones)?)
        .or(find("card_no", &known.cards)?);
    match row.text("member").and_then(phone_in) {
        Some(phone) if named.is_none() => match known.phones.get(phone) {
            Some(member) => Ok(Some(*member)),
            None => Err(row.reject("member", "member.unknown")),
        },
        _ => Ok(named),
    }
}

/// How a past sale was paid: coupons first, the rest by one tender.
fn tenders(kind: TenderKind, rest: Money, coupons: Money) -> Vec<RecordedTender> {
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
