//! Normalisation of contiguous rows: layer norm and RMS norm.

use crate::scratch::filled;
use super::{Number, apply_row, mean_square, moments, vector};
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::runs::{
    Ptr, each_real_float, element, from_slice, grain_of, is_direct, run_slice, run_slice_mut, store_run,
    store_unless_direct,
};
use crate::{View, ViewMut};

/// Each row of contiguous `x: [rows, n]` to mean 0 and variance 1, times `weight` plus `bias` (`[n]`). `mean` and `rstd`
/// (`[rows]`) are kept for the derivative.
pub fn layer_norm(
    x: View,
    weight: Option<View>,
    bias: Option<View>,
    eps: f64,
    out: ViewMut,
    mean: ViewMut,
    rstd: ViewMut,
) {
    each_real_float!(x.dtype, X => forward::<X>(x, weight, bias, out, Some(mean), rstd, &|row: &[X]| {
        let (mean, var) = moments(row);
        (mean, 1.0 / (var + eps).sqrt())
    }))
}

/// Each row over the root of its mean square, times `weight`.
pub fn rms_norm(x: View, weight: Option<View>, eps: f64, out: ViewMut, rstd: ViewMut) {
    each_real_float!(x.dtype, X => forward::<X>(x, weight, None, out, None, rstd, &|row: &[X]| {
        (0.0, 1.0 / (mean_square(row) + eps).sqrt())
    }))
}

fn forward<X: Number>(
    x: View,
    weight: Option<View>,
    bias: Option<View>,
    out: ViewMut,
    mean: Option<ViewMut>,
    rstd: ViewMut,
    stats: &(dyn Fn(&[X]) -> (f64, f64) + Sync),
) {
    let (rows, n) = (x.sizes[0] as usize, x.sizes[1] as usize);
    let (w, b) = (vector::<X>(&weight), vector::<X>(&bias));
    let (src, dst) = (Ptr::new(x.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    let (scale, centre) = (Ptr::new(rstd.ptr::<u8>()), mean.as_ref().map(|m| (Ptr::new(m.ptr::<u8>()), m.dtype, m.strides[0])));
    parallel_for(rows, grain_of(n), &|range| {
        let mut tile = filled(X::default(), if is_direct::<X>(x.dtype, 1) { 0 } else { n });
        let mut tile_out = filled(X::default(), if is_direct::<X>(out.dtype, 1) { 0 } else { n });
        for r in range {
            // SAFETY: row `r` of contiguous views; the outputs' rows belong to this unit.
            unsafe {
                let row = run_slice(element(src, x.dtype, (r * n) as isize), x.dtype, 1, n, &mut tile);
                let (m, s) = stats(row);
                let o = element(dst, out.dtype, (r * n) as isize);
                let to = run_slice_mut(o, out.dtype, 1, n, &mut tile_out);
                apply_row(row, X::cast(m), X::cast(s), w.as_deref(), b.as_deref(), to);
                store_unless_direct(o, out.dtype, 1, &tile_out);
                store_run(element(scale, rstd.dtype, r as isize * rstd.strides[0] as isize), rstd.dtype, 1, &[s]);
                if let Some((ptr, dtype, stride)) = centre {
                    store_run(element(ptr, dtype, r as isize * stride as isize), dtype, 1, &[m]);
                }
            }
        }
    });
}

/// The gradients of `layer_norm` from the output's gradient `g`.
pub fn layer_norm_backward(
    g: View,
    x: View,
    mean: View,
    rstd: View,
    weight: Option<View>,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
    gb: Option<ViewMut>,
) {
    each_real_float!(x.dtype, X => backward::<X>(g, x, Some(mean), rstd, weight, gx, gw, gb))
}

/// The gradients of `rms_norm`.
pub fn rms_norm_backward(
    g: View,
    x: View,
    rstd: View,
    weight: Option<View>,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
) {
    each_real_float!(x.dtype, X => backward::<X>(g, x, None, rstd, weight, gx, gw, None))
}

multiversion! {
    /// The sums of `g w` and of `g w (x - mean) rstd`.
    fn row_sums[X: Number](_m; g: &[X], x: &[X], w: &[X], mean: X, rstd: X, xhat: &mut [X], gw: &mut [X]) -> (f64, f64) {
        let n = xhat.len();
        let (g, x, w, gw) = (&g[..n], &x[..n], &w[..n], &mut gw[..n]);
        for i in 0..n {
            xhat[i] = (x[i] - mean) * rstd;
            gw[i] = g[i] * w[i];
        }
        (super::total(gw, gw, |a, _| a), super::total(gw, xhat, |a, b| a * b))
    }
}

multiversion! {
    fn add_rows[X: Number](m; g: &[X], xhat: &[X], gw: &mut [X], gb: &mut [X]) {
        use crate::math::Math;
        let n = g.len();
        let (xhat, gw, gb) = (&xhat[..n], &mut gw[..n], &mut gb[..n]);
        for i in 0..n {
            gw[i] = m.fma(g[i], xhat[i], gw[i]);
            gb[i] += g[i];
        }
    }
}

/// Rows whose weight gradients are summed before they are widened.
const SEGMENT: usize = 64;

fn backward<X: Number>(
    g: View,
    x: View,
    mean: Option<View>,
    rstd: View,
    weight: Option<View>,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
    gb: Option<ViewMut>,
) {
    let (rows, n) = (x.sizes[0] as usize, x.sizes[1] as usize);
    let w = vector::<X>(&weight).unwrap_or_else(|| filled(X::cast(1.0), n));
    let scales = crate::runs::to_vec::<X>(&rstd);
    let (centred, centres) = (mean.is_some(), vector::<X>(&mean).unwrap_or_else(|| filled(X::cast(0.0), rows)));
    let (up, src) = (Ptr::new(g.ptr::<u8>()), Ptr::new(x.ptr::<u8>()));
    let dst = gx.as_ref().map(|v| (Ptr::new(v.ptr::<u8>()), v.dtype));
    let sums = gw.is_some() || gb.is_some();
    // At most 32 segments keep the partial sums small.
    let segment = SEGMENT.max(rows.div_ceil(32));
    let segments = rows.div_ceil(segment);
    let mut partial = filled(0f64, if sums { segments * 2 * n } else { 0 });
    let slots = Ptr::new(partial.as_mut_ptr());
    parallel_for(segments, 1, &|range| {
        let mut t: [Vec<X>; 7] = std::array::from_fn(|_| filled(X::default(), n));
        let [tg, tx, to, xhat, gwx, sw, sb] = &mut t;
        for s in range {
            for r in s * segment..((s + 1) * segment).min(rows) {
                let (c, k) = (centres[r], scales[r]);
                // SAFETY: row `r` of contiguous views; the output's row and the slots belong to this unit.
                unsafe {
                    let at = (r * n) as isize;
                    let g = run_slice(element(up, g.dtype, at), g.dtype, 1, n, tg);
                    let x = run_slice(element(src, x.dtype, at), x.dtype, 1, n, tx);
                    let (a, b) = row_sums(g, x, &w, c, k, xhat, gwx);
                    if let Some((ptr, dtype)) = dst {
                        let o = element(ptr, dtype, at);
                        let (a, b) = (if centred { a / n as f64 } else { 0.0 }, b / n as f64);
                        let out = run_slice_mut(o, dtype, 1, n, to);
                        let wide = crate::runs::Float::wide(k);
                        super::combine(gwx, k, xhat, X::cast(-b * wide), X::cast(-a * wide), out);
                        store_unless_direct(o, dtype, 1, to);
                    }
                    if sums {
                        add_rows(g, xhat, sw, sb);
                        let last = r + 1 == ((s + 1) * segment).min(rows);
                        if last || (r + 1) % SEGMENT == 0 {
                            for j in 0..n {
                                *slots.at((s * 2 * n + j) as isize) += crate::runs::Float::wide(sw[j]);
                                *slots.at((s * 2 * n + n + j) as isize) += crate::runs::Float::wide(sb[j]);
                            }
                            sw.fill(X::cast(0.0));
                            sb.fill(X::cast(0.0));
                        }
                    }
                }
            }
        }
    });
    if sums {
        let mut total = filled(0f64, 2 * n);
        for part in partial.chunks((2 * n).max(1)) {
            total.iter_mut().zip(part).for_each(|(t, &p)| *t += p);
        }
        gw.inspect(|v| from_slice(&total[..n], v));
        gb.inspect(|v| from_slice(&total[n..], v));
    }
}
