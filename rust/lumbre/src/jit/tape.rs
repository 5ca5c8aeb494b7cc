//! What a program keeps of steps that it differentiates later: the tensors a region ran on and what it gave, with the tape of
//! the engine between them. So every op has a derivative in programs, by the same rules and kernels as in eager code.

use crate::autograd::{Backward, BackwardCx, BackwardOptions, Edge, Grads, Node, OutputMeta, edge_of, run_backward, run_one};
use crate::error::Result;
use crate::modes;
use crate::tensor::{REQUIRES_GRAD, Tensor};
use crate::{bail, ensure};
use smallvec::smallvec;

/// A region that ran, ready to be run backwards.
#[derive(Debug)]
pub struct Tape {
    /// What the region was given; `None` for what has no gradient.
    leaves: Vec<Option<Tensor>>,
    outputs: Vec<Option<Tensor>>,
}

/// Hands gradients on, from an alias to the tensor it stands for.
struct AliasGrad;

impl Backward for AliasGrad {
    fn backward(&self, _: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads> {
        Ok(grads.iter().cloned().collect())
    }
}

/// The same elements, as a tensor whose gradient can be asked for. Where the original has a history and `linked` is set,
/// gradients go on into it. `None` for dtypes without gradients.
pub fn alias(t: &Tensor, linked: bool) -> Result<Option<Tensor>> {
    if !t.dtype().is_float() && !t.dtype().is_complex() {
        return Ok(None);
    }
    let out = if t.is_inference() { t.clone_contiguous()? } else { t.detach_handle() };
    out.set_wrapped_number(t.is_wrapped_number());
    match edge_of(t) {
        Some(edge) if linked => out.set_node(Edge::new(Node::with_outputs(AliasGrad, smallvec![Some(edge)], smallvec![OutputMeta::of(t)]), 0)),
        _ => out.set_flag(REQUIRES_GRAD, true),
    }
    Ok(Some(out))
}

/// Whether gradients outside of the program go through a value of it.
pub fn is_linked(t: &Tensor) -> bool {
    modes::grad_enabled() && t.requires_grad()
}

/// The history is recorded until the returned value is dropped, whatever the program's caller wants.
pub fn recording() -> modes::Restore {
    modes::with(0, modes::NO_GRAD | modes::INFERENCE)
}

impl Tape {
    pub fn new(leaves: Vec<Option<Tensor>>, outputs: Vec<Option<Tensor>>) -> Tape {
        Tape { leaves, outputs }
    }

    pub fn leaves(&self) -> &[Option<Tensor>] {
        &self.leaves
    }

    pub fn outputs(&self) -> &[Option<Tensor>] {
        &self.outputs
    }

    /// The gradients of the wanted leaves, given those of the outputs. With `create`, they have a history themselves.
    pub fn gradients(&self, grads: &[Option<Tensor>], wanted: &[bool], create: bool) -> Result<Vec<Option<Tensor>>> {
        ensure!(grads.len() == self.outputs.len(), Value, "backward: {} gradients for {} results", grads.len(), self.outputs.len());
        ensure!(wanted.len() == self.leaves.len(), Value, "backward: {} gradients asked for of {} values", wanted.len(), self.leaves.len());
        let (mut roots, mut given) = (Vec::new(), Vec::new());
        for (out, g) in self.outputs.iter().zip(grads) {
            if let (Some(out), Some(g)) = (out, g) {
                if out.requires_grad() {
                    roots.push(out.clone());
                    given.push(Some(if g.dtype() == out.dtype() { g.clone() } else { g.to_dtype(out.dtype())? }));
                }
            }
        }
        let asked = |i: &usize| wanted[*i] && self.leaves[*i].is_some();
        let at: Vec<usize> = (0..wanted.len()).filter(asked).collect();
        let mut out = vec![None; wanted.len()];
        if roots.is_empty() || at.is_empty() {
            return Ok(out);
        }
        let inputs: Vec<Tensor> = at.iter().filter_map(|i| self.leaves[*i].clone()).collect();
        if let ([root], [grad], false) = (&roots[..], &given[..], create) {
            if let Some(found) = run_one(root, grad, &inputs)? {
                at.into_iter().zip(found).for_each(|(i, g)| out[i] = g);
                return Ok(out);
            }
        }
        let options = BackwardOptions { keep_graph: true, create_graph: create, inputs: Some(&inputs), accumulate: false, allow_unused: true };
        for (i, g) in at.into_iter().zip(run_backward(&roots, &given, &options)?) {
            out[i] = g;
        }
        Ok(out)
    }

    /// A step of a program: the gradients, and, where they are differentiated again, their tape, whose leaves are this tape's and
    /// then the given gradients. Gradients that nothing reaches are zeros.
    pub fn step(&self, grads: &[Option<Tensor>], wanted: &[bool], again: bool) -> Result<(Vec<Option<Tensor>>, Option<Tape>)> {
        let linked = |t: &Option<Tensor>| t.as_ref().is_some_and(is_linked);
        let outside = modes::grad_enabled() && (self.leaves.iter().flatten().any(|t| !t.is_leaf()) || grads.iter().any(linked));
        let create = again || outside;
        let mut given = grads.to_vec();
        let _grad = create.then(recording);
        if create {
            for g in given.iter_mut().flatten() {
                *g = alias(g, outside)?.unwrap_or_else(|| g.clone());
            }
        }
        let mut found = self.gradients(&given, wanted, create)?;
        for (g, (leaf, wanted)) in found.iter_mut().zip(self.leaves.iter().zip(wanted)) {
            match (&g, leaf, wanted) {
                (None, Some(leaf), true) => *g = Some(Tensor::zeros(&leaf.sizes(), leaf.dtype(), leaf.device())?),
                (None, None, true) => bail!(Value, "backward: a value without gradient"),
                _ => {}
            }
        }
        let tape = again.then(|| {
            let leaves = self.leaves.iter().chain(given.iter().filter(|g| g.is_some())).cloned().collect();
            Tape::new(leaves, found.iter().filter(|g| g.is_some()).cloned().collect())
        });
        if create && !outside {
            found.iter_mut().flatten().for_each(|g| *g = g.detach_handle());
        }
        Ok((found, tape))
    }
}
