//! Optimizer steps over whole lists of parameters in one call.

use crate::backend::cuda::{self, CView, Cx};
use crate::backend::{self, Operand};
use crate::error::Result;
use crate::tensor::geometry::Dims;
use crate::tensor::Tensor;
use crate::ensure;
pub use lumbre_kernels::optim::{AdamParams, AdaptiveParams, Rule, SgdParams};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use smallvec::smallvec;

/// A dense tensor as one run of elements.
fn run(t: &Tensor) -> Operand<'_> {
    let n = t.numel();
    Operand::shaped(t, smallvec![n], smallvec![1])
}

/// The gradients of lists that can be stepped together: equally long, dense, laid out alike (gradients are copied where they are
/// not). None where parameters or states have another layout; nothing has been done then.
fn check(op: &str, params: &[Tensor], grads: &[Tensor], states: &[&[Tensor]]) -> Result<Option<Vec<Tensor>>> {
    ensure!(grads.len() == params.len(), "{op}: {} parameters but {} gradients", params.len(), grads.len());
    for list in states {
        ensure!(list.len() == params.len(), "{op}: {} parameters but {} states", params.len(), list.len());
    }
    let mut fitted = Vec::with_capacity(grads.len());
    for (i, (p, g)) in params.iter().zip(grads).enumerate() {
        let gp = p.geometry();
        if !gp.is_dense() || gp.bits != 0 {
            return Ok(None);
        }
        ensure!(
            g.sizes() == gp.sizes,
            "{op}: parameter {i} has shape {:?}, its gradient {:?}",
            &gp.sizes[..],
            &g.sizes()[..]
        );
        ensure!(g.dtype() == gp.dtype, "{op}: parameter {i} is {}, its gradient {}", gp.dtype.name(), g.dtype().name());
        for list in states {
            let s = list[i].geometry();
            ensure!(s.sizes == gp.sizes, "{op}: parameter {i} has shape {:?}, its state {:?}", &gp.sizes[..], &s.sizes[..]);
            if s.dtype != gp.dtype || s.bits != 0 || !same_memory_order(&s.sizes, &s.strides, &gp.strides) {
                return Ok(None);
            }
        }
        crate::autograd::check_inplace(p, op)?;
        let alike = { let gg = g.geometry(); gg.bits == 0 && same_memory_order(&gg.sizes, &gg.strides, &gp.strides) };
        drop(gp);
        fitted.push(if alike { g.clone() } else { crate::backend::resolve(g)?.clone_for(p)? });
    }
    Ok(Some(fitted))
}

fn same_memory_order(sizes: &[i64], a: &Dims, b: &Dims) -> bool {
    sizes.iter().zip(a.iter().zip(b)).all(|(n, (x, y))| *n <= 1 || x == y)
}

fn launch(
    op: &str,
    params: &[Tensor],
    grads: &[Tensor],
    states: &[&[Tensor]],
    kernel: impl FnOnce(&mut [&mut [ViewMut]], &[View]) + Send,
    gpu: impl FnOnce(&Cx, &[&[CView]]) -> Result<()>,
) -> Result<bool> {
    let outs: Vec<Operand> = params.iter().chain(states.iter().flat_map(|l| l.iter())).map(run).collect();
    let ins: Vec<Operand> = grads.iter().map(run).collect();
    let work = params.iter().map(|p| p.numel() as usize).sum();
    let n = params.len();
    if n == 0 {
        return Ok(true);
    }
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        let mut lists: Vec<&mut [ViewMut]> = o.chunks_mut(n).collect();
        kernel(&mut lists, i);
        Ok(())
    };
    backend::launch_each(op, work, &ins, &outs, false, cpu, |cx, i, o| {
        let mut lists: Vec<&[CView]> = o.chunks(n).collect();
        lists.insert(1, i);
        gpu(cx, &lists)
    })?;
    for p in params {
        p.mark_changed();
    }
    Ok(true)
}

/// One Adam or AdamW step over all parameters; `steps` are the counts after this step. False, with nothing done, where a tensor has
/// a layout that the kernel does not take; so for all steps below.
pub fn adam(
    params: &[Tensor],
    grads: &[Tensor],
    exp_avgs: &[Tensor],
    exp_avg_sqs: &[Tensor],
    max_exp_avg_sqs: Option<&[Tensor]>,
    steps: &[f64],
    p: &AdamParams,
) -> Result<bool> {
    let mut states = vec![exp_avgs, exp_avg_sqs];
    states.extend(max_exp_avg_sqs);
    ensure!(steps.len() == params.len(), "adam: {} parameters but {} step counts", params.len(), steps.len());
    let Some(grads) = check("adam", params, grads, &states)? else { return Ok(false) };
    launch("adam", params, &grads, &states, |lists, g| match lists {
        [w, m, v, x] => lumbre_kernels::optim::adam(w, g, m, v, Some(x), p, steps),
        [w, m, v] => lumbre_kernels::optim::adam(w, g, m, v, None, p, steps),
        _ => {}
    }, |cx, lists| cuda::optim::adam(cx, lists, p, steps))
}

/// One SGD step over all parameters. `first`: the momentum buffers hold nothing yet.
pub fn sgd(params: &[Tensor], grads: &[Tensor], momentum: Option<&[Tensor]>, first: bool, p: &SgdParams) -> Result<bool> {
    let states: Vec<&[Tensor]> = momentum.into_iter().collect();
    let Some(grads) = check("sgd", params, grads, &states)? else { return Ok(false) };
    let first = vec![first; params.len()];
    launch("sgd", params, &grads, &states, |lists, g| match lists {
        [w, b] => lumbre_kernels::optim::sgd(w, g, Some(b), &first, p),
        [w] => lumbre_kernels::optim::sgd(w, g, None, &first, p),
        _ => {}
    }, |cx, lists| cuda::optim::sgd(cx, lists, &first, p))
}

/// One step of RMSprop, Adagrad, Adadelta, Adamax, NAdam, RAdam, Rprop or ASGD over all parameters. `states` are the rule's lists, in the order
/// that `Rule` names them; a list that is not used is left empty. `steps` are the counts after this step; `scalars` what NAdam
/// and ASGD keep for each parameter.
pub fn adaptive(
    params: &[Tensor],
    grads: &[Tensor],
    states: &[&[Tensor]],
    steps: &[f64],
    scalars: &[[f64; 2]],
    p: &AdaptiveParams,
) -> Result<bool> {
    let op = "optimizer step";
    if params.iter().any(|p| matches!(p.device(), crate::Device::Cuda(_))) {
        return Ok(false);
    }
    ensure!(steps.len() == params.len(), "{op}: {} parameters but {} step counts", params.len(), steps.len());
    let used: Vec<&[Tensor]> = states.iter().copied().filter(|l| !l.is_empty()).collect();
    let Some(grads) = check(op, params, grads, &used)? else { return Ok(false) };
    let empty: Vec<bool> = states.iter().map(|l| l.is_empty()).collect();
    launch(op, params, &grads, &used, |lists, g| {
        let Some((w, kept)) = lists.split_first_mut() else { return };
        let mut kept = kept.iter_mut();
        let mut all: Vec<&mut [ViewMut]> = empty.iter().map(|&e| if e { &mut [][..] } else { kept.next().map_or(&mut [][..], |l| &mut l[..]) }).collect();
        lumbre_kernels::optim::adaptive(w, g, &mut all, p, steps, scalars);
    }, |cx, _| cx.refuse(" in one launch"))
}

/// The counts after this step, of tensors that hold those before it.
pub fn counted(steps: &[Tensor]) -> Result<Vec<f64>> {
    steps.iter().map(|s| Ok(s.item()?.to_f64() + 1.0)).collect()
}

/// Puts a number into each tensor.
pub fn store(into: &[Tensor], values: &[f64]) -> Result<()> {
    into.iter().zip(values).try_for_each(|(t, &v)| t.fill_(Scalar::Float(v)).map(|_| ()))
}

/// What a step uses of the scalars that a rule keeps for each parameter (NAdam the products of momenta, ASGD rates and weights), and
/// what it leaves in them. `lr, alpha, t0` are ASGD's.
pub fn scalars(rule: Rule, kept: &[&[Tensor]], counts: &[f64], (lr, alpha, t0): (f64, f64, f64)) -> Result<(Vec<[f64; 2]>, Vec<Vec<f64>>)> {
    let read = |list: &[Tensor]| list.iter().map(|t| Ok(t.item()?.to_f64())).collect::<Result<Vec<f64>>>();
    Ok(match (rule, kept) {
        (Rule::Nadam { beta1, momentum_decay, .. }, [products]) => {
            let mut out = read(products)?;
            for ((v, t), &step) in out.iter_mut().zip(*products).zip(counts) {
                let now = Rule::nadam_momentum(beta1, momentum_decay, step);
                // Rounded as the tensor that holds it.
                *v = if t.dtype() == DType::F32 { (*v as f32 * now as f32) as f64 } else { *v * now };
            }
            (out.iter().map(|&v| [v, 0.0]).collect(), vec![out])
        }
        (Rule::Asgd { lambd }, [rates, weights]) => {
            let now = read(rates)?.into_iter().zip(read(weights)?).map(|(rate, weight)| [rate, weight]).collect();
            let rates = counts.iter().map(|t| lr / (1.0 + lambd * lr * t).powf(alpha)).collect();
            let weights = counts.iter().map(|t| 1.0 / (t - t0).max(1.0)).collect();
            (now, vec![rates, weights])
        }
        _ => (Vec::new(), Vec::new()),
    })
}

/// Whether the steps take these tensors at all: dense runs of elements of the parameters' dtypes.
pub fn fits(params: &[Tensor], states: &[&[Tensor]]) -> bool {
    let dense = |t: &Tensor| {
        let g = t.geometry();
        g.is_dense() && g.bits == 0
    };
    let list = |l: &&[Tensor]| l.is_empty() || l.len() == params.len() && l.iter().zip(params).all(|(s, p)| s.dtype() == p.dtype() && dense(s));
    params.iter().all(dense) && states.iter().all(list)
}

/// Gradients on a GPU times `scale`, in place; `found` becomes 1 where one was not finite. Both are one f32 of that GPU. False, with
/// nothing done, where a tensor is elsewhere or laid out otherwise.
pub fn unscale(grads: &[Tensor], found: &Tensor, scale: &Tensor) -> Result<bool> {
    let op = "_amp_foreach_non_finite_check_and_unscale_";
    let Some(device) = grads.first().map(Tensor::device) else { return Ok(true) };
    let takes = |t: &Tensor| {
        let g = t.geometry();
        g.device() == device && g.is_dense() && g.bits == 0 && g.dtype.is_float()
    };
    let one = |t: &Tensor| takes(t) && t.dtype() == DType::F32 && t.numel() == 1;
    if !matches!(device, crate::Device::Cuda(_)) || !grads.iter().all(takes) || !one(found) || !one(scale) {
        return Ok(false);
    }
    let outs: Vec<Operand> = std::iter::once(found).chain(grads).map(run).collect();
    let work = grads.iter().map(|g| g.numel() as usize).sum();
    let cpu = |_: &[View], _: &mut [ViewMut]| Ok(());
    backend::launch_each(op, work, &[run(scale)], &outs, false, cpu, |cx, i, o| cuda::optim::unscale(cx, &o[1..], i[0], o[0]))?;
    for t in grads.iter().chain([found]) {
        t.mark_changed();
    }
    Ok(true)
}
