//! 时间线: everything that happened with a person, in one list, the latest first: from the enrolment
//! over sales and messages to requests, whatever id it came to be under.
//!
//! Each source gives its own latest events before a place in time, so a page costs the same however
//! far back it is. What a person may not see elsewhere is not seen here either.

pub mod http;
mod sources;

use access::{Permission, Role, StoreFilter};
use kernel::{Cursor, MemberId, Page, StaffId, StoreId, Timestamp, text_enum};
use membership::MembershipError;
use platform::db::Tx;
use platform::seal::Seal;
use serde_json::Value as Json;

text_enum! {
    /// What sort of event it is.
    pub enum TimelineKind {
        /// 入会
        Enrolment = "enrolment",
        /// 档案变更
        Change = "change",
        /// Frozen, unfrozen, closed, reopened, erased.
        State = "state",
        /// 等级 was set.
        Tier = "tier",
        /// 同意 was given or withdrawn.
        Consent = "consent",
        /// 合并会员, or its undoing.
        Merge = "merge",
        /// 订单
        Order = "order",
        /// 退货
        Return = "return",
        /// 充值
        TopUp = "top_up",
        /// 调账, and what lapsed or was brought along.
        Adjustment = "adjustment",
        /// 短信
        Message = "message",
        /// 个人信息请求
        Request = "request",
    }
}

impl TimelineKind {
    /// Whether it is a sale, or belongs to one.
    const fn is_of_sales(self) -> bool {
        matches!(
            self,
            TimelineKind::Order | TimelineKind::Return | TimelineKind::TopUp
        )
    }
}

/// One event.
#[derive(Debug, Clone)]
pub struct TimelineEvent {
    /// When it happened.
    pub at: Timestamp,
    /// Breaks ties; unique among all sources.
    pub place: i64,
    /// What sort of event.
    pub kind: TimelineKind,
    /// The id of what it tells of.
    pub id: String,
    /// In which store.
    pub store_id: Option<StoreId>,
    /// By whom; absent for the house itself.
    pub staff_id: Option<StaffId>,
    /// More about it, by kind.
    pub details: Json,
}

impl TimelineEvent {
    fn cursor(&self) -> Cursor {
        Cursor {
            key: self.at.0,
            id: self.place,
        }
    }
}

/// Who looks at it.
#[derive(Debug, Clone)]
pub struct Viewer {
    /// With which role.
    pub role: Role,
    /// In which stores.
    pub stores: StoreFilter,
}

impl Viewer {
    fn may_see(&self, kind: TimelineKind) -> bool {
        !kind.is_of_sales() || self.role.may(Permission::OrdersRead)
    }
}

/// A page of a person's timeline, of some kinds or of all.
pub fn read(
    tx: &mut Tx<'_>,
    seal: &Seal,
    viewer: &Viewer,
    (member, kinds): (MemberId, &[TimelineKind]),
    cursor: Option<Cursor>,
    limit: u32,
) -> Result<Page<TimelineEvent>, MembershipError> {
    // An erased person has a timeline still, of ids and sums.
    let member = membership::get(tx, member)?.id;
    let person = membership::ids_of_person(tx, member)?;
    let latest = Cursor {
        key: i64::MAX,
        id: i64::MAX,
    };
    let wanted = sources::Wanted {
        member,
        person,
        before: cursor.unwrap_or(latest),
        limit: limit + 1,
    };
    let mut events = Vec::new();
    for kind in TimelineKind::ALL {
        let is_wanted = kinds.is_empty() || kinds.contains(kind);
        if is_wanted && viewer.may_see(*kind) {
            events.extend(sources::read(tx, seal, viewer, &wanted, *kind)?);
        }
    }
    events.sort_by_key(|event| std::cmp::Reverse((event.at, event.place)));
    Ok(Page::of(events, limit, TimelineEvent::cursor))
}
