//! Lists of what is not a sale: goods that came back, money that was paid in. By time or by amount,
//! over the stores that a person may see.

pub(crate) mod http;
mod store;

use crate::TopUpTender;
use crate::days::Days;
use crate::sort::ActSort;
use access::StoreFilter;
use kernel::{BusinessDate, Cursor, MemberId, Page, StaffId};
use platform::db::{DbError, Tx};
use store::Bounds;
pub use store::{ListedReturn, ListedTopUp};

/// Which returns or top-ups a list shows, and in which order.
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
    /// In which order.
    pub sort: ActSort,
}

impl ListingFilter {
    fn days(&self) -> Days {
        Days {
            from: self.from,
            to: self.to,
        }
    }

    fn bounds(&self, limit: u32) -> Bounds<'_> {
        let (from, to) = self.days().texts();
        Bounds {
            from,
            to,
            limit: i64::from(limit) + 1,
            among: &self.among,
            by: self.by.map_or(0, |staff| staff.0),
            tender: self.tender.map_or("", TopUpTender::as_str),
        }
    }
}

/// Reads the rows of a member under every id: what was done before a merge stands under the old
/// one. They come in pieces, each in its own order.
fn of_person<Row>(
    tx: &mut Tx<'_>,
    member: MemberId,
    rows: impl Fn(&mut Tx<'_>, MemberId) -> Result<Vec<Row>, DbError>,
) -> Result<Vec<Row>, DbError> {
    let mut all = Vec::new();
    for id in membership::ids_of_person(tx, member)? {
        all.extend(rows(tx, id)?);
    }
    Ok(all)
}

/// A page of returns.
pub fn list_returns(
    tx: &mut Tx<'_>,
    asked: &ListingFilter,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedReturn>, DbError> {
    let (bounds, sort) = (asked.bounds(limit), asked.sort);
    let (start, is_by_amount) = (sort.turned(after), sort.is_by_amount());
    let days = asked.days();
    let (span, moments) = (sort.span(days, after), days.moments());
    let mut rows = match asked.member_id {
        Some(member) => of_person(tx, member, |tx, id| {
            store::returns_of(tx, &bounds, start, (id, is_by_amount))
        }),
        None if !is_by_amount => store::returns_by_time(tx, &bounds, span),
        None if days.are_few() => store::returns_between(tx, &bounds, start, moments),
        None => store::returns_by_amount(tx, &bounds, span),
    }?;
    // A long list of stores is read in pieces too.
    let place = |row: &ListedReturn| sort.place(row.returned_at, row.total, row.id.0);
    sort.arrange(&mut rows, limit, place);
    let members: Vec<_> = rows.iter().filter_map(|row| row.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    for row in &mut rows {
        row.member_id = row.member_id.map(|member| current[&member]);
    }
    Ok(Page::of(rows, limit, place))
}

/// A page of top-ups.
pub fn list_top_ups(
    tx: &mut Tx<'_>,
    asked: &ListingFilter,
    after: Option<Cursor>,
    limit: u32,
) -> Result<Page<ListedTopUp>, DbError> {
    let (bounds, sort) = (asked.bounds(limit), asked.sort);
    let (start, is_by_amount) = (sort.turned(after), sort.is_by_amount());
    let days = asked.days();
    let (span, moments) = (sort.span(days, after), days.moments());
    let mut rows = match asked.member_id {
        Some(member) => of_person(tx, member, |tx, id| {
            store::top_ups_of(tx, &bounds, start, (id, is_by_amount))
        }),
        None if !is_by_amount => store::top_ups_by_time(tx, &bounds, span),
        None if days.are_few() => store::top_ups_between(tx, &bounds, start, moments),
        None => store::top_ups_by_amount(tx, &bounds, span),
    }?;
    let place = |row: &ListedTopUp| sort.place(row.topped_up_at, row.principal, row.id.0);
    sort.arrange(&mut rows, limit, place);
    let members: Vec<_> = rows.iter().map(|row| row.member_id).collect();
    let current = membership::current_ids(tx, &members)?;
    for row in &mut rows {
        row.member_id = current[&row.member_id];
    }
    Ok(Page::of(rows, limit, place))
}
