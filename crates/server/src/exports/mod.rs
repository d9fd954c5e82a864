//! 导出: lists as files, made in the background and kept in the data folder for a while.
//!
//! Guarantees: a file holds the rows of its list as it was filtered, and no others; whoever may
//! not see a list gets no file of it; a list of more members than one may take alone waits for a
//! second person; a file holds only the stores and names only the people that its asker may see;
//! who works for some stores downloads own files only, and nobody one with a column that is not for
//! them; phone numbers are masked; asking and downloading stand in the audit log, with what was
//! asked for; the file says who asked for it.

mod error;
mod filter;
pub mod http;
mod job;
mod lists;
mod paper;
mod reasons;
mod sight;
mod store;

pub use error::ExportFault;
pub use filter::ExportFilter;
pub use job::{JOB_KIND, forget_lists, purge, work};
pub use paper::{FORMULA_MARKS, FileFormat, Paper, Watermark, attachment};
pub(crate) use paper::{PART, harmless, part_of};
pub use reasons::forget_named as forget_named_reasons;

use access::{AccessError, Action, Actor, Approval, Approved, Gate, Permission, Wish, audit};
use kernel::{Act, BusinessDate, Invalid, StoreId, Timestamp};
use platform::db::{DbError, Tx};
use platform::jobs::{self, Job, NewJob};
use serde::{Deserialize, Serialize};
use sight::{get, list_in_sight};
use store::ExportRow;

kernel::id!(
    #[doc(alias = "导出")]
    /// A list that was written to a file.
    ExportId,
    "exp"
);

kernel::text_enum! {
    /// Which list.
    pub enum ExportSubject {
        /// 会员
        Members = "members",
        /// 订单
        Orders = "orders",
        /// 退货
        Returns = "returns",
        /// 充值
        TopUps = "top_ups",
        /// 商品
        Goods = "goods",
        /// 流水
        Ledger = "ledger",
        /// 审计日志
        Audit = "audit",
    }
}

impl ExportSubject {
    /// Whether a part of it can be had by days: business days, in the audit log those of the
    /// brand's clock.
    const fn has_days(self) -> bool {
        !matches!(self, ExportSubject::Members | ExportSubject::Goods)
    }

    /// What its list asks of who looks at it on a screen, asked for a file as well.
    const fn permission(self) -> Permission {
        match self {
            ExportSubject::Members | ExportSubject::Ledger => Permission::MembersRead,
            ExportSubject::Orders | ExportSubject::Returns | ExportSubject::TopUps => {
                Permission::OrdersRead
            }
            ExportSubject::Goods => Permission::GoodsRead,
            ExportSubject::Audit => Permission::AuditRead,
        }
    }

    /// What its list asks for single columns: a member's number, who did it, what goods cost.
    const fn of_columns(self) -> &'static [Permission] {
        match self {
            ExportSubject::Members => &[],
            ExportSubject::Orders | ExportSubject::Returns | ExportSubject::TopUps => {
                &[Permission::MembersRead, Permission::StaffRead]
            }
            ExportSubject::Goods => &[Permission::GoodsWrite],
            ExportSubject::Ledger => &[Permission::MembersRead],
            ExportSubject::Audit => &[Permission::StaffRead],
        }
    }
}

/// For how long a file is kept.
const KEPT_HOURS: i64 = 72;
/// The longest reason, in characters.
const REASON_MAX: usize = 200;

/// What is wanted.
#[derive(Debug, Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ExportWanted {
    /// Which list.
    #[schema(inline)]
    pub subject: ExportSubject,
    /// As what kind of file.
    #[schema(inline)]
    pub format: FileFormat,
    /// From this day on; not for members and goods.
    #[serde(default)]
    pub from: Option<BusinessDate>,
    /// Up to this day; not for members and goods.
    #[serde(default)]
    pub to: Option<BusinessDate>,
    /// Which rows of the list; all if absent.
    #[serde(default, skip_serializing_if = "ExportFilter::is_empty")]
    pub filter: ExportFilter,
    /// Why; a list of members has a reason.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[schema(min_length = 1, max_length = 200)]
    pub reason: Option<String>,
}

/// An export as it stands.
#[derive(Debug, Clone, Serialize, utoipa::ToSchema)]
pub struct Export {
    /// Which.
    pub id: ExportId,
    /// Which list.
    pub subject: ExportSubject,
    /// As what kind of file.
    pub format: FileFormat,
    /// From this day on.
    #[schema(required)]
    pub from: Option<BusinessDate>,
    /// Up to this day.
    #[schema(required)]
    pub to: Option<BusinessDate>,
    /// Which rows of the list; all where it asks nothing.
    pub filter: ExportFilter,
    /// Rows in the file.
    pub rows: i64,
    /// Its size.
    pub bytes: i64,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// When it could be downloaded; null before.
    #[schema(required)]
    pub ready_at: Option<Timestamp>,
    /// From when on it is gone.
    pub expires_at: Timestamp,
    /// Why it was asked for.
    #[schema(required)]
    pub reason: Option<String>,
    /// The job that makes it; null once it is forgotten.
    #[schema(required)]
    pub job: Option<Job>,
}

/// What is kept of a list that waits for a second person.
#[derive(Serialize, Deserialize)]
struct Asked {
    wanted: ExportWanted,
    request: String,
    stores: Option<Vec<StoreId>>,
    /// What of the columns the asker may see.
    #[serde(default)]
    sees: Vec<Permission>,
}

/// What became of a wish for a list.
enum Outcome {
    Started(Box<Export>),
    Waits(Box<Approval>),
}

/// Says what makes no sense about a wish, and whether a person may have such a list of such stores.
fn require(actor: &Actor, wanted: &ExportWanted) -> Result<(), ExportFault> {
    actor.require(wanted.subject.permission())?;
    check(wanted)?;
    match wanted.filter.store_id {
        Some(store_id) => Ok(actor.require_store(store_id)?),
        None => Ok(()),
    }
}

/// Writes down that a file is wanted, unless it holds more members than the person may take alone:
/// then it waits for a second person. `members` is how many it would hold.
fn start_or_ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    request: &str,
    wanted: &ExportWanted,
    members: i64,
) -> Result<Outcome, ExportFault> {
    let reason = wanted.reason.as_deref();
    let of_columns = wanted.subject.of_columns().iter().copied();
    let asked = Asked {
        wanted: ExportWanted {
            reason: None,
            ..wanted.clone()
        },
        request: request.to_owned(),
        stores: actor.stores().only().map(<[_]>::to_vec),
        sees: of_columns
            .filter(|one| actor.require(*one).is_ok())
            .collect(),
    };
    if wanted.subject == ExportSubject::Members
        && let Gate::Waits(approval) = ask(tx, actor, &asked, (members, reason))?
    {
        return Ok(Outcome::Waits(approval));
    }
    let export = start(tx, &actor.act(), &asked, reason)?;
    Ok(Outcome::Started(Box::new(export)))
}

fn ask(
    tx: &mut Tx<'_>,
    actor: &Actor,
    asked: &Asked,
    (members, reason): (i64, Option<&str>),
) -> Result<Gate, ExportFault> {
    // Whoever sees all stores asks for the brand, whichever of them the list is of.
    let stores = asked.stores.as_deref();
    let only_one = stores.and(asked.wanted.filter.store_id);
    let wish = Wish {
        action: Action::ExportMembers,
        size: members,
        subject: asked.wanted.subject.to_string(),
        store_id: only_one.or_else(|| stores.and_then(|stores| stores.first()).copied()),
        reason: reason.unwrap_or_default(),
        payload: asked,
    };
    let gate = access::pass(tx, actor, &wish)?;
    let is_of_some_stores = only_one.is_none() && stores.is_some_and(|stores| stores.len() > 1);
    if matches!(gate, Gate::Waits(_)) && is_of_some_stores {
        // Nobody who decides for one of them decides for the others.
        let permission = Permission::ExportsRun;
        return Err(AccessError::NeedsWholeBrand { permission }.into());
    }
    Ok(gate)
}

/// Says what makes no sense about a wish.
fn check(wanted: &ExportWanted) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if !wanted.subject.has_days() {
        for (pointer, day) in [("/from", wanted.from), ("/to", wanted.to)] {
            if day.is_some() {
                wrong.add(pointer, "value.not_allowed", []);
            }
        }
    } else if let (Some(from), Some(to)) = (wanted.from, wanted.to)
        && from > to
    {
        wrong.add("/to", "date.too_early", [("min", from.to_string().into())]);
    }
    wanted.filter.note_wrong(&mut wrong, wanted.subject);
    match &wanted.reason {
        Some(reason) => wrong.text("/reason", reason, REASON_MAX),
        None if wanted.subject == ExportSubject::Members => {
            wrong.add("/reason", "value.missing", []);
        }
        None => {}
    }
    wrong.check()
}

/// Starts a list that a second person has approved, as the list of acts has it.
pub fn start_approved(
    tx: &mut Tx<'_>,
    approved: &Approved,
) -> Result<serde_json::Value, ExportFault> {
    let asked: Asked = approved.read()?;
    let export = start(tx, &approved.act, &asked, Some(&approved.reason))?;
    Ok(serde_json::json!({ "export_id": export.id }))
}

/// Writes down that a file is wanted.
fn start(
    tx: &mut Tx<'_>,
    act: &Act,
    asked: &Asked,
    reason: Option<&str>,
) -> Result<Export, ExportFault> {
    let (id, wanted) = (ExportId(tx.new_id()), &asked.wanted);
    let job_id = jobs::enqueue(
        tx,
        NewJob {
            kind: JOB_KIND,
            body: serde_json::json!({ "export_id": id }),
            due_at: act.now,
            dedup: None,
            by: act.by,
        },
    )?;
    let row = ExportRow {
        id,
        subject: wanted.subject,
        format: wanted.format,
        from_date: wanted.from,
        to_date: wanted.to,
        stores: asked.stores.as_deref().map(store::written),
        filter: store::written_filter(&wanted.filter),
        sees: store::written(&asked.sees),
        request_id: asked.request.clone(),
        job_id,
        rows: 0,
        bytes: 0,
        created_at: act.now,
        created_by: act.by,
        ready_at: None,
        expires_at: act.now.plus_millis(KEPT_HOURS * 3_600_000),
        reason: reason.map(|reason| reason.trim().to_owned()),
    };
    store::insert(tx, &row)?;
    note(tx, act, "export.start", &row)?;
    view(tx, row)
}

/// Notes in the audit log who has asked for a list or taken it away. Why is not there but in the
/// row: people write names, and what is in the log can never be forgotten.
fn note(tx: &mut Tx<'_>, act: &Act, action: &str, row: &ExportRow) -> Result<(), DbError> {
    let details = serde_json::json!({
        "subject": row.subject,
        "format": row.format,
        "from": row.from_date,
        "to": row.to_date,
        "stores": row.stores()?,
        "filter": row.filter()?,
        "request_id": row.request_id,
        "rows": row.rows,
    });
    audit::record(tx, act, action, &row.id.to_string(), &details)
}

/// One export, with the job that makes it as long as that is kept.
fn view_of(row: ExportRow, job: Option<Job>) -> Result<Export, DbError> {
    Ok(Export {
        filter: row.filter()?,
        id: row.id,
        subject: row.subject,
        format: row.format,
        from: row.from_date,
        to: row.to_date,
        rows: row.rows,
        bytes: row.bytes,
        created_at: row.created_at,
        ready_at: row.ready_at,
        expires_at: row.expires_at,
        reason: row.reason,
        job,
    })
}

fn view(tx: &mut Tx<'_>, row: ExportRow) -> Result<Export, ExportFault> {
    let job = jobs::find(tx, row.job_id)?;
    Ok(view_of(row, job)?)
}
