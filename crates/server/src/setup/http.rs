//! The first setup over HTTP, open to people who are not logged in, for nobody can be.

use super::token::{MayFound, forget_token};
use super::{Founding, NewRegion, SetupFault, check, found};
use crate::blocking;
use crate::demo::{self, DemoError};
use access::{AccessError, Arrival, Credentials, Guarded, NewBrand, NewStaff, Permission, Role};
use access::{Scope, SessionView};
use axum::extract::State;
use axum::response::Response;
use kernel::{Act, BrandId, Cutoff, ZoneName};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::IdempotencyKey;
use platform::jobs::{self, Job, JobState};
use retail::{NewStore, Ownership};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new()
        .route(Permission::Public, routes!(get_setup))
        .route(Permission::Public, routes!(found_brand))
        .route(Permission::Public, routes!(load_demo))
}

/// Whether this server is set up.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct Setup {
    /// Whether there is a brand: then one logs in.
    is_founded: bool,
    /// Whether the demo chain can be loaded: only where there is nothing yet.
    can_load_demo: bool,
    /// Whether whoever asks must show the setup token to go on.
    needs_token: bool,
    /// How far the demo chain is; null where there is none.
    #[schema(required)]
    demo: Option<DemoProgress>,
}

kernel::text_enum! {
    /// Where the loading of the demo chain is.
    pub enum DemoState {
        /// Under way.
        Loading = "loading",
        /// Over; it can be begun again from where it stopped.
        Failed = "failed",
        /// All is there.
        Done = "done",
    }
}

/// How far the demo chain is.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct DemoProgress {
    /// Where the loading is.
    state: DemoState,
    /// Lines that are in.
    done: i64,
    /// Of how many; 0 while that is not known.
    total: i64,
    /// Why it failed; told to whoever may set this server up.
    #[schema(required)]
    reason: Option<String>,
}

/// The first brand with what it begins with.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FoundBrand {
    /// The brand.
    brand: FirstBrand,
    /// The region of its first store; absent for none.
    #[serde(default)]
    region: Option<FirstRegion>,
    /// Its first store.
    store: FirstStore,
    /// Its first owner.
    owner: FirstOwner,
}

/// The first brand.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstBrand {
    /// What people type at the log-in: lower-case letters, digits and hyphens.
    #[schema(
        min_length = 2,
        max_length = 32,
        pattern = "^[a-z0-9-]+$",
        example = "my-chain"
    )]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 60, example = "会通优选")]
    name: String,
    /// ISO 4217 code of its one currency.
    #[serde(default = "yuan")]
    #[schema(
        min_length = 3,
        max_length = 3,
        pattern = "^[A-Z]{3}$",
        example = "CNY"
    )]
    currency: String,
}

/// A region.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstRegion {
    /// Visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "EAST")]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120, example = "华东")]
    name: String,
}

/// The first store: the brand's own. What else there is to say of it can be edited later.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstStore {
    /// Visible ASCII.
    #[schema(min_length = 1, max_length = 40, example = "XH01")]
    code: String,
    /// What people call it.
    #[schema(min_length = 1, max_length = 120, example = "徐汇店")]
    name: String,
    /// Where its clock on the wall is set; also the zone of what belongs to no store.
    zone: ZoneName,
}

/// The first owner.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct FirstOwner {
    /// What the person types at the log-in.
    #[schema(min_length = 2, max_length = 40)]
    login: String,
    /// What people call the person.
    #[schema(min_length = 1, max_length = 40)]
    name: String,
    /// At least ten letters, and nothing that a guesser tries first.
    #[schema(min_length = 10, max_length = 128)]
    password: String,
}

fn yuan() -> String {
    "CNY".into()
}

impl From<FoundBrand> for Founding {
    fn from(body: FoundBrand) -> Self {
        let FoundBrand {
            brand,
            region,
            store,
            owner,
        } = body;
        Founding {
            brand: NewBrand {
                code: brand.code,
                name: brand.name,
                currency: brand.currency,
                zone: store.zone.clone(),
            },
            owner: NewStaff {
                login: owner.login,
                name: owner.name,
                password: owner.password,
                role: Role::Owner,
                scope: Scope::Brand,
            },
            region: region.map(|FirstRegion { code, name }| NewRegion { code, name }),
            store: Some(NewStore {
                code: store.code,
                name: store.name,
                region_id: None,
                ownership: Ownership::Owned,
                zone: store.zone,
                cutoff: Cutoff::default(),
                // Stock is counted some day; a new shop sells before that.
                allows_negative_stock: true,
                address: None,
                phone: None,
            }),
        }
    }
}

impl DemoProgress {
    fn of(job: &Job, may_know_why: bool) -> DemoProgress {
        let state = match job.state {
            JobState::Queued | JobState::Running => DemoState::Loading,
            JobState::Failed | JobState::Cancelled => DemoState::Failed,
            JobState::Succeeded => DemoState::Done,
        };
        let reason = job.error.clone();
        DemoProgress {
            state,
            done: job.done,
            total: job.total,
            reason: reason.filter(|_| state == DemoState::Failed && may_know_why),
        }
    }
}

/// Whether this server is set up, and how far the demo chain is.
#[utoipa::path(get, path = "/api/v1/setup", tag = "setup",
    params(("Setup-Token" = Option<String>, Header, description = "From the data folder")),
    responses((status = 200, body = Setup), (status = "4XX", body = ProblemBody),
))]
async fn get_setup(
    State(app): State<App>,
    MayFound(may_found): MayFound,
) -> Result<Json<Setup>, Problem> {
    let is_founded = access::is_founded(&app.db).await?;
    let demo = if is_founded {
        find_demo(&app).await?
    } else {
        None
    };
    Ok(Json(Setup {
        is_founded,
        can_load_demo: !is_founded,
        needs_token: !is_founded && !may_found,
        demo: demo.map(|(_, job)| DemoProgress::of(&job, may_found)),
    }))
}

/// Founds the first brand with its first store and its owner, who is logged in then. Only while
/// there is no brand.
#[utoipa::path(post, path = "/api/v1/setup", tag = "setup",
    params(("Setup-Token" = Option<String>, Header,
        description = "From the data folder")),
    request_body = FoundBrand, responses(
    (status = 200, body = SessionView), (status = "4XX", body = ProblemBody),
))]
async fn found_brand(
    State(app): State<App>,
    may_found: MayFound,
    arrival: Arrival,
    Json(body): Json<FoundBrand>,
) -> Result<Response, Problem> {
    may_found.require()?;
    if access::is_founded(&app.db).await? {
        return Err(AccessError::AlreadyFounded.into());
    }
    let founding = Founding::from(body);
    check(&founding)?;
    let (brand, owner) = (&founding.brand, &founding.owner);
    let said = Credentials {
        brand_code: brand.code.clone(),
        login: owner.login.clone(),
        password: owner.password.clone(),
        code: None,
    };
    let known = [&brand.code, &brand.name, &owner.login, &owner.name];
    let known = known.map(String::clone).to_vec();
    let password = owner.password.clone();
    let hash = access::hash_new_password("/owner/password", password, known).await?;
    let act = Act::of_system(app.clock.now());
    let id = BrandId(app.db.new_id());
    let founded = app.db.write(id, move |tx: &mut Tx<'_>| {
        access::require_first_brand(tx, &act)?;
        found(tx, act, &founding, &hash)
    });
    founded.await?;
    lay_token_down(&app);
    arrival.log_in(&app, said).await
}

/// Founds the demo chain and fills it in the background; one that failed goes on where it stopped.
/// Only while there is no other brand.
#[utoipa::path(post, path = "/api/v1/setup/demo", tag = "setup",
    params(("Setup-Token" = Option<String>, Header,
        description = "From the data folder")),
    responses((status = 200, body = DemoProgress), (status = "4XX", body = ProblemBody),
))]
async fn load_demo(
    State(app): State<App>,
    may_found: MayFound,
    // Asked for as of every POST; that it is done once is the founding's own guarantee.
    _: IdempotencyKey,
) -> Result<Json<DemoProgress>, Problem> {
    may_found.require()?;
    if find_demo(&app).await?.is_none() {
        let founding = app.clone();
        match blocking(move || demo::found_first(&founding)).await? {
            // A twin was faster.
            Ok(_) | Err(DemoError::Access(AccessError::AlreadyFounded)) => {}
            Err(DemoError::Access(error)) => return Err(error.into()),
            Err(DemoError::Db(error)) => return Err(error.into()),
        }
    }
    let (brand, job) = find_demo(&app).await?.ok_or(AccessError::AlreadyFounded)?;
    let act = Act::of_system(app.clock.now());
    let job = app.db.write(brand, move |tx| {
        if !matches!(job.state, JobState::Failed | JobState::Cancelled) {
            return Ok(job.clone());
        }
        let job_id = demo::go_on(tx, &job, act)?;
        jobs::find(tx, job_id)?.ok_or(DbError::Missing)
    });
    Ok(Json(DemoProgress::of(&job.await?, true)))
}

/// The demo brand and the latest job that fills it.
async fn find_demo(app: &App) -> Result<Option<(BrandId, Job)>, SetupFault> {
    let Some(brand) = access::find_brand_by_code(&app.db, demo::BRAND_CODE).await? else {
        return Ok(None);
    };
    let job = app.db.read(brand.id, demo::find_job).await?;
    Ok(job.map(|job| (brand.id, job)))
}

/// The token has done its work. One that stays opens nothing, for there is a brand.
fn lay_token_down(app: &App) {
    if let Err(error) = forget_token(app) {
        tracing::warn!(%error, "the setup token could not be taken away");
    }
}
