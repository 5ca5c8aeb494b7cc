//! Sorting, top-k, binary search, unique elements and counting. NaN is the largest number.

use crate::scratch::{capacity, filled, reserve};
use crate::index::BadIndex;
use crate::parallel::parallel_for;
use crate::reduce::Real;
use crate::select;
use crate::runs::{Compute, Ptr, Walk, each_real, each_real_float, element, load_run, product, store_run, to_vec, without};
use crate::{DType, Element, View, ViewMut};
use std::cell::RefCell;

/// Maps a number to an unsigned one of the same order; equal numbers (both zeros, all NaN) get equal keys.
trait Key: Element {
    const BITS: u32;
    fn key(self) -> u64;
}
macro_rules! key {
    ($($t:ty, $bits:literal, $v:ident => $key:expr);* $(;)?) => {$(
        impl Key for $t {
            const BITS: u32 = $bits;
            #[inline(always)] fn key(self) -> u64 { let $v = self; $key }
        }
    )*};
}
#[inline(always)]
fn key32(v: f32) -> u64 {
    let bits = if v.is_nan() { 0x7fc0_0000 } else { (v + 0.0).to_bits() };
    (bits ^ (((bits as i32 >> 31) as u32) | 0x8000_0000)) as u64
}
#[inline(always)]
fn key64(v: f64) -> u64 {
    let bits = if v.is_nan() { 0x7ff8_0000_0000_0000 } else { (v + 0.0).to_bits() };
    bits ^ (((bits as i64 >> 63) as u64) | 1 << 63)
}
key! {
    bool, 32, v => v as u64; u8, 32, v => v as u64;
    i8, 32, v => (v as i32 as u32 ^ 1 << 31) as u64; i16, 32, v => (v as i32 as u32 ^ 1 << 31) as u64;
    i32, 32, v => (v as u32 ^ 1 << 31) as u64; i64, 64, v => v as u64 ^ 1 << 63;
    half::f16, 32, v => key32(v.to_f32()); half::bf16, 32, v => key32(v.to_f32());
    f32, 32, v => key32(v); f64, 64, v => key64(v);
}

macro_rules! each_key {
    ($dtype:expr, $T:ident => $body:expr) => {
        match $dtype {
            DType::Bool => { type $T = bool; $body }
            DType::U8 => { type $T = u8; $body }
            DType::I8 => { type $T = i8; $body }
            DType::I16 => { type $T = i16; $body }
            DType::I32 => { type $T = i32; $body }
            DType::I64 => { type $T = i64; $body }
            DType::F16 => { type $T = half::f16; $body }
            DType::BF16 => { type $T = half::bf16; $body }
            DType::F32 => { type $T = f32; $body }
            DType::F64 => { type $T = f64; $body }
            _ => {}
        }
    };
}

/// A key and its position; the order is by key, ties by position.
pub(crate) trait Entry: Copy + Ord + Default {
    const BITS: u32;
    fn new(key: u64, at: usize) -> Self;
    fn key(self) -> u64;
    fn at(self) -> usize;
}
impl Entry for u64 {
    const BITS: u32 = 32;
    #[inline(always)]
    fn new(key: u64, at: usize) -> u64 {
        key << 32 | at as u64
    }
    #[inline(always)]
    fn key(self) -> u64 {
        self >> 32
    }
    #[inline(always)]
    fn at(self) -> usize {
        (self & 0xffff_ffff) as usize
    }
}
impl Entry for (u64, u64) {
    const BITS: u32 = 64;
    #[inline(always)]
    fn new(key: u64, at: usize) -> (u64, u64) {
        (key, at as u64)
    }
    #[inline(always)]
    fn key(self) -> u64 {
        self.0
    }
    #[inline(always)]
    fn at(self) -> usize {
        self.1 as usize
    }
}

/// From so many elements on, bytes are counted instead of elements compared.
const RADIX: usize = 4096;
/// Positions in the order of keys, ties by position; `descending` turns the keys only.
#[derive(Default)]
struct Sorter {
    packed: [Vec<u64>; 2],
    pairs: [Vec<(u64, u64)>; 2],
}

/// Entries whose buffers a thread keeps.
const KEPT: usize = 4 << 20;

thread_local! {
    static SORTER: RefCell<Sorter> = const { RefCell::new(Sorter { packed: [Vec::new(), Vec::new()], pairs: [Vec::new(), Vec::new()] }) };
}

impl Sorter {
    /// Calls `f` with the thread's sorter: the pages of fresh buffers would cost as much as the sort.
    fn with<R>(f: impl FnOnce(&mut Sorter) -> R) -> R {
        let mut sorter = SORTER.with(RefCell::take);
        let out = f(&mut sorter);
        if sorter.packed[0].capacity() + sorter.pairs[0].capacity() <= KEPT {
            SORTER.with(|s| s.replace(sorter));
        }
        out
    }

    /// Sorts `n` elements and passes their positions on.
    fn run<T: Key>(&mut self, n: usize, descending: bool, at: impl Fn(usize) -> T, mut each: impl FnMut(usize, usize)) {
        let key = |i: usize| key_of(at(i), descending);
        // Wide keys that lie close together are as good as narrow ones.
        let mut least = 0;
        let mut narrow = T::BITS == 32;
        if !narrow && n >= RADIX {
            let (low, high) = (0..n).map(&key).fold((u64::MAX, 0), |(a, b), k| (a.min(k), b.max(k)));
            (least, narrow) = (low, high - low <= u32::MAX as u64);
        }
        if narrow && n <= u32::MAX as usize {
            sorted(&mut self.packed, n, |i| key(i) - least).iter().enumerate().for_each(|(r, e)| each(r, e.at()));
        } else {
            sorted(&mut self.pairs, n, key).iter().enumerate().for_each(|(r, e)| each(r, e.at()));
        }
    }
}

/// The key by which an element is ordered.
#[inline(always)]
fn key_of<T: Key>(v: T, descending: bool) -> u64 {
    match (descending, T::BITS) {
        (true, 32) => !v.key() & 0xffff_ffff,
        (true, _) => !v.key(),
        _ => v.key(),
    }
}

/// The entries of `n` keys, in order.
fn sorted<E: Entry>([v, spare]: &mut [Vec<E>; 2], n: usize, key: impl Fn(usize) -> u64) -> &[E] {
    v.clear();
    reserve(v, n);
    v.extend((0..n).map(|i| E::new(key(i), i)));
    if n >= RADIX { by_bytes(v, spare) } else { v.sort_unstable() }
    v
}

/// Sorts entries byte by byte of their keys from the lowest; bytes that all keys share are skipped. Equal keys keep their order.
fn by_bytes<E: Entry>(v: &mut Vec<E>, spare: &mut Vec<E>) {
    reserve(spare, v.len().saturating_sub(spare.len()));
    spare.resize(v.len(), E::default());
    let bytes = E::BITS as usize / 8;
    let byte = |e: &E, i: usize| (e.key() >> (8 * i)) as usize & 0xff;
    let mut counts = [[0usize; 256]; 8];
    for e in v.iter() {
        (0..bytes).for_each(|i| counts[i][byte(e, i)] += 1);
    }
    for (i, counts) in counts[..bytes].iter_mut().enumerate() {
        if counts.contains(&v.len()) {
            continue;
        }
        let mut sum = 0;
        for count in counts.iter_mut() {
            sum += std::mem::replace(count, sum);
        }
        for &e in v.iter() {
            let to = &mut counts[byte(&e, i)];
            spare[*to] = e;
            *to += 1;
        }
        std::mem::swap(v, spare);
    }
}

/// Sorts along `dim`. Equal elements keep their order (whether or not `stable`).
pub fn sort(x: View, dim: usize, descending: bool, _stable: bool, values: ViewMut, indices: ViewMut) {
    let n = if x.dim() == 0 { 1 } else { x.sizes[dim] as usize };
    each_key!(x.dtype, T => along::<T>(x, dim, n, descending, values, indices))
}

/// Arranges a lane so that what is asked for comes first.
trait Pick: Sync {
    fn pick<E: Entry>(&self, v: &mut [E]);
}

struct Top {
    k: usize,
    sorted: bool,
}
impl Pick for Top {
    fn pick<E: Entry>(&self, v: &mut [E]) {
        // PyTorch's choice of the algorithm, which decides among equal elements.
        if self.k * 64 <= v.len() {
            return select::partial_sort(v, self.k);
        }
        select::nth_element(v, self.k - 1);
        if self.sorted {
            select::sort(&mut v[..self.k - 1]);
        }
    }
}

struct Kth(usize);
impl Pick for Kth {
    fn pick<E: Entry>(&self, v: &mut [E]) {
        select::quick_select(v, self.0);
        v.swap(0, self.0);
    }
}

struct MostFrequent;
impl Pick for MostFrequent {
    fn pick<E: Entry>(&self, v: &mut [E]) {
        select::sort(v);
        let (mut best, mut most, mut run) = (0, 0, 0);
        for i in 0..v.len() {
            run += 1;
            if i + 1 == v.len() || v[i].key() != v[i + 1].key() {
                if run > most {
                    (best, most) = (i, run);
                }
                run = 0;
            }
        }
        v.swap(0, best);
    }
}

/// The `k` largest (or smallest) elements along `dim`, in order if `sorted`.
pub fn topk(x: View, k: usize, dim: usize, largest: bool, sorted: bool, values: ViewMut, indices: ViewMut) {
    each_key!(x.dtype, T => picked::<T>(x, dim, k, largest, &Top { k, sorted }, values, indices))
}

/// The `k`-th smallest along `dim`, counted from 1.
pub fn kthvalue(x: View, dim: usize, k: usize, values: ViewMut, indices: ViewMut) {
    each_key!(x.dtype, T => picked::<T>(x, dim, 1, false, &Kth(k - 1), values, indices))
}

/// The most frequent element along `dim`, the smallest among equally frequent ones.
pub fn mode(x: View, dim: usize, values: ViewMut, indices: ViewMut) {
    each_key!(x.dtype, T => picked::<T>(x, dim, 1, false, &MostFrequent, values, indices))
}

/// The first `k` of each lane after `pick` has arranged its keys and positions: 8 bytes an element where the keys allow.
fn picked<T: Key>(x: View, dim: usize, k: usize, descending: bool, pick: &impl Pick, values: ViewMut, indices: ViewMut) {
    let n = if x.dim() == 0 { 1 } else { x.sizes[dim] as usize };
    if T::BITS == 32 && n <= u32::MAX as usize {
        pick_entries::<T, u64>(x, dim, n, k, descending, pick, values, indices)
    } else {
        pick_entries::<T, (u64, u64)>(x, dim, n, k, descending, pick, values, indices)
    }
}

fn pick_entries<T: Key, E: Entry>(
    x: View,
    dim: usize,
    n: usize,
    k: usize,
    descending: bool,
    pick: &impl Pick,
    values: ViewMut,
    indices: ViewMut,
) {
    let s = if x.dim() == 0 { 1 } else { x.strides[dim] as isize };
    let step = |v: &ViewMut| if v.dim() == 0 { 1 } else { v.strides[dim] as isize };
    let (sv, si) = (step(&values), step(&indices));
    let sizes = without(x.sizes, dim);
    let (xs, vs, is) = (without(x.strides, dim), without(values.strides, dim), without(indices.strides, dim));
    let (src, val, idx) = (Ptr::new(x.ptr::<T>()), Ptr::new(values.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    parallel_for(product(&sizes), crate::runs::grain_of(n * 10), &|range| {
        let mut entries = capacity(n);
        let mut walk = Walk::new(&sizes, [&xs, &vs, &is], range.start);
        for _ in range {
            let [a, v, i] = walk.at;
            // SAFETY: elements of the views; the outputs' lanes belong to this unit.
            let at = |j: usize| unsafe { *src.at(a + j as isize * s) };
            entries.clear();
            entries.extend((0..n).map(|j| E::new(key_of(at(j), descending), j)));
            pick.pick(&mut entries);
            for (r, e) in entries[..k].iter().enumerate() {
                // SAFETY: as above.
                unsafe {
                    *val.at(v + r as isize * sv) = at(e.at());
                    *idx.at(i + r as isize * si) = e.at() as i64;
                }
            }
            walk.step();
        }
    });
}

fn along<T: Key>(x: View, dim: usize, n: usize, descending: bool, values: ViewMut, indices: ViewMut) {
    let s = if x.dim() == 0 { 1 } else { x.strides[dim] as isize };
    let step = |v: &ViewMut| if v.dim() == 0 { 1 } else { v.strides[dim] as isize };
    let (sv, si) = (step(&values), step(&indices));
    let sizes = without(x.sizes, dim);
    let (xs, vs, is) = (without(x.strides, dim), without(values.strides, dim), without(indices.strides, dim));
    let (src, val, idx) = (Ptr::new(x.ptr::<T>()), Ptr::new(values.ptr::<T>()), Ptr::new(indices.ptr::<i64>()));
    // A comparison sort touches an element about ten times.
    parallel_for(product(&sizes), crate::runs::grain_of(n * 10), &|range| {
        Sorter::with(|sorter| {
            let mut walk = Walk::new(&sizes, [&xs, &vs, &is], range.start);
            for _ in range {
                let [a, v, i] = walk.at;
                // SAFETY: elements of the views; the outputs' lanes belong to this unit.
                let at = |j: usize| unsafe { *src.at(a + j as isize * s) };
                sorter.run::<T>(n, descending, at, |r, j| unsafe {
                    *val.at(v + r as isize * sv) = at(j);
                    *idx.at(i + r as isize * si) = j as i64;
                });
                walk.step();
            }
        })
    });
}

/// Where each value would be inserted into its row of `sorted` (`[.., n]`, or one row for all): before equal elements, or
/// after them where `right`. `sorter` (i64) orders unsorted rows. `out` is i64 or i32 of `values`' sizes.
pub fn searchsorted(sorted: View, values: View, right: bool, sorter: Option<View>, out: ViewMut) {
    each_real!(values.dtype, X => search::<X>(sorted, values, right, sorter, out))
}

fn search<X: Compute + Real>(sorted: View, values: View, right: bool, sorter: Option<View>, out: ViewMut) {
    let n = sorted.sizes.last().copied().unwrap_or(1) as usize;
    let lead = sorted.dim().saturating_sub(1);
    let step = sorted.strides.last().copied().unwrap_or(1) as isize;
    let m = if values.dim() == 0 { 1 } else { values.sizes[values.dim() - 1] as usize };
    let (from, order_from) = (Ptr::new(sorted.ptr::<u8>()), sorter.map(|s| Ptr::new(s.ptr::<i64>())));
    let sorter_strides = sorter.map_or(sorted.strides, |s| s.strides);
    let sorter_step = sorter_strides.last().copied().unwrap_or(1) as isize;
    let (src, dst) = (Ptr::new(values.ptr::<u8>()), Ptr::new(out.ptr::<u8>()));
    parallel_for(values.numel(), 4096, &|range| {
        let mut walk = Walk::new(values.sizes, [values.strides, out.strides], range.start);
        for i in range {
            let row = if lead == 0 { 0 } else { i / m };
            let [a, o] = Walk::new(&sorted.sizes[..lead], [&sorted.strides[..lead], &sorter_strides[..lead]], row).at;
            let mut v = [X::default(); 1];
            let (mut low, mut high) = (0, n);
            // SAFETY: elements of the views; positions of the sorter are clamped to the row.
            unsafe {
                load_run(element(src, values.dtype, walk.at[0]), values.dtype, 1, &mut v);
                while low < high {
                    let middle = low + (high - low) / 2;
                    let at = match order_from {
                        Some(p) => (*p.at(o + middle as isize * sorter_step)).clamp(0, n as i64 - 1) as isize,
                        None => middle as isize,
                    };
                    let mut e = [X::default(); 1];
                    load_run(element(from, sorted.dtype, a + at * step), sorted.dtype, 1, &mut e);
                    // As PyTorch compares: a NaN on either side moves on to the right.
                    let stop = if right { e[0] > v[0] } else { e[0] >= v[0] };
                    if stop { high = middle } else { low = middle + 1 }
                }
                store_run(element(dst, out.dtype, walk.at[1]), out.dtype, 1, &[low as i64]);
            }
            walk.step();
        }
    });
}

/// What `unique` finds: for each distinct element the position of a representative, for each element the number of its
/// class, and the classes' sizes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unique {
    pub positions: Vec<i64>,
    pub inverse: Vec<i64>,
    pub counts: Vec<i64>,
}

/// The distinct elements of a 1-D view in ascending order. Each NaN is an element of its own.
pub fn unique(x: View) -> Unique {
    let n = x.numel();
    let s = x.strides.first().copied().unwrap_or(1) as isize;
    let mut u = Unique { positions: Vec::new(), inverse: filled(0, n), counts: Vec::new() };
    each_key!(x.dtype, T => {
        // SAFETY: elements of the view.
        let at = |i: usize| unsafe { *x.ptr::<T>().offset(i as isize * s) };
        let mut last = None;
        Sorter::with(|s| s.run::<T>(n, false, at, |_, i| u.push(i, &mut last, at(i))));
    });
    u
}

/// The runs of equal elements of a 1-D view.
pub fn unique_consecutive(x: View) -> Unique {
    let n = x.numel();
    let s = x.strides.first().copied().unwrap_or(1) as isize;
    let mut u = Unique { positions: Vec::new(), inverse: filled(0, n), counts: Vec::new() };
    crate::each_dtype!(x.dtype, T => {
        let mut last = None;
        for i in 0..n {
            // SAFETY: elements of the view.
            u.push(i, &mut last, unsafe { *x.ptr::<T>().offset(i as isize * s) });
        }
    }, else => ());
    u
}

impl Unique {
    fn push<T: Element>(&mut self, i: usize, last: &mut Option<T>, v: T) {
        if *last != Some(v) {
            self.positions.push(i as i64);
            self.counts.push(0);
            *last = Some(v);
        }
        let class = self.counts.len() - 1;
        self.counts[class] += 1;
        self.inverse[i] = class as i64;
    }
}

/// Counts (or sums `weights` of) the numbers of a 1-D integer view into `out` (i64, f32 or f64).
pub fn bincount(x: View, weights: Option<View>, out: ViewMut) -> Result<(), BadIndex> {
    let (x, size) = (to_vec::<i64>(&x), out.numel());
    if let Some(&index) = x.iter().find(|&&i| i < 0 || i as usize >= size) {
        return Err(BadIndex { index, size: size as i64, dim: 0 });
    }
    match weights {
        None => {
            let mut bins = filled(0i64, size);
            x.iter().for_each(|&i| bins[i as usize] += 1);
            crate::runs::from_slice(&bins, &out);
        }
        Some(w) => {
            let mut bins = filled(0f64, size);
            x.iter().zip(to_vec::<f64>(&w)).for_each(|(&i, w)| bins[i as usize] += w);
            crate::runs::from_slice(&bins, &out);
        }
    }
    Ok(())
}

/// Counts the elements of `x` in `out.numel()` equal bins of `low..=high`; elements outside and NaN are left out.
pub fn histc(x: View, low: f64, high: f64, out: ViewMut) {
    let bins = out.numel();
    each_real_float!(x.dtype, X => {
        let (low, high) = (low as X, high as X);
        let mut counts = filled(0i64, bins);
        for v in to_vec::<X>(&x) {
            if v >= low && v <= high {
                let bin = ((v - low) * bins as X / (high - low)) as usize;
                counts[bin.min(bins - 1)] += 1;
            }
        }
        crate::runs::from_slice(&counts, &out);
    });
}
