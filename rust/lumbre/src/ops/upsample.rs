//! Resampling of images: nearest neighbours, linear and cubic interpolation.
//!
//! Every mode is a product with one sparse matrix a dimension, so each dimension is resampled by itself: gathered
//! neighbours times weights.

use super::creation::laid_out_as;
use crate::autograd::{Backward, BackwardCx, Grads};
use crate::backend::{Fresh, compute};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use crate::{bail, ensure};
use lumbre_kernels::DType;
use lumbre_kernels::resample::{self as kernel, Sums};
use smallvec::smallvec;
use std::sync::Arc;

/// Sizes of the result and, where given by the caller, the scales to use.
fn plan(name: &str, n: usize, x: &Tensor, output_size: Option<&[i64]>, scales: Option<&[f64]>) -> Result<(Dims, Vec<Option<f64>>)> {
    let s = x.sizes();
    ensure!(s.len() == n + 2, "It is expected input_size equals to {}, but got size {}", n + 2, s.len());
    ensure!(s[1..].iter().all(|&d| d > 0), "Non-empty {}D data tensor expected but got a tensor with sizes {:?}", n + 2, &s[..]);
    match (output_size, scales) {
        (Some(o), None) => {
            ensure!(o.len() == n, "It is expected output_size equals to {n}, but got size {}", o.len());
            ensure!(o.iter().all(|&d| d > 0), "Input and output sizes should be greater than 0, but got input {:?} output {o:?}", &s[2..]);
            room(x, o)?;
            Ok((o.into(), vec![None; n]))
        }
        (None, Some(f)) => {
            ensure!(f.len() == n, "It is expected scale_factors equals to {n}, but got size {}", f.len());
            let sizes: Dims = f.iter().zip(&s[2..]).map(|(f, &d)| (d as f64 * f).floor() as i64).collect();
            ensure!(sizes.iter().all(|&d| d > 0), "{name}: Input and output sizes should be greater than 0, but got input {:?} output {sizes:?}", &s[2..]);
            room(x, &sizes)?;
            Ok((sizes, f.iter().map(|f| Some(*f)).collect()))
        }
        (Some(o), Some(f)) => {
            // The scales are those to compute with; zero stands for the quotient of the sizes.
            let (sizes, _) = plan(name, n, x, Some(o), None)?;
            Ok((sizes, f.iter().map(|&f| (f > 0.0).then_some(f)).collect()))
        }
        _ => bail!("Must specify exactly one of output_size and scale_factors"),
    }
}

/// Whether there is memory for images of these sizes: places and weights are listed before the result is made.
fn room(x: &Tensor, sizes: &[i64]) -> Result<()> {
    let numel = sizes.iter().fold(x.sizes()[..2].iter().product::<i64>().max(1), |n, &d| n.saturating_mul(d));
    crate::storage::list::<u32>(numel as usize).map(drop)
}

/// Input elements per output element.
fn step(size: i64, out: i64, scale: Option<f64>, align: bool) -> f64 {
    match scale {
        _ if align => if out > 1 { (size - 1) as f64 / (out - 1) as f64 } else { 0.0 },
        Some(f) if f > 0.0 => 1.0 / f,
        _ => size as f64 / out as f64,
    }
}

fn nearest(name: &str, n: usize, x: &Tensor, output_size: Option<&[i64]>, scales: Option<&[f64]>, exact: bool) -> Result<Tensor> {
    let (sizes, scales) = plan(name, n, x, output_size, scales)?;
    let mut y = x.clone();
    for k in 0..n {
        let (size, out) = (x.sizes()[k + 2], sizes[k]);
        if size == out && scales[k].is_none_or(|f| f == 1.0) {
            continue;
        }
        // Positions are computed in single precision, which decides ties.
        let s = step(size, out, scales[k], false) as f32;
        let shift = if exact { 0.5f32 } else { 0.0 };
        let at: Vec<i64> = (0..out).map(|i| (((i as f32 + shift) * s).floor() as i64).clamp(0, size - 1)).collect();
        y = y.index_select(k as i64 + 2, &super::partial::places_on(x, &at)?)?;
    }
    if y.is_same(x) { x.clone_op() } else { laid_out_as(x, y) }
}

/// Neighbours and weights of each output place along one dimension: `taps` lists of both.
type Taps = Vec<(Vec<i64>, Vec<f64>)>;

fn linear_taps(size: i64, out: i64, scale: Option<f64>, align: bool) -> Taps {
    let s = step(size, out, scale, align);
    let (mut low, mut high) = ((Vec::new(), Vec::new()), (Vec::new(), Vec::new()));
    for i in 0..out {
        let at = if align { i as f64 * s } else { ((i as f64 + 0.5) * s - 0.5).max(0.0) };
        let from = (at.floor() as i64).min(size - 1);
        let w = (at - from as f64).clamp(0.0, 1.0);
        low.0.push(from);
        low.1.push(1.0 - w);
        high.0.push((from + 1).min(size - 1));
        high.1.push(w);
    }
    vec![low, high]
}

fn cubic_taps(size: i64, out: i64, scale: Option<f64>, align: bool) -> Taps {
    const A: f64 = -0.75;
    let near = |t: f64| ((A + 2.0) * t - (A + 3.0)) * t * t + 1.0;
    let far = |t: f64| ((A * t - 5.0 * A) * t + 8.0 * A) * t - 4.0 * A;
    let s = step(size, out, scale, align);
    let mut taps: Taps = vec![(Vec::new(), Vec::new()); 4];
    for i in 0..out {
        let at = if align { i as f64 * s } else { (i as f64 + 0.5) * s - 0.5 };
        let from = at.floor();
        let t = at - from;
        let weights = [far(t + 1.0), near(t), near(1.0 - t), far(2.0 - t)];
        for (k, w) in weights.into_iter().enumerate() {
            taps[k].0.push((from as i64 - 1 + k as i64).clamp(0, size - 1));
            taps[k].1.push(w);
        }
    }
    taps
}

/// The filters of `smooth_taps`.
#[derive(Clone, Copy, PartialEq)]
enum Filter {
    Triangle,
    Cubic,
    Lanczos,
}

impl Filter {
    /// Neighbours on each side.
    fn reach(self) -> f64 {
        match self {
            Filter::Triangle => 1.0,
            Filter::Cubic => 2.0,
            Filter::Lanczos => 3.0,
        }
    }

    fn at(self, t: f64) -> f64 {
        const A: f64 = -0.5;
        let sinc = |t: f64| if t == 0.0 { 1.0 } else { (std::f64::consts::PI * t).sin() / (std::f64::consts::PI * t) };
        let t = t.abs();
        match self {
            _ if t >= self.reach() => 0.0,
            Filter::Triangle => 1.0 - t,
            Filter::Cubic if t < 1.0 => ((A + 2.0) * t - (A + 3.0)) * t * t + 1.0,
            Filter::Cubic => ((A * t - 5.0 * A) * t + 8.0 * A) * t - 4.0 * A,
            Filter::Lanczos => sinc(t) * sinc(t / 3.0),
        }
    }
}

/// A filter stretched by the scale where the image shrinks.
fn smooth_taps(size: i64, out: i64, scale: Option<f64>, align: bool, filter: Filter) -> Taps {
    let s = step(size, out, scale, align);
    let wide = s.max(1.0);
    let half = filter.reach() * wide;
    let count = (half.ceil() as usize).saturating_mul(2).saturating_add(1);
    let mut taps: Taps = lumbre_kernels::scratch::filled((Vec::new(), Vec::new()), count);
    for i in 0..out {
        let centre = s * (i as f64 + 0.5);
        let from = ((centre - half + 0.5) as i64).max(0);
        let to = ((centre + half + 0.5) as i64).min(size);
        let weights: Vec<f64> = (from..to).map(|j| filter.at((j as f64 - centre + 0.5) / wide)).collect();
        let total: f64 = weights.iter().sum();
        for (k, tap) in taps.iter_mut().enumerate() {
            tap.0.push((from + k as i64).clamp(0, size - 1));
            tap.1.push(weights.get(k).map_or(0.0, |w| if total != 0.0 { w / total } else { *w }));
        }
    }
    taps
}

/// Weighted sums of neighbours along one dimension: a kernel on the CPU, ops elsewhere.
fn resample(x: &Tensor, dim: i64, taps: &Taps) -> Result<Tensor> {
    if x.device() != crate::Device::Cpu {
        return gathered(x, dim, taps);
    }
    resampled(x, dim as usize, &Arc::new(sums_of(taps)), 0)
}

fn sums_of(taps: &Taps) -> Sums {
    let outputs = taps.first().map_or(0, |t| t.0.len());
    Sums::new((0..outputs).map(|i| taps.iter().map(move |(at, w)| (at[i] as usize, w[i])).filter(|t| t.1 != 0.0)))
}

fn resampled(x: &Tensor, dim: usize, sums: &Arc<Sums>, shift: u32) -> Result<Tensor> {
    let x = x.contiguous()?;
    let mut sizes = x.sizes();
    let product = |s: &[i64]| s.iter().product::<i64>() as usize;
    let shape = [product(&sizes[..dim]), sizes[dim] as usize, product(&sizes[dim + 1..])];
    sizes[dim] = sums.outputs() as i64;
    let out = Fresh::empty("upsample", &sizes, x.dtype(), x.device())?;
    compute("upsample", sums.places.len() * shape[0] * shape[2], &[&x], &[&out], |i, o| {
        kernel::resample(i[0], sums, shape, shift, o[0].reborrow());
        Ok(())
    })?;
    Ok(out.with_grad([&x], |_| ResampledGrad { sums: sums.clone(), dim, size: shape[1] }))
}

struct ResampledGrad {
    sums: Arc<Sums>,
    dim: usize,
    size: usize,
}
impl Backward for ResampledGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(resampled(g, self.dim, &Arc::new(self.sums.transposed(self.size)), 0)?)])
    }
}

/// Gathered neighbours times weights along one dimension.
fn gathered(x: &Tensor, dim: i64, taps: &Taps) -> Result<Tensor> {
    let mut sum: Option<Tensor> = None;
    let mut shape = Dims::from_elem(1, x.dim());
    for (at, weights) in taps {
        if weights.iter().all(|&w| w == 0.0) {
            continue;
        }
        shape[dim as usize] = at.len() as i64;
        let w = Tensor::from_slice_on(weights, &shape, x.device())?.to_dtype(x.dtype())?;
        let part = x.index_select(dim, &super::partial::places_on(x, at)?)?.mul(&w)?;
        sum = Some(match sum {
            Some(s) => s.add(&part)?,
            None => part,
        });
    }
    match sum {
        Some(s) => Ok(s),
        None => bail!("upsample: no weights along dimension {dim}"),
    }
}

/// The weights as images of bytes are resampled with: multiples of `2^-p` that 16 bits hold, and `p`.
fn fixed_point(taps: &Taps) -> (Taps, u32) {
    let mut taps = taps.clone();
    for i in 0..taps.first().map_or(0, |t| t.0.len()) {
        for k in 1..taps.len() {
            // Neighbours beyond an edge are one pixel, whose weights are added before they are rounded.
            if let Some(same) = (0..k).find(|&j| taps[j].0[i] == taps[k].0[i]) {
                taps[same].1[i] += std::mem::take(&mut taps[k].1[i]);
            }
        }
    }
    let most = taps.iter().flat_map(|t| &t.1).fold(0.0, |m: f64, &w| m.max(w));
    let precision = (0..22).find(|&p| 0.5 + most * (1u64 << (p + 1)) as f64 >= (1 << 15) as f64).unwrap_or(22);
    let unit = (1u64 << precision) as f64;
    taps.iter_mut().for_each(|t| t.1.iter_mut().for_each(|w| *w = (*w * unit).round() / unit));
    (taps, precision as u32)
}

fn filtered(
    name: &str,
    n: usize,
    x: &Tensor,
    output_size: Option<&[i64]>,
    scales: Option<&[f64]>,
    taps: impl Fn(i64, i64, Option<f64>) -> Taps,
) -> Result<Tensor> {
    let (sizes, scales) = plan(name, n, x, output_size, scales)?;
    let bytes = x.dtype() == DType::U8 && n == 2;
    if !bytes {
        super::partial::need_float(name, x.dtype())?;
    }
    // Halves are summed in single precision.
    let wide = match x.dtype() {
        DType::F16 | DType::BF16 => DType::F32,
        // Elsewhere: sums of bytes times 16-bit weights are exact in double precision.
        DType::U8 if x.device() != crate::Device::Cpu => DType::F64,
        d => d,
    };
    let mut y = x.to_dtype(wide)?;
    for k in (0..n).rev() {
        let (size, out) = (x.sizes()[k + 2], sizes[k]);
        if bytes && size != out {
            let (taps, shift) = fixed_point(&taps(size, out, scales[k]));
            if wide == DType::U8 {
                y = resampled(&y, k + 2, &Arc::new(sums_of(&taps)), shift)?;
                continue;
            }
            let sums = resample(&y, k as i64 + 2, &taps)?;
            y = sums.add(0.5)?.floor()?.clamp_with(Some(0.0.into()), Some(255.0.into()))?;
        } else if !bytes && (size != out || scales[k].is_some_and(|f| f != 1.0)) {
            y = resample(&y, k as i64 + 2, &taps(size, out, scales[k]))?;
        }
    }
    if y.is_same(x) { x.clone_op() } else { laid_out_as(x, y.to_dtype(x.dtype())?) }
}

/// `upsample_nearest1d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearest1D0
///
/// `out[i] = in[floor(i * n / m)]`.
///
/// Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest1d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("upsample_nearest1d", 1, x, output_size, scale_factors, false)
}

/// `upsample_nearest2d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearest2D0
///
/// `out[y, x] = in[floor(y * H / H'), floor(x * W / W')]`.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest2d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("upsample_nearest2d", 2, x, output_size, scale_factors, false)
}

/// `upsample_nearest3d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearest3D0
///
/// `out[z, y, x] = in[floor(z * D / D'), floor(y * H / H'), floor(x * W / W')]`.
///
/// Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest3d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("upsample_nearest3d", 3, x, output_size, scale_factors, false)
}

/// `_upsample_nearest_exact1d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearestExact1D0
///
/// `out[i] = in[floor((i + 1/2) * n / m)]`: the nearest element's centre.
///
/// Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest_exact1d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("_upsample_nearest_exact1d", 1, x, output_size, scale_factors, true)
}

/// `_upsample_nearest_exact2d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearestExact2D0
///
/// `out[y, x] = in[floor((y + 1/2) * H / H'), floor((x + 1/2) * W / W')]`: the nearest element's centre.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest_exact2d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("_upsample_nearest_exact2d", 2, x, output_size, scale_factors, true)
}

/// `_upsample_nearest_exact3d(Tensor input, int[]? output_size=None, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleNearestExact3D0
///
/// `out[z, y, x] = in[floor((z + 1/2) * D / D'), …]`: the nearest element's centre.
///
/// Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_nearest_exact3d(x: &Tensor, output_size: Option<&[i64]>, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    nearest("_upsample_nearest_exact3d", 3, x, output_size, scale_factors, true)
}

/// `upsample_linear1d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleLinear1D0
///
/// `out[i] = (1 - t) in[k] + t in[k + 1]` at the place `k + t` of `i` in the input; `align_corners` puts the outer elements' centres on
/// each other, not their edges.
///
/// Shapes: `(N, C, n)` to `(N, C, m)`, `m = output_size` or `floor(n * scale)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_linear1d(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("upsample_linear1d", 1, x, output_size, scale_factors, |n, m, s| linear_taps(n, m, s, align_corners))
}

/// `upsample_bilinear2d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleBilinear2D0
///
/// `out[y, x] = ` the mean of the 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer pixels' centres on each other,
/// not their edges.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_bilinear2d(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("upsample_bilinear2d", 2, x, output_size, scale_factors, |n, m, s| linear_taps(n, m, s, align_corners))
}

/// `upsample_trilinear3d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleTrilinear3D0
///
/// `out[z, y, x] = ` the mean of the 2 by 2 by 2 neighbours, weighted by nearness; `align_corners` puts the outer elements' centres on
/// each other, not their edges.
///
/// Shapes: `(N, C, D, H, W)` to `(N, C, D', H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_trilinear3d(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("upsample_trilinear3d", 3, x, output_size, scale_factors, |n, m, s| linear_taps(n, m, s, align_corners))
}

/// `upsample_bicubic2d(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · nn.functional node=UpsampleBicubic2D0
///
/// `out[y, x] = sum over 4 by 4 neighbours of w(i) w(j) in[i, j]` with Keys' cubic `w` (a = -0.75); `align_corners` puts the outer
/// pixels' centres on each other, not their edges.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
/// Source: Keys, Cubic Convolution Interpolation, 1981.
pub(crate) fn upsample_bicubic2d(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("upsample_bicubic2d", 2, x, output_size, scale_factors, |n, m, s| cubic_taps(n, m, s, align_corners))
}

/// `_upsample_bilinear2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · function nn.functional not=half,bfloat16 node=UpsampleBilinear2DAa0
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_bilinear2d_aa(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("_upsample_bilinear2d_aa", 2, x, output_size, scale_factors, |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Triangle))
}

/// `_upsample_bicubic2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · function nn.functional node=UpsampleBicubic2DAa0
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
/// wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
/// Source: Keys, Cubic Convolution Interpolation, 1981.
pub(crate) fn upsample_bicubic2d_aa(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("_upsample_bicubic2d_aa", 2, x, output_size, scale_factors, |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Cubic))
}

/// `_upsample_lanczos2d_aa(Tensor input, int[]? output_size, bool align_corners, float[]? scale_factors=None) -> Tensor` · function nn.functional
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
/// that is wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
/// Source: Lanczos' kernel: Duchon, 1979.
pub(crate) fn upsample_lanczos2d_aa(x: &Tensor, output_size: Option<&[i64]>, align_corners: bool, scale_factors: Option<&[f64]>) -> Result<Tensor> {
    filtered("_upsample_lanczos2d_aa", 2, x, output_size, scale_factors, |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Lanczos))
}

/// `_upsample_bilinear2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` · function nn.functional not=half,bfloat16 node=UpsampleBilinear2DAa0
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with a triangle `w` stretched to the width of a result's pixel where that is wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
pub(crate) fn upsample_bilinear2d_aa_scales(x: &Tensor, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
    let scales = [scales_h.unwrap_or(0.0), scales_w.unwrap_or(0.0)];
    filtered("_upsample_bilinear2d_aa", 2, x, Some(output_size), Some(&scales), |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Triangle))
}

/// `_upsample_bicubic2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` · function nn.functional node=UpsampleBicubic2DAa0
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with Keys' cubic `w` stretched to the width of a result's pixel where that is
/// wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
/// Source: Keys, Cubic Convolution Interpolation, 1981.
pub(crate) fn upsample_bicubic2d_aa_scales(x: &Tensor, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
    let scales = [scales_h.unwrap_or(0.0), scales_w.unwrap_or(0.0)];
    filtered("_upsample_bicubic2d_aa", 2, x, Some(output_size), Some(&scales), |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Cubic))
}

/// `_upsample_lanczos2d_aa.scales(Tensor input, int[2] output_size, bool align_corners, float? scales_h=None, float? scales_w=None) -> Tensor` · function nn.functional
///
/// `out[y, x] = sum over i, j of w(i) w(j) in[i, j]`, with `w(t) = sinc(t) sinc(t / 3)` stretched to the width of a result's pixel where
/// that is wider.
///
/// Shapes: `(N, C, H, W)` to `(N, C, H', W')`, which are `output_size` or `floor(size * scale)`.
/// Dtypes: uint8, floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, no size and no scale, or both, and an empty result.
/// Source: Lanczos' kernel: Duchon, 1979.
pub(crate) fn upsample_lanczos2d_aa_scales(x: &Tensor, output_size: &[i64], align_corners: bool, scales_h: Option<f64>, scales_w: Option<f64>) -> Result<Tensor> {
    let scales = [scales_h.unwrap_or(0.0), scales_w.unwrap_or(0.0)];
    filtered("_upsample_lanczos2d_aa", 2, x, Some(output_size), Some(&scales), |n, m, s| smooth_taps(n, m, s, align_corners, Filter::Lanczos))
}
