//! Tensors kept for the backward pass: version checks, saved-tensor hooks, and outputs relinked to their node.

use super::{BackwardCx, Edge};
use crate::error::Result;
use crate::modes;
use crate::tensor::{Geometry, Tensor};
use crate::bail;
use std::any::Any;
use std::cell::RefCell;
use std::sync::Arc;

/// What `saved_tensors_hooks` installs: `pack` at save, `unpack` in the backward pass.
pub trait SavedHooks: Send + Sync {
    fn pack(&self, t: &Tensor) -> Result<Box<dyn Any + Send + Sync>>;
    fn unpack(&self, packed: &(dyn Any + Send + Sync)) -> Result<Tensor>;
}

thread_local! {
    static HOOKS: RefCell<Vec<Arc<dyn SavedHooks>>> = const { RefCell::new(Vec::new()) };
}

pub fn push_saved_hooks(hooks: Arc<dyn SavedHooks>) {
    HOOKS.with(|h| h.borrow_mut().push(hooks));
    modes::set(modes::get() | modes::SAVED_HOOKS);
}

pub fn pop_saved_hooks() {
    let empty = HOOKS.with(|h| {
        let mut h = h.borrow_mut();
        h.pop();
        h.is_empty()
    });
    if empty {
        modes::set(modes::get() & !modes::SAVED_HOOKS);
    }
}

/// Keeps a binding's object for a handle alive.
pub type Kept = Box<dyn Any + Send + Sync>;
static KEEP: std::sync::OnceLock<fn(&Tensor) -> Option<Kept>> = std::sync::OnceLock::new();

/// Installs how a binding keeps the object of a handle (of a subclass, or with attributes) alive.
pub fn set_keep_hook(hook: fn(&Tensor) -> Option<Kept>) {
    let _ = KEEP.set(hook);
}

pub(crate) fn keep_object(t: &Tensor) -> Option<Kept> {
    KEEP.get().and_then(|hook| hook(t))
}

enum Kind {
    /// The handle itself (an input), with the edge it had.
    Input { tensor: Tensor, edge: Option<Edge>, _object: Option<Kept> },
    /// An output of the rule's own node: geometry without history, or the node would own itself.
    Output { geometry: Box<Geometry>, nr: u32, requires_grad: bool },
    Packed { hooks: Arc<dyn SavedHooks>, packed: Box<dyn Any + Send + Sync>, edge: Option<Edge>, output: Option<u32>, requires_grad: bool },
}

/// A tensor saved for the backward pass.
pub struct Saved {
    kind: Kind,
    version: u32,
}

impl Saved {
    /// Saves an input of the op.
    #[inline]
    pub fn input(t: &Tensor) -> Saved {
        super::node::note_saved();
        if t.is_inference() && modes::grad_enabled() {
            super::defer_error(crate::error::Error::new(
                crate::error::Kind::Runtime,
                "Inference tensors cannot be saved for backward. Please do not use Tensors created in inference mode in computation tracked by autograd. To work around this, you can make a clone to get a normal tensor and use it in autograd, or use `torch.no_grad()` instead of `torch.inference_mode()`.",
            ));
        }
        let edge = t.stored_edge();
        let word = modes::get();
        let mut version = t.version();
        let mut kept = None;
        if word & (modes::DEST | modes::INPLACE) != 0 {
            version = crate::ops::dest::version_seen(t);
            kept = crate::ops::dest::before_write(t).unwrap_or_else(|e| {
                super::defer_error(e);
                None
            });
        }
        let t = match &kept {
            Some(old) => {
                version = old.version();
                old
            }
            None => t,
        };
        if word & modes::SAVED_HOOKS != 0 {
            if let Some(saved) = Saved::pack(t, edge.clone(), None, version) {
                return saved;
            }
        }
        let _object = if t.keeps_object() { keep_object(t) } else { None };
        Saved { kind: Kind::Input { tensor: t.clone(), edge, _object }, version }
    }

    /// Saves output `nr` of the op whose rule is being built.
    pub fn output(t: &Tensor, nr: u32) -> Saved {
        super::node::note_saved();
        let version = t.version();
        if modes::get() & modes::SAVED_HOOKS != 0 {
            if let Some(saved) = Saved::pack(t, None, Some(nr), version) {
                return saved;
            }
        }
        let geometry = Box::new((*t.geometry()).clone());
        Saved { kind: Kind::Output { geometry, nr, requires_grad: true }, version }
    }

    fn pack(t: &Tensor, edge: Option<Edge>, output: Option<u32>, version: u32) -> Option<Saved> {
        let hooks = HOOKS.with(|h| h.borrow().last().cloned())?;
        // The hook sees a detached alias, and ops inside it do not call hooks again.
        let _quiet = modes::with(modes::NO_GRAD, modes::SAVED_HOOKS);
        let alias = Tensor::from_geometry((*t.geometry()).clone());
        let requires_grad = output.is_some() || edge.is_some() || t.requires_grad();
        // What comes back may be another tensor: it takes this one's place in the graph, a leaf's too.
        let edge = if edge.is_none() && output.is_none() && requires_grad { super::edge_of(t) } else { edge };
        match hooks.pack(if t.is_leaf() { t } else { &alias }) {
            Ok(packed) => Some(Saved { kind: Kind::Packed { hooks, packed, edge, output, requires_grad }, version }),
            Err(e) => {
                super::defer_error(e);
                None
            }
        }
    }

    fn check(&self, geometry: &Geometry, cx: &BackwardCx) -> Result<()> {
        let now = geometry.version();
        if now != self.version {
            let what = match &self.kind {
                Kind::Input { edge: Some(e), .. } => {
                    format!(", which is output {} of {},", e.nr, e.node().short_name())
                }
                Kind::Output { nr, .. } => format!(", which is output {nr} of {},", cx.node.short_name()),
                _ => String::new(),
            };
            bail!(
                "one of the variables needed for gradient computation has been modified by an inplace operation: [{} {:?}]{what} is at version {now}; expected version {} instead. Hint: enable anomaly detection to find the operation that failed to compute its gradient, with torch.autograd.set_detect_anomaly(True).",
                crate::tensor::type_name(geometry.dtype, geometry.device()),
                &geometry.sizes[..],
                self.version
            );
        }
        Ok(())
    }

    /// The tensor back, with its place in the graph.
    pub fn unpack(&self, cx: &BackwardCx) -> Result<Tensor> {
        match &self.kind {
            Kind::Input { tensor, edge, .. } => {
                self.check(&tensor.geometry(), cx)?;
                let same = match (edge, tensor.stored_edge()) {
                    (None, None) => true,
                    (Some(a), Some(b)) => a.nr == b.nr && Arc::ptr_eq(a.node(), b.node()),
                    _ => false,
                };
                if same {
                    return Ok(tensor.clone());
                }
                let alias = Tensor::from_geometry((*tensor.geometry()).clone());
                if let Some(edge) = edge {
                    alias.set_node(edge.clone());
                }
                Ok(alias)
            }
            Kind::Output { geometry, nr, requires_grad } => {
                self.check(geometry, cx)?;
                let t = Tensor::from_geometry((**geometry).clone());
                if *requires_grad {
                    t.set_node(Edge::new(cx.node.clone(), *nr));
                }
                Ok(t)
            }
            Kind::Packed { hooks, packed, edge, output, requires_grad } => {
                let t = {
                    let _quiet = modes::with(modes::NO_GRAD, modes::SAVED_HOOKS);
                    hooks.unpack(packed.as_ref())?
                };
                if !requires_grad || t.is_leaf() && t.requires_grad() {
                    return Ok(t);
                }
                let alias = Tensor::from_geometry((*t.geometry()).clone());
                match (edge, output) {
                    (Some(edge), _) => alias.set_node(edge.clone()),
                    (None, Some(nr)) => alias.set_node(Edge::new(cx.node.clone(), *nr)),
                    (None, None) => alias.set_flag(crate::tensor::REQUIRES_GRAD, true),
                }
                Ok(alias)
            }
        }
    }

    /// Whether it is a result of the rule's own node.
    pub fn is_output(&self) -> bool {
        matches!(self.kind, Kind::Output { .. } | Kind::Packed { output: Some(_), .. })
    }

    /// Edges, for a binding that introspects.
    pub fn peek(&self) -> Option<Tensor> {
        match &self.kind {
            Kind::Input { tensor, .. } => Some(tensor.clone()),
            Kind::Output { geometry, .. } => Some(Tensor::from_geometry((**geometry).clone())),
            Kind::Packed { .. } => None,
        }
    }
}

impl Tensor {
    /// Saves this tensor, an input of the op, for the backward pass.
    #[inline]
    pub fn save(&self) -> Saved {
        Saved::input(self)
    }
}
