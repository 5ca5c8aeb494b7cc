//! Variance, standard deviation and their means.

use super::partial::mask_as;
use super::reduce::{drop_dims, restore_dims};
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, compute_each, cuda, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, dim_mask};
use crate::ensure;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

fn launch(name: &str, x: &Tensor, mask: u64, correction: f64) -> Result<[Fresh; 2]> {
    let d = x.dtype();
    ensure!(d.is_float() || d.is_complex(), NotImplemented, "{name} only support floating point and complex dtypes");
    let sizes: Dims = x.sizes().iter().enumerate().map(|(i, n)| if mask & (1 << i) != 0 { 1 } else { *n }).collect();
    let var = Fresh::empty(name, &sizes, d.to_real(), x.device())?;
    let mean = Fresh::empty(name, &sizes, d, x.device())?;
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let [v, m] = o else { return Ok(()) };
        lumbre_kernels::reduce::var_mean(i[0], mask, correction, v.reborrow(), m.reborrow());
        Ok(())
    };
    compute_each(name, x.numel() as usize, &[x], &[&var, &mean], cpu, |cx, i, o| {
        cuda::reduce::var_mean(cx, i[0], mask, correction, o[0], o[1])
    })?;
    Ok([var, mean])
}

/// What the rules share: how the spread's gradient goes back to the elements.
struct Spread {
    x: Saved,
    sizes: Dims,
    mask: u64,
    keepdim: bool,
    correction: f64,
}

impl Spread {
    fn new(x: &Tensor, mask: u64, keepdim: bool, correction: f64) -> Spread {
        Spread { x: x.save(), sizes: x.sizes(), mask, keepdim, correction }
    }

    fn count(&self) -> f64 {
        self.sizes.iter().enumerate().filter(|(i, _)| self.mask & (1 << i) != 0).map(|(_, n)| *n as f64).product()
    }

    /// The gradient of the variance by the elements: `2 (x - mean) / (n - correction)`.
    fn of_var(&self, cx: &BackwardCx, g: &Tensor) -> Result<Tensor> {
        let x = cx.unpack(&self.x)?;
        let g = restore_dims(g, &self.sizes, self.mask, self.keepdim)?;
        let dims: Dims = (0..self.sizes.len() as i64).filter(|i| self.mask & (1 << i) != 0).collect();
        let centred = if dims.is_empty() { x.sub(&x)? } else { x.sub(&x.mean_dim_with(Some(&dims), true, None)?)? };
        centred.mul(&g.mul(2.0 / (self.count() - self.correction).max(0.0))?)
    }

    fn of_mean(&self, g: &Tensor) -> Result<Tensor> {
        restore_dims(g, &self.sizes, self.mask, self.keepdim)?.div(self.count())?.expand(&self.sizes)
    }

    /// The gradient of the root of the variance as one of the variance; zero where the root is.
    fn of_root(&self, g: &Tensor, root: &Tensor) -> Result<Tensor> {
        let flat = root.detach_handle();
        let zero = Tensor::zeros(&[], flat.dtype(), flat.device())?;
        let d = flat.dtype();
        let rough = mask_as(&elementwise::binary("eq", &flat, &zero, Binary::Eq, d, DType::Bool)?.non_differentiable(), d)?;
        g.mul(&rough.rsub(1.0)?)?.div(&root.mul(2.0)?.add(&rough)?)
    }
}

#[derive(Clone, Copy, PartialEq)]
enum What {
    Var,
    Std,
}

struct SpreadGrad {
    spread: Spread,
    root: Option<Saved>,
}
impl Backward for SpreadGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let mut gx = None;
        if let Some(g) = &grads[0] {
            let g = match &self.root {
                Some(root) => self.spread.of_root(g, &cx.unpack(root)?)?,
                None => g.clone(),
            };
            gx = Some(self.spread.of_var(cx, &g)?);
        }
        if let Some(Some(g)) = grads.get(1) {
            let more = self.spread.of_mean(g)?;
            gx = Some(match gx {
                Some(gx) => gx.add(&more)?,
                None => more,
            });
        }
        Ok(smallvec![gx])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        if self.root.is_some() { "StdBackward0".into() } else { "VarBackward0".into() }
    }
}

fn both(name: &str, what: What, x: &Tensor, dim: Option<&[i64]>, correction: Scalar, keepdim: bool) -> Result<(Tensor, Tensor)> {
    let mask = dim_mask(dim.unwrap_or(&[]), x.dim())?;
    let c = correction.to_f64();
    let [mut var, mean] = launch(name, x, mask, c)?;
    if what == What::Std {
        let t = var.non_differentiable();
        var = elementwise::unary(name, &t, Unary::Sqrt)?;
    }
    let outs = [drop_dims(var, mask, keepdim), drop_dims(mean, mask, keepdim)];
    let [a, b] = Fresh::many_with_grad(outs, &[Some(x)], |o| SpreadGrad {
        spread: Spread::new(x, mask, keepdim, c),
        root: (what == What::Std).then(|| o[0].save()),
    });
    Ok((a, b))
}

fn one(name: &str, what: What, x: &Tensor, dim: Option<&[i64]>, correction: Scalar, keepdim: bool) -> Result<Tensor> {
    Ok(both(name, what, x, dim, correction, keepdim)?.0)
}

fn by_flag(unbiased: bool) -> Scalar {
    Scalar::Int(unbiased as i64)
}

/// `var.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · method function out
///
/// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var_dim(x: &Tensor, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<Tensor> {
    one("var", What::Var, x, dim, by_flag(unbiased), keepdim)
}

/// `var.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · method function out
///
/// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var(x: &Tensor, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<Tensor> {
    one("var", What::Var, x, dim, correction.unwrap_or(Scalar::Int(1)), keepdim)
}

/// `var(Tensor input, bool unbiased=True) -> Tensor` · method function
///
/// `sum((x - mean)^2) / max(0, n - c)` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var_all(x: &Tensor, unbiased: bool) -> Result<Tensor> {
    one("var", What::Var, x, None, by_flag(unbiased), false)
}

/// `std.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> Tensor` · method function out
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std_dim(x: &Tensor, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<Tensor> {
    one("std", What::Std, x, dim, by_flag(unbiased), keepdim)
}

/// `std.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> Tensor` · method function out
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std(x: &Tensor, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<Tensor> {
    one("std", What::Std, x, dim, correction.unwrap_or(Scalar::Int(1)), keepdim)
}

/// `std(Tensor input, bool unbiased=True) -> Tensor` · method function
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0 without `unbiased`.
///
/// Shapes: any; the result has the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std_all(x: &Tensor, unbiased: bool) -> Result<Tensor> {
    one("std", What::Std, x, None, by_flag(unbiased), false)
}

/// `var_mean.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · function node=VarMean0
///
/// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
/// without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var_mean_dim(x: &Tensor, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<(Tensor, Tensor)> {
    both("var_mean", What::Var, x, dim, by_flag(unbiased), keepdim)
}

/// `var_mean.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` · function node=VarMean0
///
/// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
/// without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var_mean(x: &Tensor, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<(Tensor, Tensor)> {
    both("var_mean", What::Var, x, dim, correction.unwrap_or(Scalar::Int(1)), keepdim)
}

/// `var_mean(Tensor input, bool unbiased=True) -> (Tensor, Tensor)` · function node=VarMean0
///
/// `sum((x - mean)^2) / max(0, n - c)` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default, and 0
/// without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn var_mean_all(x: &Tensor, unbiased: bool) -> Result<(Tensor, Tensor)> {
    both("var_mean", What::Var, x, None, by_flag(unbiased), false)
}

/// `std_mean.dim(Tensor input, int[1]? dim, bool unbiased=True, bool keepdim=False) -> (Tensor, Tensor)` · function node=StdMean0
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
/// and 0 without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std_mean_dim(x: &Tensor, dim: Option<&[i64]>, unbiased: bool, keepdim: bool) -> Result<(Tensor, Tensor)> {
    both("std_mean", What::Std, x, dim, by_flag(unbiased), keepdim)
}

/// `std_mean.correction(Tensor input, int[1]? dim=None, *, Scalar? correction=None, bool keepdim=False) -> (Tensor, Tensor)` · function node=StdMean0
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
/// and 0 without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std_mean(x: &Tensor, dim: Option<&[i64]>, correction: Option<Scalar>, keepdim: bool) -> Result<(Tensor, Tensor)> {
    both("std_mean", What::Std, x, dim, correction.unwrap_or(Scalar::Int(1)), keepdim)
}

/// `std_mean(Tensor input, bool unbiased=True) -> (Tensor, Tensor)` · function node=StdMean0
///
/// `sqrt(sum((x - mean)^2) / max(0, n - c))` and `mean = sum(x) / n` of all elements or over `dim`; `c` is `correction`, 1 by default,
/// and 0 without `unbiased`.
///
/// Shapes: both the input's without `dim` (size 1 there with `keepdim`), `()` of all.
/// Dtypes: floats, complex; complex gives as result 1 the real dtype; others raise NotImplementedError.
/// Raises: IndexError for a dimension out of range.
pub(crate) fn std_mean_all(x: &Tensor, unbiased: bool) -> Result<(Tensor, Tensor)> {
    both("std_mean", What::Std, x, None, by_flag(unbiased), false)
}
