//! Members who trade while they are merged and unmerged, in chains too: nothing is created or lost.

use crate::transfers::{bring_back, carry, hand_back, pay, reverse, transfer};
use crate::{XUHUI, assert_sound, balances, earn, spend, top_up};
use kernel::{Act, MemberId, PostingId};
use ledger::{Balances, LedgerError};
use testkit::{TestDb, both, cases};

/// A small generator, so that a walk is told by its seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: usize) -> usize {
        let next = self.0.wrapping_mul(6_364_136_223_846_793_005);
        self.0 = next.wrapping_add(1);
        (self.0 >> 33) as usize % below.max(1)
    }

    fn pick<T: Copy>(&mut self, all: &[T]) -> Option<T> {
        all.get(self.throw(all.len())).copied()
    }
}

struct Merged {
    absorbed: MemberId,
    survivor: MemberId,
    posting: Option<PostingId>,
}

/// A few members who are merged and unmerged, in chains too, while they trade.
struct Walk<'t> {
    test: &'t TestDb,
    dice: Dice,
    members: Vec<MemberId>,
    merged: Vec<Merged>,
    postings: Vec<(PostingId, MemberId)>,
}

impl Walk<'_> {
    fn is_absorbed(&self, member: MemberId) -> bool {
        self.merged.iter().any(|one| one.absorbed == member)
    }

    /// Those who were merged into a member, and into those.
    fn followers(&self, member: MemberId) -> Vec<MemberId> {
        let into = self.merged.iter().filter(|one| one.survivor == member);
        into.flat_map(|one| [vec![one.absorbed], self.followers(one.absorbed)].concat())
            .collect()
    }

    fn somebody(&mut self) -> Option<MemberId> {
        let present = self.members.iter().copied();
        let present: Vec<MemberId> = present.filter(|one| !self.is_absorbed(*one)).collect();
        self.dice.pick(&present)
    }

    fn total(&self) -> [i64; 3] {
        let all = self
            .members
            .iter()
            .map(|member| balances(self.test, *member));
        all.fold([0; 3], |[points, principal, bonus], has| {
            [
                points + has.points.0,
                principal + has.principal.0,
                bonus + has.bonus.0,
            ]
        })
    }

    fn step(&mut self) {
        let Some(member) = self.somebody() else {
            return;
        };
        let amount = 1 + self.dice.throw(100) as i64;
        let until = self
            .test
            .clock
            .now()
            .plus_days(1 + self.dice.throw(9) as i64);
        match self.dice.throw(9) {
            0 => self.note(member, Ok(earn(self.test, member, amount, Some(until)))),
            1 => self.note(member, spend(self.test, member, amount)),
            2 => self.note(
                member,
                Ok(top_up(self.test, member, XUHUI, amount, amount / 5)),
            ),
            3 => self.note(member, pay(self.test, member, amount)),
            4 | 5 => self.bring_back(amount),
            6 => self.merge(member),
            7 => self.unmerge(),
            _ => self.let_time_pass(),
        }
    }

    fn note(&mut self, member: MemberId, done: Result<PostingId, LedgerError>) {
        self.postings.extend(done.ok().map(|id| (id, member)));
    }

    fn bring_back(&mut self, amount: i64) {
        let Some((earlier, member)) = self.dice.pick(&self.postings) else {
            return;
        };
        let _ = match self.dice.throw(4) {
            0 => bring_back(self.test, member, earlier, (amount, 0, 0)).map(|_| ()),
            1 => bring_back(self.test, member, earlier, (0, amount, 0)).map(|_| ()),
            2 => bring_back(self.test, member, earlier, (0, 0, amount)).map(|_| ()),
            _ => reverse(self.test, earlier).map(|_| ()),
        };
    }

    fn merge(&mut self, absorbed: MemberId) {
        let Some(survivor) = self.somebody().filter(|one| *one != absorbed) else {
            return;
        };
        let before = self.total();
        let moving = transfer(absorbed, &self.followers(absorbed), survivor);
        let (posting, _) = carry(self.test, moving).expect("merged");
        self.merged.push(Merged {
            absorbed,
            survivor,
            posting,
        });
        assert_eq!(self.total(), before);
        assert_eq!(balances(self.test, absorbed), Balances::default());
    }

    fn unmerge(&mut self) {
        let place = self.dice.throw(self.merged.len());
        let Some(one) = self
            .merged
            .get(place)
            .filter(|one| !self.is_absorbed(one.survivor))
        else {
            return;
        };
        let before = self.total();
        let moving = transfer(one.absorbed, &self.followers(one.absorbed), one.survivor);
        hand_back(self.test, moving, one.posting).expect("undone");
        self.merged.remove(place);
        assert_eq!(self.total(), before);
    }

    fn let_time_pass(&mut self) {
        let millis = self.dice.throw(2 * 86_400_000) as i64;
        self.test.clock.advance_millis(millis);
        let act = Act::of_system(self.test.clock.now());
        let expired = self
            .test
            .write(move |tx| ledger::expire_points(tx, act, None, 100));
        expired.expect("the job runs");
    }
}

#[test]
fn whoever_is_merged_with_whom_nothing_is_created_or_lost() {
    let walks = cases(4, 400);
    both(|test| {
        for seed in 0..walks {
            let mut walk = Walk {
                test,
                dice: Dice(u64::from(seed)),
                members: (0..4)
                    .map(|n| MemberId(1_000 + 10 * i64::from(seed) + n))
                    .collect(),
                merged: Vec::new(),
                postings: Vec::new(),
            };
            for _ in 0..80 {
                walk.step();
            }
        }
        assert_sound(test);
    });
}
