//! What stands above the columns: a column is called in a file as it is called on the screen.

use crate::exports::ExportSubject;
use crate::exports::store::ExportRow;
use crate::words;
use access::Permission;
use platform::db::DbError;

/// The headings of a file.
pub fn headings(row: &ExportRow) -> Result<Vec<&'static str>, DbError> {
    let mut keys = keys_of(row.subject).to_vec();
    if row.subject == ExportSubject::Goods {
        if row.sees()?.contains(&Permission::GoodsWrite) {
            keys.push(COST);
        }
        if row.filter()?.store_id.is_some() {
            keys.extend(AT_STORE);
        }
    }
    Ok(keys.into_iter().map(words::said).collect())
}

/// The column of goods for those only who write them.
const COST: &str = "price.cost";
/// The columns of goods where a store is asked for.
const AT_STORE: [&str; 3] = ["price.store_list", "price.store_member", "stock.now"];

const fn keys_of(subject: ExportSubject) -> &'static [&'static str] {
    match subject {
        ExportSubject::Members => MEMBERS,
        ExportSubject::Orders => ORDERS,
        ExportSubject::Returns => RETURNS,
        ExportSubject::TopUps => TOP_UPS,
        ExportSubject::Goods => GOODS,
        ExportSubject::Ledger => LEDGER,
        ExportSubject::Audit => AUDIT,
    }
}

const MEMBERS: &[&str] = &[
    "member.number",
    "member.name",
    "member.gender",
    "member.birthday",
    "member.phone",
    "member.store",
    "word.tier",
    "member.channel",
    "member.enrolled_at",
    "member.orders",
    "member.total",
    "member.last_visit",
    "member.state",
];

const ORDERS: &[&str] = &[
    "order.number",
    "order.external_no",
    "word.store",
    "word.business_date",
    "order.settled_at",
    "member.number",
    "order.units",
    "order.gross",
    "order.discount",
    "order.total",
    "word.tender",
    "order.points_earned",
    "order.returned",
    "order.cashier",
];

const RETURNS: &[&str] = &[
    "order.number",
    "return.store",
    "word.business_date",
    "return.at",
    "member.number",
    "return.total",
    "return.points_taken_back",
    "word.reason",
    "return.by",
];

const TOP_UPS: &[&str] = &[
    "member.number",
    "top_up.store",
    "word.business_date",
    "top_up.at",
    "top_up.tender",
    "asset.principal",
    "asset.bonus",
    "tender.reference",
    "top_up.by",
];

const GOODS: &[&str] = &[
    "goods.code",
    "goods.name",
    "sku.code",
    "sku.name",
    "word.category",
    "word.barcode",
    "sku.unit",
    "price.list",
    "price.member",
    "sku.keeps_stock",
    "sku.state",
];

const LEDGER: &[&str] = &[
    "audit_subject.pst",
    "entry.kind",
    "entry.cause",
    "word.store",
    "word.business_date",
    "word.time",
    "export.recorded_at",
    "member.number",
    "word.asset",
    "export.account",
    "line.quantity",
    "tender.amount",
    "word.reason",
];

const AUDIT: &[&str] = &[
    "audit.number",
    "word.time",
    "audit.who",
    "export.through",
    "audit.action",
    "audit.subject",
    "audit.details",
];

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes of these groups stand in files, and nobody reads a code.
    fn codes() -> Vec<(&'static str, &'static [&'static str])> {
        vec![
            ("gender", membership::Gender::WORDS),
            ("channel", membership::Channel::WORDS),
            ("member_state", membership::MemberState::WORDS),
            ("tender", checkout::TenderKind::WORDS),
            ("unit", retail::Unit::WORDS),
            ("posting", ledger::PostingKind::WORDS),
            ("asset", ledger::Asset::WORDS),
            ("account_kind", ledger::AccountKind::WORDS),
        ]
    }

    #[test]
    fn every_heading_and_every_code_has_a_word() {
        let keys = ExportSubject::ALL.iter().flat_map(|one| keys_of(*one));
        for key in keys.chain(&AT_STORE).chain(&[COST]) {
            assert_ne!(words::said(key), *key);
        }
        for (group, codes) in codes() {
            for code in codes {
                assert_ne!(words::code(group, code), *code, "{group}");
            }
        }
    }
}
