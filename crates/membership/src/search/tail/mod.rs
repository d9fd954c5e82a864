//! 姓名尾段: what makes a part of a name the beginning of a key.
//!
//! A name has a tail from each of its characters to its end: 王小明 has 王小明, 小明 and 明. Whoever
//! has a part in the name has a tail that begins with it, so the people are a stretch of an index,
//! whose order is that of the pages. Tails are written with the name, in the same transaction;
//! `migrations/0018_name_tails.sql` makes them in the same way of names that were there before.

pub(crate) mod store;

use kernel::{MemberId, StoreId};

/// A member as far as tails go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Named<'a> {
    pub id: MemberId,
    pub name: &'a str,
    /// The store the member belongs to, for lists of one store.
    pub store_id: Option<StoreId>,
}

/// As names and parts of them are compared: in small letters, for `A` to `Z`, which is what the
/// engines' `lower` does as well.
pub(super) fn fold(text: &str) -> String {
    text.to_ascii_lowercase()
}

/// The tails of a name, the longest first; each is there once, for no two are of one length.
pub(super) fn tails(name: &str) -> Vec<String> {
    let folded = fold(name);
    // A search text is trimmed, so none begins with a space.
    let starts = folded.char_indices().filter(|(_, letter)| *letter != ' ');
    starts.map(|(at, _)| folded[at..].to_owned()).collect()
}

/// The first tail, in the order of the index, by which a part finds a name; a part that is in a
/// name twice finds it twice, and only this one counts.
pub(super) fn first_tail(name: &str, part: &str) -> Option<String> {
    let fits = tails(name)
        .into_iter()
        .filter(|tail| tail.starts_with(part));
    fits.min()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_has_a_tail_from_each_of_its_letters() {
        let cases: [(&str, &[&str]); 4] = [
            ("王小明", &["王小明", "小明", "明"]),
            ("Li Na", &["li na", "i na", "na", "a"]),
            ("É·A", &["É·a", "·a", "a"]),
            ("", &[]),
        ];
        for (name, wanted) in cases {
            assert_eq!(tails(name), wanted, "{name}");
        }
    }

    #[test]
    fn a_part_that_is_there_twice_counts_once() {
        assert_eq!(first_tail("王娜娜", "娜").as_deref(), Some("娜"));
        assert_eq!(first_tail("Anna", "n").as_deref(), Some("na"));
        assert_eq!(first_tail("Anna", "x"), None);
    }
}
