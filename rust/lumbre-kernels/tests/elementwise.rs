//! Element-wise kernels: layouts, dtypes, aliasing, integers, casts and copies against plain loops.

mod support;

use half::{bf16, f16};
use lumbre_kernels::binary::{Binary, DivByZero, binary, supports_binary};
use lumbre_kernels::copy::{copy, fill};
use lumbre_kernels::dtype::Element;
use lumbre_kernels::ternary::{Ternary, ternary};
use lumbre_kernels::unary::{Unary, unary};
use lumbre_kernels::{C64, C128, DType, Scalar, View, ViewMut};
use support::{Array, Stream, row_major};

fn pair<T: Element, R: Element>(op: Binary, a: &[T], b: &[T]) -> Vec<R> {
    let mut out = Array::new(&vec![R::default(); a.len()]);
    binary(op, T::DTYPE, Array::new(a).view(), Array::new(b).view(), out.view_mut()).unwrap();
    out.data
}

fn assert_same(op: Binary, got: &[f32], want: &[f32]) {
    for (i, (got, want)) in got.iter().zip(want).enumerate() {
        let same = got == want && got.is_sign_negative() == want.is_sign_negative() || got.is_nan() && want.is_nan();
        assert!(same, "{op:?} at {i}: {got}, not {want}");
    }
}

#[test]
fn test_float_binary_special_values() {
    let (inf, nan) = (f32::INFINITY, f32::NAN);
    let check = |op, a: &[f32], b: &[f32], want: &[f32]| assert_same(op, &pair(op, a, b), want);
    check(
        Binary::Remainder,
        &[5.0, -5.0, 5.0, -5.0, 0.0, -0.0, inf, 3.0, -3.0, 3.0, 1.0],
        &[3.0, 3.0, -3.0, -3.0, 3.0, 3.0, 3.0, inf, inf, -inf, 0.0],
        &[2.0, 1.0, -1.0, -2.0, 0.0, -0.0, nan, 3.0, inf, -inf, nan],
    );
    check(
        Binary::FloorDiv,
        &[-3.0, 3.0, 1.0, -1.0, 0.0, inf, 1.0, -0.0, 7.0],
        &[inf, -inf, 0.0, 0.0, 0.0, 2.0, -0.0, 3.0, -2.0],
        &[-1.0, -1.0, inf, -inf, nan, nan, -inf, -0.0, -4.0],
    );
    check(Binary::Fmod, &[-5.0, 5.0], &[3.0, -3.0], &[-2.0, 2.0]);
    check(Binary::TruncDiv, &[-5.0, 5.0], &[3.0, 0.0], &[-1.0, inf]);
    check(Binary::Maximum, &[1.0, nan, 2.0], &[nan, 1.0, 3.0], &[nan, nan, 3.0]);
    check(Binary::Fmax, &[1.0, nan, 2.0], &[nan, 1.0, 3.0], &[1.0, 1.0, 3.0]);
    check(Binary::Minimum, &[1.0, nan, 2.0], &[nan, 1.0, 3.0], &[nan, nan, 2.0]);
    check(Binary::Fmin, &[1.0, nan, 2.0], &[nan, 1.0, 3.0], &[1.0, 1.0, 2.0]);
    check(Binary::Heaviside, &[nan, 0.0, 1.0, -1.0], &[5.0, 7.0, 7.0, 7.0], &[0.0, 7.0, 1.0, 0.0]);
    check(Binary::Xlogy, &[0.0, 0.0, nan], &[nan, 0.0, 0.0], &[nan, 0.0, nan]);
    check(Binary::LogAddExp, &[inf, -inf, nan, 0.0], &[inf, -inf, 0.0, -inf], &[inf, -inf, nan, 0.0]);
    check(Binary::Copysign, &[1.0, 2.0], &[-0.0, 0.0], &[-1.0, 2.0]);
    check(Binary::Nextafter, &[1.0, 0.0], &[2.0, -1.0], &[1.000_000_1, -1e-45]);
    check(Binary::Pow, &[2.0, -8.0, 0.0], &[-1.0, 2.0, 0.0], &[0.5, 64.0, 1.0]);
    assert_eq!(pair::<f32, bool>(Binary::Ne, &[nan, 1.0], &[nan, 1.0]), [true, false]);
    assert_eq!(pair::<f32, bool>(Binary::LogicalAnd, &[nan, 1.0], &[1.0, 0.0]), [true, false]);
}

#[test]
fn test_integers_wrap_and_never_panic() {
    assert_eq!(pair::<i64, i64>(Binary::Add, &[i64::MAX], &[1]), [i64::MIN]);
    assert_eq!(pair::<i64, i64>(Binary::FloorDiv, &[i64::MIN, -3, 3, 7], &[-1, 2, -2, 7]), [i64::MIN, -2, -2, 1]);
    assert_eq!(pair::<i64, i64>(Binary::Remainder, &[i64::MIN, -5, 5], &[-1, 3, -3]), [0, 1, -1]);
    assert_eq!(pair::<i64, i64>(Binary::Fmod, &[i64::MIN, -5, 5], &[-1, 3, -3]), [0, -2, 2]);
    assert_eq!(pair::<i8, i8>(Binary::FloorDiv, &[-3, 3, -128], &[2, -2, -1]), [-2, -2, -128]);
    assert_eq!(pair::<u8, u8>(Binary::Sub, &[1, 200], &[2, 100]), [255, 100]);
    assert_eq!(pair::<i8, i8>(Binary::Shl, &[1, 1, 1, -1], &[8, 7, -1, 9]), [0, -128, 0, 0]);
    assert_eq!(pair::<i8, i8>(Binary::Shr, &[100, -100, -1, -128], &[8, 9, -1, 7]), [0, -1, -1, -1]);
    assert_eq!(pair::<u8, u8>(Binary::Shr, &[200, 200], &[1, 8]), [100, 0]);
    assert_eq!(pair::<i64, i64>(Binary::Pow, &[2, 1, -1, 0, -1, 3], &[-1, -2, -3, -1, -2, 41]), [
        0, 1, -1, 0, 1, 3i64.wrapping_pow(41)
    ]);
    assert_eq!(pair::<i64, i64>(Binary::Gcd, &[-4, 0, 6], &[6, 0, -9]), [2, 0, 3]);
    assert_eq!(pair::<i64, i64>(Binary::Lcm, &[-4, 0, 6], &[6, 0, -9]), [12, 0, 18]);
    assert_eq!(pair::<bool, bool>(Binary::Add, &[true, true, false], &[true, false, false]), [true, true, false]);
    assert_eq!(pair::<bool, bool>(Binary::Lt, &[true, false], &[true, true]), [false, true]);
    let mut out = Array::new(&[0i64; 3]);
    unary(Unary::Abs, DType::I64, Array::new(&[i64::MIN, -3, 4]).view(), out.view_mut());
    assert_eq!(out.data, [i64::MIN, 3, 4]);
    let mut flags = Array::new(&[false; 2]);
    unary(Unary::BitwiseNot, DType::Bool, Array::new(&[true, false]).view(), flags.view_mut());
    assert_eq!(flags.data, [false, true]);
}

#[test]
fn test_integer_division_by_zero_is_an_error() {
    let (a, b) = (Array::new(&[1i32, 2]), Array::new(&[1i32, 0]));
    for op in [Binary::FloorDiv, Binary::TruncDiv, Binary::Remainder, Binary::Fmod] {
        let mut out = Array::new(&[0i32; 2]);
        assert_eq!(binary(op, DType::I32, a.view(), b.view(), out.view_mut()), Err(DivByZero));
        assert_eq!(binary(op, DType::I32, a.view(), a.view(), out.view_mut()), Ok(()));
    }
}

/// A random array of this shape: some dimensions broadcast, permuted or spaced in memory.
fn scattered<T: Element>(rng: &mut Stream, sizes: &[i64], broadcast: bool, make: impl Fn(u64) -> T) -> Array<T> {
    let dims = sizes.len();
    let mut order: Vec<usize> = (0..dims).collect();
    for i in (1..dims).rev() {
        order.swap(i, rng.below(i as u64 + 1) as usize);
    }
    if rng.below(2) == 0 {
        order.sort();
    }
    let mut strides = vec![0; dims];
    let mut step = 1 + (rng.below(3) == 0) as i64;
    for &d in order.iter().rev() {
        if broadcast && rng.below(3) == 0 {
            continue;
        }
        strides[d] = step;
        step *= sizes[d].max(1) + (rng.below(4) == 0) as i64;
    }
    let offset = rng.below(3) as usize;
    let reach: i64 = sizes.iter().zip(&strides).map(|(n, s)| (n - 1).max(0) * s).sum();
    let data = (0..offset + reach as usize + 1).map(|_| make(rng.next() >> 20)).collect();
    Array { data, dtype: T::DTYPE, sizes: sizes.to_vec(), strides, offset }
}

fn shape(rng: &mut Stream) -> Vec<i64> {
    match rng.below(6) {
        0 => vec![],
        1 => vec![rng.below(300) as i64],
        2 => vec![rng.below(40) as i64 + 1, rng.below(200) as i64 + 1],
        3 => vec![rng.below(9) as i64 + 1, 1, rng.below(300) as i64 + 1],
        4 => vec![rng.below(30) as i64, rng.below(12) as i64 + 1, rng.below(9) as i64 + 1],
        _ => vec![2, 3, rng.below(5) as i64 + 1, rng.below(20) as i64 + 1, 2],
    }
}

#[test]
fn test_any_layout_and_dtype_matches_plain_loop() {
    let mut rng = Stream(7);
    for _ in 0..400 {
        let sizes = shape(&mut rng);
        let a = scattered(&mut rng, &sizes, true, |v| (v % 1000) as f32 - 500.0);
        let b = scattered(&mut rng, &sizes, true, |v| (v % 100) as i32 - 50);
        let h = scattered(&mut rng, &sizes, true, |v| f16::from_f32((v % 64) as f32));
        let mask = scattered(&mut rng, &sizes, true, |v| v % 2 == 0);
        let (av, bv, hv, mv) = (a.values(), b.values(), h.values(), mask.values());

        let mut out = scattered(&mut rng, &sizes, false, |_| 0f32);
        binary(Binary::Sub, DType::F32, a.view(), b.view(), out.view_mut()).unwrap();
        assert_eq!(out.values(), av.iter().zip(&bv).map(|(x, y)| x - *y as f32).collect::<Vec<_>>(), "{sizes:?}");

        let mut wide = scattered(&mut rng, &sizes, false, |_| 0f64);
        binary(Binary::Mul, DType::F32, a.view(), h.view(), wide.view_mut()).unwrap();
        assert_eq!(wide.values(), av.iter().zip(&hv).map(|(x, y)| (x * y.to_f32()) as f64).collect::<Vec<_>>());

        let mut half = scattered(&mut rng, &sizes, false, |_| f16::ZERO);
        binary(Binary::Add, DType::F16, h.view(), h.view(), half.view_mut()).unwrap();
        assert_eq!(half.values(), hv.iter().map(|x| f16::from_f32(2.0 * x.to_f32())).collect::<Vec<_>>());

        let mut less = scattered(&mut rng, &sizes, false, |_| false);
        binary(Binary::Lt, DType::I32, b.view(), h.view(), less.view_mut()).unwrap();
        assert_eq!(less.values(), bv.iter().zip(&hv).map(|(x, y)| *x < y.to_f32() as i32).collect::<Vec<_>>());

        ternary(Ternary::Where, DType::F32, mask.view(), a.view(), b.view(), out.view_mut());
        let want: Vec<f32> = (0..av.len()).map(|i| if mv[i] { av[i] } else { bv[i] as f32 }).collect();
        assert_eq!(out.values(), want);

        unary(Unary::Neg, DType::F32, b.view(), out.view_mut());
        assert_eq!(out.values(), bv.iter().map(|x| -(*x as f32)).collect::<Vec<_>>());

        copy(a.view(), out.view_mut());
        assert_eq!(out.values(), av);
        copy(h.view(), wide.view_mut());
        assert_eq!(wide.values(), hv.iter().map(|x| x.to_f64()).collect::<Vec<_>>());
        fill(Scalar::Int(3), half.view_mut());
        assert!(half.values().iter().all(|x| x.to_f32() == 3.0));
    }
}

#[test]
fn test_in_place_matches_out_of_place() {
    let n = 5000;
    let b: Vec<f32> = (0..n).map(|i| i as f32 * 0.001 - 2.0).collect();
    for op in [Binary::Sub, Binary::Pow, Binary::LogAddExp, Binary::AddScaled { alpha: Scalar::Float(0.5) }] {
        let want: Vec<f32> = pair(op, &b.iter().map(|x| x + 3.0).collect::<Vec<_>>(), &b);
        let mut a = Array::new(&b.iter().map(|x| x + 3.0).collect::<Vec<_>>());
        let (x, out) = a.both();
        binary(op, DType::F32, x, Array::new(&b).view(), out).unwrap();
        assert_eq!(format!("{:?}", a.data), format!("{want:?}"), "{op:?} first");
        let mut second = Array::new(&b);
        let first = Array::new(&b.iter().map(|x| x + 3.0).collect::<Vec<_>>());
        let (x, out) = second.both();
        binary(op, DType::F32, first.view(), x, out).unwrap();
        assert_eq!(format!("{:?}", second.data), format!("{want:?}"), "{op:?} second");
    }
    let mut a = Array::shaped(b.clone(), &[50, 100]);
    a.sizes = vec![100, 50];
    a.strides = vec![1, 100];
    let want: Vec<f32> = a.values().iter().map(|x| x.max(0.0)).collect();
    let (x, out) = a.both();
    unary(Unary::Relu, DType::F32, x, out);
    assert_eq!(a.values(), want);
    let (x, out) = a.both();
    binary(Binary::Add, DType::F32, x, x, out).unwrap();
    assert_eq!(a.values(), want.iter().map(|x| x + x).collect::<Vec<_>>());
    let mut h = Array::new(&[f16::from_f32(1.5); 3000]);
    let (x, out) = h.both();
    binary(Binary::Mul, DType::F16, x, x, out).unwrap();
    assert!(h.data.iter().all(|x| x.to_f32() == 2.25));
}

#[test]
fn test_large_calls_match_small_ones() {
    // Above the streaming threshold, with a scalar, a row, and a tail.
    let (rows, columns) = (2049, 1031);
    let n = rows * columns;
    let a: Vec<f32> = (0..n).map(|i| (i % 8191) as f32).collect();
    let row = Array { data: a[..columns].to_vec(), dtype: DType::F32, sizes: vec![rows as i64, columns as i64], strides: vec![0, 1], offset: 0 };
    let scalar = Array { data: vec![0.5f64], dtype: DType::F64, sizes: vec![rows as i64, columns as i64], strides: vec![0, 0], offset: 0 };
    let a = Array::shaped(a, &[rows as i64, columns as i64]);
    let mut out = Array::shaped(vec![0f32; n], &[rows as i64, columns as i64]);
    binary(Binary::Add, DType::F32, a.view(), row.view(), out.view_mut()).unwrap();
    assert!((0..n).all(|i| out.data[i] == a.data[i] + a.data[i % columns]));
    binary(Binary::Mul, DType::F32, a.view(), scalar.view(), out.view_mut()).unwrap();
    assert!((0..n).all(|i| out.data[i] == a.data[i] * 0.5));
    unary(Unary::Square, DType::F32, a.view(), out.view_mut());
    assert!((0..n).all(|i| out.data[i] == a.data[i] * a.data[i]));
    let mut back = Array::shaped(vec![0f32; n], &[columns as i64, rows as i64]);
    let turned = Array { data: a.data.clone(), dtype: DType::F32, sizes: back.sizes.clone(), strides: vec![1, columns as i64], offset: 0 };
    copy(turned.view(), back.view_mut());
    assert!((0..n).all(|i| back.data[i] == a.data[i % rows * columns + i / rows]));
}

#[test]
fn test_half_scalars_keep_precision_in_arithmetic_only() {
    let h = Array::new(&[f16::from_f32(0.1)]);
    let tenth = Array::new(&[0.1f64]);
    let mut equal = Array::new(&[false]);
    binary(Binary::Eq, DType::F16, h.view(), tenth.view(), equal.view_mut()).unwrap();
    assert_eq!(equal.data, [true]);
    let big = Array::new(&[f16::from_f32(1000.0)]);
    let mut out = Array::new(&[f16::ZERO]);
    binary(Binary::Mul, DType::F16, big.view(), tenth.view(), out.view_mut()).unwrap();
    assert_eq!(out.data[0].to_f32(), 100.0);
}

fn cast<S: Element, D: Element>(x: &[S]) -> Vec<D> {
    let mut out = Array::new(&vec![D::default(); x.len()]);
    copy(Array::new(x).view(), out.view_mut());
    out.data
}

#[test]
fn test_casts_follow_pytorch() {
    let x = [300.0, -1.0, 3e9, -3e9, f32::INFINITY, f32::NAN, 70000.0, -1.9];
    assert_eq!(cast::<f32, u8>(&x), [44, 255, 0, 0, 0, 0, 112, 255]);
    assert_eq!(cast::<f32, i16>(&x), [300, -1, 0, 0, 0, 0, 4464, -1]);
    let min = i32::MIN;
    assert_eq!(cast::<f32, i32>(&x), [300, -1, min, min, min, min, 70000, -1]);
    assert_eq!(cast::<f32, i64>(&x), [300, -1, 3000000000, -3000000000, i64::MIN, i64::MIN, 70000, -1]);
    assert_eq!(cast::<f32, bool>(&[0.0, -0.0, f32::NAN, 0.1]), [false, false, true, true]);
    assert_eq!(cast::<C64, f32>(&[C64::new(2.0, 5.0)]), [2.0]);
    assert_eq!(cast::<C64, bool>(&[C64::new(0.0, 5.0), C64::new(0.0, 0.0)]), [true, false]);
    assert_eq!(cast::<i64, f32>(&[16777217, -3]), [16777216.0, -3.0]);
    assert_eq!(cast::<u64, f64>(&[u64::MAX]), [18446744073709551616.0]);
    assert_eq!(cast::<f64, u64>(&[1e19, -1.0]), [10000000000000000000, u64::MAX]);
    assert_eq!(cast::<u16, bf16>(&[257]), [bf16::from_f32(256.0)]);
    assert_eq!(cast::<i32, u32>(&[-1]), [u32::MAX]);
}

/// Small integers survive any chain of dtypes.
#[test]
fn test_every_pair_of_dtypes_converts() {
    for from in DType::ALL {
        for to in DType::ALL {
            let n = 1500;
            let values: Vec<f64> = (0..n).map(|i| (i % 2) as f64 * if from == DType::Bool || to == DType::Bool { 1.0 } else { 5.0 }).collect();
            let strides = row_major(&[n]);
            let sizes = [n];
            let view = |buffer: &Vec<u128>, d: DType| {
                // SAFETY: 16 bytes for each element, contiguous.
                unsafe { View::new(buffer.as_ptr() as *const u8, d, &sizes, &[1]) }
            };
            let view_mut = |buffer: &mut Vec<u128>, d: DType| {
                // SAFETY: as above.
                unsafe { ViewMut::new(buffer.as_mut_ptr() as *mut u8, d, &sizes, &[1]) }
            };
            let (mut a, mut b) = (vec![0u128; n as usize], vec![0u128; n as usize]);
            copy(Array::new(&values).view(), view_mut(&mut a, from));
            copy(view(&a, from), view_mut(&mut b, to));
            let mut back = Array::new(&vec![0f64; n as usize]);
            copy(view(&b, to), back.view_mut());
            assert_eq!(back.data, values, "{from:?} to {to:?} {strides:?}");
        }
    }
}

#[test]
fn test_half_conversions_match_reference_for_all_codes() {
    let codes: Vec<u16> = (0..=u16::MAX).collect();
    let halves: Vec<f16> = codes.iter().map(|&c| f16::from_bits(c)).collect();
    let floats: Vec<f32> = cast(&halves);
    for (h, f) in halves.iter().zip(&floats) {
        assert!(h.to_f32_const() == *f || h.is_nan() && f.is_nan());
    }
    let mut rng = Stream(3);
    let x: Vec<f32> = (0..300_000).map(|_| f32::from_bits(rng.next() as u32)).chain(floats.iter().map(|f| f * 1.000_244)).collect();
    let (h, b) = (cast::<f32, f16>(&x), cast::<f32, bf16>(&x));
    for i in 0..x.len() {
        assert!(h[i] == f16::from_f32_const(x[i]) || x[i].is_nan() && h[i].is_nan(), "{}", x[i]);
        assert!(b[i] == bf16::from_f32_const(x[i]) || x[i].is_nan() && b[i].is_nan(), "{}", x[i]);
    }
}

#[test]
fn test_float8_rounds_to_nearest_even() {
    for (dtype, max) in [(DType::F8E4M3, 448.0f32), (DType::F8E5M2, 57344.0)] {
        let to_f32 = |codes: &[u8]| {
            let mut out = Array::new(&vec![0f32; codes.len()]);
            let mut x = Array::new(codes);
            x.dtype = dtype;
            copy(x.view(), out.view_mut());
            out.data
        };
        let to_code = |x: &[f32]| {
            let mut out = Array::new(&vec![0u8; x.len()]);
            out.dtype = dtype;
            copy(Array::new(x).view(), out.view_mut());
            out.data
        };
        let all = to_f32(&(0..=255).collect::<Vec<u8>>());
        let mut finite: Vec<(f32, u8)> = (0..128u8).map(|c| (all[c as usize], c)).filter(|v| v.0.is_finite()).collect();
        finite.sort_by(|a, b| a.0.total_cmp(&b.0));
        assert_eq!(finite.last().map(|v| v.0), Some(max));
        assert_eq!(to_f32(&[0x38 | 0x80])[0], if dtype == DType::F8E4M3 { -1.0 } else { -0.5 });
        let mut rng = Stream(9);
        for _ in 0..20_000 {
            let x = (rng.unit() as f32 * 20.0 - 14.0).exp2().min(max);
            let above = finite.iter().position(|v| v.0 >= x).unwrap();
            let below = if finite[above].0 == x { above } else { above - 1 };
            let (low, high) = (finite[below], finite[above]);
            let (d, u) = (x - low.0, high.0 - x);
            let want = if d < u || d == u && low.1 % 2 == 0 { low.1 } else { high.1 };
            assert_eq!(to_code(&[x, -x]), [want, want | 0x80], "{dtype:?} {x}");
        }
    }
    // PyTorch 2.15: e4m3fn saturates, e5m2 overflows to infinity.
    assert_eq!(Cast8::codes(DType::F8E4M3, &[470.0, 1e9, f32::INFINITY, 0.000_976_562_5]), [0x7e, 0x7e, 0x7e, 0]);
    assert_eq!(Cast8::codes(DType::F8E5M2, &[61439.0, 61440.0, 1e9, f32::INFINITY]), [0x7b, 0x7c, 0x7c, 0x7c]);
    assert_eq!(Cast8::codes(DType::F8E4M3, &[f32::NAN])[0] & 0x7f, 0x7f);
}

struct Cast8;
impl Cast8 {
    fn codes(dtype: DType, x: &[f32]) -> Vec<u8> {
        let mut out = Array::new(&vec![0u8; x.len()]);
        out.dtype = dtype;
        copy(Array::new(x).view(), out.view_mut());
        out.data
    }
}

#[test]
fn test_ternary_values() {
    let run = |op, a: &[f32], b: &[f32], c: &[f32]| {
        let mut out = Array::new(&vec![0f32; a.len()]);
        ternary(op, DType::F32, Array::new(a).view(), Array::new(b).view(), Array::new(c).view(), out.view_mut());
        out.data
    };
    assert_eq!(run(Ternary::Lerp, &[1.0, 1e8], &[3.0, 1.0], &[0.25, 1.0]), [1.5, 1.0]);
    assert_eq!(run(Ternary::Addcmul { value: 2.0.into() }, &[1.0], &[3.0], &[4.0]), [25.0]);
    assert_eq!(run(Ternary::Addcdiv { value: 2.0.into() }, &[1.0], &[3.0], &[4.0]), [2.5]);
    assert_eq!(run(Ternary::Clamp, &[1.0, 5.0, 3.0], &[2.0, 0.0, 4.0], &[4.0, 4.0, 1.0]), [2.0, 4.0, 1.0]);
    assert!(run(Ternary::Clamp, &[1.0, f32::NAN], &[f32::NAN, 0.0], &[4.0, 4.0]).iter().all(|x| x.is_nan()));
    let mut out = Array::new(&[0i32]);
    let (a, b, c) = (Array::new(&[1i32]), Array::new(&[3i32]), Array::new(&[4i32]));
    ternary(Ternary::Addcmul { value: Scalar::Int(2) }, DType::I32, a.view(), b.view(), c.view(), out.view_mut());
    assert_eq!(out.data, [25]);
}

#[test]
fn test_empty_and_zero_dim() {
    let mut out = Array::<f32>::shaped(vec![], &[0, 3]);
    let x = Array::<f32>::shaped(vec![], &[0, 3]);
    binary(Binary::Add, DType::F32, x.view(), x.view(), out.view_mut()).unwrap();
    copy(x.view(), out.view_mut());
    fill(Scalar::Float(1.0), out.view_mut());
    let (a, mut out) = (Array::shaped(vec![2.0f32], &[]), Array::shaped(vec![0.0f32], &[]));
    unary(Unary::Square, DType::F32, a.view(), out.view_mut());
    assert_eq!(out.data, [4.0]);
    fill(Scalar::Complex(C128::new(7.0, 1.0)), out.view_mut());
    assert_eq!(out.data, [7.0]);
    assert!(!supports_binary(Binary::Shl, DType::F32) && supports_binary(Binary::Div, DType::C64));
}
