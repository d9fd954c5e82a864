//! What sales and issues ask about many members at once.

mod store;

use kernel::{BusinessDate, MemberId, StoreId, TierId, Timestamp};
use platform::db::{DbError, Tx};
use platform::row;
use std::collections::HashMap;

row! {
    /// What a sale asks about a member.
    pub struct SaleMember {
        /// Who.
        pub id: MemberId,
        /// The tier, once one is set.
        pub tier_id: Option<TierId>,
        /// Whether the member may not act at the moment.
        pub is_frozen: bool,
        /// The store the member belongs to.
        pub store_id: Option<StoreId>,
        /// Since when the account is closed; such a member neither buys nor earns.
        pub closed_at: Option<Timestamp>,
        /// The day of birth, where it is known.
        pub birthday: Option<BusinessDate>,
    }
}

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

/// Loads what a sale asks about members; an unknown id is simply absent. An old id has the
/// survivor, who is there under his own id as well.
pub fn load_for_sale(
    tx: &mut Tx<'_>,
    ids: &[MemberId],
) -> Result<HashMap<MemberId, SaleMember>, DbError> {
    let (mut found, mut absorbed) = (HashMap::new(), Vec::new());
    for row in store::load_for_sale(tx, ids)? {
        match row.merged_into {
            Some(survivor) => absorbed.push((row.id, survivor)),
            None => drop(found.insert(row.id, row.member())),
        }
    }
    let survivors: Vec<MemberId> = absorbed.iter().map(|(_, survivor)| *survivor).collect();
    if survivors.is_empty() {
        return Ok(found);
    }
    found.extend(load_for_sale(tx, &survivors)?);
    for (id, survivor) in absorbed {
        found.extend(found.get(&survivor).cloned().map(|member| (id, member)));
    }
    Ok(found)
}

/// Members by number after one, those who were merged into others left out.
pub fn walk(tx: &mut Tx<'_>, after: MemberId, limit: u32) -> Result<Vec<WalkedMember>, DbError> {
    store::walk(tx, after, limit)
}

/// How many [`walk`] goes over.
pub fn count_walked(tx: &mut Tx<'_>) -> Result<i64, DbError> {
    store::count_walked(tx)
}
