//! What the product says of itself: which server this is, and who may do what.

use crate::app::both;
use access::{Permission, Role};
use serde_json::{Value, json};

#[test]
fn a_server_says_what_it_is() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        app.test.clock.advance_millis(90_000);
        std::fs::write(app.ground.config.data.dir.join("file"), [0; 1_000]).expect("written");
        let about = owner.get("/api/v1/about").ok();
        let engine = app.dialect().name();
        assert_eq!(
            (&about["engine"], &about["uptime_seconds"]),
            (&json!(engine), &json!(90))
        );
        assert_eq!(about["version"], env!("CARGO_PKG_VERSION"));
        let steps = platform::migrate::steps(app.dialect()).len();
        assert_eq!(about["schema"], steps);
        assert_eq!(about["data_bytes"], 1_000);
        let version = about["engine_version"].as_str().expect("a version");
        assert!(
            version.starts_with(|c: char| c.is_ascii_digit()),
            "{version}"
        );
        let manager = app.log_in_as(Role::StoreManager);
        manager
            .get("/api/v1/about")
            .refused(403, "access.missing_permission");
    });
}

#[test]
fn the_table_of_permissions_is_what_the_guard_does() {
    both(|app| {
        let manager = app.log_in_as(Role::StoreManager);
        let matrix = manager.get("/api/v1/permissions").ok();
        let list = |name: &str| matrix[name].as_array().expect("a list").clone();
        let of = |item: &Value, name: &str| item[name].as_str().expect("a text").to_owned();
        let declared = server::site::describe().1;
        assert_eq!(list("operations").len(), declared.len());
        for (shown, route) in list("operations").iter().zip(&declared) {
            assert_eq!(of(shown, "operation_id"), route.operation_id);
            assert_eq!(of(shown, "permission"), route.permission.as_str());
            assert_eq!(of(shown, "scope"), route.permission.reach().as_str());
            assert!(!of(shown, "summary").is_empty(), "{shown}");
        }
        assert_eq!(list("permissions").len(), Permission::ALL.len());
        let has = |role: &str, permission: &str| {
            let roles = list("roles");
            let row = roles
                .iter()
                .find(|one| one["role"] == role)
                .expect("a role");
            let permissions = row["permissions"].as_array().expect("a list");
            permissions.contains(&json!(permission))
        };
        assert!(has("cashier", "orders.settle"));
        assert!(!has("cashier", "orders.return"));
        assert!(!has("owner", "public"), "everybody has it");
        assert!(has("owner", "backups.run"));
        assert!(!has("hq_operations", "backups.run"));
        let cashier = app.log_in_as(Role::Cashier);
        cashier
            .get("/api/v1/permissions")
            .refused(403, "access.missing_permission");
    });
}
