//! What one change of a profile comes to, field by field. Pure.

use crate::profile::Member;

/// What a field held or holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Worth {
    /// Nothing.
    Nothing,
    /// A text that may stand in clear in a row of the member.
    Clear(String),
    /// Bytes that only the key opens.
    Sealed(Vec<u8>),
}

impl Worth {
    /// What an optional value comes to.
    pub fn of(value: Option<impl ToString>) -> Worth {
        value.map_or(Worth::Nothing, |value| Worth::Clear(value.to_string()))
    }
}

/// One value that was changed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Change {
    pub field: String,
    pub before: Worth,
    pub after: Worth,
    pub reason: Option<String>,
}

impl Change {
    pub fn new(field: impl Into<String>, before: Worth, after: Worth) -> Change {
        Change {
            field: field.into(),
            before,
            after,
            reason: None,
        }
    }

    pub fn because(self, reason: &str) -> Change {
        Change {
            reason: Some(reason.to_owned()),
            ..self
        }
    }
}

/// What is different between a profile as it was and as it is.
pub(crate) fn between(before: &Member, after: &Member) -> Vec<Change> {
    let text = |name: &str| (!name.is_empty()).then(|| name.to_owned());
    let phone = |member: &Member| match &member.phone_sealed {
        Some(sealed) => Worth::Sealed(sealed.clone()),
        None => Worth::Nothing,
    };
    let pairs = |m: &Member| {
        [
            ("name", Worth::of(text(&m.name))),
            ("gender", Worth::of(Some(m.gender))),
            ("birthday", Worth::of(m.birthday)),
            ("phone", phone(m)),
            ("store_id", Worth::of(m.store_id)),
            ("guide_id", Worth::of(m.guide_id)),
            ("tier_id", Worth::of(m.tier_id)),
        ]
    };
    pairs(before)
        .into_iter()
        .zip(pairs(after))
        .filter(|(old, new)| old != new)
        .map(|((field, old), (_, new))| Change::new(field, old, new))
        .collect()
}
