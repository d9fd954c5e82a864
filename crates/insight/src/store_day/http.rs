//! The overview over HTTP.

use super::rules::{Figures, Overview};
use super::{DAYS_MAX, overview};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{BusinessDate, Invalid, StoreId, ZoneName};
use platform::App;
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
    /// Which business day; the latest one with figures if absent.
    date: Option<BusinessDate>,
    /// Days of the trend, 1 to 92; 14 if absent.
    #[param(minimum = 1, maximum = 92)]
    days: Option<u32>,
}

/// A day at a glance, over the stores that the person may see.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct OverviewOut {
    /// Which business day.
    date: BusinessDate,
    /// All of the stores together.
    total: Figures,
    /// The same on the day before.
    day_before: Figures,
    /// The same on the same weekday of the week before.
    week_before: Figures,
    /// Each store where something happened, the largest sales first.
    by_store: Vec<StoreFigures>,
    /// Every day up to this one, the earliest first.
    trend: Vec<DayFigures>,
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

/// Shows what happened in the stores on a business day, beside the days before.
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
    let days = request.days.unwrap_or(14);
    let mut wrong = Invalid::new();
    wrong.range("?days", i64::from(days), 1, i64::from(DAYS_MAX));
    wrong.check()?;
    let utc: ZoneName = "UTC".parse().expect("UTC is in the bundled zones");
    let today = actor.now.date_in(&utc);
    let stores = actor.stores().clone();
    let read =
        move |tx: &mut platform::db::Tx<'_>| overview(tx, request.date, days, today, &stores);
    let seen = app.db.read(actor.brand, read).await?;
    Ok(Json(OverviewOut::from(seen)))
}

impl From<Overview> for OverviewOut {
    fn from(seen: Overview) -> Self {
        let store = |(store_id, figures)| StoreFigures { store_id, figures };
        let day = |(date, figures)| DayFigures { date, figures };
        OverviewOut {
            date: seen.date,
            total: seen.total,
            day_before: seen.day_before,
            week_before: seen.week_before,
            by_store: seen.by_store.into_iter().map(store).collect(),
            trend: seen.trend.into_iter().map(day).collect(),
        }
    }
}
