//! Second derivatives of fused ops: the op is computed again from ops that are differentiable themselves.

use crate::autograd::{BackwardOptions, Grads, run_backward};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;

/// The gradients of `f` by `inputs` (in order; `None` where nothing is wanted), as tensors with a history. `f` gets aliases of the
/// inputs and gives the op's outputs, whose gradients are `grads`.
pub(crate) fn gradients<const N: usize>(
    inputs: &[Option<Tensor>; N],
    grads: &[Option<Tensor>],
    f: impl FnOnce(&[Option<Tensor>; N]) -> Result<Vec<Tensor>>,
) -> Result<Grads> {
    // Recorded for a program, the derivative itself need not have a history.
    let history = modes::grad_enabled();
    let _grad = modes::enable_grad();
    let mut aliases = [const { None }; N];
    for (alias, t) in aliases.iter_mut().zip(inputs) {
        *alias = t.as_ref().map(|t| t.view(&t.sizes())).transpose()?;
    }
    let outputs = f(&aliases)?;
    let pairs = outputs.into_iter().zip(grads).filter(|(y, _)| y.requires_grad());
    let (roots, ups): (Vec<_>, Vec<_>) = pairs.filter_map(|(y, g)| Some((y, Some(g.clone()?)))).unzip();
    let asked: Vec<Tensor> = aliases.iter().flatten().filter(|t| t.requires_grad()).cloned().collect();
    let options = BackwardOptions { keep_graph: true, create_graph: true, inputs: Some(&asked), accumulate: false, allow_unused: true };
    let mut found = run_backward(&roots, &ups, &options)?.into_iter();
    let wanted = |t: &Option<Tensor>| t.as_ref().is_some_and(Tensor::requires_grad);
    let given = |g: Tensor| if history { g } else { g.detach_handle() };
    Ok(aliases.iter().map(|t| if wanted(t) { found.next().flatten().map(given) } else { None }).collect())
}
