//! Tencent Cloud's side: TC3-HMAC-SHA256, `SendSms`, `PullSmsSendStatusByPhoneNumber`.

use super::{
    APP_ID, Books, Fate, KEY_ID, KEY_SECRET, Mood, SentSms, broken_off, header, hex, hmac, sha256,
};
use axum::http::HeaderMap;
use axum::response::{IntoResponse, Response};
use kernel::{Timestamp, ZoneName};
use serde_json::{Value, json};

const CLOCK_SECONDS: i64 = 300;
const PAUSE_MILLIS: i64 = 30_000;

pub(super) fn answer(books: &Books, headers: &HeaderMap, body: &[u8]) -> Response {
    if let Err(code) = check(books, headers, body) {
        books.note_refusal();
        return refused(code);
    }
    let asked: Value = serde_json::from_slice(body).unwrap_or_default();
    if asked["SmsSdkAppId"] != APP_ID {
        return refused("UnauthorizedOperation.SmsSdkAppIdVerifyFail");
    }
    match header(headers, "x-tc-action") {
        "SendSms" => send(books, &asked),
        "PullSmsSendStatusByPhoneNumber" => statuses(books, &asked),
        _ => refused("InvalidAction"),
    }
}

fn check(books: &Books, headers: &HeaderMap, body: &[u8]) -> Result<(), &'static str> {
    let authorization = header(headers, "authorization");
    let rest = authorization
        .strip_prefix("TC3-HMAC-SHA256 ")
        .ok_or("AuthFailure.InvalidAuthorization")?;
    let part = |name: &str| {
        rest.split(", ")
            .find_map(|one| one.strip_prefix(name)?.strip_prefix('='))
            .unwrap_or_default()
    };
    let at: i64 = header(headers, "x-tc-timestamp")
        .parse()
        .map_err(|_| "AuthFailure.InvalidAuthorization")?;
    if (books.now().0 / 1_000 - at).abs() > CLOCK_SECONDS {
        return Err("AuthFailure.SignatureExpire");
    }
    let utc: ZoneName = "UTC".parse().expect("always known");
    let date = Timestamp(at * 1_000).date_in(&utc).to_string();
    let scope = format!("{date}/sms/tc3_request");
    if part("Credential") != format!("{KEY_ID}/{scope}") {
        return Err("AuthFailure.SecretIdNotFound");
    }
    let signed: Vec<&str> = part("SignedHeaders").split(';').collect();
    if !signed.contains(&"content-type") || !signed.contains(&"host") {
        return Err("AuthFailure.SignatureFailure");
    }
    let lines: String = signed
        .iter()
        .map(|name| {
            let value = header(headers, name);
            // All but the content type are signed in small letters.
            let value = match *name {
                "content-type" => value.to_owned(),
                _ => value.to_lowercase(),
            };
            format!("{name}:{value}\n")
        })
        .collect();
    let canonical = format!("POST\n/\n\n{lines}\n{}\n{}", signed.join(";"), sha256(body));
    let text = format!(
        "TC3-HMAC-SHA256\n{at}\n{scope}\n{}",
        sha256(canonical.as_bytes())
    );
    let of_day = hmac(format!("TC3{KEY_SECRET}").as_bytes(), &date);
    let key = hmac(&hmac(&of_day, "sms"), "tc3_request");
    match hex(&hmac(&key, &text)) == part("Signature") {
        true => Ok(()),
        false => Err("AuthFailure.SignatureFailure"),
    }
}

fn response(inside: Value) -> Response {
    axum::Json(json!({ "Response": inside })).into_response()
}

fn refused(code: &str) -> Response {
    response(json!({ "Error": { "Code": code, "Message": code }, "RequestId": "R" }))
}

fn send(books: &Books, asked: &Value) -> Response {
    let phone = asked["PhoneNumberSet"][0].as_str().unwrap_or_default();
    if !phone.starts_with('+') {
        return refused("InvalidParameterValue.IncorrectPhoneNumber");
    }
    let mood = books.next_mood();
    if mood == Mood::Throttling {
        return refused("RequestLimitExceeded");
    }
    if mood == Mood::LosesRequest {
        return broken_off();
    }
    let word = |name: &str| asked[name].as_str().unwrap_or_default().to_owned();
    let serial = format!("2640:{}", books.pages().sent.len() + 1);
    let sms = SentSms {
        phone: phone.to_owned(),
        sign: word("SignName"),
        template_id: word("TemplateId"),
        values: asked["TemplateParamSet"]
            .as_array()
            .into_iter()
            .flatten()
            .filter_map(|value| value.as_str().map(str::to_owned))
            .collect(),
        our_id: word("SessionContext"),
        provider_id: serial.clone(),
        at: books.now(),
        fate: Fate::Waiting,
    };
    let status = |code: &str| {
        response(
            json!({ "SendStatusSet": [{ "SerialNo": serial, "PhoneNumber": phone, "Fee": 1,
            "Code": code, "Message": "", "IsoCode": "CN" }], "RequestId": "R" }),
        )
    };
    if !books.send(sms, PAUSE_MILLIS) {
        return status("LimitExceeded.PhoneNumberThirtySecondLimit");
    }
    match mood {
        Mood::LosesAnswer => broken_off(),
        Mood::SaysBroken => refused("InternalError.SendAndRecvFail"),
        _ => status("Ok"),
    }
}

/// Only messages whose fate is known are listed.
fn statuses(books: &Books, asked: &Value) -> Response {
    let mut pages = books.pages();
    pages.asked += 1;
    let seconds = |name: &str| asked[name].as_i64().unwrap_or_default();
    let (from, until) = (seconds("BeginTime"), seconds("EndTime"));
    let found: Vec<Value> = pages
        .sent
        .iter()
        .filter(|sms| asked["PhoneNumber"] == sms.phone && sms.fate != Fate::Waiting)
        .filter(|sms| (from..=until).contains(&(sms.at.0 / 1_000)))
        .map(|sms| {
            let (report, description) = match sms.fate {
                Fate::Delivered => ("SUCCESS", "DELIVRD"),
                _ => ("FAIL", "用户停机"),
            };
            json!({ "SerialNo": sms.provider_id, "PhoneNumber": sms.phone,
                    "SessionContext": sms.our_id, "ReportStatus": report,
                    "Description": description, "CountryCode": "86" })
        })
        .collect();
    response(json!({ "PullSmsSendStatusSet": found, "RequestId": "R" }))
}

pub(super) fn report(sms: &SentSms) -> Value {
    let (report, word) = match sms.fate {
        Fate::Delivered => ("SUCCESS", "DELIVRD"),
        _ => ("FAIL", "MK:0001"),
    };
    json!({ "user_receive_time": "2026-11-25 12:00:05", "nationcode": "86",
            "mobile": sms.phone.trim_start_matches("+86"), "report_status": report,
            "errmsg": word, "description": "", "sid": sms.provider_id })
}
