//! What a sale wants to know of the goods in its basket: read for a whole batch of sales at once.

use super::price::{self, StorePrice};
use super::{Unit, rules, store};
use crate::{StoreSku, goods_group};
use kernel::{CategoryId, GoodsGroupId, Money, SkuId};
use platform::db::{DbError, Fetches, Tx};
use std::collections::HashMap;

/// What a sale wants to know of a SKU in a store.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SkuFacts {
    /// Which SKU.
    pub sku_id: SkuId,
    /// Its code.
    pub sku_code: String,
    /// What tells it from the other SKUs of its goods; may be empty.
    pub sku_name: String,
    /// What people call the goods.
    pub goods_name: String,
    /// Where in the tree.
    pub category_id: Option<CategoryId>,
    /// That place and all above it, the top last.
    pub categories: Vec<CategoryId>,
    /// The active product groups that hold it.
    pub groups: Vec<GoodsGroupId>,
    /// What one of it is.
    pub unit: Unit,
    /// What a passer-by pays in this store.
    pub list_price: Money,
    /// Whether `list_price` is this store's own price rather than the brand's.
    pub is_store_price: bool,
    /// What a member pays in this store.
    pub member_price: Option<Money>,
    /// What one costs the brand, if that is known. Nobody's business at the till.
    pub cost_price: Option<Money>,
    /// Whether it may be sold.
    pub is_active: bool,
    /// Whether its stock is counted.
    pub keeps_stock: bool,
}

impl SkuFacts {
    /// What a receipt calls it.
    pub fn full_name(&self) -> String {
        rules::full_name(&self.goods_name, &self.sku_name)
    }
}

/// The facts of SKUs in stores. What does not exist is left out; whether the stores exist is the
/// caller's to know.
pub fn sale_facts(
    tx: &Tx<'_>,
    keys: &[StoreSku],
) -> impl Fetches<Found = HashMap<StoreSku, SkuFacts>> + use<> {
    let mut keys = keys.to_vec();
    keys.sort_unstable();
    keys.dedup();
    let mut sku_ids: Vec<SkuId> = keys.iter().map(|(_, sku_id)| *sku_id).collect();
    sku_ids.sort_unstable();
    sku_ids.dedup();
    let wanted = (
        goods_group::groups_of(tx, &sku_ids),
        store::facts(tx, sku_ids),
        price::fetch_among(tx, &keys),
    );
    wanted.then(|(groups, rows, own_prices)| Ok(facts_by_key(keys, &groups, rows, own_prices)))
}

/// The facts of SKUs at the prices of the whole chain. What does not exist is left out.
pub fn chain_facts(
    tx: &Tx<'_>,
    sku_ids: &[SkuId],
) -> impl Fetches<Found = HashMap<SkuId, SkuFacts>> + use<> {
    let groups = goods_group::groups_of(tx, sku_ids);
    let wanted = (groups, store::facts(tx, sku_ids.iter().copied()));
    wanted.then(|(groups, rows)| {
        let facts = rows.iter().map(|row| {
            let mut facts = facts_in_store(row, None);
            facts.groups = groups.get(&row.sku_id).cloned().unwrap_or_default();
            (row.sku_id, facts)
        });
        Ok(facts.collect())
    })
}

/// All SKUs that may be sold, at the prices of the whole chain, by id.
pub fn assortment(tx: &mut Tx<'_>) -> Result<Vec<SkuFacts>, DbError> {
    const PAGE: i64 = 5_000;
    let (mut all, mut after) = (Vec::new(), SkuId(-1));
    loop {
        let page = store::sold_after(tx, after, PAGE)?;
        let Some(last) = page.last() else {
            return Ok(all);
        };
        after = *last;
        let mut facts = tx.fetch(chain_facts(tx, &page))?;
        all.extend(page.iter().filter_map(|id| facts.remove(id)));
    }
}

fn facts_by_key(
    keys: Vec<StoreSku>,
    groups: &HashMap<SkuId, Vec<GoodsGroupId>>,
    rows: Vec<store::FactsRow>,
    own_prices: Vec<StorePrice>,
) -> HashMap<StoreSku, SkuFacts> {
    let rows: HashMap<SkuId, store::FactsRow> =
        rows.into_iter().map(|row| (row.sku_id, row)).collect();
    let own_prices: HashMap<StoreSku, StorePrice> = own_prices
        .into_iter()
        .map(|own| ((own.store_id, own.sku_id), own))
        .collect();
    let of_key = |key: StoreSku| {
        let row = rows.get(&key.1)?;
        let mut facts = facts_in_store(row, own_prices.get(&key));
        facts.groups = groups.get(&key.1).cloned().unwrap_or_default();
        Some((key, facts))
    };
    keys.into_iter().filter_map(of_key).collect()
}

fn facts_in_store(row: &store::FactsRow, own: Option<&StorePrice>) -> SkuFacts {
    let (list_price, member_price) = rules::prices_in_store(row.list_price, row.member_price, own);
    SkuFacts {
        sku_id: row.sku_id,
        sku_code: row.sku_code.clone(),
        sku_name: row.sku_name.clone(),
        goods_name: row.goods_name.clone(),
        category_id: row.category_id,
        categories: [
            row.category_id,
            row.above_1,
            row.above_2,
            row.above_3,
            row.above_4,
        ]
        .into_iter()
        .map_while(|id| id)
        .collect(),
        groups: Vec::new(),
        unit: row.unit,
        list_price,
        is_store_price: own.is_some(),
        member_price,
        cost_price: row.cost_price,
        is_active: row.sku_is_active && row.goods_is_active,
        keeps_stock: row.keeps_stock,
    }
}
