//! Selection and sorting of keyed positions by the algorithms of the C++ library that PyTorch calls, so that among equal keys the
//! same positions win. Only the keys of entries are compared.

use crate::sort::Entry;

#[inline(always)]
fn less<E: Entry>(a: E, b: E) -> bool {
    a.key() < b.key()
}

/// The `k` smallest in order at the front.
pub(crate) fn partial_sort<E: Entry>(v: &mut [E], k: usize) {
    heap_select(v, k);
    for last in (1..k).rev() {
        pop_heap(v, last, last);
    }
}

/// A heap of the `k` smallest at the front, the largest of them first.
fn heap_select<E: Entry>(v: &mut [E], k: usize) {
    if k == 0 {
        return;
    }
    for parent in (0..k / 2).rev() {
        let value = v[parent];
        sift(v, parent, k, value);
    }
    for i in k..v.len() {
        if less(v[i], v[0]) {
            pop_heap(v, k, i);
        }
    }
}

/// Puts the top of the heap of `n` at `to`, and what was there into the heap.
fn pop_heap<E: Entry>(v: &mut [E], n: usize, to: usize) {
    let value = v[to];
    v[to] = v[0];
    sift(v, 0, n, value);
}

/// Lets the hole sink to a leaf, then `value` rise from there.
fn sift<E: Entry>(v: &mut [E], top: usize, n: usize, value: E) {
    let mut hole = top;
    let mut child = top;
    while child < (n.saturating_sub(1)) / 2 {
        child = 2 * (child + 1);
        if less(v[child], v[child - 1]) {
            child -= 1;
        }
        v[hole] = v[child];
        hole = child;
    }
    if n % 2 == 0 && n >= 2 && child == (n - 2) / 2 {
        child = 2 * (child + 1);
        v[hole] = v[child - 1];
        hole = child - 1;
    }
    while hole > top {
        let parent = (hole - 1) / 2;
        if !less(v[parent], value) {
            break;
        }
        v[hole] = v[parent];
        hole = parent;
    }
    v[hole] = value;
}

/// The smallest `nth` before place `nth`, the next one there.
pub(crate) fn nth_element<E: Entry>(v: &mut [E], nth: usize) {
    let (mut first, mut last) = (0, v.len());
    if nth >= last {
        return;
    }
    let mut depth = 2 * last.ilog2();
    while last - first > 3 {
        if depth == 0 {
            heap_select(&mut v[first..last], nth + 1 - first);
            v.swap(first, nth);
            return;
        }
        depth -= 1;
        let cut = first + partition(&mut v[first..last]);
        if cut <= nth { first = cut } else { last = cut }
    }
    insertion_sort(&mut v[first..last]);
}

/// Splits around the median of three, which ends up in front; where the upper part starts.
fn partition<E: Entry>(v: &mut [E]) -> usize {
    let n = v.len();
    let (a, b, c) = (1, n / 2, n - 1);
    let median = match (less(v[a], v[b]), less(v[b], v[c]), less(v[a], v[c])) {
        (true, true, _) => b,
        (true, false, true) => c,
        (true, false, false) => a,
        (false, _, true) => a,
        (false, true, false) => c,
        (false, false, false) => b,
    };
    v.swap(0, median);
    let (mut low, mut high) = (1, n);
    loop {
        while less(v[low], v[0]) {
            low += 1;
        }
        high -= 1;
        while less(v[0], v[high]) {
            high -= 1;
        }
        if low >= high {
            return low;
        }
        v.swap(low, high);
        low += 1;
    }
}

fn insertion_sort<E: Entry>(v: &mut [E]) {
    for i in 1..v.len() {
        if less(v[i], v[0]) {
            v[..=i].rotate_right(1);
        } else {
            insert(v, i);
        }
    }
}

/// Moves element `i` down to its place; something before it is not larger.
fn insert<E: Entry>(v: &mut [E], i: usize) {
    let value = v[i];
    let mut at = i;
    while less(value, v[at - 1]) {
        v[at] = v[at - 1];
        at -= 1;
    }
    v[at] = value;
}

/// Below this many elements insertion takes over.
const SMALL: usize = 16;

/// Sorts; equal keys end up in no particular, but always the same order.
pub(crate) fn sort<E: Entry>(v: &mut [E]) {
    if v.len() < 2 {
        return;
    }
    halves(v, 2 * v.len().ilog2());
    let head = v.len().min(SMALL);
    insertion_sort(&mut v[..head]);
    for i in head..v.len() {
        insert(v, i);
    }
}

fn halves<E: Entry>(mut v: &mut [E], mut depth: u32) {
    while v.len() > SMALL {
        if depth == 0 {
            let n = v.len();
            return partial_sort(v, n);
        }
        depth -= 1;
        let cut = partition(v);
        let (low, high) = v.split_at_mut(cut);
        halves(high, depth);
        v = low;
    }
}

/// Puts element `k` of the order in its place by quick selection with the middle element as pivot.
pub(crate) fn quick_select<E: Entry>(v: &mut [E], k: usize) {
    let (mut left, mut right) = (0, v.len().saturating_sub(1));
    while left < right {
        if right == left + 1 {
            if less(v[right], v[left]) {
                v.swap(left, right);
            }
            return;
        }
        v.swap(left + (right - left) / 2, left + 1);
        for (a, b) in [(left + 1, right), (left, right), (left + 1, left)] {
            if less(v[b], v[a]) {
                v.swap(a, b);
            }
        }
        let (mut i, mut j, pivot) = (left + 1, right, v[left]);
        loop {
            i += 1;
            while less(v[i], pivot) {
                i += 1;
            }
            j -= 1;
            while less(pivot, v[j]) {
                j -= 1;
            }
            if j < i {
                break;
            }
            v.swap(i, j);
        }
        v.swap(left, j);
        if j <= k {
            left = i;
        }
        if j >= k {
            let Some(before) = j.checked_sub(1) else { return };
            right = before;
        }
    }
}
