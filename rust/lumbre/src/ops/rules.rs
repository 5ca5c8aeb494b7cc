//! Short forms for derivatives of element-wise functions of one tensor.

use crate::backend::elementwise;
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use lumbre_kernels::binary::Binary;

/// A rule named `$name` that saves one tensor (as `saved`) and the given numbers: `|g, x| gradient`. A complex `x` comes conjugated,
/// which is what a holomorphic function with real coefficients needs.
macro_rules! rule {
    ($name:ident { $($field:ident: $ty:ty),* } |$g:ident, $x:ident| $body:expr) => {
        struct $name {
            saved: crate::autograd::Saved,
            $($field: $ty,)*
        }
        impl crate::autograd::Backward for $name {
            fn backward(
                &self,
                cx: &crate::autograd::BackwardCx,
                grads: &[Option<crate::tensor::Tensor>],
            ) -> crate::error::Result<crate::autograd::Grads> {
                let Some($g) = &grads[0] else { return Ok(smallvec::smallvec![None]) };
                let $x = &crate::ops::pointwise::conj_of(&cx.unpack(&self.saved)?)?;
                $(let $field = self.$field;)*
                Ok(smallvec::smallvec![Some($body?)])
            }
            fn saved(&self) -> crate::autograd::Looked<'_> {
                let name = if self.saved.is_output() { "result" } else { "self" };
                smallvec::smallvec![(name, crate::autograd::Look::Tensor(&self.saved))]
            }
        }
    };
}
pub(crate) use rule;

/// The gradient by one fused kernel, where nobody will differentiate it again.
pub(crate) fn fused(name: &str, g: &Tensor, x: &Tensor, op: Binary) -> Result<Option<Tensor>> {
    let d = g.dtype();
    if modes::composed() || d != x.dtype() || !d.is_float() {
        return Ok(None);
    }
    Ok(Some(elementwise::binary(name, g, x, op, d, d)?.non_differentiable()))
}

/// `fused`, or else the composed form.
macro_rules! fused_or {
    ($name:literal, $g:expr, $x:expr, $op:expr, $body:expr) => {
        match crate::ops::rules::fused($name, $g, $x, $op)? {
            Some(gx) => Ok(gx),
            None => $body,
        }
    };
}
pub(crate) use fused_or;
