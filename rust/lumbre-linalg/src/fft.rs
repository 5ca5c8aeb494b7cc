//! One-dimensional Fourier transforms by rustfft.

use num_complex::Complex;
use rustfft::{Fft, FftPlanner};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Real types that are transformed.
pub trait Real: rustfft::FftNum + Default {}
impl Real for f32 {}
impl Real for f64 {}

#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Kind {
    Forward,
    Inverse,
    Turns,
}

type Plans = HashMap<(TypeId, Kind, usize), Arc<dyn Any + Send + Sync>>;

/// Plans that are kept; beyond that the table starts anew.
const KEPT: usize = 256;
static PLANS: LazyLock<Mutex<Plans>> = LazyLock::new(|| Mutex::new(HashMap::new()));

fn plan<T: Real, P: ?Sized + Send + Sync + 'static>(kind: Kind, n: usize, make: impl FnOnce() -> Arc<P>) -> Arc<P> {
    let key = (TypeId::of::<T>(), kind, n);
    let known = PLANS.lock().unwrap_or_else(PoisonError::into_inner).get(&key).cloned();
    if let Some(p) = known.and_then(|p| p.downcast_ref::<Arc<P>>().cloned()) {
        return p;
    }
    let made = make();
    let mut plans = PLANS.lock().unwrap_or_else(PoisonError::into_inner);
    if plans.len() >= KEPT {
        plans.clear();
    }
    plans.insert(key, Arc::new(made.clone()));
    made
}

/// A complex transform of one length, unscaled.
#[derive(Clone)]
pub struct Complexes<T: Real>(Arc<dyn Fft<T>>);

impl<T: Real> Complexes<T> {
    pub fn new(n: usize, forward: bool) -> Self {
        let kind = if forward { Kind::Forward } else { Kind::Inverse };
        Complexes(plan::<T, dyn Fft<T>>(kind, n, || {
            let mut planner = FftPlanner::new();
            if forward { planner.plan_fft_forward(n) } else { planner.plan_fft_inverse(n) }
        }))
    }

    /// Elements of scratch that either way of running needs.
    pub fn scratch(&self) -> usize {
        self.0.get_inplace_scratch_len().max(self.0.get_immutable_scratch_len())
    }

    /// Transforms every consecutive row of `n` in place.
    pub fn run(&self, rows: &mut [Complex<T>], scratch: &mut [Complex<T>]) {
        self.0.process_with_scratch(rows, scratch);
    }

    /// Transforms every consecutive row of `n` into `out`, which is as long.
    pub fn run_into(&self, rows: &[Complex<T>], out: &mut [Complex<T>], scratch: &mut [Complex<T>]) {
        self.0.process_immutable_with_scratch(rows, out, scratch);
    }
}

/// `exp(-2 pi i k / n)` for `k` up to `n / 4`: real parts, then imaginary ones.
pub fn turns<T: Real>(n: usize) -> Arc<[Vec<T>; 2]> {
    plan::<T, [Vec<T>; 2]>(Kind::Turns, n, || {
        let turn = |k: usize| std::f64::consts::TAU * k as f64 / n as f64;
        let list = |f: &dyn Fn(f64) -> f64| (0..=n / 4).map(|k| T::from_f64(f(turn(k))).unwrap_or_default()).collect();
        Arc::new([list(&|a| a.cos()), list(&|a| -a.sin())])
    })
}
