//! The brand's terms of checkout: what it has chosen about points, top-ups and cards.
//!
//! A brand that has chosen nothing has the defaults, at version 0. An edit replaces the terms as a
//! whole and only the version that the editor has seen.

pub(crate) mod http;
mod rules;
mod store;

pub use rules::{
    BEARER_CAP_BY_LAW, Caps, CardKind, EarnRule, NAMED_CAP_BY_LAW, OffsetRule, PointsRounding,
    Rung, Terms,
};

use crate::CheckoutError;
use access::audit;
use kernel::{Act, Money};
use platform::db::{DbError, Fetches, Tx};
use platform::http::StaleEdit;
use serde_json::json;

/// The brand's terms.
pub fn load_terms(tx: &mut Tx<'_>) -> Result<Terms, DbError> {
    Ok(load_versioned(tx)?.0)
}

/// The most stored value that a member, who is known by name, may have.
pub fn stored_value_cap(tx: &mut Tx<'_>) -> Result<Money, DbError> {
    Ok(load_terms(tx)?.cap(CardKind::Named))
}

/// The brand's terms with their version.
pub fn load_versioned(tx: &mut Tx<'_>) -> Result<(Terms, i64), DbError> {
    tx.fetch(versioned(tx))
}

/// The same, to be asked for together with other things.
pub(crate) fn versioned(tx: &Tx<'_>) -> impl Fetches<Found = (Terms, i64)> + use<> {
    store::find(tx).then(|mut found| match found.pop() {
        None => Ok((Terms::default(), 0)),
        Some((text, version)) => {
            let terms = serde_json::from_str(&text)
                .map_err(|error| DbError::Bug(format!("stored terms cannot be read: {error}")))?;
            Ok((terms, version))
        }
    })
}

/// Replaces the brand's terms, if `version` is still the current one; answers the new version.
pub fn replace_terms(
    tx: &mut Tx<'_>,
    act: Act,
    terms: &Terms,
    version: i64,
) -> Result<i64, CheckoutError> {
    terms.check()?;
    let text = serde_json::to_string(terms)
        .map_err(|error| DbError::Bug(format!("terms cannot be written: {error}")))?;
    let before = load_terms(tx)?;
    if !store::save(tx, act, &text, version)? {
        return Err(CheckoutError::StaleEdit(StaleEdit::MovedOn));
    }
    let details = json!({ "before": before, "after": terms });
    audit::record(tx, &act, "terms.replace", "terms", &details)?;
    Ok(version + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use kernel::Timestamp;

    #[test]
    fn the_slower_of_two_editors_is_told() {
        testkit::both(|world| {
            world
                .write(|tx| -> Result<(), CheckoutError> {
                    let act = Act::of_system(Timestamp(1));
                    assert_eq!(load_versioned(tx)?, (Terms::default(), 0));
                    let rung = Rung {
                        pay: Money(10_000),
                        bonus: Money(1_000),
                    };
                    let terms = Terms {
                        ladder: vec![rung],
                        ..Terms::default()
                    };
                    assert_eq!(replace_terms(tx, act, &terms, 0)?, 1);
                    let slower = replace_terms(tx, act, &Terms::default(), 0);
                    assert!(matches!(slower, Err(CheckoutError::StaleEdit(_))));
                    assert_eq!(replace_terms(tx, act, &terms, 1)?, 2);
                    assert_eq!(load_versioned(tx)?, (terms, 2));
                    Ok(())
                })
                .expect("terms are kept");
        });
    }
}
