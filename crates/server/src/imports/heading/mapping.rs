//! What each column of a file means: recognised, corrected by a person, kept for the next file
//! with the same heading.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// What the columns of a file mean.
#[doc(alias = "字段映射")]
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, utoipa::ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// For each column, from the left, the field that it holds; null for one that is passed over.
    #[schema(max_items = 1000)]
    pub columns: Vec<Option<String>>,
    /// For a field that the file has no column for, or an empty cell in it, what to take.
    #[serde(default)]
    pub constants: BTreeMap<String, String>,
    /// For a field, what the file's words mean in ours: store names, tiers, genders.
    #[serde(default)]
    pub words: BTreeMap<String, BTreeMap<String, String>>,
}

impl Mapping {
    /// The column that holds a field.
    pub fn place_of(&self, field: &str) -> Option<usize> {
        let is_wanted = |known: &Option<String>| known.as_deref() == Some(field);
        self.columns.iter().position(is_wanted)
    }

    /// Takes over how a product writes fields, and what its words mean, as far as there are
    /// columns.
    pub(super) fn read_as(
        &mut self,
        fields: &BTreeMap<String, String>,
        words: &BTreeMap<String, BTreeMap<String, String>>,
    ) {
        for (field, meant) in words {
            if self.place_of(field).is_some() {
                self.words.insert(field.clone(), meant.clone());
            }
        }
        for field in self.columns.iter_mut().flatten() {
            if let Some(other) = fields.get(field) {
                field.clone_from(other);
            }
        }
    }

    /// Whether a field holds the name of a person. Goods have names too: beside them stands a
    /// price.
    pub fn names_person(&self, field: &str) -> bool {
        matches!(field, "name" | "nickname" | "member") && !self.has("list_price")
    }

    /// Whether a field has a column or a constant.
    pub fn has(&self, field: &str) -> bool {
        self.place_of(field).is_some() || self.constants.contains_key(field)
    }
}
