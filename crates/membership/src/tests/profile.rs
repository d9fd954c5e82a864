//! Profiles: edits, cards, freezing, tiers.

use super::{Chain, code, person};
use crate::{CARDS_MAX, IdentityKind, MembershipError, NewMember, ProfileEdit};
use access::{NewStaff, Role, Scope};
use events::Event;
use kernel::{Act, MemberId, StaffId, TierId};
use platform::db::Tx;
use platform::http::IfMatch;

fn edit(
    chain: &Chain<'_>,
    id: MemberId,
    seen: i64,
    edit: ProfileEdit,
) -> Result<(), MembershipError> {
    chain.write(move |tx, seal, act| crate::edit(tx, seal, act, id, IfMatch(seen), &edit).map(drop))
}

fn cards(tx: &mut Tx<'_>, id: MemberId) -> Result<Vec<crate::Identity>, MembershipError> {
    let all = crate::identity::list(tx, id)?;
    Ok(all
        .into_iter()
        .filter(|one| one.kind == IdentityKind::Card)
        .collect())
}

fn add_card(chain: &Chain<'_>, id: MemberId, card: &str) -> Result<(), MembershipError> {
    let card = card.to_owned();
    chain.write(move |tx, _, act| crate::add_card(tx, act, id, &card))
}

fn hire_guide(chain: &Chain<'_>) -> StaffId {
    let guide = NewStaff {
        login: "guide".into(),
        name: "陈语桐".into(),
        password: "ten-letters".into(),
        role: Role::Guide,
        scope: Scope::Stores(vec![chain.pudong]),
    };
    let hired =
        chain.write(move |tx, _, act| Ok(access::create_staff(tx, act, &guide, "no hash")?));
    hired.expect("hired")
}

#[test]
fn an_edit_changes_what_it_names() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let guide = hire_guide(&chain);
        let new = NewMember {
            guide_id: Some(guide),
            ..person("李娜", "13800001234")
        };
        let id = chain.enrol(new).expect("enrolled");
        let change = ProfileEdit {
            name: Some(" 单雄信 ".into()),
            birthday: Some("1990-05-06".parse().ok()),
            store_id: Some(chain.pudong),
            ..ProfileEdit::default()
        };
        edit(&chain, id, 1, change).expect("edited");
        let member = chain.get(id);
        assert_eq!(member.name, "单雄信");
        assert_eq!(
            member.birthday.map(|day| day.to_string()).as_deref(),
            Some("1990-05-06")
        );
        assert_eq!(
            (member.store_id, member.guide_id),
            (Some(chain.pudong), Some(guide))
        );
        assert_eq!(member.version, 2);
        assert_eq!(
            member.masked_phone(&chain.seal).as_deref(),
            Some("138****1234")
        );

        let nothing = ProfileEdit {
            birthday: Some(None),
            guide_id: Some(None),
            ..ProfileEdit::default()
        };
        edit(&chain, id, 2, nothing).expect("edited");
        let member = chain.get(id);
        assert_eq!((member.birthday, member.guide_id), (None, None));
        // The search follows the name.
        let query = crate::MemberQuery {
            text: "shanxiong".into(),
            limit: 5,
            ..Default::default()
        };
        let page = chain
            .write(move |tx, seal, _| crate::list(tx, seal, &query))
            .expect("a page");
        assert_eq!(page.items.len(), 1);
    });
}

#[test]
fn whoever_is_slower_does_not_overwrite() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let named = |name: &str| ProfileEdit {
            name: Some(name.into()),
            ..Default::default()
        };
        edit(&chain, id, 1, named("李一")).expect("edited");
        assert_eq!(code(edit(&chain, id, 1, named("李二"))), "edit.stale");
        assert_eq!(chain.get(id).name, "李一");
        let unknown = edit(&chain, MemberId(7), 1, named("李"));
        assert_eq!(code(unknown), "membership.member_not_found");
        let outcomes: Vec<bool> = std::thread::scope(|scope| {
            let tries: Vec<_> = (0..8)
                .map(|n| {
                    let (chain, change) = (&chain, named(&format!("李{n}")));
                    scope.spawn(move || edit(chain, id, 2, change).is_ok())
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect()
        });
        assert_eq!(outcomes.into_iter().filter(|went_in| *went_in).count(), 1);
    });
}

#[test]
fn a_phone_number_moves_with_its_identity() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let li = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let wang = chain
            .enrol(person("王芳", "13800005678"))
            .expect("enrolled");
        let to = |phone: Option<&str>| ProfileEdit {
            phone: Some(phone.map(str::to_owned)),
            ..ProfileEdit::default()
        };
        match edit(&chain, li, 1, to(Some("13800005678"))) {
            Err(MembershipError::AlreadyEnrolled { member_id }) => assert_eq!(member_id, wang),
            other => panic!("{other:?}"),
        }
        assert_eq!(
            code(edit(&chain, li, 1, to(None))),
            "membership.last_identity"
        );
        edit(&chain, li, 1, to(Some("+14155550123"))).expect("edited");
        let member = chain.get(li);
        assert_eq!(
            member.masked_phone(&chain.seal).as_deref(),
            Some("+14****0123")
        );
        // The old number is free, and the new one is taken.
        edit(&chain, wang, 1, to(Some("13800001234"))).expect("edited");
        assert_eq!(
            code(chain.enrol(person("陈", "+14155550123"))),
            "membership.already_enrolled"
        );
        add_card(&chain, li, "VIP-0001").expect("added");
        edit(&chain, li, 3, to(None)).expect("a card is left");
        assert_eq!(chain.get(li).masked_phone(&chain.seal), None);
        // Without the key only the last digits are left.
        let other_seal = platform::seal::Seal::ephemeral();
        assert_eq!(
            chain.get(wang).masked_phone(&other_seal).as_deref(),
            Some("****1234")
        );
    });
}

#[test]
fn cards_are_added_and_taken_away() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let new = NewMember {
            phone: None,
            card_no: Some("VIP-0001".into()),
            ..person("李", "")
        };
        let li = chain.enrol(new).expect("enrolled");
        let wang = chain
            .enrol(person("王芳", "13800005678"))
            .expect("enrolled");
        assert_eq!(
            code(add_card(&chain, wang, "vip-0001")),
            "membership.identity_taken"
        );
        assert_eq!(code(add_card(&chain, wang, "卡")), "request.invalid");
        assert_eq!(
            code(add_card(&chain, MemberId(7), "VIP-9")),
            "membership.member_not_found"
        );
        let first = chain
            .write(move |tx, _, _| cards(tx, li))
            .expect("cards")
            .remove(0);
        let remove = |id: MemberId, card| {
            chain.write(move |tx, _, act| crate::remove_card(tx, act, id, card))
        };
        assert_eq!(code(remove(li, first.id)), "membership.last_identity");
        assert_eq!(code(remove(wang, first.id)), "membership.card_not_found");
        add_card(&chain, li, "VIP-0002").expect("added");
        remove(li, first.id).expect("taken away");
        add_card(&chain, wang, "VIP-0001").expect("the card is free");
        let left = chain.write(move |tx, _, _| cards(tx, li)).expect("cards");
        assert_eq!(left.len(), 1);
        assert_eq!(left[0].value, "VIP-0002");
        for n in 1..CARDS_MAX {
            add_card(&chain, wang, &format!("MORE-{n}")).expect("added");
        }
        assert_eq!(
            code(add_card(&chain, wang, "MORE-99")),
            "membership.too_many_cards"
        );
    });
}

#[test]
fn two_last_identities_taken_away_at_once_leave_one() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let new = NewMember {
            phone: None,
            card_no: Some("VIP-0001".into()),
            ..person("李", "")
        };
        let id = chain.enrol(new).expect("enrolled");
        add_card(&chain, id, "VIP-0002").expect("added");
        let both = chain.write(move |tx, _, _| cards(tx, id)).expect("cards");
        let gone = std::thread::scope(|scope| {
            let tries: Vec<_> = both
                .iter()
                .map(|card| {
                    let (chain, card) = (&chain, card.id);
                    scope.spawn(move || {
                        chain.write(move |tx, _, act| crate::remove_card(tx, act, id, card))
                    })
                })
                .collect();
            tries
                .into_iter()
                .map(|one| one.join().expect("no panic"))
                .collect::<Vec<_>>()
        });
        assert_eq!(gone.iter().filter(|outcome| outcome.is_ok()).count(), 1);
    });
}

#[test]
fn a_member_is_frozen_and_unfrozen_with_a_reason() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let freeze = |reason: &'static str| {
            chain.write(move |tx, _, act| crate::freeze(tx, act, id, reason))
        };
        let unfreeze = |reason: &'static str| {
            chain.write(move |tx, _, act| crate::unfreeze(tx, act, id, reason))
        };
        assert_eq!(code(unfreeze("too early")), "membership.not_frozen");
        assert_eq!(code(freeze(" ")), "request.invalid");
        freeze("card lost").expect("frozen");
        assert_eq!(code(freeze("again")), "membership.already_frozen");
        let member = chain.get(id);
        assert_eq!(member.frozen_reason.as_deref(), Some("card lost"));
        assert_eq!((member.is_frozen, member.version), (true, 2));
        let sale = chain.write(move |tx, _, _| Ok(crate::load_for_sale(tx, &[id, MemberId(7)])?));
        let sale = sale.expect("loaded");
        assert_eq!(sale.len(), 1);
        assert!(sale[&id].is_frozen);
        unfreeze("card found").expect("unfrozen");
        assert_eq!(chain.get(id).frozen_reason, None);
        let unknown = chain.write(|tx, _, act| crate::freeze(tx, act, MemberId(7), "x"));
        assert_eq!(code(unknown), "membership.member_not_found");
        let told: Vec<&str> = super::visits::facts(db).iter().map(Event::topic).collect();
        assert_eq!(
            told,
            ["member_enrolled", "member_frozen", "member_unfrozen"]
        );
    });
}

#[test]
fn a_tier_is_set_once_and_told_once() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain
            .enrol(person("李娜", "13800001234"))
            .expect("enrolled");
        let set = |tier: Option<TierId>| {
            chain
                .write(move |tx, _, act: &Act| crate::set_tier(tx, act, id, tier))
                .expect("set")
        };
        set(Some(TierId(3)));
        set(Some(TierId(3)));
        set(Some(TierId(4)));
        let changes: Vec<_> = super::visits::facts(db)
            .into_iter()
            .filter_map(|fact| match fact {
                Event::TierChanged(fact) => Some((fact.from, fact.to)),
                _ => None,
            })
            .collect();
        assert_eq!(
            changes,
            [(None, Some(TierId(3))), (Some(TierId(3)), Some(TierId(4)))]
        );
        let used = chain.write(|tx, _, _| {
            Ok([
                crate::first_tier_in_use(tx, &[TierId(3)])?,
                crate::first_tier_in_use(tx, &[TierId(3), TierId(4)])?,
                crate::first_tier_in_use(tx, &[])?,
            ])
        });
        assert_eq!(used.expect("asked"), [None, Some(TierId(4)), None]);
    });
}
