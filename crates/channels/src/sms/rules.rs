//! What may be said to whom, how often and when, and how long to wait. Pure.
//!
//! Sources: the carriers' limits and the rules on marketing messages as the two providers state
//! them (验证码 1 a minute, 5 an hour, 10 a day; 40 a day to one number in all), 广告法 §43,
//! 通信短信息服务管理规定.

use kernel::{BusinessDate, Cutoff, Invalid, Timestamp, ZoneName, text_enum};
use serde::{Deserialize, Serialize};

text_enum! {
    /// What sort of message the carriers take it for.
    pub enum SmsKind {
        /// 验证码: goes at once, at any hour.
        Code = "code",
        /// 通知: waits for a decent hour.
        Notice = "notice",
        /// 推广: waits too, must say how to refuse, and is refused to whoever did.
        Marketing = "marketing",
    }
}

text_enum! {
    /// Where a message is in its life.
    pub enum SmsState {
        /// Waits for its time.
        Queued = "queued",
        /// The provider is being asked to send it; whether it took it is not known yet.
        Sending = "sending",
        /// The provider took it.
        Sent = "sent",
        /// It is on the phone.
        Delivered = "delivered",
        /// It will not be on the phone.
        Failed = "failed",
        /// The provider's answer was lost. It is asked, and never told to send again.
        Unknown = "unknown",
    }
}

impl SmsKind {
    /// What goes first when much is waiting.
    pub const fn priority(self) -> i64 {
        match self {
            SmsKind::Code => 0,
            SmsKind::Notice => 1,
            SmsKind::Marketing => 2,
        }
    }
}

/// What a brand says for one purpose, as the provider approved it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SmsTemplate {
    /// What it is for, such as `join_code`: 1 to 40 of `a-z`, `0-9`, `_`.
    #[schema(min_length = 1, max_length = 40, pattern = "^[a-z0-9_]{1,40}$")]
    pub purpose: String,
    /// What sort of message the provider approved it as.
    pub kind: SmsKind,
    /// The provider's number for it, such as `SMS_123456789` or `1234567`.
    #[schema(min_length = 1, max_length = 40)]
    pub template_id: String,
    /// The approved text, variables as `{code}`; 1 to 480 characters.
    #[schema(
        min_length = 1,
        max_length = 480,
        example = "您的验证码是{code}，5分钟内有效。"
    )]
    pub text: String,
}

/// When notices and marketing may arrive, in minutes after midnight on the brand's clock.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct SmsWindow {
    /// From this minute on; 480 is 08:00.
    #[schema(minimum = 0, maximum = 1439)]
    pub from: u16,
    /// Until this minute; 1230 is 20:30.
    #[schema(minimum = 1, maximum = 1440)]
    pub until: u16,
}

impl SmsWindow {
    /// 08:00 to 21:00 for notices.
    pub const NOTICES: SmsWindow = SmsWindow {
        from: 480,
        until: 1260,
    };
    /// 09:00 to 20:30 for marketing, which is the most that a brand may choose.
    pub const MARKETING: SmsWindow = SmsWindow {
        from: 540,
        until: 1230,
    };
}

/// The longest text of a template, so that the sign still fits into the carriers' 500 characters.
const TEXT_MAX: usize = 480;
/// The most templates that a brand has.
pub const TEMPLATES_MAX: usize = 100;
/// How a marketing message must end (阿里云, 华为云: no other form has effect).
const REFUSAL_HINT: &str = "拒收请回复R";
const MINUTE: i64 = 60_000;
const HOUR: i64 = 60 * MINUTE;
const DAY: i64 = 24 * HOUR;

impl SmsTemplate {
    /// The names of the variables in the order in which they first stand in the text; what one
    /// provider calls `{1}`, `{2}`.
    pub fn variables(&self) -> Vec<&str> {
        let mut names: Vec<&str> = Vec::new();
        for part in self.text.split('{').skip(1) {
            if let Some((name, _)) = part.split_once('}')
                && !names.contains(&name)
            {
                names.push(name);
            }
        }
        names
    }

    /// Notes what no provider would approve.
    pub fn check(&self, wrong: &mut Invalid, at: &str) {
        let is_purpose =
            (1..=40).contains(&self.purpose.len()) && self.purpose.bytes().all(is_name_byte);
        if !is_purpose {
            let example = [("example", "join_code".into())];
            wrong.add(format!("{at}/purpose"), "value.wrong_format", example);
        }
        wrong.text(&format!("{at}/template_id"), &self.template_id, 40);
        let text_at = format!("{at}/text");
        wrong.text(&text_at, &self.text, TEXT_MAX);
        // The provider puts the sign in front by itself.
        let has_sign = self.text.contains(['【', '】']);
        let is_even = self.text.matches('{').count() == self.text.matches('}').count();
        let names_fit = self.variables().iter().all(|name| is_name(name));
        if has_sign || !is_even || !names_fit || self.text.contains("}{") {
            let example = [("example", "您的验证码是{code}".into())];
            wrong.add(text_at.clone(), "value.wrong_format", example);
        }
        if self.kind == SmsKind::Marketing && !self.text.trim_end().ends_with(REFUSAL_HINT) {
            let ending = [("ending", REFUSAL_HINT.into())];
            wrong.add(text_at, "sms.no_refusal_hint", ending);
        }
    }
}

fn is_name(name: &str) -> bool {
    (1..=20).contains(&name.len()) && name.bytes().all(is_name_byte)
}

fn is_name_byte(byte: u8) -> bool {
    byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'_'
}

/// Notes a window that is no window, or wider than `widest`.
pub fn check_window(wrong: &mut Invalid, at: &str, window: SmsWindow, widest: SmsWindow) {
    let (from, until) = (i64::from(window.from), i64::from(window.until));
    wrong.range(&format!("{at}/from"), from, i64::from(widest.from), 1_439);
    let latest = i64::from(widest.until);
    wrong.range(
        &format!("{at}/until"),
        until,
        from + 1,
        latest.max(from + 1),
    );
    if until > latest {
        wrong.add(
            format!("{at}/until"),
            "number.too_large",
            [("max", latest.into())],
        );
    }
}

/// Seconds to wait before one more message of this kind; `past` holds what went to the number in
/// the last day, in any order.
pub fn wait_seconds(kind: SmsKind, past: &[(SmsKind, Timestamp)], now: Timestamp) -> Option<i64> {
    let all = past.iter().map(|(_, at)| *at).collect::<Vec<_>>();
    let codes = past
        .iter()
        .filter(|(known, _)| *known == SmsKind::Code)
        .map(|(_, at)| *at)
        .collect::<Vec<_>>();
    let of_number = wait_for(&all, (40, DAY), now);
    let of_kind = match kind {
        SmsKind::Code => [(1, MINUTE), (5, HOUR), (10, DAY)]
            .into_iter()
            .filter_map(|limit| wait_for(&codes, limit, now))
            .max(),
        SmsKind::Notice | SmsKind::Marketing => None,
    };
    of_number.max(of_kind)
}

/// Seconds until fewer than `most` of `past` lie within the last `millis`.
fn wait_for(past: &[Timestamp], (most, millis): (usize, i64), now: Timestamp) -> Option<i64> {
    let mut recent: Vec<i64> = past
        .iter()
        .map(|at| now.0 - at.0)
        .filter(|age| *age < millis)
        .collect();
    recent.sort_unstable();
    // The youngest `most` messages fill the limit until the oldest of them is out.
    let oldest = recent.get(most.checked_sub(1)?)?;
    Some((millis - oldest + 999) / 1_000)
}

/// The first moment from `now` on at which a message may arrive.
pub fn not_before(kind: SmsKind, notices: SmsWindow, zone: &ZoneName, now: Timestamp) -> Timestamp {
    let window = match kind {
        SmsKind::Code => return now,
        SmsKind::Notice => notices,
        SmsKind::Marketing => SmsWindow {
            from: notices.from.max(SmsWindow::MARKETING.from),
            until: notices.until.min(SmsWindow::MARKETING.until),
        },
    };
    let today = zone.business_date(now, Cutoff(0));
    let opens = |day: BusinessDate| minute_of(day, zone, window.from);
    if now < opens(today) {
        opens(today)
    } else if now < minute_of(today, zone, window.until) {
        now
    } else {
        opens(today.plus_days(1))
    }
}

fn minute_of(day: BusinessDate, zone: &ZoneName, minute: u16) -> Timestamp {
    day.starts_at(zone, Cutoff(0))
        .plus_millis(i64::from(minute) * MINUTE)
}

/// Whether somebody who answers this wants no more marketing.
pub fn is_refusal(text: &str) -> bool {
    let word: String = text
        .chars()
        .filter(|letter| !letter.is_whitespace())
        .collect::<String>()
        .to_uppercase();
    matches!(word.as_str(), "R" | "TD" | "T" | "N" | "退订")
}

/// How long a refused attempt is let rest: 5 s, 10 s, 20 s … up to five minutes.
pub fn retry_millis(attempts: i64) -> i64 {
    let doublings = attempts.clamp(1, 10) - 1;
    (5_000 << doublings).min(5 * MINUTE)
}

/// When the provider is asked for the `asks`-th time what became of a message; none when it has
/// been asked often enough.
pub fn ask_millis(state: SmsState, asks: i64) -> Option<i64> {
    let schedule: &[i64] = match state {
        // Somebody may be waiting for it, and the provider's books lag a little.
        SmsState::Sending | SmsState::Unknown => {
            &[20_000, 40_000, 2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY]
        }
        // A report is on its way as a rule; this is for those that get lost.
        SmsState::Sent => &[2 * MINUTE, 10 * MINUTE, HOUR, 6 * HOUR, DAY],
        SmsState::Queued | SmsState::Delivered | SmsState::Failed => &[],
    };
    schedule.get(usize::try_from(asks).ok()?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    fn template(kind: SmsKind, text: &str) -> SmsTemplate {
        SmsTemplate {
            purpose: "join_code".into(),
            kind,
            template_id: "SMS_1".into(),
            text: text.into(),
        }
    }

    #[test]
    fn variables_stand_in_their_order_once() {
        let one = template(
            SmsKind::Notice,
            "{name}您好，{points}分将于{day}到期，{name}请留意",
        );
        assert_eq!(one.variables(), ["name", "points", "day"]);
        assert_eq!(template(SmsKind::Notice, "没有变量").variables(), [""; 0]);
    }

    #[test]
    fn what_no_provider_approves_is_named() {
        let wrong = |kind, text: &str| {
            let mut wrong = Invalid::new();
            template(kind, text).check(&mut wrong, "/templates/0");
            wrong.0.iter().map(|one| one.code).collect::<Vec<_>>()
        };
        assert!(wrong(SmsKind::Code, "您的验证码是{code}").is_empty());
        for text in [
            "【会通】验证码{code}",
            "{a}{b}",
            "{Code}",
            "{}",
            "{code",
            "code}",
        ] {
            assert_eq!(wrong(SmsKind::Code, text), ["value.wrong_format"], "{text}");
        }
        assert_eq!(
            wrong(SmsKind::Marketing, "新品到店"),
            ["sms.no_refusal_hint"]
        );
        assert!(wrong(SmsKind::Marketing, "新品到店，拒收请回复R").is_empty());
    }

    #[test]
    fn codes_come_once_a_minute_five_an_hour_ten_a_day() {
        let now = at("2026-11-25T04:00:00Z");
        let ago = |minutes: &[i64]| {
            minutes
                .iter()
                .map(|minute| (SmsKind::Code, now.plus_millis(-minute * MINUTE)))
                .collect::<Vec<_>>()
        };
        let wait = |minutes: &[i64]| wait_seconds(SmsKind::Code, &ago(minutes), now);
        assert_eq!(wait(&[]), None);
        assert_eq!(wait(&[0]), Some(60));
        assert_eq!(wait(&[1]), None);
        assert_eq!(wait(&[1, 2, 3, 4]), None);
        assert_eq!(wait(&[1, 2, 3, 4, 59]), Some(60));
        assert_eq!(
            wait(&[2, 100, 200, 300, 400, 500, 600, 700, 800, 1_439]),
            Some(60)
        );
        // A notice does not count among codes, but all count for the number.
        let notices = vec![(SmsKind::Notice, now); 39];
        assert_eq!(wait_seconds(SmsKind::Code, &notices, now), None);
        let notices = vec![(SmsKind::Notice, now); 40];
        assert_eq!(wait_seconds(SmsKind::Notice, &notices, now), Some(86_400));
    }

    #[test]
    fn notices_wait_for_a_decent_hour_and_codes_do_not() {
        let zone: ZoneName = "Asia/Shanghai".parse().expect("a zone");
        let when = |kind, now: &str| {
            let moment = not_before(kind, SmsWindow::NOTICES, &zone, at(now));
            zone.wall_clock(moment)[5..16].to_owned()
        };
        // 23:30, 07:59, 12:00, 20:45 in Shanghai.
        assert_eq!(when(SmsKind::Code, "2026-11-24T15:30:00Z"), "11-24T23:30");
        assert_eq!(when(SmsKind::Notice, "2026-11-24T15:30:00Z"), "11-25T08:00");
        assert_eq!(when(SmsKind::Notice, "2026-11-24T23:59:00Z"), "11-25T08:00");
        assert_eq!(when(SmsKind::Notice, "2026-11-25T04:00:00Z"), "11-25T12:00");
        assert_eq!(when(SmsKind::Notice, "2026-11-25T12:45:00Z"), "11-25T20:45");
        assert_eq!(
            when(SmsKind::Marketing, "2026-11-25T12:45:00Z"),
            "11-26T09:00"
        );
    }

    #[test]
    fn a_refusal_is_heard_however_it_is_typed() {
        for text in ["R", " r ", "td", "T D", "退订", "退 订", "n"] {
            assert!(is_refusal(text), "{text}");
        }
        for text in ["", "收到", "R吗", "Rr", "好的"] {
            assert!(!is_refusal(text), "{text}");
        }
    }

    #[test]
    fn waits_grow_and_end() {
        assert_eq!(
            [1, 2, 3, 20].map(retry_millis),
            [5_000, 10_000, 20_000, 300_000]
        );
        assert_eq!(ask_millis(SmsState::Unknown, 0), Some(20_000));
        assert_eq!(ask_millis(SmsState::Unknown, 7), None);
        assert_eq!(ask_millis(SmsState::Delivered, 0), None);
    }

    #[test]
    fn a_window_opens_before_it_closes() {
        let wrong = |from, until| {
            let mut wrong = Invalid::new();
            let widest = SmsWindow {
                from: 0,
                until: 1_440,
            };
            check_window(&mut wrong, "/notices", SmsWindow { from, until }, widest);
            wrong.0.len()
        };
        assert_eq!((wrong(480, 1_260), wrong(0, 1_440)), (0, 0));
        assert_eq!((wrong(600, 600), wrong(600, 500)), (1, 1));
        assert!(wrong(480, 1_441) > 0);
    }
}
