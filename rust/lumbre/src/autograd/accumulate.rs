//! Leaves: the gradient slot, its hooks, and the node that adds into it.

use super::hooks::{AccumulateHook, TensorHook};
use super::{Backward, BackwardCx, Edge, Grads, Node, OutputMeta};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use smallvec::smallvec;
use std::any::Any;
use std::sync::{Arc, Weak};

/// What a tensor that wants a gradient carries. It stays with the handle when the geometry is swapped.
#[derive(Default)]
pub struct Leaf {
    pub(crate) grad: Option<Tensor>,
    /// The gradient's object: it has been seen by the program, has attributes, or is of a subclass.
    pub grad_object: Option<super::Kept>,
    pub hooks: Vec<(u64, Arc<dyn TensorHook>)>,
    pub post: Vec<(u64, Arc<dyn AccumulateHook>)>,
    accumulator: Option<Weak<Node>>,
}

pub(crate) enum AnyHook {
    Tensor(#[allow(dead_code)] Arc<dyn TensorHook>),
    Post(#[allow(dead_code)] Arc<dyn AccumulateHook>),
}

impl Leaf {
    /// Takes a hook out; the caller drops it outside the lock.
    pub(crate) fn take_hook(&mut self, id: u64) -> Option<AnyHook> {
        if let Some(i) = self.hooks.iter().position(|h| h.0 == id) {
            return Some(AnyHook::Tensor(self.hooks.remove(i).1));
        }
        let i = self.post.iter().position(|h| h.0 == id)?;
        Some(AnyHook::Post(self.post.remove(i).1))
    }
}

/// The node that accumulates into a leaf's `.grad`.
pub struct AccumulateGrad {
    pub leaf: Tensor,
    /// The binding's object, where it has attributes or a class of its own.
    _object: Option<super::saved::Kept>,
}

impl Backward for AccumulateGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        if let Some(Some(g)) = grads.first() {
            accumulate(&self.leaf, g.clone())?;
        }
        Ok(Grads::new())
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "AccumulateGrad".into()
    }

    fn release(&self) -> bool {
        true
    }

    fn as_any(&self) -> Option<&dyn Any> {
        Some(self)
    }
}

/// The edge into a leaf. Its node is made at once only where something has to be noted now: the shape, where it may be
/// swapped for another, and an object that has to stay.
#[inline]
pub(crate) fn edge_to_leaf(t: &Tensor) -> Edge {
    if t.keeps_object() || t.was_swapped() { Edge::new(accumulator(t, OutputMeta::of(t)), 0) } else { Edge::to_leaf(t) }
}

/// The accumulator of a leaf that had the geometry it was born with when its edge was made.
pub(super) fn born_accumulator(t: &Tensor) -> Arc<Node> {
    accumulator(t, OutputMeta::like(t.first_geometry()))
}

/// The node that adds into the leaf; one at a time for each leaf.
fn accumulator(t: &Tensor, meta: OutputMeta) -> Arc<Node> {
    let known = t.locked(|s| s.leaf.as_ref().and_then(|l| l.accumulator.as_ref().and_then(Weak::upgrade)));
    if let Some(node) = known {
        return node;
    }
    let _object = if t.keeps_object() { super::saved::keep_object(t) } else { None };
    let node: Arc<Node> = Node::with_outputs(AccumulateGrad { leaf: t.clone(), _object }, smallvec![], smallvec![meta]);
    let weak = Arc::downgrade(&node);
    // Another thread may have been faster: its node stays.
    let winner = t.with_leaf(|l| match l.accumulator.as_ref().and_then(Weak::upgrade) {
        Some(other) => Some(other),
        None => {
            l.accumulator = Some(weak);
            None
        }
    });
    winner.unwrap_or(node)
}

/// Whether nobody else can see the tensor or its memory.
pub(crate) fn is_unique(t: &Tensor) -> bool {
    Arc::strong_count(&t.0) == 1
        && !t.requires_grad()
        && t.object().load(std::sync::atomic::Ordering::Relaxed).is_null()
        && t.geometry().storage.handles() == 1
}

/// Adds `grad` into the leaf, then calls its post-accumulate hooks.
pub(crate) fn accumulate(leaf: &Tensor, mut grad: Tensor) -> Result<()> {
    let hooks = leaf.locked(|s| s.leaf.as_ref().map(|l| l.hooks.clone())).unwrap_or_default();
    for (_, hook) in hooks {
        if let Some(new) = hook.call(&grad)? {
            grad = new;
        }
    }
    store(leaf, grad)?;
    let post = leaf.locked(|s| s.leaf.as_ref().map(|l| l.post.clone())).unwrap_or_default();
    for (_, hook) in post {
        hook.call(leaf)?;
    }
    Ok(())
}

fn store(leaf: &Tensor, grad: Tensor) -> Result<()> {
    if super::sparse::store(leaf, &grad)? {
        return Ok(());
    }
    let record = modes::composed();
    match leaf.grad() {
        None if record => {
            // Held by the engine's slot, the recording and here; others who hold it would see what is written to it.
            let alone = Arc::strong_count(&grad.0) <= 3 && grad.geometry().is_dense();
            let own = if modes::grad_enabled() || alone { grad } else { grad.clone_for(leaf)? };
            leaf.put_grad(Some(own));
        }
        None => {
            let fits = {
                let (g, p) = (grad.geometry(), leaf.geometry());
                // Dense parameters get gradients of their own layout.
                if p.is_dense() { g.strides == p.strides || g.numel() <= 1 } else { g.is_contiguous() }
            };
            let own = if fits && is_unique(&grad) { grad } else { grad.clone_for(leaf)? };
            leaf.put_grad(Some(own));
        }
        Some(old) if record => leaf.put_grad(Some(old.add(&grad)?)),
        Some(old) => {
            old.add_raw(&grad)?;
        }
    }
    Ok(())
}
