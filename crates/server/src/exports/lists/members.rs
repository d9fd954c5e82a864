//! 会员 as rows: everybody who fits, of the whole brand or of the stores that the asker may see.

use super::{List, PAGE};
use crate::exports::Paper;
use crate::words;
use membership::{Member, MemberQuery, MemberVisits};
use platform::db::{DbError, Tx};
use platform::jobs::JobError;

impl List<'_> {
    pub(super) fn members(&self, paper: &mut Paper) -> Result<i64, JobError> {
        let mut rows = 0;
        let filter = self.row.filter()?;
        // A store's members are those who belong to it; everybody for the whole brand.
        let stores = match (filter.store_id, self.row.stores()?) {
            (Some(store), _) => vec![Some(store)],
            (None, None) => vec![None],
            (None, Some(stores)) => stores.into_iter().map(Some).collect(),
        };
        for store_id in stores {
            let (seal, traits) = (self.job.app.seal.clone(), filter.traits());
            let read = move |tx: &mut Tx<'_>, cursor| -> Result<_, JobError> {
                let query = MemberQuery {
                    store_id,
                    traits: traits.clone(),
                    cursor,
                    limit: PAGE,
                    ..MemberQuery::default()
                };
                let page = membership::list(tx, &seal, &query)?;
                let ids = page.items.iter().map(|member| member.id);
                let visits = membership::load_visits(tx, ids)?;
                Ok((page, visits))
            };
            self.pages(&mut rows, read, |member, visits| {
                let visits = visits.get(&member.id).cloned().unwrap_or_default();
                self.member(paper, &member, &visits)
            })?;
        }
        Ok(rows)
    }

    fn member(
        &self,
        paper: &mut Paper,
        member: &Member,
        visits: &MemberVisits,
    ) -> Result<(), DbError> {
        let phone = member.masked_phone(&self.job.app.seal);
        let birthday = member.birthday.map(|day| day.to_string());
        let last_at = visits.last_at.map(|at| self.names.time(at));
        paper.row(&[
            member.member_no.as_str().into(),
            member.name.as_str().into(),
            words::code("gender", member.gender.as_str()).into(),
            birthday.unwrap_or_default().into(),
            phone.unwrap_or_default().into(),
            self.names.store(member.store_id).into(),
            self.names.tier(member.tier_id).into(),
            words::code("channel", member.channel.as_str()).into(),
            self.names.time(member.enrolled_at).into(),
            visits.orders.into(),
            visits.total.into(),
            last_at.unwrap_or_default().into(),
            words::code("member_state", member.state().as_str()).into(),
        ])
    }
}
