//! Runs a kernel over contiguous runs of one dtype on operands of any strides and dtypes. What is not already such a run
//! goes through a tile that stays in the first-level cache, so that each kernel exists once per computing dtype.

pub mod convert;
pub mod float8;
pub mod half;
pub mod layout;
pub mod moves;
pub mod op;
pub mod program;
pub mod ending;

use crate::dtype::DType;
use crate::parallel::parallel_for;
use crate::view::{View, ViewMut};
use convert::{Steps, steps_via};
use layout::{Dims, Layout};
use moves::{copy_strided, fence, stream};
use std::mem::MaybeUninit;
use std::ops::Range;

/// 1024 elements of 8 bytes, 512 of 16; 2048 of up to 4 where nothing is converted.
const TILE_BYTES: usize = 8192;
/// Inner dimensions below this are gathered across rows instead of being visited one by one.
const SHORT_ROW: usize = 128;
/// Up to so many elements, a call with scalars takes a short way.
const SMALL: usize = 64;
/// Outputs from this size on are written past the caches.
const STREAM_BYTES: usize = 8 << 20;

/// With room for one short row more than a chunk.
#[repr(C, align(64))]
struct Tile(MaybeUninit<[u8; TILE_BYTES + SHORT_ROW * 16]>);

impl Tile {
    fn new() -> Tile {
        Tile(MaybeUninit::uninit())
    }

    fn ptr(&mut self) -> *mut u8 {
        self.0.as_mut_ptr() as *mut u8
    }
}

/// One element-wise loop and the dtypes around it.
pub struct Kernel<'k, const N: usize> {
    /// What the loop reads and writes.
    pub load: [DType; N],
    pub store: DType,
    /// What PyTorch computes in: values are rounded to it where the loop is wider.
    pub input: DType,
    pub result: DType,
    /// Whether the output may be the first input.
    pub in_place: bool,
    /// Elements worth a task of their own; a multiple of 1024.
    pub grain: usize,
    /// Inputs, output, count: aligned, contiguous, and disjoint but for `in_place`. Last, how many elements lie before these in
    /// the output's order of dimensions.
    pub body: &'k (dyn Fn([*const u8; N], *mut u8, usize, usize) + Sync),
    /// As `body`, where the last input is one value for all elements.
    pub by_number: Option<&'k (dyn Fn([*const u8; N], *mut u8, usize, usize) + Sync)>,
}

/// `O` is `N + 1`. All views have the output's sizes; an input is disjoint from the output or the same view.
#[inline(never)]
pub fn run<const N: usize, const O: usize>(inputs: &[View; N], out: &ViewMut, kernel: &Kernel<N>) {
    let n = out.numel();
    if n == 0 {
        return;
    }
    let staged = is_staged(inputs, out, kernel.in_place);
    if n <= kernel.grain && !staged && out.dtype == kernel.store && out.is_contiguous() {
        // Not `==`, which calls the library's memory comparison.
        let like_out = |x: &View| x.strides.iter().zip(out.strides).all(|(a, b)| a == b);
        let flat = |x: &View| like_out(x) || x.is_contiguous();
        if (0..N).all(|k| inputs[k].dtype == kernel.load[k] && flat(&inputs[k])) {
            return (kernel.body)(inputs.each_ref().map(|x| x.ptr()), out.ptr(), n, 0);
        }
        if n <= SMALL && small(inputs, out, kernel, n) {
            return;
        }
    }
    strided::<N, O>(inputs, out, kernel, staged, n);
}

/// Computes the elements at flat positions `range` of the output's order alone; nothing else of `out` is touched. An input is
/// disjoint from it.
#[inline(never)]
fn run_range<const N: usize, const O: usize>(inputs: &[View; N], out: &ViewMut, kernel: &Kernel<N>, range: Range<usize>) {
    let mut plan = Plan::<N, O>::new(inputs, out, kernel, false, out.numel());
    plan.streamed = false;
    plan.span(range);
}

/// Small calls with repeated scalars among contiguous operands, without a plan; false if the operands are anything else.
#[inline(never)]
fn small<const N: usize>(inputs: &[View; N], out: &ViewMut, kernel: &Kernel<N>, n: usize) -> bool {
    #[repr(C, align(64))]
    struct Few(MaybeUninit<[u8; SMALL * 16]>);
    let mut tiles: [Few; N] = std::array::from_fn(|_| Few(MaybeUninit::uninit()));
    let mut ptrs = [std::ptr::null::<u8>(); N];
    for k in 0..N {
        let x = &inputs[k];
        if x.dtype == kernel.load[k] && x.is_contiguous() {
            ptrs[k] = x.ptr();
            continue;
        }
        if x.strides.iter().zip(x.sizes).any(|(&stride, &size)| stride != 0 && size != 1) {
            return false;
        }
        let tile = tiles[k].0.as_mut_ptr() as *mut u8;
        let mut one = [Few(MaybeUninit::uninit()), Few(MaybeUninit::uninit())];
        let [a, b] = one.each_mut().map(|t| t.0.as_mut_ptr() as *mut u8);
        let steps = load_steps(x.dtype, kernel, k);
        // SAFETY: one value is read and converted between buffers of its own; `tile` holds n elements.
        unsafe {
            let value = if steps.is_empty() { x.ptr() } else { a.add(64) as *const u8 };
            if !steps.is_empty() {
                chain(&steps, x.ptr(), a.add(64), 1, [b, a]);
            }
            copy_strided(kernel.load[k].size(), value, 0, tile, 1, n);
        }
        ptrs[k] = tile;
    }
    (kernel.body)(ptrs, out.ptr(), n, 0);
    true
}

/// Whether the output shares memory with an input in a way the loop cannot bear.
fn is_staged<const N: usize>(inputs: &[View; N], out: &ViewMut, in_place: bool) -> bool {
    let same = |k: usize| inputs[k].ptr::<u8>() == out.ptr::<u8>();
    (0..N).any(|k| same(k) && !(k == 0 && in_place))
}

#[inline(never)]
fn strided<const N: usize, const O: usize>(inputs: &[View; N], out: &ViewMut, kernel: &Kernel<N>, staged: bool, n: usize) {
    let plan = Plan::<N, O>::new(inputs, out, kernel, staged, n);
    if n <= kernel.grain {
        plan.span(0..n);
    } else {
        parallel_for(n, kernel.grain, &|range| plan.span(range));
    }
}

struct Plan<'a, const N: usize, const O: usize> {
    inputs: &'a [View<'a>; N],
    out: &'a ViewMut<'a>,
    kernel: &'a Kernel<'a, N>,
    layout: Layout<O>,
    loads: [Steps; N],
    stores: Steps,
    /// Elements of a chunk at most, and whether chunks end with their row.
    step: usize,
    by_row: bool,
    /// Operands that are contiguous over every chunk.
    runs: [bool; O],
    constants: [bool; N],
    /// The last input's one value is handed over instead of copies of it.
    by_number: bool,
    /// Inputs that repeat one short row.
    periodic: [bool; N],
    /// Whether every operand lies in rows (or is constant along them) of the loop's dtype, in at most two dimensions.
    plain_rows: bool,
    /// The output goes through a tile although it is a run of the right dtype.
    staged: bool,
    streamed: bool,
}

impl<'a, const N: usize, const O: usize> Plan<'a, N, O> {
    fn new(
        inputs: &'a [View<'a>; N],
        out: &'a ViewMut<'a>,
        kernel: &'a Kernel<'a, N>,
        staged: bool,
        n: usize,
    ) -> Plan<'a, N, O> {
        let layout: Layout<O> = layout::layout(inputs, out);
        let by_row = layout.sizes.len() == 1 || layout.inner() >= SHORT_ROW;
        let runs: [bool; O] =
            std::array::from_fn(|k| if by_row { layout.inner_stride(k) == 1 } else { layout.is_flat(k) });
        let constants: [bool; N] = std::array::from_fn(|k| layout.is_constant(k));
        let periodic: [bool; N] = std::array::from_fn(|k| !by_row && layout.repeats_row(k));
        let loads: [Steps; N] = std::array::from_fn(|k| load_steps(inputs[k].dtype, kernel, k));
        let stores = steps_via(kernel.store, kernel.result, out.dtype);
        let stores = if out.dtype == kernel.store { Steps::new() } else { stores };
        let dtypes = inputs.iter().map(|x| x.dtype).chain(kernel.load).chain([out.dtype, kernel.store]);
        // Conversions may go through dtypes of 8 bytes.
        let plain = loads.iter().all(Steps::is_empty) && stores.is_empty();
        let widest = dtypes.map(DType::size).fold(if plain { 4 } else { 8 }, usize::max);
        let by_number = kernel.by_number.is_some() && by_row && runs[0] && N == 2 && layout.inner_stride(N - 1) == 0;
        let whole = |k: usize| runs[k] && loads[k].is_empty() || by_number && k == N - 1;
        let no_tiles = (0..N).all(whole) && runs[N] && stores.is_empty() && !staged;
        let shares = inputs.iter().any(|x| x.ptr::<u8>() == out.ptr::<u8>());
        let streamed = n * out.dtype.size() >= STREAM_BYTES
            && layout.is_flat(N)
            && stores.is_empty()
            && !shares
            && out.ptr::<u8>() as usize % 64 == 0;
        let step = if no_tiles && !streamed { usize::MAX } else { TILE_BYTES / widest };
        let straight = |k: usize| loads[k].is_empty() && (runs[k] || layout.inner_stride(k) == 0);
        let plain_out = runs[N] && stores.is_empty() && !staged && !streamed;
        let plain_rows = by_row && plain_out && layout.sizes.len() <= 2 && (0..N).all(straight);
        Plan { inputs, out, kernel, layout, loads, stores, step, by_row, runs, constants, by_number, periodic, plain_rows, staged, streamed }
    }

    fn body(&self) -> &'a (dyn Fn([*const u8; N], *mut u8, usize, usize) + Sync) {
        match self.kernel.by_number {
            Some(body) if self.by_number => body,
            _ => self.kernel.body,
        }
    }

    /// As `span`, for plain rows: nothing is worked out again for a row but what stays the same along it.
    fn span_rows(&self, range: Range<usize>) {
        let (layout, inner) = (&self.layout, self.layout.inner());
        let outer_stride = |k: usize| if layout.sizes.len() == 2 { layout.strides[k][0] as isize } else { 0 };
        let mut tiles: [Tile; N] = std::array::from_fn(|_| Tile::new());
        let base: [*const u8; N] = std::array::from_fn(|k| self.inputs[k].ptr());
        let sizes: [isize; N] = std::array::from_fn(|k| self.inputs[k].dtype.size() as isize);
        let (mut row, mut col) = (range.start / inner, range.start % inner);
        let (mut left, mut filled) = (range.len(), [false; N]);
        while left > 0 {
            let most = left.min(inner - col);
            let mut done = 0;
            while done < most {
                let n = (most - done).min(self.step);
                let ptrs: [*const u8; N] = std::array::from_fn(|k| {
                    let at = base[k].wrapping_offset(row as isize * outer_stride(k) * sizes[k]);
                    if self.runs[k] {
                        return at.wrapping_offset((col + done) as isize * sizes[k]);
                    }
                    if self.by_number {
                        return at;
                    }
                    let tile = tiles[k].ptr();
                    if !filled[k] || (done == 0 && !self.constants[k]) {
                        let room = if self.constants[k] { range.len().min(inner) } else { most };
                        // SAFETY: one value is read; the tile holds `step` elements.
                        unsafe { copy_strided(sizes[k] as usize, at, 0, tile, 1, room.min(self.step)) };
                        filled[k] = true;
                    }
                    tile
                });
                let size = self.out.dtype.size() as isize;
                let dst = self.out.ptr::<u8>().wrapping_offset((row as isize * outer_stride(N) + (col + done) as isize) * size);
                (self.body())(ptrs, dst, n, row * inner + col + done);
                done += n;
            }
            left -= most;
            (row, col) = (row + 1, 0);
        }
    }

    /// Computes the elements at these flat positions.
    fn span(&self, range: Range<usize>) {
        if self.plain_rows {
            return self.span_rows(range);
        }
        let mut tiles: [Tile; O] = std::array::from_fn(|_| Tile::new());
        let mut spare = [Tile::new(), Tile::new()];
        let mut index = self.layout.index(range.start);
        let mut filled = [false; N];
        let mut at = range.start;
        while at < range.end {
            let mut n = (range.end - at).min(self.step);
            if self.by_row {
                n = n.min(self.row_left(&index));
            }
            let most = (range.end - range.start).min(self.step);
            let spare_ptrs = spare.each_mut().map(|t| t.ptr());
            let ptrs: [*const u8; N] = std::array::from_fn(|k| {
                let tile = tiles[k].ptr();
                if !self.constants[k] && !self.periodic[k] {
                    return self.load(k, &index, n, tile, spare_ptrs);
                }
                let first = !std::mem::replace(&mut filled[k], true);
                if self.constants[k] {
                    if first {
                        self.splat(k, &index, if self.by_number { 1 } else { most }, tile, spare_ptrs);
                    }
                    return tile as *const u8;
                }
                if first {
                    self.repeat(k, most, tile, spare_ptrs);
                }
                let phase = index[index.len() - 1] as usize;
                tile.wrapping_add(phase * self.kernel.load[k].size()) as *const u8
            });
            self.emit(ptrs, &index, [n, at], tiles[N].ptr(), spare_ptrs);
            self.layout.advance(&mut index, n);
            at += n;
        }
        if self.streamed {
            fence();
        }
    }

    fn row_left(&self, index: &[i64]) -> usize {
        self.layout.inner() - index[index.len() - 1] as usize
    }

    fn input_at(&self, k: usize, index: &[i64]) -> *const u8 {
        let x = &self.inputs[k];
        x.ptr::<u8>().wrapping_offset(self.layout.offset(k, index) * x.dtype.size() as isize)
    }

    /// `n` values of input `k` in the kernel's dtype: in place if they lie so, else in `tile`.
    fn load(&self, k: usize, index: &Dims, n: usize, tile: *mut u8, spare: [*mut u8; 2]) -> *const u8 {
        let steps = &self.loads[k];
        if self.by_row && self.layout.inner_stride(k) == 0 {
            self.splat(k, index, if self.by_number { 1 } else { n }, tile, spare);
            return tile;
        }
        let src = if self.runs[k] {
            self.input_at(k, index)
        } else {
            let dst = if steps.is_empty() { tile } else { spare[0] };
            self.gather(k, index, n, dst);
            dst
        };
        if steps.is_empty() {
            return src;
        }
        // SAFETY: `src` holds n values; the tiles hold `step` elements of any dtype here.
        unsafe { chain(steps, src, tile, n, spare) };
        tile
    }

    /// Fills the tile with `n` copies of the one value at `index`.
    fn splat(&self, k: usize, index: &[i64], n: usize, tile: *mut u8, spare: [*mut u8; 2]) {
        let width = self.kernel.load[k].size();
        let src = self.input_at(k, index);
        // SAFETY: one value is read; `tile` holds n, and the converted value lies apart from it.
        unsafe {
            let one = if self.loads[k].is_empty() {
                src
            } else {
                chain(&self.loads[k], src, spare[0].add(64), 1, [spare[1], spare[0]]);
                spare[0].add(64) as *const u8
            };
            copy_strided(width, one, 0, tile, 1, n);
        }
    }

    /// Fills the tile with the short row that input `k` repeats, so that a chunk of `most` may begin anywhere in it.
    fn repeat(&self, k: usize, most: usize, tile: *mut u8, spare: [*mut u8; 2]) {
        let (row, width) = (self.layout.inner(), self.kernel.load[k].size());
        let start: Dims = smallvec::smallvec![0; self.layout.sizes.len()];
        let src = if self.loads[k].is_empty() { tile } else { spare[0] };
        self.gather(k, &start, row, src);
        // SAFETY: a short row fits; the tile has room for a chunk and a short row. Copies double what is filled.
        unsafe {
            if !self.loads[k].is_empty() {
                chain(&self.loads[k], src, tile, row, spare);
            }
            let (mut have, want) = (row, most + row);
            while have < want {
                let more = have.min(want - have);
                std::ptr::copy_nonoverlapping(tile, tile.add(have * width), more * width);
                have += more;
            }
        }
    }

    fn gather(&self, k: usize, index: &Dims, n: usize, dst: *mut u8) {
        let x = &self.inputs[k];
        let width = x.dtype.size();
        let stride = self.layout.inner_stride(k) as isize;
        self.rows(k, index, n, |offset, done, run| {
            let src = x.ptr::<u8>().wrapping_offset(offset * width as isize);
            // SAFETY: the run lies in the view's row and in the tile.
            unsafe { copy_strided(width, src, stride, dst.add(done * width), 1, run) };
        });
    }

    fn scatter(&self, src: *const u8, index: &Dims, n: usize) {
        let width = self.out.dtype.size();
        let stride = self.layout.inner_stride(N) as isize;
        self.rows(N, index, n, |offset, done, run| {
            let dst = self.out.ptr::<u8>().wrapping_offset(offset * width as isize);
            // SAFETY: the run lies in the tile and in the view's row; threads have disjoint positions.
            unsafe { copy_strided(width, src.add(done * width), 1, dst, stride, run) };
        });
    }

    /// Visits `n` positions from `index` on, as runs within rows: operand `k`'s offset, how many are done, the length.
    fn rows(&self, k: usize, index: &Dims, n: usize, mut visit: impl FnMut(isize, usize, usize)) {
        let layout = &self.layout;
        let last = layout.sizes.len() - 1;
        let mut index = index.clone();
        let mut offset = layout.offset(k, &index);
        let mut done = 0;
        loop {
            let run = (n - done).min(self.row_left(&index));
            visit(offset, done, run);
            done += run;
            if done == n {
                return;
            }
            if last > 0 && index[last - 1] + 1 < layout.sizes[last - 1] {
                // The next row of the same plane, without a division.
                offset += (layout.strides[k][last - 1] - index[last] * layout.strides[k][last]) as isize;
                index[last - 1] += 1;
                index[last] = 0;
            } else {
                layout.advance(&mut index, run);
                offset = layout.offset(k, &index);
            }
        }
    }

    fn output_at(&self, index: &[i64]) -> *mut u8 {
        self.out.ptr::<u8>().wrapping_offset(self.layout.offset(N, index) * self.out.dtype.size() as isize)
    }

    /// Runs the kernel on one chunk (`n` elements, `at` before them) and puts the result where it belongs.
    fn emit(&self, ptrs: [*const u8; N], index: &Dims, [n, at]: [usize; 2], tile: *mut u8, spare: [*mut u8; 2]) {
        let body = self.body();
        let dst = self.output_at(index);
        if self.runs[N] && self.stores.is_empty() && !self.staged && !self.streamed {
            return body(ptrs, dst, n, at);
        }
        body(ptrs, tile, n, at);
        let bytes = n * self.out.dtype.size();
        // SAFETY: the tile holds n results; a run of the output has room for n elements.
        unsafe {
            if self.streamed {
                stream(tile, dst, bytes);
            } else if self.runs[N] && self.stores.is_empty() {
                std::ptr::copy_nonoverlapping(tile, dst, bytes);
            } else if self.runs[N] {
                chain(&self.stores, tile, dst, n, spare);
            } else if self.stores.is_empty() {
                self.scatter(tile, index, n);
            } else {
                // The spare tile that the last step does not read.
                let last = spare[self.stores.len() % 2];
                chain(&self.stores, tile, last, n, spare);
                self.scatter(last, index, n);
            }
        }
    }
}

/// What turns an operand's dtype into the kernel's.
fn load_steps<const N: usize>(from: DType, kernel: &Kernel<N>, k: usize) -> Steps {
    if from == kernel.load[k] { Steps::new() } else { steps_via(from, kernel.input, kernel.load[k]) }
}

/// Applies conversions one after the other, between `src`, the spare tiles and `dst`. Step i writes `spare[(i + 1) % 2]`
/// unless it is the last, so `src` may be `spare[0]`.
///
/// # Safety
/// `src` holds `n` values of the first dtype, the spare tiles and `dst` have room for `n`, and `dst` is none of the
/// buffers that the last step reads.
unsafe fn chain(steps: &Steps, src: *const u8, dst: *mut u8, n: usize, spare: [*mut u8; 2]) {
    let mut from = src;
    for (i, step) in steps.iter().enumerate() {
        let to = if i + 1 == steps.len() { dst } else { spare[(i + 1) % 2] };
        // SAFETY: the caller's promise; `from` and `to` are different buffers.
        unsafe { step(from, to, n) };
        from = to;
    }
}
