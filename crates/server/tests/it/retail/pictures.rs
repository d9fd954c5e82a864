//! Pictures of goods over HTTP: sent, ordered, seen and taken away; what is no picture is refused
//! in words.

use crate::app::{TestApp, both};
use crate::call::{Ask, Caller, Reply, fresh_key};
use crate::chain::Chain;
use crate::imports::files::form;
use access::Role;
use axum::http::Method;
use image::{DynamicImage, ImageFormat, Rgba, RgbaImage};
use serde_json::{Value, json};
use std::io::Cursor;

/// A picture of one colour that can be seen through a little, as a file.
fn file(format: ImageFormat, (width, height): (u32, u32), colour: [u8; 3]) -> Vec<u8> {
    let [red, green, blue] = colour;
    let seen = RgbaImage::from_pixel(width, height, Rgba([red, green, blue, 250]));
    let mut seen = DynamicImage::from(seen);
    if format == ImageFormat::Jpeg {
        seen = seen.into_rgb8().into();
    }
    let mut file = Cursor::new(Vec::new());
    seen.write_to(&mut file, format).expect("written");
    file.into_inner()
}

/// A file that is sent as a picture to an address.
fn upload(caller: &Caller<'_>, path: String, file: &[u8]) -> Ask {
    form(caller, path, ("latte.jpg", "image/jpeg"), file)
}

/// The picture of those who walk by all addresses.
pub fn walk(caller: &Caller<'_>, path: String) -> Ask {
    upload(caller, path, &file(ImageFormat::Png, (2, 2), [80, 40, 0]))
}

/// Goods of a chain, by the code that they have.
fn latte(owner: &Caller<'_>, code: &str) -> (String, String) {
    let goods = json!({ "code": code, "name": "拿铁", "skus": [
        { "code": code, "list_price": 1_800 }] });
    let goods = owner.post("/api/v1/goods", &goods).ok();
    assert_eq!(goods["picture_id"], Value::Null);
    let path = format!("/api/v1/goods/{}", goods["id"].as_str().expect("an id"));
    let pictures = format!("{path}/pictures");
    (path, pictures)
}

fn ids(reply: &Reply) -> Vec<String> {
    let items = reply.body["items"].as_array().expect("a list").iter();
    items
        .map(|one| one["id"].as_str().expect("an id").to_owned())
        .collect()
}

#[test]
fn pictures_are_sent_ordered_seen_and_taken_away() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (goods, pictures) = latte(&owner, "latte");
        let send = |bytes: &[u8]| app.send(&upload(&owner, pictures.clone(), bytes)).ok();
        let jpeg = file(ImageFormat::Jpeg, (1_600, 800), [200, 0, 0]);
        let [first, second, third] = [
            send(&jpeg),
            send(&file(ImageFormat::Png, (300, 600), [0, 200, 0])),
            send(&file(ImageFormat::WebP, (40, 40), [0, 0, 200])),
        ];
        assert_eq!(
            (&first["width"], &first["height"]),
            (&json!(1_200), &json!(600))
        );
        assert_eq!((&second["place"], &third["place"]), (&json!(2), &json!(3)));
        assert_eq!(
            send(&jpeg)["id"],
            first["id"],
            "the same file is there already"
        );
        let listed = owner.get(&pictures);
        assert_eq!(listed.etag(), owner.get(&goods).etag());
        assert_eq!(ids(&listed).len(), 3);
        for path in ["/api/v1/goods", "/api/v1/skus"] {
            let found = owner.get(path).ok();
            assert_eq!(found["items"][0]["picture_id"], first["id"], "{path}");
        }

        let wanted = json!({ "picture_ids": [third["id"], first["id"], second["id"]] });
        let order = |etag: &str, body: &Value| owner.edit(Method::PUT, &pictures, etag, body);
        let ordered = order(&listed.etag(), &wanted);
        assert_eq!(json!(ids(&ordered)), wanted["picture_ids"]);
        assert_eq!(ordered.etag(), owner.get(&goods).etag());
        order(&listed.etag(), &wanted).refused(412, "edit.stale");
        assert_eq!(owner.get(&goods).ok()["picture_id"], third["id"]);
        let some = json!({ "picture_ids": [first["id"]] });
        let wrong = order(&ordered.etag(), &some).refused(422, "request.invalid");
        assert_eq!(wrong["errors"][0]["pointer"], "/picture_ids");

        let path = format!("{pictures}/{}", third["id"].as_str().expect("an id"));
        app.send(&owner.ask(Method::DELETE, &path)).ok();
        owner.get(&path).refused(404, "retail.picture_not_found");
        assert_eq!(owner.get(&goods).ok()["skus"][0]["picture_id"], first["id"]);
        let told = owner.get("/api/v1/audit").ok().to_string();
        for action in [
            "goods_picture.add",
            "goods_picture.order",
            "goods_picture.remove",
        ] {
            assert!(told.contains(action), "{action}");
        }
        app.prove();
    });
}

#[test]
fn a_picture_is_a_jpeg_in_two_sizes_that_a_browser_keeps() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (_, pictures) = latte(&owner, "latte");
        let bytes = file(ImageFormat::Png, (2_000, 1_000), [0, 120, 200]);
        let made = app.send(&upload(&owner, pictures.clone(), &bytes)).ok();
        let path = format!("{pictures}/{}", made["id"].as_str().expect("an id"));
        // Who sees goods sees their pictures.
        let cashier = app.log_in_as(Role::Cashier);
        for (query, size) in [
            ("", (1_200, 600)),
            ("?size=large", (1_200, 600)),
            ("?size=small", (240, 120)),
        ] {
            let shown = cashier.get(format!("{path}{query}"));
            assert_eq!(
                (shown.status, shown.header("content-type")),
                (200, "image/jpeg")
            );
            assert_eq!(
                shown.header("cache-control"),
                "private, max-age=31536000, immutable"
            );
            let seen = image::load_from_memory_with_format(&shown.bytes, ImageFormat::Jpeg);
            let seen = seen.expect("a JPEG");
            assert_eq!((seen.width(), seen.height()), size);
            let known = cashier.ask(Method::GET, format!("{path}{query}"));
            let known = app.send(&known.header("if-none-match", shown.etag()));
            assert_eq!((known.status, known.bytes.len()), (304, 0));
        }
        cashier
            .get(format!("{path}?size=huge"))
            .refused(422, "request.invalid");

        // The twin of a request adds nothing, even when the picture is gone since.
        let twin = upload(
            &owner,
            pictures.clone(),
            &file(ImageFormat::Png, (9, 9), [1, 2, 3]),
        );
        let twin = twin.key(fresh_key());
        let first = app.send(&twin);
        let again = app.send(&twin);
        assert_eq!((first.text, again.is_replay()), (again.text.clone(), true));
        let other = upload(&owner, pictures.clone(), &bytes);
        let key = twin
            .headers
            .iter()
            .find(|(name, _)| *name == "idempotency-key");
        let other = other.key(key.expect("a key").1.clone());
        app.send(&other).refused(422, "idempotency.key_reused");
        app.prove();
    });
}

#[test]
fn what_is_no_picture_is_refused_by_its_field() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (goods, pictures) = latte(&owner, "latte");
        let whole = file(ImageFormat::Jpeg, (300, 200), [9, 90, 200]);
        let long = file(ImageFormat::Png, (10_001, 1), [0; 3]);
        let mut bomb = file(ImageFormat::Jpeg, (40, 20), [0; 3]);
        let size = bomb.windows(4).position(|part| part == [0, 20, 0, 40]);
        let size = size.expect("its size");
        bomb[size..size + 4].copy_from_slice(&[0xff, 0xdc, 0xff, 0xdc]);
        let too_large = [&whole[..], &vec![0; 10 * 1024 * 1024]].concat();
        let far_too_large = vec![0; 11 * 1024 * 1024];
        for (told, bytes, code) in [
            ("nothing", &b""[..], "picture.unknown_format"),
            ("a text", b"latte", "picture.unknown_format"),
            (
                "a GIF",
                b"GIF89a\x01\0\x01\0\0\0\0;",
                "picture.unknown_format",
            ),
            (
                "half a picture",
                &whole[..whole.len() / 2],
                "picture.damaged",
            ),
            ("a heading", b"\x89PNG\r\n\x1a\n", "picture.damaged"),
            ("too long a side", &long, "picture.too_many_pixels"),
            ("a bomb", &bomb, "picture.too_many_pixels"),
            ("too large a file", &too_large, "picture.too_large"),
            ("far too large a file", &far_too_large, "picture.too_large"),
        ] {
            let reply = app.send(&upload(&owner, pictures.clone(), bytes));
            let wrong = reply.refused(422, "request.invalid");
            let wrong = &wrong["errors"][0];
            assert_eq!(
                (&wrong["pointer"], &wrong["code"]),
                (&json!("/file"), &json!(code)),
                "{told}"
            );
        }
        let mut nameless = upload(&owner, pictures.clone(), &whole);
        let text = String::from_utf8_lossy(&nameless.body[..90]).into_owned();
        let at = text.find("\"file\"").expect("its name");
        nameless.body[at + 1..at + 5].copy_from_slice(b"foto");
        let wrong = app.send(&nameless).refused(422, "request.invalid");
        assert_eq!(wrong["errors"][0]["code"], "value.missing");
        let no_form = owner.post(&pictures, &json!({ "file": "latte.jpg" }));
        no_form.refused(400, "request.malformed");
        assert_eq!(ids(&owner.get(&pictures)), Vec::<String>::new());
        assert_eq!(owner.get(&goods).ok()["version"], 1);

        for number in 0..8 {
            let bytes = file(ImageFormat::Png, (4, 4), [number, 0, 0]);
            app.send(&upload(&owner, pictures.clone(), &bytes)).ok();
        }
        let ninth = app.send(&upload(&owner, pictures.clone(), &whole));
        let refused = ninth.refused(422, "retail.too_many_pictures");
        assert_eq!(refused["params"]["max"], 8);
        app.prove();
    });
}

/// Two who send at the same moment do not take the same place, nor does the ninth get in.
#[test]
fn pictures_that_are_sent_at_once_stand_one_behind_the_other() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (_, pictures) = latte(&owner, "latte");
        let asks = (0..12u8).map(|number| {
            let bytes = file(ImageFormat::Png, (4, 4), [number / 2, 0, 0]);
            upload(&owner, pictures.clone(), &bytes)
        });
        let more = (0..6u8).map(|number| {
            let bytes = file(ImageFormat::Png, (4, 4), [0, number + 1, 0]);
            upload(&owner, pictures.clone(), &bytes)
        });
        let replies = app.at_once(asks.chain(more).collect());
        for reply in &replies {
            let is_expected = reply.status == 200 || reply.code() == "retail.too_many_pictures";
            assert!(is_expected, "{} {}", reply.status, reply.text);
        }
        let listed = owner.get(&pictures).ok();
        let items = listed["items"].as_array().expect("a list");
        let places: Vec<i64> = items
            .iter()
            .filter_map(|one| one["place"].as_i64())
            .collect();
        assert_eq!(places, (1..=8).collect::<Vec<_>>());
        app.prove();
    });
}

#[test]
fn another_brand_sees_nothing_and_a_manager_changes_nothing() {
    both(|app| {
        let owner = app.log_in_as(Role::Owner);
        let (goods, pictures) = latte(&owner, "latte");
        let bytes = file(ImageFormat::Png, (8, 8), [9, 9, 9]);
        let made = app.send(&upload(&owner, pictures.clone(), &bytes)).ok();
        let path = format!("{pictures}/{}", made["id"].as_str().expect("an id"));
        let etag = owner.get(&goods).etag();
        let order = json!({ "picture_ids": [made["id"]] });

        let foreign = Chain::found(&app.ground, "foreign");
        let foreigner = app.log_in(&foreign, "owner");
        for address in [&pictures, &path] {
            assert_eq!(foreigner.get(address).status, 404);
        }
        assert_eq!(
            app.send(&upload(&foreigner, pictures.clone(), &bytes))
                .status,
            404
        );
        assert_eq!(
            foreigner.edit(Method::PUT, &pictures, &etag, &order).status,
            404
        );
        assert_eq!(app.send(&foreigner.ask(Method::DELETE, &path)).status, 404);

        let manager = app.log_in_as(Role::StoreManager);
        assert_eq!(manager.get(&path).status, 200);
        assert_eq!(ids(&manager.get(&pictures)).len(), 1);
        let forbidden = |reply: Reply| reply.refused(403, "access.missing_permission");
        forbidden(app.send(&upload(&manager, pictures.clone(), &bytes)));
        forbidden(manager.edit(Method::PUT, &pictures, &etag, &order));
        forbidden(app.send(&manager.ask(Method::DELETE, &path)));
        assert_kept(app, &goods, &etag);
        app.prove();
    });
}

#[track_caller]
fn assert_kept(app: &TestApp, goods: &str, etag: &str) {
    assert_eq!(app.log_in_as(Role::Owner).get(goods).etag(), etag);
}
