//! 删除个人信息: what files brought along of a person and is kept beside the members: files that wait,
//! rows that were not taken, names of files.

mod store;

use super::record::get_row;
use super::sheet::read_grid;
use super::view::{ImportState, state};
use super::{ImportFault, ImportId, reject, store as imports};
use kernel::BrandId;
use platform::db::{Db, DbError, Tx};

/// Rows that are looked at in one transaction.
const AT_ONCE: u32 = 1_000;

/// Forgets what imports keep of a person whom `names` knows in a text; answers how many things.
/// Refused while an import is at work, for it might bring the person back. Blocks.
pub fn forget_person(
    db: &Db,
    brand: BrandId,
    names: impl Fn(&str) -> bool,
) -> Result<u64, ImportFault> {
    db.read_blocking(brand, require_idle)?;
    let mut gone = forget_files(db, brand, &names)?;
    gone += blank_cells(db, brand, &names)?;
    gone += blank_names(db, brand, &names)?;
    gone += forget_mappings(db, brand, &names)?;
    Ok(gone)
}

fn require_idle(tx: &mut Tx<'_>) -> Result<(), ImportFault> {
    for id in store::not_ended(tx)? {
        let (row, job) = get_row(tx, id)?;
        match state(&row, job.as_ref()) {
            ImportState::Checking | ImportState::Running | ImportState::Undoing => {
                return Err(ImportFault::Busy);
            }
            _ => {}
        }
    }
    Ok(())
}

/// A file with the person in it goes as a whole; it can be sent again without.
fn forget_files(db: &Db, brand: BrandId, names: &impl Fn(&str) -> bool) -> Result<u64, DbError> {
    let mut gone = 0;
    for id in db.read_blocking::<_, DbError, _>(brand, store::with_file)? {
        let bytes = db.read_blocking::<_, DbError, _>(brand, move |tx| imports::file(tx, id))?;
        let is_named = match read_grid(&bytes) {
            Ok(grid) => (0..grid.len()).any(|row| grid.cells(row).any(names)),
            // What cannot be read cannot be taken in either.
            Err(_) => true,
        };
        if is_named {
            db.write_blocking::<_, DbError, _>(brand, move |tx| imports::forget_files(tx, &[id]))?;
            gone += 1;
        }
    }
    Ok(gone)
}

fn blank_cells(db: &Db, brand: BrandId, names: &impl Fn(&str) -> bool) -> Result<u64, DbError> {
    let (mut after, mut gone) = ((ImportId(-1), -1), 0);
    loop {
        let read = move |tx: &mut Tx<'_>| store::rejected_cells(tx, after, AT_ONCE);
        let page = db.read_blocking::<_, DbError, _>(brand, read)?;
        let Some((import, line, _)) = page.last() else {
            return Ok(gone);
        };
        after = (*import, *line);
        let named = page.into_iter().filter(|(_, _, cell)| names(cell));
        let places: Vec<(ImportId, i64)> = named.map(|(import, line, _)| (import, line)).collect();
        if places.is_empty() {
            continue;
        }
        gone += db.write_blocking::<_, DbError, _>(brand, move |tx| {
            let mut blanked = 0;
            // They come in the order of the imports.
            for of_one in places.chunk_by(|one, next| one.0 == next.0) {
                let lines: Vec<i64> = of_one.iter().map(|(_, line)| *line).collect();
                blanked += reject::blank_cells(tx, of_one[0].0, &lines)?;
            }
            Ok(blanked)
        })?;
    }
}

fn blank_names(db: &Db, brand: BrandId, names: &impl Fn(&str) -> bool) -> Result<u64, DbError> {
    let (mut after, mut gone) = (ImportId(-1), 0);
    loop {
        let read = move |tx: &mut Tx<'_>| store::names(tx, after, AT_ONCE);
        let page = db.read_blocking::<_, DbError, _>(brand, read)?;
        let Some((last, _, _)) = page.last() else {
            return Ok(gone);
        };
        after = *last;
        let named = (page.into_iter())
            .filter(|(_, file_name, mapping)| names(file_name) || names(mapping))
            .map(|(id, _, _)| id)
            .collect::<Vec<_>>();
        if !named.is_empty() {
            let blank = move |tx: &mut Tx<'_>| imports::blank_names(tx, &named);
            gone += db.write_blocking::<_, DbError, _>(brand, blank)?;
        }
    }
}

fn forget_mappings(db: &Db, brand: BrandId, names: &impl Fn(&str) -> bool) -> Result<u64, DbError> {
    let mut gone = 0;
    for (signature, mapping) in db.read_blocking::<_, DbError, _>(brand, store::mappings)? {
        if names(&mapping) {
            let forget = move |tx: &mut Tx<'_>| imports::forget_mapping(tx, &signature);
            db.write_blocking::<_, DbError, _>(brand, forget)?;
            gone += 1;
        }
    }
    Ok(gone)
}
