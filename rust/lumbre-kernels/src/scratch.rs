//! Scratch memory of kernels: per thread, reused from call to call.

use crate::Element;
use std::cell::RefCell;
use std::marker::PhantomData;
use std::ops::{Deref, DerefMut};

/// What a kernel unwinds with where there is no memory for its scratch: the bytes it asked for. Whoever runs the kernel makes an error of it.
pub struct OutOfMemory(pub usize);

/// An empty list with room for `n`.
pub fn capacity<T>(n: usize) -> Vec<T> {
    let mut list = Vec::new();
    reserve(&mut list, n);
    list
}

/// Makes room for `n` elements more in `list`.
pub(crate) fn reserve<T>(list: &mut Vec<T>, n: usize) {
    if list.try_reserve(n).is_err() {
        std::panic::resume_unwind(Box::new(OutOfMemory(n.saturating_mul(size_of::<T>()))));
    }
}

/// `n` times `value`.
pub fn filled<T: Clone>(value: T, n: usize) -> Vec<T> {
    let mut list = capacity(n);
    list.resize(n, value);
    list
}

/// Buffers a thread keeps, and the largest that is worth keeping.
const KEPT: usize = 6;
const KEPT_BYTES: usize = 64 << 20;

#[derive(Clone, Copy)]
#[repr(align(64))]
struct Line(#[allow(dead_code)] [u8; 64]);

thread_local! {
    static FREE: RefCell<Vec<Vec<Line>>> = const { RefCell::new(Vec::new()) };
}

/// `len` numbers, aligned to 64 bytes, of unspecified (but initialised) content.
pub(crate) struct Scratch<T: Number> {
    lines: Vec<Line>,
    len: usize,
    kind: PhantomData<T>,
}

/// Elements for which every bit pattern is a value.
pub(crate) trait Number: Element {}
macro_rules! number { ($($t:ty),*) => { $(impl Number for $t {})* } }
number!(u8, i8, i16, i32, i64, u32, half::f16, half::bf16, f32, f64, crate::C64, crate::C128);

impl<T: Number> Scratch<T> {
    pub(crate) fn new(len: usize) -> Scratch<T> {
        let mut lines = FREE.try_with(|free| free.borrow_mut().pop()).ok().flatten().unwrap_or_default();
        let need = len.saturating_mul(size_of::<T>()).div_ceil(64);
        if lines.len() < need {
            drop(lines);
            lines = filled(Line([0; 64]), need);
        }
        Scratch { lines, len, kind: PhantomData }
    }

    pub(crate) fn zeroed(len: usize) -> Scratch<T> {
        let mut s = Scratch::new(len);
        s.fill(T::default());
        s
    }
}

impl<T: Number> Deref for Scratch<T> {
    type Target = [T];
    fn deref(&self) -> &[T] {
        // SAFETY: the lines hold at least `len` aligned, initialised numbers, and every bit pattern is one.
        unsafe { std::slice::from_raw_parts(self.lines.as_ptr() as *const T, self.len) }
    }
}

impl<T: Number> DerefMut for Scratch<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        // SAFETY: as in `deref`.
        unsafe { std::slice::from_raw_parts_mut(self.lines.as_mut_ptr() as *mut T, self.len) }
    }
}

impl<T: Number> Drop for Scratch<T> {
    fn drop(&mut self) {
        let lines = std::mem::take(&mut self.lines);
        if lines.len() * 64 <= KEPT_BYTES {
            // A thread that ends has no list any more; the buffer is then freed here.
            let _ = FREE.try_with(|free| {
                let mut free = free.borrow_mut();
                if free.len() < KEPT {
                    free.push(lines);
                }
            });
        }
    }
}
