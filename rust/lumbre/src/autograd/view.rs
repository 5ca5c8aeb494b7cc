//! Views and the graph: how a view is recorded, and how its node is made anew after its base was changed in place.

use super::{Edge, Node, OutputMeta};
use crate::error::Result;
use crate::modes;
use crate::tensor::{Creation, Geometry, Tensor};
use smallvec::smallvec;
use std::sync::Arc;

/// A view of `base` with the given geometry, without a node yet.
pub fn make_view(of: &Tensor, geometry: Geometry) -> Tensor {
    make(of, geometry, false)
}

/// As `make_view`, for ops that return several views at once.
pub fn make_views(of: &Tensor, geometries: impl IntoIterator<Item = Geometry>) -> Vec<Tensor> {
    geometries.into_iter().map(|g| make(of, g, true)).collect()
}

fn make(of: &Tensor, geometry: Geometry, many: bool) -> Tensor {
    let inference = of.is_inference();
    let word = modes::get();
    let (inherited, base) = if of.is_view() { of.locked(|s| (s.creation, s.base.clone())) } else { (Creation::Default, None) };
    let creation = if inherited != Creation::Default {
        inherited
    } else if word & modes::INFERENCE != 0 {
        Creation::Inference
    } else if word & modes::NO_GRAD != 0 {
        Creation::NoGrad
    } else if many {
        Creation::MultiOutput
    } else {
        Creation::Default
    };
    let base = base.unwrap_or_else(|| of.clone());
    let version = if inference { 0 } else { geometry.version() };
    Tensor::view_of(geometry, base, creation, version, inference)
}

/// Gives a view whose base has changed since a node that leads to the base's present one.
pub(crate) fn refresh(t: &Tensor) {
    if t.is_inference() {
        return;
    }
    let now = t.version();
    let (base, stale) = t.locked(|s| (s.base.clone(), s.view_version != now));
    let Some(base) = base.filter(|_| stale) else { return };
    if !base.requires_grad() && !t.has_node() {
        return;
    }
    if let (Creation::MultiOutput, Some(edge)) = (t.locked(|s| s.creation), t.stored_edge()) {
        super::defer_error(crate::error::Error::new(
            crate::error::Kind::Runtime,
            format!(
                "Output {} of {} is a view and its base or another view of its base has been modified inplace. This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace. You should replace the inplace operation by an out-of-place one.",
                edge.nr,
                edge.node().short_name()
            ),
        ));
        return;
    }
    let Some(edge) = super::edge_of(&base) else { return };
    if let Ok(node) = regenerate(&base, t, edge) {
        let edge = Edge::new(node, 0);
        super::inplace::move_retained(t, &edge);
        t.set_node(edge);
        // In the middle of an in-place op the base still has its old node: the view is renewed once more when it is used next.
        let seen = if crate::ops::dest::writes(&base) { now.wrapping_sub(1) } else { now };
        t.locked(|s| s.view_version = seen);
    }
}

fn regenerate(base: &Tensor, t: &Tensor, edge: Edge) -> Result<Arc<Node>> {
    let rule = crate::ops::strided::regenerated_rule(base, t)?;
    Ok(Node::with_outputs(rule, smallvec![Some(edge)], smallvec![OutputMeta::of(t)]))
}
