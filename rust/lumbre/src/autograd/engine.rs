//! Runs the graph backwards. A node's depth exceeds that of everything its gradients flow to, so a heap on depth pops a node
//! only after all gradients for it have arrived: no list, no dependency counts.

use super::accumulate::is_unique;
use super::node::{Slots, put};
use super::{BackwardCx, Edge, Grads, Node, OutputMeta, edge_of};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use std::cell::RefCell;
use std::cmp::Ordering;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use smallvec::SmallVec;

/// How to run: PyTorch's arguments of `backward` and `grad`.
#[derive(Default, Clone, Copy)]
pub struct BackwardOptions<'a> {
    pub keep_graph: bool,
    pub create_graph: bool,
    /// Only these gradients are wanted.
    pub inputs: Option<&'a [Tensor]>,
    /// Add into leaves; otherwise return the gradients of `inputs`.
    pub accumulate: bool,
    pub allow_unused: bool,
}

/// A node that has a gradient, and how many others of the pass had one before it.
struct Ready(Arc<Node>, u64);

impl PartialEq for Ready {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}
impl Eq for Ready {}
impl PartialOrd for Ready {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}
impl Ord for Ready {
    fn cmp(&self, other: &Self) -> Ordering {
        self.key().cmp(&other.key())
    }
}

impl Ready {
    /// Leaves come last, in the order in which they were reached; of other nodes the youngest comes first.
    fn key(&self) -> (u32, u64) {
        let leaf = self.0.depth == 0 && self.0.edges.is_empty();
        (self.0.depth, if leaf { u64::MAX - self.1 } else { self.0.sequence })
    }
}

type Key = *const ();

fn key(node: &Arc<Node>) -> Key {
    Arc::as_ptr(node) as Key
}

struct Run<'a> {
    id: u64,
    heap: BinaryHeap<Ready>,
    /// Nodes that were put on the heap so far.
    reached: u64,
    /// Gradients of nodes whose slots another execution holds.
    side: HashMap<Key, Slots>,
    /// With `inputs`: the nodes that lead to one.
    wanted: Option<HashSet<Key>>,
    /// (node, output) -> position in the result.
    captures: HashMap<Key, Vec<(u32, usize)>>,
    results: Vec<Option<Tensor>>,
    options: &'a BackwardOptions<'a>,
}

// An error leaves nodes claimed: give them back.
impl Drop for Run<'_> {
    fn drop(&mut self) {
        while let Some(Ready(node, _)) = self.heap.pop() {
            if self.side.remove(&key(&node)).is_none() {
                drop(node.collect());
            }
        }
    }
}

static EXECUTION: AtomicU64 = AtomicU64::new(1);

thread_local! {
    /// The passes that run in this thread, the innermost last: what they started from, and what they were asked for.
    static RUNNING: RefCell<Vec<Running>> = const { RefCell::new(Vec::new()) };
}

struct Running {
    id: u64,
    roots: Vec<Arc<Node>>,
    wanted: Option<HashSet<usize>>,
}

/// Takes the pass off the list, however it ends.
struct Leave;

impl Drop for Leave {
    fn drop(&mut self) {
        let done = RUNNING.with(|r| r.borrow_mut().pop());
        drop(done);
    }
}

/// The number of the innermost pass that runs in this thread, and for each edge whether that pass will reach it.
pub fn will_reach(edges: &[Option<Edge>]) -> Option<(u64, Vec<bool>)> {
    RUNNING.with(|r| {
        let running = r.borrow();
        let now = running.last()?;
        let mut seen = HashSet::new();
        let mut stack: Vec<&Arc<Node>> = now.roots.iter().collect();
        while let Some(node) = stack.pop() {
            if seen.insert(key(node) as usize) {
                stack.extend(node.edges.iter().flatten().map(Edge::node));
            }
        }
        let reached = |e: &Edge| {
            let k = key(e.node()) as usize;
            seen.contains(&k) && now.wanted.as_ref().is_none_or(|w| w.contains(&k))
        };
        Some((now.id, edges.iter().map(|e| e.as_ref().is_some_and(reached)).collect()))
    })
}

/// Computes gradients of `roots` (with `grads` as their own gradients; `None` means one, for scalars).
pub fn run_backward(roots: &[Tensor], grads: &[Option<Tensor>], options: &BackwardOptions) -> Result<Vec<Option<Tensor>>> {
    let mut starts = Vec::with_capacity(roots.len());
    for (i, (root, grad)) in roots.iter().zip(grads).enumerate() {
        let Some(edge) = edge_of(root) else {
            bail!("element {i} of tensors does not require grad and does not have a grad_fn");
        };
        starts.push((edge, initial_gradient(&OutputMeta::of(root), grad.as_ref(), options)?));
    }
    let Some(inputs) = options.inputs else { return run_edges(starts, None, options) };
    let mut targets = Vec::with_capacity(inputs.len());
    for input in inputs {
        ensure!(input.requires_grad(), "One of the differentiated Tensors does not require grad");
        targets.extend(edge_of(input));
    }
    run_edges(starts, Some(targets), options)
}

/// As `run_backward`, from edges, and for the gradients that arrive at edges.
pub fn run_edges(starts: Vec<(Edge, Tensor)>, targets: Option<Vec<Edge>>, options: &BackwardOptions) -> Result<Vec<Option<Tensor>>> {
    crate::parts::train("backward")?;
    super::raise_deferred()?;
    let mut run = Run {
        id: EXECUTION.fetch_add(1, std::sync::atomic::Ordering::Relaxed),
        heap: BinaryHeap::new(),
        reached: 0,
        side: HashMap::new(),
        wanted: None,
        captures: HashMap::new(),
        results: Vec::new(),
        options,
    };
    if let Some(targets) = &targets {
        run.plan(&starts, targets)?;
    }
    RUNNING.with(|r| {
        let roots = starts.iter().map(|(e, _)| e.node().clone()).collect();
        let wanted = run.wanted.as_ref().map(|w| w.iter().map(|k| *k as usize).collect());
        r.borrow_mut().push(Running { id: run.id, roots, wanted });
    });
    let _leave = Leave;
    let _mode = modes::with(
        if options.create_graph { 0 } else { modes::NO_GRAD },
        if options.create_graph { modes::NO_GRAD } else { 0 },
    );
    for (edge, grad) in starts {
        if run.wanted.as_ref().is_none_or(|w| w.contains(&key(edge.node()))) {
            run.send(&edge, grad)?;
        }
    }
    run.go()?;
    let results = std::mem::take(&mut run.results);
    if let (Some(targets), false, false) = (&targets, options.accumulate, options.allow_unused) {
        if results.len() == targets.len() && results.iter().any(Option::is_none) {
            bail!(
                "One of the differentiated Tensors appears to not have been used in the graph. Set allow_unused=True if this is the desired behavior."
            );
        }
    }
    Ok(results)
}

/// The gradients of `inputs`, in order, where one node's rule is all that lies between them and `root`; `None` where it is not, or
/// where somebody looks on. Nothing is differentiated again, and the graph stays.
pub fn run_one(root: &Tensor, grad: &Option<Tensor>, inputs: &[Tensor]) -> Result<Option<Vec<Option<Tensor>>>> {
    let Some(start) = edge_of(root) else { return Ok(None) };
    let node = start.node();
    let ends = |e: &Option<Edge>| e.as_ref().is_none_or(|e| e.node().edges.is_empty() && !e.node().has_hooks());
    let watched = modes::get() & (modes::ANOMALY | modes::TRACE) != 0 || node.has_hooks();
    if watched || node.edges.is_empty() || node.edges.len() > 64 || !node.edges.iter().all(ends) {
        return Ok(None);
    }
    crate::parts::train("backward")?;
    super::raise_deferred()?;
    let targets: SmallVec<[Option<Edge>; 4]> = inputs.iter().map(edge_of).collect();
    let asked = |e: &Edge| targets.iter().position(|t| t.as_ref().is_some_and(|t| Arc::ptr_eq(t.node(), e.node()) && t.nr == e.nr));
    let places: SmallVec<[Option<usize>; 4]> = node.edges.iter().map(|e| e.as_ref().and_then(asked)).collect();
    let skip = node.edges.iter().zip(&places).enumerate().fold(0, |mask, (i, (e, at))| mask | u64::from(e.is_some() && at.is_none()) << i);
    let mut grads: Slots = node.outputs.iter().map(|_| None).collect();
    let Some(slot) = grads.get_mut(start.nr as usize) else { return Ok(None) };
    *slot = Some(initial_gradient(&OutputMeta::of(root), grad.as_ref(), &BackwardOptions::default())?);
    RUNNING.with(|r| {
        let id = EXECUTION.fetch_add(1, std::sync::atomic::Ordering::Relaxed);
        r.borrow_mut().push(Running { id, roots: vec![node.clone()], wanted: None });
    });
    let _leave = Leave;
    let _mode = modes::with(modes::NO_GRAD, 0);
    let out = node.run(&BackwardCx { node, skip }, &grads, false).map_err(|e| explain(node, "", e))?;
    drop(grads);
    let mut results = vec![None; inputs.len()];
    for (i, ((edge, grad), at)) in node.edges.iter().zip(out).zip(places).enumerate() {
        let (Some(edge), Some(grad), Some(at)) = (edge, grad, at) else { continue };
        let grad = fit(node, i, edge, grad)?;
        results[at] = Some(match results[at].take() {
            Some(sum) => add_grads(sum, grad)?,
            None => grad,
        });
    }
    Ok(Some(results))
}

/// The gradient a pass starts with at an output.
pub fn initial_gradient(of: &OutputMeta, grad: Option<&Tensor>, options: &BackwardOptions) -> Result<Tensor> {
    match grad {
        Some(grad) => {
            ensure!(
                grad.sizes() == of.sizes,
                "Mismatch in shape: grad_output[0] has a shape of torch.Size({:?}) and output[0] has a shape of torch.Size({:?}).",
                &grad.sizes()[..],
                &of.sizes[..]
            );
            ensure!(
                grad.dtype().is_complex() == of.dtype.is_complex(),
                "For complex Tensors, both grad_output and output are required to have the same dtype. Mismatch in dtype: grad_output[0] has a dtype of torch.{} and output[0] has a dtype of torch.{}.",
                grad.dtype().name(),
                of.dtype.name()
            );
            if options.create_graph || !grad.requires_grad() { Ok(grad.clone()) } else { Ok(grad.detach_handle()) }
        }
        None => {
            ensure!(of.sizes.iter().product::<i64>() == 1, "grad can be implicitly created only for scalar outputs");
            ensure!(
                of.dtype.is_float(),
                "grad can be implicitly created only for real scalar outputs but got torch.{}",
                of.dtype.name()
            );
            Tensor::ones(&of.sizes, of.dtype, of.device)
        }
    }
}

impl Run<'_> {
    /// Finds the nodes that lead to the wanted inputs, without recursion.
    fn plan(&mut self, starts: &[(Edge, Tensor)], asked: &[Edge]) -> Result<()> {
        self.results = vec![None; asked.len()];
        let mut targets = HashSet::new();
        for (i, edge) in asked.iter().enumerate() {
            targets.insert(key(edge.node()));
            if !(self.options.accumulate && super::leaf_of(edge.node()).is_some()) {
                self.captures.entry(key(edge.node())).or_default().push((edge.nr, i));
            }
        }
        let mut wanted: HashSet<Key> = HashSet::new();
        let mut seen: HashSet<Key> = HashSet::new();
        // (node, next edge to look at)
        let mut stack: Vec<(&Arc<Node>, usize)> = Vec::new();
        for (edge, _) in starts {
            if seen.insert(key(edge.node())) {
                stack.push((edge.node(), 0));
            }
            while let Some((node, i)) = stack.pop() {
                if let Some(next) = node.edges.get(i) {
                    stack.push((node, i + 1));
                    if let Some(next) = next {
                        if seen.insert(key(next.node())) {
                            stack.push((next.node(), 0));
                        }
                    }
                    continue;
                }
                let leads = node.edges.iter().flatten().any(|e| wanted.contains(&key(e.node())));
                if leads || targets.contains(&key(node)) {
                    wanted.insert(key(node));
                }
            }
        }
        self.wanted = Some(wanted);
        Ok(())
    }

    fn send(&mut self, edge: &Edge, grad: Tensor) -> Result<()> {
        let node = edge.node();
        // What began in the side map stays there, even if the node's own slots have become free since.
        if !self.side.is_empty() {
            if let Some(slots) = self.side.get_mut(&key(node)) {
                return put(slots, edge.nr as usize, grad, &mut add_grads);
            }
        }
        match node.deposit(self.id, edge.nr as usize, grad, &mut add_grads)? {
            Ok(true) => {}
            Ok(false) => return Ok(()),
            Err(grad) => put(self.side.entry(key(node)).or_default(), edge.nr as usize, grad, &mut add_grads)?,
        }
        self.reached += 1;
        self.heap.push(Ready(node.clone(), self.reached));
        Ok(())
    }

    fn go(&mut self) -> Result<()> {
        let mut count = 0u32;
        while let Some(Ready(node, _)) = self.heap.pop() {
            let mut grads = match self.side.remove(&key(&node)) {
                Some(slots) => slots,
                None => node.collect(),
            };
            let hooked = node.has_hooks();
            if hooked {
                before(&node, &mut grads)?;
            }
            if !self.captures.is_empty() && !self.capture(&node, &grads)? {
                continue;
            }
            let skip = self.unwanted(&node);
            let cx = BackwardCx { node: &node, skip };
            while grads.len() < node.outputs.len() {
                grads.push(None);
            }
            let release = !self.options.keep_graph;
            // Its rule, which knows the name, may be gone when something has gone wrong.
            let name = if modes::get() & (modes::ANOMALY | modes::TRACE) != 0 { node.name() } else { String::new() };
            let mut out = match node.run(&cx, &grads, release) {
                Ok(out) => out,
                Err(e) => return Err(explain(&node, &name, e)),
            };
            if modes::get() & modes::TRACE != 0 {
                recorded(&name, &grads, &out)?;
            }
            if modes::get() & (modes::ANOMALY | modes::KEEP_NAN) == modes::ANOMALY {
                refuse_nan(&name, &out).map_err(|e| explain(&node, &name, e))?;
            }
            if hooked {
                after(&node, &mut out, &grads)?;
            }
            drop(grads);
            self.distribute(&node, out, skip)?;
            count += 1;
            if count % 1024 == 0 {
                crate::backend::poll()?;
            }
        }
        Ok(())
    }

    /// Records captured gradients; `false` when the node itself need not run.
    fn capture(&mut self, node: &Arc<Node>, grads: &Slots) -> Result<bool> {
        let Some(list) = self.captures.get(&key(node)) else { return Ok(true) };
        let is_leaf = node.edges.is_empty();
        for &(nr, at) in list {
            let mut g = grads.get(nr as usize).cloned().flatten();
            if is_leaf {
                g = leaf_hooks(node, g)?;
            }
            if self.options.accumulate {
                continue;
            }
            self.results[at] = g;
        }
        let leads = match &self.wanted {
            Some(w) => node.edges.iter().flatten().any(|e| w.contains(&key(e.node()))),
            None => true,
        };
        Ok(leads && !is_leaf)
    }

    /// The edges of `node` that lead to no wanted input, as a mask.
    fn unwanted(&self, node: &Arc<Node>) -> u64 {
        let Some(wanted) = &self.wanted else { return 0 };
        let mut mask = 0;
        for (i, edge) in node.edges.iter().enumerate().take(64) {
            if edge.as_ref().is_some_and(|e| !wanted.contains(&key(e.node()))) {
                mask |= 1 << i;
            }
        }
        mask
    }

    fn distribute(&mut self, node: &Arc<Node>, out: Grads, skip: u64) -> Result<()> {
        for (i, (edge, grad)) in node.edges.iter().zip(out).enumerate() {
            let (Some(edge), Some(grad)) = (edge, grad) else { continue };
            if i < 64 && skip & (1 << i) != 0 {
                continue;
            }
            let grad = fit(node, i, edge, grad)?;
            self.send(edge, grad)?;
        }
        Ok(())
    }
}

/// Makes a gradient fit what the next node gave out: shape (summed where it was broadcast), dtype, realness.
fn fit(node: &Arc<Node>, i: usize, edge: &Edge, grad: Tensor) -> Result<Tensor> {
    let Some(meta) = edge.node().outputs.get(edge.nr as usize) else { return Ok(grad) };
    if let Some(coo) = grad.coo() {
        return super::sparse::fit(&coo, &grad, &meta.sizes, meta.dtype);
    }
    let g = grad.geometry();
    let (same_shape, same_dtype) = (g.sizes == meta.sizes, g.dtype == meta.dtype);
    if same_shape && same_dtype {
        drop(g);
        return Ok(grad);
    }
    let mut out = grad.clone();
    if !same_shape {
        let fits = crate::tensor::geometry::broadcast(&meta.sizes, &g.sizes).is_ok_and(|b| b == g.sizes);
        ensure!(
            fits,
            "Function {} returned an invalid gradient at index {i} - got {:?} but expected shape compatible with {:?}",
            node.name(),
            &g.sizes[..],
            &meta.sizes[..]
        );
        out = out.sum_to_size(&meta.sizes)?;
    }
    if out.dtype() != meta.dtype {
        if out.dtype().is_complex() && !meta.dtype.is_complex() {
            out = out.real_part()?;
        }
        out = out.to_dtype(meta.dtype)?;
    }
    Ok(out)
}

/// Sums two gradients for one output: in place where nobody else sees the first.
fn add_grads(a: Tensor, b: Tensor) -> Result<Tensor> {
    if let Some(sum) = super::sparse::add(&a, &b)? {
        return Ok(sum);
    }
    if modes::composed() || !is_unique(&a) || a.dtype() != b.dtype() || !a.geometry().is_non_overlapping() {
        if !modes::composed() && is_unique(&b) && a.dtype() == b.dtype() && b.geometry().is_non_overlapping() {
            b.add_raw(&a)?;
            return Ok(b);
        }
        return a.add(&b);
    }
    a.add_raw(&b)?;
    Ok(a)
}

fn before(node: &Arc<Node>, grads: &mut Slots) -> Result<()> {
    let (tensor, pre, retain) = node.with_hooks(|h| (h.tensor.clone(), h.pre.clone(), h.retain.clone()));
    for (nr, _, hook) in tensor {
        if let Some(Some(g)) = grads.get(nr as usize).cloned() {
            if let Some(new) = hook.call(&g)? {
                grads[nr as usize] = Some(new);
            }
        }
    }
    for (nr, weak) in retain {
        if let (Some(t), Some(Some(g))) = (weak.upgrade(), grads.get(nr as usize)) {
            let g = if modes::grad_enabled() { g.clone() } else { g.detach_handle() };
            let sum = match t.grad() {
                Some(old) => old.add(&g)?,
                None => g.clone_for(&g)?,
            };
            t.put_grad(Some(sum));
        }
    }
    for (_, hook) in pre {
        if let Some(new) = hook.call(grads)? {
            grads.clear();
            grads.extend(new);
        }
    }
    Ok(())
}

fn after(node: &Arc<Node>, out: &mut Grads, grads: &[Option<Tensor>]) -> Result<()> {
    let post = node.with_hooks(|h| h.post.clone());
    for (_, hook) in post {
        if let Some(new) = hook.call(out, grads)? {
            *out = new;
        }
    }
    Ok(())
}

fn leaf_hooks(node: &Arc<Node>, grad: Option<Tensor>) -> Result<Option<Tensor>> {
    let Some(mut g) = grad else { return Ok(None) };
    let leaf = node.with_rule(|r| {
        r.as_any().and_then(|a| a.downcast_ref::<super::accumulate::AccumulateGrad>()).map(|a| a.leaf.clone())
    })?;
    let hooks = leaf.and_then(|l| l.locked(|s| s.leaf.as_ref().map(|l| l.hooks.clone()))).unwrap_or_default();
    for (_, hook) in hooks {
        if let Some(new) = hook.call(&g)? {
            g = new;
        }
    }
    Ok(Some(g))
}

/// While tracing, what a rule gives must be part of the program: a rule that computes outside the recorded ops would become a constant.
fn recorded(name: &str, grads: &[Option<Tensor>], out: &Grads) -> Result<()> {
    for g in out.iter().flatten() {
        let passed = grads.iter().flatten().any(|given| given.geometry().storage.same(&g.geometry().storage));
        if !passed && !super::is_recorded(g) {
            bail!(NotImplemented, "trace: the derivative of {name} has no form in a recorded program");
        }
    }
    Ok(())
}

/// Anomaly mode: a rule must not make NaN.
fn refuse_nan(name: &str, out: &Grads) -> Result<()> {
    for (i, g) in out.iter().enumerate() {
        let Some(g) = g.as_ref().filter(|g| g.numel() > 0 && g.device() != crate::Device::Meta) else { continue };
        let g = g.coo().map_or_else(|| g.detach_handle(), |c| c.values.detach_handle());
        let found = g.ne(&g)?.sum()?.item()?.to_i64() != 0;
        ensure!(!found, "Function '{name}' returned nan values in its {i}th output.");
    }
    Ok(())
}

/// In anomaly mode, tells the binding which node failed and where it was made.
fn explain(node: &Arc<Node>, name: &str, e: crate::error::Error) -> crate::error::Error {
    if modes::get() & modes::ANOMALY != 0 {
        let trace = node.has_hooks().then(|| node.with_hooks(|h| h.trace.clone())).flatten();
        super::report_failure(name, trace.and_then(|t| t.downcast::<String>().ok()).as_deref().map(String::as_str));
    }
    e
}
