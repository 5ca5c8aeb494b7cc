//! The geometry of a convolution, always with three spatial dimensions.

use super::ConvParams;
use crate::View;

pub(crate) type Dims = [i64; 3];

/// Spatial values padded in front to three dimensions.
pub(crate) fn three(values: &[i64], fill: i64) -> Dims {
    let mut out = [fill; 3];
    out[3 - values.len()..].copy_from_slice(values);
    out
}

/// Strides of a tensor `[N, C, spatial...]` as `[N, C, D, H, W]`.
#[derive(Clone, Copy)]
pub(crate) struct Strides {
    pub n: i64,
    pub c: i64,
    pub s: Dims,
}

impl Strides {
    pub(crate) fn of(strides: &[i64]) -> Strides {
        Strides { n: strides[0], c: strides[1], s: three(&strides[2..], 0) }
    }

    #[inline(always)]
    pub(crate) fn at(&self, n: i64, c: i64, [d, h, w]: Dims) -> i64 {
        n * self.n + c * self.c + d * self.s[0] + h * self.s[1] + w * self.s[2]
    }
}

pub(super) struct Shape {
    pub n: i64,
    pub groups: i64,
    /// Channels of one group, in and out.
    pub c: i64,
    pub o: i64,
    pub input: Dims,
    pub output: Dims,
    pub kernel: Dims,
    pub stride: Dims,
    pub padding: Dims,
    pub dilation: Dims,
}

impl Shape {
    pub(super) fn new(x: &View, w: &View, p: &ConvParams, out: &[i64]) -> Shape {
        debug_assert!(x.dim() == w.dim() && x.dim() == out.len() && (3..=5).contains(&x.dim()));
        let (output, kernel) = (three(&out[2..], 1), three(&w.sizes[2..], 1));
        // A step that is never taken may be of any size, and buffers are sized by steps.
        let taken = |steps: Dims, times: Dims| std::array::from_fn(|d| if times[d] > 1 { steps[d] } else { 1 });
        Shape {
            n: x.sizes[0],
            groups: p.groups,
            c: w.sizes[1],
            o: w.sizes[0] / p.groups,
            input: three(&x.sizes[2..], 1),
            output,
            kernel,
            stride: taken(three(p.stride, 1), output),
            padding: three(p.padding, 0),
            dilation: taken(three(p.dilation, 1), kernel),
        }
    }

    /// Where output position `o` meets the input through tap `k` of dimension `d`; `None` in the padding.
    #[inline(always)]
    pub(super) fn input_at(&self, d: usize, o: i64, k: i64) -> Option<i64> {
        let i = o * self.stride[d] - self.padding[d] + k * self.dilation[d];
        (i >= 0 && i < self.input[d]).then_some(i)
    }

    /// The output position whose tap `k` reads input position `i`.
    #[inline(always)]
    pub(super) fn output_at(&self, d: usize, i: i64, k: i64) -> Option<i64> {
        let o = i + self.padding[d] - k * self.dilation[d];
        (o >= 0 && o % self.stride[d] == 0 && o / self.stride[d] < self.output[d]).then_some(o / self.stride[d])
    }
}

/// Calls `f` for every position of a box.
#[inline(always)]
pub(crate) fn each(dims: Dims, mut f: impl FnMut(Dims)) {
    for d in 0..dims[0] {
        for h in 0..dims[1] {
            for w in 0..dims[2] {
                f([d, h, w]);
            }
        }
    }
}
