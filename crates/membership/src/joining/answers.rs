//! What the door is asked and what it answers, as clients see it.

use crate::consent::{ContactChannel, Purpose};
use kernel::{Timestamp, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// Why nobody can join by this page yet.
    pub enum NotReady {
        /// SMS is not set up.
        Sms = "sms",
        /// There is no text about the membership to agree to.
        Policy = "policy",
    }
}

/// What the joining page shows.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct JoiningDoor {
    /// Whose membership it is.
    pub brand_name: String,
    /// In which store the link hangs.
    #[schema(required)]
    pub store_name: Option<String>,
    /// What is asked, in this order; each on its own, none ticked beforehand.
    pub asks: Vec<JoiningAsk>,
    /// Why nobody can join yet; null when all is set.
    #[schema(required)]
    pub not_ready: Option<NotReady>,
}

/// One thing that is asked.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct JoiningAsk {
    /// What for.
    pub purpose: Purpose,
    /// By which way of being reached.
    pub channel: ContactChannel,
    /// The version of the text.
    pub policy_version: i64,
    /// The text in Chinese.
    pub zh: String,
    /// The text in English.
    pub en: String,
    /// Whether there is no membership without it.
    pub is_required: bool,
}

/// To which number digits are sent.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SendDigits {
    /// A mainland mobile number, or any with `+` and country code.
    #[schema(max_length = 32, example = "13800001234")]
    pub phone: String,
}

/// That digits are on their way.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct DigitsSent {
    /// To which number, masked.
    pub phone: String,
    /// Until when they can be answered.
    pub ends_at: Timestamp,
    /// Seconds until new ones can be asked for.
    pub again_after_seconds: i64,
}

/// The digits that came.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ProvePhone {
    /// The number that they were sent to.
    #[schema(max_length = 32, example = "13800001234")]
    pub phone: String,
    /// Six digits.
    #[schema(min_length = 6, max_length = 6, pattern = "^[0-9]{6}$")]
    pub digits: String,
}

/// A number that is proved for a quarter of an hour.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct PhoneProved {
    /// What the following requests show. A secret.
    pub proof: String,
    /// Until when.
    pub ends_at: Timestamp,
    /// Who has this number already; null for somebody new.
    #[schema(required)]
    pub member: Option<KnownMember>,
}

/// A member as the holder of the phone sees it.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KnownMember {
    /// 会员号
    pub member_no: String,
    /// The name's first letter only; empty when there is none.
    pub name: String,
}

/// What somebody agrees to, and the name if it is given.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinBrand {
    /// From proving the phone.
    #[schema(min_length = 1, max_length = 64)]
    pub proof: String,
    /// 1 to 60 characters, if it is given.
    #[schema(min_length = 1, max_length = 60)]
    pub name: Option<String>,
    /// What was agreed to.
    #[schema(max_items = 10)]
    pub consents: Vec<GivenConsent>,
}

/// One tick.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct GivenConsent {
    /// What for.
    pub purpose: Purpose,
    /// By which way of being reached.
    pub channel: ContactChannel,
    /// The version of the text that was shown.
    pub policy_version: i64,
}

/// Who came in.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct JoinedMember {
    /// 会员号
    pub member_no: String,
    /// The name's first letter only; empty when there is none.
    pub name: String,
    /// Whether this made a member, or the brand knew the person.
    pub is_new: bool,
}

/// What a member's phone shows to act.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ShowProof {
    /// From proving the phone.
    #[schema(min_length = 1, max_length = 64)]
    pub proof: String,
}

/// A short member code.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct IssuedCode {
    /// Fourteen digits; any scanner reads them.
    #[schema(example = "99012345678901")]
    pub code: String,
    /// From when on it is good for nothing.
    pub ends_at: Timestamp,
}

/// The key of a phone that wants a certificate.
#[derive(Clone, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CertifyKey {
    /// From proving the phone.
    #[schema(min_length = 1, max_length = 64)]
    pub proof: String,
    /// 32 bytes of Ed25519 in hex.
    #[schema(min_length = 64, max_length = 64, pattern = "^[0-9a-f]{64}$")]
    pub phone_key: String,
}

/// A certificate for a day.
#[derive(Debug, Serialize, utoipa::ToSchema)]
pub struct KeyCertificate {
    /// 108 bytes in hex, with which each code of the phone begins.
    pub certificate: String,
    /// 会员号 that it is about.
    pub member_no: String,
    /// From when on it is good for nothing.
    pub ends_at: Timestamp,
}
