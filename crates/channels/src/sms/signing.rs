//! The two providers' request signatures: ACS3-HMAC-SHA256 and TC3-HMAC-SHA256.
//!
//! Sources: help.aliyun.com 2593177 (V3 请求体与签名机制), cloud.tencent.com 签名方法 v3. The
//! vectors below are those of the documents.

use data_encoding::HEXLOWER;
use hmac::{Hmac, Mac};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use sha2::{Digest, Sha256};

/// RFC 3986: letters, digits, `-`, `.`, `_`, `~` stay.
const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// SHA-256 in small hex.
pub(super) fn sha256_hex(bytes: &[u8]) -> String {
    HEXLOWER.encode(&Sha256::digest(bytes))
}

fn hmac(key: &[u8], text: &str) -> [u8; 32] {
    let mut mac = <Hmac<Sha256> as Mac>::new_from_slice(key).expect("HMAC takes any key length");
    mac.update(text.as_bytes());
    mac.finalize().into_bytes().into()
}

/// `name=value&…` in the order of names, percent-encoded; what is sent and what is signed.
pub(super) fn query_of(pairs: &[(&str, &str)]) -> String {
    let encode = |text| utf8_percent_encode(text, KEPT).to_string();
    let mut encoded: Vec<String> = pairs
        .iter()
        .map(|(name, value)| format!("{}={}", encode(name), encode(value)))
        .collect();
    encoded.sort();
    encoded.join("&")
}

/// A request to Aliyun, in the parts that are signed.
pub(super) struct AliyunRequest<'a> {
    pub query: &'a str,
    /// In the order of names, which are in small letters: `host`, `x-acs-action`, ….
    pub headers: &'a [(&'a str, &'a str)],
    pub body: &'a [u8],
}

impl AliyunRequest<'_> {
    fn canonical(&self) -> String {
        let lines: String = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}:{}\n", value.trim()))
            .collect();
        format!(
            "POST\n/\n{}\n{lines}\n{}\n{}",
            self.query,
            self.names(),
            sha256_hex(self.body)
        )
    }

    fn names(&self) -> String {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        names.join(";")
    }

    /// The signature in hex.
    fn signature(&self, secret: &str) -> String {
        let hash = sha256_hex(self.canonical().as_bytes());
        let text = format!("ACS3-HMAC-SHA256\n{hash}");
        HEXLOWER.encode(&hmac(secret.as_bytes(), &text))
    }

    /// The header `Authorization`.
    pub fn authorization(&self, key_id: &str, secret: &str) -> String {
        format!(
            "ACS3-HMAC-SHA256 Credential={key_id},SignedHeaders={},Signature={}",
            self.names(),
            self.signature(secret)
        )
    }
}

/// A request to Tencent Cloud, in the parts that are signed.
pub(super) struct TencentRequest<'a> {
    pub service: &'a str,
    /// In the order of names: `content-type`, `host`, `x-tc-action`; values as signed.
    pub headers: &'a [(&'a str, &'a str)],
    pub body: &'a [u8],
    /// Seconds since 1970.
    pub at: i64,
    /// The same moment's date in UTC, `2019-02-25`.
    pub date: &'a str,
}

impl TencentRequest<'_> {
    fn names(&self) -> String {
        let names: Vec<&str> = self.headers.iter().map(|(name, _)| *name).collect();
        names.join(";")
    }

    fn canonical(&self) -> String {
        let lines: String = self
            .headers
            .iter()
            .map(|(name, value)| format!("{name}:{value}\n"))
            .collect();
        format!(
            "POST\n/\n\n{lines}\n{}\n{}",
            self.names(),
            sha256_hex(self.body)
        )
    }

    fn scope(&self) -> String {
        format!("{}/{}/tc3_request", self.date, self.service)
    }

    fn signature(&self, secret: &str) -> String {
        let hash = sha256_hex(self.canonical().as_bytes());
        let text = format!("TC3-HMAC-SHA256\n{}\n{}\n{hash}", self.at, self.scope());
        let of_day = hmac(format!("TC3{secret}").as_bytes(), self.date);
        let of_service = hmac(&of_day, self.service);
        let key = hmac(&of_service, "tc3_request");
        HEXLOWER.encode(&hmac(&key, &text))
    }

    /// The header `Authorization`.
    pub fn authorization(&self, secret_id: &str, secret: &str) -> String {
        format!(
            "TC3-HMAC-SHA256 Credential={secret_id}/{}, SignedHeaders={}, Signature={}",
            self.scope(),
            self.names(),
            self.signature(secret)
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn aliyun_signs_as_its_document_does() {
        let image = "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd";
        let query = query_of(&[("RegionId", "cn-shanghai"), ("ImageId", image)]);
        let empty = sha256_hex(b"");
        let headers = [
            ("host", "ecs.cn-shanghai.aliyuncs.com"),
            ("x-acs-action", "RunInstances"),
            ("x-acs-content-sha256", &empty),
            ("x-acs-date", "2023-10-26T10:22:32Z"),
            ("x-acs-signature-nonce", "3156853299f313e23d1673dc12e1703d"),
            ("x-acs-version", "2014-05-26"),
        ];
        let request = AliyunRequest {
            query: &query,
            headers: &headers,
            body: b"",
        };
        assert_eq!(
            sha256_hex(request.canonical().as_bytes()),
            "7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259"
        );
        assert_eq!(
            request.signature("YourAccessKeySecret"),
            "06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
        );
    }

    #[test]
    fn a_query_is_encoded_as_rfc_3986_says() {
        let query = query_of(&[("b", "a b*~"), ("a", "会{\"x\":1}")]);
        assert_eq!(query, "a=%E4%BC%9A%7B%22x%22%3A1%7D&b=a%20b%2A~");
    }

    #[test]
    fn tencent_signs_as_its_document_does() {
        let media = ("content-type", "application/json; charset=utf-8");
        let body = "{\"Limit\": 1, \"Filters\": [{\"Values\": [\"\\u672a\\u547d\\u540d\"], \
                    \"Name\": \"instance-name\"}]}";
        let host = ("host", "cvm.tencentcloudapi.com");
        let action = ("x-tc-action", "describeinstances");
        for (headers, hash) in [
            (
                vec![media, host],
                "5ffe6a04c0664d6b969fab9a13bdab201d63ee709638e2749d62a09ca18d7031",
            ),
            (
                vec![media, host, action],
                "7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84",
            ),
        ] {
            let request = TencentRequest {
                service: "cvm",
                headers: &headers,
                body: body.as_bytes(),
                at: 1_551_113_065,
                date: "2019-02-25",
            };
            assert_eq!(sha256_hex(request.canonical().as_bytes()), hash);
        }
        let body = "{\"SmsSdkAppId\":\"1400006666\",\"SignName\":\"SHOP\",\"TemplateId\":\"1234\",\
                    \"TemplateParamSet\":[\"6688\"],\"PhoneNumberSet\":[\"+8613711112222\"]}";
        let headers = [media, ("host", "sms.tencentcloudapi.com")];
        let request = TencentRequest {
            service: "sms",
            headers: &headers,
            body: body.as_bytes(),
            at: 1_551_113_065,
            date: "2019-02-25",
        };
        assert_eq!(
            sha256_hex(request.canonical().as_bytes()),
            "e358e142725fb4f94a4629817f031449089cbac61ee1f1af7b1d1d6c0629d156"
        );
        assert_eq!(
            request.signature("Gu5t9xGARNpq86cd98joQYCN3EXAMPLE"),
            "09c1cb30481c220f5ba3bb25430cc7ad05e1d89538b3680cbcda13db77018ff9"
        );
    }
}
