//! 权限表: which route needs which permission and which role has it, read off the routes' own
//! declarations, so that the table cannot say anything else than the guard.

use access::{Actor, Declared, Guarded, Permission, Reach, Role};
use platform::http::{Json, Problem, ProblemBody};
use serde::Serialize;
use std::sync::OnceLock;
use utoipa_axum::routes;

pub fn routes() -> Guarded {
    Guarded::new().route(Permission::StaffRead, routes!(get_permission_matrix))
}

/// Who may do what.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PermissionMatrix {
    /// Every operation of the API.
    operations: Vec<OperationNeeds>,
    /// Every permission, in the order in which they are declared.
    permissions: Vec<PermissionView>,
    /// Every role, the mightiest first.
    roles: Vec<RoleView>,
}

/// An operation of the API and what it needs.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct OperationNeeds {
    /// Its name in the OpenAPI document.
    operation_id: String,
    /// `GET`, `POST`, ….
    method: String,
    /// With placeholders, such as `/api/v1/members/{member_id}`.
    path: String,
    /// What it does, in an English sentence.
    summary: String,
    /// What it needs.
    permission: Permission,
    /// How far it reaches.
    scope: Reach,
}

/// A permission and what it means beyond roles.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PermissionView {
    /// Which.
    permission: Permission,
    /// How far it reaches.
    scope: Reach,
    /// Whether everybody has it, whatever the role.
    is_for_everybody: bool,
    /// Whether whoever works for a part of the chain does not have it, whatever the role.
    needs_whole_brand: bool,
    /// Whether a person must be there: no key of a program has it.
    needs_person: bool,
    /// Whether a log-in with a PIN at a till is enough.
    is_at_till: bool,
}

/// A role and what it may do.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct RoleView {
    /// Which.
    role: Role,
    /// What it may do, beyond what everybody may.
    permissions: Vec<Permission>,
    /// The roles that it may give to others.
    may_grant: Vec<Role>,
}

impl PermissionMatrix {
    fn of(declared: Vec<Declared>) -> PermissionMatrix {
        let role = |role: &Role| {
            let own = role.permissions().iter().copied();
            RoleView {
                role: *role,
                permissions: own.filter(|one| !one.is_for_everybody()).collect(),
                may_grant: role.may_grant().to_vec(),
            }
        };
        PermissionMatrix {
            operations: declared.into_iter().map(OperationNeeds::from).collect(),
            permissions: Permission::ALL.iter().map(PermissionView::from).collect(),
            roles: Role::ALL.iter().map(role).collect(),
        }
    }
}

impl From<Declared> for OperationNeeds {
    fn from(declared: Declared) -> Self {
        OperationNeeds {
            operation_id: declared.operation_id,
            method: declared.method,
            path: declared.path,
            summary: declared.summary,
            permission: declared.permission,
            scope: declared.permission.reach(),
        }
    }
}

impl From<&Permission> for PermissionView {
    fn from(permission: &Permission) -> Self {
        PermissionView {
            permission: *permission,
            scope: permission.reach(),
            is_for_everybody: permission.is_for_everybody(),
            needs_whole_brand: permission.needs_whole_brand(),
            needs_person: permission.needs_person(),
            is_at_till: permission.is_at_till(),
        }
    }
}

/// Who may do what: every operation with what it needs, every role with what it may.
#[utoipa::path(get, path = "/api/v1/permissions", tag = "access", responses(
    (status = 200, body = PermissionMatrix), (status = "4XX", body = ProblemBody),
))]
async fn get_permission_matrix(_: Actor) -> Result<Json<&'static PermissionMatrix>, Problem> {
    static MADE: OnceLock<PermissionMatrix> = OnceLock::new();
    // The routes stay the same for as long as the server runs.
    Ok(Json(MADE.get_or_init(|| {
        PermissionMatrix::of(crate::site::describe().1)
    })))
}
