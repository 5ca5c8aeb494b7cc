//! Regions of interest: boxes of an image pooled to one size, and boxes that overlap.
//!
//! All poolings but the maximum are weighted sums over places of a plane, so one list of (place, weight) serves forward
//! and gradient. Views are contiguous; images are `[N, C, H, W]`, boxes `[K, 5]` (image, x1, y1, x2, y2).

use crate::scratch::filled;
use crate::parallel::parallel_for;
use crate::runs::Ptr;
use crate::{View, ViewMut};

/// What one output cell is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RoiKind {
    /// The mean of bilinear samples.
    Align,
    /// The same from a channel of the cell's own.
    PsAlign,
    /// The mean of the elements inside, from a channel of the cell's own.
    PsPool,
}

#[derive(Clone, Copy, Debug)]
pub struct RoiParams {
    pub kind: RoiKind,
    /// Image units per box unit.
    pub scale: f64,
    /// Height and width of the output.
    pub pooled: [i64; 2],
    /// Samples per cell and dimension; as many as the cell has elements when not positive.
    pub sampling: i64,
    /// Boxes are shifted by half an element.
    pub aligned: bool,
}

/// Coordinates are computed in the tensor's own precision, which decides ties.
pub trait Real: Copy + PartialOrd + Send + Sync + std::ops::AddAssign + 'static {
    fn of(v: f64) -> Self;
    fn f64(self) -> f64;
}

impl Real for f32 {
    fn of(v: f64) -> f32 {
        v as f32
    }
    fn f64(self) -> f64 {
        self as f64
    }
}

impl Real for f64 {
    fn of(v: f64) -> f64 {
        v
    }
    fn f64(self) -> f64 {
        self
    }
}

macro_rules! real {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            $crate::DType::F32 => { type $T = f32; $body }
            $crate::DType::F64 => { type $T = f64; $body }
            _ => debug_assert!(false, "no pooling of regions of this dtype"),
        }
    };
}

/// Rows of a contiguous view.
fn slice<'a, T>(v: &'a View) -> &'a [T] {
    debug_assert!(v.is_contiguous());
    // SAFETY: contiguous by this module's contract; the view covers its elements.
    unsafe { std::slice::from_raw_parts(v.ptr::<T>(), v.numel()) }
}

/// Start and size of a box along one dimension, and the size of a cell.
#[derive(Clone, Copy)]
struct Span {
    start: f64,
    cell: f64,
}

struct Region {
    image: usize,
    spans: [Span; 2],
    sizes: [i64; 2],
}

/// Rounds to the precision of `T`.
fn rounded<T: Real>(v: f64) -> f64 {
    T::of(v).f64()
}

impl Region {
    fn new<T: Real>(roi: &[T], p: &RoiParams, sizes: [i64; 2]) -> Region {
        let span = |from: T, to: T, pooled: i64| {
            let (from, to) = (rounded::<T>(from.f64() * p.scale), rounded::<T>(to.f64() * p.scale));
            let (start, size) = match p.kind {
                RoiKind::Align => {
                    let shift = if p.aligned { 0.5 } else { 0.0 };
                    let (a, b) = (rounded::<T>(from - shift), rounded::<T>(to - shift));
                    let size = rounded::<T>(b - a);
                    (a, if p.aligned { size } else { size.max(1.0) })
                }
                RoiKind::PsAlign => (rounded::<T>(from - 0.5), rounded::<T>(rounded::<T>(to - 0.5) - rounded::<T>(from - 0.5))),
                RoiKind::PsPool => (from.round(), (to.round() - from.round()).max(1.0)),
            };
            Span { start, cell: rounded::<T>(size / pooled as f64) }
        };
        Region {
            image: roi[0].f64() as usize,
            spans: [span(roi[2], roi[4], p.pooled[0]), span(roi[1], roi[3], p.pooled[1])],
            sizes,
        }
    }

    /// The places of cell `(ph, pw)` and their weights.
    fn taps<T: Real>(&self, p: &RoiParams, at: [i64; 2], taps: &mut Vec<(usize, T)>) {
        taps.clear();
        match p.kind {
            RoiKind::PsPool => self.inside::<T>(at, taps),
            _ => self.samples::<T>(p, at, taps),
        }
    }

    fn inside<T: Real>(&self, at: [i64; 2], taps: &mut Vec<(usize, T)>) {
        let range = |d: usize| {
            let s = self.spans[d];
            let from = rounded::<T>(at[d] as f64 * s.cell).floor() + s.start;
            let to = rounded::<T>((at[d] + 1) as f64 * s.cell).ceil() + s.start;
            // torchvision's cells end one element early at the border; the numbers are kept the same.
            let last = self.sizes[d] - 1;
            ((from as i64).clamp(0, last), (to as i64).clamp(0, last))
        };
        let ((y0, y1), (x0, x1)) = (range(0), range(1));
        let area = (y1 - y0).max(0) * (x1 - x0).max(0);
        for y in y0..y1 {
            for x in x0..x1 {
                taps.push(((y * self.sizes[1] + x) as usize, T::of(1.0 / area as f64)));
            }
        }
    }

    fn samples<T: Real>(&self, p: &RoiParams, at: [i64; 2], taps: &mut Vec<(usize, T)>) {
        let grid = |d: usize| if p.sampling > 0 { p.sampling } else { self.spans[d].cell.ceil() as i64 };
        let (rows, columns) = (grid(0), grid(1));
        let count = (rows as f64 * columns as f64).max(1.0);
        let place = |d: usize, i: i64, n: i64| {
            let s = self.spans[d];
            rounded::<T>(s.start + at[d] as f64 * s.cell + (i as f64 + 0.5) * s.cell / n as f64)
        };
        for i in 0..rows {
            let Some((y, wy)) = neighbours(place(0, i, rows), self.sizes[0]) else { continue };
            for j in 0..columns {
                let Some((x, wx)) = neighbours(place(1, j, columns), self.sizes[1]) else { continue };
                for a in 0..2 {
                    for b in 0..2 {
                        let weight = wy[a] * wx[b];
                        if weight != 0.0 {
                            taps.push(((y[a] * self.sizes[1] + x[b]) as usize, T::of(weight / count)));
                        }
                    }
                }
            }
        }
    }
}

/// The two elements around a position and their weights; none more than one element outside.
fn neighbours(at: f64, size: i64) -> Option<([i64; 2], [f64; 2])> {
    if !(at >= -1.0 && at <= size as f64) {
        return None;
    }
    let at = at.max(0.0);
    let low = at as i64;
    if low >= size - 1 {
        return Some(([size - 1, size - 1], [1.0, 0.0]));
    }
    let high = at - low as f64;
    Some(([low, low + 1], [1.0 - high, high]))
}

/// Input channel of output channel `c` in cell `(ph, pw)`.
fn source(p: &RoiParams, c: usize, at: [i64; 2]) -> usize {
    match p.kind {
        RoiKind::Align => c,
        _ => (c * p.pooled[0] as usize + at[0] as usize) * p.pooled[1] as usize + at[1] as usize,
    }
}

fn cells(p: &RoiParams) -> impl Iterator<Item = [i64; 2]> + use<> {
    let [h, w] = p.pooled;
    (0..h).flat_map(move |y| (0..w).map(move |x| [y, x]))
}

/// Pools every box: `x [N, C, H, W]`, `rois [K, 5]` to `out [K, C', ph, pw]`. Boxes name images below `N`. f32, f64.
pub fn pool(x: View, rois: View, p: &RoiParams, out: ViewMut) {
    real!(x.dtype, T => pool_of::<T>(&x, &rois, p, &out))
}

fn pool_of<T: Real>(x: &View, rois: &View, p: &RoiParams, out: &ViewMut) {
    let (xs, boxes) = (slice::<T>(x), slice::<T>(rois));
    let [channels, h, w] = [x.sizes[1] as usize, x.sizes[2] as usize, x.sizes[3] as usize];
    let (outs, area) = (out.sizes[1] as usize, (p.pooled[0] * p.pooled[1]) as usize);
    let op = Ptr::new(out.ptr::<T>());
    parallel_for(out.sizes[0] as usize, 1, &|range| {
        let mut taps = Vec::new();
        for k in range {
            let region = Region::new(&boxes[k * 5..k * 5 + 5], p, [h as i64, w as i64]);
            for (cell, at) in cells(p).enumerate() {
                region.taps::<T>(p, at, &mut taps);
                for c in 0..outs {
                    let plane = &xs[(region.image * channels + source(p, c, at)) * h * w..][..h * w];
                    let sum: f64 = taps.iter().map(|&(i, weight)| plane[i].f64() * weight.f64()).sum();
                    // SAFETY: each box has its own part of the output.
                    unsafe { op.at(((k * outs + c) * area + cell) as isize).write(T::of(sum)) };
                }
            }
        }
    });
}

/// The gradient of `pool` for `x`; `gx` is zeroed first.
pub fn pool_backward(g: View, rois: View, p: &RoiParams, gx: ViewMut) {
    real!(g.dtype, T => pool_backward_of::<T>(&g, &rois, p, &gx))
}

fn pool_backward_of<T: Real>(g: &View, rois: &View, p: &RoiParams, gx: &ViewMut) {
    let (gs, boxes) = (slice::<T>(g), slice::<T>(rois));
    let [channels, h, w] = [gx.sizes[1] as usize, gx.sizes[2] as usize, gx.sizes[3] as usize];
    let (outs, area) = (g.sizes[1] as usize, (p.pooled[0] * p.pooled[1]) as usize);
    let op = Ptr::new(gx.ptr::<T>());
    let total = gx.sizes.iter().product::<i64>() as usize;
    for i in 0..total {
        // SAFETY: inside the output.
        unsafe { op.at(i as isize).write(T::of(0.0)) };
    }
    // Output channels read disjoint input channels, so they are what is split.
    parallel_for(outs, outs.div_ceil(8).max(1), &|range| {
        let mut taps = Vec::new();
        for k in 0..g.sizes[0] as usize {
            let region = Region::new(&boxes[k * 5..k * 5 + 5], p, [h as i64, w as i64]);
            for (cell, at) in cells(p).enumerate() {
                region.taps::<T>(p, at, &mut taps);
                for c in range.clone() {
                    let from = gs[(k * outs + c) * area + cell].f64();
                    let plane = (region.image * channels + source(p, c, at)) * h * w;
                    for &(i, weight) in &taps {
                        // SAFETY: places lie inside the plane, and only this thread writes the channel.
                        unsafe { *op.at((plane + i) as isize) += T::of(from * weight.f64()) };
                    }
                }
            }
        }
    });
}

/// The largest element of each cell and, as i32, its place in the plane; 0 and -1 where the cell is empty.
pub fn max_pool(x: View, rois: View, scale: f64, pooled: [i64; 2], out: ViewMut, places: ViewMut) {
    real!(x.dtype, T => max_pool_of::<T>(&x, &rois, scale, pooled, &out, &places))
}

fn max_pool_of<T: Real>(x: &View, rois: &View, scale: f64, pooled: [i64; 2], out: &ViewMut, places: &ViewMut) {
    let (xs, boxes) = (slice::<T>(x), slice::<T>(rois));
    let [channels, h, w] = [x.sizes[1] as usize, x.sizes[2] as usize, x.sizes[3] as usize];
    let area = (pooled[0] * pooled[1]) as usize;
    let (op, ip) = (Ptr::new(out.ptr::<T>()), Ptr::new(places.ptr::<i32>()));
    parallel_for(out.sizes[0] as usize, 1, &|range| {
        for k in range {
            let roi = &boxes[k * 5..k * 5 + 5];
            let image = roi[0].f64() as usize;
            let span = |from: T, to: T, at: i64, n: i64, size: i64| {
                let (from, to) = (rounded::<T>(from.f64() * scale).round(), rounded::<T>(to.f64() * scale).round());
                let cell = rounded::<T>((to - from + 1.0).max(1.0) / n as f64);
                let low = rounded::<T>(at as f64 * cell).floor() + from;
                let high = rounded::<T>((at + 1) as f64 * cell).ceil() + from;
                (low as i64).clamp(0, size)..(high as i64).clamp(0, size)
            };
            for cell in 0..area {
                let (ph, pw) = (cell as i64 / pooled[1], cell as i64 % pooled[1]);
                let ys = span(roi[2], roi[4], ph, pooled[0], h as i64);
                let columns = span(roi[1], roi[3], pw, pooled[1], w as i64);
                for c in 0..channels {
                    let plane = &xs[(image * channels + c) * h * w..][..h * w];
                    let mut best: Option<(T, usize)> = None;
                    for y in ys.clone() {
                        for i in columns.clone() {
                            let at = y as usize * w + i as usize;
                            if best.is_none_or(|(b, _)| plane[at] > b) {
                                best = Some((plane[at], at));
                            }
                        }
                    }
                    let to = (k * channels + c) * area + cell;
                    // SAFETY: each box has its own part of the outputs.
                    unsafe {
                        op.at(to as isize).write(best.map_or(T::of(0.0), |(b, _)| b));
                        ip.at(to as isize).write(best.map_or(-1, |(_, i)| i as i32));
                    }
                }
            }
        }
    });
}

/// Adds `g` at the places that `max_pool` chose; `gx` is zeroed first.
pub fn max_pool_backward(g: View, rois: View, places: View, gx: ViewMut) {
    real!(g.dtype, T => {
        let (gs, boxes, at) = (slice::<T>(&g), slice::<T>(&rois), slice::<i32>(&places));
        let (channels, plane) = (gx.sizes[1] as usize, (gx.sizes[2] * gx.sizes[3]) as usize);
        let area = (g.sizes[2] * g.sizes[3]) as usize;
        let op = Ptr::new(gx.ptr::<T>());
        for i in 0..gx.sizes.iter().product::<i64>() as usize {
            // SAFETY: inside the output.
            unsafe { op.at(i as isize).write(T::of(0.0)) };
        }
        for (i, &place) in at.iter().enumerate() {
            let (k, c) = (i / area / channels, i / area % channels);
            if place >= 0 && (place as usize) < plane {
                let image = boxes[k * 5].f64() as usize;
                // SAFETY: the place lies inside the plane, images are below the batch size.
                unsafe { *op.at(((image * channels + c) * plane + place as usize) as isize) += gs[i] };
            }
        }
    })
}

/// Which boxes `[K, 4]` (x1, y1, x2, y2), taken in `order`, overlap no kept box before them by more than `threshold`.
pub fn suppress(boxes: View, order: View, threshold: f64) -> Vec<i64> {
    let mut kept = Vec::new();
    real!(boxes.dtype, T => kept = suppress_of::<T>(&boxes, &order, threshold));
    kept
}

fn suppress_of<T: Real>(boxes: &View, order: &View, threshold: f64) -> Vec<i64> {
    let (b, order) = (slice::<T>(boxes), slice::<i64>(order));
    let corner = |i: usize, d: usize| b[i * 4 + d].f64();
    let area = |i: usize| rounded::<T>(rounded::<T>(corner(i, 2) - corner(i, 0)) * rounded::<T>(corner(i, 3) - corner(i, 1)));
    let mut gone = filled(false, order.len());
    let mut kept = Vec::new();
    for (at, &i) in order.iter().enumerate() {
        if gone[at] {
            continue;
        }
        kept.push(i);
        let i = i as usize;
        for (later, &j) in order.iter().enumerate().skip(at + 1) {
            if gone[later] {
                continue;
            }
            let j = j as usize;
            let side = |d: usize| rounded::<T>((corner(i, d + 2).min(corner(j, d + 2)) - corner(i, d).max(corner(j, d))).max(0.0));
            let shared = rounded::<T>(side(0) * side(1));
            let union = rounded::<T>(rounded::<T>(area(i) + area(j)) - shared);
            gone[later] = rounded::<T>(shared / union) > threshold;
        }
    }
    kept
}
