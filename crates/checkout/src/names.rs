//! What stores, goods and members are called now, for what people read.

use crate::order::WholeOrder;
use access::{Actor, Permission};
use kernel::{MemberId, SkuId, StoreId};
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// Names by id; an id without a name is shown as it is.
#[derive(Debug, Default)]
pub(crate) struct Names {
    stores: HashMap<StoreId, String>,
    goods: HashMap<SkuId, String>,
    members: HashMap<MemberId, String>,
}

impl Names {
    pub(crate) fn store(&self, id: StoreId) -> String {
        self.stores
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string())
    }

    pub(crate) fn goods(&self, id: SkuId) -> String {
        self.goods
            .get(&id)
            .cloned()
            .unwrap_or_else(|| id.to_string())
    }
}

impl Names {
    /// Nothing where there is no member, none whom the reader may see, or one who was erased.
    pub(crate) fn member(&self, id: Option<MemberId>) -> Option<String> {
        let name = self.members.get(&id?)?;
        (!name.is_empty()).then(|| name.clone())
    }
}

/// Adds the names of members, if who reads may see members.
pub(crate) fn add_members(
    tx: &mut Tx<'_>,
    names: &mut Names,
    reader: &Actor,
    members: impl IntoIterator<Item = MemberId>,
) -> Result<(), DbError> {
    if reader.require(Permission::MembersRead).is_ok() {
        names.members = membership::names_of(tx, members)?.into_iter().collect();
    }
    Ok(())
}

/// The names of some stores.
pub(crate) fn of_stores(
    tx: &mut Tx<'_>,
    stores: impl IntoIterator<Item = StoreId>,
) -> Result<Names, DbError> {
    let ids: Vec<StoreId> = stores.into_iter().collect();
    let stores = tx.fetch(retail::stores(tx, &ids))?;
    let stores = stores
        .into_values()
        .map(|store| (store.id, store.name))
        .collect();
    Ok(Names {
        stores,
        ..Names::default()
    })
}

/// Adds the names of the goods of those lines that brought none along.
pub(crate) fn add_goods(
    tx: &mut Tx<'_>,
    names: &mut Names,
    whole: &WholeOrder,
) -> Result<(), DbError> {
    let nameless = whole.lines.iter().filter(|line| line.name.is_none());
    let store_id = whole.order.store_id;
    let keys: Vec<_> = nameless.map(|line| (store_id, line.sku_id)).collect();
    if keys.is_empty() {
        return Ok(());
    }
    let facts = tx.fetch(retail::sale_facts(tx, &keys))?;
    names.goods.extend(
        facts
            .values()
            .map(|facts| (facts.sku_id, facts.full_name())),
    );
    Ok(())
}
