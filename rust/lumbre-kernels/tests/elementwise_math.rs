//! Accuracy of the vector functions, special functions and complex functions against f64 references.

mod support;

use lumbre_kernels::binary::{Binary, binary};
use lumbre_kernels::isa::{self, Level, limit_level};
use lumbre_kernels::unary::{Unary, supports_unary, unary};
use lumbre_kernels::{C64, C128, DType};
use support::{Array, ulps};

fn f32_of(op: Unary, x: &[f32]) -> Vec<f32> {
    let mut out = Array::new(&vec![0f32; x.len()]);
    unary(op, DType::F32, Array::new(x).view(), out.view_mut());
    out.data
}

fn f64_of(op: Unary, x: &[f64]) -> Vec<f64> {
    let mut out = Array::new(&vec![0f64; x.len()]);
    unary(op, DType::F64, Array::new(x).view(), out.view_mut());
    out.data
}

/// Every 9973rd float, all exponents and signs, and dense samples where functions bend.
fn samples() -> Vec<f32> {
    let mut x: Vec<f32> = (0..u32::MAX / 9973).map(|i| f32::from_bits(i * 9973)).collect();
    x.extend((-200_000..200_000).map(|i| i as f32 * 1e-4 + 3e-6));
    x.extend((-20_000..20_000).map(|i| i as f32 * 0.0055));
    x.extend([0.0, -0.0, 1.0, -1.0, f32::INFINITY, f32::NEG_INFINITY, f32::NAN, f32::MAX, f32::MIN_POSITIVE, 1e-45, 2.0]);
    x
}

#[test]
fn test_vector_functions_within_stated_ulps() {
    let sqrt2 = std::f64::consts::SQRT_2;
    let cases: Vec<(Unary, f64, Box<dyn Fn(f64) -> f64>)> = vec![
        (Unary::Exp, 1.5, Box::new(f64::exp)),
        (Unary::Exp2, 1.5, Box::new(f64::exp2)),
        (Unary::Expm1, 2.0, Box::new(f64::exp_m1)),
        (Unary::Log, 1.5, Box::new(f64::ln)),
        (Unary::Log2, 2.5, Box::new(f64::log2)),
        (Unary::Log10, 2.5, Box::new(f64::log10)),
        (Unary::Log1p, 2.0, Box::new(f64::ln_1p)),
        (Unary::Tanh, 2.5, Box::new(f64::tanh)),
        (Unary::Erf, 2.5, Box::new(libm::erf)),
        (Unary::Erfc, 5.5, Box::new(libm::erfc)),
        (Unary::Sin, 2.0, Box::new(f64::sin)),
        (Unary::Cos, 2.0, Box::new(f64::cos)),
        (Unary::Sigmoid, 2.5, Box::new(|x| if x < -88.0 { 0.0 } else { 1.0 / (1.0 + (-x).exp()) })),
        (Unary::Silu, 3.0, Box::new(|x| if x < -88.0 { x * 0.0 } else { x / (1.0 + (-x).exp()) })),
        (Unary::Gelu, 6.5, Box::new(move |x| x * 0.5 * libm::erfc(-x / sqrt2))),
        (Unary::LogSigmoid, 3.0, Box::new(|x| x.min(0.0) - (-x.abs()).exp().ln_1p())),
    ];
    let x = samples();
    for level in [Level::Baseline, Level::Avx2, Level::Avx512] {
        limit_level(level);
        for (op, bound, reference) in &cases {
            let got = f32_of(*op, &x);
            let mut worst = (0.0, 0.0, 0.0);
            for (&x, &y) in x.iter().zip(&got) {
                // Outside what the sigmoid family can represent the vector form flushes to zero.
                if matches!(op, Unary::Sigmoid | Unary::Silu) && (-104.0..-87.0).contains(&x) {
                    continue;
                }
                // Below -12.5 the probability is subnormal, and so loses digits.
                if *op == Unary::Gelu && x < -12.5 {
                    continue;
                }
                let miss = ulps(y, reference(x as f64));
                if miss > worst.0 {
                    worst = (miss, x, y);
                }
            }
            // The best CPUs have a loop of their own.
            let bound = if *op == Unary::Gelu && isa::level() == Level::Avx512 { 5.5 } else { *bound };
            assert!(worst.0 <= bound, "{level:?} {op:?}: {} ulp at {}, got {}", worst.0, worst.1, worst.2);
        }
        check_gelu_gradient(level, &x);
    }
    limit_level(Level::Avx512);
}

/// Against f64's erfc; the sum of both terms' sizes bounds the rounding, as they cancel near -0.75.
fn check_gelu_gradient(level: Level, x: &[f32]) {
    let ones = Array::new(&vec![1f32; x.len()]);
    let mut out = Array::new(&vec![0f32; x.len()]);
    binary(Binary::GeluGrad, DType::F32, ones.view(), Array::new(x).view(), out.view_mut()).unwrap();
    for (&x, &y) in x.iter().zip(&out.data) {
        // The tail is no normal number below.
        if x < -12.5 || !x.is_finite() {
            continue;
        }
        let x = x as f64;
        let (p, d) = (0.5 * libm::erfc(-x / std::f64::consts::SQRT_2), x * (-0.5 * x * x).exp() * 0.398_942_280_401_432_7);
        let bound = 8.0 * f32::EPSILON as f64 * (p + d.abs()) + 1e-44;
        assert!((y as f64 - (p + d)).abs() <= bound, "{level:?}: {x} gives {y}, not {}", p + d);
    }
}

#[test]
fn test_float_special_values() {
    let (inf, nan) = (f32::INFINITY, f32::NAN);
    let same = |op, x: &[f32], want: &[f32]| {
        for (i, (got, want)) in f32_of(op, x).into_iter().zip(want).enumerate() {
            let equal = got == *want && got.is_sign_negative() == want.is_sign_negative() || got.is_nan() && want.is_nan();
            assert!(equal || (got - want).abs() < 1e-5 && got != 0.0, "{op:?}({}) = {got}, not {want}", x[i]);
        }
    };
    let wide = [nan, -0.0, 0.0, inf, -inf, -20.0, 20.0, -13.3, 1e30, -1e30, 1e-40, -1e-40];
    same(Unary::Gelu, &wide, &[nan, -0.0, 0.0, inf, nan, -0.0, 20.0, -0.0, 1e30, -0.0, 5e-41, -5e-41]);
    same(Unary::Sign, &[nan, -0.0, 2.0, -3.0], &[0.0, 0.0, 1.0, -1.0]);
    same(Unary::Relu, &[nan, -0.0, -2.0, 3.0], &[nan, -0.0, 0.0, 3.0]);
    same(Unary::Round { decimals: 0 }, &[0.5, 1.5, 2.5, -0.5, -1.5], &[0.0, 2.0, 2.0, -0.0, -2.0]);
    same(Unary::Round { decimals: 2 }, &[1.255, 12345.0], &[1.26, 12345.0]);
    same(Unary::Round { decimals: -2 }, &[1255.0, 12345.0], &[1300.0, 12300.0]);
    same(Unary::Frac, &[-1.5, inf, 2.25], &[-0.5, nan, 0.25]);
    same(Unary::Angle, &[-1.0, 1.0, nan, 0.0, -0.0], &[std::f32::consts::PI, 0.0, nan, 0.0, 0.0]);
    same(Unary::Lgamma, &[0.0, -1.0, -0.5, 10.0], &[inf, inf, 1.265_512_1, 12.801_827]);
    same(Unary::Digamma, &[0.0, -0.0, -1.0, -0.5, 1.0], &[-inf, inf, nan, 0.036_489_97, -0.577_215_7]);
    same(Unary::Logit { eps: None }, &[0.0, 1.0, 0.5, 2.0], &[-inf, inf, 0.0, nan]);
    same(Unary::Logit { eps: Some(0.1) }, &[0.0, 1.0], &[-2.197_224_6, 2.197_224_6]);
    same(Unary::Erfinv, &[0.0, 1.0, -1.0, 2.0, 0.5], &[0.0, inf, -inf, nan, 0.476_936_28]);
    same(Unary::Hardshrink { lambda: 0.5 }, &[nan, 0.5, 0.6], &[nan, 0.0, 0.6]);
    same(Unary::Softshrink { lambda: 0.5 }, &[nan, 0.5, 0.6, -0.7], &[nan, 0.0, 0.1, -0.2]);
    same(Unary::Threshold { threshold: 0.5, value: 9.0 }, &[nan, 0.5, 0.6], &[nan, 9.0, 0.6]);
    same(Unary::Hardtanh { min: -1.0, max: 1.0 }, &[nan, 5.0, -5.0], &[nan, 1.0, -1.0]);
    same(Unary::Hardsigmoid, &[nan, 5.0, 0.0, -4.0], &[nan, 1.0, 0.5, 0.0]);
    same(Unary::LeakyRelu { slope: 0.01 }, &[nan, -5.0, 2.0], &[nan, -0.05, 2.0]);
    same(Unary::Clamp { min: Some(2.0.into()), max: None }, &[1.0, nan, 3.0], &[2.0, nan, 3.0]);
    same(Unary::Clamp { min: Some(2.0.into()), max: Some(1.0.into()) }, &[1.0, nan, 3.0], &[1.0, nan, 1.0]);
    same(Unary::Clamp { min: Some(f64::NAN.into()), max: None }, &[1.0, 3.0], &[nan, nan]);
    same(Unary::NanToNum { nan: 1.0, posinf: 2.0, neginf: 3.0 }, &[nan, inf, -inf, 4.0], &[1.0, 2.0, 3.0, 4.0]);
    same(Unary::PowScalar { exponent: -2.0 }, &[2.0, 0.0], &[0.25, inf]);
    same(Unary::Sinc, &[0.0, 0.5], &[1.0, std::f32::consts::FRAC_2_PI]);
    same(Unary::Sin, &[1e30, inf], &[(1e30f32 as f64).sin() as f32, nan]);
}

#[test]
fn test_special_functions_f64() {
    // scipy.special
    let close = |op, x: &[f64], want: &[f64]| {
        // Digamma has a zero near -3.3, where only absolute precision is left.
        let slack = if op == Unary::Digamma { 2e-15 } else { 0.0 };
        for (got, want) in f64_of(op, x).into_iter().zip(want) {
            assert!((got - want).abs() <= 4e-15 * want.abs() + slack, "{op:?}: {got} not {want}");
        }
    };
    close(Unary::Digamma, &[0.1, 1.5, 20.0, -3.3], &[DG[0], DG[1], DG[2], DG[3]]);
    close(Unary::Trigamma, &[0.1, 1.5, 20.0, -3.3], &[TG[0], TG[1], TG[2], TG[3]]);
    close(Unary::I0, &[0.5, 10.0, 24.0, 30.0, 700.0], &IZERO);
    close(Unary::I1, &[-0.5, 10.0, 24.0, 30.0, 700.0], &IONE);
    close(Unary::Erfinv, &[1e-8, 0.3, -0.9, 0.999999, 0.49], &ERFINV);
}
const DG: [f64; 4] = [-10.423754940411076, 0.03648997397857652, 2.970523992242149, 3.6203534605921264];
const TG: [f64; 4] = [101.43329915079275, 0.9348022005446793, 0.051270822935203124, 14.817739525515924];
const IZERO: [f64; 5] = [1.0634833707413234, 2815.716628466254, 2168619088.2413764, 781672297823.9775, 1.5295933476718735e+302];
const IONE: [f64; 5] = [-0.25789430539089636, 2670.988303701255, 2122947893.287314, 768532038938.9569, 1.5285003902339006e+302];
const ERFINV: [f64; 5] = [8.86226925452758e-09, 0.2724627147267544, -1.1630871536766743, 3.458910737275499, 0.4658686002350574];

/// numpy's values at `POINTS`.
#[rustfmt::skip]
const COMPLEX: [(Unary, [(f64, f64); 7]); 17] = [
    (Unary::Exp, [(1.5974665191199127, 0.4079001700783598), (-0.09285491028402633, 0.2028916804701695), (0.5161330247555819, -0.5314304628553771), (7.389052404402909, -0.007389054867421362), (0.1353352832366127, 0.0), (1.2840254166877414, 0.0), (0.99999999995, 9.999999999833334e-06)]),
    (Unary::Log, [(-0.5815754049028404, 0.4636476090008061), (0.9162907318741551, 2.214297435588181), (-0.15735537241985006, -1.9295669970654687), (0.6931473055599296, -0.0004999999583333395), (0.6931471805599453, 3.141592653589793), (-1.3862943611198906, 0.0), (-11.512925464970229, 1.5707963267948966)]),
    (Unary::Sqrt, [(0.7276733451126774, 0.17178037486125622), (0.7071067811865475, 1.4142135623730951), (0.5264980410845578, -0.7597369197728095), (1.4142136065672655, -0.0003535533795447315), (0.0, 1.4142135623730951), (0.5, 0.0), (0.00223606797749979, 0.00223606797749979)]),
    (Unary::Sin, [(0.494485780933195, 0.22168816414957482), (-3.752771340479298, 0.2565539560904818), (-0.39523905172810525, -0.8484400509945718), (0.9092978814744329, 0.000416146905904952), (-0.9092974268256817, -0.0), (0.24740395925452294, 0.0), (0.0, 1.0000000000166668e-05)]),
    (Unary::Cos, [(0.9051501505596068, -0.12110879604381165), (0.26612719531354573, 3.6177750739401375), (1.2777004060367636, -0.2624532633932583), (-0.416147044620578, 0.0009092975783752604), (-0.4161468365471424, 0.0), (0.9689124217106447, -0.0), (1.00000000005, -0.0)]),
    (Unary::Tan, [(0.504500702698564, 0.3124206925025888), (-0.0053620609220030565, 1.036920282100185), (-0.1659346594296767, -0.6981215155427242), (-2.185027246037723, -0.005774369710115183), (2.185039863261519, 0.0), (0.25534192122103627, 0.0), (0.0, 9.999999999666668e-06)]),
    (Unary::Sinh, [(0.504895714387995, 0.2789791283502615), (0.8860929093625314, 2.139040009980677), (-0.21216133157699188, -0.7498799501621949), (3.6268585944169662, -0.0037621950640510477), (-3.626860407847019, 0.0), (0.2526123168081683, 0.0), (0.0, 9.999999999833334e-06)]),
    (Unary::Cosh, [(1.0925708047319176, 0.12892104172809826), (-0.9789478196465577, -1.936148329510507), (0.7282943563325738, 0.2184494873068178), (3.7621938099859427, -0.003626859803370315), (3.7621956910836314, -0.0), (1.0314130998795732, 0.0), (0.99999999995, 0.0)]),
    (Unary::Tanh, [(0.4854872810241353, 0.19805544995134955), (-1.0641443991765371, -0.08039101531016819), (-0.5506118398073958, -0.8644843538560951), (0.9640276481851426, -7.065078274415839e-05), (-0.9640275800758168, 0.0), (0.24491866240370916, 0.0), (0.0, 1.0000000000333334e-05)]),
    (Unary::Asin, [(0.5016088532755008, 0.28139605624529274), (-0.6065115181997549, 1.6224941488715938), (-0.23383472957646537, -0.7500497137928622), (1.570218976621932, -1.3169580893748476), (-1.5707963267948966, 1.3169578969248166), (0.25268025514207865, 0.0), (0.0, 9.999999999833335e-06)]),
    (Unary::Acos, [(1.0691874735193958, -0.28139605624529274), (2.1773078449946515, -1.6224941488715938), (1.804631056371362, 0.7500497137928622), (0.0005773501729646214, 1.3169580893748476), (3.141592653589793, -1.3169578969248166), (1.318116071652818, -0.0), (1.5707963267948966, -9.999999999833335e-06)]),
    (Unary::Atan, [(0.4842544903299662, 0.20058661813123432), (-1.311223269671635, 0.3104282830771958), (-0.573971200330978, -0.8107982831297268), (1.1071487977940808, -0.0001999999706666693), (-1.1071487177940904, 0.0), (0.24497866312686414, 0.0), (0.0, 1.0000000000333332e-05)]),
    (Unary::Asinh, [(0.4926756834207706, 0.2243284526346675), (-1.6004100552346137, 0.8877651461839051), (-0.4273039934389612, -0.8214537205083562), (1.4436355646215246, -0.0004472135746299909), (-1.4436354751788103, 0.0), (0.24746646154726346, 0.0), (0.0, 1.0000000000166668e-05)]),
    (Unary::Acosh, [(0.28139605624529274, 1.0691874735193958), (1.6224941488715938, 2.1773078449946515), (0.7500497137928622, -1.804631056371362), (1.3169580893748476, -0.0005773501729646214), (1.3169578969248166, 3.141592653589793), (0.0, 1.318116071652818), (9.999999999833335e-06, 1.5707963267948966)]),
    (Unary::Atanh, [(0.5003700000525311, 0.3143981432077165), (-0.22008968066202295, 1.2452579660726568), (-0.18091265871333997, -0.7018106548509095), (0.5493059221119561, -1.570462993622057), (-0.5493061443340549, 1.5707963267948966), (0.25541281188299536, 0.0), (0.0, 9.999999999666666e-06)]),
    (Unary::Expm1, [(0.5974665191199127, 0.4079001700783598), (-1.0928549102840264, 0.2028916804701695), (-0.48386697524441813, -0.5314304628553771), (6.389052404402908, -0.007389054867421362), (-0.8646647167633873, 0.0), (0.2840254166877415, 0.0), (-4.9999999999583335e-11, 9.999999999833334e-06)]),
    (Unary::Log1p, [(0.41916459520222155, 0.16514867741462683), (0.7234594914681627, 1.8157749899217608), (0.061108816362124695, -0.8519663271732721), (1.0986123442236622, -0.00033333332098765513), (0.0, 3.141592653589793), (0.22314355131420976, 0.0), (5.000000413576855e-11, 9.999999999666668e-06)]),
];

const POINTS: [(f64, f64); 7] = [(0.5, 0.25), (-1.5, 2.0), (-0.3, -0.8), (2.0, -0.001), (-2.0, 0.0), (0.25, 0.0), (0.0, 1e-05)];

#[test]
fn test_complex_functions_match_numpy() {
    let points: Vec<C128> = POINTS.iter().map(|&(re, im)| C128::new(re, im)).collect();
    let small: Vec<C64> = points.iter().map(|z| C64::new(z.re as f32, z.im as f32)).collect();
    for (op, want) in COMPLEX {
        let mut out = Array::new(&vec![C128::default(); points.len()]);
        unary(op, DType::C128, Array::new(&points).view(), out.view_mut());
        let mut out32 = Array::new(&vec![C64::default(); points.len()]);
        unary(op, DType::C64, Array::new(&small).view(), out32.view_mut());
        for i in 0..points.len() {
            let want = C128::new(want[i].0, want[i].1);
            let (got, got32) = (out.data[i], out32.data[i]);
            assert!((got - want).norm() <= 2e-14 * want.norm() + 1e-17, "{op:?}({}) = {got}, not {want}", points[i]);
            let got32 = C128::new(got32.re as f64, got32.im as f64);
            assert!((got32 - want).norm() <= 1e-6 * (1.0 + want.norm()), "{op:?}({}) = {got32}, not {want}", small[i]);
        }
    }
}

#[test]
fn test_complex_parts_write_real() {
    let z = Array::new(&[C64::new(3.0, -4.0), C64::new(-1.0, 0.0)]);
    for (op, want) in [
        (Unary::Abs, [5.0, 1.0]),
        (Unary::Real, [3.0, -1.0]),
        (Unary::Imag, [-4.0, 0.0]),
        (Unary::Angle, [(-4f32).atan2(3.0), std::f32::consts::PI]),
    ] {
        let mut out = Array::new(&[0f32; 2]);
        unary(op, DType::C64, z.view(), out.view_mut());
        assert_eq!(out.data, want, "{op:?}");
    }
}

/// Central differences of the forward function, in f64.
#[test]
fn test_gradients_match_differences() {
    let pairs = [
        (Binary::LeakyReluGrad { slope: 0.1 }, Unary::LeakyRelu { slope: 0.1 }),
        (
            Binary::EluGrad { alpha: 1.3, scale: 1.1, input_scale: 0.7 },
            Unary::Elu { alpha: 1.3, scale: 1.1, input_scale: 0.7 },
        ),
        (Binary::GeluGrad, Unary::Gelu),
        (Binary::GeluTanhGrad, Unary::GeluTanh),
        (Binary::SiluGrad, Unary::Silu),
        (Binary::MishGrad, Unary::Mish),
        (Binary::SoftplusGrad { beta: 2.0, threshold: 3.0 }, Unary::Softplus { beta: 2.0, threshold: 3.0 }),
        (Binary::HardtanhGrad { min: -1.0, max: 0.5 }, Unary::Hardtanh { min: -1.0, max: 0.5 }),
        (Binary::HardsigmoidGrad, Unary::Hardsigmoid),
        (Binary::HardswishGrad, Unary::Hardswish),
        (Binary::LogSigmoidGrad, Unary::LogSigmoid),
        (Binary::ShrinkGrad { lambda: 0.5 }, Unary::Softshrink { lambda: 0.5 }),
        (Binary::ThresholdGrad { threshold: 0.2 }, Unary::Threshold { threshold: 0.2, value: 7.0 }),
    ];
    let x: Vec<f64> = (0..97).map(|i| i as f64 * 0.1 - 4.83).collect();
    let h = 1e-6;
    for (grad, forward) in pairs {
        let up = f64_of(forward, &x.iter().map(|x| x + h).collect::<Vec<_>>());
        let down = f64_of(forward, &x.iter().map(|x| x - h).collect::<Vec<_>>());
        let mut out = Array::new(&vec![0f64; x.len()]);
        let ones = Array::new(&vec![2f64; x.len()]);
        binary(grad, DType::F64, ones.view(), Array::new(&x).view(), out.view_mut()).unwrap();
        for i in 0..x.len() {
            let want = 2.0 * (up[i] - down[i]) / (2.0 * h);
            assert!((out.data[i] - want).abs() < 1e-7, "{grad:?} at {}: {} not {want}", x[i], out.data[i]);
        }
    }
    for (grad, forward) in [(Binary::TanhGrad, Unary::Tanh), (Binary::SigmoidGrad, Unary::Sigmoid)] {
        let y = Array::new(&f64_of(forward, &[0.3, -1.2]));
        let mut out = Array::new(&[0f64; 2]);
        binary(grad, DType::F64, Array::new(&[1.0, 1.0]).view(), y.view(), out.view_mut()).unwrap();
        let (up, down) = (f64_of(forward, &[0.3 + h, -1.2 + h]), f64_of(forward, &[0.3 - h, -1.2 - h]));
        for i in 0..2 {
            assert!((out.data[i] - (up[i] - down[i]) / (2.0 * h)).abs() < 1e-9);
        }
    }
}

#[test]
fn test_supports_says_no() {
    assert!(supports_unary(Unary::Exp, DType::F16) && !supports_unary(Unary::Exp, DType::I64));
    assert!(!supports_unary(Unary::Floor, DType::C64) && !supports_unary(Unary::Neg, DType::U16));
    assert!(supports_unary(Unary::BitwiseNot, DType::Bool) && !supports_unary(Unary::BitwiseNot, DType::F32));
}
