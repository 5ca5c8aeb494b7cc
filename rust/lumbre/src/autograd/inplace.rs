//! What an in-place change means for the graph.

use super::{Backward, BackwardCx, Edge, Grads, Node, OutputMeta, edge_of};
use crate::error::Result;
use crate::modes;
use crate::tensor::{Creation, Geometry, RETAINS_GRAD, Tensor};
use crate::{bail, ensure};
use smallvec::{SmallVec, smallvec};
use std::sync::Arc;

/// Refuses what PyTorch refuses: leaves, views made under `no_grad`, one of several views, inference tensors.
pub fn check_inplace(t: &Tensor, op: &str) -> Result<()> {
    let g = t.geometry();
    if g.storage.flags() & crate::storage::READ_ONLY != 0 {
        bail!("{op}: the tensor's memory is read-only");
    }
    if t.is_inference() {
        ensure!(
            modes::get() & modes::INFERENCE != 0 || !modes::grad_enabled(),
            "Inplace update to inference tensor outside InferenceMode is not allowed.You can make a clone to get a normal tensor before doing inplace update.See https://github.com/pytorch/rfcs/pull/17 for more details."
        );
        return Ok(());
    }
    if !modes::grad_enabled() || !t.requires_grad() && !t.is_view() {
        return Ok(());
    }
    if t.is_view() {
        let (creation, nr) = t.locked(|s| (s.creation, s.grad_fn.as_ref().map_or(0, |e| e.nr)));
        let base = t.base();
        let tracked = t.requires_grad();
        let prefix = match t.stored_edge() {
            Some(e) => format!("Output {nr} of {}", e.node().short_name()),
            None => "A view".to_string(),
        };
        match creation {
            Creation::MultiOutput if tracked => bail!(
                "{prefix} is a view and is being modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one."
            ),
            Creation::CustomFunction if tracked => bail!(
                "{prefix} is a view and is being modified inplace. This view was created inside a custom Function (or because an input was returned as-is) and the autograd logic to handle view+inplace would override the custom backward associated with the custom Function, leading to incorrect gradients. This behavior is forbidden. You can fix this by cloning the output of the custom Function."
            ),
            Creation::NoGrad if tracked => bail!(
                "A view was created in no_grad mode and is being modified inplace with grad mode enabled. Given that this use case is ambiguous and error-prone, it is forbidden. You can clarify your code by moving both the view and the inplace either both inside the no_grad block (if you don't want the inplace to be tracked) or both outside (if you want the inplace to be tracked)."
            ),
            Creation::Inference if tracked => bail!(
                "A view was created in inference mode and is being modified inplace in normal mode."
            ),
            _ => {}
        }
        if base.is_some_and(|b| b.requires_grad() && b.is_leaf()) {
            bail!("a view of a leaf Variable that requires grad is being used in an in-place operation.");
        }
    }
    if t.requires_grad() && t.is_leaf() {
        bail!("a leaf Variable that requires grad is being used in an in-place operation.");
    }
    Ok(())
}

/// Points `t` (changed in place by the op behind `edge`) at its new history; a view's base too.
pub fn rebase(t: &Tensor, edge: Edge) -> Result<()> {
    match t.base() {
        None => {
            move_retained(t, &edge);
            t.set_node(edge);
        }
        Some(base) => {
            let rule = CopySlices {
                base: (*base.geometry()).clone(),
                view: (*t.geometry()).clone(),
                inner: edge.node().clone(),
                nr: edge.nr,
            };
            // Input 0 of the inner op is the old view, which is part of the base now.
            let mut edges: SmallVec<[Option<Edge>; 2]> = smallvec![edge_of_base(&base)];
            edges.extend(edge.node().next_edges().iter().skip(1).cloned());
            let mut node = Node::new(rule, edges);
            if let Some(n) = Arc::get_mut(&mut node) {
                n.outputs.push(OutputMeta::of(&base));
                n.saves = edge.node().saves;
            }
            let edge = Edge::new(node, 0);
            move_retained(&base, &edge);
            base.set_node(edge);
            // Collecting the op's inputs may have renewed the view's node from the base's old one already, after the write.
            t.locked(|s| s.view_version = s.view_version.wrapping_sub(1));
            super::view::refresh(t);
        }
    }
    Ok(())
}

fn edge_of_base(base: &Tensor) -> Option<Edge> {
    edge_of(base)
}

/// `.grad` of a retaining tensor follows the tensor to its new node.
pub(super) fn move_retained(t: &Tensor, to: &Edge) {
    if t.flags() & RETAINS_GRAD == 0 {
        return;
    }
    if let Some(old) = t.stored_edge() {
        old.node().with_hooks(|h| h.retain.retain(|(nr, w)| *nr != old.nr || !w.upgrade().is_some_and(|x| x.is_same(t))));
    }
    to.node().with_hooks(|h| h.retain.push((to.nr, t.downgrade())));
}

/// The rule of a base after one of its views was changed in place by `inner`.
struct CopySlices {
    base: Geometry,
    view: Geometry,
    inner: Arc<Node>,
    nr: u32,
}

impl Backward for CopySlices {
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        let n = cx.node.next_edges().len();
        let mut out: Grads = smallvec![None; n];
        let Some(Some(g)) = grads.first() else { return Ok(out) };
        let part = crate::ops::strided::slice_of(g, &self.base, &self.view)?;
        let mut inner_grads: SmallVec<[Option<Tensor>; 1]> = smallvec![None; self.inner.outputs().len().max(self.nr as usize + 1)];
        inner_grads[self.nr as usize] = Some(part);
        let inner_cx = BackwardCx { node: &self.inner, skip: cx.skip };
        let mut inner_out = self.inner.run(&inner_cx, &inner_grads, false)?;
        if inner_out.is_empty() {
            inner_out.push(None);
        }
        if cx.needs(0) {
            let own = inner_out[0].take();
            out[0] = Some(crate::ops::strided::replace_slice(g, own, &self.base, &self.view)?);
        }
        for (slot, grad) in out.iter_mut().zip(inner_out).skip(1) {
            *slot = grad;
        }
        Ok(out)
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "CopySlices".into()
    }
}

/// Marks `t` as still requiring a gradient while none flows through it (in-place ops without a derivative).
pub(crate) struct ZeroedGrad;

impl Backward for ZeroedGrad {
    fn backward(&self, cx: &BackwardCx, _: &[Option<Tensor>]) -> Result<Grads> {
        Ok(smallvec![None; cx.node.next_edges().len()])
    }

    fn name(&self) -> std::borrow::Cow<'static, str> {
        "ZeroBackward0".into()
    }
}
