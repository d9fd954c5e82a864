//! 坏行: rows of files that were not taken, kept for a while with their reasons.

mod store;

pub use store::{
    add_rejects, blank_cells, count_reasons, forget_lines, forget_rejects, purge_rejects, rejects,
};
