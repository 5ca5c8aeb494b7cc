//! Element-wise kernels.

use super::view::{CView, FastDiv, Num, Sizes, collapse, fast_div, in_order, memory_order};
use super::{Cx, Family, type_name};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::{ensure, kernel_args};
use lumbre_kernels::binary::Binary;
use lumbre_kernels::parts::Params;
use lumbre_kernels::ternary::Ternary;
use lumbre_kernels::unary::Unary;
use lumbre_kernels::{DType, Scalar};

/// The most dimensions a kernel walks, after those that can be joined are.
const DIMS: usize = 8;
pub(super) const THREADS: u32 = 256;

/// `EwParams` of `elementwise.cuh`.
#[repr(C)]
struct EwParams {
    n: u64,
    dims: u32,
    number: u32,
    single: u32,
    pad: u32,
    op: [Num; 4],
    numbers: [Num; 3],
    div: [FastDiv; DIMS],
    sizes: [u64; DIMS],
    strides: [[i64; DIMS]; 4],
}

/// An operand: memory, or a number that stands for all elements.
#[derive(Clone, Copy)]
pub enum Arg<'a> {
    View(CView<'a>),
    Number(Scalar, DType),
}

impl<'a> From<CView<'a>> for Arg<'a> {
    fn from(v: CView<'a>) -> Arg<'a> {
        Arg::View(v)
    }
}

impl Arg<'_> {
    fn dtype(&self) -> DType {
        match self {
            Arg::View(v) => v.dtype,
            Arg::Number(_, d) => *d,
        }
    }

    fn address(&self) -> u64 {
        match self {
            Arg::View(v) => v.address,
            Arg::Number(..) => 0,
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Layout {
    Contiguous,
    Strided,
    Wide,
}

impl Layout {
    fn name(self) -> &'static str {
        match self {
            Layout::Contiguous => "contiguous",
            Layout::Strided => "strided",
            Layout::Wide => "wide",
        }
    }
}

/// `out = op(x)`, computed in `compute`.
pub fn unary(cx: &Cx, op: Unary, compute: DType, x: Arg, out: CView) -> Result<()> {
    let (name, params) = unary_parts(&op);
    run(cx, Family::Unary, "UNARY", name, params, compute, &[x], out)
}

/// Some functions have other parameters than their fields.
pub(super) fn unary_parts(op: &Unary) -> (&'static str, Params) {
    let mut p = Params::default();
    match *op {
        Unary::Clamp { min, max } => {
            for v in [min, max].into_iter().flatten() {
                p.push(v);
            }
            let name = match (min, max) {
                (Some(_), None) => "ClampMin",
                (None, Some(_)) => "ClampMax",
                _ => "Clamp",
            };
            (name, p)
        }
        Unary::Round { decimals } => {
            p.push(Scalar::Int(decimals as i64));
            p.push(Scalar::Float(10f64.powi(decimals.abs())));
            ("Round", p)
        }
        Unary::Logit { eps } => {
            let bounds = eps.map_or([f64::NEG_INFINITY, f64::INFINITY], |e| [e, 1.0 - e]);
            for b in bounds {
                p.push(Scalar::Float(b));
            }
            ("Logit", p)
        }
        _ => (op.name(), op.params()),
    }
}

/// `out = op(a, b)`, computed in `compute`.
pub fn binary(cx: &Cx, op: Binary, compute: DType, a: Arg, b: Arg, out: CView) -> Result<()> {
    run(cx, Family::Binary, "BINARY", op.name(), op.params(), compute, &[a, b], out)
}

/// `out = op(a, b, c)`, computed in `compute`.
pub fn ternary(cx: &Cx, op: Ternary, compute: DType, a: Arg, b: Arg, c: Arg, out: CView) -> Result<()> {
    run(cx, Family::Ternary, "TERNARY", op.name(), op.params(), compute, &[a, b, c], out)
}

/// `out = x`, cast to `out`'s dtype.
pub fn copy(cx: &Cx, x: CView, out: CView) -> Result<()> {
    run(cx, Family::Unary, "UNARY", "Copy", Params::default(), x.dtype, &[x.into()], out)
}

/// `out = value`.
pub fn fill(cx: &Cx, value: Scalar, out: CView) -> Result<()> {
    run(cx, Family::Unary, "UNARY", "Copy", Params::default(), out.dtype, &[Arg::Number(value, out.dtype)], out)
}

fn run(cx: &Cx, family: Family, make: &str, name: &'static str, op: Params, compute: DType, args: &[Arg], out: CView) -> Result<()> {
    let n = out.numel();
    if n == 0 {
        return Ok(());
    }
    let mut p = EwParams {
        n: n as u64,
        dims: 0,
        number: 0,
        single: 0,
        pad: 0,
        op: Default::default(),
        numbers: Default::default(),
        div: Default::default(),
        sizes: [0; DIMS],
        strides: [[0; DIMS]; 4],
    };
    for (slot, v) in p.op.iter_mut().zip(&op.values[..op.n]) {
        *slot = (*v).into();
    }
    for (k, a) in args.iter().enumerate() {
        if let Arg::Number(v, _) = a {
            p.number |= 1 << k;
            p.numbers[k] = (*v).into();
        }
    }
    let zeros: Sizes = smallvec::smallvec![0; out.dim()];
    let order = memory_order(out.sizes, out.strides);
    let strides = |k: usize| match args.get(k) {
        Some(Arg::View(v)) => in_order(v.strides, &order),
        _ => in_order(&zeros, &order),
    };
    let (sizes, by) = collapse(&in_order(out.sizes, &order), [&strides(0), &strides(1), &strides(2), &in_order(out.strides, &order)]);
    ensure!(sizes.len() <= DIMS, NotImplemented, "{}: more than {DIMS} dimensions that cannot be joined, on CUDA", cx.op);
    let layout = layout(args, &out, &sizes, &by, compute, &mut p);
    if layout != Layout::Contiguous {
        p.dims = sizes.len() as u32;
        for (d, n) in sizes.iter().enumerate() {
            p.sizes[d] = *n as u64;
            p.div[d] = fast_div(*n);
            for (k, s) in by.iter().enumerate() {
                p.strides[k][d] = s[d];
            }
        }
    }
    let mut types = [compute as u8, 0, 0, 0];
    let mut packed = out.dtype as u32 | (layout as u32) << 8;
    for (k, a) in args.iter().enumerate() {
        types[k + 1] = a.dtype() as u8 + 1;
        packed |= (k as u32 + 1) << 16;
    }
    let f = cx.kernel(family, name, "k", types, packed, || {
        let mut list: Vec<&str> = args.iter().map(|a| type_name(a.dtype())).collect();
        list.push(type_name(out.dtype));
        format!("{make}({}, k, {name}, {}, {})\n", layout.name(), type_name(compute), list.join(", "))
    })?;
    let pointer = |k: usize| args.get(k).map_or(0u64, Arg::address);
    let (x, y, z) = (pointer(0), pointer(1), pointer(2));
    let each = if layout == Layout::Contiguous { width(args, &out) } else { 1 };
    let grid = Grid::linear(cx.blocks_for(n, THREADS, each), THREADS);
    // SAFETY: the kernel's signature in `elementwise.cuh`; the views are of live memory, as long as their sizes say.
    unsafe { cx.launch(f, grid, &mut kernel_args![p, x, y, z, out.address]) }
}

/// Elements a thread takes at once: 16 bytes of the widest operand.
fn width(args: &[Arg], out: &CView) -> usize {
    match args.iter().map(|a| a.dtype().size()).chain([out.dtype.size()]).max() {
        Some(1) => 8,
        Some(n) => 16 / n,
        None => 1,
    }
}

/// Whether one run of elements can be walked in packs; marks operands of one element.
fn layout(args: &[Arg], out: &CView, sizes: &[i64], by: &[Sizes; 4], compute: DType, p: &mut EwParams) -> Layout {
    let _ = compute;
    let flat = |k: usize| sizes.is_empty() || (sizes.len() == 1 && by[k][0] == 1);
    let pack = width(args, out);
    let aligned = |v: &CView| v.address % (v.dtype.size() * pack) as u64 == 0;
    let mut contiguous = flat(3) && aligned(out);
    for (k, a) in args.iter().enumerate() {
        let Arg::View(v) = a else { continue };
        if sizes.len() <= 1 && by[k].first().is_none_or(|s| *s == 0) {
            p.single |= 1 << k;
        } else {
            contiguous &= flat(k) && aligned(v);
        }
    }
    if contiguous {
        return Layout::Contiguous;
    }
    p.single = 0;
    let reach = args.iter().filter_map(|a| if let Arg::View(v) = a { Some(v.reach()) } else { None }).max().unwrap_or(0);
    if p.n < 1 << 31 && reach.max(out.reach()) < 1 << 31 { Layout::Strided } else { Layout::Wide }
}
