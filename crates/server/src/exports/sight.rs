//! Which exports a person may see.

use super::store::{self, ExportRow};
use super::{ExportFault, ExportId};
use access::{Actor, StoreFilter};
use kernel::{By, Cursor, Page};
use platform::db::{DbError, Tx};

/// An export that a person may see.
pub(super) fn get(tx: &mut Tx<'_>, actor: &Actor, id: ExportId) -> Result<ExportRow, ExportFault> {
    let row = store::find(tx, id)?.ok_or(ExportFault::NotFound(id))?;
    if is_in_sight(actor, &row)? {
        Ok(row)
    } else {
        Err(ExportFault::NotFound(id))
    }
}

/// A page of the exports that a person may see, the latest first.
pub(super) fn list_in_sight(
    tx: &mut Tx<'_>,
    actor: &Actor,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<ExportRow>, DbError> {
    let by = actor.stores().only().map(|_| actor.staff);
    let (mut rows, mut after) = (Vec::new(), after);
    loop {
        let page = store::page(tx, by, after, limit)?;
        let last = page.items.last().map(ExportRow::place);
        for row in page.items {
            if is_in_sight(actor, &row)? {
                rows.push(row);
            }
        }
        // What is out of sight must not end the list.
        if rows.len() > limit as usize || page.next.is_none() {
            return Ok(Page::of(rows, limit, ExportRow::place));
        }
        after = last;
    }
}

/// Whether a person may have such a list at all, and see all the stores and columns of the file.
/// Who works for some stores only has the files that they asked for themselves, like their jobs: a
/// colleague may see more people than they do.
fn is_in_sight(actor: &Actor, row: &ExportRow) -> Result<bool, DbError> {
    let may_see = match (actor.stores(), row.stores()?) {
        (StoreFilter::All, _) => true,
        (StoreFilter::Only(_), None) => false,
        (StoreFilter::Only(_), Some(stores)) => {
            let is_own = row.created_by == By::Staff(actor.staff);
            is_own && stores.iter().all(|store| actor.stores().allows(*store))
        }
    };
    let permissions = row.sees()?.into_iter().chain([row.subject.permission()]);
    let mut permissions = permissions.map(|one| actor.require(one));
    Ok(may_see && permissions.all(|held| held.is_ok()))
}
