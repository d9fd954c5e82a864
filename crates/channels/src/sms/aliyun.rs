//! 阿里云短信服务, Dysmsapi 2017-05-25: `SendSms` and `QuerySendDetails`.
//!
//! Our message's id goes along as `OutId` and comes back in reports and in the details, so that a
//! message is found again whose answer was lost.

use super::gateway::{
    AskOutcome, AskedSms, Line, OutgoingSms, Reply, SendOutcome, SmsGateway, text,
};
use super::signing::{AliyunRequest, query_of, sha256_hex};
use kernel::{Timestamp, ZoneName};
use serde_json::{Map, Value as Json};

const VERSION: &str = "2017-05-25";
/// `SendStatus` of the details: 1 is on its way.
const FAILED: i64 = 2;
const DELIVERED: i64 = 3;

/// An account with Aliyun.
pub(super) struct Aliyun<'a> {
    pub line: &'a Line,
    /// `https://dysmsapi.aliyuncs.com`, without a path.
    pub base: &'a str,
    pub key_id: &'a str,
    pub key_secret: &'a str,
}

impl Aliyun<'_> {
    fn call(&self, action: &str, pairs: &[(&str, &str)], now: Timestamp) -> Reply {
        let query = query_of(pairs);
        let host = self.base.rsplit('/').next().unwrap_or_default();
        // RFC 3339 without fractions.
        let date = format!("{}Z", &now.to_rfc3339()[..19]);
        let nonce = format!("{:032x}", rand::random::<u128>());
        let hash = sha256_hex(b"");
        let headers = [
            ("host", host),
            ("x-acs-action", action),
            ("x-acs-content-sha256", hash.as_str()),
            ("x-acs-date", date.as_str()),
            ("x-acs-signature-nonce", nonce.as_str()),
            ("x-acs-version", VERSION),
        ];
        let request = AliyunRequest {
            query: &query,
            headers: &headers,
            body: b"",
        };
        let authorization = request.authorization(self.key_id, self.key_secret);
        let mut sent = headers[1..].to_vec();
        sent.push(("authorization", &authorization));
        self.line
            .post(&format!("{}/?{query}", self.base), &sent, Vec::new())
    }
}

impl SmsGateway for Aliyun<'_> {
    fn send(&self, sms: &OutgoingSms<'_>, now: Timestamp) -> SendOutcome {
        let id = sms.id.to_string();
        let variables: Map<String, Json> = sms
            .variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).into()))
            .collect();
        let variables = Json::Object(variables).to_string();
        let pairs = [
            ("PhoneNumbers", sms.phone.national()),
            ("SignName", sms.sign),
            ("TemplateCode", sms.template_id),
            ("TemplateParam", variables.as_str()),
            ("OutId", id.as_str()),
        ];
        match self.call("SendSms", &pairs, now) {
            Reply::NotReached(why) => SendOutcome::TryLater { code: why },
            Reply::Lost(why) => SendOutcome::Lost { why },
            Reply::Json(answer) => outcome_of(&answer),
        }
    }

    fn ask(&self, sms: &AskedSms<'_>, now: Timestamp) -> AskOutcome {
        let zone: ZoneName = "Asia/Shanghai"
            .parse()
            .expect("a zone that is always known");
        let day = sms.tried_at.date_in(&zone).to_string().replace('-', "");
        let mut pairs = vec![
            ("PhoneNumber", sms.phone.national()),
            ("SendDate", day.as_str()),
            ("PageSize", "50"),
            ("CurrentPage", "1"),
        ];
        pairs.extend(sms.provider_id.map(|id| ("BizId", id)));
        match self.call("QuerySendDetails", &pairs, now) {
            Reply::NotReached(why) | Reply::Lost(why) => AskOutcome::NoAnswer { why },
            Reply::Json(answer) if text(&answer, "Code") == "OK" => {
                find_in(&answer, &sms.id.to_string())
            }
            Reply::Json(answer) => AskOutcome::NoAnswer {
                why: text(&answer, "Code").to_owned(),
            },
        }
    }
}

fn outcome_of(answer: &Map<String, Json>) -> SendOutcome {
    let code = text(answer, "Code").to_owned();
    match code.as_str() {
        "OK" => SendOutcome::Accepted {
            provider_id: text(answer, "BizId").to_owned(),
        },
        // Flow control per number and per account: nothing was sent.
        "isv.BUSINESS_LIMIT_CONTROL" | "Throttling" | "Throttling.User" | "Throttling.Api" => {
            SendOutcome::TryLater { code }
        }
        // It is not said whether the failure was before or after the message went out.
        "isp.SYSTEM_ERROR" | "InternalError" | "ServiceUnavailable" | "" => {
            SendOutcome::Lost { why: code }
        }
        _ => SendOutcome::Refused { code },
    }
}

fn find_in(answer: &Map<String, Json>, id: &str) -> AskOutcome {
    let details = answer
        .get("SmsSendDetailDTOs")
        .and_then(|all| all.get("SmsSendDetailDTO"))
        .and_then(Json::as_array);
    let found = details
        .into_iter()
        .flatten()
        .filter_map(Json::as_object)
        .find(|one| text(one, "OutId") == id);
    let Some(found) = found else {
        return AskOutcome::NotFound;
    };
    match found.get("SendStatus").and_then(Json::as_i64) {
        Some(DELIVERED) => AskOutcome::Delivered,
        Some(FAILED) => AskOutcome::Failed {
            code: text(found, "ErrCode").to_owned(),
        },
        _ => AskOutcome::Waiting,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn codes_come_to_what_they_mean() {
        let outcome = |code: &str| {
            let answer = json!({ "Code": code, "Message": "x", "BizId": "9006^0" });
            outcome_of(answer.as_object().expect("an object"))
        };
        let accepted = SendOutcome::Accepted {
            provider_id: "9006^0".into(),
        };
        assert_eq!(outcome("OK"), accepted);
        for code in ["isv.BUSINESS_LIMIT_CONTROL", "Throttling.User"] {
            assert_eq!(outcome(code), SendOutcome::TryLater { code: code.into() });
        }
        for code in [
            "isv.DAY_LIMIT_CONTROL",
            "isv.AMOUNT_NOT_ENOUGH",
            "SignatureDoesNotMatch",
        ] {
            assert_eq!(outcome(code), SendOutcome::Refused { code: code.into() });
        }
        let lost = SendOutcome::Lost {
            why: "isp.SYSTEM_ERROR".into(),
        };
        assert_eq!(outcome("isp.SYSTEM_ERROR"), lost);
    }

    #[test]
    fn a_message_is_found_by_our_own_id() {
        let answer = json!({ "Code": "OK", "SmsSendDetailDTOs": { "SmsSendDetailDTO": [
            { "OutId": "sms_1", "SendStatus": 1 }, { "OutId": "sms_2", "SendStatus": 3 },
            { "OutId": "sms_3", "SendStatus": 2, "ErrCode": "MOBILE_NOT_ON_SERVICE" } ] } });
        let find = |id| find_in(answer.as_object().expect("an object"), id);
        assert_eq!(find("sms_1"), AskOutcome::Waiting);
        assert_eq!(find("sms_2"), AskOutcome::Delivered);
        let failed = AskOutcome::Failed {
            code: "MOBILE_NOT_ON_SERVICE".into(),
        };
        assert_eq!(find("sms_3"), failed);
        assert_eq!(find("sms_4"), AskOutcome::NotFound);
    }
}
