//! 类目: the tree of goods, at most five deep; a name is unique under its parent.

mod http;
mod rules;
mod store;
#[cfg(test)]
mod tests;

pub(crate) use http::routes;
pub use store::Category;

use crate::checks;
use crate::error::{RetailError, taken};
use crate::trail;
use kernel::{Act, CategoryId, Cursor, Invalid, Page};
use platform::db::{DbError, Tx};
use platform::http::{IfMatch, StaleEdit};
use std::collections::{BTreeSet, HashMap};

/// How deep the tree may grow.
const DEPTH_MAX: i64 = 5;

/// Founds a category under another, or at the top.
pub fn create_category(
    tx: &mut Tx<'_>,
    act: Act,
    parent_id: Option<CategoryId>,
    name: &str,
) -> Result<Category, RetailError> {
    check_name(name)?;
    let depth = match parent_id {
        None => 1,
        // Locked, so that it does not move meanwhile.
        Some(parent_id) => match store::lock(tx, parent_id)? {
            None => return Err(Invalid::one("/parent_id", "reference.unknown", []).into()),
            Some(parent) => rules::depth_below(&parent)?,
        },
    };
    let id = CategoryId(tx.new_id());
    let category = Category {
        id,
        parent_id,
        depth,
        name: name.to_owned(),
        version: 1,
    };
    if store::insert_missing(tx, act, std::slice::from_ref(&category))? == 0 {
        return Err(name_taken(&category));
    }
    trail::whole(tx, act, "category.create", id, &category)?;
    Ok(category)
}

/// Renames a category that is still in the version that was seen, or moves it with all that is
/// below it.
pub fn edit_category(
    tx: &mut Tx<'_>,
    act: Act,
    category_id: CategoryId,
    seen: IfMatch,
    change: impl FnOnce(&mut Category),
) -> Result<Category, RetailError> {
    // The whole tree is locked: two moves at once could close a ring.
    store::lock_all(tx)?;
    let tree = store::all(tx)?;
    let before = tree.iter().find(|one| one.id == category_id);
    let before = before.ok_or(RetailError::CategoryNotFound { category_id })?;
    seen.check(before.version)?;
    let mut after = before.clone();
    change(&mut after);
    if after == *before {
        return Ok(after);
    }
    check_name(&after.name)?;
    if after.parent_id != before.parent_id {
        let depths = rules::depths_after_move(&tree, before, after.parent_id)?;
        store::set_depths(tx, &depths)?;
        let own = depths.iter().find(|(id, _)| *id == category_id);
        after.depth = own.map_or(before.depth, |(_, depth)| *depth);
    }
    if !taken(store::update(tx, &after), || name_taken(&after))? {
        return Err(StaleEdit::MovedOn.into());
    }
    after.version += 1;
    trail::changed(tx, act, "category.edit", category_id, (before, &after))?;
    Ok(after)
}

fn check_name(name: &str) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/name", name, checks::NAME_MAX);
    wrong.check()
}

fn name_taken(category: &Category) -> RetailError {
    RetailError::CategoryNameTaken {
        name: category.name.clone(),
    }
}

/// A page of the brand's categories, level by level: a parent before its children.
pub fn list_categories(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Category>, DbError> {
    let after = cursor.map_or((0, 0), |cursor| (cursor.key, cursor.id));
    let rows = store::page(tx, after, limit + 1)?;
    Ok(Page::of(rows, limit, |category| Cursor {
        key: category.depth,
        id: category.id.0,
    }))
}

/// The category, if there is one.
pub(crate) fn find_category(
    tx: &mut Tx<'_>,
    category_id: CategoryId,
) -> Result<Option<Category>, DbError> {
    store::find(tx, category_id)
}

/// A category and all below it.
pub(crate) fn ids_from(tx: &mut Tx<'_>, top: CategoryId) -> Result<Vec<CategoryId>, DbError> {
    Ok(rules::ids_from(&store::all(tx)?, top).into_iter().collect())
}

/// The tree by name, for finding a category by its path.
#[derive(Debug, Default)]
pub(crate) struct Tree(HashMap<(i64, String), CategoryId>);

impl Tree {
    /// The category at the end of a path from the top; none for the empty path.
    pub(crate) fn find(&self, path: &[String]) -> Option<CategoryId> {
        path.iter()
            .try_fold(None, |parent, name| self.child(parent, name).map(Some))
            .flatten()
    }

    fn child(&self, parent: Option<CategoryId>, name: &str) -> Option<CategoryId> {
        self.0
            .get(&(parent.map_or(0, |id| id.0), name.to_owned()))
            .copied()
    }

    fn load(tx: &mut Tx<'_>) -> Result<Tree, DbError> {
        let categories = store::all(tx)?;
        let key = |one: &Category| (one.parent_id.map_or(0, |parent| parent.0), one.name.clone());
        Ok(Tree(
            categories
                .into_iter()
                .map(|one| (key(&one), one.id))
                .collect(),
        ))
    }
}

/// Notes a path that is too deep or has a name that cannot be.
pub(crate) fn note_path(wrong: &mut Invalid, pointer: &str, path: &[String]) {
    if path.len() as i64 > DEPTH_MAX {
        wrong.add(pointer, "list.too_long", [("max", DEPTH_MAX.into())]);
    }
    for (place, name) in path.iter().take(DEPTH_MAX as usize).enumerate() {
        wrong.text(&format!("{pointer}/{place}"), name, checks::NAME_MAX);
    }
}

/// Founds what is missing on some paths, level by level; answers with the whole tree.
pub(crate) fn found_paths<'a>(
    tx: &mut Tx<'_>,
    act: Act,
    paths: impl Iterator<Item = &'a [String]>,
) -> Result<Tree, DbError> {
    let paths: BTreeSet<&[String]> = paths.filter(|path| !path.is_empty()).collect();
    let mut tree = if paths.is_empty() {
        Tree::default()
    } else {
        Tree::load(tx)?
    };
    if paths.iter().any(|path| tree.find(path).is_none()) {
        // What is founded goes where its parent is, so nothing moves meanwhile.
        store::lock_all(tx)?;
        tree = Tree::load(tx)?;
    }
    for depth in 1..=DEPTH_MAX {
        let at_depth: BTreeSet<&[String]> = paths
            .iter()
            .filter_map(|path| path.get(..depth as usize))
            .collect();
        let missing: Vec<Category> = at_depth
            .into_iter()
            .filter(|path| tree.find(path).is_none())
            .filter_map(|path| {
                let (name, above) = path.split_last()?;
                let id = CategoryId(tx.new_id());
                Some(Category {
                    id,
                    parent_id: tree.find(above),
                    depth,
                    name: name.clone(),
                    version: 1,
                })
            })
            .collect();
        if !missing.is_empty() {
            store::insert_missing(tx, act, &missing)?;
            tree = Tree::load(tx)?;
        }
    }
    Ok(tree)
}
