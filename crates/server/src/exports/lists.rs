//! The lists themselves: headings, and rows page by page. A page is one read of its own, so that a
//! long list holds up nobody.

use super::store::ExportRow;
use super::{ExportSubject, Paper};
use access::audit::{self, EntryFilter};
use checkout::OrderFilter;
use kernel::{Cursor, Page, StoreId, TierId, ZoneName};
use ledger::Asset;
use membership::MemberQuery;
use platform::db::{DbError, Tx};
use platform::jobs::{JobCtx, JobError};
use std::collections::HashMap;

/// Rows that are read at once.
const PAGE: u32 = 1_000;

/// What stands above the columns.
pub const fn headings(subject: ExportSubject) -> &'static [&'static str] {
    match subject {
        ExportSubject::Members => &[
            "会员号码",
            "姓名",
            "性别",
            "生日",
            "手机号",
            "门店",
            "会员等级",
            "入会渠道",
            "入会时间",
            "累计订单",
            "累计消费金额",
            "上次消费时间",
            "是否冻结",
        ],
        ExportSubject::Orders => &[
            "订单号",
            "外部单号",
            "门店",
            "营业日",
            "下单时间",
            "会员编号",
            "件数",
            "原价金额",
            "优惠金额",
            "实收金额",
            "支付方式",
            "获得积分",
            "已退金额",
        ],
        ExportSubject::Ledger => &[
            "记账凭证",
            "类型",
            "来源",
            "门店",
            "营业日",
            "发生时间",
            "记录时间",
            "会员编号",
            "资产",
            "科目",
            "数量",
            "金额",
            "原因",
        ],
        ExportSubject::Audit => &["序号", "时间", "操作人", "经由", "操作", "对象", "详情"],
    }
}

/// Writes all rows; answers how many.
pub fn write(job: &JobCtx, row: &ExportRow, paper: &mut Paper) -> Result<i64, JobError> {
    let names = job.app.db.read_blocking(job.brand, Names::load)?;
    let list = List { job, row, names };
    match row.subject {
        ExportSubject::Members => list.members(paper),
        ExportSubject::Orders => list.orders(paper),
        ExportSubject::Ledger => list.ledger(paper),
        ExportSubject::Audit => list.audit(paper),
    }
}

/// What ids are called, and the brand's clock.
struct Names {
    stores: HashMap<StoreId, String>,
    tiers: HashMap<TierId, String>,
    zone: ZoneName,
}

impl Names {
    fn load(tx: &mut Tx<'_>) -> Result<Names, JobError> {
        let stores = retail::all_stores(tx)?.into_iter();
        let tiers = tx.fetch(standing::tiers(tx))?;
        let tiers = tiers.all().iter().map(|tier| (tier.id, tier.name.clone()));
        Ok(Names {
            stores: stores.map(|store| (store.id, store.name)).collect(),
            tiers: tiers.collect(),
            zone: access::get_brand(tx)?.zone,
        })
    }

    fn store(&self, id: Option<StoreId>) -> &str {
        id.and_then(|id| self.stores.get(&id))
            .map_or("", String::as_str)
    }

    fn time(&self, at: kernel::Timestamp) -> String {
        self.zone.wall_clock(at).replace('T', " ")
    }
}

struct List<'j> {
    job: &'j JobCtx,
    row: &'j ExportRow,
    names: Names,
}

impl List<'_> {
    /// Reads pages until there is no next one, and notes how far it is.
    fn pages<T: Send + 'static>(
        &self,
        rows: &mut i64,
        read: impl Fn(&mut Tx<'_>, Option<Cursor>) -> Result<Page<T>, JobError>
        + Send
        + Sync
        + Clone
        + 'static,
        mut each: impl FnMut(T) -> Result<(), DbError>,
    ) -> Result<(), JobError> {
        let mut cursor = None;
        loop {
            let read = read.clone();
            let one = move |tx: &mut Tx<'_>| read(tx, cursor);
            let page = self.job.app.db.read_blocking(self.job.brand, one)?;
            *rows += page.items.len() as i64;
            for item in page.items {
                each(item)?;
            }
            self.job.progress(*rows, 0, serde_json::Value::Null)?;
            match page.next.as_deref().map(str::parse) {
                Some(Ok(next)) => cursor = Some(next),
                _ => return Ok(()),
            }
        }
    }

    fn members(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        // A store's members are those who belong to it; everybody for the whole brand.
        let stores = match self.row.stores()? {
            None => vec![None],
            Some(stores) => stores.into_iter().map(Some).collect(),
        };
        for store_id in stores {
            let seal = self.job.app.seal.clone();
            let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
                let query = MemberQuery {
                    store_id,
                    cursor,
                    limit: PAGE,
                    ..MemberQuery::default()
                };
                let page = membership::list(tx, &seal, &query)?;
                let ids = page.items.iter().map(|member| member.id);
                let mut visits = membership::load_visits(tx, ids)?;
                Ok(page.map(|member| {
                    let visits = visits.remove(&member.id).unwrap_or_default();
                    (member, visits)
                }))
            };
            self.pages(&mut rows, read, |(member, visits)| {
                let tier = member.tier_id.and_then(|id| self.names.tiers.get(&id));
                let phone = member.masked_phone(&self.job.app.seal);
                paper.row(&[
                    member.member_no.as_str().into(),
                    member.name.as_str().into(),
                    member.gender.as_str().into(),
                    member
                        .birthday
                        .map_or_else(String::new, |day| day.to_string())
                        .into(),
                    phone.unwrap_or_default().into(),
                    self.names.store(member.store_id).into(),
                    tier.map_or("", String::as_str).into(),
                    member.channel.as_str().into(),
                    self.names.time(member.enrolled_at).into(),
                    visits.orders.into(),
                    visits.total.into(),
                    visits
                        .last_at
                        .map_or_else(String::new, |at| self.names.time(at))
                        .into(),
                    if member.is_frozen { "是" } else { "" }.into(),
                ])
            })?;
        }
        Ok(rows)
    }

    fn orders(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let filter = OrderFilter {
            among: self.row.stores()?,
            from: self.row.from_date,
            to: self.row.to_date,
            ..OrderFilter::default()
        };
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            Ok(checkout::list_orders(tx, &filter, cursor, PAGE)?)
        };
        self.pages(&mut rows, read, |listed| {
            let order = listed.order;
            let tenders: Vec<&str> = listed.tenders.iter().map(|one| one.kind.as_str()).collect();
            paper.row(&[
                order.order_no.into(),
                order.external_no.unwrap_or_default().into(),
                self.names.store(Some(order.store_id)).into(),
                order.business_date.to_string().into(),
                self.names.time(order.settled_at).into(),
                order
                    .member_id
                    .map_or_else(String::new, |id| id.to_string())
                    .into(),
                order.units.into(),
                order.gross.into(),
                order.discount.into(),
                order.total.into(),
                tenders.join("+").into(),
                order.points_earned.0.into(),
                order.returned_total.into(),
            ])
        })?;
        Ok(rows)
    }

    fn ledger(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let (mut read_rows, mut rows) = (0, 0);
        let days = (self.row.from_date, self.row.to_date);
        let stores = self.row.stores()?;
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            Ok(ledger::journal(tx, days, cursor, PAGE)?)
        };
        self.pages(&mut read_rows, read, |line| {
            let is_in_sight = match (&stores, line.store_id) {
                (None, _) => true,
                (Some(stores), Some(store)) => stores.contains(&store),
                (Some(_), None) => false,
            };
            if !is_in_sight {
                return Ok(());
            }
            rows += 1;
            let (count, sum) = match line.asset {
                Asset::Points => (line.amount.into(), "".into()),
                _ => ("".into(), kernel::Money(line.amount).into()),
            };
            paper.row(&[
                line.posting_id.to_string().into(),
                line.kind.as_str().into(),
                line.cause.into(),
                self.names.store(line.store_id).into(),
                line.business_date.to_string().into(),
                self.names.time(line.at).into(),
                self.names.time(line.recorded_at).into(),
                line.member_id
                    .map_or_else(String::new, |id| id.to_string())
                    .into(),
                line.asset.as_str().into(),
                line.account.as_str().into(),
                count,
                sum,
                line.reason.unwrap_or_default().into(),
            ])
        })?;
        Ok(rows)
    }

    fn audit(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let read = move |tx: &mut Tx<'_>, cursor: Option<Cursor>| -> Result<_, JobError> {
            let (everything, before) = (EntryFilter::default(), cursor.map(|cursor| cursor.id));
            let entries = audit::list(tx, &everything, before, PAGE + 1)?;
            Ok(Page::of(entries, PAGE, |entry| Cursor {
                key: entry.number,
                id: entry.number,
            }))
        };
        self.pages(&mut rows, read, |entry| {
            let by = match entry.by {
                kernel::By::Staff(staff) => staff.to_string(),
                kernel::By::System => "system".to_owned(),
            };
            paper.row(&[
                entry.number.into(),
                self.names.time(entry.at).into(),
                by.into(),
                entry.through.unwrap_or_default().into(),
                entry.action.into(),
                entry.subject.into(),
                entry.details.into(),
            ])
        })?;
        Ok(rows)
    }
}
