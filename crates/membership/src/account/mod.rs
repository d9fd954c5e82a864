//! 账户: what a member has and how it came to that, read from the ledger, and corrections by hand.
//!
//! The ledger knows ids only; that there is such a member is asked here, where members are known.

pub(crate) mod http;

use crate::MembershipError;
use crate::identity;
use crate::profile::{self, rules::check_nameless};
use access::audit;
use kernel::{Act, Invalid, MemberId, PostingId, StoreId, Timestamp};
use ledger::{Adjustment, Asset, Balances};
use platform::db::Tx;
use serde_json::json;

/// The most that one correction moves: points, or 分.
const AMOUNT_MAX: i64 = 1_000_000_000;
/// The longest reason, in characters.
const REASON_MAX: usize = 200;

/// A correction of what a member has.
#[derive(Debug, Clone)]
struct Correction {
    member_id: MemberId,
    asset: Asset,
    amount: i64,
    expires_at: Option<Timestamp>,
    reason: String,
    store_id: Option<StoreId>,
    key: String,
}

/// Corrects what a member has, and answers with what is there now.
fn correct(
    tx: &mut Tx<'_>,
    act: Act,
    correction: &Correction,
) -> Result<(PostingId, Balances), MembershipError> {
    check(correction, act.now)?;
    let member_id = profile::get(tx, correction.member_id)?.id;
    let member = profile::lock(tx, member_id)?;
    let identities = identity::list(tx, member_id)?;
    let values = identities.iter().map(|one| one.value.as_str());
    let names = values.chain([member.name.as_str()]);
    check_nameless("/reason", &correction.reason, names)?;
    if let Some(store_id) = correction.store_id {
        profile::check_store(tx, store_id)?;
    }
    let business_date = match correction.store_id {
        Some(store_id) => retail::get_store(tx, store_id)?.business_date(act.now),
        None => act.now.date_in(&access::get_brand(tx)?.zone),
    };
    let adjustment = Adjustment {
        member_id,
        asset: correction.asset,
        amount: correction.amount,
        expires_at: correction.expires_at,
        reason: correction.reason.trim().to_owned(),
        store_id: correction.store_id,
        business_date,
        key: Some(correction.key.clone()),
    };
    let adjusted = ledger::adjust(tx, act, &adjustment)?;
    let balances = ledger::balances(tx, member_id, act.now)?;
    let details = json!({
        "asset": correction.asset,
        "amount": correction.amount,
        "reason": adjustment.reason,
        "posting_id": adjusted.posting_id,
    });
    audit::record(tx, &act, "member.adjust", &member_id.to_string(), &details)?;
    Ok((adjusted.posting_id, balances))
}

fn check(correction: &Correction, now: Timestamp) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if !Asset::OF_MEMBERS.contains(&correction.asset) {
        let allowed: Vec<&str> = Asset::OF_MEMBERS
            .iter()
            .map(|asset| asset.as_str())
            .collect();
        wrong.add("/asset", "value.unknown", [("allowed", allowed.into())]);
    }
    if correction.amount == 0 {
        wrong.add("/amount", "number.zero", []);
    }
    wrong.range("/amount", correction.amount, -AMOUNT_MAX, AMOUNT_MAX);
    wrong.text("/reason", &correction.reason, REASON_MAX);
    if let Some(end) = correction.expires_at {
        let lasts = correction.asset != Asset::Points || correction.amount < 0;
        if lasts {
            // Only points that are given have an end.
            wrong.add("/expires_at", "value.not_allowed", []);
        } else if end <= now {
            wrong.add(
                "/expires_at",
                "date.too_early",
                [("min", now.to_string().into())],
            );
        }
    }
    wrong.check()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrong_fields(change: impl FnOnce(&mut Correction)) -> Vec<(String, &'static str)> {
        let mut correction = Correction {
            member_id: MemberId(1),
            asset: Asset::Points,
            amount: 100,
            expires_at: Some(Timestamp(2_000)),
            reason: "forgotten at the till".into(),
            store_id: None,
            key: "k".into(),
        };
        change(&mut correction);
        match check(&correction, Timestamp(1_000)) {
            Ok(()) => Vec::new(),
            Err(Invalid(all)) => all.into_iter().map(|one| (one.pointer, one.code)).collect(),
        }
    }

    #[test]
    fn a_correction_says_what_how_much_and_why() {
        assert_eq!(wrong_fields(|_| ()), []);
        assert_eq!(wrong_fields(|c| (c.amount, c.expires_at) = (-5, None)), []);
        type Case = (fn(&mut Correction), &'static str, &'static str);
        let cases: [Case; 7] = [
            (|c| c.amount = 0, "/amount", "number.zero"),
            (|c| c.amount = AMOUNT_MAX + 1, "/amount", "number.too_large"),
            (|c| c.reason = " ".into(), "/reason", "text.empty"),
            (
                |c| c.expires_at = Some(Timestamp(1_000)),
                "/expires_at",
                "date.too_early",
            ),
            (|c| c.amount = -1, "/expires_at", "value.not_allowed"),
            (
                |c| c.asset = Asset::Bonus,
                "/expires_at",
                "value.not_allowed",
            ),
            (
                |c| (c.asset, c.expires_at) = (Asset::Money, None),
                "/asset",
                "value.unknown",
            ),
        ];
        for (change, pointer, code) in cases {
            assert_eq!(wrong_fields(change), [(pointer.to_owned(), code)]);
        }
    }
}
