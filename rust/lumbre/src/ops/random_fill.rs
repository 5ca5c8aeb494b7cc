//! Random numbers written into existing tensors.

use crate::autograd::{Edge, Node, ZeroedGrad, check_inplace, rebase};
use crate::backend::cuda::random::{self as gpu, Draw};
use crate::backend::{launch_on, launch_on_each};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::random::{Generator, default_generator};
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::random::{self, Mt19937};
use lumbre_kernels::{DType, Scalar, ViewMut};
use smallvec::smallvec;

/// Runs `f` on the given generator, or the process-wide one.
pub(crate) fn draw<T>(g: Option<&Generator>, f: impl FnOnce(&mut Mt19937) -> T) -> T {
    g.unwrap_or_else(|| default_generator()).with(f)
}

pub(crate) fn uniform_into(g: &mut Mt19937, from: f64, to: f64, out: ViewMut) {
    random::uniform(g, from, to, out);
}

pub(crate) fn normal_into(g: &mut Mt19937, mean: f64, std: f64, out: ViewMut) {
    random::normal(g, mean, std, out);
}

/// Draws on the device of `x`: by the CPU's stream, or (where a kernel has them) by the GPU's.
pub(crate) fn draw_into(
    op: &str,
    x: &Tensor,
    inputs: &[&Tensor],
    g: Option<&Generator>,
    what: Option<Draw>,
    f: impl FnOnce(&mut Mt19937, &[lumbre_kernels::View], ViewMut) + Send,
) -> Result<()> {
    if x.device() == Device::Cpu {
        crate::random::check_on_cpu(g)?;
    }
    let cpu = |i: &[lumbre_kernels::View], o: &mut [ViewMut]| {
        draw(g.filter(|g| g.device() == Device::Cpu), |g| f(g, i, o[0].reborrow()));
        Ok(())
    };
    // Complex numbers are drawn as pairs of real ones.
    if let (Some(what), Device::Cuda(_), true) = (what, x.device(), x.dtype().is_complex()) {
        let what = match what {
            Draw::Normal { mean, std } => Draw::Normal { mean, std: std * std::f64::consts::FRAC_1_SQRT_2 },
            other => other,
        };
        let parts = x.detach_handle().view_as_real()?;
        return launch_on_each(op, 0, &[], &[&parts], |_, _| Ok(()), |cx, _, o| gpu::fill(cx, g, what, o[0]));
    }
    match what {
        Some(what) => launch_on_each(op, x.numel() as usize, inputs, &[x], cpu, |cx, _, o| gpu::fill(cx, g, what, o[0])),
        None => launch_on(op, x.numel() as usize, inputs, &[x], cpu),
    }
}

/// Fills `x` in place; its gradient ends here.
fn fill(
    op: &str,
    x: &Tensor,
    inputs: &[&Tensor],
    g: Option<&Generator>,
    what: Option<Draw>,
    f: impl FnOnce(&mut Mt19937, &[lumbre_kernels::View], ViewMut) + Send,
) -> Result<Tensor> {
    check_inplace(x, op)?;
    ensure!(
        x.geometry().is_non_overlapping(),
        "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation."
    );
    if x.geometry().bits == 0 {
        draw_into(op, x, inputs, g, what, f)?;
    } else {
        // A lazily negated tensor holds the negatives of what is drawn.
        let drawn = x.detach_handle().empty_like()?;
        draw_into(op, &drawn, inputs, g, what, f)?;
        crate::backend::copy_into(x, &drawn)?;
    }
    finished(x)
}

/// What a fill leaves behind: another version, and no gradient.
fn finished(x: &Tensor) -> Result<Tensor> {
    x.bump_version();
    if modes::grad_enabled() && x.requires_grad() {
        let node: std::sync::Arc<Node> = Node::new(ZeroedGrad, smallvec![None]);
        rebase(x, Edge::new(node, 0))?;
    }
    Ok(x.clone())
}

fn floating(op: &str, x: &Tensor, complex: bool) -> Result<()> {
    let d = x.dtype();
    ensure!(
        d.is_float() || complex && d.is_complex(),
        NotImplemented,
        "\"{op}\" not implemented for '{}'",
        d.scalar_name()
    );
    Ok(())
}

/// `uniform_(Tensor(a!) input, float from=0.0, float to=1.0, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Uniform numbers in [from, to), in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for `from > to` and bounds that the dtype does not hold.
pub(crate) fn uniform_(x: &Tensor, from: f64, to: f64, generator: Option<&Generator>) -> Result<Tensor> {
    floating("check_uniform_bounds", x, true)?;
    ensure!(from <= to, "uniform_ expects to return a [from, to) range, but found from={from} > to={to}");
    let most = match x.dtype() {
        DType::F16 => 65504.0,
        DType::BF16 => 3.3895313892515355e38,
        DType::F32 | DType::C64 => f32::MAX as f64,
        _ => f64::MAX,
    };
    for (name, v) in [("from", from), ("to", to)] {
        ensure!(v.abs() <= most, "{name} is out of bounds for {}", x.dtype().name());
    }
    ensure!(
        to - from <= most,
        "uniform_ expects to-from <= std::numeric_limits<{}>::max(), but found to={to} and from={from} which result in to-from to exceed the limit",
        x.dtype().scalar_name()
    );
    fill("uniform_", x, &[], generator, Some(Draw::Uniform { from, to }), |g, _, o| uniform_into(g, from, to, o))
}

/// `normal_(Tensor(a!) input, float mean=0.0, float std=1.0, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// `mean + std * z[i]` with standard normal `z`, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a negative `std`.
/// Source: Box and Muller, 1958.
pub(crate) fn normal_(x: &Tensor, mean: f64, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(std >= 0.0, "normal expects std >= 0.0, but found std {std}");
    floating("normal_kernel_cpu", x, true)?;
    fill("normal_", x, &[], generator, Some(Draw::Normal { mean, std }), |g, _, o| normal_into(g, mean, std, o))
}

/// A number must have a value in `dtype`. Negative ints wrap in unsigned dtypes; fractions are cut off.
pub(crate) fn check_fits(s: Scalar, dtype: DType) -> Result<()> {
    let (low, high) = limits(dtype);
    let number = match s {
        Scalar::Complex(c) => c.re,
        s => s.to_f64(),
    };
    let fits = match s {
        Scalar::Complex(c) if !dtype.is_complex() && c.im != 0.0 => false,
        Scalar::Int(v) if dtype.is_int() => v >= low && v <= high || v < 0 && v >= -high,
        // i64::MAX as a float is 2**63, which does not fit.
        Scalar::Float(_) | Scalar::Complex(_) if dtype.is_int() => {
            let whole = number.trunc();
            whole >= low as f64 && (whole <= high as f64 && whole < i64::MAX as f64)
        }
        _ => !number.is_finite() || number.abs() <= largest(dtype),
    };
    ensure!(fits, "value cannot be converted to type {} without overflow", dtype.name());
    Ok(())
}

/// The largest finite number of a floating dtype; other dtypes have no such limit here.
fn largest(dtype: DType) -> f64 {
    match dtype {
        DType::F16 => 65504.0,
        DType::BF16 => f32::from_bits(0x7f7f_0000) as f64,
        DType::F32 | DType::C64 => f32::MAX as f64,
        _ => f64::INFINITY,
    }
}

/// How many integers a dtype has from `from` on; 0 stands for 2^64.
fn span_from(from: i64, dtype: DType) -> u64 {
    let last = if dtype.is_float() { 1i128 << mantissa(dtype) } else { limits(dtype).1 as i128 };
    (last - from as i128 + 1) as u64
}

/// How many integers `random_` draws from: all non-negative ones of an integer dtype, those that a float holds exactly.
fn whole_range(dtype: DType) -> u64 {
    match dtype {
        DType::Bool => 2,
        d if d.is_float() => (1u64 << mantissa(d)) + 1,
        d => limits(d).1 as u64 + 1,
    }
}

fn mantissa(dtype: DType) -> u32 {
    match dtype {
        DType::F64 => 53,
        DType::F16 => 11,
        DType::BF16 => 8,
        _ => 24,
    }
}

pub(crate) fn limits(dtype: DType) -> (i64, i64) {
    match dtype {
        DType::Bool => (0, 1),
        DType::U8 => (0, u8::MAX as i64),
        DType::I8 => (i8::MIN as i64, i8::MAX as i64),
        DType::I16 => (i16::MIN as i64, i16::MAX as i64),
        DType::I32 => (i32::MIN as i64, i32::MAX as i64),
        DType::U16 => (0, u16::MAX as i64),
        DType::U32 => (0, u32::MAX as i64),
        DType::U64 => (0, i64::MAX),
        DType::F16 => (-65504, 65504),
        _ => (i64::MIN, i64::MAX),
    }
}

/// The ends of an integer range must be numbers of the dtype.
pub(crate) fn check_bounds(from: i64, last: i64, dtype: DType) -> Result<()> {
    let (low, high) = limits(dtype);
    for (name, v) in [("from", from), ("to - 1", last)] {
        ensure!((low..=high).contains(&v), "{name} is out of bounds for {}", dtype.name());
    }
    Ok(())
}

/// `random_.from(Tensor(a!) input, int from, int? to, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Uniform integers `i` with `from <= i < to` (up to the dtype's largest when `to` is `None`), in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; complex raises NotImplementedError.
/// Raises: RuntimeError for `from >= to` and bounds that the dtype does not hold; NotImplementedError for complex tensors.
pub(crate) fn random_from_(x: &Tensor, from: i64, to: Option<i64>, generator: Option<&Generator>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(!d.is_complex(), NotImplemented, "\"check_random_bounds\" not implemented for '{}'", d.scalar_name());
    match to {
        Some(to) => {
            ensure!(from < to, "random_ expects 'from' to be less than 'to', but got from={from} >= to={to}");
            check_bounds(from, to - 1, d)?;
            fill("random_", x, &[], generator, Some(Draw::Integers { base: from, range: (to as i128 - from as i128) as u64 }), |g, _, o| {
                // The range was checked above.
                let _ = random::random_from_to(g, from, to, o);
            })
        }
        None => {
            check_bounds(from, from, d)?;
            fill("random_", x, &[], generator, Some(Draw::Integers { base: from, range: span_from(from, d) }), |g, _, o| {
                // The range was checked above.
                let _ = random::random_from(g, from, o);
            })
        }
    }
}

/// `random_.to(Tensor(a!) input, int to, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Uniform integers `i` with `0 <= i < to`, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a `to` below 1 or beyond the dtype; NotImplementedError for complex tensors.
pub(crate) fn random_to_(x: &Tensor, to: i64, generator: Option<&Generator>) -> Result<Tensor> {
    random_from_(x, 0, Some(to), generator)
}

/// `random_(Tensor(a!) input, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Uniform integers from 0 to the dtype's largest (of floats: `2^digits`), in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: NotImplementedError for complex tensors.
pub(crate) fn random_(x: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    let d = x.dtype();
    ensure!(!d.is_complex(), NotImplemented, "\"random_\" not implemented for '{}'", d.scalar_name());
    fill("random_", x, &[], generator, Some(Draw::Integers { base: 0, range: whole_range(d) }), |g, _, o| random::random_full(g, o))
}

/// `bernoulli_.tensor(Tensor(a!) input, Tensor p, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// 1 with probability `p[i]`, else 0, in place.
///
/// Shapes: `p` broadcasts to the tensor's.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for probabilities outside [0, 1] or of an integer dtype; NotImplementedError for complex tensors.
pub(crate) fn bernoulli_tensor_(x: &Tensor, p: &Tensor, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(
        p.dtype().is_float(),
        "bernoulli expects tensor of probabilities of a floating dtype, but got {}",
        p.dtype().scalar_name()
    );
    ensure!(!x.dtype().is_complex(), NotImplemented, "\"bernoulli_tensor_cpu\" not implemented for '{}'", x.dtype().scalar_name());
    let p = p.detach_handle();
    let within = p.ge(0.0)?.logical_and(&p.le(1.0)?)?;
    ensure!(super::partial::holds(&within)?, "Expected p_in >= 0 && p_in <= 1 to be true, but got false.");
    let p = p.expand(&x.sizes())?;
    if let Device::Cuda(_) = x.device() {
        check_inplace(x, "bernoulli_")?;
        let p = p.contiguous()?;
        launch_on_each("bernoulli_", 0, &[&p], &[x], |_, _| Ok(()), |cx, i, o| gpu::bernoulli_tensor(cx, generator, i[0], o[0]))?;
        return finished(x);
    }
    fill("bernoulli_", x, &[&p], generator, None, |g, i, o| random::bernoulli_tensor(g, i[0], o))
}

/// `bernoulli_(Tensor(a!) input, float p=0.5, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// 1 with probability `p`, else 0, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for a probability outside [0, 1]; NotImplementedError for complex tensors.
pub(crate) fn bernoulli_(x: &Tensor, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!((0.0..=1.0).contains(&p), "bernoulli_ expects p to be in [0, 1], but got p={p}");
    ensure!(!x.dtype().is_complex(), NotImplemented, "\"bernoulli_scalar_cpu_\" not implemented for '{}'", x.dtype().scalar_name());
    fill("bernoulli_", x, &[], generator, Some(Draw::Bernoulli { p }), |g, _, o| random::bernoulli_scalar(g, p, o))
}

/// `exponential_(Tensor(a!) input, float lambd=1.0, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Numbers of density `lambd * exp(-lambd * x)`, `x > 0`, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for a `lambd` that is not positive.
pub(crate) fn exponential_(x: &Tensor, lambd: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(lambd > 0.0, "exponential_ expects lambda > 0.0, but found lambda={lambd}");
    ensure!(
        x.dtype().is_float() || x.dtype().is_complex(),
        "Exponential distribution is a continuous probability distribution. dtype must be a floating point but you specified {}",
        x.dtype().scalar_name()
    );
    floating("exponential_cpu", x, false)?;
    fill("exponential_", x, &[], generator, Some(Draw::Exponential { rate: lambd }), |g, _, o| random::exponential(g, lambd, o))
}

/// `geometric_(Tensor(a!) input, float p, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// `k` with probability `(1 - p)^(k - 1) p`, `k = 1, 2, …`: the number of trials up to the first success, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: integers, floats; others raise NotImplementedError.
/// Raises: RuntimeError for a `p` outside (0, 1); NotImplementedError for bool and complex tensors.
pub(crate) fn geometric_(x: &Tensor, p: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(p > 0.0 && p < 1.0, "geometric_ expects p to be in (0, 1), but got p={p}");
    if x.dtype().is_complex() || x.dtype() == DType::Bool {
        bail!(NotImplemented, "\"geometric_cpu\" not implemented for '{}'", x.dtype().scalar_name());
    }
    fill("geometric_", x, &[], generator, Some(Draw::Geometric { p }), |g, _, o| random::geometric(g, p, o))
}

/// `cauchy_(Tensor(a!) input, float median=0.0, float sigma=1.0, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// Numbers of density `1 / (pi sigma (1 + ((x - median) / sigma)^2))`, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for a `sigma` that is not positive and dtypes that are not floats.
pub(crate) fn cauchy_(x: &Tensor, median: f64, sigma: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(sigma > 0.0, "cauchy_ expects sigma > 0.0, but found sigma={sigma}");
    ensure!(
        x.dtype().is_float(),
        "Cauchy distribution is a continuous probability distribution. dtype must be a floating point but you specified {}",
        x.dtype().scalar_name()
    );
    fill("cauchy_", x, &[], generator, Some(Draw::Cauchy { median, sigma }), |g, _, o| random::cauchy(g, median, sigma, o))
}

/// `log_normal_(Tensor(a!) input, float mean=1.0, float std=2.0, *, Generator? generator=None) -> Tensor(a!)` · method random
///
/// `exp(mean + std * z[i])` with standard normal `z`, in place.
///
/// Shapes: any; the result has the input's.
/// Dtypes: floats; others raise NotImplementedError.
/// Raises: RuntimeError for an `std` that is not positive.
pub(crate) fn log_normal_(x: &Tensor, mean: f64, std: f64, generator: Option<&Generator>) -> Result<Tensor> {
    ensure!(std > 0.0, "log_normal_ expects std > 0.0, but found std={std}");
    floating("log_normal_cpu", x, false)?;
    fill("log_normal_", x, &[], generator, Some(Draw::LogNormal { mean, std }), |g, _, o| random::log_normal(g, mean, std, o))
}
