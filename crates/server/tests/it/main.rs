//! Stories through the front door: the real router, a real database on each engine, a clock that
//! the story sets. One binary, so that it is linked once.

mod app;
mod call;
mod chain;
mod phone;
mod plug;

mod access {
    mod another_store;
    mod approvals;
    mod audit;
    mod devices;
    pub mod keys;
    mod permissions;
    pub mod request;
    mod revoked;
    mod second_factor;
    mod sessions;
    mod throttle;
    mod unmask;
    mod ways_in;
}
mod channels {
    mod sms;
}
mod checkout {
    mod binding;
    mod goods_return;
    pub mod lists;
    mod quote;
    mod refusals;
    mod rush;
    mod settle;
    mod sorting;
}
mod exports {
    mod files;
    mod filtered;
    mod lists;
    mod members;
    mod resume;
}
mod codes {
    mod joining;
    mod member_code;
}
mod imports {
    mod again;
    mod bad_rows;
    mod balances;
    pub mod files;
    mod headings;
    pub mod resume;
}
mod insight {
    pub mod oracle;
    mod overview;
    mod recount;
}
mod ledger {
    mod expiry;
}
mod membership {
    mod enrolment;
    mod listing;
    mod sorting;
}
mod merge {
    mod pairs;
    mod story;
    mod sums;
}
mod model;
mod offers {
    mod broken;
    mod check;
    mod coupons;
    mod guessing;
    pub mod house;
    mod issue;
    mod killed;
    mod person;
    mod promotions;
    mod races;
    mod replay;
}
mod people {
    mod erasure;
    mod lives;
    mod person;
}
mod platform {
    mod idempotency;
    mod partitions;
    mod plans;
    mod schema;
    mod statements;
}
mod retail {
    mod goods_groups;
    pub mod pictures;
    mod price_record;
}
mod sales;
mod server {
    mod about;
    mod backups;
    mod bad_input;
    mod contract;
    mod crash;
    mod jobs;
    mod setup;
}
