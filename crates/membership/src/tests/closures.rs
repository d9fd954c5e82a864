//! Closing, reopening, and forgetting people.

use super::{Chain, code, person};
use crate::{
    Consent, ConsentOrigin, ContactChannel, MemberState, NewRequest, Purpose, RequestFilter,
    RequestKind, RequestOrigin, RequestState, SaidBy,
};
use kernel::{Fault, MemberId, Points};
use ledger::{Adjustment, Asset};
use platform::db::Tx;

fn give(chain: &Chain<'_>, id: MemberId, asset: Asset, amount: i64) {
    let gift = Adjustment {
        member_id: id,
        asset,
        amount,
        expires_at: None,
        reason: "as the story begins".into(),
        store_id: None,
        business_date: "2026-11-25".parse().expect("a date"),
        key: None,
    };
    chain
        .write(move |tx, _, act| Ok(ledger::adjust(tx, *act, &gift).map(drop)?))
        .expect("given");
}

fn points(chain: &Chain<'_>, id: MemberId) -> i64 {
    chain
        .write(move |tx, _, act| Ok(ledger::balances(tx, id, act.now)?))
        .expect("asked")
        .points
        .0
}

fn close(chain: &Chain<'_>, id: MemberId) -> Result<crate::Closure, crate::MembershipError> {
    chain.write(move |tx, _, act| crate::close_account(tx, act, id, "不再需要"))
}

fn reopen(chain: &Chain<'_>, id: MemberId) -> Result<(), crate::MembershipError> {
    chain.write(move |tx, _, act| crate::reopen_account(tx, act, id, "改主意了"))
}

pub(super) fn erase(
    chain: &Chain<'_>,
    id: MemberId,
) -> Result<crate::Traces, crate::MembershipError> {
    chain.write(move |tx, seal, act| {
        let request = match crate::waiting_erasure(tx, id)? {
            Some(request) => request,
            None => {
                let request = NewRequest {
                    member_id: id,
                    kind: RequestKind::Erasure,
                    origin: RequestOrigin::Paper,
                    store_id: None,
                    wish: None,
                };
                crate::file_request(tx, act, &request)?.id
            }
        };
        let begin = |tx: &mut Tx<'_>| crate::begin_erasure(tx, seal, act, request);
        assert_eq!(code(begin(tx)), "membership.request_not_approved");
        crate::approve_erasure(tx, act, request)?;
        let traces = begin(tx)?.expect("it begins");
        // Whoever was interrupted goes on with the same, and nobody can stop it any more.
        assert_eq!(begin(tx)?.as_ref(), Some(&traces));
        let refuse = crate::answer_request(tx, act, request, RequestState::Refused, Some("no"));
        assert_eq!(code(refuse), "membership.request_answered");
        crate::end_erasure(tx, act, request)?;
        assert_eq!(begin(tx)?, None);
        Ok(traces)
    })
}

#[test]
fn an_account_is_closed_without_value_and_reopened_in_time() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain.enrol(person("李娜", "13800000001")).expect("in");
        give(&chain, id, Asset::Points, 300);
        give(&chain, id, Asset::Principal, 1_000);
        let refused = close(&chain, id).expect_err("money is left");
        assert_eq!(refused.code(), "membership.stored_value_left");
        assert_eq!(refused.params()["principal"], 1_000);
        give(&chain, id, Asset::Principal, -1_000);
        let closure = close(&chain, id).expect("closed");
        assert_eq!(closure.lapsed_points, Points(300));
        assert_eq!(
            (points(&chain, id), chain.get(id).state()),
            (0, MemberState::Closed)
        );
        assert_eq!(code(close(&chain, id)), "membership.account_closed");
        let freeze = chain.write(move |tx, _, act| crate::freeze(tx, act, id, "x"));
        assert_eq!(code(freeze), "membership.account_closed");
        let card = chain.write(move |tx, _, act| crate::add_card(tx, act, id, "VIP-0001"));
        assert_eq!(code(card), "membership.account_closed");
        // The phone number stays taken while the account may come back.
        let again = chain.enrol(person("李娜", "13800000001"));
        assert_eq!(code(again), "membership.already_enrolled");

        db.clock.advance_millis(86_400_000);
        reopen(&chain, id).expect("reopened");
        assert_eq!(
            (points(&chain, id), chain.get(id).state()),
            (300, MemberState::Active)
        );
        assert_eq!(code(reopen(&chain, id)), "membership.not_closed");
        close(&chain, id).expect("closed again");
        db.clock.advance_millis(15 * 86_400_000);
        assert_eq!(code(reopen(&chain, id)), "membership.reopen_over");
        let due = chain
            .write(move |tx, _, act| Ok(crate::overdue_closures(tx, act.now, 10)?))
            .expect("asked");
        assert_eq!(due, [id]);
        let requests = chain
            .write(move |tx, _, _| {
                let filter = RequestFilter::default();
                Ok(crate::list_requests(tx, &filter, None, 10)?)
            })
            .expect("listed");
        let states: Vec<_> = requests.items.iter().map(|one| one.state).collect();
        assert_eq!(states, [RequestState::Withdrawn, RequestState::Open]);
    });
}

fn wish_to_be_forgotten(member_id: MemberId) -> NewRequest {
    NewRequest {
        member_id,
        kind: RequestKind::Erasure,
        origin: RequestOrigin::Call,
        store_id: None,
        wish: Some("我是李娜,请删除".into()),
    }
}

#[test]
fn an_erased_person_leaves_ids_only_and_the_number_is_free() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain.enrol(person("李娜", "13800000001")).expect("in");
        give(&chain, id, Asset::Points, 300);
        chain
            .write(move |tx, _, act| {
                let consent = Consent {
                    purpose: Purpose::Marketing,
                    channel: ContactChannel::All,
                    is_given: false,
                    policy_version: None,
                    origin: ConsentOrigin::Call,
                    store_id: None,
                    said_by: SaidBy::Member,
                    note: Some("李娜来电".into()),
                };
                crate::record_consent(tx, act, id, &consent)?;
                let request = wish_to_be_forgotten(id);
                crate::file_request(tx, act, &request)?;
                assert_eq!(
                    code(crate::file_request(tx, act, &request)),
                    "membership.request_waits"
                );
                crate::freeze(tx, act, id, "李娜要求")
            })
            .expect("done");
        let traces = erase(&chain, id).expect("erased");
        assert!(traces.are_in("13800000001") && traces.are_in("李娜"));
        let member = chain.get(id);
        assert_eq!(member.state(), MemberState::Erased);
        assert_eq!(
            (
                member.name.as_str(),
                member.member_no.as_str(),
                member.frozen_reason
            ),
            ("", "", None)
        );
        assert_eq!(points(&chain, id), 0);
        let (changes, consents, requests) = chain
            .write(move |tx, seal, _| {
                let filter = RequestFilter::default();
                Ok((
                    crate::list_changes(tx, seal, id, None, 50)?.items,
                    crate::list_consents(tx, id, None, 50)?.items,
                    crate::list_requests(tx, &filter, None, 50)?.items,
                ))
            })
            .expect("listed");
        let text = format!("{changes:?} {consents:?} {requests:?}");
        assert!(!text.contains("李娜"), "{text}");
        assert_eq!((consents.len(), requests[0].state), (1, RequestState::Done));
        assert_eq!(code(erase(&chain, id)), "membership.person_erased");
        assert_eq!(code(reopen(&chain, id)), "membership.person_erased");
        // Nobody is listed, and the number belongs to whoever comes next.
        let query = crate::MemberQuery {
            limit: 10,
            ..Default::default()
        };
        let list = chain.write(move |tx, seal, _| crate::list(tx, seal, &query));
        assert_eq!(list.expect("listed").items.len(), 0);
        let next = chain.enrol(person("王芳", "13800000001")).expect("in");
        assert_ne!(next, id);
    });
}

#[test]
fn a_request_is_answered_once_and_refused_with_a_reason() {
    testkit::both(|db| {
        let chain = Chain::new(db);
        let id = chain.enrol(person("李娜", "13800000001")).expect("in");
        let request = NewRequest {
            member_id: id,
            kind: RequestKind::Correction,
            origin: RequestOrigin::Till,
            store_id: None,
            wish: None,
        };
        let unsaid = request.clone();
        let refused = chain.write(move |tx, _, act| crate::file_request(tx, act, &unsaid));
        assert_eq!(
            refused.expect_err("no wish").field_errors()[0].pointer,
            "/wish"
        );
        let asked = NewRequest {
            wish: Some("生日错了".into()),
            ..request
        };
        let filed = chain
            .write(move |tx, _, act| crate::file_request(tx, act, &asked))
            .expect("filed");
        // Fifteen working days after a Wednesday in November 2026.
        assert_eq!(filed.due_on.to_string(), "2026-12-16");
        let answer = |state, words: Option<&'static str>| {
            let id = filed.id;
            chain.write(move |tx, _, act| {
                crate::answer_request(tx, act, id, state, words).map(|one| one.state)
            })
        };
        let bare = answer(RequestState::Refused, None).expect_err("no reason");
        assert_eq!(bare.field_errors()[0].pointer, "/answer");
        let done = answer(RequestState::Done, Some("已更正"));
        assert_eq!(done.expect("answered"), RequestState::Done);
        let again = answer(RequestState::Refused, Some("no"));
        assert_eq!(code(again), "membership.request_answered");
    });
}
