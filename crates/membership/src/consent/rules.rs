//! Which consents may be given, and what they allow. Pure.

use kernel::{Invalid, StoreId, text_enum};

text_enum! {
    #[doc(alias = "目的")]
    /// What a member agrees to; each is asked for on its own.
    pub enum Purpose {
        /// 服务: what the membership itself needs, such as receipts and notices of expiry.
        Service = "service",
        /// 营销: advertisements.
        Marketing = "marketing",
        /// 画像: recommendations and offers made from what was bought.
        Profiling = "profiling",
        /// 共享: passing data on to franchised stores of the group.
        StoreSharing = "store_sharing",
        /// 位置: where the member is; sensitive (PIPL art. 28).
        Location = "location",
        /// 监护人同意: a guardian lets a child younger than 14 be a member (PIPL art. 31).
        Guardian = "guardian",
    }
}

text_enum! {
    #[doc(alias = "触达渠道")]
    /// A way of reaching somebody.
    pub enum ContactChannel {
        /// Every way; what purposes have that are not about messages.
        All = "all",
        /// 短信
        Sms = "sms",
        /// 微信
        Wechat = "wechat",
        /// 企业微信
        Wecom = "wecom",
        /// 电话
        Phone = "phone",
        /// E-mail.
        Mail = "mail",
        /// In the member centre.
        App = "app",
    }
}

text_enum! {
    /// Where something was said.
    pub enum ConsentOrigin {
        /// At a till.
        Till = "till",
        /// To head office.
        Console = "console",
        /// On paper.
        Paper = "paper",
        /// In the member centre on the web.
        H5 = "h5",
        /// In the mini-program.
        MiniProgram = "mini_program",
        /// By answering a message, such as with TD.
        Reply = "reply",
        /// On the phone.
        Call = "call",
        /// From another system.
        Import = "import",
    }
}

text_enum! {
    /// Who said it.
    pub enum SaidBy {
        /// The member.
        Member = "member",
        /// 监护人: who answers for a child.
        Guardian = "guardian",
        /// Staff, for a member who cannot, such as after a complaint. Never gives, only withdraws.
        Staff = "staff",
    }
}

/// A consent that is given or withdrawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Consent {
    /// What for.
    pub purpose: Purpose,
    /// By which way of being reached.
    pub channel: ContactChannel,
    /// Given, or withdrawn.
    pub is_given: bool,
    /// The version of the text that was shown.
    pub policy_version: Option<i64>,
    /// Where it was said.
    pub origin: ConsentOrigin,
    /// In which store.
    pub store_id: Option<StoreId>,
    /// Who said it.
    pub said_by: SaidBy,
    /// What staff noted; at most 200 characters.
    pub note: Option<String>,
}

/// The longest note, in characters.
const NOTE_MAX: usize = 200;

/// Notes all that is wrong with a consent of an adult or a child.
pub fn check(consent: &Consent, is_child: bool) -> Result<(), Invalid> {
    let mut wrong = Invalid::new();
    if let Some(note) = &consent.note {
        wrong.text("/note", note, NOTE_MAX);
    }
    if consent.said_by == SaidBy::Guardian && !is_child {
        wrong.add("/said_by", "value.not_allowed", []);
    }
    if consent.is_given {
        check_giving(&mut wrong, consent, is_child);
    }
    wrong.check()
}

fn check_giving(wrong: &mut Invalid, consent: &Consent, is_child: bool) {
    // One tick for each way of advertising; the other purposes are not about ways.
    let is_named = consent.channel != ContactChannel::All;
    match (consent.purpose == Purpose::Marketing, is_named) {
        (true, false) => wrong.add("/channel", "consent.one_channel", []),
        (false, true) => wrong.add("/channel", "value.not_allowed", []),
        _ => {}
    }
    if consent.purpose == Purpose::Guardian {
        // It is given together with who the guardian is.
        wrong.add("/purpose", "value.not_allowed", []);
    }
    if consent.said_by == SaidBy::Staff {
        wrong.add("/said_by", "consent.not_by_staff", []);
    }
    if is_child {
        if is_for_adults(consent.purpose) {
            wrong.add("/purpose", "consent.not_for_children", [("age", 14.into())]);
        } else if consent.said_by == SaidBy::Member {
            wrong.add("/said_by", "consent.needs_guardian", [("age", 14.into())]);
        }
    }
}

/// What a child younger than 14 is never asked for, whoever would agree.
pub fn is_for_adults(purpose: Purpose) -> bool {
    matches!(
        purpose,
        Purpose::Marketing | Purpose::Profiling | Purpose::StoreSharing
    )
}

/// Whether what was said allows a purpose by a channel: `said` in the order of time.
///
/// What the membership itself needs is allowed until it is withdrawn (PIPL art. 13 no. 2);
/// everything else only when it was given.
pub fn allows(
    purpose: Purpose,
    channel: ContactChannel,
    is_child: bool,
    said: &[(ContactChannel, bool)],
) -> bool {
    if is_child && is_for_adults(purpose) {
        return false;
    }
    last_of(said, channel).unwrap_or(purpose == Purpose::Service)
}

/// The last that was said about a channel or about all of them.
pub fn last_of(said: &[(ContactChannel, bool)], channel: ContactChannel) -> Option<bool> {
    said.iter()
        .rev()
        .find(|(about, _)| *about == channel || *about == ContactChannel::All)
        .map(|(_, is_given)| *is_given)
}

#[cfg(test)]
mod tests {
    use super::*;
    use ContactChannel::{All, Phone, Sms};

    fn consent(purpose: Purpose, channel: ContactChannel) -> Consent {
        Consent {
            purpose,
            channel,
            is_given: true,
            policy_version: Some(1),
            origin: ConsentOrigin::Till,
            store_id: None,
            said_by: SaidBy::Member,
            note: None,
        }
    }

    fn codes(consent: &Consent, is_child: bool) -> Vec<(String, &'static str)> {
        match check(consent, is_child) {
            Ok(()) => Vec::new(),
            Err(Invalid(all)) => all.into_iter().map(|one| (one.pointer, one.code)).collect(),
        }
    }

    #[test]
    fn each_purpose_is_asked_for_on_its_own() {
        type Case = (
            Purpose,
            ContactChannel,
            &'static [(&'static str, &'static str)],
        );
        let cases: [Case; 5] = [
            (Purpose::Marketing, Sms, &[]),
            (
                Purpose::Marketing,
                All,
                &[("/channel", "consent.one_channel")],
            ),
            (Purpose::Profiling, All, &[]),
            (
                Purpose::Profiling,
                Sms,
                &[("/channel", "value.not_allowed")],
            ),
            (Purpose::Guardian, All, &[("/purpose", "value.not_allowed")]),
        ];
        for (purpose, channel, wanted) in cases {
            let wanted: Vec<_> = wanted
                .iter()
                .map(|(at, code)| (at.to_string(), *code))
                .collect();
            assert_eq!(
                codes(&consent(purpose, channel), false),
                wanted,
                "{purpose}"
            );
        }
        let by_staff = Consent {
            said_by: SaidBy::Staff,
            ..consent(Purpose::Profiling, All)
        };
        assert_eq!(
            codes(&by_staff, false),
            [("/said_by".into(), "consent.not_by_staff")]
        );
        let withdrawn = Consent {
            is_given: false,
            ..by_staff
        };
        assert_eq!(codes(&withdrawn, false), []);
        let all = Consent {
            is_given: false,
            ..consent(Purpose::Marketing, All)
        };
        assert_eq!(codes(&all, false), [], "withdrawing is easy");
    }

    #[test]
    fn children_are_not_advertised_to_and_do_not_agree_alone() {
        let marketing = consent(Purpose::Marketing, Sms);
        assert_eq!(
            codes(&marketing, true),
            [("/purpose".into(), "consent.not_for_children")]
        );
        let location = consent(Purpose::Location, All);
        assert_eq!(
            codes(&location, true),
            [("/said_by".into(), "consent.needs_guardian")]
        );
        let guarded = Consent {
            said_by: SaidBy::Guardian,
            ..location
        };
        assert_eq!(codes(&guarded, true), []);
        assert_eq!(
            codes(&guarded, false),
            [("/said_by".into(), "value.not_allowed")]
        );
    }

    #[test]
    fn the_last_that_was_said_counts() {
        type Case = (
            Purpose,
            ContactChannel,
            &'static [(ContactChannel, bool)],
            bool,
        );
        let cases: [Case; 8] = [
            (Purpose::Service, Sms, &[], true),
            (Purpose::Service, Sms, &[(Sms, false)], false),
            (Purpose::Marketing, Sms, &[], false),
            (Purpose::Marketing, Sms, &[(Sms, true)], true),
            (Purpose::Marketing, Sms, &[(Phone, true)], false),
            (Purpose::Marketing, Sms, &[(Sms, true), (All, false)], false),
            (Purpose::Marketing, Sms, &[(All, false), (Sms, true)], true),
            (Purpose::Marketing, Sms, &[(Sms, true), (Sms, false)], false),
        ];
        for (purpose, channel, said, wanted) in cases {
            assert_eq!(
                allows(purpose, channel, false, said),
                wanted,
                "{purpose} {said:?}"
            );
        }
        assert!(!allows(Purpose::Marketing, Sms, true, &[(Sms, true)]));
        assert!(allows(Purpose::Service, Sms, true, &[]));
    }
}
