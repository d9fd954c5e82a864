//! Aliyun's side: ACS3-HMAC-SHA256, `SendSms`, `QuerySendDetails`.

use super::{
    Books, Fate, KEY_ID, KEY_SECRET, Mood, SentSms, broken_off, header, hex, hmac, sha256,
};
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Response};
use kernel::Timestamp;
use serde_json::{Value, json};
use std::collections::BTreeMap;

const CLOCK_MILLIS: i64 = 15 * 60_000;
const PAUSE_MILLIS: i64 = 60_000;

pub(super) fn answer(books: &Books, headers: &HeaderMap, query: &str, body: &[u8]) -> Response {
    if let Err((status, code)) = check(books, headers, query, body) {
        books.note_refusal();
        let told = json!({ "Code": code, "Message": code, "RequestId": "R" });
        return (status, axum::Json(told)).into_response();
    }
    let asked: BTreeMap<String, String> = form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    match header(headers, "x-acs-action") {
        "SendSms" => send(books, &asked),
        "QuerySendDetails" => details(books, &asked),
        _ => told("InvalidAction.NotFound", json!({})),
    }
}

/// Recomputes the signature from what came in.
fn check(
    books: &Books,
    headers: &HeaderMap,
    query: &str,
    body: &[u8],
) -> Result<(), (StatusCode, &'static str)> {
    let mismatch = (StatusCode::BAD_REQUEST, "SignatureDoesNotMatch");
    let authorization = header(headers, "authorization");
    let rest = authorization
        .strip_prefix("ACS3-HMAC-SHA256 ")
        .ok_or((StatusCode::BAD_REQUEST, "MissingSignature"))?;
    let parts: BTreeMap<&str, &str> = rest
        .split(',')
        .filter_map(|one| one.split_once('='))
        .collect();
    let part = |name: &str| parts.get(name).copied().unwrap_or_default();
    if part("Credential") != KEY_ID {
        return Err((StatusCode::NOT_FOUND, "InvalidAccessKeyId.NotFound"));
    }
    let date: Timestamp = header(headers, "x-acs-date")
        .parse()
        .map_err(|_| mismatch)?;
    if (books.now().0 - date.0).abs() > CLOCK_MILLIS {
        return Err((StatusCode::BAD_REQUEST, "InvalidTimeStamp.Expired"));
    }
    let signed: Vec<&str> = part("SignedHeaders").split(';').collect();
    let must_be_signed = |name: &str| name == "host" || name.starts_with("x-acs-");
    let is_all_signed = headers
        .keys()
        .map(|name| name.as_str())
        .filter(|name| must_be_signed(name))
        .all(|name| signed.contains(&name));
    let is_sorted = signed.windows(2).all(|pair| pair[0] < pair[1]);
    if !is_all_signed || !is_sorted || header(headers, "x-acs-content-sha256") != sha256(body) {
        return Err(mismatch);
    }
    let lines: String = signed
        .iter()
        .map(|name| format!("{name}:{}\n", header(headers, name)))
        .collect();
    let mut pairs: Vec<&str> = query.split('&').collect();
    pairs.sort_unstable();
    let canonical = format!(
        "POST\n/\n{}\n{lines}\n{}\n{}",
        pairs.join("&"),
        signed.join(";"),
        sha256(body)
    );
    let text = format!("ACS3-HMAC-SHA256\n{}", sha256(canonical.as_bytes()));
    if hex(&hmac(KEY_SECRET.as_bytes(), &text)) != part("Signature") {
        return Err(mismatch);
    }
    let nonce = header(headers, "x-acs-signature-nonce").to_owned();
    match books.pages().nonces.insert(nonce) {
        true => Ok(()),
        false => Err((StatusCode::BAD_REQUEST, "SignatureNonceUsed")),
    }
}

/// Business errors come with HTTP 200.
fn told(code: &str, more: Value) -> Response {
    let mut answer = json!({ "Code": code, "Message": code, "RequestId": "R" });
    if let (Some(answer), Value::Object(more)) = (answer.as_object_mut(), more) {
        answer.extend(more);
    }
    (StatusCode::OK, axum::Json(answer)).into_response()
}

fn send(books: &Books, asked: &BTreeMap<String, String>) -> Response {
    let word = |name: &str| asked.get(name).map_or("", String::as_str);
    let number = word("PhoneNumbers");
    let is_number = number.bytes().all(|byte| byte.is_ascii_digit()) && number.len() >= 8;
    if !is_number {
        return told("isv.MOBILE_NUMBER_ILLEGAL", json!({}));
    }
    if !word("TemplateCode").starts_with("SMS_") {
        return told("isv.SMS_TEMPLATE_ILLEGAL", json!({}));
    }
    let Ok(Value::Object(variables)) = serde_json::from_str(word("TemplateParam")) else {
        return told("isv.TEMPLATE_PARAMS_ILLEGAL", json!({}));
    };
    let mood = books.next_mood();
    if mood == Mood::Throttling {
        return told("isv.BUSINESS_LIMIT_CONTROL", json!({}));
    }
    if mood == Mood::LosesRequest {
        return broken_off();
    }
    let biz_id = format!("{}^0", books.pages().sent.len() + 9_006_197_469_364_984);
    let abroad = if number.len() == 11 { "+86" } else { "+" };
    let sms = SentSms {
        phone: format!("{abroad}{number}"),
        sign: word("SignName").to_owned(),
        template_id: word("TemplateCode").to_owned(),
        values: variables
            .values()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect(),
        our_id: word("OutId").to_owned(),
        provider_id: biz_id.clone(),
        at: books.now(),
        fate: Fate::Waiting,
    };
    if !books.send(sms, PAUSE_MILLIS) {
        return told("isv.BUSINESS_LIMIT_CONTROL", json!({}));
    }
    match mood {
        Mood::LosesAnswer => broken_off(),
        Mood::SaysBroken => told("isp.SYSTEM_ERROR", json!({})),
        _ => told("OK", json!({ "BizId": biz_id })),
    }
}

fn details(books: &Books, asked: &BTreeMap<String, String>) -> Response {
    let mut pages = books.pages();
    pages.asked += 1;
    let number = asked.get("PhoneNumber").map_or("", String::as_str);
    let found: Vec<Value> = pages
        .sent
        .iter()
        .filter(|sms| sms.phone.trim_start_matches("+86").trim_start_matches('+') == number)
        .map(|sms| {
            let (status, code) = match sms.fate {
                Fate::Waiting => (1, ""),
                Fate::Failed => (2, "MOBILE_NOT_ON_SERVICE"),
                Fate::Delivered => (3, "DELIVERED"),
            };
            json!({ "OutId": sms.our_id, "PhoneNum": number, "SendStatus": status,
                    "ErrCode": code, "TemplateCode": sms.template_id })
        })
        .collect();
    let more = json!({ "TotalCount": found.len(),
                       "SmsSendDetailDTOs": { "SmsSendDetailDTO": found } });
    told("OK", more)
}

pub(super) fn report(sms: &SentSms) -> Value {
    let is_delivered = sms.fate == Fate::Delivered;
    let code = if is_delivered {
        "DELIVERED"
    } else {
        "MOBILE_NOT_ON_SERVICE"
    };
    json!({ "phone_number": sms.phone.trim_start_matches("+86"), "success": is_delivered,
            "err_code": code, "err_msg": "", "sms_size": "1", "biz_id": sms.provider_id,
            "out_id": sms.our_id, "send_time": "2026-11-25 12:00:00",
            "report_time": "2026-11-25 12:00:05" })
}
