//! Graph nodes: one allocation an op, edges to the producers of its inputs.

use super::hooks::NodeHooks;
use super::{BackwardCx, Grads};
use crate::error::Result;
use crate::tensor::{Dims, Tensor};
use crate::{Device, bail};
use lumbre_kernels::DType;
use smallvec::SmallVec;
use std::any::Any;
use std::cell::{Cell, RefCell, UnsafeCell};
use std::mem::ManuallyDrop;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, AtomicU32, AtomicU64, Ordering};

/// The derivative rule of one op, with what it saved.
pub trait Backward: Send + Sync + 'static {
    /// The gradients of the inputs, in edge order. `None` stands for zero, in both directions.
    fn backward(&self, cx: &BackwardCx, grads: &[Option<Tensor>]) -> Result<Grads>;

    /// PyTorch's name of the node.
    fn name(&self) -> String {
        let path = std::any::type_name::<Self>();
        let last = path.rsplit("::").next().unwrap_or(path);
        format!("{}Backward0", last.strip_suffix("Grad").unwrap_or(last))
    }

    /// Drops what was saved, if the rule keeps living without it; `false` lets the node drop the whole rule.
    fn release(&self) -> bool {
        false
    }

    fn as_any(&self) -> Option<&dyn Any> {
        None
    }
}

/// What a node knows of one of its outputs.
#[derive(Clone)]
pub struct OutputMeta {
    pub sizes: Dims,
    pub dtype: DType,
    pub device: Device,
}

impl OutputMeta {
    pub fn of(t: &Tensor) -> OutputMeta {
        let g = t.geometry();
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
    pub(crate) hooks: std::sync::Mutex<Option<Box<NodeHooks>>>,
    has_hooks: AtomicU32,
    object: AtomicPtr<()>,
    /// The rule saved tensors; a second backward pass needs them kept. A rule without any runs as often as it is asked to.
    pub(crate) saves: bool,
    rule: ManuallyDrop<UnsafeCell<R>>,
}

// SAFETY: `slots` belongs to the execution that holds `claim`; `rule` is dropped only when `life` says nobody runs it.
unsafe impl<R: ?Sized + Send + Sync> Send for Node<R> {}
// SAFETY: as above.
unsafe impl<R: ?Sized + Send + Sync> Sync for Node<R> {}

thread_local! {
    static SEQUENCE: Cell<u64> = const { Cell::new(0) };
    /// Whether a tensor was saved since the last node was made: its rule then has something to free.
    static SAVED: Cell<bool> = const { Cell::new(false) };
    static GRAVEYARD: RefCell<Graveyard> = const { RefCell::new(Graveyard { depth: 0, waiting: Vec::new() }) };
}

struct Graveyard {
    depth: u32,
    waiting: Vec<Arc<Node>>,
}

/// The rule being built saves a tensor.
#[inline]
pub(crate) fn note_saved() {
    SAVED.with(|s| s.set(true));
}

/// How many nodes are dropped inside one another before the rest is queued.
const DROP_DEPTH: u32 = 32;

/// A gradient's way: the node that made an input, and which of its outputs that input was.
pub struct Edge {
    node: ManuallyDrop<Arc<Node>>,
    pub nr: u32,
}

impl Clone for Edge {
    #[inline]
    fn clone(&self) -> Edge {
        Edge { node: self.node.clone(), nr: self.nr }
    }
}

impl Edge {
    #[inline]
    pub fn new(node: Arc<Node>, nr: u32) -> Edge {
        Edge { node: ManuallyDrop::new(node), nr }
    }

    #[inline]
    pub fn node(&self) -> &Arc<Node> {
        &self.node
    }
}

// A graph a million nodes deep must not recurse a million frames: past a depth the nodes wait in a list.
impl Drop for Edge {
    #[inline]
    fn drop(&mut self) {
        // SAFETY: taken once, here.
        let node = unsafe { ManuallyDrop::take(&mut self.node) };
        if Arc::strong_count(&node) > 1 {
            // Somebody else's handle will drop it (or this one, racing: then it recurses by one frame only).
            drop(node);
            return;
        }
        let queued = GRAVEYARD.try_with(|g| {
            let Ok(mut g) = g.try_borrow_mut() else { return };
            g.waiting.push(node);
        });
        let _ = queued;
        drain_graveyard();
    }
}

fn drain_graveyard() {
    loop {
        let next = GRAVEYARD
            .try_with(|g| {
                let Ok(mut g) = g.try_borrow_mut() else { return None };
                if g.depth >= DROP_DEPTH {
                    return None;
                }
                let node = g.waiting.pop()?;
                g.depth += 1;
                Some(node)
            })
            .ok()
            .flatten();
        let Some(node) = next else { return };
        drop(node);
        let _ = GRAVEYARD.try_with(|g| {
            if let Ok(mut g) = g.try_borrow_mut() {
                g.depth -= 1;
            }
        });
    }
}

impl Node {
    /// A node for `rule` whose inputs come from `edges`.
    pub fn new<R: Backward>(rule: R, edges: SmallVec<[Option<Edge>; 2]>) -> Arc<Node<R>> {
        let depth = edges.iter().flatten().map(|e| e.node.depth).max().map_or(0, |d| d + 1);
        let sequence = SEQUENCE.with(|s| {
            s.set(s.get() + 1);
            s.get()
        });
        Arc::new(Node {
            edges,
            outputs: SmallVec::new(),
            depth,
            sequence,
            life: AtomicU32::new(0),
            claim: AtomicU64::new(0),
            slots: UnsafeCell::new(SmallVec::new()),
            hooks: std::sync::Mutex::new(None),
            has_hooks: AtomicU32::new(0),
            object: AtomicPtr::new(std::ptr::null_mut()),
            saves: SAVED.with(|s| s.replace(false)),
            rule: ManuallyDrop::new(UnsafeCell::new(rule)),
        })
    }

    pub fn name(&self) -> Result<String> {
        self.enter()?;
        // SAFETY: `enter` keeps the rule alive until `leave`.
        let name = unsafe { &*self.rule.get() }.name();
        self.leave(false);
        Ok(name)
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
