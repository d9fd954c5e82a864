//! Lists of what is not a sale: goods that came back, money that was paid in. Newest first, over
//! the stores that a person may see.

pub(crate) mod http;
mod store;

use crate::days::Days;
use kernel::{Cursor, Page, StoreId};
use platform::db::{DbError, Tx};
use store::{ListedReturn, ListedTopUp, Walk};

/// Which of them.
#[derive(Debug, Clone, Default)]
struct Asked {
    days: Days,
    /// These stores only, if not all.
    among: Option<Vec<StoreId>>,
}

impl Asked {
    fn walk(&self, before: Option<Cursor>, limit: u32) -> Walk {
        let (earliest, latest) = self.days.moments();
        let (key, id) = match before {
            Some(cursor) if cursor.key < latest => (cursor.key, cursor.id),
            _ => (latest, i64::MAX),
        };
        let (from, to) = self.days.texts();
        Walk {
            key,
            id,
            earliest,
            from,
            to,
            limit: i64::from(limit) + 1,
        }
    }
}

fn returns(
    tx: &mut Tx<'_>,
    asked: &Asked,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedReturn>, DbError> {
    let mut rows = store::returns(tx, &asked.walk(before, limit), asked.among.as_deref())?;
    // A long list of stores is read in pieces, each in its own order.
    rows.sort_by_key(|row| std::cmp::Reverse((row.returned_at, row.id)));
    rows.truncate(limit as usize + 1);
    let members: Vec<_> = rows.iter().filter_map(|row| row.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    for row in &mut rows {
        row.member_id = row.member_id.map(|member| current[&member]);
    }
    Ok(Page::of(rows, limit, |row| Cursor {
        key: row.returned_at.0,
        id: row.id.0,
    }))
}

fn top_ups(
    tx: &mut Tx<'_>,
    asked: &Asked,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedTopUp>, DbError> {
    let mut rows = store::top_ups(tx, &asked.walk(before, limit), asked.among.as_deref())?;
    rows.sort_by_key(|row| std::cmp::Reverse((row.topped_up_at, row.id)));
    rows.truncate(limit as usize + 1);
    let members: Vec<_> = rows.iter().map(|row| row.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    for row in &mut rows {
        row.member_id = current[&row.member_id];
    }
    Ok(Page::of(rows, limit, |row| Cursor {
        key: row.topped_up_at.0,
        id: row.id.0,
    }))
}
