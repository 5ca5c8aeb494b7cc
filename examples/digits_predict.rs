//! Loads a saved program and prints which digits it sees: `digits_predict PROGRAM DIGITS`.
//!
//! DIGITS is a safetensors file with `images` (float32 [N, 1, 8, 8]) and, if known, `labels` (int64 [N]).

use lumbre::jit::{LoadOptions, Module, read_tensors};
use lumbre::{Error, Kind, Result};

fn main() -> std::process::ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let [program, digits] = args.as_slice() else {
        eprintln!("usage: digits_predict PROGRAM DIGITS");
        return std::process::ExitCode::from(2);
    };
    match predict(program, digits) {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("digits_predict: {e}");
            std::process::ExitCode::FAILURE
        }
    }
}

fn predict(program: &str, digits: &str) -> Result<()> {
    let module = Module::load(program, LoadOptions::default())?;
    let mut tensors = read_tensors(digits)?;
    let images = tensors.remove("images").ok_or_else(|| Error::new(Kind::Key, format!("{digits}: no tensor \"images\"")))?;
    let labels = tensors.remove("labels").map(|t| t.to_vec::<i64>()).transpose()?;

    let _inference = lumbre::modes::inference_mode(true);
    let outputs = module.forward(&[images])?;
    let scores = outputs.first().ok_or_else(|| Error::new(Kind::Value, format!("{program}: the program has no result")))?;
    let classes = scores.size(-1)?.max(1) as usize;
    let scores = scores.to_vec::<f32>()?;

    let best = |row: &[f32]| row.iter().enumerate().fold(0, |b, (i, v)| if *v > row[b] { i } else { b }) as i64;
    let predictions: Vec<i64> = scores.chunks_exact(classes).map(best).collect();
    for (i, p) in predictions.iter().enumerate() {
        match labels.as_ref().and_then(|l| l.get(i)) {
            Some(l) => println!("digit {i}: {p} ({})", if p == l { "right".to_string() } else { format!("wrong, it is {l}") }),
            None => println!("digit {i}: {p}"),
        }
    }
    if let Some(labels) = labels {
        let right = predictions.iter().zip(&labels).filter(|(p, l)| p == l).count();
        println!("{right} of {} right", predictions.len());
    }
    Ok(())
}
