//! Refusals about members who are, or are not, one person.

use kernel::{Fault, Kind, MemberId, Params, Timestamp, fault::params};

/// A refusal to merge or to unmerge.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MergeError {
    /// Both ids mean one member already.
    #[error("{member_id} is one member already")]
    SameMember {
        /// Whom both mean.
        member_id: MemberId,
    },
    /// A freeze would be got round.
    #[error("{member_id} is frozen")]
    Frozen {
        /// Who.
        member_id: MemberId,
    },
    /// No such merge in this brand.
    #[error("there is no such merge")]
    NotFound,
    /// A merge is undone once.
    #[error("the merge is undone already")]
    AlreadyUndone,
    /// The time for undoing is over.
    #[error("the merge could be undone until {until}")]
    UndoOver {
        /// Until when it could.
        until: Timestamp,
    },
    /// The survivor was merged into somebody else since, which must be undone first.
    #[error("the survivor was merged into {member_id} since")]
    MergedFurther {
        /// Into whom.
        member_id: MemberId,
    },
}

impl Fault for MergeError {
    fn kind(&self) -> Kind {
        match self {
            MergeError::NotFound => Kind::NotFound,
            _ => Kind::Refused,
        }
    }

    fn code(&self) -> &'static str {
        match self {
            MergeError::SameMember { .. } => "membership.same_member",
            MergeError::Frozen { .. } => "membership.merge_frozen",
            MergeError::NotFound => "membership.merge_not_found",
            MergeError::AlreadyUndone => "membership.merge_undone",
            MergeError::UndoOver { .. } => "membership.merge_undo_over",
            MergeError::MergedFurther { .. } => "membership.merged_further",
        }
    }

    fn params(&self) -> Params {
        match self {
            MergeError::SameMember { member_id }
            | MergeError::Frozen { member_id }
            | MergeError::MergedFurther { member_id } => {
                params([("member_id", member_id.to_string().into())])
            }
            MergeError::UndoOver { until } => params([("until", until.to_string().into())]),
            MergeError::NotFound | MergeError::AlreadyUndone => Params::new(),
        }
    }
}
