//! The table `consent_event`.

use super::{ConsentEvent, ConsentId, ContactChannel, Purpose};
use kernel::{Cursor, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, row_values, sql};

row! {
    /// What somebody said about a purpose.
    pub(super) struct Said {
        pub member_id: MemberId,
        pub at: Timestamp,
        pub id: ConsentId,
        pub channel: ContactChannel,
        pub is_given: bool,
    }
}

pub(super) fn insert(
    tx: &mut Tx<'_>,
    member: MemberId,
    event: &ConsentEvent,
) -> Result<(), DbError> {
    let row = row_values![
        tx.brand(),
        member,
        event.at,
        event.id,
        event.purpose,
        event.channel,
        event.is_given,
        event.policy_version,
        event.text_hash,
        event.origin,
        event.store_id,
        event.said_by,
        event.recorded_by,
        event.note
    ];
    tx.insert_many(
        sql!(
            "insert into consent_event (brand_id, member_id, at, id, purpose, channel, is_given,
             policy_version, text_hash, origin, store_id, said_by, recorded_by, note) values $*"
        ),
        vec![row],
    )?;
    Ok(())
}

/// The last event of a member for each purpose and channel, the latest first.
pub(super) fn last(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<ConsentEvent>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            ConsentEvent,
            "select id, at, purpose, channel, is_given, policy_version, text_hash, origin,
             store_id, said_by, recorded_by, note from consent_event e
             where e.brand_id = $1 and e.member_id = $2 and not exists (
                 select 1 from consent_event l where l.brand_id = $1 and l.member_id = $2
                 and l.purpose = e.purpose and l.channel = e.channel
                 and (l.at, l.id) > (e.at, e.id))
             order by at desc, id desc"
        ),
        args![brand, member],
    )
}

/// Events of a member before a place in time, the latest first.
pub(super) fn page(
    tx: &mut Tx<'_>,
    member: MemberId,
    before: Cursor,
    limit: u32,
) -> Result<Vec<ConsentEvent>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            ConsentEvent,
            "select id, at, purpose, channel, is_given, policy_version, text_hash, origin,
             store_id, said_by, recorded_by, note from consent_event
             where brand_id = $1 and member_id = $2 and (at, id) < ($3, $4)
             order by at desc, id desc limit $5"
        ),
        args![brand, member, before.key, before.id, limit],
    )
}

/// What some members said about a purpose, in no order.
pub(super) fn said(
    tx: &mut Tx<'_>,
    purpose: Purpose,
    members: Vec<MemberId>,
) -> Result<Vec<Said>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            Said,
            "select member_id, at, id, channel, is_given from consent_event
             where brand_id = $1 and purpose = $2 and member_id in ($*)"
        ),
        args![brand, purpose],
        members,
    )
}

pub(super) fn blank_notes(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!("update consent_event set note = null where brand_id = $1 and member_id = $2"),
        args![brand, member],
    )?;
    Ok(())
}
