//! The table `coupon_issue`.

use super::{Issue, IssueId};
use kernel::JobId;
use platform::db::{DbError, Tx};
use platform::{args, sql};
use pricing::OfferId;

pub(super) fn insert(tx: &mut Tx<'_>, issue: &Issue) -> Result<(), DbError> {
    let command = sql!(
        "insert into coupon_issue (brand_id, id, offer_id, version, audience, reason, job_id,
             issued, created_at, created_by)
         values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
    );
    let args = args![
        tx.brand(),
        issue.id,
        issue.offer_id,
        issue.version,
        issue.audience,
        issue.reason,
        issue.job_id,
        issue.issued,
        issue.created_at,
        issue.created_by
    ];
    tx.execute(command, args)?;
    Ok(())
}

pub(super) fn set_job(tx: &mut Tx<'_>, id: IssueId, job_id: JobId) -> Result<(), DbError> {
    let command = sql!("update coupon_issue set job_id = $3 where brand_id = $1 and id = $2");
    tx.execute(command, args![tx.brand(), id, job_id])?;
    Ok(())
}

pub(super) fn find(tx: &mut Tx<'_>, id: IssueId) -> Result<Option<Issue>, DbError> {
    let query = sql!(
        Issue,
        "select id, offer_id, version, audience, reason, job_id, issued, created_at, created_by
         from coupon_issue where brand_id = $1 and id = $2"
    );
    let brand = tx.brand();
    tx.maybe(query, args![brand, id])
}

/// Issues, the latest first; of one template if asked.
pub(super) fn page(
    tx: &mut Tx<'_>,
    offer_id: Option<OfferId>,
    (before, limit): (i64, i64),
) -> Result<Vec<Issue>, DbError> {
    let query = sql!(
        Issue,
        "select id, offer_id, version, audience, reason, job_id, issued, created_at, created_by
         from coupon_issue
         where brand_id = $1 and id < $2 and offer_id = coalesce($3, offer_id)
         order by id desc limit $4"
    );
    let args = args![tx.brand(), before, offer_id, limit];
    tx.many(query, args)
}

/// Counts coupons that went out.
pub(super) fn add(tx: &mut Tx<'_>, id: IssueId, issued: i64) -> Result<(), DbError> {
    let command =
        sql!("update coupon_issue set issued = issued + $3 where brand_id = $1 and id = $2");
    tx.execute(command, args![tx.brand(), id, issued])?;
    Ok(())
}
