//! Everything that this context holds of a person, in clear: for the person, who asked for it.

use crate::consent::{self, ConsentEvent};
use crate::identity::{self, IdentityKind};
use crate::{
    MembershipError, change, field, guardian, ids_of_person, load_visits, profile, request,
};
use kernel::{Cursor, MemberId};
use platform::db::Tx;
use platform::seal::Seal;
use serde_json::{Map, Value as Json, json};

/// Rows that are read at once.
const PAGE: u32 = 200;

/// Gathers what is held of a person: profile, identities, own fields, guardian, consents, history
/// and requests. Phone numbers stand in clear.
pub fn held_of(
    tx: &mut Tx<'_>,
    seal: &Seal,
    id: MemberId,
) -> Result<Map<String, Json>, MembershipError> {
    let member = profile::get(tx, id)?;
    let ids = ids_of_person(tx, id)?;
    let mut held = Map::new();
    let phone = member.phone(seal).map(|phone| phone.e164().to_owned());
    let profile = json!({
        "id": member.id,
        "other_ids": ids.iter().skip(1).collect::<Vec<_>>(),
        "member_no": member.member_no,
        "name": member.name,
        "gender": member.gender,
        "birthday": member.birthday,
        "phone": phone,
        "store_id": member.store_id,
        "channel": member.channel,
        "guide_id": member.guide_id,
        "tier_id": member.tier_id,
        "state": member.state(),
        "frozen_reason": member.frozen_reason,
        "enrolled_at": member.enrolled_at,
        "updated_at": member.updated_at,
    });
    held.insert("profile".into(), profile);
    held.insert("identities".into(), identities(tx, member.id)?);
    let fields = field::values_of(tx, member.id)?;
    held.insert("fields".into(), fields.into());
    for id in &ids {
        if let Some((name, phone, relation)) = guardian::reveal(tx, seal, *id)? {
            let phone = phone.map(|phone| phone.e164().to_owned());
            let guardian = json!({ "name": name, "phone": phone, "relation": relation });
            held.insert("guardian".into(), guardian);
            break;
        }
    }
    held.insert("visits".into(), visits(tx, &ids)?);
    held.insert("consents".into(), consents(tx, member.id)?);
    held.insert("changes".into(), changes(tx, seal, member.id)?);
    held.insert("requests".into(), requests(tx, member.id)?);
    Ok(held)
}

fn identities(tx: &mut Tx<'_>, member: MemberId) -> Result<Json, MembershipError> {
    let found = identity::list(tx, member)?.into_iter();
    // A phone number is kept as a hash here; in clear it stands in the profile.
    let shown = found
        .filter(|one| one.kind != IdentityKind::Phone)
        .map(|one| json!({ "kind": one.kind, "value": one.value, "since": one.added_at }));
    Ok(shown.collect::<Vec<_>>().into())
}

fn visits(tx: &mut Tx<'_>, ids: &[MemberId]) -> Result<Json, MembershipError> {
    let visits = load_visits(tx, ids.iter().copied())?;
    let rows = visits.into_iter().map(|(id, visits)| {
        json!({
            "member_id": id,
            "orders": visits.orders,
            "total": visits.total,
            "returns": visits.returns,
            "returned_total": visits.returned_total,
            "first_at": visits.first.map(|visit| visit.at),
            "last_at": visits.last_at,
            "last_store_id": visits.last_store_id,
        })
    });
    Ok(rows.collect::<Vec<_>>().into())
}

fn consents(tx: &mut Tx<'_>, id: MemberId) -> Result<Json, MembershipError> {
    let shown = |event: ConsentEvent| {
        json!({
            "at": event.at,
            "purpose": event.purpose,
            "channel": event.channel,
            "is_given": event.is_given,
            "policy_version": event.policy_version,
            "origin": event.origin,
            "store_id": event.store_id,
            "said_by": event.said_by,
            "note": event.note,
        })
    };
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = consent::list_consents(tx, id, cursor, PAGE)?;
        all.extend(page.items.into_iter().map(shown));
        match next(page.next) {
            Some(next) => cursor = Some(next),
            None => return Ok(all.into()),
        }
    }
}

fn changes(tx: &mut Tx<'_>, seal: &Seal, id: MemberId) -> Result<Json, MembershipError> {
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = change::list_changes(tx, seal, id, cursor, PAGE)?;
        all.extend(page.items.into_iter().map(|one| {
            json!({
                "at": one.at,
                "field": one.field,
                "before": one.before,
                "after": one.after,
                "reason": one.reason,
            })
        }));
        match next(page.next) {
            Some(next) => cursor = Some(next),
            None => return Ok(all.into()),
        }
    }
}

fn requests(tx: &mut Tx<'_>, id: MemberId) -> Result<Json, MembershipError> {
    let filter = request::RequestFilter {
        member_id: Some(id),
        ..Default::default()
    };
    let mut all = Vec::new();
    let mut cursor = None;
    loop {
        let page = request::list_requests(tx, &filter, cursor, PAGE)?;
        all.extend(page.items.into_iter().map(|one| {
            json!({
                "received_at": one.received_at,
                "kind": one.kind,
                "state": one.state,
                "due_on": one.due_on,
                "wish": one.wish,
                "handled_at": one.handled_at,
                "answer": one.answer,
            })
        }));
        match next(page.next) {
            Some(next) => cursor = Some(next),
            None => return Ok(all.into()),
        }
    }
}

fn next(text: Option<String>) -> Option<Cursor> {
    text.and_then(|text| text.parse().ok())
}
