//! Element-wise launches: promotion is done, shapes broadcast here.

use super::cuda::elementwise::{self as gpu, Arg};
use super::late::{self, Number};
use super::{Fresh, Guards, Operand, compute_each, launch_each, resolve, same_device};
use crate::error::Result;
use crate::ops::dest;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, Geometry};
use crate::bail;
use lumbre_kernels::binary::{self, Binary};
use lumbre_kernels::ternary::{self, Ternary};
use lumbre_kernels::tile::program::Step;
use lumbre_kernels::unary::{self, Unary};
use lumbre_kernels::{DType, Scalar, View, ViewMut};
use std::mem::MaybeUninit;

#[cold]
fn unsupported<T>(op: &str, dtype: DType, out: DType) -> Result<T> {
    dest::check_cast(out)?;
    bail!(NotImplemented, "\"{op}_cpu\" not implemented for '{}'", dtype.scalar_name())
}

/// `op(x)` in the dtype of `x`.
#[inline]
pub fn unary(name: &str, x: &Tensor, op: Unary) -> Result<Fresh> {
    let d = x.dtype();
    unary_as(name, x, op, d, d)
}

/// `op(x)` computed in floating point: integers become the default float.
#[inline]
pub fn unary_float(name: &str, x: &Tensor, op: Unary) -> Result<Fresh> {
    let d = crate::ops::promote::to_float(x.dtype());
    unary_as(name, x, op, d, d)
}

/// Results of at most this many bytes are made without plans and operand records; above, those cost nothing noticeable.
const SMALL: usize = 16 * 1024;

/// A CPU tensor a small kernel can read as one run of elements of `dtype`.
#[inline]
fn run_of<'a>(g: &'a crate::tensor::GeometryRef<'_>, dtype: DType) -> Option<&'a Geometry> {
    let crate::tensor::GeometryRef::First(g) = g else { return None };
    let plain = g.dtype == dtype && g.bits == 0 && g.device() == crate::Device::Cpu;
    (plain && g.is_contiguous()).then_some(g)
}

/// The elements of a run, checked against the storage. A read guard is held.
#[inline]
fn run_view<'a>(g: &Geometry, sizes: &'a [i64; 1], size: usize) -> Option<View<'a>> {
    let start = g.offset as usize * size;
    if start + sizes[0] as usize * size > g.storage.nbytes() {
        return None;
    }
    // SAFETY: inside the storage, which a guard keeps as it is; aligned as its storage; one run of elements of its dtype.
    Some(unsafe { View::new(g.storage.address().wrapping_add(start), g.dtype, sizes, &[1]) })
}

/// A kernel over one or two small runs of equal shape; `None` where the general way has to be taken. The kernel is told whether its
/// output lies apart from its inputs, and says whether it exists.
#[inline]
fn small(
    name: &str,
    a: &Tensor,
    b: Option<&Tensor>,
    compute: DType,
    out: DType,
    exists: impl FnOnce() -> bool,
    kernel: impl FnOnce(View, Option<View>, lumbre_kernels::ViewMut, bool) -> Result<bool>,
) -> Result<Option<Fresh>> {
    if crate::modes::get() & crate::modes::DEST != 0 {
        return if exists() { small_over(name, a, b, compute, out, |va, vb, o| kernel(va, vb, o, false)) } else { Ok(None) };
    }
    small_into(a, b, compute, out, false, |va, vb, o| kernel(va, vb, o, true))
}

/// As `small`, written over the destination of an in-place or `out=` call, where that is such a run too.
fn small_over(
    name: &str,
    a: &Tensor,
    b: Option<&Tensor>,
    compute: DType,
    out: DType,
    kernel: impl FnOnce(View, Option<View>, lumbre_kernels::ViewMut) -> Result<bool>,
) -> Result<Option<Fresh>> {
    if crate::modes::get() & (crate::modes::INFERENCE | crate::modes::LATE_SMALL) != 0 {
        return Ok(None);
    }
    let (ra, rb) = (a.geometry(), b.map(Tensor::geometry));
    let Some(ga) = run_of(&ra, compute) else { return Ok(None) };
    let n = ga.numel();
    if n as usize * out.size().max(compute.size()) > SMALL {
        return Ok(None);
    }
    let gb = match &rb {
        None => None,
        Some(rb) => match run_of(rb, compute) {
            Some(g) if g.sizes[..] == ga.sizes[..] => Some(g),
            _ => return Ok(None),
        },
    };
    let size = compute.size();
    let inside = |g: &Geometry, size: usize| (g.offset as usize + n as usize) * size <= g.storage.nbytes();
    let fits = |g: &Geometry| {
        g.is_contiguous() && g.device() == crate::Device::Cpu && inside(g, out.size()) && inside(ga, size) && gb.is_none_or(|g| inside(g, size))
    };
    let inputs = [a, b.unwrap_or(a)];
    let Some(g) = dest::take_if(name, &ga.sizes, out, &inputs[..1 + b.is_some() as usize], fits)? else { return Ok(None) };
    let mut list: smallvec::SmallVec<[(&crate::storage::Storage, bool); 4]> = smallvec::smallvec![(&g.storage, true)];
    for s in [Some(ga), gb].into_iter().flatten().map(|g| &g.storage) {
        if !list.iter().any(|(t, _)| t.same(s)) {
            list.push((s, false));
        }
    }
    list.sort_unstable_by_key(|(s, _)| s.id());
    let guards = Guards::enter(list)?;
    let sizes = [n];
    let views = (run_view(ga, &sizes, size), gb.map(|g| run_view(g, &sizes, size)));
    let o = inside(&g, out.size()).then(|| g.storage.address().wrapping_add(g.offset as usize * out.size()));
    // SAFETY: inside the storage, whose write guard is held; as long as the inputs.
    let o = o.map(|p| unsafe { ViewMut::new(p, out, &sizes, &[1]) });
    let done = match (views, o) {
        ((Some(va), None), Some(o)) => kernel(va, None, o)?,
        ((Some(va), Some(Some(vb))), Some(o)) => kernel(va, Some(vb), o)?,
        _ => false,
    };
    drop(guards);
    if !done {
        bail!("{name}: a storage shrank during the call");
    }
    Ok(Some(Fresh::from_geometry(g)))
}

/// A row-major copy of a small run, cast to `out`; `None` where the general way has to be taken.
pub(crate) fn small_copy(x: &Tensor, out: DType) -> Result<Option<Fresh>> {
    small_into(x, None, x.dtype(), out, false, |v, _, o| {
        lumbre_kernels::copy::copy(v, o);
        Ok(true)
    })
}

/// A kernel from a small run to one element, of no dimensions; `None` where the general way has to be taken.
pub(crate) fn small_total(x: &Tensor, out: DType, kernel: impl FnOnce(View, lumbre_kernels::ViewMut)) -> Result<Option<Fresh>> {
    small_into(x, None, x.dtype(), out, true, |v, _, o| {
        kernel(v, o);
        Ok(true)
    })
}

#[inline]
fn small_into(
    a: &Tensor,
    b: Option<&Tensor>,
    compute: DType,
    out: DType,
    total: bool,
    kernel: impl FnOnce(View, Option<View>, lumbre_kernels::ViewMut) -> Result<bool>,
) -> Result<Option<Fresh>> {
    if crate::modes::get() & (crate::modes::DEST | crate::modes::INFERENCE | crate::modes::LATE_SMALL) != 0 {
        return Ok(None);
    }
    let ra = a.geometry();
    let Some(ga) = run_of(&ra, compute) else { return Ok(None) };
    let n = ga.numel();
    if n as usize * out.size().max(compute.size()) > SMALL {
        return Ok(None);
    }
    let rb;
    let gb = match b {
        None => None,
        Some(b) => {
            rb = b.geometry();
            match run_of(&rb, compute) {
                Some(g) if g.sizes[..] == ga.sizes[..] => Some(g),
                _ => return Ok(None),
            }
        }
    };
    let (sizes, made) = ([n], [if total { 1 } else { n }]);
    let storage = crate::storage::Storage::empty(made[0] as usize * out.size(), crate::Device::Cpu)?;
    let strides = if total { Dims::new() } else { geometry::contiguous_strides(&ga.sizes) };
    // Guards in the order of their ids; one of them when both operands share a storage.
    let second = gb.map(|g| &g.storage).filter(|s| !s.same(&ga.storage));
    match second {
        Some(s) if s.id() < ga.storage.id() => {
            s.read();
            ga.storage.read();
        }
        Some(s) => {
            ga.storage.read();
            s.read();
        }
        None => ga.storage.read(),
    }
    let views = (run_view(ga, &sizes, compute.size()), gb.map(|g| run_view(g, &sizes, compute.size())));
    let done = match views {
        (Some(va), None) => Some(kernel(va, None, small_out(&storage, out, &made))),
        (Some(va), Some(Some(vb))) => Some(kernel(va, Some(vb), small_out(&storage, out, &made))),
        _ => None,
    };
    ga.storage.end_read();
    if let Some(s) = second {
        s.end_read();
    }
    match done.transpose()? {
        None | Some(false) => Ok(None),
        Some(true) => {
            let sizes = if total { Dims::new() } else { geometry::copied(&ga.sizes) };
            let g = Geometry { storage, offset: 0, sizes, strides, dtype: out, bits: 0, version: None };
            Ok(Some(Fresh::from_geometry(g)))
        }
    }
}

#[inline]
fn small_out<'a>(storage: &crate::storage::Storage, out: DType, sizes: &'a [i64; 1]) -> lumbre_kernels::ViewMut<'a> {
    // SAFETY: fresh memory of this op, `sizes[0]` elements of `out` long.
    unsafe { lumbre_kernels::ViewMut::new(storage.address(), out, sizes, &[1]) }
}

/// `op(x)` computed in `compute`, stored as `out`.
pub fn unary_as(name: &str, x: &Tensor, op: Unary, compute: DType, out: DType) -> Result<Fresh> {
    let quick = small(name, x, None, compute, out, || unary::supports_unary(op, compute), |v, _, o, apart| {
        if apart {
            return Ok(unary::unary_runs(op, compute, v, o));
        }
        unary::unary(op, compute, v, o);
        Ok(true)
    })?;
    if let Some(y) = quick {
        return Ok(y);
    }
    if !unary::supports_unary(op, compute) {
        return unsupported(name, compute, out);
    }
    let x = &resolve_ref(x)?;
    let g = x.geometry();
    if late::on() {
        let operands = [late::Operand::Tensor(x)];
        if let Some(y) = late::put_off(Step::Unary(op), &operands, compute, out, &g.sizes, geometry::preserved_strides(&g))? {
            return Ok(y);
        }
    }
    let (y, fresh) = Fresh::elementwise(name, &g.sizes, || geometry::preserved_strides(&g), out, g.device(), &[x])?;
    let n = g.numel() as usize;
    drop(g);
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        unary::unary(op, compute, i[0], o[0].reborrow());
        Ok(())
    };
    launch_each(name, n, &[Operand::new(x)], &[Operand::new(y.tensor())], fresh, cpu, |cx, i, o| {
        gpu::unary(cx, op, compute, i[0].into(), o[0])
    })?;
    Ok(y)
}

/// Borrowed when there is nothing to resolve.
pub(crate) fn resolve_ref(x: &Tensor) -> Result<std::borrow::Cow<'_, Tensor>> {
    if x.geometry().bits == 0 {
        Ok(std::borrow::Cow::Borrowed(x))
    } else {
        Ok(std::borrow::Cow::Owned(resolve(x)?))
    }
}

/// Sizes and strides of the result of operands that broadcast.
#[inline]
fn plan(a: &Geometry, b: &Geometry) -> Result<(Dims, Option<Dims>)> {
    if a.sizes == b.sizes {
        if a.is_contiguous() && b.is_contiguous() {
            return Ok((a.sizes.clone(), None));
        }
        if a.strides == b.strides && a.is_dense() {
            return Ok((a.sizes.clone(), Some(a.strides.clone())));
        }
        let strides = geometry::strides_in_order_of(&a.sizes, &[&a.strides, &b.strides]);
        return Ok((a.sizes.clone(), Some(strides)));
    }
    let sizes = geometry::broadcast(&a.sizes, &b.sizes)?;
    if a.is_contiguous() && b.is_contiguous() {
        return Ok((sizes, None));
    }
    let sa = geometry::expanded_strides(&a.sizes, &a.strides, &sizes);
    let sb = geometry::expanded_strides(&b.sizes, &b.strides, &sizes);
    let strides = geometry::strides_in_order_of(&sizes, &[&sa, &sb]);
    Ok((sizes, Some(strides)))
}

/// `op(a, b)` computed in `compute`, stored as `out`.
#[inline]
pub fn binary(name: &str, a: &Tensor, b: &Tensor, op: Binary, compute: DType, out: DType) -> Result<Fresh> {
    let quick = small(name, a, Some(b), compute, out, || binary::supports_binary(op, compute), |va, vb, o, apart| {
        let Some(vb) = vb else { return Ok(false) };
        if apart {
            return binary::binary_runs(op, compute, va, vb, o).map_err(|_| division_by_zero());
        }
        binary::binary(op, compute, va, vb, o).map(|()| true).map_err(|_| division_by_zero())
    })?;
    if let Some(y) = quick {
        return Ok(y);
    }
    if !binary::supports_binary(op, compute) {
        return unsupported(name, compute, out);
    }
    let (a, b) = (&resolve_ref(a)?, &resolve_ref(b)?);
    let (ga, gb) = (a.geometry(), b.geometry());
    if ga.device() != gb.device() {
        let (da, db) = (ga.device(), gb.device());
        // A number on the CPU goes with anything.
        if gb.dim() == 0 && db == crate::Device::Cpu && da == crate::Device::Meta || ga.dim() == 0 && da == crate::Device::Cpu && db == crate::Device::Meta {
            let (sizes, strides) = plan(&ga, &gb)?;
            let strides = strides.unwrap_or_else(|| geometry::contiguous_strides(&sizes));
            return Fresh::strided(name, &sizes, strides, out, crate::Device::Meta);
        }
        // Beside a GPU's tensor it becomes the kernel's parameter: reading it costs nothing, it is in the CPU's memory.
        if let Some((x, number, swapped)) = number_beside_gpu(a, b) {
            drop((ga, gb));
            return binary_scalar(name, x, number.item()?, swapped, op, compute, out);
        }
        same_device(name, &[a, b])?;
    }
    let (sizes, strides) = plan(&ga, &gb)?;
    if late::on() {
        let strides = strides.clone().unwrap_or_else(|| geometry::contiguous_strides(&sizes));
        let operands = [late::Operand::Tensor(a), late::Operand::Tensor(b)];
        if let Some(y) = late::put_off(Step::Binary(op), &operands, compute, out, &sizes, strides)? {
            return Ok(y);
        }
    }
    let (y, fresh) = Fresh::elementwise(
        name,
        &sizes,
        || strides.unwrap_or_else(|| geometry::contiguous_strides(&sizes)),
        out,
        ga.device(),
        &[a, b],
    )?;
    let n: i64 = sizes.iter().product();
    let ins = [Operand::expanded(a, &sizes), Operand::expanded(b, &sizes)];
    let cpu = |i: &[View], o: &mut [ViewMut]| binary::binary(op, compute, i[0], i[1], o[0].reborrow()).map_err(|_| division_by_zero());
    launch_each(name, n as usize, &ins, &[Operand::new(y.tensor())], fresh, cpu, |cx, i, o| {
        gpu::binary(cx, op, compute, i[0].into(), i[1].into(), o[0])
    })?;
    Ok(y)
}

/// The tensor on a GPU and the number on the CPU among two operands, and whether the number is first.
fn number_beside_gpu<'a>(a: &'a Tensor, b: &'a Tensor) -> Option<(&'a Tensor, &'a Tensor, bool)> {
    let number = |t: &Tensor| t.dim() == 0 && t.device() == crate::Device::Cpu;
    let on_gpu = |t: &Tensor| matches!(t.device(), crate::Device::Cuda(_));
    if on_gpu(a) && number(b) {
        Some((a, b, false))
    } else if number(a) && on_gpu(b) {
        Some((b, a, true))
    } else {
        None
    }
}

#[cold]
fn division_by_zero() -> crate::Error {
    crate::Error::new(crate::Kind::Runtime, "ZeroDivisionError")
}

/// `op(x, s)`, or `op(s, x)` when `swapped`, with the number kept out of the heap.
#[inline]
pub fn binary_scalar(
    name: &str,
    x: &Tensor,
    s: Scalar,
    swapped: bool,
    op: Binary,
    compute: DType,
    out: DType,
) -> Result<Fresh> {
    let bytes = scalar_bytes(s, compute);
    let quick = small(name, x, None, compute, out, || binary::supports_binary(op, compute), |v, _, o, apart| {
        let mut few = Few(MaybeUninit::uninit());
        let run = few.repeat(&bytes, compute, v.numel());
        // SAFETY: the buffer holds one aligned element of `compute`, or as many as there are, and outlives the call.
        let number = unsafe { View::new(run.unwrap_or(bytes.0.as_ptr()), compute, v.sizes, if run.is_some() { &[1] } else { &[0] }) };
        let (a, b) = if swapped { (number, v) } else { (v, number) };
        if run.is_some() && apart {
            return binary::binary_runs(op, compute, a, b, o).map_err(|_| division_by_zero());
        }
        let found = binary::supports_binary(op, compute);
        if found {
            binary::binary(op, compute, a, b, o).map_err(|_| division_by_zero())?;
        }
        Ok(found)
    })?;
    if let Some(y) = quick {
        return Ok(y);
    }
    if !binary::supports_binary(op, compute) {
        return unsupported(name, compute, out);
    }
    let x = &resolve_ref(x)?;
    let g = x.geometry();
    if late::on() {
        let mut operands = [late::Operand::Tensor(x), late::Operand::Number(bytes, s, compute)];
        if swapped {
            operands.swap(0, 1);
        }
        if let Some(y) = late::put_off(Step::Binary(op), &operands, compute, out, &g.sizes, geometry::preserved_strides(&g))? {
            return Ok(y);
        }
    }
    let (y, fresh) = Fresh::elementwise(name, &g.sizes, || geometry::preserved_strides(&g), out, g.device(), &[x])?;
    let n = g.numel() as usize;
    let zeros: Dims = Dims::from_elem(0, g.dim());
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        // SAFETY: the buffer holds one aligned element of `compute` and outlives the call; all strides are zero.
        let number = unsafe { View::new(bytes.0.as_ptr(), compute, i[0].sizes, &zeros) };
        let (a, b) = if swapped { (number, i[0]) } else { (i[0], number) };
        binary::binary(op, compute, a, b, o[0].reborrow()).map_err(|_| division_by_zero())
    };
    launch_each(name, n, &[Operand::new(x)], &[Operand::new(y.tensor())], fresh, cpu, |cx, i, o| {
        let number = Arg::Number(s, compute);
        let (a, b) = if swapped { (number, i[0].into()) } else { (i[0].into(), number) };
        gpu::binary(cx, op, compute, a, b, o[0])
    })?;
    Ok(y)
}

/// Room for a number repeated as often as a very small tensor has elements.
#[repr(align(64))]
struct Few(MaybeUninit<[u8; 256]>);

impl Few {
    /// `n` copies of the element, if they fit.
    #[inline]
    fn repeat(&mut self, one: &Number, dtype: DType, n: usize) -> Option<*const u8> {
        let to = self.0.as_mut_ptr();
        macro_rules! fill {
            ($t:ty) => {
                if n <= 256 / size_of::<$t>() {
                    // SAFETY: both buffers are aligned, and large enough for one element and for `n`.
                    unsafe {
                        let value = one.0.as_ptr().cast::<$t>().read();
                        (0..n).for_each(|i| to.cast::<$t>().add(i).write(value));
                    }
                    return Some(to as *const u8);
                }
            };
        }
        match dtype {
            DType::F32 => fill!(f32),
            DType::F64 => fill!(f64),
            DType::I64 => fill!(i64),
            _ => {}
        }
        None
    }
}

fn scalar_bytes(s: Scalar, dtype: DType) -> Number {
    let mut bytes = Number([0; 16]);
    lumbre_kernels::each_dtype!(dtype, T => {
        // SAFETY: the buffer is 16-byte aligned and 16 bytes long, as large as the largest element.
        unsafe { bytes.0.as_mut_ptr().cast::<T>().write(scalar_as::<T>(s)) }
    }, else => {});
    bytes
}

/// A number as an element.
pub fn scalar_as<T: lumbre_kernels::Element>(s: Scalar) -> T {
    match s {
        Scalar::Bool(b) => T::from_i64(b as i64),
        Scalar::Int(i) => T::from_i64(i),
        Scalar::Float(f) => T::from_f64(f),
        Scalar::Complex(c) => T::from_c128(c),
    }
}

/// `op(a, b, c)` computed in `compute` (`a` of `Where` is bool), stored as `out`.
pub fn ternary(name: &str, a: &Tensor, b: &Tensor, c: &Tensor, op: Ternary, compute: DType, out: DType) -> Result<Fresh> {
    if !ternary::supports_ternary(op, compute) {
        return unsupported(name, compute, out);
    }
    let first = if matches!(op, Ternary::Where) { DType::Bool } else { compute };
    let kernel = |[x, y, z]: [View; 3], o: ViewMut| ternary::ternary(op, compute, x, y, z, o);
    if let Some(y) = super::quick::ternary([a, b, c], [first, compute, compute], out, kernel)? {
        return Ok(y);
    }
    same_device(name, &[a, b, c])?;
    let (a, b, c) = (&resolve_ref(a)?, &resolve_ref(b)?, &resolve_ref(c)?);
    let (ga, gb, gc) = (a.geometry(), b.geometry(), c.geometry());
    let sizes = geometry::broadcast(&geometry::broadcast(&ga.sizes, &gb.sizes)?, &gc.sizes)?;
    let all_contiguous = ga.is_contiguous() && gb.is_contiguous() && gc.is_contiguous();
    let strides = || {
        if all_contiguous {
            return geometry::contiguous_strides(&sizes);
        }
        let e = |g: &Geometry| geometry::expanded_strides(&g.sizes, &g.strides, &sizes);
        geometry::strides_in_order_of(&sizes, &[&e(&ga), &e(&gb), &e(&gc)])
    };
    if late::on() {
        let operands = [late::Operand::Tensor(a), late::Operand::Tensor(b), late::Operand::Tensor(c)];
        if let Some(y) = late::put_off(Step::Ternary(op), &operands, compute, out, &sizes, strides())? {
            return Ok(y);
        }
    }
    let (y, fresh) = Fresh::elementwise(name, &sizes, strides, out, ga.device(), &[a, b, c])?;
    let n: i64 = sizes.iter().product();
    let ins = [Operand::expanded(a, &sizes), Operand::expanded(b, &sizes), Operand::expanded(c, &sizes)];
    let cpu = |i: &[View], o: &mut [ViewMut]| {
        ternary::ternary(op, compute, i[0], i[1], i[2], o[0].reborrow());
        Ok(())
    };
    launch_each(name, n as usize, &ins, &[Operand::new(y.tensor())], fresh, cpu, |cx, i, o| {
        gpu::ternary(cx, op, compute, i[0].into(), i[1].into(), i[2].into(), o[0])
    })?;
    Ok(y)
}

/// Fresh memory filled with one number.
pub fn full(op: &str, sizes: &[i64], value: Scalar, dtype: DType, device: crate::Device) -> Result<Fresh> {
    dest::give_up();
    let y = Fresh::empty(op, sizes, dtype, device)?;
    if super::quick::fill_fresh(y.tensor(), value) {
        return Ok(y);
    }
    let cpu = |_: &[View], o: &mut [ViewMut]| {
        lumbre_kernels::copy::fill(value, o[0].reborrow());
        Ok(())
    };
    compute_each(op, y.tensor().numel() as usize, &[], &[&y], cpu, |cx, _, o| gpu::fill(cx, value, o[0]))?;
    Ok(y)
}
