//! Images read at places between their pixels: the weighted nearest pixels, and the derivatives.
//!
//! Of a block of points, the pixels and weights along each dimension are found first, then their combinations, one array for each,
//! and then every channel is read.

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

/// Which pixels a place is made of.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Mode {
    /// The two around it in each dimension, weighted linearly.
    Linear,
    /// The nearest alone.
    Nearest,
    /// Four in each dimension, weighted by cubic polynomials; two dimensions only.
    Cubic,
}

impl Mode {
    /// Pixels in one dimension.
    fn taps(self) -> usize {
        match self {
            Mode::Linear => 2,
            Mode::Nearest => 1,
            Mode::Cubic => 4,
        }
    }
}

#[derive(Clone, Copy, Debug)]
pub struct GridParams {
    pub mode: Mode,
    pub padding: Padding,
    /// -1 and 1 are the outer pixels' centres, not their edges.
    pub align: bool,
}

/// Points whose pixels are found together, before they are read channel by channel.
const POINTS: usize = 128;
/// Points that one thread takes at least.
const GRAIN: usize = 8192;
/// The most pixels of a point: four by four, or two in each of three dimensions.
const MOST: usize = 16;

type Line<S> = [S; POINTS];

/// Numbers of pixels as numbers of places.
trait Number: Real {
    /// # Safety
    /// It is whole and fits.
    unsafe fn index(self) -> i32;
}
macro_rules! number { ($($t:ty),*) => { $(impl Number for $t {
    #[inline(always)]
    unsafe fn index(self) -> i32 {
        // SAFETY: by this function's contract.
        unsafe { self.to_int_unchecked() }
    }
})* } }
number!(f32, f64);

/// Along one dimension, for each of up to four pixels of every point: its place (-1 outside), its weight and the weight's slope.
struct Axis<S> {
    at: [Line<i32>; 4],
    weight: [Line<S>; 4],
    slope: [Line<S>; 4],
}

/// The same for all dimensions: places in a plane, and slopes along each.
struct Taps<S> {
    at: [Line<i32>; MOST],
    weight: [Line<S>; MOST],
    slope: [[Line<S>; MOST]; 3],
}

/// Everything a block of points needs.
struct Block<S> {
    axes: [Axis<S>; 3],
    taps: Taps<S>,
}

impl<S: Number> Block<S> {
    fn new() -> Box<Block<S>> {
        let zero = S::of(0.0);
        let axis = || Axis { at: [[0; POINTS]; 4], weight: [[zero; POINTS]; 4], slope: [[zero; POINTS]; 4] };
        Box::new(Block {
            axes: [axis(), axis(), axis()],
            taps: Taps { at: [[0; POINTS]; MOST], weight: [[zero; POINTS]; MOST], slope: [[[zero; POINTS]; MOST]; 3] },
        })
    }

    /// The pixels of the points `grid` (first number for the last dimension). Whether all lie inside.
    fn find(&mut self, p: &GridParams, sizes: &[i64], grid: &[S], slopes: bool) -> bool {
        let n = sizes.len();
        for d in 0..n {
            along(p, sizes[d] as usize, grid, [n, n - 1 - d], &mut self.axes[d]);
        }
        combine(&self.axes[..n], p.mode.taps(), sizes, grid.len() / n, slopes, &mut self.taps)
    }
}

/// From [-1, 1] to pixels, and the slope of that.
#[inline(always)]
fn pixel<S: Number>(align: bool, size: usize, g: S) -> (S, S) {
    let (one, half, n) = (S::of(1.0), S::of(0.5), S::of(size as f64));
    if align { ((g + one) * (half * (n - one)), half * (n - one)) } else { ((g + one) * (half * n) - half, half * n) }
}

/// A place brought inside the image where the padding says so; and the slope of that. NaN becomes 0.
#[inline(always)]
fn inside<S: Number>(padding: Padding, align: bool, size: usize, x: S) -> (S, S) {
    let (zero, one, half, n) = (S::of(0.0), S::of(1.0), S::of(0.5), S::of(size as f64));
    let most = n - one;
    let (mut x, mut slope) = (x, one);
    if padding == Padding::Zeros {
        return (x, slope);
    }
    if padding == Padding::Reflection {
        let (low, span) = if align { (zero, most) } else { (-half, n) };
        let away = x - low;
        slope = if away < zero { -one } else { one };
        let away = if away < zero { -away } else { away };
        let there_and_back = span + span;
        let extra = away - (away / there_and_back).trunc() * there_and_back;
        let back = extra > span;
        x = if back { there_and_back - extra } else { extra } + low;
        slope = if back { -slope } else { slope };
    }
    // Nothing flows back from places at or beyond an edge.
    slope = if x > zero && x < most { slope } else { zero };
    x = if x > zero { x } else { zero };
    (if x < most { x } else { most }, slope)
}

/// `x` as the place of a pixel, or -1.
#[inline(always)]
fn place<S: Number>(x: S, most: S) -> i32 {
    let there = x >= S::of(0.0) && x <= most;
    // SAFETY: whole, and between 0 and a size that fits.
    let at = unsafe { if there { x } else { S::of(0.0) }.index() };
    if there { at } else { -1 }
}

/// The four weights of cubic interpolation at `t` past the second pixel, and their slopes.
#[inline(always)]
fn cubic<S: Number>(t: S) -> [(S, S); 4] {
    const A: f64 = -0.75;
    let c = S::of;
    let near = |t: S| (((c(A + 2.0) * t - c(A + 3.0)) * t * t + c(1.0)), (c(3.0 * (A + 2.0)) * t - c(2.0 * (A + 3.0))) * t);
    let far = |t: S| (((c(A) * t - c(5.0 * A)) * t + c(8.0 * A)) * t - c(4.0 * A), (c(3.0 * A) * t - c(10.0 * A)) * t + c(8.0 * A));
    let back = |(w, s): (S, S)| (w, -s);
    let rest = c(1.0) - t;
    [far(t + c(1.0)), near(t), back(near(rest)), back(far(rest + c(1.0)))]
}

#[inline(always)]
fn along_by<S: Number>(mode: Mode, padding: Padding, align: bool, size: usize, line: &Line<S>, out: &mut Axis<S>) {
    let (zero, one) = (S::of(0.0), S::of(1.0));
    let most = S::of(size as f64) - one;
    let Axis { at, weight, slope } = out;
    for i in 0..POINTS {
        let (x, scale) = pixel(align, size, line[i]);
        match mode {
            Mode::Nearest => {
                at[0][i] = place(inside(padding, align, size, x).0.round_even(), most);
                (weight[0][i], slope[0][i]) = (one, zero);
            }
            Mode::Linear => {
                let (x, more) = inside(padding, align, size, x);
                let low = x.floor();
                let up = x - low;
                (at[0][i], weight[0][i], slope[0][i]) = (place(low, most), one - up, -(scale * more));
                (at[1][i], weight[1][i], slope[1][i]) = (place(low + one, most), up, scale * more);
            }
            Mode::Cubic => {
                let low = x.floor();
                for (k, (w, s)) in cubic(x - low).into_iter().enumerate() {
                    let there = inside(padding, align, size, low + S::of(k as f64 - 1.0)).0;
                    (at[k][i], weight[k][i], slope[k][i]) = (place(there, most), w, s * scale);
                }
            }
        }
    }
}

multiversion! {
    /// The pixels along one dimension: number `which` of the `n` of each point.
    fn along[S: Number](_m; p: &GridParams, size: usize, grid: &[S], number: [usize; 2], out: &mut Axis<S>) {
        let [n, which] = number;
        let mut line = [S::of(0.0); POINTS];
        // A constant step lets the compiler turn the loads into shuffles.
        if n == 2 && grid.len() == 2 * POINTS {
            for i in 0..POINTS {
                line[i] = grid[2 * i + which];
            }
        } else {
            line.iter_mut().zip(grid.chunks_exact(n)).for_each(|(x, point)| *x = point[which]);
        }
        let line = &line;
        use Mode::*;
        use Padding::*;
        let a = p.align;
        match (p.mode, p.padding) {
            (Linear, Zeros) => along_by(Linear, Zeros, a, size, line, out),
            (Linear, Border) => along_by(Linear, Border, a, size, line, out),
            (Linear, Reflection) => along_by(Linear, Reflection, a, size, line, out),
            (Nearest, Zeros) => along_by(Nearest, Zeros, a, size, line, out),
            (Nearest, Border) => along_by(Nearest, Border, a, size, line, out),
            (Nearest, Reflection) => along_by(Nearest, Reflection, a, size, line, out),
            (Cubic, Zeros) => along_by(Cubic, Zeros, a, size, line, out),
            (Cubic, Border) => along_by(Cubic, Border, a, size, line, out),
            (Cubic, Reflection) => along_by(Cubic, Reflection, a, size, line, out),
        }
    }
}

multiversion! {
    /// All combinations of the pixels along each dimension; whether the first `count` points lie inside with all of theirs.
    fn combine[S: Number](_m; axes: &[Axis<S>], each: usize, sizes: &[i64], count: usize, slopes: bool, out: &mut Taps<S>) -> bool {
        let (n, last) = (axes.len(), axes.len() - 1);
        let mut outside = 0;
        for k in 0..each.pow(n as u32) {
            let digit = |d: usize| k / each.pow((last - d) as u32) % each;
            let (at, weight) = (&mut out.at[k], &mut out.weight[k]);
            (*at, *weight) = (axes[0].at[digit(0)], axes[0].weight[digit(0)]);
            for d in 1..n {
                let (other, by, size) = (&axes[d].at[digit(d)], &axes[d].weight[digit(d)], sizes[d] as i32);
                for i in 0..POINTS {
                    let both = at[i].wrapping_mul(size).wrapping_add(other[i]);
                    at[i] = if (at[i] | other[i]) < 0 { -1 } else { both };
                    weight[i] = weight[i] * by[i];
                }
            }
            if n == 3 {
                // In two dimensions a place that is no number gives none; in three, as in PyTorch, nothing is read there.
                for i in 0..POINTS {
                    weight[i] = if at[i] < 0 { S::of(0.0) } else { weight[i] };
                }
            }
            outside |= at.iter().take(count).fold(0, |all, &at| all | at);
            for e in 0..if slopes { n } else { 0 } {
                let slope = &mut out.slope[e][k];
                *slope = axes[e].slope[digit(e)];
                for d in (0..n).filter(|&d| d != e) {
                    let by = &axes[d].weight[digit(d)];
                    for i in 0..POINTS {
                        slope[i] = slope[i] * by[i];
                    }
                }
            }
        }
        outside >= 0
    }
}

/// Reads `C` planes at the first `count` points of `K` pixels each.
///
/// # Safety
/// The places lie in the planes that begin at `from`, or are -1 unless `WHOLE`; `to` has room for `count` numbers each.
unsafe fn read<S: Number, const K: usize, const C: usize, const WHOLE: bool>(t: &Taps<S>, count: usize, from: [*const S; C], to: [*mut S; C]) {
    for i in 0..count.min(POINTS) {
        let mut sums = [S::of(0.0); C];
        for k in 0..K {
            let (at, weight) = (t.at[k][i], t.weight[k][i]);
            for c in 0..C {
                // SAFETY: by this function's contract.
                let v = unsafe { *from[c].add(if WHOLE { at } else { at.max(0) } as usize) };
                let v = if WHOLE || at >= 0 { v } else { S::of(0.0) };
                sums[c] = sums[c] + v * weight;
            }
        }
        for c in 0..C {
            // SAFETY: by this function's contract.
            unsafe { *to[c].add(i) = sums[c] };
        }
    }
}

/// Planes that lie one behind the other, as many as `channels`, and rows of the output.
struct Planes<S> {
    channels: usize,
    from: *const S,
    plane: usize,
    to: *mut S,
    row: usize,
}

impl<S: Number> Planes<S> {
    /// # Safety
    /// As `read`.
    unsafe fn read_all<const K: usize, const WHOLE: bool>(&self, t: &Taps<S>, count: usize) {
        let mut c = 0;
        while c < self.channels {
            // SAFETY: by this function's contract, for planes that exist.
            unsafe {
                c += match self.channels - c {
                    1 => self.some::<K, 1, WHOLE>(c, t, count),
                    2 => self.some::<K, 2, WHOLE>(c, t, count),
                    3 => self.some::<K, 3, WHOLE>(c, t, count),
                    _ => self.some::<K, 4, WHOLE>(c, t, count),
                }
            }
        }
    }

    /// # Safety
    /// As `read`.
    unsafe fn some<const K: usize, const C: usize, const WHOLE: bool>(&self, c: usize, t: &Taps<S>, count: usize) -> usize {
        // SAFETY: by this function's contract.
        unsafe {
            let from = std::array::from_fn(|i| self.from.add((c + i) * self.plane));
            let to = std::array::from_fn(|i| self.to.add((c + i) * self.row));
            read::<S, K, C, WHOLE>(t, count, from, to);
        }
        C
    }
}

/// `$call::<K, WHOLE>` for the number of pixels of a point.
macro_rules! by_taps {
    ($taps:expr, $whole:expr, $on:ident . $call:ident ($($arg:expr),*)) => {
        match ($taps, $whole) {
            (1, true) => $on.$call::<1, true>($($arg),*),
            (1, false) => $on.$call::<1, false>($($arg),*),
            (4, true) => $on.$call::<4, true>($($arg),*),
            (4, false) => $on.$call::<4, false>($($arg),*),
            (8, true) => $on.$call::<8, true>($($arg),*),
            (8, false) => $on.$call::<8, false>($($arg),*),
            (_, true) => $on.$call::<16, true>($($arg),*),
            (_, false) => $on.$call::<16, false>($($arg),*),
        }
    };
}

/// `out[n, c, p]` of contiguous images `x: [N, C, *]` at the points `grid: [N, P, d]`. A plane has fewer than 2^31 pixels.
pub fn grid_sample(x: View, grid: View, p: &GridParams, out: ViewMut) {
    match out.dtype {
        DType::F32 => forward::<f32>(&x, &grid, p, &out),
        DType::F64 => forward::<f64>(&x, &grid, p, &out),
        _ => debug_assert!(false, "no grids of this dtype"),
    }
}

fn forward<S: Number>(x: &View, grid: &View, p: &GridParams, out: &ViewMut) {
    let (channels, points, dims) = (x.sizes[1] as usize, grid.sizes[1] as usize, grid.sizes[2] as usize);
    let plane: usize = x.sizes[2..].iter().product::<i64>() as usize;
    let blocks = points.div_ceil(POINTS);
    let taps = p.mode.taps().pow(dims as u32);
    let (from, at, to) = (Ptr::new(x.ptr::<S>()), Ptr::new(grid.ptr::<S>()), Ptr::new(out.ptr::<S>() as *const S));
    parallel_for(x.sizes[0] as usize * blocks, GRAIN / POINTS, &|range| {
        let mut block = Block::<S>::new();
        for unit in range {
            let (n, first) = (unit / blocks, unit % blocks * POINTS);
            let count = POINTS.min(points - first);
            // SAFETY: points of the grid, all contiguous.
            let g = unsafe { std::slice::from_raw_parts(at.at(((n * points + first) * dims) as isize), count * dims) };
            let whole = block.find(p, &x.sizes[2..], g, false);
            let planes = Planes {
                channels,
                from: from.at((n * channels * plane) as isize) as *const S,
                plane,
                to: to.at((n * channels * points + first) as isize),
                row: points,
            };
            // SAFETY: planes of image `n`, and this unit's part of the output, all contiguous; the places lie inside.
            unsafe { by_taps!(taps, whole, planes.read_all(&block.taps, count)) };
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

/// One channel's part of both gradients, at one block of points.
struct Back<'a, S> {
    up: &'a [S],
    image: *const S,
    grad: Option<*mut S>,
    dims: usize,
    sums: Option<&'a mut [Line<S>; 3]>,
}

impl<S: Number> Back<'_, S> {
    /// # Safety
    /// The places lie in the plane, or are -1.
    unsafe fn add<const K: usize, const WHOLE: bool>(&mut self, t: &Taps<S>) {
        if let Some(grad) = self.grad {
            for (i, &y) in self.up.iter().enumerate().take(POINTS) {
                for k in 0..K {
                    let at = t.at[k][i];
                    if WHOLE || at >= 0 {
                        // SAFETY: by this function's contract.
                        unsafe { *grad.add(at as usize) = *grad.add(at as usize) + y * t.weight[k][i] };
                    }
                }
            }
        }
        let (dims, image) = (self.dims, self.image);
        let Some(sums) = &mut self.sums else { return };
        for (i, &y) in self.up.iter().enumerate().take(POINTS) {
            let mut sum = [S::of(0.0); 3];
            for k in 0..K {
                let at = t.at[k][i];
                // SAFETY: by this function's contract.
                let v = unsafe { *image.add(if WHOLE { at } else { at.max(0) } as usize) };
                let v = if WHOLE || at >= 0 { v } else { S::of(0.0) };
                sum[0] = sum[0] + v * t.slope[0][k][i];
                sum[1] = sum[1] + v * t.slope[1][k][i];
                if dims == 3 {
                    sum[2] = sum[2] + v * t.slope[2][k][i];
                }
            }
            for (all, one) in sums.iter_mut().zip(sum) {
                all[i] = all[i] + y * one;
            }
        }
    }
}

fn backward<S: Number>(g: &View, x: &View, grid: &View, p: &GridParams, gx: Option<ViewMut>, gg: Option<ViewMut>) {
    let (channels, points, dims) = (x.sizes[1] as usize, grid.sizes[1] as usize, grid.sizes[2] as usize);
    let plane: usize = x.sizes[2..].iter().product::<i64>() as usize;
    let taps = p.mode.taps().pow(dims as u32);
    let (up, from, at) = (Ptr::new(g.ptr::<S>()), Ptr::new(x.ptr::<S>()), Ptr::new(grid.ptr::<S>()));
    let to = gx.map(|v| Ptr::new(v.ptr::<S>() as *const S));
    let to_grid = gg.map(|v| Ptr::new(v.ptr::<S>() as *const S));
    let sloped = to_grid.is_some() && p.mode != Mode::Nearest;
    // An image's gradients are summed in the order of the points, whatever the number of threads.
    parallel_for(x.sizes[0] as usize, 1, &|range| {
        let mut block = Block::<S>::new();
        for n in range {
            for first in (0..points).step_by(POINTS) {
                let count = POINTS.min(points - first);
                // SAFETY: points of the grid, all contiguous.
                let g = unsafe { std::slice::from_raw_parts(at.at(((n * points + first) * dims) as isize), count * dims) };
                let whole = block.find(p, &x.sizes[2..], g, sloped);
                let mut sums = [[S::of(0.0); POINTS]; 3];
                for c in 0..channels {
                    let place = ((n * channels + c) * plane) as isize;
                    let mut back = Back {
                        // SAFETY: a row of the output's gradient, contiguous.
                        up: unsafe { std::slice::from_raw_parts(up.at(((n * channels + c) * points + first) as isize), count) },
                        image: from.at(place) as *const S,
                        grad: to.map(|to| to.at(place)),
                        dims,
                        sums: sloped.then_some(&mut sums),
                    };
                    // SAFETY: the places lie in planes of image `n`, whose gradient belongs to this unit.
                    unsafe { by_taps!(taps, whole, back.add(&block.taps)) };
                }
                if let Some(to) = to_grid {
                    for i in 0..count {
                        for d in 0..dims {
                            // SAFETY: the points of image `n` belong to this unit.
                            unsafe { *to.at(((n * points + first + i) * dims + dims - 1 - d) as isize) = sums[d][i] };
                        }
                    }
                }
            }
        }
    });
}
