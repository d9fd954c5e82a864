//! Where the events of a timeline come from, source by source.

use super::{TimelineEvent, TimelineKind, Viewer};
use access::StoreFilter;
use checkout::OrderFilter;
use kernel::{By, Cursor, MemberId, Page, StoreId, Timestamp};
use ledger::PostingKind;
use membership::{MembershipError, ProfileChange, RequestFilter};
use platform::db::Tx;
use platform::seal::Seal;
use serde_json::{Value as Json, json};
use std::collections::BTreeSet;

/// What is asked of each source.
pub(super) struct Wanted {
    pub member: MemberId,
    pub person: Vec<MemberId>,
    pub before: Cursor,
    pub limit: u32,
}

impl Wanted {
    fn is_before(&self, event: &TimelineEvent) -> bool {
        (event.at.0, event.place) < (self.before.key, self.before.id)
    }
}

type Events = Result<Vec<TimelineEvent>, MembershipError>;

/// The latest events of a kind before the place that is wanted, in no order; as many as are wanted
/// and perhaps more.
pub(super) fn read(
    tx: &mut Tx<'_>,
    seal: &Seal,
    viewer: &Viewer,
    wanted: &Wanted,
    kind: TimelineKind,
) -> Events {
    let mut events = match kind {
        TimelineKind::Enrolment => enrolments(tx, wanted)?,
        TimelineKind::Change | TimelineKind::State | TimelineKind::Tier => {
            changes(tx, seal, wanted, kind)?
        }
        TimelineKind::Consent => consents(tx, wanted)?,
        TimelineKind::Merge => merges(tx, wanted)?,
        TimelineKind::Order => orders(tx, viewer, wanted)?,
        TimelineKind::Return => returns(tx, viewer, wanted)?,
        TimelineKind::TopUp => top_ups(tx, viewer, wanted)?,
        TimelineKind::Adjustment => adjustments(tx, wanted)?,
        TimelineKind::Message => messages(tx, seal, wanted)?,
        TimelineKind::Request => requests(tx, wanted)?,
    };
    events.retain(|event| wanted.is_before(event));
    Ok(events)
}

/// What every event has: when, its place, the id of what it tells of, where, by whom.
fn event(
    kind: TimelineKind,
    (at, place): (Timestamp, i64),
    id: impl ToString,
    (store_id, by): (Option<StoreId>, By),
    details: Json,
) -> TimelineEvent {
    TimelineEvent {
        at,
        place,
        kind,
        id: id.to_string(),
        store_id,
        staff_id: by.staff(),
        details,
    }
}

/// Reads pages from the wanted place on until enough was found or nothing is left.
fn seek<T>(
    wanted: &Wanted,
    mut read: impl FnMut(Option<Cursor>) -> Result<Page<T>, MembershipError>,
    keep: impl Fn(T) -> Option<TimelineEvent>,
) -> Events {
    let (mut found, mut cursor) = (Vec::new(), Some(wanted.before));
    loop {
        let page = read(cursor)?;
        found.extend(page.items.into_iter().filter_map(&keep));
        let next = page.next.as_deref().map(str::parse);
        match next {
            Some(Ok(next)) if found.len() < wanted.limit as usize => cursor = Some(next),
            _ => return Ok(found),
        }
    }
}

fn enrolments(tx: &mut Tx<'_>, wanted: &Wanted) -> Events {
    let members = membership::enrolments_of(tx, &wanted.person)?;
    let tell = |one: membership::Enrolment| {
        let details = json!({ "channel": one.channel, "guide_id": one.guide_id });
        event(
            TimelineKind::Enrolment,
            (one.enrolled_at, one.member_id.0),
            one.member_id,
            (one.store_id, one.enrolled_by),
            details,
        )
    };
    Ok(members.into_iter().map(tell).collect())
}

fn changes(tx: &mut Tx<'_>, seal: &Seal, wanted: &Wanted, kind: TimelineKind) -> Events {
    let kind_of = |change: &ProfileChange| match change.field.as_str() {
        "state" => TimelineKind::State,
        "tier_id" => TimelineKind::Tier,
        _ => TimelineKind::Change,
    };
    seek(
        wanted,
        |cursor| membership::list_changes(tx, seal, wanted.member, cursor, wanted.limit),
        |change| {
            let is_of_kind = kind_of(&change) == kind;
            is_of_kind.then(|| {
                let details = json!({
                    "field": change.field, "before": change.before, "after": change.after,
                    "reason": change.reason,
                });
                let key = (change.at, change.id.0);
                event(kind, key, change.id, (None, change.by), details)
            })
        },
    )
}

fn consents(tx: &mut Tx<'_>, wanted: &Wanted) -> Events {
    seek(
        wanted,
        |cursor| membership::list_consents(tx, wanted.member, cursor, wanted.limit),
        |one| {
            let details = json!({
                "purpose": one.purpose, "channel": one.channel, "is_given": one.is_given,
                "policy_version": one.policy_version, "origin": one.origin,
                "said_by": one.said_by, "note": one.note,
            });
            let place = (one.store_id, one.recorded_by);
            Some(event(
                TimelineKind::Consent,
                (one.at, one.id.0),
                one.id,
                place,
                details,
            ))
        },
    )
}

/// A person is merged a few times at most, so all of it is read.
fn merges(tx: &mut Tx<'_>, wanted: &Wanted) -> Events {
    let (mut events, mut known) = (Vec::new(), BTreeSet::new());
    for member in &wanted.person {
        let page = membership::list_merges(tx, Some(*member), None, MANY)?;
        for merge in page
            .items
            .into_iter()
            .filter(|merge| known.insert(merge.id.0))
        {
            let details = json!({
                "survivor_id": merge.survivor_id, "absorbed_id": merge.absorbed_id,
                "reason": merge.reason, "undone_at": merge.undone_at,
                "undo_reason": merge.undo_reason,
            });
            let key = (merge.merged_at, merge.id.0);
            let by = (None, merge.merged_by);
            events.push(event(TimelineKind::Merge, key, merge.id, by, details));
        }
    }
    Ok(events)
}

/// More than a person has of what is read at once.
const MANY: u32 = 500;

fn orders(tx: &mut Tx<'_>, viewer: &Viewer, wanted: &Wanted) -> Events {
    let filter = OrderFilter {
        member_id: Some(wanted.member),
        among: viewer.stores.only().map(<[_]>::to_vec),
        ..OrderFilter::default()
    };
    let page = checkout::list_orders(tx, &filter, Some(wanted.before), wanted.limit)?;
    let tell = |listed: checkout::ListedOrder| {
        let order = listed.order;
        let details = json!({
            "order_no": order.order_no, "units": order.units, "total": order.total,
            "points_earned": order.points_earned, "returned_total": order.returned_total,
        });
        let key = (order.settled_at, order.id.0);
        let place = (Some(order.store_id), order.settled_by);
        event(TimelineKind::Order, key, order.id, place, details)
    };
    Ok(page.items.into_iter().map(tell).collect())
}

fn returns(tx: &mut Tx<'_>, viewer: &Viewer, wanted: &Wanted) -> Events {
    let limit = most(viewer, wanted);
    let all = checkout::returns_of_person(tx, &wanted.person, wanted.before, limit)?;
    let seen = all
        .into_iter()
        .filter(|one| viewer.stores.allows(one.store_id));
    let tell = |one: checkout::ReturnOfMember| {
        let details = json!({
            "order_id": one.order_id, "total": one.total, "reason": one.reason,
        });
        let key = (one.returned_at, one.id.0);
        let place = (Some(one.store_id), one.returned_by);
        event(TimelineKind::Return, key, one.id, place, details)
    };
    Ok(seen.map(tell).collect())
}

fn top_ups(tx: &mut Tx<'_>, viewer: &Viewer, wanted: &Wanted) -> Events {
    let limit = most(viewer, wanted);
    let all = checkout::top_ups_of_person(tx, &wanted.person, wanted.before, limit)?;
    let seen = all
        .into_iter()
        .filter(|one| viewer.stores.allows(one.store_id));
    let tell = |one: checkout::TopUpOfMember| {
        let details = json!({ "principal": one.principal, "bonus": one.bonus });
        let key = (one.topped_up_at, one.id.0);
        let place = (Some(one.store_id), one.topped_up_by);
        event(TimelineKind::TopUp, key, one.id, place, details)
    };
    Ok(seen.map(tell).collect())
}

/// Of whoever sees some stores only, more is read, for what is of others is taken out after.
fn most(viewer: &Viewer, wanted: &Wanted) -> u32 {
    match viewer.stores {
        StoreFilter::All => wanted.limit,
        StoreFilter::Only(_) => i32::MAX.unsigned_abs(),
    }
}

fn adjustments(tx: &mut Tx<'_>, wanted: &Wanted) -> Events {
    seek(
        wanted,
        |cursor| Ok(ledger::entries(tx, &wanted.person, None, cursor, MANY)?),
        |line| {
            let is_one = matches!(
                line.kind,
                PostingKind::Adjustment
                    | PostingKind::Expiry
                    | PostingKind::Reversal
                    | PostingKind::Opening
            );
            is_one.then(|| {
                let details = json!({
                    "posting_id": line.posting_id, "posting_kind": line.kind,
                    "asset": line.asset, "amount": line.amount, "reason": line.reason,
                });
                let place = (line.store_id, line.recorded_by);
                event(
                    TimelineKind::Adjustment,
                    (line.at, line.id.0),
                    line.id,
                    place,
                    details,
                )
            })
        },
    )
}

fn messages(tx: &mut Tx<'_>, seal: &Seal, wanted: &Wanted) -> Events {
    let phone = membership::get(tx, wanted.member)?.phone(seal);
    let phone = phone.and_then(|phone| channels::Phone::of_e164(phone.e164()));
    let Some(phone) = phone else {
        return Ok(Vec::new());
    };
    let tell = |one: channels::sms::Message| {
        let details = json!({ "purpose": one.purpose, "state": one.state });
        let key = (one.queued_at, one.id.0);
        event(
            TimelineKind::Message,
            key,
            one.id,
            (None, By::System),
            details,
        )
    };
    let messages = channels::sms::list_to(tx, seal, &phone)?;
    Ok(messages.into_iter().map(tell).collect())
}

fn requests(tx: &mut Tx<'_>, wanted: &Wanted) -> Events {
    let mut events = Vec::new();
    // Any one id of a person finds those of all.
    let filter = RequestFilter {
        member_id: wanted.person.first().copied(),
        ..RequestFilter::default()
    };
    for one in membership::list_requests(tx, &filter, None, MANY)?.items {
        let details = json!({
            "request_kind": one.kind, "state": one.state, "due_on": one.due_on,
            "wish": one.wish, "answer": one.answer, "handled_at": one.handled_at,
        });
        let key = (one.received_at, one.id.0);
        let place = (one.store_id, one.received_by);
        events.push(event(TimelineKind::Request, key, one.id, place, details));
    }
    Ok(events)
}
