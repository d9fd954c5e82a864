//! The rules themselves, and what makes no sense in them. Pure.

use crate::{Permission, Role};
use kernel::{Invalid, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// An act that a second person decides on when it is large.
    #[doc(alias = "审批事项")]
    pub enum Action {
        /// 调整积分: its size is in points.
        AdjustPoints = "adjust_points",
        /// 调整储值: its size is in 分.
        AdjustStoredValue = "adjust_stored_value",
        /// 导出会员: its size is in members.
        ExportMembers = "export_members",
        /// 无小票退货: its size is in 分 that go back.
        ReturnWithoutReceipt = "return_without_receipt",
        /// 发布优惠: its size is the budget in 分; more than any limit without a budget.
        PublishOffer = "publish_offer",
    }
}

impl Action {
    /// What whoever asks and whoever decides needs.
    pub fn permission(self) -> Permission {
        match self {
            Action::AdjustPoints | Action::AdjustStoredValue => Permission::MembersAdjust,
            Action::ExportMembers => Permission::ExportsRun,
            Action::ReturnWithoutReceipt => Permission::OrdersReturn,
            Action::PublishOffer => Permission::OffersWrite,
        }
    }
}

/// How much of an act one person may do alone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Limit {
    /// Which act.
    pub action: Action,
    /// The most that one person does a day alone, all such acts together, whether they give or
    /// take; 0 if a second person decides on each.
    #[schema(minimum = 0, maximum = 100_000_000)]
    pub day_max: i64,
}

/// What a brand asks of its own people.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// For which acts a second person decides. An act that is not listed is done alone.
    #[schema(max_items = 20)]
    pub limits: Vec<Limit>,
    /// How long a request waits to be decided on.
    #[schema(minimum = 1, maximum = 60)]
    pub approval_days: i64,
    /// How many members' numbers one person may unmask a day.
    #[schema(minimum = 0, maximum = 1000)]
    pub unmask_day_max: i64,
    /// Roles whose people need a second factor to log in with a password. Whoever has none can do
    /// nothing but set one up.
    #[schema(max_items = 6)]
    pub second_factor_roles: Vec<Role>,
}

impl Default for Policy {
    fn default() -> Self {
        Policy {
            limits: vec![
                Limit {
                    action: Action::AdjustPoints,
                    day_max: 10_000,
                },
                Limit {
                    action: Action::AdjustStoredValue,
                    day_max: 50_000,
                },
                Limit {
                    action: Action::ExportMembers,
                    day_max: 1_000,
                },
                Limit {
                    action: Action::ReturnWithoutReceipt,
                    day_max: 100_000,
                },
            ],
            approval_days: 7,
            unmask_day_max: 50,
            second_factor_roles: Vec::new(),
        }
    }
}

impl Policy {
    /// The most of an act that one person does a day alone; `None` if there is no limit.
    pub fn day_max(&self, action: Action) -> Option<i64> {
        let limit = self.limits.iter().find(|limit| limit.action == action);
        limit.map(|limit| limit.day_max)
    }
}

/// The roles that need a second factor, as words in a column.
pub fn write_roles(roles: &[Role]) -> String {
    let words: Vec<&str> = roles.iter().map(|role| role.as_str()).collect();
    words.join(" ")
}

/// Whether a role is among those of the column. Without a row the usual rules count, which ask
/// nobody.
pub fn needs_second_factor(words: Option<&str>, role: Role) -> bool {
    let mut words = words.unwrap_or_default().split(' ');
    words.any(|word| word == role.as_str())
}

const AMOUNT_MAX: i64 = 100_000_000;

/// Says all that makes no sense.
pub fn check(policy: &Policy) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    for (place, limit) in policy.limits.iter().enumerate() {
        let pointer = format!("/limits/{place}");
        wrong.range(&format!("{pointer}/day_max"), limit.day_max, 0, AMOUNT_MAX);
        if policy.limits[..place]
            .iter()
            .any(|before| before.action == limit.action)
        {
            wrong.add(format!("{pointer}/action"), "value.duplicate", []);
        }
    }
    wrong.range("/approval_days", policy.approval_days, 1, 60);
    wrong.range("/unmask_day_max", policy.unmask_day_max, 0, 1_000);
    for (place, role) in policy.second_factor_roles.iter().enumerate() {
        if policy.second_factor_roles[..place].contains(role) {
            wrong.add(
                format!("/second_factor_roles/{place}"),
                "value.duplicate",
                [],
            );
        }
    }
    wrong.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_makes_no_sense_is_named() {
        let wrong = |change: fn(&mut Policy)| {
            let mut policy = Policy::default();
            change(&mut policy);
            let wrong = check(&policy).err().unwrap_or_default();
            wrong
                .0
                .into_iter()
                .map(|one| one.pointer)
                .collect::<Vec<_>>()
        };
        assert_eq!(wrong(|_| ()), Vec::<String>::new());
        assert_eq!(wrong(|p| p.limits[1].day_max = -1), ["/limits/1/day_max"]);
        assert_eq!(
            wrong(|p| p.limits[1].action = Action::AdjustPoints),
            ["/limits/1/action"]
        );
        assert_eq!(wrong(|p| p.approval_days = 0), ["/approval_days"]);
        assert_eq!(wrong(|p| p.unmask_day_max = 1_001), ["/unmask_day_max"]);
        assert_eq!(
            wrong(|p| p.second_factor_roles = vec![Role::Owner, Role::Owner]),
            ["/second_factor_roles/1"]
        );
    }

    #[test]
    fn the_column_says_which_roles_need_a_second_factor() {
        let words = write_roles(&[Role::HqFinance, Role::Owner]);
        assert!(needs_second_factor(Some(&words), Role::Owner));
        assert!(!needs_second_factor(Some(&words), Role::Cashier));
        assert!(!needs_second_factor(Some(""), Role::Owner));
        let usual = Policy::default().second_factor_roles;
        assert_eq!(usual, Vec::<Role>::new());
        assert!(!needs_second_factor(None, Role::Owner));
    }

    #[test]
    fn an_act_without_a_limit_is_done_alone() {
        let mut policy = Policy::default();
        assert_eq!(policy.day_max(Action::AdjustPoints), Some(10_000));
        policy.limits.clear();
        assert_eq!(policy.day_max(Action::AdjustPoints), None);
    }
}
