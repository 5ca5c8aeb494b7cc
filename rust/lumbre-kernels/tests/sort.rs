//! Sorting and scans against plain loops.
mod strided;

use lumbre_kernels::Element;
use lumbre_kernels::scan::{Scan, scan, scan_extreme};
use lumbre_kernels::sort::*;
use strided::{Rng, Tensor, assert_close, indices};

/// The lanes along `dim`, each with the multi-indices of its elements.
fn lanes(sizes: &[i64], dim: usize) -> Vec<Vec<Vec<usize>>> {
    let starts = indices(sizes).into_iter().filter(|at| at[dim] == 0);
    let along = |at: &Vec<usize>, i: usize| at.iter().enumerate().map(|(d, &a)| if d == dim { i } else { a }).collect();
    starts.map(|at| (0..sizes[dim] as usize).map(|i| along(&at, i)).collect()).collect()
}

const SHAPES: [&[i64]; 6] = [&[1], &[50], &[3, 7], &[7, 3], &[2, 5, 4], &[0, 3]];

fn check_sort<E: Element + PartialOrd>(base: &Tensor<E>) {
    let sizes = &base.sizes[..];
    for dim in 0..sizes.len() {
        for descending in [false, true] {
            let x = if descending { base.strided() } else { base.clone() };
            let (mut v, mut i) = (x.clone(), Tensor::<i64>::full(sizes, -1));
            sort(x.view(), dim, descending, true, v.view_mut(), i.view_mut());
            let k = (sizes[dim] / 2) as usize;
            let top: Vec<i64> = sizes.iter().enumerate().map(|(d, &n)| if d == dim { k as i64 } else { n }).collect();
            let (mut tv, mut ti) = (Tensor::<E>::full(&top, E::default()), Tensor::<i64>::full(&top, -1));
            topk(x.view(), k, dim, descending, true, tv.view_mut(), ti.view_mut());
            for lane in lanes(sizes, dim) {
                let mut order: Vec<usize> = (0..lane.len()).collect();
                let nan = |a: usize| { let v = x.get(&lane[a]); v != v };
                order.sort_by(|&a, &b| {
                    let by = x.get(&lane[a]).partial_cmp(&x.get(&lane[b])).unwrap_or_else(|| nan(a).cmp(&nan(b)));
                    if descending { by.reverse() } else { by }
                });
                for (r, at) in lane.iter().enumerate() {
                    assert_eq!(i.get(at), order[r] as i64, "{sizes:?} {dim} {descending}");
                    assert!(v.get(at) == x.get(&lane[order[r]]) || nan(order[r]));
                    if r < k {
                        // Any of several equal elements may be named.
                        let place = ti.get(at) as usize;
                        assert!(x.get(&lane[place]) == tv.get(at) || nan(place), "topk");
                        assert!(tv.get(at) == v.get(at) || nan(order[r]));
                    }
                }
            }
        }
    }
}

#[test]
fn test_sort_and_topk_of_every_dtype() {
    let mut rng = Rng(31);
    for sizes in SHAPES {
        let mut x = Tensor::<f32>::integers(&mut rng, sizes, 9);
        x.data.iter_mut().for_each(|v| *v = [f32::NAN, -0.0, 0.0, f32::NEG_INFINITY, 1.5, -2.0, -3.0, 7.0, f32::INFINITY][*v as usize]);
        check_sort(&x);
        check_sort(&Tensor::<f64>::new(sizes, x.data.iter().map(|&v| v as f64).collect()));
        check_sort(&Tensor::<half::bf16>::new(sizes, x.data.iter().map(|&v| half::bf16::from_f32(v)).collect()));
        check_sort(&Tensor::<bool>::integers(&mut rng, sizes, 2));
        check_sort(&Tensor::<u8>::integers(&mut rng, sizes, 256));
        let signed = Tensor::<i64>::integers(&mut rng, sizes, 9);
        check_sort(&Tensor::<i64>::new(sizes, signed.data.iter().map(|v| (v - 4) << 60).collect()));
        check_sort(&Tensor::<i16>::new(sizes, signed.data.iter().map(|v| (v - 4) as i16 * 1000).collect()));
    }
}

#[test]
fn test_searchsorted() {
    let rows = Tensor::<f32>::new(&[2, 5], vec![1.0, 3.0, 3.0, 5.0, 9.0, -1.0, 0.0, 2.0, 4.0, f32::NAN]);
    let values = Tensor::<f32>::new(&[2, 3], vec![3.0, 0.0, 10.0, 4.0, f32::NAN, -5.0]);
    // Recorded from PyTorch: the search moves right past a NaN, whatever it looks for.
    for (right, want) in [(false, [1, 0, 5, 5, 5, 0]), (true, [3, 0, 5, 5, 5, 0])] {
        let mut out = Tensor::<i64>::full(&[2, 3], -1);
        searchsorted(rows.strided().view(), values.view(), right, None, out.view_mut());
        assert_eq!(out.data, want);
    }
    let shuffled = Tensor::<i32>::new(&[4], vec![30, 10, 40, 20]);
    let order = Tensor::<i64>::new(&[4], vec![1, 3, 0, 2]);
    let mut out = Tensor::<i32>::full(&[2], -1);
    let values = Tensor::<i32>::new(&[2], vec![25, 40]);
    searchsorted(shuffled.view(), values.view(), false, Some(order.view()), out.view_mut());
    assert_eq!(out.data, [2, 3]);
}

#[test]
fn test_unique_and_counts() {
    let x = Tensor::<f32>::new(&[6], vec![3.0, 1.0, 3.0, 2.0, 1.0, 3.0]).strided();
    let u = unique(x.view());
    assert_eq!((u.positions, u.inverse, u.counts), (vec![1, 3, 0], vec![2, 0, 2, 1, 0, 2], vec![2, 1, 3]));
    let u = unique_consecutive(Tensor::<i32>::new(&[5], vec![7, 7, 2, 2, 7]).view());
    assert_eq!((u.positions, u.inverse, u.counts), (vec![0, 2, 4], vec![0, 0, 1, 1, 2], vec![2, 2, 1]));
    assert_eq!(unique(Tensor::<f64>::full(&[3], f64::NAN).view()).counts, [1, 1, 1]);
    let numbers = Tensor::<i32>::new(&[4], vec![0, 2, 2, 3]);
    let (mut bins, mut sums) = (Tensor::<i64>::full(&[5], -1), Tensor::<f64>::full(&[5], -1.0));
    bincount(numbers.view(), None, bins.view_mut()).unwrap();
    assert_eq!(bins.data, [1, 0, 2, 1, 0]);
    let weights = Tensor::<f32>::new(&[4], vec![0.5, 1.0, 2.0, 4.0]);
    bincount(numbers.view(), Some(weights.view()), sums.view_mut()).unwrap();
    assert_eq!(sums.data, [0.5, 0.0, 3.0, 4.0, 0.0]);
    assert_eq!(bincount(numbers.view(), None, Tensor::<i64>::full(&[3], 0).view_mut()).unwrap_err().index, 3);
    let mut hist = Tensor::<f32>::full(&[4], -1.0);
    histc(Tensor::<f32>::new(&[7], vec![0.0, 0.9, 1.0, 4.0, 4.1, -0.1, f32::NAN]).view(), 0.0, 4.0, hist.view_mut());
    assert_eq!(hist.data, [2.0, 1.0, 0.0, 1.0]);
}

#[test]
fn test_scans_of_every_layout() {
    let mut rng = Rng(32);
    for sizes in [&[1][..], &[700], &[3, 7], &[7, 300], &[2, 5, 4], &[0, 3]] {
        let base = Tensor::<f32>::random(&mut rng, sizes);
        let small = Tensor::<f32>::new(sizes, base.data.iter().map(|v| 1.0 + v * 0.01).collect());
        for dim in 0..sizes.len() {
            for (op, base) in [(Scan::Sum, &base), (Scan::Prod, &small), (Scan::LogSumExp, &base)] {
                for (x, mut out) in [(base.clone(), base.strided()), (base.strided(), base.clone())] {
                    scan(op, x.view(), dim, out.view_mut());
                    for lane in lanes(sizes, dim) {
                        let (mut got, mut want, mut acc) = (Vec::new(), Vec::new(), if op == Scan::Prod { 1.0 } else { 0.0 });
                        for at in &lane {
                            let v = x.get(at) as f64;
                            acc = match op { Scan::Sum => acc + v, Scan::Prod => acc * v, Scan::LogSumExp => acc + v.exp() };
                            want.push(if op == Scan::LogSumExp { acc.ln() } else { acc });
                            got.push(out.get(at) as f64);
                        }
                        assert_close(&got, &want, 1e-6, &format!("{op:?} {sizes:?} {dim}"));
                    }
                }
            }
        }
    }
    let x = Tensor::<bool>::new(&[4], vec![true, true, false, true]);
    let mut out = Tensor::<i64>::full(&[4], 0);
    scan(Scan::Sum, x.view(), 0, out.view_mut());
    assert_eq!(out.data, [1, 2, 2, 3]);
}

#[test]
fn test_running_extremes_take_the_last_and_nan() {
    let x = Tensor::<f32>::new(&[7], vec![1.0, 3.0, 2.0, 3.0, f32::NAN, 9.0, f32::NAN]).strided();
    let (mut v, mut i) = (Tensor::<f32>::full(&[7], 0.0), Tensor::<i64>::full(&[7], 0));
    scan_extreme(true, x.view(), 0, v.view_mut(), i.view_mut());
    assert_eq!(i.data, [0, 1, 1, 3, 4, 4, 6]);
    assert_close(&v.to_f64(), &[1.0, 3.0, 3.0, 3.0, f64::NAN, f64::NAN, f64::NAN], 0.0, "cummax");
    let k = Tensor::<i32>::new(&[2, 3], vec![5, 1, 2, 5, 0, 3]);
    let (mut v, mut i) = (Tensor::<i32>::full(&[2, 3], 0), Tensor::<i64>::full(&[2, 3], 0));
    scan_extreme(false, k.view(), 0, v.view_mut(), i.view_mut());
    assert_eq!((v.data, i.data), (vec![5, 1, 2, 5, 0, 2], vec![0, 0, 0, 1, 1, 0]));
}

#[test]
fn test_long_rows_sort_and_select() {
    // Long enough for the byte-wise sort; equal elements, wide and narrow ranges of integers, and sorted input.
    let mut rng = Rng(37);
    let n = 5000;
    let mut x = Tensor::<f32>::integers(&mut rng, &[n, 1], 700);
    x.data.iter_mut().enumerate().for_each(|(i, v)| *v = if i % 97 == 0 { f32::NAN } else { (*v - 350.0) * 0.37 });
    check_sort(&x);
    check_sort(&Tensor::<f64>::new(&[n], x.data.iter().map(|&v| v as f64 * 1e200).collect()));
    let narrow = Tensor::<i64>::integers(&mut rng, &[n], 300);
    check_sort(&narrow);
    check_sort(&Tensor::<i64>::new(&[n], narrow.data.iter().map(|&v| (v - 150) << 50).collect()));
    check_sort(&Tensor::<i64>::new(&[n], (0..n).collect()));
    check_sort(&Tensor::<u8>::new(&[n], narrow.data.iter().map(|&v| v as u8).collect()));
}
