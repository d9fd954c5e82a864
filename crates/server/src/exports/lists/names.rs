//! What ids are called in a file, and what the clocks on the walls show.

use crate::exports::paper::clock;
use crate::exports::store::ExportRow;
use crate::site::PLACES;
use crate::words;
use access::Permission;
use kernel::{By, MemberId, StaffId, StoreId, TierId, Timestamp, ZoneName};
use platform::db::{DbError, Tx};
use platform::jobs::JobError;
use std::collections::{BTreeSet, HashMap};

/// The stores and tiers of the brand, and the clocks.
pub(super) struct Names {
    stores: HashMap<StoreId, (String, ZoneName)>,
    tiers: HashMap<TierId, String>,
    /// The brand's clock.
    pub zone: ZoneName,
}

impl Names {
    pub fn load(tx: &mut Tx<'_>) -> Result<Names, JobError> {
        let stores = retail::all_stores(tx)?.into_iter();
        let tiers = tx.fetch(standing::tiers(tx))?;
        let tiers = tiers.all().iter().map(|tier| (tier.id, tier.name.clone()));
        Ok(Names {
            stores: stores
                .map(|store| (store.id, (store.name, store.zone)))
                .collect(),
            tiers: tiers.collect(),
            zone: access::get_brand(tx)?.zone,
        })
    }

    pub fn store(&self, id: Option<StoreId>) -> &str {
        let known = id.and_then(|id| self.stores.get(&id));
        known.map_or("", |(name, _)| name)
    }

    pub fn tier(&self, id: Option<TierId>) -> &str {
        let known = id.and_then(|id| self.tiers.get(&id));
        known.map_or("", String::as_str)
    }

    /// A moment by the brand's clock.
    pub fn time(&self, at: Timestamp) -> String {
        self.time_in(None, at)
    }

    /// A moment by the clock of the store where it was, by the brand's where there was none.
    pub fn time_in(&self, store: Option<StoreId>, at: Timestamp) -> String {
        let known = store.and_then(|id| self.stores.get(&id));
        let zone = known.map_or(&self.zone, |(_, zone)| zone);
        clock(zone, at)
    }
}

/// Who asked for a file, and what of it they may see.
#[derive(Clone)]
pub(super) struct Asker {
    pub by: By,
    pub sees: Vec<Permission>,
}

impl Asker {
    pub fn of(row: &ExportRow) -> Result<Asker, DbError> {
        Ok(Asker {
            by: row.created_by,
            sees: row.sees()?,
        })
    }
}

/// The people of a page, as far as whoever asked may see them.
pub(super) struct People {
    members: HashMap<MemberId, String>,
    staff: HashMap<StaffId, String>,
}

impl People {
    /// Members are called by their numbers: their names are in no list but that of members.
    pub fn load(
        tx: &mut Tx<'_>,
        asker: &Asker,
        members: impl IntoIterator<Item = MemberId>,
        staff: impl IntoIterator<Item = By>,
    ) -> Result<People, DbError> {
        let Asker { by, sees } = asker;
        let members = match sees.contains(&Permission::MembersRead) {
            true => membership::numbers_of(tx, members.into_iter().collect::<BTreeSet<_>>())?,
            false => Vec::new(),
        };
        let staff = match sees.contains(&Permission::StaffRead) {
            true => staff.into_iter().filter_map(By::staff).collect(),
            false => BTreeSet::new(),
        };
        // A page has many rows of few people.
        let staff: Vec<StaffId> = staff.into_iter().collect();
        Ok(People {
            members: members.into_iter().collect(),
            staff: access::staff_names(tx, PLACES, *by, &staff)?,
        })
    }

    /// The number of a member; empty for nobody, and for somebody who was erased.
    pub fn member(&self, id: Option<MemberId>) -> &str {
        let known = id.and_then(|id| self.members.get(&id));
        known.map_or("", String::as_str)
    }

    /// Who did it, told as a screen tells it.
    pub fn by(&self, by: By) -> &str {
        match by {
            By::System => words::said("staff.house"),
            By::Staff(id) => {
                let known = self.staff.get(&id).map(String::as_str);
                known.unwrap_or_else(|| words::said("staff.colleague"))
            }
        }
    }
}
