//! Lists of what is not a sale: goods that came back, money that was paid in. Newest first, over
//! the stores that a person may see.

pub(crate) mod http;
mod store;

use crate::TopUpTender;
use crate::days::Days;
use access::StoreFilter;
use kernel::{BusinessDate, Cursor, MemberId, Page, StaffId};
use platform::db::{DbError, Tx};
use store::Walk;
pub use store::{ListedReturn, ListedTopUp};

/// Which returns or top-ups a list shows.
#[derive(Debug, Clone)]
pub struct ListingFilter {
    /// From this business day on.
    pub from: Option<BusinessDate>,
    /// Up to this business day.
    pub to: Option<BusinessDate>,
    /// Of these stores.
    pub among: StoreFilter,
    /// Of this member only.
    pub member_id: Option<MemberId>,
    /// Done by this person.
    pub by: Option<StaffId>,
    /// Paid in this way; top-ups only.
    pub tender: Option<TopUpTender>,
}

impl ListingFilter {
    /// Reads the rows of everybody, or of the member under every id: what was done before a merge
    /// stands under the old one. They come in pieces, each in its own order.
    fn read<Row>(
        &self,
        tx: &mut Tx<'_>,
        rows: impl Fn(&mut Tx<'_>, Option<MemberId>) -> Result<Vec<Row>, DbError>,
    ) -> Result<Vec<Row>, DbError> {
        let Some(member) = self.member_id else {
            return rows(tx, None);
        };
        let mut all = Vec::new();
        for id in membership::ids_of_person(tx, member)? {
            all.extend(rows(tx, Some(id))?);
        }
        Ok(all)
    }

    fn walk(&self, before: Option<Cursor>, limit: u32) -> Walk {
        let days = Days {
            from: self.from,
            to: self.to,
        };
        let (earliest, _) = days.moments();
        let (key, id) = days.start(before);
        let (from, to) = days.texts();
        Walk {
            key,
            id,
            earliest,
            from,
            to,
            limit: i64::from(limit) + 1,
            by: self.by.map_or(0, |staff| staff.0),
            tender: self.tender.map_or("", TopUpTender::as_str),
        }
    }
}

/// A page of returns, the newest first.
pub fn list_returns(
    tx: &mut Tx<'_>,
    asked: &ListingFilter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedReturn>, DbError> {
    let walk = asked.walk(before, limit);
    let mut rows = asked.read(tx, |tx, of| match of {
        None => store::returns(tx, &walk, &asked.among),
        Some(id) => store::returns_of(tx, &walk, &asked.among, id),
    })?;
    // A long list of stores is read in pieces too.
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

/// A page of top-ups, the newest first.
pub fn list_top_ups(
    tx: &mut Tx<'_>,
    asked: &ListingFilter,
    before: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedTopUp>, DbError> {
    let walk = asked.walk(before, limit);
    let mut rows = asked.read(tx, |tx, of| match of {
        None => store::top_ups(tx, &walk, &asked.among),
        Some(id) => store::top_ups_of(tx, &walk, &asked.among, id),
    })?;
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
