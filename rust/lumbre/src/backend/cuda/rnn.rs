//! Recurrent layers step by step: a product with the state's weights and one kernel for what follows, in place of the many ops that a
//! step is composed of.

use super::elementwise;
use super::gemm::multiply;
use super::view::CView;
use super::{Cx, Family, type_name, types};
use crate::cuda::launch::Grid;
use crate::error::Result;
use crate::kernel_args;
use lumbre_kernels::binary::Binary;
use lumbre_kernels::rnn::Cell;
use lumbre_kernels::DType;

/// `RnnParams` of `rnn.cuh`.
#[repr(C)]
#[derive(Clone, Copy)]
struct Params {
    rows: i64,
    hidden: i64,
    kept: i64,
    relu: u32,
    pad: u32,
}

/// The steps of a layer: `sizes[t]` rows each, decreasing; run from the last with `reverse`.
#[derive(Clone, Copy)]
pub struct Steps<'a> {
    pub cell: Cell,
    pub sizes: &'a [i64],
    pub reverse: bool,
}

/// One step: its first row, how many rows, and the first row of the step that ran before it with how many of its states go on.
#[derive(Clone, Copy)]
struct Step {
    row: i64,
    rows: i64,
    before: i64,
    kept: i64,
}

impl Steps<'_> {
    fn list(&self) -> Vec<Step> {
        let mut at = 0;
        let mut all: Vec<(i64, i64)> = self.sizes.iter().map(|n| { at += n; (at - n, *n) }).collect();
        if self.reverse {
            all.reverse();
        }
        let mut had = (0, 0);
        let next = |(row, rows): &(i64, i64)| {
            let step = Step { row: *row, rows: *rows, before: had.0, kept: had.1.min(*rows) };
            had = (*row, *rows);
            step
        };
        all.iter().map(next).collect()
    }
}

/// Rows of `width` elements that lie one after the other.
#[derive(Clone, Copy)]
struct Table {
    address: u64,
    dtype: DType,
    width: i64,
}

impl Table {
    fn of(v: &CView) -> Table {
        Table { address: v.address, dtype: v.dtype, width: v.sizes[v.dim() - 1] }
    }

    fn at(&self, row: i64) -> u64 {
        self.address + (row * self.width) as u64 * self.dtype.size() as u64
    }

    /// Calls `f` with the view of some rows.
    fn rows<T>(&self, from: i64, count: i64, f: impl FnOnce(CView) -> T) -> T {
        let (sizes, strides) = ([count, self.width], [self.width, 1]);
        f(CView { address: self.at(from), dtype: self.dtype, sizes: &sizes, strides: &strides })
    }
}

struct Kernels<'a> {
    cx: &'a Cx<'a>,
    dtype: DType,
    relu: bool,
    hidden: i64,
}

impl Kernels<'_> {
    /// # Safety
    /// `args` are those of the kernel after its parameters: live memory as long as the step's rows.
    unsafe fn run(&self, entry: &'static str, s: &Step, args: &[u64]) -> Result<()> {
        let p = Params { rows: s.rows, hidden: self.hidden, kept: s.kept, relu: self.relu as u32, pad: 0 };
        let f = self.cx.kernel(Family::Rnn, "rnn", entry, types([self.dtype]), 0, || format!("RNN(k, {})\n", type_name(self.dtype)))?;
        let mut list = smallvec::SmallVec::<[*mut std::ffi::c_void; 10]>::from_slice(&kernel_args![p]);
        list.extend(args.iter().map(|a| a as *const u64 as *mut std::ffi::c_void));
        let grid = Grid::linear(self.cx.blocks_for((s.rows * self.hidden) as usize, 256, 1), 256);
        // SAFETY: the caller's promise; the kernels' signatures are in `rnn.cuh`.
        unsafe { self.cx.launch(f, grid, &mut list) }
    }
}

/// Operands as the CPU's kernel has them (`lumbre_kernels::rnn::Forward`): `gates` hold the input's sums at first.
pub struct Forward<'a> {
    pub h0: CView<'a>,
    pub c0: Option<CView<'a>>,
    pub weight: CView<'a>,
    pub bias: Option<CView<'a>>,
    pub gates: CView<'a>,
    pub out: CView<'a>,
    pub extra: Option<CView<'a>>,
}

pub fn forward(cx: &Cx, steps: Steps, f: Forward) -> Result<()> {
    let (gates, out, h0) = (Table::of(&f.gates), Table::of(&f.out), Table::of(&f.h0));
    let extra = f.extra.as_ref().map_or(out, Table::of);
    let k = Kernels { cx, dtype: f.out.dtype, relu: steps.cell == Cell::Relu, hidden: out.width };
    let gru = steps.cell == Cell::Gru;
    let most = steps.sizes.iter().copied().max().unwrap_or(0);
    let room = cx.temporary(if gru { (most * gates.width) as usize * k.dtype.size() } else { 0 })?;
    let sums = Table { address: room.address, ..gates };
    // `weight` read transposed: (H, G H).
    let (sizes, strides) = ([f.weight.sizes[1], f.weight.sizes[0]], [f.weight.strides[1], f.weight.strides[0]]);
    let w = CView { sizes: &sizes, strides: &strides, ..f.weight };
    for s in steps.list() {
        for (from, first, count) in [(out.at(s.before), 0, s.kept), (h0.at(s.kept), s.kept, s.rows - s.kept)] {
            if count == 0 {
                continue;
            }
            let before = Table { address: from, ..out };
            let target = if gru { (sums, first) } else { (gates, s.row + first) };
            before.rows(0, count, |a| target.0.rows(target.1, count, |o| multiply(cx, a, w, if gru { f.bias } else { None }, !gru, o)))?;
        }
        let (g, h) = (gates.at(s.row), out.at(s.row));
        let c0 = f.c0.map_or(0, |c| c.address);
        // SAFETY: the kernels' arguments in `rnn.cuh`; every table has the step's rows.
        unsafe {
            match steps.cell {
                Cell::Tanh | Cell::Relu => k.run("k_simple", &s, &[g, h])?,
                Cell::Lstm => k.run("k_lstm", &s, &[g, extra.at(s.before), c0, extra.at(s.row), h])?,
                Cell::Gru => k.run("k_gru", &s, &[g, sums.address, out.at(s.before), h0.address, extra.at(s.row), h])?,
            }
        }
    }
    Ok(())
}

/// Operands as `lumbre_kernels::rnn::Backward` has them.
pub struct Backward<'a> {
    pub h0: CView<'a>,
    pub c0: Option<CView<'a>>,
    pub weight: CView<'a>,
    pub gates: CView<'a>,
    pub out: CView<'a>,
    pub extra: Option<CView<'a>>,
    pub g_out: Option<CView<'a>>,
    pub gh: CView<'a>,
    pub gc: Option<CView<'a>>,
    pub dx: CView<'a>,
    pub ds: Option<CView<'a>>,
    pub before: Option<CView<'a>>,
}

pub fn backward(cx: &Cx, steps: Steps, b: Backward) -> Result<()> {
    let (gates, out, h0, gh, dx) = (Table::of(&b.gates), Table::of(&b.out), Table::of(&b.h0), Table::of(&b.gh), Table::of(&b.dx));
    let (extra, ds) = (b.extra.as_ref().map_or(out, Table::of), b.ds.as_ref().map_or(dx, Table::of));
    let k = Kernels { cx, dtype: b.out.dtype, relu: steps.cell == Cell::Relu, hidden: out.width };
    let most = steps.sizes.iter().copied().max().unwrap_or(0);
    let room = cx.temporary((most * out.width) as usize * k.dtype.size())?;
    let sum = Table { address: room.address, ..out };
    let compute = super::loop_dtype(k.dtype);
    for s in steps.list().into_iter().rev() {
        // The gradient of this step's states from both sides.
        gh.rows(0, s.rows, |a| {
            sum.rows(0, s.rows, |to| match &b.g_out {
                Some(g) => Table::of(g).rows(s.row, s.rows, |g| elementwise::binary(cx, Binary::Add, compute, a.into(), g.into(), to)),
                None => elementwise::copy(cx, a, to),
            })
        })?;
        if let Some(before) = b.before.as_ref().map(Table::of) {
            for (from, first, count) in [(out.at(s.before), 0, s.kept), (h0.at(s.kept), s.kept, s.rows - s.kept)] {
                let states = Table { address: from, ..out };
                states.rows(0, count, |a| before.rows(s.row + first, count, |to| elementwise::copy(cx, a, to)))?;
            }
        }
        let (g, row) = (sum.address, s.row);
        let (c0, gc) = (b.c0.map_or(0, |c| c.address), b.gc.map_or(0, |c| c.address));
        // SAFETY: as in `forward`.
        unsafe {
            match steps.cell {
                Cell::Tanh | Cell::Relu => k.run("k_simple_backward", &s, &[g, out.at(row), dx.at(row)])?,
                Cell::Lstm => k.run("k_lstm_backward", &s, &[g, gates.at(row), extra.at(s.before), c0, extra.at(row), gc, dx.at(row)])?,
                Cell::Gru => k.run("k_gru_backward", &s, &[g, gates.at(row), out.at(s.before), h0.address, extra.at(row), dx.at(row), ds.at(row)])?,
            }
        }
        // Through the weights to the states before; a GRU's direct part is in `sum`.
        let gru = steps.cell == Cell::Gru;
        ds.rows(row, s.rows, |a| if gru { sum } else { gh }.rows(0, s.rows, |o| multiply(cx, a, b.weight, None, gru, o)))?;
        if gru {
            sum.rows(0, s.rows, |a| gh.rows(0, s.rows, |to| elementwise::copy(cx, a, to)))?;
        }
    }
    Ok(())
}
