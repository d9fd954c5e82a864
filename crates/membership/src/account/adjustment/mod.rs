//! 调账: somebody gives or takes by hand what a member has, for a reason. One that is more than a
//! person may do a day alone waits for a second person.

pub(crate) mod http;

use crate::MembershipError;
use crate::identity;
use crate::profile::{self, rules::REASON_MAX};
use access::{Action, Actor, Approval, Approved, Gate, Wish, audit};
use kernel::{Act, Invalid, MemberId, Money, PostingId, StoreId, Timestamp};
use ledger::{Adjustment, Asset, Balances};
use platform::db::{DbError, Tx};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// The most that one correction moves: points, or 分.
const AMOUNT_MAX: i64 = 1_000_000_000;

/// What is asked of contexts above this one, which the server gives.
#[derive(Clone, Copy)]
pub struct House {
    /// The most stored value that one member may have by law and by the brand's terms, bonus
    /// included (单用途商业预付卡管理办法, article 18).
    pub stored_value_cap: fn(&mut Tx<'_>) -> Result<Money, DbError>,
}

/// A correction of what a member has.
#[derive(Debug, Clone, Serialize, Deserialize)]
struct Correction {
    member_id: MemberId,
    asset: Asset,
    amount: i64,
    expires_at: Option<Timestamp>,
    #[serde(skip)]
    reason: String,
    store_id: Option<StoreId>,
    #[serde(skip)]
    key: String,
}

impl Correction {
    /// What a second person decides on when it is large, and how large it is.
    fn action(&self) -> (Action, i64) {
        let action = match self.asset {
            Asset::Points => Action::AdjustPoints,
            _ => Action::AdjustStoredValue,
        };
        (action, self.amount.saturating_abs())
    }
}

/// What became of a correction.
enum Outcome {
    Done(PostingId),
    Waits(Box<Approval>),
}

/// With what the member has then.
type Corrected = (Outcome, Balances);

/// Corrects what a member has, unless that is more than the person may do alone: then it waits for
/// a second person.
fn correct_or_ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    correction: &Correction,
    house: House,
) -> Result<Corrected, MembershipError> {
    check(correction, actor.now)?;
    let member = profile::get(tx, correction.member_id)?;
    // A reason that waits outlives the person as one that stands in a posting does.
    identity::check_nameless(tx, &member, &correction.reason)?;
    let (action, size) = correction.action();
    let wish = Wish {
        action,
        size,
        subject: member.id.to_string(),
        store_id: correction.store_id,
        reason: &correction.reason,
        payload: correction,
    };
    if let Gate::Waits(approval) = access::pass(tx, actor, &wish)? {
        let balances = ledger::balances(tx, member.id, actor.now)?;
        return Ok((Outcome::Waits(approval), balances));
    }
    let (posting_id, balances) = correct(tx, actor.act(), correction, house)?;
    Ok((Outcome::Done(posting_id), balances))
}

/// Does a correction that a second person has approved, as the server's list of acts has it.
pub fn adjust_approved(
    tx: &mut Tx<'_>,
    approved: &Approved,
    house: House,
) -> Result<serde_json::Value, MembershipError> {
    let correction = Correction {
        reason: approved.reason.clone(),
        key: approved.id.to_string(),
        ..approved.read()?
    };
    let (posting_id, _) = correct(tx, approved.act, &correction, house)?;
    Ok(json!({ "posting_id": posting_id }))
}

/// Refuses to give more stored value than one member may have. It is asked of what stands in the
/// ledger after the correction, whose account row is locked until the end of the act.
fn check_cap(
    tx: &mut Tx<'_>,
    correction: &Correction,
    after: &Balances,
    house: House,
) -> Result<(), MembershipError> {
    if correction.amount < 0 || correction.asset == Asset::Points {
        return Ok(());
    }
    let over = after.stored_value().0 - (house.stored_value_cap)(tx)?.0;
    if over <= 0 {
        return Ok(());
    }
    let max = (correction.amount - over).max(0);
    Err(Invalid::one("/amount", "number.too_large", [("max", max.into())]).into())
}

/// Corrects what a member has; answers with what there is afterwards.
fn correct(
    tx: &mut Tx<'_>,
    act: Act,
    correction: &Correction,
    house: House,
) -> Result<(PostingId, Balances), MembershipError> {
    check(correction, act.now)?;
    let member_id = profile::get(tx, correction.member_id)?.id;
    let member = profile::lock(tx, member_id)?;
    identity::check_nameless(tx, &member, &correction.reason)?;
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
    check_cap(tx, correction, &balances, house)?;
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
