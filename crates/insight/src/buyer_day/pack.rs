//! The buyers of a store on a day in a few bytes. Pure.
//!
//! A person is the member's id (eight bytes) and the orders (four), both big-endian; persons stand
//! in the order of their ids.

use kernel::MemberId;
use std::collections::BTreeMap;

const ID: usize = size_of::<i64>();
const PERSON: usize = ID + size_of::<i32>();

/// How often each member bought; less than nothing if a return was told before its sale.
pub(super) type Orders = BTreeMap<MemberId, i32>;

/// Writes down who bought. Whoever brought everything back is nobody.
pub(super) fn pack(orders: &Orders) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(orders.len() * PERSON);
    for (member, count) in orders.iter().filter(|(_, count)| **count != 0) {
        bytes.extend(member.0.to_be_bytes());
        bytes.extend(count.to_be_bytes());
    }
    bytes
}

/// Reads who bought, person by person; none if the bytes are no pack.
pub(super) fn unpack(bytes: &[u8]) -> Option<impl Iterator<Item = (MemberId, i32)>> {
    let (persons, []) = bytes.as_chunks::<PERSON>() else {
        return None;
    };
    Some(persons.iter().map(|person| {
        let (id, count) = person.split_at(ID);
        let id = id.try_into().expect("eight bytes");
        let count = count.try_into().expect("four bytes");
        (MemberId(i64::from_be_bytes(id)), i32::from_be_bytes(count))
    }))
}
