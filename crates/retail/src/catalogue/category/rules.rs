//! Where a category may stand in the tree. Pure.

use super::{Category, DEPTH_MAX};
use crate::error::RetailError;
use kernel::{CategoryId, Invalid};
use std::collections::HashSet;

/// A category and all below it. Parents come before their children in `tree`.
pub(crate) fn ids_from(tree: &[Category], top: CategoryId) -> HashSet<CategoryId> {
    let mut found = HashSet::from([top]);
    for category in tree {
        let parent = category.parent_id;
        if parent.is_some_and(|parent| found.contains(&parent)) {
            found.insert(category.id);
        }
    }
    found
}

/// How deep a category may go under a parent.
pub(crate) fn depth_below(parent: &Category) -> Result<i64, RetailError> {
    if parent.depth < DEPTH_MAX {
        Ok(parent.depth + 1)
    } else {
        Err(too_deep(parent.id))
    }
}

/// How deep a category and all below it come to stand if it goes under another parent.
pub(crate) fn depths_after_move(
    tree: &[Category],
    moved: &Category,
    parent_id: Option<CategoryId>,
) -> Result<Vec<(CategoryId, i64)>, RetailError> {
    let below = ids_from(tree, moved.id);
    let depth = match parent_id {
        None => 1,
        Some(parent_id) if below.contains(&parent_id) => {
            let category_id = moved.id;
            return Err(RetailError::CategoryUnderItself { category_id });
        }
        Some(parent_id) => match tree.iter().find(|one| one.id == parent_id) {
            None => return Err(Invalid::one("/parent_id", "reference.unknown", []).into()),
            Some(parent) => depth_below(parent)?,
        },
    };
    let moved_by = depth - moved.depth;
    let goes_along = tree.iter().filter(|one| below.contains(&one.id));
    let depths: Vec<(CategoryId, i64)> = goes_along
        .map(|one| (one.id, one.depth + moved_by))
        .collect();
    match parent_id {
        Some(parent_id) if depths.iter().any(|(_, depth)| *depth > DEPTH_MAX) => {
            Err(too_deep(parent_id))
        }
        _ => Ok(depths),
    }
}

fn too_deep(parent_id: CategoryId) -> RetailError {
    RetailError::CategoryTooDeep {
        depth_max: DEPTH_MAX,
        parent_id,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Fault;

    /// `1/2/3` stands for category 3 under 2 under 1.
    fn tree(paths: &str) -> Vec<Category> {
        let category = |path: &str| {
            let ids: Vec<i64> = path
                .split('/')
                .map(|id| id.parse().expect("a number"))
                .collect();
            let (id, above) = ids.split_last().expect("at least one");
            Category {
                id: CategoryId(*id),
                parent_id: above.last().map(|id| CategoryId(*id)),
                depth: ids.len() as i64,
                name: path.to_owned(),
                version: 1,
            }
        };
        paths.split_whitespace().map(category).collect()
    }

    /// Moves category 2 and shows where things are then, or why not.
    fn check(paths: &str, parent: Option<i64>, wanted: &str) {
        let tree = tree(paths);
        let moved = tree.iter().find(|one| one.id.0 == 2).expect("it is there");
        let found = match depths_after_move(&tree, moved, parent.map(CategoryId)) {
            Err(refusal) => refusal.code().to_owned(),
            Ok(depths) => depths
                .iter()
                .map(|(id, depth)| format!("{}:{depth}", id.0))
                .collect::<Vec<_>>()
                .join(" "),
        };
        assert_eq!(found, wanted, "{paths} under {parent:?}");
    }

    #[test]
    fn what_is_below_goes_along() {
        check("1 1/2 1/2/3 4", Some(4), "2:2 3:3");
        check("1 1/2 1/2/3 4 4/5", Some(5), "2:3 3:4");
        check("1 1/2 1/2/3 1/4", None, "2:1 3:2");
    }

    #[test]
    fn nothing_goes_below_itself_or_too_deep() {
        check("1 2 2/3 2/3/4", Some(2), "retail.category_under_itself");
        check("1 2 2/3 2/3/4", Some(4), "retail.category_under_itself");
        check("1 2", Some(9), "request.invalid");
        let deep = "1 2 1/5 2/3 1/5/6 2/3/4";
        check(deep, Some(5), "2:3 3:4 4:5");
        check(deep, Some(6), "retail.category_too_deep");
    }
}
