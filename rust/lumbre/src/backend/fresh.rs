//! What a kernel has made: a tensor about whose gradient nothing has been said yet.

use crate::autograd::{Backward, Edge, Node, OutputMeta, Saved, edge_of};
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::dest;
use crate::storage::Storage;
use crate::tensor::geometry::{self, Dims, Geometry};
use crate::tensor::Tensor;
use lumbre_kernels::tile::program::Step;
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::{SmallVec, smallvec};
use std::sync::Arc;

/// A kernel's result. Only `with_grad` and `non_differentiable` make a tensor of it, so that no op loses its gradient
/// silently.
#[must_use]
pub struct Fresh(Tensor);

impl Fresh {
    /// Uninitialised, row-major.
    #[inline]
    pub fn empty(op: &str, sizes: &[i64], dtype: DType, device: Device) -> Result<Fresh> {
        Fresh::strided(op, sizes, geometry::contiguous_strides(sizes), dtype, device)
    }

    /// Uninitialised, with the given dense strides.
    #[inline]
    pub fn strided(op: &str, sizes: &[i64], strides: Dims, dtype: DType, device: Device) -> Result<Fresh> {
        let n = geometry::checked_numel(op, sizes)?;
        let bytes = geometry::checked_bytes(op, n, dtype)?;
        let storage = Storage::empty(bytes, device)?;
        Ok(Fresh::over(Geometry { storage, offset: 0, sizes: Dims::from_slice(sizes), strides, dtype, bits: 0, version: None }))
    }

    /// The destination of an in-place or `out=` call where it fits, else fresh memory. The flag says which (true: fresh).
    #[inline]
    pub(crate) fn elementwise(
        op: &str,
        sizes: &[i64],
        strides: impl FnOnce() -> Dims,
        dtype: DType,
        device: Device,
        inputs: &[&Tensor],
    ) -> Result<(Fresh, bool)> {
        if modes::get() & modes::DEST != 0 {
            if let Some(g) = dest::take(op, sizes, dtype, inputs)? {
                return Ok((Fresh(Tensor::from_geometry(g)), false));
            }
        }
        Ok((Fresh::strided(op, sizes, strides(), dtype, device)?, true))
    }

    /// A result whose memory was made elsewhere in this op.
    pub(crate) fn from_geometry(g: Geometry) -> Fresh {
        Fresh::over(g)
    }

    fn over(g: Geometry) -> Fresh {
        Fresh(Tensor::fresh(g, modes::get() & modes::INFERENCE != 0))
    }

    /// A dense copy, cast to `dtype`, that keeps the order of dimensions.
    pub fn copy_of(t: &Tensor, dtype: DType) -> Result<Fresh> {
        let g = t.geometry();
        Fresh::copy_with(t, geometry::preserved_strides(&g), dtype)
    }

    /// A copy, cast to `dtype`, with the given dense strides.
    pub fn copy_with(t: &Tensor, strides: Dims, dtype: DType) -> Result<Fresh> {
        let g = t.geometry();
        if super::late::on() && g.dtype != dtype && g.bits == 0 {
            let operands = [super::late::Operand::Tensor(t)];
            if let Some(y) = super::late::put_off(Step::Cast, &operands, g.dtype, dtype, &g.sizes, strides.clone())? {
                return Ok(y);
            }
        }
        if strides == geometry::contiguous_strides(&g.sizes) {
            if let Some(y) = super::elementwise::small_copy(t, dtype)? {
                return Ok(y);
            }
        }
        let out = Fresh::strided("clone", &g.sizes, strides, dtype, g.device())?;
        let n = g.numel() as usize;
        drop(g);
        let cpu = |i: &[View], o: &mut [ViewMut]| {
            lumbre_kernels::copy::copy(i[0], o[0].reborrow());
            Ok(())
        };
        super::compute_each("clone", n, &[t], &[&out], cpu, |cx, i, o| super::cuda::elementwise::copy(cx, i[0], o[0]))?;
        Ok(out)
    }

    pub fn tensor(&self) -> &Tensor {
        &self.0
    }

    /// The bare tensor, inside the engine where no gradient can be meant.
    pub(crate) fn into_tensor(self) -> Tensor {
        self.0
    }

    /// Saves this result for its own rule.
    pub fn save(&self) -> Saved {
        Saved::output(&self.0, 0)
    }

    /// Saves this result as output `nr` of a rule with several.
    pub fn save_as(&self, nr: u32) -> Saved {
        Saved::output(&self.0, nr)
    }

    /// Records the rule, if gradients are recorded and any input wants one. The rule's gradients are in the order of `inputs`.
    #[inline]
    pub fn with_grad<const N: usize, R: Backward>(mut self, inputs: [&Tensor; N], rule: impl FnOnce(&Fresh) -> R) -> Tensor {
        if inputs.iter().any(|t| t.requires_grad()) && modes::grad_enabled() {
            let mut edges = SmallVec::new();
            for t in inputs {
                edges.push(edge_of(t));
            }
            let rule = rule(&self);
            attach_one(rule, edges, &mut self.0);
        }
        self.0
    }

    /// As `with_grad`, for a list of inputs; `None` inputs get no gradient.
    pub fn with_grad_list<R: Backward>(mut self, inputs: &[Option<&Tensor>], rule: impl FnOnce(&Fresh) -> R) -> Tensor {
        if inputs.iter().flatten().any(|t| t.requires_grad()) && modes::grad_enabled() {
            let edges = inputs.iter().map(|t| t.and_then(edge_of)).collect();
            let rule = rule(&self);
            attach_one(rule, edges, &mut self.0);
        }
        self.0
    }

    /// As `with_grad_list`, for a rule with several outputs; results of integer dtype are left out of the graph.
    pub fn many_with_grad<const M: usize, R: Backward>(
        outs: [Fresh; M],
        inputs: &[Option<&Tensor>],
        rule: impl FnOnce(&[Fresh; M]) -> R,
    ) -> [Tensor; M] {
        if modes::grad_enabled() && inputs.iter().flatten().any(|t| t.requires_grad()) {
            let edges = inputs.iter().map(|t| t.and_then(edge_of)).collect();
            let rule = rule(&outs);
            let refs: SmallVec<[&Tensor; 4]> = outs.iter().map(|f| &f.0).collect();
            attach(rule, edges, &refs);
        }
        outs.map(|f| f.0)
    }

    /// The result never has a gradient (comparisons, integer results, random fills, derivative zero by convention).
    #[inline]
    pub fn non_differentiable(self) -> Tensor {
        self.0
    }
}

impl From<Fresh> for Tensor {
    fn from(f: Fresh) -> Tensor {
        f.0
    }
}

/// Makes the node and points the outputs at it.
pub(crate) fn attach<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>, outs: &[&Tensor]) -> Arc<Node> {
    let node = record(rule, edges, outs.iter().map(|t| OutputMeta::of(t)).collect());
    for (nr, t) in outs.iter().enumerate() {
        let d = t.dtype();
        if d.is_float() || d.is_complex() {
            t.set_node(Edge::new(node.clone(), nr as u32));
        }
    }
    node
}

#[inline(always)]
fn record<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>, outputs: SmallVec<[OutputMeta; 1]>) -> Arc<Node> {
    let node: Arc<Node> = Node::with_outputs(rule, edges, outputs);
    if modes::get() & modes::ANOMALY != 0 {
        crate::autograd::record_trace(&node);
    }
    node
}

/// As `attach`, for one output that nobody else has seen yet.
fn attach_one<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>, out: &mut Tensor) {
    let meta = OutputMeta::of(out);
    let differentiable = meta.dtype.is_float() || meta.dtype.is_complex();
    let node = record(rule, edges, smallvec![meta]);
    if differentiable {
        out.set_first_node(Edge::new(node, 0));
    }
}

/// Records `rule` on a view of `of`.
pub fn view_with_grad<R: Backward>(of: &Tensor, g: Geometry, rule: impl FnOnce() -> R) -> Tensor {
    let mut t = crate::autograd::make_view(of, g);
    if of.requires_grad() && modes::grad_enabled() {
        attach_one(rule(), smallvec![edge_of(of)], &mut t);
    }
    t
}
