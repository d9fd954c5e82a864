//! 类目: the tree of goods, at most five deep; a name is unique under its parent.

mod http;
mod store;

pub(crate) use http::routes;
pub use store::Category;

use crate::checks;
use crate::error::RetailError;
use crate::trail;
use kernel::{Act, CategoryId, Cursor, Invalid, Page};
use platform::db::{DbError, Tx};
use std::collections::{BTreeSet, HashMap, HashSet};

/// How deep the tree may grow.
const DEPTH_MAX: i64 = 5;

/// Founds a category under another, or at the top.
pub fn create_category(
    tx: &mut Tx<'_>,
    act: Act,
    parent_id: Option<CategoryId>,
    name: &str,
) -> Result<Category, RetailError> {
    let mut wrong = Invalid::new();
    wrong.text("/name", name, checks::NAME_MAX);
    wrong.check()?;
    let depth = match parent_id {
        None => 1,
        Some(parent_id) => match store::find(tx, parent_id)? {
            None => return Err(Invalid::one("/parent_id", "reference.unknown", []).into()),
            Some(parent) if parent.depth >= DEPTH_MAX => {
                return Err(RetailError::CategoryTooDeep {
                    depth_max: DEPTH_MAX,
                    parent_id,
                });
            }
            Some(parent) => parent.depth + 1,
        },
    };
    let id = CategoryId(tx.new_id());
    let category = Category {
        id,
        parent_id,
        depth,
        name: name.to_owned(),
    };
    if store::insert_missing(tx, act, std::slice::from_ref(&category))? == 0 {
        return Err(RetailError::CategoryNameTaken {
            name: category.name,
        });
    }
    trail::whole(tx, act, "category.create", id, &category)?;
    Ok(category)
}

/// A page of the brand's categories, in the order they were founded: a parent before its children.
pub fn list_categories(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Category>, DbError> {
    let after = cursor.map_or(0, |cursor| cursor.id);
    let rows = store::page(tx, after, limit + 1)?;
    Ok(Page::of(rows, limit, |category| Cursor {
        key: 0,
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
    let mut found = HashSet::from([top]);
    // Parents come before their children, so one pass sees the whole subtree.
    for category in store::all(tx)? {
        if category
            .parent_id
            .is_some_and(|parent| found.contains(&parent))
        {
            found.insert(category.id);
        }
    }
    Ok(found.into_iter().collect())
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
