//! The tables `offer`, `offer_version` and `offer_list`.

use super::{OfferKind, OfferState, Offers};
use kernel::{Act, By, Timestamp};
use platform::db::{DbError, Fetches, Tx, fetch, fetch_among};
use platform::{args, row, row_values, sql};
use pricing::OfferId;

row! {
    /// An offer as it is kept.
    #[derive(PartialEq, Eq)]
    pub(crate) struct OfferRow {
        pub id: OfferId,
        pub kind: OfferKind,
        pub name: String,
        pub state: OfferState,
        pub version: i64,
        pub edit: i64,
        pub draft: Option<String>,
        pub terms: Option<String>,
        pub starts_at: Option<Timestamp>,
        pub ends_at: Option<Timestamp>,
        pub created_at: Timestamp,
        pub changed_at: Timestamp,
    }
}

row! {
    /// A version that was published, with its kind.
    pub(crate) struct VersionRow {
        pub offer_id: OfferId,
        pub version: i64,
        pub terms: String,
        pub published_at: Timestamp,
        pub published_by: By,
    }
}

pub(super) fn insert(tx: &mut Tx<'_>, act: &Act, offer: &OfferRow) -> Result<(), DbError> {
    let command = sql!(
        "insert into offer (brand_id, id, kind, name, state, version, edit, draft, terms,
             starts_at, ends_at, created_at, created_by, changed_at)
         values ($1, $2, $3, $4, $5, 0, 1, $6, null, null, null, $7, $8, $7)"
    );
    let args = args![
        tx.brand(),
        offer.id,
        offer.kind,
        offer.name,
        offer.state,
        offer.draft,
        act.now,
        act.by
    ];
    tx.execute(command, args)?;
    Ok(())
}

/// An offer, locked until the act ends.
pub(super) fn lock(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<OfferRow>, DbError> {
    let query = sql!(
        OfferRow,
        "select id, kind, name, state, version, edit, draft, terms, starts_at, ends_at,
             created_at, changed_at
         from offer where brand_id = $1 and id = $2 for update"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

pub(crate) fn find(tx: &mut Tx<'_>, id: OfferId) -> Result<Option<OfferRow>, DbError> {
    let query = sql!(
        OfferRow,
        "select id, kind, name, state, version, edit, draft, terms, starts_at, ends_at,
             created_at, changed_at
         from offer where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// Writes a locked offer over what it was.
pub(super) fn update(tx: &mut Tx<'_>, act: &Act, offer: &OfferRow) -> Result<(), DbError> {
    let command = sql!(
        "update offer set name = $3, state = $4, version = $5, edit = edit + 1, draft = $6,
             terms = $7, starts_at = $8, ends_at = $9, changed_at = $10
         where brand_id = $1 and id = $2"
    );
    let args = args![
        tx.brand(),
        offer.id,
        offer.name,
        offer.state,
        offer.version,
        offer.draft,
        offer.terms,
        offer.starts_at,
        offer.ends_at,
        act.now
    ];
    tx.execute(command, args)?;
    Ok(())
}

pub(super) fn insert_version(
    tx: &mut Tx<'_>,
    act: &Act,
    id: OfferId,
    version: i64,
    terms: &str,
) -> Result<(), DbError> {
    let command = sql!(
        "insert into offer_version (brand_id, offer_id, version, terms, published_at, published_by)
         values ($1, $2, $3, $4, $5, $6)"
    );
    let args = args![tx.brand(), id, version, terms, act.now, act.by];
    tx.execute(command, args)?;
    Ok(())
}

/// All versions of an offer, the latest first.
pub(super) fn versions(tx: &mut Tx<'_>, id: OfferId) -> Result<Vec<VersionRow>, DbError> {
    let query = sql!(
        VersionRow,
        "select offer_id, version, terms, published_at, published_by from offer_version
         where brand_id = $1 and offer_id = $2 order by version desc"
    );
    let brand = tx.brand();
    tx.many(query, args![brand, id])
}

/// What some versions say.
pub(crate) fn find_versions(
    tx: &Tx<'_>,
    keys: &[(OfferId, i64)],
) -> impl Fetches<Found = Vec<VersionRow>> + use<> {
    let query = sql!(
        VersionRow,
        "select offer_id, version, terms, published_at, published_by from offer_version
         where brand_id = $1 and (offer_id, version) in
             (select column1, column2 from (values $*(bigint, bigint)) as v)"
    );
    let rows = keys.iter().map(|(id, version)| row_values![id, version]);
    fetch_among(query, args![tx.brand()], rows.collect())
}

/// The promotions that are published and not ended or paused, whatever the hour.
pub(super) fn live(tx: &mut Tx<'_>) -> Result<Vec<OfferRow>, DbError> {
    let query = sql!(
        OfferRow,
        "select id, kind, name, state, version, edit, draft, terms, starts_at, ends_at,
             created_at, changed_at
         from offer where brand_id = $1 and state = 'live' and kind = 'promotion' order by id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand])
}

/// All that is published and not ended or paused: promotions and coupon templates.
pub(crate) fn published(tx: &mut Tx<'_>) -> Result<Vec<OfferRow>, DbError> {
    let query = sql!(
        OfferRow,
        "select id, kind, name, state, version, edit, draft, terms, starts_at, ends_at,
             created_at, changed_at
         from offer where brand_id = $1 and state = 'live' order by id"
    );
    let brand = tx.brand();
    tx.many(query, args![brand])
}

/// The number of the list of what runs; nothing while nothing ever ran.
pub(super) fn revision(tx: &Tx<'_>) -> impl Fetches<Found = Vec<(i64,)>> + use<> {
    let query = sql!(
        (i64,),
        "select revision from offer_list where brand_id = $1"
    );
    fetch(query, args![tx.brand()])
}

/// Gives the list of what runs another number.
pub(super) fn renew(tx: &mut Tx<'_>) -> Result<(), DbError> {
    let command = sql!(
        "insert into offer_list (brand_id, revision) values ($1, $2)
         on conflict (brand_id) do update set revision = excluded.revision"
    );
    let (brand, revision) = (tx.brand(), tx.new_id());
    tx.execute(command, args![brand, revision])?;
    Ok(())
}

/// Offers below an id, the latest first, of a kind and in a state if one is asked for.
pub(super) fn page(
    tx: &mut Tx<'_>,
    wanted: &Offers,
    before: i64,
    limit: i64,
) -> Result<Vec<OfferRow>, DbError> {
    let query = sql!(
        OfferRow,
        "select id, kind, name, state, version, edit, draft, terms, starts_at, ends_at,
             created_at, changed_at
         from offer where brand_id = $1 and id < $2 and kind = coalesce($3, kind)
             and state = coalesce($4, state) and lower(name) like $5 escape '!'
         order by id desc limit $6"
    );
    let pattern = retail::anywhere(&wanted.name);
    let args = args![
        tx.brand(),
        before,
        wanted.kind,
        wanted.state,
        pattern,
        limit
    ];
    tx.many(query, args)
}

/// Which of some offers are paused.
pub(crate) fn paused_among(tx: &mut Tx<'_>, ids: &[OfferId]) -> Result<Vec<OfferId>, DbError> {
    let query = sql!(
        (OfferId,),
        "select id from offer where brand_id = $1 and state = 'paused' and id in ($*)"
    );
    let brand = tx.brand();
    let found = tx.many_in(query, args![brand], ids)?;
    Ok(found.into_iter().map(|(id,)| id).collect())
}
