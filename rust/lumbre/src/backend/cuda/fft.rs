//! Fourier transforms by NVIDIA's cuFFT. A transform's dimensions are brought to the end of a packed copy where they do not lie
//! there already; up to three of them are one plan, which is kept.

use super::elementwise::{self, Arg};
use super::view::{CView, Sizes};
use super::{Cx, Temporary};
use crate::cuda::graph;
use crate::error::{Error, Kind, Result};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::view::is_contiguous;
use lumbre_kernels::{DType, Scalar};
use std::collections::HashMap;
use std::ffi::{c_int, c_longlong, c_void};
use std::sync::Mutex;

crate::nvidia_functions! { Cufft of Cufft:
    fn cufftCreate(*mut c_int) -> c_int;
    fn cufftDestroy(c_int) -> c_int;
    fn cufftSetAutoAllocation(c_int, c_int) -> c_int;
    fn cufftMakePlanMany64(
        c_int, c_int, *mut c_longlong, *mut c_longlong, c_longlong, c_longlong, *mut c_longlong, c_longlong, c_longlong, c_int, c_longlong, *mut usize,
    ) -> c_int;
    fn cufftSetStream(c_int, *mut c_void) -> c_int;
    fn cufftSetWorkArea(c_int, *mut c_void) -> c_int;
    fn cufftExecC2C(c_int, *mut c_void, *mut c_void, c_int) -> c_int;
    fn cufftExecZ2Z(c_int, *mut c_void, *mut c_void, c_int) -> c_int;
    fn cufftExecR2C(c_int, *mut c_void, *mut c_void) -> c_int;
    fn cufftExecD2Z(c_int, *mut c_void, *mut c_void) -> c_int;
    fn cufftExecC2R(c_int, *mut c_void, *mut c_void) -> c_int;
    fn cufftExecZ2D(c_int, *mut c_void, *mut c_void) -> c_int;
}

/// The most dimensions of one plan.
const RANK: usize = 3;
/// Plans that are kept.
const PLANS: usize = 1024;

/// `cufftType`.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
enum Type {
    R2C = 0x2a,
    C2R = 0x2c,
    C2C = 0x29,
    D2Z = 0x6a,
    Z2D = 0x6c,
    Z2Z = 0x69,
}

#[derive(Clone, Copy, PartialEq, Eq, Hash)]
struct Key {
    device: u8,
    kind: Type,
    rank: usize,
    n: [c_longlong; RANK],
    batch: c_longlong,
}

#[derive(Clone, Copy)]
struct Plan {
    handle: c_int,
    workspace: usize,
}

static PLANS_MADE: Mutex<Option<HashMap<Key, Plan>>> = Mutex::new(None);

fn ok(what: &str, code: c_int) -> Result<()> {
    let name = match code {
        0 => return Ok(()),
        1 => "CUFFT_INVALID_PLAN",
        2 => "CUFFT_ALLOC_FAILED",
        3 => "CUFFT_INVALID_TYPE",
        4 => "CUFFT_INVALID_VALUE",
        5 => "CUFFT_INTERNAL_ERROR",
        6 => "CUFFT_EXEC_FAILED",
        7 => "CUFFT_SETUP_FAILED",
        8 => "CUFFT_INVALID_SIZE",
        9 => "CUFFT_UNALIGNED_DATA",
        11 => "CUFFT_INVALID_DEVICE",
        13 => "CUFFT_NO_WORKSPACE",
        16 => "CUFFT_NOT_SUPPORTED",
        17 => "CUFFT_MISSING_DEPENDENCY",
        _ => "an unknown status",
    };
    Err(Error::new(Kind::Runtime, format!("cuFFT error: {name} ({code}) in {what}")))
}

fn plan(lib: &Cufft, key: Key) -> Result<Plan> {
    let mut handle = 0;
    // SAFETY: a place for the handle; the context is bound.
    ok("cufftCreate", unsafe { (lib.cufftCreate)(&mut handle) })?;
    let mut workspace = 0usize;
    let mut n = key.n;
    let none = std::ptr::null_mut;
    // The library takes its room from our memory, in the queue's order.
    // SAFETY: a live plan.
    let made = ok("cufftSetAutoAllocation", unsafe { (lib.cufftSetAutoAllocation)(handle, 0) }).and_then(|()| {
        // SAFETY: `rank` sizes; without the shapes of the memory around them the data is packed.
        ok("cufftMakePlanMany64", unsafe {
            (lib.cufftMakePlanMany64)(handle, key.rank as c_int, n.as_mut_ptr(), none(), 1, 0, none(), 1, 0, key.kind as c_int, key.batch, &mut workspace)
        })
    });
    if made.is_err() {
        // SAFETY: a live plan that is not used again.
        unsafe { (lib.cufftDestroy)(handle) };
    }
    made.map(|()| Plan { handle, workspace })
}

/// Runs one plan over packed memory. `n`: the sizes transformed, `batch`: how many such blocks.
fn execute(cx: &Cx, kind: Type, forward: bool, n: &[i64], batch: i64, from: u64, to: u64) -> Result<()> {
    let lib = cx.library(Cufft::get())?;
    let mut key = Key { device: cx.gpu.index, kind, rank: n.len(), n: [0; RANK], batch };
    key.n[..n.len()].copy_from_slice(n);
    let mut plans = PLANS_MADE.lock().unwrap_or_else(|e| e.into_inner());
    let plans = plans.get_or_insert_with(HashMap::new);
    let known = match plans.get(&key) {
        Some(p) => *p,
        None => {
            if plans.len() >= PLANS {
                for (_, p) in plans.drain() {
                    // SAFETY: the plan is ours; the library waits for work that uses it.
                    unsafe { (lib.cufftDestroy)(p.handle) };
                }
            }
            let made = graph::relaxed(|| plan(lib, key))?;
            plans.insert(key, made);
            made
        }
    };
    let room = cx.temporary(known.workspace)?;
    let stream = crate::cuda::Stream::current(cx.gpu.index);
    let (a, b, h) = (from as *mut c_void, to as *mut c_void, known.handle);
    // CUFFT_FORWARD and CUFFT_INVERSE.
    let way = if forward { -1 } else { 1 };
    // SAFETY: a live plan and queue, the plan's room, and memory of the sizes that the plan was made for.
    unsafe {
        ok("cufftSetStream", (lib.cufftSetStream)(h, stream.raw().cast()))?;
        if known.workspace > 0 {
            ok("cufftSetWorkArea", (lib.cufftSetWorkArea)(h, room.address as *mut c_void))?;
        }
        let code = match kind {
            Type::C2C => (lib.cufftExecC2C)(h, a, b, way),
            Type::Z2Z => (lib.cufftExecZ2Z)(h, a, b, way),
            Type::R2C => (lib.cufftExecR2C)(h, a, b),
            Type::D2Z => (lib.cufftExecD2Z)(h, a, b),
            Type::C2R => (lib.cufftExecC2R)(h, a, b),
            Type::Z2D => (lib.cufftExecZ2D)(h, a, b),
        };
        ok("cufftExec", code)?;
    }
    crate::cuda::status::launched(cx.op);
    Ok(())
}

fn picked(list: &[i64], order: &[usize]) -> Sizes {
    order.iter().map(|d| list[*d]).collect()
}

fn packed(sizes: &[i64]) -> Sizes {
    let mut strides: Sizes = smallvec::smallvec![1; sizes.len()];
    for d in (0..sizes.len().saturating_sub(1)).rev() {
        strides[d] = strides[d + 1] * sizes[d + 1].max(1);
    }
    strides
}

/// The other dimensions, then `dims`.
fn order(rank: usize, dims: &[usize]) -> Vec<usize> {
    (0..rank).filter(|d| !dims.contains(d)).chain(dims.iter().copied()).collect()
}

/// Memory that holds a tensor with its dimensions in an order, packed.
struct Packed {
    address: u64,
    sizes: Sizes,
    dtype: DType,
    _own: Option<Temporary>,
}

impl Packed {
    fn new(cx: &Cx, sizes: Sizes, dtype: DType) -> Result<Packed> {
        let own = cx.temporary(sizes.iter().product::<i64>() as usize * dtype.size())?;
        Ok(Packed { address: own.address, sizes, dtype, _own: Some(own) })
    }

    /// `x` in that order: itself where it lies so, else a copy. `own`: a copy in any case.
    fn of(cx: &Cx, x: &CView, order: &[usize], own: bool) -> Result<Packed> {
        let (sizes, strides) = (picked(x.sizes, order), picked(x.strides, order));
        // Real numbers are read as pairs.
        let aligned = x.address % 16 == 0 || (x.dtype.is_complex() && x.address % x.dtype.size() as u64 == 0);
        if !own && aligned && is_contiguous(&sizes, &strides) {
            return Ok(Packed { address: x.address, sizes, dtype: x.dtype, _own: None });
        }
        let p = Packed::new(cx, sizes, x.dtype)?;
        let to = packed(&p.sizes);
        elementwise::copy(cx, CView { sizes: &p.sizes, strides: &strides, ..*x }, CView { address: p.address, dtype: p.dtype, sizes: &p.sizes, strides: &to })?;
        Ok(p)
    }

    /// Where the result of a step goes: `out` itself where it lies in that order, else memory of its own.
    fn target(cx: &Cx, out: &CView, order: &[usize]) -> Result<Packed> {
        let (sizes, strides) = (picked(out.sizes, order), picked(out.strides, order));
        if out.address % 16 == 0 && is_contiguous(&sizes, &strides) {
            return Ok(Packed { address: out.address, sizes, dtype: out.dtype, _own: None });
        }
        Packed::new(cx, sizes, out.dtype)
    }

    /// Puts it into `out`, times `scale`.
    fn deliver(&self, cx: &Cx, out: &CView, order: &[usize], scale: f64) -> Result<()> {
        let there = self.address == out.address;
        if there && scale == 1.0 {
            return Ok(());
        }
        let (from, to) = (packed(&self.sizes), picked(out.strides, order));
        let x = CView { address: self.address, dtype: self.dtype, sizes: &self.sizes, strides: &from };
        let y = CView { sizes: &self.sizes, strides: &to, ..*out };
        if scale == 1.0 {
            return elementwise::copy(cx, x, y);
        }
        elementwise::binary(cx, Binary::Mul, out.dtype, x.into(), Arg::Number(Scalar::Float(scale), out.dtype), y)
    }

    /// Complex transforms of the last `count` dimensions, at most `RANK`, into `to` (which may be this).
    fn transform(&self, cx: &Cx, count: usize, forward: bool, to: &Packed) -> Result<()> {
        let n = &self.sizes[self.sizes.len() - count..];
        let batch = self.sizes[..self.sizes.len() - count].iter().product();
        let kind = if self.dtype == DType::C128 { Type::Z2Z } else { Type::C2C };
        execute(cx, kind, forward, n, batch, self.address, to.address)
    }
}

/// Complex to complex over `dims`, in any order, times `scale`.
pub fn c2c(cx: &Cx, x: CView, dims: &[usize], forward: bool, scale: f64, out: CView) -> Result<()> {
    let mut from = x;
    let groups: Vec<Vec<usize>> = dims.chunks(RANK).map(|g| { let mut g = g.to_vec(); g.sort_unstable(); g }).collect();
    for (i, group) in groups.iter().enumerate() {
        let order = order(x.dim(), group);
        let source = Packed::of(cx, &from, &order, false)?;
        let target = Packed::target(cx, &out, &order)?;
        source.transform(cx, group.len(), forward, &target)?;
        target.deliver(cx, &out, &order, if i + 1 == groups.len() { scale } else { 1.0 })?;
        from = out;
    }
    Ok(())
}

/// Real to half of the complex numbers over `last`, then complex over `rest`, times `scale`.
pub fn r2c(cx: &Cx, x: CView, last: usize, rest: &[usize], scale: f64, out: CView) -> Result<()> {
    let (with, after) = rest.split_at(rest.len().min(RANK - 1));
    let mut group = with.to_vec();
    group.sort_unstable();
    group.push(last);
    let order = order(x.dim(), &group);
    let source = Packed::of(cx, &x, &order, false)?;
    let target = Packed::target(cx, &out, &order)?;
    let n = &source.sizes[source.sizes.len() - group.len()..];
    let batch = source.sizes[..source.sizes.len() - group.len()].iter().product();
    let kind = if x.dtype == DType::F64 { Type::D2Z } else { Type::R2C };
    execute(cx, kind, true, n, batch, source.address, target.address)?;
    target.deliver(cx, &out, &order, if after.is_empty() { scale } else { 1.0 })?;
    if after.is_empty() { Ok(()) } else { c2c(cx, out, after, true, scale, out) }
}

/// Half of the complex numbers to real ones over `last`, times `scale`.
pub fn c2r(cx: &Cx, x: CView, last: usize, scale: f64, out: CView) -> Result<()> {
    let order = order(x.dim(), &[last]);
    // The library writes over what it reads here.
    let source = Packed::of(cx, &x, &order, true)?;
    let target = Packed::target(cx, &out, &order)?;
    let n = out.sizes[last];
    let batch = out.numel() as i64 / n.max(1);
    let kind = if out.dtype == DType::F64 { Type::Z2D } else { Type::C2R };
    execute(cx, kind, false, &[n], batch, source.address, target.address)?;
    target.deliver(cx, &out, &order, scale)
}
