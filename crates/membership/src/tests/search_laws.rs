//! Laws of the search: it finds exactly whom a look at every member finds, whatever was done to
//! them before, page by page and nobody twice; and its tails are those of the names.

use super::merge::founded;
use super::search::pages;
use super::{Chain, person};
use crate::{MergeField, MergeWish, NewMember, ProfileEdit, name_keys};
use kernel::{MemberId, StoreId};
use platform::db::DbError;
use platform::http::IfMatch;
use platform::migrate::{Layout, migrate};
use platform::{args, sql};
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;
use rand::{Rng, SeedableRng};
use std::collections::BTreeSet;

const SYLLABLES: [&str; 10] = ["王", "李", "娜", "娜", "小", "明", "An", "na", " ", "·"];
const LAST_FOURS: [&str; 3] = ["0001", "0002", "1234"];

/// What the law knows of a member.
#[derive(Debug, Clone)]
struct Known {
    id: MemberId,
    name: String,
    phone: String,
    store: Option<StoreId>,
    merged_into: Option<MemberId>,
    is_erased: bool,
}

/// Members, and the dice.
struct World<'d> {
    chain: Chain<'d>,
    dice: StdRng,
    people: Vec<Known>,
}

impl World<'_> {
    fn name(&mut self) -> String {
        let length = self.dice.random_range(1..=4);
        let letters: String = (0..length)
            .filter_map(|_| SYLLABLES.choose(&mut self.dice))
            .copied()
            .collect();
        match letters.trim() {
            "" => "王".to_owned(),
            name => name.to_owned(),
        }
    }

    fn store(&mut self) -> Option<StoreId> {
        let stores = [Some(self.chain.xuhui), Some(self.chain.pudong), None];
        stores.choose(&mut self.dice).copied().flatten()
    }

    fn enrol(&mut self, number: usize) {
        let (name, store) = (self.name(), self.store());
        let last_four = LAST_FOURS.choose(&mut self.dice).expect("some");
        let phone = format!("138{number:04}{last_four}");
        let new = NewMember {
            store_id: store,
            ..person(&name, &phone)
        };
        let id = self.chain.enrol(new).expect("enrolled");
        self.people.push(Known {
            id,
            name,
            phone,
            store,
            merged_into: None,
            is_erased: false,
        });
    }

    /// Does something to somebody who is still there.
    fn act(&mut self) {
        let there = |known: &Known| known.merged_into.is_none() && !known.is_erased;
        let free: Vec<usize> = (0..self.people.len())
            .filter(|place| there(&self.people[*place]))
            .collect();
        let [one, other] = [(); 2].map(|()| *free.choose(&mut self.dice).expect("somebody"));
        let id = self.people[one].id;
        match self.dice.random_range(0..10) {
            0..5 => self.edit(one),
            5 => {
                let frozen = self
                    .chain
                    .write(move |tx, _, act| crate::freeze(tx, act, id, "x"));
                // Somebody who is frozen already stays so.
                drop(frozen);
            }
            6..8 => {
                super::closures::erase(&self.chain, id).expect("erased");
                for known in &mut self.people {
                    known.is_erased |= known.id == id || known.merged_into == Some(id);
                }
            }
            _ if one != other => self.merge(one, other),
            _ => {}
        }
    }

    fn edit(&mut self, place: usize) {
        let name = self.name();
        let store = [self.chain.xuhui, self.chain.pudong]
            .choose(&mut self.dice)
            .copied();
        let edit = ProfileEdit {
            name: Some(name.clone()),
            store_id: store,
            ..ProfileEdit::default()
        };
        let known = &mut self.people[place];
        let (id, seen) = (known.id, IfMatch(self.chain.get(known.id).version));
        let edited = self
            .chain
            .write(move |tx, seal, act| crate::edit(tx, seal, act, id, seen, &edit));
        edited.expect("edited");
        (known.name, known.store) = (name, store);
    }

    fn merge(&mut self, absorbed: usize, survivor: usize) {
        let takes_name = self.dice.random();
        let (absorbed_id, survivor_id) = (self.people[absorbed].id, self.people[survivor].id);
        let wish = MergeWish {
            survivor_id,
            absorbed_id,
            take: if takes_name {
                vec![MergeField::Name]
            } else {
                vec![]
            },
            reason: "同一人".into(),
        };
        let merged = self
            .chain
            .write(move |tx, seal, act| crate::merge_members(tx, seal, act, &wish).map(drop));
        // Somebody who is frozen is merged into nobody.
        if merged.is_err() {
            return;
        }
        if takes_name {
            self.people[survivor].name = self.people[absorbed].name.clone();
        }
        // What the survivor does not say is taken anyway.
        let store = self.people[survivor].store.or(self.people[absorbed].store);
        self.people[survivor].store = store;
        for known in &mut self.people {
            if known.id == absorbed_id || known.merged_into == Some(absorbed_id) {
                known.merged_into = Some(survivor_id);
            }
        }
    }

    /// Something that a cashier may type: mostly a piece of what is there.
    fn text(&mut self) -> String {
        let known = self
            .people
            .choose(&mut self.dice)
            .expect("somebody")
            .clone();
        let keys = name_keys(&known.name);
        let from = match self.dice.random_range(0..8) {
            0..4 => known.name,
            4 => keys.pinyin,
            5 => keys.initials,
            6 => return known.phone,
            _ => return known.phone[7..].to_owned(),
        };
        let letters: Vec<char> = from.chars().collect();
        let start = self.dice.random_range(0..=letters.len() / 2);
        let length = self.dice.random_range(1..=3);
        let piece: String = letters.iter().skip(start).take(length).collect();
        match piece.trim() {
            "" => "王".to_owned(),
            piece if self.dice.random() => piece.to_uppercase(),
            piece => piece.to_owned(),
        }
    }

    /// Whom a look at everybody finds.
    fn wanted(&self, text: &str, store: Option<StoreId>) -> BTreeSet<MemberId> {
        let is_phone = text.len() == 11;
        let mut wanted = BTreeSet::new();
        let rows = self.people.iter().filter(|known| !known.is_erased);
        for known in rows.filter(|known| fits(known, text)) {
            let survivor = known.merged_into.unwrap_or(known.id);
            let shown = self.people.iter().find(|one| one.id == survivor);
            let shown = shown.expect("a survivor");
            // A list of one store is asked of the row that was found.
            let row = if is_phone || fits(shown, text) {
                shown
            } else {
                known
            };
            if store.is_none() || row.store == store {
                wanted.insert(survivor);
            }
        }
        wanted
    }

    fn check(&mut self) {
        let (text, store) = (self.text(), self.store());
        let wanted = self.wanted(&text, store);
        for limit in [1, 3, 50] {
            let found = pages(&self.chain, &text, store, limit);
            let ids: BTreeSet<MemberId> = found.iter().map(|member| member.id).collect();
            let place = format!("`{text}` in {store:?} by {limit}: {:#?}", self.people);
            assert_eq!(ids.len(), found.len(), "somebody twice: {place}");
            assert_eq!(ids, wanted, "{place}");
        }
    }
}

/// Whether a row is found by a text. A piece of a name has no digits here.
fn fits(known: &Known, text: &str) -> bool {
    if text.chars().all(|letter| letter.is_ascii_digit()) {
        return known.phone == text || (text.len() == 4 && known.phone.ends_with(text));
    }
    let lower = text.to_lowercase();
    let typed = lower.replace([' ', '·'], "");
    let keys = name_keys(&known.name);
    let is_pinyin = !typed.is_empty() && typed.chars().all(|letter| letter.is_ascii_lowercase());
    let is_initials = is_pinyin && !typed.contains(['i', 'u', 'v']);
    known.name.to_lowercase().contains(&lower)
        || (is_pinyin && keys.pinyin.starts_with(&typed))
        || (is_initials && keys.initials.starts_with(&typed))
}

type Tail = (String, MemberId, Option<StoreId>);

fn tails(chain: &Chain<'_>) -> Vec<Tail> {
    let read = chain.write(|tx, _, _| {
        let brand = tx.brand();
        Ok(tx.many(
            sql!(
                Tail,
                "select tail, member_id, store_id from member_name_tail where brand_id = $1
                 order by tail, member_id"
            ),
            args![brand],
        )?)
    });
    read.expect("the tails")
}

/// Takes the step back that brought the tails, and lets it be made again.
fn made_by_migration(chain: &Chain<'_>) -> Vec<Tail> {
    let undone = chain.write(|tx, _, _| {
        for command in [
            sql!("drop table member_name_tail"),
            sql!("delete from schema_migration where number = 18"),
        ] {
            tx.execute(command, args![])?;
        }
        Ok(())
    });
    undone.expect("undone");
    let made = migrate(&chain.db.url, Layout::Plain, chain.db.clock.now());
    let steps: Result<Vec<i64>, DbError> =
        made.map(|steps| steps.into_iter().map(|step| step.number).collect());
    assert_eq!(steps, Ok(vec![18]));
    tails(chain)
}

#[test]
fn the_search_finds_whom_a_look_at_everybody_finds() {
    testkit::both(|db| {
        let mut world = World {
            chain: founded(db),
            dice: StdRng::seed_from_u64(19),
            people: Vec::new(),
        };
        for number in 0..40 {
            world.enrol(number);
        }
        for round in 0..testkit::cases(60, 2_000) {
            if round % 2 == 0 && world.people.iter().filter(|one| !one.is_erased).count() > 10 {
                world.act();
            }
            if round % 8 == 0 {
                world.enrol(40 + round as usize);
            }
            world.check();
        }
        let kept = tails(&world.chain);
        assert!(!kept.is_empty());
        assert_eq!(kept, made_by_migration(&world.chain));
    });
}
