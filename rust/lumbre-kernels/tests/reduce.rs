//! Reductions against plain loops in f64.
mod strided;

use strided::{Rng, Tensor, assert_close, indices};
use half::{bf16, f16};
use lumbre_kernels::reduce::{Reduce, arg_reduce, median_dim, reduce, var_mean};
use lumbre_kernels::{C64, Element};

const SHAPES: [&[i64]; 9] =
    [&[], &[1], &[7], &[3, 5], &[4, 1, 6], &[33, 70], &[2, 3, 4, 5], &[300, 3], &[5, 17, 40]];

fn keepdim(sizes: &[i64], dims: u64) -> Vec<i64> {
    sizes.iter().enumerate().map(|(d, &n)| if dims >> d & 1 == 1 { 1 } else { n }).collect()
}

/// The elements that each output reduces, in row-major order of the outputs.
fn groups<E: Element>(x: &Tensor<E>, dims: u64) -> Vec<Vec<f64>> {
    let out = keepdim(&x.sizes, dims);
    let strides = strided::contiguous(&out);
    let mut groups = vec![Vec::new(); out.iter().product::<i64>() as usize];
    for at in indices(&x.sizes) {
        let slot: usize = (0..at.len()).map(|d| if dims >> d & 1 == 1 { 0 } else { at[d] * strides[d] as usize }).sum();
        groups[slot].push(x.get(&at).to_f64());
    }
    groups
}

fn check<E: Element, O: Element>(op: Reduce, x: &Tensor<E>, tol: f64, naive: impl Fn(&[f64]) -> f64) {
    for dims in 0..1u64 << x.sizes.len() {
        let want: Vec<f64> = groups(x, dims).iter().map(|g| naive(g)).collect();
        for x in [x.clone(), x.strided()] {
            for strided in [false, true] {
                let mut out = Tensor::<O>::full(&keepdim(&x.sizes, dims), O::from_i64(77));
                if strided {
                    out = out.strided();
                }
                reduce(op, x.view(), dims, out.view_mut());
                assert_close(&out.to_f64(), &want, tol, &format!("{op:?} {:?} dims {dims:b}", x.sizes));
            }
        }
    }
}

#[test]
fn test_sum_of_every_layout() {
    let mut rng = Rng(1);
    for sizes in SHAPES {
        check::<f32, f32>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-5, |g| g.iter().sum());
        check::<f64, f64>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-12, |g| g.iter().sum());
        check::<f16, f32>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-5, |g| g.iter().sum());
        check::<bf16, bf16>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-2, |g| g.iter().sum());
        check::<bool, i64>(Reduce::Sum, &Tensor::integers(&mut rng, sizes, 2), 0.0, |g| g.iter().sum());
        check::<i32, i64>(Reduce::Sum, &Tensor::integers(&mut rng, sizes, 1000), 0.0, |g| g.iter().sum());
        check::<u8, f64>(Reduce::Sum, &Tensor::integers(&mut rng, sizes, 256), 0.0, |g| g.iter().sum());
    }
}

#[test]
fn test_wide_columns_and_short_runs() {
    // More columns than are reduced side by side, rows beyond a pass, and runs that are put side by side before they are folded.
    let mut rng = Rng(21);
    for sizes in [&[37, 1500][..], &[150, 1025], &[40, 3, 127], &[600, 2, 4]] {
        check::<f32, f32>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-5, |g| g.iter().sum());
        check::<f16, f32>(Reduce::Sum, &Tensor::random(&mut rng, sizes), 1e-5, |g| g.iter().sum());
        check::<f64, f64>(Reduce::SumSquares, &Tensor::random(&mut rng, sizes), 1e-12, |g| g.iter().map(|v| v * v).sum());
        check::<f32, f32>(Reduce::Max, &Tensor::random(&mut rng, sizes), 0.0, |g| g.iter().copied().fold(f64::NEG_INFINITY, f64::max));
    }
}

#[test]
fn test_other_folds_of_every_layout() {
    let mut rng = Rng(2);
    let mean = |g: &[f64]| g.iter().sum::<f64>() / g.len() as f64;
    for sizes in SHAPES {
        let x = Tensor::<f32>::random(&mut rng, sizes);
        let d = Tensor::<f64>::random(&mut rng, sizes);
        check::<f32, f32>(Reduce::Mean, &x, 1e-6, mean);
        check::<f64, f64>(Reduce::Prod, &d, 1e-12, |g| g.iter().product());
        check::<f32, f32>(Reduce::Max, &x, 0.0, |g| g.iter().copied().fold(f64::NEG_INFINITY, f64::max));
        check::<f32, f32>(Reduce::Min, &x, 0.0, |g| g.iter().copied().fold(f64::INFINITY, f64::min));
        let k = Tensor::<i16>::integers(&mut rng, sizes, 3);
        check::<i16, i16>(Reduce::Max, &k, 0.0, |g| g.iter().copied().fold(-1e9, f64::max));
        check::<i16, i64>(Reduce::CountNonzero, &k, 0.0, |g| g.iter().filter(|&&v| v != 0.0).count() as f64);
        let b = Tensor::<bool>::integers(&mut rng, sizes, 2);
        check::<bool, bool>(Reduce::Any, &b, 0.0, |g| g.iter().any(|&v| v != 0.0) as u8 as f64);
        check::<bool, bool>(Reduce::All, &b, 0.0, |g| g.iter().all(|&v| v != 0.0) as u8 as f64);
        check::<f32, bool>(Reduce::All, &x, 0.0, |g| g.iter().all(|&v| v != 0.0) as u8 as f64);
        check::<f32, f32>(Reduce::LogSumExp, &x, 1e-6, |g| g.iter().map(|v| v.exp()).sum::<f64>().ln());
        check::<f64, f64>(Reduce::SumSquares, &d, 1e-12, |g| g.iter().map(|v| v * v).sum());
        for p in [0.0, 1.0, 2.0, 3.0, 0.5, f64::INFINITY, f64::NEG_INFINITY] {
            check::<f64, f64>(Reduce::Norm { p }, &d, 1e-11, |g| {
                let abs = g.iter().map(|v| v.abs());
                match p {
                    0.0 => g.len() as f64,
                    f64::INFINITY => abs.fold(0.0, f64::max),
                    f64::NEG_INFINITY => abs.fold(f64::INFINITY, f64::min),
                    _ => abs.map(|v| v.powf(p)).sum::<f64>().powf(1.0 / p),
                }
            });
        }
    }
}

#[test]
fn test_long_sums_keep_their_accuracy() {
    let mut rng = Rng(3);
    // Positive numbers: the bound is relative to the sum of magnitudes.
    let mut positive = |sizes: &[i64]| {
        let n = sizes.iter().product::<i64>();
        Tensor::<f32>::new(sizes, (0..n).map(|_| rng.uniform() as f32).collect())
    };
    let x = positive(&[3_000_001]);
    check::<f32, f32>(Reduce::Sum, &x, 2e-7, |g| g.iter().sum());
    let tall = positive(&[200_000, 7]);
    check::<f32, f32>(Reduce::Sum, &tall, 4e-7, |g| g.iter().sum());
    let ones = Tensor::<bool>::full(&[1 << 20, 3], true);
    check::<bool, i64>(Reduce::CountNonzero, &ones, 0.0, |g| g.len() as f64);
}

#[test]
fn test_empty_inputs_give_identities() {
    let x = Tensor::<f32>::full(&[0, 3], 0.0);
    for (op, want) in [(Reduce::Sum, 0.0), (Reduce::Prod, 1.0), (Reduce::LogSumExp, f64::NEG_INFINITY)] {
        check::<f32, f32>(op, &x, 0.0, |g| if g.is_empty() { want } else { 0.0 });
    }
    check::<f32, bool>(Reduce::All, &x, 0.0, |g| g.is_empty() as u8 as f64);
    check::<f32, f32>(Reduce::Mean, &x, 0.0, |_| f64::NAN);
}

#[test]
fn test_nan_and_infinity() {
    let nan = f32::NAN;
    let x = Tensor::new(&[2, 20], (0..40).map(|i| if i == 27 { nan } else { i as f32 }).collect());
    for op in [Reduce::Max, Reduce::Min, Reduce::Norm { p: f64::INFINITY }] {
        let mut out = Tensor::<f32>::full(&[2, 1], 0.0);
        reduce(op, x.view(), 2, out.view_mut());
        assert!(!out.data[0].is_nan() && out.data[1].is_nan(), "{op:?}");
    }
    check::<f32, f32>(Reduce::NanSum, &x, 1e-6, |g| g.iter().filter(|v| !v.is_nan()).sum());
    let inf = Tensor::new(&[3, 2], vec![f32::NEG_INFINITY, f32::NEG_INFINITY, f32::INFINITY, 1.0, 1000.0, 1000.0]);
    let mut out = Tensor::<f32>::full(&[3, 1], 0.0);
    reduce(Reduce::LogSumExp, inf.view(), 2, out.view_mut());
    assert_close(&out.to_f64(), &[f64::NEG_INFINITY, f64::INFINITY, 1000.0 + 2f64.ln()], 1e-7, "logsumexp");
}

#[test]
fn test_complex_sum_product_and_norm() {
    let x = Tensor::new(&[3], vec![C64::new(1.0, 2.0), C64::new(-3.0, 0.5), C64::new(0.0, 1.0)]);
    let mut out = Tensor::<C64>::full(&[1], C64::default());
    reduce(Reduce::Sum, x.view(), 1, out.view_mut());
    assert_eq!(out.data[0], C64::new(-2.0, 3.5));
    reduce(Reduce::Prod, x.view(), 1, out.view_mut());
    assert_eq!(out.data[0], C64::new(5.5, -4.0));
    let mut norm = Tensor::<f32>::full(&[1], 0.0);
    reduce(Reduce::Norm { p: 2.0 }, x.view(), 1, norm.view_mut());
    assert_close(&norm.to_f64(), &[15.25f64.sqrt()], 1e-6, "norm");
    let mut mean = Tensor::<C64>::full(&[1], C64::default());
    var_mean(x.view(), 1, 1.0, norm.view_mut(), mean.view_mut());
    // E|x|^2 n - |sum|^2 / n, over n - 1.
    assert_close(&norm.to_f64(), &[(15.25 - 16.25 / 3.0) / 2.0], 1e-6, "variance");
}

#[test]
fn test_var_mean_of_every_layout() {
    let mut rng = Rng(4);
    for sizes in SHAPES {
        let base = Tensor::<f32>::new(sizes, Tensor::<f32>::random(&mut rng, sizes).data.iter().map(|v| v + 100.0).collect());
        for dims in 0..1u64 << sizes.len() {
            for x in [base.clone(), base.strided()] {
                let (mut var, mut mean) = (Tensor::<f32>::full(&keepdim(sizes, dims), 0.0), Tensor::<f32>::full(&keepdim(sizes, dims), 0.0));
                var_mean(x.view(), dims, 1.0, var.view_mut(), mean.view_mut());
                let groups = groups(&x, dims);
                let means: Vec<f64> = groups.iter().map(|g| g.iter().sum::<f64>() / g.len() as f64).collect();
                let vars: Vec<f64> = groups
                    .iter()
                    .zip(&means)
                    .map(|(g, m)| g.iter().map(|v| (v - m) * (v - m)).sum::<f64>() / (g.len() as f64 - 1.0))
                    .collect();
                assert_close(&mean.to_f64(), &means, 1e-6, "mean");
                assert_close(&var.to_f64(), &vars, 1e-5, "variance");
            }
        }
    }
}

#[test]
fn test_arg_reduce_takes_the_first_and_nan() {
    let mut rng = Rng(5);
    for sizes in &SHAPES[1..] {
        for nan in [false, true] {
            let mut base = Tensor::<f32>::integers(&mut rng, sizes, 9);
            if nan {
                base.data.iter_mut().for_each(|v| *v = if *v == 4.0 { f32::NAN } else { *v });
            }
            for dim in 0..sizes.len() {
                let out = keepdim(sizes, 1 << dim);
                for (x, max) in [(base.clone(), true), (base.strided(), false), (base.strided(), true), (base.clone(), false)] {
                    let (mut v, mut i) = (Tensor::<f32>::full(&out, 0.0), Tensor::<i64>::full(&out, -1).strided());
                    arg_reduce(max, x.view(), dim, Some(v.view_mut()), i.view_mut());
                    let want: Vec<usize> = groups(&x, 1 << dim).iter().map(|g| first_extreme(g, max)).collect();
                    assert_eq!(i.values(), want.iter().map(|&i| i as i64).collect::<Vec<_>>(), "{sizes:?} {dim} {max}");
                    let at: Vec<f64> = groups(&x, 1 << dim).iter().zip(&want).map(|(g, &i)| g[i]).collect();
                    assert_close(&v.to_f64(), &at, 0.0, "values");
                }
            }
        }
    }
}

fn first_extreme(g: &[f64], max: bool) -> usize {
    if let Some(i) = g.iter().position(|v| v.is_nan()) {
        return i;
    }
    let top = g.iter().copied().fold(g[0], if max { f64::max } else { f64::min });
    g.iter().position(|&v| v == top).unwrap()
}

#[test]
fn test_median_and_kthvalue() {
    let x = Tensor::new(&[2, 4], vec![4.0f32, 1.0, 3.0, 2.0, f32::NAN, 5.0, f32::NAN, 7.0]);
    let run = |f: &dyn Fn(&mut Tensor<f32>, &mut Tensor<i64>)| {
        let (mut v, mut i) = (Tensor::full(&[2, 1], 0.0), Tensor::full(&[2, 1], 0));
        f(&mut v, &mut i);
        (v.to_f64(), i.data)
    };
    let (v, i) = run(&|v, i| median_dim(x.view(), 1, false, v.view_mut(), i.view_mut()));
    assert!(v[0] == 2.0 && v[1].is_nan() && i == [3, 0]);
    let (v, i) = run(&|v, i| median_dim(x.view(), 1, true, v.view_mut(), i.view_mut()));
    assert!(v == [2.0, 5.0] && i == [3, 1]);
    let (v, i) = run(&|v, i| lumbre_kernels::sort::kthvalue(x.strided().view(), 1, 3, v.view_mut(), i.view_mut()));
    assert!(v[0] == 3.0 && v[1].is_nan() && i[0] == 2 && matches!(i[1], 0 | 2));
}
