//! Convolutions by register tiles of output pixels by output channels, straight from a padded copy of a few input rows.

use super::taps::{Taps, Window};
use crate::gemm::num::{Num, Ptr};
use crate::gemm::pack::{self, Matrix, narrow};
use crate::gemm::tile::{Listed, Panels, Tile, run};
use crate::gemm::vector::Vector;
use crate::parallel::parallel_for;
use crate::Element;
use crate::scratch::Scratch;

/// Taps times channels of one pass: its weights (16 channels x 256 f32) stay in the L1 cache.
const DEPTH: usize = 256;
/// Bytes of the padded copy that a task aims at, within the L2 cache.
const COPY_BYTES: usize = 192 << 10;
/// Output rows of a task: at least (or the overlap of the copies costs too much) and at most.
const ROWS: (usize, usize) = (4, 16);
/// Tasks worth splitting output channels for, and the fewest panels of channels a task takes.
const TASKS: usize = 16;
const FEWEST: usize = 2;

/// # Safety
/// The CPU has `V`; the fields lie inside live views, the output disjoint from the rest.
pub(super) unsafe fn convolve<S: Num<Acc = V::E>, V: Vector>(t: &Taps<S>) {
    let width = if t.o as usize <= V::N { V::N } else { 2 * V::N };
    let plan = Plan::new(t, width, size_of::<V::E>());
    let weights = pack_weights::<S, V>(t, &plan);
    let list: Vec<i32> = plan.list(t);
    let per_image = t.groups as usize * t.output[0] as usize * plan.bands.count * plan.splits.count;
    parallel_for(t.n as usize * per_image, 1, &|tasks| {
        for task in tasks {
            let (rest, split) = (task / plan.splits.count, task % plan.splits.count);
            let (rest, band) = (rest / plan.bands.count, rest % plan.bands.count);
            let (rest, d) = (rest as i64 / t.output[0], rest as i64 % t.output[0]);
            let (n, group) = (rest / t.groups, rest % t.groups);
            // SAFETY: by this function's contract; tasks write disjoint outputs.
            unsafe { block::<S, V>(t, &plan, &list, &weights, [n, group, d], band, split) };
        }
    });
}

struct Plan {
    /// Output channels of a panel, and elements of depth.
    width: usize,
    depth: usize,
    /// Output rows of the tasks.
    bands: Panels,
    /// Panels of output channels of the tasks.
    splits: Panels,
    window: Window,
}

impl Plan {
    fn new<S: Num>(t: &Taps<S>, width: usize, size: usize) -> Plan {
        let one = t.window(1, false);
        let rows = t.output[1] as usize;
        let per_row = t.c as usize * one.planes() * one.row() * t.step[1] as usize * size;
        let fit = (COPY_BYTES / per_row.max(1)).saturating_sub(one.height).clamp(ROWS.0, ROWS.1);
        let bands = Panels::new(rows, fit);
        let panels = (t.o as usize).div_ceil(width);
        let tasks = (t.n * t.groups * t.output[0]) as usize * bands.count;
        let wanted = TASKS.div_ceil(tasks.max(1)).min(panels.div_ceil(FEWEST));
        let splits = Panels::new(panels, panels.div_ceil(wanted.max(1)));
        Plan { width, depth: t.c as usize * t.taps(), bands, splits, window: t.window(bands.get(0).1, true) }
    }

    fn panels(&self) -> usize {
        let (first, count) = self.splits.get(self.splits.count - 1);
        first + count
    }

    /// Where every column of the depth begins in the padded copy.
    fn list<S: Num>(&self, t: &Taps<S>) -> Vec<i32> {
        let mut list = vec![0; self.depth];
        let taps = t.taps();
        for c in 0..t.c as usize {
            t.each_tap(|i, _, at| list[c * taps + i] = (c * self.window.channel() + self.window.tap(t, at)) as i32);
        }
        list
    }
}

/// Weights as `[group][panel][channel][tap][width]`.
fn pack_weights<S: Num<Acc = V::E>, V: Vector>(t: &Taps<S>, plan: &Plan) -> Scratch<V::E> {
    let (panels, taps) = (plan.panels(), t.taps());
    let panel = plan.width * plan.depth;
    let weights = Scratch::<V::E>::new(t.groups as usize * panels * panel);
    let to = Ptr::new(weights.as_ptr());
    let mut places = vec![0; taps];
    t.each_tap(|i, at, _| places[i] = at);
    let even = taps < 2 || places.windows(2).all(|p| p[1] - p[0] == places[1] - places[0]);
    let (first, step) = (places.first().copied().unwrap_or(0), if taps < 2 { t.w.strides.c } else { places[1] - places[0] });
    let whole = even && t.w.strides.c == step * taps as i64;
    parallel_for(t.groups as usize * panels, ((1 << 14) / panel.max(1)).max(1), &|range| {
        for i in range {
            let o = (i % panels * plan.width) as i64;
            let cols = (plan.width as i64).min(t.o - o) as usize;
            let to = to.at((i * panel) as i64);
            let matrix = |c: i64| Matrix {
                ptr: t.weight((i / panels) as i64, o, c).wrapping_offset(first as isize),
                row: step as isize,
                col: t.w.strides.n as isize,
            };
            // SAFETY: by the contract of `convolve`; panels do not overlap.
            unsafe {
                if whole {
                    pack::rows::<S, V>(matrix(0), plan.depth, cols, plan.width, to);
                    continue;
                }
                for c in 0..t.c {
                    let to = to.add(c as usize * taps * plan.width);
                    if even {
                        pack::rows::<S, V>(matrix(c), taps, cols, plan.width, to);
                        continue;
                    }
                    let from = t.weight((i / panels) as i64, o, c);
                    for (p, &place) in places.iter().enumerate() {
                        let b = Matrix { ptr: from.offset(place as isize), row: 1, col: t.w.strides.n as isize };
                        pack::rows::<S, V>(b, 1, cols, plan.width, to.add(p * plan.width));
                    }
                }
            }
        }
    });
    weights
}

/// One band of output rows for the channels of one split.
unsafe fn block<S: Num<Acc = V::E>, V: Vector>(
    t: &Taps<S>,
    plan: &Plan,
    list: &[i32],
    weights: &[V::E],
    [n, group, d]: [i64; 3],
    band: usize,
    split: usize,
) {
    let (h0, rows) = plan.bands.get(band);
    let (width, out_w) = (plan.width, t.output[2] as usize);
    let pixels = rows * out_w;
    let mut x = Scratch::<V::E>::new(t.c as usize * plan.window.channel());
    let mut sums = Scratch::<V::E>::new(pixels * width);
    let mut turned = Scratch::<V::E>::new(pixels * width + V::SIDE);
    let mut bias = Scratch::<V::E>::zeroed(width);
    // SAFETY: by the contract of `convolve`. A shorter band copies rows it does not use.
    unsafe { t.copy_input(&plan.window, n, [group * t.c, t.c], [d, h0 as i64], &mut x) };
    let strides = t.out.strides;
    let straight = S::DTYPE == V::E::DTYPE
        && pixels >= V::SIDE
        && strides.c >= 0
        && (strides.s[2], strides.s[1]) == (1, t.output[2]);
    let (first, count) = plan.splits.get(split);
    for panel in first..first + count {
        let o = (panel * width) as i64;
        let cols = (width as i64).min(t.o - o);
        (0..cols).for_each(|j| bias[j as usize] = t.bias_of(group * t.o + o + j));
        let weights = &weights[(group as usize * plan.panels() + panel) * width * plan.depth..][..width * plan.depth];
        // SAFETY: the buffers hold the band; the output rows lie inside the view.
        unsafe {
            panel_sums::<S, V>(t, plan, list, weights, &x, &bias, rows, &mut sums);
            if straight {
                let to = t.out.at(n, group * t.o + o, [d, h0 as i64, 0]) as *mut V::E;
                pack::turn_into::<V>(&sums, width, [pixels, cols as usize], to, t.out.strides.c as isize);
                continue;
            }
            pack::turn::<V>(&sums, pixels, width, &mut turned);
            for j in 0..cols {
                let from = &turned[j as usize * pixels..][..pixels];
                store_rows(t, n, group * t.o + o + j, [d, h0 as i64], from);
            }
        }
    }
}

unsafe fn panel_sums<S: Num<Acc = V::E>, V: Vector>(
    t: &Taps<S>,
    plan: &Plan,
    list: &[i32],
    weights: &[V::E],
    x: &[V::E],
    bias: &[V::E],
    rows: usize,
    sums: &mut [V::E],
) {
    let (width, out_w) = (plan.width, t.output[2] as usize);
    let tiles = Panels::new(out_w, V::ROWS);
    let mut p = 0;
    loop {
        let k = DEPTH.min(plan.depth - p);
        for row in 0..rows {
            for i in 0..tiles.count {
                let (ow, m) = tiles.get(i);
                let c = sums[(row * out_w + ow) * width..].as_mut_ptr();
                let a = x.as_ptr().wrapping_add(row * t.step[1] as usize * plan.window.row() + ow);
                let tile = Tile {
                    k,
                    a,
                    a_row: 1,
                    a_col: 0,
                    a_list: list[p..].as_ptr(),
                    b: weights[p * width..].as_ptr(),
                    b_row: width as isize,
                    init: if p == 0 { bias.as_ptr() } else { c },
                    init_row: if p == 0 { 0 } else { width as isize },
                    c,
                    c_row: width as isize,
                    cols: width,
                    alpha: V::E::from_f64(1.0),
                };
                // SAFETY: the list keeps every tap of these pixels inside the copy.
                unsafe { run::<V, Listed>(m, &tile) };
            }
        }
        p += k;
        if p >= plan.depth {
            break;
        }
    }
}

/// Writes output rows of one channel.
///
/// # Safety
/// They lie inside the output.
pub(super) unsafe fn store_rows<S: Num>(t: &Taps<S>, n: i64, o: i64, [d, h]: [i64; 2], from: &[S::Acc]) {
    let (width, strides) = (t.output[2], t.out.strides.s);
    let to = t.out.at(n, o, [d, h, 0]) as *mut S;
    // SAFETY: by this function's contract.
    unsafe {
        if strides[2] == 1 && strides[1] == width {
            return narrow::<S>(from, to, 1);
        }
        for (i, row) in from.chunks_exact(width as usize).enumerate() {
            narrow::<S>(row, to.wrapping_offset(i as isize * strides[1] as isize), strides[2] as isize);
        }
    }
}
