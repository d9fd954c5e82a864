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

/// Which lines of a basket each pick is of: asked once for a basket, then for every offer.
pub(crate) struct Places {
    lines: usize,
    /// By pick, then line.
    of: Vec<(Pick, u32)>,
}

impl Places {
    /// For lines in some order.
    pub fn of<'a>(lines: impl ExactSizeIterator<Item = &'a BasketLine>) -> Places {
        let count = lines.len();
        let mut of = Vec::with_capacity(2 * count);
        for (at, line) in (0_u32..).zip(lines) {
            of.push((Pick::Sku(line.sku_id), at));
            of.extend(line.categories.iter().map(|id| (Pick::Category(*id), at)));
            of.extend(line.groups.iter().map(|id| (Pick::Group(*id), at)));
        }
        of.sort_unstable();
        Places { lines: count, of }
    }

    /// The lines of some goods, one bit each.
    pub fn bits(&self, goods: &Goods) -> Vec<u64> {
        let mut bits = vec![0_u64; self.lines.div_ceil(64)];
        if goods.include.is_empty() {
            (0..self.lines).for_each(|at| bits[at / 64] |= 1 << (at % 64));
        }
        for pick in &goods.include {
            self.each(*pick, |at| bits[at / 64] |= 1 << (at % 64));
        }
        for pick in &goods.exclude {
            self.each(*pick, |at| bits[at / 64] &= !(1 << (at % 64)));
        }
        bits
    }

    fn each(&self, pick: Pick, mut look: impl FnMut(usize)) {
        let from = self.of.partition_point(|(other, _)| *other < pick);
        let of_it = self.of[from..].iter().take_while(|(one, _)| *one == pick);
        of_it.for_each(|(_, at)| look(*at as usize));
    }
}
