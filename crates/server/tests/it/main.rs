//! Stories through the front door: the real router, a real database on each engine, a clock that
//! the story sets. One binary, so that it is linked once.

mod app;
mod call;
mod chain;

mod access {
    mod audit;
    mod permissions;
    pub mod requests;
    mod sessions;
    mod throttle;
}
mod checkout {
    mod binding;
    mod goods_return;
    mod quote;
    mod refusals;
    mod rush;
    mod settle;
}
mod imports {
    pub mod files;
    mod resume;
}
mod insight {
    mod overview;
}
mod ledger {
    mod expiry;
}
mod membership {
    mod enrolment;
}
mod model;
mod platform {
    mod idempotency;
    mod partitions;
    mod schema;
    mod statements;
}
mod sales;
mod server {
    mod bad_input;
    mod contract;
    mod crash;
}
