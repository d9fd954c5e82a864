//! The table `privacy_request`.

use super::{PrivacyRequest, RequestFilter, RequestId, RequestKind, RequestState};
use kernel::{Act, MemberId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row_values, sql};

pub(super) fn insert(tx: &mut Tx<'_>, r: &PrivacyRequest) -> Result<(), DbError> {
    let row = row_values![
        tx.brand(),
        r.id,
        r.member_id,
        r.kind,
        r.state,
        r.origin,
        r.store_id,
        r.received_at,
        r.received_by,
        r.due_on,
        r.wish,
        1_i64
    ];
    tx.insert_many(
        sql!(
            "insert into privacy_request (brand_id, id, member_id, kind, state, origin, store_id,
             received_at, received_by, due_on, wish, version) values $*"
        ),
        vec![row],
    )?;
    Ok(())
}

pub(super) fn find(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<PrivacyRequest>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            PrivacyRequest,
            "select id, member_id, kind, state, origin, store_id, received_at, received_by,
             due_on, wish, handled_at, handled_by, answer, swept_at from privacy_request
             where brand_id = $1 and id = $2"
        ),
        args![brand, id],
    )
}

/// The requests of a kind that wait for a person, by all of the person's ids.
pub(super) fn waiting(
    tx: &mut Tx<'_>,
    person: &[MemberId],
    kind: RequestKind,
) -> Result<Vec<RequestId>, DbError> {
    let brand = tx.brand();
    let found = tx.many_in(
        sql!(
            (RequestId,),
            "select id from privacy_request
             where brand_id = $1 and kind = $2 and state = 'open' and member_id in ($*)"
        ),
        args![brand, kind],
        person,
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

/// Requests after one, the longest waiting first.
pub(super) fn page(
    tx: &mut Tx<'_>,
    filter: &RequestFilter,
    after: RequestId,
    limit: u32,
) -> Result<Vec<PrivacyRequest>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            PrivacyRequest,
            "select id, member_id, kind, state, origin, store_id, received_at, received_by,
             due_on, wish, handled_at, handled_by, answer, swept_at from privacy_request
             where brand_id = $1 and id > $2 and ($3 = '' or state = $3)
             and ($4 = '' or kind = $4) order by id limit $5"
        ),
        args![
            brand,
            after,
            filter.state.map_or("", RequestState::as_str),
            filter.kind.map_or("", RequestKind::as_str),
            limit
        ],
    )
}

/// The same of one person, by all of the person's ids.
pub(super) fn page_of(
    tx: &mut Tx<'_>,
    filter: &RequestFilter,
    person: &[MemberId],
    after: RequestId,
    limit: u32,
) -> Result<Vec<PrivacyRequest>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            PrivacyRequest,
            "select id, member_id, kind, state, origin, store_id, received_at, received_by,
             due_on, wish, handled_at, handled_by, answer, swept_at from privacy_request
             where brand_id = $1 and id > $2 and ($3 = '' or state = $3)
             and ($4 = '' or kind = $4) and member_id in ($*) order by id limit $5"
        ),
        args![
            brand,
            after,
            filter.state.map_or("", RequestState::as_str),
            filter.kind.map_or("", RequestKind::as_str),
            limit
        ],
        person,
    )
}

/// Answers a request that waits; 0 when none does.
pub(super) fn answer(
    tx: &mut Tx<'_>,
    act: &Act,
    id: RequestId,
    state: RequestState,
    words: Option<&str>,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update privacy_request set state = $3, handled_at = $4, handled_by = $5, answer = $6,
             version = version + 1 where brand_id = $1 and id = $2 and state = 'open'"
        ),
        args![brand, id, state, act.now, act.by, words],
    )
}

pub(super) fn has_unswept(tx: &mut Tx<'_>) -> Result<bool, DbError> {
    let brand = tx.brand();
    let found = tx.many(
        sql!(
            (RequestId,),
            "select id from privacy_request where brand_id = $1 and state = 'done'
             and kind = 'erasure' and swept_at is null limit 1"
        ),
        args![brand],
    )?;
    Ok(!found.is_empty())
}

pub(super) fn note_swept(
    tx: &mut Tx<'_>,
    now: Timestamp,
    until: Timestamp,
) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update privacy_request set swept_at = $2 where brand_id = $1 and state = 'done'
             and kind = 'erasure' and swept_at is null and handled_at <= $3"
        ),
        args![brand, now, until],
    )
}

pub(super) fn blank(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update privacy_request set wish = null, answer = null
             where brand_id = $1 and member_id = $2"
        ),
        args![brand, member],
    )?;
    Ok(())
}
