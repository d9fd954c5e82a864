//! The sentences of `web/packages/words`, for what the server writes itself.

use std::collections::HashMap;
use std::sync::LazyLock;

static CHINESE: LazyLock<HashMap<String, String>> = LazyLock::new(|| {
    let text = include_str!("../../../web/packages/words/zh.json");
    serde_json::from_str(text).expect("the words are JSON")
});

/// Why a row or a field was refused, in Chinese; the code itself where no sentence is known.
pub fn reason(code: &str) -> &str {
    let sentence = |kind: &str| CHINESE.get(&format!("{kind}.{code}"));
    let known = sentence("field").or_else(|| sentence("problem"));
    known.map_or(code, String::as_str)
}

/// What a key stands for, in Chinese; the key itself where nothing is known.
pub fn said(key: &str) -> &str {
    CHINESE.get(key).map_or(key, String::as_str)
}

/// The Chinese word for a code of a group, such as `cash` of `tender`; the code itself where none
/// is known.
pub fn code<'a>(group: &str, code: &'a str) -> &'a str {
    let known = CHINESE.get(&format!("{group}.{code}"));
    known.map_or(code, String::as_str)
}

#[cfg(test)]
mod tests {
    #[test]
    fn reasons_are_told_in_chinese() {
        assert_ne!(super::reason("cell.empty"), "cell.empty");
        assert_ne!(
            super::reason("membership.identity_taken"),
            "membership.identity_taken"
        );
        assert_eq!(super::reason("nobody.knows"), "nobody.knows");
    }

    #[test]
    fn codes_are_told_in_chinese() {
        assert_eq!(super::code("tender", "cash"), super::said("tender.cash"));
        assert_ne!(super::code("tender", "cash"), "cash");
        assert_eq!(super::code("tender", "barter"), "barter");
    }
}
