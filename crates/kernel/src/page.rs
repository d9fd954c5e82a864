//! Seek paging: a page and where the next one starts. Nothing is skipped or counted twice while
//! rows come in, and page 1 000 costs what page 1 costs.

use crate::{Invalid, ids};
use serde::{Deserialize, Serialize};

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, utoipa::ToSchema)]
pub struct Page<T> {
    /// The rows, in the list's order.
    pub items: Vec<T>,
    /// Give this back as `cursor` for the next page; absent on the last one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of `limit` out of up to `limit + 1` rows that were read.
    pub fn of(mut rows: Vec<T>, limit: u32, cursor_of: impl Fn(&T) -> Cursor) -> Self {
        let more = rows.len() > limit as usize;
        rows.truncate(limit as usize);
        let next = if more {
            rows.last().map(|row| cursor_of(row).to_string())
        } else {
            None
        };
        Page { items: rows, next }
    }

    /// The same page with other rows.
    pub fn map<U>(self, f: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(f).collect(),
            next: self.next,
        }
    }
}

/// Where a page starts: the sort key and the id of the last row before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cursor {
    /// The sort key, such as a timestamp.
    pub key: i64,
    /// The id that breaks ties.
    pub id: i64,
}

impl std::fmt::Display for Cursor {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // The key may be negative; shifting by the sign bit keeps it within the id alphabet.
        write!(
            f,
            "{}{}",
            u64::from_ne_bytes(self.key.to_ne_bytes()),
            ids::encode(self.id)
        )
    }
}

impl std::str::FromStr for Cursor {
    type Err = Invalid;
    fn from_str(text: &str) -> Result<Self, Invalid> {
        let read = || {
            let at = text.len().checked_sub(13)?;
            let key: u64 = text.get(..at)?.parse().ok()?;
            let id = ids::decode(text.get(at..)?)?;
            Some(Cursor {
                key: i64::from_ne_bytes(key.to_ne_bytes()),
                id,
            })
        };
        read().ok_or_else(|| {
            Invalid::one(
                "?cursor",
                "value.wrong_format",
                [("example", "the `next` of a page".into())],
            )
        })
    }
}

/// What a list request may say about paging.
#[derive(Debug, Clone, Default, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
pub struct PageRequest {
    /// The `next` of the page before.
    #[serde(default)]
    pub cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[serde(default)]
    #[param(minimum = 1, maximum = 200)]
    pub limit: Option<u32>,
}

impl PageRequest {
    /// Reads the cursor and the limit, or says which is wrong.
    pub fn read(&self) -> Result<(Option<Cursor>, u32), Invalid> {
        let limit = self.limit.unwrap_or(50);
        let mut wrong = Invalid::new();
        wrong.range("?limit", i64::from(limit), 1, 200);
        wrong.check()?;
        let cursor = self.cursor.as_deref().map(str::parse).transpose()?;
        Ok((cursor, limit))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_reads_back_as_written() {
        for key in [i64::MIN, -1, 0, 1, i64::MAX] {
            let cursor = Cursor { key, id: 42 };
            assert_eq!(cursor.to_string().parse(), Ok(cursor));
        }
        assert!("".parse::<Cursor>().is_err());
        assert!("会员会员会员会员".parse::<Cursor>().is_err());
    }

    #[test]
    fn the_last_page_has_no_next() {
        let at = |n: &i64| Cursor { key: *n, id: *n };
        assert_eq!(Page::of(vec![1, 2], 2, at).next, None);
        assert_eq!(
            Page::of(vec![1, 2, 3], 2, at).next,
            Some(at(&2).to_string())
        );
    }
}
