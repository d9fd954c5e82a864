//! What a list of tiers may look like, and what a tier gives at the till. Pure.

use kernel::{Invalid, Rate, TierId};
use pricing::{Standing, TierStanding};
use std::collections::HashSet;

/// The most tiers that a brand may have.
pub const TIERS_MAX: usize = 20;
/// The largest points multiplier: ten times.
pub const MULTIPLIER_MAX: Rate = Rate(100_000);
const RANK_MAX: i64 = 1_000;
const NAME_MAX: usize = 40;

/// A rank with benefits.
#[doc(alias = "等级")]
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tier {
    /// Which.
    pub id: TierId,
    /// The higher, the better; no two tiers of a brand have the same.
    pub rank: i64,
    /// What people call it.
    pub name: String,
    /// What is left to pay: 10 000 for no discount, 9 500 for 95折.
    pub discount: Rate,
    /// What multiplies earned points: 10 000 is once.
    pub points_multiplier: Rate,
}

/// A tier as somebody wants it: an existing one by its id, or a new one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TierDraft {
    /// Which tier it is to be; absent for a new one.
    pub id: Option<TierId>,
    /// See [`Tier::rank`].
    pub rank: i64,
    /// See [`Tier::name`].
    pub name: String,
    /// See [`Tier::discount`].
    pub discount: Rate,
    /// See [`Tier::points_multiplier`].
    pub points_multiplier: Rate,
}

/// A brand's tiers, the lowest rank first.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Tiers(Vec<Tier>);

impl Tiers {
    /// The tiers, sorted by rank.
    pub fn new(mut tiers: Vec<Tier>) -> Self {
        tiers.sort_by_key(|tier| tier.rank);
        Tiers(tiers)
    }

    /// All of them, the lowest rank first.
    pub fn all(&self) -> &[Tier] {
        &self.0
    }

    /// The tier with this id.
    pub fn find(&self, id: TierId) -> Option<&Tier> {
        self.0.iter().find(|tier| tier.id == id)
    }

    /// The tier that people call by this name.
    pub fn find_by_name(&self, name: &str) -> Option<&Tier> {
        self.0.iter().find(|tier| tier.name == name)
    }

    /// What a member of this tier is at the till. A tier that is not in the list gives nothing:
    /// tiers in use are never removed, so it can only be a tier of another list.
    pub fn standing_of(&self, tier_id: Option<TierId>) -> Standing {
        let tier = tier_id.and_then(|id| self.find(id));
        Standing {
            tier: tier.map(|tier| TierStanding {
                tier_id: tier.id,
                name: tier.name.clone(),
                discount: tier.discount,
                points_multiplier: tier.points_multiplier,
            }),
            ..Standing::MEMBER
        }
    }
}

/// The four tiers that most chains begin with.
pub fn usual_tiers() -> Vec<TierDraft> {
    let tier = |rank, name: &str, discount, points_multiplier| TierDraft {
        id: None,
        rank,
        name: name.to_owned(),
        discount: Rate(discount),
        points_multiplier: Rate(points_multiplier),
    };
    vec![
        tier(1, "普通", 10_000, 10_000),
        tier(2, "银卡", 9_800, 12_000),
        tier(3, "金卡", 9_500, 15_000),
        tier(4, "钻石", 9_000, 20_000),
    ]
}

/// Whether a list may replace the present one; names every wrong field.
pub(super) fn check_list(drafts: &[TierDraft], present: &Tiers) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if drafts.len() > TIERS_MAX {
        wrong.add("/tiers", "list.too_long", [("max", TIERS_MAX.into())]);
        return wrong.check();
    }
    let (mut ids, mut ranks, mut names) = (HashSet::new(), HashSet::new(), HashSet::new());
    for (place, draft) in drafts.iter().enumerate() {
        let at = |field: &str| format!("/tiers/{place}/{field}");
        if let Some(id) = draft.id {
            if present.find(id).is_none() {
                wrong.add(at("id"), "reference.unknown", []);
            } else if !ids.insert(id) {
                wrong.add(at("id"), "value.duplicate", []);
            }
        }
        wrong.range(&at("rank"), draft.rank, 1, RANK_MAX);
        if !ranks.insert(draft.rank) {
            wrong.add(at("rank"), "value.duplicate", []);
        }
        wrong.text(&at("name"), &draft.name, NAME_MAX);
        if !names.insert(draft.name.trim()) {
            wrong.add(at("name"), "value.duplicate", []);
        }
        let whole = i64::from(Rate::WHOLE.0);
        wrong.range(&at("discount"), i64::from(draft.discount.0), 1, whole);
        let (multiplier, most) = (draft.points_multiplier.0, MULTIPLIER_MAX.0);
        let at = at("points_multiplier");
        wrong.range(&at, i64::from(multiplier), 0, i64::from(most));
    }
    wrong.check()
}

/// The one tier if it ranks above the other; no tier ranks below every tier.
pub(super) fn higher(tiers: &Tiers, one: Option<TierId>, other: Option<TierId>) -> Option<TierId> {
    let rank = |tier: Option<TierId>| tier.and_then(|id| tiers.find(id)).map(|tier| tier.rank);
    one.filter(|_| rank(one) > rank(other))
}

/// The tiers of the present list that the new one leaves out.
pub(super) fn left_out(drafts: &[TierDraft], present: &Tiers) -> Vec<TierId> {
    let kept: HashSet<TierId> = drafts.iter().filter_map(|draft| draft.id).collect();
    let ids = present.all().iter().map(|tier| tier.id);
    ids.filter(|id| !kept.contains(id)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn present() -> Tiers {
        let number = |(draft, id): (TierDraft, i64)| Tier {
            id: TierId(id),
            rank: draft.rank,
            name: draft.name,
            discount: draft.discount,
            points_multiplier: draft.points_multiplier,
        };
        Tiers::new(usual_tiers().into_iter().zip(1..).map(number).collect())
    }

    /// What is wrong with the usual list after an edit, as `pointer code`.
    fn check(edit: impl Fn(&mut Vec<TierDraft>)) -> Vec<String> {
        let mut drafts = usual_tiers();
        edit(&mut drafts);
        let wrong = check_list(&drafts, &present()).err().unwrap_or_default();
        let fields = wrong.0.iter();
        fields
            .map(|field| format!("{} {}", field.pointer, field.code))
            .collect()
    }

    #[test]
    fn a_list_names_every_wrong_field() {
        assert_eq!(check(|_| ()), [""; 0]);
        assert_eq!(check(|list| list.clear()), [""; 0]);
        let ranks = check(|list| (list[1].rank, list[2].rank) = (1, 0));
        assert_eq!(
            ranks,
            [
                "/tiers/1/rank value.duplicate",
                "/tiers/2/rank number.too_small"
            ]
        );
        let names = check(|list| {
            list[0].name = " ".into();
            list[3].name = " 银卡 ".into();
        });
        assert_eq!(
            names,
            ["/tiers/0/name text.empty", "/tiers/3/name value.duplicate"]
        );
        let rates = check(|list| {
            list[0].discount = Rate(0);
            list[1].discount = Rate(10_001);
            list[2].points_multiplier = Rate(100_001);
            list[3].points_multiplier = Rate(0);
        });
        let expected = [
            "/tiers/0/discount number.too_small",
            "/tiers/1/discount number.too_large",
            "/tiers/2/points_multiplier number.too_large",
        ];
        assert_eq!(rates, expected);
        let ids = check(|list| {
            for (draft, id) in list.iter_mut().zip([1, 1, 9, 4]) {
                draft.id = Some(TierId(id));
            }
        });
        assert_eq!(
            ids,
            [
                "/tiers/1/id value.duplicate",
                "/tiers/2/id reference.unknown"
            ]
        );
        let long = check(|list| *list = vec![list[0].clone(); TIERS_MAX + 1]);
        assert_eq!(long, ["/tiers list.too_long"]);
    }

    #[test]
    fn a_tier_becomes_a_standing() {
        let gold = present().standing_of(Some(TierId(3)));
        let tier = gold.tier.expect("gold is in the list");
        assert_eq!(
            (tier.discount, tier.points_multiplier),
            (Rate(9_500), Rate(15_000))
        );
        assert_eq!(present().standing_of(Some(TierId(9))), Standing::MEMBER);
        assert_eq!(present().standing_of(None), Standing::MEMBER);
    }

    #[test]
    fn the_higher_of_two_tiers_wins() {
        let [none, silver, gold, gone] = [None, Some(2), Some(3), Some(9)].map(|id| id.map(TierId));
        let cases = [
            (gold, silver, gold),
            (silver, gold, None),
            (gold, gold, None),
            (silver, none, silver),
            (none, silver, None),
            (none, none, None),
            (gone, none, None),
            (silver, gone, silver),
        ];
        for (one, other, expected) in cases {
            assert_eq!(
                higher(&present(), one, other),
                expected,
                "{one:?} {other:?}"
            );
        }
    }

    #[test]
    fn what_a_list_leaves_out_is_known() {
        let mut drafts = usual_tiers();
        drafts[0].id = Some(TierId(1));
        drafts.truncate(2);
        assert_eq!(
            left_out(&drafts, &present()),
            [TierId(2), TierId(3), TierId(4)]
        );
    }
}
