//! What can go wrong with stores and goods, in the words of the trade.

use crate::stock::StockShort;
use access::AccessError;
use kernel::{
    CategoryId, Fault, FieldError, GoodsGroupId, GoodsId, Invalid, Kind, Params, PictureId,
    RegionId, SkuId, StoreId, TillId, fault::params,
};
use platform::db::DbError;
use platform::http::StaleEdit;

/// A refusal or a failure of this context.
#[derive(Debug, thiserror::Error)]
pub enum RetailError {
    /// No such store in this brand.
    #[error("there is no store {store_id}")]
    StoreNotFound {
        /// Which was asked for.
        store_id: StoreId,
    },
    /// No such region in this brand.
    #[error("there is no region {region_id}")]
    RegionNotFound {
        /// Which was asked for.
        region_id: RegionId,
    },
    /// No such till in this store.
    #[error("there is no till {till_id} in this store")]
    TillNotFound {
        /// Which was asked for.
        till_id: TillId,
    },
    /// No such category in this brand.
    #[error("there is no category {category_id}")]
    CategoryNotFound {
        /// Which was asked for.
        category_id: CategoryId,
    },
    /// No such goods in this brand.
    #[error("there are no goods {goods_id}")]
    GoodsNotFound {
        /// Which were asked for.
        goods_id: GoodsId,
    },
    /// No such SKU in this brand.
    #[error("there is no SKU {sku_id}")]
    SkuNotFound {
        /// Which was asked for.
        sku_id: SkuId,
    },
    /// The goods have no such picture.
    #[error("the goods have no picture {picture_id}")]
    PictureNotFound {
        /// Which was asked for.
        picture_id: PictureId,
    },
    /// The goods have as many pictures as goods may have.
    #[error("goods have {max} pictures at most")]
    TooManyPictures {
        /// How many they may have.
        max: usize,
    },
    /// No such product group in this brand.
    #[error("there is no product group {group_id}")]
    GoodsGroupNotFound {
        /// Which was asked for.
        group_id: GoodsGroupId,
    },
    /// Another product group of the brand has this name.
    #[error("a product group named `{name}` is there already")]
    GoodsGroupNameTaken {
        /// The name.
        name: String,
    },
    /// The brand has as many active product groups as it may have.
    #[error("a brand has {max} active product groups at most")]
    TooManyGoodsGroups {
        /// How many it may have.
        max: usize,
    },
    /// The store has no price of its own for the SKU.
    #[error("the store has no price of its own for {sku_id}")]
    StorePriceNotFound {
        /// Of which SKU.
        sku_id: SkuId,
    },
    /// Another region of the brand has this code.
    #[error("region code `{code}` is taken")]
    RegionCodeTaken {
        /// The code.
        code: String,
    },
    /// Another store of the brand has this code.
    #[error("store code `{code}` is taken")]
    StoreCodeTaken {
        /// The code.
        code: String,
    },
    /// Another till of the store has this code.
    #[error("till code `{code}` is taken in this store")]
    TillCodeTaken {
        /// The code.
        code: String,
    },
    /// Another category under the same parent has this name.
    #[error("a category named `{name}` is there already")]
    CategoryNameTaken {
        /// The name.
        name: String,
    },
    /// A category would come to stand below itself.
    #[error("category {category_id} cannot go below itself")]
    CategoryUnderItself {
        /// Which was to be moved.
        category_id: CategoryId,
    },
    /// The tree of categories would grow too deep.
    #[error("categories go {depth_max} deep at most")]
    CategoryTooDeep {
        /// How deep they may go.
        depth_max: i64,
        /// Under which one it was tried.
        parent_id: CategoryId,
    },
    /// Other goods of the brand have this code.
    #[error("goods code `{code}` is taken")]
    GoodsCodeTaken {
        /// The code.
        code: String,
    },
    /// Another SKU of the brand has this code.
    #[error("SKU code `{code}` is taken")]
    SkuCodeTaken {
        /// The code.
        code: String,
    },
    /// Another SKU of the brand has this barcode.
    #[error("barcode `{barcode}` belongs to another SKU")]
    BarcodeTaken {
        /// The barcode.
        barcode: String,
    },
    /// The SKU counts no stock, so there is nothing to count or adjust.
    #[error("{sku_id} keeps no stock")]
    StockNotKept {
        /// Of which SKU.
        sku_id: SkuId,
    },
    /// There is less on the shelf than is wanted.
    #[error(transparent)]
    StockShort(#[from] StockShort),
    /// Somebody else has changed it since it was read.
    #[error(transparent)]
    Stale(#[from] StaleEdit),
    /// Fields are wrong.
    #[error(transparent)]
    Invalid(#[from] Invalid),
    /// The person may not act there.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl Fault for RetailError {
    fn kind(&self) -> Kind {
        match self {
            RetailError::StoreNotFound { .. }
            | RetailError::RegionNotFound { .. }
            | RetailError::CategoryNotFound { .. }
            | RetailError::TillNotFound { .. }
            | RetailError::GoodsNotFound { .. }
            | RetailError::SkuNotFound { .. }
            | RetailError::PictureNotFound { .. }
            | RetailError::GoodsGroupNotFound { .. }
            | RetailError::StorePriceNotFound { .. } => Kind::NotFound,
            RetailError::RegionCodeTaken { .. }
            | RetailError::StoreCodeTaken { .. }
            | RetailError::TillCodeTaken { .. }
            | RetailError::CategoryNameTaken { .. }
            | RetailError::CategoryUnderItself { .. }
            | RetailError::CategoryTooDeep { .. }
            | RetailError::GoodsCodeTaken { .. }
            | RetailError::SkuCodeTaken { .. }
            | RetailError::BarcodeTaken { .. }
            | RetailError::TooManyPictures { .. }
            | RetailError::GoodsGroupNameTaken { .. }
            | RetailError::TooManyGoodsGroups { .. }
            | RetailError::StockNotKept { .. }
            | RetailError::StockShort(_) => Kind::Refused,
            RetailError::Stale(edit) => edit.kind(),
            RetailError::Invalid(invalid) => invalid.kind(),
            RetailError::Access(error) => error.kind(),
            RetailError::Db(error) => error.kind(),
        }
    }

    fn code(&self) -> &'static str {
        match self {
            RetailError::StoreNotFound { .. } => "retail.store_not_found",
            RetailError::RegionNotFound { .. } => "retail.region_not_found",
            RetailError::CategoryNotFound { .. } => "retail.category_not_found",
            RetailError::TillNotFound { .. } => "retail.till_not_found",
            RetailError::GoodsNotFound { .. } => "retail.goods_not_found",
            RetailError::SkuNotFound { .. } => "retail.sku_not_found",
            RetailError::PictureNotFound { .. } => "retail.picture_not_found",
            RetailError::TooManyPictures { .. } => "retail.too_many_pictures",
            RetailError::GoodsGroupNotFound { .. } => "retail.goods_group_not_found",
            RetailError::GoodsGroupNameTaken { .. } => "retail.goods_group_name_taken",
            RetailError::TooManyGoodsGroups { .. } => "retail.too_many_goods_groups",
            RetailError::StorePriceNotFound { .. } => "retail.store_price_not_found",
            RetailError::RegionCodeTaken { .. } => "retail.region_code_taken",
            RetailError::StoreCodeTaken { .. } => "retail.store_code_taken",
            RetailError::TillCodeTaken { .. } => "retail.till_code_taken",
            RetailError::CategoryNameTaken { .. } => "retail.category_name_taken",
            RetailError::CategoryUnderItself { .. } => "retail.category_under_itself",
            RetailError::CategoryTooDeep { .. } => "retail.category_too_deep",
            RetailError::GoodsCodeTaken { .. } => "retail.goods_code_taken",
            RetailError::SkuCodeTaken { .. } => "retail.sku_code_taken",
            RetailError::BarcodeTaken { .. } => "retail.barcode_taken",
            RetailError::StockNotKept { .. } => "retail.stock_not_kept",
            RetailError::StockShort(_) => "retail.stock_short",
            RetailError::Stale(edit) => edit.code(),
            RetailError::Invalid(invalid) => invalid.code(),
            RetailError::Access(error) => error.code(),
            RetailError::Db(error) => error.code(),
        }
    }

    fn params(&self) -> Params {
        match self {
            RetailError::StoreNotFound { store_id } => {
                params([("store_id", store_id.to_string().into())])
            }
            RetailError::RegionNotFound { region_id } => {
                params([("region_id", region_id.to_string().into())])
            }
            RetailError::CategoryNotFound { category_id }
            | RetailError::CategoryUnderItself { category_id } => {
                params([("category_id", category_id.to_string().into())])
            }
            RetailError::TillNotFound { till_id } => {
                params([("till_id", till_id.to_string().into())])
            }
            RetailError::GoodsNotFound { goods_id } => {
                params([("goods_id", goods_id.to_string().into())])
            }
            RetailError::SkuNotFound { sku_id }
            | RetailError::StorePriceNotFound { sku_id }
            | RetailError::StockNotKept { sku_id } => {
                params([("sku_id", sku_id.to_string().into())])
            }
            RetailError::PictureNotFound { picture_id } => {
                params([("picture_id", picture_id.to_string().into())])
            }
            RetailError::TooManyPictures { max } | RetailError::TooManyGoodsGroups { max } => {
                params([("max", (*max).into())])
            }
            RetailError::GoodsGroupNotFound { group_id } => {
                params([("group_id", group_id.to_string().into())])
            }
            RetailError::RegionCodeTaken { code }
            | RetailError::StoreCodeTaken { code }
            | RetailError::TillCodeTaken { code }
            | RetailError::GoodsCodeTaken { code }
            | RetailError::SkuCodeTaken { code } => params([("code", code.as_str().into())]),
            RetailError::CategoryNameTaken { name } | RetailError::GoodsGroupNameTaken { name } => {
                params([("name", name.as_str().into())])
            }
            RetailError::CategoryTooDeep {
                depth_max,
                parent_id,
            } => params([
                ("depth_max", (*depth_max).into()),
                ("parent_id", parent_id.to_string().into()),
            ]),
            RetailError::BarcodeTaken { barcode } => params([("barcode", barcode.as_str().into())]),
            RetailError::StockShort(short) => params([
                ("store_id", short.store_id.to_string().into()),
                ("sku_id", short.sku_id.to_string().into()),
                ("available", short.available.into()),
                ("required", short.required.into()),
            ]),
            RetailError::Stale(edit) => edit.params(),
            RetailError::Invalid(invalid) => invalid.params(),
            RetailError::Access(error) => error.params(),
            RetailError::Db(error) => error.params(),
        }
    }

    fn field_errors(&self) -> Vec<FieldError> {
        match self {
            RetailError::Invalid(invalid) => invalid.field_errors(),
            RetailError::Access(error) => error.field_errors(),
            _ => Vec::new(),
        }
    }
}

/// Names the key that a statement ran into; any other failure stays what it is.
pub(crate) fn taken<T>(
    outcome: Result<T, DbError>,
    refusal: impl FnOnce() -> RetailError,
) -> Result<T, RetailError> {
    outcome.map_err(|error| match error {
        DbError::Unique => refusal(),
        other => RetailError::Db(other),
    })
}
