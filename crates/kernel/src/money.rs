//! Money, points and rates: integers with checked arithmetic, and sharing that always adds up.

use crate::{ColumnError, FromColumn, ToColumn, Value, column};
use serde::{Deserialize, Serialize};

/// An amount does not fit, or a sum cannot be shared.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum MoneyError {
    /// The result is beyond ±[`Money::LIMIT`].
    #[error("amount is out of range")]
    OutOfRange,
    /// There is nothing to share over.
    #[error("nothing to share over")]
    NothingToShareOver,
}

/// Money in 分 (hundredths of the brand's one currency). No float goes in or comes out.
#[doc(alias = "金额")]
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Money(pub i64);

/// Points in whole units; never money.
#[doc(alias = "积分")]
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Points(pub i64);

/// A proportion in basis points: 10 000 is the whole.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(transparent)]
pub struct Rate(pub u32);

crate::text_enum! {
    /// What happens to a part that is less than one unit.
    pub enum Rounding {
        /// Towards zero.
        Down = "down",
        /// Half away from zero.
        HalfUp = "half_up",
        /// Away from zero.
        Up = "up",
    }
}

macro_rules! amount {
    ($name:ident) => {
        impl $name {
            /// Nothing.
            pub const ZERO: $name = $name(0);
            /// The largest amount that is accepted: below 2^53, so that JSON readers keep it whole.
            pub const LIMIT: i64 = 9_000_000_000_000_000;

            /// The sum, unless it is out of range.
            pub fn checked_add(self, other: $name) -> Result<$name, MoneyError> {
                self.0
                    .checked_add(other.0)
                    .ok_or(MoneyError::OutOfRange)
                    .and_then($name::within)
            }
            /// The difference, unless it is out of range.
            pub fn checked_sub(self, other: $name) -> Result<$name, MoneyError> {
                self.0
                    .checked_sub(other.0)
                    .ok_or(MoneyError::OutOfRange)
                    .and_then($name::within)
            }
            /// So many times the amount, unless it is out of range.
            pub fn times(self, count: i64) -> Result<$name, MoneyError> {
                self.0
                    .checked_mul(count)
                    .ok_or(MoneyError::OutOfRange)
                    .and_then($name::within)
            }
            /// The part that `rate` gives, unless it is out of range.
            pub fn at(self, rate: Rate, rounding: Rounding) -> Result<$name, MoneyError> {
                divide(i128::from(self.0) * i128::from(rate.0), 10_000, rounding)
                    .and_then($name::within)
            }
            /// The sum of all, unless it is out of range.
            pub fn sum(all: impl IntoIterator<Item = $name>) -> Result<$name, MoneyError> {
                all.into_iter().try_fold($name::ZERO, $name::checked_add)
            }
            /// The opposite amount.
            pub const fn negated(self) -> $name {
                $name(-self.0)
            }
            /// Whether it is nothing.
            pub const fn is_zero(self) -> bool {
                self.0 == 0
            }
            /// Shares the amount over weights; see [`crate::share`].
            pub fn share(self, weights: &[i64]) -> Result<Vec<$name>, MoneyError> {
                Ok($crate::share(self.0, weights)?
                    .into_iter()
                    .map($name)
                    .collect())
            }
            const fn within(raw: i64) -> Result<$name, MoneyError> {
                if raw > Self::LIMIT || raw < -Self::LIMIT {
                    Err(MoneyError::OutOfRange)
                } else {
                    Ok($name(raw))
                }
            }
        }
        impl ToColumn for $name {
            fn to_value(&self) -> Value {
                Value::Int(self.0)
            }
        }
        impl FromColumn for $name {
            const KIND: column::Kind = column::Kind::Int;
            const NULLABLE: bool = false;
            fn from_value(value: Value) -> Result<Self, ColumnError> {
                i64::from_value(value).map($name)
            }
        }
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::Integer)
                    .format(Some(utoipa::openapi::SchemaFormat::KnownFormat(
                        utoipa::openapi::KnownFormat::Int64,
                    )))
                    .minimum(Some(-Self::LIMIT))
                    .maximum(Some(Self::LIMIT))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {
            fn name() -> std::borrow::Cow<'static, str> {
                std::borrow::Cow::Borrowed(stringify!($name))
            }
        }
    };
}
amount!(Money);
amount!(Points);

impl std::fmt::Display for Money {
    /// Yuan with two decimals, as on a receipt without its currency sign: `-12.05`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let sign = if self.0 < 0 { "-" } else { "" };
        let cents = self.0.unsigned_abs();
        write!(f, "{sign}{}.{:02}", cents / 100, cents % 100)
    }
}

impl std::str::FromStr for Money {
    type Err = MoneyError;
    /// Reads `12`, `12.3`, `12.34`, `-5`, `¥1,234.50`; more than two decimals are refused, never
    /// rounded in silence.
    fn from_str(text: &str) -> Result<Self, MoneyError> {
        let cents = decimal(text, 2, Rounding::HalfUp, Exactness::Exact)?;
        Money::within(cents)
    }
}

impl Money {
    /// Reads a decimal of any length and rounds it half up to 分, for sources that carry floats:
    /// what they left of a zero, such as `1.78e-15`, is nothing.
    pub fn from_decimal_rounded(text: &str) -> Result<Money, MoneyError> {
        let text = text.trim();
        let (number, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let exponent: i32 = exponent.parse().map_err(|_| MoneyError::OutOfRange)?;
        let cents = match exponent {
            0 => decimal(number, 2, Rounding::HalfUp, Exactness::Rounded)?,
            // A mantissa below ten: less than a tenth of a fen, whatever its digits are.
            ..=-4 if number.trim_start_matches('-').find('.') == Some(1) => 0,
            _ => return Err(MoneyError::OutOfRange),
        };
        Money::within(cents)
    }
}

impl std::fmt::Display for Points {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}", self.0)
    }
}

impl Rate {
    /// The whole: 100 %.
    pub const WHOLE: Rate = Rate(10_000);
}

impl ToColumn for Rate {
    fn to_value(&self) -> Value {
        Value::Int(i64::from(self.0))
    }
}

impl FromColumn for Rate {
    const KIND: column::Kind = column::Kind::Int;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        u32::from_value(value).map(Rate)
    }
}

impl utoipa::PartialSchema for Rate {
    fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
        utoipa::openapi::ObjectBuilder::new()
            .schema_type(utoipa::openapi::schema::Type::Integer)
            .minimum(Some(0))
            .maximum(Some(u32::MAX))
            .description(Some("Basis points: 10 000 is the whole."))
            .into()
    }
}

impl utoipa::ToSchema for Rate {
    fn name() -> std::borrow::Cow<'static, str> {
        std::borrow::Cow::Borrowed("Rate")
    }
}

/// Divides exactly rounded; the divisor is positive.
pub fn divide(dividend: i128, divisor: i128, rounding: Rounding) -> Result<i64, MoneyError> {
    debug_assert!(divisor > 0, "the divisor is positive");
    let quotient = dividend / divisor;
    let rest = (dividend % divisor).abs();
    let away = match rounding {
        Rounding::Down => false,
        Rounding::HalfUp => rest * 2 >= divisor,
        Rounding::Up => rest > 0,
    };
    let step = if away { dividend.signum() } else { 0 };
    i64::try_from(quotient + step).map_err(|_| MoneyError::OutOfRange)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Exactness {
    Exact,
    Rounded,
}

fn decimal(
    text: &str,
    places: u32,
    rounding: Rounding,
    exactness: Exactness,
) -> Result<i64, MoneyError> {
    let clean: String = text
        .trim()
        .chars()
        .filter(|c| !matches!(c, ',' | '¥' | '￥' | '，'))
        .collect();
    let (negative, digits) = match clean.strip_prefix('-') {
        Some(rest) => (true, rest),
        None => (false, clean.as_str()),
    };
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let plain = |text: &str| text.bytes().all(|c| c.is_ascii_digit());
    if digits.is_empty() || !plain(whole) || !plain(part) || whole.len() + part.len() == 0 {
        return Err(MoneyError::OutOfRange);
    }
    if whole.len() > 16 || part.len() > 18 {
        return Err(MoneyError::OutOfRange);
    }
    let number: i128 = format!("{whole}{part}")
        .parse()
        .map_err(|_| MoneyError::OutOfRange)?;
    let scale = 10_i128.pow(part.len() as u32);
    let scaled = number * 10_i128.pow(places);
    if exactness == Exactness::Exact && scaled % scale != 0 {
        return Err(MoneyError::OutOfRange);
    }
    let amount = divide(scaled, scale, rounding)?;
    Ok(if negative { -amount } else { amount })
}

#[cfg(test)]
mod laws {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn money_reads_back_as_written(cents in -Money::LIMIT..=Money::LIMIT) {
            prop_assert_eq!(Money(cents).to_string().parse(), Ok(Money(cents)));
        }

        #[test]
        fn no_text_makes_a_panic(text in "\\PC{0,40}") {
            let _ = text.parse::<Money>();
        }
    }

    #[test]
    fn odd_texts_are_refused_or_exact() {
        let read = |text: &str| text.parse::<Money>().ok();
        assert_eq!(read("¥1,234.50"), Some(Money(123_450)));
        assert_eq!(read("0.1"), Some(Money(10)));
        for bad in [
            "",
            "-",
            ".",
            "1e3",
            "１００",
            "1.234",
            "--1",
            "99999999999999999999",
        ] {
            assert_eq!(read(bad), None, "{bad}");
        }
        assert_eq!(Money::from_decimal_rounded("0.125"), Ok(Money(13)));
        assert_eq!(Money::from_decimal_rounded("-0.125"), Ok(Money(-13)));
        assert_eq!(Money::from_decimal_rounded("1.776357e-15"), Ok(Money(0)));
        assert!(Money::from_decimal_rounded("1.5e3").is_err());
        assert!(Money::from_decimal_rounded("12.5e-4").is_err());
    }

    #[test]
    fn rates_round_as_told() {
        assert_eq!(Money(105).at(Rate(5_000), Rounding::HalfUp), Ok(Money(53)));
        assert_eq!(Money(105).at(Rate(5_000), Rounding::Down), Ok(Money(52)));
        assert_eq!(
            Money(i64::MAX).at(Rate(20_000), Rounding::Down),
            Err(MoneyError::OutOfRange)
        );
    }
}
