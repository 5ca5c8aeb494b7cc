//! Programs of nodes on a GPU: one kernel, made for the chain (`cuda::fused`), in the queue that was current when the ops were called.

use super::cluster::{Arg, Cluster, Guards, Memory, computed_twice, inputs};
use super::{Input, Kind, Node, PROGRAMS, Rows, STORED};
use crate::backend::cuda::fused::{self, Chain, Leaf};
use crate::backend::cuda::{CView, Cx, elementwise, reduce, softmax};
use crate::cuda::Stream;
use crate::device::Device;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::tensor::geometry::{Dims, contiguous_strides};
use lumbre_kernels::tile::program::{Link, MAX_INPUTS, Step};
use smallvec::SmallVec;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// The thread's queue is a node's for a while.
struct Within(Stream);

impl Within {
    fn enter(queue: Stream) -> Within {
        let before = Stream::current(queue.device);
        queue.set_current();
        Within(before)
    }
}

impl Drop for Within {
    fn drop(&mut self) {
        self.0.set_current();
    }
}

fn place(node: &Node) -> Result<(Cx<'static>, Within)> {
    let Device::Cuda(device) = node.device else { return Err(computed_twice()) };
    let cx = Cx::new("compiled program", device)?;
    Ok((cx, Within::enter(node.stream.unwrap_or(Stream::default_of(device)))))
}

/// The address of an operand, checked against its storage. A guard is held.
fn address(storage: &crate::storage::Storage, from: i64, reach: i64, size: usize) -> Result<u64> {
    if (from + reach) as usize * size > storage.nbytes() {
        return Err(Error::new(ErrorKind::Runtime, "an operand of ops that were put off was resized"));
    }
    Ok(storage.address() as u64 + from as u64 * size as u64)
}

/// Runs the nodes of a cluster and publishes what is wanted.
pub(super) fn run(cluster: &Cluster) -> Result<()> {
    let Some(root) = cluster.nodes.last() else { return Ok(()) };
    let (cx, _queue) = place(root)?;
    let stored = cluster.stored();
    let mut memory = Memory::on(root.device);
    for k in &stored {
        memory.add(cluster.results[*k].as_ref().map_or(0, |s| s.nbytes()))?;
    }
    let places: Vec<(usize, u64)> = stored.iter().zip(memory.addresses()).map(|(k, p)| (*k, p as u64)).collect();
    let fits = with_chain(cluster, &places, |chain| if chain.links.len() == 1 { alone(&cx, chain).map(|()| true) } else { fused::run(&cx, chain) })?;
    if !fits {
        drop(memory);
        return cluster.one_by_one();
    }
    PROGRAMS.fetch_add(1, Relaxed);
    cluster.publish(&stored, &mut memory, 0);
    Ok(())
}

/// One op: the kernel that it has outside of chains.
fn alone(cx: &Cx, chain: &Chain) -> Result<()> {
    let (link, at) = (&chain.links[0], chain.stored[0].1);
    let out = CView { address: at, dtype: link.out, sizes: chain.sizes, strides: chain.strides };
    let arg = |k: usize| match &chain.leaves[link.args[k]] {
        Leaf::Memory(v) => elementwise::Arg::View(*v),
        Leaf::Number(s, d) => elementwise::Arg::Number(*s, *d),
    };
    match link.step {
        Step::Unary(op) => elementwise::unary(cx, op, link.compute, arg(0), out),
        Step::Binary(op) => elementwise::binary(cx, op, link.compute, arg(0), arg(1), out),
        Step::Ternary(op) => elementwise::ternary(cx, op, link.compute, arg(0), arg(1), arg(2), out),
        Step::Cast => match arg(0) {
            elementwise::Arg::View(x) => elementwise::copy(cx, x, out),
            elementwise::Arg::Number(v, _) => elementwise::fill(cx, v, out),
        },
    }
}

/// Calls `f` with the cluster as a chain over addresses, under the operands' guards.
fn with_chain<T>(cluster: &Cluster, stored: &[(usize, u64)], f: impl FnOnce(&Chain) -> Result<T>) -> Result<T> {
    let Some(root) = cluster.nodes.last() else { return Err(computed_twice()) };
    let _guards = Guards::take(&cluster.leaves);
    let mut leaves: SmallVec<[Leaf; MAX_INPUTS]> = SmallVec::new();
    for leaf in &cluster.leaves {
        leaves.push(match leaf {
            Input::Number { value, dtype, .. } => Leaf::Number(*value, *dtype),
            Input::Memory { storage, offset, strides, dtype } => {
                let reach = 1 + root.sizes.iter().zip(strides).map(|(n, s)| (n - 1) * s).sum::<i64>();
                let address = address(storage, *offset, reach, dtype.size())?;
                Leaf::Memory(CView { address, dtype: *dtype, sizes: &root.sizes, strides })
            }
        });
    }
    let number = |a: &Arg| match a {
        Arg::Leaf(k) => *k,
        Arg::Node(k) => cluster.leaves.len() + k,
    };
    let links: Vec<Link> = (cluster.nodes.iter().zip(&cluster.args))
        .filter_map(|(n, args)| match n.kind {
            Kind::Link { step, compute } => Some(Link { step, args: args.iter().map(number).collect(), compute, out: n.out }),
            _ => None,
        })
        .collect();
    f(&Chain { leaves: &leaves, links: &links, stored, sizes: &root.sizes, strides: &root.strides })
}

/// Rows and elements of a row that a function of rows takes and makes.
fn shape(kind: &Kind) -> Option<(i64, i64, i64)> {
    match kind {
        Kind::Rows { row, width, rows, .. } => Some((*rows as i64, *row as i64, *width as i64)),
        Kind::Total { n, .. } => Some((1, *n as i64, 1)),
        Kind::Link { .. } => None,
    }
}

/// Computes a function of rows, with the chain that makes them where that is not there yet.
pub(super) fn ending(root: &Arc<Node>, cluster: Cluster) -> Result<()> {
    let Some(result) = root.storage.upgrade() else { return Ok(()) };
    let (cx, _queue) = place(root)?;
    let mut memory = Memory::on(root.device);
    memory.add(result.nbytes())?;
    let out = memory.addresses().next().map_or(0, |p| p as u64);
    if cluster.nodes.is_empty() || !chained(&cx, root, &cluster, out)? {
        if !cluster.nodes.is_empty() {
            run(&cluster)?;
        }
        from_memory(&cx, root, out)?;
    }
    PROGRAMS.fetch_add(1, Relaxed);
    STORED.fetch_add(1, Relaxed);
    memory.give_to(&result);
    // SAFETY: the lock is held, and nobody looks at the node's inputs any more.
    drop(unsafe { (*root.inputs.get()).take() });
    Ok(())
}

/// The function on what the chain makes, in one kernel; `false` where the chain has to go to memory: somebody wants its last value, or
/// softmax would compute what others want twice.
fn chained(cx: &Cx, root: &Node, cluster: &Cluster, out: u64) -> Result<bool> {
    let last = cluster.nodes.len() - 1;
    // The chain's own handle, and the one of the function's operand.
    let kept = cluster.results[last].as_ref().is_some_and(|s| s.handles() > 2);
    let stored: SmallVec<[usize; 4]> = cluster.stored().into_iter().filter(|k| *k != last).collect();
    let twice = matches!(root.kind, Kind::Rows { ending: Rows::Softmax { .. }, .. }) && !stored.is_empty();
    let Some((rows, row, width)) = shape(&root.kind).filter(|_| !kept && !twice) else { return Ok(false) };
    let mut memory = Memory::on(root.device);
    for k in &stored {
        memory.add(cluster.results[*k].as_ref().map_or(0, |s| s.nbytes()))?;
    }
    let places: Vec<(usize, u64)> = stored.iter().zip(memory.addresses()).map(|(k, p)| (*k, p as u64)).collect();
    let (sizes, ends) = ([rows, row], [rows, width]);
    let (strides, end_strides) = ([row, 1], [width, 1]);
    let x = CView { address: 0, dtype: cluster.nodes[last].out, sizes: &sizes, strides: &strides };
    let y = CView { address: out, dtype: root.out, sizes: &ends, strides: &end_strides };
    let done = with_chain(cluster, &places, |chain| match &root.kind {
        Kind::Rows { ending: Rows::Softmax { log }, .. } => softmax::softmax_chain(cx, chain, x, *log, y),
        Kind::Rows { ending: Rows::Reduce(op), .. } | Kind::Total { op, .. } => reduce::reduce_chain(cx, *op, chain, x, y),
        Kind::Rows { ending: Rows::OnCpu(_), .. } | Kind::Link { .. } => Ok(false),
    })?;
    if done {
        cluster.publish(&stored, &mut memory, 0);
    }
    Ok(done)
}

fn from_memory(cx: &Cx, root: &Node, out: u64) -> Result<()> {
    // SAFETY: the lock is held.
    let Some(leaf @ [Input::Memory { storage, offset, dtype, .. }]) = (unsafe { inputs(root) }).map(SmallVec::as_slice) else { return Err(computed_twice()) };
    let Some((rows, row, width)) = shape(&root.kind) else { return Err(computed_twice()) };
    let _guards = Guards::take(leaf);
    let (sizes, ends): (Dims, Dims) = (SmallVec::from_slice(&[rows, row]), SmallVec::from_slice(&[rows, width]));
    let (strides, end_strides) = (contiguous_strides(&sizes), contiguous_strides(&ends));
    let x = CView { address: address(storage, *offset, rows * row, dtype.size())?, dtype: *dtype, sizes: &sizes, strides: &strides };
    let y = CView { address: out, dtype: root.out, sizes: &ends, strides: &end_strides };
    match &root.kind {
        Kind::Rows { ending: Rows::Softmax { log }, .. } => softmax::softmax(cx, x, 1, *log, y),
        Kind::Rows { ending: Rows::Reduce(op), .. } | Kind::Total { op, .. } => reduce::reduce(cx, *op, x, 2, y),
        Kind::Rows { ending: Rows::OnCpu(_), .. } | Kind::Link { .. } => Err(computed_twice()),
    }
}
