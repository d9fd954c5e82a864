//! What is written of people who were admitted: their rows, their guardians, and the facts.

use super::Candidate;
use crate::guardian::{self, Guardian, Said};
use crate::identity::Phone;
use crate::profile::store::{self, NewRow};
use crate::profile::{Member, seal_context};
use events::{Event, MemberEnrolled};
use kernel::{Act, JoiningLinkId, StoreId, ZoneName};
use platform::db::{DbError, Tx};
use platform::outbox;
use platform::seal::Seal;
use retail::Store;
use std::collections::HashMap;

/// A member about to be written, with the keys of the name.
pub(super) struct Entered {
    pub member: Member,
    keys: crate::profile::NameKeys,
    guardian: Option<(Guardian, Phone)>,
    link_id: Option<JoiningLinkId>,
}

pub(super) fn member_of(
    seal: &Seal,
    act: &Act,
    candidate: Candidate<'_>,
    member_no: String,
) -> Entered {
    let Candidate {
        entry,
        entrant,
        wanted,
        ..
    } = candidate;
    let context = seal_context(wanted.id);
    let phone = entrant.phone.as_ref();
    let member = Member {
        id: wanted.id,
        member_no,
        name: entrant.name,
        gender: entry.new.gender,
        birthday: entry.new.birthday,
        phone_sealed: phone.map(|phone| seal.close(phone.e164(), &context)),
        phone_last4: phone.map(Phone::last_four).map(str::to_owned),
        store_id: entry.new.store_id,
        channel: entry.new.channel,
        guide_id: entry.new.guide_id,
        tier_id: entry.tier_id,
        is_frozen: false,
        frozen_at: None,
        frozen_reason: None,
        enrolled_at: entry.enrolled_at.unwrap_or(act.now),
        updated_at: act.now,
        closed_at: None,
        erased_at: None,
        version: 1,
    };
    Entered {
        member,
        keys: entrant.keys,
        guardian: entry.new.guardian.clone().zip(entrant.guardian_phone),
        link_id: entry.new.link_id,
    }
}

pub(super) fn write(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    stores: &HashMap<StoreId, Store>,
    entered: &[Entered],
) -> Result<(), DbError> {
    if entered.is_empty() {
        return Ok(());
    }
    let rows: Vec<NewRow<'_>> = entered
        .iter()
        .map(|one| NewRow {
            member: &one.member,
            keys: &one.keys,
            by: act.by,
        })
        .collect();
    store::insert(tx, &rows)?;
    for one in entered {
        write_guardian(tx, seal, act, one)?;
    }
    let facts: Vec<Event> = entered.iter().map(|one| fact(stores, one)).collect();
    outbox::append_many(tx, act.now, &facts)
}

fn write_guardian(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    entered: &Entered,
) -> Result<(), DbError> {
    let Some((guardian, phone)) = &entered.guardian else {
        return Ok(());
    };
    let (id, store_id) = (entered.member.id, entered.member.store_id);
    let origin = entered.member.channel.said_at();
    guardian::write(
        tx,
        seal,
        act,
        id,
        (guardian, phone),
        Said { origin, store_id },
    )
}

/// The fact carries the store's own day, so that a night shop's members count for the evening.
fn fact(stores: &HashMap<StoreId, Store>, entered: &Entered) -> Event {
    let member = &entered.member;
    let store = member.store_id.and_then(|id| stores.get(&id));
    let business_date = match store {
        Some(store) => store.business_date(member.enrolled_at),
        None => {
            let utc: ZoneName = "UTC".parse().expect("UTC is always known");
            member.enrolled_at.date_in(&utc)
        }
    };
    Event::MemberEnrolled(MemberEnrolled {
        member_id: member.id,
        store_id: member.store_id,
        business_date,
        channel: member.channel.as_str().to_owned(),
        guide_id: member.guide_id,
        link_id: entered.link_id,
        at: member.enrolled_at,
    })
}
