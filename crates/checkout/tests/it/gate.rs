//! Every statement of the checkout, and of all it stands on, is prepared on each engine.

#[test]
fn every_statement_fits_the_schema() {
    testkit::both(|db| {
        let wrong = platform::db::check_statements(&db.url).expect("the engine prepares");
        assert_eq!(wrong, Vec::<String>::new());
    });
}
