//! Gamma and Dirichlet numbers, with the gradients that hold the probability below a sample fixed.

use super::random_fill::draw;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::cuda::random::{self as gpu, Sampler};
use crate::backend::{Fresh, compute, compute_each};
use crate::device::Device;
use crate::ensure;
use crate::error::Result;
use crate::random::Generator;
use crate::tensor::Tensor;
use lumbre_kernels::{DType, View, ViewMut, random};
use smallvec::smallvec;

fn check(name: &str, x: &Tensor) -> Result<DType> {
    let d = x.dtype();
    ensure!(matches!(d, DType::F32 | DType::F64), NotImplemented, "\"{name}\" not implemented for '{}'", d.scalar_name());
    Ok(d)
}

/// `_standard_gamma(Tensor input, Generator? generator=None) -> Tensor` · function random
///
/// Numbers of density `x^(a - 1) exp(-x) / Gamma(a)` for the shape `a = input[i]`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: NotImplementedError for dtypes that are not floats.
/// Source: Marsaglia and Tsang, 2000.
pub(crate) fn _standard_gamma(alpha: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let d = check("gamma", alpha)?;
    let y = Fresh::empty("_standard_gamma", &alpha.sizes(), d, alpha.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        draw(generator, |g| random::standard_gamma(g, i[0], o[0].reborrow()));
        Ok(())
    };
    let shape = super::random::along_memory(alpha)?;
    compute_each("_standard_gamma", alpha.numel() as usize * 16, &[&shape], &[&y], cpu, |cx, i, o| {
        gpu::sample(cx, generator, Sampler::Gamma, i[0], None, o[0])
    })?;
    Ok(y.with_grad([alpha], |y| StandardGammaGrad { alpha: alpha.save(), sample: y.save() }))
}
struct StandardGammaGrad {
    alpha: Saved,
    sample: Saved,
}
impl Backward for StandardGammaGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let slope = Tensor::_standard_gamma_grad(&cx.unpack(&self.alpha)?, &cx.unpack(&self.sample)?)?;
        Ok(smallvec![Some(g.mul(&slope)?)])
    }
}

/// `_standard_gamma_grad(Tensor input, Tensor output) -> Tensor` · function nondiff
///
/// `dx / da = -(dP(a, x) / da) / (x^(a - 1) exp(-x) / Gamma(a))` for gamma numbers `x = output` of the shapes `a = input`, with the
/// regularised incomplete gamma function `P`.
///
/// Shapes: two of one shape; the result has it too.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for two dtypes.
/// Source: Figurnov, Mohamed and Mnih, Implicit Reparameterization Gradients, 2018 (arXiv:1805.08498).
pub(crate) fn _standard_gamma_grad(alpha: &Tensor, sample: &Tensor) -> Result<Tensor> {
    let d = check("_standard_gamma_grad_cpu", alpha)?;
    ensure!(d == sample.dtype(), "_standard_gamma_grad: expected both tensors of one dtype, got {} and {}", d.scalar_name(), sample.dtype().scalar_name());
    let sizes = crate::tensor::geometry::broadcast(&alpha.sizes(), &sample.sizes())?;
    let (alpha, sample) = (alpha.expand(&sizes)?.contiguous()?, sample.expand(&sizes)?.contiguous()?);
    let y = Fresh::empty("_standard_gamma_grad", &sizes, d, alpha.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        random::standard_gamma_grad(i[0], i[1], o[0].reborrow());
        Ok(())
    };
    compute_each("_standard_gamma_grad", y.tensor().numel() as usize * 256, &[&alpha, &sample], &[&y], cpu, |cx, i, o| gpu::slope(cx, i, o[0]))?;
    Ok(y.non_differentiable())
}

/// `_sample_dirichlet(Tensor input, Generator? generator=None) -> Tensor` · function random
///
/// `g[…, k] / sum(g)` with gamma numbers `g` of the shapes `input[…, k]`: points of the simplex.
///
/// Shapes: `(*, K)` to `(*, K)`.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: NotImplementedError for other dtypes than float32 and float64.
/// Source: Marsaglia and Tsang, 2000.
pub(crate) fn _sample_dirichlet(alpha: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let d = check("dirichlet", alpha)?;
    if matches!(alpha.device(), Device::Cuda(_)) {
        return on_gpu(alpha, generator, d);
    }
    let gamma = Fresh::empty("_sample_dirichlet", &alpha.sizes(), DType::F64, alpha.device())?;
    compute("_sample_dirichlet", alpha.numel() as usize * 16, &[alpha], &[&gamma], |i, o| {
        draw(generator, |g| random::dirichlet_gamma(g, i[0], o[0].reborrow()));
        Ok(())
    })?;
    let gamma = gamma.non_differentiable();
    let sums = gamma.sum_dim_with(Some(&[-1]), true, None)?.expand(&alpha.sizes())?;
    let y = Fresh::empty("_sample_dirichlet", &alpha.sizes(), d, alpha.device())?;
    compute("_sample_dirichlet", alpha.numel() as usize, &[&gamma, &sums], &[&y], |i, o| {
        random::dirichlet_finish(i[0], i[1], o[0].reborrow());
        Ok(())
    })?;
    Ok(y.with_grad([alpha], |y| DirichletGrad { alpha: alpha.save(), sample: y.save() }))
}

/// The same of ops that a GPU has.
fn on_gpu(alpha: &Tensor, generator: Option<&Generator>, d: DType) -> Result<Tensor> {
    let value = {
        let _quiet = crate::modes::no_grad();
        let gamma = _standard_gamma(&alpha.detach_handle().to_dtype(DType::F64)?, generator)?;
        let sums = gamma.sum_dim_with(Some(&[-1]), true, None)?;
        // Inside the open interval, in the result's dtype.
        let (tiny, below) = if d == DType::F64 { (f64::MIN_POSITIVE, 1.0 - f64::EPSILON / 2.0) } else { (f32::MIN_POSITIVE as f64, 1.0 - f32::EPSILON as f64 / 2.0) };
        gamma.div(&sums)?.clamp_with(Some(tiny.into()), Some(below.into()))?
    };
    Ok(Fresh::copy_of(&value, d)?.with_grad([alpha], |y| DirichletGrad { alpha: alpha.save(), sample: y.save() }))
}

struct DirichletGrad {
    alpha: Saved,
    sample: Saved,
}
impl Backward for DirichletGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let (alpha, sample) = (cx.unpack(&self.alpha)?, cx.unpack(&self.sample)?);
        let total = alpha.sum_dim_with(Some(&[-1]), true, None)?.expand(&alpha.sizes())?;
        let slope = Tensor::_dirichlet_grad(&sample, &alpha, &total)?;
        let mean = g.mul(&sample)?.sum_dim_with(Some(&[-1]), true, None)?;
        Ok(smallvec![Some(slope.mul(&g.sub(&mean)?)?)])
    }
}

/// `_dirichlet_grad(Tensor x, Tensor alpha, Tensor total) -> Tensor` · function nondiff
///
/// The derivative of the components `x` of Dirichlet numbers by their own concentrations, over `1 - x`; `total` is the sum of the
/// concentrations.
///
/// Shapes: three of one shape; the result has it too.
/// Dtypes: float32, float64; others raise NotImplementedError.
/// Raises: RuntimeError for three dtypes.
pub(crate) fn _dirichlet_grad(x: &Tensor, alpha: &Tensor, total: &Tensor) -> Result<Tensor> {
    let d = check("_dirichlet_grad_cpu", x)?;
    ensure!(d == alpha.dtype() && d == total.dtype(), "_dirichlet_grad: expected three tensors of one dtype, got {}, {} and {}", d.scalar_name(), alpha.dtype().scalar_name(), total.dtype().scalar_name());
    let sizes = crate::tensor::geometry::broadcast(&x.sizes(), &alpha.sizes())?;
    let sizes = crate::tensor::geometry::broadcast(&sizes, &total.sizes())?;
    let (x, alpha, total) = (x.expand(&sizes)?.contiguous()?, alpha.expand(&sizes)?.contiguous()?, total.expand(&sizes)?.contiguous()?);
    let y = Fresh::empty("_dirichlet_grad", &sizes, d, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        random::dirichlet_grad(i[0], i[1], i[2], o[0].reborrow());
        Ok(())
    };
    let cost = y.tensor().numel() as usize * 256;
    compute_each("_dirichlet_grad", cost, &[&x, &alpha, &total], &[&y], cpu, |cx, i, o| gpu::slope(cx, i, o[0]))?;
    Ok(y.non_differentiable())
}
