//! Element-wise kernels put off: while the mode `LATE` is on, a kernel's result is a storage without bytes, and a node says what
//! they are computed from. When somebody looks at the bytes, the node and the nodes behind it become one program that runs tile
//! by tile; results that nobody holds any more never reach memory.
//!
//! Nothing else changes: shapes, dtypes, errors and the tape are made when the op is called. The guard word of a storage keeps
//! readers out before the bytes are there, and writers while a node still reads them, whoever they are and on whatever thread.

mod cluster;
mod gpu;
mod queue;

use super::Fresh;
use crate::cuda::Stream;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::storage::{self, EXPORTED, Late, MAPPED, SHARED, Storage, WeakStorage};
use crate::tensor::geometry::{self, Dims, Geometry};
use crate::tensor::Tensor;
use lumbre_kernels::reduce::{Reduce, has_blocks};
use lumbre_kernels::tile::ending::MAX_ROW;
use lumbre_kernels::tile::program::{MAX_INPUTS, MAX_LINKS, Step};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use queue::Queue;
use smallvec::SmallVec;
use std::any::Any;
use std::cell::UnsafeCell;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering::Relaxed};

/// Results of fewer elements are computed at once on the CPU: a node costs about 0.2 us, as much as the kernel. A launch on a GPU costs
/// more than any node.
const SMALL: i64 = 4096;

/// A number as an element of some dtype.
#[derive(Clone, Copy, PartialEq)]
#[repr(align(16))]
pub(super) struct Number(pub [u8; 16]);

/// An operand of an op that is put off.
pub(super) enum Operand<'a> {
    Tensor(&'a Tensor),
    /// As an element, and as it was given.
    Number(Number, Scalar, DType),
}

/// An operand as a node keeps it, stretched to the node's sizes.
#[derive(Clone)]
enum Input {
    Memory { storage: Storage, offset: i64, strides: Dims, dtype: DType },
    Number { bytes: Number, value: Scalar, dtype: DType },
}

impl Input {
    fn dtype(&self) -> DType {
        match self {
            Input::Memory { dtype, .. } | Input::Number { dtype, .. } => *dtype,
        }
    }

    fn same(&self, other: &Input) -> bool {
        match (self, other) {
            (
                Input::Memory { storage: a, offset: ao, strides: astr, dtype: ad },
                Input::Memory { storage: b, offset: bo, strides: bstr, dtype: bd },
            ) => a.same(b) && ao == bo && ad == bd && astr == bstr,
            (Input::Number { bytes: a, value: av, dtype: ad }, Input::Number { bytes: b, value: bv, dtype: bd }) => ad == bd && a == b && av == bv,
            _ => false,
        }
    }

    /// A number that is the same for the same operand, so that a node knows about how many its program will have.
    fn key(&self) -> u64 {
        match self {
            Input::Memory { storage, offset, strides, .. } => {
                let mix = |h: u64, v: i64| (h ^ v as u64).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(23);
                strides.iter().fold(mix(storage.id() as u64, *offset), |h, s| mix(h, *s))
            }
            Input::Number { bytes: n, .. } => u64::from_le_bytes(std::array::from_fn(|i| n.0[i] ^ n.0[8 + i])) ^ 0x5bd1_e995,
        }
    }
}

/// A function of rows, each row by itself.
pub(crate) enum Rows {
    Reduce(Reduce),
    Softmax { log: bool },
    /// Of rows in the CPU's memory only.
    OnCpu(Box<dyn Fn(View, ViewMut) + Send + Sync>),
}

impl Rows {
    /// On a block of rows in the CPU's memory.
    fn consume(&self, x: View, y: ViewMut) {
        match self {
            Rows::Reduce(op) => lumbre_kernels::reduce::reduce(*op, x, 2, y),
            Rows::Softmax { log } => lumbre_kernels::softmax::softmax(x, 1, *log, y),
            Rows::OnCpu(f) => f(x, y),
        }
    }
}

/// What a node computes.
enum Kind {
    /// Element by element.
    Link { step: Step, compute: DType },
    /// From rows of `row` elements rows of `width`. The operand is row-major.
    Rows { row: usize, width: usize, rows: usize, ending: Rows },
    /// One number from all `n` elements of a row-major operand.
    Total { op: Reduce, n: usize },
}

/// An op that is put off.
pub(crate) struct Node {
    queue: Arc<Queue>,
    device: Device,
    /// The queue of the GPU that the op belongs to.
    stream: Option<Stream>,
    kind: Kind,
    out: DType,
    sizes: Dims,
    strides: Dims,
    /// What the op reads; `None` once it is computed. Touched by the maker, then under the queue's lock only.
    inputs: UnsafeCell<Option<SmallVec<[Input; 3]>>>,
    /// Of the whole program up to here: its operands' keys, and how many nodes.
    keys: SmallVec<[u64; MAX_INPUTS]>,
    nodes: usize,
    storage: WeakStorage,
}

// SAFETY: `inputs` is touched under the queue's lock; everything else is immutable and itself `Send` and `Sync`.
unsafe impl Send for Node {}
// SAFETY: as above.
unsafe impl Sync for Node {}

impl Late for Node {
    fn compute(self: Arc<Self>) -> Result<()> {
        let queue = self.queue.clone();
        queue.locked(|_| cluster::compute(&self))
    }

    fn as_any(self: Arc<Self>) -> Arc<dyn Any + Send + Sync> {
        self
    }
}

/// The node of a storage that is not computed yet.
fn node_of(s: &Storage) -> Option<Arc<Node>> {
    s.lateness()?.as_any().downcast().ok()
}

/// How often ops were put off, programs ran, and results went to memory.
#[derive(Clone, Copy, Default, Debug)]
pub struct Counts {
    pub ops: u64,
    pub programs: u64,
    pub stored: u64,
}

static OPS: AtomicU64 = AtomicU64::new(0);
static PROGRAMS: AtomicU64 = AtomicU64::new(0);
static STORED: AtomicU64 = AtomicU64::new(0);

/// Since the process began.
pub fn counts() -> Counts {
    Counts { ops: OPS.load(Relaxed), programs: PROGRAMS.load(Relaxed), stored: STORED.load(Relaxed) }
}

/// Computes everything that this thread has put off.
pub fn finish() {
    queue::finish();
}

/// Computes everything that any thread has put off.
pub fn finish_all() {
    queue::finish_all();
}

/// Whether this thread puts element-wise kernels off from now on. Where it stops, what is left is computed.
pub fn switch(on: bool) {
    storage::set_finish_hook(finish_all);
    let before = modes::get();
    if on {
        modes::set(before | modes::LATE);
    } else {
        modes::set(before & !modes::LATE);
        if before & modes::LATE != 0 {
            finish();
        }
    }
}

/// Until the returned value is dropped, this thread puts element-wise kernels off; the outermost one then computes what is left.
#[must_use]
pub struct Region {
    before: bool,
}

pub fn region() -> Region {
    region_if(true)
}

/// A region, or a time in which everything is computed at once.
pub fn region_if(on: bool) -> Region {
    let before = modes::get() & modes::LATE != 0;
    switch(on);
    Region { before }
}

impl Drop for Region {
    fn drop(&mut self) {
        switch(self.before);
    }
}

static BACKWARD: AtomicBool = AtomicBool::new(false);

/// From now on `backward_region` puts kernels off: something was compiled.
pub fn follow_backward() {
    BACKWARD.store(true, Relaxed);
}

/// A region around a backward pass, once something was compiled.
#[must_use]
pub fn backward_region() -> Option<Region> {
    BACKWARD.load(Relaxed).then(region)
}

/// Whether this thread puts kernels off.
#[inline]
pub(crate) fn on() -> bool {
    modes::get() & (modes::LATE | modes::DEST) == modes::LATE
}

/// Memory that can be read later: nobody writes it without its guard.
fn keeps(s: &Storage) -> bool {
    let flags = s.flags();
    s.device() != Device::Meta && (flags & (EXPORTED | SHARED) == 0 || flags & MAPPED != 0)
}

/// The result of `step` on operands that broadcast to `sizes`; `None` where it has to be computed at once.
pub(super) fn put_off(step: Step, operands: &[Operand], compute: DType, out: DType, sizes: &[i64], strides: Dims) -> Result<Option<Fresh>> {
    let n: i64 = sizes.iter().product();
    let device = operands.iter().find_map(|o| if let Operand::Tensor(t) = o { Some(t.device()) } else { None }).unwrap_or(Device::Cpu);
    let on_gpu = matches!(device, Device::Cuda(_));
    let least = if modes::get() & modes::LATE_SMALL == 0 && !on_gpu { SMALL } else { 1 };
    if n < least || !step.fits(compute) || on_gpu && sizes.len() > super::cuda::fused::DIMS {
        return Ok(None);
    }
    let mut inputs: SmallVec<[Input; 3]> = SmallVec::new();
    for o in operands {
        inputs.push(match o {
            Operand::Number(bytes, value, dtype) => Input::Number { bytes: *bytes, value: *value, dtype: *dtype },
            Operand::Tensor(t) => {
                let g = t.geometry();
                // A storage that was shortened is an error of the op, which it finds when it runs.
                let short = g.reach() as usize * g.dtype.size() > g.storage.nbytes();
                if g.bits != 0 || short || g.device() != device || !keeps(&g.storage) {
                    return Ok(None);
                }
                let strides = geometry::expanded_strides(&g.sizes, &g.strides, sizes);
                Input::Memory { storage: g.storage.clone(), offset: g.offset, strides, dtype: g.dtype }
            }
        });
    }
    let queue = Queue::mine();
    let (keys, nodes) = plan(&queue, &inputs, sizes, &strides)?;
    let bytes = geometry::checked_bytes("element-wise op", n, out)?;
    let sizes = Dims::from_slice(sizes);
    Ok(Some(add(queue, Kind::Link { step, compute }, device, inputs, (keys, nodes), out, (sizes, strides), bytes)))
}

#[allow(clippy::too_many_arguments)]
fn add(
    queue: Arc<Queue>,
    kind: Kind,
    device: Device,
    inputs: SmallVec<[Input; 3]>,
    (keys, nodes): (SmallVec<[u64; MAX_INPUTS]>, usize),
    out: DType,
    (sizes, strides): (Dims, Dims),
    bytes: usize,
) -> Fresh {
    let watched: SmallVec<[Storage; 3]> = inputs.iter().filter_map(|i| if let Input::Memory { storage, .. } = i { Some(storage.clone()) } else { None }).collect();
    let stream = if let Device::Cuda(i) = device { Some(Stream::current(i)) } else { None };
    let storage = Storage::late(bytes, device, |storage| {
        let (sizes, strides, inputs) = (sizes.clone(), strides.clone(), UnsafeCell::new(Some(inputs)));
        let node = Arc::new(Node { queue: queue.clone(), device, stream, kind, out, sizes, strides, inputs, keys, nodes, storage });
        queue.add(&node);
        node
    });
    // Now that the node can be found: who writes from here on computes it first.
    watched.iter().for_each(Storage::watch);
    OPS.fetch_add(1, Relaxed);
    Fresh::from_geometry(Geometry { storage, offset: 0, sizes, strides, dtype: out, bits: 0, version: None })
}

/// The operand of a function of rows, where it is itself a chain that is put off; `None` where nothing is gained.
fn source(x: &Tensor) -> Option<(Arc<Queue>, SmallVec<[Input; 3]>)> {
    let g = x.geometry();
    if !on() || g.bits != 0 || !g.is_contiguous() {
        return None;
    }
    let (node, queue) = (node_of(&g.storage)?, Queue::mine());
    let input = Input::Memory { storage: g.storage.clone(), offset: g.offset, strides: g.strides.clone(), dtype: g.dtype };
    let whole = node.is_link() && Arc::ptr_eq(&node.queue, &queue) && node.shows(&input, &g.sizes, &g.strides);
    whole.then(|| (queue, SmallVec::from_iter([input])))
}

/// Whether a function of the rows of `x` can take them from the chain that is put off.
pub(crate) fn waits(x: &Tensor) -> bool {
    source(x).is_some()
}

fn add_ending(found: (Arc<Queue>, SmallVec<[Input; 3]>), kind: Kind, out: DType, sizes: &[i64]) -> Result<Fresh> {
    let (queue, inputs) = found;
    let bytes = geometry::checked_bytes("reduction", sizes.iter().product(), out)?;
    let keys = inputs.iter().map(Input::key).collect();
    let shape = (Dims::from_slice(sizes), geometry::contiguous_strides(sizes));
    // Its operand's nodes hang behind it, so that what uses the result starts anew.
    let device = inputs.iter().find_map(|i| if let Input::Memory { storage, .. } = i { Some(storage.device()) } else { None }).unwrap_or(Device::Cpu);
    Ok(add(queue, kind, device, inputs, (keys, MAX_LINKS), out, shape, bytes))
}

/// The result of a function of the rows of `x` (its innermost `row` elements), which makes `width` elements of each; `None` where
/// `x` is not put off.
pub(crate) fn put_off_rows(x: &Tensor, row: usize, width: usize, out: DType, sizes: &[i64], ending: Rows) -> Result<Option<Fresh>> {
    if row > MAX_ROW || row < 16 || matches!(ending, Rows::Reduce(Reduce::LogSumExp)) && x.dtype().is_complex() {
        return Ok(None);
    }
    if matches!(ending, Rows::OnCpu(_)) && x.device() != Device::Cpu {
        return Ok(None);
    }
    let Some(found) = source(x) else { return Ok(None) };
    let rows = x.numel() as usize / row;
    add_ending(found, Kind::Rows { row, width, rows, ending }, out, sizes).map(Some)
}

/// The result of a reduction of all elements of `x`; `None` where `x` is not put off.
pub(crate) fn put_off_total(x: &Tensor, op: Reduce, out: DType, sizes: &[i64]) -> Result<Option<Fresh>> {
    let dtype = x.dtype();
    if out != dtype || !has_blocks(op, dtype) {
        return Ok(None);
    }
    let Some(found) = source(x) else { return Ok(None) };
    add_ending(found, Kind::Total { op, n: x.numel() as usize }, out, sizes).map(Some)
}

/// The operands' keys and the number of nodes of the program that ends with an op on `inputs`. What would make it too large, or
/// has another shape, is computed now.
fn plan(queue: &Arc<Queue>, inputs: &[Input], sizes: &[i64], strides: &[i64]) -> Result<(SmallVec<[u64; MAX_INPUTS]>, usize)> {
    for join in [true, false] {
        let (mut keys, mut nodes): (SmallVec<[u64; MAX_INPUTS]>, usize) = (SmallVec::new(), 1);
        for i in inputs {
            let behind = if let Input::Memory { storage, .. } = i { node_of(storage) } else { None };
            let Some(node) = behind else {
                add_keys(&mut keys, &[i.key()]);
                continue;
            };
            if join && Arc::ptr_eq(&node.queue, queue) && node.is_link() && node.shows(i, sizes, strides) {
                add_keys(&mut keys, &node.keys);
                nodes += node.nodes;
            } else {
                node.compute()?;
                add_keys(&mut keys, &[i.key()]);
            }
        }
        if keys.len() <= MAX_INPUTS && nodes <= MAX_LINKS {
            return Ok((keys, nodes));
        }
    }
    // At most three operands from memory.
    Ok((inputs.iter().map(Input::key).collect(), 1))
}

fn add_keys(keys: &mut SmallVec<[u64; MAX_INPUTS]>, more: &[u64]) {
    for k in more {
        if !keys.contains(k) {
            keys.push(*k);
        }
    }
}

impl Node {
    fn is_link(&self) -> bool {
        matches!(self.kind, Kind::Link { .. })
    }

    /// Whether an operand is this node's whole result, element for element, in a program of these sizes and strides.
    fn shows(&self, i: &Input, sizes: &[i64], strides: &[i64]) -> bool {
        let Input::Memory { offset: 0, strides: s, dtype, .. } = i else { return false };
        *dtype == self.out && self.sizes[..] == *sizes && self.strides[..] == *strides && s[..] == *strides
    }
}

