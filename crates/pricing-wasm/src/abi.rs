//! The functions that JavaScript calls, and the memory that both sides share.
//!
//! JavaScript asks for memory with [`alloc`], writes its input there, calls, reads the answer and
//! gives both back with [`dealloc`]. An answer is one number: the address in the upper 32 bits, the
//! length in the lower. An engine that panics stops with a trap; its memory may be half written
//! then, so whoever called drops the instance and makes a new one.
#![allow(
    unsafe_code,
    reason = "memory is shared by address, and exported names are unsafe"
)]

use crate::{check_offer_json, quote_json, source_hash};
use std::ptr;

/// Memory for so many bytes; null if there is not so much.
#[unsafe(no_mangle)]
pub extern "C" fn alloc(length: usize) -> *mut u8 {
    let mut bytes = Vec::new();
    if bytes.try_reserve_exact(length).is_err() {
        return ptr::null_mut();
    }
    bytes.resize(length, 0);
    lend(bytes).0
}

/// Takes back what [`alloc`] or an answer lent.
///
/// # Safety
/// Address and length are what was lent, and it is given back once.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn dealloc(at: *mut u8, length: usize) {
    // SAFETY: `lend` let go of a boxed slice of this address and length, and nobody else has it.
    drop(unsafe { Box::from_raw(ptr::slice_from_raw_parts_mut(at, length)) });
}

/// Prices; see [`quote_json`].
///
/// # Safety
/// The bytes were lent by [`alloc`], and are not given back yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn quote(at: *const u8, length: usize) -> u64 {
    // SAFETY: what is lent stays where it is and is initialised; nobody writes during the call.
    answer(quote_json(unsafe {
        std::slice::from_raw_parts(at, length)
    }))
}

/// Checks one offer; see [`check_offer_json`].
///
/// # Safety
/// The bytes were lent by [`alloc`], and are not given back yet.
#[unsafe(no_mangle)]
pub unsafe extern "C" fn check_offer(at: *const u8, length: usize) -> u64 {
    // SAFETY: what is lent stays where it is and is initialised; nobody writes during the call.
    answer(check_offer_json(unsafe {
        std::slice::from_raw_parts(at, length)
    }))
}

/// The hash of the sources that this was built from; see [`source_hash`].
#[unsafe(no_mangle)]
pub extern "C" fn version() -> u64 {
    answer(source_hash().into())
}

fn answer(bytes: Vec<u8>) -> u64 {
    let (at, length) = lend(bytes);
    // Addresses and lengths have 32 bits here.
    (at as u64) << 32 | length as u64
}

/// Lets go of bytes until [`dealloc`] takes them back. A boxed slice needs no third number.
fn lend(bytes: Vec<u8>) -> (*mut u8, usize) {
    let length = bytes.len();
    (Box::into_raw(bytes.into_boxed_slice()).cast(), length)
}
