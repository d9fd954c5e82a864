//! Which of two profiles a merged member keeps, field by field, and when a merge can be undone.
//! Pure.

use super::{Merge, MergeError};
use crate::identity::rules::mask_card;
use crate::profile::{Gender, Member};
use kernel::{MemberId, Timestamp, text_enum};
use serde::{Deserialize, Serialize};

/// How long a merge can be undone, in days.
pub const UNMERGE_DAYS: i64 = 30;

text_enum! {
    /// A field in which two profiles may differ.
    pub enum MergeField {
        /// 姓名
        Name = "name",
        /// 性别
        Gender = "gender",
        /// 生日
        Birthday = "birthday",
        /// The phone number that is shown; the member is found by both.
        Phone = "phone",
        /// The store the member belongs to.
        Store = "store_id",
        /// The guide who looks after the member.
        Guide = "guide_id",
    }
}

/// What two profiles say in one field, and which of them is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FieldChoice {
    /// Which field.
    pub field: MergeField,
    /// What the survivor says; a phone number by its last four digits.
    pub survivor: Option<String>,
    /// What the absorbed member says.
    pub absorbed: Option<String>,
    /// Whether the survivor takes over what the absorbed member says.
    pub is_taken: bool,
}

impl FieldChoice {
    /// Whether somebody has to choose: both say something, and not the same.
    pub fn is_conflict(&self) -> bool {
        // Two numbers are never the same, however alike they look.
        let is_phone = self.field == MergeField::Phone;
        let differs = is_phone || self.survivor != self.absorbed;
        self.survivor.is_some() && self.absorbed.is_some() && differs
    }
}

/// What the survivor had in a field before it was taken from the other; a phone number in full.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Replaced {
    pub field: MergeField,
    pub value: Option<String>,
}

/// Decides field by field: where only one says something, that is kept; where both do, the
/// survivor's, unless the other's is wanted.
pub(super) fn choose(
    survivor: &Member,
    absorbed: &Member,
    wanted: &[MergeField],
) -> Vec<FieldChoice> {
    let choice = |field: &MergeField| {
        let (ours, theirs) = (shown(survivor, *field), shown(absorbed, *field));
        let mut choice = FieldChoice {
            field: *field,
            survivor: ours,
            absorbed: theirs,
            is_taken: false,
        };
        let fills_a_gap = choice.survivor.is_none() && choice.absorbed.is_some();
        choice.is_taken = fills_a_gap || (choice.is_conflict() && wanted.contains(field));
        choice
    };
    MergeField::ALL.iter().map(choice).collect()
}

/// Puts a value into a field; a phone number is sealed and has a hand of its own.
pub(super) fn put(
    member: &mut Member,
    field: MergeField,
    value: Option<&str>,
) -> Result<(), String> {
    fn read<T: std::str::FromStr>(value: Option<&str>) -> Result<Option<T>, String> {
        let read = value.map(|text| {
            text.parse()
                .map_err(|_| format!("`{text}` was kept wrongly"))
        });
        read.transpose()
    }
    match field {
        MergeField::Name => member.name = value.unwrap_or_default().to_owned(),
        MergeField::Gender => member.gender = read(value)?.unwrap_or(Gender::Unknown),
        MergeField::Birthday => member.birthday = read(value)?,
        MergeField::Store => member.store_id = read(value)?,
        MergeField::Guide => member.guide_id = read(value)?,
        MergeField::Phone => {}
    }
    Ok(())
}

/// What a field says, if anything.
pub(super) fn shown(member: &Member, field: MergeField) -> Option<String> {
    match field {
        MergeField::Name => (!member.name.is_empty()).then(|| member.name.clone()),
        MergeField::Gender => {
            (member.gender != Gender::Unknown).then(|| member.gender.as_str().to_owned())
        }
        MergeField::Birthday => member.birthday.map(|date| date.to_string()),
        MergeField::Phone => member.phone_last4.as_deref().map(mask_card),
        MergeField::Store => member.store_id.map(|id| id.to_string()),
        MergeField::Guide => member.guide_id.map(|id| id.to_string()),
    }
}

/// Refuses what would get round a freeze.
pub(super) fn require_unfrozen<'m>(
    members: impl IntoIterator<Item = &'m Member>,
) -> Result<(), MergeError> {
    let mut members = members.into_iter();
    match members.find(|member| member.is_frozen) {
        Some(member) => Err(MergeError::Frozen {
            member_id: member.id,
        }),
        None => Ok(()),
    }
}

/// Whether a merge can be undone: once, in time, and the last of a chain first. `into` is whom the
/// survivor was merged into since.
pub(super) fn may_undo(
    merge: &Merge,
    into: Option<MemberId>,
    now: Timestamp,
) -> Result<(), MergeError> {
    if merge.undone_at.is_some() {
        return Err(MergeError::AlreadyUndone);
    }
    if now > merge.undo_until {
        let until = merge.undo_until;
        return Err(MergeError::UndoOver { until });
    }
    match into {
        Some(member_id) => Err(MergeError::MergedFurther { member_id }),
        None => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::profile::Channel;
    use kernel::{By, MergeId, StoreId};

    fn member(name: &str, birthday: Option<&str>, last_four: Option<&str>) -> Member {
        Member {
            id: MemberId(1),
            member_no: "1000000008".into(),
            name: name.into(),
            gender: Gender::Unknown,
            birthday: birthday.map(|date| date.parse().expect("a date")),
            phone_sealed: None,
            phone_last4: last_four.map(Into::into),
            store_id: Some(StoreId(7)),
            channel: Channel::Till,
            guide_id: None,
            tier_id: None,
            is_frozen: false,
            frozen_at: None,
            frozen_reason: None,
            enrolled_at: Timestamp(0),
            updated_at: Timestamp(0),
            closed_at: None,
            erased_at: None,
            version: 1,
        }
    }

    /// `field ours theirs kept`, of the fields in which anybody says anything.
    fn check(ours: &Member, theirs: &Member, wanted: &[MergeField], expected: &[&str]) {
        let told = |choice: &FieldChoice| {
            let (ours, theirs) = (choice.survivor.as_deref(), choice.absorbed.as_deref());
            let kept = if choice.is_taken { "theirs" } else { "ours" };
            let mark = if choice.is_conflict() { "!" } else { "" };
            let (ours, theirs) = (ours.unwrap_or("-"), theirs.unwrap_or("-"));
            format!("{} {ours} {theirs} {kept}{mark}", choice.field)
        };
        let choices = choose(ours, theirs, wanted);
        let of_store = |choice: &&FieldChoice| choice.field != MergeField::Store;
        let said: Vec<String> = (choices.iter().filter(of_store))
            .filter(|choice| choice.survivor.is_some() || choice.absorbed.is_some())
            .map(told)
            .collect();
        assert_eq!(said, expected);
    }

    #[test]
    fn what_only_one_says_is_kept_and_a_conflict_is_somebodys_choice() {
        let li = member("李雷", Some("1990-01-02"), Some("1234"));
        let lei = member("李雷", Some("1990-02-01"), None);
        let nobody = member("", None, None);
        check(
            &li,
            &lei,
            &[],
            &[
                "name 李雷 李雷 ours",
                "birthday 1990-01-02 1990-02-01 ours!",
                "phone ****1234 - ours",
            ],
        );
        check(
            &lei,
            &li,
            &[MergeField::Birthday, MergeField::Guide],
            &[
                "name 李雷 李雷 ours",
                "birthday 1990-02-01 1990-01-02 theirs!",
                "phone - ****1234 theirs",
            ],
        );
        check(
            &nobody,
            &lei,
            &[],
            &["name - 李雷 theirs", "birthday - 1990-02-01 theirs"],
        );
        check(
            &li,
            &nobody,
            MergeField::ALL,
            &[
                "name 李雷 - ours",
                "birthday 1990-01-02 - ours",
                "phone ****1234 - ours",
            ],
        );
    }

    #[test]
    fn what_is_shown_can_be_put_back() {
        let li = member("李雷", Some("1990-01-02"), None);
        let mut other = member("", None, None);
        for field in MergeField::ALL {
            put(&mut other, *field, shown(&li, *field).as_deref()).expect("a value");
            assert_eq!(shown(&other, *field), shown(&li, *field));
            put(&mut other, *field, None).expect("nothing");
            assert_eq!(shown(&other, *field), None);
        }
        assert!(put(&mut other, MergeField::Birthday, Some("yesterday")).is_err());
    }

    #[test]
    fn a_merge_is_undone_once_and_in_time() {
        let merge = |undone_at| Merge {
            id: MergeId(1),
            absorbed_id: MemberId(1),
            survivor_id: MemberId(2),
            reason: "同一人".into(),
            taken: "[]".into(),
            own_tier_id: None,
            tier_id: None,
            posting_id: None,
            merged_at: Timestamp(0),
            merged_by: By::System,
            undo_until: Timestamp(100),
            undone_at,
            undone_by: By::System,
            undo_reason: None,
        };
        let further = MergeError::MergedFurther {
            member_id: MemberId(3),
        };
        let over = MergeError::UndoOver {
            until: Timestamp(100),
        };
        let undone = Some(Timestamp(50));
        let cases = [
            (None, None, 100, Ok(())),
            (None, None, 101, Err(over.clone())),
            (None, Some(MemberId(3)), 100, Err(further)),
            (None, Some(MemberId(3)), 101, Err(over)),
            (
                undone,
                Some(MemberId(3)),
                101,
                Err(MergeError::AlreadyUndone),
            ),
        ];
        for (undone_at, into, now, expected) in cases {
            assert_eq!(may_undo(&merge(undone_at), into, Timestamp(now)), expected);
        }
    }
}
