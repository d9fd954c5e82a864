//! Which goods an offer is about: what is included, less what is excluded (反选).

use crate::BasketLine;
pub use kernel::GoodsGroupId;
use kernel::{CategoryId, SkuId};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// A choice of goods: everything that is included, less everything that is excluded.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Goods {
    /// What is in; empty for everything.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include: Vec<Pick>,
    /// What is out whatever `include` says.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclude: Vec<Pick>,
}

/// One thing that is picked.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum Pick {
    /// One SKU.
    Sku(SkuId),
    /// A category with all that are below it.
    Category(CategoryId),
    /// A product group.
    Group(GoodsGroupId),
}

impl Goods {
    /// Everything.
    pub const ALL: Goods = Goods {
        include: Vec::new(),
        exclude: Vec::new(),
    };

    /// Exactly these.
    pub fn only(include: impl IntoIterator<Item = Pick>) -> Goods {
        Goods {
            include: include.into_iter().collect(),
            exclude: Vec::new(),
        }
    }

    /// Everything but these.
    pub fn all_but(exclude: impl IntoIterator<Item = Pick>) -> Goods {
        Goods {
            include: Vec::new(),
            exclude: exclude.into_iter().collect(),
        }
    }

    /// Whether a line is among them.
    pub fn holds(&self, line: &BasketLine) -> bool {
        let is_in = self.include.is_empty() || self.include.iter().any(|pick| pick.is_of(line));
        is_in && !self.exclude.iter().any(|pick| pick.is_of(line))
    }
}

impl Pick {
    fn is_of(self, line: &BasketLine) -> bool {
        match self {
            Pick::Sku(id) => line.sku_id == id,
            Pick::Category(id) => line.categories.contains(&id),
            Pick::Group(id) => line.groups.contains(&id),
        }
    }
}
