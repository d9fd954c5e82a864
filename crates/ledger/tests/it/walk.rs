//! A seeded random walk over the stored ledger: after each stretch the proof holds.

use crate::{LI, WANG, XUHUI, assert_sound, earn, head, holds, post, seals, spend, top_up};
use kernel::{Act, HoldId, Money, Points, PostingId};
use ledger::PostingKind;
use testkit::{TestDb, both, cases};

/// A small generator, so that a walk is told by its seed.
struct Dice(u64);

impl Dice {
    fn throw(&mut self, below: u64) -> i64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1);
        ((self.0 >> 33) % below) as i64
    }
}

struct Walk<'t> {
    test: &'t TestDb,
    dice: Dice,
    postings: Vec<PostingId>,
    holds: Vec<HoldId>,
}

impl Walk<'_> {
    fn step(&mut self) {
        let member = if self.dice.throw(2) == 0 { LI } else { WANG };
        let amount = 1 + self.dice.throw(100);
        let now = self.test.clock.now();
        let until = now.plus_days(1 + self.dice.throw(5));
        match self.dice.throw(9) {
            0 => self
                .postings
                .push(earn(self.test, member, amount, Some(until))),
            1 => self.postings.extend(spend(self.test, member, amount)),
            2 => self
                .postings
                .push(top_up(self.test, member, XUHUI, amount, amount / 5)),
            3 => self.give_and_take_back(amount),
            4 => self
                .holds
                .extend(holds::hold(self.test, amount, amount / 2)),
            5 => {
                let hold = self.pick_hold();
                let _ = holds::take(self.test, hold, amount / 2, amount / 4);
            }
            6 => {
                let hold = self.pick_hold();
                let _ = holds::give_free(self.test, hold);
            }
            7 => self.reverse(),
            _ => self.let_time_pass(),
        }
    }

    fn pick_hold(&mut self) -> HoldId {
        let which = self.dice.throw(self.holds.len().max(1) as u64);
        self.holds.get(which as usize).copied().unwrap_or(HoldId(1))
    }

    fn pick_posting(&mut self) -> PostingId {
        let which = self.dice.throw(self.postings.len().max(1) as u64);
        self.postings
            .get(which as usize)
            .copied()
            .unwrap_or(PostingId(1))
    }

    fn give_and_take_back(&mut self, amount: i64) {
        let earlier = self.pick_posting();
        let now = self.test.clock.now();
        for member in [LI, WANG] {
            let _ = self.test.write(move |tx| {
                let head = head(PostingKind::Return, XUHUI, now);
                post(tx, head, member, &[earlier], |book, draft| {
                    book.give_back_points(draft, member, earlier, Points(amount / 3))
                        .map(|_| ())
                })
            });
            let _ = self.test.write(move |tx| {
                let head = head(PostingKind::Return, XUHUI, now);
                post(tx, head, member, &[earlier], |book, draft| {
                    book.take_back_points(draft, member, earlier, Points(amount / 2))?;
                    book.give_back_stored_value(draft, member, earlier, Money(0))
                        .map(|_| ())
                })
            });
        }
    }

    fn reverse(&mut self) {
        let posting_id = self.pick_posting();
        let act = Act::of_system(self.test.clock.now());
        let _ = self.test.write(move |tx| {
            let reversal = ledger::Reversal {
                posting_id,
                business_date: crate::day("2026-11-25"),
                reason: "a walk".into(),
                key: None,
            };
            ledger::reverse(tx, act, &reversal)
        });
    }

    fn let_time_pass(&mut self) {
        self.test.clock.advance_millis(self.dice.throw(86_400_000));
        let act = Act::of_system(self.test.clock.now());
        let expired = self.test.write(move |tx| {
            ledger::expire_holds(tx, act, 100)?;
            ledger::expire_points(tx, act, None, 100)
        });
        expired.expect("the jobs run");
        seals::seal(self.test, "2030-01-01");
    }
}

#[test]
fn whatever_is_done_the_proof_holds() {
    let walks = cases(2, 200);
    both(|test| {
        for seed in 0..walks {
            let mut walk = Walk {
                test,
                dice: Dice(u64::from(seed)),
                postings: Vec::new(),
                holds: Vec::new(),
            };
            for _ in 0..60 {
                walk.step();
            }
            assert_sound(test);
        }
    });
}
