//! Files recorded from PyTorch and numpy (`tests/record/files.py`), round trips through our writers, and hostile files.

mod describe;
mod formats;
mod golden;
mod hostile;

use std::path::PathBuf;

fn folder() -> PathBuf {
    PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/files"))
}

fn golden_file(name: &str) -> Vec<u8> {
    std::fs::read(folder().join(name)).expect("recorded file")
}
