//! Softmax and log-softmax along one dimension, and their derivatives. Halves compute in f32.

use crate::scratch::filled;
use crate::math::Math;
use crate::multiversion;
use crate::norm::Number;
use crate::parallel::parallel_for;
use crate::runs::{
    Dims, Float, Ptr, Walk, each_real_float, element, grain_of, is_direct, load_run, product, run_slice, run_slice_mut,
    store_run, without,
};
use crate::{View, ViewMut};

/// Columns handled side by side when the dimension is not the innermost one.
const COLS: usize = 128;
/// Elements of one operand in a block of columns.
const COLUMN_BLOCK: usize = 16384;

/// `exp(x) / sum(exp(x))` along `dim`, or its logarithm.
pub fn softmax(x: View, dim: usize, log: bool, out: ViewMut) {
    each_real_float!(out.dtype, X => lanes::<X, 1>([x], dim, out, &|[x], out, w| forward(x, out, w, log)))
}

/// The gradient of `softmax` from its output `y` and the output's gradient `g`.
pub fn softmax_backward(g: View, y: View, dim: usize, log: bool, gx: ViewMut) {
    each_real_float!(y.dtype, X => lanes::<X, 2>([g, y], dim, gx, &|[g, y], gx, w| backward(g, y, gx, w, log)))
}

/// Computes blocks of `n` rows by `w` columns along the columns; `w` is 1 for the innermost dimension.
type Kernel<'a, X, const N: usize> = &'a (dyn Fn([&[X]; N], &mut [X], usize) + Sync);

/// Cuts the views into blocks of lanes along `dim` and runs the kernel on each.
fn lanes<X: Float, const N: usize>(ins: [View; N], dim: usize, out: ViewMut, kernel: Kernel<X, N>) {
    if out.numel() == 0 {
        return;
    }
    let scalar = out.dim() == 0;
    let n = if scalar { 1 } else { out.sizes[dim] as usize };
    let step = |strides: &[i64]| if scalar { 1 } else { strides[dim] as isize };
    let mut sizes = without(out.sizes, dim);
    let mut kept: [Dims; N] = std::array::from_fn(|k| without(ins[k].strides, dim));
    let mut kept_out = without(out.strides, dim);
    let along: [isize; N] = std::array::from_fn(|k| step(ins[k].strides));
    let (src, from) = (ins.map(|v| Ptr::new(v.ptr::<u8>())), ins.map(|v| v.dtype));
    let (dst, to, along_out) = (Ptr::new(out.ptr::<u8>()), out.dtype, step(out.strides));

    // A single column is a lane like any other, whatever its stride.
    let columns = sizes.last().is_some_and(|&s| s > 1);
    let side_by_side = columns && kept[0].last().is_some_and(|s| s.unsigned_abs() < along[0].unsigned_abs() as u64) && n > 1;
    if !side_by_side {
        parallel_for(product(&sizes), grain_of(n * 4), &|range| {
            let strides: [&[i64]; 3] = [&kept[0], &kept[N - 1], &kept_out];
            let mut walk = Walk::new(&sizes, strides, range.start);
            let mut tiles: [Vec<X>; N] = std::array::from_fn(|k| tile(n, is_direct::<X>(from[k], along[k])));
            let mut tile_out = tile(n, is_direct::<X>(to, along_out));
            for _ in range {
                let mut at = tiles.iter_mut().enumerate();
                // SAFETY: lanes of the views; the output's lane belongs to this unit alone.
                unsafe {
                    let lanes = std::array::from_fn(|_| match at.next() {
                        Some((k, t)) => run_slice(element(src[k], from[k], walk.at[k]), from[k], along[k], n, t),
                        None => &[],
                    });
                    let o = element(dst, to, walk.at[2]);
                    kernel(lanes, run_slice_mut(o, to, along_out, n, &mut tile_out), 1);
                    if !is_direct::<X>(to, along_out) {
                        store_run(o, to, along_out, &tile_out);
                    }
                }
                walk.step();
            }
        });
        return;
    }
    let cols = sizes.pop().unwrap_or(1) as usize;
    let pitch: [isize; N] = std::array::from_fn(|k| kept[k].pop().unwrap_or(1) as isize);
    let pitch_out = kept_out.pop().unwrap_or(1) as isize;
    let width = (COLUMN_BLOCK / n).clamp(16, COLS).min(cols);
    let tiles = cols.div_ceil(width);
    parallel_for(product(&sizes) * tiles, grain_of(n * width * 4), &|range| {
        let mut blocks: [Vec<X>; N] = std::array::from_fn(|_| filled(X::default(), n * width));
        let mut result = filled(X::default(), n * width);
        for unit in range {
            let walk = Walk::new(&sizes, [&kept[0][..], &kept[N - 1], &kept_out], unit / tiles);
            let first = unit % tiles * width;
            let w = (cols - first).min(width);
            // SAFETY: elements of the views; the output's columns belong to this unit alone.
            unsafe {
                for k in 0..N {
                    for r in 0..n {
                        let at = walk.at[k] + first as isize * pitch[k] + r as isize * along[k];
                        load_run(element(src[k], from[k], at), from[k], pitch[k], &mut blocks[k][r * w..(r + 1) * w]);
                    }
                }
                kernel(std::array::from_fn(|k| &blocks[k][..n * w]), &mut result[..n * w], w);
                for r in 0..n {
                    let at = walk.at[2] + first as isize * pitch_out + r as isize * along_out;
                    store_run(element(dst, to, at), to, pitch_out, &result[r * w..(r + 1) * w]);
                }
            }
        }
    });
}

fn tile<X: Float>(n: usize, direct: bool) -> Vec<X> {
    if direct { Vec::new() } else { filled(X::default(), n) }
}

/// `b` where it is above `a`; NaN is kept.
#[inline(always)]
fn larger<X: Float>(a: X, b: X) -> X {
    if a > b || a != a { a } else { b }
}

multiversion! {
    fn forward[X: Number](m; x: &[X], out: &mut [X], w: usize, log: bool) {
        match (w == 1, log) {
            (true, true) => forward_row::<X, _, true>(m, x, out),
            (true, false) => forward_row::<X, _, false>(m, x, out),
            (false, true) => forward_columns::<X, _, true>(m, x, out, w),
            (false, false) => forward_columns::<X, _, false>(m, x, out, w),
        }
    }
}

#[inline(always)]
fn forward_row<X: Number, M: Math, const LOG: bool>(m: M, x: &[X], out: &mut [X]) {
    let top = fold_lanes(x, X::LOWEST, |a, x| larger(a, x), larger);
    let mut sum = X::cast(0.0);
    if LOG {
        sum += fold_lanes(x, X::cast(0.0), |a, x| a + m.exp(x - top), |a, b| a + b);
        let shift = m.ln(sum);
        for (o, &x) in out.iter_mut().zip(x) {
            *o = x - top - shift;
        }
        return;
    }
    for (o, &x) in out.iter_mut().zip(x) {
        *o = m.exp(x - top);
    }
    sum += fold_lanes(out, X::cast(0.0), |a, x| a + x, |a, b| a + b);
    let scale = X::cast(1.0) / sum;
    for o in out.iter_mut() {
        *o = *o * scale;
    }
}

/// A fold with 32 lane accumulators, so that it vectorises.
#[inline(always)]
fn fold_lanes<X: Float>(x: &[X], zero: X, step: impl Fn(X, X) -> X, join: impl Fn(X, X) -> X) -> X {
    let mut acc = [zero; 32];
    let chunks = x.chunks_exact(32);
    let rest = chunks.remainder().iter().fold(zero, |a, &x| step(a, x));
    for chunk in chunks {
        for (a, &x) in acc.iter_mut().zip(chunk) {
            *a = step(*a, x);
        }
    }
    acc.into_iter().fold(rest, join)
}

#[inline(always)]
fn forward_columns<X: Number, M: Math, const LOG: bool>(m: M, x: &[X], out: &mut [X], w: usize) {
    let (mut top, mut sum) = ([X::LOWEST; COLS], [X::cast(0.0); COLS]);
    let (top, sum) = (&mut top[..w], &mut sum[..w]);
    for row in x.chunks_exact(w) {
        for (t, &x) in top.iter_mut().zip(row) {
            *t = larger(*t, x);
        }
    }
    for (row, o) in x.chunks_exact(w).zip(out.chunks_exact_mut(w)) {
        for j in 0..w {
            o[j] = m.exp(row[j] - top[j]);
            sum[j] += o[j];
        }
    }
    if LOG {
        for (s, &t) in sum.iter_mut().zip(top.iter()) {
            *s = m.ln(*s) + t;
        }
        for (row, o) in x.chunks_exact(w).zip(out.chunks_exact_mut(w)) {
            for j in 0..w {
                o[j] = row[j] - sum[j];
            }
        }
        return;
    }
    for s in sum.iter_mut() {
        *s = X::cast(1.0) / *s;
    }
    for o in out.chunks_exact_mut(w) {
        for j in 0..w {
            o[j] = o[j] * sum[j];
        }
    }
}

multiversion! {
    fn backward[X: Number](m; g: &[X], y: &[X], gx: &mut [X], w: usize, log: bool) {
        match (w == 1, log) {
            (true, true) => backward_row::<X, _, true>(m, g, y, gx),
            (true, false) => backward_row::<X, _, false>(m, g, y, gx),
            (false, true) => backward_columns::<X, _, true>(m, g, y, gx, w),
            (false, false) => backward_columns::<X, _, false>(m, g, y, gx, w),
        }
    }
}

#[inline(always)]
fn backward_row<X: Number, M: Math, const LOG: bool>(m: M, g: &[X], y: &[X], gx: &mut [X]) {
    if LOG {
        let sum = fold_lanes(g, X::cast(0.0), |a, g| a + g, |a, b| a + b);
        for i in 0..gx.len().min(g.len()).min(y.len()) {
            gx[i] = g[i] - m.exp(y[i]) * sum;
        }
        return;
    }
    for i in 0..gx.len().min(g.len()).min(y.len()) {
        gx[i] = g[i] * y[i];
    }
    let sum = fold_lanes(gx, X::cast(0.0), |a, g| a + g, |a, b| a + b);
    for i in 0..gx.len().min(g.len()).min(y.len()) {
        gx[i] = y[i] * (g[i] - sum);
    }
}

#[inline(always)]
fn backward_columns<X: Number, M: Math, const LOG: bool>(m: M, g: &[X], y: &[X], gx: &mut [X], w: usize) {
    let mut sum = [X::cast(0.0); COLS];
    let sum = &mut sum[..w];
    for (g, y) in g.chunks_exact(w).zip(y.chunks_exact(w)) {
        for j in 0..w {
            sum[j] += if LOG { g[j] } else { g[j] * y[j] };
        }
    }
    for ((g, y), o) in g.chunks_exact(w).zip(y.chunks_exact(w)).zip(gx.chunks_exact_mut(w)) {
        for j in 0..w {
            o[j] = if LOG { g[j] - m.exp(y[j]) * sum[j] } else { y[j] * (g[j] - sum[j]) };
        }
    }
}
