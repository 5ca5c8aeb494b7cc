//! Poisson, binomial and multinomial numbers.

use crate::scratch::capacity;
use super::Mt19937;
use super::order::{map_each, runs};
use crate::dtype::{DType, Element};
use crate::each_float;
use crate::view::{View, ViewMut};

/// A Poisson rate is negative or not a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadRate;

/// A number of trials is not a number.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadCount;

/// Why a row of weights is no distribution.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum BadWeights {
    Negative,
    NotFinite,
    ZeroSum,
}

/// Poisson with the rate that `rate` holds at each element; floating, output of rate's dtype.
pub fn poisson(g: &mut Mt19937, rate: View, out: ViewMut) -> Result<(), BadRate> {
    debug_assert_eq!((rate.sizes, rate.dtype), (out.sizes, out.dtype));
    each_float!(rate.dtype, T => map_each(&rate, &out, |r: T| {
        let r = r.to_f64();
        if r >= 0.0 { Ok(T::from_f64(poisson_one(g, r))) } else { Err(BadRate) }
    }), else => { debug_assert!(false, "poisson of {:?}", rate.dtype); Ok(()) })
}

fn poisson_one(g: &mut Mt19937, rate: f64) -> f64 {
    if rate == 0.0 {
        return 0.0;
    }
    if rate < 10.0 {
        let floor = (-rate).exp();
        let (mut product, mut k) = (1.0, 0.0);
        loop {
            product *= g.unit_f64();
            if product <= floor {
                return k;
            }
            k += 1.0;
        }
    }
    // Transformed rejection with squeeze (Hörmann 1993).
    let b = 0.931 + 2.53 * rate.sqrt();
    let a = -0.059 + 0.02483 * b;
    let inverse_alpha = 1.1239 + 1.1328 / (b - 3.4);
    let squeeze = 0.9277 - 3.6224 / (b - 2.0);
    let log_rate = rate.ln();
    loop {
        let u = g.unit_f64() - 0.5;
        let v = g.unit_f64();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + rate + 0.43).floor();
        if us >= 0.07 && v <= squeeze {
            return k;
        }
        if k < 0.0 || (us < 0.013 && v > us) {
            continue;
        }
        let left = v.ln() + inverse_alpha.ln() - (a / (us * us) + b).ln();
        if left <= -rate + k * log_rate - lgamma(k + 1.0) {
            return k;
        }
    }
}

fn lgamma(x: f64) -> f64 {
    unsafe extern "C" {
        fn lgamma_r(x: f64, sign: *mut libc::c_int) -> f64;
    }
    let mut sign = 0;
    // SAFETY: a pure function of libm that writes the sign.
    unsafe { lgamma_r(x, &mut sign) }
}

/// What the binomial sampler computes in the dtype of its inputs.
trait Trials: Element {
    fn mul(self, o: Self) -> Self;
    fn rest(self) -> Self;
    fn root(self) -> Self;
    fn odds(self) -> Self;
    fn plus_one(self) -> Self;
    /// `ln(1 - p)`.
    fn log_rest(self) -> f64;
}

macro_rules! trials {
    ($($t:ty),*) => {$(
        impl Trials for $t {
            fn mul(self, o: $t) -> $t { self * o }
            fn rest(self) -> $t { 1.0 - self }
            fn root(self) -> $t { self.sqrt() }
            fn odds(self) -> $t { self / (1.0 - self) }
            fn plus_one(self) -> $t { self + 1.0 }
            fn log_rest(self) -> f64 { (-self).ln_1p() as f64 }
        }
    )*};
}
trials!(f32, f64);

/// Successes among `count` trials of probability `p` at each element; `f32` and `f64`, all of one dtype and sizes.
pub fn binomial(g: &mut Mt19937, count: View, p: View, out: ViewMut) -> Result<(), BadCount> {
    fn go<T: Trials>(g: &mut Mt19937, count: &View, p: &View, out: &ViewMut) -> Result<(), BadCount> {
        let mut result = Ok(());
        runs(out.sizes, [out.strides, count.strides, p.strides], |at, stride, n| {
            for i in 0..n as i64 {
                let [o, a, b] = [0, 1, 2].map(|k| (at[k] + i * stride[k]) as isize);
                // SAFETY: `runs` stays inside the three views.
                let (n, p) = unsafe { (*count.ptr::<T>().offset(a), *p.ptr::<T>().offset(b)) };
                if n.to_f64().is_nan() {
                    result = Err(BadCount);
                    return;
                }
                // SAFETY: as above.
                unsafe { out.ptr::<T>().offset(o).write(binomial_one(g, n, p)) };
            }
        });
        result
    }
    debug_assert_eq!((count.dtype, p.dtype), (out.dtype, out.dtype));
    match out.dtype {
        DType::F32 => go::<f32>(g, &count, &p, &out),
        DType::F64 => go::<f64>(g, &count, &p, &out),
        d => {
            debug_assert!(false, "binomial of {d:?}");
            Ok(())
        }
    }
}

fn binomial_one<T: Trials>(g: &mut Mt19937, n: T, p: T) -> T {
    let (trials, chance) = (n.to_f64(), p.to_f64());
    if trials <= 0.0 || chance <= 0.0 {
        return T::from_f64(0.0);
    }
    if chance >= 1.0 {
        return n;
    }
    if chance.is_nan() {
        return T::from_f64(f64::NAN);
    }
    let q = if chance > 0.5 { p.rest() } else { p };
    let k = if n.mul(q).to_f64() >= 10.0 { rejection(g, n, q) } else { inversion(g, n, q) };
    T::from_f64(if chance > 0.5 { trials - k } else { k })
}

/// Counts geometric waiting times.
fn inversion<T: Trials>(g: &mut Mt19937, n: T, p: T) -> f64 {
    let fail = p.log_rest();
    let (mut sum, mut k) = (0.0, 0.0);
    loop {
        sum += (g.unit_f64().ln() / fail).ceil();
        if sum > n.to_f64() {
            return k;
        }
        k += 1.0;
    }
}

/// Transformed rejection with squeeze for the binomial (Hörmann 1993).
fn rejection<T: Trials>(g: &mut Mt19937, n: T, p: T) -> f64 {
    let s = n.mul(p).mul(p.rest()).root().to_f64();
    let b = 1.15 + 2.53 * s;
    let a = -0.0873 + 0.0248 * b + 0.01 * p.to_f64();
    let c = n.mul(p).to_f64() + 0.5;
    let squeeze = 0.92 - 4.2 / b;
    let r = p.odds().to_f64();
    let alpha = (2.83 + 5.1 / b) * s;
    let m = n.plus_one().mul(p).to_f64().floor();
    let n = n.to_f64();
    loop {
        let u = g.unit_f64() - 0.5;
        let v = g.unit_f64();
        let us = 0.5 - u.abs();
        let k = ((2.0 * a / us + b) * u + c).floor();
        if k < 0.0 || k > n {
            continue;
        }
        if us >= 0.07 && v <= squeeze {
            return k;
        }
        let left = (v * alpha / (a / (us * us) + b)).ln();
        let right = (m + 0.5) * ((m + 1.0) / (r * (n - m + 1.0))).ln()
            + (n + 1.0) * ((n - m + 1.0) / (n - k + 1.0)).ln()
            + (k + 0.5) * (r * (n - k + 1.0) / (k + 1.0)).ln()
            + stirling_tail(m)
            + stirling_tail(n - m)
            - stirling_tail(k)
            - stirling_tail(n - k);
        if left <= right {
            return k;
        }
    }
}

/// What Stirling's formula for `ln k!` leaves out.
fn stirling_tail(k: f64) -> f64 {
    const SMALL: [f64; 10] = [
        0.0810614667953272,
        0.0413406959554092,
        0.0276779256849983,
        0.02079067210376509,
        0.0166446911898211,
        0.0138761288230707,
        0.0118967099458917,
        0.0104112652619720,
        0.00925546218271273,
        0.00833056343336287,
    ];
    if k <= 9.0 {
        return SMALL[k.max(0.0) as usize];
    }
    let square = (k + 1.0) * (k + 1.0);
    (1.0 / 12.0 - (1.0 / 360.0 - 1.0 / 1260.0 / square) / square) / (k + 1.0)
}

/// Draws indices of the categories of `weights` (rows × categories, floating) into `out` (rows × samples, `i64`), with
/// replacement. Samples of rows before a bad one are already drawn when it is met.
pub fn multinomial_with_replacement(g: &mut Mt19937, weights: View, out: ViewMut) -> Result<(), BadWeights> {
    debug_assert_eq!((weights.dim(), out.dim(), out.dtype), (2, 2, DType::I64));
    // Half types are summed in single precision.
    match weights.dtype {
        DType::F16 => rows::<half::f16, f32>(g, &weights, &out, |s, w| s + w as f32, |c, s| c / s),
        DType::BF16 => rows::<half::bf16, f32>(g, &weights, &out, |s, w| s + w as f32, |c, s| c / s),
        DType::F32 => rows::<f32, f32>(g, &weights, &out, |s, w| s + w as f32, |c, s| c / s),
        DType::F64 => rows::<f64, f64>(g, &weights, &out, |s, w| s + w, |c, s| c / s),
        d => {
            debug_assert!(false, "multinomial of {d:?}");
            Ok(())
        }
    }
}

fn rows<T: Element, A: Element>(
    g: &mut Mt19937,
    weights: &View,
    out: &ViewMut,
    add: fn(A, f64) -> A,
    div: fn(A, A) -> A,
) -> Result<(), BadWeights> {
    let (categories, samples) = (weights.sizes[1], out.sizes[1]);
    let mut cumulative = capacity(categories as usize);
    for row in 0..out.sizes[0] {
        cumulative.clear();
        let mut sum = A::default();
        for j in 0..categories {
            let at = row * weights.strides[0] + j * weights.strides[1];
            // SAFETY: the index is inside the view.
            let w = unsafe { *weights.ptr::<T>().offset(at as isize) }.to_f64();
            if w.is_nan() || w < 0.0 {
                return Err(BadWeights::Negative);
            }
            if w.is_infinite() {
                return Err(BadWeights::NotFinite);
            }
            sum = add(sum, w);
            cumulative.push(sum);
        }
        let Some(last) = cumulative.last_mut().filter(|_| sum.to_f64() > 0.0) else {
            return Err(BadWeights::ZeroSum);
        };
        *last = A::from_f64(1.0);
        let before = categories as usize - 1;
        cumulative[..before].iter_mut().for_each(|c| *c = div(*c, sum));
        for s in 0..samples {
            let u = g.unit_f64();
            let index = cumulative.partition_point(|c| c.to_f64() < u) as i64;
            let at = row * out.strides[0] + s * out.strides[1];
            // SAFETY: the index is inside the view.
            unsafe { out.ptr::<i64>().offset(at as isize).write(index.min(categories - 1)) };
        }
    }
    Ok(())
}
