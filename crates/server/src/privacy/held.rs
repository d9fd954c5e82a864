//! Everything that is held of a person, for the person who asked for it: as JSON, or as a table
//! that a spreadsheet opens.

use crate::exports::harmless;
use checkout::OrderFilter;
use kernel::{Cursor, MemberId, Page};
use membership::MembershipError;
use platform::db::{DbError, Tx};
use platform::seal::Seal;
use serde_json::{Map, Value as Json, json};

/// Rows that are read at once.
const PAGE: u32 = 200;

/// Gathers what is held of a person, under whatever id: what membership holds, messages, sales,
/// entries.
pub fn gather(
    tx: &mut Tx<'_>,
    seal: &Seal,
    id: MemberId,
) -> Result<Map<String, Json>, MembershipError> {
    let mut held = membership::held_of(tx, seal, id)?;
    let person = membership::ids_of_person(tx, id)?;
    let phone = membership::get(tx, id)?.phone(seal);
    let messages = match phone.and_then(|phone| channels::Phone::of_e164(phone.e164())) {
        Some(phone) => channels::sms::list_to(tx, seal, &phone)?,
        None => Vec::new(),
    };
    held.insert("messages".into(), json!(messages));
    held.insert("orders".into(), orders(tx, id)?.into());
    held.insert("entries".into(), entries(tx, &person)?.into());
    Ok(held)
}

fn orders(tx: &mut Tx<'_>, member: MemberId) -> Result<Vec<Json>, DbError> {
    let filter = OrderFilter {
        member_id: Some(member),
        ..OrderFilter::default()
    };
    let mut all = Vec::new();
    pages(|cursor| {
        let page = checkout::list_orders(tx, &filter, cursor, PAGE)?;
        Ok(page.map(|listed| {
            let order = listed.order;
            all.push(json!({
                "id": order.id, "order_no": order.order_no, "store_id": order.store_id,
                "settled_at": order.settled_at, "units": order.units, "gross": order.gross,
                "discount": order.discount, "total": order.total,
                "points_earned": order.points_earned, "returned_total": order.returned_total,
            }));
        }))
    })?;
    Ok(all)
}

fn entries(tx: &mut Tx<'_>, person: &[MemberId]) -> Result<Vec<Json>, DbError> {
    let mut all = Vec::new();
    pages(|cursor| {
        let page = ledger::entries(tx, person, None, cursor, PAGE)?;
        Ok(page.map(|line| {
            all.push(json!({
                "id": line.id, "kind": line.kind, "cause": line.cause,
                "store_id": line.store_id, "at": line.at, "asset": line.asset,
                "amount": line.amount, "reason": line.reason,
            }));
        }))
    })?;
    Ok(all)
}

/// Reads pages until there is no next one.
fn pages(mut read: impl FnMut(Option<Cursor>) -> Result<Page<()>, DbError>) -> Result<(), DbError> {
    let mut cursor = None;
    loop {
        match read(cursor)?.next.as_deref().map(str::parse) {
            Some(Ok(next)) => cursor = Some(next),
            _ => return Ok(()),
        }
    }
}

/// The same as a table of part, number, field and value, which any spreadsheet opens.
pub fn as_csv(held: &Map<String, Json>) -> Result<Vec<u8>, DbError> {
    let broken = |error: csv::Error| DbError::Bug(format!("a table was not written: {error}"));
    let mut bytes = "\u{feff}".as_bytes().to_vec();
    let mut writer = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(&mut bytes);
    writer
        .write_record(["部分", "序号", "字段", "内容"])
        .map_err(broken)?;
    for (part, value) in held {
        for (number, row) in rows_of(value) {
            for (field, text) in row {
                let text = harmless(&text);
                writer
                    .write_record([part.as_str(), &number, &field, &text])
                    .map_err(broken)?;
            }
        }
    }
    writer.flush().map_err(|error| broken(error.into()))?;
    drop(writer);
    Ok(bytes)
}

type NamedTexts = Vec<(String, String)>;

/// A part's rows: one for an object, several for a list of them.
fn rows_of(value: &Json) -> Vec<(String, NamedTexts)> {
    match value {
        Json::Array(list) => (1..)
            .zip(list)
            .map(|(number, row): (i64, _)| (number.to_string(), texts_of(row)))
            .collect(),
        one => vec![(String::new(), texts_of(one))],
    }
}

fn texts_of(row: &Json) -> NamedTexts {
    match row {
        Json::Object(fields) => fields
            .iter()
            .filter(|(_, value)| !value.is_null())
            .map(|(name, value)| (name.clone(), text_of(value)))
            .collect(),
        other => vec![(String::new(), text_of(other))],
    }
}

fn text_of(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_has_a_row_for_each_field_and_runs_nothing() {
        let mut held = Map::new();
        held.insert(
            "profile".into(),
            json!({ "name": "=1+1", "phone": null, "n": 3 }),
        );
        held.insert("orders".into(), json!([{ "id": "a" }, { "id": "b" }]));
        let text = String::from_utf8(as_csv(&held).expect("written")).expect("text");
        let lines: Vec<&str> = text.trim_start_matches('\u{feff}').lines().collect();
        let wanted = [
            "部分,序号,字段,内容",
            "profile,,name,'=1+1",
            "profile,,n,3",
            "orders,1,id,a",
            "orders,2,id,b",
        ];
        assert_eq!(lines, wanted);
    }
}
