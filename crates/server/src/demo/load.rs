//! Fills the demo chain, step by step: stores and terms, goods, people, a year of sales, tiers,
//! stock. Each step is one transaction with the note of what comes next.

use super::blueprint::{self, Blueprint, household_key};
use super::complete_journey::Basket;
use super::ids::{Ids, load_ids, store_ids};
use super::people::Dice;
use super::plan::{LADDER, Step};
use super::{STAFF, new_staff, words};
use access::{Role, Scope};
use checkout::{CardKind, RecordedLine, RecordedOrder, Rung, TopUp, TopUpTender};
use kernel::{Act, Cutoff, Fault, Money};
use membership::IdentityKind;
use platform::db::Tx;
use platform::jobs::{JobCtx, JobError};
use retail::{ImportedRegion, ImportedStore, NewStore, Ownership};
use serde::{Deserialize, Serialize};
use serde_json::{Value as Json, json};
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// The name of the job.
pub const JOB_KIND: &str = "demo";

/// So many rows go in with one transaction.
const AT_ONCE: usize = 500;

/// Where the load is: which stage, and how much of it is done.
#[derive(Debug, Clone, Copy, Default, Serialize, Deserialize)]
struct Mark {
    stage: usize,
    done: usize,
    rows: i64,
}

/// Does the job.
pub fn work(job: JobCtx) -> Result<Json, JobError> {
    let from = job
        .body
        .get("from")
        .and_then(Json::as_str)
        .map(str::to_owned);
    let plan = Arc::new(blueprint::draw(from.as_deref(), job.act().now).map_err(JobError::Failed)?);
    // A job after one that failed is told where that one stopped.
    let mut mark = match job.checkpoint().or(job.body.get("mark")) {
        Some(state) => serde_json::from_value(state.clone())
            .map_err(|error| JobError::Failed(error.to_string()))?,
        None => Mark::default(),
    };
    while mark.stage < STAGES.len() {
        let (job, plan, before) = (job.clone(), plan.clone(), mark);
        mark = job.app.db.clone().write_blocking(job.brand, move |tx| {
            let after = take_step(tx, &job, &plan, before)?;
            let state = serde_json::to_value(after).map_err(|e| JobError::Failed(e.to_string()))?;
            job.progress_in(tx, after.rows, plan.rows, &state)?;
            Ok::<_, JobError>(after)
        })?;
    }
    Ok(json!({
        "lines_read": plan.source.lines_read,
        "rejected": plan.source.rejects.len(),
        "orders": plan.source.baskets.len(),
        "members": plan.members.len(),
        "stores": plan.stores.len(),
        "goods": plan.goods.len(),
        "sales": plan.source.baskets.iter().map(|basket| basket.total().0).sum::<i64>(),
    }))
}

/// One stage: enters the part that starts at a place; answers with how many items and rows it was.
type Stage = fn(&mut Tx<'_>, &JobCtx, &Blueprint, usize) -> Result<(usize, i64), JobError>;

/// How many items a stage has.
type Length = fn(&Blueprint) -> usize;

const STAGES: [(Stage, Length); 6] = [
    (found_chain, |_| 1),
    (enter_goods, |plan| plan.goods.len()),
    (enter_members, |plan| plan.members.len()),
    (enter_steps, |plan| plan.steps.len()),
    (give_tiers, |plan| plan.members.len()),
    (fill_shelves, |plan| plan.stores.len()),
];

fn take_step(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    mark: Mark,
) -> Result<Mark, JobError> {
    let (stage, length) = STAGES[mark.stage];
    if mark.done >= length(plan) {
        return Ok(Mark {
            stage: mark.stage + 1,
            done: 0,
            rows: mark.rows,
        });
    }
    let (items, rows) = stage(tx, job, plan, mark.done)?;
    if items == 0 {
        return Err(JobError::Failed(format!(
            "stage {} does not get on",
            mark.stage
        )));
    }
    Ok(Mark {
        stage: mark.stage,
        done: mark.done + items,
        rows: mark.rows + rows,
    })
}

fn found_chain(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    _: usize,
) -> Result<(usize, i64), JobError> {
    let act = job.act();
    let regions = words::REGIONS;
    let stores: Vec<ImportedStore> = plan
        .stores
        .iter()
        .enumerate()
        .map(|(place, id)| {
            let (code, name) = regions[place % regions.len()];
            ImportedStore {
                store: NewStore {
                    code: id.to_string(),
                    name: words::store_name(place),
                    region_id: None,
                    ownership: if place % 3 == 2 {
                        Ownership::Franchised
                    } else {
                        Ownership::Owned
                    },
                    zone: plan.zone.clone(),
                    cutoff: Cutoff(0),
                    allows_negative_stock: false,
                    address: None,
                    phone: None,
                },
                region: Some(ImportedRegion {
                    code: code.into(),
                    name: name.into(),
                }),
            }
        })
        .collect();
    let founded = all(retail::import_stores(tx, act, &stores)?)?;
    let hash = access::hash_password(super::PASSWORD)?;
    for (login, name, role) in &STAFF[1..] {
        let scope = match role {
            Role::StoreManager | Role::Cashier | Role::Guide => {
                Scope::Stores(founded.iter().take(2).copied().collect())
            }
            _ => Scope::Brand,
        };
        access::create_staff(tx, &act, &new_staff(login, name, *role, scope), &hash)?;
    }
    standing::replace_tiers(tx, &act, &standing::usual_tiers())?;
    let (mut terms, version) = checkout::load_terms_versioned(tx)?;
    terms.ladder = LADDER
        .iter()
        .map(|(pay, bonus)| Rung {
            pay: *pay,
            bonus: *bonus,
        })
        .collect();
    checkout::replace_terms(tx, act, &terms, version)?;
    Ok((1, 0))
}

fn enter_goods(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    start: usize,
) -> Result<(usize, i64), JobError> {
    let part = &plan.goods[start..plan.goods.len().min(start + AT_ONCE)];
    all(retail::import_goods(tx, job.act(), part)?)?;
    Ok((part.len(), part.len() as i64))
}

fn enter_members(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    start: usize,
) -> Result<(usize, i64), JobError> {
    let end = plan.members.len().min(start + AT_ONCE);
    let stores = store_ids(tx, plan)?;
    let mut part = plan.members[start..end].to_vec();
    for (member, store) in part.iter_mut().zip(&plan.member_stores[start..end]) {
        member.new.store_id = stores.get(store).copied();
    }
    all(membership::import_members(
        tx,
        &job.app.seal,
        &job.act(),
        &part,
    )?)?;
    Ok((part.len(), part.len() as i64))
}

/// Sales and top-ups in the order of time. A run of sales goes in together; a top-up ends a run
/// only if its member has a sale waiting in it.
fn enter_steps(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    start: usize,
) -> Result<(usize, i64), JobError> {
    let part = &plan.steps[start..plan.steps.len().min(start + AT_ONCE)];
    let facts = load_ids(tx, plan, part)?;
    let (mut sales, mut top_ups, mut waiting) = (Vec::new(), Vec::new(), BTreeSet::new());
    let (mut taken, mut lines) = (0, 0);
    for step in part {
        match step {
            Step::TopUp {
                household_id,
                store_id,
                at,
                pay,
            } => {
                if waiting.contains(household_id) {
                    break;
                }
                top_ups.push(TopUp {
                    act: Act::of_system(*at),
                    member_id: facts.member(*household_id)?,
                    store_id: facts.store(*store_id)?,
                    amount: *pay,
                    tender: TopUpTender::Card,
                    reference: None,
                    card_kind: CardKind::Named,
                    expected_bonus: None,
                    key: None,
                });
            }
            Step::Sale {
                basket,
                tenders,
                earning,
            } => {
                let basket = &plan.source.baskets[*basket];
                waiting.insert(basket.household_id);
                lines += basket.lines.len() as i64;
                sales.push(RecordedOrder {
                    external_no: basket.basket_id.to_string(),
                    store_id: facts.store(basket.store_id)?,
                    settled_at: basket.at,
                    member_id: Some(facts.member(basket.household_id)?),
                    guide_id: None,
                    lines: lines_of(basket, &facts)?,
                    tenders: tenders.clone(),
                    earning: *earning,
                });
            }
        }
        taken += 1;
    }
    let paying: Vec<&TopUp> = top_ups.iter().collect();
    all(checkout::top_up(tx, &paying)?)?;
    all(checkout::record_orders(tx, job.act(), &sales)?)?;
    Ok((taken, lines))
}

fn lines_of(basket: &Basket, facts: &Ids) -> Result<Vec<RecordedLine>, JobError> {
    basket
        .lines
        .iter()
        .map(|line| {
            let code = line.product_id.to_string();
            let (sku_id, category_id) = facts
                .skus
                .get(&code)
                .copied()
                .ok_or_else(|| JobError::Failed(format!("no SKU {code}")))?;
            let gross = Money(line.list_price.0.saturating_mul(line.quantity)).max(line.amount);
            let quantity = line.quantity;
            Ok(RecordedLine {
                sku_id,
                category_id,
                quantity,
                gross,
                total: line.amount,
            })
        })
        .collect()
}

/// A tier by what was spent in the year; the limits are the demo's own.
fn give_tiers(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    start: usize,
) -> Result<(usize, i64), JobError> {
    const LIMITS: [i64; 3] = [20_000, 60_000, 150_000];
    let mut spent: BTreeMap<i64, i64> = BTreeMap::new();
    for basket in &plan.source.baskets {
        *spent.entry(basket.household_id).or_default() += basket.total().0;
    }
    let households: Vec<(i64, i64)> = spent.into_iter().skip(start).take(AT_ONCE).collect();
    let keys: Vec<String> = households
        .iter()
        .map(|(id, _)| household_key(*id))
        .collect();
    let members = membership::find_by_external(tx, IdentityKind::External, &keys)?;
    let tiers: Vec<_> = tx
        .fetch(standing::tiers(tx))?
        .all()
        .iter()
        .map(|tier| tier.id)
        .collect();
    let act = job.act();
    for ((_, total), key) in households.iter().zip(&keys) {
        let rank = LIMITS.iter().filter(|limit| total >= limit).count();
        if let (Some(member), Some(tier)) = (members.get(key), tiers.get(rank)) {
            standing::set_member_tier(tx, &act, *member, Some(*tier), "按全年消费定级")?;
        }
    }
    Ok((households.len(), 0))
}

/// Some of everything that sold well in a store.
fn fill_shelves(
    tx: &mut Tx<'_>,
    job: &JobCtx,
    plan: &Blueprint,
    start: usize,
) -> Result<(usize, i64), JobError> {
    const SHELF: usize = 300;
    let store = plan.stores[start];
    let mut sold: HashMap<i64, i64> = HashMap::new();
    for basket in plan
        .source
        .baskets
        .iter()
        .filter(|basket| basket.store_id == store)
    {
        for line in &basket.lines {
            *sold.entry(line.product_id).or_default() += line.quantity.min(20);
        }
    }
    let mut ranked: Vec<(i64, i64)> = sold.into_iter().collect();
    ranked.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let codes: Vec<String> = ranked
        .iter()
        .take(SHELF)
        .map(|(id, _)| id.to_string())
        .collect();
    let codes: Vec<&str> = codes.iter().map(String::as_str).collect();
    let skus = retail::find_skus_by_codes(tx, &codes)?;
    let store_id = *store_ids(tx, plan)?
        .get(&store)
        .ok_or_else(|| JobError::Failed(format!("no store {store}")))?;
    let counts: Vec<retail::StockCount> = skus
        .iter()
        .map(|(code, sku_id)| {
            let counted = 20 + Dice(code.parse().unwrap_or(7)).below(180) as i64;
            retail::StockCount {
                store_id,
                sku_id: *sku_id,
                counted,
            }
        })
        .collect();
    retail::count_stock(tx, job.act(), &counts, "开业盘点")?;
    Ok((1, 0))
}

/// All of them, or the first refusal: in the demo nothing is refused.
fn all<T, E: Fault>(answers: Vec<Result<T, E>>) -> Result<Vec<T>, JobError> {
    answers
        .into_iter()
        .map(|answer| answer.map_err(|fault| JobError::Failed(fault.to_string())))
        .collect()
}
