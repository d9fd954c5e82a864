//! The only file that names `posting` and `entry`.

use super::{Posting, PostingKind};
use crate::{AccountKind, Asset, StatementLine};
use kernel::{
    BrandId, BusinessDate, Cursor, EntryId, LotId, MemberId, PostingId, StoreId, Timestamp,
};
use platform::db::{DbError, RowsToWrite, Tx, fetch_in};
use platform::{args, row, row_values, sql};

/// What writes postings down.
pub(crate) fn insert_postings(brand: BrandId, postings: &[Posting]) -> RowsToWrite {
    let rows = postings
        .iter()
        .map(|posting| {
            let head = &posting.head;
            row_values![
                brand,
                posting.id,
                head.kind,
                head.cause.to_string(),
                head.store_id,
                head.business_date,
                head.at,
                head.act.now,
                head.act.by,
                head.key,
                head.reason,
                posting.reverses,
                posting.digest
            ]
        })
        .collect();
    RowsToWrite::insert(
        sql!(
            "insert into posting (brand_id, id, kind, cause, store_id, business_date, at,
                                  recorded_at, recorded_by, idempotency_key, reason, reverses,
                                  digest) values $*"
        ),
        rows,
    )
}

/// What writes the entries of postings down.
pub(crate) fn insert_entries(brand: BrandId, postings: &[Posting]) -> RowsToWrite {
    let mut rows = Vec::with_capacity(postings.iter().map(|one| one.entries.len()).sum());
    for posting in postings {
        for (entry, link) in posting.entries.iter().zip(&posting.links) {
            rows.push(row_values![
                brand,
                posting.id,
                entry.id,
                entry.account,
                entry.store_id,
                entry.asset,
                entry.amount,
                entry.member_id,
                entry.lot_id,
                entry.against,
                posting.head.at,
                link.map(|link| link.seq),
                link.map(|link| link.hash)
            ]);
        }
    }
    RowsToWrite::insert(
        sql!(
            "insert into entry (brand_id, posting_id, id, account, store_id, asset, amount,
                                member_id, lot_id, against, at, chain_seq, chain_hash) values $*"
        ),
        rows,
    )
}

row! {
    /// An entry as it is needed to undo it.
    pub(crate) struct EntryOfPosting {
        pub posting_id: PostingId,
        pub id: EntryId,
        pub account: AccountKind,
        pub store_id: Option<StoreId>,
        pub asset: Asset,
        pub amount: i64,
        pub member_id: Option<MemberId>,
        pub lot_id: Option<LotId>,
        pub against: Option<PostingId>,
    }
}

/// Reads the entries of postings, and the entries of later ones that give or take back from them.
pub(crate) fn effects(
    tx: &mut Tx<'_>,
    ids: &[PostingId],
) -> Result<(Vec<EntryOfPosting>, Vec<EntryOfPosting>), DbError> {
    let brand = tx.brand();
    let of = sql!(
        EntryOfPosting,
        "select posting_id, id, account, store_id, asset, amount, member_id, lot_id, against
         from entry where brand_id = $1 and posting_id in ($*)"
    );
    let against = sql!(
        EntryOfPosting,
        "select posting_id, id, account, store_id, asset, amount, member_id, lot_id, against
         from entry where brand_id = $1 and against in ($*)"
    );
    tx.fetch((
        fetch_in(of, args![brand], ids),
        fetch_in(against, args![brand], ids),
    ))
}

/// Finds and locks a posting, so that it is reversed once.
pub(crate) fn find_for_reversal(
    tx: &mut Tx<'_>,
    id: PostingId,
) -> Result<Option<(PostingKind, Option<StoreId>)>, DbError> {
    let brand = tx.brand();
    tx.maybe(
        sql!(
            (PostingKind, Option<StoreId>),
            "select kind, store_id from posting where brand_id = $1 and id = $2 for update"
        ),
        args![brand, id],
    )
}

/// Whether a posting was reversed.
pub(crate) fn is_reversed(tx: &mut Tx<'_>, id: PostingId) -> Result<bool, DbError> {
    let brand = tx.brand();
    let query = sql!(
        (PostingId,),
        "select id from posting where brand_id = $1 and reverses = $2"
    );
    Ok(tx.maybe(query, args![brand, id])?.is_some())
}

/// Reads a page of a member's entries, the latest first; an empty `asset` stands for all.
pub(crate) fn member_page(
    tx: &mut Tx<'_>,
    member: MemberId,
    asset: &str,
    before: Cursor,
    limit: u32,
) -> Result<Vec<StatementLine>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            StatementLine,
            "select e.id, e.posting_id, p.kind, p.cause, p.store_id, p.business_date, e.asset,
                    e.amount, e.account, e.lot_id, e.at, p.recorded_at, p.recorded_by, p.reason
             from entry e join posting p on p.brand_id = $1 and p.id = e.posting_id
             where e.brand_id = $1 and e.member_id = $2 and ($3 = '' or e.asset = $3)
               and (e.at, e.id) < ($4, $5)
             order by e.at desc, e.id desc limit $6"
        ),
        args![brand, member, asset, before.key, before.id, limit],
    )
}

/// What members' entries come to that count up to a moment; an asset may occur more than once.
pub(crate) fn member_sums_at(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    moment: Timestamp,
) -> Result<Vec<(Asset, i64)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (Asset, i64),
            "select asset, cast(sum(amount) as bigint) from entry
             where brand_id = $1 and at <= $2 and member_id in ($*) group by asset"
        ),
        args![brand, moment],
        members.iter().copied(),
    )
}

/// The same of those that were recorded up to a moment.
pub(crate) fn member_sums_recorded(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    moment: Timestamp,
) -> Result<Vec<(Asset, i64)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (Asset, i64),
            "select e.asset, cast(sum(e.amount) as bigint)
             from entry e join posting p on p.brand_id = $1 and p.id = e.posting_id
             where e.brand_id = $1 and p.recorded_at <= $2 and e.member_id in ($*)
             group by e.asset"
        ),
        args![brand, moment],
        members.iter().copied(),
    )
}

/// A house account's kind as stored, its store, the asset and the sum.
pub(crate) type HouseRow = (String, Option<StoreId>, String, i64);

/// What house accounts come to on business days. A cross join has SQLite start from the days.
pub(crate) fn house_sums_between(
    tx: &mut Tx<'_>,
    first: BusinessDate,
    last: BusinessDate,
) -> Result<Vec<HouseRow>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            HouseRow,
            "select e.account, e.store_id, e.asset, cast(sum(e.amount) as bigint)
             from posting p cross join entry e
             where e.brand_id = $1 and e.posting_id = p.id and e.member_id is null
               and p.brand_id = $1 and p.business_date >= $2 and p.business_date <= $3
             group by e.account, e.store_id, e.asset order by e.account, e.store_id, e.asset"
        ),
        args![brand, first, last],
    )
}

/// What house accounts come to by what was recorded from one moment to before another.
pub(crate) fn house_sums_recorded(
    tx: &mut Tx<'_>,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<HouseRow>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            HouseRow,
            "select e.account, e.store_id, e.asset, cast(sum(e.amount) as bigint)
             from posting p cross join entry e
             where e.brand_id = $1 and e.posting_id = p.id and e.member_id is null
               and p.brand_id = $1 and p.recorded_at >= $2 and p.recorded_at < $3
             group by e.account, e.store_id, e.asset order by e.account, e.store_id, e.asset"
        ),
        args![brand, from, to],
    )
}

/// The first moment at which something was recorded, from a moment on.
pub(crate) fn first_recorded(
    tx: &mut Tx<'_>,
    from: Timestamp,
) -> Result<Option<Timestamp>, DbError> {
    let brand = tx.brand();
    let found = tx.maybe(
        sql!(
            (Timestamp,),
            "select recorded_at from posting where brand_id = $1 and recorded_at >= $2
             order by recorded_at limit 1"
        ),
        args![brand, from],
    )?;
    Ok(found.map(|(moment,)| moment))
}

/// When a posting was recorded, its id and its digest: what a day's seal covers of it.
pub(crate) type RecordedDigest = (i64, i64, Vec<u8>);

/// Reads digests in the order of recording, from after a cursor to before a moment.
pub(crate) fn recorded_digests(
    tx: &mut Tx<'_>,
    after: Cursor,
    to: Timestamp,
    limit: u32,
) -> Result<Vec<RecordedDigest>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RecordedDigest,
            "select recorded_at, id, digest from posting
             where brand_id = $1 and (recorded_at, id) > ($2, $3) and recorded_at < $4
             order by recorded_at, id limit $5"
        ),
        args![brand, after.key, after.id, to, limit],
    )
}

row! {
    /// A posting as the proof reads it: whatever the columns hold.
    pub(crate) struct RawPosting {
        pub id: i64,
        pub kind: String,
        pub cause: String,
        pub store_id: Option<i64>,
        pub business_date: String,
        pub at: i64,
        pub recorded_at: i64,
        pub recorded_by: Option<i64>,
        pub key: Option<String>,
        pub reason: Option<String>,
        pub reverses: Option<i64>,
        pub digest: Vec<u8>,
    }
}

/// Reads postings in the order of their ids.
pub(crate) fn postings_after(
    tx: &mut Tx<'_>,
    after: i64,
    limit: i64,
) -> Result<Vec<RawPosting>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawPosting,
            "select id, kind, cause, store_id, business_date, at, recorded_at, recorded_by,
                    idempotency_key, reason, reverses, digest
             from posting where brand_id = $1 and id > $2 order by id limit $3"
        ),
        args![brand, after, limit],
    )
}

row! {
    /// An entry as the proof reads it. `digest` is that of its posting, if there is one.
    pub(crate) struct RawEntry {
        pub posting_id: i64,
        pub id: i64,
        pub account: String,
        pub store_id: Option<i64>,
        pub asset: String,
        pub amount: i64,
        pub member_id: Option<i64>,
        pub lot_id: Option<i64>,
        pub against: Option<i64>,
        pub at: i64,
        pub chain_seq: Option<i64>,
        pub chain_hash: Option<Vec<u8>>,
        pub digest: Option<Vec<u8>>,
    }
}

/// Reads all entries of postings whose ids are after one and up to another.
pub(crate) fn entries_between(
    tx: &mut Tx<'_>,
    after: i64,
    upto: i64,
) -> Result<Vec<RawEntry>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawEntry,
            "select posting_id, id, account, store_id, asset, amount, member_id, lot_id, against,
                    at, chain_seq, chain_hash, cast(null as bytea)
             from entry where brand_id = $1 and posting_id > $2 and posting_id <= $3
             order by posting_id, id"
        ),
        args![brand, after, upto],
    )
}

/// Where the proof stands among members' entries: after this one.
#[derive(Clone, Copy)]
pub(crate) struct MemberPlace {
    pub member_id: i64,
    pub at: i64,
    pub id: i64,
}

/// Reads members' entries in the order of members, up to a member.
pub(crate) fn entries_of_members(
    tx: &mut Tx<'_>,
    after: MemberPlace,
    upto: i64,
    limit: i64,
) -> Result<Vec<RawEntry>, DbError> {
    let brand = tx.brand();
    tx.many(
        sql!(
            RawEntry,
            "select e.posting_id, e.id, e.account, e.store_id, e.asset, e.amount, e.member_id,
                    e.lot_id, e.against, e.at, e.chain_seq, e.chain_hash, p.digest
             from entry e left join posting p on p.brand_id = $1 and p.id = e.posting_id
             where e.brand_id = $1 and (e.member_id, e.at, e.id) > ($2, $3, $4)
               and e.member_id <= $5
             order by e.member_id, e.at, e.id limit $6"
        ),
        args![brand, after.member_id, after.at, after.id, upto, limit],
    )
}

/// What postings brought into lots.
pub(crate) fn granted_by_lot(
    tx: &mut Tx<'_>,
    postings: &[i64],
) -> Result<Vec<(i64, i64, i64)>, DbError> {
    let brand = tx.brand();
    tx.many_in(
        sql!(
            (i64, i64, i64),
            "select posting_id, lot_id, cast(sum(amount) as bigint) from entry
             where brand_id = $1 and lot_id is not null and amount > 0 and posting_id in ($*)
             group by posting_id, lot_id"
        ),
        args![brand],
        postings,
    )
}
