//! Sends what is due and asks after what is not known, outside any transaction.
//!
//! A message is claimed, then the provider is told, then what came of it is written down, each a
//! transaction of its own. Whoever dies in between leaves a claim behind; when its lease is over
//! the provider is asked, for nobody knows whether it was told.

use super::gateway::{
    ANSWER_SECONDS, AskOutcome, AskedSms, Line, OutgoingSms, SendOutcome, SmsGateway,
};
use super::rules::{self, SmsState};
use super::settings::{self, Provider, Settings};
use super::store::{self, Due, Ending};
use super::{aliyun::Aliyun, phone_context, tencent::Tencent, variables_context};
use crate::{ChannelsError, Phone};
use kernel::{BrandId, Timestamp};
use platform::db::{DbError, Tx};
use platform::outbox::Brands;
use platform::{App, stopped};
use serde_json::{Map, Value as Json};
use std::sync::Arc;
use std::time::Duration;
use tokio::sync::watch;

/// How many messages one look takes, and how many of them are sent side by side.
const AT_ONCE: i64 = 8;
/// How long a claim holds; longer than an answer may take.
const LEASE_MILLIS: i64 = (ANSWER_SECONDS as i64 + 50) * 1_000;
/// How often to look without a nudge.
const LOOK_MILLIS: u64 = 1_000;
/// How long to wait after a nudge, for most nudges are about something else.
const GATHER_MILLIS: u64 = 50;

/// Sends messages in the background.
pub struct Sender {
    app: App,
    brands: Brands,
}

/// A message that is ours to work on, opened.
struct Work {
    due: Due,
    claim: i64,
    settings: Arc<Settings>,
}

impl Sender {
    /// A sender for all brands of a database.
    pub fn new(app: &App, brands: Brands) -> Sender {
        Sender {
            app: app.clone(),
            brands,
        }
    }

    /// Works until `stop` turns true; what is under way is finished first.
    pub async fn run(self, mut stop: watch::Receiver<bool>) {
        let this = Arc::new(self);
        let mut nudges = this.app.nudge.listen();
        loop {
            let (worker, asked) = (this.clone(), stop.clone());
            let look = move || worker.send_all(&asked);
            match tokio::task::spawn_blocking(look).await {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "messages cannot be sent now"),
                Err(error) => tracing::error!(%error, "sending messages panicked"),
            }
            tokio::select! {
                () = stopped(&mut stop) => return,
                _ = nudges.changed() => {
                    tokio::time::sleep(Duration::from_millis(GATHER_MILLIS)).await;
                }
                () = tokio::time::sleep(Duration::from_millis(LOOK_MILLIS)) => {}
            }
        }
    }

    /// Works in rounds until nothing is due or `stop` turns true. The time is that of each round:
    /// what is queued meanwhile is seen, and signatures and claims are fresh.
    fn send_all(&self, stop: &watch::Receiver<bool>) -> Result<(), ChannelsError> {
        while !*stop.borrow() && self.send_due(self.app.clock.now())? > 0 {}
        Ok(())
    }

    /// Does what is due at `now`, one batch of each brand, so that no brand's backlog holds up
    /// another's codes; answers for how many messages. Blocks, so it is for a plain thread.
    pub fn send_due(&self, now: Timestamp) -> Result<usize, ChannelsError> {
        let mut done = 0;
        // Made when it is needed: it starts a thread of its own.
        let mut line = None;
        for brand in (self.brands)(&self.app.db)? {
            let works = self.claim_due(brand, now)?;
            if works.is_empty() {
                continue;
            }
            done += works.len();
            let line = match &line {
                Some(line) => line,
                None => line.insert(Line::new().map_err(|error| {
                    DbError::Unavailable(format!("no line to the world: {error}"))
                })?),
            };
            self.work_all(brand, line, &works, now)?;
        }
        Ok(done)
    }

    fn work_all(
        &self,
        brand: BrandId,
        line: &Line,
        works: &[Work],
        now: Timestamp,
    ) -> Result<(), DbError> {
        std::thread::scope(|scope| {
            let threads: Vec<_> = works
                .iter()
                .map(|work| scope.spawn(move || self.work(brand, line, work, now)))
                .collect();
            threads
                .into_iter()
                .try_for_each(|thread| thread.join().unwrap_or(Ok(())))
        })
    }

    fn claim_due(&self, brand: BrandId, now: Timestamp) -> Result<Vec<Work>, ChannelsError> {
        let db = &self.app.db;
        let due = db.read_blocking(brand, move |tx| store::due(tx, now, AT_ONCE))?;
        if due.is_empty() {
            return Ok(Vec::new());
        }
        let seal = self.app.seal.clone();
        let settings = db.read_blocking(brand, move |tx| settings::load(tx, &seal))?;
        let settings = settings.map(Arc::new);
        db.write_blocking(brand, move |tx| claim_all(tx, &due, settings.as_ref(), now))
    }

    /// Tells or asks the provider about one message and writes down what came of it.
    fn work(
        &self,
        brand: BrandId,
        line: &Line,
        work: &Work,
        now: Timestamp,
    ) -> Result<(), DbError> {
        let (due, choices) = (&work.due, &work.settings.choices);
        let provider = due.provider.unwrap_or(choices.provider);
        let phone = due.phone_sealed.as_deref().and_then(|sealed| {
            let text = self.app.seal.open(sealed, &phone_context(due.id)).ok()?;
            Phone::of_e164(&text)
        });
        let is_first = due.state == SmsState::Queued;
        let ended = match (phone, is_first) {
            (None, _) => given_up(due, "number unreadable"),
            // Another account cannot be asked; nothing more will be known.
            (Some(_), false) if provider != choices.provider => given_up(due, "provider changed"),
            (Some(phone), true) => self.tell(line, work, &phone, now),
            (Some(phone), false) => self.ask(line, work, &phone, now),
        };
        if let Some(reason) = &ended.reason {
            tracing::info!(sms = %due.id, state = %ended.state, reason, "message not sent yet");
        }
        let (id, claim, number) = (due.id, work.claim, ended.provider_id);
        let (state, reason, due_at) = (ended.state, ended.reason, ended.due_at);
        let attempts = ended.attempts;
        self.app.db.write_blocking(brand, move |tx| {
            let ending = Ending {
                state,
                reason: reason.as_deref(),
                provider: Some(provider),
                provider_id: number.as_deref(),
                due_at,
                attempts,
            };
            store::end(tx, (id, claim), &ending, now)
        })
    }

    fn gateway<'a>(&'a self, line: &'a Line, settings: &'a Settings) -> Box<dyn SmsGateway + 'a> {
        let (choices, urls) = (&settings.choices, &self.app.config.channels);
        let secret = &settings.secrets.key_secret;
        match choices.provider {
            Provider::Aliyun => Box::new(Aliyun {
                line,
                base: urls.aliyun_sms_url.trim_end_matches('/'),
                key_id: &choices.key_id,
                key_secret: secret,
            }),
            Provider::Tencent => Box::new(Tencent {
                line,
                base: urls.tencent_sms_url.trim_end_matches('/'),
                secret_id: &choices.key_id,
                secret_key: secret,
                app_id: choices.app_id.as_deref().unwrap_or_default(),
            }),
        }
    }

    fn tell(&self, line: &Line, work: &Work, phone: &Phone, now: Timestamp) -> Ended {
        let due = &work.due;
        let Ok(template) = work.settings.template(&due.purpose) else {
            return Ended::failed("template removed");
        };
        let held = due.variables_sealed.as_deref().and_then(|sealed| {
            let text = self
                .app
                .seal
                .open(sealed, &variables_context(due.id))
                .ok()?;
            serde_json::from_str::<Map<String, Json>>(&text).ok()
        });
        let held = held.unwrap_or_default();
        let value = |name: &str| held.get(name).and_then(Json::as_str).unwrap_or_default();
        let sms = OutgoingSms {
            id: due.id,
            phone,
            sign: &work.settings.choices.sign,
            template_id: &template.template_id,
            variables: template
                .variables()
                .into_iter()
                .map(|name| (name, value(name)))
                .collect(),
        };
        match self.gateway(line, &work.settings).send(&sms, now) {
            SendOutcome::Accepted { provider_id } => {
                Ended::to_ask(SmsState::Sent, 0, now).with_provider_id(provider_id)
            }
            SendOutcome::Refused { code } => Ended::failed(code),
            SendOutcome::TryLater { code } => {
                let again = now.plus_millis(rules::retry_millis(due.attempts + 1));
                match again < due.give_up_at {
                    true => Ended::again(code, again, due.attempts + 1),
                    false => Ended::failed(code),
                }
            }
            SendOutcome::Lost { why } => Ended::to_ask(SmsState::Unknown, 0, now).because(why),
        }
    }

    fn ask(&self, line: &Line, work: &Work, phone: &Phone, now: Timestamp) -> Ended {
        let due = &work.due;
        // A claim whose holder is gone is as good as a lost answer.
        let state = match due.state {
            SmsState::Sent => SmsState::Sent,
            _ => SmsState::Unknown,
        };
        let asks = match due.state {
            SmsState::Sending => 0,
            _ => due.attempts + 1,
        };
        let asked = AskedSms {
            id: due.id,
            phone,
            provider_id: due.provider_id.as_deref(),
            tried_at: due.tried_at.unwrap_or(now),
        };
        match self.gateway(line, &work.settings).ask(&asked, now) {
            AskOutcome::Delivered => Ended::over(SmsState::Delivered),
            AskOutcome::Failed { code } => Ended::failed(code),
            AskOutcome::Waiting if state == SmsState::Unknown => {
                Ended::to_ask(SmsState::Sent, 0, now)
            }
            AskOutcome::Waiting => Ended::to_ask(state, asks, now),
            AskOutcome::NotFound => Ended::to_ask(state, asks, now).because("not found".into()),
            AskOutcome::NoAnswer { why } => Ended::to_ask(state, asks, now).because(why),
        }
    }
}

fn claim_all(
    tx: &mut Tx<'_>,
    due: &[Due],
    settings: Option<&Arc<Settings>>,
    now: Timestamp,
) -> Result<Vec<Work>, ChannelsError> {
    let mut works = Vec::new();
    for due in due {
        let is_first = due.state == SmsState::Queued;
        let as_state = if is_first {
            SmsState::Sending
        } else {
            due.state
        };
        let claim = tx.new_id();
        let lease_until = now.plus_millis(LEASE_MILLIS);
        if !store::claim(tx, due, claim, as_state, now, lease_until)? {
            continue;
        }
        let hopeless = match settings {
            None => Some("SMS is not set up"),
            Some(_) if is_first && due.give_up_at <= now => Some("too late"),
            Some(_) => None,
        };
        match (settings, hopeless) {
            (Some(settings), None) => works.push(Work {
                due: due.clone(),
                claim,
                settings: settings.clone(),
            }),
            (_, reason) => {
                let ended = given_up(due, reason.unwrap_or_default());
                let ending = Ending {
                    state: ended.state,
                    reason,
                    provider: None,
                    provider_id: None,
                    due_at: None,
                    attempts: ended.attempts,
                };
                store::end(tx, (due.id, claim), &ending, now)?;
            }
        }
    }
    Ok(works)
}

/// What becomes of a message that nothing more can be done for: one that was never told has
/// failed, of another nobody knows.
fn given_up(due: &Due, reason: &str) -> Ended {
    match due.state {
        SmsState::Queued => Ended::failed(reason),
        SmsState::Sent => Ended::over(SmsState::Sent).because(reason.into()),
        _ => Ended::over(SmsState::Unknown).because(reason.into()),
    }
}

/// How a piece of work on a message ended.
struct Ended {
    state: SmsState,
    reason: Option<String>,
    provider_id: Option<String>,
    due_at: Option<Timestamp>,
    attempts: i64,
}

impl Ended {
    fn over(state: SmsState) -> Ended {
        Ended {
            state,
            reason: None,
            provider_id: None,
            due_at: None,
            attempts: 0,
        }
    }

    fn failed(reason: impl Into<String>) -> Ended {
        Ended::over(SmsState::Failed).because(reason.into())
    }

    fn again(reason: String, due_at: Timestamp, attempts: i64) -> Ended {
        Ended {
            due_at: Some(due_at),
            attempts,
            ..Ended::over(SmsState::Queued).because(reason)
        }
    }

    /// To be asked about, the `asks`-th time, as long as that makes sense.
    fn to_ask(state: SmsState, asks: i64, now: Timestamp) -> Ended {
        Ended {
            due_at: rules::ask_millis(state, asks).map(|millis| now.plus_millis(millis)),
            attempts: asks,
            ..Ended::over(state)
        }
    }

    fn because(self, reason: String) -> Ended {
        // A provider's sentence may be long.
        let reason = reason.chars().take(200).collect();
        Ended {
            reason: Some(reason),
            ..self
        }
    }

    fn with_provider_id(self, provider_id: String) -> Ended {
        Ended {
            provider_id: (!provider_id.is_empty()).then_some(provider_id),
            ..self
        }
    }
}
