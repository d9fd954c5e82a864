//! Rows: read by position into our own types, and what is bound to a statement.

use kernel::{ColumnError, ColumnKind, FromColumn, Value};

/// What a row type wants of one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ColumnSpec {
    /// BIGINT, TEXT or blob.
    pub kind: ColumnKind,
    /// Whether null fits.
    pub nullable: bool,
}

impl ColumnSpec {
    /// What `T` wants.
    pub const fn of<T: FromColumn>() -> Self {
        ColumnSpec {
            kind: T::KIND,
            nullable: T::NULLABLE,
        }
    }
}

/// The content of one row on its way in, first column first.
pub type Columns = std::vec::IntoIter<Value>;

/// A type that is read from a row, column by column in a fixed order.
pub trait Row: Sized {
    /// What each column must hold.
    const COLUMNS: &'static [ColumnSpec];
    /// Reads the row.
    fn read(columns: &mut Columns) -> Result<Self, ColumnError>;
}

/// Reads the next column.
#[doc(hidden)]
pub fn next<T: FromColumn>(columns: &mut Columns) -> Result<T, ColumnError> {
    match columns.next() {
        Some(value) => T::from_value(value),
        None => Err(ColumnError::new("one more column", &Value::Null)),
    }
}

macro_rules! tuple_row {
    ($($name:ident),+) => {
        impl<$($name: FromColumn),+> Row for ($($name,)+) {
            const COLUMNS: &'static [ColumnSpec] = &[$(ColumnSpec::of::<$name>()),+];
            fn read(columns: &mut Columns) -> Result<Self, ColumnError> {
                Ok(($(next::<$name>(columns)?,)+))
            }
        }
    };
}
tuple_row!(A);
tuple_row!(A, B);
tuple_row!(A, B, C);
tuple_row!(A, B, C, D);
tuple_row!(A, B, C, D, E);
tuple_row!(A, B, C, D, E, F);
tuple_row!(A, B, C, D, E, F, G);
tuple_row!(A, B, C, D, E, F, G, H);
tuple_row!(A, B, C, D, E, F, G, H, I);
tuple_row!(A, B, C, D, E, F, G, H, I, J);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L, M);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L, M, N);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O);
tuple_row!(A, B, C, D, E, F, G, H, I, J, K, L, M, N, O, P);

/// Declares a struct that is read from a row, its fields in the order of the columns.
#[macro_export]
macro_rules! row {
    ($(#[$meta:meta])* $vis:vis struct $name:ident {
        $($(#[$field_meta:meta])* $field_vis:vis $field:ident : $kind:ty),+ $(,)?
    }) => {
        $(#[$meta])*
        #[derive(Debug, Clone)]
        $vis struct $name { $($(#[$field_meta])* $field_vis $field: $kind),+ }

        impl $crate::db::Row for $name {
            const COLUMNS: &'static [$crate::db::ColumnSpec] =
                &[$($crate::db::ColumnSpec::of::<$kind>()),+];
            fn read(
                columns: &mut $crate::db::Columns,
            ) -> Result<Self, $crate::__kernel::ColumnError> {
                Ok($name { $($field: $crate::db::next::<$kind>(columns)?),+ })
            }
        }
    };
}

/// What is bound to `$1`, `$2`, …: a slice of values.
#[macro_export]
macro_rules! args {
    () => { &[] as &[$crate::__kernel::Value] };
    ($($value:expr),+ $(,)?) => {
        &[$($crate::__kernel::ToColumn::to_value(&$value)),+] as &[$crate::__kernel::Value]
    };
}

/// One row for `insert_many` or `update_from`: a `Vec` of values.
#[macro_export]
macro_rules! row_values {
    ($($value:expr),+ $(,)?) => {
        vec![$($crate::__kernel::ToColumn::to_value(&$value)),+]
    };
}
