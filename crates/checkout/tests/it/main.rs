//! The checkout against real databases, on both engines: what is promised holds when acts come
//! one by one, in batches and all at once.

mod binding;
mod gate;
mod history;
mod orders;
mod quoting;
mod returns;
mod settling;
mod top_ups;
mod world;
