//! SQL of the table `top_up`.

use crate::{CardKind, TopUpTender};
use kernel::{BusinessDate, By, Cursor, MemberId, Money, PostingId, StoreId, Timestamp, TopUpId};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

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

row! {
    /// A top-up as a timeline tells it.
    pub struct TopUpOfMember {
        /// Which.
        pub id: TopUpId,
        /// Where.
        pub store_id: StoreId,
        /// When.
        pub topped_up_at: Timestamp,
        /// By whom.
        pub topped_up_by: By,
        /// 本金
        pub principal: Money,
        /// 赠金
        pub bonus: Money,
    }
}

/// Top-ups of a member before a place in time, the latest first.
pub(crate) fn page_of(
    tx: &mut Tx<'_>,
    member: MemberId,
    before: Cursor,
    limit: u32,
) -> Result<Vec<TopUpOfMember>, DbError> {
    let read = sql!(
        TopUpOfMember,
        "select id, store_id, topped_up_at, topped_up_by, principal, bonus from top_up
         where brand_id = $1 and member_id = $2 and (topped_up_at, id) < ($3, $4)
         order by topped_up_at desc, id desc limit $5"
    );
    let brand = tx.brand();
    tx.many(read, args![brand, member, before.key, before.id, limit])
}

/// References that people wrote on some members' top-ups.
pub(crate) fn references_of(
    tx: &mut Tx<'_>,
    members: &[MemberId],
) -> Result<Vec<(TopUpId, String)>, DbError> {
    let read = sql!(
        (TopUpId, String),
        "select id, reference from top_up
         where brand_id = $1 and member_id in ($*) and reference is not null"
    );
    let brand = tx.brand();
    tx.many_in(read, args![brand], members)
}

/// Takes the reference off a top-up.
pub(crate) fn blank_reference(tx: &mut Tx<'_>, id: TopUpId) -> Result<u64, DbError> {
    let update = sql!("update top_up set reference = null where brand_id = $1 and id = $2");
    let brand = tx.brand();
    tx.execute(update, args![brand, id])
}
