//! Products of real floating matrices: which loop takes which shape.

use super::block::{self, Product};
use crate::isa::{Level, level};
use super::num::{Arith, Num, Ptr};
use super::pairs;
use super::pack::{Matrix, narrow, widen};
use super::vecmat::{self, VecMat};
use super::vector::{Float, PairsX16, Vector};
use crate::parallel::parallel_for;
use crate::scratch::Scratch;
use crate::{Element, View, ViewMut};
use half::{bf16, f16};

/// Multiply-adds below which matrices of a batch share a task.
const TASK: usize = 1 << 18;
/// Matrices larger than this are split themselves unless the batch alone makes this many tasks.
const BATCH: usize = 16;

/// One product with the scalars and strides of its output still open.
#[derive(Clone, Copy)]
struct Job<S> {
    m: usize,
    n: usize,
    k: usize,
    a: Matrix<S>,
    b: Matrix<S>,
    c: Matrix<S>,
    alpha: f64,
    beta: f64,
    /// Added to every row in place of `beta * c`.
    bias: Option<(*const S, isize)>,
}
// SAFETY: places of the caller's views; tasks write disjoint outputs.
unsafe impl<S> Send for Job<S> {}
// SAFETY: as above.
unsafe impl<S> Sync for Job<S> {}

/// A floating type with the registers that its products run in on the best CPUs.
pub(crate) trait Real: Num<Acc: Float> {
    type Best: Vector<E = Self::Acc>;
}
impl Real for bf16 {
    type Best = PairsX16;
}
macro_rules! plain {
    ($($t:ty),*) => {$(
        impl Real for $t {
            type Best = <<$t as Num>::Acc as Float>::Wide;
        }
    )*};
}
plain!(f16, f32, f64);

pub(crate) fn bmm<S: Real>(a: View, b: View, alpha: f64, beta: f64, bias: Option<View>, out: ViewMut) {
    let (mut batch, mut m) = (out.sizes[0], out.sizes[1]);
    let (n, k) = (out.sizes[2], a.sizes[2]);
    // One matrix for the whole batch: its products are one product.
    if b.strides[0] == 0 && batch > 1 && a.strides[0] == m * a.strides[1] && out.strides[0] == m * out.strides[1] {
        (m, batch) = (m * batch, 1);
    }
    if m == 0 || n == 0 {
        return;
    }
    let matrix = |p: *const S, s: &[i64], i: i64| Matrix {
        ptr: p.wrapping_offset((i * s[0]) as isize),
        row: s[1] as isize,
        col: s[2] as isize,
    };
    let (ap, bp, op) = (Ptr::new(a.ptr::<S>()), Ptr::new(b.ptr::<S>()), Ptr::new(out.ptr::<S>()));
    let bias = bias.map(|v| (Ptr::new(v.ptr::<S>()), v.strides[0] as isize));
    let one = |i: i64| {
        let job = Job {
            m: m as usize,
            n: n as usize,
            k: k as usize,
            a: matrix(ap.at(0), a.strides, i),
            b: matrix(bp.at(0), b.strides, i),
            c: matrix(op.at(0), out.strides, i),
            alpha,
            beta,
            bias: bias.map(|(p, s)| (p.at(0) as *const S, s)),
        };
        // SAFETY: matrices of the views.
        unsafe { multiply::<S>(job) }
    };
    let work = (m * n * k) as usize;
    if work <= TASK || batch as usize >= BATCH {
        parallel_for(batch as usize, (TASK / work.max(1)).max(1), &|r| r.for_each(|i| one(i as i64)));
    } else {
        (0..batch).for_each(one);
    }
}

/// # Safety
/// The operands are readable, `c` is writable and disjoint from them.
unsafe fn multiply<S: Real>(mut j: Job<S>) {
    // Adjacent columns of the output suit the tiles; a bias belongs to columns and stays.
    let flip = j.bias.is_none() && (j.n == 1 && j.m > 1 || j.c.col != 1 && j.c.row == 1);
    if flip {
        (j.m, j.n) = (j.n, j.m);
        (j.a, j.b, j.c) = (j.b.transposed(), j.a.transposed(), j.c.transposed());
    }
    // SAFETY: by this function's contract.
    unsafe {
        if j.m == 1 && j.bias.is_none() && vecmat::fits(&j.b) && j.k > 0 {
            let (x, x_step, out) = (j.a.ptr, j.a.col, j.c.ptr as *mut S);
            let (b, alpha, beta) = (j.b, j.alpha, j.beta);
            return vecmat::vecmat(&VecMat { k: j.k, n: j.n, x, x_step, b, alpha, beta, out, out_step: j.c.col });
        }
        match level() {
            Level::Avx512 if S::DTYPE == crate::DType::BF16 && pairs::fast() => tiles::<S, S::Best>(&j),
            Level::Avx512 => tiles::<S, <S::Acc as Float>::Wide>(&j),
            Level::Avx2 => tiles::<S, <S::Acc as Float>::Middle>(&j),
            Level::Baseline => tiles::<S, <S::Acc as Float>::Base>(&j),
        }
    }
}

/// Sums in place where the output is of their type with adjacent columns, otherwise in scratch.
unsafe fn tiles<S: Num<Acc = V::E>, V: Vector>(j: &Job<S>) {
    let in_place = S::DTYPE == V::E::DTYPE && (j.c.col == 1 || j.n == 1);
    let mut bias = Scratch::<V::E>::new(if j.bias.is_some() { j.n } else { 0 });
    let mut sums = Scratch::<V::E>::new(if in_place { 0 } else { j.m * j.n });
    let null = std::ptr::null();
    // SAFETY: by the contract of `multiply`.
    unsafe {
        if let Some((p, step)) = j.bias {
            widen::<S>(p, step, &mut bias);
        }
        let (c, c_row) = if in_place { (j.c.ptr as *mut V::E, j.c.row) } else { (sums.as_mut_ptr(), j.n as isize) };
        let keeps = in_place && j.beta != 0.0;
        if keeps && j.beta != 1.0 {
            scale_rows::<V>(j, c, c_row);
        }
        let (init, init_row) = match j.bias {
            Some(_) => (bias.as_ptr(), 0),
            None if keeps => (c as *const V::E, c_row),
            None => (null, 0),
        };
        let alpha = V::E::from_f64(j.alpha);
        let g = Product { m: j.m, n: j.n, k: j.k, a: j.a, b: j.b, init, init_row, c, c_row, alpha };
        if j.k > 0 { block::product::<S, V>(&g) } else { no_depth(&g) }
        if !in_place {
            store::<S>(j, &mut sums);
        }
    }
}

unsafe fn scale_rows<V: Vector>(j: &Job<impl Num<Acc = V::E>>, c: *mut V::E, c_row: isize) {
    let beta = V::E::from_f64(j.beta);
    for i in 0..j.m {
        // SAFETY: by the contract of `multiply`.
        let row = unsafe { std::slice::from_raw_parts_mut(c.offset(i as isize * c_row), j.n) };
        row.iter_mut().for_each(|v| *v = v.times(beta));
    }
}

/// An empty sum: what the sums start from, or zero.
unsafe fn no_depth<S, E: Float>(g: &Product<S, E>) {
    for i in 0..g.m as isize {
        for j in 0..g.n {
            // SAFETY: by the contract of `multiply`.
            unsafe {
                let v = if g.init.is_null() { E::default() } else { *g.init.offset(i * g.init_row).add(j) };
                *g.c.offset(i * g.c_row).add(j) = v;
            }
        }
    }
}

/// Writes the sums to their narrower or strided place.
unsafe fn store<S: Num<Acc: Float>>(j: &Job<S>, sums: &mut [S::Acc]) {
    let sums = Ptr::new(sums.as_ptr());
    let (c, beta) = (j.c, S::Acc::from_f64(j.beta));
    let add = j.beta != 0.0 && j.bias.is_none();
    parallel_for(j.m, ((1 << 14) / j.n).max(1), &|rows| {
        for i in rows {
            // SAFETY: by the contract of `multiply`; rows are disjoint.
            unsafe {
                let row = std::slice::from_raw_parts_mut(sums.at((i * j.n) as i64), j.n);
                if add {
                    for (q, v) in row.iter_mut().enumerate() {
                        *v = v.plus(beta.times((*c.at(i, q)).up()));
                    }
                }
                narrow::<S>(row, c.at(i, 0) as *mut S, c.col);
            }
        }
    });
}
