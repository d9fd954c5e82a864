//! The table `sms_settings`.

use kernel::Act;
use platform::db::{DbError, Tx};
use platform::{args, row, sql};

row! {
    /// What a brand has agreed with its provider, as stored.
    pub struct StoredSettings {
        pub choices: String,
        pub secrets_sealed: Vec<u8>,
        pub version: i64,
    }
}

pub fn find(tx: &mut Tx<'_>) -> Result<Option<StoredSettings>, DbError> {
    tx.maybe(
        sql!(
            StoredSettings,
            "select choices, secrets_sealed, version from sms_settings where brand_id = $1"
        ),
        args![tx.brand()],
    )
}

/// Writes the settings if `seen` is still their version, 0 for none; `false` if it is not.
pub fn save(
    tx: &mut Tx<'_>,
    act: &Act,
    choices: &str,
    secrets_sealed: &[u8],
    seen: i64,
) -> Result<bool, DbError> {
    let written = match seen {
        0 => tx.execute(
            sql!(
                "insert into sms_settings
                 (brand_id, choices, secrets_sealed, version, updated_at, updated_by)
                 values ($1, $2, $3, 1, $4, $5) on conflict (brand_id) do nothing"
            ),
            args![tx.brand(), choices, secrets_sealed, act.now, act.by],
        )?,
        _ => tx.execute(
            sql!(
                "update sms_settings set choices = $2, secrets_sealed = $3,
                 version = version + 1, updated_at = $5, updated_by = $6
                 where brand_id = $1 and version = $4"
            ),
            args![tx.brand(), choices, secrets_sealed, seen, act.now, act.by],
        )?,
    };
    Ok(written == 1)
}
