//! A well-formed body for every operation that has one.

use super::{STAFF_PASSWORD, Things};
use serde_json::{Value, json};

/// A body that is well-formed; none for an operation that has none. `turn` makes what must be
/// unique.
pub fn body(things: &Things, operation: &str, turn: usize) -> Option<Value> {
    let of = |what: &str| things.get(what);
    let unique = format!("N-{turn}");
    None.or_else(|| access(of, operation, &unique))
        .or_else(|| ways_in(of, operation, &unique))
        .or_else(|| retail(of, operation, &unique))
        .or_else(|| membership(of, operation, &unique))
        .or_else(|| privacy(of, operation, turn))
        .or_else(|| joining(of, operation, &unique))
        .or_else(|| checkout(of, operation))
        .or_else(|| offers(of, operation))
        .or_else(|| files(operation))
}

/// A public key that is well-formed.
const PUBLIC_KEY: &str = "6kpsY-KcUgq-9VB7Ey7F-ZVHdq6-vnuSQh7qaRRG0iw";

/// A key of one store that reads.
pub fn api_key(name: &str, store: &str) -> Value {
    json!({ "name": name, "permissions": ["members.read", "orders.read"], "store_ids": [store],
            "ends_at": "2027-06-01T00:00:00.000Z" })
}

/// People, places.
fn access<'t>(of: impl Fn(&str) -> &'t str, operation: &str, unique: &str) -> Option<Value> {
    Some(match operation {
        "log_in" => json!({ "brand": "huitong", "login": "nobody", "password": "x" }),
        "found_brand" => json!({ "brand": { "code": "first", "name": unique, "currency": "CNY" },
                "region": { "code": "R", "name": unique },
                "store": { "code": "S", "name": unique, "zone": "Asia/Shanghai" },
                "owner": { "login": "owner", "name": unique, "password": STAFF_PASSWORD } }),
        "edit_brand" => json!({ "name": "汇通" }),
        "create_staff" => json!({ "login": unique, "name": unique, "password": STAFF_PASSWORD,
                "role": "guide", "scope": { "store_ids": [of("store")] } }),
        "edit_staff" => json!({ "scope": { "store_ids": [of("store")] } }),
        "create_region" => json!({ "code": unique, "name": unique }),
        "edit_region" => json!({ "name": "华东" }),
        "create_store" => json!({ "code": unique, "name": unique, "region_id": of("region"),
                "ownership": "owned", "zone": "Asia/Shanghai", "area_m2": 120,
                "opening_hours": [{ "weekday": "monday", "opens": "09:30", "closes": "22:00" }] }),
        "edit_store" => json!({ "region_id": of("region") }),
        "create_till" => json!({ "code": unique, "name": unique }),
        "edit_till" => json!({ "name": "前台" }),
        _ => return None,
    })
}

/// Ways in, and what waits for a second person. Passwords are not right, or whoever walks would
/// walk on with another one.
fn ways_in<'t>(of: impl Fn(&str) -> &'t str, operation: &str, unique: &str) -> Option<Value> {
    Some(match operation {
        "change_password" => json!({ "old_password": "wrong-password",
                "new_password": STAFF_PASSWORD }),
        "set_own_pin" => json!({ "password": "wrong-password", "pin": "7305" }),
        "begin_second_factor" => json!({ "password": "wrong-password" }),
        "remove_second_factor" => json!({ "password": "wrong-password", "code": "000000" }),
        "confirm_second_factor" => json!({ "code": "000000" }),
        "set_staff_pin" => json!({ "pin": "7305" }),
        "register_till" => json!({ "brand": "huitong", "code": "AAAA-BBBB-CCCC",
                "public_key": PUBLIC_KEY, "name": unique }),
        "log_in_at_till" => json!({ "brand_id": kernel::BrandId(1), "till_id": of("till"),
                "login": "nobody", "pin": "7305", "at": "2026-11-25T04:00:00.000Z",
                "signature": "x" }),
        "make_api_key" => api_key(unique, of("store")),
        "replace_access_policy" => serde_json::to_value(access::Policy::default()).expect("JSON"),
        "approve_request" | "refuse_request" => json!({ "note": "走查" }),
        _ => return None,
    })
}

/// Goods and what they cost.
fn retail<'t>(of: impl Fn(&str) -> &'t str, operation: &str, unique: &str) -> Option<Value> {
    let new_sku = json!({ "code": unique, "list_price": 100 });
    Some(match operation {
        "create_category" => json!({ "name": unique, "parent_id": of("category") }),
        "edit_category" => json!({ "parent_id": of("category") }),
        "create_goods" => json!({ "code": unique, "name": unique, "category_id": of("category"),
                "skus": [new_sku] }),
        "edit_goods" => json!({ "category_id": of("category") }),
        "order_goods_pictures" => json!({ "picture_ids": [of("picture")] }),
        "add_sku" => new_sku,
        "edit_sku" => json!({ "name": "大杯" }),
        "create_goods_group" | "replace_goods_group" => json!({ "name": unique,
                "include": [{ "kind": "category", "id": of("category") }],
                "exclude": [{ "kind": "sku", "id": of("sku") },
                    { "kind": "goods", "id": of("goods") }] }),
        "set_store_price" => json!({ "list_price": 1_700 }),
        "change_stock" => json!({ "kind": "adjustment", "quantity": 1, "reason": "走查" }),
        _ => return None,
    })
}

/// The terms of a coupon that anybody may claim and give away.
pub fn coupon_terms(name: &str) -> Value {
    json!({ "name": name,
            "rule": { "layer": "coupon", "effect": { "kind": "amount_off", "amount": 100 } },
            "coupon": { "validity": { "kind": "days", "days": 30 }, "is_giveable": true,
                        "claim": {} } })
}

/// Promotions and coupons.
fn offers<'t>(of: impl Fn(&str) -> &'t str, operation: &str) -> Option<Value> {
    let (offer, member, store) = (of("offer"), of("member"), of("store"));
    Some(match operation {
        "create_offer" => json!({ "kind": "coupon", "terms": coupon_terms("走查") }),
        "write_offer_draft" => coupon_terms("走查"),
        "publish_offer" => json!({ "edit": 1, "reason": "走查" }),
        "set_offer_state" => json!({ "edit": 1, "state": "paused" }),
        "restore_offer_version" => json!({ "edit": 1, "version": 1 }),
        "read_offer_notation" => json!({ "text": "100:10" }),
        "issue_coupon" => json!({ "offer_id": offer, "member_id": member, "reason": "走查" }),
        "claim_coupon" => json!({ "offer_id": offer, "member_id": member, "store_id": store }),
        "give_coupon" => json!({ "member_id": of("twin") }),
        "redeem_coupon" => json!({ "store_id": store }),
        "undo_coupon" | "void_coupon" => json!({ "reason": "走查" }),
        "find_coupon" => json!({ "code": of("coupon_code") }),
        "issue_coupons" => json!({ "offer_id": offer, "reason": "走查",
                "to": { "kind": "listed", "members": [member] } }),
        _ => return None,
    })
}

/// Members.
fn membership<'t>(of: impl Fn(&str) -> &'t str, operation: &str, unique: &str) -> Option<Value> {
    let reason = json!({ "reason": "走查" });
    Some(match operation {
        "enrol_member" => {
            json!({ "card_no": unique, "store_id": of("store"), "guide_id": of("staff") })
        }
        "edit_member" => json!({ "store_id": of("store"), "guide_id": of("staff") }),
        "freeze_member" | "unfreeze_member" | "unmerge_members" | "unmask_phone" => reason,
        "merge_members" => json!({ "survivor_id": of("member"), "absorbed_id": of("twin"),
                "reason": "走查" }),
        "add_card" => json!({ "card_no": unique }),
        "add_tag" => json!({ "uid": format!("04{:0>12}", unique.trim_start_matches("N-")) }),
        "resolve_member" => json!({ "text": of("card_no") }),
        "adjust_balance" => json!({ "asset": "points", "amount": 1, "reason": "走查",
                "store_id": of("store") }),
        "replace_tiers" => json!({ "tiers": [{ "id": of("tier"), "rank": 1, "name": "金卡",
                "discount": 9_500, "points_multiplier": 10_000 }] }),
        "set_tier" => json!({ "tier_id": of("tier"), "reason": "走查" }),
        _ => return None,
    })
}

/// What members say of themselves and ask for.
fn privacy<'t>(of: impl Fn(&str) -> &'t str, operation: &str, turn: usize) -> Option<Value> {
    Some(match operation {
        "create_member_field" => json!({ "key": format!("f{turn}"), "kind": "text",
                "zh": "走查", "en": "Walk" }),
        "edit_member_field" => json!({ "zh": "走查", "en": "Walk" }),
        "set_member_fields" => json!({ "fields": { of("field_key"): "干性" } }),
        "publish_policy" => json!({ "purpose": "service", "zh": "走查", "en": "Walk" }),
        "record_member_consent" => json!({ "purpose": "service", "channel": "all",
                "is_given": false, "origin": "till", "said_by": "member",
                "store_id": of("store") }),
        "set_member_guardian" => json!({ "name": "李梅", "phone": "13900003333",
                "relation": "mother", "origin": "till", "store_id": of("store") }),
        "file_privacy_request" => json!({ "kind": "correction", "origin": "till",
                "wish": "走查", "store_id": of("store") }),
        "fulfil_privacy_request" => json!({}),
        "refuse_privacy_request" => json!({ "answer": "走查" }),
        "close_account" | "reopen_account" => json!({ "reason": "走查" }),
        _ => return None,
    })
}

/// What somebody sends who is not known yet, and what providers push.
fn joining<'t>(of: impl Fn(&str) -> &'t str, operation: &str, unique: &str) -> Option<Value> {
    Some(match operation {
        "create_joining_link" => json!({ "name": unique, "store_id": of("store"),
                "guide_id": of("staff") }),
        "replace_sms_settings" => sms_settings(),
        "take_sms_reports" | "take_sms_replies" => json!([]),
        "send_digits" => json!({ "phone": "13900002222" }),
        "prove_phone" => json!({ "phone": "13900002222", "digits": "000000" }),
        "join_brand" => json!({ "proof": "none", "name": "走查", "consents": [] }),
        "issue_member_code" => json!({ "proof": "none" }),
        "certify_phone_key" => json!({ "proof": "none", "phone_key": "00".repeat(32) }),
        _ => return None,
    })
}

/// Sales.
fn checkout<'t>(of: impl Fn(&str) -> &'t str, operation: &str) -> Option<Value> {
    let lines = json!([{ "sku_id": of("sku"), "quantity": 1 }]);
    Some(match operation {
        "quote_basket" => {
            json!({ "store_id": of("store"), "member_id": of("member"), "lines": lines })
        }
        "settle_order" => {
            json!({ "store_id": of("store"), "till_id": of("till"), "member_id": of("member"),
                "guide_id": of("staff"), "lines": lines, "expected_total": 1_800,
                "tenders": [{ "kind": "cash", "amount": 1_800 }] })
        }
        "return_goods" => json!({ "store_id": of("store"), "reason": "走查",
                "lines": [{ "line_id": of("line"), "quantity": 1 }] }),
        "quote_return" => json!({ "store_id": of("store"),
                "lines": [{ "line_id": of("line"), "quantity": 1 }] }),
        "replay_offer" => json!({ "offer_id": of("offer"), "from": "2026-11-01",
                "to": "2026-11-30" }),
        "bind_order_to_member" => json!({ "member_id": of("member") }),
        "top_up_member" => json!({ "store_id": of("store"), "amount": 1, "tender": "cash" }),
        "replace_checkout_terms" => serde_json::to_value(checkout::Terms::default()).expect("JSON"),
        _ => return None,
    })
}

/// Lists that come and go.
fn files(operation: &str) -> Option<Value> {
    Some(match operation {
        "run_import" => json!({ "is_dry_run": true, "mode": "good_rows" }),
        "map_import" => json!({ "kind": "members",
                "mapping": { "columns": ["name", "phone"] } }),
        "start_export" => json!({ "subject": "members", "format": "csv", "reason": "走查" }),
        _ => return None,
    })
}

/// Settings that are well-formed and reach nobody: stories that send bring a provider.
pub fn sms_settings() -> Value {
    json!({ "provider": "aliyun", "key_id": "walk", "key_secret": "walk", "sign": "走查",
        "templates": [{ "purpose": "join_code", "kind": "code", "template_id": "SMS_1",
                        "text": "验证码{code}，{minutes}分钟内有效" }] })
}
