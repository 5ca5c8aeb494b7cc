//! Tensors of random numbers. The draws are those of PyTorch's CPU generator, in its order.

use super::promote::default_dtype;
use super::random_fill::{draw, draw_into, normal_into, uniform_into};
use crate::backend::cuda::random::{self as gpu, Draw, Sampler};
use super::value::MemoryFormat;
use crate::backend::{Fresh, compute, compute_each};
use crate::device::{Device, default_device};
use crate::error::Result;
use crate::random::Generator;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::random::{self, BadRate};
use lumbre_kernels::{DType, View, ViewMut};

fn made(
    op: &str,
    size: &[i64],
    dtype: DType,
    device: Option<Device>,
    g: Option<&Generator>,
    what: Option<Draw>,
    fill: impl FnOnce(&mut random::Mt19937, ViewMut) + Send,
) -> Result<Tensor> {
    let y = Fresh::empty(op, size, dtype, device.unwrap_or_else(default_device))?;
    draw_into(op, y.tensor(), &[], g, what, |g, _, o| fill(g, o))?;
    Ok(y.non_differentiable())
}

fn like(
    op: &str,
    x: &Tensor,
    dtype: Option<DType>,
    device: Option<Device>,
    format: MemoryFormat,
    generator: Option<&Generator>,
    what: Draw,
    fill: impl FnOnce(&mut random::Mt19937, ViewMut) + Send,
) -> Result<Tensor> {
    let y = x.detach_handle().empty_like_with(dtype, device, format)?;
    draw_into(op, &y, &[], generator, Some(what), |g, _, o| fill(g, o))?;
    Ok(y)
}

/// Draws that hang on their parameters in the graph, with derivatives of zero as in PyTorch.
fn without_slope(y: &Tensor, inputs: &[Option<&Tensor>]) -> Tensor {
    Fresh::from_geometry((*y.geometry()).clone()).with_grad_list(inputs, |_| super::pointwise::ZeroGrad)
}

fn floating(op: &str, d: DType) -> Result<DType> {
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "\"{op}\" not implemented for '{}'", d.scalar_name());
    Ok(d)
}

/// `rand(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// Uniform numbers in [0, 1).
///
/// Shapes: the result has `size`.
/// Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
/// Raises: NotImplementedError for a dtype that is not floating point; RuntimeError for a negative size.
pub(crate) fn rand_op(size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let d = floating("check_uniform_bounds", dtype.unwrap_or_else(default_dtype))?;
    made("rand", size, d, device, generator, Some(Draw::Uniform { from: 0.0, to: 1.0 }), |g, o| uniform_into(g, 0.0, 1.0, o))
}

/// `randn(int... size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
///
/// Shapes: the result has `size`.
/// Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
/// Raises: NotImplementedError for a dtype that is not floating point; RuntimeError for a negative size.
/// Source: Box and Muller, 1958.
pub(crate) fn randn_op(size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let d = floating("normal_kernel_cpu", dtype.unwrap_or_else(default_dtype))?;
    made("randn", size, d, device, generator, Some(Draw::Normal { mean: 0.0, std: 1.0 }), |g, o| normal_into(g, 0.0, 1.0, o))
}

/// `rand_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor` · function factory random
///
/// Uniform numbers in [0, 1).
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: NotImplementedError for a dtype that is not floating point.
pub(crate) fn rand_like(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
    floating("check_uniform_bounds", dtype.unwrap_or(x.dtype()))?;
    like("rand_like", x, dtype, device, memory_format, generator, Draw::Uniform { from: 0.0, to: 1.0 }, |g, o| uniform_into(g, 0.0, 1.0, o))
}

/// `randn_like(Tensor input, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor` · function factory random
///
/// `z[i]`, standard normal numbers: mean 0, variance 1 (complex ones half of it in each part).
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: NotImplementedError for a dtype that is not floating point.
/// Source: Box and Muller, 1958.
pub(crate) fn randn_like(x: &Tensor, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
    floating("normal_kernel_cpu", dtype.unwrap_or(x.dtype()))?;
    like("randn_like", x, dtype, device, memory_format, generator, Draw::Normal { mean: 0.0, std: 1.0 }, |g, o| normal_into(g, 0.0, 1.0, o))
}

fn check_range(low: i64, high: i64, dtype: DType) -> Result<()> {
    ensure!(!dtype.is_complex(), NotImplemented, "\"check_random_bounds\" not implemented for '{}'", dtype.scalar_name());
    ensure!(low < high, "random_ expects 'from' to be less than 'to', but got from={low} >= to={high}");
    super::random_fill::check_bounds(low, high - 1, dtype)
}

/// `randint.low(int low, int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
///
/// Shapes: the result has `size`.
/// Dtypes: integers, floats by `dtype`, int64 without; complex raises NotImplementedError.
/// Raises: RuntimeError for `low >= high`, bounds that the dtype does not hold, and a negative size.
pub(crate) fn randint_low(low: i64, high: i64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    let d = dtype.unwrap_or(DType::I64);
    check_range(low, high, d)?;
    made("randint", size, d, device, generator, Some(Draw::Integers { base: low, range: (high as i128 - low as i128) as u64 }), |g, o| {
        // The range was checked above.
        let _ = random::random_from_to(g, low, high, o);
    })
}

/// `randint(int high, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// Uniform integers `i` with `low <= i < high` (`low` is 0 by default).
///
/// Shapes: the result has `size`.
/// Dtypes: bool, integers, floats by `dtype`, int64 without; others raise NotImplementedError.
/// Raises: RuntimeError for `low >= high`, bounds that the dtype does not hold, and a negative size.
pub(crate) fn randint_high(high: i64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    randint_low(0, high, size, generator, dtype, device)
}

/// `randint_like.low(Tensor input, int low, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor` · function factory random
///
/// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; complex raises NotImplementedError.
/// Raises: RuntimeError for `low >= high` and bounds that the dtype does not hold.
pub(crate) fn randint_like_low(x: &Tensor, low: i64, high: i64, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
    check_range(low, high, dtype.unwrap_or(x.dtype()))?;
    like("randint_like", x, dtype, device, memory_format, generator, Draw::Integers { base: low, range: (high as i128 - low as i128) as u64 }, |g, o| {
        // The range was checked above.
        let _ = random::random_from_to(g, low, high, o);
    })
}

/// `randint_like(Tensor input, int high, *, dtype? dtype=None, device? device=None, memory_format memory_format=Preserve, Generator? generator=None) -> Tensor` · function factory random
///
/// Uniform integers `i` with `low <= i < high` (`low` is 0 by default), in the shape and dtype of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for `low >= high` and bounds that the dtype does not hold.
pub(crate) fn randint_like(x: &Tensor, high: i64, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat, generator: Option<&Generator>) -> Result<Tensor> {
    randint_like_low(x, 0, high, dtype, device, memory_format, generator)
}

/// `randperm(int n, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// `0, 1, …, n - 1` in random order, every order as likely.
///
/// Shapes: `(n)`.
/// Dtypes: integers, floats by `dtype`, int64 without; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `n` or one that the dtype does not hold; NotImplementedError for bool and complex dtypes.
pub(crate) fn randperm_op(n: i64, generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(n >= 0, "n must be non-negative, got{n}");
    let d = dtype.unwrap_or(DType::I64);
    let largest = match d {
        DType::U8 | DType::I8 | DType::I16 | DType::I32 | DType::I64 => 1i64.checked_shl(d.size() as u32 * 8 - d.is_signed() as u32).map_or(i64::MAX, |m| if m < 0 { i64::MAX } else { m }),
        DType::F16 => 1 << 11,
        DType::BF16 => 1 << 8,
        DType::F32 => 1 << 24,
        DType::F64 => 1 << 53,
        _ => bail!(NotImplemented, "\"randperm\" not implemented for '{}'", d.scalar_name()),
    };
    ensure!(n <= largest, "n cannot be greater than 2^{} for {} type", largest.ilog2(), d.scalar_name());
    if let Device::Cuda(_) = device.unwrap_or_else(default_device) {
        // The order of random keys; equal keys are too rare to matter.
        let keys = Fresh::empty("randperm", &[n], DType::I64, device.unwrap_or_else(default_device))?.non_differentiable().random_from_with_(i64::MIN, None, generator)?;
        return keys.argsort()?.to_dtype(d);
    }
    made("randperm", &[n], d, device, generator, None, |g, o| random::randperm(g, n, o))
}

/// `bernoulli(Tensor input, *, Generator? generator=None) -> Tensor` · method function random out node=Bernoulli0
///
/// 1 with probability `input[i]`, else 0.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for probabilities outside [0, 1].
pub(crate) fn bernoulli(x: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let y = x.detach_handle().empty_like()?.bernoulli_tensor_with_(&x.detach_handle(), generator)?;
    Ok(without_slope(&y, &[Some(x)]))
}

/// `bernoulli.p(Tensor input, float p, *, Generator? generator=None) -> Tensor` · method function random nondiff
///
/// 1 with probability `p`, else 0, in the shape of `input`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for a probability outside [0, 1].
pub(crate) fn bernoulli_p(x: &Tensor, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
    x.detach_handle().empty_like()?.bernoulli_with_(p, generator)
}

/// As the GPU's samplers read it: contiguous there.
pub(super) fn along_memory(x: &Tensor) -> Result<Tensor> {
    if x.device() == crate::Device::Cpu { Ok(x.clone()) } else { x.detach_handle().contiguous() }
}

/// `poisson(Tensor input, Generator? generator=None) -> Tensor` · function random
///
/// `k` with probability `l^k exp(-l) / k!` for the rate `l = input[i]`.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for a negative rate.
/// Source: Hörmann, The Transformed Rejection Method, 1993.
pub(crate) fn poisson(x: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(d.is_float(), NotImplemented, "\"poisson_cpu\" not implemented for '{}'", d.scalar_name());
    let y = Fresh::empty("poisson", &x.sizes(), d, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        draw(generator, |g| random::poisson(g, i[0], o[0].reborrow()))
            .map_err(|BadRate| crate::Error::new(crate::Kind::Runtime, "invalid Poisson rate, expected rate to be non-negative"))
    };
    let rate = along_memory(x)?;
    compute_each("poisson", x.numel() as usize * 16, &[&rate], &[&y], cpu, |cx, i, o| {
        gpu::sample(cx, generator, Sampler::Poisson, i[0], None, o[0])
    })?;
    Ok(y.with_grad([x], |_| super::pointwise::ZeroGrad))
}

/// `binomial(Tensor count, Tensor prob, Generator? generator=None) -> Tensor` · function random
///
/// The number of successes in `count[i]` trials of probability `prob[i]`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: float32, float64; others raise ValueError.
/// Raises: ValueError for other dtypes than float32 and float64 and for two dtypes; RuntimeError for shapes that do not broadcast.
/// Source: Hörmann, The Generation of Binomial Random Variates, 1993.
pub(crate) fn binomial(count: &Tensor, prob: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let d = count.dtype();
    ensure!(
        matches!(d, DType::F32 | DType::F64) && d == prob.dtype(),
        Value,
        "binomial only supports floating-point dtypes for count, got: {}",
        d.scalar_name()
    );
    let sizes = crate::tensor::geometry::broadcast(&count.sizes(), &prob.sizes())?;
    let (count_all, prob_all) = (count.expand(&sizes)?, prob.expand(&sizes)?);
    let y = Fresh::empty("binomial", &sizes, d, count.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        draw(generator, |g| random::binomial(g, i[0], i[1], o[0].reborrow()))
            .map_err(|_| crate::Error::new(crate::Kind::Runtime, "binomial: the number of trials is not a number"))
    };
    let (count_all, prob_all) = (along_memory(&count_all)?, along_memory(&prob_all)?);
    compute_each("binomial", y.tensor().numel() as usize * 16, &[&count_all, &prob_all], &[&y], cpu, |cx, i, o| {
        gpu::sample(cx, generator, Sampler::Binomial, i[0], Some(i[1]), o[0])
    })?;
    Ok(y.with_grad([count, prob], |_| super::pointwise::ZeroGrad))
}

/// `normal.tensors(Tensor mean, Tensor std, *, Generator? generator=None) -> Tensor` · function random out node=Normal3
///
/// `mean[i] + std[i] * z[i]` with standard normal `z`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a negative standard deviation and shapes that do not broadcast.
/// Source: Box and Muller, 1958.
pub(crate) fn normal_tensors(mean: &Tensor, std: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    check_std(std)?;
    let sizes = crate::tensor::geometry::broadcast(&mean.sizes(), &std.sizes())?;
    let y = Tensor::zeros(&sizes, super::promote::result_type(mean, std), mean.device())?;
    let y = y.normal_with_(0.0, 1.0, generator)?.mul(&std.detach()?)?.add(&mean.detach()?)?;
    Ok(without_slope(&y, &[Some(mean), Some(std)]))
}

fn check_std(std: &Tensor) -> Result<()> {
    ensure!(!std.dtype().is_complex(), "normal expects standard deviation to be non-complex");
    ensure!(super::partial::holds(&std.ge(0)?)?, "normal expects all elements of std >= 0.0");
    Ok(())
}

/// `normal.mean(Tensor mean, float std=1.0, *, Generator? generator=None) -> Tensor` · function random out node=Normal1
///
/// `mean[i] + std * z[i]` with standard normal `z`.
///
/// Shapes: that of `mean`.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a negative standard deviation.
/// Source: Box and Muller, 1958.
pub(crate) fn normal_mean(mean: &Tensor, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
    let y = mean.detach_handle().empty_like()?;
    let y = y.normal_with_(0.0, std, generator)?.add(&mean.detach()?)?;
    Ok(without_slope(&y, &[Some(mean)]))
}

/// `normal.std(float mean, Tensor std, *, Generator? generator=None) -> Tensor` · function random out
///
/// `mean + std[i] * z[i]` with standard normal `z`.
///
/// Shapes: that of `std`.
/// Dtypes: floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a negative standard deviation.
/// Source: Box and Muller, 1958.
pub(crate) fn normal_std(mean: f64, std: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    check_std(std)?;
    let y = std.detach_handle().empty_like()?;
    let y = y.normal_with_(0.0, 1.0, generator)?.mul(&std.detach()?)?.add(mean)?;
    Ok(without_slope(&y, &[Some(std)]))
}

/// `normal(float mean, float std, int[] size, *, Generator? generator=None, dtype? dtype=None, device? device=None) -> Tensor` · function factory random out
///
/// `mean + std * z[i]` with standard normal `z`.
///
/// Shapes: the result has `size`.
/// Dtypes: floats, complex by `dtype`, float32 without; others raise NotImplementedError.
/// Raises: RuntimeError for a negative standard deviation.
/// Source: Box and Muller, 1958.
pub(crate) fn normal_op(mean: f64, std: f64, size: &[i64], generator: Option<&Generator>, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
    ensure!(std >= 0.0, "normal expects std >= 0.0, but found std {std}");
    let d = floating("normal_kernel_cpu", dtype.unwrap_or_else(default_dtype))?;
    made("normal", size, d, device, generator, Some(Draw::Normal { mean, std }), |g, o| normal_into(g, mean, std, o))
}

/// `multinomial(Tensor input, int num_samples, bool replacement=False, *, Generator? generator=None) -> Tensor` · method function random out nondiff exact
///
/// Indices `i` drawn with probability `w[i] / sum(w)` from each row of weights, with or without `replacement`.
///
/// Shapes: `(C)` to `(num_samples)`, `(N, C)` to `(N, num_samples)`.
/// Dtypes: floats; the result is int64; others raise RuntimeError.
/// Raises: RuntimeError for weights that are negative, not finite or all 0, no samples, and more samples than weights without
///   `replacement`.
pub(crate) fn multinomial(x: &Tensor, num_samples: i64, replacement: bool, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(x.dim() == 1 || x.dim() == 2, "prob_dist must be 1 or 2 dim");
    ensure!(x.dtype().is_float(), "multinomial only supports floating-point dtypes for input, got: {}", x.dtype().scalar_name());
    ensure!(num_samples > 0, "cannot sample n_sample <= 0 samples");
    let classes = x.size(-1)?;
    ensure!(
        replacement || num_samples <= classes,
        "cannot sample n_sample > prob_dist.size(-1) samples without replacement"
    );
    ensure!(classes <= 1 << 24, "number of categories cannot exceed 2^24");
    let weights = x.detach()?;
    if replacement && num_samples > 1 {
        return with_replacement(&weights, num_samples, generator);
    }
    let valid = weights.isfinite()?.logical_and(&weights.ge(0.0)?)?;
    ensure!(super::partial::holds(&valid)?, "probability tensor contains either `inf`, `nan` or element < 0");
    let some = weights.sum_dim(Some(&[-1]))?.ne(0.0)?;
    ensure!(super::partial::holds(&some)?, "invalid multinomial distribution (sum of probabilities <= 0)");
    // The largest of weight / exponential number is a draw; the next ones are draws without replacement.
    let race = weights.div(&weights.empty_like()?.exponential_with_(1.0, generator)?)?;
    if num_samples == 1 {
        return race.argmax_with(Some(-1), true);
    }
    Ok(race.topk_with(num_samples, -1, true, true)?.1)
}

/// On a GPU: draws from the rows' running sums. Whether the weights are a distribution is looked at first, as on the CPU.
fn categories(rows: &Tensor, vector: bool, samples: i64, generator: Option<&Generator>) -> Result<Tensor> {
    let _quiet = crate::modes::no_grad();
    let rows = rows.detach()?;
    ensure!(super::partial::holds(&rows.ge(0.0)?)?, "invalid multinomial distribution (encountering probability entry < 0)");
    ensure!(super::partial::holds(&rows.isfinite()?)?, "invalid multinomial distribution (encountering probability entry = infinity or NaN)");
    let wide = if rows.dtype() == DType::F64 { DType::F64 } else { DType::F32 };
    let sums = rows.to_dtype(wide)?.cumsum(-1)?.contiguous()?;
    let some = sums.select(-1, -1)?.gt(0.0)?;
    ensure!(super::partial::holds(&some)?, "invalid multinomial distribution (sum of probabilities <= 0)");
    let y = Fresh::empty("multinomial", &[rows.size(0)?, samples], DType::I64, rows.device())?;
    compute_each("multinomial", 0, &[&sums], &[&y], |_, _| crate::bail!(NotImplemented, "multinomial: running sums are for GPUs"), |cx, i, o| {
        gpu::categories(cx, generator, i[0], o[0])
    })?;
    let y = y.non_differentiable();
    if vector { y.squeeze_dim(&[0]) } else { Ok(y) }
}

fn with_replacement(weights: &Tensor, samples: i64, generator: Option<&Generator>) -> Result<Tensor> {
    let rows = if weights.dim() == 1 { weights.unsqueeze(0)? } else { weights.clone() };
    if matches!(weights.device(), crate::Device::Cuda(_)) {
        return categories(&rows, weights.dim() == 1, samples, generator);
    }
    let y = Fresh::empty("multinomial", &[rows.size(0)?, samples], DType::I64, weights.device())?;
    compute("multinomial", weights.numel() as usize, &[&rows], &[&y], |i, o| {
        draw(generator, |g| random::multinomial_with_replacement(g, i[0], o[0].reborrow())).map_err(|e| {
            crate::Error::new(
                crate::Kind::Runtime,
                match e {
                    random::BadWeights::Negative => "invalid multinomial distribution (encountering probability entry < 0)",
                    random::BadWeights::NotFinite => "invalid multinomial distribution (encountering probability entry = infinity or NaN)",
                    random::BadWeights::ZeroSum => "invalid multinomial distribution (sum of probabilities <= 0)",
                },
            )
        })
    })?;
    let y = y.non_differentiable();
    if weights.dim() == 1 { y.squeeze_dim(&[0]) } else { Ok(y) }
}
