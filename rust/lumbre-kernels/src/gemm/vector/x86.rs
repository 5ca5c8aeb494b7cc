//! The registers of x86-64.

use super::*;
use std::arch::x86_64::*;

impl Float for f32 {
    type Wide = F32x16;
    type Middle = F32x8;
    type Base = F32x4;
}
impl Float for f64 {
    type Wide = F64x8;
    type Middle = F64x4;
    type Base = F64x2;
}

macro_rules! register {
    ($name:ident, $e:ty, $v:ty, $n:literal, narrow $narrow:ty, rows $rows:literal $rows_of_3:literal $dot_rows:literal, side $side:literal, $features:literal,
     $splat:ident $load:ident $store:ident $fma:ident $plus:ident $times:ident, $transpose:ident $first:ident $store_first:ident $sum_lanes:ident $every_other:ident) => {
        #[derive(Clone, Copy)]
        pub(crate) struct $name($v);
        // SAFETY (of every block here): the methods' contract, that the CPU has the register and pointers are good.
        impl Vector for $name {
            type E = $e;
            const N: usize = $n;
            const ROWS: usize = $rows;
            const ROWS_OF_3: usize = $rows_of_3;
            const DOT_ROWS: usize = $dot_rows;
            const SIDE: usize = $side;
            type Narrow = $narrow;
            #[inline(always)]
            unsafe fn splat(x: $e) -> Self {
                // SAFETY: see above.
                $name(unsafe { $splat(x) })
            }
            #[inline(always)]
            unsafe fn load(p: *const $e) -> Self {
                // SAFETY: see above.
                $name(unsafe { $load(p) })
            }
            #[inline(always)]
            unsafe fn load_first(p: *const $e, n: usize) -> Self {
                // SAFETY: see above.
                $name(unsafe { $first(p, n) })
            }
            #[inline(always)]
            unsafe fn every_other(p: *const $e) -> Self {
                // SAFETY: see above.
                $name(unsafe { $every_other(p) })
            }
            unsafe fn apply<B: Body>(body: B) {
                #[target_feature(enable = $features)]
                unsafe fn shell<B: Body>(body: B) {
                    // SAFETY: see above.
                    unsafe { body.run() }
                }
                // SAFETY: see above.
                unsafe { shell(body) }
            }
            #[inline(always)]
            unsafe fn store(self, p: *mut $e) {
                // SAFETY: see above.
                unsafe { $store(p, self.0) }
            }
            #[inline(always)]
            unsafe fn store_first(self, p: *mut $e, n: usize) {
                // SAFETY: see above.
                unsafe { $store_first(self.0, p, n) }
            }
            #[inline(always)]
            unsafe fn fma(self, b: Self, c: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $fma(self.0, b.0, c.0) })
            }
            #[inline(always)]
            unsafe fn plus(self, b: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $plus(self.0, b.0) })
            }
            #[inline(always)]
            unsafe fn times(self, b: Self) -> Self {
                // SAFETY: see above.
                $name(unsafe { $times(self.0, b.0) })
            }
            #[inline(always)]
            unsafe fn sum_lanes(v: [Self; 4]) -> [$e; 4] {
                // SAFETY: see above.
                unsafe { $sum_lanes(v[0].0, v[1].0, v[2].0, v[3].0) }
            }
            #[inline(always)]
            unsafe fn transpose(src: &[*const $e], dst: *mut $e, step: usize) {
                // SAFETY: see above.
                unsafe { $transpose(src, dst, step) }
            }
            unsafe fn run<const M: usize, const NV: usize, A: Source>(t: &Tile<$e>) {
                #[target_feature(enable = $features)]
                unsafe fn shell<const M: usize, const NV: usize, A: Source>(t: &Tile<$e>) {
                    // SAFETY: see above.
                    unsafe { tile::<$name, M, NV, A>(t) }
                }
                // SAFETY: see above.
                unsafe { shell::<M, NV, A>(t) }
            }
        }
    };
}
register!(F32x8, f32, __m256, 8, narrow F32x8, rows 6 0 2, side 8, "avx2,fma",
    _mm256_set1_ps _mm256_loadu_ps _mm256_storeu_ps _mm256_fmadd_ps _mm256_add_ps _mm256_mul_ps, transpose_8x8 first_ps256 store_ps256 sum_ps256 other_ps256);
register!(F64x4, f64, __m256d, 4, narrow F64x4, rows 6 0 2, side 4, "avx2,fma",
    _mm256_set1_pd _mm256_loadu_pd _mm256_storeu_pd _mm256_fmadd_pd _mm256_add_pd _mm256_mul_pd, transpose_4x4 first_pd256 store_pd256 sum_pd256 other_pd256);
register!(F32x16, f32, __m512, 16, narrow F32x8, rows 14 8 6, side 8, "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma",
    _mm512_set1_ps _mm512_loadu_ps _mm512_storeu_ps _mm512_fmadd_ps _mm512_add_ps _mm512_mul_ps, transpose_8x8 first_ps512 store_ps512 sum_ps512 other_ps512);
register!(F64x8, f64, __m512d, 8, narrow F64x4, rows 14 8 6, side 4, "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma",
    _mm512_set1_pd _mm512_loadu_pd _mm512_storeu_pd _mm512_fmadd_pd _mm512_add_pd _mm512_mul_pd, transpose_4x4 first_pd512 store_pd512 sum_pd512 other_pd512);

/// Sixteen sums of f32; an operand's element is a pair of bf16.
#[derive(Clone, Copy)]
pub(crate) struct PairsX16(F32x16);

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512bf16,avx2,fma")]
fn add_pairs(a: __m512, b: __m512, sums: __m512) -> __m512 {
    // SAFETY: registers of one size; their bits are taken as they are.
    let (a, b) = unsafe { (std::mem::transmute::<__m512, __m512bh>(a), std::mem::transmute::<__m512, __m512bh>(b)) };
    _mm512_dpbf16_ps(sums, a, b)
}

// SAFETY (of every block here): the methods' contract, as above.
impl Vector for PairsX16 {
    type E = f32;
    const N: usize = 16;
    const ROWS: usize = 14;
    const ROWS_OF_3: usize = 8;
    const SIDE: usize = 8;
    const PAIRS: bool = true;
    type Narrow = Self;
    #[inline(always)]
    unsafe fn splat(x: f32) -> Self {
        // SAFETY: see above.
        PairsX16(unsafe { F32x16::splat(x) })
    }
    #[inline(always)]
    unsafe fn load(p: *const f32) -> Self {
        // SAFETY: see above.
        PairsX16(unsafe { F32x16::load(p) })
    }
    #[inline(always)]
    unsafe fn load_first(p: *const f32, n: usize) -> Self {
        // SAFETY: see above.
        PairsX16(unsafe { F32x16::load_first(p, n) })
    }
    #[inline(always)]
    unsafe fn store(self, p: *mut f32) {
        // SAFETY: see above.
        unsafe { self.0.store(p) }
    }
    #[inline(always)]
    unsafe fn store_first(self, p: *mut f32, n: usize) {
        // SAFETY: see above.
        unsafe { self.0.store_first(p, n) }
    }
    #[inline(always)]
    unsafe fn fma(self, b: Self, c: Self) -> Self {
        // SAFETY: see above.
        PairsX16(F32x16(unsafe { add_pairs(self.0.0, b.0.0, c.0.0) }))
    }
    #[inline(always)]
    unsafe fn plus(self, b: Self) -> Self {
        // SAFETY: see above.
        PairsX16(unsafe { self.0.plus(b.0) })
    }
    #[inline(always)]
    unsafe fn times(self, b: Self) -> Self {
        // SAFETY: see above.
        PairsX16(unsafe { self.0.times(b.0) })
    }
    #[inline(always)]
    unsafe fn transpose(src: &[*const f32], dst: *mut f32, step: usize) {
        // SAFETY: see above.
        unsafe { F32x16::transpose(src, dst, step) }
    }
    unsafe fn apply<B: Body>(body: B) {
        // SAFETY: see above.
        unsafe { F32x16::apply(body) }
    }
    unsafe fn run<const M: usize, const NV: usize, A: Source>(t: &Tile<f32>) {
        #[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx512bf16,avx2,fma")]
        unsafe fn shell<const M: usize, const NV: usize, A: Source>(t: &Tile<f32>) {
            // SAFETY: see above.
            unsafe { tile::<PairsX16, M, NV, A>(t) }
        }
        // SAFETY: see above.
        unsafe { shell::<M, NV, A>(t) }
    }
}

/// Ones before zeros: a mask of `n` lanes begins `8 - n` (or `4 - n`) elements in.
static LANES_32: [i32; 16] = [-1, -1, -1, -1, -1, -1, -1, -1, 0, 0, 0, 0, 0, 0, 0, 0];
static LANES_64: [i64; 8] = [-1, -1, -1, -1, 0, 0, 0, 0];

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn first_ps256(p: *const f32, n: usize) -> __m256 {
    // SAFETY: by the contract of `Vector::load_first`; `n` is at most 8.
    unsafe { _mm256_maskload_ps(p, _mm256_loadu_si256(LANES_32.as_ptr().add(8 - n).cast())) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn first_pd256(p: *const f64, n: usize) -> __m256d {
    // SAFETY: by the contract of `Vector::load_first`; `n` is at most 4.
    unsafe { _mm256_maskload_pd(p, _mm256_loadu_si256(LANES_64.as_ptr().add(4 - n).cast())) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn first_ps512(p: *const f32, n: usize) -> __m512 {
    // SAFETY: by the contract of `Vector::load_first`.
    unsafe { _mm512_maskz_loadu_ps((1u32 << n) as u16 - 1, p) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn first_pd512(p: *const f64, n: usize) -> __m512d {
    // SAFETY: by the contract of `Vector::load_first`.
    unsafe { _mm512_maskz_loadu_pd((1u32 << n) as u8 - 1, p) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_ps256(v: __m256, p: *mut f32, n: usize) {
    // SAFETY: by the contract of `Vector::store_first`; `n` is at most 8.
    unsafe { _mm256_maskstore_ps(p, _mm256_loadu_si256(LANES_32.as_ptr().add(8 - n).cast()), v) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn store_pd256(v: __m256d, p: *mut f64, n: usize) {
    // SAFETY: by the contract of `Vector::store_first`; `n` is at most 4.
    unsafe { _mm256_maskstore_pd(p, _mm256_loadu_si256(LANES_64.as_ptr().add(4 - n).cast()), v) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn store_ps512(v: __m512, p: *mut f32, n: usize) {
    // SAFETY: by the contract of `Vector::store_first`.
    unsafe { _mm512_mask_storeu_ps(p, (1u32 << n) as u16 - 1, v) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn store_pd512(v: __m512d, p: *mut f64, n: usize) {
    // SAFETY: by the contract of `Vector::store_first`.
    unsafe { _mm512_mask_storeu_pd(p, (1u32 << n) as u8 - 1, v) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn other_ps256(p: *const f32) -> __m256 {
    // SAFETY: by the contract of `Vector::every_other`: the second half begins at an odd place, so that it ends with the last.
    let (a, b) = unsafe { (_mm256_loadu_ps(p), _mm256_loadu_ps(p.add(7))) };
    let halves = _mm256_castps_pd(_mm256_shuffle_ps::<0xD8>(a, b));
    _mm256_castpd_ps(_mm256_permute4x64_pd::<0xD8>(halves))
}

#[inline]
#[target_feature(enable = "avx2,fma")]
unsafe fn other_pd256(p: *const f64) -> __m256d {
    // SAFETY: as above.
    let (a, b) = unsafe { (_mm256_loadu_pd(p), _mm256_loadu_pd(p.add(3))) };
    _mm256_permute4x64_pd::<0xD8>(_mm256_shuffle_pd::<0b1010>(a, b))
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn other_ps512(p: *const f32) -> __m512 {
    let spots = _mm512_setr_epi32(0, 2, 4, 6, 8, 10, 12, 14, 17, 19, 21, 23, 25, 27, 29, 31);
    // SAFETY: as above.
    unsafe { _mm512_permutex2var_ps(_mm512_loadu_ps(p), spots, _mm512_loadu_ps(p.add(15))) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
unsafe fn other_pd512(p: *const f64) -> __m512d {
    let spots = _mm512_setr_epi64(0, 2, 4, 6, 9, 11, 13, 15);
    // SAFETY: as above.
    unsafe { _mm512_permutex2var_pd(_mm512_loadu_pd(p), spots, _mm512_loadu_pd(p.add(7))) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn sum_ps256(a: __m256, b: __m256, c: __m256, d: __m256) -> [f32; 4] {
    let both = _mm256_hadd_ps(_mm256_hadd_ps(a, b), _mm256_hadd_ps(c, d));
    let sums = _mm_add_ps(_mm256_castps256_ps128(both), _mm256_extractf128_ps::<1>(both));
    // SAFETY: four numbers of 32 bits.
    unsafe { std::mem::transmute(sums) }
}

#[inline]
#[target_feature(enable = "avx2,fma")]
fn sum_pd256(a: __m256d, b: __m256d, c: __m256d, d: __m256d) -> [f64; 4] {
    let (x, y) = (_mm256_hadd_pd(a, b), _mm256_hadd_pd(c, d));
    let sums = _mm256_add_pd(_mm256_permute2f128_pd::<0x20>(x, y), _mm256_permute2f128_pd::<0x31>(x, y));
    // SAFETY: four numbers of 64 bits.
    unsafe { std::mem::transmute(sums) }
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn sum_ps512(a: __m512, b: __m512, c: __m512, d: __m512) -> [f32; 4] {
    let [a, b, c, d] = [a, b, c, d].map(|v| _mm256_add_ps(_mm512_castps512_ps256(v), _mm512_extractf32x8_ps::<1>(v)));
    sum_ps256(a, b, c, d)
}

#[inline]
#[target_feature(enable = "avx512f,avx512vl,avx512bw,avx512dq,avx2,fma")]
fn sum_pd512(a: __m512d, b: __m512d, c: __m512d, d: __m512d) -> [f64; 4] {
    let [a, b, c, d] = [a, b, c, d].map(|v| _mm256_add_pd(_mm512_castpd512_pd256(v), _mm512_extractf64x4_pd::<1>(v)));
    sum_pd256(a, b, c, d)
}

#[target_feature(enable = "avx2,fma")]
unsafe fn transpose_8x8(src: &[*const f32], dst: *mut f32, step: usize) {
    debug_assert!(src.len() == 8);
    // SAFETY: by the contract of `Vector::transpose`.
    unsafe {
        let mut r = [_mm256_setzero_ps(); 8];
        for i in 0..8 {
            r[i] = _mm256_loadu_ps(*src.get_unchecked(i));
        }
        let pair = |i: usize| (_mm256_unpacklo_ps(r[i], r[i + 1]), _mm256_unpackhi_ps(r[i], r[i + 1]));
        let ((a0, a1), (a2, a3), (a4, a5), (a6, a7)) = (pair(0), pair(2), pair(4), pair(6));
        let low = |x, y| (_mm256_shuffle_ps::<0x44>(x, y), _mm256_shuffle_ps::<0xEE>(x, y));
        let ((b0, b1), (b2, b3)) = (low(a0, a2), low(a1, a3));
        let ((b4, b5), (b6, b7)) = (low(a4, a6), low(a5, a7));
        let halves = [(b0, b4), (b1, b5), (b2, b6), (b3, b7)];
        for (i, &(x, y)) in halves.iter().enumerate() {
            _mm256_storeu_ps(dst.add(i * step), _mm256_permute2f128_ps::<0x20>(x, y));
        }
        for (i, &(x, y)) in halves.iter().enumerate() {
            _mm256_storeu_ps(dst.add((i + 4) * step), _mm256_permute2f128_ps::<0x31>(x, y));
        }
    }
}

#[target_feature(enable = "avx2,fma")]
unsafe fn transpose_4x4(src: &[*const f64], dst: *mut f64, step: usize) {
    debug_assert!(src.len() == 4);
    // SAFETY: by the contract of `Vector::transpose`.
    unsafe {
        let mut r = [_mm256_setzero_pd(); 4];
        for i in 0..4 {
            r[i] = _mm256_loadu_pd(*src.get_unchecked(i));
        }
        let (a, b) = (_mm256_unpacklo_pd(r[0], r[1]), _mm256_unpackhi_pd(r[0], r[1]));
        let (c, d) = (_mm256_unpacklo_pd(r[2], r[3]), _mm256_unpackhi_pd(r[2], r[3]));
        _mm256_storeu_pd(dst, _mm256_permute2f128_pd::<0x20>(a, c));
        _mm256_storeu_pd(dst.add(step), _mm256_permute2f128_pd::<0x20>(b, d));
        _mm256_storeu_pd(dst.add(2 * step), _mm256_permute2f128_pd::<0x31>(a, c));
        _mm256_storeu_pd(dst.add(3 * step), _mm256_permute2f128_pd::<0x31>(b, d));
    }
}
