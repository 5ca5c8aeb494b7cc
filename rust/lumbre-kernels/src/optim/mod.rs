//! Fused optimizer steps over lists of contiguous parameters. Halves compute in f32.
//!
//! The order of operations, fused multiply-adds included, is the one of the element-wise formulas that PyTorch applies one
//! after another, so that training follows it closely.

mod adaptive;

pub use adaptive::{AdaptiveParams, Rule, adaptive};

use crate::math::Real;
use crate::multiversion;
use crate::parallel::parallel_for;
use crate::runs::{Compute, Ptr, each_real_float, element, load_run, run_slice, run_slice_mut, store_unless_direct};
use crate::scratch::Scratch;
use crate::{DType, View, ViewMut};

/// Elements one step of the inner loop takes: what four or five operands need stays in the first-level cache.
const TILE: usize = 1024;
/// Elements of one chunk of parallel work.
const CHUNK: usize = 16 * TILE;

#[derive(Clone, Copy, Debug)]
pub struct AdamParams {
    pub lr: f64,
    pub beta1: f64,
    pub beta2: f64,
    pub eps: f64,
    pub weight_decay: f64,
    pub maximize: bool,
    /// AdamW: the decay shrinks the parameter instead of joining the gradient.
    pub decoupled: bool,
}

#[derive(Clone, Copy, Debug)]
pub struct SgdParams {
    pub lr: f64,
    pub momentum: f64,
    pub dampening: f64,
    pub weight_decay: f64,
    pub nesterov: bool,
    pub maximize: bool,
}

/// A list's addresses and dtypes, for the pool's threads.
#[derive(Clone)]
struct List(Vec<(Ptr<u8>, DType)>);

impl List {
    fn read(v: &[View]) -> List {
        List(v.iter().map(|v| (Ptr::new(v.ptr()), v.dtype)).collect())
    }
    fn write(v: &mut [ViewMut]) -> List {
        List(v.iter().map(|v| (Ptr::new(v.ptr()), v.dtype)).collect())
    }
    fn at(&self, i: usize, offset: usize) -> (*mut u8, DType) {
        let (ptr, dtype) = self.0[i];
        (element(ptr, dtype, offset as isize), dtype)
    }
}

/// Calls `f(parameter, offset, length)` for all tiles of all parameters, in parallel.
fn for_each_tile(sizes: &[usize], f: &(dyn Fn(usize, usize, usize) + Sync)) {
    let chunks: Vec<(usize, usize)> =
        sizes.iter().enumerate().flat_map(|(i, &n)| (0..n).step_by(CHUNK).map(move |from| (i, from))).collect();
    parallel_for(chunks.len(), 1, &|range| {
        for &(i, from) in &chunks[range] {
            let end = (from + CHUNK).min(sizes[i]);
            for at in (from..end).step_by(TILE) {
                f(i, at, TILE.min(end - at));
            }
        }
    });
}

/// Room for operands of another dtype. Scratch memory: clearing tiles on the stack took a quarter of a step.
fn tiles<X, const N: usize>(room: &mut [X]) -> [&mut [X]; N] {
    let mut parts = room.chunks_exact_mut(TILE);
    std::array::from_fn(|_| parts.next().unwrap_or_default())
}

/// A writable tile of the compute type, filled with what the memory holds.
///
/// # Safety
/// The `n` elements lie in a live, writable view that nobody else touches while the slice lives.
unsafe fn open<X: Compute>((ptr, dtype): (*mut u8, DType), n: usize, tile: &mut [X]) -> &mut [X] {
    // SAFETY: the caller's promise.
    unsafe {
        if dtype != X::DTYPE {
            load_run(ptr, dtype, 1, &mut tile[..n]);
        }
        run_slice_mut(ptr, dtype, 1, n, tile)
    }
}

/// Stores a tile that was not the memory itself.
///
/// # Safety
/// As `open`.
unsafe fn close<X: Compute>((ptr, dtype): (*mut u8, DType), n: usize, tile: &[X]) {
    // SAFETY: the caller's promise.
    unsafe { store_unless_direct(ptr, dtype, 1, &tile[..n]) }
}

/// One step of Adam or AdamW, in place. `steps` are the step counts after the increment, one a parameter; with
/// `max_exp_avg_sq` the variant is AMSGrad.
pub fn adam(
    params: &mut [ViewMut],
    grads: &[View],
    exp_avg: &mut [ViewMut],
    exp_avg_sq: &mut [ViewMut],
    max_exp_avg_sq: Option<&mut [ViewMut]>,
    p: &AdamParams,
    steps: &[f64],
) {
    let sizes: Vec<usize> = params.iter().map(ViewMut::numel).collect();
    let (g, m, v) = (List::read(grads), List::write(exp_avg), List::write(exp_avg_sq));
    let (w, top) = (List::write(params), max_exp_avg_sq.map(List::write));
    for_each_tile(&sizes, &|i, at, n| {
        each_real_float!(w.0[i].1, X => {
            let c = AdamScalars::<X>::new(p, steps[i]);
            let mut t = Scratch::<X>::new(5 * TILE);
            let [tw, tg, tm, tv, tt] = tiles(&mut t);
            let (wa, ga, ma, va) = (w.at(i, at), g.at(i, at), m.at(i, at), v.at(i, at));
            // SAFETY: tiles of the lists' contiguous views; each is visited once.
            unsafe {
                let (x, g) = (open(wa, n, tw), run_slice(ga.0, ga.1, 1, n, tg));
                let (m, v) = (open(ma, n, tm), open(va, n, tv));
                match &top {
                    Some(top) => {
                        adam_tile(x, g, m, v, open(top.at(i, at), n, tt), c);
                        close(top.at(i, at), n, tt);
                    }
                    None => adam_tile(x, g, m, v, &mut [], c),
                }
                close(wa, n, tw);
                close(ma, n, tm);
                close(va, n, tv);
            }
        })
    });
}

/// The constants of a step in the compute type.
#[derive(Clone, Copy)]
struct AdamScalars<X> {
    sign: X,
    decay: X,
    shrink: X,
    w1: X,
    beta2: X,
    w2: X,
    root: X,
    eps: X,
    step: X,
    /// Which end the running mean is interpolated from.
    near: bool,
}

impl<X: Real> AdamScalars<X> {
    fn new(p: &AdamParams, step: f64) -> Self {
        let near = (1.0 - p.beta1).abs() < 0.5;
        AdamScalars {
            sign: X::of(if p.maximize { -1.0 } else { 1.0 }),
            decay: X::of(if p.decoupled { 0.0 } else { p.weight_decay }),
            shrink: X::of(if p.decoupled { 1.0 - p.lr * p.weight_decay } else { 1.0 }),
            w1: if near { X::of(1.0 - p.beta1) } else { X::of(1.0 - p.beta1) - X::of(1.0) },
            beta2: X::of(p.beta2),
            w2: X::of(1.0 - p.beta2),
            root: X::of((1.0 - p.beta2.powf(step)).sqrt()),
            eps: X::of(p.eps),
            step: X::of(-(p.lr / (1.0 - p.beta1.powf(step)))),
            near,
        }
    }
}

multiversion! {
    fn adam_tile[X: Real](isa; x: &mut [X], g: &[X], m: &mut [X], v: &mut [X], top: &mut [X], c: AdamScalars<X>) {
        use crate::math::Math;
        let n = x.len();
        let (g, m, v) = (&g[..n], &mut m[..n], &mut v[..n]);
        let zero = X::of(0.0);
        // Plain loops with no branch that depends on the element: a check of `top` inside would keep them from being vectorised.
        if top.is_empty() {
            for i in 0..n {
                let mut g = g[i] * c.sign;
                if c.decay != zero {
                    g = isa.fma(x[i] * c.shrink, c.decay, g);
                }
                let mean = isa.fma(c.w1, g - m[i], if c.near { m[i] } else { g });
                let square = isa.fma(c.w2 * g, g, v[i] * c.beta2);
                (m[i], v[i]) = (mean, square);
                x[i] = x[i] * c.shrink + c.step * mean / (square.sqrt() / c.root + c.eps);
            }
            return;
        }
        let top = &mut top[..n];
        for i in 0..n {
            let mut g = g[i] * c.sign;
            if c.decay != zero {
                g = isa.fma(x[i] * c.shrink, c.decay, g);
            }
            m[i] = isa.fma(c.w1, g - m[i], if c.near { m[i] } else { g });
            v[i] = isa.fma(c.w2 * g, g, v[i] * c.beta2);
            top[i] = top[i].maximum(v[i]);
        }
        for i in 0..n {
            x[i] = x[i] * c.shrink + c.step * m[i] / (top[i].sqrt() / c.root + c.eps);
        }
    }
}

/// One step of stochastic gradient descent, in place. `first[i]` says that parameter `i`'s momentum buffer holds nothing yet.
pub fn sgd(params: &mut [ViewMut], grads: &[View], momentum: Option<&mut [ViewMut]>, first: &[bool], p: &SgdParams) {
    let sizes: Vec<usize> = params.iter().map(ViewMut::numel).collect();
    let (g, w, buf) = (List::read(grads), List::write(params), momentum.map(List::write));
    for_each_tile(&sizes, &|i, at, n| {
        each_real_float!(w.0[i].1, X => {
            let mut t = Scratch::<X>::new(3 * TILE);
            let [tw, tg, tb] = tiles(&mut t);
            let (wa, ga) = (w.at(i, at), g.at(i, at));
            // SAFETY: tiles of the lists' contiguous views; each is visited once.
            unsafe {
                let (x, g) = (open(wa, n, tw), run_slice(ga.0, ga.1, 1, n, tg));
                match &buf {
                    Some(buf) => {
                        sgd_tile(x, g, open(buf.at(i, at), n, tb), first.get(i).copied().unwrap_or(false), *p);
                        close(buf.at(i, at), n, tb);
                    }
                    None => sgd_tile(x, g, &mut [], false, *p),
                }
                close(wa, n, tw);
            }
        })
    });
}

multiversion! {
    fn sgd_tile[X: Real](isa; x: &mut [X], g: &[X], buf: &mut [X], first: bool, p: SgdParams) {
        use crate::math::Math;
        let n = x.len();
        let g = &g[..n];
        let (sign, decay, lr) = (X::of(if p.maximize { -1.0 } else { 1.0 }), X::of(p.weight_decay), X::of(-p.lr));
        let (momentum, keep) = (X::of(p.momentum), X::of(1.0 - p.dampening));
        let zero = X::of(0.0);
        if buf.is_empty() {
            for i in 0..n {
                let g = g[i] * sign;
                let g = if decay != zero { isa.fma(x[i], decay, g) } else { g };
                x[i] = isa.fma(g, lr, x[i]);
            }
            return;
        }
        let buf = &mut buf[..n];
        for i in 0..n {
            let g = g[i] * sign;
            let g = if decay != zero { isa.fma(x[i], decay, g) } else { g };
            buf[i] = if first { g } else { isa.fma(g, keep, buf[i] * momentum) };
            let g = if p.nesterov { isa.fma(buf[i], momentum, g) } else { buf[i] };
            x[i] = isa.fma(g, lr, x[i]);
        }
    }
}
