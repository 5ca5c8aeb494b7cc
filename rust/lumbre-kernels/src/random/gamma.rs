//! Gamma and Dirichlet numbers (Marsaglia and Tsang's method), in double precision.

use super::Mt19937;
use super::order::{map_each, runs};
use crate::dtype::{DType, Element};
use crate::view::{View, ViewMut};
use std::convert::Infallible;

/// What the sampler computes in the dtype of `alpha` before it goes on in doubles.
trait Shape: Element {
    /// `1 / alpha` and `alpha + 1`.
    fn boosted(self) -> (f64, Self);
    /// `alpha - 1/3`, the third in single precision.
    fn less_third(self) -> f64;
    const TINY: Self;
    const BELOW_ONE: Self;
}

const THIRD: f32 = 1.0 / 3.0;

impl Shape for f32 {
    fn boosted(self) -> (f64, f32) {
        ((1.0 / self) as f64, self + 1.0)
    }
    fn less_third(self) -> f64 {
        (self - THIRD) as f64
    }
    const TINY: f32 = f32::MIN_POSITIVE;
    const BELOW_ONE: f32 = 1.0 - f32::EPSILON / 2.0;
}

impl Shape for f64 {
    fn boosted(self) -> (f64, f64) {
        (1.0 / self, self + 1.0)
    }
    fn less_third(self) -> f64 {
        self - THIRD as f64
    }
    const TINY: f64 = f64::MIN_POSITIVE;
    const BELOW_ONE: f64 = 1.0 - f64::EPSILON / 2.0;
}

fn sample<T: Shape>(g: &mut Mt19937, mut alpha: T) -> f64 {
    let mut scale = 1.0;
    if alpha.to_f64() < 1.0 {
        if alpha.to_f64() == 0.0 {
            return 0.0;
        }
        let (inverse, raised) = alpha.boosted();
        scale = (1.0 - g.unit_f64()).powf(inverse);
        alpha = raised;
    }
    let d = alpha.less_third();
    // The loop below would never accept.
    if d.is_nan() || d <= 0.0 {
        return f64::NAN;
    }
    let c = 1.0 / (9.0 * d).sqrt();
    loop {
        let (x, y) = loop {
            let x = g.normal_f64();
            let y = 1.0 + c * x;
            if y > 0.0 {
                break (x, y);
            }
        };
        let v = y * y * y;
        let u = 1.0 - g.unit_f64();
        let xx = x * x;
        if u < 1.0 - 0.0331f32 as f64 * xx * xx || u.ln() < 0.5 * xx + d * (1.0 - v + v.ln()) {
            return scale * d * v;
        }
    }
}

/// Gamma with shape `alpha` and scale 1; `f32` and `f64`, output of alpha's dtype.
pub fn standard_gamma(g: &mut Mt19937, alpha: View, out: ViewMut) {
    fn go<T: Shape + PartialOrd>(g: &mut Mt19937, alpha: &View, out: &ViewMut) {
        let Ok(()) = map_each(alpha, out, |a: T| {
            let v = T::from_f64(sample(g, a));
            Ok::<T, Infallible>(if v < T::TINY { T::TINY } else { v })
        });
    }
    debug_assert_eq!((alpha.sizes, alpha.dtype), (out.sizes, out.dtype));
    match alpha.dtype {
        DType::F32 => go::<f32>(g, &alpha, &out),
        DType::F64 => go::<f64>(g, &alpha, &out),
        d => debug_assert!(false, "standard_gamma of {d:?}"),
    }
}

/// First step of a Dirichlet sample: gamma numbers in double precision, of `f32` or `f64` shapes.
pub fn dirichlet_gamma(g: &mut Mt19937, alpha: View, out: ViewMut) {
    debug_assert_eq!((alpha.sizes, out.dtype), (out.sizes, DType::F64));
    let Ok(()) = match alpha.dtype {
        DType::F32 => map_each(&alpha, &out, |a: f32| Ok::<f64, Infallible>(sample(g, a as f64))),
        DType::F64 => map_each(&alpha, &out, |a: f64| Ok::<f64, Infallible>(sample(g, a))),
        d => {
            debug_assert!(false, "dirichlet_gamma of {d:?}");
            Ok(())
        }
    };
}

/// Last step of a Dirichlet sample: `gamma / sums` (both `f64`, of the output's sizes), kept inside the open interval (0, 1).
pub fn dirichlet_finish(gamma: View, sums: View, out: ViewMut) {
    fn go<T: Shape + PartialOrd>(gamma: &View, sums: &View, out: &ViewMut) {
        runs(out.sizes, [out.strides, gamma.strides, sums.strides], |at, stride, n| {
            for i in 0..n as i64 {
                let [o, a, b] = [0, 1, 2].map(|k| (at[k] + i * stride[k]) as isize);
                // SAFETY: `runs` stays inside the three views.
                unsafe {
                    let v = T::from_f64(*gamma.ptr::<f64>().offset(a) / *sums.ptr::<f64>().offset(b));
                    let v = if v < T::TINY { T::TINY } else { v };
                    out.ptr::<T>().offset(o).write(if v > T::BELOW_ONE { T::BELOW_ONE } else { v });
                }
            }
        });
    }
    debug_assert_eq!((gamma.dtype, sums.dtype), (DType::F64, DType::F64));
    match out.dtype {
        DType::F32 => go::<f32>(&gamma, &sums, &out),
        DType::F64 => go::<f64>(&gamma, &sums, &out),
        d => debug_assert!(false, "dirichlet_finish of {d:?}"),
    }
}
