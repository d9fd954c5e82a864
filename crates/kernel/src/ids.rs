//! Ids: a 63-bit snowflake inside, text with a prefix outside (`mem_0h2k…`).
//!
//! JavaScript cannot hold 63 bits, so an id never leaves the server as a number. An id is never
//! a secret.

use std::fmt;

/// Writes a 63-bit id in 13 letters of Crockford's base 32; the order of text is that of numbers.
pub fn encode(raw: i64) -> String {
    const LETTERS: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let mut text = [b'0'; 13];
    let mut rest = raw as u64;
    for place in text.iter_mut().rev() {
        *place = LETTERS[(rest & 31) as usize];
        rest >>= 5;
    }
    String::from_utf8_lossy(&text).into_owned()
}

/// Reads what [`encode`] wrote; `None` for any other text.
pub fn decode(text: &str) -> Option<i64> {
    if text.len() != 13 {
        return None;
    }
    let mut raw: u64 = 0;
    for letter in text.bytes() {
        let digit = match letter {
            b'0'..=b'9' => letter - b'0',
            b'a'..=b'h' => letter - b'a' + 10,
            b'j' | b'k' => letter - b'j' + 18,
            b'm' | b'n' => letter - b'm' + 20,
            b'p'..=b't' => letter - b'p' + 22,
            b'v'..=b'z' => letter - b'v' + 27,
            _ => return None,
        };
        raw = raw.checked_mul(32)?.checked_add(u64::from(digit))?;
    }
    i64::try_from(raw).ok()
}

/// A text that is not an id of the wanted kind.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{text}` is not an id that starts with `{prefix}_`")]
pub struct IdError {
    /// What was read.
    pub text: String,
    /// The prefix that was wanted.
    pub prefix: &'static str,
}

/// Declares an id type: newtype over `i64`, text outside, column BIGINT.
#[macro_export]
macro_rules! id {
    ($(#[$meta:meta])* $name:ident, $prefix:literal) => {
        $(#[$meta])*
        #[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(pub i64);

        impl $name {
            /// What its text starts with.
            pub const PREFIX: &'static str = $prefix;
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                write!(f, "{}_{}", $prefix, $crate::ids::encode(self.0))
            }
        }
        impl ::std::fmt::Debug for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                ::std::fmt::Display::fmt(self, f)
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = $crate::ids::IdError;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.strip_prefix(concat!($prefix, "_"))
                    .and_then($crate::ids::decode)
                    .map($name)
                    .ok_or_else(|| $crate::ids::IdError {
                        text: $crate::ids::clip(text),
                        prefix: $prefix,
                    })
            }
        }
        impl $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.collect_str(self)
            }
        }
        impl<'de> $crate::__serde::Deserialize<'de> for $name {
            fn deserialize<D>(from: D) -> Result<Self, D::Error>
            where
                D: $crate::__serde::Deserializer<'de>,
            {
                let text = <::std::borrow::Cow<'de, str> as
                    $crate::__serde::Deserialize>::deserialize(from)?;
                text.parse().map_err(<D::Error as $crate::__serde::de::Error>::custom)
            }
        }
        impl $crate::ToColumn for $name {
            fn to_value(&self) -> $crate::Value {
                $crate::Value::Int(self.0)
            }
        }
        impl $crate::FromColumn for $name {
            const KIND: $crate::ColumnKind = $crate::ColumnKind::Int;
            const NULLABLE: bool = false;
            fn from_value(value: $crate::Value) -> Result<Self, $crate::ColumnError> {
                <i64 as $crate::FromColumn>::from_value(value).map($name)
            }
        }
        impl $crate::__utoipa::PartialSchema for $name {
            fn schema()
            -> $crate::__utoipa::openapi::RefOr<$crate::__utoipa::openapi::schema::Schema> {
                $crate::__utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::__utoipa::openapi::schema::Type::String)
                    .pattern(Some(concat!("^", $prefix, "_[0-9a-hjkmnp-tv-z]{13}$")))
                    .into()
            }
        }
        impl $crate::__utoipa::ToSchema for $name {
            fn name() -> ::std::borrow::Cow<'static, str> {
                ::std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}

/// Cuts a text that is about to be repeated in an error message.
pub fn clip(text: &str) -> String {
    text.chars().take(40).collect()
}

id!(
    #[doc(alias = "品牌")]
    /// The chain that owns the data; the unit of isolation.
    BrandId,
    "brd"
);
id!(
    #[doc(alias = "区域")]
    /// A group of stores.
    RegionId,
    "reg"
);
id!(
    #[doc(alias = "门店")]
    /// A place that sells.
    StoreId,
    "sto"
);
id!(
    #[doc(alias = "收银机")]
    /// A point-of-sale installation in a store.
    TillId,
    "til"
);
id!(
    #[doc(alias = "员工")]
    /// A person who works here.
    StaffId,
    "stf"
);
id!(
    #[doc(alias = "会员")]
    /// A person enrolled with the brand.
    MemberId,
    "mem"
);
id!(
    #[doc(alias = "等级")]
    /// A rank with benefits.
    TierId,
    "tir"
);
id!(/// A category of goods.
    CategoryId, "cat");
id!(/// A kind of goods; its sellable pieces are SKUs.
    GoodsId, "gds");
id!(
    #[doc(alias = "商品分组")]
    /// A product group: goods that the brand has put together for its offers.
    GoodsGroupId,
    "ggp"
);
id!(
    #[doc(alias = "图片")]
    /// A picture of goods.
    PictureId,
    "pic"
);
id!(/// A sellable piece of goods.
    SkuId, "sku");
id!(
    #[doc(alias = "订单")]
    /// A settled sale.
    OrderId,
    "ord"
);
id!(/// One line of an order.
    LineId, "lin");
id!(
    #[doc(alias = "支付方式")]
    /// One payment of an order.
    TenderId,
    "tnd"
);
id!(
    #[doc(alias = "退货")]
    /// Goods that came back.
    ReturnId,
    "ret"
);
id!(
    #[doc(alias = "充值")]
    /// Money paid in to stored value.
    TopUpId,
    "top"
);
id!(
    #[doc(alias = "记账")]
    /// A balanced batch of entries.
    PostingId,
    "pst"
);
id!(
    #[doc(alias = "流水")]
    /// One side of a posting.
    EntryId,
    "ent"
);
id!(
    #[doc(alias = "积分批次")]
    /// Value that came together and expires together.
    LotId,
    "lot"
);
id!(
    #[doc(alias = "冻结")]
    /// Value reserved for a while.
    HoldId,
    "hld"
);
id!(
    #[doc(alias = "合并会员")]
    /// Two members who turned out to be one person.
    MergeId,
    "mrg"
);
id!(
    #[doc(alias = "入会链接")]
    /// Where people are invited to join.
    JoiningLinkId,
    "jln"
);
id!(/// Work that runs in the background.
    JobId, "job");
id!(
    #[doc(alias = "事件")]
    /// A fact in the outbox.
    EventId,
    "evt"
);
id!(/// A line of the audit log.
    AuditId, "aud");

impl fmt::Display for crate::time::Timestamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.to_rfc3339())
    }
}

#[cfg(test)]
mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn an_id_reads_back_as_written(raw in 0..=i64::MAX) {
            let id = MemberId(raw);
            prop_assert_eq!(id.to_string().parse::<MemberId>(), Ok(id));
        }

        #[test]
        fn text_sorts_like_numbers(a in 0..=i64::MAX, b in 0..=i64::MAX) {
            prop_assert_eq!(encode(a).cmp(&encode(b)), a.cmp(&b));
        }

        #[test]
        fn no_text_makes_a_panic(text in "\\PC{0,20}") {
            let _ = text.parse::<OrderId>();
        }
    }
}
