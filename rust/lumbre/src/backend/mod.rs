//! The door to the kernels: guards, views, conj and neg bits, the global lock, and the only `match` on the device.

pub mod cuda;
pub mod elementwise;
mod fresh;
pub mod late;

pub use fresh::Fresh;
pub(crate) use fresh::{attach, view_with_grad};

use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::storage::Storage;
use crate::storage::guard::{Entered, WaitHook};
use crate::tensor::GeometryRef;
use crate::tensor::geometry::Dims;
use crate::tensor::{Tensor, geometry};
use crate::{bail, ensure};
use cuda::{CView, Cx};
use lumbre_kernels::{DType, View, ViewMut};
use smallvec::SmallVec;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::OnceLock;

/// Kernels whose work (elements, or multiply-adds over sixteen) is above this release the binding's global lock. Releasing costs about 50 ns;
/// this is some 20 us of work.
pub const HEAVY: usize = 64 * 1024;

static RELEASE_HOOK: OnceLock<WaitHook> = OnceLock::new();
static POLL_HOOK: OnceLock<fn() -> Result<()>> = OnceLock::new();

/// Installs how a binding lets other threads run during a heavy kernel.
pub fn set_release_hook(hook: WaitHook) {
    let _ = RELEASE_HOOK.set(hook);
}

/// Installs how a binding checks for an interrupt.
pub fn set_poll_hook(hook: fn() -> Result<()>) {
    let _ = POLL_HOOK.set(hook);
}

/// Installs what long kernels ask now and then: whether to stop.
pub fn set_interrupt_check(check: fn() -> bool) {
    lumbre_kernels::parallel::set_interrupt_check(check);
}

/// Raises a pending interrupt.
pub fn poll() -> Result<()> {
    match POLL_HOOK.get() {
        Some(hook) => hook(),
        None => Ok(()),
    }
}

/// A tensor as a kernel is to see it: with its own geometry or stretched to another.
pub struct Operand<'a> {
    g: GeometryRef<'a>,
    shape: Option<(Dims, Dims)>,
}

impl<'a> Operand<'a> {
    #[inline]
    pub fn new(t: &'a Tensor) -> Operand<'a> {
        Operand { g: t.geometry(), shape: None }
    }

    /// Stretched to `sizes`, with which it broadcasts.
    #[inline]
    pub fn expanded(t: &'a Tensor, sizes: &[i64]) -> Operand<'a> {
        let g = t.geometry();
        if g.sizes[..] == *sizes {
            return Operand { g, shape: None };
        }
        let strides = geometry::expanded_strides(&g.sizes, &g.strides, sizes);
        Operand { g, shape: Some((Dims::from_slice(sizes), strides)) }
    }

    /// The same elements under other sizes and strides.
    pub fn shaped(t: &'a Tensor, sizes: Dims, strides: Dims) -> Operand<'a> {
        Operand { g: t.geometry(), shape: Some((sizes, strides)) }
    }

    #[inline]
    fn sizes(&self) -> &[i64] {
        self.shape.as_ref().map_or(&self.g.sizes[..], |s| &s.0)
    }

    #[inline]
    fn strides(&self) -> &[i64] {
        self.shape.as_ref().map_or(&self.g.strides[..], |s| &s.1)
    }

    /// The address of the first element, checked against the storage. A guard is held.
    #[inline]
    fn address(&self, op: &str) -> Result<*mut u8> {
        let size = self.g.dtype.size();
        let base = self.g.storage.address();
        let reach = self.g.reach() as usize * size;
        if reach > self.g.storage.nbytes() {
            bail!(
                "{op}: the tensor needs {reach} bytes of its storage, which has {} (it was resized or freed)",
                self.g.storage.nbytes()
            );
        }
        Ok(base.wrapping_add(self.g.offset as usize * size))
    }
}

/// Guards of an op's storages, taken in the order of their ids.
pub(crate) struct Guards<'a>(SmallVec<[(&'a Storage, bool); 4]>);

impl<'a> Guards<'a> {
    #[inline]
    fn take(inputs: &'a [Operand], outs: &'a [Operand], fresh: bool) -> Result<Guards<'a>> {
        let mut list: SmallVec<[(&Storage, bool); 4]> = SmallVec::new();
        let all = outs.iter().filter(|_| !fresh).map(|o| (&o.g.storage, true));
        for (s, write) in all.chain(inputs.iter().map(|o| (&o.g.storage, false))) {
            match list.iter_mut().find(|(t, _)| t.same(s)) {
                Some(entry) => entry.1 |= write,
                None => list.push((s, write)),
            }
        }
        if list.len() > 1 {
            list.sort_unstable_by_key(|(s, _)| s.id());
        }
        Guards::enter(list)
    }

    /// Takes the guards of storages in order of their ids. What has to be computed before is, while none is held.
    pub(crate) fn enter(list: SmallVec<[(&'a Storage, bool); 4]>) -> Result<Guards<'a>> {
        'again: loop {
            for (s, write) in &list {
                s.settle(*write)?;
            }
            for (i, (s, write)) in list.iter().enumerate() {
                if s.enter(*write) == Entered::Marked {
                    drop(Guards(SmallVec::from_slice(&list[..i])));
                    continue 'again;
                }
            }
            return Ok(Guards(list));
        }
    }
}

impl Drop for Guards<'_> {
    fn drop(&mut self) {
        for (s, write) in &self.0 {
            if *write { s.end_write() } else { s.end_read() }
        }
    }
}

/// Runs `f`, without the binding's global lock where the work is heavy. `f` does not unwind there.
fn released<T>(work: usize, f: impl FnOnce() -> T + Send) -> T {
    let (mut f, mut out) = (Some(f), None);
    let mut run = || {
        if let Some(f) = f.take() {
            out = Some(f());
        }
    };
    match RELEASE_HOOK.get() {
        Some(hook) if work >= HEAVY => hook(&mut run),
        _ => run(),
    }
    match (out, f) {
        (Some(out), _) => out,
        (None, Some(f)) => f(),
        // Never: a hook that called what it was given has left its result, or what it threw went past here.
        (None, None) => resume_unwind(Box::new("a kernel was lost")),
    }
}

/// Runs a CPU kernel over `inputs` and `outs`. `fresh`: the outputs were made by this op and nobody else sees them yet.
/// `work` decides whether the global lock is released. On a GPU the op is refused by name, or runs on copies where the user asked for it.
pub fn launch(
    op: &str,
    work: usize,
    inputs: &[Operand],
    outs: &[Operand],
    fresh: bool,
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
) -> Result<()> {
    match place(inputs, outs) {
        Device::Cpu => on_cpu(op, work, inputs, outs, fresh, kernel),
        Device::Meta => Ok(()),
        Device::Cuda(i) if cuda::host::fallback() => {
            cuda::host::warn(op);
            on_copies(op, i, inputs, outs, fresh, false, kernel)
        }
        Device::Cuda(_) => Err(cuda::missing(op, "")),
    }
}

/// As `launch`, with the op's kernel for GPUs beside the one for CPUs.
pub fn launch_each(
    op: &str,
    work: usize,
    inputs: &[Operand],
    outs: &[Operand],
    fresh: bool,
    cpu: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
    gpu: impl FnOnce(&Cx, &[CView], &[CView]) -> Result<()>,
) -> Result<()> {
    match place(inputs, outs) {
        Device::Cpu => on_cpu(op, work, inputs, outs, fresh, cpu),
        Device::Meta => Ok(()),
        Device::Cuda(i) => on_gpu(op, i, inputs, outs, fresh, cpu, gpu),
    }
}

/// As `launch_on`, for reading elements: GPU memory is brought to the CPU first.
pub(crate) fn read_on(op: &str, inputs: &[&Tensor], kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send) -> Result<()> {
    let ins: SmallVec<[Operand; 4]> = inputs.iter().map(|t| Operand::new(t)).collect();
    match place(&ins, &[]) {
        Device::Cuda(i) => on_copies(op, i, &ins, &[], false, false, kernel),
        _ => launch(op, 0, &ins, &[], false, kernel),
    }
}

/// As `compute`, for what is small and made from nothing (ranges): on a GPU's behalf the CPU makes it and the bytes are moved.
pub(crate) fn compute_here(op: &str, work: usize, outs: &[&Fresh], kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send) -> Result<()> {
    let os: SmallVec<[Operand; 4]> = outs.iter().map(|f| Operand::new(f.tensor())).collect();
    match place(&[], &os) {
        Device::Cuda(i) => on_copies(op, i, &[], &os, true, true, kernel),
        _ => launch(op, work, &[], &os, true, kernel),
    }
}

#[inline]
fn place(inputs: &[Operand], outs: &[Operand]) -> Device {
    outs.first().or(inputs.first()).map_or(Device::Cpu, |o| o.g.device())
}

#[cold]
fn on_copies(
    op: &str,
    device: u8,
    inputs: &[Operand],
    outs: &[Operand],
    fresh: bool,
    made: bool,
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()>,
) -> Result<()> {
    one_device(op, inputs, outs)?;
    let _guards = Guards::take(inputs, outs, fresh)?;
    cuda::host::run(&Cx::new(op, device)?, inputs, outs, made, kernel)
}

fn on_gpu(
    op: &str,
    device: u8,
    inputs: &[Operand],
    outs: &[Operand],
    fresh: bool,
    cpu: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
    gpu: impl FnOnce(&Cx, &[CView], &[CView]) -> Result<()>,
) -> Result<()> {
    one_device(op, inputs, outs)?;
    let cx = Cx::new(op, device)?;
    let guards = Guards::take(inputs, outs, fresh)?;
    let view = |o: &Operand| -> Result<(u64, DType)> { Ok((o.address(op)? as u64, o.g.dtype)) };
    let mut places: SmallVec<[(u64, DType); 6]> = SmallVec::new();
    for o in inputs.iter().chain(outs) {
        places.push(view(o)?);
    }
    let all: SmallVec<[CView; 6]> = inputs
        .iter()
        .chain(outs)
        .zip(&places)
        .map(|(o, (address, dtype))| CView { address: *address, dtype: *dtype, sizes: o.sizes(), strides: o.strides() })
        .collect();
    let (i, o) = all.split_at(inputs.len());
    match gpu(&cx, i, o) {
        Err(e) if e.kind() == Kind::NotImplemented && cuda::host::fallback() => {
            cuda::host::warn(op);
            let done = cuda::host::run(&cx, inputs, outs, false, cpu);
            drop(guards);
            done
        }
        done => done,
    }
}

fn one_device(op: &str, inputs: &[Operand], outs: &[Operand]) -> Result<()> {
    let device = place(inputs, outs);
    for o in inputs.iter().chain(outs) {
        let d = o.g.device();
        ensure!(d == device, "{op}: Expected all tensors to be on the same device, but found at least two devices, {device} and {d}!");
    }
    Ok(())
}

/// Guards for work that is not a kernel.
pub(crate) fn guards<'a>(inputs: &'a [Operand], outs: &'a [Operand]) -> Result<impl Drop + use<'a>> {
    Guards::take(inputs, outs, false)
}

/// A kernel without memory for its scratch as an error; other panics go on.
#[cold]
fn told(payload: Box<dyn std::any::Any + Send>) -> Result<()> {
    if payload.is::<lumbre_kernels::scratch::OutOfMemory>() {
        return Err(crate::storage::of_panic(&*payload));
    }
    resume_unwind(payload)
}

fn on_cpu(
    op: &str,
    work: usize,
    inputs: &[Operand],
    outs: &[Operand],
    fresh: bool,
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
) -> Result<()> {
    if inputs.iter().chain(outs).any(|o| o.g.device() != Device::Cpu) {
        one_device(op, inputs, outs)?;
    }
    let guards = Guards::take(inputs, outs, fresh)?;
    let mut views: SmallVec<[View; 4]> = SmallVec::new();
    for o in inputs {
        let p = o.address(op)?;
        // SAFETY: the guard is held, the memory is the CPU's, `address` checked that every element lies inside the storage, storages are aligned to
        // their dtype (checked where foreign memory comes in), and bool bytes are 0 or 1 (checked there too).
        views.push(unsafe { View::new(p, o.g.dtype, o.sizes(), o.strides()) });
    }
    let mut out_views: SmallVec<[ViewMut; 2]> = SmallVec::new();
    for o in outs {
        let p = o.address(op)?;
        // SAFETY: as above, under the write guard, or the memory is this op's own.
        out_views.push(unsafe { ViewMut::new(p, o.g.dtype, o.sizes(), o.strides()) });
    }
    let result = match RELEASE_HOOK.get() {
        Some(_) if work >= HEAVY => {
            match released(work, || catch_unwind(AssertUnwindSafe(|| kernel(&views, &mut out_views)))) {
                Ok(r) => r,
                // The poll below raises what interrupted it.
                Err(payload) if payload.is::<lumbre_kernels::parallel::Interrupted>() => {
                    Err(Error::new(Kind::Interrupted, format!("{op} was interrupted")))
                }
                Err(payload) => told(payload),
            }
        }
        _ => catch_unwind(AssertUnwindSafe(|| kernel(&views, &mut out_views))).unwrap_or_else(told),
    };
    drop(views);
    drop(out_views);
    drop(guards);
    if work >= HEAVY {
        poll()?;
    }
    result
}

/// Runs `f` on views of existing tensors, all guarded; outputs are written in place.
pub fn launch_on(
    op: &str,
    work: usize,
    inputs: &[&Tensor],
    outs: &[&Tensor],
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
) -> Result<()> {
    let ins: SmallVec<[Operand; 4]> = inputs.iter().map(|t| Operand::new(t)).collect();
    let os: SmallVec<[Operand; 4]> = outs.iter().map(|t| Operand::new(t)).collect();
    launch(op, work, &ins, &os, false, kernel)
}

/// As `launch_on`, with the op's kernel for GPUs.
pub fn launch_on_each(
    op: &str,
    work: usize,
    inputs: &[&Tensor],
    outs: &[&Tensor],
    cpu: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
    gpu: impl FnOnce(&Cx, &[CView], &[CView]) -> Result<()>,
) -> Result<()> {
    let ins: SmallVec<[Operand; 4]> = inputs.iter().map(|t| Operand::new(t)).collect();
    let os: SmallVec<[Operand; 4]> = outs.iter().map(|t| Operand::new(t)).collect();
    launch_each(op, work, &ins, &os, false, cpu, gpu)
}

/// Runs a kernel from `inputs` into fresh outputs.
pub fn compute(
    op: &str,
    work: usize,
    inputs: &[&Tensor],
    outs: &[&Fresh],
    kernel: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
) -> Result<()> {
    with_operands(op, inputs, outs, |ins, os| launch(op, work, ins, os, true, kernel))
}

/// As `compute`, with the op's kernel for GPUs.
pub fn compute_each(
    op: &str,
    work: usize,
    inputs: &[&Tensor],
    outs: &[&Fresh],
    cpu: impl FnOnce(&[View], &mut [ViewMut]) -> Result<()> + Send,
    gpu: impl FnOnce(&Cx, &[CView], &[CView]) -> Result<()>,
) -> Result<()> {
    with_operands(op, inputs, outs, |ins, os| launch_each(op, work, ins, os, true, cpu, gpu))
}

/// Checks that the inputs are on one device and resolves their conj and neg bits.
#[inline]
fn with_operands(op: &str, inputs: &[&Tensor], outs: &[&Fresh], run: impl FnOnce(&[Operand], &[Operand]) -> Result<()>) -> Result<()> {
    same_device(op, inputs)?;
    let os: SmallVec<[Operand; 4]> = outs.iter().map(|f| Operand::new(f.tensor())).collect();
    if inputs.iter().all(|t| t.geometry().bits == 0) {
        let ins: SmallVec<[Operand; 4]> = inputs.iter().map(|t| Operand::new(t)).collect();
        return run(&ins, &os);
    }
    let resolved: SmallVec<[Option<Tensor>; 4]> =
        inputs.iter().map(|t| if t.geometry().bits != 0 { resolve(t).map(Some) } else { Ok(None) }).collect::<Result<_>>()?;
    let ins: SmallVec<[Operand; 4]> =
        inputs.iter().zip(&resolved).map(|(t, r)| Operand::new(r.as_ref().unwrap_or(t))).collect();
    run(&ins, &os)
}

/// All operands on one device.
pub fn same_device(op: &str, inputs: &[&Tensor]) -> Result<()> {
    let Some(first) = inputs.first() else { return Ok(()) };
    let device = first.device();
    for t in &inputs[1..] {
        ensure!(
            t.device() == device,
            "{op}: Expected all tensors to be on the same device, but found at least two devices, {device} and {}!",
            t.device()
        );
    }
    Ok(())
}

/// The elements with conj and neg bits applied, as a tensor without bits.
pub fn resolve(t: &Tensor) -> Result<Tensor> {
    let bits = t.geometry().bits;
    if bits == 0 {
        return Ok(t.clone());
    }
    let mut g = (*t.geometry()).clone();
    g.bits = 0;
    let plain = Tensor::from_geometry(g);
    let mut out = plain;
    if bits & geometry::CONJ != 0 {
        out = elementwise::unary("conj", &out, lumbre_kernels::unary::Unary::Conj)?.into_tensor();
    }
    if bits & geometry::NEG != 0 {
        out = elementwise::unary("neg", &out, lumbre_kernels::unary::Unary::Neg)?.into_tensor();
    }
    Ok(out)
}

/// Writes one number, which fits, into every element of `dst`, which is not fresh. No autograd, no version.
pub fn fill_into(dst: &Tensor, value: lumbre_kernels::Scalar) -> Result<()> {
    fill_with(dst, value, false)
}

/// As `fill_into`; `fresh`: the tensor was made by this op and nobody else sees it yet.
pub(crate) fn fill_with(dst: &Tensor, value: lumbre_kernels::Scalar, fresh: bool) -> Result<()> {
    let cpu = |_: &[View], o: &mut [ViewMut]| {
        lumbre_kernels::copy::fill(value, o[0].reborrow());
        Ok(())
    };
    launch_each("fill_", dst.numel() as usize, &[], &[Operand::new(dst)], fresh, cpu, |cx, _, o| cuda::elementwise::fill(cx, value, o[0]))
}

/// Copies elements of `src`, broadcast and cast, into `dst`, which is not fresh. No autograd, no version.
pub fn copy_into(dst: &Tensor, src: &Tensor) -> Result<()> {
    copy_into_with(dst, src, false)
}

/// As `copy_into`; with `non_blocking`, copies between pinned memory and a GPU are only put into the queue.
pub fn copy_into_with(dst: &Tensor, src: &Tensor, non_blocking: bool) -> Result<()> {
    if copied_run(dst, src)? {
        return Ok(());
    }
    let mut src = resolve(src)?;
    let d = dst.geometry();
    if d.numel() == 0 {
        return Ok(());
    }
    if d.bits != 0 {
        // Written through the bit: store the conjugate (negative) of the value.
        let mut g = (*src.geometry()).clone();
        g.bits = d.bits;
        src = resolve(&Tensor::from_geometry(g))?;
    }
    let clash = {
        let s = src.geometry();
        s.storage.same(&d.storage) && !s.same_layout(&d)
    };
    if clash {
        src = Fresh::copy_of(&src, d.dtype)?.into_tensor();
    }
    let mut plain = (*d).clone();
    plain.bits = 0;
    let plain = Tensor::from_geometry(plain);
    match (src.device(), d.device()) {
        (a, b) if a == b => {}
        (Device::Meta, _) => bail!(NotImplemented, "Cannot copy out of meta tensor; no data!"),
        (_, Device::Meta) => return Ok(()),
        _ => {
            let wide = if src.sizes() == d.sizes { src } else { src.expand(&d.sizes)? };
            return cuda::copy::across(&plain, &wide, non_blocking);
        }
    }
    let ins = [Operand::expanded(&src, &d.sizes)];
    let outs = [Operand::new(&plain)];
    launch_each(
        "copy_",
        d.numel() as usize,
        &ins,
        &outs,
        false,
        |i, o| {
            lumbre_kernels::copy::copy(i[0], o[0].reborrow());
            Ok(())
        },
        |cx, i, o| cuda::elementwise::copy(cx, i[0], o[0]),
    )
}

/// Copies one small run over another of its size and dtype; `false` where the general way has to be taken.
fn copied_run(dst: &Tensor, src: &Tensor) -> Result<bool> {
    const MOST: usize = 16 * 1024;
    let (d, s) = (dst.geometry(), src.geometry());
    let bytes = d.numel() as usize * d.dtype.size();
    let plain = |g: &geometry::Geometry| g.bits == 0 && g.device() == Device::Cpu && g.is_contiguous();
    if bytes > MOST || d.dtype != s.dtype || d.sizes != s.sizes || !plain(&d) || !plain(&s) {
        return Ok(false);
    }
    let mut list: SmallVec<[(&Storage, bool); 4]> = smallvec::smallvec![(&d.storage, true)];
    if !s.storage.same(&d.storage) {
        list.push((&s.storage, false));
        list.sort_unstable_by_key(|(s, _)| s.id());
    }
    let _guards = Guards::enter(list)?;
    let place = |g: &geometry::Geometry| {
        let start = g.offset as usize * g.dtype.size();
        (start + bytes <= g.storage.nbytes()).then(|| g.storage.address().wrapping_add(start))
    };
    let (Some(to), Some(from)) = (place(&d), place(&s)) else { return Ok(false) };
    // SAFETY: both runs lie inside their storages, whose guards are held; they may overlap.
    unsafe { std::ptr::copy(from, to, bytes) };
    Ok(true)
}

/// An error of a kernel that met a bad index.
#[cold]
pub fn bad_index(op: &str, index: i64, dim: usize, size: i64) -> Error {
    Error::new(
        Kind::Index,
        format!("{op}: index {index} is out of bounds for dimension {dim} with size {size}"),
    )
}

/// How many threads kernels use.
pub fn num_threads() -> usize {
    lumbre_kernels::parallel::get_num_threads()
}

/// Sets it; results do not depend on it.
pub fn set_num_threads(n: usize) {
    lumbre_kernels::parallel::set_num_threads(n);
}
