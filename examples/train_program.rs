//! Trains from a file: `train_program PROGRAM DIGITS EPOCHS [OUT]`. The program is a whole training step that Python saved
//! (`examples/digits/step.py`): it takes a batch and its labels, changes its own weights and optimizer's state, and gives the loss.
//!
//! DIGITS is a safetensors file with `images` (float32 [N, 1, 8, 8]) and `labels` (int64 [N]). The trained program goes to OUT.

use lumbre::jit::{LoadOptions, Module, read_tensors};
use lumbre::{Error, Kind, Result, Tensor};

const BATCH: i64 = 64;

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let (program, digits, epochs, out) = match args.as_slice() {
        [program, digits, epochs] => (program, digits, epochs.parse(), None),
        [program, digits, epochs, out] => (program, digits, epochs.parse(), Some(out)),
        _ => {
            eprintln!("usage: train_program PROGRAM DIGITS EPOCHS [OUT]");
            return std::process::ExitCode::from(2);
        }
    };
    let Ok(epochs) = epochs else {
        eprintln!("train_program: EPOCHS is no number");
        return std::process::ExitCode::from(2);
    };
    match train(program, digits, epochs, out.map(String::as_str)) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("train_program: {e}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn train(program: &str, digits: &str, epochs: usize, out: Option<&str>) -> Result<()> {
    let module = Module::load(program, LoadOptions::default())?;
    let mut tensors = read_tensors(digits)?;
    let mut take = |name: &str| tensors.remove(name).ok_or_else(|| Error::new(Kind::Key, format!("{digits}: no tensor {name:?}")));
    let (images, labels) = (take("images")?, take("labels")?);
    let count = images.size(0)?;
    for epoch in 0..epochs {
        let mut sum = 0.0;
        for start in (0..count).step_by(BATCH as usize) {
            let part = |t: &Tensor| t.slice_with(0, Some(start), Some((start + BATCH).min(count)), 1);
            let loss = module.forward(&[part(&images)?, part(&labels)?])?;
            let loss = loss.first().ok_or_else(|| Error::new(Kind::Value, format!("{program}: the program gives no loss")))?;
            sum += loss.item()?.to_f64() * (count - start).min(BATCH) as f64;
        }
        println!("epoch {epoch}: loss {:.6}", sum / count as f64);
    }
    match out {
        Some(path) => module.save(path),
        None => Ok(()),
    }
}
