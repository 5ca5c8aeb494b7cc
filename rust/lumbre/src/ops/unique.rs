//! Distinct elements.

use super::partial::need_real;
use super::value::{IntoValue, Value};
use crate::backend::{read_on, resolve};
use crate::device::Device;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use lumbre_kernels::sort::{self, Unique};

/// What is found among the elements of a vector.
fn found(x: &Tensor, consecutive: bool) -> Result<Unique> {
    ensure!(x.device() != Device::Meta, NotImplemented, "unique: the shape of the result depends on data, which meta tensors do not have");
    let mut u = Unique { positions: Vec::new(), inverse: Vec::new(), counts: Vec::new() };
    let slot = &mut u;
    // What is found decides the result's size: the elements are read on the CPU.
    read_on("unique", &[x], move |i, _| {
        *slot = if consecutive { sort::unique_consecutive(i[0]) } else { sort::unique(i[0]) };
        Ok(())
    })?;
    Ok(u)
}

/// Numbers the distinct slices along the first dimension, in ascending or running order.
fn slices(x: &Tensor, consecutive: bool) -> Result<Unique> {
    let n = x.sizes()[0];
    let rows = x.reshape(&[n, -1])?;
    let width = rows.sizes()[1];
    // The slices in order: sorted by the last column, then stably by each column before it.
    let mut order = super::partial::count_on(n, x.device())?;
    if !consecutive {
        for c in (0..width).rev() {
            let keys = rows.select(1, c)?.index_select(0, &order)?;
            order = order.index_select(0, &keys.argsort_with(-1, false)?)?;
        }
    }
    let sorted = rows.index_select(0, &order)?;
    let order = order.to_vec::<i64>()?;
    let changed = match n > 1 && width > 0 {
        true => sorted.narrow(0, 1, n - 1)?.ne(&sorted.narrow(0, 0, n - 1)?)?.any_dim(1)?.to_vec::<bool>()?,
        false => lumbre_kernels::scratch::filled(false, (n - 1).max(0) as usize),
    };
    let mut u = Unique { positions: Vec::new(), inverse: lumbre_kernels::scratch::filled(0, n as usize), counts: Vec::new() };
    for (i, &at) in order.iter().enumerate() {
        if i == 0 || changed[i - 1] {
            u.positions.push(at);
            u.counts.push(0);
        }
        let class = u.counts.len() - 1;
        u.counts[class] += 1;
        u.inverse[at as usize] = class as i64;
    }
    Ok(u)
}

fn vector(v: &[i64], like: &Tensor) -> Result<Tensor> {
    Tensor::from_slice_on(v, &[v.len() as i64], like.device())
}

/// Elements, inverse and counts; those not asked for are left out.
fn answer(values: Tensor, u: &Unique, shape: &[i64], inverse: bool, counts: bool) -> Result<Value> {
    if !inverse && !counts {
        return Ok(values.into_value());
    }
    let mut out = vec![values.clone().into_value()];
    if inverse {
        out.push(vector(&u.inverse, &values)?.view(shape)?.into_value());
    }
    if counts {
        out.push(vector(&u.counts, &values)?.into_value());
    }
    Ok(Value::Tuple(out))
}

fn distinct(x: &Tensor, inverse: bool, counts: bool, dim: Option<i64>, consecutive: bool) -> Result<Value> {
    need_real("unique", x.dtype())?;
    let x = &resolve(&x.detach_handle())?;
    match dim {
        None => {
            let flat = x.reshape(&[-1])?;
            let u = found(&flat, consecutive)?;
            answer(flat.index_select(0, &vector(&u.positions, x)?)?, &u, &x.sizes(), inverse, counts)
        }
        Some(d) => {
            let d = wrap_dim(d, x.dim())?;
            ensure!(x.dim() > 0, Index, "unique: there are no dimensions of a 0-dim tensor");
            ensure!(
                x.numel() > 0 || x.sizes()[d] == 0,
                "There are 0 sized dimensions, and they aren't selected, so unique cannot be applied"
            );
            let shape: Dims = Dims::from_slice(&x.sizes()[d..=d]);
            let u = if shape[0] == 0 { Unique { positions: vec![], inverse: vec![], counts: vec![] } } else { slices(&x.movedim_int(d as i64, 0)?, consecutive)? };
            answer(x.index_select(d as i64, &vector(&u.positions, x)?)?, &u, &shape, inverse, counts)
        }
    }
}

/// `unique(Tensor input, bool sorted=True, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Value` · method function nondiff
///
/// The distinct elements, or slices along `dim`, in ascending order; with `return_inverse` the number of each element's class, with
/// `return_counts` the size of each class.
///
/// Shapes: any to `(classes)`, with `dim` `(*, classes, *)`; the inverse has the input's (with `dim` its size).
/// Dtypes: bool, integers, floats; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn unique(x: &Tensor, sorted: bool, return_inverse: bool, return_counts: bool, dim: Option<i64>) -> Result<Value> {
    let _ = sorted;
    distinct(x, return_inverse, return_counts, dim, false)
}

/// `unique_consecutive(Tensor input, bool return_inverse=False, bool return_counts=False, int? dim=None) -> Value` · method function nondiff
///
/// The first element (or slice along `dim`) of each run of equal ones; with `return_inverse` the number of each element's run, with
/// `return_counts` the length of each run.
///
/// Shapes: any to `(runs)`, with `dim` `(*, runs, *)`; the inverse has the input's (with `dim` its size).
/// Dtypes: bool, integers, floats; result 2 is int64; result 3 is int64; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn unique_consecutive(x: &Tensor, return_inverse: bool, return_counts: bool, dim: Option<i64>) -> Result<Value> {
    distinct(x, return_inverse, return_counts, dim, true)
}

/// `isin(TensorOrScalar elements, TensorOrScalar test_elements, *, bool assume_unique=False, bool invert=False) -> Tensor` · function nondiff out exact not=bool
///
/// `x == t` for some `t` in `test_elements` (for none with `invert`).
///
/// Shapes: any two; the result has that of `elements`.
/// Dtypes: integers, floats; the result is bool; others raise NotImplementedError.
/// Raises: no error of its own.
pub(crate) fn isin(
    elements: super::value::TensorOrScalar,
    test: super::value::TensorOrScalar,
    assume_unique: bool,
    invert: bool,
) -> Result<Tensor> {
    let _ = assume_unique;
    let device = [&elements, &test].into_iter().find_map(|v| if let super::value::TensorOrScalar::Tensor(t) = v { Some(t.device()) } else { None });
    let tensor = |v: super::value::TensorOrScalar| match v {
        super::value::TensorOrScalar::Tensor(t) => Ok(t.detach_handle()),
        super::value::TensorOrScalar::Scalar(s) => Tensor::full(&[], s, s.widest_dtype(), device.unwrap_or(Device::Cpu)),
    };
    let (e, t) = (tensor(elements)?, tensor(test)?);
    let d = super::promote::result_type(&e, &t);
    need_real("isin", d)?;
    let (e, t) = (e.to_dtype(d)?, t.to_dtype(d)?.reshape(&[-1])?);
    let found = if t.numel() == 0 || e.numel() == 0 {
        Tensor::zeros(&e.sizes(), lumbre_kernels::DType::Bool, e.device())?
    } else {
        let (sorted, _) = t.sort()?;
        let at = sorted.searchsorted(&e)?.clamp_with(None, Some((t.numel() - 1).into()))?;
        sorted.index_select(0, &at.reshape(&[-1])?)?.view(&e.sizes())?.eq(&e)?
    };
    if invert { found.logical_not() } else { Ok(found) }
}
