//! The guard on every route: a route is collected together with the permission that it needs, so
//! that one without cannot be built.

use crate::api_key;
use crate::network::Network;
use crate::session::{self, Token};
use crate::till::TillPlace;
use crate::{AccessError, Actor, Permission};
use axum::Router;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, Method, header};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{IntoResponse, Response};
use kernel::{RegionId, StoreId, TillId};
use platform::App;
use platform::db::{DbError, Tx};
use platform::http::{Caller, Problem};
use std::collections::HashMap;
use utoipa::openapi::path::Operation;
use utoipa::openapi::{OpenApi, PathItem, extensions::ExtensionsBuilder};
use utoipa_axum::router::{OpenApiRouter, UtoipaMethodRouter};

/// Where tills stand.
pub type TillPlaces = HashMap<TillId, TillPlace>;

/// Knows the places that scopes name. Regions and stores belong to a context above this one, so the
/// server gives the functions.
#[derive(Clone, Copy)]
pub struct ScopeResolver {
    /// The stores of some regions, as they are now.
    pub stores_in_regions: fn(&mut Tx<'_>, &[RegionId]) -> Result<Vec<StoreId>, DbError>,
    /// Those of some regions that the brand has.
    pub known_regions: fn(&mut Tx<'_>, &[RegionId]) -> Result<Vec<RegionId>, DbError>,
    /// Where those of some tills stand that the brand has.
    pub find_tills: fn(&mut Tx<'_>, &[TillId]) -> Result<TillPlaces, DbError>,
    /// Those of some stores that the brand has.
    pub known_stores: fn(&mut Tx<'_>, &[StoreId]) -> Result<Vec<StoreId>, DbError>,
}

impl ScopeResolver {
    /// Where a till stands, if the brand has it.
    pub(crate) fn find_till(
        &self,
        tx: &mut Tx<'_>,
        till: TillId,
    ) -> Result<Option<TillPlace>, DbError> {
        Ok((self.find_tills)(tx, &[till])?.remove(&till))
    }
}

/// What the server gives to the handlers of this context.
#[derive(Clone)]
pub(crate) struct Wiring {
    pub resolver: ScopeResolver,
    /// Where it is asked whom a token stands for.
    pub door: session::Door,
}

/// A route as it was declared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Declared {
    /// `GET`, `POST`, ….
    pub method: String,
    /// With placeholders, such as `/api/v1/members/{member_id}`.
    pub path: String,
    /// Its name in the OpenAPI document.
    pub operation_id: String,
    /// What it does, in a sentence.
    pub summary: String,
    /// What it needs.
    pub permission: Permission,
}

/// Routes, each with its permission.
#[derive(Default)]
pub struct Guarded {
    routes: Vec<Guardable>,
}

/// Handlers that need the same.
struct Guardable {
    permission: Permission,
    /// Whether they are open to whoever must set a second factor up first.
    is_open_while_limited: bool,
    router: OpenApiRouter<App>,
}

impl Guarded {
    /// None yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a handler (or several methods of one path) that needs a permission.
    #[must_use]
    pub fn route(mut self, permission: Permission, routes: UtoipaMethodRouter<App>) -> Self {
        self.push(permission, false, OpenApiRouter::new().routes(routes));
        self
    }

    /// Adds a handler that whoever must set a second factor up first needs for it. Nothing else is
    /// open to them: a password alone must not change the password or set a PIN.
    #[must_use]
    pub(crate) fn route_while_limited(
        mut self,
        permission: Permission,
        routes: UtoipaMethodRouter<App>,
    ) -> Self {
        self.push(permission, true, OpenApiRouter::new().routes(routes));
        self
    }

    /// Adds a handler with a layer of its own, such as a larger body limit.
    #[must_use]
    pub fn route_with(
        mut self,
        permission: Permission,
        routes: UtoipaMethodRouter<App>,
        adjust: impl FnOnce(OpenApiRouter<App>) -> OpenApiRouter<App>,
    ) -> Self {
        let router = adjust(OpenApiRouter::new().routes(routes));
        self.push(permission, false, router);
        self
    }

    fn push(
        &mut self,
        permission: Permission,
        is_open_while_limited: bool,
        router: OpenApiRouter<App>,
    ) {
        self.routes.push(Guardable {
            permission,
            is_open_while_limited,
            router,
        });
    }

    /// Takes over the routes of another.
    #[must_use]
    pub fn merge(mut self, other: Guarded) -> Self {
        self.routes.extend(other.routes);
        self
    }

    /// What was declared, and the OpenAPI document that says so at each operation.
    pub fn describe(&self) -> (OpenApi, Vec<Declared>) {
        let mut document = OpenApi::default();
        let mut declared = Vec::new();
        for routes in &self.routes {
            let permission = routes.permission;
            let mut part = routes.router.clone().into_openapi();
            for (path, item) in &mut part.paths.paths {
                for (method, operation) in operations(item) {
                    declared.push(Declared {
                        method: method.to_owned(),
                        path: path.clone(),
                        operation_id: operation.operation_id.clone().unwrap_or_default(),
                        summary: operation.summary.clone().unwrap_or_default(),
                        permission,
                    });
                    mark(operation, permission);
                }
            }
            document.merge(part);
        }
        (document, declared)
    }

    /// The routes with the guard in front of each.
    pub fn into_router(self, app: &App, resolver: ScopeResolver) -> Router<App> {
        let wiring = Wiring {
            resolver,
            door: session::door(&app.db),
        };
        let mut all = Router::new();
        for routes in self.routes {
            let (router, _) = routes.router.split_for_parts();
            let post = Post {
                app: app.clone(),
                permission: routes.permission,
                is_open_while_limited: routes.is_open_while_limited,
                wiring: wiring.clone(),
            };
            all = all.merge(router.route_layer(from_fn_with_state(post, guard)));
        }
        all.layer(axum::Extension(wiring))
    }
}

#[derive(Clone)]
struct Post {
    app: App,
    permission: Permission,
    is_open_while_limited: bool,
    wiring: Wiring,
}

async fn guard(State(post): State<Post>, mut request: Request, next: Next) -> Response {
    if post.permission == Permission::Public {
        return next.run(request).await;
    }
    let token = Token::of(request.headers());
    let is_own = is_safe(request.method()) || has_own_header(request.headers());
    // Only of programs is it noted with each request where from.
    let is_key = token.as_ref().is_some_and(|token| token.is_key);
    let network = is_key.then(|| Network::of(&post.app, request.extensions(), request.headers()));
    match let_in(&post, token, is_own, network).await {
        Ok(actor) => {
            let caller = Caller(actor.staff.0);
            request.extensions_mut().insert(caller);
            request.extensions_mut().insert(actor);
            next.run(request).await
        }
        Err(error) => Problem::from(error).into_response(),
    }
}

/// `is_own` says that the request cannot have come from a foreign page.
async fn let_in(
    post: &Post,
    token: Option<Token>,
    is_own: bool,
    network: Option<Network>,
) -> Result<Actor, AccessError> {
    let token = token.ok_or(AccessError::NotLoggedIn)?;
    if token.came_as_cookie && !is_own {
        return Err(AccessError::CrossSite);
    }
    let actor = match network {
        Some(Network(network)) => {
            api_key::find_actor(&post.app, &token, post.wiring.resolver, network).await?
        }
        None => session::find_actor(&post.app, &token, &post.wiring).await?,
    };
    if actor.is_limited && !post.is_open_while_limited {
        return Err(AccessError::SecondFactorMissing);
    }
    actor.require(post.permission)?;
    Ok(actor)
}

fn is_safe(method: &Method) -> bool {
    matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// A form on a foreign page can send our cookie, but neither JSON nor a header of its own.
fn has_own_header(headers: &HeaderMap) -> bool {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .and_then(|media| media.to_str().ok()?.split(';').next())
        .is_some_and(|media| media.trim().eq_ignore_ascii_case("application/json"));
    is_json
        || headers.contains_key("idempotency-key")
        || headers.contains_key(header::IF_MATCH)
        || headers.contains_key("x-requested-with")
}

fn operations(item: &mut PathItem) -> Vec<(&'static str, &mut Operation)> {
    [
        ("GET", &mut item.get),
        ("POST", &mut item.post),
        ("PUT", &mut item.put),
        ("PATCH", &mut item.patch),
        ("DELETE", &mut item.delete),
    ]
    .into_iter()
    .filter_map(|(method, operation)| Some((method, operation.as_mut()?)))
    .collect()
}

fn mark(operation: &mut Operation, permission: Permission) {
    let mark = ExtensionsBuilder::new()
        .add("x-permission", permission.as_str())
        .add("x-scope", permission.reach().as_str())
        .build();
    operation.extensions.get_or_insert_default().merge(mark);
}
