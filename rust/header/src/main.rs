//! Writes `python/lumbre/include/lumbre.h` from the sources; with `--check`, fails where the file says something else.

use std::path::PathBuf;
use std::process::ExitCode;

fn main() -> Result<ExitCode, Box<dyn std::error::Error>> {
    let here = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let header = here.join("../../python/lumbre/include/lumbre.h");
    let config = cbindgen::Config::from_file(here.join("cbindgen.toml"))?;
    let mut text = Vec::new();
    let sources = ["../lumbre/src/capi/abi.rs", "../lumbre-c/src/lib.rs"];
    let builder = sources.iter().fold(cbindgen::Builder::new().with_config(config), |b, s| b.with_src(here.join(s)));
    builder.generate()?.write(&mut text);
    if !std::env::args().any(|a| a == "--check") {
        std::fs::write(&header, &text)?;
        return Ok(ExitCode::SUCCESS);
    }
    if std::fs::read(&header)? == text {
        return Ok(ExitCode::SUCCESS);
    }
    eprintln!("lumbre.h is out of date: cargo run --manifest-path rust/header/Cargo.toml");
    Ok(ExitCode::FAILURE)
}
