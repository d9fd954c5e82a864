//! SQL of the table `top_up`.

use crate::{CardKind, TopUpTender};
use kernel::{BusinessDate, By, MemberId, Money, PostingId, StoreId, Timestamp, TopUpId};
use platform::db::{DbError, Tx};
use platform::{row_values, sql};

/// A top-up as it is kept.
#[derive(Debug, Clone)]
pub(crate) struct TopUpRow {
    pub id: TopUpId,
    pub member_id: MemberId,
    pub store_id: StoreId,
    pub business_date: BusinessDate,
    pub topped_up_at: Timestamp,
    pub topped_up_by: By,
    pub tender: TopUpTender,
    pub reference: Option<String>,
    pub card_kind: CardKind,
    pub principal: Money,
    pub bonus: Money,
    pub posting_id: PostingId,
}

pub(crate) fn insert(tx: &mut Tx<'_>, rows: &[TopUpRow]) -> Result<(), DbError> {
    let command = sql!(
        "insert into top_up (brand_id, id, member_id, store_id, business_date, topped_up_at,
             topped_up_by, tender, reference, card_kind, principal, bonus, posting_id)
         values $*"
    );
    let brand = tx.brand();
    let row = |row: &TopUpRow| {
        row_values![
            brand,
            row.id,
            row.member_id,
            row.store_id,
            row.business_date,
            row.topped_up_at,
            row.topped_up_by,
            row.tender,
            row.reference,
            row.card_kind,
            row.principal,
            row.bonus,
            row.posting_id,
        ]
    };
    tx.insert_many(command, rows.iter().map(row).collect())?;
    Ok(())
}
