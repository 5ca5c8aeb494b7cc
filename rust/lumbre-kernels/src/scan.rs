//! Running sums, products and extremes along one dimension.

use crate::parallel::parallel_for;
use crate::reduce::Real;
use crate::runs::{Compute, Ptr, Walk, each_real, element, grain_of, load_run, product, store_run, without};
use crate::{C128, DType, View, ViewMut};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scan {
    Sum,
    Prod,
    LogSumExp,
}

/// Elements of one lane, or neighbouring lanes, that a tile holds.
const TILE: usize = 256;

/// `out[i] = op(x[0], .., x[i])` along `dim`, in `out`'s compute type, carried in f64 for f32.
pub fn scan(op: Scan, x: View, dim: usize, out: ViewMut) {
    match op {
        Scan::Sum => match out.dtype {
            DType::C64 | DType::C128 => run::<C128>(x, dim, out, C128::default(), |a, x| a + x),
            DType::F64 => run::<f64>(x, dim, out, 0.0, |a, x| a + x),
            d if d.is_float() => run_by::<f64>(x, dim, out, 0.0, |a, x| a + x, sum_along),
            _ => run::<i64>(x, dim, out, 0, i64::wrapping_add),
        },
        Scan::Prod => match out.dtype {
            DType::C64 | DType::C128 => run::<C128>(x, dim, out, C128::new(1.0, 0.0), |a, x| a * x),
            d if d.is_float() => run::<f64>(x, dim, out, 1.0, |a, x| a * x),
            _ => run::<i64>(x, dim, out, 1, i64::wrapping_mul),
        },
        Scan::LogSumExp if out.dtype.is_complex() => {
            run::<C128>(x, dim, out, C128::new(f64::NEG_INFINITY, 0.0), crate::math::complex::log_add_exp)
        }
        Scan::LogSumExp => run::<f64>(x, dim, out, f64::NEG_INFINITY, |a, x| {
            let (low, high) = if x.is_nan() || x < a { (x, a) } else { (a, x) };
            // Equal infinities would give NaN.
            if low == high && low.is_infinite() { x } else { high + (low - high).exp().ln_1p() }
        }),
    }
}

fn run<X: Compute>(x: View, dim: usize, out: ViewMut, zero: X, join: impl Fn(X, X) -> X + Sync + Copy) {
    run_by(x, dim, out, zero, join, |mut carry, xs| {
        for v in xs {
            carry = join(carry, *v);
            *v = carry;
        }
        carry
    })
}

/// Running sums from `carry` on; returns the last. Sums of four do not wait for each other: of values of f32 in f64, the order
/// matters only beyond f32's digits.
fn sum_along(mut carry: f64, xs: &mut [f64]) -> f64 {
    let mut fours = xs.chunks_exact_mut(4);
    for four in &mut fours {
        let (ab, cd) = (four[0] + four[1], four[2] + four[3]);
        let sums = [carry + four[0], carry + ab, carry + (ab + four[2]), carry + (ab + cd)];
        four.copy_from_slice(&sums);
        carry = sums[3];
    }
    for v in fours.into_remainder() {
        carry += *v;
        *v = carry;
    }
    carry
}

/// `along` makes a stretch of one lane from what was carried, and returns what is carried on.
fn run_by<X: Compute>(
    x: View,
    dim: usize,
    out: ViewMut,
    zero: X,
    join: impl Fn(X, X) -> X + Sync,
    along: impl Fn(X, &mut [X]) -> X + Sync,
) {
    let lanes = Lanes::new(&x, dim, [out.strides, out.strides]);
    let (src, dst) = (Ptr::new(x.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    lanes.for_each(&|at: Unit| {
        let mut tile = [X::default(); TILE];
        let mut carry = [zero; TILE];
        let (rows, cols) = at.tile_shape();
        for from in (0..at.n).step_by(rows) {
            let m = rows.min(at.n - from);
            // SAFETY: elements of the views; the output's lanes belong to this unit.
            unsafe {
                if cols == 1 {
                    let step = from as isize;
                    load_run(element(src, x.dtype, at.x + step * at.step[0]), x.dtype, at.step[0], &mut tile[..m]);
                    carry[0] = along(carry[0], &mut tile[..m]);
                    store_run(element(dst, out.dtype, at.a + step * at.step[1]), out.dtype, at.step[1], &tile[..m]);
                } else {
                    let step = from as isize;
                    load_run(element(src, x.dtype, at.x + step * at.step[0]), x.dtype, at.pitch[0], &mut tile[..cols]);
                    for (c, &v) in carry.iter_mut().zip(&tile[..cols]) {
                        *c = join(*c, v);
                    }
                    store_run(element(dst, out.dtype, at.a + step * at.step[1]), out.dtype, at.pitch[1], &carry[..cols]);
                }
            }
        }
    });
}

/// The running maximum (or minimum) with the last position it was met at; NaN wins over everything.
pub fn scan_extreme(max: bool, x: View, dim: usize, values: ViewMut, indices: ViewMut) {
    each_real!(x.dtype, X => extreme::<X>(max, x, dim, values, indices))
}

fn extreme<X: Compute + Real>(max: bool, x: View, dim: usize, values: ViewMut, indices: ViewMut) {
    let lanes = Lanes::new(&x, dim, [values.strides, indices.strides]);
    let (src, val, idx) = (Ptr::new(x.ptr::<u8>()), Ptr::new(values.ptr::<u8>()), Ptr::new(indices.ptr::<i64>()));
    lanes.for_each(&|at: Unit| {
        for j in 0..at.cols as isize {
            let (mut best, mut place) = (X::default(), 0);
            for i in 0..at.n as isize {
                let mut v = [X::default()];
                // SAFETY: elements of the views; the outputs' lanes belong to this unit.
                unsafe {
                    load_run(element(src, x.dtype, at.x + j * at.pitch[0] + i * at.step[0]), x.dtype, 1, &mut v);
                    let better = if max { v[0] >= best } else { v[0] <= best };
                    if i == 0 || v[0].is_nan() || (!best.is_nan() && better) {
                        (best, place) = (v[0], i as i64);
                    }
                    store_run(element(val, values.dtype, at.a + j * at.pitch[1] + i * at.step[1]), values.dtype, 1, &[best]);
                    *idx.at(at.b + j * at.pitch[2] + i * at.step[2]) = place;
                }
            }
        }
    });
}

/// A block of lanes: offsets of the first one, strides along the lanes and between them.
struct Unit {
    n: usize,
    cols: usize,
    x: isize,
    a: isize,
    b: isize,
    step: [isize; 3],
    pitch: [isize; 3],
}

impl Unit {
    /// Rows and columns that one tile takes: a stretch of one lane, or one row of several.
    fn tile_shape(&self) -> (usize, usize) {
        if self.cols == 1 { (TILE, 1) } else { (1, self.cols) }
    }
}

/// The lanes of `x` and two outputs along a dimension.
struct Lanes {
    n: usize,
    sizes: crate::runs::Dims,
    strides: [crate::runs::Dims; 3],
    step: [isize; 3],
    width: usize,
}

impl Lanes {
    fn new(x: &View, dim: usize, outs: [&[i64]; 2]) -> Lanes {
        let all = [x.strides, outs[0], outs[1]];
        let scalar = x.dim() == 0;
        let step = all.map(|s| if scalar { 1 } else { s[dim] as isize });
        let (sizes, strides) = (without(x.sizes, dim), all.map(|s| without(s, dim)));
        // Neighbouring lanes go side by side when they are closer than the elements of one.
        let beside = strides[0].last().is_some_and(|s| s.unsigned_abs() < step[0].unsigned_abs() as u64);
        Lanes { n: if scalar { 1 } else { x.sizes[dim] as usize }, sizes, strides, step, width: if beside { TILE } else { 1 } }
    }

    fn for_each(&self, f: &(dyn Fn(Unit) + Sync)) {
        let outer = self.sizes.len().saturating_sub(1);
        let cols = self.sizes.last().copied().unwrap_or(1) as usize;
        let tiles = cols.div_ceil(self.width);
        let [x, a, b] = &self.strides;
        let pitch = [x, a, b].map(|s| s.last().copied().unwrap_or(1) as isize);
        parallel_for(product(&self.sizes[..outer]) * tiles, grain_of(self.n * cols.min(self.width) * 2), &|range| {
            for unit in range {
                let at = Walk::new(&self.sizes[..outer], [&x[..outer], &a[..outer], &b[..outer]], unit / tiles).at;
                let first = unit % tiles * self.width;
                let shift = |k: usize| at[k] + first as isize * pitch[k];
                let cols = (cols - first).min(self.width);
                f(Unit { n: self.n, cols, x: shift(0), a: shift(1), b: shift(2), step: self.step, pitch });
            }
        });
    }
}
