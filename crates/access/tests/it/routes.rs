//! Every route says what it needs, in the router and in the document alike.

use crate::both;
use access::{Declared, Permission};
use serde_json::Value;

#[test]
fn what_is_declared_is_what_the_document_says() {
    let (document, declared) = access::routes().describe();
    let document = serde_json::to_value(&document).expect("JSON");
    for route in &declared {
        let operation = &document["paths"][&route.path][route.method.to_lowercase()];
        assert_eq!(operation["x-permission"], route.permission.as_str());
        assert_eq!(operation["x-scope"], route.permission.reach().as_str());
        assert_eq!(operation["operationId"], route.operation_id.as_str());
    }
    let line = |route: &Declared| format!("{} {} {}", route.method, route.path, route.permission);
    let mut lines: Vec<String> = declared.iter().map(line).collect();
    lines.sort_unstable();
    assert_eq!(
        lines,
        [
            "DELETE /api/v1/api-keys/{key_id} api_keys.write",
            "DELETE /api/v1/session public",
            "DELETE /api/v1/sessions/{session_id} own_account",
            "DELETE /api/v1/staff/{staff_id}/pin staff.write",
            "DELETE /api/v1/staff/{staff_id}/second-factor staff.write",
            "DELETE /api/v1/staff/{staff_id}/sessions staff.write",
            "DELETE /api/v1/staff/{staff_id}/sessions/{session_id} staff.write",
            "DELETE /api/v1/tills/{till_id}/device tills.register",
            "GET /api/v1/access-policy settings.read",
            "GET /api/v1/api-keys api_keys.write",
            "GET /api/v1/approvals approvals.decide",
            "GET /api/v1/approvals/own own_account",
            "GET /api/v1/audit audit.read",
            "GET /api/v1/audit/check audit.read",
            "GET /api/v1/brand settings.read",
            "GET /api/v1/session session",
            "GET /api/v1/session/second-factor own_account",
            "GET /api/v1/sessions own_account",
            "GET /api/v1/staff staff.read",
            "GET /api/v1/staff/{staff_id} staff.read",
            "GET /api/v1/staff/{staff_id}/log-ins staff.read",
            "GET /api/v1/staff/{staff_id}/sessions staff.read",
            "GET /api/v1/tills/{till_id}/device stores.read",
            "PATCH /api/v1/brand settings.write",
            "PATCH /api/v1/staff/{staff_id} staff.write",
            "POST /api/v1/api-keys api_keys.write",
            "POST /api/v1/approvals/{approval_id}/approve approvals.decide",
            "POST /api/v1/approvals/{approval_id}/refuse approvals.decide",
            "POST /api/v1/approvals/{approval_id}/withdraw own_account",
            "POST /api/v1/session public",
            "POST /api/v1/session/password own_account",
            "POST /api/v1/session/pin own_account",
            "POST /api/v1/session/second-factor own_account",
            "POST /api/v1/session/second-factor/confirm own_account",
            "POST /api/v1/session/second-factor/remove own_account",
            "POST /api/v1/staff staff.write",
            "POST /api/v1/staff/{staff_id}/pin staff.write",
            "POST /api/v1/till/registration public",
            "POST /api/v1/till/session public",
            "POST /api/v1/tills/{till_id}/codes tills.register",
            "PUT /api/v1/access-policy security.write",
        ]
    );
}

#[test]
fn nothing_but_the_log_in_is_open_to_strangers() {
    both(|chain| {
        let (_, declared) = access::routes().describe();
        for route in declared
            .iter()
            .filter(|route| route.permission != Permission::Public)
        {
            let line = format!("{} {}", route.method, route.path);
            for headers in [
                "",
                "authorization: Bearer nonsense",
                "cookie: huitong_session=x.y",
            ] {
                let reply = chain.send(&line, headers, &Value::Null);
                assert_eq!(
                    (reply.status, reply.code()),
                    (401, "access.not_logged_in"),
                    "{line}"
                );
            }
        }
    });
}
