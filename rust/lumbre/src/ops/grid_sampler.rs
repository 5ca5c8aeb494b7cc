//! Images read at places between their pixels, and the grids of such places.

use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::image as gpu;
use crate::backend::{Fresh, compute_each, elementwise};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use crate::{bail, ensure};
use lumbre_kernels::grid::{self as kernel, GridParams, Mode, Padding};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::{SmallVec, smallvec};

/// One dimension: its size and where its edges are.
#[derive(Clone, Copy)]
struct Axis {
    size: i64,
    align: bool,
    padding: Padding,
}

impl Axis {
    /// From [-1, 1] to pixels.
    fn pixels(&self, x: &Tensor) -> Result<Tensor> {
        if self.align {
            x.add(1.0)?.mul((self.size - 1) as f64 / 2.0)
        } else {
            x.add(1.0)?.mul(self.size as f64)?.add(-1.0)?.mul(0.5)
        }
    }

    /// Places outside moved inside, except where outside means zero. Nothing flows back from places at or beyond an edge.
    fn inside(&self, x: &Tensor) -> Result<Tensor> {
        let x = match self.padding {
            Padding::Zeros => return Ok(x.clone()),
            Padding::Border => x.clone(),
            Padding::Reflection => self.reflected(x)?,
        };
        let most = (self.size - 1) as f64;
        let limit = x.detach()?.clamp_min(0.0)?.clamp_max(most)?;
        let free = x.gt(0.0)?.logical_and(&x.lt(most)?)?;
        free.where_cond(&x, &limit)
    }

    /// Reflected at the edges until it lies between them.
    fn reflected(&self, x: &Tensor) -> Result<Tensor> {
        let (low, span) = if self.align { (0.0, (self.size - 1) as f64) } else { (-0.5, self.size as f64) };
        if span == 0.0 {
            return x.mul(0.0);
        }
        let away = x.add(-low)?.abs()?;
        let extra = away.fmod(span)?;
        let odd = away.detach()?.div(span)?.floor()?.fmod(2.0)?.gt(0.5)?;
        odd.where_cond(&extra.rsub(span)?, &extra)?.add(low)
    }

    /// The pixels at whole places, as indices, and which of them exist.
    fn index(&self, at: &Tensor) -> Result<(Tensor, Tensor)> {
        let most = (self.size - 1) as f64;
        let exists = at.ge(0.0)?.logical_and(&at.le(most)?)?;
        Ok((exists.where_cond(at, &Tensor::zeros(&[], at.dtype(), at.device())?)?.to_dtype(DType::I64)?, exists))
    }
}

/// Whole places along one dimension, as indices, with a weight each.
struct Tap {
    index: Tensor,
    exists: Tensor,
    weight: Option<Tensor>,
}

fn nearest(axis: Axis, x: &Tensor) -> Result<Vec<Tap>> {
    let (index, exists) = axis.index(&axis.inside(x)?.detach()?.round()?)?;
    Ok(vec![Tap { index, exists, weight: None }])
}

fn linear(axis: Axis, x: &Tensor) -> Result<Vec<Tap>> {
    let x = axis.inside(x)?;
    let low = x.detach()?.floor()?;
    let up = x.sub(&low)?;
    let mut taps = Vec::with_capacity(2);
    for (step, weight) in [(0.0, up.rsub(1.0)?), (1.0, up)] {
        let (index, exists) = axis.index(&low.add(step)?)?;
        taps.push(Tap { index, exists, weight: Some(weight) });
    }
    Ok(taps)
}

fn cubic(axis: Axis, x: &Tensor) -> Result<Vec<Tap>> {
    const A: f64 = -0.75;
    let low = x.detach()?.floor()?;
    let t = x.sub(&low)?;
    let near = |t: &Tensor| t.mul(A + 2.0)?.add(-(A + 3.0))?.mul(t)?.mul(t)?.add(1.0);
    let far = |t: &Tensor| t.mul(A)?.add(-5.0 * A)?.mul(t)?.add(8.0 * A)?.mul(t)?.add(-4.0 * A);
    let rest = t.rsub(1.0)?;
    let weights = [far(&t.add(1.0)?)?, near(&t)?, near(&rest)?, far(&rest.add(1.0)?)?];
    let mut taps = Vec::with_capacity(4);
    for (k, weight) in weights.into_iter().enumerate() {
        let (index, exists) = axis.index(&axis.inside(&low.add(k as f64 - 1.0)?)?.detach()?)?;
        taps.push(Tap { index, exists, weight: Some(weight) });
    }
    Ok(taps)
}

/// `sum over taps of pixel * product of weights`, for images `(N, C, *)` and places of shape `(N, P)` a dimension.
fn gather(input: &Tensor, taps: &[Vec<Tap>]) -> Result<Tensor> {
    let s = input.sizes();
    let (n, c) = (s[0], s[1]);
    let flat = input.reshape(&[n, c, s[2..].iter().product()])?;
    let combinations: usize = taps.iter().map(Vec::len).product();
    let mut sum: Option<Tensor> = None;
    for k in 0..combinations {
        let (mut rest, mut at, mut exists, mut weight) = (k, None::<Tensor>, None::<Tensor>, None::<Tensor>);
        for (d, list) in taps.iter().enumerate() {
            let tap = &list[rest % list.len()];
            rest /= list.len();
            at = Some(match at {
                Some(a) => a.mul(s[d + 2])?.add(&tap.index)?,
                None => tap.index.clone(),
            });
            exists = Some(match exists {
                Some(e) => e.logical_and(&tap.exists)?,
                None => tap.exists.clone(),
            });
            weight = match (weight, &tap.weight) {
                (Some(a), Some(b)) => Some(a.mul(b)?),
                (a, b) => a.or_else(|| b.clone()),
            };
        }
        let (Some(at), Some(exists)) = (at, exists) else { bail!("grid_sampler: no dimensions") };
        let p = at.sizes()[1];
        let pixels = flat.gather(2, &at.unsqueeze(1)?.expand(&[n, c, p])?)?;
        let zero = Tensor::zeros(&[], input.dtype(), input.device())?;
        let part = match weight {
            Some(w) => pixels.mul(&exists.where_cond(&w, &zero)?.unsqueeze(1)?)?,
            None => exists.unsqueeze(1)?.where_cond(&pixels, &zero)?,
        };
        sum = Some(match sum {
            Some(s) => s.add(&part)?,
            None => part,
        });
    }
    sum.map_or_else(|| flat.clone_op(), Ok)
}

fn sample(name: &str, n: usize, input: &Tensor, grid: &Tensor, mode: i64, padding: i64, align: bool) -> Result<Tensor> {
    let (s, g) = (input.sizes(), grid.sizes());
    ensure!(
        s.len() == n + 2 && g.len() == n + 2,
        "{name}: expected input and grid of {} dimensions, but got input with sizes {:?} and grid with sizes {:?}",
        n + 2,
        &s[..],
        &g[..]
    );
    ensure!(s[0] == g[0], "{name}: expected grid and input to have same batch size, but got input with sizes {:?} and grid with sizes {:?}", &s[..], &g[..]);
    ensure!(g[n + 1] == n as i64, "{name}: expected grid to have size {n} in last dimension, but got grid with sizes {:?}", &g[..]);
    ensure!(input.dtype() == grid.dtype(), "{name}: expected input and grid to have same dtype, but input has {} and grid has {}", input.dtype().name(), grid.dtype().name());
    ensure!(s[2..].iter().all(|&d| d > 0), "{name}: expected input to have non-empty spatial dimensions, but input has sizes {:?}", &s[..]);
    super::partial::need_float(name, input.dtype())?;
    let padding = match padding {
        0 => Padding::Zeros,
        1 => Padding::Border,
        2 => Padding::Reflection,
        _ => bail!("{name}: padding mode must be 0 (zeros), 1 (border) or 2 (reflection), got {padding}"),
    };
    ensure!((0..3).contains(&mode), "{name}: interpolation mode must be 0 (linear), 1 (nearest) or 2 (cubic), got {mode}");
    ensure!(mode != 2 || n == 2, "{name}: cubic interpolation is for two dimensions only");
    let own = matches!(input.dtype(), DType::F32 | DType::F64) && s[2..].iter().product::<i64>() < i64::from(i32::MAX);
    if own && (input.device() == Device::Cpu || mode < 2 && input.device() != Device::Meta) {
        let mode = [Mode::Linear, Mode::Nearest, Mode::Cubic][mode as usize];
        return fused(input, grid, GridParams { mode, padding, align });
    }
    composed(input, grid, mode, padding, align)
}

/// Contiguous, outside the graph, as `[N, C, *]` or `[N, P, d]`.
fn plain(t: &Tensor) -> Result<Tensor> {
    crate::backend::resolve(&t.detach_handle())?.contiguous()
}

fn points_of(grid: &Tensor) -> Result<Tensor> {
    let g = grid.sizes();
    plain(grid)?.view(&[g[0], g[1..g.len() - 1].iter().product(), g[g.len() - 1]])
}

/// Sizes of the result: batch and channels of the image, places of the grid.
fn result_sizes(input: &Tensor, grid: &Tensor) -> Dims {
    let (s, g) = (input.sizes(), grid.sizes());
    s[..2].iter().chain(&g[1..g.len() - 1]).copied().collect()
}

fn fused(input: &Tensor, grid: &Tensor, p: GridParams) -> Result<Tensor> {
    let (x, places) = (plain(input)?, points_of(grid)?);
    let sizes = result_sizes(input, grid);
    let y = Fresh::empty("grid_sampler", &sizes, input.dtype(), input.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        if o[0].numel() > 0 {
            kernel::grid_sample(i[0], i[1], &p, o[0].reborrow());
        }
        Ok(())
    };
    compute_each("grid_sampler", y.tensor().numel() as usize * 4, &[&x, &places], &[&y], cpu, |cx, i, o| {
        gpu::grid_sample(cx, i[0], i[1], &p, o[0])
    })?;
    Ok(y.with_grad([input, grid], |_| GridGrad { inputs: [input.save(), grid.save()], p }))
}

struct GridGrad {
    inputs: [Saved; 2],
    p: GridParams,
}
impl Backward for GridGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        let (x, grid) = (cx.unpack(&self.inputs[0])?, cx.unpack(&self.inputs[1])?);
        if modes::composed() {
            let mode = self.p.mode as i64;
            return super::recomputed::gradients(&[Some(x), Some(grid)], grads, |t| match t {
                [Some(x), Some(grid)] => Ok(vec![composed(x, grid, mode, self.p.padding, self.p.align)?]),
                _ => bail!("grid_sampler: the inputs were not saved"),
            });
        }
        let (image, places, g) = (plain(&x)?, points_of(&grid)?, plain(g)?);
        let zeros = |t: &Tensor| elementwise::full("grid_sampler_backward", &t.sizes(), Scalar::Int(0), t.dtype(), t.device());
        let want = [cx.needs(0), cx.needs(1)];
        let outs: SmallVec<[Fresh; 2]> = [&x, &grid].iter().zip(want).filter(|(_, w)| *w).map(|(t, _)| zeros(t)).collect::<Result<_>>()?;
        let refs: SmallVec<[&Fresh; 2]> = outs.iter().collect();
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            let mut views = o.iter_mut();
            let [gx, gg] = want.map(|w| if w { views.next().map(|v| v.reborrow()) } else { None });
            if i[0].numel() > 0 {
                kernel::grid_sample_backward(i[0], i[1], i[2], &self.p, gx, gg);
            }
            Ok(())
        };
        compute_each("grid_sampler_backward", g.numel() as usize * 8, &[&g, &image, &places], &refs, cpu, |cx, i, o| {
            let mut views = o.iter().copied();
            let [gx, gg] = want.map(|w| if w { views.next() } else { None });
            gpu::grid_sample_backward(cx, i[0], i[1], i[2], &self.p, gx, gg)
        })?;
        drop(refs);
        let mut outs = outs.into_iter();
        Ok(want.iter().map(|&w| if w { outs.next().map(Fresh::non_differentiable) } else { None }).collect())
    }
    fn name(&self) -> std::borrow::Cow<'static, str> {
        "GridSamplerBackward0".into()
    }
}

/// By ops that are differentiable themselves.
fn composed(input: &Tensor, grid: &Tensor, mode: i64, padding: Padding, align: bool) -> Result<Tensor> {
    let (s, g) = (input.sizes(), grid.sizes());
    let n = s.len() - 2;
    let points: i64 = g[1..n + 1].iter().product();
    let mut taps = Vec::with_capacity(n);
    for d in 0..n {
        let axis = Axis { size: s[d + 2], align, padding };
        // The last number of a place belongs to the first dimension of the image.
        let x = axis.pixels(&grid.select(-1, (n - 1 - d) as i64)?.reshape(&[g[0], points])?)?;
        taps.push(match mode {
            0 => linear(axis, &x)?,
            1 => nearest(axis, &x)?,
            _ => cubic(axis, &x)?,
        });
    }
    gather(input, &taps)?.reshape(&result_sizes(input, grid))
}

/// `grid_sampler(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` · function autocast=f32
///
/// `grid_sampler_2d` of 4 dimensions, `grid_sampler_3d` of 5.
///
/// Shapes: `(N, C, H, W)` and `(N, Ho, Wo, 2)` to `(N, C, Ho, Wo)`, or with one dimension more.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a grid that does not fit.
/// Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025).
pub(crate) fn grid_sampler(input: &Tensor, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
    let n = if input.dim() == 5 { 3 } else { 2 };
    sample("grid_sampler", n, input, grid, interpolation_mode, padding_mode, align_corners)
}

/// `grid_sampler_2d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` · function node=GridSampler2D0
///
/// `out[n, c, i, j] = input[n, c]` read at the place `grid[n, i, j] = (x, y)`, which run from -1 to 1. `interpolation_mode`: 0 linear, 1
/// nearest, 2 cubic; `padding_mode`: outside is 0 zero, 1 the border, 2 reflected; `align_corners`: -1 and 1 are the outer pixels'
/// centres, not their edges.
///
/// Shapes: `(N, C, H, W)` and `(N, Ho, Wo, 2)` to `(N, C, Ho, Wo)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions and a grid that does not fit.
/// Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025).
pub(crate) fn grid_sampler_2d(input: &Tensor, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
    sample("grid_sampler_2d", 2, input, grid, interpolation_mode, padding_mode, align_corners)
}

/// `grid_sampler_3d(Tensor input, Tensor grid, int interpolation_mode, int padding_mode, bool align_corners) -> Tensor` · function node=GridSampler3D0
///
/// `out[n, c, i, j, k] = input[n, c]` read at the place `grid[n, i, j, k] = (x, y, z)`; modes as `grid_sampler_2d`, without cubic.
///
/// Shapes: `(N, C, D, H, W)` and `(N, Do, Ho, Wo, 3)` to `(N, C, Do, Ho, Wo)`.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for other numbers of dimensions, a grid that does not fit, and cubic interpolation.
/// Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025).
pub(crate) fn grid_sampler_3d(input: &Tensor, grid: &Tensor, interpolation_mode: i64, padding_mode: i64, align_corners: bool) -> Result<Tensor> {
    sample("grid_sampler_3d", 3, input, grid, interpolation_mode, padding_mode, align_corners)
}

/// `affine_grid_generator(Tensor theta, int[] size, bool align_corners) -> Tensor` · function
///
/// `out[n, y, x] = theta[n] @ (x', y', 1)` with `x'` and `y'` from -1 to 1 (the outer pixels' centres with `align_corners`, their edges
/// without).
///
/// Shapes: theta `(N, 2, 3)` to `(N, H, W, 2)`, or `(N, 3, 4)` to `(N, D, H, W, 3)`.
/// Dtypes: integers, floats, complex; others raise RuntimeError.
/// Raises: RuntimeError for a size of another length than 4 and 5 and a theta of another shape.
/// Source: Jaderberg and others, Spatial Transformer Networks, 2015 (arXiv:1506.02025).
pub(crate) fn affine_grid_generator(theta: &Tensor, size: &[i64], align_corners: bool) -> Result<Tensor> {
    ensure!(matches!(size.len(), 4 | 5), "AffineGridGenerator needs 4d (spatial) or 5d (volumetric) inputs, got size {size:?}");
    let (n, spatial) = (size.len() - 2, &size[2..]);
    ensure!(
        theta.sizes()[..] == [size[0], n as i64, n as i64 + 1],
        "affine_grid_generator: expected theta of shape {:?}, got {:?}",
        [size[0], n as i64, n as i64 + 1],
        &theta.sizes()[..]
    );
    let points = spatial.iter().fold(size[0].saturating_mul(n as i64), |n, &v| n.saturating_mul(v.max(0)));
    drop(crate::storage::list::<f32>(points as usize)?);
    let mut columns = Vec::with_capacity(n + 1);
    for d in (0..n).rev() {
        let m = spatial[d];
        let line = if m <= 1 {
            Tensor::zeros(&[m], theta.dtype(), theta.device())?
        } else {
            // In the result's dtype and in PyTorch's order: places on a border of pixels stay on it, or the gradient of the
            // grid would be that of the other side.
            let line = Tensor::linspace_with(Scalar::Int(-1), Scalar::Int(1), m, Some(theta.dtype()), Some(theta.device()))?;
            if align_corners { line } else { line.mul(m - 1)?.div(m)? }
        };
        let mut shape = Dims::from_elem(1, n);
        shape[d] = m;
        columns.push(line.view(&shape)?.expand(spatial)?);
    }
    columns.push(Tensor::full(spatial, Scalar::Int(1), theta.dtype(), theta.device())?);
    let base = Tensor::stack_with(&columns, -1)?.reshape(&[1, spatial.iter().product(), n as i64 + 1])?;
    let places = base.expand(&[size[0], spatial.iter().product(), n as i64 + 1])?.bmm(&theta.transpose(1, 2)?)?;
    let shape: Dims = [size[0]].into_iter().chain(spatial.iter().copied()).chain([n as i64]).collect();
    places.view(&shape)
}
