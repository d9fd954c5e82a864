//! Lists of what is not a sale: goods that came back, money that was paid in. Newest first, over
//! the stores that a person may see.

pub(crate) mod http;
mod store;

use crate::days::Days;
use access::StoreFilter;
use kernel::{Cursor, Page};
use platform::db::{DbError, Tx};
use store::{ListedReturn, ListedTopUp, Walk};

/// Which of them.
#[derive(Debug, Clone)]
struct Asked {
    days: Days,
    among: StoreFilter,
}

impl Asked {
    fn walk(&self, before: Option<Cursor>, limit: u32) -> Walk {
        let (earliest, _) = self.days.moments();
        let (key, id) = self.days.start(before);
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
    let mut rows = store::returns(tx, &asked.walk(before, limit), &asked.among)?;
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
    let mut rows = store::top_ups(tx, &asked.walk(before, limit), &asked.among)?;
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
