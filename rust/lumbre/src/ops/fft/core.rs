//! The transforms themselves: complex to complex, real to complex, and back.

use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::{Fresh, compute_each, cuda};
use crate::device::Device;
use crate::error::Result;
use crate::ops::promote::to_float;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar, View, ViewMut, fft as kernel};
use smallvec::smallvec;

/// How a result is scaled: by 1, by `1 / sqrt(n)`, or by `1 / n`.
pub(super) const NONE: i64 = 0;
const ROOT: i64 = 1;
const BY_N: i64 = 2;

/// PyTorch's `norm=` for a forward or an inverse transform.
pub(super) fn normalization(norm: Option<&str>, forward: bool) -> Result<i64> {
    Ok(match (norm, forward) {
        (None | Some("backward"), true) | (Some("forward"), false) => NONE,
        (None | Some("backward"), false) | (Some("forward"), true) => BY_N,
        (Some("ortho"), _) => ROOT,
        (Some(other), _) => bail!("Invalid normalization mode: \"{other}\""),
    })
}

fn factor(normalization: i64, n: f64) -> Result<f64> {
    Ok(match normalization {
        NONE => 1.0,
        ROOT => 1.0 / n.sqrt(),
        BY_N => 1.0 / n,
        other => bail!("Unsupported normalization: {other}"),
    })
}

/// Whole numbers as the default float; half precision has no transform here.
pub(super) fn promoted(x: &Tensor, complex: bool) -> Result<Tensor> {
    let d = to_float(x.dtype());
    ensure!(matches!(d, DType::F32 | DType::F64 | DType::C64 | DType::C128), NotImplemented, "Unsupported dtype {}", d.scalar_name());
    x.to_dtype(if complex { d.to_complex() } else { d })
}

fn places(dims: &[i64], n: usize) -> Result<Vec<usize>> {
    dims.iter().map(|d| wrap_dim(*d, n)).collect()
}

/// What a transform of `n` elements of `len` points costs.
fn cost(n: i64) -> usize {
    n as usize * 4
}

fn is(op: &str, x: &Tensor, complex: bool) -> Result<()> {
    let d = x.dtype();
    let fine = if complex { d.is_complex() } else { matches!(d, DType::F32 | DType::F64) };
    ensure!(fine, "{op}: Unsupported dtype {}", d.scalar_name());
    Ok(())
}

/// `_fft_c2c(Tensor input, int[] dim, int normalization, bool forward) -> Tensor` · function out
///
/// `y[k] = s * sum over j of x[j] exp(-+2 pi i j k / n)` over `dim`, minus with `forward`; `s` is 1 (0), `1 / sqrt(n)` (1) or `1 / n` (2)
/// by `normalization`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: complex; others raise RuntimeError.
/// Raises: IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_c2c(x: &Tensor, dim: &[i64], normalization: i64, forward: bool) -> Result<Tensor> {
    let op = "_fft_c2c";
    is(op, x, true)?;
    let dims = places(dim, x.dim())?;
    if dims.is_empty() {
        return x.clone_op();
    }
    let n: f64 = dims.iter().map(|d| x.sizes()[*d] as f64).product();
    let scale = factor(normalization, n)?;
    let y = Fresh::empty(op, &x.sizes(), x.dtype(), x.device())?;
    if x.numel() > 0 {
        // The last dimension first: it reads the input where that is likely to be dense.
        let order: Vec<usize> = dims.iter().rev().copied().collect();
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::fft(op)?;
            kernel::c2c(i[0], &order, forward, scale, o[0].reborrow());
            Ok(())
        };
        compute_each(op, cost(x.numel()), &[x], &[&y], cpu, |cx, i, o| cuda::fft::c2c(cx, i[0], &order, forward, scale, o[0]))?;
    }
    Ok(y.with_grad([x], |_| FftC2CGrad { dims: dim.into(), normalization, forward }))
}

struct FftC2CGrad {
    dims: Dims,
    normalization: i64,
    forward: bool,
}
impl Backward for FftC2CGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.fft_c2c(&self.dims, self.normalization, !self.forward)?)])
    }
}

/// `_fft_r2c(Tensor input, int[] dim, int normalization, bool onesided) -> Tensor` · function out
///
/// The forward transform of real numbers over `dim`, of whose last only the first `n / 2 + 1` coefficients with `onesided`.
///
/// Shapes: the input's; with `onesided` `n // 2 + 1` in the last of `dim`.
/// Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise RuntimeError.
/// Raises: IndexError for a dimension out of range.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_r2c(x: &Tensor, dim: &[i64], normalization: i64, onesided: bool) -> Result<Tensor> {
    let op = "_fft_r2c";
    is(op, x, false)?;
    let dims = places(dim, x.dim())?;
    let Some((&last, rest)) = dims.split_last() else { return x.to_dtype(x.dtype().to_complex()) };
    if !onesided && x.device() != Device::Cpu {
        return x.to_dtype(x.dtype().to_complex())?.fft_c2c(dim, normalization, true);
    }
    let sizes = x.sizes();
    let scale = factor(normalization, dims.iter().map(|d| sizes[*d] as f64).product())?;
    let mut out = sizes.clone();
    if onesided {
        out[last] = sizes[last] / 2 + 1;
    }
    let y = Fresh::empty(op, &out, x.dtype().to_complex(), x.device())?;
    if x.numel() > 0 {
        let rest: Vec<usize> = rest.iter().rev().copied().collect();
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::fft(op)?;
            kernel::r2c(i[0], last, if rest.is_empty() { scale } else { 1.0 }, o[0].reborrow());
            if !rest.is_empty() {
                kernel::c2c_in_place(o[0].reborrow(), &rest, true, scale);
            }
            Ok(())
        };
        compute_each(op, cost(x.numel()), &[x], &[&y], cpu, |cx, i, o| cuda::fft::r2c(cx, i[0], last, &rest, scale, o[0]))?;
    }
    Ok(y.with_grad([x], |_| FftR2CGrad { dims: dim.into(), last, n: sizes[last], normalization, onesided }))
}

struct FftR2CGrad {
    dims: Dims,
    last: usize,
    n: i64,
    normalization: i64,
    onesided: bool,
}
impl Backward for FftR2CGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(if self.onesided {
            // The way back adds each inner coefficient's mirror, whose gradient is nobody's.
            mirrored(g, self.last, self.n, 0.5)?.fft_c2r(&self.dims, self.normalization, self.n)?
        } else {
            g.fft_c2c(&self.dims, self.normalization, false)?.real()?
        })])
    }
}

/// Half a spectrum whose coefficients that stand for two, themselves and their mirrors, are multiplied by `factor`.
fn mirrored(y: &Tensor, last: usize, n: i64, factor: f64) -> Result<Tensor> {
    let half = n / 2 + 1;
    let weights: Vec<f64> = (0..half).map(|i| if i > 0 && i <= n - half { factor } else { 1.0 }).collect();
    let mut shape: Dims = smallvec![1; y.dim()];
    shape[last] = half;
    let w = Tensor::from_slice_on(&weights, &shape, y.device())?.to_dtype(y.dtype().to_real())?;
    y.mul(&w)
}

/// `_fft_c2r(Tensor input, int[] dim, int normalization, int last_dim_size) -> Tensor` · function out
///
/// The inverse of `_fft_r2c` with `onesided`, unscaled but for `normalization`; `last_dim_size` numbers in the last dimension.
///
/// Shapes: the input's with `last_dim_size` in the last of `dim`.
/// Dtypes: complex; complex gives the real dtype; others raise RuntimeError.
/// Raises: RuntimeError for a `last_dim_size` below 1.
/// Source: Cooley and Tukey, 1965.
pub(crate) fn fft_c2r(x: &Tensor, dim: &[i64], normalization: i64, last_dim_size: i64) -> Result<Tensor> {
    let op = "_fft_c2r";
    is(op, x, true)?;
    let dims = places(dim, x.dim())?;
    let Some((&last, rest)) = dims.split_last() else { return x.real()?.clone_op() };
    ensure!(last_dim_size >= 1, "Invalid number of data points ({last_dim_size}) specified");
    let half = last_dim_size / 2 + 1;
    let x = &resized(x, last as i64, half)?;
    let sizes = x.sizes();
    let others: f64 = rest.iter().map(|d| sizes[*d] as f64).product();
    let scale = factor(normalization, others * last_dim_size as f64)?;
    let mut out = sizes.clone();
    out[last] = last_dim_size;
    let y = Fresh::empty(op, &out, x.dtype().to_real(), x.device())?;
    if y.tensor().numel() > 0 {
        let rest: Vec<i64> = rest.iter().map(|d| *d as i64).collect();
        let source = if rest.is_empty() { x.detach_handle() } else { x.detach_handle().fft_c2c(&rest, NONE, false)? };
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            crate::parts::fft(op)?;
            kernel::c2r(i[0], last, scale, o[0].reborrow());
            Ok(())
        };
        compute_each(op, cost(y.tensor().numel()), &[&source], &[&y], cpu, |cx, i, o| cuda::fft::c2r(cx, i[0], last, scale, o[0]))?;
    }
    Ok(y.with_grad([x], |_| FftC2RGrad { dims: dim.into(), last, n: last_dim_size, normalization }))
}

struct FftC2RGrad {
    dims: Dims,
    last: usize,
    n: i64,
    normalization: i64,
}
impl Backward for FftC2RGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let y = g.fft_r2c(&self.dims, self.normalization, true)?;
        Ok(smallvec![Some(mirrored(&y, self.last, self.n, 2.0)?)])
    }
}

/// `x` cut or filled with zeros to `n` along `dim`.
pub(super) fn resized(x: &Tensor, dim: i64, n: i64) -> Result<Tensor> {
    let have = x.size(dim)?;
    if have == n {
        return Ok(x.clone());
    }
    if have > n {
        return x.narrow(dim, 0, n);
    }
    let d = wrap_dim(dim, x.dim())?;
    let mut pad: Dims = smallvec![0; 2 * (x.dim() - d)];
    let at = pad.len() - 1;
    pad[at] = n - have;
    x.constant_pad_nd_with(&pad, Scalar::Int(0))
}
