//! What one person used under several ids, of members that were merged into one.

use super::{Buying, RunningOffer, counters, store};
use kernel::MemberId;
use platform::db::{DbError, Tx};
use std::collections::HashMap;

/// What these buyers used of these offers under ids that were merged into theirs, by the counter of
/// the id that stays.
pub(super) fn used_as_others(
    tx: &mut Tx<'_>,
    limited: &[&RunningOffer],
    buyers: &[Buying],
) -> Result<HashMap<String, i64>, DbError> {
    let mut limited = limited.to_vec();
    limited.retain(|offer| is_by_member(offer));
    if limited.is_empty() {
        return Ok(HashMap::new());
    }
    let members: Vec<MemberId> = buyers.iter().filter_map(|one| one.member_id).collect();
    let keys = |buying: &Buying, id: MemberId| -> Vec<String> {
        let member_id = Some(id);
        let buying = Buying {
            member_id,
            ..*buying
        };
        let all = limited.iter().flat_map(|offer| counters(offer, &buying));
        all.map(|counter| counter.key).collect()
    };
    used_as(tx, &members, |gone, current| {
        let bought = buyers.iter().filter(|one| one.member_id == Some(current));
        bought
            .flat_map(|buying| keys(buying, gone).into_iter().zip(keys(buying, current)))
            .collect()
    })
}

fn is_by_member(offer: &RunningOffer) -> bool {
    let limits = &offer.terms.limits;
    limits.uses_a_member.is_some() || limits.uses_a_member_day.is_some()
}

/// What was counted under ids that were merged into these members: `keys` pairs each counter of an
/// id that is gone with that of the id that stays.
pub(crate) fn used_as(
    tx: &mut Tx<'_>,
    members: &[MemberId],
    keys: impl Fn(MemberId, MemberId) -> Vec<(String, String)>,
) -> Result<HashMap<String, i64>, DbError> {
    let absorbed = membership::absorbed_into(tx, members)?;
    let mut pairs: Vec<(String, String)> = absorbed
        .into_iter()
        .flat_map(|(gone, current)| keys(gone, current))
        .filter(|(gone, current)| gone != current)
        .collect();
    if pairs.is_empty() {
        return Ok(HashMap::new());
    }
    pairs.sort_unstable();
    pairs.dedup();
    let gone = pairs.iter().map(|(gone, _)| gone.clone()).collect();
    let used: HashMap<String, i64> = tx.fetch(store::load(tx, gone))?.into_iter().collect();
    let mut sums: HashMap<String, i64> = HashMap::new();
    for (gone, current) in pairs {
        *sums.entry(current).or_default() += used.get(&gone).copied().unwrap_or(0);
    }
    Ok(sums)
}
