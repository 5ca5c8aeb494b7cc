//! Hooks on tensors and nodes. A binding implements the traits for its callables.

use super::Grads;
use crate::error::Result;
use crate::tensor::{Tensor, WeakTensor};
use std::any::Any;
use std::sync::Arc;

/// Called with a gradient; may replace it.
pub trait TensorHook: Send + Sync {
    fn call(&self, grad: &Tensor) -> Result<Option<Tensor>>;
    fn as_any(&self) -> &dyn Any;
}

/// Called before a node with its output gradients; may replace them.
pub trait PreHook: Send + Sync {
    fn call(&self, grads: &[Option<Tensor>]) -> Result<Option<Grads>>;
    fn as_any(&self) -> &dyn Any;
}

/// Called after a node with its input and output gradients; may replace the former.
pub trait PostHook: Send + Sync {
    fn call(&self, inputs: &[Option<Tensor>], outputs: &[Option<Tensor>]) -> Result<Option<Grads>>;
    fn as_any(&self) -> &dyn Any;
}

/// Called with a leaf after its gradient has been accumulated.
pub trait AccumulateHook: Send + Sync {
    fn call(&self, leaf: &Tensor) -> Result<()>;
    fn as_any(&self) -> &dyn Any;
}

impl<F: Fn(&Tensor) -> Result<Option<Tensor>> + Send + Sync + 'static> TensorHook for F {
    fn call(&self, grad: &Tensor) -> Result<Option<Tensor>> {
        self(grad)
    }
    fn as_any(&self) -> &dyn Any {
        self
    }
}

/// Identifies a hook for removal; unique in the process.
pub fn next_id() -> u64 {
    static NEXT: std::sync::atomic::AtomicU64 = std::sync::atomic::AtomicU64::new(1);
    NEXT.fetch_add(1, std::sync::atomic::Ordering::Relaxed)
}

#[derive(Default)]
pub struct NodeHooks {
    /// (output, id, hook), in order of registration.
    pub tensor: Vec<(u32, u64, Arc<dyn TensorHook>)>,
    pub pre: Vec<(u64, Arc<dyn PreHook>)>,
    pub post: Vec<(u64, Arc<dyn PostHook>)>,
    /// Non-leaf tensors that keep their gradient.
    pub retain: Vec<(u32, WeakTensor)>,
    /// Where the node was made (anomaly mode).
    pub trace: Option<Arc<dyn Any + Send + Sync>>,
}

impl NodeHooks {
    pub fn remove(&mut self, id: u64) {
        self.tensor.retain(|h| h.1 != id);
        self.pre.retain(|h| h.0 != id);
        self.post.retain(|h| h.0 != id);
    }
}
