//! One-dimensional Fourier transforms by rustfft and realfft.

use num_complex::Complex;
use realfft::{ComplexToReal, RealFftPlanner, RealToComplex};
use rustfft::{Fft, FftPlanner};
use std::any::{Any, TypeId};
use std::collections::HashMap;
use std::sync::{Arc, LazyLock, Mutex, PoisonError};

/// Real types that are transformed.
pub trait Real: realfft::FftNum + Default {}
impl Real for f32 {}
impl Real for f64 {}

#[derive(PartialEq, Eq, Hash, Clone, Copy)]
enum Kind {
    Forward,
    Inverse,
    FromReal,
    ToReal,
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
pub struct Complexes<T: Real>(Arc<dyn Fft<T>>);

impl<T: Real> Complexes<T> {
    pub fn new(n: usize, forward: bool) -> Self {
        let kind = if forward { Kind::Forward } else { Kind::Inverse };
        Complexes(plan::<T, dyn Fft<T>>(kind, n, || {
            let mut planner = FftPlanner::new();
            if forward { planner.plan_fft_forward(n) } else { planner.plan_fft_inverse(n) }
        }))
    }

    pub fn scratch(&self) -> Vec<Complex<T>> {
        vec![Complex::default(); self.0.get_inplace_scratch_len()]
    }

    /// Transforms every consecutive row of `n` in place.
    pub fn run(&self, rows: &mut [Complex<T>], scratch: &mut [Complex<T>]) {
        self.0.process_with_scratch(rows, scratch);
    }
}

/// A forward transform of real numbers of one length into its first `n / 2 + 1` coefficients, unscaled.
pub struct FromReal<T: Real>(Arc<dyn RealToComplex<T>>);

impl<T: Real> FromReal<T> {
    pub fn new(n: usize) -> Self {
        FromReal(plan::<T, dyn RealToComplex<T>>(Kind::FromReal, n, || RealFftPlanner::new().plan_fft_forward(n)))
    }

    pub fn scratch(&self) -> Vec<Complex<T>> {
        self.0.make_scratch_vec()
    }

    /// `x` (n numbers, destroyed) into `out` (n / 2 + 1).
    pub fn run(&self, x: &mut [T], out: &mut [Complex<T>], scratch: &mut [Complex<T>]) {
        // It fails for wrong lengths only.
        let done = self.0.process_with_scratch(x, out, scratch);
        debug_assert!(done.is_ok());
    }
}

/// The inverse of `FromReal`, unscaled; imaginary parts that a real signal has not got are ignored.
pub struct ToReal<T: Real>(Arc<dyn ComplexToReal<T>>, usize);

impl<T: Real> ToReal<T> {
    pub fn new(n: usize) -> Self {
        ToReal(plan::<T, dyn ComplexToReal<T>>(Kind::ToReal, n, || RealFftPlanner::new().plan_fft_inverse(n)), n)
    }

    pub fn scratch(&self) -> Vec<Complex<T>> {
        self.0.make_scratch_vec()
    }

    /// `x` (n / 2 + 1 coefficients, destroyed) into `out` (n numbers).
    pub fn run(&self, x: &mut [Complex<T>], out: &mut [T], scratch: &mut [Complex<T>]) {
        x[0].im = T::zero();
        if self.1 % 2 == 0 {
            x[self.1 / 2].im = T::zero();
        }
        // It fails for wrong lengths, and for imaginary parts that were just set to zero.
        let done = self.0.process_with_scratch(x, out, scratch);
        debug_assert!(done.is_ok());
    }
}
