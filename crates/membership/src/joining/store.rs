//! The tables `joining_link`, `joining` and `phone_proof`.

use super::PhoneProofId;
use super::rules::LinkKind;
use crate::profile::Channel;
use kernel::{By, JoiningLinkId, MemberId, StaffId, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    #[doc(alias = "入会链接")]
    /// Where people are invited to join.
    pub struct JoiningLink {
        /// Which.
        pub id: JoiningLinkId,
        /// Its part of the address, without the brand.
        pub(crate) code: String,
        /// What staff call it, such as `徐汇店 门口`.
        pub name: String,
        /// How it reaches people.
        pub kind: LinkKind,
        /// How those who come by it came in.
        pub channel: Channel,
        /// Whose store.
        pub store_id: Option<StoreId>,
        /// Whose merit.
        pub guide_id: Option<StaffId>,
        /// Where it leads on to, for WeChat's kinds.
        pub target: Option<String>,
        /// Since when.
        pub created_at: Timestamp,
        /// By whom.
        pub created_by: By,
        /// Since when it is not used any more.
        pub disabled_at: Option<Timestamp>,
    }
}

row! {
    /// Digits that were sent, and what their answer opened.
    pub(super) struct PhoneProof {
        pub id: PhoneProofId,
        pub phone_sealed: Vec<u8>,
        pub digits_hash: Vec<u8>,
        pub link_id: JoiningLinkId,
        pub tries: i64,
        pub digits_end_at: Timestamp,
        pub proved_at: Option<Timestamp>,
        pub ends_at: Timestamp,
    }
}

pub(super) fn insert_link(tx: &mut Tx<'_>, link: &JoiningLink) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "insert into joining_link (brand_id, id, code, name, kind, channel, store_id, guide_id,
             target, created_at, created_by) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
        ),
        args![
            tx.brand(),
            link.id,
            link.code,
            link.name,
            link.kind,
            link.channel,
            link.store_id,
            link.guide_id,
            link.target,
            link.created_at,
            link.created_by
        ],
    )?;
    Ok(())
}

pub(super) fn find_link(
    tx: &mut Tx<'_>,
    id: JoiningLinkId,
) -> Result<Option<JoiningLink>, DbError> {
    tx.maybe(
        sql!(
            JoiningLink,
            "select id, code, name, kind, channel, store_id, guide_id, target, created_at,
             created_by, disabled_at from joining_link where brand_id = $1 and id = $2"
        ),
        args![tx.brand(), id],
    )
}

pub(super) fn find_link_by_code(
    tx: &mut Tx<'_>,
    code: &str,
) -> Result<Option<JoiningLink>, DbError> {
    tx.maybe(
        sql!(
            JoiningLink,
            "select id, code, name, kind, channel, store_id, guide_id, target, created_at,
             created_by, disabled_at from joining_link where brand_id = $1 and code = $2"
        ),
        args![tx.brand(), code],
    )
}

/// Links below an id, the newest first, of all stores and of none.
pub(super) fn list_links(
    tx: &mut Tx<'_>,
    below: i64,
    limit: u32,
) -> Result<Vec<JoiningLink>, DbError> {
    tx.many(
        sql!(
            JoiningLink,
            "select id, code, name, kind, channel, store_id, guide_id, target, created_at,
             created_by, disabled_at from joining_link where brand_id = $1 and id < $2
             order by id desc limit $3"
        ),
        args![tx.brand(), below, limit],
    )
}

/// Links of some stores below an id; the caller sorts and cuts.
pub(super) fn list_links_of(
    tx: &mut Tx<'_>,
    stores: &[StoreId],
    below: i64,
    limit: u32,
) -> Result<Vec<JoiningLink>, DbError> {
    tx.many_in(
        sql!(
            JoiningLink,
            "select id, code, name, kind, channel, store_id, guide_id, target, created_at,
             created_by, disabled_at from joining_link where brand_id = $1 and id < $2
             and store_id in ($*) order by id desc limit $3"
        ),
        args![tx.brand(), below, limit],
        stores,
    )
}

/// Switches a link off; `false` if it is off or not there.
pub(super) fn disable_link(
    tx: &mut Tx<'_>,
    id: JoiningLinkId,
    now: Timestamp,
) -> Result<bool, DbError> {
    let disabled = tx.execute(
        sql!(
            "update joining_link set disabled_at = $3
             where brand_id = $1 and id = $2 and disabled_at is null"
        ),
        args![tx.brand(), id, now],
    )?;
    Ok(disabled == 1)
}

/// How many came by each of some links: new members, and known ones.
pub(super) fn count_joinings(
    tx: &mut Tx<'_>,
    links: &[JoiningLinkId],
) -> Result<Vec<(JoiningLinkId, i64, i64)>, DbError> {
    tx.many_in(
        sql!(
            (JoiningLinkId, i64, i64),
            "select link_id, cast(sum(is_new) as bigint), count(*) - cast(sum(is_new) as bigint)
             from joining where brand_id = $1 and link_id in ($*) group by link_id"
        ),
        args![tx.brand()],
        links,
    )
}

pub(super) fn insert_joining(
    tx: &mut Tx<'_>,
    member: MemberId,
    link: JoiningLinkId,
    is_new: bool,
    now: Timestamp,
) -> Result<(), DbError> {
    let id = tx.new_id();
    tx.execute(
        sql!(
            "insert into joining (brand_id, member_id, at, id, link_id, is_new)
             values ($1, $2, $3, $4, $5, $6)"
        ),
        args![tx.brand(), member, now, id, link, is_new],
    )?;
    Ok(())
}

/// Digits as first written.
pub(super) struct NewProof<'a> {
    pub id: PhoneProofId,
    pub phone_index: &'a str,
    pub phone_sealed: Vec<u8>,
    pub digits_hash: [u8; 32],
    pub link: JoiningLinkId,
    pub digits_end_at: Timestamp,
}

pub(super) fn insert_proof(tx: &mut Tx<'_>, new: &NewProof<'_>) -> Result<(), DbError> {
    tx.execute(
        sql!(
            "insert into phone_proof (brand_id, id, phone_index, phone_sealed, digits_hash, link_id,
             tries, digits_end_at, ends_at) values ($1, $2, $3, $4, $5, $6, 0, $7, $7)"
        ),
        args![
            tx.brand(),
            new.id,
            new.phone_index,
            new.phone_sealed,
            new.digits_hash,
            new.link,
            new.digits_end_at
        ],
    )?;
    Ok(())
}

/// The digits that were sent to a number last, locked.
pub(super) fn lock_latest_proof(
    tx: &mut Tx<'_>,
    phone_index: &str,
) -> Result<Option<PhoneProof>, DbError> {
    let latest = tx.maybe(
        sql!(
            (PhoneProofId,),
            "select id from phone_proof where brand_id = $1 and phone_index = $2
             order by id desc limit 1"
        ),
        args![tx.brand(), phone_index],
    )?;
    let Some((id,)) = latest else {
        return Ok(None);
    };
    tx.maybe(
        sql!(
            PhoneProof,
            "select id, phone_sealed, digits_hash, link_id, tries, digits_end_at, proved_at, ends_at
             from phone_proof where brand_id = $1 and id = $2 for update"
        ),
        args![tx.brand(), id],
    )
}

/// Counts a try at digits.
pub(super) fn count_try(tx: &mut Tx<'_>, id: PhoneProofId) -> Result<(), DbError> {
    tx.execute(
        sql!("update phone_proof set tries = tries + 1 where brand_id = $1 and id = $2"),
        args![tx.brand(), id],
    )?;
    Ok(())
}

/// Notes that the digits were right; `false` if they were used before.
pub(super) fn prove(
    tx: &mut Tx<'_>,
    id: PhoneProofId,
    token_hash: [u8; 32],
    now: Timestamp,
    ends_at: Timestamp,
) -> Result<bool, DbError> {
    let proved = tx.execute(
        sql!(
            "update phone_proof set proved_at = $4, token_hash = $3, ends_at = $5
             where brand_id = $1 and id = $2 and proved_at is null"
        ),
        args![tx.brand(), id, token_hash, now, ends_at],
    )?;
    Ok(proved == 1)
}

pub(super) fn find_proof_by_token(
    tx: &mut Tx<'_>,
    token_hash: [u8; 32],
) -> Result<Option<PhoneProof>, DbError> {
    tx.maybe(
        sql!(
            PhoneProof,
            "select id, phone_sealed, digits_hash, link_id, tries, digits_end_at, proved_at, ends_at
             from phone_proof where brand_id = $1 and token_hash = $2"
        ),
        args![tx.brand(), token_hash],
    )
}

pub(super) fn delete_proofs(tx: &mut Tx<'_>, phone_index: &str) -> Result<(), DbError> {
    tx.execute(
        sql!("delete from phone_proof where brand_id = $1 and phone_index = $2"),
        args![tx.brand(), phone_index],
    )?;
    Ok(())
}

pub(super) fn purge_proofs(tx: &mut Tx<'_>, before: Timestamp) -> Result<u64, DbError> {
    tx.execute(
        sql!("delete from phone_proof where brand_id = $1 and ends_at < $2"),
        args![tx.brand(), before],
    )
}
