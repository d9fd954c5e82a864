//! The own password over HTTP.

use super::{change_own, find_own_hash, hash_new, words_about};
use crate::{AccessError, Actor, Guarded, Permission};
use axum::extract::State;
use platform::App;
use platform::http::{Json, Problem, ProblemBody};
use platform::idempotency::{self, Answer, IdempotencyKey};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::OwnAccount, routes!(change_password))
}

/// A new password for oneself.
#[derive(Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
struct ChangePassword {
    /// The one that counts until now.
    #[schema(max_length = 128)]
    old_password: String,
    /// At least ten letters, and nothing that a guesser tries first.
    #[schema(min_length = 10, max_length = 128)]
    new_password: String,
}

/// What became of a new password.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct PasswordChanged {
    /// Whether other sessions of the person were ended: always so.
    other_sessions_ended: bool,
}

/// Changes the own password. Sessions other than this one end.
#[utoipa::path(post, path = "/api/v1/session/password", tag = "access",
    params(("Idempotency-Key" = String, Header)),
    request_body = ChangePassword, responses(
    (status = 200, body = PasswordChanged), (status = "4XX", body = ProblemBody),
))]
async fn change_password(
    State(app): State<App>,
    actor: Actor,
    key: IdempotencyKey,
    Json(body): Json<ChangePassword>,
) -> Result<Answer, Problem> {
    // Twins are told by what was said, and what was said is a secret: only an index of it is kept.
    let index = |password: &str| app.seal.blind_index("staff.password", password);
    let said = (index(&body.old_password), index(&body.new_password));
    let known = words_about(&app, &actor, actor.staff).await?;
    let old = find_own_hash(&app, &actor, body.old_password).await?;
    let new = hash_new("/new_password", body.new_password, known).await?;
    let brand = actor.brand;
    // The old password is judged within the act, so that who repeats a request whose answer was
    // lost is told what it did, though the old password is not the right one any more.
    idempotency::once(&app, brand, key, &said, "change_password", move |tx| {
        let Some(old) = &old else {
            return Err(super::wrong("/old_password").into());
        };
        change_own(tx, &actor, (old, &new))?;
        Ok::<_, AccessError>(PasswordChanged {
            other_sessions_ended: true,
        })
    })
    .await
}
