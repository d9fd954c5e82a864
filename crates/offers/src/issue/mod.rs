//! 批量发券: a coupon for each member of an audience, as a job: with progress, stopped when somebody
//! asks, carried on after a crash, and each member has exactly one in the end.

pub(crate) mod http;
mod store;

use crate::coupon::{self, CouponAct, Way};
use crate::offer::read_terms;
use crate::{OffersError, RunningOffer};
use kernel::{Act, By, Cursor, Invalid, JobId, MemberId, Page, StoreId, TierId, Timestamp};
use membership::{SaleMember, WalkedMember};
use platform::db::{DbError, Tx};
use platform::jobs::{self, JobCtx, JobError, NewJob};
use platform::row;
use pricing::OfferId;
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::BTreeMap;
use utoipa::ToSchema;

/// The name of the job.
pub const JOB_KIND: &str = "coupon_issue";

/// How many members one transaction sees to.
const AT_ONCE: u32 = 500;
/// The most members that a list names.
const LISTED_MAX: usize = 20_000;
const REASON_MAX: usize = 200;

kernel::id!(
    #[doc(alias = "发券批次")]
    /// An issue of coupons to many.
    IssueId,
    "isu"
);

/// To whom.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "kind", rename_all = "snake_case", deny_unknown_fields)]
pub(crate) enum Audience {
    /// Every member who is neither frozen nor closed.
    All,
    /// Those of these tiers.
    Tiers {
        /// Which.
        #[schema(min_items = 1, max_items = 20)]
        any_of: Vec<TierId>,
    },
    /// Those who belong to these stores.
    Stores {
        /// Which.
        #[schema(min_items = 1, max_items = 5000)]
        any_of: Vec<StoreId>,
    },
    /// Exactly these.
    Listed {
        /// Who; a member who is named twice gets one.
        #[schema(min_items = 1, max_items = 20000)]
        members: Vec<MemberId>,
    },
}

row! {
    /// An issue.
    pub(crate) struct Issue {
        pub id: IssueId,
        pub offer_id: OfferId,
        pub version: i64,
        pub audience: String,
        pub reason: String,
        pub job_id: JobId,
        pub issued: i64,
        pub created_at: Timestamp,
        pub created_by: By,
    }
}

impl Audience {
    fn check(&self) -> Result<(), Invalid> {
        let mut wrong = Invalid::new();
        let (pointer, count, max) = match self {
            Audience::All => return Ok(()),
            Audience::Tiers { any_of } => ("/to/any_of", any_of.len(), 20),
            Audience::Stores { any_of } => ("/to/any_of", any_of.len(), 5_000),
            Audience::Listed { members } => ("/to/members", members.len(), LISTED_MAX),
        };
        if count == 0 {
            wrong.add(pointer, "list.empty", []);
        } else if count > max {
            wrong.add(pointer, "list.too_long", [("max", max.into())]);
        }
        wrong.check()
    }

    fn holds(&self, member: &WalkedMember) -> bool {
        if member.is_frozen || member.closed_at.is_some() {
            return false;
        }
        match self {
            Audience::All | Audience::Listed { .. } => true,
            Audience::Tiers { any_of } => member.tier_id.is_some_and(|id| any_of.contains(&id)),
            Audience::Stores { any_of } => member.store_id.is_some_and(|id| any_of.contains(&id)),
        }
    }
}

/// Begins to issue coupons of the version that is published now.
pub(crate) fn begin(
    tx: &mut Tx<'_>,
    act: &Act,
    offer_id: OfferId,
    to: &Audience,
    reason: &str,
) -> Result<Issue, OffersError> {
    to.check()?;
    let mut wrong = Invalid::new();
    wrong.text("/reason", reason, REASON_MAX);
    wrong.check()?;
    require_known(tx, to)?;
    let offer = coupon::given_out(tx, act, offer_id)?;
    let audience = serde_json::to_string(to).map_err(|error| DbError::Bug(error.to_string()))?;
    let mut issue = Issue {
        id: IssueId(tx.new_id()),
        offer_id,
        version: offer.version,
        audience,
        reason: reason.trim().to_owned(),
        job_id: JobId(0),
        issued: 0,
        created_at: act.now,
        created_by: act.by,
    };
    store::insert(tx, &issue)?;
    let job = NewJob {
        kind: JOB_KIND,
        body: json!({ "issue_id": issue.id }),
        due_at: act.now,
        dedup: Some(issue.id.to_string()),
        by: act.by,
    };
    issue.job_id = jobs::enqueue(tx, job)?;
    store::set_job(tx, issue.id, issue.job_id)?;
    let details = json!({ "offer_id": offer_id, "version": offer.version });
    access::audit::record(tx, act, "coupon.issue", &issue.id.to_string(), &details)?;
    Ok(issue)
}

/// Refuses members, tiers and stores that are not there.
fn require_known(tx: &mut Tx<'_>, to: &Audience) -> Result<(), OffersError> {
    let mut wrong = Invalid::new();
    let mut note = |list: &str, place: usize| {
        wrong.add(format!("/to/{list}/{place}"), "reference.unknown", []);
    };
    match to {
        Audience::All => {}
        Audience::Tiers { any_of } => {
            let tiers = tx.fetch(standing::tiers(tx))?;
            let unknown = |(_, id): &(usize, &TierId)| tiers.find(**id).is_none();
            let places = any_of.iter().enumerate().filter(unknown);
            places.for_each(|(place, _)| note("any_of", place));
        }
        Audience::Stores { any_of } => {
            let stores = tx.fetch(retail::stores(tx, any_of))?;
            let unknown = |(_, id): &(usize, &StoreId)| !stores.contains_key(id);
            let places = any_of.iter().enumerate().filter(unknown);
            places.for_each(|(place, _)| note("any_of", place));
        }
        Audience::Listed { members } => {
            let known = membership::load_for_sale(tx, members)?;
            let unknown = |(_, id): &(usize, &MemberId)| !known.contains_key(id);
            let places = members.iter().enumerate().filter(unknown);
            places.for_each(|(place, _)| note("members", place));
        }
    }
    Ok(wrong.check()?)
}

/// A page of issues, the latest first.
pub(crate) fn list(
    tx: &mut Tx<'_>,
    offer_id: Option<OfferId>,
    (before, limit): (Option<Cursor>, u32),
) -> Result<Page<Issue>, DbError> {
    let before = before.map_or(i64::MAX, |cursor| cursor.id);
    let rows = store::page(tx, offer_id, (before, i64::from(limit) + 1))?;
    Ok(Page::of(rows, limit, |issue| Cursor {
        key: 0,
        id: issue.id.0,
    }))
}

#[derive(Deserialize)]
struct Body {
    issue_id: IssueId,
}

/// How far an issue has got.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
struct Place {
    /// The last member who was seen to.
    after: Option<MemberId>,
    seen: i64,
    issued: i64,
}

/// Does the job. Each step is one transaction with its note of progress, so that a crash neither
/// loses nor repeats one.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let body: Body = serde_json::from_value((*job.body).clone())
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let mut place: Place = match job.checkpoint() {
        Some(place) => serde_json::from_value(place.clone())
            .map_err(|error| JobError::Failed(error.to_string()))?,
        None => Place::default(),
    };
    let id = body.issue_id;
    let (offer, issue, to, total) = job
        .app
        .db
        .read_blocking(job.brand, move |tx| load(tx, id))?;
    loop {
        let (ctx, before) = (job.clone(), place.clone());
        let (offer, to) = (offer.clone(), to.clone());
        let reason = issue.reason.clone();
        let by = issue.created_by;
        let step = job.app.db.write_blocking(job.brand, move |tx| {
            let Some((last, named, members)) = next_members(tx, &to, before.after)? else {
                return Ok::<_, JobError>(None);
            };
            let act = Act { by, ..ctx.act() };
            let wanted: Vec<MemberId> = members
                .iter()
                .filter(|member| to.holds(member))
                .map(|member| member.id)
                .collect();
            let issued = issue_to(tx, &ctx, &offer, (id, &reason, act), &wanted)?;
            let place = Place {
                after: Some(last),
                seen: before.seen + named,
                issued: before.issued + issued,
            };
            let state = json!(place);
            ctx.progress_in(tx, place.seen, total.max(place.seen), &state)?;
            Ok(Some(place))
        })?;
        match step {
            Some(next) => place = next,
            None => return Ok(json!({ "issue_id": id, "issued": place.issued })),
        }
    }
}

type Loaded = (RunningOffer, Issue, Audience, i64);

fn load(tx: &mut Tx<'_>, id: IssueId) -> Result<Loaded, JobError> {
    let issue = store::find(tx, id)?;
    let issue = issue.ok_or_else(|| JobError::Failed(format!("there is no issue {id}")))?;
    let to: Audience = serde_json::from_str(&issue.audience)
        .map_err(|error| JobError::Failed(error.to_string()))?;
    let key = (issue.offer_id, issue.version);
    let versions = tx.fetch(crate::offer::store::find_versions(tx, &[key]))?;
    let version = versions.first().ok_or(DbError::Missing)?;
    let terms = read_terms(&version.terms)?;
    let total = match &to {
        Audience::Listed { members } => members.len() as i64,
        _ => membership::count_walked(tx)?,
    };
    Ok((RunningOffer::new(key.0, key.1, terms), issue, to, total))
}

/// The next members to be seen to, with the number behind which the ones after them stand and how
/// many were named.
fn next_members(
    tx: &mut Tx<'_>,
    to: &Audience,
    after: Option<MemberId>,
) -> Result<Option<(MemberId, i64, Vec<WalkedMember>)>, DbError> {
    let after = after.unwrap_or(MemberId(-1));
    let Audience::Listed { members } = to else {
        let members = membership::walk(tx, after, AT_ONCE)?;
        let last = members.last().map(|last| last.id);
        return Ok(last.map(|last| (last, members.len() as i64, members)));
    };
    let mut named: Vec<MemberId> = members.iter().copied().filter(|id| *id > after).collect();
    named.sort_unstable();
    named.dedup();
    named.truncate(AT_ONCE as usize);
    // One who was merged into another by now stands for the other, who gets one all the same.
    let found = membership::load_for_sale(tx, &named)?;
    let current: BTreeMap<MemberId, &SaleMember> =
        found.values().map(|member| (member.id, member)).collect();
    let walked = |member: &&SaleMember| WalkedMember {
        id: member.id,
        tier_id: member.tier_id,
        store_id: member.store_id,
        is_frozen: member.is_frozen,
        closed_at: member.closed_at,
    };
    let members = current.values().map(walked).collect();
    Ok(named
        .last()
        .map(|last| (*last, named.len() as i64, members)))
}

/// Gives one to each who has none of this issue yet; answers how many.
fn issue_to(
    tx: &mut Tx<'_>,
    ctx: &JobCtx,
    offer: &RunningOffer,
    (issue_id, reason, act): (IssueId, &str, Act),
    members: &[MemberId],
) -> Result<i64, JobError> {
    let have = coupon::store::have_of_issue(tx, issue_id, members)?;
    let members: Vec<MemberId> = members
        .iter()
        .copied()
        .filter(|id| !have.contains(id))
        .collect();
    if members.is_empty() {
        return Ok(0);
    }
    let way = Way {
        act,
        how: CouponAct::Issued,
        store_id: None,
        issue_id: Some(issue_id),
        reason: Some(reason),
    };
    let issued = coupon::get_many(tx, &ctx.app.seal, offer, &members, &way)?;
    let count = issued.len() as i64;
    store::add(tx, issue_id, count)?;
    Ok(count)
}
