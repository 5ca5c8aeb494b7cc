//! Parts and constructors of complex tensors.

use super::promote::to_float;
use crate::autograd::{Backward, BackwardCx, Grads, Saved};
use crate::backend::{Fresh, copy_into, elementwise};
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry;
use crate::ensure;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{C128, DType, Scalar};
use smallvec::smallvec;

/// `real(Tensor(a) input) -> Tensor(a)` · function view property
///
/// The real part `re` of `re + i * im`, as a view; a real tensor itself.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; complex gives the real dtype.
/// Raises: no error of its own.
pub(crate) fn real(x: &Tensor) -> Result<Tensor> {
    if x.geometry().bits & geometry::CONJ != 0 {
        return x.conj()?.real_part();
    }
    x.real_part()
}

/// `imag(Tensor(a) input) -> Tensor(a)` · function view property
///
/// The imaginary part `im` of `re + i * im`, as a view.
///
/// Shapes: any; the result has the input's.
/// Dtypes: complex; complex gives the real dtype; others raise TypeError.
/// Raises: TypeError for real tensors.
pub(crate) fn imag(x: &Tensor) -> Result<Tensor> {
    ensure!(x.dtype().is_complex(), Type, "imag is not implemented for tensors with non-complex dtypes.");
    if x.geometry().bits & geometry::CONJ != 0 {
        return x.conj()?.view_as_real()?.select(-1, 1)?.neg_view();
    }
    x.view_as_real()?.select(-1, 1)
}

/// `angle(Tensor input) -> Tensor` · method function out
///
/// `atan2(im, re)`, in radians; of real numbers 0, or pi below zero.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex; bool, integers give float32; complex gives the real dtype.
/// Raises: RuntimeError where the tensor written to (`out=`) cannot hold the result's dtype.
pub(crate) fn angle(x: &Tensor) -> Result<Tensor> {
    let d = to_float(x.dtype());
    let y = elementwise::unary_as("angle", x, Unary::Angle, d, d.to_real())?;
    Ok(y.with_grad([x], |_| AngleGrad { x: x.save() }))
}

struct AngleGrad {
    x: Saved,
}
impl Backward for AngleGrad {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None]) };
        let x = cx.unpack(&self.x)?;
        if !x.dtype().is_complex() {
            return Ok(smallvec![Some(g.zeros_like()?)]);
        }
        let turned = x.mul(Scalar::Complex(C128::new(0.0, 1.0)))?;
        let size = x.abs()?;
        let slope = turned.div(&size.mul(&size)?)?.masked_fill(&size.eq(0.0)?, 0.0)?;
        Ok(smallvec![Some(g.mul(&slope)?)])
    }
}

/// `complex(Tensor real, Tensor imag) -> Tensor` · function out autocast=f32 exact
///
/// `real + i * imag`.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError.
/// Raises: RuntimeError for other dtypes than float32 and float64, for two dtypes, and for shapes that do not broadcast; NotImplementedError
///   for float16.
pub(crate) fn complex(real: &Tensor, imag: &Tensor) -> Result<Tensor> {
    let d = real.dtype();
    ensure!(d != DType::F16 || d != imag.dtype(), NotImplemented, "complex: tensors of torch.complex32");
    real_parts(real, imag)?;
    ensure!(
        d == imag.dtype(),
        "Expected object of scalar type {} but got scalar type {} for second argument",
        d.scalar_name(),
        imag.dtype().scalar_name()
    );
    let sizes = geometry::broadcast(&real.sizes(), &imag.sizes())?;
    let y = Fresh::empty("complex", &sizes, d.to_complex(), real.device())?;
    let parts = y.tensor().view_as_real()?;
    copy_into(&parts.select(-1, 0)?, real)?;
    copy_into(&parts.select(-1, 1)?, imag)?;
    Ok(y.with_grad([real, imag], |_| ComplexGrad))
}

fn real_parts(a: &Tensor, b: &Tensor) -> Result<()> {
    let fits = |t: &Tensor| matches!(t.dtype(), DType::F32 | DType::F64);
    ensure!(
        fits(a) && fits(b),
        NotImplemented, "Expected both inputs to be Half, Float or Double tensors but got {} and {}",
        a.dtype().scalar_name(),
        b.dtype().scalar_name()
    );
    Ok(())
}

struct ComplexGrad;
impl Backward for ComplexGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let Some(g) = &grads[0] else { return Ok(smallvec![None, None]) };
        Ok(smallvec![Some(g.real()?), Some(g.imag()?)])
    }
}

/// `polar(Tensor abs, Tensor angle) -> Tensor` · function out autocast=f32 exact node=Polar0
///
/// `abs * cos(angle) + i * abs * sin(angle)`, with the angle in radians.
///
/// Shapes: any that broadcast; the result has the common shape.
/// Dtypes: float32, float64; float32 gives complex64; float64 gives complex128; others raise NotImplementedError.
/// Raises: RuntimeError for two dtypes and for shapes that do not broadcast.
pub(crate) fn polar(abs: &Tensor, angle: &Tensor) -> Result<Tensor> {
    real_parts(abs, angle)?;
    ensure!(
        abs.dtype() == angle.dtype(),
        "Expected object of scalar type {} but got scalar type {} for second argument",
        abs.dtype().scalar_name(),
        angle.dtype().scalar_name()
    );
    Tensor::complex(&abs.mul(&angle.cos()?)?, &abs.mul(&angle.sin()?)?)
}

/// `conj_physical(Tensor input) -> Tensor` · method function inplace out exact
///
/// `re - i * im`, computed now rather than as a view; real numbers as they are.
///
/// Shapes: any; the result has the input's.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the tensor written to (in place or `out=`) cannot hold the result's dtype.
pub(crate) fn conj_physical(x: &Tensor) -> Result<Tensor> {
    if !x.dtype().is_complex() {
        return Ok(x.clone());
    }
    Ok(elementwise::unary("conj", x, Unary::Conj)?.with_grad([x], |_| ConjPhysicalGrad))
}

struct ConjPhysicalGrad;
impl Backward for ConjPhysicalGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![grads[0].as_ref().map(|g| g.conj()).transpose()?])
    }
}

/// `is_complex(Tensor input) -> bool` · method function nondiff
///
/// Whether the dtype is complex64 or complex128.
///
/// Shapes: any; the result is a Python bool.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn is_complex(x: &Tensor) -> Result<bool> {
    Ok(x.dtype().is_complex())
}

/// `is_floating_point(Tensor input) -> bool` · method function nondiff
///
/// Whether the dtype is a real floating-point one.
///
/// Shapes: any; the result is a Python bool.
/// Dtypes: bool, integers, floats, complex.
/// Raises: no error of its own.
pub(crate) fn is_floating_point(x: &Tensor) -> Result<bool> {
    Ok(x.dtype().is_float())
}
