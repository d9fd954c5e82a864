//! 合并会员: two members turn out to be one person, and, if that was a mistake, are two again.
//!
//! Guarantees: one of them survives, and the other's id means the survivor from that moment on;
//! value moves in the same transaction, so that nothing is gained or lost; identities, sales and
//! visits stay where they are and are found through the id. Undone in time, the absorbed member
//! gets back what is left of what he brought; whatever was done meanwhile stays with the survivor.

mod alias;
mod duplicates;
mod error;
mod fields;
pub(crate) mod http;
mod rules;
mod shown;
mod store;
mod tier;

pub use alias::{absorbed_into, survivors};
pub use alias::{current_id, current_ids, ids_of_person};
pub use duplicates::{Duplicate, list_duplicates};
pub use error::MergeError;
pub use rules::{FieldChoice, MergeField, UNMERGE_DAYS};
pub use tier::{MergeTiers, raise_tier, restore_tier, tiers_of_merge};

use crate::MembershipError;
use crate::guardian;
use crate::profile::{self, Member, require_open};
use access::audit;
use events::{Event, MemberMerged};
use kernel::{Act, By, Cursor, MemberId, MergeId, Page, PostingId, TierId, Timestamp};
use ledger::Transfer;
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use platform::{outbox, row};
use serde_json::json;

row! {
    /// One merge, as it is kept.
    #[derive(PartialEq, Eq)]
    pub struct Merge {
        /// Which one.
        pub id: MergeId,
        /// Who was merged into the other.
        pub absorbed_id: MemberId,
        /// Who stayed.
        pub survivor_id: MemberId,
        /// Why, in somebody's words.
        pub reason: String,
        /// The fields that were taken from the absorbed member, a JSON list.
        pub(crate) taken: String,
        /// The tier that the survivor had when the merge gave another.
        pub(crate) own_tier_id: Option<TierId>,
        /// The tier that the merge gave.
        pub(crate) tier_id: Option<TierId>,
        /// The posting that moved the value, if there was any.
        pub posting_id: Option<PostingId>,
        /// When.
        pub merged_at: Timestamp,
        /// By whom.
        pub merged_by: By,
        /// Until when it can be undone.
        pub undo_until: Timestamp,
        /// When it was undone.
        pub undone_at: Option<Timestamp>,
        /// By whom.
        pub undone_by: By,
        /// Why it was undone.
        pub undo_reason: Option<String>,
    }
}

impl Merge {
    /// The fields that were taken from the absorbed member.
    pub fn taken(&self) -> Vec<MergeField> {
        serde_json::from_str(&self.taken).unwrap_or_default()
    }
}

/// Two members who are to be one.
#[derive(Debug, Clone)]
pub struct MergeWish {
    /// Who stays.
    pub survivor_id: MemberId,
    /// Who is merged into the other.
    pub absorbed_id: MemberId,
    /// Where both say something, the fields to take from the absorbed member.
    pub take: Vec<MergeField>,
    /// Why.
    pub reason: String,
}

/// What a merge would do, and what is in its way.
#[derive(Debug)]
pub struct MergePreview {
    /// Who would stay.
    pub survivor: Member,
    /// Whose id would mean the other.
    pub absorbed: Member,
    /// Which profile is kept, field by field, if nobody chooses.
    pub fields: Vec<FieldChoice>,
    /// Those who were merged into the absorbed member before and would go with him.
    pub followers: Vec<MemberId>,
    /// Why it would be refused; value on hold is found out by the merge alone.
    pub obstacle: Option<MembershipError>,
}

/// Says what a merge would do; nothing is written.
pub fn preview(
    tx: &mut Tx<'_>,
    survivor_id: MemberId,
    absorbed_id: MemberId,
) -> Result<MergePreview, MembershipError> {
    let survivor = profile::get(tx, survivor_id)?;
    let absorbed = profile::get(tx, absorbed_id)?;
    let followers = followers_of(tx, absorbed.id)?;
    Ok(MergePreview {
        fields: rules::choose(&survivor, &absorbed, &[]),
        obstacle: check_both(&survivor, &absorbed).err(),
        survivor,
        absorbed,
        followers,
    })
}

/// Merges one member into another.
pub fn merge(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    wish: &MergeWish,
) -> Result<Merge, MembershipError> {
    let reason = profile::rules::check_reason(&wish.reason)?;
    let (survivor, absorbed) = lock_both(tx, wish.survivor_id, wish.absorbed_id)?;
    check_both(&survivor, &absorbed)?;
    let id = MergeId(tx.new_id());
    let followers = followers_of(tx, absorbed.id)?;
    let transfer = transfer(tx, act, id, (absorbed.id, &followers), survivor.id)?;
    let (posting_id, moved) = ledger::carry(tx, *act, &transfer)?;
    let gone = [&followers[..], &[absorbed.id]].concat();
    profile::store::set_merged(tx, &gone, Some(survivor.id), act.now)?;

    let choices = rules::choose(&survivor, &absorbed, &wish.take);
    let taken = choices.iter().filter(|choice| choice.is_taken);
    let taken: Vec<MergeField> = taken.map(|choice| choice.field).collect();
    let replaced = fields::take_over(tx, seal, act, (id, &survivor), &absorbed, &taken)?;
    // A birthday that was taken over may make the survivor a child.
    let birthday = load_one(tx, survivor.id)?.birthday;
    guardian::require_for(tx, act.now, survivor.id, birthday)?;
    let merge = Merge {
        id,
        absorbed_id: absorbed.id,
        survivor_id: survivor.id,
        reason,
        taken: json!(taken).to_string(),
        own_tier_id: None,
        tier_id: None,
        posting_id,
        merged_at: act.now,
        merged_by: act.by,
        undo_until: act.now.plus_days(UNMERGE_DAYS),
        undone_at: None,
        undone_by: By::System,
        undo_reason: None,
    };
    store::insert(tx, &merge, replaced)?;
    let details = json!({
        "merge_id": id, "absorbed_id": absorbed.id, "taken": taken, "points": moved.points,
        "debt": moved.debt, "principal": moved.principal, "bonus": moved.bonus,
    });
    audit::record(tx, act, "member.merge", &survivor.id.to_string(), &details)?;
    let fact = Event::MemberMerged(fact(&merge, followers, act.now));
    outbox::append(tx, act.now, fact.member(), &fact)?;
    Ok(merge)
}

/// Undoes a merge: the absorbed member is one of his own again, with what is left of what he
/// brought.
pub fn unmerge(
    tx: &mut Tx<'_>,
    seal: &Seal,
    act: &Act,
    merge_id: MergeId,
    reason: &str,
) -> Result<Merge, MembershipError> {
    let reason = profile::rules::check_reason(reason)?;
    let known = get_merge(tx, merge_id)?;
    let (absorbed_id, survivor_id) = (known.absorbed_id, known.survivor_id);
    let locked = profile::store::lock_in_order(tx, &[absorbed_id, survivor_id])?;
    // Read again under the locks, for another may have undone it.
    let merge = get_merge(tx, merge_id)?;
    let survivor = locked.iter().find(|(id, _)| *id == survivor_id);
    rules::may_undo(&merge, survivor.and_then(|(_, into)| *into), act.now)?;
    let survivor = load_one(tx, survivor_id)?;
    let absorbed = load_one(tx, absorbed_id)?;
    require_open(&survivor)?;
    rules::require_unfrozen([&survivor, &absorbed])?;

    let followers = followers_of(tx, absorbed_id)?;
    let transfer = transfer(tx, act, merge_id, (absorbed_id, &followers), survivor_id)?;
    let (_, moved) = ledger::hand_back(tx, *act, &transfer, merge.posting_id)?;
    profile::store::set_merged(tx, &followers, Some(absorbed_id), act.now)?;
    profile::store::set_merged(tx, &[absorbed_id], None, act.now)?;
    fields::give_back(tx, seal, act, &merge, survivor, &absorbed)?;
    fields::show_own_phone(tx, seal, act, absorbed_id)?;
    if store::undo(tx, act, merge_id, &reason)? != 1 {
        return Err(DbError::Bug("a locked merge was not undone".into()).into());
    }
    let details = json!({
        "merge_id": merge_id, "absorbed_id": absorbed_id, "points": moved.points,
        "debt": moved.debt, "principal": moved.principal, "bonus": moved.bonus,
    });
    audit::record(
        tx,
        act,
        "member.unmerge",
        &survivor_id.to_string(),
        &details,
    )?;
    let fact = Event::MemberUnmerged(fact(&merge, followers, act.now));
    outbox::append(tx, act.now, fact.member(), &fact)?;
    get_merge(tx, merge_id)
}

/// Gets a merge.
pub fn get_merge(tx: &mut Tx<'_>, id: MergeId) -> Result<Merge, MembershipError> {
    Ok(store::find(tx, id)?.ok_or(MergeError::NotFound)?)
}

/// A page of merges, the latest first; of all members, or of one who had a part in them.
pub fn list_merges(
    tx: &mut Tx<'_>,
    member: Option<MemberId>,
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<Merge>, DbError> {
    let before = MergeId(cursor.map_or(i64::MAX, |cursor| cursor.id));
    let merges = match member {
        Some(member) => store::page_of(tx, member, before, limit + 1)?,
        None => store::page(tx, before, limit + 1)?,
    };
    Ok(Page::of(merges, limit, |merge| Cursor {
        key: merge.merged_at.0,
        id: merge.id.0,
    }))
}

/// Blanks what people wrote of a member's merges and what they keep of a profile; for erasing a
/// person, who has all of [`ids_of_person`].
pub fn forget_merges(tx: &mut Tx<'_>, member: MemberId) -> Result<(), DbError> {
    store::blank(tx, member).map(|_| ())
}

/// Locks both in the order of their keys. Whoever was merged into somebody else between asking and
/// locking is asked for again.
fn lock_both(
    tx: &mut Tx<'_>,
    survivor_id: MemberId,
    absorbed_id: MemberId,
) -> Result<(Member, Member), MembershipError> {
    let current = current_ids(tx, &[survivor_id, absorbed_id])?;
    let [survivor_id, absorbed_id] = [survivor_id, absorbed_id].map(|id| current[&id]);
    let locked = profile::store::lock_in_order(tx, &[survivor_id, absorbed_id])?;
    if locked.iter().any(|(_, into)| into.is_some()) {
        return Err(tx.run_again().into());
    }
    Ok((load_one(tx, survivor_id)?, load_one(tx, absorbed_id)?))
}

fn check_both(survivor: &Member, absorbed: &Member) -> Result<(), MembershipError> {
    if survivor.id == absorbed.id {
        return Err(MergeError::SameMember {
            member_id: survivor.id,
        }
        .into());
    }
    require_open(survivor)?;
    require_open(absorbed)?;
    Ok(rules::require_unfrozen([survivor, absorbed])?)
}

/// A member's own row, merged or not.
fn load_one(tx: &mut Tx<'_>, id: MemberId) -> Result<Member, MembershipError> {
    let found = profile::store::load(tx, [id])?.pop();
    found.ok_or(MembershipError::MemberNotFound { member_id: id })
}

/// Those who were merged into a member, and into those, in any depth.
fn followers_of(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<MemberId>, DbError> {
    let (mut all, mut last) = (Vec::new(), vec![member]);
    while !last.is_empty() {
        let next = store::absorbed_by(tx, &last)?;
        last = next.into_iter().map(|(id,)| id).collect();
        all.extend(&last);
    }
    all.sort_unstable();
    Ok(all)
}

fn transfer(
    tx: &mut Tx<'_>,
    act: &Act,
    merge_id: MergeId,
    (absorbed, followers): (MemberId, &[MemberId]),
    survivor: MemberId,
) -> Result<Transfer, MembershipError> {
    Ok(Transfer {
        merge_id,
        absorbed,
        followers: followers.to_vec(),
        survivor,
        business_date: act.now.date_in(&access::get_brand(tx)?.zone),
    })
}

fn fact(merge: &Merge, followers: Vec<MemberId>, at: Timestamp) -> MemberMerged {
    MemberMerged {
        merge_id: merge.id,
        absorbed_id: merge.absorbed_id,
        followers,
        survivor_id: merge.survivor_id,
        at,
    }
}
