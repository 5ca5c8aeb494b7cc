//! The same bytes read as another dtype: any, or pairs of reals as complex numbers and back.

use crate::autograd::{Backward, BackwardCx, Grads, make_view};
use crate::backend::view_with_grad;
use crate::error::Result;
use crate::tensor::{Tensor, geometry};
use crate::{bail, ensure};
use lumbre_kernels::DType;
use smallvec::smallvec;

/// `view.dtype(Tensor(a) input, dtype dtype) -> Tensor(a)` · method view nondiff
///
/// `x`'s bytes read as another dtype; where the sizes of the dtypes differ, the last dimension shrinks or grows.
///
/// Shapes: `(*, n)` to `(*, n * old size / new size)`.
/// Dtypes: bool, integers, floats, complex; the result is `dtype`.
/// Raises: RuntimeError where the last dimension is not divisible or not contiguous; NotImplementedError for other numbers as bools.
pub(crate) fn view_dtype(x: &Tensor, dtype: DType) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.bits == 0, "view: cannot view a tensor with a lazy conjugation or sign as another dtype; resolve it first");
    ensure!(dtype != DType::Bool || g.dtype == DType::Bool, NotImplemented, "view: other numbers cannot be seen as torch.bool, whose bytes are 0 or 1; use .to(torch.bool) or `!= 0`");
    let mut v = (*g).clone();
    v.dtype = dtype;
    let (old, new) = (g.dtype.size() as i64, dtype.size() as i64);
    if old != new {
        let n = g.dim();
        ensure!(n > 0, "self.dim() cannot be 0 to view {} as {} (different element sizes)", g.dtype.scalar_name(), dtype.scalar_name());
        let larger = old.max(new);
        let ratio = larger / old.min(new);
        ensure!(
            g.strides[n - 1] == 1 || g.sizes[n - 1] == 1 && old > new,
            "self.stride(-1) must be 1 to view {} as {} (different element sizes), but got {}",
            g.dtype.scalar_name(),
            dtype.scalar_name(),
            g.strides[n - 1]
        );
        if old > new {
            v.offset *= ratio;
            v.strides.iter_mut().for_each(|s| *s *= ratio);
            v.sizes[n - 1] *= ratio;
        } else {
            let fits = |what: String, value: i64| -> Result<()> {
                if value % ratio != 0 {
                    bail!("{what} must be divisible by {ratio} to view {} as {} (different element sizes), but got {value}", g.dtype.scalar_name(), dtype.scalar_name());
                }
                Ok(())
            };
            fits("self.size(-1)".into(), g.sizes[n - 1])?;
            fits("self.storage_offset()".into(), g.offset)?;
            for (i, s) in g.strides[..n - 1].iter().enumerate() {
                fits(format!("self.stride({i})"), *s)?;
            }
            v.offset /= ratio;
            v.strides[..n - 1].iter_mut().for_each(|s| *s /= ratio);
            v.sizes[n - 1] /= ratio;
        }
        v.strides[n - 1] = 1;
    }
    v.storage.settle(false)?;
    ensure!(v.storage.address() as usize % dtype.size().min(8) == 0, "view: the memory is not aligned for {}", dtype.name());
    Ok(make_view(&x.detach_handle(), v))
}

/// `view_as_complex(Tensor(a) input) -> Tensor` · function view autocast=f32
///
/// `x[…, 0] + i * x[…, 1]`, as a view.
///
/// Shapes: `(*, 2)` to `(*)`.
/// Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError.
/// Raises: RuntimeError for other dtypes than float32 and float64, a last dimension that is not 2 or not contiguous, and odd strides;
///   NotImplementedError for float16, whose complex dtype is not there.
pub(crate) fn view_as_complex(x: &Tensor) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dtype != DType::F16, NotImplemented, "view_as_complex: tensors of torch.complex32");
    ensure!(matches!(g.dtype, DType::F32 | DType::F64), NotImplemented, "view_as_complex is only supported for half, float and double tensors, but got a tensor of scalar type: {}", g.dtype.scalar_name());
    ensure!(g.dim() > 0, "Input tensor must have one or more dimensions");
    ensure!(g.sizes.last() == Some(&2), "Tensor must have a last dimension of size 2");
    ensure!(g.strides.last() == Some(&1), "Tensor must have a last dimension with stride 1");
    ensure!(g.offset % 2 == 0, "Tensor must have a storage_offset divisible by 2");
    let n = g.dim() - 1;
    ensure!(g.strides[..n].iter().all(|s| s % 2 == 0), "Tensor must have a stride divisible by 2 for all but last dimension");
    let mut v = (*g).clone();
    v.dtype = g.dtype.to_complex();
    v.offset /= 2;
    v.sizes.truncate(n);
    v.strides.truncate(n);
    v.strides.iter_mut().for_each(|s| *s /= 2);
    Ok(view_with_grad(x, v, || ViewAsComplexGrad))
}

struct ViewAsComplexGrad;
impl Backward for ViewAsComplexGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.resolve_conj()?.view_as_real()?)])
    }
}

/// `view_as_real(Tensor(a) input) -> Tensor` · function view
///
/// `out[…, 0] = re, out[…, 1] = im`, as a view.
///
/// Shapes: `(*)` to `(*, 2)`.
/// Dtypes: complex; complex gives the real dtype; others raise TypeError.
/// Raises: RuntimeError for real tensors and lazily conjugated ones.
pub(crate) fn view_as_real(x: &Tensor) -> Result<Tensor> {
    let g = x.geometry();
    ensure!(g.dtype.is_complex(), Type, "view_as_real is only supported for complex tensors");
    ensure!(g.bits & geometry::CONJ == 0, "view_as_real doesn't work on unresolved conjugated tensors.  To resolve the conjugate tensor so you can view it as real, use self.resolve_conj(); however, be warned that the resulting tensor will NOT alias the original.");
    let mut v = (*g).clone();
    v.dtype = g.dtype.to_real();
    v.offset *= 2;
    v.strides.iter_mut().for_each(|s| *s *= 2);
    v.sizes.push(2);
    v.strides.push(1);
    Ok(view_with_grad(x, v, || ViewAsRealGrad))
}

struct ViewAsRealGrad;
impl Backward for ViewAsRealGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        Ok(smallvec![Some(g.contiguous()?.view_as_complex()?)])
    }
}
