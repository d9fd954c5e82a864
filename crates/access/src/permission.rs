//! Roles and what each may do: one table that a person can read.

use kernel::text_enum;

text_enum! {
    /// What a route asks of who calls it.
    #[doc(alias = "权限")]
    pub enum Permission {
        /// Anybody, logged in or not.
        Public = "public",
        /// Anybody who is logged in.
        Session = "session",
        /// Anybody who is logged in, for what is theirs alone.
        OwnAccount = "own_account",
        /// See members, masked.
        MembersRead = "members.read",
        /// Enrol and edit members.
        MembersWrite = "members.write",
        /// Freeze and unfreeze members.
        MembersFreeze = "members.freeze",
        /// Adjust points and stored value by hand.
        MembersAdjust = "members.adjust",
        /// Merge members who are one person, and undo it.
        MembersMerge = "members.merge",
        /// Hang up joining links, and take them down.
        JoiningLinksWrite = "joining_links.write",
        /// Answer requests about personal data: hand out what is held of a person, erase a person.
        PrivacyAnswer = "privacy.answer",
        /// Set a member's tier.
        MembersTier = "members.tier",
        /// See goods, prices and stock.
        GoodsRead = "goods.read",
        /// Change categories, goods and what they cost everywhere.
        GoodsWrite = "goods.write",
        /// Set what goods cost in a store.
        PricesWrite = "prices.write",
        /// Count and adjust stock.
        StockWrite = "stock.write",
        /// See orders.
        OrdersRead = "orders.read",
        /// Quote and settle sales.
        OrdersSettle = "orders.settle",
        /// Take goods back.
        OrdersReturn = "orders.return",
        /// Take money for stored value.
        TopUpsWrite = "top_ups.write",
        /// See regions, stores and tills.
        StoresRead = "stores.read",
        /// Change stores and tills.
        StoresWrite = "stores.write",
        /// Add regions and stores to the chain.
        ChainWrite = "chain.write",
        /// See staff.
        StaffRead = "staff.read",
        /// Add and change staff.
        StaffWrite = "staff.write",
        /// See settings.
        SettingsRead = "settings.read",
        /// Change settings.
        SettingsWrite = "settings.write",
        /// See the audit log and check it.
        AuditRead = "audit.read",
        /// Import files.
        ImportsRun = "imports.run",
        /// Have lists written to files, and take the files away.
        ExportsRun = "exports.run",
        /// See background work.
        JobsRead = "jobs.read",
        /// See the overview.
        OverviewRead = "overview.read",
    }
}

impl Permission {
    /// Whether it is about the chain as a whole: catalogue, brand, tiers, terms, files of members
    /// of every store. Whoever works for a part of the chain does not have it, whatever the role.
    pub fn needs_whole_brand(self) -> bool {
        matches!(
            self,
            Permission::GoodsWrite
                | Permission::ChainWrite
                | Permission::SettingsWrite
                | Permission::AuditRead
                | Permission::ImportsRun
                | Permission::PrivacyAnswer
        )
    }

    /// Whether everybody has it, whatever the role.
    pub fn is_for_everybody(self) -> bool {
        matches!(
            self,
            Permission::Public | Permission::Session | Permission::OwnAccount
        )
    }

    /// How far it reaches, as the OpenAPI document says it in `x-scope`: `public`, the `person`'s
    /// own, the `stores` of the person's scope, or the whole `brand`.
    pub fn reach(self) -> &'static str {
        match self {
            Permission::Public => "public",
            Permission::Session | Permission::OwnAccount => "person",
            _ if self.needs_whole_brand() => "brand",
            _ => "stores",
        }
    }
}

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

/// What head office does day by day: everything but money, and what it asks of its own people.
const HQ_OPERATIONS: &[Permission] = {
    use Permission::*;
    &[
        MembersRead,
        MembersWrite,
        MembersFreeze,
        MembersMerge,
        JoiningLinksWrite,
        PrivacyAnswer,
        MembersTier,
        GoodsRead,
        GoodsWrite,
        PricesWrite,
        StockWrite,
        OrdersRead,
        OrdersSettle,
        OrdersReturn,
        TopUpsWrite,
        StoresRead,
        StoresWrite,
        ChainWrite,
        StaffRead,
        StaffWrite,
        SettingsRead,
        SettingsWrite,
        AuditRead,
        ImportsRun,
        ExportsRun,
        JobsRead,
        OverviewRead,
    ]
};

impl Role {
    /// What the role may do, beyond what anybody may who is logged in.
    pub fn permissions(self) -> &'static [Permission] {
        use Permission::*;
        match self {
            Role::Owner => Permission::ALL,
            Role::HqOperations => HQ_OPERATIONS,
            Role::HqFinance => &[
                MembersRead,
                MembersAdjust,
                GoodsRead,
                OrdersRead,
                OrdersReturn,
                StoresRead,
                StaffRead,
                SettingsRead,
                AuditRead,
                ExportsRun,
                JobsRead,
                OverviewRead,
            ],
            Role::StoreManager => &[
                MembersRead,
                MembersWrite,
                MembersFreeze,
                JoiningLinksWrite,
                GoodsRead,
                StockWrite,
                OrdersRead,
                OrdersSettle,
                OrdersReturn,
                TopUpsWrite,
                StoresRead,
                StaffRead,
                StaffWrite,
                OverviewRead,
            ],
            Role::Cashier => &[
                MembersRead,
                MembersWrite,
                GoodsRead,
                OrdersRead,
                OrdersSettle,
                TopUpsWrite,
                StoresRead,
            ],
            Role::Guide => &[MembersRead, MembersWrite, GoodsRead, StoresRead],
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
