//! How a word of the trade is written in a database column: BIGINT, TEXT or a blob, nothing else.

/// A column's content on its way in or out.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Value {
    /// Nothing.
    Null,
    /// BIGINT or SMALLINT.
    Int(i64),
    /// TEXT.
    Text(String),
    /// BLOB or BYTEA.
    Blob(Vec<u8>),
}

/// The three kinds of column that the schema uses.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// BIGINT or SMALLINT.
    Int,
    /// TEXT.
    Text,
    /// BLOB or BYTEA.
    Blob,
}

/// A column that does not hold what the row type says.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("column holds {found}, wanted {wanted}")]
pub struct ColumnError {
    /// What the type wanted.
    pub wanted: String,
    /// What the column held; never the content itself, which may be personal.
    pub found: String,
}

impl ColumnError {
    /// Says what was wanted of `value`, without repeating its content.
    pub fn new(wanted: impl Into<String>, value: &Value) -> Self {
        let found = match value {
            Value::Null => "null",
            Value::Int(_) => "an integer",
            Value::Text(_) => "a text",
            Value::Blob(_) => "a blob",
        };
        ColumnError {
            wanted: wanted.into(),
            found: found.into(),
        }
    }
}

/// What can be bound to a statement.
pub trait ToColumn {
    /// The content to bind.
    fn to_value(&self) -> Value;
}

/// What can be read from a column.
pub trait FromColumn: Sized {
    /// The kind of column that fits.
    const KIND: Kind;
    /// Whether null fits.
    const NULLABLE: bool;
    /// Reads the content.
    fn from_value(value: Value) -> Result<Self, ColumnError>;
}

impl<T: ToColumn + ?Sized> ToColumn for &T {
    fn to_value(&self) -> Value {
        (**self).to_value()
    }
}

impl<T: ToColumn> ToColumn for Option<T> {
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Null, ToColumn::to_value)
    }
}

impl<T: FromColumn> FromColumn for Option<T> {
    const KIND: Kind = T::KIND;
    const NULLABLE: bool = true;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        match value {
            Value::Null => Ok(None),
            other => T::from_value(other).map(Some),
        }
    }
}

impl ToColumn for Value {
    fn to_value(&self) -> Value {
        self.clone()
    }
}

macro_rules! int_column {
    ($($int:ty),*) => {$(
        impl ToColumn for $int {
            fn to_value(&self) -> Value {
                Value::Int(i64::from(*self))
            }
        }
        impl FromColumn for $int {
            const KIND: Kind = Kind::Int;
            const NULLABLE: bool = false;
            fn from_value(value: Value) -> Result<Self, ColumnError> {
                match value {
                    Value::Int(n) => <$int>::try_from(n)
                        .map_err(|_| ColumnError::new(stringify!($int), &Value::Int(n))),
                    other => Err(ColumnError::new(stringify!($int), &other)),
                }
            }
        }
    )*};
}
int_column!(i64, i32, i16, u32, u16, u8);

impl ToColumn for bool {
    fn to_value(&self) -> Value {
        Value::Int(i64::from(*self))
    }
}

impl FromColumn for bool {
    const KIND: Kind = Kind::Int;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        match value {
            Value::Int(0) => Ok(false),
            Value::Int(1) => Ok(true),
            other => Err(ColumnError::new("a flag of 0 or 1", &other)),
        }
    }
}

impl ToColumn for str {
    fn to_value(&self) -> Value {
        Value::Text(self.to_owned())
    }
}

impl ToColumn for String {
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}

impl FromColumn for String {
    const KIND: Kind = Kind::Text;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        match value {
            Value::Text(text) => Ok(text),
            other => Err(ColumnError::new("a text", &other)),
        }
    }
}

impl ToColumn for [u8] {
    fn to_value(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl ToColumn for Vec<u8> {
    fn to_value(&self) -> Value {
        Value::Blob(self.clone())
    }
}

impl FromColumn for Vec<u8> {
    const KIND: Kind = Kind::Blob;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        match value {
            Value::Blob(bytes) => Ok(bytes),
            other => Err(ColumnError::new("a blob", &other)),
        }
    }
}

impl<const N: usize> ToColumn for [u8; N] {
    fn to_value(&self) -> Value {
        Value::Blob(self.to_vec())
    }
}

impl<const N: usize> FromColumn for [u8; N] {
    const KIND: Kind = Kind::Blob;
    const NULLABLE: bool = false;
    fn from_value(value: Value) -> Result<Self, ColumnError> {
        match value {
            Value::Blob(bytes) => bytes
                .try_into()
                .map_err(|bytes| ColumnError::new(format!("a blob of {N}"), &Value::Blob(bytes))),
            other => Err(ColumnError::new(format!("a blob of {N}"), &other)),
        }
    }
}
