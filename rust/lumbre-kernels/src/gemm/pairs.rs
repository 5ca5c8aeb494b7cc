//! Products of bfloat16 by the instruction that multiplies pairs: `sum + a0 * b0 + a1 * b1` in one step, in f32.
//!
//! Operands are packed as pairs of neighbours in depth, 32 bits each, which pass through the blocked product as if they were
//! floats. The instruction takes subnormal numbers for zero.

use super::pack::{Matrix, interleave};
use super::vector::Vector;
use half::bf16;

/// Whether the CPU multiplies pairs faster than it would the widened numbers. Known of AMD's (Zen 4: twice as fast); Intel's
/// up to Sapphire Rapids issue the instruction every second cycle, where widening is faster and more exact.
#[cfg(target_arch = "x86_64")]
pub(crate) fn fast() -> bool {
    use std::arch::x86_64::__cpuid;
    use std::sync::OnceLock;
    static FAST: OnceLock<bool> = OnceLock::new();
    *FAST.get_or_init(|| {
        // SAFETY: every CPU with 64 bits has the instruction. (Compilers differ in whether they call it unsafe.)
        #[allow(unused_unsafe)]
        let r = unsafe { __cpuid(0) };
        let amd = [r.ebx, r.edx, r.ecx] == [*b"Auth", *b"enti", *b"cAMD"].map(u32::from_le_bytes);
        amd && is_x86_feature_detected!("avx512bf16")
    })
}

#[cfg(not(target_arch = "x86_64"))]
pub(crate) fn fast() -> bool {
    false
}

/// `to[p * width + i] = (m[i, 2 p], m[i, 2 p + 1])` for `rows` rows of depth `k`; zeros where depth or rows end.
///
/// # Safety
/// `m` is readable there, `to` holds `width * k.div_ceil(2)` elements; the CPU has `V`.
pub(crate) unsafe fn interleave_pairs<V: Vector<E = f32>>(m: Matrix<bf16>, rows: usize, width: usize, k: usize, to: *mut f32) {
    let (ptr, to_bits) = (m.ptr as *const u16, to as *mut u32);
    let whole = m.col == 1 && m.row % 2 == 0 && k % 2 == 0 && ptr as usize % 4 == 0;
    // SAFETY: by this function's contract; pairs that lie whole in memory are read as the 32 bits they are.
    unsafe {
        if whole {
            return interleave::<V>(Matrix { ptr: ptr as *const f32, row: m.row / 2, col: 1 }, rows, width, k / 2, to);
        }
        for p in 0..k.div_ceil(2) {
            let (low, line) = (ptr.offset(2 * p as isize * m.col), to_bits.add(p * width));
            let high = if 2 * p + 1 < k { low.offset(m.col) } else { std::ptr::null() };
            if m.row == 1 && !high.is_null() {
                join(low, high, line, rows);
            } else {
                for i in 0..rows {
                    let at = i as isize * m.row;
                    let upper = if high.is_null() { 0 } else { *high.offset(at) };
                    *line.add(i) = *low.offset(at) as u32 | (upper as u32) << 16;
                }
            }
            (rows..width).for_each(|i| *line.add(i) = 0);
        }
    }
}

/// Pairs of two runs of numbers.
#[inline]
unsafe fn join(low: *const u16, high: *const u16, to: *mut u32, n: usize) {
    // SAFETY: by the contract of `interleave_pairs`. Blocks of constant length become vector moves.
    unsafe {
        let mut i = 0;
        while i + 8 <= n {
            let (a, b) = (low.add(i).cast::<[u16; 8]>().read_unaligned(), high.add(i).cast::<[u16; 8]>().read_unaligned());
            let mut both = [0u32; 8];
            for j in 0..8 {
                both[j] = a[j] as u32 | (b[j] as u32) << 16;
            }
            to.add(i).cast::<[u32; 8]>().write_unaligned(both);
            i += 8;
        }
        (i..n).for_each(|i| *to.add(i) = *low.add(i) as u32 | (*high.add(i) as u32) << 16);
    }
}
