//! 流水账 and 审计日志 as rows.

use super::names::{Asker, People};
use super::{List, PAGE};
use crate::exports::Paper;
use crate::words;
use access::audit::{self, EntryFilter};
use kernel::{Cursor, Cutoff, Page};
use ledger::Asset;
use platform::db::Tx;
use platform::jobs::JobError;

impl List<'_> {
    pub(super) fn ledger(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let days = (self.row.from_date, self.row.to_date);
        let (stores, asker) = (self.row.stores()?, Asker::of(self.row)?);
        let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
            let page = ledger::journal(tx, days, stores.as_deref(), cursor, PAGE)?;
            let members = page.items.iter().filter_map(|line| line.member_id);
            let people = People::load(tx, &asker, members, [])?;
            Ok((page, people))
        };
        self.pages(&mut rows, read, |line, people| {
            let (count, sum) = match line.asset {
                Asset::Points => (line.amount.into(), "".into()),
                _ => ("".into(), kernel::Money(line.amount).into()),
            };
            paper.row(&[
                line.posting_id.to_string().into(),
                words::code("posting", line.kind.as_str()).into(),
                cause(&line.cause).into(),
                self.names.store(line.store_id).into(),
                line.business_date.to_string().into(),
                self.names.time_in(line.store_id, line.at).into(),
                self.names.time_in(line.store_id, line.recorded_at).into(),
                people.member(line.member_id).into(),
                words::code("asset", line.asset.as_str()).into(),
                words::code("account_kind", line.account.as_str()).into(),
                count,
                sum,
                line.reason.unwrap_or_default().into(),
            ])
        })?;
        Ok(rows)
    }

    pub(super) fn audit(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let (asked, asker) = (self.row.filter()?, Asker::of(self.row)?);
        let starts = |day: kernel::BusinessDate| day.starts_at(&self.names.zone, Cutoff(0));
        let filter = EntryFilter {
            action: asked.action.unwrap_or_default(),
            staff_id: asked.staff_id,
            from: self.row.from_date.map(starts),
            to: self.row.to_date.map(|day| starts(day.plus_days(1))),
        };
        let read = move |tx: &mut Tx<'_>, cursor: Option<Cursor>| -> Result<_, JobError> {
            let before = cursor.map(|cursor| cursor.id);
            let entries = audit::list(tx, &filter, before, PAGE + 1)?;
            let people = People::load(tx, &asker, [], entries.iter().map(|entry| entry.by))?;
            let page = Page::of(entries, PAGE, |entry| Cursor {
                key: entry.number,
                id: entry.number,
            });
            Ok((page, people))
        };
        self.pages(&mut rows, read, |entry, people| {
            paper.row(&[
                entry.number.into(),
                self.names.time(entry.at).into(),
                people.by(entry.by).into(),
                subject(&entry.through.unwrap_or_default()).into(),
                words::code("audit_action", &entry.action).into(),
                subject(&entry.subject).into(),
                entry.details.into(),
            ])
        })?;
        Ok(rows)
    }
}

/// What the ids begin with of that which an entry may come from.
const CAUSES: [(&str, &str); 7] = [
    ("ord", "order"),
    ("ret", "return"),
    ("top", "top_up"),
    ("hld", "hold"),
    ("pst", "posting"),
    ("mrg", "merge"),
    ("job", "job"),
];

/// What an entry comes from: `订单 ord_…`, `人工调整`.
fn cause(cause: &str) -> String {
    let prefix = cause.split('_').next().unwrap_or_default();
    match CAUSES.iter().find(|(known, _)| *known == prefix) {
        Some((_, kind)) => format!("{} {cause}", words::code("entry_cause", kind)),
        None => words::code("entry_cause", cause).to_owned(),
    }
}

/// What an act was about: `会员 mem_…`, `会员等级`.
fn subject(id: &str) -> String {
    match id.split_once('_') {
        Some((prefix, _)) if words::code("audit_subject", prefix) != prefix => {
            format!("{} {id}", words::code("audit_subject", prefix))
        }
        _ => words::code("audit_subject", id).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_entry_comes_from_is_told() {
        assert_eq!(cause("ord_1"), "订单 ord_1");
        assert_eq!(cause("top_1"), "充值 top_1");
        assert_eq!(cause("hand"), "人工调整");
        assert_eq!(cause("new_1"), "new_1");
    }

    #[test]
    fn what_an_act_was_about_is_told() {
        assert_eq!(subject("mem_1"), "会员 mem_1");
        assert_eq!(subject("terms"), "积分与储值规则");
        assert_eq!(subject("store_sharing"), "共享给加盟店");
        assert_eq!(subject(""), "");
    }
}
