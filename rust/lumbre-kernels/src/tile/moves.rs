//! Moving elements of one dtype between strided memory and contiguous tiles, and stores that bypass the caches.

/// Copies `n` elements of `width` bytes; strides count elements, and 0 repeats the source.
///
/// # Safety
/// Both strided runs are valid for `n` aligned elements and disjoint.
pub unsafe fn copy_strided(width: usize, src: *const u8, from: isize, dst: *mut u8, to: isize, n: usize) {
    if from == 1 && to == 1 {
        // SAFETY: both runs are contiguous and disjoint.
        return unsafe { std::ptr::copy_nonoverlapping(src, dst, n * width) };
    }
    // SAFETY: the caller's promise; the width is the element's.
    unsafe {
        match width {
            1 => run::<u8>(src, from, dst, to, n),
            2 => run::<u16>(src, from, dst, to, n),
            4 => run::<u32>(src, from, dst, to, n),
            8 => run::<u64>(src, from, dst, to, n),
            _ => run::<[u64; 2]>(src, from, dst, to, n),
        }
    }
}

unsafe fn run<T: Copy>(src: *const u8, from: isize, dst: *mut u8, to: isize, n: usize) {
    let (src, dst) = (src as *const T, dst as *mut T);
    // SAFETY: the caller's promise covers every element reached; `n` is at least 1 where one is read.
    unsafe {
        match (from, to) {
            (0, 1) if n > 0 => fill(*src, dst, n),
            (2, 1) if n > 0 => every_other(std::slice::from_raw_parts(src, 2 * n - 1), dst),
            (-1, 1) if n > 0 => reversed(std::slice::from_raw_parts(src.offset(1 - n as isize), n), dst),
            (_, 1) => {
                for i in 0..n {
                    dst.add(i).write(*src.offset(i as isize * from));
                }
            }
            _ => {
                for i in 0..n as isize {
                    dst.offset(i * to).write(*src.offset(i * from));
                }
            }
        }
    }
}

crate::multiversion! {
    fn fill[T: Copy](_m; v: T, dst: *mut T, n: usize) {
        for i in 0..n {
            // SAFETY: `run` gives room for n elements.
            unsafe { dst.add(i).write(v) };
        }
    }
}

// A step that the compiler knows becomes vector shuffles.
crate::multiversion! {
    fn every_other[T: Copy](_m; src: &[T], dst: *mut T) {
        for i in 0..src.len().div_ceil(2) {
            // SAFETY: `run` gives room for every other element.
            unsafe { dst.add(i).write(*src.get_unchecked(2 * i)) };
        }
    }
}

crate::multiversion! {
    fn reversed[T: Copy](_m; src: &[T], dst: *mut T) {
        for (i, &v) in src.iter().rev().enumerate() {
            // SAFETY: `run` gives room for as many elements.
            unsafe { dst.add(i).write(v) };
        }
    }
}

/// Copies `bytes` to memory that will not be read soon, past the caches. `dst` should be 64-byte aligned.
///
/// # Safety
/// Both runs are valid and disjoint; `fence` must follow before another thread reads.
pub unsafe fn stream(src: *const u8, dst: *mut u8, bytes: usize) {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: the loop stays inside both runs, and stores are 16-byte aligned as checked.
    unsafe {
        use std::arch::x86_64::{__m128i, _mm_loadu_si128, _mm_stream_si128};
        if dst as usize % 16 == 0 {
            let vectors = bytes / 16;
            for i in 0..vectors {
                _mm_stream_si128((dst as *mut __m128i).add(i), _mm_loadu_si128((src as *const __m128i).add(i)));
            }
            let done = vectors * 16;
            std::ptr::copy_nonoverlapping(src.add(done), dst.add(done), bytes - done);
            return;
        }
    }
    // SAFETY: the caller's promise.
    unsafe { std::ptr::copy_nonoverlapping(src, dst, bytes) }
}

/// Orders streamed stores before whatever follows.
#[inline]
pub fn fence() {
    #[cfg(target_arch = "x86_64")]
    // SAFETY: every x86-64 CPU has SSE.
    unsafe {
        std::arch::x86_64::_mm_sfence()
    }
}
