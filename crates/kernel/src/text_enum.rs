//! Choices that are written as words: in a column, in JSON, in the OpenAPI document, on a screen.

/// Declares an enum whose members have one word each, used everywhere the choice is written.
///
/// ```
/// kernel::text_enum! {
///     /// What kind of store it is.
///     pub enum Ownership {
///         /// 直营
///         Owned = "owned",
///         /// 加盟
///         Franchised = "franchised",
///     }
/// }
/// assert_eq!("owned".parse(), Ok(Ownership::Owned));
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* pub enum $name:ident {
        $($(#[$vmeta:meta])* $variant:ident = $word:literal),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $name { $($(#[$vmeta])* $variant),+ }

        impl $name {
            /// Every choice, in the order of declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),+];
            /// The words, in the order of declaration.
            pub const WORDS: &'static [&'static str] = &[$($word),+];
            /// The word that stands for the choice.
            pub const fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word),+ }
            }
        }
        impl ::std::fmt::Display for $name {
            fn fmt(&self, f: &mut ::std::fmt::Formatter<'_>) -> ::std::fmt::Result {
                f.write_str(self.as_str())
            }
        }
        impl ::std::str::FromStr for $name {
            type Err = String;
            fn from_str(text: &str) -> Result<Self, String> {
                match text {
                    $($word => Ok($name::$variant),)+
                    other => Err(format!(
                        "`{}` is not one of {}", $crate::ids::clip(other), Self::WORDS.join(", ")
                    )),
                }
            }
        }
        impl $crate::__serde::Serialize for $name {
            fn serialize<S: $crate::__serde::Serializer>(&self, out: S) -> Result<S::Ok, S::Error> {
                out.serialize_str(self.as_str())
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
                $crate::Value::Text(self.as_str().to_owned())
            }
        }
        impl $crate::FromColumn for $name {
            const KIND: $crate::ColumnKind = $crate::ColumnKind::Text;
            const NULLABLE: bool = false;
            fn from_value(value: $crate::Value) -> Result<Self, $crate::ColumnError> {
                let text = <String as $crate::FromColumn>::from_value(value)?;
                text.parse().map_err(|_| {
                    $crate::ColumnError::new(stringify!($name), &$crate::Value::Text(text))
                })
            }
        }
        impl $crate::__utoipa::PartialSchema for $name {
            fn schema()
            -> $crate::__utoipa::openapi::RefOr<$crate::__utoipa::openapi::schema::Schema> {
                $crate::__utoipa::openapi::ObjectBuilder::new()
                    .schema_type($crate::__utoipa::openapi::schema::Type::String)
                    .enum_values(Some(Self::WORDS.iter().copied()))
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
