//! 店与货: regions, stores, tills, the catalogue with its pictures, prices and stock, and the groups
//! that the brand puts its goods into.
//!
//! Guarantees: codes and barcodes are unique within the brand; every store has a business day of
//! its own; a member never pays more than a passer-by; stock goes below zero only where the store
//! allows it, and every move of it is in a journal. Nothing here knows a member or an order.

mod catalogue;
mod checks;
mod error;
mod goods_group;
mod patch;
mod region;
mod stock;
mod store;
#[cfg(test)]
mod tests;
mod till;
mod trail;

pub use catalogue::{
    Category, FullGoods, FullSku, Goods, GoodsSearch, ImportedGoods, NewGoods, NewPicture, NewSku,
    Picture, PictureSize, PriceRecord, Sku, SkuFacts, SkuSearch, StorePrice, Unit, add_picture,
    add_sku, anywhere, assortment, chain_facts, create_category, create_goods, edit_category,
    edit_goods, edit_sku, find_jpeg, find_sku_by_barcode, find_skus_by_barcodes,
    find_skus_by_codes, find_sold_skus, get_goods, get_sku, import_goods, list_categories,
    list_goods, list_pictures, list_skus, lowest_chain_prices, order_pictures, read_picture,
    remove_picture, remove_store_price, sale_facts, set_store_price,
};
pub use error::RetailError;
pub use goods_group::{
    FullGoodsGroup, GoodsGroup, GoodsGroupSearch, GoodsPick, ListedGoodsGroup, NamedPick, PickKind,
    WantedGoodsGroup, create_goods_group, get_goods_group, list_goods_group_skus,
    list_goods_groups, replace_goods_group,
};
pub use region::{Region, check_new_region, create_region, edit_region, find_region, list_regions};
pub use stock::{
    StockBook, StockCause, StockCauseKind, StockCount, StockEntry, StockMismatch, StockMove,
    StockShort, adjust_stock, count_stock, find_stock_mismatches, list_stock_entries, load_levels,
    load_stock, put_back_stock, take_stock,
};
pub use store::{
    ImportedRegion, ImportedStore, NewStore, Opening, OpeningHours, Ownership, Store, WallTime,
    Weekday, all_stores, check_new_store, create_store, edit_store, find_stores_by_codes,
    get_store, import_stores, list_stores, list_stores_among, stores, stores_in_regions,
};
pub use till::{Till, create_till, edit_till, list_tills, tills};

use kernel::{SkuId, StoreId};

/// A SKU in a store: the key of prices and stock, in the order in which they are locked.
pub type StoreSku = (StoreId, SkuId);

/// Every route of this context, each with its permission.
pub fn routes() -> access::Guarded {
    access::Guarded::new()
        .merge(region::routes())
        .merge(store::routes())
        .merge(till::routes())
        .merge(catalogue::routes())
        .merge(goods_group::routes())
        .merge(stock::routes())
}
