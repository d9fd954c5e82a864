//! A chain to tell stories about. Whatever a story names is there from its first mention on; it
//! is made by the public façades, never by writing rows.

use access::{NewBrand, NewStaff, Role, Scope};
use checkout::{CardKind, CheckoutError, TopUp, TopUpTender};
use kernel::{Act, BrandId, Cutoff, MemberId, Money, Rate, RegionId, SkuId, StaffId, StoreId};
use ledger::{Adjustment, Asset, Balances};
use membership::{Channel, NewMember};
use platform::App;
use platform::db::{DbError, Tx};
use retail::{NewGoods, NewSku, NewStore, Ownership, Unit};
use standing::TierDraft;
use std::cell::{Cell, RefCell};
use std::collections::HashMap;
use std::sync::OnceLock;

/// Everybody's password.
pub const PASSWORD: &str = "right-password";

/// One brand with what the story has named so far.
pub struct Chain {
    ground: App,
    pub brand: BrandId,
    pub code: String,
    stores: RefCell<HashMap<String, StoreId>>,
    goods: RefCell<HashMap<String, SkuId>>,
    members: RefCell<HashMap<String, MemberId>>,
    phones: Cell<u32>,
}

/// A member on the way into a story.
#[derive(Clone, Copy)]
pub struct Member<'c> {
    chain: &'c Chain,
    pub id: MemberId,
}

impl Chain {
    /// Founds a brand with its owner, whose log-in is `owner`.
    pub fn found(ground: &App, code: &str) -> Chain {
        let brand = BrandId(ground.db.new_id());
        let new = NewBrand {
            code: code.into(),
            name: code.into(),
            currency: "CNY".into(),
            zone: "Asia/Shanghai".parse().expect("a zone"),
        };
        let owner = new_staff("owner", Role::Owner, Scope::Brand);
        let act = Act::of_system(ground.clock.now());
        let found = move |tx: &mut Tx<'_>| access::found_brand(tx, &act, &new, &owner, hash());
        ground.db.write_blocking(brand, found).expect("a brand");
        Chain {
            ground: ground.clone(),
            brand,
            code: code.into(),
            stores: RefCell::default(),
            goods: RefCell::default(),
            members: RefCell::default(),
            phones: Cell::new(0),
        }
    }

    /// A store: owned, in Shanghai, its day ending at midnight, nothing below zero.
    pub fn store(&self, name: &str) -> StoreId {
        if let Some(known) = self.stores.borrow().get(name) {
            return *known;
        }
        let (act, new) = (self.act(), new_store(name));
        let id = self.write(move |tx| retail::create_store(tx, act, &new)).id;
        self.stores.borrow_mut().insert(name.into(), id);
        id
    }

    /// A store in a region.
    pub fn store_in(&self, region_id: RegionId, name: &str) -> StoreId {
        let (act, new) = (
            self.act(),
            NewStore {
                region_id: Some(region_id),
                ..new_store(name)
            },
        );
        let id = self.write(move |tx| retail::create_store(tx, act, &new)).id;
        self.stores.borrow_mut().insert(name.into(), id);
        id
    }

    pub fn region(&self, name: &str) -> RegionId {
        let (act, name) = (self.act(), name.to_owned());
        self.write(move |tx| retail::create_region(tx, act, &name, &name))
            .id
    }

    /// Goods named by their price: `latte-1800`, or `latte-1800/1600` with one for members. Their
    /// stock is not counted.
    pub fn goods(&self, name: &str) -> SkuId {
        self.goods_with(name, false)
    }

    /// The same, with so many on the shelf of a store.
    pub fn goods_on_shelf(&self, name: &str, store: StoreId, quantity: i64) -> SkuId {
        let (sku, act) = (self.goods_with(name, true), self.act());
        self.write(move |tx| retail::adjust_stock(tx, act, (store, sku), quantity, "delivery"));
        sku
    }

    fn goods_with(&self, name: &str, keeps_stock: bool) -> SkuId {
        if let Some(known) = self.goods.borrow().get(name) {
            return *known;
        }
        let (act, new) = (self.act(), new_goods(name, keeps_stock));
        let full = self.write(move |tx| retail::create_goods(tx, act, &new));
        let id = full.skus[0].sku.id;
        self.goods.borrow_mut().insert(name.into(), id);
        id
    }

    /// How many are on a shelf.
    pub fn stock(&self, store: StoreId, sku: SkuId) -> i64 {
        let levels = self.read(move |tx| retail::load_levels(tx, store, &[sku]));
        levels.get(&sku).copied().unwrap_or_default()
    }

    /// A member of xuhui with a phone number and nothing else.
    pub fn member(&self, name: &str) -> Member<'_> {
        if let Some(known) = self.members.borrow().get(name) {
            return Member {
                chain: self,
                id: *known,
            };
        }
        self.phones.set(self.phones.get() + 1);
        let new = NewMember {
            name: Some(name.into()),
            phone: Some(format!("139{:08}", self.phones.get())),
            store_id: Some(self.store("xuhui")),
            ..NewMember::by(Channel::Till)
        };
        let (act, seal) = (self.act(), self.ground.seal.clone());
        let id = self.write(move |tx| membership::enrol(tx, &seal, &act, &new));
        self.members.borrow_mut().insert(name.into(), id);
        Member { chain: self, id }
    }

    /// Tiers by name, discount and points multiplier, the lowest first.
    pub fn tiers(&self, tiers: &[(&str, u32, u32)]) {
        let draft = |(rank, (name, discount, multiplier)): (i64, &(&str, u32, u32))| TierDraft {
            id: None,
            rank,
            name: (*name).into(),
            discount: Rate(*discount),
            points_multiplier: Rate(*multiplier),
        };
        let (act, drafts) = (self.act(), (1..).zip(tiers).map(draft).collect::<Vec<_>>());
        self.write(move |tx| standing::replace_tiers(tx, &act, &drafts));
    }

    /// The brand's terms of checkout, changed.
    pub fn terms(&self, change: impl FnOnce(&mut checkout::Terms)) {
        let (mut terms, version) = self.read(checkout::load_terms_versioned);
        change(&mut terms);
        let act = self.act();
        self.write(move |tx| checkout::replace_terms(tx, act, &terms, version));
    }

    /// A person who works here, with [`PASSWORD`].
    pub fn staff(&self, login: &str, role: Role, scope: Scope) -> StaffId {
        let (act, new) = (self.act(), new_staff(login, role, scope));
        self.write(move |tx| access::create_staff(tx, &act, &new, hash()))
    }

    /// An act of the house, now.
    pub fn act(&self) -> Act {
        Act::of_system(self.ground.clock.now())
    }

    /// Runs what must go well, in a transaction of the brand.
    #[track_caller]
    pub fn write<T, E>(&self, act: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> T
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Debug + Send + 'static,
    {
        self.ground
            .db
            .write_blocking(self.brand, act)
            .expect("it goes well")
    }

    #[track_caller]
    pub fn read<T, E>(&self, act: impl Fn(&mut Tx<'_>) -> Result<T, E> + Send + 'static) -> T
    where
        T: Send + 'static,
        E: From<DbError> + std::fmt::Debug + Send + 'static,
    {
        self.ground
            .db
            .read_blocking(self.brand, act)
            .expect("it goes well")
    }
}

impl Member<'_> {
    /// With so many points more.
    pub fn points(self, points: i64) -> Self {
        let act = self.chain.act();
        let gift = Adjustment {
            member_id: self.id,
            asset: Asset::Points,
            amount: points,
            expires_at: None,
            reason: "as the story begins".into(),
            store_id: None,
            business_date: "2026-11-25".parse().expect("a date"),
            key: None,
        };
        self.chain.write(move |tx| ledger::adjust(tx, act, &gift));
        self
    }

    /// With so much paid in, in xuhui and in cash; the ladder gives on top.
    pub fn stored_value(self, amount: i64) -> Self {
        let top_up = TopUp {
            act: self.chain.act(),
            member_id: self.id,
            store_id: self.chain.store("xuhui"),
            amount: Money(amount),
            tender: TopUpTender::Cash,
            reference: None,
            card_kind: CardKind::Named,
            expected_bonus: None,
            key: None,
        };
        self.chain.write(move |tx| -> Result<(), CheckoutError> {
            checkout::top_up(tx, &[&top_up])?
                .pop()
                .expect("one answer")
                .map(|_| ())
        });
        self
    }

    /// In the tier of this name.
    pub fn tier(self, name: &str) -> Self {
        let (act, id, name) = (self.chain.act(), self.id, name.to_owned());
        self.chain
            .write(move |tx| -> Result<(), standing::StandingError> {
                let tier = tx
                    .fetch(standing::tiers(tx))?
                    .find_by_name(&name)
                    .map(|tier| tier.id);
                standing::set_member_tier(tx, &act, id, tier, "as the story begins")
            });
        self
    }

    /// What the ledger says.
    pub fn balances(self) -> Balances {
        let (id, now) = (self.id, self.chain.act().now);
        self.chain.read(move |tx| ledger::balances(tx, id, now))
    }
}

/// One hash of the one password; to make it takes tens of milliseconds.
fn hash() -> &'static str {
    static HASH: OnceLock<String> = OnceLock::new();
    HASH.get_or_init(|| access::hash_password(PASSWORD).expect("a hash"))
}

fn new_staff(login: &str, role: Role, scope: Scope) -> NewStaff {
    let (login, name, password) = (login.into(), login.into(), PASSWORD.into());
    NewStaff {
        login,
        name,
        password,
        role,
        scope,
    }
}

fn new_store(name: &str) -> NewStore {
    NewStore {
        code: name.to_uppercase(),
        name: name.into(),
        region_id: None,
        ownership: Ownership::Owned,
        zone: "Asia/Shanghai".parse().expect("a zone"),
        cutoff: Cutoff(0),
        allows_negative_stock: false,
        address: None,
        phone: None,
    }
}

fn new_goods(name: &str, keeps_stock: bool) -> NewGoods {
    let prices = name.rsplit('-').next().unwrap_or_default();
    let (list, member) = match prices.split_once('/') {
        Some((list, member)) => (list, Some(member)),
        None => (prices, None),
    };
    let money = |text: &str| Money(text.parse().expect("goods are named by their price"));
    NewGoods {
        code: name.into(),
        name: name.into(),
        category_id: None,
        skus: vec![NewSku {
            code: name.into(),
            name: String::new(),
            unit: Unit::Piece,
            barcodes: Vec::new(),
            list_price: money(list),
            member_price: member.map(money),
            cost_price: None,
            keeps_stock,
        }],
    }
}
