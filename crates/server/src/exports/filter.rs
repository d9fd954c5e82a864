//! Which rows of a list are wanted: what the list on a screen can be asked for, but for texts that
//! are searched. They name people, and what was asked for is kept with the export.

use super::ExportSubject;
use checkout::{TenderKind, TopUpTender};
use kernel::{BusinessDate, CategoryId, Invalid, MemberId, StaffId, StoreId, TierId};
use membership::{MemberState, MemberTraits};
use serde::{Deserialize, Serialize};

/// The longest beginning of an action, in characters.
const ACTION_MAX: usize = 60;

/// Which rows of a list are wanted; what is absent is not asked. Each list has its own of these.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportFilter {
    /// Of this store only: who belongs to it, what was done there. Goods are also told with what
    /// it asks for them and has of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub store_id: Option<StoreId>,
    /// Of this member only; orders, returns and top-ups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub member_id: Option<MemberId>,
    /// Paid in this way; orders and top-ups.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tender: Option<TenderKind>,
    /// Orders that this person settled.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub settled_by: Option<StaffId>,
    /// Returns that this person took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub returned_by: Option<StaffId>,
    /// Top-ups that this person took.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub topped_up_by: Option<StaffId>,
    /// Members of this tier.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub tier_id: Option<TierId>,
    /// Members who are in this state.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub state: Option<MemberState>,
    /// Members who enrolled on this day of the brand's clock or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled_from: Option<BusinessDate>,
    /// Members who enrolled on this day or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub enrolled_to: Option<BusinessDate>,
    /// Members whose last sale was on this day of the brand's clock or later.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_order_from: Option<BusinessDate>,
    /// Members whose last sale was on this day or before.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_order_to: Option<BusinessDate>,
    /// Members who ever bought, or who never did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub has_ordered: Option<bool>,
    /// Goods of this category or one below it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub category_id: Option<CategoryId>,
    /// Goods that may be sold, or that may not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub may_be_sold: Option<bool>,
    /// What this person did; the audit log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub staff_id: Option<StaffId>,
    /// How what was done begins, such as `staff.`; the audit log.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 60)]
    pub action: Option<String>,
}

impl ExportFilter {
    /// Whether it asks nothing.
    pub fn is_empty(&self) -> bool {
        *self == ExportFilter::default()
    }

    /// What it asks of members.
    pub fn traits(&self) -> MemberTraits {
        MemberTraits {
            tier_id: self.tier_id,
            state: self.state,
            enrolled_from: self.enrolled_from,
            enrolled_to: self.enrolled_to,
            last_order_from: self.last_order_from,
            last_order_to: self.last_order_to,
            has_ordered: self.has_ordered,
        }
    }

    /// The tender of a top-up, which is money from outside.
    pub fn top_up_tender(&self) -> Option<TopUpTender> {
        self.tender?.as_str().parse().ok()
    }

    /// Notes what makes no sense for a list: what it cannot be asked for would not be heeded.
    pub(super) fn note_wrong(&self, wrong: &mut Invalid, subject: ExportSubject) {
        let asked = serde_json::json!(self);
        for name in asked.as_object().into_iter().flat_map(|asked| asked.keys()) {
            if !names_of(subject).contains(&name.as_str()) {
                wrong.add(format!("/filter/{name}"), "value.not_allowed", []);
            }
        }
        let is_of_top_ups = subject == ExportSubject::TopUps;
        if is_of_top_ups && self.tender.is_some() && self.top_up_tender().is_none() {
            let allowed = [("allowed", TopUpTender::WORDS.into())];
            wrong.add("/filter/tender", "value.unknown", allowed);
        }
        if let Some(action) = &self.action {
            note_wrong_action(wrong, action);
        }
        self.traits().note_wrong(wrong, "/filter/");
    }
}

/// Actions are words of ours: what is written otherwise might name somebody.
fn note_wrong_action(wrong: &mut Invalid, action: &str) {
    let is_ours = |letter: u8| letter.is_ascii_lowercase() || matches!(letter, b'_' | b'.');
    if action.bytes().all(is_ours) {
        wrong.text("/filter/action", action, ACTION_MAX);
    } else {
        let example = [("example", "staff.".into())];
        wrong.add("/filter/action", "value.wrong_format", example);
    }
}

/// What a list can be asked for.
const fn names_of(subject: ExportSubject) -> &'static [&'static str] {
    match subject {
        ExportSubject::Members => &[
            "store_id",
            "tier_id",
            "state",
            "enrolled_from",
            "enrolled_to",
            "last_order_from",
            "last_order_to",
            "has_ordered",
        ],
        ExportSubject::Orders => &["store_id", "member_id", "tender", "settled_by"],
        ExportSubject::Returns => &["store_id", "member_id", "returned_by"],
        ExportSubject::TopUps => &["store_id", "member_id", "tender", "topped_up_by"],
        ExportSubject::Goods => &["store_id", "category_id", "may_be_sold"],
        ExportSubject::Ledger => &[],
        ExportSubject::Audit => &["staff_id", "action"],
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[track_caller]
    fn check(subject: ExportSubject, filter: Value, wrong: &[(&str, &str)]) {
        let filter: ExportFilter = serde_json::from_value(filter).expect("a filter");
        let mut noted = Invalid::new();
        filter.note_wrong(&mut noted, subject);
        let noted: Vec<_> = noted
            .0
            .iter()
            .map(|one| (one.pointer.as_str(), one.code))
            .collect();
        assert_eq!(noted, wrong, "{subject}");
    }

    #[test]
    fn a_list_is_asked_for_what_it_can_be_asked_for() {
        let state = json!({ "state": "frozen" });
        check(ExportSubject::Members, state.clone(), &[]);
        for subject in ExportSubject::ALL.iter().skip(1) {
            let wrong = [("/filter/state", "value.not_allowed")];
            check(*subject, state.clone(), &wrong);
            check(*subject, json!({}), &[]);
        }
        let by_till = json!({ "tender": "stored_value", "action": "x" });
        let wrong = [("/filter/action", "value.not_allowed")];
        check(ExportSubject::Orders, by_till, &wrong);
    }

    #[test]
    fn stored_value_is_not_topped_up_with_itself() {
        check(ExportSubject::TopUps, json!({ "tender": "card" }), &[]);
        let wrong = [("/filter/tender", "value.unknown")];
        check(ExportSubject::TopUps, json!({ "tender": "points" }), &wrong);
    }

    #[test]
    fn days_and_beginnings_are_read() {
        let days = json!({ "enrolled_from": "2026-11-02", "enrolled_to": "2026-11-01" });
        let wrong = [("/filter/enrolled_to", "date.too_early")];
        check(ExportSubject::Members, days, &wrong);
        check(ExportSubject::Audit, json!({ "action": "staff." }), &[]);
        let wrong = [("/filter/action", "text.empty")];
        check(ExportSubject::Audit, json!({ "action": "" }), &wrong);
        let wrong = [("/filter/action", "value.wrong_format")];
        check(ExportSubject::Audit, json!({ "action": "张三" }), &wrong);
    }

    #[test]
    fn what_asks_nothing_is_written_as_nothing() {
        assert!(ExportFilter::default().is_empty());
        assert_eq!(json!(ExportFilter::default()), json!({}));
    }
}
