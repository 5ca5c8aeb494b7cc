//! f16 and bf16 to and from f32 without branches, so that loops over them vectorise on every instruction set;
//! x86's own instructions for f16 where they exist.

#[cfg(target_arch = "x86_64")]
use crate::isa::{Level, level};

#[inline(always)]
pub fn f16_to_f32(h: u16) -> f32 {
    let sign = ((h & 0x8000) as u32) << 16;
    let body = ((h & 0x7fff) as u32) << 13;
    // Rebias by a multiplication with 2^112, which normalises subnormals on the way.
    let finite = (f32::from_bits(body) * f32::from_bits(239 << 23)).to_bits();
    let special = body | 0x7f80_0000;
    let bits = if body >= (0x7c00 << 13) { special } else { finite };
    f32::from_bits(bits | sign)
}

/// To nearest even.
#[inline(always)]
pub fn f32_to_f16(v: f32) -> u16 {
    let sign = ((v.to_bits() >> 16) & 0x8000) as u16;
    let bits = v.to_bits() & 0x7fff_ffff;
    // NaN keeps the top of its payload, quiet, as the instruction does.
    let nan_or_inf = if bits > 0x7f80_0000 { 0x7e00 | (bits >> 13) & 0x1ff } else { 0x7c00 };
    // Below 2^-14: adding 0.5 leaves the subnormal's mantissa, rounded, in the low bits.
    let small = (f32::from_bits(bits) + 0.5).to_bits().wrapping_sub(0.5f32.to_bits());
    let odd = (bits >> 13) & 1;
    let normal = bits.wrapping_sub(112 << 23).wrapping_add(0xfff + odd) >> 13;
    let finite = if bits < (113 << 23) { small } else { normal };
    // 65520 and above round to infinity.
    let out = if bits >= 0x477f_f000 { nan_or_inf } else { finite };
    out as u16 | sign
}

#[inline(always)]
pub fn bf16_to_f32(h: u16) -> f32 {
    f32::from_bits((h as u32) << 16)
}

/// To nearest even.
#[inline(always)]
pub fn f32_to_bf16(v: f32) -> u16 {
    let bits = v.to_bits();
    let rounded = bits.wrapping_add(0x7fff + ((bits >> 16) & 1)) >> 16;
    let nan = (bits >> 16) | 0x40;
    (if bits & 0x7fff_ffff > 0x7f80_0000 { nan } else { rounded }) as u16
}

/// A run of f16 to f32.
///
/// # Safety
/// `n` aligned elements at each pointer, disjoint.
pub unsafe fn run_f16_to_f32(src: *const u8, dst: *mut u8, n: usize) {
    let (src, dst) = (src as *const u16, dst as *mut f32);
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,f16c")]
    unsafe fn eights(src: *const u16, dst: *mut f32, n: usize) {
        use std::arch::x86_64::{__m128i, _mm_loadu_si128, _mm256_cvtph_ps, _mm256_storeu_ps};
        for i in 0..n {
            // SAFETY: the caller gives 8 n elements.
            unsafe { _mm256_storeu_ps(dst.add(8 * i), _mm256_cvtph_ps(_mm_loadu_si128(src.add(8 * i) as *const __m128i))) };
        }
    }
    #[allow(unused_mut)]
    let mut done = 0;
    #[cfg(target_arch = "x86_64")]
    if level() >= Level::Avx2 {
        // SAFETY: the level includes F16C; whole groups of 8 lie in the runs.
        unsafe { eights(src, dst, n / 8) };
        done = n / 8 * 8;
    }
    for i in done..n {
        // SAFETY: i < n.
        unsafe { dst.add(i).write(f16_to_f32(*src.add(i))) };
    }
}

/// A run of f32 to f16.
///
/// # Safety
/// As above.
pub unsafe fn run_f32_to_f16(src: *const u8, dst: *mut u8, n: usize) {
    let (src, dst) = (src as *const f32, dst as *mut u16);
    #[cfg(target_arch = "x86_64")]
    #[target_feature(enable = "avx2,f16c")]
    unsafe fn eights(src: *const f32, dst: *mut u16, n: usize) {
        use std::arch::x86_64::{__m128i, _mm_storeu_si128, _mm256_cvtps_ph, _mm256_loadu_ps};
        for i in 0..n {
            // SAFETY: the caller gives 8 n elements. Rounding mode 0 is to nearest even.
            unsafe { _mm_storeu_si128(dst.add(8 * i) as *mut __m128i, _mm256_cvtps_ph::<0>(_mm256_loadu_ps(src.add(8 * i)))) };
        }
    }
    #[allow(unused_mut)]
    let mut done = 0;
    #[cfg(target_arch = "x86_64")]
    if level() >= Level::Avx2 {
        // SAFETY: the level includes F16C; whole groups of 8 lie in the runs.
        unsafe { eights(src, dst, n / 8) };
        done = n / 8 * 8;
    }
    for i in done..n {
        // SAFETY: i < n.
        unsafe { dst.add(i).write(f32_to_f16(*src.add(i))) };
    }
}
