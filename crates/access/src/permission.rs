//! What a route asks of who calls it, and what each permission means beyond roles: who must be
//! there, and from where.

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
        /// See a member's number unmasked, with a reason.
        MembersUnmask = "members.unmask",
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
        /// See promotions, coupon templates and coupons.
        OffersRead = "offers.read",
        /// Write and publish promotions and coupon templates, and issue coupons to many.
        OffersWrite = "offers.write",
        /// Give a member a coupon by hand, take coupons away.
        CouponsIssue = "coupons.issue",
        /// Look up, claim, give away and write off coupons.
        CouponsRedeem = "coupons.redeem",
        /// See regions, stores and tills.
        StoresRead = "stores.read",
        /// Change stores and tills.
        StoresWrite = "stores.write",
        /// Say which device is a till, and that one is it no more.
        TillsRegister = "tills.register",
        /// Add regions and stores to the chain.
        ChainWrite = "chain.write",
        /// See staff.
        StaffRead = "staff.read",
        /// Add and change staff.
        StaffWrite = "staff.write",
        /// Decide on what others may not do alone.
        ApprovalsDecide = "approvals.decide",
        /// Make and revoke keys for programs.
        ApiKeysWrite = "api_keys.write",
        /// Change what the brand asks of its own people.
        SecurityWrite = "security.write",
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
        /// Have the database backed up, and see where the backups lie.
        BackupsRun = "backups.run",
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
                | Permission::OffersWrite
                | Permission::SettingsWrite
                | Permission::SecurityWrite
                | Permission::ApiKeysWrite
                | Permission::AuditRead
                | Permission::ImportsRun
                | Permission::PrivacyAnswer
                | Permission::BackupsRun
        )
    }

    /// Whether a person must be there: no key of a program has it. A till that is registered would
    /// outlive the key.
    pub fn needs_person(self) -> bool {
        matches!(
            self,
            Permission::StaffWrite
                | Permission::ApprovalsDecide
                | Permission::ApiKeysWrite
                | Permission::SecurityWrite
                | Permission::TillsRegister
                | Permission::MembersMerge
                | Permission::MembersUnmask
                | Permission::PrivacyAnswer
                | Permission::BackupsRun
        )
    }

    /// Whether the key of a program may have it.
    pub fn is_for_keys(self) -> bool {
        !self.needs_person() && !self.is_for_everybody()
    }

    /// Whether a log-in with a PIN at a till is enough: what a till is for. A PIN is easier to
    /// look over a shoulder at than a password, so nothing else is open to it.
    pub fn is_at_till(self) -> bool {
        matches!(
            self,
            Permission::Session
                | Permission::MembersRead
                | Permission::MembersWrite
                | Permission::GoodsRead
                | Permission::OrdersRead
                | Permission::OrdersSettle
                | Permission::OrdersReturn
                | Permission::TopUpsWrite
                | Permission::CouponsRedeem
                | Permission::StoresRead
        )
    }

    /// Whether everybody has it, whatever the role.
    pub fn is_for_everybody(self) -> bool {
        matches!(
            self,
            Permission::Public | Permission::Session | Permission::OwnAccount
        )
    }

    /// How far it reaches, as the OpenAPI document says it in `x-scope`.
    pub fn reach(self) -> Reach {
        match self {
            Permission::Public => Reach::Public,
            Permission::Session | Permission::OwnAccount => Reach::Person,
            _ if self.needs_whole_brand() => Reach::Brand,
            _ => Reach::Stores,
        }
    }
}

text_enum! {
    /// How far a permission reaches.
    pub enum Reach {
        /// To what everybody may see.
        Public = "public",
        /// To the person's own.
        Person = "person",
        /// To the stores of the person's scope.
        Stores = "stores",
        /// To the whole brand.
        Brand = "brand",
    }
}
