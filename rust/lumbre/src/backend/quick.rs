//! Small runs that are written, compared or chosen from in one step: what a launch would do for them (guards in their order, checked
//! lengths, versions), without the records that make it general. Each function says where it does not apply; the general way is taken then.

use super::{Fresh, Guards};
use super::elementwise::scalar_as;
use crate::device::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::value::TensorOrScalar;
use crate::storage::{READ_ONLY, Storage};
use crate::tensor::{Geometry, GeometryRef, INFERENCE, SPARSE, Tensor, geometry};
use lumbre_kernels::binary::{self, Binary};
use lumbre_kernels::{DType, Scalar, View, ViewMut, each_dtype};
use smallvec::SmallVec;

/// The most bytes of a result that is computed beside its place and moved there.
const BESIDE: usize = 1024;
/// The most bytes of a run that is filled or compared here.
const SMALL: usize = 16 * 1024;

/// A run of elements on the CPU, as the handle was born with it.
#[inline]
fn run<'a>(g: &'a GeometryRef) -> Option<&'a Geometry> {
    let GeometryRef::First(g) = g else { return None };
    (g.bits == 0 && g.device() == Device::Cpu && g.is_contiguous()).then_some(g)
}

/// The address of a run of `bytes`, checked against its storage, whose guard is held.
#[inline]
fn place(g: &Geometry, bytes: usize) -> Option<*mut u8> {
    let start = g.offset as usize * g.dtype.size();
    (start + bytes <= g.storage.nbytes()).then(|| g.storage.address().wrapping_add(start))
}

/// Whether a write into `t` is nothing but a write: no mode looks on, nothing is recorded, and nothing forbids it.
#[inline]
fn unwatched(t: &Tensor) -> bool {
    let word = modes::get();
    word & !modes::NO_GRAD == 0 && t.flags() & (INFERENCE | SPARSE) == 0 && (!modes::grad_enabled() || !t.requires_grad())
}

#[inline]
fn enter<'a>(written: Option<&'a Storage>, read: &[&'a Storage]) -> Result<Guards<'a>> {
    let mut list: SmallVec<[(&Storage, bool); 4]> = SmallVec::new();
    list.extend(written.map(|s| (s, true)));
    for &s in read {
        if !list.iter().any(|(t, _)| t.same(s)) {
            list.push((s, false));
        }
    }
    if list.len() > 1 {
        list.sort_unstable_by_key(|(s, _)| s.id());
    }
    Guards::enter(list)
}

/// The arithmetic that has in-place operators.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Arithmetic {
    Add,
    Sub,
    Mul,
    Div,
}

/// `x = x op other` in place; `false`: not here.
pub fn arithmetic(op: Arithmetic, x: &Tensor, other: TensorOrScalar) -> Result<bool> {
    if !unwatched(x) {
        return Ok(false);
    }
    let rx = x.geometry();
    let Some(g) = run(&rx) else { return Ok(false) };
    let dtype = g.dtype;
    let n = g.numel() as usize;
    let bytes = n * dtype.size();
    if n == 0 || bytes > BESIDE || !matches!(dtype, DType::F32 | DType::F64) || g.storage.flags() & READ_ONLY != 0 {
        return Ok(false);
    }
    let kernel = match op {
        Arithmetic::Add => Binary::Add,
        Arithmetic::Sub => Binary::Sub,
        Arithmetic::Mul => Binary::Mul,
        Arithmetic::Div => Binary::Div,
    };
    let mut number = Beside([0; BESIDE]);
    let ry;
    let (second, read) = match other {
        // Bools have rules of their own.
        TensorOrScalar::Scalar(Scalar::Complex(_) | Scalar::Bool(_)) => return Ok(false),
        TensorOrScalar::Scalar(s) => {
            fill_run(number.0.as_mut_ptr(), n, s, dtype);
            (None, None)
        }
        TensorOrScalar::Tensor(y) => {
            if modes::grad_enabled() && y.requires_grad() {
                return Ok(false);
            }
            ry = y.geometry();
            match run(&ry) {
                // What shares memory in any other way is refused or copied by the general rules.
                Some(gy) if gy.dtype == dtype && gy.sizes == g.sizes && (!gy.storage.same(&g.storage) || gy.offset == g.offset) => {
                    (Some(gy), Some(&gy.storage))
                }
                _ => return Ok(false),
            }
        }
    };
    let guards = enter(Some(&g.storage), read.as_slice())?;
    let (Some(to), Some(from)) = (place(g, bytes), second.map_or(Some(number.0.as_mut_ptr()), |gy| place(gy, bytes))) else { return Ok(false) };
    let mut out = Beside([0; BESIDE]);
    let sizes = [n as i64];
    // SAFETY: both runs lie inside their storages, whose guards are held, or in a buffer of this function; the output is one too, and
    // long enough.
    let (a, b, o) = unsafe { (View::new(to, dtype, &sizes, &[1]), View::new(from, dtype, &sizes, &[1]), ViewMut::new(out.0.as_mut_ptr(), dtype, &sizes, &[1])) };
    if !matches!(binary::binary_runs(kernel, dtype, a, b, o), Ok(true)) {
        return Ok(false);
    }
    // SAFETY: `bytes` of the run, under the write guard.
    unsafe { std::ptr::copy_nonoverlapping(out.0.as_ptr(), to, bytes) };
    drop(guards);
    x.bump_version();
    Ok(true)
}

/// Memory for a result before it is moved, aligned for every element.
#[repr(align(64))]
struct Beside([u8; BESIDE]);

/// Writes `n` copies of a number into fresh or guarded memory; the number must suit the dtype (`suits`).
#[inline]
fn fill_run(to: *mut u8, n: usize, value: Scalar, dtype: DType) {
    if let Scalar::Int(0) = value {
        // SAFETY: by the caller: `n` elements that nobody else touches; zero bytes are the number 0 of every dtype.
        return unsafe { std::ptr::write_bytes(to, 0, n * dtype.size()) };
    }
    each_dtype!(dtype, T => {
        let v: T = scalar_as(value);
        for i in 0..n {
            // SAFETY: by the caller: `n` aligned elements that nobody else touches.
            unsafe { to.cast::<T>().add(i).write(v) };
        }
    }, else => {});
}

/// Whether the number is written into the dtype as every cast writes it.
#[inline]
fn suits(value: Scalar, dtype: DType) -> bool {
    match value {
        Scalar::Int(0) => true,
        // Whole numbers that every float has.
        Scalar::Int(i) => dtype == DType::I64 || matches!(dtype, DType::F32 | DType::F64) && i.unsigned_abs() <= 1 << 24,
        Scalar::Bool(_) => matches!(dtype, DType::F32 | DType::F64 | DType::I64),
        Scalar::Float(f) => dtype == DType::F64 || dtype == DType::F32 && (!f.is_finite() || f.abs() <= f32::MAX as f64),
        Scalar::Complex(_) => false,
    }
}

/// Fills memory that an op has just made; `false`: not here.
pub(crate) fn fill_fresh(t: &Tensor, value: Scalar) -> bool {
    let r = t.geometry();
    let Some(g) = run(&r) else { return false };
    let n = g.numel() as usize;
    if n == 0 || n * g.dtype.size() > SMALL || !suits(value, g.dtype) || n * g.dtype.size() > g.storage.nbytes() {
        return false;
    }
    fill_run(g.storage.address(), n, value, g.dtype);
    true
}

/// `x[…] = value` in place; `false`: not here.
pub fn fill(x: &Tensor, value: Scalar) -> Result<bool> {
    if !unwatched(x) || !fill_part(&x.geometry(), value)? {
        return Ok(false);
    }
    x.bump_version();
    Ok(true)
}

/// Fills the elements a geometry shows, under the write guard; the caller has seen to versions. `false`: not here.
pub(crate) fn fill_part(r: &GeometryRef, value: Scalar) -> Result<bool> {
    let Some(g) = run(r) else { return Ok(false) };
    let n = g.numel() as usize;
    let bytes = n * g.dtype.size();
    if n == 0 || bytes > SMALL || !suits(value, g.dtype) || g.storage.flags() & READ_ONLY != 0 {
        return Ok(false);
    }
    g.storage.write();
    let to = place(g, bytes);
    if let Some(to) = to {
        fill_run(to, n, value, g.dtype);
    }
    g.storage.end_write();
    Ok(to.is_some())
}

/// Whether two runs of one shape and dtype have equal elements; `None`: not here.
pub(crate) fn equal(x: &Tensor, y: &Tensor) -> Result<Option<bool>> {
    if modes::get() & (modes::DISPATCH | modes::NOTED) != 0 {
        return Ok(None);
    }
    let (rx, ry) = (x.geometry(), y.geometry());
    let (Some(a), Some(b)) = (run(&rx), run(&ry)) else { return Ok(None) };
    let n = a.numel() as usize;
    let bytes = n * a.dtype.size();
    if a.dtype != b.dtype || a.sizes != b.sizes || bytes > SMALL {
        return Ok(None);
    }
    let guards = enter(None, &[&a.storage, &b.storage])?;
    let (Some(p), Some(q)) = (place(a, bytes), place(b, bytes)) else { return Ok(None) };
    let same = each_dtype!(a.dtype, T => {
        // SAFETY: two runs of `n` elements, whose read guards are held.
        Some((0..n).all(|i| unsafe { p.cast::<T>().add(i).read() == q.cast::<T>().add(i).read() }))
    }, else => None);
    drop(guards);
    Ok(same)
}

/// A kernel from three runs of the given dtypes into a fresh one: of one shape, where the second and third may be single numbers.
/// `None`: not here.
pub(crate) fn ternary(tensors: [&Tensor; 3], dtypes: [DType; 3], out: DType, kernel: impl FnOnce([View; 3], ViewMut)) -> Result<Option<Fresh>> {
    if modes::get() & (modes::DEST | modes::INFERENCE | modes::LATE | modes::LATE_SMALL) != 0 {
        return Ok(None);
    }
    let refs = tensors.map(Tensor::geometry);
    let [Some(a), Some(b), Some(c)] = [run(&refs[0]), run(&refs[1]), run(&refs[2])] else { return Ok(None) };
    let n = a.numel();
    let fits = |g: &Geometry, d: DType| g.dtype == d && (g.sizes == a.sizes || g.dim() == 0) && n as usize * d.size() <= SMALL;
    if n == 0 || out.size() * n as usize > SMALL || !(fits(a, dtypes[0]) && fits(b, dtypes[1]) && fits(c, dtypes[2])) {
        return Ok(None);
    }
    let storage = Storage::empty(n as usize * out.size(), Device::Cpu)?;
    let guards = enter(None, &[&a.storage, &b.storage, &c.storage])?;
    let at = |g: &Geometry| place(g, g.numel() as usize * g.dtype.size());
    let (Some(p), Some(q), Some(r)) = (at(a), at(b), at(c)) else { return Ok(None) };
    let sizes = [n];
    let view = |g: &Geometry, p: *mut u8| {
        let strides: &[i64; 1] = if g.dim() == 0 { &[0] } else { &[1] };
        // SAFETY: a run, or one element, inside its storage, whose read guard is held; aligned as its storage.
        unsafe { View::new(p, g.dtype, &sizes, strides) }
    };
    // SAFETY: fresh memory of this op, `n` elements of `out` long.
    let o = unsafe { ViewMut::new(storage.address(), out, &sizes, &[1]) };
    kernel([view(a, p), view(b, q), view(c, r)], o);
    drop(guards);
    let (sizes, strides) = (geometry::copied(&a.sizes), geometry::contiguous_strides(&a.sizes));
    Ok(Some(Fresh::from_geometry(Geometry { storage, offset: 0, sizes, strides, dtype: out, bits: 0, version: None })))
}

/// Writes runs one after the other into a fresh run of the same dtype; `false`: not here.
pub(crate) fn join(parts: &[&Tensor], y: &Tensor) -> Result<bool> {
    let (refs, ry): (SmallVec<[GeometryRef; 4]>, _) = (parts.iter().map(|t| t.geometry()).collect(), y.geometry());
    let Some(to) = run(&ry) else { return Ok(false) };
    let mut list: SmallVec<[(&Storage, bool); 4]> = SmallVec::new();
    let mut total = 0;
    for r in &refs {
        let Some(g) = run(r).filter(|g| g.dtype == to.dtype) else { return Ok(false) };
        total += g.numel() as usize * g.dtype.size();
        if !list.iter().any(|(s, _)| s.same(&g.storage)) {
            list.push((&g.storage, false));
        }
    }
    if total == 0 || total > SMALL || total != to.numel() as usize * to.dtype.size() || total > to.storage.nbytes() {
        return Ok(false);
    }
    list.sort_unstable_by_key(|(s, _)| s.id());
    let _guards = Guards::enter(list)?;
    let mut at = to.storage.address();
    for g in refs.iter().filter_map(run).filter(|g| g.numel() > 0) {
        let bytes = g.numel() as usize * g.dtype.size();
        let Some(from) = place(g, bytes) else { return Ok(false) };
        // SAFETY: a run inside its storage, whose read guard is held, and fresh memory as long as all of them.
        unsafe {
            std::ptr::copy_nonoverlapping(from, at, bytes);
            at = at.add(bytes);
        }
    }
    Ok(true)
}
