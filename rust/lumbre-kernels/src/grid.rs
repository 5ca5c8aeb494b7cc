//! Images read at places between their pixels: the weighted nearest pixels, and the derivatives.

use crate::math::Real;
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::{DType, View, ViewMut};

/// What lies outside the image.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Padding {
    Zeros,
    Border,
    Reflection,
}

#[derive(Clone, Copy, Debug)]
pub struct GridParams {
    /// The nearest pixel alone; otherwise the two around the place in each dimension, weighted linearly.
    pub nearest: bool,
    pub padding: Padding,
    /// -1 and 1 are the outer pixels' centres, not their edges.
    pub align: bool,
}

/// Points whose pixels are found together, before they are read channel by channel.
const POINTS: usize = 256;

/// The pixels of one point, at most `N`: places in the plane, their weights, and the weights' slopes along `D` dimensions.
#[derive(Clone, Copy)]
struct Taps<S, const N: usize, const D: usize> {
    count: usize,
    at: [usize; N],
    weight: [S; N],
    slope: [[S; D]; N],
}

/// From [-1, 1] to pixels, inside the image where the padding says so; and the slope of that.
#[inline(always)]
fn place<S: Real>(p: &GridParams, size: usize, g: S) -> (S, S) {
    let (one, half, n) = (S::of(1.0), S::of(0.5), S::of(size as f64));
    let most = n - one;
    let (mut x, mut slope) = if p.align { ((g + one) * half * most, most * half) } else { (((g + one) * n - one) * half, n * half) };
    if p.padding == Padding::Zeros {
        return (x, slope);
    }
    if p.padding == Padding::Reflection {
        let (low, span) = if p.align { (S::of(0.0), most) } else { (-half, n) };
        if span <= S::of(0.0) {
            return (S::of(0.0), S::of(0.0));
        }
        let mut away = x - low;
        if away < S::of(0.0) {
            (away, slope) = (-away, -slope);
        }
        // The remainder is a slow division, and most points lie inside.
        let (extra, odd) = if away < span { (away, false) } else { (away.rem(span), (away / span).floor().rem(S::of(2.0)) > half) };
        (x, slope) = if odd { (span - extra + low, -slope) } else { (extra + low, slope) };
    }
    // Nothing flows back from places at or beyond an edge.
    if x <= S::of(0.0) {
        (S::of(0.0), S::of(0.0))
    } else if x >= most {
        (most, S::of(0.0))
    } else {
        (x, slope)
    }
}

/// The pixels of the point `g` (first number for the last dimension). NaN has none.
#[inline(always)]
fn taps<S: Real, const N: usize, const D: usize>(p: &GridParams, sizes: &[i64], g: &[S]) -> Taps<S, N, D> {
    let (zero, one) = (S::of(0.0), S::of(1.0));
    let mut t = Taps { count: 1, at: [0; N], weight: [one; N], slope: [[one; D]; N] };
    let n = sizes.len();
    for d in 0..n {
        let size = sizes[d] as usize;
        let (x, slope) = place(p, size, g[n - 1 - d]);
        let low = if p.nearest { x.round_even() } else { x.floor() };
        let up = x - low;
        let ends: [(S, S, S); 2] = [(low, one - up, -slope), (low + one, up, slope)];
        let before = t;
        t.count = 0;
        for i in 0..before.count {
            for (at, w, s) in ends.into_iter().take(if p.nearest { 1 } else { 2 }) {
                let w = if p.nearest { one } else { w };
                if at >= zero && at <= S::of((size - 1) as f64) {
                    let k = t.count;
                    t.at[k] = before.at[i] * size + at.wide() as usize;
                    t.weight[k] = before.weight[i] * w;
                    for e in 0..n.min(D) {
                        t.slope[k][e] = before.slope[i][e] * if e == d { s } else { w };
                    }
                    t.count += 1;
                }
            }
        }
    }
    t
}

multiversion! {
    /// The pixels of each point of `grid`, of `dims` numbers a point.
    fn find[S: Real; const N: usize](_m; p: &GridParams, sizes: &[i64], grid: &[S], dims: usize) -> Vec<Taps<S, N, 0>> {
        grid.chunks(dims).map(|g| taps(p, sizes, g)).collect()
    }
}

/// `out[n, c, p]` of contiguous images `x: [N, C, *]` at the points `grid: [N, P, d]`.
pub fn grid_sample(x: View, grid: View, p: &GridParams, out: ViewMut) {
    match out.dtype {
        DType::F32 if grid.sizes[2] == 2 => forward::<f32, 4>(&x, &grid, p, &out),
        DType::F32 => forward::<f32, 8>(&x, &grid, p, &out),
        DType::F64 => forward::<f64, 8>(&x, &grid, p, &out),
        _ => debug_assert!(false, "no grids of this dtype"),
    }
}

fn forward<S: Real, const N: usize>(x: &View, grid: &View, p: &GridParams, out: &ViewMut) {
    let (channels, points, dims) = (x.sizes[1] as usize, grid.sizes[1] as usize, grid.sizes[2] as usize);
    let plane: usize = x.sizes[2..].iter().product::<i64>() as usize;
    let blocks = points.div_ceil(POINTS);
    let (from, at, to) = (Ptr::new(x.ptr::<S>()), Ptr::new(grid.ptr::<S>()), Ptr::new(out.ptr::<S>() as *const S));
    parallel_for(x.sizes[0] as usize * blocks, 1, &|range| {
        for unit in range {
            let (n, first) = (unit / blocks, unit % blocks * POINTS);
            let count = POINTS.min(points - first);
            // SAFETY: points of the grid, planes of the image, and this unit's part of the output, all contiguous.
            unsafe {
                let g = std::slice::from_raw_parts(at.at(((n * points + first) * dims) as isize), count * dims);
                let found = find::<S, N>(p, &x.sizes[2..], g, dims);
                for c in 0..channels {
                    let image = std::slice::from_raw_parts(from.at(((n * channels + c) * plane) as isize), plane);
                    let row = std::slice::from_raw_parts_mut(to.at(((n * channels + c) * points + first) as isize), count);
                    for (y, t) in row.iter_mut().zip(&found) {
                        *y = (0..t.count).fold(S::of(0.0), |sum, k| sum + image[t.at[k]] * t.weight[k]);
                    }
                }
            }
        }
    });
}

/// The gradients of `grid_sample` by the image and by the grid, from `g: [N, C, P]`. `gx` is zero before.
pub fn grid_sample_backward(g: View, x: View, grid: View, p: &GridParams, gx: Option<ViewMut>, gg: Option<ViewMut>) {
    match x.dtype {
        DType::F32 => backward::<f32>(&g, &x, &grid, p, gx, gg),
        DType::F64 => backward::<f64>(&g, &x, &grid, p, gx, gg),
        _ => debug_assert!(false, "no grids of this dtype"),
    }
}

fn backward<S: Real>(g: &View, x: &View, grid: &View, p: &GridParams, gx: Option<ViewMut>, gg: Option<ViewMut>) {
    let (channels, points, dims) = (x.sizes[1] as usize, grid.sizes[1] as usize, grid.sizes[2] as usize);
    let plane: usize = x.sizes[2..].iter().product::<i64>() as usize;
    let (up, from, at) = (Ptr::new(g.ptr::<S>()), Ptr::new(x.ptr::<S>()), Ptr::new(grid.ptr::<S>()));
    let to = gx.map(|v| Ptr::new(v.ptr::<S>() as *const S));
    let to_grid = gg.map(|v| Ptr::new(v.ptr::<S>() as *const S));
    // An image's gradients are summed in the order of the points, whatever the number of threads.
    parallel_for(x.sizes[0] as usize, 1, &|range| {
        for n in range {
            for first in (0..points).step_by(POINTS) {
                let count = POINTS.min(points - first);
                // SAFETY: as in `forward`; image `n` of both gradients belongs to this unit.
                unsafe {
                    let g = std::slice::from_raw_parts(at.at(((n * points + first) * dims) as isize), count * dims);
                    let found: Vec<Taps<S, 8, 3>> = g.chunks(dims).map(|g| taps(p, &x.sizes[2..], g)).collect();
                    let mut slopes = vec![[S::of(0.0); 3]; count];
                    for c in 0..channels {
                        let image = std::slice::from_raw_parts(from.at(((n * channels + c) * plane) as isize), plane);
                        let row = std::slice::from_raw_parts(up.at(((n * channels + c) * points + first) as isize), count);
                        if let Some(to) = to {
                            let grad = std::slice::from_raw_parts_mut(to.at(((n * channels + c) * plane) as isize), plane);
                            for (&y, t) in row.iter().zip(&found) {
                                (0..t.count).for_each(|k| grad[t.at[k]] = grad[t.at[k]] + y * t.weight[k]);
                            }
                        }
                        if to_grid.is_some() && !p.nearest {
                            for ((&y, t), sum) in row.iter().zip(&found).zip(&mut slopes) {
                                for k in 0..t.count {
                                    let v = y * image[t.at[k]];
                                    (0..dims).for_each(|d| sum[d] = sum[d] + v * t.slope[k][d]);
                                }
                            }
                        }
                    }
                    if let Some(to) = to_grid {
                        for (i, sum) in slopes.iter().enumerate() {
                            for d in 0..dims {
                                *to.at(((n * points + first + i) * dims + dims - 1 - d) as isize) = sum[d];
                            }
                        }
                    }
                }
            }
        }
    });
}
