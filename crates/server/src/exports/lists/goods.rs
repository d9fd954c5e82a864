//! 商品 as rows, one for each SKU in the order of their codes; with what a store asks for them and
//! has of them where one is asked for.

use super::{List, PAGE};
use crate::exports::Paper;
use crate::exports::paper::Field;
use crate::words;
use access::Permission;
use kernel::{CategoryId, Money, SkuId, StoreId};
use platform::db::{DbError, Tx};
use platform::jobs::JobError;
use retail::{Category, FullSku, Goods, SkuFacts, SkuSearch};
use std::collections::HashMap;

/// What a store asks for the SKUs of a page, and how many of each it has.
type AtStore = HashMap<SkuId, (SkuFacts, i64)>;

impl List<'_> {
    pub(super) fn goods(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let (filter, sees) = (self.row.filter()?, self.row.sees()?);
        let sees_cost = sees.contains(&Permission::GoodsWrite);
        let db = &self.job.app.db;
        let paths = db.read_blocking::<_, DbError, _>(self.job.brand, category_paths)?;
        let search = SkuSearch {
            may_be_sold: filter.may_be_sold,
            category_id: filter.category_id,
            ..SkuSearch::default()
        };
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            let page = retail::list_skus(tx, &search, cursor, PAGE)?;
            let ids = page.items.iter().map(|(full, _)| full.sku.id);
            let beside = match filter.store_id {
                Some(store_id) => Some(at_store(tx, store_id, ids.collect())?),
                None => None,
            };
            Ok((page, beside))
        };
        self.pages(&mut rows, read, |(full, goods), beside| {
            let category = goods.category_id.and_then(|id| paths.get(&id));
            let category = category.map_or("", String::as_str);
            let mut row = sku_fields(&full, &goods, category);
            if sees_cost {
                row.push(price(full.sku.cost_price));
            }
            if let Some(beside) = beside {
                row.extend(fields_at_store(&full, beside));
            }
            paper.row(&row)
        })?;
        Ok(rows)
    }
}

/// What a SKU says of itself.
fn sku_fields<'a>(
    FullSku { sku, barcodes }: &'a FullSku,
    goods: &'a Goods,
    category: &'a str,
) -> Vec<Field<'a>> {
    let state = match (goods.is_active, sku.is_active) {
        (true, true) => "sku.on_sale",
        (false, true) => "goods.stopped",
        (_, false) => "sku.stopped",
    };
    vec![
        goods.code.as_str().into(),
        goods.name.as_str().into(),
        sku.code.as_str().into(),
        sku.name.as_str().into(),
        category.into(),
        barcodes.join(words::said("word.list_comma")).into(),
        words::code("unit", sku.unit.as_str()).into(),
        sku.list_price.into(),
        price(sku.member_price),
        words::said(if sku.keeps_stock {
            "word.yes"
        } else {
            "word.no"
        })
        .into(),
        words::said(state).into(),
    ]
}

fn fields_at_store<'a>(full: &FullSku, beside: &AtStore) -> [Field<'a>; 3] {
    let Some((facts, level)) = beside.get(&full.sku.id) else {
        return ["".into(), "".into(), "".into()];
    };
    let stock = match full.sku.keeps_stock {
        true => (*level).into(),
        false => words::said("stock.not_kept").into(),
    };
    [facts.list_price.into(), price(facts.member_price), stock]
}

fn price<'a>(price: Option<Money>) -> Field<'a> {
    price.map_or_else(|| "".into(), Field::from)
}

fn at_store(tx: &mut Tx<'_>, store_id: StoreId, skus: Vec<SkuId>) -> Result<AtStore, DbError> {
    let keys: Vec<_> = skus.iter().map(|sku| (store_id, *sku)).collect();
    let facts = tx.fetch(retail::sale_facts(tx, &keys))?;
    let levels = retail::load_levels(tx, store_id, &skus)?;
    let level = |sku: &SkuId| levels.get(sku).copied().unwrap_or_default();
    let facts = facts.into_iter();
    Ok(facts
        .map(|((_, sku), facts)| (sku, (facts, level(&sku))))
        .collect())
}

/// Where each category is in the tree, from the top: `饮品 / 咖啡`.
fn category_paths(tx: &mut Tx<'_>) -> Result<HashMap<CategoryId, String>, DbError> {
    let (mut paths, mut cursor) = (HashMap::new(), None);
    loop {
        // A parent comes before its children.
        let page = retail::list_categories(tx, cursor, PAGE)?;
        for category in page.items {
            let path = path_of(&category, &paths);
            paths.insert(category.id, path);
        }
        let Some(next) = page.next else {
            return Ok(paths);
        };
        cursor = Some(next.parse().map_err(|_| DbError::Bug(next))?);
    }
}

fn path_of(category: &Category, above: &HashMap<CategoryId, String>) -> String {
    match category.parent_id.and_then(|parent| above.get(&parent)) {
        Some(parent) => format!("{parent} / {}", category.name),
        None => category.name.clone(),
    }
}
