//! How many rows a brand has in every table that a refused request may not write to.

use crate::app::TestApp;
use kernel::BrandId;
use platform::args;
use platform::db::{DbError, Query};
use platform::sql;
use std::collections::{BTreeMap, BTreeSet};

/// Where a refusal may leave something: the audit log, stored answers, the brakes on log-ins and
/// guesses; and the tables that are not of one brand.
const NOT_COUNTED: [&str; 10] = [
    "audit_entry",
    "audit_head",
    "brand",
    "day_use",
    "first_brand",
    "idempotency_answer",
    "idempotency_key",
    "login_throttle",
    "schema_migration",
    "throttle",
];

/// Rows of a brand by table.
pub type Counts = BTreeMap<String, i64>;

/// Counts them now.
pub fn count(app: &TestApp, brand: BrandId) -> Counts {
    let rows = (app.ground.db)
        .read_blocking(brand, move |tx| {
            let mut rows = tx.many(rows_of_members(), args![brand])?;
            for query in [
                rows_of_access(),
                rows_of_doors(),
                rows_of_files(),
                rows_of_offers(),
                rows_of_trade(),
            ] {
                rows.extend(tx.many(query, args![brand])?);
            }
            Ok(rows)
        })
        .unwrap_or_else(|error: DbError| panic!("{error}"));
    rows.into_iter().collect()
}

/// Fails if a table is new and nobody counts it.
pub fn assert_complete(app: &TestApp, counts: &Counts) {
    let columns = platform::migrate::describe(&app.test.url).expect("a schema");
    let tables: BTreeSet<&str> = (columns.iter())
        .filter_map(|line| line.split_once(['.', ' ']).map(|(table, _)| table))
        .filter(|table| {
            columns
                .iter()
                .any(|line| line.starts_with(&format!("{table}.brand_id ")))
        })
        .filter(|table| !NOT_COUNTED.contains(table))
        .collect();
    let counted: BTreeSet<&str> = counts.keys().map(String::as_str).collect();
    assert_eq!(counted, tables, "counted and there");
}

/// Of members and what they said.
fn rows_of_members() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('consent_event' as text), count(*) from consent_event where brand_id = $1
    union all select cast('guardian' as text), count(*) from guardian where brand_id = $1
    union all select cast('identity' as text), count(*) from identity where brand_id = $1
    union all select cast('member' as text), count(*) from member where brand_id = $1
    union all select cast('member_account' as text), count(*)
      from member_account where brand_id = $1
    union all select cast('member_closure' as text), count(*)
      from member_closure where brand_id = $1
    union all select cast('member_code' as text), count(*) from member_code where brand_id = $1
    union all select cast('member_field' as text), count(*) from member_field where brand_id = $1
    union all select cast('member_field_value' as text), count(*)
      from member_field_value where brand_id = $1
    union all select cast('member_field_word' as text), count(*)
      from member_field_word where brand_id = $1
    union all select cast('member_merge' as text), count(*) from member_merge where brand_id = $1
    union all select cast('member_name_tail' as text), count(*)
      from member_name_tail where brand_id = $1
    union all select cast('member_visit' as text), count(*) from member_visit where brand_id = $1
    union all select cast('privacy_request' as text), count(*)
      from privacy_request where brand_id = $1
    union all select cast('profile_change' as text), count(*)
      from profile_change where brand_id = $1"
    )
}

/// Of how staff and programs come in, and what waits for a second person.
fn rows_of_access() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('access_policy' as text), count(*) from access_policy where brand_id = $1
    union all select cast('api_key' as text), count(*) from api_key where brand_id = $1
    union all select cast('approval' as text), count(*) from approval where brand_id = $1
    union all select cast('known_network' as text), count(*) from known_network where brand_id = $1
    union all select cast('recovery_code' as text), count(*) from recovery_code where brand_id = $1
    union all select cast('second_factor' as text), count(*) from second_factor where brand_id = $1
    union all select cast('session' as text), count(*) from session where brand_id = $1
    union all select cast('staff' as text), count(*) from staff where brand_id = $1
    union all select cast('staff_pin' as text), count(*) from staff_pin where brand_id = $1
    union all select cast('staff_scope' as text), count(*) from staff_scope where brand_id = $1
    union all select cast('till_code' as text), count(*) from till_code where brand_id = $1
    union all select cast('till_device' as text), count(*) from till_device where brand_id = $1"
    )
}

/// Of doors and messages.
fn rows_of_doors() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('code_key' as text), count(*) from code_key where brand_id = $1
    union all select cast('joining' as text), count(*) from joining where brand_id = $1
    union all select cast('joining_link' as text), count(*) from joining_link where brand_id = $1
    union all select cast('phone_proof' as text), count(*) from phone_proof where brand_id = $1
    union all select cast('policy_text' as text), count(*) from policy_text where brand_id = $1
    union all select cast('sms_message' as text), count(*) from sms_message where brand_id = $1
    union all select cast('sms_phone' as text), count(*) from sms_phone where brand_id = $1
    union all select cast('sms_settings' as text), count(*) from sms_settings where brand_id = $1"
    )
}

/// Of files that come and go, and work in the background.
fn rows_of_files() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('export' as text), count(*) from export where brand_id = $1
    union all select cast('import' as text), count(*) from import where brand_id = $1
    union all select cast('import_file' as text), count(*) from import_file where brand_id = $1
    union all select cast('import_mapping' as text), count(*)
      from import_mapping where brand_id = $1
    union all select cast('import_reject' as text), count(*) from import_reject where brand_id = $1
    union all select cast('job' as text), count(*) from job where brand_id = $1
    union all select cast('opening_balance' as text), count(*)
      from opening_balance where brand_id = $1
    union all select cast('outbox' as text), count(*) from outbox where brand_id = $1
    union all select cast('outbox_delivery' as text), count(*)
      from outbox_delivery where brand_id = $1"
    )
}

/// Of promotions and coupons.
fn rows_of_offers() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('coupon' as text), count(*) from coupon where brand_id = $1
    union all select cast('coupon_issue' as text), count(*) from coupon_issue where brand_id = $1
    union all select cast('coupon_log' as text), count(*) from coupon_log where brand_id = $1
    union all select cast('offer' as text), count(*) from offer where brand_id = $1
    union all select cast('offer_list' as text), count(*) from offer_list where brand_id = $1
    union all select cast('offer_use' as text), count(*) from offer_use where brand_id = $1
    union all select cast('offer_version' as text), count(*) from offer_version where brand_id = $1
    union all select cast('order_offer' as text), count(*) from order_offer where brand_id = $1"
    )
}

/// Of places, goods, sales and money.
fn rows_of_trade() -> Query<(String, i64)> {
    sql!(
        (String, i64),
        "
    select cast('barcode' as text), count(*) from barcode where brand_id = $1
    union all select cast('category' as text), count(*) from category where brand_id = $1
    union all select cast('checkout_terms' as text), count(*)
      from checkout_terms where brand_id = $1
    union all select cast('day_balance' as text), count(*) from day_balance where brand_id = $1
    union all select cast('day_seal' as text), count(*) from day_seal where brand_id = $1
    union all select cast('entry' as text), count(*) from entry where brand_id = $1
    union all select cast('goods' as text), count(*) from goods where brand_id = $1
    union all select cast('goods_group' as text), count(*) from goods_group where brand_id = $1
    union all select cast('goods_group_pick' as text), count(*)
      from goods_group_pick where brand_id = $1
    union all select cast('goods_picture' as text), count(*)
      from goods_picture where brand_id = $1
    union all select cast('hold' as text), count(*) from hold where brand_id = $1
    union all select cast('lot' as text), count(*) from lot where brand_id = $1
    union all select cast('offer_replay' as text), count(*) from offer_replay where brand_id = $1
    union all select cast('order_line' as text), count(*) from order_line where brand_id = $1
    union all select cast('order_return' as text), count(*) from order_return where brand_id = $1
    union all select cast('order_tender' as text), count(*) from order_tender where brand_id = $1
    union all select cast('orders' as text), count(*) from orders where brand_id = $1
    union all select cast('posting' as text), count(*) from posting where brand_id = $1
    union all select cast('price_record' as text), count(*) from price_record where brand_id = $1
    union all select cast('region' as text), count(*) from region where brand_id = $1
    union all select cast('return_line' as text), count(*) from return_line where brand_id = $1
    union all select cast('return_tender' as text), count(*) from return_tender where brand_id = $1
    union all select cast('sku' as text), count(*) from sku where brand_id = $1
    union all select cast('stock' as text), count(*) from stock where brand_id = $1
    union all select cast('stock_entry' as text), count(*) from stock_entry where brand_id = $1
    union all select cast('store' as text), count(*) from store where brand_id = $1
    union all select cast('store_day' as text), count(*) from store_day where brand_id = $1
    union all select cast('buyer_day' as text), coalesce(sum(length(buyers)), 0) / 12
      from buyer_day where brand_id = $1
    union all select cast('figures_beat' as text), count(*) from figures_beat
      where brand_id = $1
    union all select cast('projection' as text), count(*) from projection where brand_id = $1
    union all select cast('store_hour' as text), count(*) from store_hour where brand_id = $1
    union all select cast('store_price' as text), count(*) from store_price where brand_id = $1
    union all select cast('tier' as text), count(*) from tier where brand_id = $1
    union all select cast('tier_list' as text), count(*) from tier_list where brand_id = $1
    union all select cast('till' as text), count(*) from till where brand_id = $1
    union all select cast('top_up' as text), count(*) from top_up where brand_id = $1"
    )
}
