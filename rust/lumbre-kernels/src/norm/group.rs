//! Group normalisation of contiguous `[N, C, L]`: rows of `C / groups * L` elements, weights per channel.

use crate::scratch::filled;
use super::{Number, apply_row, combine, moments, two_sums, vector};
use crate::parallel::parallel_for;
use crate::runs::{
    Float, Ptr, each_real_float, element, from_slice, grain_of, run_slice, run_slice_mut, store_run,
    store_unless_direct, to_vec,
};
use crate::{View, ViewMut};

/// Normalises each sample's groups of channels. `mean` and `rstd` are contiguous `[N, groups]`.
pub fn group_norm(
    x: View,
    groups: usize,
    weight: Option<View>,
    bias: Option<View>,
    eps: f64,
    out: ViewMut,
    mean: ViewMut,
    rstd: ViewMut,
) {
    each_real_float!(x.dtype, X => forward::<X>(x, groups, weight, bias, eps, out, mean, rstd))
}

fn forward<X: Number>(
    x: View,
    groups: usize,
    weight: Option<View>,
    bias: Option<View>,
    eps: f64,
    out: ViewMut,
    mean: ViewMut,
    rstd: ViewMut,
) {
    let (n, c, l) = (x.sizes[0] as usize, x.sizes[1] as usize, x.sizes[2] as usize);
    let channels = c / groups;
    let row = channels * l;
    let (w, b) = (vector::<X>(&weight), vector::<X>(&bias));
    let (src, dst) = (Ptr::new(x.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    let (centre, scale) = (Ptr::new(mean.ptr::<u8>()), Ptr::new(rstd.ptr::<u8>()));
    parallel_for(n * groups, grain_of(row), &|range| {
        let (mut tile, mut tile_out) = (filled(X::default(), row), filled(X::default(), l));
        for r in range {
            // SAFETY: row `r` of contiguous views; the outputs' rows belong to this unit.
            unsafe {
                let xs = run_slice(element(src, x.dtype, (r * row) as isize), x.dtype, 1, row, &mut tile);
                let (m, var) = moments(xs);
                let s = 1.0 / (var + eps).sqrt();
                store_run(element(centre, mean.dtype, r as isize), mean.dtype, 1, &[m]);
                store_run(element(scale, rstd.dtype, r as isize), rstd.dtype, 1, &[s]);
                for (k, xs) in xs.chunks_exact(l.max(1)).enumerate() {
                    let channel = r % groups * channels + k;
                    let gain = s * w.as_ref().map_or(1.0, |w| Float::wide(w[channel]));
                    let o = element(dst, out.dtype, (r * row + k * l) as isize);
                    let to = run_slice_mut(o, out.dtype, 1, l, &mut tile_out);
                    apply_row(xs, X::cast(m), X::cast(gain), None, None, to);
                    if let Some(b) = &b {
                        to.iter_mut().for_each(|v| *v += b[channel]);
                    }
                    store_unless_direct(o, out.dtype, 1, &tile_out);
                }
            }
        }
    });
}

/// The gradients of `group_norm`.
pub fn group_norm_backward(
    g: View,
    x: View,
    mean: View,
    rstd: View,
    groups: usize,
    weight: Option<View>,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
    gb: Option<ViewMut>,
) {
    each_real_float!(x.dtype, X => backward::<X>(g, x, mean, rstd, groups, weight, gx, gw, gb))
}

fn backward<X: Number>(
    g: View,
    x: View,
    mean: View,
    rstd: View,
    groups: usize,
    weight: Option<View>,
    gx: Option<ViewMut>,
    gw: Option<ViewMut>,
    gb: Option<ViewMut>,
) {
    let (n, c, l) = (x.sizes[0] as usize, x.sizes[1] as usize, x.sizes[2] as usize);
    let channels = c / groups;
    let w = vector::<f64>(&weight).unwrap_or_else(|| filled(1.0, c));
    let (centres, scales) = (to_vec::<f64>(&mean), to_vec::<f64>(&rstd));
    let (up, src) = (Ptr::new(g.ptr::<u8>()), Ptr::new(x.ptr::<u8>()));
    let dst = gx.as_ref().map(|v| (Ptr::new(v.ptr::<u8>()), v.dtype));
    // For each sample and channel: the sums of g and of g x.
    let mut sums = filled((0f64, 0f64), n * c);
    let slots = Ptr::new(sums.as_mut_ptr());
    parallel_for(n * groups, grain_of(channels * l * 2), &|range| {
        let mut t: [Vec<X>; 3] = std::array::from_fn(|_| filled(X::default(), l));
        let [tg, tx, to] = &mut t;
        for r in range {
            let first = r / groups * c + r % groups * channels;
            let (m, s) = (centres[r], scales[r]);
            let (mut a, mut b) = (0.0, 0.0);
            for k in first..first + channels {
                // SAFETY: channel `k` of contiguous views; the slots and the output belong to this unit.
                unsafe {
                    let at = (k * l) as isize;
                    let g = run_slice(element(up, g.dtype, at), g.dtype, 1, l, tg);
                    let x = run_slice(element(src, x.dtype, at), x.dtype, 1, l, tx);
                    let (sum, dot) = two_sums(g, x);
                    *slots.at(k as isize) = (sum, dot);
                    a += w[k % c] * sum;
                    b += w[k % c] * (dot - m * sum) * s;
                }
            }
            let Some((ptr, dtype)) = dst else { continue };
            let count = (channels * l) as f64;
            for k in first..first + channels {
                // SAFETY: as above.
                unsafe {
                    let at = (k * l) as isize;
                    let g = run_slice(element(up, g.dtype, at), g.dtype, 1, l, tg);
                    let x = run_slice(element(src, x.dtype, at), x.dtype, 1, l, tx);
                    let o = element(ptr, dtype, at);
                    let out = run_slice_mut(o, dtype, 1, l, to);
                    // gx = s (g w - a / count - xhat b / count)
                    let slope = -b / count * s * s;
                    combine(g, X::cast(s * w[k % c]), x, X::cast(slope), X::cast(-a / count * s - slope * m), out);
                    store_unless_direct(o, dtype, 1, to);
                }
            }
        }
    });
    let (mut tw, mut tb) = (filled(0f64, c), filled(0f64, c));
    for (k, &(sum, dot)) in sums.iter().enumerate() {
        let r = k / c * groups + k % c / channels;
        tb[k % c] += sum;
        tw[k % c] += (dot - centres[r] * sum) * scales[r];
    }
    gw.inspect(|v| from_slice(&tw, v));
    gb.inspect(|v| from_slice(&tb, v));
}
