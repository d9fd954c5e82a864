//! Every route of the product in one place, and the OpenAPI document that describes them.

use crate::about::ServingSince;
use access::{
    ActFault, Action, Approved, Declared, Executor, Executors, Guarded, ScopeResolver, TillPlace,
};
use axum::response::Redirect;
use axum::routing::get;
use axum::{Extension, Router};
use checkout::Lanes;
use platform::App;
use platform::db::Tx;
use platform::http::ProblemBody;
use utoipa::openapi::path::{ParameterBuilder, ParameterIn};
use utoipa::openapi::{
    ContentBuilder, InfoBuilder, LicenseBuilder, OpenApi, Ref, Required, ResponseBuilder,
};
use utoipa::{PartialSchema, ToSchema};
use utoipa_swagger_ui::SwaggerUi;

/// Every guarded route.
pub fn routes() -> Guarded {
    Guarded::new()
        .merge(access::routes())
        .merge(channels::routes())
        .merge(retail::routes())
        .merge(membership::routes())
        .merge(standing::routes())
        .merge(offers::routes())
        .merge(checkout::routes())
        .merge(insight::routes())
        .merge(crate::imports::http::routes())
        .merge(crate::exports::http::routes())
        .merge(crate::privacy::http::routes())
        .merge(crate::timeline::http::routes())
        .merge(crate::jobs::routes())
        .merge(crate::permissions::routes())
        .merge(crate::setup::http::routes())
        .merge(crate::backup::http::routes())
        .merge(crate::about::routes())
}

/// What retail knows of the places that scopes name.
pub(crate) const PLACES: ScopeResolver = ScopeResolver {
    stores_in_regions: retail::stores_in_regions,
    known_regions: |tx, regions| {
        let mut known = Vec::new();
        for region in regions {
            known.extend(retail::find_region(tx, *region)?.map(|region| region.id));
        }
        Ok(known)
    },
    find_tills: |tx, tills| {
        let place = |till: retail::Till| TillPlace {
            store_id: till.store_id,
            is_active: till.is_active,
        };
        let tills = tx.fetch(retail::tills(tx, tills))?;
        Ok(tills
            .into_iter()
            .map(|(id, till)| (id, place(till)))
            .collect())
    },
    known_stores: |tx, stores| Ok(tx.fetch(retail::stores(tx, stores))?.into_keys().collect()),
};

/// Who does the acts on which a second person has decided.
const EXECUTORS: Executors = Executors(&[
    Executor {
        action: Action::AdjustPoints,
        run: adjust,
    },
    Executor {
        action: Action::AdjustStoredValue,
        run: adjust,
    },
    Executor {
        action: Action::ExportMembers,
        run: export,
    },
    Executor {
        action: Action::ReturnWithoutReceipt,
        run: take_back,
    },
    Executor {
        action: Action::PublishOffer,
        run: publish_offer,
    },
]);

fn adjust(tx: &mut Tx<'_>, approved: &Approved) -> Result<serde_json::Value, ActFault> {
    membership::adjust_approved(tx, approved, HOUSE).map_err(|error| Box::new(error) as ActFault)
}

fn export(tx: &mut Tx<'_>, approved: &Approved) -> Result<serde_json::Value, ActFault> {
    crate::exports::start_approved(tx, approved).map_err(|error| Box::new(error) as ActFault)
}

fn take_back(tx: &mut Tx<'_>, approved: &Approved) -> Result<serde_json::Value, ActFault> {
    checkout::return_approved(tx, approved).map_err(|error| Box::new(error) as ActFault)
}

fn publish_offer(tx: &mut Tx<'_>, approved: &Approved) -> Result<serde_json::Value, ActFault> {
    offers::execute_publish(tx, approved).map_err(|error| Box::new(error) as ActFault)
}

/// What membership asks of contexts above it.
const HOUSE: membership::House = membership::House {
    stored_value_cap: checkout::stored_value_cap,
};

/// The whole site: API, documentation, web apps, health.
pub fn router(app: &App) -> Router {
    let (document, _) = describe();
    let api = routes().into_router(app, PLACES);
    let site = Router::new()
        .merge(api)
        .layer(Extension(Lanes::new(&app.db)))
        .layer(Extension(EXECUTORS))
        .layer(Extension(HOUSE))
        .layer(Extension(ServingSince(app.clock.now())))
        .merge(platform::http::public_router())
        .merge(SwaggerUi::new("/docs").url("/openapi.json", document))
        .route("/", get(|| async { Redirect::temporary("/console/") }))
        .merge(crate::web::routes());
    platform::http::around(site, app)
}

/// The OpenAPI document, and every route as it was declared.
pub fn describe() -> (OpenApi, Vec<Declared>) {
    let (mut document, declared) = routes().describe();
    document.info = InfoBuilder::new()
        .title("Huitong")
        .description(Some(
            "The membership centre of a chain of stores. Money is an integer of 分, ids are text \
             with a prefix, times are RFC 3339 in UTC. Every refusal is application/problem+json.",
        ))
        .version(env!("CARGO_PKG_VERSION"))
        .license(Some(LicenseBuilder::new().name("Apache-2.0").build()))
        .build();
    let components = document.components.get_or_insert_default();
    let mut parts = vec![(ProblemBody::name().into_owned(), ProblemBody::schema())];
    ProblemBody::schemas(&mut parts);
    components.schemas.extend(parts);
    for item in document.paths.paths.values_mut() {
        for operation in [
            &mut item.get,
            &mut item.post,
            &mut item.put,
            &mut item.patch,
            &mut item.delete,
        ]
        .into_iter()
        .flatten()
        {
            let problem = ResponseBuilder::new()
                .description("A refusal or a failure")
                .content(
                    "application/problem+json",
                    ContentBuilder::new()
                        .schema(Some(Ref::from_schema_name(ProblemBody::name())))
                        .build(),
                )
                .build();
            operation
                .responses
                .responses
                .retain(|status, _| status != "4XX");
            operation
                .responses
                .responses
                .insert("default".into(), problem.into());
        }
        if let Some(post) = &mut item.post {
            require_key(post);
        }
    }
    (document, declared)
}

/// The OpenAPI document as it is kept in the repository. An operation's marks have no order of
/// their own, so they are put at its end in that of their names.
pub fn document_text() -> serde_json::Result<String> {
    let mut document = serde_json::to_value(describe().0)?;
    let paths = document["paths"].as_object_mut().into_iter().flatten();
    let items = paths.filter_map(|(_, item)| item.as_object_mut());
    for operation in items.flatten().filter_map(|(_, told)| told.as_object_mut()) {
        let is_mark = |name: &&String| name.starts_with("x-");
        let mut marks: Vec<String> = operation.keys().filter(is_mark).cloned().collect();
        marks.sort_unstable();
        for mark in marks {
            if let Some(value) = operation.shift_remove(&mark) {
                operation.insert(mark, value);
            }
        }
    }
    Ok(serde_json::to_string_pretty(&document)? + "\n")
}

/// POSTs that only read or only concern the caller's own session need no key; nor do those whose
/// answer is kept nowhere, for it is a secret.
const WITHOUT_KEY: [&str; 13] = [
    "find_coupon",
    // Done once in the life of a database, and answered with a session.
    "found_brand",
    "issue_member_code",
    "log_in",
    "log_in_at_till",
    "prove_phone",
    "quote_basket",
    "quote_return",
    "read_offer_notation",
    "register_till",
    // A provider pushes as it likes; the same report twice changes nothing.
    "take_sms_reports",
    "take_sms_replies",
    "unmask_phone",
];

fn require_key(operation: &mut utoipa::openapi::path::Operation) {
    let id = operation.operation_id.as_deref().unwrap_or_default();
    let parameters = operation.parameters.get_or_insert_default();
    if WITHOUT_KEY.contains(&id) || parameters.iter().any(|p| p.name == "Idempotency-Key") {
        return;
    }
    parameters.push(
        ParameterBuilder::new()
            .name("Idempotency-Key")
            .parameter_in(ParameterIn::Header)
            .required(Required::True)
            .description(Some(
                "The same key is done once and answered alike. At most 255 letters.",
            ))
            .schema(Some(String::schema()))
            .build(),
    );
}
