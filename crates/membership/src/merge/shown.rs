//! What a client is shown of merges. Phone numbers are masked.

use super::{Duplicate, FieldChoice, Merge, MergeField, MergePreview, UNMERGE_DAYS};
use crate::MembershipError;
use crate::identity;
use crate::profile::{Member, MemberState};
use crate::visit::load_visits;
use kernel::{
    BusinessDate, By, Fault, MemberId, MergeId, Money, Page, Points, StaffId, TierId, Timestamp,
};
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde::Serialize;

/// A member as somebody who is about to merge sees him.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MergeSide {
    /// Who.
    id: MemberId,
    /// The number that people see.
    member_no: String,
    /// Empty when not known.
    name: String,
    /// Null when not known.
    #[schema(required)]
    birthday: Option<BusinessDate>,
    /// Masked; null when there is none.
    #[schema(required, example = "138****1234")]
    phone: Option<String>,
    /// The tier, once one is set.
    #[schema(required)]
    tier_id: Option<TierId>,
    /// What the member may do at the moment.
    state: MemberState,
    /// When the enrolment was.
    enrolled_at: Timestamp,
    /// How many sales the member has.
    orders: i64,
    /// What they came to, returns not taken off.
    total: Money,
}

/// Two members who are likely the same person.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct LikelyDuplicate {
    /// Who was there first.
    first: MergeSide,
    /// Who came later.
    second: MergeSide,
    /// The birthday is the same.
    same_birthday: bool,
    /// The last four digits of the phone number are the same.
    same_last_four: bool,
}

/// What two profiles say in one field.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MergeFieldShown {
    /// Which field.
    field: MergeField,
    /// What the survivor says; a phone number by its last four digits.
    #[schema(required)]
    survivor: Option<String>,
    /// What the absorbed member says.
    #[schema(required)]
    absorbed: Option<String>,
    /// Whether both say something, and not the same.
    is_conflict: bool,
    /// Whether the survivor takes it from the absorbed member if nobody chooses.
    is_taken: bool,
}

/// What would move to the survivor.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MergeMoves {
    /// Points, less those that are owed.
    points: Points,
    /// Points that are owed.
    points_debt: Points,
    /// 本金
    principal: Money,
    /// 赠金
    bonus: Money,
    /// How many lots.
    lots: i64,
    /// How many phone numbers, cards, member numbers and keys.
    identities: i64,
    /// Members who were merged into the absorbed one before and go along.
    followers: Vec<MemberId>,
}

/// What a merge would do.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MergePreviewed {
    /// Who would stay.
    survivor: MergeSide,
    /// Whose id would mean the survivor.
    absorbed: MergeSide,
    /// Field by field.
    fields: Vec<MergeFieldShown>,
    /// What would move.
    moves: MergeMoves,
    /// The code of what is in the way, if anything is.
    #[schema(required)]
    obstacle: Option<String>,
    /// For how many days it could be undone.
    undo_days: i64,
}

/// One merge.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub(super) struct MergeShown {
    /// Which one.
    id: MergeId,
    /// Whose id means the survivor.
    absorbed_id: MemberId,
    /// Who stayed.
    survivor_id: MemberId,
    /// Why, in somebody's words.
    reason: String,
    /// The fields that were taken from the absorbed member.
    taken: Vec<MergeField>,
    /// When.
    merged_at: Timestamp,
    /// By whom; null for the house itself.
    #[schema(required)]
    merged_by: Option<StaffId>,
    /// Until when it can be undone.
    undo_until: Timestamp,
    /// When it was undone.
    #[schema(required)]
    undone_at: Option<Timestamp>,
    /// By whom.
    #[schema(required)]
    undone_by: Option<StaffId>,
    /// Why it was undone.
    #[schema(required)]
    undo_reason: Option<String>,
}

impl From<Merge> for MergeShown {
    fn from(merge: Merge) -> Self {
        MergeShown {
            taken: merge.taken(),
            id: merge.id,
            absorbed_id: merge.absorbed_id,
            survivor_id: merge.survivor_id,
            reason: merge.reason,
            merged_at: merge.merged_at,
            merged_by: merge.merged_by.staff(),
            undo_until: merge.undo_until,
            undone_at: merge.undone_at,
            undone_by: merge.undone_at.and(By::staff(merge.undone_by)),
            undo_reason: merge.undo_reason,
        }
    }
}

impl From<FieldChoice> for MergeFieldShown {
    fn from(choice: FieldChoice) -> Self {
        MergeFieldShown {
            is_conflict: choice.is_conflict(),
            field: choice.field,
            survivor: choice.survivor,
            absorbed: choice.absorbed,
            is_taken: choice.is_taken,
        }
    }
}

impl LikelyDuplicate {
    /// Shows a page of likely pairs.
    pub fn load(
        tx: &mut Tx<'_>,
        seal: &Seal,
        page: Page<Duplicate>,
    ) -> Result<Page<LikelyDuplicate>, MembershipError> {
        let members = page.items.iter();
        let members = members.flat_map(|pair| [pair.first.clone(), pair.second.clone()]);
        let mut sides = sides(tx, seal, members.collect())?.into_iter();
        let show = |pair: Duplicate| {
            Some(LikelyDuplicate {
                first: sides.next()?,
                second: sides.next()?,
                same_birthday: pair.same_birthday,
                same_last_four: pair.same_last_four,
            })
        };
        Ok(Page {
            items: page.items.into_iter().filter_map(show).collect(),
            next: page.next,
        })
    }
}

impl MergePreviewed {
    /// Shows what a merge would do.
    pub fn load(
        tx: &mut Tx<'_>,
        seal: &Seal,
        now: Timestamp,
        preview: MergePreview,
    ) -> Result<MergePreviewed, MembershipError> {
        let moves = moves(tx, &preview, now)?;
        let obstacle = preview.obstacle.as_ref();
        let obstacle = obstacle.map(|error| error.code().to_owned());
        let both = vec![preview.survivor, preview.absorbed];
        let mut sides = sides(tx, seal, both)?.into_iter();
        let bug = || DbError::Bug("a side of a merge is missing".into());
        Ok(MergePreviewed {
            survivor: sides.next().ok_or_else(bug)?,
            absorbed: sides.next().ok_or_else(bug)?,
            fields: preview.fields.into_iter().map(Into::into).collect(),
            moves,
            obstacle,
            undo_days: UNMERGE_DAYS,
        })
    }
}

/// Shows members as sides of a merge, in the order in which they are given.
fn sides(tx: &mut Tx<'_>, seal: &Seal, members: Vec<Member>) -> Result<Vec<MergeSide>, DbError> {
    let visits = load_visits(tx, members.iter().map(|member| member.id))?;
    let side = |member: Member| {
        let (orders, total) = visits
            .get(&member.id)
            .map_or((0, Money::ZERO), |visits| (visits.orders, visits.total));
        MergeSide {
            phone: member.masked_phone(seal),
            state: member.state(),
            id: member.id,
            member_no: member.member_no,
            name: member.name,
            birthday: member.birthday,
            tier_id: member.tier_id,
            enrolled_at: member.enrolled_at,
            orders,
            total,
        }
    };
    Ok(members.into_iter().map(side).collect())
}

fn moves(tx: &mut Tx<'_>, preview: &MergePreview, now: Timestamp) -> Result<MergeMoves, DbError> {
    let absorbed = preview.absorbed.id;
    let balances = ledger::balances(tx, absorbed, now)?;
    Ok(MergeMoves {
        points: balances.points,
        points_debt: balances.points_debt,
        principal: balances.principal,
        bonus: balances.bonus,
        lots: ledger::lots(tx, absorbed)?.len() as i64,
        identities: identity::list(tx, absorbed)?.len() as i64,
        followers: preview.followers.clone(),
    })
}
