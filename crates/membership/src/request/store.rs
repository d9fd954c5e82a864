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
             due_on, wish, handled_at, handled_by, answer, swept_at, approved_at, approved_by
             from privacy_request
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
             due_on, wish, handled_at, handled_by, answer, swept_at, approved_at, approved_by
             from privacy_request
             where brand_id = $1 and id > $2 and ($3 = '' or state = $3)
             and ($4 = '' or kind = $4) and ($5 = '' or (due_on < $5 and state = 'open'))
             order by id limit $6"
        ),
        args![
            brand,
            after,
            filter.state.map_or("", RequestState::as_str),
            filter.kind.map_or("", RequestKind::as_str),
            filter
                .due_before
                .map_or(String::new(), |day| day.to_string()),
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
             due_on, wish, handled_at, handled_by, answer, swept_at, approved_at, approved_by
             from privacy_request
             where brand_id = $1 and id > $2 and ($3 = '' or state = $3)
             and ($4 = '' or kind = $4) and ($5 = '' or (due_on < $5 and state = 'open'))
             and member_id in ($*) order by id limit $6"
        ),
        args![
            brand,
            after,
            filter.state.map_or("", RequestState::as_str),
            filter.kind.map_or("", RequestKind::as_str),
            filter
                .due_before
                .map_or(String::new(), |day| day.to_string()),
            limit
        ],
        person,
    )
}

/// Answers a request that waits; 0 when none does. An erasure that has begun can only be done.
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
             traces_sealed = null, version = version + 1
             where brand_id = $1 and id = $2 and state = 'open'
             and (traces_sealed is null or $3 = 'done')"
        ),
        args![brand, id, state, act.now, act.by, words],
    )
}

/// Locks a request; answers what named the person of an erasure that has begun.
pub(super) fn lock(tx: &mut Tx<'_>, id: RequestId) -> Result<Option<Vec<u8>>, DbError> {
    let brand = tx.brand();
    let found = tx.maybe(
        sql!(
            (Option<Vec<u8>>,),
            "select traces_sealed from privacy_request where brand_id = $1 and id = $2 for update"
        ),
        args![brand, id],
    )?;
    Ok(found.and_then(|(kept,)| kept))
}

pub(super) fn approve(tx: &mut Tx<'_>, act: &Act, id: RequestId) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update privacy_request set approved_at = $3, approved_by = $4, version = version + 1
             where brand_id = $1 and id = $2 and state = 'open' and approved_at is null"
        ),
        args![brand, id, act.now, act.by],
    )
}

/// Erasures that were approved and have not ended.
pub(super) fn approved(tx: &mut Tx<'_>, limit: u32) -> Result<Vec<RequestId>, DbError> {
    let brand = tx.brand();
    let found = tx.many(
        sql!(
            (RequestId,),
            "select id from privacy_request where brand_id = $1 and state = 'open'
             and kind = 'erasure' and approved_at is not null order by id limit $2"
        ),
        args![brand, limit],
    )?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}

pub(super) fn keep_traces(tx: &mut Tx<'_>, id: RequestId, sealed: &[u8]) -> Result<u64, DbError> {
    let brand = tx.brand();
    tx.execute(
        sql!(
            "update privacy_request set traces_sealed = $3, version = version + 1
             where brand_id = $1 and id = $2 and state = 'open' and traces_sealed is null"
        ),
        args![brand, id, sealed],
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
