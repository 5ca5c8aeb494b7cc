//! The matrix exponential.

use super::support::*;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::Fresh;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use smallvec::smallvec;

/// Coefficients of the Padé approximant of order 13 (N. J. Higham, SIAM J. Matrix Anal. Appl. 26, 2005).
const PADE: [f64; 14] = [
    64764752532480000.0, 32382376266240000.0, 7771770303897600.0, 1187353796428800.0, 129060195264000.0, 10559470521600.0, 670442572800.0,
    33522128640.0, 1323241920.0, 40840800.0, 960960.0, 16380.0, 182.0, 1.0,
];
/// The largest 1-norm for which it is as exact as double precision.
const NORM: f64 = 5.371920351148152;

/// By scaling and squaring, each matrix with its own scale.
fn value(x: &Tensor) -> Result<Tensor> {
    let n = x.size(-1)?;
    let size = x.abs()?.sum_dim(Some(&[-2]))?.amax_with(&[-1], false)?;
    let steps = size.div(NORM)?.log2()?.ceil()?.clamp_min(0.0)?.nan_to_num_with(Some(0.0), Some(0.0), Some(0.0))?;
    let scale = steps.neg()?.exp2()?.unsqueeze(-1)?.unsqueeze(-1)?;
    let a = x.mul(&scale)?;
    let eye = eye_like(x, n)?;
    let a2 = a.matmul(&a)?;
    let a4 = a2.matmul(&a2)?;
    let a6 = a4.matmul(&a2)?;
    let sum = |c: [f64; 3], last: Option<f64>| -> Result<Tensor> {
        let s = a6.mul(c[0])?.add(&a4.mul(c[1])?)?.add(&a2.mul(c[2])?)?;
        match last {
            Some(d) => s.add(&eye.mul(d)?),
            None => Ok(s),
        }
    };
    let b = &PADE;
    let u = a.matmul(&a6.matmul(&sum([b[13], b[11], b[9]], None)?)?.add(&sum([b[7], b[5], b[3]], Some(b[1]))?)?)?;
    let v = a6.matmul(&sum([b[12], b[10], b[8]], None)?)?.add(&sum([b[6], b[4], b[2]], Some(b[0]))?)?;
    let mut y = v.sub(&u)?.linalg_solve(&v.add(&u)?)?;
    let most = steps.max()?.item()?.to_f64() as i64;
    for i in 0..most {
        let go = steps.gt(i as f64)?.unsqueeze(-1)?.unsqueeze(-1)?;
        y = go.where_cond(&y.matmul(&y)?, &y)?;
    }
    Ok(y)
}

fn exponential(x: &Tensor) -> Result<Tensor> {
    let op = "linalg.matrix_exp";
    square(op, x)?;
    let y = if x.device() == Device::Meta || x.numel() == 0 {
        Fresh::empty(op, &x.sizes(), x.dtype(), x.device())?
    } else {
        let _quiet = modes::no_grad();
        let finite = x.detach_handle().isfinite()?.all()?.item()?.to_f64() != 0.0;
        // Squaring loses digits; double precision has them to spare.
        let double = if x.dtype().is_complex() { DType::C128 } else { DType::F64 };
        let y = if finite { value(&x.detach_handle().to_dtype(double)?)? } else { x.detach_handle().mul(f64::NAN)? };
        Fresh::copy_of(&y, x.dtype())?
    };
    Ok(y.with_grad([x], |_| LinalgMatrixExpGrad { x: x.save() }))
}

struct LinalgMatrixExpGrad {
    x: Saved,
}
impl Backward for LinalgMatrixExpGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        // exp([[A^H, g], [0, A^H]]) has the derivative in its upper right block.
        let a = mh(&cx.unpack(&self.x)?)?;
        let n = a.size(-1)?;
        let above = Tensor::cat_with(&[a.clone(), g.clone()], -1)?;
        let below = Tensor::cat_with(&[a.zeros_like()?, a], -1)?;
        let e = Tensor::cat_with(&[above, below], -2)?.linalg_matrix_exp()?;
        Ok(smallvec![Some(e.narrow(-2, 0, n)?.narrow(-1, n, n)?)])
    }
}

/// `linalg_matrix_exp(Tensor input) -> Tensor` · linalg out
///
/// `sum over k of A^k / k!`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
/// Source: Higham, The Scaling and Squaring Method for the Matrix Exponential Revisited, 2005.
pub(crate) fn linalg_matrix_exp(x: &Tensor) -> Result<Tensor> {
    exponential(x)
}

/// `matrix_exp(Tensor input) -> Tensor` · method function
///
/// `sum over k of A^k / k!`.
///
/// Shapes: `(*, n, n)`; the result has the input's.
/// Dtypes: float32, float64, complex; others raise NotImplementedError or RuntimeError.
/// Raises: RuntimeError for matrices that are not square.
/// Source: Higham, The Scaling and Squaring Method for the Matrix Exponential Revisited, 2005.
pub(crate) fn matrix_exp(x: &Tensor) -> Result<Tensor> {
    exponential(x)
}
