//! What stores, goods and members are called now, for what people read.

use crate::order::{GivenOffer, WholeOrder};
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

    /// Nothing where there is no member, none whom the reader may see, or one who was erased.
    pub(crate) fn member(&self, id: Option<MemberId>) -> Option<String> {
        let name = self.members.get(&id?)?;
        (!name.is_empty()).then(|| name.clone())
    }

    /// The names of stores, and of members if who reads may see members.
    pub(crate) fn of(
        tx: &mut Tx<'_>,
        reader: &Actor,
        named: impl IntoIterator<Item = (StoreId, Option<MemberId>)>,
    ) -> Result<Names, DbError> {
        let (stores, members): (Vec<StoreId>, Vec<Option<MemberId>>) = named.into_iter().unzip();
        let stores = tx.fetch(retail::stores(tx, &stores))?.into_values();
        let members = match reader.require(Permission::MembersRead) {
            Ok(()) => membership::names_of(tx, members.into_iter().flatten())?,
            Err(_) => Vec::new(),
        };
        Ok(Names {
            stores: stores.map(|store| (store.id, store.name)).collect(),
            members: members.into_iter().collect(),
            goods: HashMap::new(),
        })
    }

    /// Adds the names of the goods of those lines that brought none along, and of gifts.
    pub(crate) fn add_goods(&mut self, tx: &mut Tx<'_>, whole: &WholeOrder) -> Result<(), DbError> {
        let nameless = whole.lines.iter().filter(|line| line.name.is_none());
        let store_id = whole.order.store_id;
        let nameless = nameless.map(|line| line.sku_id);
        let gifts = whole.offers.iter().flat_map(GivenOffer::gifts);
        let nameless = nameless.chain(gifts.map(|(sku_id, _)| sku_id));
        let keys: Vec<_> = nameless.map(|sku_id| (store_id, sku_id)).collect();
        if keys.is_empty() {
            return Ok(());
        }
        let facts = tx.fetch(retail::sale_facts(tx, &keys))?;
        self.goods.extend(
            facts
                .values()
                .map(|facts| (facts.sku_id, facts.full_name())),
        );
        Ok(())
    }
}
