//! What is asked of many rows of the table `member` at once.

use super::{SaleMember, WalkedMember};
use kernel::{BusinessDate, MemberId, StoreId, TierId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// What a sale asks about a member, and whom to ask about instead.
    pub(super) struct SaleRow {
        pub id: MemberId,
        pub merged_into: Option<MemberId>,
        pub tier_id: Option<TierId>,
        pub is_frozen: bool,
        pub store_id: Option<StoreId>,
        pub closed_at: Option<Timestamp>,
        pub birthday: Option<BusinessDate>,
    }
}

impl SaleRow {
    pub(super) fn member(self) -> SaleMember {
        SaleMember {
            id: self.id,
            tier_id: self.tier_id,
            is_frozen: self.is_frozen,
            store_id: self.store_id,
            closed_at: self.closed_at,
            birthday: self.birthday,
        }
    }
}

/// What a sale asks about many members, in no order.
pub(super) fn load_for_sale(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<Vec<SaleRow>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            SaleRow,
            "select id, merged_into, tier_id, is_frozen, store_id, closed_at, birthday from member
             where brand_id = $1 and id in ($*)"
        ),
        args![brand],
        ids,
    )
}

/// Members by number after one, those who were merged into others left out.
pub(super) fn walk(
    tx: &mut Tx<'_>,
    after: MemberId,
    limit: u32,
) -> Result<Vec<WalkedMember>, DbError> {
    tx.many(
        sql!(
            WalkedMember,
            "select id, tier_id, store_id, is_frozen, closed_at from member
             where brand_id = $1 and id > $2 and merged_into is null order by id limit $3"
        ),
        args![tx.brand(), after, limit],
    )
}

/// How many [`walk`] goes over.
pub(super) fn count_walked(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let (count,) = tx.one(
        sql!(
            (i64,),
            "select count(*) from member where brand_id = $1 and merged_into is null"
        ),
        args![tx.brand()],
    )?;
    Ok(count)
}
