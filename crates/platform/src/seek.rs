//! Lists that are read in several orders: which way a walk goes, where it begins, and cursors that
//! know their order.
//!
//! A cursor is a place in the order that it was given for. In another one it would skip rows and
//! repeat others, so it says its order, and is refused in any other.

use kernel::{Cursor, Invalid, Page, PageRequest};

/// What stands in a cursor between the order and the place in it. No order has it in its name.
const ORDER_END: char = '.';

/// Which way a walk along an index goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Way {
    /// The largest key first.
    Down,
    /// The smallest key first.
    Up,
}

/// Where a walk along an index begins and where it ends at the latest.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Span {
    /// Which way it goes.
    pub way: Way,
    /// The key after which it begins, together with the id.
    pub key: i64,
    /// The id after which it begins.
    pub id: i64,
    /// The last key.
    pub edge: i64,
}

impl Span {
    /// A walk over the keys from `least` to `most`, from the row that the last page ended with on.
    pub fn of(way: Way, (least, most): (i64, i64), after: Option<Cursor>) -> Span {
        let (first, edge) = match way {
            Way::Down => ((most, i64::MAX), least),
            Way::Up => ((least, i64::MIN), most),
        };
        // The keys may be others than those of the page before.
        let (key, id) = match after.map(|cursor| (cursor.key, cursor.id)) {
            None => first,
            Some(place) if way == Way::Down => place.min(first),
            Some(place) => place.max(first),
        };
        Span { way, key, id, edge }
    }

    /// As a statement takes them: key, id, edge.
    pub fn bounds(self) -> [i64; 3] {
        [self.key, self.id, self.edge]
    }
}

/// Reads the cursor and the limit of a request for a list in an order.
pub fn read_page(request: &PageRequest, order: &str) -> Result<(Option<Cursor>, u32), Invalid> {
    let Some(text) = &request.cursor else {
        return request.read();
    };
    let (its_order, place) = text.split_once(ORDER_END).unwrap_or(("", text));
    let request = PageRequest {
        cursor: Some(place.to_owned()),
        limit: request.limit,
    };
    let read = request.read()?;
    if its_order == order {
        return Ok(read);
    }
    let wanted = [("order", order.into())];
    Err(Invalid::one("?cursor", "cursor.of_another_order", wanted))
}

/// Says with the next page in which order it is read.
pub fn in_order<T>(page: Page<T>, order: &str) -> Page<T> {
    let next = page.next.map(|next| format!("{order}{ORDER_END}{next}"));
    Page { next, ..page }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_goes_on_in_its_own_order_only() {
        let page = Page::of(vec![1, 2, 3], 2, |n: &i64| Cursor { key: *n, id: *n });
        let plain = page.next.clone();
        let request = |cursor| PageRequest {
            cursor,
            limit: None,
        };
        let ordered = request(in_order(page, "-amount").next);
        let place = Cursor { key: 2, id: 2 };
        assert_eq!(read_page(&ordered, "-amount"), Ok((Some(place), 50)));
        let refused = |request: &PageRequest, order: &str| {
            let wrong = read_page(request, order).expect_err("another order");
            assert_eq!(wrong.0[0].pointer, "?cursor");
            wrong.0[0].code
        };
        for order in ["amount", "-time", ""] {
            assert_eq!(refused(&ordered, order), "cursor.of_another_order");
        }
        assert_eq!(
            refused(&request(plain), "-amount"),
            "cursor.of_another_order"
        );
        for broken in ["-amount.x", "-amount", ""] {
            let request = request(Some(broken.to_owned()));
            assert_eq!(refused(&request, "-amount"), "value.wrong_format");
        }
        assert_eq!(read_page(&request(None), "-amount"), Ok((None, 50)));
    }

    #[test]
    fn a_walk_stays_between_its_keys() {
        let place = |key| Some(Cursor { key, id: 7 });
        let starts = |way, after| {
            let span = Span::of(way, (10, 20), after);
            (span.key, span.id, span.edge)
        };
        assert_eq!(starts(Way::Down, None), (20, i64::MAX, 10));
        assert_eq!(starts(Way::Down, place(15)), (15, 7, 10));
        assert_eq!(starts(Way::Down, place(25)), (20, i64::MAX, 10));
        assert_eq!(starts(Way::Up, None), (10, i64::MIN, 20));
        assert_eq!(starts(Way::Up, place(15)), (15, 7, 20));
        assert_eq!(starts(Way::Up, place(5)), (10, i64::MIN, 20));
    }
}
