//! 商品分组: goods that the brand has put together for its offers, by what it includes and what it
//! excludes (反选).
//!
//! Guarantees: what is excluded is out, whatever is included; categories bring along all that is
//! below them, also what enters later; a group that is switched off, or includes nothing, holds
//! nothing; a group is never deleted, for offers of the past name it.

mod http;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use store::{GoodsGroup, ListedGoodsGroup};

use crate::catalogue::{self, FullSku, Goods};
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, CategoryId, Cursor, GoodsGroupId, GoodsId, Page, SkuId};
use platform::db::{DbError, Fetches, Tx};
use platform::http::{IfMatch, StaleEdit};
use serde::{Deserialize, Serialize};
use std::collections::HashMap;
use utoipa::ToSchema;

/// The most active groups of a brand.
const GROUPS_MAX: usize = 500;

/// One thing that a group names.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, ToSchema,
)]
#[serde(tag = "kind", content = "id", rename_all = "snake_case")]
pub enum GoodsPick {
    /// One SKU.
    Sku(SkuId),
    /// Goods with all their SKUs.
    Goods(GoodsId),
    /// A category with all that is below it.
    Category(CategoryId),
}

kernel::text_enum! {
    /// What a thing that a group names is.
    pub enum PickKind {
        /// One SKU.
        Sku = "sku",
        /// Goods with all their SKUs.
        Goods = "goods",
        /// A category with all that is below it.
        Category = "category",
    }
}

/// A group as somebody wants it to be.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WantedGoodsGroup {
    /// Unique within the brand.
    pub name: String,
    /// What it is for; may be empty.
    pub note: String,
    /// Whether it holds anything.
    pub is_active: bool,
    /// What is in.
    pub include: Vec<GoodsPick>,
    /// What is out, whatever is in.
    pub exclude: Vec<GoodsPick>,
}

/// A thing that a group names, as people call it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedPick {
    /// Which thing.
    pub pick: GoodsPick,
    /// Its code; a category has none.
    pub code: Option<String>,
    /// What people call it.
    pub name: String,
}

/// A group with what it names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FullGoodsGroup {
    /// The group.
    pub group: GoodsGroup,
    /// What is in.
    pub include: Vec<NamedPick>,
    /// What is out, whatever is in.
    pub exclude: Vec<NamedPick>,
    /// How many SKUs it holds.
    pub sku_count: i64,
}

/// Puts goods together under a new name.
pub fn create_goods_group(
    tx: &mut Tx<'_>,
    act: Act,
    wanted: &WantedGoodsGroup,
) -> Result<GoodsGroup, RetailError> {
    let group = GoodsGroup {
        id: GoodsGroupId(tx.new_id()),
        name: wanted.name.clone(),
        note: wanted.note.clone(),
        is_active: wanted.is_active,
        version: 1,
    };
    check(tx, &group, wanted)?;
    if group.is_active {
        check_room(tx)?;
    }
    taken(store::insert(tx, act, &group), || name_taken(&group))?;
    let picks = rules::picks_of(wanted);
    store::insert_picks(tx, group.id, &picks)?;
    let told = rules::told(&group, &picks);
    trail::whole(tx, act, "goods_group.create", group.id, &told)?;
    Ok(group)
}

/// Makes a group that is still in the version that was seen into what is wanted.
pub fn replace_goods_group(
    tx: &mut Tx<'_>,
    act: Act,
    group_id: GoodsGroupId,
    seen: IfMatch,
    wanted: &WantedGoodsGroup,
) -> Result<GoodsGroup, RetailError> {
    let before = get_group(tx, group_id)?;
    seen.check(before.version)?;
    let change = rules::change(&store::picks(tx, group_id)?, &rules::picks_of(wanted));
    let mut after = GoodsGroup {
        name: wanted.name.clone(),
        note: wanted.note.clone(),
        is_active: wanted.is_active,
        ..before.clone()
    };
    if after == before && change.is_empty() {
        return Ok(before);
    }
    check(tx, &after, wanted)?;
    if after.is_active && !before.is_active {
        check_room(tx)?;
    }
    if !taken(store::update(tx, act, &after), || name_taken(&after))? {
        return Err(StaleEdit::MovedOn.into());
    }
    let gone = change.gone.iter().map(|(pick, _)| pick.thing_id());
    store::delete_picks(tx, group_id, gone)?;
    store::insert_picks(tx, group_id, &change.come)?;
    after.version += 1;
    // Of long lists only what went and what came is told.
    let (went, came) = (
        rules::told(&before, &change.gone),
        rules::told(&after, &change.come),
    );
    trail::changed(tx, act, "goods_group.edit", group_id, (&went, &came))?;
    Ok(after)
}

/// The group that must exist, with all it names.
pub fn get_goods_group(
    tx: &mut Tx<'_>,
    group_id: GoodsGroupId,
) -> Result<FullGoodsGroup, RetailError> {
    let group = get_group(tx, group_id)?;
    let picks = store::picks(tx, group_id)?;
    let mut names = names(tx, picks.iter().map(store::PickRow::pick))?;
    let mut full = FullGoodsGroup {
        sku_count: count_skus(tx, &group)?,
        group,
        include: Vec::new(),
        exclude: Vec::new(),
    };
    for row in picks {
        let side = if row.is_excluded {
            &mut full.exclude
        } else {
            &mut full.include
        };
        side.extend(names.remove(&row.pick()));
    }
    Ok(full)
}

/// Which groups are looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct GoodsGroupSearch {
    /// Parts of a name.
    pub q: String,
    /// Only those that are switched on, or only those that are not.
    pub is_active: Option<bool>,
}

/// A page of groups, by name.
pub fn list_goods_groups(
    tx: &mut Tx<'_>,
    search: &GoodsGroupSearch,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedGoodsGroup>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let text = catalogue::anywhere(&search.q);
    let rows = store::page(tx, &text, search.is_active, after, limit + 1)?;
    Ok(Page::of(rows, limit, |group| Cursor {
        key: 0,
        id: group.id.0,
    }))
}

/// A page of the SKUs that a group holds, by code.
pub fn list_goods_group_skus(
    tx: &mut Tx<'_>,
    group_id: GoodsGroupId,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<(FullSku, Goods)>, RetailError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let held = if get_group(tx, group_id)?.is_active {
        store::page_of_skus(tx, group_id, after, limit + 1)?
    } else {
        Vec::new()
    };
    let page = Page::of(held, limit, |(id,)| Cursor { key: 0, id: id.0 });
    let ids = page.items.into_iter().map(|(id,)| id);
    Ok(Page {
        items: catalogue::skus_with_goods(tx, ids)?,
        next: page.next,
    })
}

/// The active groups that hold some SKUs; those that are in none are left out.
pub(crate) fn groups_of(
    tx: &Tx<'_>,
    sku_ids: &[SkuId],
) -> impl Fetches<Found = HashMap<SkuId, Vec<GoodsGroupId>>> + use<> {
    store::fetch_named(tx, sku_ids.iter().copied()).then(|named| Ok(rules::groups_by_sku(named)))
}

fn get_group(tx: &mut Tx<'_>, group_id: GoodsGroupId) -> Result<GoodsGroup, RetailError> {
    store::find(tx, group_id)?.ok_or(RetailError::GoodsGroupNotFound { group_id })
}

fn count_skus(tx: &mut Tx<'_>, group: &GoodsGroup) -> Result<i64, DbError> {
    if group.is_active {
        store::count_skus(tx, group.id)
    } else {
        Ok(0)
    }
}

/// Refuses what no group may be, a name that another one has, and things that do not exist.
fn check(
    tx: &mut Tx<'_>,
    group: &GoodsGroup,
    wanted: &WantedGoodsGroup,
) -> Result<(), RetailError> {
    let mut wrong = rules::check(wanted)?;
    let all = rules::picks_of(wanted);
    let names = names(tx, all.iter().map(|(pick, _)| *pick))?;
    for (side, picks) in [("include", &wanted.include), ("exclude", &wanted.exclude)] {
        for (place, pick) in picks.iter().enumerate() {
            if !names.contains_key(pick) {
                wrong.add(format!("/{side}/{place}/id"), "reference.unknown", []);
            }
        }
    }
    wrong.check()?;
    match store::id_of_name(tx, &group.name)? {
        Some(other) if other != group.id => Err(name_taken(group)),
        _ => Ok(()),
    }
}

fn check_room(tx: &mut Tx<'_>) -> Result<(), RetailError> {
    if store::count_active(tx)? < GROUPS_MAX as i64 {
        Ok(())
    } else {
        Err(RetailError::TooManyGoodsGroups { max: GROUPS_MAX })
    }
}

fn name_taken(group: &GoodsGroup) -> RetailError {
    RetailError::GoodsGroupNameTaken {
        name: group.name.clone(),
    }
}

/// What people call those of the things that exist.
fn names(
    tx: &mut Tx<'_>,
    picks: impl IntoIterator<Item = GoodsPick>,
) -> Result<HashMap<GoodsPick, NamedPick>, DbError> {
    let (mut skus, mut goods, mut categories) = (Vec::new(), Vec::new(), Vec::new());
    for pick in picks {
        match pick {
            GoodsPick::Sku(id) => skus.push(id),
            GoodsPick::Goods(id) => goods.push(id),
            GoodsPick::Category(id) => categories.push(id),
        }
    }
    let mut names = Vec::with_capacity(skus.len() + goods.len() + categories.len());
    for (id, code, goods_name, sku_name) in store::names_of_skus(tx, skus)? {
        let name = catalogue::full_name(&goods_name, &sku_name);
        names.push((GoodsPick::Sku(id), Some(code), name));
    }
    for (id, code, name) in store::names_of_goods(tx, goods)? {
        names.push((GoodsPick::Goods(id), Some(code), name));
    }
    for (id, name) in store::names_of_categories(tx, categories)? {
        names.push((GoodsPick::Category(id), None, name));
    }
    let named = |(pick, code, name)| (pick, NamedPick { pick, code, name });
    Ok(names.into_iter().map(named).collect())
}

impl GoodsPick {
    fn kind(self) -> PickKind {
        match self {
            GoodsPick::Sku(_) => PickKind::Sku,
            GoodsPick::Goods(_) => PickKind::Goods,
            GoodsPick::Category(_) => PickKind::Category,
        }
    }

    fn thing_id(self) -> i64 {
        match self {
            GoodsPick::Sku(SkuId(id))
            | GoodsPick::Goods(GoodsId(id))
            | GoodsPick::Category(CategoryId(id)) => id,
        }
    }
}

impl std::fmt::Display for GoodsPick {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            GoodsPick::Sku(id) => id.fmt(f),
            GoodsPick::Goods(id) => id.fmt(f),
            GoodsPick::Category(id) => id.fmt(f),
        }
    }
}

impl store::PickRow {
    fn pick(&self) -> GoodsPick {
        match self.kind {
            PickKind::Sku => GoodsPick::Sku(SkuId(self.thing_id)),
            PickKind::Goods => GoodsPick::Goods(GoodsId(self.thing_id)),
            PickKind::Category => GoodsPick::Category(CategoryId(self.thing_id)),
        }
    }
}
