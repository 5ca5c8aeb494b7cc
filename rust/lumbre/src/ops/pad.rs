//! Padding: constants, reflections, repeated borders and wrapping around.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::cuda::{self, CView};
use crate::backend::{Fresh, compute_each};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims};
use crate::{bail, ensure};
use lumbre_kernels::{Scalar, View, ViewMut};
use smallvec::smallvec;

/// `constant_pad_nd(Tensor input, int[] pad, Scalar value=0) -> Tensor` · function
///
/// `out[i] = x[i - before]`, and `value` outside; `pad` holds (before, after) from the last dimension on, negative numbers crop.
///
/// Shapes: each padded size `n` to `before + n + after`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for an odd number of numbers, more pairs than dimensions and a negative size.
pub(crate) fn constant_pad_nd(x: &Tensor, pad: &[i64], value: Scalar) -> Result<Tensor> {
    let sizes = x.sizes();
    ensure!(pad.len() % 2 == 0, "Length of pad must be even but instead it equals {}", pad.len());
    ensure!(
        pad.len() / 2 <= sizes.len(),
        "Length of pad should be no more than twice the number of dimensions of the input. Pad length is {} while the input has {} dimensions.",
        pad.len(), sizes.len()
    );
    let mut out = sizes.clone();
    let mut part = sizes.clone();
    let (mut from, mut to) = (0i64, 0i64);
    let g = x.geometry();
    let n = sizes.len();
    for (k, p) in pad.chunks(2).enumerate() {
        let d = n - 1 - k;
        let Some(size) = p[0].checked_add(p[1]).and_then(|e| sizes[d].checked_add(e)) else {
            bail!("constant_pad_nd: Storage size calculation overflowed with pad={pad:?}")
        };
        ensure!(
            size >= 0,
            "The input size {}, plus negative padding {} and {} resulted in a negative output size, which is invalid. Check dimension {d} of your input.",
            sizes[d], p[0], p[1]
        );
        out[d] = size;
        part[d] = (sizes[d] + p[0].min(0) + p[1].min(0)).max(0);
    }
    let last = matches!(n, 4 | 5) && !g.is_contiguous() && geometry::channels_last_strides(&sizes) == g.strides;
    let strides = if last { geometry::channels_last_strides(&out) } else { geometry::contiguous_strides(&out) };
    for (k, p) in pad.chunks(2).enumerate() {
        let d = n - 1 - k;
        from += (-p[0]).max(0) * g.strides[d];
        to += p[0].max(0) * strides[d];
    }
    let y = Fresh::strided("constant_pad_nd", &out, strides.clone(), x.dtype(), x.device())?;
    drop(g);
    let whole = part == out;
    let plain = crate::backend::resolve(x)?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if !whole {
            lumbre_kernels::copy::fill(value, o[0].reborrow());
        }
        if part.iter().all(|&s| s > 0) {
            // SAFETY: the part lies inside both tensors: what is cropped is left out, what is padded is skipped.
            let (src, dst) = unsafe { (i[0].with(from, &part, i[0].strides), o[0].with(to, &part, &strides)) };
            lumbre_kernels::copy::copy(src, dst);
        }
        Ok(())
    };
    compute_each("constant_pad_nd", y.tensor().numel() as usize, &[&plain], &[&y], cpu, |cx, i, o| {
        if !whole {
            cuda::elementwise::fill(cx, value, o[0])?;
        }
        if part.iter().any(|&s| s <= 0) {
            return Ok(());
        }
        let moved = |v: &CView, by: i64| (v.address as i64 + by * v.dtype.size() as i64) as u64;
        let src = CView { address: moved(&i[0], from), sizes: &part, ..i[0] };
        cuda::elementwise::copy(cx, src, CView { address: moved(&o[0], to), sizes: &part, strides: &strides, ..o[0] })
    })?;
    Ok(y.with_grad([x], |_| ConstantPadNdGrad { pad: pad.iter().map(|p| -p).collect() }))
}

struct ConstantPadNdGrad {
    pad: Dims,
}
impl Backward for ConstantPadNdGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.constant_pad_nd(&self.pad)?)])
    }
}

/// Where each place of a padded dimension reads: positions of the mode inside `0..n`.
fn sources(mode: &str, n: i64, before: i64, after: i64) -> Vec<i64> {
    // What is cropped takes no part in the wrapping.
    let (low, high) = ((-before).max(0), n - (-after).max(0));
    (-before..n + after)
        .map(|i| match mode {
            "replicate" => i.clamp(0, n - 1),
            "circular" => low + (i - low).rem_euclid(high - low),
            // A mirror without the border repeated.
            _ if i < 0 => -i,
            _ if i >= n => 2 * (n - 1) - i,
            _ => i,
        })
        .collect()
}

fn check_mode(mode: &str, x: &Tensor, pad: &[i64]) -> Result<()> {
    let (n, m) = (x.dim(), pad.len() / 2);
    ensure!(pad.len() % 2 == 0, "Padding length must be divisible by 2");
    ensure!(
        (1..=3).contains(&m) && (n == m + 1 || n == m + 2),
        NotImplemented,
        "Only 2D, 3D, 4D, 5D padding with non-constant padding are supported for now"
    );
    for (k, p) in pad.chunks(2).enumerate() {
        let size = x.sizes()[n - 1 - k];
        match mode {
            "reflect" => ensure!(
                p[0] < size && p[1] < size,
                "Argument #4: Padding size should be less than the corresponding input dimension, but got: padding ({}, {}) at dimension {} of input {:?}",
                p[0], p[1], n - 1 - k, &x.sizes()[..]
            ),
            "circular" => ensure!(p[0] <= size && p[1] <= size, "Padding value causes wrapping around more than once."),
            _ => {}
        }
        ensure!(size > 0 && size + p[0] + p[1] > 0, "input of shape {:?} is too small for padding {pad:?}", &x.sizes()[..]);
    }
    Ok(())
}

/// `pad(Tensor input, int[] pad, str mode='constant', float? value=None) -> Tensor` · nn.functional
///
/// `out[i] = x[i - before]`; outside `value` (`constant`, by default 0), `x` mirrored at the edge (`reflect`), the edge (`replicate`) or
/// the other end (`circular`). `pad` holds (before, after) from the last dimension on.
///
/// Shapes: each padded size `n` to `before + n + after`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for an odd number of numbers, more pairs than the mode takes, a `value` it does not take, and padding too wide
///   for it; NotImplementedError for another mode.
pub(crate) fn pad(x: &Tensor, pad: &[i64], mode: &str, value: Option<f64>) -> Result<Tensor> {
    if mode == "constant" {
        let value = match value {
            Some(v) if x.dtype().is_float() || x.dtype().is_complex() => Scalar::Float(v),
            Some(v) => Scalar::Int(v as i64),
            None => Scalar::Int(0),
        };
        return x.constant_pad_nd_with(pad, value);
    }
    ensure!(value.is_none() || value == Some(0.0), "Padding mode \"{mode}\" doesn't take in value argument");
    ensure!(matches!(mode, "reflect" | "replicate" | "circular"), NotImplemented, "Unrecognised padding mode {mode}");
    check_mode(mode, x, pad)?;
    let mut y = x.clone();
    for (k, p) in pad.chunks(2).enumerate() {
        let d = x.dim() - 1 - k;
        if p[0] != 0 || p[1] != 0 {
            let at = sources(mode, x.sizes()[d], p[0], p[1]);
            y = y.index_select(d as i64, &super::partial::places_on(x, &at)?)?;
        }
    }
    if y.is_same(x) { x.clone_op() } else { super::creation::laid_out_as(x, y) }
}
