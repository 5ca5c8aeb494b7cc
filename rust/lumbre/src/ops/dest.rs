//! In-place and `out=` forms. Both run the ordinary body; the first element-wise kernel whose result has the destination's
//! shape and dtype writes straight into it, anything else is computed and then copied.

use super::promote::can_cast;
use super::table_types::{Op, flag};
use super::value::{Stack, Value};
use crate::autograd::{Edge, Node, check_inplace, rebase};
use crate::error::Result;
use crate::modes;
use crate::tensor::{Geometry, Tensor};
use crate::{bail, ensure};
use smallvec::smallvec;
use std::cell::RefCell;

struct Dest {
    tensor: Tensor,
    version: u32,
    taken: bool,
    /// Nobody may write into it any more; what is saved still has to be the old values.
    closed: bool,
}

thread_local! {
    static DEST: RefCell<Option<Dest>> = const { RefCell::new(None) };
}

/// The version to record for an input saved while a destination is set: the one before the write.
pub(crate) fn version_seen(t: &Tensor) -> u32 {
    let g = t.geometry();
    DEST.with(|d| match &*d.borrow() {
        Some(dest) if std::ptr::eq(dest.tensor.geometry().counter(), g.counter()) => dest.version,
        _ => g.version(),
    })
}

/// The destination's geometry, if a kernel producing these sizes and dtype from `inputs` may write into it.
pub(crate) fn take(op: &str, sizes: &[i64], dtype: lumbre_kernels::DType, inputs: &[&Tensor]) -> Result<Option<Geometry>> {
    take_if(op, sizes, dtype, inputs, |_| true)
}

/// As `take`, where the kernel wants more of the geometry.
pub(crate) fn take_if(
    op: &str,
    sizes: &[i64],
    dtype: lumbre_kernels::DType,
    inputs: &[&Tensor],
    fits: impl FnOnce(&Geometry) -> bool,
) -> Result<Option<Geometry>> {
    let Some(t) = DEST.with(|d| d.borrow().as_ref().filter(|d| !d.taken && !d.closed).map(|d| d.tensor.clone())) else {
        return Ok(None);
    };
    let g = t.geometry();
    if g.dtype != dtype || g.sizes[..] != *sizes || g.bits != 0 || !fits(&g) {
        return Ok(None);
    }
    for x in inputs {
        if clashes(op, &g, &x.geometry())? {
            return Ok(None);
        }
    }
    if may_save_old_values(op, &t, inputs) {
        return Ok(None);
    }
    DEST.with(|d| {
        if let Some(dest) = d.borrow_mut().as_mut() {
            dest.taken = true;
        }
    });
    if !t.is_inference() {
        g.counter().fetch_add(1, std::sync::atomic::Ordering::AcqRel);
    }
    Ok(Some((*g).clone()))
}

/// Whether the destination overlaps an input other than exactly; an error when both are dense.
fn clashes(op: &str, dest: &Geometry, x: &Geometry) -> Result<bool> {
    if !x.storage.same(&dest.storage) || x.numel() == 0 || x.same_layout(dest) {
        return Ok(false);
    }
    let range = |g: &Geometry| (g.offset * g.dtype.size() as i64, g.reach() * g.dtype.size() as i64);
    let ((a0, a1), (b0, b1)) = (range(x), range(dest));
    if a1 <= b0 || b1 <= a0 {
        return Ok(false);
    }
    ensure!(
        !(x.is_dense() && dest.is_dense()),
        "{op}: unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation."
    );
    Ok(true)
}

/// Whether the rule of an in-place op may want values that the kernel is about to overwrite.
fn may_save_old_values(op: &str, dest: &Tensor, inputs: &[&Tensor]) -> bool {
    if !modes::grad_enabled() || !inputs.iter().any(|x| x.requires_grad()) {
        return false;
    }
    let words = super::find(op).map_or(0, |row| row.flags);
    if words & flag::UNSAVED != 0 {
        return false;
    }
    let (own, other): (Vec<&Tensor>, Vec<&Tensor>) = inputs.iter().copied().partition(|x| x.storage().same(&dest.storage()));
    !own.is_empty() && !(words & flag::SAVED_FOR_OTHER != 0 && own.len() == 1 && !other.iter().any(|x| x.requires_grad()))
}

/// A copy for the rule of an in-place op that saves the tensor it changes, while its old values are there.
pub(crate) fn before_write(t: &Tensor) -> Result<Option<Tensor>> {
    let mine = DEST.with(|d| d.borrow().as_ref().is_some_and(|d| !d.taken && d.tensor.is_same(t)));
    if mine { suspended(|| Ok(Some(t.detach_handle().clone_op()?))) } else { Ok(None) }
}

/// Forgets the destination, for an op whose kernel cannot write over its inputs.
pub(crate) fn give_up() {
    if modes::get() & modes::DEST != 0 {
        DEST.with(|d| {
            if let Some(dest) = d.borrow_mut().as_mut() {
                dest.closed = true;
            }
        });
    }
}

fn with_dest<T>(tensor: &Tensor, body: impl FnOnce() -> Result<T>) -> Result<T> {
    let before = DEST.with(|d| d.borrow_mut().replace(Dest { tensor: tensor.clone(), version: tensor.version(), taken: false, closed: false }));
    let mode = modes::with(modes::DEST, 0);
    let out = body();
    drop(mode);
    let mine = DEST.with(|d| std::mem::replace(&mut *d.borrow_mut(), before));
    drop(mine);
    out
}

/// Whether an in-place op on this thread is writing `base` or a view of it.
pub(crate) fn writes(base: &Tensor) -> bool {
    modes::get() & (modes::DEST | modes::INPLACE) != 0
        && DEST.with(|d| d.borrow().as_ref().is_some_and(|dest| dest.tensor.is_same(base) || dest.tensor.base().is_some_and(|b| b.is_same(base))))
}

/// Runs nested public methods without the destination.
pub(crate) fn suspended<T>(body: impl FnOnce() -> T) -> T {
    let close = |on: bool| DEST.with(|d| d.borrow_mut().as_mut().is_some_and(|dest| std::mem::replace(&mut dest.closed, on)));
    let before = close(true);
    // What nested ops save of the tensor that is about to change still has to be its old values.
    let mode = modes::with(modes::INPLACE, modes::DEST);
    let out = body();
    drop(mode);
    close(before);
    out
}

/// The in-place form of an op on `t`.
pub fn inplace(op: &str, t: &Tensor, body: impl FnOnce() -> Result<Tensor>) -> Result<Tensor> {
    check_inplace(t, op)?;
    let history = modes::grad_enabled() && t.requires_grad();
    let sizes = t.sizes();
    check_repeats(t)?;
    let out = with_dest(t, body)?;
    if out.is_same(t) {
        // Nothing was computed, as by dropout outside of training: the tensor keeps its history.
        return Ok(out);
    }
    let direct = {
        let (a, b) = (out.geometry(), t.geometry());
        a.storage.same(&b.storage) && a.same_layout(&b)
    };
    if !direct {
        let dtype = out.dtype();
        ensure!(
            out.sizes() == sizes,
            "{op}: output with shape {:?} doesn't match the broadcast shape {:?}",
            &sizes[..],
            &out.sizes()[..]
        );
        castable(dtype, t.dtype())?;
        crate::backend::copy_into(t, &out)?;
        t.bump_version();
    }
    match out.stored_edge() {
        Some(edge) => rebase(t, edge)?,
        None if history => {
            let node: std::sync::Arc<Node> = Node::new(crate::autograd::ZeroedGrad, smallvec![None]);
            rebase(t, Edge::new(node, 0))?;
        }
        None => {}
    }
    Ok(t.clone())
}

/// The in-place form of a view op: the handle takes the view's geometry.
pub fn inplace_view(op: &str, t: &Tensor, body: impl FnOnce() -> Result<Tensor>) -> Result<Tensor> {
    check_inplace(t, op)?;
    let out = body()?;
    let g = (*out.geometry()).clone();
    let edge = out.stored_edge();
    t.swap_geometry(g);
    t.bump_version();
    if let Some(edge) = edge {
        t.set_node(edge);
    }
    if t.is_view() {
        // Its node is made anew from the base, for the geometry it has now.
        t.is_leaf();
    }
    Ok(t.clone())
}

/// An error where the destination cannot take a result of `dtype`, for ops that have no kernel for it either.
#[cold]
pub(crate) fn check_cast(dtype: lumbre_kernels::DType) -> Result<()> {
    let to = DEST.with(|d| d.borrow().as_ref().filter(|d| !d.taken && !d.closed).map(|d| d.tensor.dtype()));
    to.map_or(Ok(()), |to| castable(dtype, to))
}

fn castable(from: lumbre_kernels::DType, to: lumbre_kernels::DType) -> Result<()> {
    ensure!(can_cast(from, to), "result type {} can't be cast to the desired output type {}", from.scalar_name(), to.scalar_name());
    Ok(())
}

/// Whether several elements of a tensor are one place in memory because a dimension was expanded.
fn repeats(t: &Tensor) -> bool {
    let g = t.geometry();
    g.numel() > 1 && g.sizes.iter().zip(&g.strides).any(|(n, s)| *n > 1 && *s == 0)
}

fn check_repeats(t: &Tensor) -> Result<()> {
    ensure!(
        !repeats(t),
        "unsupported operation: more than one element of the written-to tensor refers to a single memory location. Please clone() the tensor before performing the operation."
    );
    Ok(())
}

/// The `out=` form of an op.
pub fn into_out(op: &'static Op, out: &Tensor, body: impl FnOnce() -> Result<Tensor>) -> Result<Tensor> {
    check_out(op.name, out)?;
    let result = {
        let _quiet = modes::no_grad();
        with_dest(out, body)?
    };
    store_out(op, out, &result)?;
    Ok(out.clone())
}

/// For ops that fill the written-to tensor element by element while they read: it is apart from what they read.
pub fn check_apart(stack: &Stack, out: &Tensor) -> Result<()> {
    let o = out.geometry();
    let inputs = stack.iter().flat_map(|v| match v {
        Value::Tensor(x) => std::slice::from_ref(x),
        Value::Tensors(list) => list.as_slice(),
        _ => &[],
    });
    for x in inputs {
        let g = x.geometry();
        let range = |g: &Geometry| (g.offset * g.dtype.size() as i64, g.reach() * g.dtype.size() as i64);
        let ((a0, a1), (b0, b1)) = (range(&g), range(&o));
        ensure!(
            !g.storage.same(&o.storage) || g.numel() == 0 || o.numel() == 0 || a1 <= b0 || b1 <= a0,
            "unsupported operation: some elements of the input tensor and the written-to tensor refer to a single memory location. Please clone() the tensor before performing the operation."
        );
    }
    Ok(())
}

fn check_out(op: &str, out: &Tensor) -> Result<()> {
    if modes::grad_enabled() && out.requires_grad() {
        bail!("{op}(): functions with out=... arguments don't support automatic differentiation, but one of the arguments requires grad.");
    }
    check_inplace(out, op)
}

/// Puts a finished result into an `out=` tensor, resizing it when its shape is another.
pub fn store_out(op: &'static Op, out: &Tensor, result: &Tensor) -> Result<()> {
    let direct = {
        let (a, b) = (result.geometry(), out.geometry());
        a.storage.same(&b.storage) && a.same_layout(&b)
    };
    if direct {
        return Ok(());
    }
    let name = op.name;
    check_out(name, out)?;
    let (from, to) = (result.dtype(), out.dtype());
    ensure!(!op.is(flag::EXACT) || from == to, "Expected out tensor to have dtype {}, but got {} instead", from.c_name(), to.c_name());
    castable(from, to)?;
    ensure!(
        result.device() == out.device(),
        "{name}: expected out tensor to be on {}, but it is on {}",
        result.device(),
        out.device()
    );
    if result.sizes() != out.sizes() {
        // What only fills a tensor may be given one of any shape.
        if !op.is(flag::FACTORY | flag::RANDOM) {
            warn_resize(out, &result.sizes())?;
        }
        out.resize_geometry(&result.sizes())?;
    } else {
        check_repeats(out)?;
    }
    crate::backend::copy_into(out, result)?;
    out.bump_version();
    Ok(())
}

fn warn_resize(out: &Tensor, sizes: &[i64]) -> Result<()> {
    if out.numel() == 0 {
        return Ok(());
    }
    crate::error::warn(&format!(
        "An output with one or more elements was resized since it had shape {:?}, which does not match the required output shape {sizes:?}. This behavior is deprecated, and in a future release outputs will not be resized unless they have zero elements. You can explicitly reuse an out tensor t by resizing it, inplace, to zero elements with t.resize_(0).",
        &out.sizes()[..]
    ))
}
