//! 审批: acts over a limit wait for a second person.
//!
//! What is asked for is kept as it was said, with a hash; whoever decides is another person who
//! could do it and reaches where it is about. An approved act runs once, in the transaction of
//! the approval; if it cannot be done, the approval does not stand either. Who does the acts is
//! told by the server, for this context knows none above it.

mod error;
pub(crate) mod http;
mod store;

pub use error::ApprovalError;
pub use store::{Approval, ApprovalState};

use crate::policy::{self, Action};
use crate::{AccessError, Actor, ScopeResolver, StoreFilter, Via, audit, brand, session, staff};
use kernel::{Act, BrandId, Fault, StoreId};
use platform::db::{Db, DbError, Tx};
use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::{Value as Json, json};
use sha2::{Digest, Sha256};

kernel::id!(
    #[doc(alias = "审批")]
    /// An act that waits for a second person.
    ApprovalId,
    "apv"
);

/// An act that somebody is about to do.
#[derive(Debug, Clone)]
pub struct Wish<'a, T: Serialize> {
    /// Which.
    pub action: Action,
    /// How large: what counts towards the limit; not negative.
    pub size: i64,
    /// To whom or what: an id as text.
    pub subject: String,
    /// In which store; `None` if it is about the brand.
    pub store_id: Option<StoreId>,
    /// Why.
    pub reason: &'a str,
    /// All that is needed to do it later, without personal data: words that people write are in
    /// the reason, which can be forgotten.
    pub payload: &'a T,
}

/// Whether an act is done now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Gate {
    /// Do it.
    Open,
    /// It waits for a second person; do not do it.
    Waits(Box<Approval>),
}

/// An approved act that is to be done.
#[derive(Debug, Clone)]
pub struct Approved {
    /// By whom it was asked for, now. The act is theirs; who let it pass stands in the log.
    pub act: Act,
    /// Which approval; a good cause for a posting.
    pub id: ApprovalId,
    /// Why, as it was asked for.
    pub reason: String,
    /// As it was said.
    pub payload: Json,
}

impl Approved {
    /// What was asked for, as the act that asked wrote it.
    pub fn read<T: DeserializeOwned>(&self) -> Result<T, DbError> {
        T::deserialize(&self.payload).map_err(|error| DbError::Bug(format!("{}: {error}", self.id)))
    }
}

/// A failure of an act of another context.
pub type ActFault = Box<dyn Fault + Send + Sync>;

/// Does one kind of acts.
#[derive(Clone, Copy)]
pub struct Executor {
    /// Which kind.
    pub action: Action,
    /// Does one and answers what became of it, without personal data.
    pub run: fn(&mut Tx<'_>, &Approved) -> Result<Json, ActFault>,
}

/// Everybody who does acts, as the server lists them.
#[derive(Clone, Copy)]
pub struct Executors(pub &'static [Executor]);

/// Lets an act pass or makes it wait. The act's size counts towards what the person has done on
/// this day, so that many small ones are no way around the limit.
pub fn pass<T: Serialize>(
    tx: &mut Tx<'_>,
    actor: &Actor,
    wish: &Wish<'_, T>,
) -> Result<Gate, AccessError> {
    let (policy, _) = policy::load(tx)?;
    let Some(max) = policy.day_max(wish.action) else {
        return Ok(Gate::Open);
    };
    let zone = brand::get_brand(tx)?.zone;
    let (what, size) = (wish.action.as_str(), (wish.size, max));
    if policy::use_up(tx, actor.staff, what, size, (actor.now, &zone))? {
        return Ok(Gate::Open);
    }
    if let Via::Key(_) = actor.via {
        // What waits outlives a key; and whoever decides must know that a person asked.
        let permission = wish.action.permission();
        return Err(AccessError::NeedsPerson { permission });
    }
    let payload =
        serde_json::to_string(wish.payload).map_err(|error| DbError::Bug(error.to_string()))?;
    let id = ApprovalId(tx.new_id());
    let approval = Approval {
        id,
        action: wish.action,
        size: wish.size,
        subject: wish.subject.clone(),
        store_id: wish.store_id,
        reason: wish.reason.trim().to_owned(),
        payload_hash: hash(id, wish.action, &payload),
        payload,
        requested_by: actor.staff,
        requested_at: actor.now,
        ends_at: actor.now.plus_days(policy.approval_days),
        state: ApprovalState::Pending,
        decided_by: None,
        decided_at: None,
        note: None,
        result: None,
    };
    store::insert(tx, &approval)?;
    let details = json!({ "action": wish.action, "size": wish.size, "subject": wish.subject });
    audit::record(
        tx,
        &actor.act(),
        "approval.request",
        &id.to_string(),
        &details,
    )?;
    Ok(Gate::Waits(Box::new(approval)))
}

/// Approves an act and does it.
fn approve(
    tx: &mut Tx<'_>,
    actor: &Actor,
    (executors, resolver): (Executors, ScopeResolver),
    id: ApprovalId,
    note: Option<&str>,
) -> Result<Approval, ApprovalError> {
    let asked = take(tx, actor, id, (ApprovalState::Approved, note))?;
    if hash(id, asked.action, &asked.payload) != asked.payload_hash {
        return Err(DbError::Bug(format!("{id} is not what was asked for")).into());
    }
    if !still_may(tx, resolver, &asked)? {
        return Err(ApprovalError::RequesterGone);
    }
    let executor = executors.0.iter().find(|one| one.action == asked.action);
    let executor = executor.ok_or_else(|| DbError::Bug(format!("nobody does {}", asked.action)))?;
    let approved = Approved {
        act: Act::of_staff(actor.now, asked.requested_by),
        id,
        reason: asked.reason,
        payload: serde_json::from_str(&asked.payload)
            .map_err(|error| DbError::Bug(error.to_string()))?,
    };
    let result = (executor.run)(tx, &approved).map_err(ApprovalError::Act)?;
    store::keep_result(tx, id, &result.to_string())?;
    finish(tx, actor, id, "approval.approve")
}

/// Whether who asked could still do it: they may have lost the right to it since, or the store.
fn still_may(tx: &mut Tx<'_>, resolver: ScopeResolver, asked: &Approval) -> Result<bool, DbError> {
    // Locked, so that nobody is switched off between this look and the act.
    let Some((_, role, scope_kind)) = staff::store::lock_active(tx, asked.requested_by)? else {
        return Ok(false);
    };
    let stores = session::stores_of(tx, asked.requested_by, scope_kind, resolver)?;
    Ok(role.may(asked.action.permission()) && is_within(asked, &stores))
}

/// Forgets the words of requests that name somebody, who is erased; answers how many. Reads beside
/// the writer. Blocks.
pub fn forget_named_requests(
    db: &Db,
    brand: BrandId,
    names: impl Fn(&str) -> bool,
) -> Result<u64, DbError> {
    const PAGE: u32 = 500;
    let (mut after, mut gone) = (ApprovalId(0), 0);
    loop {
        let page = db.read_blocking(brand, move |tx| store::words_after(tx, after, PAGE))?;
        let Some((last, ..)) = page.last() else {
            return Ok(gone);
        };
        after = *last;
        let named: Vec<ApprovalId> = page
            .iter()
            .filter(|(_, reason, note)| names(reason) || names(note))
            .map(|(id, ..)| *id)
            .collect();
        if !named.is_empty() {
            gone += db.write_blocking(brand, move |tx| store::blank_words(tx, &named))?;
        }
    }
}

/// Refuses an act.
fn refuse(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ApprovalId,
    note: Option<&str>,
) -> Result<Approval, ApprovalError> {
    take(tx, actor, id, (ApprovalState::Refused, note))?;
    finish(tx, actor, id, "approval.refuse")
}

/// Takes an own request back.
fn withdraw(tx: &mut Tx<'_>, actor: &Actor, id: ApprovalId) -> Result<Approval, ApprovalError> {
    let asked = store::find(tx, id)?.filter(|asked| asked.requested_by == actor.staff);
    asked.ok_or(ApprovalError::NotFound { approval_id: id })?;
    if !store::decide(tx, id, actor, ApprovalState::Withdrawn, None)? {
        return Err(not_pending(tx, actor, id)?);
    }
    finish(tx, actor, id, "approval.withdraw")
}

/// Sees to it that this person may decide, and decides, if nobody was faster.
fn take(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ApprovalId,
    (state, note): (ApprovalState, Option<&str>),
) -> Result<Approval, ApprovalError> {
    let asked = get_in_sight(tx, actor, id)?;
    if asked.requested_by == actor.staff {
        return Err(ApprovalError::OwnRequest);
    }
    if !store::decide(tx, id, actor, state, note)? {
        return Err(not_pending(tx, actor, id)?);
    }
    Ok(asked)
}

/// What became of it, read once more: somebody was faster.
fn not_pending(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ApprovalId,
) -> Result<ApprovalError, ApprovalError> {
    let now = store::find(tx, id)?.ok_or(ApprovalError::NotFound { approval_id: id })?;
    let state = now.state_at(actor.now);
    Ok(ApprovalError::NotPending { state })
}

fn finish(
    tx: &mut Tx<'_>,
    actor: &Actor,
    id: ApprovalId,
    action: &str,
) -> Result<Approval, ApprovalError> {
    let done = store::find(tx, id)?.ok_or(ApprovalError::NotFound { approval_id: id })?;
    let details = json!({
        "action": done.action, "subject": done.subject, "requested_by": done.requested_by,
    });
    audit::record(tx, &actor.act(), action, &id.to_string(), &details)?;
    Ok(done)
}

/// A request that this person may decide on: of an act that the person could do, in a store that
/// the person may see; for the whole brand when it is about no store.
fn get_in_sight(tx: &mut Tx<'_>, actor: &Actor, id: ApprovalId) -> Result<Approval, ApprovalError> {
    let found = store::find(tx, id)?.filter(|asked| is_in_sight(asked, actor));
    found.ok_or(ApprovalError::NotFound { approval_id: id })
}

fn is_in_sight(asked: &Approval, actor: &Actor) -> bool {
    actor.role.may(asked.action.permission()) && is_within(asked, actor.stores())
}

fn is_within(asked: &Approval, stores: &StoreFilter) -> bool {
    match asked.store_id {
        Some(store) => stores.allows(store),
        None => *stores == StoreFilter::All,
    }
}

/// Over all that makes the act what it is.
fn hash(id: ApprovalId, action: Action, payload: &str) -> [u8; 32] {
    let mut hash = Sha256::new();
    hash.update(id.0.to_be_bytes());
    hash.update(action.as_str().as_bytes());
    hash.update([0]);
    hash.update(payload.as_bytes());
    hash.finalize().into()
}
