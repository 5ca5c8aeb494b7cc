//! Graph nodes: one allocation an op, edges to the producers of its inputs.

use super::hooks::NodeHooks;
use super::{BackwardCx, Grads, Saved};
use crate::error::Result;
use crate::tensor::{Dims, Geometry, Tensor};
use crate::{Device, bail};
use lumbre_kernels::{DType, Scalar};
use smallvec::SmallVec;
use std::any::Any;
use std::borrow::Cow;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::collections::BTreeSet;
use std::mem::ManuallyDrop;
use std::sync::{Arc, Mutex, OnceLock};
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// The derivative rule of one op, with what it saved.
pub trait Backward: Send + Sync + 'static {
    /// The gradients of the inputs, in edge order. `None` stands for zero, in both directions.
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads>;

    /// PyTorch's name of the node; or the path of the rule, of which `spelled` makes one.
    fn name(&self) -> Cow<'static, str> {
        std::any::type_name::<Self>().into()
    }

    /// What was saved, by PyTorch's names, for those who look at the graph.
    fn saved(&self) -> Looked<'_> {
        Looked::new()
    }

    /// Drops what was saved, if the rule keeps living without it; `false` lets the node drop the whole rule.
    fn release(&self) -> bool {
        false
    }

    fn as_any(&self) -> Option<&dyn Any> {
        None
    }
}

/// Something a rule saved.
pub enum Look<'a> {
    Tensor(&'a Saved),
    Number(Scalar),
}

pub type Looked<'a> = SmallVec<[(&'static str, Look<'a>); 2]>;

/// `lumbre::ops::pow::PowGrad` as `PowBackward0`; a name stays as it is.
fn spelled(name: &str) -> String {
    match name.rsplit_once("::") {
        Some((_, last)) => format!("{}Backward0", last.strip_suffix("Grad").unwrap_or(last)),
        None => name.into(),
    }
}

/// A name that lives as long as the process; each is kept once.
pub fn interned(name: &str) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());
    let mut names = NAMES.lock().unwrap_or_else(|e| e.into_inner());
    if let Some(known) = names.get(name) {
        return known;
    }
    let kept: &'static str = Box::leak(name.into());
    names.insert(kept);
    kept
}

/// What a node knows of one of its outputs.
#[derive(Clone)]
pub struct OutputMeta {
    pub sizes: Dims,
    pub dtype: DType,
    pub device: Device,
}

impl OutputMeta {
    #[inline]
    pub fn of(t: &Tensor) -> OutputMeta {
        OutputMeta::like(&t.geometry())
    }

    #[inline]
    pub(crate) fn like(g: &Geometry) -> OutputMeta {
        OutputMeta { sizes: crate::tensor::geometry::copied(&g.sizes), dtype: g.dtype, device: g.device() }
    }
}

pub type Slots = SmallVec<[Option<Tensor>; 1]>;

const RELEASED: u32 = 1 << 31;

pub struct Node<R: ?Sized = dyn Backward> {
    pub(crate) edges: SmallVec<[Option<Edge>; 2]>,
    pub(crate) outputs: SmallVec<[OutputMeta; 1]>,
    /// One more than the deepest input's.
    pub(crate) depth: u32,
    /// Order of creation in its thread; breaks ties of depth.
    pub(crate) sequence: u64,
    /// Executions inside `backward`, and the RELEASED bit.
    life: AtomicU32,
    /// The execution that uses `slots`; zero when free.
    claim: AtomicU64,
    slots: UnsafeCell<Slots>,
    pub(crate) hooks: Mutex<Option<Box<NodeHooks>>>,
    has_hooks: AtomicU32,
    object: AtomicPtr<()>,
    /// The name, where it is not the rule's or the rule is gone.
    label: OnceLock<&'static str>,
    /// The rule saved tensors; a second backward pass needs them kept. A rule without any runs as often as it is asked to.
    pub(crate) saves: bool,
    rule: ManuallyDrop<UnsafeCell<R>>,
}

// SAFETY: `slots` belongs to the execution that holds `claim`; `rule` is dropped only when `life` says nobody runs it.
unsafe impl<R: ?Sized + Send + Sync> Send for Node<R> {}
// SAFETY: as above.
unsafe impl<R: ?Sized + Send + Sync> Sync for Node<R> {}

/// What a thread knows of the nodes it makes and drops.
struct Nodes {
    sequence: Cell<u64>,
    /// Whether a tensor was saved since the last node was made: its rule then has something to free.
    saved: Cell<bool>,
    /// How many nodes are being dropped inside one another.
    dropping: Cell<u32>,
    /// Whether any node waits to be dropped.
    waiting: Cell<bool>,
}

thread_local! {
    static NODES: Nodes = const { Nodes { sequence: Cell::new(0), saved: Cell::new(false), dropping: Cell::new(0), waiting: Cell::new(false) } };
    static WAITING: RefCell<Vec<Arc<Node>>> = const { RefCell::new(Vec::new()) };
}

/// The rule being built saves a tensor.
#[inline]
pub(crate) fn note_saved() {
    NODES.with(|n| n.saved.set(true));
}

/// The last node's number in its thread; those made later have greater ones.
pub fn nodes_made() -> u64 {
    NODES.with(|n| n.sequence.get())
}

/// How many nodes are dropped inside one another before the rest is queued.
const DROP_DEPTH: u32 = 32;

/// A gradient's way: the node that made an input, and which of its outputs that input was.
///
/// An edge to a leaf holds the leaf. The node that adds into it is made when somebody asks for it (a backward pass, a look at
/// the graph): recording an op on leaves then costs no node, and the leaf need not keep one, which would be a cycle.
pub struct Edge {
    to: To,
    pub nr: u32,
}

enum To {
    Node(ManuallyDrop<Arc<Node>>),
    Leaf(Tensor, OnceLock<Arc<Node>>),
}

impl Clone for Edge {
    #[inline]
    fn clone(&self) -> Edge {
        match &self.to {
            To::Node(node) => Edge { to: To::Node(node.clone()), nr: self.nr },
            To::Leaf(leaf, made) => match made.get() {
                Some(node) => Edge::new(node.clone(), self.nr),
                None => Edge::to_leaf(leaf),
            },
        }
    }
}

impl Edge {
    #[inline]
    pub fn new(node: Arc<Node>, nr: u32) -> Edge {
        Edge { to: To::Node(ManuallyDrop::new(node)), nr }
    }

    /// An edge into the accumulator of a leaf whose geometry is the one it was born with.
    #[inline]
    pub(crate) fn to_leaf(leaf: &Tensor) -> Edge {
        Edge { to: To::Leaf(leaf.clone(), OnceLock::new()), nr: 0 }
    }

    #[inline]
    pub fn node(&self) -> &Arc<Node> {
        match &self.to {
            To::Node(node) => node,
            // Made outside of the cell: making it may wait for Python's lock, whose holder may wait for the cell.
            To::Leaf(leaf, made) => match made.get() {
                Some(node) => node,
                None => {
                    let node = super::accumulate::born_accumulator(leaf);
                    made.get_or_init(|| node)
                }
            },
        }
    }

    /// The node, unless it has yet to be made.
    #[inline]
    pub fn made_node(&self) -> Option<&Arc<Node>> {
        match &self.to {
            To::Node(node) => Some(node),
            To::Leaf(_, made) => made.get(),
        }
    }

    #[inline]
    fn depth(&self) -> u32 {
        match &self.to {
            To::Node(node) => node.depth,
            To::Leaf(..) => 0,
        }
    }
}

// A graph a million nodes deep must not recurse a million frames: past a depth the nodes wait in a list.
impl Drop for Edge {
    #[inline]
    fn drop(&mut self) {
        let To::Node(node) = &mut self.to else { return };
        // SAFETY: taken once, here.
        let node = unsafe { ManuallyDrop::take(node) };
        if Arc::strong_count(&node) > 1 {
            // Somebody else's handle will drop it (or this one, racing: then it recurses by one frame only).
            drop(node);
        } else {
            bury(node);
        }
    }
}

/// Drops the last handle of a node.
fn bury(node: Arc<Node>) {
    let depth = NODES.with(|n| n.dropping.get());
    if depth >= DROP_DEPTH {
        let queued = WAITING.try_with(|w| w.borrow_mut().push(node)).is_ok();
        NODES.with(|n| n.waiting.set(n.waiting.get() | queued));
        return;
    }
    NODES.with(|n| n.dropping.set(depth + 1));
    drop(node);
    NODES.with(|n| n.dropping.set(depth));
    if depth == 0 && NODES.with(|n| n.waiting.get()) {
        drain();
    }
}

#[cold]
fn drain() {
    NODES.with(|n| n.dropping.set(1));
    while let Some(node) = WAITING.try_with(|w| w.borrow_mut().pop()).ok().flatten() {
        drop(node);
    }
    NODES.with(|n| {
        n.dropping.set(0);
        n.waiting.set(false);
    });
}

impl Node {
    /// A node for `rule` whose inputs come from `edges`.
    pub fn new<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>) -> Arc<Node<R>> {
        Node::with_outputs(rule, edges, SmallVec::new())
    }

    /// As `new`, where what it gives out is known.
    #[inline(always)]
    pub(crate) fn with_outputs<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>, outputs: SmallVec<[OutputMeta; 1]>) -> Arc<Node<R>> {
        let depth = edges.iter().flatten().map(Edge::depth).max().map_or(0, |d| d + 1);
        let (sequence, saves) = NODES.with(|n| {
            n.sequence.set(n.sequence.get() + 1);
            (n.sequence.get(), n.saved.replace(false))
        });
        // Written where it stays: a node is large, and made by every recorded op.
        let place = Arc::into_raw(Arc::<Node<R>>::new_uninit()) as *mut Node<R>;
        // SAFETY: the block is this function's own until it returns, and every field is written before it is taken for a `Node`.
        unsafe {
            (&raw mut (*place).edges).write(edges);
            (&raw mut (*place).outputs).write(outputs);
            (&raw mut (*place).depth).write(depth);
            (&raw mut (*place).sequence).write(sequence);
            (&raw mut (*place).life).write(AtomicU32::new(0));
            (&raw mut (*place).claim).write(AtomicU64::new(0));
            (&raw mut (*place).slots).write(UnsafeCell::new(SmallVec::new()));
            (&raw mut (*place).hooks).write(Mutex::new(None));
            (&raw mut (*place).has_hooks).write(AtomicU32::new(0));
            (&raw mut (*place).object).write(AtomicPtr::new(std::ptr::null_mut()));
            (&raw mut (*place).label).write(OnceLock::new());
            (&raw mut (*place).saves).write(saves);
            (&raw mut (*place).rule).write(ManuallyDrop::new(UnsafeCell::new(rule)));
            Arc::from_raw(place)
        }
    }

    /// PyTorch's name of the node; it outlives what the rule saved.
    pub fn name(&self) -> String {
        match self.label.get() {
            Some(label) => spelled(label),
            None => match self.with_rule(|r| spelled(&r.name())) {
                Ok(name) => name,
                // Another thread has just released the rule, and set the label first.
                Err(_) => self.label.get().map(|l| spelled(l)).unwrap_or_default(),
            },
        }
    }

    /// The name as errors have it: `Exp` of `ExpBackward0`.
    pub fn short_name(&self) -> String {
        let name = self.name();
        match name.rsplit_once("Backward") {
            Some((stem, number)) if !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()) => stem.into(),
            _ => name,
        }
    }

    /// Calls the node what PyTorch calls the op as a whole, where the op is composed of others or its rule serves several.
    pub fn call_it(&self, name: &'static str) {
        let _ = self.label.set(name);
    }

    pub fn next_edges(&self) -> &[Option<Edge>] {
        &self.edges
    }

    pub fn outputs(&self) -> &[OutputMeta] {
        &self.outputs
    }

    /// Where a binding keeps its (unowned) object for this node.
    pub fn object(&self) -> &AtomicPtr<()> {
        &self.object
    }

    pub fn sequence(&self) -> u64 {
        self.sequence
    }

    pub(crate) fn has_hooks(&self) -> bool {
        self.has_hooks.load(Ordering::Acquire) != 0
    }

    /// Runs `f` on the node's hooks, made on first use.
    pub fn with_hooks<T>(&self, f: impl FnOnce(&mut NodeHooks) -> T) -> T {
        let mut hooks = self.hooks.lock().unwrap_or_else(|e| e.into_inner());
        self.has_hooks.store(1, Ordering::Release);
        f(hooks.get_or_insert_default())
    }

    /// Shows the hooks to a garbage collector, unless somebody holds them.
    pub fn try_hooks(&self, f: &mut dyn FnMut(&NodeHooks)) {
        if let Ok(h) = self.hooks.try_lock() {
            if let Some(h) = h.as_deref() {
                f(h);
            }
        }
    }

    /// Calls `f` with the rule, if it is still there.
    pub fn with_rule<T>(&self, f: impl FnOnce(&dyn Backward) -> T) -> Result<T> {
        self.enter()?;
        // SAFETY: `enter` keeps the rule alive until `leave`.
        let out = f(unsafe { &*self.rule.get() });
        self.leave(false);
        Ok(out)
    }

    fn enter(&self) -> Result<()> {
        if self.life.fetch_add(1, Ordering::AcqRel) & RELEASED != 0 {
            self.life.fetch_sub(1, Ordering::AcqRel);
            bail!(
                "Trying to backward through the graph a second time (or directly access saved tensors after they have already been freed). Saved intermediate values of the graph are freed when you call .backward() or autograd.grad(). Specify retain_graph=True if you need to backward through the graph a second time or if you need to access saved tensors after calling backward."
            );
        }
        Ok(())
    }

    fn leave(&self, release: bool) {
        if release && self.life.compare_exchange(1, RELEASED, Ordering::AcqRel, Ordering::Relaxed).is_ok() {
            // SAFETY: the count was one (ours) and the bit keeps everybody out from now on; Drop sees the bit.
            unsafe { std::ptr::drop_in_place(self.rule.get()) };
            return;
        }
        self.life.fetch_sub(1, Ordering::AcqRel);
    }

    /// Runs the rule. With `release`, what it saved is freed afterwards.
    pub(crate) fn run(&self, cx: &BackwardCx, grads: &[Option<Tensor>], release: bool) -> Result<Grads> {
        self.enter()?;
        // SAFETY: `enter` keeps the rule alive until `leave`.
        let rule = unsafe { &*self.rule.get() };
        let out = rule.backward(cx, grads);
        let drop_rule = release && out.is_ok() && self.saves && !rule.release();
        if drop_rule {
            let _ = self.label.set(match rule.name() {
                Cow::Borrowed(name) => name,
                Cow::Owned(name) => interned(&name),
            });
        }
        self.leave(drop_rule);
        out
    }

    /// Puts a gradient into the node's slot `nr`. `None`: another execution uses the slots. `Some(first)`: whether
    /// it was the first gradient of this execution.
    pub(crate) fn deposit(
        &self,
        execution: u64,
        nr: usize,
        grad: Tensor,
        add: &mut dyn FnMut(Tensor, Tensor) -> Result<Tensor>,
    ) -> Result<std::result::Result<bool, Tensor>> {
        let first = match self.claim.compare_exchange(0, execution, Ordering::AcqRel, Ordering::Acquire) {
            Ok(_) => true,
            Err(owner) if owner == execution => false,
            Err(_) => return Ok(Err(grad)),
        };
        // SAFETY: the claim is this execution's, and an execution runs on one thread.
        let slots = unsafe { &mut *self.slots.get() };
        put(slots, nr, grad, add)?;
        Ok(Ok(first))
    }

    /// Takes the gradients that `deposit` put and gives up the claim.
    pub(crate) fn collect(&self) -> Slots {
        // SAFETY: called by the execution that holds the claim.
        let slots = std::mem::take(unsafe { &mut *self.slots.get() });
        self.claim.store(0, Ordering::Release);
        slots
    }
}

pub(crate) fn put(
    slots: &mut Slots,
    nr: usize,
    grad: Tensor,
    add: &mut dyn FnMut(Tensor, Tensor) -> Result<Tensor>,
) -> Result<()> {
    while slots.len() <= nr {
        slots.push(None);
    }
    slots[nr] = Some(match slots[nr].take() {
        Some(sum) => add(sum, grad)?,
        None => grad,
    });
    Ok(())
}

impl<R: ?Sized> Drop for Node<R> {
    fn drop(&mut self) {
        if *self.life.get_mut() & RELEASED == 0 {
            // SAFETY: not dropped before, and never used again.
            unsafe { ManuallyDrop::drop(&mut self.rule) };
        }
    }
}
