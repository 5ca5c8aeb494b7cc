//! The gradient by the weight: products of input columns and output gradients, summed over blocks of pixels.

use super::columns::{columns, pixels};
use super::shape::{Shape, Strides, each};
use super::taps::Field;
use super::{planes, weight_depthwise, weight_tiles};
use crate::gemm::block::{Product, product};
use crate::isa::{Level, level};
use crate::gemm::num::{Arith, Num, Ptr};
use crate::gemm::pack::Matrix;
use crate::gemm::vecmat;
use crate::gemm::vector::{Float, Vector};
use crate::parallel::parallel_for;
use crate::scratch::{Number, Scratch};
use crate::{Element, View, ViewMut};

/// Kernel rows (channels times taps) and pixels of one product.
const LINES: usize = 384;
const PIXELS: usize = 256;
/// Tasks worth splitting the sum for, and elements of partial sums at most.
pub(super) const TASKS: usize = 16;
pub(super) const PARTIAL: usize = 1 << 22;

pub(super) fn backward_weight<S: Num<Acc: Float>>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    // SAFETY: fields of live views; the CPU has the registers of its level.
    unsafe {
        match level() {
            Level::Avx512 => by_shape::<S, <S::Acc as Float>::Wide>(s, g, x, gw),
            Level::Avx2 => by_shape::<S, <S::Acc as Float>::Middle>(s, g, x, gw),
            Level::Baseline => by_shape::<S, <S::Acc as Float>::Base>(s, g, x, gw),
        }
    }
}

unsafe fn by_shape<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    // SAFETY: by the contract of `backward_weight`.
    unsafe {
        if weight_depthwise::fits(s) {
            // The loads bound these sums: narrow registers serve as well, and leave shorter ends.
            weight_depthwise::sum::<S, V::Narrow>(s, g, x, gw)
        } else if planes::fits::<S>(s, &gw.as_view(), planes::NARROW_WEIGHT) {
            planes::backward_weight::<S, V>(s, g, x, gw)
        } else if is_product(s, g, x) {
            one_tap::<S, V>(s, g, x, gw)
        } else if weight_tiles::fits(s) {
            weight_tiles::sum::<S, V>(s, g, x, gw)
        } else {
            sum::<S, V>(s, g, x, gw)
        }
    }
}

/// One tap at every pixel, whose planes lie in one piece.
fn is_product(s: &Shape, g: &View, x: &View) -> bool {
    let flat = |v: &View, dims: [i64; 3]| {
        let strides = Strides::of(v.strides).s;
        (0..2).all(|d| dims[d] == 1 || strides[d] == strides[d + 1] * dims[d + 1])
    };
    let plain = s.kernel == [1; 3] && s.stride == [1; 3] && s.padding == [0; 3];
    plain && s.n > 0 && s.output.iter().all(|&n| n > 0) && flat(x, s.input) && flat(g, s.output)
}

/// Sums over images of products of their planes.
unsafe fn one_tap<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let (gf, xf) = (Field::<S>::of(g), Field::<S>::of(x));
    let (c, o, k) = (s.c as usize, s.o as usize, s.output.iter().product::<i64>() as usize);
    let mut sums = Scratch::<V::E>::new(s.groups as usize * c * o);
    for group in 0..s.groups {
        let sums = sums[group as usize * c * o..].as_mut_ptr();
        for n in 0..s.n {
            // SAFETY: planes of the views; the sums hold a group.
            unsafe {
                product::<S, V>(&Product {
                    m: c,
                    n: o,
                    k,
                    a: Matrix { ptr: xf.at(n, group * s.c, [0; 3]), row: xf.strides.c as isize, col: xf.strides.s[2] as isize },
                    b: Matrix { ptr: gf.at(n, group * s.o, [0; 3]), row: gf.strides.s[2] as isize, col: gf.strides.c as isize },
                    init: if n == 0 { std::ptr::null() } else { sums },
                    init_row: o as isize,
                    c: sums,
                    c_row: o as isize,
                    alpha: V::E::from_f64(1.0),
                });
            }
        }
    }
    store::<S>(s, 1, o, &sums, gw);
}

/// Output rows of all images; none if they are empty.
fn all_rows(s: &Shape) -> usize {
    (s.n * s.output[0] * s.output[1] * (s.output[2] > 0) as i64) as usize
}

struct Plan {
    taps: usize,
    /// Channels of one task, and how many such blocks a group has.
    channels: usize,
    blocks: usize,
    /// Output rows (of all images) of one product and of one segment of the sum.
    rows: usize,
    segment: usize,
    segments: usize,
}

impl Plan {
    fn new(s: &Shape) -> Plan {
        let taps = s.kernel.iter().product::<i64>() as usize;
        let channels = (LINES / taps).clamp(1, s.c.max(1) as usize);
        let blocks = (s.c as usize).div_ceil(channels);
        let rows = (PIXELS / s.output[2].max(1) as usize).max(1);
        let all = all_rows(s);
        let size = (s.groups * s.o * s.c) as usize * taps;
        let wanted = TASKS.div_ceil((blocks * s.groups as usize).max(1)).min((PARTIAL / size.max(1)).max(1));
        let segment = all.div_ceil(wanted).next_multiple_of(rows).max(1);
        Plan { taps, channels, blocks, rows, segment, segments: all.div_ceil(segment) }
    }
}

unsafe fn sum<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let plan = Plan::new(s);
    let (gf, xf) = (Field::<S>::of(g), Field::<S>::of(x));
    let all = all_rows(s);
    let (o, lines) = (s.o as usize, s.c as usize * plan.taps);
    // Partial sums as [segment][group][channel and tap][output channel].
    let size = s.groups as usize * lines * o;
    let sums = Scratch::<V::E>::new(plan.segments * size);
    let to = Ptr::new(sums.as_ptr());
    let groups = s.groups as usize;
    parallel_for(plan.segments * groups * plan.blocks, 1, &|tasks| {
        for task in tasks {
            let (rest, block) = (task / plan.blocks, task % plan.blocks);
            let (segment, group) = (rest / groups, rest % groups);
            let c0 = block * plan.channels;
            let c = plan.channels.min(s.c as usize - c0);
            let m = c * plan.taps;
            let mut col = Scratch::<V::E>::new(m * plan.rows * s.output[2] as usize);
            let mut grad = Scratch::<V::E>::new(o * plan.rows * s.output[2] as usize);
            let first = segment * plan.segment;
            let last = all.min(first + plan.segment);
            let sums = to.at((segment * size + (group * lines + c0 * plan.taps) * o) as i64);
            for row in (first..last).step_by(plan.rows) {
                let rows = row..last.min(row + plan.rows);
                let k = rows.len() * s.output[2] as usize;
                // SAFETY: the buffers hold one block; tasks write disjoint sums.
                unsafe {
                    columns(s, &xf, [group as i64 * s.c + c0 as i64, c as i64], &rows, &mut col);
                    pixels(s, &gf, [group as i64 * s.o, s.o], &rows, &mut grad);
                    if o <= 2 {
                        dots(&col, &grad, [m, o, k], row == first, sums);
                        continue;
                    }
                    product::<V::E, V>(&Product {
                        m,
                        n: o,
                        k,
                        a: Matrix { ptr: col.as_ptr(), row: k as isize, col: 1 },
                        b: Matrix { ptr: grad.as_ptr(), row: 1, col: k as isize },
                        init: if row == first { std::ptr::null() } else { sums },
                        init_row: o as isize,
                        c: sums,
                        c_row: o as isize,
                        alpha: V::E::from_f64(1.0),
                    });
                }
            }
        }
    });
    store::<S>(s, plan.taps, o, &sums, gw);
}

/// The few output channels of a depthwise convolution: dot products of lines, which tiles would mostly waste.
unsafe fn dots<E: Float>(col: &[E], grad: &[E], [m, o, k]: [usize; 3], first: bool, sums: *mut E) {
    for j in 0..o {
        for line in (0..m).step_by(4) {
            let mut four = [E::default(); 4];
            let columns = std::array::from_fn(|i| col[(line + i).min(m - 1) * k..].as_ptr());
            let x = &grad[j * k..][..k];
            // SAFETY: lines of `k` pixels; the CPU has the registers of its level.
            unsafe {
                match level() {
                    Level::Baseline => vecmat::dots::<E::Base>(x, &columns, &mut four),
                    _ => vecmat::dots::<E::Middle>(x, &columns, &mut four),
                }
                for (i, &v) in four.iter().enumerate().take(m - line) {
                    let sum = sums.add((line + i) * o + j);
                    *sum = if first { v } else { v.plus(*sum) };
                }
            }
        }
    }
}

/// Output channels whose sums are turned together: a cache line of f32.
const TURN: usize = 16;

/// Adds the segments `[group][channel and tap][output channel, padded to pitch]` in order and writes them to their place.
pub(super) fn store<S: Num<Acc: Number>>(s: &Shape, taps: usize, pitch: usize, sums: &[S::Acc], gw: &ViewMut) {
    let (wp, ws) = (Ptr::new(gw.ptr::<S>()), Strides::of(gw.strides));
    let (lines, o) = (s.c as usize * taps, s.o as usize);
    let size = s.groups as usize * lines * pitch;
    let segments = sums.len() / size.max(1);
    let blocks = o.div_ceil(TURN);
    let grain = ((1 << 14) / (TURN * lines * segments.max(1)).max(1)).max(1);
    parallel_for(s.groups as usize * blocks, grain, &|range| {
        let mut turned = Scratch::<S::Acc>::new(TURN * lines);
        for i in range {
            let (group, first) = (i / blocks, i % blocks * TURN);
            let n = TURN.min(o - first);
            turned.fill(S::Acc::default());
            for segment in sums.chunks_exact(size.max(1)) {
                for (line, row) in segment[group * lines * pitch..][..lines * pitch].chunks_exact(pitch).enumerate() {
                    for (j, &v) in row[first..first + n].iter().enumerate() {
                        turned[j * lines + line] = turned[j * lines + line].plus(v);
                    }
                }
            }
            for j in 0..n {
                let mut line = j * lines;
                for c in 0..s.c {
                    each(s.kernel, |k| {
                        let to = wp.at(ws.at((group * o + first + j) as i64, c, k));
                        // SAFETY: inside the view.
                        unsafe { to.write(S::down(turned[line])) };
                        line += 1;
                    });
                }
            }
        }
    });
}
