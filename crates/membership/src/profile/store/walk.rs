//! Going over all members, by number, in pieces.

use kernel::{MemberId, StoreId, TierId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// What whoever goes over all members sees of one.
    #[derive(PartialEq, Eq)]
    pub struct WalkedMember {
        /// Who.
        pub id: MemberId,
        /// The tier, once one is set.
        pub tier_id: Option<TierId>,
        /// The store the member belongs to.
        pub store_id: Option<StoreId>,
        /// Whether the member may not act at the moment.
        pub is_frozen: bool,
        /// Since when the account is closed.
        pub closed_at: Option<Timestamp>,
    }
}

/// Members by number after one, those who were merged into others left out.
pub fn walk(tx: &mut Tx<'_>, after: MemberId, limit: u32) -> Result<Vec<WalkedMember>, DbError> {
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
pub fn count_walked(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    let (count,) = tx.one(
        sql!(
            (i64,),
            "select count(*) from member where brand_id = $1 and merged_into is null"
        ),
        args![tx.brand()],
    )?;
    Ok(count)
}
