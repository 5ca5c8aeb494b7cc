//! From nodes to a program: what lies behind a node, as far as it has its shape, runs together.

use super::{Input, Kind, Node, PROGRAMS, STORED, gpu, node_of};
use crate::backend::released;
use crate::device::Device;
use crate::error::{Error, Kind as ErrorKind, Result};
use crate::storage::{self, Storage};
use crate::tensor::geometry::Dims;
use lumbre_kernels::parallel::uninterrupted;
use lumbre_kernels::reduce::reduce;
use lumbre_kernels::tile::ending::Source;
use lumbre_kernels::tile::program::{Link, MAX_INPUTS, Program};
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::SmallVec;
use std::sync::Arc;
use std::sync::atomic::Ordering::Relaxed;

/// The nodes of one program, each after those it reads, and their operands.
#[derive(Default)]
pub(super) struct Cluster {
    pub nodes: Vec<Arc<Node>>,
    /// The storages of the nodes' results; `None` where the last handle is gone.
    pub results: Vec<Option<Storage>>,
    pub leaves: Vec<Input>,
    /// By node: its operands, leaves (first) or nodes by number.
    pub args: Vec<SmallVec<[Arg; 3]>>,
}

#[derive(Clone, Copy)]
pub(super) enum Arg {
    Leaf(usize),
    Node(usize),
}

/// What the node reads, unless it is computed.
///
/// # Safety
/// The lock of the node's queue is held, and nobody calls `done` meanwhile.
pub(super) unsafe fn inputs(node: &Node) -> Option<&SmallVec<[Input; 3]>> {
    // SAFETY: the caller's promise.
    unsafe { (*node.inputs.get()).as_ref() }
}

/// Computes a node's bytes. The lock of its queue is held.
pub(super) fn compute(root: &Arc<Node>) -> Result<()> {
    // SAFETY: the lock is held.
    if unsafe { inputs(root) }.is_none() || root.storage.upgrade().is_none() {
        return Ok(());
    }
    if !matches!(root.kind, Kind::Link { .. }) {
        return ending(root);
    }
    let mut cluster = Cluster::default();
    cluster.visit(root, root)?;
    if cluster.leaves.len() > MAX_INPUTS {
        // Two operands had the same key.
        return cluster.one_by_one();
    }
    cluster.run()
}

/// Computes a reduction, or another function of rows, together with the chain that makes them.
fn ending(root: &Arc<Node>) -> Result<()> {
    // SAFETY: as in `visit`.
    let Some([Input::Memory { storage, .. }]) = (unsafe { inputs(root) }).map(SmallVec::as_slice) else { return Err(computed_twice()) };
    let Some(result) = root.storage.upgrade() else { return Ok(()) };
    let mut cluster = Cluster::default();
    if let Some(behind) = node_of(storage) {
        cluster.visit(&behind, &behind)?;
        if cluster.leaves.len() > MAX_INPUTS {
            compute(&behind)?;
            cluster = Cluster::default();
        }
    }
    if root.device != Device::Cpu {
        return gpu::ending(root, cluster);
    }
    let mut memory = Memory::on(Device::Cpu);
    memory.add(result.nbytes())?;
    let out = Place(memory.list[0].0);
    if cluster.nodes.is_empty() {
        from_memory(root, out)?;
    } else {
        cluster.run_into(root, out)?;
    }
    memory.list.clear();
    PROGRAMS.fetch_add(1, Relaxed);
    STORED.fetch_add(1, Relaxed);
    // SAFETY: every element was written; a node is computed once, under the queue's lock.
    unsafe { result.arrive(out.0) };
    // SAFETY: the lock is held, and nobody looks at the node's inputs any more.
    drop(unsafe { (*root.inputs.get()).take() });
    Ok(())
}

/// As `ending`, where the rows lie in memory by now.
fn from_memory(root: &Node, out: Place) -> Result<()> {
    // SAFETY: the lock is held.
    let Some(leaf @ [Input::Memory { storage, offset, dtype, .. }]) = (unsafe { inputs(root) }).map(SmallVec::as_slice) else { return Err(computed_twice()) };
    let guards = Guards::take(leaf);
    let (rows, row) = match root.kind {
        Kind::Rows { rows, row, .. } => (rows, row),
        Kind::Total { n, .. } => (1, n),
        Kind::Link { .. } => return Err(computed_twice()),
    };
    let size = dtype.size();
    if (*offset as usize + rows * row) * size > storage.nbytes() {
        return Err(Error::new(ErrorKind::Runtime, "an operand of a reduction was resized"));
    }
    let (sizes, strides) = ([rows as i64, row as i64], [row as i64, 1]);
    // SAFETY: row-major elements inside the storage, whose guard is held.
    let x = unsafe { View::new(storage.address().wrapping_add(*offset as usize * size), *dtype, &sizes, &strides) };
    released(rows * row, || uninterrupted(|| end(root, x, rows, out)));
    drop(guards);
    Ok(())
}

/// The function of a node on all rows at once.
fn end(root: &Node, x: View, rows: usize, out: Place) {
    match &root.kind {
        Kind::Rows { width, ending, .. } => ending.consume(x, out.view(root.out, &[rows as i64, *width as i64], &[*width as i64, 1])),
        Kind::Total { op, .. } => reduce(*op, x, 3, out.view(root.out, &[1, 1], &[1, 1])),
        Kind::Link { .. } => {}
    }
}

/// New memory of the one op that is being computed, as large as its result.
#[derive(Clone, Copy)]
struct Place(*mut u8);

// SAFETY: the threads that compute the op write disjoint parts.
unsafe impl Send for Place {}
// SAFETY: as above.
unsafe impl Sync for Place {}

impl Place {
    fn view<'a>(self, dtype: DType, sizes: &'a [i64], strides: &'a [i64]) -> ViewMut<'a> {
        // SAFETY: see the type; sizes and strides are the result's.
        unsafe { ViewMut::new(self.0, dtype, sizes, strides) }
    }
}

impl Cluster {
    /// Runs the chain, and the function of `root` on what it makes, into `out`.
    fn run_into(self, root: &Node, out: Place) -> Result<()> {
        let last = self.nodes.len() - 1;
        // The chain's own handle, and the one of the function's operand.
        let kept = self.results[last].as_ref().is_some_and(|s| s.handles() > 2);
        let stored = self.stored();
        let program = self.program(&stored)?;
        let mut memory = Memory::on(Device::Cpu);
        for k in &stored {
            let wanted = *k != last || kept;
            memory.add(if wanted { self.results[*k].as_ref().map_or(0, Storage::nbytes) } else { 0 })?;
        }
        let chain = &self.nodes[last];
        self.with_views(&stored, &memory, |views, outs| {
            let source = Source {
                program: &program,
                inputs: views,
                more: &outs[1..],
                kept: kept.then_some(&outs[0]),
                dtype: chain.out,
                sizes: &chain.sizes,
                strides: &chain.strides,
            };
            match &root.kind {
                Kind::Rows { row, width, rows, ending } => {
                    let consume = |x: View, y: ViewMut| ending.consume(x, y);
                    source.rows(*row, *width, &out.view(root.out, &[*rows as i64, *width as i64], &[*width as i64, 1]), &consume);
                }
                Kind::Total { op, .. } => source.total(*op, out.view(root.out, &[], &[])),
                Kind::Link { .. } => {}
            }
        })?;
        let skip = if kept { 0 } else { 1 };
        self.publish(&stored, &mut memory, skip);
        Ok(())
    }

    /// Adds a node after what it reads, as far as that has the program's shape.
    fn visit(&mut self, node: &Arc<Node>, root: &Node) -> Result<usize> {
        if let Some(i) = self.nodes.iter().position(|n| Arc::ptr_eq(n, node)) {
            return Ok(i);
        }
        // SAFETY: the lock is held; nothing is computed while the inputs are looked at but nodes that they do not belong to.
        let Some(all) = (unsafe { inputs(node) }) else { return Err(computed_twice()) };
        let mut args = SmallVec::new();
        for i in all {
            let behind = if let Input::Memory { storage, .. } = i { node_of(storage) } else { None };
            args.push(match behind {
                Some(n) if Arc::ptr_eq(&n.queue, &root.queue) && n.is_link() && n.shows(i, &root.sizes, &root.strides) => {
                    Arg::Node(self.visit(&n, root)?)
                }
                // What has another shape, or is another thread's, was computed when this node was made.
                Some(_) => return Err(computed_twice()),
                None => self.leaf(i),
            });
        }
        self.push(node, args);
        Ok(self.nodes.len() - 1)
    }

    /// A node by itself: what it reads has been computed.
    fn alone(&mut self, node: &Arc<Node>) -> Result<()> {
        // SAFETY: as in `visit`.
        let Some(all) = (unsafe { inputs(node) }) else { return Err(computed_twice()) };
        let args = all.iter().map(|i| self.leaf(i)).collect();
        self.push(node, args);
        Ok(())
    }

    fn push(&mut self, node: &Arc<Node>, args: SmallVec<[Arg; 3]>) {
        self.nodes.push(node.clone());
        self.results.push(node.storage.upgrade());
        self.args.push(args);
    }

    fn leaf(&mut self, i: &Input) -> Arg {
        Arg::Leaf(self.leaves.iter().position(|l| l.same(i)).unwrap_or_else(|| {
            self.leaves.push(i.clone());
            self.leaves.len() - 1
        }))
    }

    /// The nodes whose results somebody outside holds, the last one first.
    pub fn stored(&self) -> SmallVec<[usize; 4]> {
        let last = self.nodes.len() - 1;
        let mut out: SmallVec<[usize; 4]> = SmallVec::from_slice(&[last]);
        for k in 0..last {
            // One handle here, and one for every operand inside.
            let inside = 1 + self.args.iter().flatten().filter(|a| matches!(a, Arg::Node(n) if *n == k)).count();
            if self.results[k].as_ref().is_some_and(|s| s.handles() > inside) {
                out.push(k);
            }
        }
        out
    }

    fn links(&self) -> Vec<Link> {
        let number = |a: &Arg| match a {
            Arg::Leaf(k) => *k,
            Arg::Node(k) => self.leaves.len() + k,
        };
        let link = |(n, args): (&Arc<Node>, &SmallVec<[Arg; 3]>)| match n.kind {
            Kind::Link { step, compute } => Some(Link { step, args: args.iter().map(number).collect(), compute, out: n.out }),
            _ => None,
        };
        self.nodes.iter().zip(&self.args).filter_map(link).collect()
    }

    /// Each node with its operands from memory, of which it has three at most.
    pub fn one_by_one(&self) -> Result<()> {
        for node in &self.nodes {
            let mut one = Cluster::default();
            one.alone(node)?;
            one.run()?;
        }
        Ok(())
    }

    fn run(self) -> Result<()> {
        if self.nodes.last().is_some_and(|n| n.device != Device::Cpu) {
            return gpu::run(&self);
        }
        let stored = self.stored();
        let program = self.program(&stored)?;
        let mut memory = Memory::on(Device::Cpu);
        for k in &stored {
            memory.add(self.results[*k].as_ref().map_or(0, Storage::nbytes))?;
        }
        self.with_views(&stored, &memory, |views, outs| program.run(views, outs))?;
        PROGRAMS.fetch_add(1, Relaxed);
        self.publish(&stored, &mut memory, 0);
        Ok(())
    }

    fn program(&self, stored: &[usize]) -> Result<Program> {
        let types: SmallVec<[_; MAX_INPUTS]> = self.leaves.iter().map(Input::dtype).collect();
        Program::new(&types, &self.links(), stored).ok_or_else(|| Error::new(ErrorKind::Runtime, "late: an op has no loop of its own"))
    }

    /// Gives the results their bytes, but for the first `skip`.
    pub fn publish(&self, stored: &[usize], memory: &mut Memory, skip: usize) {
        STORED.fetch_add((stored.len() - skip) as u64, Relaxed);
        for (k, (ptr, _)) in stored.iter().zip(std::mem::take(&mut memory.list)).skip(skip) {
            if let Some(s) = &self.results[*k] {
                // SAFETY: the program has written every element; a node is computed once, under the queue's lock.
                unsafe { s.arrive(ptr) };
            }
            // SAFETY: the lock is held, and nobody looks at the node's inputs any more.
            drop(unsafe { (*self.nodes[*k].inputs.get()).take() });
        }
    }

    /// Calls `f` with views of the operands and of the results' memory, under the operands' guards.
    fn with_views(&self, stored: &[usize], memory: &Memory, f: impl FnOnce(&[View], &[ViewMut]) + Send) -> Result<()> {
        let Some(root) = self.nodes.last() else { return Ok(()) };
        let guards = Guards::take(&self.leaves);
        let zeros = Dims::from_elem(0, root.sizes.len());
        let mut views: SmallVec<[View; MAX_INPUTS]> = SmallVec::new();
        for leaf in &self.leaves {
            views.push(match leaf {
                // SAFETY: one aligned element that outlives the call; all strides are zero.
                Input::Number { bytes: n, dtype, .. } => unsafe { View::new(n.0.as_ptr(), *dtype, &root.sizes, &zeros) },
                Input::Memory { storage, offset, strides, dtype } => {
                    let reach = offset + 1 + root.sizes.iter().zip(strides).map(|(n, s)| (n - 1) * s).sum::<i64>();
                    if reach as usize * dtype.size() > storage.nbytes() {
                        return Err(Error::new(ErrorKind::Runtime, format!("an operand needs {} bytes of a storage of {}", reach as usize * dtype.size(), storage.nbytes())));
                    }
                    let p = storage.address().wrapping_add(*offset as usize * dtype.size());
                    // SAFETY: inside the storage, whose guard is held; the op's own checks made sure of alignment and bools.
                    unsafe { View::new(p, *dtype, &root.sizes, strides) }
                }
            });
        }
        // SAFETY: memory of this program alone, as large as each result.
        let outs: SmallVec<[ViewMut; 4]> = (stored.iter().zip(&memory.list))
            .map(|(k, (p, _))| unsafe { ViewMut::new(*p, self.nodes[*k].out, &root.sizes, &root.strides) })
            .collect();
        let work = root.sizes.iter().product::<i64>() as usize * self.nodes.len();
        // A program that was stopped in the middle would leave results that nobody can make again.
        released(work, || uninterrupted(|| f(&views, &outs)));
        drop(guards);
        Ok(())
    }
}

#[cold]
pub(super) fn computed_twice() -> Error {
    Error::new(ErrorKind::Runtime, "late: a result was asked for twice")
}

/// Read guards of the operands' storages, in order of their ids.
pub(super) struct Guards<'a>(SmallVec<[&'a Storage; MAX_INPUTS]>);

impl<'a> Guards<'a> {
    pub fn take(leaves: &'a [Input]) -> Guards<'a> {
        let mut list: SmallVec<[&Storage; MAX_INPUTS]> = SmallVec::new();
        for leaf in leaves {
            if let Input::Memory { storage, .. } = leaf {
                if !list.iter().any(|s| s.same(storage)) {
                    list.push(storage);
                }
            }
        }
        list.sort_unstable_by_key(|s| s.id());
        list.iter().for_each(|s| s.read());
        Guards(list)
    }
}

impl Drop for Guards<'_> {
    fn drop(&mut self) {
        self.0.iter().for_each(|s| s.end_read());
    }
}

/// New memory of results, given back if the program does not run.
pub(super) struct Memory {
    device: Device,
    list: SmallVec<[(*mut u8, usize); 4]>,
}

impl Memory {
    pub fn on(device: Device) -> Memory {
        Memory { device, list: SmallVec::new() }
    }

    pub fn add(&mut self, bytes: usize) -> Result<()> {
        self.list.push((storage::bytes_on(self.device, bytes)?, bytes));
        Ok(())
    }

    pub fn addresses(&self) -> impl Iterator<Item = *mut u8> + '_ {
        self.list.iter().map(|m| m.0)
    }

    /// The first block becomes the result's bytes, all of which were written.
    pub fn give_to(&mut self, result: &Storage) {
        if let Some((p, _)) = self.list.pop() {
            // SAFETY: every element was written; a node is computed once, under the queue's lock.
            unsafe { result.arrive(p) };
        }
    }
}

impl Drop for Memory {
    fn drop(&mut self) {
        for (p, bytes) in self.list.iter().filter(|m| !m.0.is_null()) {
            storage::give_back(self.device, *p, *bytes);
        }
    }
}
