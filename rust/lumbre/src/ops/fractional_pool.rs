//! Pooling over windows at random steps.

use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use lumbre_kernels::DType;

/// Where the windows of one dimension begin; `single` rounds as single precision does.
fn starts(sample: f64, size: i64, out: i64, kernel: i64, single: bool) -> Vec<i64> {
    let mut at = vec![size - kernel; out as usize];
    if out > 1 {
        let round = |v: f64| if single { v as f32 as f64 } else { v };
        let step = round((size - kernel) as f64 / (out - 1) as f64);
        for (i, v) in at.iter_mut().enumerate().take(out as usize - 1) {
            *v = round(round(i as f64 + sample) * step) as i64 - round(sample * step) as i64;
        }
    }
    at
}

/// The position of the maximum of the window of `kernel` at `from`; NaN is the maximum.
fn largest(plane: &[f64], sizes: &[i64], from: &[i64], kernel: &[i64]) -> i64 {
    let mut best = (-1, f64::NEG_INFINITY);
    let count: i64 = kernel.iter().product();
    for k in 0..count {
        let (mut rest, mut at) = (k, 0);
        let mut place = Dims::from_elem(0, kernel.len());
        for d in (0..kernel.len()).rev() {
            place[d] = from[d] + rest % kernel[d];
            rest /= kernel[d];
        }
        for d in 0..kernel.len() {
            at = at * sizes[d] + place[d];
        }
        let v = plane[at as usize];
        if best.0 < 0 || v > best.1 || v.is_nan() {
            best = (at, v);
        }
    }
    best.0
}

fn pool(n: usize, x: &Tensor, kernel_size: &[i64], output_size: &[i64], samples: &Tensor) -> Result<(Tensor, Tensor)> {
    let name = if n == 2 { "fractional_max_pool2d" } else { "fractional_max_pool3d" };
    let spread = |v: &[i64]| -> Dims { if v.len() == 1 { Dims::from_elem(v[0], n) } else { v.into() } };
    let (kernel, output) = (spread(kernel_size), spread(output_size));
    ensure!(kernel.len() == n && output.len() == n, "{name}: kernel_size and output_size must either be a single int or tuple of {n} ints");
    let alone = x.dim() == n + 1;
    ensure!(alone || x.dim() == n + 2, "{name}: Expected {}D or {}D tensor, but got: {:?}", n + 1, n + 2, &x.sizes()[..]);
    super::partial::need_float(name, x.dtype())?;
    let x = if alone { x.unsqueeze(0)? } else { x.clone() };
    let s = x.sizes();
    for d in 0..n {
        ensure!(
            output[d] >= 1 && kernel[d] >= 1 && output[d] + kernel[d] - 1 <= s[d + 2],
            "{name}: pool size {} and output {} do not fit dimension {d} of size {}",
            kernel[d],
            output[d],
            s[d + 2]
        );
    }
    let r = samples.sizes();
    ensure!(
        r.len() == 3 && r[0] >= s[0] && r[1..] == [s[1], n as i64],
        "{name}: expected _random_samples of shape {:?}, got {:?}",
        [s[0], s[1], n as i64],
        &r[..]
    );
    let flat = x.reshape(&[s[0], s[1], s[2..].iter().product()])?;
    let list = |t: &Tensor| t.detach_handle().to_dtype(DType::F64)?.contiguous()?.to_vec::<f64>();
    let (values, random) = (list(&flat)?, list(samples)?);
    let (plane, windows): (i64, i64) = (s[2..].iter().product(), output.iter().product());
    let mut at = crate::storage::list((s[0] * s[1] * windows) as usize)?;
    for p in 0..(s[0] * s[1]) as usize {
        let own = &values[p * plane as usize..(p + 1) * plane as usize];
        // In two dimensions the first number is the width's; in three they are in the order of dimensions.
        let begin: Vec<Vec<i64>> = (0..n).map(|d| starts(random[p * n + if n == 2 { 1 - d } else { d }], s[d + 2], output[d], kernel[d], x.dtype() != DType::F64)).collect();
        for w in 0..windows {
            let mut rest = w;
            let mut from = Dims::from_elem(0, n);
            for d in (0..n).rev() {
                from[d] = begin[d][(rest % output[d]) as usize];
                rest /= output[d];
            }
            at.push(largest(own, &s[2..], &from, &kernel));
        }
    }
    let index = Tensor::from_slice_on(&at, &[s[0], s[1], windows], x.device())?;
    let mut shape: Dims = smallvec::smallvec![s[0], s[1]];
    shape.extend(output);
    let (y, i) = (flat.gather(2, &index)?.view(&shape)?, index.view(&shape)?);
    if alone { Ok((y.squeeze_dim(&[0])?, i.squeeze_dim(&[0])?)) } else { Ok((y, i)) }
}

/// `fractional_max_pool2d_with_indices(Tensor input, int[2] kernel_size, int[2] output_size, Tensor random_samples) -> (Tensor, Tensor)` · nn.functional
///
/// `out[n, c, i, j] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where in
/// the plane it is.
///
/// Shapes: input `(N, C, H, W)`, samples `(N, C, 2)`: both `(N, C, *output_size)`.
/// Dtypes: floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for windows that do not fit and samples of another shape.
/// Source: Graham, Fractional Max-Pooling, 2014 (arXiv:1412.6071).
pub(crate) fn fractional_max_pool2d_with_indices(x: &Tensor, kernel_size: &[i64], output_size: &[i64], random_samples: &Tensor) -> Result<(Tensor, Tensor)> {
    pool(2, x, kernel_size, output_size, random_samples)
}

/// `fractional_max_pool3d_with_indices(Tensor input, int[3] kernel_size, int[3] output_size, Tensor random_samples) -> (Tensor, Tensor)` · nn.functional
///
/// `out[n, c, i, j, k] = max` over a window of `kernel_size` whose corner moves by steps drawn from `random_samples` in [0, 1), and where
/// in the volume it is.
///
/// Shapes: input `(N, C, D, H, W)`, samples `(N, C, 3)`: both `(N, C, *output_size)`.
/// Dtypes: floats; result 2 is int64; others raise NotImplementedError.
/// Raises: RuntimeError for windows that do not fit and samples of another shape.
/// Source: Graham, Fractional Max-Pooling, 2014 (arXiv:1412.6071).
pub(crate) fn fractional_max_pool3d_with_indices(x: &Tensor, kernel_size: &[i64], output_size: &[i64], random_samples: &Tensor) -> Result<(Tensor, Tensor)> {
    pool(3, x, kernel_size, output_size, random_samples)
}
