//! Roles and what each may do: one table that a person can read.

use crate::Permission;
use crate::Permission::*;
use kernel::text_enum;

text_enum! {
    /// A named set of permissions.
    #[doc(alias = "角色")]
    pub enum Role {
        /// 老板: everything.
        Owner = "owner",
        /// 总部运营
        HqOperations = "hq_operations",
        /// 总部财务
        HqFinance = "hq_finance",
        /// 店长
        StoreManager = "store_manager",
        /// 收银员
        Cashier = "cashier",
        /// 导购
        Guide = "guide",
    }
}

impl Role {
    /// What the role may do, beyond what anybody may who is logged in.
    pub fn permissions(self) -> &'static [Permission] {
        match self {
            Role::Owner => Permission::ALL,
            Role::HqOperations => HQ_OPERATIONS,
            Role::HqFinance => HQ_FINANCE,
            Role::StoreManager => STORE_MANAGER,
            Role::Cashier => CASHIER,
            Role::Guide => GUIDE,
        }
    }

    /// Whether the role may do something.
    pub fn may(self, permission: Permission) -> bool {
        permission.is_for_everybody() || self.permissions().contains(&permission)
    }

    /// The roles that this one may give to others: nobody gives more than they have.
    pub fn may_grant(self) -> &'static [Role] {
        match self {
            Role::Owner => Role::ALL,
            Role::HqOperations => &[Role::StoreManager, Role::Cashier, Role::Guide],
            Role::StoreManager => &[Role::Cashier, Role::Guide],
            Role::HqFinance | Role::Cashier | Role::Guide => &[],
        }
    }
}

/// 总部运营 runs members, goods, stores and people day by day; gives no money away.
const HQ_OPERATIONS: &[Permission] = &[
    MembersRead,
    MembersWrite,
    MembersFreeze,
    MembersMerge,
    JoiningLinksWrite,
    PrivacyAnswer,
    MembersUnmask,
    MembersTier,
    GoodsRead,
    GoodsWrite,
    PricesWrite,
    StockWrite,
    OrdersRead,
    OrdersSettle,
    OrdersReturn,
    TopUpsWrite,
    OffersRead,
    OffersWrite,
    CouponsIssue,
    CouponsRedeem,
    StoresRead,
    StoresWrite,
    TillsRegister,
    ChainWrite,
    StaffRead,
    StaffWrite,
    ApprovalsDecide,
    ApiKeysWrite,
    SettingsRead,
    SettingsWrite,
    AuditRead,
    ImportsRun,
    ExportsRun,
    JobsRead,
    OverviewRead,
];

/// 总部财务 corrects balances and decides on what others ask for; changes nothing else.
const HQ_FINANCE: &[Permission] = &[
    MembersRead,
    MembersAdjust,
    GoodsRead,
    OffersRead,
    OrdersRead,
    OrdersReturn,
    StoresRead,
    StaffRead,
    ApprovalsDecide,
    SettingsRead,
    AuditRead,
    ExportsRun,
    JobsRead,
    OverviewRead,
];

/// 店长 runs a store and its people, and decides on returns there that wait.
const STORE_MANAGER: &[Permission] = &[
    MembersRead,
    MembersWrite,
    MembersFreeze,
    JoiningLinksWrite,
    MembersUnmask,
    GoodsRead,
    StockWrite,
    OrdersRead,
    OrdersSettle,
    OrdersReturn,
    TopUpsWrite,
    OffersRead,
    CouponsIssue,
    CouponsRedeem,
    StoresRead,
    TillsRegister,
    StaffRead,
    StaffWrite,
    ApprovalsDecide,
    JobsRead,
    ExportsRun,
    OverviewRead,
];

/// 收银员 sells and enrols.
const CASHIER: &[Permission] = &[
    MembersRead,
    MembersWrite,
    GoodsRead,
    OrdersRead,
    OrdersSettle,
    TopUpsWrite,
    OffersRead,
    CouponsRedeem,
    StoresRead,
];

/// 导购 enrols and looks after members.
const GUIDE: &[Permission] = &[MembersRead, MembersWrite, GoodsRead, StoresRead];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_grants_more_than_they_have() {
        for role in Role::ALL {
            for granted in role.may_grant() {
                for permission in granted.permissions() {
                    assert!(
                        role.may(*permission),
                        "{role} grants {granted}, but lacks {permission}"
                    );
                }
            }
        }
    }

    #[test]
    fn a_cashier_sells_and_does_not_give_money_away() {
        assert!(Role::Cashier.may(Permission::OrdersSettle));
        assert!(!Role::Cashier.may(Permission::OrdersReturn));
        assert!(!Role::Cashier.may(Permission::MembersAdjust));
        assert!(Role::Guide.may(Permission::Session));
    }
}
