//! `gelu` and its derivative by AVX-512, in half the time of the loop that every CPU runs: where that divides two polynomials, this
//! looks up one of fifteen, a coefficient of all lanes by one permutation.
//!
//! `P(X > a) = exp(-a^2 / 2) R(a)`. The exponential is `2^(k / 16) exp(-s / 2)` with `|s| <= ln(2) / 16`. `R` is a polynomial in
//! each quarter of an octave of `u = 1 + a / c`, of which there are fifteen up to `a = 13.2`; from there on `R` is 0, where the
//! product is no normal number. Coefficients are minimax fits of the relative error, at most 1.1e-7.

use std::arch::x86_64::*;
use std::mem::MaybeUninit;

#[repr(align(64))]
struct Table<T>([T; 16]);

/// Where `R` ends.
const LIMIT: f32 = 13.2;
/// So that `u` is 14 there.
const SCALE: f32 = 0.984_848_5;
/// Adding it leaves the nearest integer in the low mantissa bits.
const ROUND: f32 = 12582912.0;
/// `2 ln(2) / 16` in two parts; a number of eleven bits times the first is exact.
const STEP_HIGH: f32 = 0.086_639_404;
const STEP_LOW: f32 = (2.0 * std::f64::consts::LN_2 / 16.0 - STEP_HIGH as f64) as f32;
/// The density at 0.
const DENSITY: f32 = 0.398_942_28;

/// `2^(j / 16)` as bits, less what the sixteenths add in the exponent's place.
static POWERS: Table<u32> = Table([
    0x3f80_0000, 0x3f7d_aac3, 0x3f7b_95c2, 0x3f79_c3d3, 0x3f78_37f0, 0x3f76_f532, 0x3f75_fed7, 0x3f75_583f, 0x3f75_04f3,
    0x3f75_08a4, 0x3f75_672a, 0x3f76_248c, 0x3f77_44fd, 0x3f78_ccdf, 0x3f7a_c0c7, 0x3f7d_257d,
]);
/// Coefficients of `R` by the last two bits of `u`'s exponent and the first two of its mantissa.
static R: [Table<f32>; 6] = [
    Table([
        0.228_652_49, 0.183_237_7, 0.151_829_62, 0.129_075_41, 0.104_923_92, 0.083_619_99, 0.069_336_67, 0.059_144_225,
        0.048_399_433, 0.038_919_274, 0.032_525_256, 0.0, 0.453_135_88, 0.378_128_8, 0.321_472_64, 0.277_708_62,
    ]),
    Table([
        -0.220_804_54, -0.148_942_68, -0.105_742_15, -0.078_233_4, -0.105_838_97, -0.068_490_77, -0.047_616_13, -0.034_890_26,
        -0.047_032_67, -0.030_558_802, -0.021_400_778, 0.0, -0.346_681_62, -0.258_884_97, -0.197_929_73, -0.154_550_52,
    ]),
    Table([
        0.186_915_01, 0.109_104_8, 0.067_776_85, 0.044_342_12, 0.101_565_16, 0.054_169_92, 0.031_873_737, 0.020_187_25,
        0.045_087_75, 0.023_778_735, 0.013_991_315, 0.0, 0.211_252_32, 0.144_879_9, 0.101_948_91, 0.073_447_08,
    ]),
    Table([
        -0.142_936_57, -0.073_509_06, -0.040_541_973, -0.023_730_174, -0.093_266_74, -0.041_498_34, -0.020_832_97,
        -0.011_467_717, -0.042_670_794, -0.018_342_705, -0.009_090_334, 0.0, -0.110_068_55, -0.070_299_074, -0.046_124_257,
        -0.031_027_826,
    ]),
    Table([
        0.101_571_17, 0.046_535_21, 0.023_002_127, 0.012_141_13, 0.083_686_15, 0.031_241_287, 0.013_435_39, 0.006_446_326,
        0.040_682_916, 0.014_219_169_5, 0.005_926_766_4, 0.0, 0.051_099_16, 0.030_653_153, 0.018_905_36, 0.011_966_502,
    ]),
    Table([
        -0.066_470_52, -0.027_465_774, -0.012_293_945, -0.005_902_477, -0.071_077_47, -0.022_582_53, -0.008_400_806,
        -0.003_537_350_8, -0.037_529_58, -0.010_780_271, -0.003_803_159_6, 0.0, -0.021_428_311, -0.012_157_843,
        -0.007_095_487_3, -0.004_252_603,
    ]),
];

/// For `a = |x|`, at most the limit: `2^(k / 16)`, `exp(-s / 2)` and `R(a)`.
struct Tail {
    a: __m512,
    power: __m512,
    rest: __m512,
    ratio: __m512,
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn all(v: f32) -> __m512 {
    _mm512_set1_ps(v)
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn look_up(table: &Table<f32>, piece: __m512i) -> __m512 {
    // SAFETY: the table is a register's size, and aligned.
    _mm512_permutexvar_ps(piece, unsafe { _mm512_load_ps(table.0.as_ptr()) })
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn tail(x: __m512) -> Tail {
    // NaN passes.
    let a = _mm512_min_ps(all(LIMIT), _mm512_abs_ps(x));
    let u = _mm512_castps_si512(_mm512_fmadd_ps(a, all(SCALE), all(1.0)));
    let piece = _mm512_srli_epi32::<21>(u);
    // How far beyond the middle of the quarter.
    let h = _mm512_ternarylogic_epi32::<0xEA>(u, _mm512_set1_epi32(0x1f_ffff), _mm512_set1_epi32(0x3f80_0000));
    let h = _mm512_sub_ps(_mm512_castsi512_ps(h), all(1.125));
    let mut ratio = look_up(&R[5], piece);
    for k in (0..5).rev() {
        ratio = _mm512_fmadd_ps(ratio, h, look_up(&R[k], piece));
    }
    let t = _mm512_fmadd_ps(_mm512_mul_ps(a, a), all(-8.0 * std::f32::consts::LOG2_E), all(ROUND));
    let k = _mm512_sub_ps(t, all(ROUND));
    // The square is exact inside the sum.
    let s = _mm512_fmadd_ps(a, a, _mm512_mul_ps(k, all(STEP_HIGH)));
    let s = _mm512_fmadd_ps(k, all(STEP_LOW), s);
    let q = _mm512_fmadd_ps(s, all(-0.020_834_053), all(0.125_004_22));
    let q = _mm512_fmadd_ps(q, s, all(-0.5));
    let t = _mm512_castps_si512(t);
    // SAFETY: the table is a register's size, and aligned.
    let power = _mm512_permutexvar_epi32(t, unsafe { _mm512_load_si512(POWERS.0.as_ptr().cast()) });
    let power = _mm512_castsi512_ps(_mm512_add_epi32(power, _mm512_slli_epi32::<19>(t)));
    Tail { a, power, rest: _mm512_fmadd_ps(q, s, all(1.0)), ratio }
}

/// `x P(X <= x)` as `max(x, 0) - |x| P(X > |x|)`, within 5.5 ulp while it is a normal number.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn value(x: __m512) -> __m512 {
    let t = tail(x);
    // In this order no factor is below the normal numbers.
    let (g, ar) = (_mm512_mul_ps(t.power, t.rest), _mm512_mul_ps(t.a, t.ratio));
    // -0 below zero and NaN at minus infinity, as the product of `x` with 0 is.
    let negative = _mm512_cmp_ps_mask::<_CMP_LT_OQ>(x, _mm512_setzero_ps());
    _mm512_fnmadd_ps(g, ar, _mm512_mask_mul_ps(x, negative, x, _mm512_setzero_ps()))
}

/// `P(X <= x) + x density(x)`.
#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn slope(x: __m512) -> __m512 {
    let t = tail(x);
    let inner = _mm512_fnmadd_ps(t.a, all(DENSITY), t.ratio);
    let below = _mm512_mul_ps(_mm512_mul_ps(t.power, t.rest), inner);
    // Of a NaN both comparisons hold.
    let near = _mm512_cmp_ps_mask::<_CMP_NGE_UQ>(t.a, all(LIMIT));
    let below = _mm512_maskz_mov_ps(near, below);
    let above = _mm512_cmp_ps_mask::<_CMP_NLT_UQ>(x, _mm512_setzero_ps());
    let slope = _mm512_mask_sub_ps(below, above, all(1.0), below);
    // NaN where `x density(x)` is, at both infinities.
    _mm512_add_ps(slope, _mm512_sub_ps(x, x))
}

/// The mask of the first `n` lanes.
#[inline(always)]
fn first(n: usize) -> u16 {
    (1 << n) - 1
}

/// # Safety
/// The CPU has AVX-512; the slices are equally long.
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
pub unsafe fn gelu(x: &[f32], out: &mut [MaybeUninit<f32>]) {
    let (from, to, whole) = (x.as_ptr(), out.as_mut_ptr().cast::<f32>(), out.len() / 16 * 16);
    // SAFETY: whole registers and a masked rest keep to the slices. Stores by a mask are slow, so only the rest has one.
    unsafe {
        for i in (0..whole).step_by(16) {
            _mm512_storeu_ps(to.add(i), value(_mm512_loadu_ps(from.add(i))));
        }
        let rest = first(out.len() - whole);
        _mm512_mask_storeu_ps(to.add(whole), rest, value(_mm512_maskz_loadu_ps(rest, from.add(whole))));
    }
}

/// `g` times the derivative at `x`.
///
/// # Safety
/// The CPU has AVX-512; the slices are equally long.
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
pub unsafe fn gelu_grad(g: &[f32], x: &[f32], out: &mut [MaybeUninit<f32>]) {
    let (up, from, to, whole) = (g.as_ptr(), x.as_ptr(), out.as_mut_ptr().cast::<f32>(), out.len() / 16 * 16);
    // SAFETY: as in `gelu`.
    unsafe {
        for i in (0..whole).step_by(16) {
            let slope = slope(_mm512_loadu_ps(from.add(i)));
            _mm512_storeu_ps(to.add(i), _mm512_mul_ps(_mm512_loadu_ps(up.add(i)), slope));
        }
        let rest = first(out.len() - whole);
        let slope = slope(_mm512_maskz_loadu_ps(rest, from.add(whole)));
        _mm512_mask_storeu_ps(to.add(whole), rest, _mm512_mul_ps(_mm512_maskz_loadu_ps(rest, up.add(whole)), slope));
    }
}
