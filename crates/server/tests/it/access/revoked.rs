//! What was taken away is refused at the very next request, at whichever server and worker it comes
//! in, and a log-in that begins at the same moment is no way around it.

use super::devices::{Device, PIN, give_pin, put_up, set_up};
use super::keys::make;
use crate::app::{TestApp, both, token_of};
use crate::call::{Ask, Caller, Reply};
use crate::chain::PASSWORD;
use access::{Permission, Role};
use axum::Router;
use axum::http::Method;
use serde_json::{Value, json};

/// How many requests come right after something was taken away: more than there are workers.
const NEXT: usize = 16;

/// A story at all servers of an engine.
struct Everywhere<'a> {
    app: &'a TestApp,
    servers: Vec<Router>,
}

impl Everywhere<'_> {
    /// Everybody gets in before something is taken away, and nobody after.
    #[track_caller]
    fn assert_gone(&self, ask: &Ask, take: impl FnOnce(), (status, code): (u16, &str)) {
        let many_at_once = || self.app.at_once_to(&self.servers, vec![ask.clone(); NEXT]);
        for reply in many_at_once() {
            assert_eq!(reply.status, 200, "{}", reply.text);
        }
        take();
        for reply in many_at_once() {
            assert_eq!(
                (reply.status, reply.code()),
                (status, code),
                "{}",
                reply.text
            );
        }
    }

    /// Sends log-ins together with what ends them; whoever got in is out again. Answers how many
    /// got in.
    #[track_caller]
    fn assert_out_after(
        &self,
        log_ins: [Ask; 2],
        end: Ask,
        token: impl Fn(&Reply) -> String,
    ) -> usize {
        let asks = log_ins.into_iter().chain([end]).collect();
        let replies = self.app.at_once_to(&self.servers, asks);
        let (begun, ended) = replies.split_at(2);
        ended[0].clone().ok();
        let got_in: Vec<&Reply> = begun.iter().filter(|begun| begun.status == 200).collect();
        for begun in &got_in {
            let session = Caller {
                app: self.app,
                token: Some(token(begun)),
            };
            session.get("/api/v1/session").refused(OUT.0, OUT.1);
        }
        got_in.len()
    }
}

fn staff_path(caller: &Caller<'_>) -> String {
    let me = caller.get("/api/v1/session").ok();
    format!(
        "/api/v1/staff/{}",
        me["staff"]["id"].as_str().expect("an id")
    )
}

fn change(owner: &Caller<'_>, path: &str, change: &Value) {
    let etag = owner.get(path).etag();
    owner.edit(Method::PATCH, path, &etag, change).ok();
}

const OUT: (u16, &str) = (401, "access.not_logged_in");

#[test]
fn a_session_a_key_a_till_and_a_role_are_gone_at_the_next_request_everywhere() {
    both(|app| {
        let (owner, device, _) = set_up(app);
        let everywhere = everywhere(app);
        let members = |caller: &Caller<'_>| caller.ask(Method::GET, "/api/v1/members");
        let delete = |path: String| drop(app.send(&owner.ask(Method::DELETE, path)).ok());

        let wang = app.hire("wang", Role::Cashier, &["xuhui"]);
        let sessions = format!("{}/sessions", staff_path(&wang));
        everywhere.assert_gone(&members(&wang), || delete(sessions), OUT);

        let program = make(&owner, &[Permission::MembersRead], None);
        let key = format!("/api/v1/api-keys/{}", program.id);
        everywhere.assert_gone(&members(&program.caller), || delete(key), OUT);

        let li = device.enter(app, "li");
        let till = format!("/api/v1/tills/{}/device", device.till);
        everywhere.assert_gone(&members(&li), || delete(till), OUT);

        let zhao = app.hire("zhao", Role::StoreManager, &["xuhui"]);
        let path = staff_path(&zhao);
        let staff = zhao.ask(Method::GET, "/api/v1/staff");
        let demote = || change(&owner, &path, &json!({ "role": "cashier" }));
        everywhere.assert_gone(&staff, demote, (403, "access.missing_permission"));
        let dismiss = || change(&owner, &path, &json!({ "is_active": false }));
        everywhere.assert_gone(&members(&zhao), dismiss, OUT);
        app.prove();
    });
}

#[test]
fn who_asks_together_with_others_is_told_of_themselves() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let cashiers = ["li", "zhao"].map(|login| app.hire(login, Role::Cashier, &["xuhui"]));
        let gone = app.hire("gone", Role::Guide, &["xuhui"]);
        app.send(&gone.ask(Method::DELETE, "/api/v1/session")).ok();
        let nobody = Caller {
            app,
            token: gone.token.as_deref().map(|token| token.replace('a', "b")),
        };
        let all = [&owner, &gone, &cashiers[0], &nobody, &cashiers[1]];
        let asks = all.repeat(8).into_iter();
        let asks = asks.map(|one| one.ask(Method::GET, "/api/v1/session"));
        let told = app.at_once_to(&everywhere(app).servers, asks.collect());
        let name = |reply: &Reply| match reply.status {
            200 => reply.body["staff"]["login"].as_str().map(str::to_owned),
            _ => Some(reply.code().to_owned()),
        };
        let out = Some("access.not_logged_in".to_owned());
        let [li, zhao] = ["li", "zhao"].map(|login| Some(login.to_owned()));
        for told in told.chunks(all.len()) {
            let names: Vec<_> = told.iter().map(name).collect();
            let owner = names[0].clone();
            assert!(owner.is_some() && owner != out, "{owner:?}");
            assert_eq!(names[1..], [&out, &li, &out, &zhao].map(Clone::clone));
        }
        app.prove();
    });
}

#[test]
fn a_log_in_at_the_moment_of_revocation_is_out_as_well() {
    both(|app| {
        let (owner, _, li) = set_up(app);
        let everywhere = everywhere(app);
        let pin_path = format!("/api/v1/staff/{li}/pin");
        let mut got_in = 0;
        for seed in 2..2 + testkit::cases(6, 40) {
            for ends_device in [true, false] {
                // A log-in takes its time: what ends it comes before, during and after it.
                let later = [0, 20, 50, 100, 200, 2_000][seed as usize % 6];
                let seed = u8::try_from(seed).expect("few");
                // A till of its own, for wrong PINs count at each.
                let code = format!("{seed}-{ends_device}");
                let till = put_up(&owner, app.chain.store("xuhui"), &code);
                let device = Device::register(app, &owner, &till, seed);
                let path = match ends_device {
                    true => format!("/api/v1/tills/{till}/device"),
                    false => pin_path.clone(),
                };
                give_pin(&owner, li);
                app.test.clock.advance_millis(10);
                let now = app.test.clock.now();
                let log_ins =
                    [0, 1].map(|step| device.to_log_in(app, "li", PIN, now.plus_millis(step)));
                let end = owner.ask(Method::DELETE, path).after_millis(later);
                got_in += everywhere.assert_out_after(log_ins, end, |begun| {
                    begun.body["token"].as_str().expect("a token").to_owned()
                });
                // Wrong ones count as guesses, and guesses wait.
                app.test.clock.advance_millis(3_600_000);
            }
        }
        assert_ne!(got_in, 0, "nobody got in, so nobody was put out");
        app.prove();
    });
}

#[test]
fn a_log_in_with_the_old_password_does_not_outlive_the_new_one() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let everywhere = everywhere(app);
        let path = staff_path(&app.hire("li", Role::Cashier, &["xuhui"]));
        let (mut old, mut got_in) = (PASSWORD.to_owned(), 0);
        for turn in 0..testkit::cases(3, 20) {
            let later = [0, 50, 2_000][turn as usize % 3];
            let new = format!("chunfeng-Youlv{turn}");
            let body = json!({ "brand": app.chain.code, "login": "li", "password": old });
            let log_ins = [(); 2].map(|()| app.anybody().to_post("/api/v1/session", &body));
            let etag = owner.get(path.as_str()).etag();
            let renew = owner
                .ask(Method::PATCH, path.as_str())
                .json(&json!({ "password": new }))
                .header("if-match", etag)
                .after_millis(later);
            got_in += everywhere.assert_out_after(log_ins, renew, token_of);
            old = new;
        }
        assert_ne!(got_in, 0, "nobody got in, so nobody was put out");
        app.prove();
    });
}

fn everywhere(app: &TestApp) -> Everywhere<'_> {
    Everywhere {
        app,
        servers: app.servers(),
    }
}
