//! The gradient by the weight by register tiles of taps times output channels: at every pixel, what the taps of one input
//! channel meet, times the gradients of up to two vectors of output channels. No columns are made.

use super::shape::Shape;
use super::taps::Taps;
use super::weight::{PARTIAL, TASKS, store};
use crate::gemm::num::{Num, Ptr};
use crate::gemm::pack::{self, Matrix};
use crate::gemm::tile::Panels;
use crate::gemm::vector::{Body, Vector};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;
use crate::{View, ViewMut};

/// Input channels of a task; they share its copy of the output gradients.
const CHANNELS: usize = 32;
/// Pixels of a band: their gradients by one tile's channels stay in the L1 cache.
const PIXELS: usize = 192;
/// Output columns and channels, and taps, below which columns and products are faster.
const FEWEST: [i64; 3] = [7, 8, 2];

/// Whether this module takes the shape: planes, not volumes, of some width.
pub(super) fn fits(s: &Shape) -> bool {
    let flat = s.input[0] == 1 && s.output[0] == 1 && s.kernel[0] == 1 && s.padding[0] == 0;
    flat && s.output[2] >= FEWEST[0] && s.o >= FEWEST[1] && s.kernel[1] * s.kernel[2] >= FEWEST[2]
}

/// # Safety
/// The CPU has `V`; `fits` holds.
pub(super) unsafe fn sum<S: Num<Acc = V::E>, V: Vector>(s: &Shape, g: &View, x: &View, gw: &ViewMut) {
    let t = Taps::<S>::forward(s, x, &gw.as_view(), None, g);
    let (c, o, taps) = (s.c as usize, s.o as usize, (s.kernel[1] * s.kernel[2]) as usize);
    let (out_h, out_w, groups) = (s.output[1] as usize, s.output[2] as usize, s.groups as usize);
    let width = if o <= V::N { V::N } else { 2 * V::N };
    let panels = o.div_ceil(width);
    let pitch = panels * width;
    let bands = Panels::new(out_h, (PIXELS / out_w).max(1));
    let blocks = Panels::new(c, CHANNELS);
    // Partial sums as [segment][group][channel and tap][output channel].
    let size = groups * c * taps * pitch;
    let units = s.n as usize * bands.count;
    let wanted = TASKS.div_ceil(blocks.count * groups).min((PARTIAL / size.max(1)).max(1));
    let segments = Panels::new(units, units.div_ceil(wanted).max(1));
    let mut sums = Scratch::<V::E>::new(segments.count * size);
    if t.taps() < taps || units == 0 {
        // Taps that lie in the padding everywhere.
        sums.fill(V::E::default());
    }
    let window = t.window(bands.get(0).1, true);
    let mut places = Vec::with_capacity(taps);
    t.each_tap(|_, _, at| {
        let number = t.lines[1][at[1]].k * s.kernel[2] + t.lines[2][at[2]].k;
        places.push((number as usize, window.tap(&t, at)));
    });
    let to = Ptr::new(sums.as_ptr());
    parallel_for(segments.count * groups * blocks.count, 1, &|tasks| {
        for task in tasks {
            let (rest, block) = (task / blocks.count, task % blocks.count);
            let (segment, group) = (rest / groups, rest % groups);
            let (c0, channels) = blocks.get(block);
            let mut copy = Scratch::<V::E>::new(channels * window.channel());
            let mut grads = Scratch::<V::E>::new(bands.get(0).1 * out_w * pitch);
            let sums = to.at((segment * size + (group * c + c0) * taps * pitch) as i64);
            let (first, count) = segments.get(segment);
            for unit in first..first + count {
                let (n, (h0, rows)) = ((unit / bands.count) as i64, bands.get(unit % bands.count));
                // SAFETY: the buffers hold the band; tasks write disjoint sums.
                unsafe {
                    t.copy_input(&window, n, [group as i64 * s.c + c0 as i64, channels as i64], [0, h0 as i64], &mut copy);
                    turn_grads::<S, V>(&t, [n, group as i64 * s.o, h0 as i64], rows, width, &mut grads);
                    for panel in 0..panels {
                        for channel in 0..channels {
                            let pixels = Pixels {
                                rows,
                                cols: out_w,
                                row: t.step[1] as usize * window.row(),
                                x: copy[channel * window.channel()..].as_ptr(),
                                grads: grads[panel * rows * out_w * width..].as_ptr(),
                                sums: sums.add(channel * taps * pitch + panel * width),
                                pitch,
                                first: unit == first,
                            };
                            each_tile::<V>(&pixels, &places, width);
                        }
                    }
                }
            }
        }
    });
    store::<S>(s, taps, pitch, &sums, gw);
}

/// The gradients of some rows as `[panel][pixel][channel]`.
unsafe fn turn_grads<S: Num<Acc = V::E>, V: Vector>(t: &Taps<S>, [n, o0, h0]: [i64; 3], rows: usize, width: usize, to: &mut [V::E]) {
    let (strides, out_w) = (t.out.strides, t.output[2] as usize);
    let pixels = rows * out_w;
    // One piece, or one row at a time.
    let (pieces, len) = if strides.s[1] == strides.s[2] * t.output[2] { (1, pixels) } else { (rows, out_w) };
    for panel in 0..(t.o as usize).div_ceil(width) {
        let cols = width.min(t.o as usize - panel * width);
        for piece in 0..pieces {
            let ptr = t.out.at(n, o0 + (panel * width) as i64, [0, h0 + piece as i64, 0]);
            let from = Matrix { ptr, row: strides.s[2] as isize, col: strides.c as isize };
            let to = to[(panel * pixels + piece * len) * width..].as_mut_ptr();
            // SAFETY: the rows are readable; the buffer holds them.
            unsafe { pack::rows::<S, V>(from, len, cols, width, to) };
        }
    }
}

/// What the tiles of one input channel and one panel of output channels sum over.
struct Pixels<E> {
    rows: usize,
    cols: usize,
    /// Elements between the input rows of two output rows.
    row: usize,
    x: *const E,
    grads: *const E,
    sums: *mut E,
    pitch: usize,
    first: bool,
}

unsafe fn each_tile<V: Vector>(p: &Pixels<V::E>, places: &[(usize, usize)], width: usize) {
    let most = if V::ROWS > 9 { 9 } else { V::ROWS.min(4) };
    let tiles = Panels::new(places.len(), most);
    for i in 0..tiles.count {
        let (first, n) = tiles.get(i);
        let taps = &places[first..first + n];
        macro_rules! arms {
            ($($m:literal)*) => {
                match taps.len() {
                    $($m => {
                        let Ok(taps) = <&[(usize, usize); $m]>::try_from(taps) else { continue };
                        // SAFETY: by the contract of `sum`.
                        unsafe {
                            if width == V::N {
                                V::apply(Tile::<V, $m, 1> { p, taps, kind: std::marker::PhantomData })
                            } else {
                                V::apply(Tile::<V, $m, 2> { p, taps, kind: std::marker::PhantomData })
                            }
                        }
                    })*
                    _ => {}
                }
            };
        }
        arms!(1 2 3 4 5 6 7 8 9);
    }
}

struct Tile<'a, V: Vector, const M: usize, const NV: usize> {
    p: &'a Pixels<V::E>,
    taps: &'a [(usize, usize); M],
    kind: std::marker::PhantomData<V>,
}

impl<V: Vector, const M: usize, const NV: usize> Body for Tile<'_, V, M, NV> {
    #[inline(always)]
    unsafe fn run(self) {
        let p = self.p;
        // SAFETY: the copy holds what the taps of these pixels meet, `grads` a panel, and `sums` a row for each tap.
        unsafe {
            let mut sums = [[V::splat(Default::default()); NV]; M];
            let mut x = [p.x; M];
            for i in 0..M {
                for v in 0..NV {
                    if !p.first {
                        sums[i][v] = V::load(p.sums.add(self.taps[i].0 * p.pitch + v * V::N));
                    }
                }
                x[i] = p.x.add(self.taps[i].1);
            }
            let mut g = p.grads;
            for _ in 0..p.rows {
                for col in 0..p.cols {
                    let mut b = [V::splat(Default::default()); NV];
                    for v in 0..NV {
                        b[v] = V::load(g.add(v * V::N));
                    }
                    for i in 0..M {
                        let a = V::splat(*x[i].add(col));
                        for v in 0..NV {
                            sums[i][v] = a.fma(b[v], sums[i][v]);
                        }
                    }
                    g = g.add(NV * V::N);
                }
                x.iter_mut().for_each(|x| *x = x.wrapping_add(p.row));
            }
            for i in 0..M {
                for v in 0..NV {
                    sums[i][v].store(p.sums.add(self.taps[i].0 * p.pitch + v * V::N));
                }
            }
        }
    }
}
