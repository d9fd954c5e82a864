//! What a sale asks about members.

use crate::profile::SaleMember;
use kernel::{BusinessDate, MemberId, StoreId, TierId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// What a sale asks about a member, and whom to ask about instead.
    pub(in crate::profile) struct SaleRow {
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
    pub(in crate::profile) fn member(self) -> SaleMember {
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
pub(in crate::profile) fn load_for_sale(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<Vec<SaleRow>, DbError> {
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
