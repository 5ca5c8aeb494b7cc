//! Where windows lie along each spatial dimension.

use super::PoolParams;
use crate::conv::shape::three;

/// One spatial dimension.
#[derive(Clone, Copy)]
pub(super) struct Axis {
    pub len: i64,
    pub out: i64,
    pub kernel: i64,
    pub stride: i64,
    pub padding: i64,
    pub dilation: i64,
    /// Kernel and padding as they were given; those above leave out taps of huge windows that lie in the padding at every output.
    whole: (i64, i64),
}

/// Windows up to this size keep every tap.
const HUGE: i64 = 1 << 12;

impl Axis {
    fn new(len: i64, out: i64, kernel: i64, stride: i64, padding: i64, dilation: i64) -> Axis {
        let whole = Axis { len, out, kernel, stride, padding, dilation, whole: (kernel, padding) };
        if kernel <= HUGE || out == 0 {
            return whole;
        }
        let (first, end) = (whole.taps(out - 1).0, whole.taps(0).1);
        Axis { kernel: (end - first).max(1), padding: padding - first * dilation, ..whole }
    }

    /// Input position of tap `k` at output `o`; it may lie in the padding.
    #[inline(always)]
    pub(super) fn at(&self, o: i64, k: i64) -> i64 {
        o * self.stride - self.padding + k * self.dilation
    }

    /// The taps of output `o` that lie inside the input.
    pub(super) fn taps(&self, o: i64) -> (i64, i64) {
        let first = self.at(o, 0);
        let end = ceil_div(self.len - first, self.dilation).clamp(0, self.kernel);
        (ceil_div(-first, self.dilation).clamp(0, end), end)
    }

    /// The outputs for which tap `k` lies inside the input.
    pub(super) fn outputs(&self, k: i64) -> (i64, i64) {
        let before = self.padding - k * self.dilation;
        let end = ceil_div(self.len + before, self.stride).clamp(0, self.out);
        (ceil_div(before, self.stride).clamp(0, end), end)
    }

    /// Elements of window `o` with its padding, and without it (for dilation 1).
    pub(super) fn counts(&self, o: i64) -> (i64, i64) {
        let (kernel, padding) = self.whole;
        let first = o * self.stride - padding;
        let end = (first + kernel).min(self.len + padding);
        (end - first, end.min(self.len) - first.max(0))
    }
}

fn ceil_div(a: i64, b: i64) -> i64 {
    a.div_euclid(b) + (a.rem_euclid(b) != 0) as i64
}

pub(super) struct Windows {
    pub axes: [Axis; 3],
}

impl Windows {
    /// Whether every tap of every window lies inside the input.
    pub(super) fn inside(&self) -> bool {
        self.axes.iter().all(|a| a.out > 0 && a.at(0, 0) >= 0 && a.at(a.out - 1, a.kernel - 1) < a.len)
    }

    pub(super) fn new(input: &[i64], output: &[i64], p: &PoolParams) -> Windows {
        debug_assert!(input.len() == output.len() && (3..=5).contains(&input.len()));
        let (len, out) = (three(&input[2..], 1), three(&output[2..], 1));
        let (kernel, stride) = (three(p.kernel, 1), three(p.stride, 1));
        let (padding, dilation) = (three(p.padding, 0), three(p.dilation, 1));
        let axis = |d: usize| Axis::new(len[d], out[d], kernel[d], stride[d], padding[d], dilation[d]);
        Windows { axes: [axis(0), axis(1), axis(2)] }
    }
}

/// Planes that make one chunk of parallel work when one takes `work` element steps.
pub(super) fn plane_grain(work: i64) -> usize {
    const STEPS: i64 = 1 << 14;
    (STEPS / work.max(1)).max(1) as usize
}
