//! How long runs take.

use lumbre::Result;
use std::time::{Duration, Instant};

/// The times of `n` runs, shortest first.
pub fn measure(n: usize, mut run: impl FnMut() -> Result<()>) -> Result<Vec<Duration>> {
    let mut times = Vec::with_capacity(n);
    for _ in 0..n.max(1) {
        let start = Instant::now();
        run()?;
        times.push(start.elapsed());
    }
    times.sort();
    Ok(times)
}

/// One line: load, first call, median, 99th percentile.
pub fn report(load: Duration, first: Duration, times: &[Duration]) -> String {
    let us = |d: Duration| format!("{:.1} us", d.as_secs_f64() * 1e6);
    let at = |share: f64| times.get(((times.len() as f64 * share) as usize).min(times.len().saturating_sub(1))).copied().unwrap_or_default();
    format!("load {}, first call {}, {} runs: median {}, p99 {}", us(load), us(first), times.len(), us(at(0.5)), us(at(0.99)))
}
