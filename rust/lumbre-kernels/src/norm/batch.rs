//! Batch normalisation of `[N, C, L]` in any layout.

use crate::scratch::filled;
use super::{Number, vector};
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::reduce::var_mean;
use crate::runs::{
    Float, Ptr, each_real_float, element, from_slice, grain_of, is_direct, run_slice, run_slice_mut, store_unless_direct,
    to_vec,
};
use crate::{View, ViewMut};

/// The mean and the biased variance of each channel.
pub fn batch_norm_stats(x: View, mean: ViewMut, var: ViewMut) {
    let (mut mean, mut var) = (mean, var);
    let sizes = [1, x.sizes[1], 1];
    let (ms, vs) = ([0, mean.strides[0], 0], [0, var.strides[0], 0]);
    // SAFETY: the same elements with dimensions of size 1 around them.
    unsafe { var_mean(x, 0b101, 0.0, var.with(0, &sizes, &vs), mean.with(0, &sizes, &ms)) }
}

/// `(x - mean) * rstd * weight + bias`, channel by channel.
pub fn batch_norm_apply(x: View, mean: View, rstd: View, weight: Option<View>, bias: Option<View>, out: ViewMut) {
    each_real_float!(x.dtype, X => {
        let (mean, rstd) = (to_vec::<f64>(&mean), to_vec::<f64>(&rstd));
        let (w, b) = (vector::<f64>(&weight), vector::<f64>(&bias));
        let scale: Vec<f64> = rstd.iter().enumerate().map(|(c, s)| s * w.as_ref().map_or(1.0, |w| w[c])).collect();
        let shift: Vec<f64> = (0..mean.len()).map(|c| b.as_ref().map_or(0.0, |b| b[c]) - mean[c] * scale[c]).collect();
        affine::<X>(&x, None, &scale, &[], &shift, &out);
    })
}

multiversion! {
    /// `out = x * a + y * b + c` with coefficients that run along or stand still.
    fn affine_run[X: Number](m; x: &[X], y: &[X], a: &[X], b: &[X], c: &[X], out: &mut [X]) {
        use crate::math::Math;
        let n = out.len();
        let x = &x[..n];
        match (a.len() == 1, y.is_empty()) {
            (true, true) => for i in 0..n {
                out[i] = m.fma(x[i], a[0], c[0]);
            },
            (true, false) => for (i, &y) in y[..n].iter().enumerate() {
                out[i] = m.fma(x[i], a[0], m.fma(y, b[0], c[0]));
            },
            (false, true) => {
                let (a, c) = (&a[..n], &c[..n]);
                for i in 0..n {
                    out[i] = m.fma(x[i], a[i], c[i]);
                }
            }
            (false, false) => {
                let (a, b, c, y) = (&a[..n], &b[..n], &c[..n], &y[..n]);
                for i in 0..n {
                    out[i] = m.fma(x[i], a[i], m.fma(y[i], b[i], c[i]));
                }
            }
        }
    }
}

/// `out = x * a + y * b + c` with coefficients per channel, along the dimension that is closer in memory.
fn affine<X: Number>(x: &View, y: Option<&View>, a: &[f64], b: &[f64], c: &[f64], out: &ViewMut) {
    let cast = |v: &[f64]| v.iter().map(|&v| X::cast(v)).collect::<Vec<X>>();
    let (a, b, c) = (cast(a), cast(b), cast(c));
    let (n, channels, l) = (x.sizes[0] as usize, x.sizes[1] as usize, x.sizes[2] as usize);
    let along_l = l > 1 && x.strides[2].abs() <= x.strides[1].abs() || channels == 1;
    let (run, others, other) = if along_l { (2, channels, 1) } else { (1, l, 2) };
    let len = x.sizes[run] as usize;
    let (src, dst) = (Ptr::new(x.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    let second = y.map(|y| (Ptr::new(y.ptr::<u8>()), y.dtype, y.strides));
    parallel_for(n * others, grain_of(len), &|range| {
        let tile = |direct: bool| filled(X::default(), if direct { 0 } else { len });
        let mut tx = tile(is_direct::<X>(x.dtype, x.strides[run] as isize));
        let mut ty = tile(second.is_none_or(|(_, d, s)| is_direct::<X>(d, s[run] as isize)));
        let mut to = tile(is_direct::<X>(out.dtype, out.strides[run] as isize));
        if len == 1 {
            tx.resize(1, X::default());
            ty.resize(1, X::default());
        }
        for unit in range {
            let at = |s: &[i64]| ((unit / others) as i64 * s[0] + (unit % others) as i64 * s[other]) as isize;
            let k = if along_l { unit % others..unit % others + 1 } else { 0..channels };
            // SAFETY: runs of the views; the output's run belongs to this unit.
            unsafe {
                let xs = run_slice(element(src, x.dtype, at(x.strides)), x.dtype, x.strides[run] as isize, len, &mut tx);
                let ys = match second {
                    Some((p, d, s)) => run_slice(element(p, d, at(s)), d, s[run] as isize, len, &mut ty),
                    None => &[],
                };
                let (o, step) = (element(dst, out.dtype, at(out.strides)), out.strides[run] as isize);
                let coefficients = |v: &'_ [X]| if v.is_empty() { 0..0 } else { k.clone() };
                let (ka, kb) = (k.clone(), coefficients(&b));
                affine_run(xs, ys, &a[ka], &b[kb], &c[k.clone()], run_slice_mut(o, out.dtype, step, len, &mut to));
                store_unless_direct(o, out.dtype, step, &to);
            }
        }
    });
}

/// The gradients of batch normalisation; in training mode they flow through the statistics too.
pub fn batch_norm_backward(
    g: View,
    x: View,
    mean: View,
    rstd: View,
    weight: Option<View>,
    train: bool,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
    gb: Option<ViewMut>,
) {
    let channels = x.sizes[1] as usize;
    let count = (x.sizes[0] * x.sizes[2]) as f64;
    let (mean, rstd) = (to_vec::<f64>(&mean), to_vec::<f64>(&rstd));
    let w = vector::<f64>(&weight).unwrap_or_else(|| filled(1.0, channels));
    let needs_sums = train || gw.is_some() || gb.is_some();
    let sums = if needs_sums {
        each_real_float!(x.dtype, X => channel_sums::<X>(&g, &x, &mean))
    } else {
        filled((0.0, 0.0), channels)
    };
    if let Some(gx) = gx {
        // gx = rstd w (g - mean(g) - xhat mean(g xhat)), or without the means.
        let a: Vec<f64> = (0..channels).map(|k| rstd[k] * w[k]).collect();
        each_real_float!(x.dtype, X => if train {
            let b: Vec<f64> = (0..channels).map(|k| -a[k] * rstd[k] * rstd[k] * sums[k].1 / count).collect();
            let c: Vec<f64> = (0..channels).map(|k| -a[k] * sums[k].0 / count - b[k] * mean[k]).collect();
            affine::<X>(&g, Some(&x), &a, &b, &c, &gx);
        } else {
            affine::<X>(&g, None, &a, &[], &filled(0.0, channels), &gx);
        });
    }
    let tw: Vec<f64> = sums.iter().zip(&rstd).map(|(s, r)| s.1 * r).collect();
    let tb: Vec<f64> = sums.iter().map(|s| s.0).collect();
    gw.inspect(|v| from_slice(&tw, v));
    gb.inspect(|v| from_slice(&tb, v));
}

multiversion! {
    fn centred_sums[X: Number](_m; g: &[X], x: &[X], mean: X) -> (f64, f64) {
        (super::total(g, g, |g, _| g), super::total(g, x, |g, x| g * (x - mean)))
    }
}

multiversion! {
    fn add_centred[X: Number](m; g: &[X], x: &[X], mean: &[X], sums: &mut [X], dots: &mut [X]) {
        use crate::math::Math;
        let n = g.len();
        let (x, mean, sums, dots) = (&x[..n], &mean[..n], &mut sums[..n], &mut dots[..n]);
        for i in 0..n {
            sums[i] += g[i];
            dots[i] = m.fma(g[i], x[i] - mean[i], dots[i]);
        }
    }
}

/// Rows whose sums stay in the compute type.
const ROWS: usize = 64;

/// For each channel the sums of `g` and of `g (x - mean)`.
fn channel_sums<X: Number>(g: &View, x: &View, mean: &[f64]) -> Vec<(f64, f64)> {
    let (n, channels, l) = (x.sizes[0] as usize, x.sizes[1] as usize, x.sizes[2] as usize);
    let centre: Vec<X> = mean.iter().map(|&m| X::cast(m)).collect();
    let (up, src) = (Ptr::new(g.ptr::<u8>()), Ptr::new(x.ptr::<u8>()));
    let mut sums = filled((0f64, 0f64), channels);
    if l > 1 && x.strides[2].abs() <= x.strides[1].abs() {
        let slots = Ptr::new(sums.as_mut_ptr());
        parallel_for(channels, grain_of(n * l), &|range| {
            let (mut tg, mut tx) = (filled(X::default(), l), filled(X::default(), l));
            for k in range {
                for i in 0..n {
                    let at = |s: &[i64]| (i as i64 * s[0] + k as i64 * s[1]) as isize;
                    // SAFETY: a run of the views; the slot belongs to this unit.
                    unsafe {
                        let gs = run_slice(element(up, g.dtype, at(g.strides)), g.dtype, g.strides[2] as isize, l, &mut tg);
                        let xs = run_slice(element(src, x.dtype, at(x.strides)), x.dtype, x.strides[2] as isize, l, &mut tx);
                        let (s, d) = centred_sums(gs, xs, centre[k]);
                        let slot = slots.at(k as isize);
                        *slot = ((*slot).0 + s, (*slot).1 + d);
                    }
                }
            }
        });
        return sums;
    }
    // Channels are neighbours: whole rows of them are added up, a fixed number of segments side by side.
    let rows = n * l;
    let segment = ROWS.max(rows.div_ceil(32));
    let segments = rows.div_ceil(segment);
    let mut partial = filled((0f64, 0f64), segments * channels);
    let slots = Ptr::new(partial.as_mut_ptr());
    parallel_for(segments, (crate::runs::GRAIN / (segment * channels).max(1)).max(1), &|range| {
        let mut t: [Vec<X>; 4] = std::array::from_fn(|_| filled(X::default(), channels));
        let [tg, tx, s, d] = &mut t;
        for part in range {
            let end = ((part + 1) * segment).min(rows);
            for row in part * segment..end {
                let at = |v: &[i64]| ((row / l) as i64 * v[0] + (row % l) as i64 * v[2]) as isize;
                // SAFETY: a run of the views; the slots belong to this unit.
                unsafe {
                    let step = |v: &View| v.strides[1] as isize;
                    let gs = run_slice(element(up, g.dtype, at(g.strides)), g.dtype, step(g), channels, tg);
                    let xs = run_slice(element(src, x.dtype, at(x.strides)), x.dtype, step(x), channels, tx);
                    add_centred(gs, xs, &centre, s, d);
                    if (row + 1) % ROWS == 0 || row + 1 == end {
                        for k in 0..channels {
                            let slot = slots.at((part * channels + k) as isize);
                            *slot = ((*slot).0 + Float::wide(s[k]), (*slot).1 + Float::wide(d[k]));
                        }
                        s.fill(X::cast(0.0));
                        d.fill(X::cast(0.0));
                    }
                }
            }
        }
    });
    for part in partial.chunks(channels.max(1)) {
        for (t, p) in sums.iter_mut().zip(part) {
            *t = (t.0 + p.0, t.1 + p.1);
        }
    }
    sums
}
