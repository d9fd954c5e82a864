//! The overview over HTTP.

use super::rules::{Overview, WeekHour, overview_of};
use super::{Asked, DAYS_MAX, Indicator, Scene};
use crate::figures::Figures;
use access::{Actor, Guarded, Permission, StoreFilter};
use axum::extract::State;
use kernel::{BusinessDate, Invalid, RegionId, StoreId, ZoneName};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Json, Problem, ProblemBody, Query};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OverviewRead, routes!(get_overview))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
struct OverviewRequest {
    /// First business day of the period; together with `to`. Without both it is the latest day
    /// with figures. At most 366 days.
    from: Option<BusinessDate>,
    /// Last business day of the period.
    to: Option<BusinessDate>,
    /// Of this store only.
    store_id: Option<StoreId>,
    /// Of the stores of this region only; not beside a store.
    region_id: Option<RegionId>,
}

/// A period at a glance, over the stores that the person may see.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct OverviewOut {
    /// The first business day of the period.
    from: BusinessDate,
    /// Its last.
    to: BusinessDate,
    /// The first day of the period before, which has as many days.
    before_from: BusinessDate,
    /// All of the stores together.
    total: Figures,
    /// The same in the period before.
    before: Figures,
    /// The numbers that are worked out from these.
    indicators: Vec<Indicator>,
    /// Each store where something happened, the largest sales first.
    by_store: Vec<StoreFigures>,
    /// Every day up to the last, at least 30, the earliest first.
    trend: Vec<DayFigures>,
    /// As many days just before them.
    trend_before: Vec<DayFigures>,
    /// Hours with sales, by weekday and hour.
    hours: Vec<HourFigures>,
}

/// The figures of one store.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct StoreFigures {
    /// Which store; null for what happened in no store, such as an enrolment online.
    #[schema(required)]
    store_id: Option<StoreId>,
    #[serde(flatten)]
    figures: Figures,
}

/// The figures of one day.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct DayFigures {
    /// Which business day.
    date: BusinessDate,
    #[serde(flatten)]
    figures: Figures,
}

/// Sales in one hour of one weekday.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct HourFigures {
    /// 1 for Monday to 7 for Sunday; that of the business day, to which a night belongs.
    weekday: i64,
    /// 0 to 23, on the stores' clocks.
    hour: i64,
    /// Orders.
    orders: i64,
    /// What was to pay for them, in 分.
    sales: i64,
}

/// Shows what happened in the stores in a period, beside the period before it.
#[utoipa::path(
    get,
    path = "/api/v1/overview",
    operation_id = "get_overview",
    tag = "overview",
    params(OverviewRequest),
    responses(
        (status = 200, body = OverviewOut),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn get_overview(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<OverviewRequest>,
) -> Result<Json<OverviewOut>, Problem> {
    let period = period_of(&request)?;
    let utc: ZoneName = "UTC".parse().expect("UTC is in the bundled zones");
    let today = actor.now.date_in(&utc);
    if let Some(store_id) = request.store_id {
        actor.require_store(store_id)?;
        if request.region_id.is_some() {
            return Err(Invalid::one("?region_id", "value.not_allowed", []).into());
        }
    }
    let reach = actor.stores().clone();
    let set = move |tx: &mut Tx<'_>| -> Result<Scene, Problem> {
        let stores = narrowed(tx, &reach, request.store_id, request.region_id)?;
        let asked = Asked {
            period,
            today,
            stores,
        };
        Ok(Scene::of(tx, &asked)?)
    };
    let scene = app.db.read(actor.brand, set).await?;
    // Two connections at a time, for it is half as long to wait. What is sold between them is told
    // by the next beat.
    let again = scene.clone();
    let people = move |tx: &mut Tx<'_>| -> Result<_, Problem> { Ok(again.people(tx)?) };
    let facts = move |tx: &mut Tx<'_>| -> Result<_, Problem> { Ok(scene.facts(tx)?) };
    let (people, facts) = tokio::try_join!(
        app.db.read(actor.brand, people),
        app.db.read(actor.brand, facts),
    )?;
    Ok(Json(OverviewOut::from(overview_of(facts, people))))
}

fn period_of(request: &OverviewRequest) -> Result<Option<(BusinessDate, BusinessDate)>, Invalid> {
    let (from, to) = match (request.from, request.to) {
        (None, None) => return Ok(None),
        (Some(_), None) => return Err(Invalid::one("?to", "value.missing", [])),
        (None, Some(_)) => return Err(Invalid::one("?from", "value.missing", [])),
        (Some(from), Some(to)) => (from, to),
    };
    if from > to {
        let least = from.to_string();
        return Err(Invalid::one(
            "?to",
            "date.too_early",
            [("min", least.into())],
        ));
    }
    if to.days_since(from) >= DAYS_MAX {
        let least = to.plus_days(1 - DAYS_MAX).to_string();
        return Err(Invalid::one(
            "?from",
            "date.too_early",
            [("min", least.into())],
        ));
    }
    Ok(Some((from, to)))
}

/// The stores that were asked for, those out of reach left out.
fn narrowed(
    tx: &mut Tx<'_>,
    reach: &StoreFilter,
    store: Option<StoreId>,
    region: Option<RegionId>,
) -> Result<StoreFilter, DbError> {
    let mut wanted = match (store, region) {
        (None, None) => return Ok(reach.clone()),
        (Some(store), _) => vec![store],
        (None, Some(region)) => retail::stores_in_regions(tx, &[region])?,
    };
    wanted.retain(|store| reach.allows(*store));
    Ok(StoreFilter::Only(wanted))
}

impl From<Overview> for OverviewOut {
    fn from(seen: Overview) -> Self {
        let store = |(store_id, figures)| StoreFigures { store_id, figures };
        let day = |(date, figures)| DayFigures { date, figures };
        OverviewOut {
            from: seen.from,
            to: seen.to,
            before_from: seen.before_from,
            total: seen.total,
            before: seen.before,
            indicators: seen.indicators,
            by_store: seen.by_store.into_iter().map(store).collect(),
            trend: seen.trend.into_iter().map(day).collect(),
            trend_before: seen.trend_before.into_iter().map(day).collect(),
            hours: seen.hours.into_iter().map(HourFigures::from).collect(),
        }
    }
}

impl From<WeekHour> for HourFigures {
    fn from(hour: WeekHour) -> Self {
        let WeekHour {
            weekday,
            hour,
            orders,
            sales,
        } = hour;
        HourFigures {
            weekday,
            hour,
            orders,
            sales,
        }
    }
}
