//! What a group may be, how it changes, and which groups hold a SKU. Pure.

use super::store::{GoodsGroup, NamedBy, PickRow};
use super::{GoodsPick, WantedGoodsGroup};
use crate::checks;
use kernel::{GoodsGroupId, Invalid, SkuId};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// The most things that a group names.
pub(crate) const PICKS_MAX: usize = 5_000;
/// The longest note, in characters.
pub(crate) const NOTE_MAX: usize = 200;

/// What comes into a group and what goes out of it; a thing that changes sides does both.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Change {
    pub gone: Vec<(GoodsPick, bool)>,
    pub come: Vec<(GoodsPick, bool)>,
}

impl Change {
    pub(crate) fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.come.is_empty()
    }
}

/// Refuses a group that is too long to be looked at; else notes what is wrong with it.
pub(crate) fn check(wanted: &WantedGoodsGroup) -> Result<Invalid, Invalid> {
    let mut wrong = Invalid::new();
    wrong.text("/name", &wanted.name, checks::NAME_MAX);
    checks::optional_text(&mut wrong, "/note", &wanted.note, NOTE_MAX);
    let room = PICKS_MAX.saturating_sub(wanted.include.len());
    if wanted.include.len() > PICKS_MAX {
        wrong.add("/include", "list.too_long", [("max", PICKS_MAX.into())]);
    } else if wanted.exclude.len() > room {
        wrong.add("/exclude", "list.too_long", [("max", room.into())]);
    } else {
        note_twins(&mut wrong, wanted);
        return Ok(wrong);
    }
    Err(wrong)
}

/// A thing is named once: on one side, and there once.
fn note_twins(wrong: &mut Invalid, wanted: &WantedGoodsGroup) {
    let mut seen = HashSet::new();
    for (side, picks) in [("include", &wanted.include), ("exclude", &wanted.exclude)] {
        for (place, pick) in picks.iter().enumerate() {
            if !seen.insert(pick) {
                wrong.add(format!("/{side}/{place}"), "value.duplicate", []);
            }
        }
    }
}

/// All that a group is to name, each with whether it is excluded.
pub(crate) fn picks_of(wanted: &WantedGoodsGroup) -> Vec<(GoodsPick, bool)> {
    let included = wanted.include.iter().map(|pick| (*pick, false));
    let excluded = wanted.exclude.iter().map(|pick| (*pick, true));
    included.chain(excluded).collect()
}

/// What is to be done to a group's picks.
pub(crate) fn change(held: &[PickRow], wanted: &[(GoodsPick, bool)]) -> Change {
    let held: BTreeSet<(GoodsPick, bool)> = held
        .iter()
        .map(|row| (row.pick(), row.is_excluded))
        .collect();
    let wanted: BTreeSet<(GoodsPick, bool)> = wanted.iter().copied().collect();
    Change {
        gone: held.difference(&wanted).copied().collect(),
        come: wanted.difference(&held).copied().collect(),
    }
}

/// A group as the audit log tells of it: things by their ids, whose letters say what they are.
#[derive(Debug, PartialEq, Eq, serde::Serialize)]
pub(crate) struct Told {
    name: String,
    note: String,
    is_active: bool,
    include: Vec<String>,
    exclude: Vec<String>,
}

/// Tells of a group with some of what it names.
pub(crate) fn told(group: &GoodsGroup, picks: &[(GoodsPick, bool)]) -> Told {
    let side = |excluded: bool| {
        let of_side = picks
            .iter()
            .filter(|(_, is_excluded)| *is_excluded == excluded);
        of_side.map(|(pick, _)| pick.to_string()).collect()
    };
    Told {
        name: group.name.clone(),
        note: group.note.clone(),
        is_active: group.is_active,
        include: side(false),
        exclude: side(true),
    }
}

/// The groups of each SKU: those that include it and do not exclude it.
pub(crate) fn groups_by_sku(named: Vec<NamedBy>) -> HashMap<SkuId, Vec<GoodsGroupId>> {
    let mut is_out: BTreeMap<(SkuId, GoodsGroupId), bool> = BTreeMap::new();
    for row in named {
        *is_out.entry((row.sku_id, row.group_id)).or_default() |= row.is_excluded;
    }
    let mut groups: HashMap<SkuId, Vec<GoodsGroupId>> = HashMap::new();
    for ((sku_id, group_id), is_out) in is_out {
        if !is_out {
            groups.entry(sku_id).or_default().push(group_id);
        }
    }
    groups
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::CategoryId;

    const LATTE: GoodsPick = GoodsPick::Sku(SkuId(1));
    const DRINKS: GoodsPick = GoodsPick::Category(CategoryId(2));

    fn wanted(include: Vec<GoodsPick>, exclude: Vec<GoodsPick>) -> WantedGoodsGroup {
        WantedGoodsGroup {
            name: "会员日".into(),
            note: String::new(),
            is_active: true,
            include,
            exclude,
        }
    }

    fn complaints(wanted: &WantedGoodsGroup) -> Vec<(String, &'static str)> {
        let wrong = check(wanted).unwrap_or_else(|wrong| wrong);
        (wrong.0.into_iter().map(|field| (field.pointer, field.code))).collect()
    }

    #[test]
    fn a_thing_is_named_once_and_a_group_is_not_endless() {
        let of = |include, exclude| complaints(&wanted(include, exclude));
        let named = |pointer: &str, code| vec![(pointer.to_owned(), code)];
        assert_eq!(of(vec![DRINKS], vec![LATTE]), []);
        assert_eq!(of(vec![], vec![]), [], "an empty group may be filled later");
        assert_eq!(
            of(vec![DRINKS, DRINKS], vec![]),
            named("/include/1", "value.duplicate")
        );
        assert_eq!(
            of(vec![LATTE], vec![LATTE]),
            named("/exclude/0", "value.duplicate")
        );
        let many = |n: i64| (0..n).map(|id| GoodsPick::Sku(SkuId(id))).collect();
        assert_eq!(of(many(5_000), vec![]), []);
        assert_eq!(
            of(many(5_000), vec![DRINKS]),
            named("/exclude", "list.too_long")
        );
        assert_eq!(of(many(5_001), vec![]), named("/include", "list.too_long"));
        let nameless = WantedGoodsGroup {
            name: " ".into(),
            note: "x".repeat(201),
            ..wanted(vec![], vec![])
        };
        let wanted = [("/name", "text.empty"), ("/note", "text.too_long")];
        let wanted = wanted.map(|(pointer, code)| (pointer.to_owned(), code));
        assert_eq!(complaints(&nameless), wanted);
    }

    #[test]
    fn what_changes_sides_goes_and_comes() {
        let held = [
            PickRow {
                kind: super::super::PickKind::Sku,
                thing_id: 1,
                is_excluded: false,
            },
            PickRow {
                kind: super::super::PickKind::Category,
                thing_id: 2,
                is_excluded: false,
            },
        ];
        let same = change(&held, &[(DRINKS, false), (LATTE, false)]);
        assert!(same.is_empty());
        let turned = change(&held, &[(DRINKS, false), (LATTE, true)]);
        assert_eq!(turned.gone, [(LATTE, false)]);
        assert_eq!(turned.come, [(LATTE, true)]);
    }

    #[test]
    fn what_is_excluded_is_out_whatever_is_included() {
        let row = |sku, group, is_excluded| NamedBy {
            sku_id: SkuId(sku),
            group_id: GoodsGroupId(group),
            is_excluded,
        };
        let groups = groups_by_sku(vec![
            row(1, 8, false),
            row(1, 8, false),
            row(1, 7, false),
            row(1, 9, true),
            row(1, 9, false),
            row(2, 9, true),
        ]);
        assert_eq!(groups[&SkuId(1)], [GoodsGroupId(7), GoodsGroupId(8)]);
        assert_eq!(groups.get(&SkuId(2)), None);
    }
}
