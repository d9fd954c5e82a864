//! 腾讯云短信, API 2021-01-11: `SendSms` and `PullSmsSendStatusByPhoneNumber`.
//!
//! Our message's id goes along as `SessionContext` and comes back in the pulled statuses, so that
//! a message is found again whose answer was lost.

use super::gateway::{
    AskOutcome, AskedSms, Line, OutgoingSms, Reply, SendOutcome, SmsGateway, text,
};
use super::signing::TencentRequest;
use kernel::{Timestamp, ZoneName};
use serde_json::{Map, Value as Json, json};

const VERSION: &str = "2021-01-11";
const REGION: &str = "ap-guangzhou";
const MEDIA: &str = "application/json; charset=utf-8";

/// An account with Tencent Cloud.
pub(super) struct Tencent<'a> {
    pub line: &'a Line,
    /// `https://sms.tencentcloudapi.com`, without a path.
    pub base: &'a str,
    pub secret_id: &'a str,
    pub secret_key: &'a str,
    /// `SmsSdkAppId`, such as `1400006666`.
    pub app_id: &'a str,
}

impl Tencent<'_> {
    /// The part `Response` of the answer.
    fn call(&self, action: &str, body: &Json, now: Timestamp) -> Reply {
        let body = body.to_string().into_bytes();
        let host = self.base.rsplit('/').next().unwrap_or_default();
        let utc: ZoneName = "UTC".parse().expect("a zone that is always known");
        let signed_action = action.to_lowercase();
        let request = TencentRequest {
            service: "sms",
            headers: &[
                ("content-type", MEDIA),
                ("host", host),
                ("x-tc-action", &signed_action),
            ],
            body: &body,
            at: now.0.div_euclid(1_000),
            date: &now.date_in(&utc).to_string(),
        };
        let authorization = request.authorization(self.secret_id, self.secret_key);
        let at = request.at.to_string();
        let headers = [
            ("authorization", authorization.as_str()),
            ("content-type", MEDIA),
            ("x-tc-action", action),
            ("x-tc-version", VERSION),
            ("x-tc-timestamp", &at),
            ("x-tc-region", REGION),
        ];
        let reply = self.line.post(&format!("{}/", self.base), &headers, body);
        let Reply::Json(mut answer) = reply else {
            return reply;
        };
        match answer.remove("Response") {
            Some(Json::Object(response)) => Reply::Json(response),
            _ => Reply::Lost("no Response in the answer".into()),
        }
    }
}

impl SmsGateway for Tencent<'_> {
    fn send(&self, sms: &OutgoingSms<'_>, now: Timestamp) -> SendOutcome {
        let values: Vec<&str> = sms.variables.iter().map(|(_, value)| *value).collect();
        let body = json!({
            "PhoneNumberSet": [sms.phone.e164()],
            "SmsSdkAppId": self.app_id,
            "SignName": sms.sign,
            "TemplateId": sms.template_id,
            "TemplateParamSet": values,
            "SessionContext": sms.id.to_string(),
        });
        match self.call("SendSms", &body, now) {
            Reply::NotReached(why) => SendOutcome::TryLater { code: why },
            Reply::Lost(why) => SendOutcome::Lost { why },
            Reply::Json(response) => outcome_of(&response),
        }
    }

    fn ask(&self, sms: &AskedSms<'_>, now: Timestamp) -> AskOutcome {
        let body = json!({
            // A minute on either side, for clocks differ.
            "BeginTime": sms.tried_at.0 / 1_000 - 60,
            "EndTime": now.0 / 1_000 + 60,
            "Offset": 0,
            "Limit": 100,
            "PhoneNumber": sms.phone.e164(),
            "SmsSdkAppId": self.app_id,
        });
        match self.call("PullSmsSendStatusByPhoneNumber", &body, now) {
            Reply::NotReached(why) | Reply::Lost(why) => AskOutcome::NoAnswer { why },
            Reply::Json(response) => match response.get("Error").and_then(Json::as_object) {
                Some(error) => AskOutcome::NoAnswer {
                    why: text(error, "Code").to_owned(),
                },
                None => find_in(&response, &sms.id.to_string(), sms.provider_id),
            },
        }
    }
}

fn outcome_of(response: &Map<String, Json>) -> SendOutcome {
    if let Some(error) = response.get("Error").and_then(Json::as_object) {
        return refusal_of(text(error, "Code"));
    }
    let first = response
        .get("SendStatusSet")
        .and_then(|all| all.get(0))
        .and_then(Json::as_object);
    match first {
        Some(status) if text(status, "Code").eq_ignore_ascii_case("ok") => SendOutcome::Accepted {
            provider_id: text(status, "SerialNo").to_owned(),
        },
        Some(status) => refusal_of(text(status, "Code")),
        None => SendOutcome::Lost {
            why: "no SendStatusSet in the answer".into(),
        },
    }
}

fn refusal_of(code: &str) -> SendOutcome {
    let code = code.to_owned();
    let is_short_limit = matches!(
        code.as_str(),
        "LimitExceeded.PhoneNumberThirtySecondLimit" | "LimitExceeded.PhoneNumberOneHourLimit"
    );
    if is_short_limit || code.starts_with("RequestLimitExceeded") {
        SendOutcome::TryLater { code }
    } else if code.starts_with("InternalError") || code.is_empty() {
        // It is not said whether the failure was before or after the message went out.
        SendOutcome::Lost { why: code }
    } else {
        SendOutcome::Refused { code }
    }
}

fn find_in(response: &Map<String, Json>, id: &str, provider_id: Option<&str>) -> AskOutcome {
    let found = response
        .get("PullSmsSendStatusSet")
        .and_then(Json::as_array)
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
        .find(|one| {
            text(one, "SessionContext") == id
                || provider_id.is_some_and(|known| text(one, "SerialNo") == known)
        });
    match found {
        // Only messages whose fate is known are listed, so one that is accepted is missing too.
        None if provider_id.is_some() => AskOutcome::Waiting,
        None => AskOutcome::NotFound,
        Some(status) if text(status, "ReportStatus") == "SUCCESS" => AskOutcome::Delivered,
        Some(status) => AskOutcome::Failed {
            code: text(status, "Description").to_owned(),
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outcome(response: Json) -> SendOutcome {
        outcome_of(response.as_object().expect("an object"))
    }

    #[test]
    fn codes_come_to_what_they_mean() {
        let taken = json!({ "SendStatusSet": [{ "Code": "Ok", "SerialNo": "2640:1" }] });
        let accepted = SendOutcome::Accepted {
            provider_id: "2640:1".into(),
        };
        assert_eq!(outcome(taken), accepted);
        let refused = |code: &str| outcome(json!({ "Error": { "Code": code, "Message": "" } }));
        for code in [
            "RequestLimitExceeded",
            "LimitExceeded.PhoneNumberThirtySecondLimit",
        ] {
            assert_eq!(refused(code), SendOutcome::TryLater { code: code.into() });
        }
        for code in [
            "AuthFailure.SignatureFailure",
            "LimitExceeded.PhoneNumberDailyLimit",
        ] {
            assert_eq!(refused(code), SendOutcome::Refused { code: code.into() });
        }
        assert!(matches!(
            refused("InternalError.SendAndRecvFail"),
            SendOutcome::Lost { .. }
        ));
        let per_number = json!({ "SendStatusSet": [
            { "Code": "FailedOperation.PhoneNumberInBlacklist", "SerialNo": "" }] });
        assert!(matches!(outcome(per_number), SendOutcome::Refused { .. }));
    }

    #[test]
    fn a_message_is_found_by_our_own_id_or_theirs() {
        let response = json!({ "PullSmsSendStatusSet": [
            { "SessionContext": "sms_1", "SerialNo": "a", "ReportStatus": "SUCCESS" },
            { "SessionContext": "", "SerialNo": "b", "ReportStatus": "FAIL",
              "Description": "用户停机" } ] });
        let find =
            |id, provider_id| find_in(response.as_object().expect("an object"), id, provider_id);
        assert_eq!(find("sms_1", None), AskOutcome::Delivered);
        assert!(matches!(
            find("sms_2", Some("b")),
            AskOutcome::Failed { .. }
        ));
        assert_eq!(find("sms_2", Some("c")), AskOutcome::Waiting);
        assert_eq!(find("sms_2", None), AskOutcome::NotFound);
    }
}
