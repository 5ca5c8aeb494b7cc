//! The C interface: one table of functions (`abi::LumbreApi`). `liblumbre` hands it to C programs, and every host hands it to the
//! extensions it loads: the same functions on both sides, and no other symbol is shared.

pub mod abi;
mod errors;
mod extension;
pub mod guest;
mod program;
mod registry;
mod table;
mod tensor;
mod value;

pub use extension::load_extension;
pub use table::API;

/// Makes a library that exports these ops to any host: Python (`lumbre.library.load_extension`), C (`extension_load`), Rust
/// (`lumbre::capi::load_extension`). The expression gives the ops: `fn() -> lumbre::Result<Vec<lumbre::library::Definition>>`.
///
/// The library has an engine of its own inside and may be built with another version of this crate than its host: tensors cross
/// as memory that is lent, not copied.
#[macro_export]
macro_rules! extension {
    ($ops:expr) => {
        /// Registers the ops of this library with a host.
        ///
        /// # Safety
        /// `api` is the table of a host, valid for the life of the process.
        #[unsafe(no_mangle)]
        pub unsafe extern "C" fn lumbre_extension_v1(api: *const $crate::capi::abi::LumbreApi) -> i32 {
            // SAFETY: the host's table, as promised above.
            unsafe { $crate::capi::guest::export(api, $ops) }
        }
    };
}
