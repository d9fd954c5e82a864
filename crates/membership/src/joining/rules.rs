//! What a joining link says, where it leads, and which bytes go onto a tag. Pure.

use crate::profile::Channel;
use kernel::{BrandId, Invalid, ids, text_enum};

text_enum! {
    /// How a link reaches people.
    pub enum LinkKind {
        /// Our own page: a QR code, or a tag with its address.
        Web = "web",
        /// 小程序码: a code of WeChat's own kind, made in its console with our scene.
        WechatCode = "wechat_code",
        /// URL Link: our address leads on to the mini-program.
        WechatLink = "wechat_link",
        /// A tag that opens the mini-program without a page between.
        WechatTag = "wechat_tag",
    }
}

/// The longest name of a link, in characters.
pub const NAME_MAX: usize = 60;
/// The longest target: what a tag of 144 bytes holds beside its wrapping.
pub const TARGET_MAX: usize = 90;
const URL_LINK: &str = "https://wxaurl.cn/";
const NFC_SCHEME: &str = "weixin://dl/business/?";

/// The channels that a link may bring people by.
pub const CHANNELS: [Channel; 4] = [
    Channel::StoreCode,
    Channel::NfcTag,
    Channel::MiniProgram,
    Channel::Online,
];

/// Notes what is wrong with a link's kind, channel and target.
pub fn check(wrong: &mut Invalid, kind: LinkKind, channel: Channel, target: Option<&str>) {
    if !CHANNELS.contains(&channel) {
        let allowed: Vec<&str> = CHANNELS.iter().map(|one| one.as_str()).collect();
        wrong.add("/channel", "value.unknown", [("allowed", allowed.into())]);
    }
    let start = match kind {
        LinkKind::Web | LinkKind::WechatCode => None,
        LinkKind::WechatLink => Some(URL_LINK),
        LinkKind::WechatTag => Some(NFC_SCHEME),
    };
    match (start, target) {
        (None, None) => {}
        (None, Some(_)) => wrong.add("/target", "value.not_allowed", []),
        (Some(_), None) => wrong.add("/target", "value.missing", []),
        (Some(start), Some(target)) => {
            let is_plain = target.bytes().all(|byte| byte.is_ascii_graphic());
            if target.len() > TARGET_MAX {
                wrong.add("/target", "text.too_long", [("max", TARGET_MAX.into())]);
            } else if !target.starts_with(start) || target.len() == start.len() || !is_plain {
                let example = format!("{start}t=XTSkBZlzqmn");
                wrong.add(
                    "/target",
                    "value.wrong_format",
                    [("example", example.into())],
                );
            }
        }
    }
}

/// A link's code as it stands in addresses: the brand and 63 bits of chance, 26 letters and digits.
/// It fits WeChat's scene, which holds 32.
pub fn full_code(brand: BrandId, code: &str) -> String {
    format!("{}{code}", ids::encode(brand.0))
}

/// Reads what [`full_code`] wrote.
pub fn read_code(text: &str) -> Option<(BrandId, String)> {
    let (brand, code) = text.split_at_checked(13)?;
    ids::decode(code)?;
    Some((BrandId(ids::decode(brand)?), code.to_owned()))
}

/// The bytes of an NDEF message for a tag (NFC Forum NDEF 1.0, URI RTD 1.0): an address, and for a
/// scheme of WeChat's an Android application record behind it, so that Android opens WeChat and not
/// whatever else knows the scheme.
pub fn ndef(uri: &str) -> Vec<u8> {
    const PREFIXES: [(&str, u8); 4] = [
        ("https://www.", 0x02),
        ("http://www.", 0x01),
        ("https://", 0x04),
        ("http://", 0x03),
    ];
    let found = PREFIXES
        .iter()
        .find_map(|(prefix, code)| Some((uri.strip_prefix(prefix)?, *code)));
    let (rest, prefix) = found.unwrap_or((uri, 0x00));
    let payload = [&[prefix], rest.as_bytes()].concat();
    if uri.starts_with("weixin:") {
        let app = record(ME | EXTERNAL, b"android.com:pkg", b"com.tencent.mm");
        [record(MB | WELL_KNOWN, b"U", &payload), app].concat()
    } else {
        record(MB | ME | WELL_KNOWN, b"U", &payload)
    }
}

const MB: u8 = 0x80;
const ME: u8 = 0x40;
const SHORT: u8 = 0x10;
const WELL_KNOWN: u8 = 0x01;
const EXTERNAL: u8 = 0x04;

/// A short record; its payload is below 256 bytes, for addresses are bounded.
fn record(flags: u8, kind: &[u8], payload: &[u8]) -> Vec<u8> {
    let length = |bytes: &[u8]| u8::try_from(bytes.len()).unwrap_or(u8::MAX);
    let head = [flags | SHORT, length(kind), length(payload)];
    [&head, kind, payload].concat()
}

/// The same inside the TLV blocks of a type 2 tag (NTAG213, 215, 216), as an NFC writer puts it on
/// from page 4 on.
pub fn type2(ndef: &[u8]) -> Vec<u8> {
    let length = u8::try_from(ndef.len()).unwrap_or(u8::MAX);
    // Lengths from 255 on take three bytes.
    let head = match length {
        u8::MAX => {
            let [high, low] = u16::try_from(ndef.len()).unwrap_or(u16::MAX).to_be_bytes();
            vec![0x03, 0xff, high, low]
        }
        short => vec![0x03, short],
    };
    [&head, ndef, &[0xfe]].concat()
}

/// The smallest of the usual tags that so many bytes fit.
pub fn smallest_tag(bytes: usize) -> Option<&'static str> {
    [("NTAG213", 144), ("NTAG215", 504), ("NTAG216", 888)]
        .into_iter()
        .find(|(_, room)| bytes <= *room)
        .map(|(name, _)| name)
}

/// A name as a stranger may see it who only holds the phone: `张**`.
pub fn masked_name(name: &str) -> String {
    let mut letters = name.chars();
    let first: String = letters.by_ref().take(1).collect();
    let rest = letters.count().min(3);
    format!("{first}{}", "*".repeat(rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hex(bytes: &[u8]) -> String {
        let parts: Vec<String> = bytes.iter().map(|byte| format!("{byte:02x}")).collect();
        parts.join(" ")
    }

    #[test]
    fn an_address_goes_onto_a_tag_as_the_forum_says() {
        let message = ndef("https://m.ex.cn/j/A1");
        let wanted = "d1 01 0d 55 04 6d 2e 65 78 2e 63 6e 2f 6a 2f 41 31";
        assert_eq!(hex(&message), wanted);
        assert_eq!(hex(&type2(&message)), format!("03 11 {wanted} fe"));
        assert_eq!(smallest_tag(type2(&message).len()), Some("NTAG213"));
    }

    #[test]
    fn a_wechat_scheme_brings_its_android_record() {
        let message = ndef("weixin://dl/business/?t=XTSkBZlzqmn");
        assert_eq!(hex(&message[..5]), "91 01 24 55 00");
        let scheme = &message[5..40];
        assert_eq!(scheme, b"weixin://dl/business/?t=XTSkBZlzqmn");
        assert_eq!(hex(&message[40..43]), "54 0f 0e");
        assert_eq!(&message[43..], b"android.com:pkgcom.tencent.mm");
        assert!(type2(&message).len() <= 144);
        let longest = format!("{NFC_SCHEME}{}", "x".repeat(TARGET_MAX - NFC_SCHEME.len()));
        assert_eq!(smallest_tag(type2(&ndef(&longest)).len()), Some("NTAG213"));
    }

    #[test]
    fn long_messages_have_long_lengths() {
        let wrapped = type2(&[7; 300]);
        assert_eq!(hex(&wrapped[..4]), "03 ff 01 2c");
        assert_eq!(smallest_tag(900), None);
    }

    #[test]
    fn a_code_names_its_brand_and_fits_a_scene() {
        let code = ids::encode(0x1234_5678_9abc_def0);
        let full = full_code(BrandId(77), &code);
        assert!(full.len() <= 32);
        assert_eq!(read_code(&full), Some((BrandId(77), code)));
        for wrong in [
            "",
            "x",
            "0000000000001",
            "000000000000100000000000u1",
            "会员会员会员会员会员",
        ] {
            assert_eq!(read_code(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_target_is_what_its_kind_wants() {
        let codes = |kind, channel, target: Option<&str>| {
            let mut wrong = Invalid::new();
            check(&mut wrong, kind, channel, target);
            wrong.0.into_iter().map(|one| one.code).collect::<Vec<_>>()
        };
        use Channel::StoreCode;
        assert!(codes(LinkKind::Web, StoreCode, None).is_empty());
        assert!(
            codes(
                LinkKind::WechatLink,
                StoreCode,
                Some("https://wxaurl.cn/abc")
            )
            .is_empty()
        );
        let scheme = Some("weixin://dl/business/?t=a");
        assert!(codes(LinkKind::WechatTag, Channel::NfcTag, scheme).is_empty());
        assert_eq!(
            codes(LinkKind::Web, StoreCode, Some("x")),
            ["value.not_allowed"]
        );
        assert_eq!(
            codes(LinkKind::WechatTag, StoreCode, None),
            ["value.missing"]
        );
        for target in [
            "https://evil.example/",
            "https://wxaurl.cn/",
            "https://wxaurl.cn/a b",
        ] {
            let found = codes(LinkKind::WechatLink, StoreCode, Some(target));
            assert_eq!(found, ["value.wrong_format"], "{target}");
        }
        assert_eq!(
            codes(LinkKind::Web, Channel::Import, None),
            ["value.unknown"]
        );
    }

    #[test]
    fn a_name_shows_its_first_letter_only() {
        for (name, shown) in [
            ("张三", "张*"),
            ("欧阳娜娜", "欧***"),
            ("李", "李"),
            ("", ""),
        ] {
            assert_eq!(masked_name(name), shown);
        }
    }
}
