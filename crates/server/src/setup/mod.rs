//! 首次设置: the first brand with its owner and its first store, or the demo chain, before there is
//! anybody who could log in.
//!
//! Guarantees: one brand at most is founded this way, however many ask at once; whoever founds it
//! shows the token that the server keeps where only its owner reads it.

pub(crate) mod http;
mod token;

pub use token::{forget_token, keep_token};

use access::{AccessError, NewBrand, NewStaff};
use kernel::{Act, Fault, FieldError, Invalid, Kind, Params};
use platform::db::{DbError, Tx};
use retail::{NewStore, RetailError};
use standing::StandingError;

/// A brand that is to be founded, with what it begins with.
#[derive(Debug, Clone)]
pub struct Founding {
    /// The brand.
    pub brand: NewBrand,
    /// Its first owner.
    pub owner: NewStaff,
    /// The region of its first store.
    pub region: Option<NewRegion>,
    /// Its first store, in that region.
    pub store: Option<NewStore>,
}

/// A region that is to be founded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewRegion {
    /// Unique within the brand.
    pub code: String,
    /// What people call it.
    pub name: String,
}

/// What can go wrong at the first setup.
#[derive(Debug, thiserror::Error)]
pub enum SetupFault {
    /// The setup token is missing or wrong.
    #[error("the setup token is missing or wrong")]
    WrongToken,
    /// The brand or its owner.
    #[error(transparent)]
    Access(#[from] AccessError),
    /// The region or the store.
    #[error(transparent)]
    Retail(#[from] RetailError),
    /// The tiers.
    #[error(transparent)]
    Standing(#[from] StandingError),
    /// The database.
    #[error(transparent)]
    Db(#[from] DbError),
}

impl SetupFault {
    /// The failure of another part that this one only passes on.
    fn inner(&self) -> Option<&dyn Fault> {
        match self {
            SetupFault::WrongToken => None,
            SetupFault::Access(error) => Some(error),
            SetupFault::Retail(error) => Some(error),
            SetupFault::Standing(error) => Some(error),
            SetupFault::Db(error) => Some(error),
        }
    }
}

impl Fault for SetupFault {
    fn kind(&self) -> Kind {
        self.inner().map_or(Kind::Forbidden, Fault::kind)
    }

    fn code(&self) -> &'static str {
        self.inner().map_or("setup.wrong_token", Fault::code)
    }

    fn params(&self) -> Params {
        self.inner().map(Fault::params).unwrap_or_default()
    }

    fn field_errors(&self) -> Vec<FieldError> {
        self.inner().map(Fault::field_errors).unwrap_or_default()
    }
}

/// Says all that is wrong with a founding, each below the name of its part, but for a password that
/// is easy to guess.
pub fn check(founding: &Founding) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    let mut note = |at: &str, part: Result<(), Invalid>| {
        for field in part.err().unwrap_or_default().0 {
            let pointer = format!("{at}{}", field.pointer);
            wrong.0.push(FieldError { pointer, ..field });
        }
    };
    note("/brand", access::check_brand(&founding.brand));
    note("/owner", access::check_staff(&founding.owner));
    if let Some(NewRegion { code, name }) = &founding.region {
        note("/region", retail::check_new_region(code, name));
    }
    if let Some(store) = &founding.store {
        note("/store", retail::check_new_store(store));
    }
    wrong.check()
}

/// Founds a brand with its owner, the usual tiers and what it begins with, in a transaction of the
/// new brand's id.
pub fn found(
    tx: &mut Tx<'_>,
    act: Act,
    founding: &Founding,
    password_hash: &str,
) -> Result<(), SetupFault> {
    access::found_brand(tx, &act, &founding.brand, &founding.owner, password_hash)?;
    insight::begin_again(tx)?;
    standing::replace_tiers(tx, &act, &standing::usual_tiers())?;
    let region_id = match &founding.region {
        Some(NewRegion { code, name }) => Some(retail::create_region(tx, act, code, name)?.id),
        None => None,
    };
    if let Some(store) = &founding.store {
        let store = NewStore {
            region_id,
            ..store.clone()
        };
        retail::create_store(tx, act, &store)?;
    }
    Ok(())
}
