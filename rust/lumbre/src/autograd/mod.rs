//! The tape: rules, nodes, saved tensors, and the engine that runs them backwards.

mod accumulate;
mod engine;
pub mod hooks;
mod inplace;
mod node;
mod saved;
mod sparse;
mod view;

pub use accumulate::Leaf;
pub use engine::{BackwardOptions, initial_gradient, run_backward, run_edges, run_one, will_reach};
pub use hooks::{AccumulateHook, NodeHooks, PostHook, PreHook, TensorHook};
pub(crate) use inplace::ZeroedGrad;
pub use inplace::{check_inplace, rebase};
pub use node::{Backward, Edge, Look, Looked, Node, OutputMeta, interned, nodes_made};
pub(crate) use saved::keep_object;
pub use saved::{Kept, Saved, SavedHooks, pop_saved_hooks, push_saved_hooks, set_keep_hook};
pub use sparse::Coo;
pub use view::{make_view, make_views};

use crate::error::{Error, Result};
use crate::modes;
use crate::tensor::{INFERENCE, REQUIRES_GRAD, RETAINS_GRAD, Tensor};
use crate::{bail, ensure};
use smallvec::SmallVec;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// Gradients of a rule's inputs, in edge order.
pub type Grads = SmallVec<[Option<Tensor>; 2]>;

/// What a rule is told when it runs.
pub struct BackwardCx<'a> {
    pub node: &'a Arc<Node>,
    /// Input edges that lead to nothing asked for.
    pub(crate) skip: u64,
}

impl BackwardCx<'_> {
    /// Whether anybody wants the gradient of input `i`.
    #[inline]
    pub fn needs(&self, i: usize) -> bool {
        self.node.edges.get(i).is_some_and(Option::is_some) && (i >= 64 || self.skip & (1 << i) == 0)
    }

    pub fn unpack(&self, saved: &Saved) -> Result<Tensor> {
        saved.unpack(self)
    }

    pub fn name(&self) -> String {
        self.node.name()
    }

    /// Zeros in the shape of output `i`.
    pub fn zeros_like_output(&self, i: usize) -> Result<Tensor> {
        match self.node.outputs.get(i) {
            Some(m) => Tensor::zeros(&m.sizes, m.dtype, m.device),
            None => bail!("{}: has no output {i}", self.name()),
        }
    }
}

thread_local! {
    static DEFERRED: RefCell<Option<Error>> = const { RefCell::new(None) };
    static WAITING: Cell<bool> = const { Cell::new(false) };
}

/// Keeps an error raised where none can be returned (a saved-tensor hook); the next checkpoint raises it.
pub(crate) fn defer_error(e: Error) {
    WAITING.with(|w| w.set(true));
    DEFERRED.with(|d| {
        d.borrow_mut().get_or_insert(e);
    });
}

/// Raises what `defer_error` kept.
#[inline]
pub fn raise_deferred() -> Result<()> {
    if !WAITING.with(Cell::get) {
        return Ok(());
    }
    WAITING.with(|w| w.set(false));
    match DEFERRED.with(|d| d.borrow_mut().take()) {
        Some(e) => Err(e),
        None => Ok(()),
    }
}

/// Where the gradient of `t` goes; `None` when `t` does not require one.
#[inline]
pub fn edge_of(t: &Tensor) -> Option<Edge> {
    if t.is_view() {
        view::refresh(t);
    }
    if t.has_node() {
        return t.stored_edge();
    }
    if t.flags() & REQUIRES_GRAD != 0 { Some(accumulate::edge_to_leaf(t)) } else { None }
}

impl Tensor {
    #[inline]
    pub fn requires_grad(&self) -> bool {
        if self.flags() & REQUIRES_GRAD != 0 || self.has_node() {
            return true;
        }
        // Only the base's flags are looked at, which takes no bit of its own.
        self.is_view() && self.locked(|s| s.base.as_ref().is_some_and(|b| b.flags() & REQUIRES_GRAD != 0 || b.has_node()))
    }

    /// Whether autograd did not make this tensor.
    pub fn is_leaf(&self) -> bool {
        if self.is_view() {
            view::refresh(self);
        }
        !self.has_node()
    }

    /// Marks a leaf as wanting a gradient, or not.
    pub fn set_requires_grad(&self, on: bool) -> Result<()> {
        let dtype = self.dtype();
        if on && !dtype.is_float() && !dtype.is_complex() {
            bail!("only Tensors of floating point and complex dtype can require gradients");
        }
        if !self.is_leaf() && !on {
            bail!(
                "you can only change requires_grad flags of leaf variables. If you want to use a computed variable in a subgraph that doesn't require differentiation use var_no_grad = var.detach()."
            );
        }
        ensure!(
            !(on && self.flags() & INFERENCE != 0 && modes::get() & modes::INFERENCE == 0),
            "Setting requires_grad=True on inference tensor outside InferenceMode is not allowed."
        );
        if self.is_leaf() {
            self.set_flag(REQUIRES_GRAD, on);
        }
        Ok(())
    }

    /// A tensor on the same memory that autograd does not see. Shares the version counter.
    pub fn detach_handle(&self) -> Tensor {
        Tensor::fresh((*self.geometry()).clone(), self.is_inference())
    }

    pub fn retains_grad(&self) -> bool {
        self.flags() & RETAINS_GRAD != 0 && !self.is_leaf()
    }

    /// Makes a non-leaf keep its gradient in `.grad`.
    pub fn retain_grad(&self) -> Result<()> {
        ensure!(self.requires_grad(), "can't retain_grad on Tensor that has requires_grad=False");
        if self.is_leaf() || self.retains_grad() {
            return Ok(());
        }
        if let Some(edge) = edge_of(self) {
            self.set_flag(RETAINS_GRAD, true);
            edge.node().with_hooks(|h| h.retain.push((edge.nr, self.downgrade())));
        }
        Ok(())
    }

    /// Registers a hook on the gradient of this tensor; returns an id for `remove_hook`.
    pub fn register_hook(&self, hook: Arc<dyn TensorHook>) -> Result<u64> {
        ensure!(self.requires_grad(), "cannot register a hook on a tensor that doesn't require gradient");
        let id = hooks::next_id();
        if self.is_leaf() {
            self.with_leaf(|l| l.hooks.push((id, hook)));
        } else if let Some(edge) = edge_of(self) {
            edge.node().with_hooks(|h| h.tensor.push((edge.nr, id, hook)));
        }
        Ok(id)
    }

    pub fn register_post_accumulate_hook(&self, hook: Arc<dyn AccumulateHook>) -> Result<u64> {
        ensure!(self.requires_grad(), "cannot register a hook on a tensor that doesn't require gradient");
        ensure!(self.is_leaf(), "post accumulate grad hooks cannot be registered on non-leaf tensors");
        let id = hooks::next_id();
        self.with_leaf(|l| l.post.push((id, hook)));
        Ok(id)
    }

    /// Removes a hook by the id its registration returned.
    pub fn remove_hook(&self, id: u64) {
        let dropped = self.with_leaf(|l| l.take_hook(id));
        drop(dropped);
        if let Some(edge) = self.stored_edge() {
            edge.node().with_hooks(|h| h.remove(id));
        }
    }

    /// Runs `f` on the leaf record, made on first use.
    pub(crate) fn with_leaf<T>(&self, f: impl FnOnce(&mut Leaf) -> T) -> T {
        // Made before the bit is taken, and only where it is missing: every recorded op on a leaf comes through here.
        let spare = self.locked(|s| s.leaf.is_none()).then(Box::<Leaf>::default);
        self.locked(|s| f(s.leaf.get_or_insert_with(|| spare.unwrap_or_default())))
    }

    pub fn grad(&self) -> Option<Tensor> {
        self.locked(|s| s.leaf.as_ref().and_then(|l| l.grad.clone()))
    }

    /// Keeps the binding's object of the gradient alive with the gradient, so that attributes set on it stay.
    pub fn hold_grad_object(&self, grad: &Tensor) {
        let held = self.locked(|s| s.leaf.as_ref().is_none_or(|l| l.grad_object.is_some()));
        if held {
            return;
        }
        let kept = keep_object(grad);
        let old = self.with_leaf(|l| match &l.grad {
            Some(g) if g.is_same(grad) => std::mem::replace(&mut l.grad_object, kept),
            _ => kept,
        });
        drop(old);
    }

    /// Replaces the gradient, without checks.
    pub fn put_grad(&self, grad: Option<Tensor>) {
        if grad.is_none() && self.locked(|s| s.leaf.is_none()) {
            return;
        }
        let kept = grad.as_ref().filter(|g| g.keeps_object()).and_then(keep_object);
        let old = self.with_leaf(|l| (std::mem::replace(&mut l.grad, grad), std::mem::replace(&mut l.grad_object, kept)));
        drop(old);
    }

    /// Sets `.grad` as a user does: shape, dtype and device must fit.
    pub fn set_grad(&self, grad: Option<Tensor>) -> Result<()> {
        if let Some(g) = &grad {
            ensure!(!g.is_same(self), "can't assign Variable as its own grad");
            ensure!(
                g.dtype() == self.dtype(),
                "attempting to assign a gradient with dtype '{}' to a tensor with dtype '{}'",
                g.dtype().name(),
                self.dtype().name()
            );
            ensure!(
                g.device() == self.device(),
                "attempting to assign a gradient with device type '{}' to a tensor with device type '{}'. Please ensure that the gradient and the tensor are on the same device",
                g.device(),
                self.device()
            );
            let sizes = g.coo().map_or_else(|| g.sizes(), |c| c.sizes.clone());
            ensure!(
                sizes == self.sizes(),
                "attempting to assign a gradient of size '{:?}' to a tensor of size '{:?}'. Please ensure that the gradient and the tensor are the same size",
                &sizes[..],
                &self.sizes()[..]
            );
        }
        self.put_grad(grad);
        Ok(())
    }

    /// The gradients of everything this tensor depends on, added into the leaves' `.grad`.
    pub fn backward(&self) -> Result<()> {
        run_backward(&[self.clone()], &[None], &BackwardOptions { accumulate: true, ..Default::default() })?;
        Ok(())
    }
}

/// How a binding says where in its program it is (anomaly mode).
pub type TraceHook = fn() -> String;
static TRACE_HOOK: std::sync::OnceLock<TraceHook> = std::sync::OnceLock::new();

pub fn set_trace_hook(hook: TraceHook) {
    let _ = TRACE_HOOK.set(hook);
}

/// How a binding tells of a node that failed in anomaly mode: its name, and where it was made if that is known.
pub type ReportHook = fn(&str, Option<&str>);
static REPORT_HOOK: std::sync::OnceLock<ReportHook> = std::sync::OnceLock::new();

pub fn set_report_hook(hook: ReportHook) {
    let _ = REPORT_HOOK.set(hook);
}

pub(crate) fn report_failure(name: &str, trace: Option<&str>) {
    if let Some(hook) = REPORT_HOOK.get() {
        hook(name, trace);
    }
}

pub(crate) fn record_trace(node: &Arc<Node>) {
    if let Some(hook) = TRACE_HOOK.get() {
        let text: Arc<dyn std::any::Any + Send + Sync> = Arc::new(hook());
        node.with_hooks(|h| h.trace = Some(text));
    }
}

/// How a recording says whether a tensor is a value of its program.
static RECORDED: std::sync::OnceLock<fn(&Tensor) -> bool> = std::sync::OnceLock::new();

pub(crate) fn set_recorded(known: fn(&Tensor) -> bool) {
    let _ = RECORDED.set(known);
}

pub(crate) fn is_recorded(t: &Tensor) -> bool {
    RECORDED.get().is_none_or(|known| known(t))
}

/// The leaf behind an AccumulateGrad node.
pub fn leaf_of(node: &Arc<Node>) -> Option<Tensor> {
    node.with_rule(|r| r.as_any().and_then(|a| a.downcast_ref::<accumulate::AccumulateGrad>()).map(|a| a.leaf.clone())).ok().flatten()
}

/// Whether the graph behind `outputs` ends in a leaf that is none of `leaves`.
pub fn reaches_other_leaf(outputs: &[Tensor], leaves: &[Tensor]) -> bool {
    let mut seen = std::collections::HashSet::new();
    let mut waiting: Vec<Arc<Node>> = outputs.iter().filter_map(|t| edge_of(t).map(|e| e.node().clone())).collect();
    while let Some(node) = waiting.pop() {
        if !seen.insert(Arc::as_ptr(&node) as *const () as usize) {
            continue;
        }
        if node.next_edges().is_empty() && leaf_of(&node).is_some_and(|leaf| !leaves.iter().any(|l| l.is_same(&leaf))) {
            return true;
        }
        waiting.extend(node.next_edges().iter().flatten().map(|e| e.node().clone()));
    }
    false
}

/// A node for a rule from outside the op table, with the tensors it makes.
pub fn custom_node<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>, outs: &[&Tensor]) -> Arc<Node> {
    let mut node = Node::with_outputs(rule, edges, outs.iter().map(|t| OutputMeta::of(t)).collect());
    if let Some(n) = Arc::get_mut(&mut node) {
        n.saves = true;
    }
    let node: Arc<Node> = node;
    if modes::get() & modes::ANOMALY != 0 {
        record_trace(&node);
    }
    node
}

impl<'a> BackwardCx<'a> {
    /// For looking at what a node saved while no backward pass runs.
    pub fn outside(node: &'a Arc<Node>) -> BackwardCx<'a> {
        BackwardCx { node, skip: 0 }
    }
}

impl Tensor {
    /// Makes this tensor an output of a custom rule.
    pub fn enter_graph(&self, edge: Edge) {
        self.set_flag(REQUIRES_GRAD, false);
        self.set_node(edge);
    }

    /// The memory was changed in place by code outside the op table.
    pub fn mark_changed(&self) {
        self.bump_version();
    }

    /// In-place changes of this view would bypass a custom rule: they raise.
    pub fn mark_custom_view(&self) {
        let now = self.version();
        self.locked(|s| {
            s.creation = crate::tensor::Creation::CustomFunction;
            s.view_version = now;
        });
    }

    /// Whether this is the only handle.
    pub fn sole_handle(&self) -> bool {
        Arc::strong_count(&self.0) == 1
    }

    /// Shows hooks and node to a garbage collector; does nothing if somebody holds the handle's bit.
    pub fn try_visit(&self, f: &mut dyn FnMut(Option<&Leaf>, Option<&Edge>)) {
        self.try_locked(|s| f(s.leaf.as_deref(), s.grad_fn.as_ref()));
    }

    /// Takes the tensor's hooks, to break a cycle.
    pub fn take_hooks(&self) -> Vec<Box<dyn std::any::Any>> {
        let mut out: Vec<Box<dyn std::any::Any>> = Vec::new();
        self.try_locked(|s| {
            if let Some(l) = &mut s.leaf {
                out.push(Box::new(std::mem::take(&mut l.hooks)));
                out.push(Box::new(std::mem::take(&mut l.post)));
                out.push(Box::new(std::mem::take(&mut l.grad_object)));
            }
        });
        out
    }

    /// Lets go of the node, to break a cycle.
    pub fn forget_node(&self) {
        self.clear_node();
    }
}
