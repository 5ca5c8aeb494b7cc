//! Products of Householder reflections `I - tau v v^H`.

use super::qr::times_q;
use super::support::*;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::ensure;

fn checked(op: &str, v: &Tensor, tau: &Tensor) -> Result<()> {
    matrices(op, v)?;
    let (m, n) = (v.size(-2)?, v.size(-1)?);
    ensure!(m >= n, "{op}: input.shape[-2] must be greater than or equal to input.shape[-1]");
    ensure!(tau.dim() + 1 == v.dim(), "{op}: Expected tau to have one dimension less than input, but got tau.ndim equal to {} and input.ndim is equal to {}", tau.dim(), v.dim());
    ensure!(n >= tau.size(-1)?, "{op}: input.shape[-1] must be greater than or equal to tau.shape[-1]");
    let b = v.dim() - 2;
    ensure!(tau.sizes()[..b] == v.sizes()[..b], "{op}: Expected batch dimensions of tau to be equal to input.shape[:-2], but got {:?}", &tau.sizes()[..]);
    ensure!(tau.dtype() == v.dtype(), "{op}: tau dtype {} does not match input dtype {}", tau.dtype().scalar_name(), v.dtype().scalar_name());
    Ok(())
}

/// `op(Q) c` one reflection after the other, by differentiable ops.
fn composed(v: &Tensor, tau: &Tensor, c: &Tensor, adjoint: bool) -> Result<Tensor> {
    let (m, k) = (v.size(-2)?, tau.size(-1)?);
    let eye = Tensor::eye_m_with(m, k, Some(v.dtype()), Some(v.device()))?;
    let basis = v.narrow(-1, 0, k)?.tril_with(-1)?.add(&eye)?;
    // Nothing is read of reflections that are none, but the graph leads to them.
    let mut c = if k == 0 { c.add(&v.narrow(-1, 0, 0)?.sum()?)? } else { c.clone() };
    for i in 0..k {
        let i = if adjoint { i } else { k - 1 - i };
        let (x, mut t) = (basis.narrow(-1, i, 1)?, tau.narrow(-1, i, 1)?.unsqueeze(-1)?);
        if adjoint {
            t = crate::ops::pointwise::conj_of(&t)?;
        }
        c = c.sub(&x.mul(&t)?.matmul(&mh(&x)?.matmul(&c)?)?)?;
    }
    Ok(c)
}

fn applied(op: &str, v: &Tensor, tau: &Tensor, c: &Tensor, adjoint: bool, identity: bool) -> Result<Tensor> {
    if modes::grad_enabled() && [v, tau, c].iter().any(|t| t.requires_grad()) {
        return composed(v, tau, c, adjoint);
    }
    let (v, tau) = (columns(v)?.non_differentiable(), tau.resolve_conj()?.resolve_neg()?.contiguous()?);
    Ok(times_q(op, &v, &tau, c, adjoint, identity)?.non_differentiable())
}

fn product(op: &str, v: &Tensor, tau: &Tensor) -> Result<Tensor> {
    checked(op, v, tau)?;
    let (m, n) = (v.size(-2)?, v.size(-1)?);
    let eye = Tensor::eye_m_with(m, n, Some(v.dtype()), Some(v.device()))?.expand(&v.sizes())?;
    applied(op, v, tau, &eye, false, true)
}

/// `linalg_householder_product(Tensor input, Tensor tau) -> Tensor` · linalg out autocast=f32 node=LinalgHouseholderProduct0
///
/// The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.
///
/// Shapes: `(*, m, n)` and `(*, k)` to `(*, m, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer rows than columns and more factors than columns.
/// Source: Householder, 1958.
pub(crate) fn linalg_householder_product(v: &Tensor, tau: &Tensor) -> Result<Tensor> {
    product("torch.linalg.householder_product", v, tau)
}

/// `orgqr(Tensor input, Tensor input2) -> Tensor` · method function out autocast=f32
///
/// The first columns of `H_1 H_2 …` with `H_i = I - tau[i] v_i v_i^H`, the `v_i` below the input's diagonal, as `geqrf` gives them.
///
/// Shapes: `(*, m, n)` and `(*, k)` to `(*, m, n)`.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for fewer rows than columns and more factors than columns.
/// Source: Householder, 1958.
pub(crate) fn orgqr(v: &Tensor, tau: &Tensor) -> Result<Tensor> {
    product("torch.linalg.householder_product", v, tau)
}

/// `ormqr(Tensor input, Tensor tau, Tensor other, bool left=True, bool transpose=False) -> Tensor` · method function out autocast=f32 exact node=Ormqr0
///
/// `Q @ other`, or `other @ Q` without `left`, for `Q = H_1 H_2 …`; `Q^H` with `transpose`.
///
/// Shapes: input `(*, m, k)`, tau `(*, k)`, other `(*, m, n)` or `(*, n, m)`: other's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for sizes, batches or dtypes that do not fit.
/// Source: Householder, 1958.
pub(crate) fn ormqr(v: &Tensor, tau: &Tensor, other: &Tensor, left: bool, transpose: bool) -> Result<Tensor> {
    let op = "torch.ormqr";
    matrices(op, v)?;
    matrices(op, other)?;
    ensure!(other.dtype() == v.dtype() && tau.dtype() == v.dtype(), "{op}: Expected input and other to have the same dtype, but input has dtype {} and other has dtype {}", v.dtype().scalar_name(), other.dtype().scalar_name());
    let side = other.size(if left { -2 } else { -1 })?;
    ensure!(side == v.size(-2)?, "{op}: other.shape[{}] must be equal to input.shape[-2]", if left { -2 } else { -1 });
    ensure!(tau.size(-1)? <= v.size(-1)? && tau.size(-1)? <= side, "{op}: tau.shape[-1] must be less than or equal to input.shape[-1]");
    ensure!(tau.dim() + 1 == v.dim() && other.dim() == v.dim(), "{op}: Expected tau to have one dimension less than input and other as many, got {}, {} and {}", v.dim(), tau.dim(), other.dim());
    let b = v.dim() - 2;
    ensure!(tau.sizes()[..b] == v.sizes()[..b] && other.sizes()[..b] == v.sizes()[..b], "{op}: Expected batch dimensions of tau and other to be equal to input.shape[:-2]");
    if left {
        return applied(op, v, tau, other, transpose, false);
    }
    // C Q is the adjoint of Q^H C^H.
    mh(&applied(op, v, tau, &mh(other)?, !transpose, false)?)?.resolve_conj()
}
