//! Zip archives as PyTorch and numpy write them: entries stored without compression.

mod read;
mod write;

pub use read::{Entry, ZipArchive};
pub use write::ZipWriter;

const LOCAL: u32 = 0x0403_4b50;
const CENTRAL: u32 = 0x0201_4b50;
const END: u32 = 0x0605_4b50;
const END64: u32 = 0x0606_4b50;
const END64_LOCATOR: u32 = 0x0706_4b50;
/// The name is UTF-8.
const FLAG_UTF8: u16 = 0x0800;
