//! Members against real databases, on both engines.

mod changes;
mod closures;
mod consents;
mod enrolment;
mod fields;
mod http;
mod merge;
mod profile;
mod search;
mod search_laws;
mod visits;

use crate::{Channel, ImportedMember, Member, MembershipError, NewMember};
use kernel::{Act, BrandId, Cutoff, MemberId, StoreId};
use platform::db::Tx;
use platform::seal::Seal;
use retail::{NewStore, Ownership};
use testkit::TestDb;

/// A brand with two stores, and the key that seals its members' phone numbers.
struct Chain<'d> {
    db: &'d TestDb,
    seal: Seal,
    xuhui: StoreId,
    pudong: StoreId,
}

impl<'d> Chain<'d> {
    fn new(db: &'d TestDb) -> Self {
        let act = Act::of_system(db.clock.now());
        let found = move |code: &'static str, cutoff| {
            db.write(move |tx| {
                let new = NewStore {
                    code: code.into(),
                    name: code.into(),
                    region_id: None,
                    ownership: Ownership::Owned,
                    zone: "Asia/Shanghai".parse().expect("known zone"),
                    cutoff,
                    allows_negative_stock: false,
                    address: None,
                    phone: None,
                };
                retail::create_store(tx, act, &new).map(|store| store.id)
            })
            .expect("a store")
        };
        let (xuhui, pudong) = (found("xuhui", Cutoff(0)), found("pudong", Cutoff(240)));
        Chain {
            db,
            seal: Seal::ephemeral(),
            xuhui,
            pudong,
        }
    }

    fn act(&self) -> Act {
        Act::of_system(self.db.clock.now())
    }

    fn write<T: Send + 'static>(
        &self,
        act: impl Fn(&mut Tx<'_>, &Seal, &Act) -> Result<T, MembershipError> + Send + 'static,
    ) -> Result<T, MembershipError> {
        let (seal, now) = (self.seal.clone(), self.act());
        self.db.write(move |tx| act(tx, &seal, &now))
    }

    fn enrol(&self, new: NewMember) -> Result<MemberId, MembershipError> {
        self.write(move |tx, seal, act| crate::enrol(tx, seal, act, &new))
    }

    fn import(&self, rows: Vec<ImportedMember>) -> Vec<Result<MemberId, MembershipError>> {
        self.write(move |tx, seal, act| Ok(crate::import_members(tx, seal, act, &rows)?))
            .expect("an import")
    }

    fn get(&self, id: MemberId) -> Member {
        self.write(move |tx, _, _| crate::get(tx, id))
            .expect("a member")
    }
}

/// Somebody with a name and a phone number, at the till.
fn person(name: &str, phone: &str) -> NewMember {
    NewMember {
        name: Some(name.into()),
        phone: Some(phone.into()),
        ..NewMember::by(Channel::Till)
    }
}

/// A row of another system.
fn imported(external: &str, phone: Option<&str>) -> ImportedMember {
    let new = NewMember {
        name: Some(format!("会员{external}")),
        external_id: Some(external.into()),
        phone: phone.map(Into::into),
        ..NewMember::by(Channel::Import)
    };
    ImportedMember {
        new,
        enrolled_at: None,
        tier_id: None,
    }
}

#[test]
fn every_statement_fits_the_schema() {
    testkit::both(|db| {
        let complaints = platform::db::check_statements(&db.url).expect("a database");
        assert_eq!(complaints, [] as [String; 0]);
    });
}

/// The code of a refusal.
fn code<T: std::fmt::Debug>(outcome: Result<T, MembershipError>) -> &'static str {
    kernel::Fault::code(&outcome.expect_err("refused"))
}

/// Another brand in the same database.
const OTHER_BRAND: BrandId = BrandId(2);
