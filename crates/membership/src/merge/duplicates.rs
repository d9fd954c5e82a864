//! Members who are likely the same person: the same name with the same birthday, or with the same
//! last four digits of the phone number.
//!
//! Walks the index of names in stretches, so that a page costs what a page costs however many
//! members there are; a page may come out short, or empty, with a next one.

use super::store::{self, Namesake};
use crate::MembershipError;
use crate::profile::{Member, store as members};
use kernel::{Cursor, Invalid, MemberId, Page};
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// Two members who are likely the same person.
#[derive(Debug)]
pub struct Duplicate {
    /// Who was there first.
    pub first: Member,
    /// Who came later.
    pub second: Member,
    /// The birthday is the same.
    pub same_birthday: bool,
    /// The last four digits of the phone number are the same.
    pub same_last_four: bool,
}

/// How many rows are read at once. A name that more members have than that, such as 微信用户, says
/// nothing about who they are and is passed over.
const STRETCH: u32 = 2_000;
/// How often is read for one page.
const STRETCHES_MAX: u32 = 10;

/// A page of likely pairs, in the order of names.
pub fn list_duplicates(
    tx: &mut Tx<'_>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Duplicate>, MembershipError> {
    let start = match cursor {
        Some(cursor) => Some(place_of(tx, MemberId(cursor.id))?),
        None => None,
    };
    let (pairs, next) = walk(tx, start, limit as usize)?;
    let ids = pairs.iter().flat_map(|pair| [pair.first, pair.second]);
    let known: HashMap<MemberId, Member> = members::load(tx, ids)?
        .into_iter()
        .map(|member| (member.id, member))
        .collect();
    let whole = |pair: &Pair| {
        Some(Duplicate {
            first: known.get(&pair.first)?.clone(),
            second: known.get(&pair.second)?.clone(),
            same_birthday: pair.same_birthday,
            same_last_four: pair.same_last_four,
        })
    };
    Ok(Page {
        items: pairs.iter().filter_map(whole).collect(),
        next: next.map(|id| Cursor { key: 0, id: id.0 }.to_string()),
    })
}

/// Where a page begins: after the member whom the page before ended with.
struct Place {
    name: String,
    id: MemberId,
}

fn place_of(tx: &mut Tx<'_>, id: MemberId) -> Result<Place, MembershipError> {
    match members::load(tx, [id])?.pop() {
        Some(member) => Ok(Place {
            name: member.name,
            id,
        }),
        None => {
            let example = [("example", "the `next` of a page".into())];
            Err(Invalid::one("?cursor", "value.wrong_format", example).into())
        }
    }
}

/// Walks names until a page is full or enough was read; answers with the member to go on after if
/// there may be more. The name that a page ended in is read from its beginning again, for its
/// earlier members may be the first of a pair.
fn walk(
    tx: &mut Tx<'_>,
    start: Option<Place>,
    limit: usize,
) -> Result<(Vec<Pair>, Option<MemberId>), DbError> {
    let mut from = (String::new(), LOWEST);
    if let Some(place) = &start {
        from.0.clone_from(&place.name);
    }
    let mut pairs: Vec<Pair> = Vec::new();
    let mut next = None;
    for _ in 0..STRETCHES_MAX {
        let rows = store::namesakes(tx, (&from.0, from.1), STRETCH)?;
        let is_last = rows.len() < STRETCH as usize;
        let mut groups: Vec<&[Namesake]> = rows.chunk_by(|a, b| a.1 == b.1).collect();
        let unfinished = if is_last { None } else { groups.pop() };
        for group in &groups {
            pairs.extend(pairs_of(group).into_iter().filter(|pair| match &start {
                Some(place) => place.name != group[0].1 || pair.second > place.id,
                None => true,
            }));
        }
        let Some(unfinished) = unfinished.filter(|_| pairs.len() <= limit) else {
            next = None;
            break;
        };
        let (id, name, ..) = &unfinished[0];
        next = Some(*id);
        from = (
            name.clone(),
            if groups.is_empty() { HIGHEST } else { LOWEST },
        );
    }
    if pairs.len() > limit {
        pairs.truncate(limit);
        next = pairs.last().map(|pair| pair.second);
    }
    Ok((pairs, next))
}

/// Ids are positive and below the highest, so these stand before and after all of them.
const LOWEST: MemberId = MemberId(-1);
const HIGHEST: MemberId = MemberId(i64::MAX);

/// Two members of one name.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Pair {
    first: MemberId,
    second: MemberId,
    same_birthday: bool,
    same_last_four: bool,
}

/// Each member of one name with the earliest one who has the same birthday or last four digits.
/// They come in the order of ids.
fn pairs_of(group: &[Namesake]) -> Vec<Pair> {
    let (mut by_birthday, mut by_last_four) = (HashMap::new(), HashMap::new());
    let mut pairs = Vec::new();
    for (id, _, birthday, last_four) in group {
        let born = birthday.map(|date| *by_birthday.entry(date).or_insert(*id));
        let called = last_four
            .as_ref()
            .map(|digits| *by_last_four.entry(digits.clone()).or_insert(*id));
        let earlier = [born, called]
            .into_iter()
            .flatten()
            .filter(|first| first != id);
        if let Some(first) = earlier.min() {
            pairs.push(Pair {
                first,
                second: *id,
                same_birthday: born == Some(first),
                same_last_four: called == Some(first),
            });
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `id birthday last_four`, one a line; a dash for what is not known.
    fn check(table: &str, expected: &[&str]) {
        let row = |line: &str| -> Namesake {
            let words: Vec<&str> = line.split_whitespace().collect();
            let id = MemberId(words[0].parse().expect("a number"));
            let last_four = (words[2] != "-").then(|| words[2].to_owned());
            (id, "李雷".into(), words[1].parse().ok(), last_four)
        };
        let lines = table.lines().filter(|line| !line.trim().is_empty());
        let group: Vec<Namesake> = lines.map(row).collect();
        let told = |pair: &Pair| {
            let birthday = if pair.same_birthday { " birthday" } else { "" };
            let last_four = if pair.same_last_four {
                " last_four"
            } else {
                ""
            };
            format!("{}={}{birthday}{last_four}", pair.first.0, pair.second.0)
        };
        let pairs: Vec<String> = pairs_of(&group).iter().map(told).collect();
        assert_eq!(pairs, expected);
    }

    #[test]
    fn namesakes_with_the_same_birthday_or_last_four_are_pairs() {
        check(
            "1 1990-01-02 1234
             2 1990-01-02 -
             3 1990-02-01 1234
             4 -          5678
             5 1990-02-01 5678
             6 -          -
             7 -          -",
            &["1=2 birthday", "1=3 last_four", "3=5 birthday"],
        );
        check(
            "1 1990-01-02 1234
             2 1990-01-02 1234",
            &["1=2 birthday last_four"],
        );
    }
}
