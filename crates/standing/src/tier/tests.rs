//! Tiers against real databases, on both engines.

use super::*;
use kernel::{BrandId, Fault, Rate};
use membership::{Channel, NewMember};
use platform::http::StaleEdit;
use platform::seal::Seal;
use testkit::{TestDb, both};

fn founded(test: &TestDb) -> Tiers {
    replace(test, usual_tiers()).expect("the usual tiers are a good list")
}

fn drafts_of(tiers: &Tiers) -> Vec<TierDraft> {
    let draft = |tier: &Tier| TierDraft {
        id: Some(tier.id),
        rank: tier.rank,
        name: tier.name.clone(),
        discount: tier.discount,
        points_multiplier: tier.points_multiplier,
    };
    tiers.all().iter().map(draft).collect()
}

fn replace(test: &TestDb, drafts: Vec<TierDraft>) -> Result<Tiers, StandingError> {
    let act = act(test);
    test.write(move |tx| replace_tiers(tx, &act, &drafts))
}

fn act(test: &TestDb) -> Act {
    Act::of_system(test.clock.now())
}

fn load(test: &TestDb) -> Tiers {
    test.read(|tx| tx.fetch(tiers(tx)))
        .expect("the tiers can be read")
}

/// Somebody with a phone number that ends in these four digits.
fn enrolled(test: &TestDb, last_four: &str) -> MemberId {
    let mut new = NewMember::by(Channel::Online);
    new.phone = Some(format!("1380000{last_four}"));
    let (seal, act) = (Seal::ephemeral(), act(test));
    let enrol = test.write(move |tx| membership::enrol(tx, &seal, &act, &new));
    enrol.expect("nobody else has this number")
}

fn set(test: &TestDb, member: MemberId, tier: Option<TierId>) -> Result<(), StandingError> {
    let act = act(test);
    test.write(move |tx| set_member_tier(tx, &act, member, tier, "生日升级"))
}

#[test]
fn tiers_come_by_rank_and_may_exchange_ranks_and_names() {
    both(|test| {
        let present = founded(test);
        assert_eq!(load(test), present);
        let mut drafts = drafts_of(&present);
        drafts[0].rank = 4;
        drafts[3].rank = 1;
        (drafts[1].name, drafts[2].name) = ("金卡".into(), " 银卡 ".into());
        replace(test, drafts).expect("an exchange is a good list");
        let now = load(test);
        let names: Vec<_> = now.all().iter().map(|tier| tier.name.as_str()).collect();
        assert_eq!(names, ["钻石", "金卡", "银卡", "普通"]);
        let old = present.find_by_name("金卡").expect("a usual tier");
        assert_eq!(now.find(old.id).expect("it is still there").name, "银卡");
        let discount = now.find_by_name("钻石").expect("still there").discount;
        assert_eq!(discount, Rate(9_000));
    });
}

#[test]
fn a_tier_that_members_have_is_not_removed() {
    both(|test| {
        let tiers = founded(test);
        let silver = tiers.find_by_name("银卡").expect("a usual tier").id;
        let member = enrolled(test, "0001");
        set(test, member, Some(silver)).expect("silver is a tier");

        let without = |id: TierId| {
            let mut drafts = drafts_of(&load(test));
            drafts.retain(|draft| draft.id != Some(id));
            replace(test, drafts)
        };
        let refused = without(silver).expect_err("a member has it");
        assert_eq!(refused.code(), "standing.tier_in_use");
        assert_eq!(load(test), tiers, "a refusal changes nothing");

        let gold = tiers.find_by_name("金卡").expect("a usual tier").id;
        without(gold).expect("nobody has it");
        set(test, member, None).expect("a member may have no tier");
        without(silver).expect("nobody has it any more");
        assert_eq!(load(test).all().len(), 2);
    });
}

#[test]
fn a_members_tier_is_one_of_the_brand_and_has_a_reason() {
    both(|test| {
        let tiers = founded(test);
        let member = enrolled(test, "0001");
        let gold = tiers.find_by_name("金卡").expect("a usual tier").id;
        set(test, member, Some(gold)).expect("gold is a tier");
        let tier_of = |member| {
            let sale = test.read(move |tx| membership::load_for_sale(tx, &[member]));
            sale.expect("read")[&member].tier_id
        };
        assert_eq!(tier_of(member), Some(gold));

        let unknown = set(test, member, Some(TierId(1))).expect_err("no such tier");
        assert_eq!(unknown.field_errors()[0].pointer, "/tier_id");
        let act = act(test);
        let silent = test.write(move |tx| set_member_tier(tx, &act, member, None, " "));
        let silent = silent.expect_err("no reason");
        assert_eq!(silent.field_errors()[0].pointer, "/reason");
        let nobody = set(test, MemberId(1), Some(gold)).expect_err("no such member");
        assert_eq!(nobody.code(), "membership.member_not_found");
        assert_eq!(tier_of(member), Some(gold));
    });
}

#[test]
fn another_brand_has_tiers_of_its_own() {
    both(|test| {
        let tiers = founded(test);
        let other = BrandId(test.brand.0 + 1);
        let found = test
            .db
            .read_blocking(other, |tx| tx.fetch(crate::tiers(tx)))
            .expect("read");
        assert_eq!(found, Tiers::default());
        let (act, drafts) = (act(test), drafts_of(&tiers));
        let foreign = test
            .db
            .write_blocking(other, move |tx| replace_tiers(tx, &act, &drafts));
        let foreign = foreign.expect_err("these tiers are another brand's");
        assert_eq!(foreign.field_errors()[0].code, "reference.unknown");
        let clear = test
            .db
            .write_blocking(other, move |tx| replace_tiers(tx, &act, &[]));
        clear.expect("an empty list is a list");
        assert_eq!(load(test), tiers);
    });
}

#[test]
fn of_two_editors_at_once_one_is_told_that_somebody_was_faster() {
    both(|test| {
        let act = act(test);
        let edit = |seen: i64| {
            let edit = move |tx: &mut Tx<'_>| edit_tiers(tx, &act, IfMatch(seen), &usual_tiers());
            test.write(edit).map(|(version, _)| version)
        };
        let outcomes: Vec<_> = std::thread::scope(|scope| {
            let editors: Vec<_> = (0..4).map(|_| scope.spawn(|| edit(0))).collect();
            let joined = editors.into_iter().map(|editor| editor.join());
            joined.map(|outcome| outcome.expect("no panic")).collect()
        });
        let won: Vec<_> = outcomes
            .iter()
            .filter_map(|outcome| outcome.as_ref().ok())
            .collect();
        assert_eq!(won, [&1]);
        let is_stale =
            |error: &StandingError| matches!(error, StandingError::Stale(StaleEdit::MovedOn));
        assert!(
            outcomes
                .iter()
                .filter_map(|outcome| outcome.as_ref().err())
                .all(is_stale)
        );
        let (version, tiers) = test.read(load_versioned).expect("read");
        assert_eq!((version, tiers.all().len()), (1, 4));
        // The next edit leaves all four out and brings four new ones.
        assert_eq!(edit(1).expect("this editor has seen version 1"), 2);
    });
}
