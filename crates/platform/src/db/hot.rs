//! Hot acts: under load the queue fills a batch by itself, and the batch is decided and written
//! by one call in one transaction; or, of acts that only read, answered from one snapshot.

use super::error::DbError;
use super::tx::Tx;
use super::worker::{Pool, Ran, Work, said};
use kernel::BrandId;
use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Arc, Mutex, PoisonError};
use tokio::sync::oneshot;

/// Decides and writes, or answers, a batch of acts of one brand. One answer for each item, in
/// order; an error says that the database failed, and then the items are tried again one by one.
pub type BatchFn<I, O> = fn(&mut Tx<'_>, &[I]) -> Result<Vec<O>, DbError>;

/// A kind of act that is done in batches.
pub struct Hot<I, O> {
    lanes: Arc<Vec<Lane<I, O>>>,
}

impl<I, O> Clone for Hot<I, O> {
    fn clone(&self) -> Self {
        Hot {
            lanes: self.lanes.clone(),
        }
    }
}

struct Lane<I, O> {
    pool: Arc<Pool>,
    waiting: Arc<Mutex<Waiting<I, O>>>,
    act: BatchFn<I, O>,
    batch_max: usize,
}

struct Waiting<I, O> {
    items: VecDeque<Item<I, O>>,
    /// Whether a ticket that will take the items is in the pool's queue.
    is_called: bool,
}

struct Item<I, O> {
    brand: BrandId,
    act: I,
    reply: oneshot::Sender<Result<O, DbError>>,
}

impl<I: Send + 'static, O: Send + 'static> Hot<I, O> {
    pub(crate) fn new(pools: &[Arc<Pool>], batch_max: usize, act: BatchFn<I, O>) -> Self {
        let lanes = pools
            .iter()
            .map(|pool| Lane {
                pool: pool.clone(),
                waiting: Arc::new(Mutex::new(Waiting {
                    items: VecDeque::new(),
                    is_called: false,
                })),
                act,
                batch_max,
            })
            .collect();
        Hot {
            lanes: Arc::new(lanes),
        }
    }

    /// Does one act, in a batch with whatever else waits. A caller that goes away does not stop it.
    pub async fn submit(&self, brand: BrandId, act: I) -> Result<O, DbError> {
        self.enqueue(brand, act)
            .await
            .unwrap_or_else(|_| Err(gone()))
    }

    /// The same from a plain thread.
    pub fn submit_blocking(&self, brand: BrandId, act: I) -> Result<O, DbError> {
        self.enqueue(brand, act)
            .blocking_recv()
            .unwrap_or_else(|_| Err(gone()))
    }

    fn enqueue(&self, brand: BrandId, act: I) -> oneshot::Receiver<Result<O, DbError>> {
        let lane = &self.lanes[brand.0.unsigned_abs() as usize % self.lanes.len()];
        let (reply, answer) = oneshot::channel();
        let call = {
            let mut waiting = lane.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            waiting.items.push_back(Item { brand, act, reply });
            !std::mem::replace(&mut waiting.is_called, true)
        };
        if call {
            lane.call();
        }
        answer
    }
}

impl<I: Send + 'static, O: Send + 'static> Lane<I, O> {
    fn call(&self) {
        self.pool.send(Box::new(Batch {
            pool: self.pool.clone(),
            waiting: self.waiting.clone(),
            act: self.act,
            batch_max: self.batch_max,
            items: Vec::new(),
            replies: Vec::new(),
            answers: Vec::new(),
            brand: BrandId(0),
            one_by_one: false,
        }));
    }
}

/// A ticket: takes the items that wait when its turn comes.
struct Batch<I, O> {
    pool: Arc<Pool>,
    waiting: Arc<Mutex<Waiting<I, O>>>,
    act: BatchFn<I, O>,
    batch_max: usize,
    brand: BrandId,
    items: Vec<I>,
    replies: Vec<oneshot::Sender<Result<O, DbError>>>,
    answers: Vec<Result<O, DbError>>,
    one_by_one: bool,
}

impl<I: Send + 'static, O: Send + 'static> Batch<I, O> {
    /// Takes waiting items of the first one's brand, and calls the next ticket if any are left.
    fn take(&mut self) {
        let call_again = {
            let mut waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
            let Some(first) = waiting.items.front() else {
                waiting.is_called = false;
                return;
            };
            self.brand = first.brand;
            let mut others = VecDeque::new();
            while let Some(item) = waiting.items.pop_front() {
                if self.items.len() == self.batch_max {
                    others.push_back(item);
                    break;
                }
                if item.brand == self.brand {
                    self.items.push(item.act);
                    self.replies.push(item.reply);
                } else {
                    others.push_back(item);
                }
            }
            while let Some(item) = others.pop_back() {
                waiting.items.push_front(item);
            }
            waiting.is_called = !waiting.items.is_empty();
            waiting.is_called
        };
        if call_again {
            let lane = Lane {
                pool: self.pool.clone(),
                waiting: self.waiting.clone(),
                act: self.act,
                batch_max: self.batch_max,
            };
            lane.call();
        }
    }

    fn run_together(&mut self, tx: &mut Tx<'_>) -> Result<(), DbError> {
        let answers = (self.act)(tx, &self.items)?;
        if answers.len() != self.items.len() {
            return Err(DbError::Bug(
                "a batch gave a wrong number of answers".into(),
            ));
        }
        self.answers = answers.into_iter().map(Ok).collect();
        Ok(())
    }

    fn run_one_by_one(&mut self, tx: &mut Tx<'_>) {
        let act = self.act;
        self.answers = self
            .items
            .iter()
            .map(|item| {
                tx.nested(|tx| {
                    caught(|| act(tx, std::slice::from_ref(item)))?
                        .pop()
                        .ok_or_else(|| DbError::Bug("a batch gave no answer".into()))
                })
            })
            .collect();
    }
}

impl<I: Send + 'static, O: Send + 'static> Work for Batch<I, O> {
    fn brand(&mut self) -> BrandId {
        self.take();
        self.brand
    }

    fn waiting(&self) -> usize {
        let waiting = self.waiting.lock().unwrap_or_else(PoisonError::into_inner);
        waiting.items.len()
    }

    fn weight(&self) -> usize {
        self.items.len()
    }

    fn run(&mut self, tx: &mut Tx<'_>) -> Ran {
        if self.items.is_empty() {
            return Ran::Undo;
        }
        if self.one_by_one {
            self.run_one_by_one(tx);
            // Somebody else was in the way of one of them: all are done anew, in a new transaction.
            return if tx.must_retry() {
                Ran::Again
            } else {
                Ran::Keep
            };
        }
        match caught(|| self.run_together(tx)) {
            Ok(()) => Ran::Keep,
            Err(error) => {
                tracing::warn!(%error, acts = self.items.len(), "a batch is tried one by one");
                self.one_by_one = true;
                Ran::Again
            }
        }
    }

    fn finish(self: Box<Self>, outcome: Result<(), DbError>) {
        let Batch {
            replies,
            answers,
            waiting,
            ..
        } = *self;
        if let Err(error) = outcome {
            if replies.is_empty() {
                // The ticket never ran: nobody else will call for the items that wait.
                let mut waiting = waiting.lock().unwrap_or_else(PoisonError::into_inner);
                waiting.is_called = false;
                for item in waiting.items.drain(..) {
                    let _ = item.reply.send(Err(error.clone()));
                }
            }
            for reply in replies {
                let _ = reply.send(Err(error.clone()));
            }
            return;
        }
        // An asker that went away does not want its answer; the act stands all the same.
        for (reply, answer) in replies.into_iter().zip(answers) {
            let _ = reply.send(answer);
        }
    }
}

/// A panic is the mistake of one item; it must not cost its neighbours theirs.
fn caught<T>(run: impl FnOnce() -> Result<T, DbError>) -> Result<T, DbError> {
    catch_unwind(AssertUnwindSafe(run)).unwrap_or_else(|panic| Err(said(&*panic)))
}

fn gone() -> DbError {
    DbError::Unavailable("the act was lost with its thread".into())
}
