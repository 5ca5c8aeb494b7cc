//! Sparse tensors in coordinate form, as gradients: two dense tensors behind a handle without memory.
//!
//! An op whose gradient touches few rows of a large leaf sends one of these to the leaf. The engine adds and stores them;
//! everything else about sparse tensors is the binding's.

use crate::ensure;
use crate::error::Result;
use crate::modes;
use crate::tensor::{Dims, SPARSE, Tensor};
use lumbre_kernels::DType;
use std::sync::Arc;

/// The parts of a sparse tensor: `values[i]` lies at `indices[:, i]`; values of one place count as their sum.
pub struct Coo {
    /// `(places, n)`, int64.
    pub indices: Tensor,
    /// `(n, *sizes[places..])`.
    pub values: Tensor,
    pub sizes: Dims,
    /// Whether every place is named once, in order.
    pub coalesced: bool,
}

impl Coo {
    fn places(&self) -> usize {
        self.indices.sizes().first().map_or(0, |n| *n as usize)
    }

    /// One number for each place, as if the first dimensions were one.
    fn flat(&self) -> Result<Tensor> {
        let mut flat = self.indices.select(0, 0)?;
        for k in 1..self.places() {
            flat = flat.mul(self.sizes[k])?.add(&self.indices.select(0, k as i64)?)?;
        }
        Ok(flat)
    }

    /// The dense tensor of the same elements, or `onto` with them added.
    fn dense(&self, onto: Option<&Tensor>) -> Result<Tensor> {
        let base = match onto {
            Some(t) => t.clone(),
            None => Tensor::zeros(&self.sizes, self.values.dtype(), self.values.device())?,
        };
        let places = self.places();
        if places == 0 {
            return base.add(&self.values.sum_to_size(&self.sizes)?);
        }
        let mut shape = vec![self.sizes[..places].iter().product::<i64>()];
        shape.extend(&self.sizes[places..]);
        base.reshape(&shape)?.index_add(0, &self.flat()?, &self.values)?.reshape(&self.sizes)
    }
}

impl Tensor {
    /// A handle on the parts, which the caller has checked.
    pub fn from_coo(coo: Coo) -> Result<Tensor> {
        let t = Tensor::zeros(&[0], coo.values.dtype(), coo.values.device())?;
        t.set_coo(coo);
        Ok(t)
    }

    /// Gives a handle other parts; their sizes, dtype and device are what it had.
    pub fn set_coo(&self, coo: Coo) {
        let old = self.locked(|s| s.coo.replace(Arc::new(coo)));
        self.set_flag(SPARSE, true);
        drop(old);
    }

    pub fn coo(&self) -> Option<Arc<Coo>> {
        if self.is_sparse() { self.locked(|s| s.coo.clone()) } else { None }
    }

    #[inline]
    pub fn is_sparse(&self) -> bool {
        self.flags() & SPARSE != 0
    }
}

/// The sum of two gradients of which one or both are sparse; `None` where both are dense.
pub(crate) fn add(a: &Tensor, b: &Tensor) -> Result<Option<Tensor>> {
    let out = match (a.coo(), b.coo()) {
        (None, None) => return Ok(None),
        (Some(x), Some(y)) if x.places() == y.places() => Tensor::from_coo(join(&x, &y)?)?,
        (Some(x), Some(y)) => y.dense(Some(&x.dense(None)?))?,
        (Some(x), None) => x.dense(Some(b))?,
        (None, Some(y)) => y.dense(Some(a))?,
    };
    Ok(Some(out))
}

fn join(x: &Coo, y: &Coo) -> Result<Coo> {
    let indices = Tensor::cat_with(&[x.indices.clone(), y.indices.clone()], 1)?;
    let values = Tensor::cat(&[x.values.clone(), y.values.clone()])?;
    Ok(Coo { indices, values, sizes: x.sizes.clone(), coalesced: false })
}

/// Stores or adds a gradient of a leaf where one side is sparse; `false` where both are dense.
pub(crate) fn store(leaf: &Tensor, grad: &Tensor) -> Result<bool> {
    let (old, new) = (leaf.grad(), grad.coo());
    if new.is_none() && !old.as_ref().is_some_and(Tensor::is_sparse) {
        return Ok(false);
    }
    let record = modes::grad_enabled();
    match (&old, new) {
        (None, _) => leaf.put_grad(Some(grad.clone())),
        // As for dense gradients, the object of `.grad` stays when nothing is recorded.
        (Some(old), Some(new)) if !record => match old.coo() {
            Some(was) if was.places() == new.places() => old.set_coo(join(&was, &new)?),
            Some(was) => leaf.put_grad(Some(new.dense(Some(&was.dense(None)?))?)),
            None => old.add_raw(&new.dense(None)?)?,
        },
        (Some(old), _) => leaf.put_grad(add(old, grad)?),
    }
    Ok(true)
}

/// A sparse gradient checked against what it is the gradient of.
pub(crate) fn fit(coo: &Coo, grad: &Tensor, sizes: &[i64], dtype: DType) -> Result<Tensor> {
    ensure!(coo.sizes[..] == *sizes, "a sparse gradient of shape {:?} is not compatible with {sizes:?}", &coo.sizes[..]);
    if coo.values.dtype() == dtype {
        return Ok(grad.clone());
    }
    let values = coo.values.to_dtype(dtype)?;
    Tensor::from_coo(Coo { indices: coo.indices.clone(), values, sizes: coo.sizes.clone(), coalesced: coo.coalesced })
}
