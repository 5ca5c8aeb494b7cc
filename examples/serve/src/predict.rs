//! From a request's JSON to the program and back.

use lumbre::Tensor;
use lumbre::jit::Module;
use serde_json::{Value as Json, json};
use std::time::Instant;

/// The images the network was trained on.
const SIDE: i64 = 8;

/// Why a request is not answered.
pub struct Refused {
    pub status: u16,
    pub why: String,
}

fn bad(why: impl Into<String>) -> Refused {
    Refused { status: 400, why: why.into() }
}

impl From<lumbre::Error> for Refused {
    fn from(e: lumbre::Error) -> Refused {
        Refused { status: 500, why: e.to_string() }
    }
}

/// The digit in a drawing, with the probability of each.
pub fn answer(module: &Module, body: &[u8]) -> Result<Json, Refused> {
    let pixels = pixels(body)?;
    let start = Instant::now();
    let _inference = lumbre::modes::inference_mode(true);
    let image = Tensor::from_slice(&pixels, &[1, 1, SIDE, SIDE])?;
    let scores = module.forward(&[image])?;
    let scores = scores.first().ok_or_else(|| Refused { status: 500, why: "the program has no result".into() })?;
    let probabilities = scores.softmax(-1)?.to_vec::<f32>()?;
    let best = probabilities.iter().enumerate().fold(0, |b, (i, p)| if *p > probabilities[b] { i } else { b });
    Ok(json!({ "digit": best, "probabilities": probabilities, "microseconds": start.elapsed().as_micros() as u64 }))
}

fn pixels(body: &[u8]) -> Result<Vec<f32>, Refused> {
    let parsed: Json = serde_json::from_slice(body).map_err(|e| bad(format!("no JSON: {e}")))?;
    let list = parsed.get("pixels").and_then(Json::as_array).ok_or_else(|| bad("expected {\"pixels\": [64 numbers from 0 to 1]}"))?;
    let count = (SIDE * SIDE) as usize;
    if list.len() != count {
        return Err(bad(format!("{} pixels instead of {count}", list.len())));
    }
    let one = |(i, v): (usize, &Json)| match v.as_f64() {
        Some(f) if (0.0..=1.0).contains(&f) => Ok(f as f32),
        _ => Err(bad(format!("pixel {i} is {v}, not a number from 0 to 1"))),
    };
    list.iter().enumerate().map(one).collect()
}
