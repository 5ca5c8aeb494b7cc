//! The tensor handle.
//!
//! A handle's first geometry is written once and read without a lock. The few operations that swap it (`.data =`, `set_`,
//! `resize_`, …) leave it in place, weaken its hold on the storage, and put the new geometry behind the handle's spin bit.
//! What autograd knows about the handle sits behind the same bit.

mod data;
pub mod geometry;

pub use data::type_name;

use crate::autograd::{Edge, Leaf, Node};
use crate::device::Device;
use crate::error::Result;
use crate::storage::Storage;
pub use geometry::{Dims, Geometry};
use lumbre_kernels::DType;
use std::cell::UnsafeCell;
use std::mem::ManuallyDrop;
use std::ops::Deref;
use std::sync::Arc;
use std::sync::atomic::{AtomicPtr, AtomicU32, Ordering};

const LOCK: u32 = 1;
pub(crate) const REQUIRES_GRAD: u32 = 2;
const HAS_FN: u32 = 4;
const SWAPPED: u32 = 8;
pub(crate) const INFERENCE: u32 = 16;
pub(crate) const VIEW: u32 = 32;
pub(crate) const RETAINS_GRAD: u32 = 64;
/// Whoever saves this handle keeps its binding object alive (a subclass, or attributes).
pub const KEEPS_OBJECT: u32 = 128;
/// The tensor came from a bare number and takes part in promotion as one.
pub const WRAPPED_NUMBER: u32 = 256;
/// The handle has the parts of a sparse tensor and no memory of its own.
pub(crate) const SPARSE: u32 = 512;

/// How a view was born; decides whether it may be changed in place.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Creation {
    #[default]
    Default,
    NoGrad,
    MultiOutput,
    CustomFunction,
    Inference,
}

#[derive(Default)]
pub(crate) struct State {
    pub grad_fn: Option<Edge>,
    pub leaf: Option<Box<Leaf>>,
    pub base: Option<Tensor>,
    pub creation: Creation,
    /// The version at which `grad_fn` of a view was made.
    pub view_version: u32,
    pub coo: Option<Arc<crate::autograd::Coo>>,
    swapped: Option<Arc<Geometry>>,
}

pub(crate) struct Inner {
    first: ManuallyDrop<Geometry>,
    flags: AtomicU32,
    state: UnsafeCell<State>,
    object: AtomicPtr<()>,
}

// SAFETY: `first` is immutable after construction; `state` is touched only under the LOCK bit.
unsafe impl Send for Inner {}
// SAFETY: as above.
unsafe impl Sync for Inner {}

/// An n-dimensional array: one reference-counted handle on shared storage.
#[derive(Clone)]
pub struct Tensor(pub(crate) Arc<Inner>);

/// A handle that does not keep the tensor alive.
#[derive(Clone)]
pub struct WeakTensor(std::sync::Weak<Inner>);

impl WeakTensor {
    pub fn upgrade(&self) -> Option<Tensor> {
        self.0.upgrade().map(Tensor)
    }
}

/// A tensor's geometry, borrowed from the handle or shared after a swap.
pub enum GeometryRef<'a> {
    First(&'a Geometry),
    Swapped(Arc<Geometry>),
}

impl Deref for GeometryRef<'_> {
    type Target = Geometry;
    #[inline]
    fn deref(&self) -> &Geometry {
        match self {
            GeometryRef::First(g) => g,
            GeometryRef::Swapped(g) => g,
        }
    }
}

impl Drop for Inner {
    fn drop(&mut self) {
        // SAFETY: taken once, here; nobody holds the handle any more.
        let first = unsafe { ManuallyDrop::take(&mut self.first) };
        if *self.flags.get_mut() & SWAPPED != 0 {
            // SAFETY: `swap_geometry` turned this handle into a weak one, which is given up here and not dropped again.
            unsafe { first.storage.release_weak() };
            std::mem::forget(first.storage);
        }
    }
}

impl Tensor {
    #[inline]
    pub fn from_geometry(g: Geometry) -> Tensor {
        Tensor::born(g, 0, State::default())
    }

    /// A handle with its first flags and state. It is written where it stays: it is large, and made by every op.
    #[inline]
    fn born(g: Geometry, flags: u32, state: State) -> Tensor {
        let place = Arc::into_raw(Arc::<Inner>::new_uninit()) as *mut Inner;
        // SAFETY: the block is this function's own until it returns, and every field is written before it is taken for an `Inner`.
        unsafe {
            (&raw mut (*place).first).write(ManuallyDrop::new(g));
            (&raw mut (*place).flags).write(AtomicU32::new(flags));
            (&raw mut (*place).state).write(UnsafeCell::new(state));
            (&raw mut (*place).object).write(AtomicPtr::new(std::ptr::null_mut()));
            Tensor(Arc::from_raw(place))
        }
    }

    /// A view of `base` that has no node yet.
    #[inline]
    pub(crate) fn view_of(g: Geometry, base: Tensor, creation: Creation, version: u32, inference: bool) -> Tensor {
        let flags = if inference { VIEW | INFERENCE } else { VIEW };
        Tensor::born(g, flags, State { base: Some(base), creation, view_version: version, ..State::default() })
    }

    /// As `from_geometry`, born in inference mode where `inference`.
    #[inline]
    pub(crate) fn fresh(g: Geometry, inference: bool) -> Tensor {
        Tensor::born(g, if inference { INFERENCE } else { 0 }, State::default())
    }

    #[inline]
    pub fn geometry(&self) -> GeometryRef<'_> {
        if self.0.flags.load(Ordering::Acquire) & SWAPPED == 0 {
            return GeometryRef::First(&self.0.first);
        }
        match self.locked(|s| s.swapped.clone()) {
            Some(g) => GeometryRef::Swapped(g),
            None => GeometryRef::First(&self.0.first),
        }
    }

    /// The geometry the handle was born with, whatever has been swapped in since.
    pub(crate) fn first_geometry(&self) -> &Geometry {
        &self.0.first
    }

    pub(crate) fn was_swapped(&self) -> bool {
        self.flags() & SWAPPED != 0
    }

    /// Runs `f` on the autograd state under the spin bit. `f` must be short and must not touch other handles.
    #[inline]
    pub(crate) fn locked<T>(&self, f: impl FnOnce(&mut State) -> T) -> T {
        let word = self.lock();
        // SAFETY: the LOCK bit is ours.
        let out = f(unsafe { &mut *self.0.state.get() });
        self.unlock(word);
        out
    }

    /// Takes the spin bit; returns the other flags. They change under the bit only, so letting go is a plain store.
    #[inline]
    fn lock(&self) -> u32 {
        let word = self.0.flags.fetch_or(LOCK, Ordering::Acquire);
        if word & LOCK == 0 { word } else { self.wait_for_lock() }
    }

    #[cold]
    fn wait_for_lock(&self) -> u32 {
        let mut spins = 0u32;
        loop {
            let word = self.0.flags.fetch_or(LOCK, Ordering::Acquire);
            if word & LOCK == 0 {
                return word;
            }
            spins += 1;
            if spins % 64 == 0 { std::thread::yield_now() } else { std::hint::spin_loop() }
        }
    }

    #[inline]
    fn unlock(&self, word: u32) {
        self.0.flags.store(word & !LOCK, Ordering::Release);
    }

    /// As `locked`, but gives up where somebody holds the bit (a garbage collector must not wait).
    pub(crate) fn try_locked(&self, f: impl FnOnce(&mut State)) {
        let word = self.0.flags.fetch_or(LOCK, Ordering::Acquire);
        if word & LOCK != 0 {
            return;
        }
        // SAFETY: the LOCK bit is ours.
        f(unsafe { &mut *self.0.state.get() });
        self.unlock(word);
    }

    #[inline]
    pub(crate) fn flags(&self) -> u32 {
        self.0.flags.load(Ordering::Acquire)
    }

    pub(crate) fn set_flag(&self, bit: u32, on: bool) {
        let word = self.lock();
        self.unlock(if on { word | bit } else { word & !bit });
    }

    /// Replaces geometry and storage, keeping identity, autograd state and version count.
    pub(crate) fn swap_geometry(&self, mut g: Geometry) {
        let old = self.geometry();
        g.version = match &old.version {
            Some(own) => Some(own.clone()),
            None if g.storage.same(&old.storage) => None,
            None => Some(Arc::new(AtomicU32::new(old.version()))),
        };
        drop(old);
        let g = Arc::new(g);
        let before = self.locked(|s| s.swapped.replace(g));
        if before.is_none() {
            // SAFETY: from here on `first.storage` counts as weak; `Inner::drop` sees the flag and releases it as such.
            unsafe { self.0.first.storage.weaken() };
            self.set_flag(SWAPPED, true);
        }
    }

    #[inline]
    pub fn dtype(&self) -> DType {
        self.geometry().dtype
    }

    #[inline]
    pub fn device(&self) -> Device {
        self.geometry().device()
    }

    #[inline]
    pub fn dim(&self) -> usize {
        self.geometry().dim()
    }

    #[inline]
    pub fn numel(&self) -> i64 {
        self.geometry().numel()
    }

    #[inline]
    pub fn sizes(&self) -> Dims {
        geometry::copied(&self.geometry().sizes)
    }

    #[inline]
    pub fn strides(&self) -> Dims {
        geometry::copied(&self.geometry().strides)
    }

    /// The size of one dimension, negative counted from the end.
    pub fn size(&self, dim: i64) -> Result<i64> {
        let g = self.geometry();
        let d = geometry::wrap_dim(dim, g.dim())?;
        g.sizes.get(d).copied().ok_or_else(|| {
            crate::error::Error::new(
                crate::error::Kind::Index,
                "Dimension specified as 0 but tensor has no dimensions",
            )
        })
    }

    pub fn is_contiguous(&self) -> bool {
        self.geometry().is_contiguous()
    }

    pub fn storage(&self) -> Storage {
        self.geometry().storage.clone()
    }

    pub fn storage_offset(&self) -> i64 {
        self.geometry().offset
    }

    /// How often the memory has been changed in place.
    pub fn version(&self) -> u32 {
        self.geometry().version()
    }

    pub fn bump_version(&self) {
        self.geometry().counter().fetch_add(1, Ordering::AcqRel);
    }

    /// Same handle.
    #[inline]
    pub fn is_same(&self, other: &Tensor) -> bool {
        Arc::ptr_eq(&self.0, &other.0)
    }

    /// A number that stays the same while the handle lives.
    #[inline]
    pub fn id(&self) -> usize {
        Arc::as_ptr(&self.0) as usize
    }

    pub fn downgrade(&self) -> WeakTensor {
        WeakTensor(Arc::downgrade(&self.0))
    }

    /// Where a binding keeps its (unowned) object for this handle.
    #[inline]
    pub fn object(&self) -> &AtomicPtr<()> {
        &self.0.object
    }

    pub fn keeps_object(&self) -> bool {
        self.flags() & KEEPS_OBJECT != 0
    }

    pub fn set_keeps_object(&self, on: bool) {
        self.set_flag(KEEPS_OBJECT, on);
    }

    pub fn is_wrapped_number(&self) -> bool {
        self.flags() & WRAPPED_NUMBER != 0
    }

    pub fn set_wrapped_number(&self, on: bool) {
        self.set_flag(WRAPPED_NUMBER, on);
    }

    pub fn is_inference(&self) -> bool {
        self.flags() & INFERENCE != 0
    }

    pub fn is_view(&self) -> bool {
        self.flags() & VIEW != 0
    }

    /// The tensor this one is a view of.
    pub fn base(&self) -> Option<Tensor> {
        if self.is_view() { self.locked(|s| s.base.clone()) } else { None }
    }

    pub(crate) fn set_node(&self, edge: Edge) {
        let word = self.lock();
        // SAFETY: the LOCK bit is ours.
        let old = unsafe { &mut *self.0.state.get() }.grad_fn.replace(edge);
        self.unlock(word | HAS_FN);
        drop(old);
    }

    /// As `set_node`, cheaper for a handle that nobody else has seen yet.
    #[inline]
    pub(crate) fn set_first_node(&mut self, edge: Edge) {
        match Arc::get_mut(&mut self.0) {
            Some(inner) => {
                inner.state.get_mut().grad_fn = Some(edge);
                *inner.flags.get_mut() |= HAS_FN;
            }
            None => self.set_node(edge),
        }
    }

    pub(crate) fn clear_node(&self) {
        let word = self.lock();
        // SAFETY: the LOCK bit is ours.
        let old = unsafe { &mut *self.0.state.get() }.grad_fn.take();
        self.unlock(word & !HAS_FN);
        drop(old);
    }

    #[inline]
    pub(crate) fn has_node(&self) -> bool {
        self.flags() & HAS_FN != 0
    }

    #[inline]
    pub(crate) fn stored_edge(&self) -> Option<Edge> {
        if self.has_node() { self.locked(|s| s.grad_fn.clone()) } else { None }
    }

    /// The node that made this tensor, if autograd recorded one.
    pub fn grad_fn(&self) -> Option<Arc<Node>> {
        crate::autograd::edge_of(self).filter(|_| !self.is_leaf()).map(|e| e.node().clone())
    }

    /// Which of its node's outputs this tensor is.
    pub fn output_nr(&self) -> u32 {
        self.stored_edge().map_or(0, |e| e.nr)
    }

    /// Takes the tensor out of the graph, in place.
    pub fn detach_in_place(&self) -> Result<()> {
        if self.is_view() && self.requires_grad() {
            crate::bail!("Can't detach views in-place. Use detach() instead. If you are using DistributedDataParallel (DDP) for training, and gradient_as_bucket_view is set as True, gradients are views of DDP buckets, and hence detach_() cannot be called on these gradients.");
        }
        self.set_flag(REQUIRES_GRAD, false);
        self.clear_node();
        Ok(())
    }
}
