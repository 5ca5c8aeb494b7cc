//! A convolution as sums over taps: every output position adds weighted input positions at fixed offsets. Forward, and
//! backward by the input for each remainder of the position by the stride, are both of this form.

use super::shape::{Dims, Shape, Strides};
use crate::{Element, View};
use crate::gemm::num::Num;
use crate::gemm::pack::widen;
use crate::gemm::vector::{Body, Float, Vector};
use crate::isa::{Level, level};
use smallvec::SmallVec;
use std::marker::PhantomData;

/// One tap of one dimension: the input position is `position * step + offset`, the weight the kernel's element `k`.
#[derive(Clone, Copy)]
pub(super) struct Tap {
    pub offset: i64,
    pub k: i64,
}
pub(super) type Line = SmallVec<[Tap; 8]>;

/// A tensor `[N, C, D, H, W]` in memory.
pub(super) struct Field<T> {
    pub ptr: *const T,
    pub strides: Strides,
}
impl<T> Clone for Field<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Field<T> {}
// SAFETY: a place of one of the caller's views; tasks write disjoint elements.
unsafe impl<T> Send for Field<T> {}
// SAFETY: as above.
unsafe impl<T> Sync for Field<T> {}

impl<T> Field<T> {
    pub(super) fn of(v: &View) -> Field<T> {
        Field { ptr: v.ptr::<T>(), strides: Strides::of(v.strides) }
    }

    #[inline(always)]
    pub(super) fn at(&self, n: i64, c: i64, s: Dims) -> *const T {
        self.ptr.wrapping_offset(self.strides.at(n, c, s) as isize)
    }
}

pub(super) struct Taps<S> {
    pub n: i64,
    pub groups: i64,
    /// Channels of one group, in and out.
    pub c: i64,
    pub o: i64,
    pub x: Field<S>,
    pub input: Dims,
    /// Weights: strides by output channel of the group, input channel, kernel position; and by group.
    pub w: Field<S>,
    pub w_group: i64,
    pub bias: Option<(*const S, i64)>,
    pub out: Field<S>,
    pub output: Dims,
    pub lines: [Line; 3],
    pub step: Dims,
}
// SAFETY: places of the caller's views; tasks write disjoint outputs.
unsafe impl<S> Sync for Taps<S> {}

impl<S: Num> Taps<S> {
    pub(super) fn forward(s: &Shape, x: &View, w: &View, bias: Option<View>, out: &View) -> Taps<S> {
        let line = |d: usize| {
            // A tap that lies in the padding everywhere adds nothing.
            let meets = |k: i64| (0..s.output[d]).any(|o| s.input_at(d, o, k).is_some());
            (0..s.kernel[d]).filter(|&k| meets(k)).map(|k| Tap { offset: k * s.dilation[d] - s.padding[d], k }).collect()
        };
        let w = Field::of(w);
        Taps {
            n: s.n,
            groups: s.groups,
            c: s.c,
            o: s.o,
            x: Field::of(x),
            input: s.input,
            w_group: s.o * w.strides.n,
            w,
            bias: bias.map(|b| (b.ptr::<S>(), b.strides[0])),
            out: Field::of(out),
            output: s.output,
            lines: [line(0), line(1), line(2)],
            step: s.stride,
        }
    }

    /// The part of the gradient by the input whose positions leave `rest` when divided by the stride.
    pub(super) fn backward(s: &Shape, g: &View, w: &View, gx: &View, rest: Dims) -> Taps<S> {
        let line = |d: usize| {
            let taps = (0..s.kernel[d]).map(|k| (rest[d] + s.padding[d] - k * s.dilation[d], k));
            taps.filter(|(at, _)| at % s.stride[d] == 0).map(|(at, k)| Tap { offset: at / s.stride[d], k }).collect()
        };
        let all: Field<S> = Field::of(gx);
        let mut out = Field { ptr: all.at(0, 0, rest), ..all };
        (0..3).for_each(|d| out.strides.s[d] *= s.stride[d]);
        let mut w: Field<S> = Field::of(w);
        let w_group = s.o * w.strides.n;
        (w.strides.n, w.strides.c) = (w.strides.c, w.strides.n);
        Taps {
            n: s.n,
            groups: s.groups,
            c: s.o,
            o: s.c,
            x: Field::of(g),
            input: s.output,
            w_group,
            w,
            bias: None,
            out,
            output: std::array::from_fn(|d| (s.input[d] - rest[d] + s.stride[d] - 1) / s.stride[d]),
            lines: [line(0), line(1), line(2)],
            step: [1; 3],
        }
    }

    pub(super) fn taps(&self) -> usize {
        self.lines.iter().map(|l| l.len()).product()
    }

    /// The weights of output channel `o` and input channel `c` of a group.
    #[inline(always)]
    pub(super) fn weight(&self, group: i64, o: i64, c: i64) -> *const S {
        self.w.at(o, c, [0; 3]).wrapping_offset((group * self.w_group) as isize)
    }

    /// Calls `f(tap number, kernel offset in memory, [d, h, w] tap indices)` in order.
    pub(super) fn each_tap(&self, mut f: impl FnMut(usize, i64, [usize; 3])) {
        let [d, h, w] = &self.lines;
        let ws = self.w.strides.s;
        let mut i = 0;
        for (a, td) in d.iter().enumerate() {
            for (b, th) in h.iter().enumerate() {
                for (c, tw) in w.iter().enumerate() {
                    f(i, td.k * ws[0] + th.k * ws[1] + tw.k * ws[2], [a, b, c]);
                    i += 1;
                }
            }
        }
    }

    pub(super) fn bias_of(&self, channel: i64) -> S::Acc {
        // SAFETY: the bias has one element per output channel.
        self.bias.map_or(S::Acc::default(), |(p, step)| unsafe { (*p.offset((channel * step) as isize)).up() })
    }

    /// Where the taps of output row `oh` and column 0 begin and how the padded copy of `rows` output rows is laid out.
    pub(super) fn window(&self, rows: usize, split: bool) -> Window {
        let span = |d: usize| {
            let offsets = || self.lines[d].iter().map(|t| t.offset);
            let low = offsets().min().unwrap_or(0);
            (low, offsets().max().unwrap_or(0) - low + 1)
        };
        let ((low_h, span_h), (low_w, span_w)) = (span(1), span(2));
        let width = ((self.output[2] - 1) * self.step[2] + span_w) as usize;
        let phases = if split { self.step[2] as usize } else { 1 };
        Window {
            low: [low_h, low_w],
            height: ((rows as i64 - 1) * self.step[1] + span_h) as usize,
            phases,
            width: width.div_ceil(phases),
            depths: self.lines[0].iter().map(|t| t.offset).collect(),
        }
    }

    /// Copies the input rows that output rows `h0..` of depth `d` read from channels `c0..c0 + c`, with their padding.
    ///
    /// # Safety
    /// The input is readable, `to` holds `c * window.channel()` elements; the CPU has the registers of its level.
    pub(super) unsafe fn copy_input(&self, win: &Window, n: i64, [c0, c]: [i64; 2], [d, h0]: [i64; 2], to: &mut [S::Acc])
    where
        S::Acc: Float,
    {
        let first = h0 * self.step[1] + win.low[0];
        let inside = first >= 0 && first + win.height as i64 <= self.input[1];
        let same = win.low[1] == 0 && win.row() as i64 == self.input[2] && win.phases == 1;
        let strides = self.x.strides.s;
        if inside && same && win.planes() == 1 && self.input[0] == 1 && strides[1] == self.input[2] && strides[2] == 1 {
            if self.lines[0][0].offset + d * self.step[0] == 0 {
                // Without padding the rows of a channel are one piece.
                for (i, rows) in to.chunks_exact_mut(win.channel()).enumerate().take(c as usize) {
                    // SAFETY: the rows are readable.
                    unsafe { widen::<S>(self.x.at(n, c0 + i as i64, [0, first, 0]), 1, rows) };
                }
                return;
            }
        }
        debug_assert!(to.len() >= c as usize * win.channel());
        let (t, channels, to) = (self, [c0, c], to.as_mut_ptr());
        // SAFETY: by this function's contract.
        unsafe {
            match level() {
                Level::Baseline => {
                    let kind = PhantomData::<<S::Acc as Float>::Base>;
                    <S::Acc as Float>::Base::apply(CopyInput { t, win, n, channels, d, first, to, kind })
                }
                _ => {
                    let kind = PhantomData::<<S::Acc as Float>::Middle>;
                    <S::Acc as Float>::Middle::apply(CopyInput { t, win, n, channels, d, first, to, kind })
                }
            }
        }
    }
}

/// The rows of a padded copy. Rows are short, so they are moved by vectors here: a call for each would cost more than the copy.
struct CopyInput<'a, S: Num, V> {
    t: &'a Taps<S>,
    win: &'a Window,
    n: i64,
    channels: [i64; 2],
    d: i64,
    first: i64,
    to: *mut S::Acc,
    kind: PhantomData<V>,
}

/// The columns of one phase that lie inside the row, and where the first of them is.
#[derive(Clone, Copy)]
struct Span {
    lo: usize,
    hi: usize,
    from: isize,
}

impl<S: Num, V> CopyInput<'_, S, V> {
    fn span(&self, phase: usize) -> Span {
        let (first, every) = (self.win.low[1] + phase as i64, self.win.phases as i64);
        let len = self.win.width as i64;
        let lo = ((every - 1 - first).max(0) / every).min(len);
        let hi = ((self.t.input[2] - first + every - 1).max(0) / every).clamp(lo, len);
        Span { lo: lo as usize, hi: hi as usize, from: ((first + lo * every) * self.t.x.strides.s[2]) as isize }
    }
}

impl<S: Num<Acc = V::E>, V: Vector> Body for CopyInput<'_, S, V> {
    #[inline(always)]
    unsafe fn run(self) {
        let (t, win) = (self.t, self.win);
        let spans: SmallVec<[Span; 4]> = (0..win.phases).map(|phase| self.span(phase)).collect();
        let mut to = self.to;
        for c in self.channels[0]..self.channels[0] + self.channels[1] {
            for tap in &t.lines[0] {
                let id = self.d * t.step[0] + tap.offset;
                for ih in self.first..self.first + win.height as i64 {
                    let outside = id < 0 || id >= t.input[0] || ih < 0 || ih >= t.input[1];
                    let from = t.x.at(self.n, c, [id, ih, 0]);
                    for &span in &spans {
                        // SAFETY: by the contract of `copy_input`; spans lie inside the row.
                        unsafe {
                            if outside {
                                std::slice::from_raw_parts_mut(to, win.width).fill(S::Acc::default());
                            } else {
                                copy_row::<S, V>(t, from.wrapping_offset(span.from), win.phases as isize, span, to, win.width);
                            }
                            to = to.add(win.width);
                        }
                    }
                }
            }
        }
    }
}

/// `to[i] = from[(i - lo) * every]` for `lo <= i < hi`, zero in the rest of the `width` elements.
#[inline(always)]
unsafe fn copy_row<S: Num<Acc = V::E>, V: Vector>(t: &Taps<S>, from: *const S, every: isize, span: Span, to: *mut S::Acc, width: usize) {
    let Span { lo, hi, .. } = span;
    let step = t.x.strides.s[2] as isize * every;
    // SAFETY: by the contract of `copy_input`.
    unsafe {
        if width >= V::N && lo <= V::N && width - hi <= V::N {
            let zero = V::splat(V::E::default());
            zero.store(to);
            zero.store(to.add(width - V::N));
        } else {
            std::slice::from_raw_parts_mut(to, width).fill(S::Acc::default());
        }
        let (to, n) = (to.add(lo), hi - lo);
        if S::DTYPE == S::Acc::DTYPE && step == 1 {
            copy_vectors::<V>(from as *const S::Acc, to, n);
        } else if S::DTYPE == S::Acc::DTYPE && step == 2 {
            split_vectors::<V>(from as *const S::Acc, to, n);
        } else {
            widen::<S>(from, step, std::slice::from_raw_parts_mut(to, n));
        }
    }
}

/// Copies `n` elements; the last vector overlaps the one before.
#[inline(always)]
unsafe fn copy_vectors<V: Vector>(from: *const V::E, to: *mut V::E, n: usize) {
    // SAFETY: by the contract of `copy_input`.
    unsafe {
        if n < V::N {
            return std::ptr::copy_nonoverlapping(from, to, n);
        }
        let mut i = 0;
        while i + V::N < n {
            V::load(from.add(i)).store(to.add(i));
            i += V::N;
        }
        V::load(from.add(n - V::N)).store(to.add(n - V::N));
    }
}

/// Copies `n` elements two apart; the last vector overlaps the one before.
#[inline(always)]
unsafe fn split_vectors<V: Vector>(from: *const V::E, to: *mut V::E, n: usize) {
    // SAFETY: by the contract of `copy_input`.
    unsafe {
        if n < V::N {
            for i in 0..n {
                *to.add(i) = *from.add(2 * i);
            }
            return;
        }
        let mut i = 0;
        while i + V::N < n {
            V::every_other(from.add(2 * i)).store(to.add(i));
            i += V::N;
        }
        V::every_other(from.add(2 * (n - V::N))).store(to.add(n - V::N));
    }
}

/// The layout `[channel][depth tap][row][phase][column]` of a padded copy. With phases, columns are split by their
/// remainder, so that columns a step apart are adjacent.
pub(super) struct Window {
    low: [i64; 2],
    pub height: usize,
    pub phases: usize,
    pub width: usize,
    /// Offsets of the depth taps, a plane for each.
    depths: SmallVec<[i64; 8]>,
}

impl Window {
    pub(super) fn row(&self) -> usize {
        self.width * self.phases
    }

    pub(super) fn planes(&self) -> usize {
        self.depths.len()
    }

    pub(super) fn channel(&self) -> usize {
        self.planes() * self.height * self.row()
    }

    /// Where tap `[d, h, w]` of output row 0, column 0 lies within a channel; `t` is the window's convolution or a phase of it.
    pub(super) fn tap<S: Num>(&self, t: &Taps<S>, [d, h, w]: [usize; 3]) -> usize {
        let row = (t.lines[1][h].offset - self.low[0]) as usize;
        let col = (t.lines[2][w].offset - self.low[1]) as usize;
        let plane = self.depths.iter().position(|&offset| offset == t.lines[0][d].offset).unwrap_or(0);
        (plane * self.height + row) * self.row() + col % self.phases * self.width + col / self.phases
    }
}
