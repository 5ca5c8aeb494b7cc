//! `liblumbre`: one function, which gives the table of all others (`lumbre.h`).

use engine::capi::API;
use engine::capi::abi::{LUMBRE_ABI_VERSION, LumbreApi};

/// The functions of the engine; NULL for a version that this library does not know. The table lives as long as the process.
#[unsafe(no_mangle)]
pub extern "C" fn lumbre_api(abi_version: u32) -> *const LumbreApi {
    if abi_version == LUMBRE_ABI_VERSION { &API } else { std::ptr::null() }
}
