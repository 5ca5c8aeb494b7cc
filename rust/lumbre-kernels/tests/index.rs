//! Index kernels against plain loops.
mod strided;

use strided::{Rng, Tensor, indices};
use lumbre_kernels::index::*;
use lumbre_kernels::View;
use lumbre_kernels::scalar::Scalar;

fn swap(at: &[usize], dim: usize, i: usize) -> Vec<usize> {
    at.iter().enumerate().map(|(d, &a)| if d == dim { i } else { a }).collect()
}

fn sized(sizes: &[i64], dim: usize, n: i64) -> Vec<i64> {
    sizes.iter().enumerate().map(|(d, &a)| if d == dim { n } else { a }).collect()
}

fn layouts(x: &Tensor<f32>) -> [Tensor<f32>; 2] {
    [x.clone(), x.strided()]
}

#[test]
fn test_index_select_gather_and_scatter() {
    let mut rng = Rng(11);
    for sizes in [&[5][..], &[4, 6], &[3, 4, 5], &[2, 1, 3, 3], &[300, 130, 2]] {
        let base = Tensor::<f32>::random(&mut rng, sizes);
        for dim in 0..sizes.len() {
            let index = Tensor::<i64>::integers(&mut rng, &[7], sizes[dim]);
            let places = Tensor::<i32>::integers(&mut rng, &sized(sizes, dim, 7), sizes[dim]);
            for x in layouts(&base) {
                let mut out = Tensor::<f32>::full(&sized(sizes, dim, 7), 0.0).strided();
                index_select(x.view(), dim, index.strided().view(), out.view_mut()).unwrap();
                for at in indices(&out.sizes) {
                    assert_eq!(out.get(&at), x.get(&swap(&at, dim, index.data[at[dim]] as usize)));
                }
                gather(x.view(), dim, places.strided().view(), out.view_mut()).unwrap();
                for at in indices(&out.sizes) {
                    assert_eq!(out.get(&at), x.get(&swap(&at, dim, places.get(&at) as usize)));
                }
                let src = Tensor::<f32>::random(&mut rng, &places.sizes).strided();
                for op in [ScatterOp::Assign, ScatterOp::Add, ScatterOp::Mul, ScatterOp::Max, ScatterOp::Min] {
                    let (mut got, mut want) = (x.clone(), x.clone());
                    scatter(op, dim, places.view(), src.view(), got.view_mut()).unwrap();
                    for at in indices(&places.sizes) {
                        let to = swap(&at, dim, places.get(&at) as usize);
                        let (a, b) = (want.get(&to), src.get(&at));
                        want.set(&to, match op {
                            ScatterOp::Assign => b,
                            ScatterOp::Add => a + b,
                            ScatterOp::Mul => a * b,
                            ScatterOp::Max => a.max(b),
                            ScatterOp::Min => a.min(b),
                        });
                    }
                    assert_eq!(got.values(), want.values(), "{op:?} {sizes:?} {dim}");
                }
            }
        }
    }
}

#[test]
fn test_index_select_of_runs() {
    // Mirrored ends around a long stretch, as padding makes them, and blocks of several elements.
    let mut rng = Rng(14);
    for sizes in [&[3, 40][..], &[2, 40, 3], &[4, 40, 1]] {
        let x = Tensor::<f32>::random(&mut rng, sizes);
        let places: Vec<i64> = [3, 2, 1].into_iter().chain(0..40).chain([38, 37]).collect();
        let index = Tensor::<i64>::new(&[places.len() as i64], places);
        for x in layouts(&x) {
            for strided in [false, true] {
                let mut out = Tensor::<f32>::full(&sized(sizes, 1, 45), 0.0);
                if strided {
                    out = out.strided();
                }
                index_select(x.view(), 1, index.view(), out.view_mut()).unwrap();
                for at in indices(&out.sizes) {
                    assert_eq!(out.get(&at), x.get(&swap(&at, 1, index.data[at[1]] as usize)));
                }
            }
        }
    }
}

#[test]
fn test_index_add_copy_and_fill() {
    let mut rng = Rng(12);
    for sizes in [&[5][..], &[4, 600], &[3, 4, 5]] {
        let base = Tensor::<f32>::integers(&mut rng, sizes, 100);
        for dim in 0..sizes.len() {
            let index = Tensor::<i64>::integers(&mut rng, &[6], sizes[dim]);
            let src = Tensor::<f32>::integers(&mut rng, &sized(sizes, dim, 6), 100);
            for (x, src) in [(base.clone(), src.strided()), (base.strided(), src.clone()), (base.clone(), src.clone())] {
                let (mut add, mut copy, mut fill) = (x.clone(), x.clone(), x.clone());
                let (mut want_add, mut want_copy, mut want_fill) = (x.clone(), x.clone(), x.clone());
                for i in 0..6 {
                    for at in indices(&src.sizes).into_iter().filter(|at| at[dim] == i) {
                        let to = swap(&at, dim, index.data[i] as usize);
                        want_add.set(&to, want_add.get(&to) + 2.0 * src.get(&at));
                        want_copy.set(&to, src.get(&at));
                        want_fill.set(&to, -1.5);
                    }
                }
                index_add(dim, index.view(), src.view(), Scalar::Float(2.0), add.view_mut()).unwrap();
                index_copy(dim, index.view(), src.view(), copy.view_mut()).unwrap();
                let back = Tensor::new(&[6], index.data.iter().map(|i| i - sizes[dim]).collect());
                index_fill(dim, back.view(), Scalar::Float(-1.5), fill.view_mut()).unwrap();
                assert_eq!(add.values(), want_add.values());
                assert_eq!(copy.values(), want_copy.values());
                assert_eq!(fill.values(), want_fill.values());
            }
        }
    }
}

#[test]
fn test_bad_indices_write_nothing() {
    let x = Tensor::<f32>::full(&[3, 2], 1.0);
    let mut out = Tensor::<f32>::full(&[2, 2], 9.0);
    let bad = Tensor::<i64>::new(&[2], vec![0, 3]);
    let err = BadIndex { index: 3, size: 3, dim: 0 };
    assert_eq!(index_select(x.view(), 0, bad.view(), out.view_mut()), Err(err));
    assert_eq!(index(x.view(), &[bad.view()], out.view_mut()), Err(err));
    let places = Tensor::<i64>::new(&[2, 2], vec![0, 1, 3, -1]);
    assert_eq!(gather(x.view(), 0, places.view(), out.view_mut()), Err(err));
    assert_eq!(out.data, [9.0; 4]);
    let mut base = x.clone();
    assert_eq!(scatter(ScatterOp::Add, 0, places.view(), out.view(), base.view_mut()), Err(err));
    assert_eq!(index_put(&[bad.view()], out.view(), true, base.view_mut()), Err(err));
    assert_eq!(base.data, x.data);
}

#[test]
fn test_advanced_index_and_put() {
    let mut rng = Rng(13);
    let base = Tensor::<f32>::integers(&mut rng, &[4, 5, 3, 2], 50);
    let i0 = Tensor::<i64>::integers(&mut rng, &[3, 2], 4);
    let i1 = Tensor::<i64>::new(&[3, 2], vec![-1, 0, -5, 4, 2, -1]).strided();
    for x in layouts(&base) {
        for k in 1..=2 {
            let sizes = [&[3, 2], &base.sizes[k..]].concat();
            let views: Vec<View> = [i0.view(), i1.view()][..k].to_vec();
            let place = |at: &[usize]| {
                let s = &at[..2];
                let second = (i1.get(s) + 5) as usize % 5;
                [&[i0.get(s) as usize, second][..k], &at[2..]].concat()
            };
            for out in [Tensor::<f32>::full(&sizes, 0.0), Tensor::full(&sizes, 0.0).strided()] {
                let mut out = out;
                index(x.view(), &views, out.view_mut()).unwrap();
                for at in indices(&sizes) {
                    assert_eq!(out.get(&at), x.get(&place(&at)));
                }
                let src = Tensor::<f32>::integers(&mut rng, &sizes, 50);
                for accumulate in [false, true] {
                    let (mut got, mut want) = (x.clone(), x.clone());
                    index_put(&views, src.view(), accumulate, got.view_mut()).unwrap();
                    for at in indices(&sizes) {
                        let to = place(&at);
                        want.set(&to, src.get(&at) + if accumulate { want.get(&to) } else { 0.0 });
                    }
                    assert_eq!(got.values(), want.values());
                }
            }
        }
    }
}

#[test]
fn test_masks() {
    let mut rng = Rng(14);
    for sizes in [&[][..], &[9], &[0, 3], &[40, 9], &[2, 3, 4]] {
        let base = Tensor::<f32>::random(&mut rng, sizes);
        let mask = Tensor::<bool>::integers(&mut rng, sizes, 2);
        for (x, mask) in [(base.clone(), mask.clone()), (base.strided(), mask.strided())] {
            let hits: Vec<Vec<usize>> = indices(sizes).into_iter().filter(|at| mask.get(at)).collect();
            let n = hits.len() as i64;
            assert_eq!(nonzero_count(mask.view()), hits.len());
            let mut found = Tensor::<i64>::full(&[n, sizes.len() as i64], -1).strided();
            nonzero(mask.view(), found.view_mut());
            assert_eq!(found.values(), hits.concat().iter().map(|&i| i as i64).collect::<Vec<_>>());
            let mut picked = Tensor::<f32>::full(&[n], 0.0);
            masked_select(x.view(), mask.view(), picked.view_mut());
            assert_eq!(picked.data, hits.iter().map(|at| x.get(at)).collect::<Vec<_>>());
            let src = Tensor::<f32>::random(&mut rng, &[n]);
            let (mut got, mut want) = (x.clone(), x.clone());
            masked_scatter(mask.view(), src.view(), got.view_mut()).unwrap();
            hits.iter().zip(&src.data).for_each(|(at, &v)| want.set(at, v));
            assert_eq!(got.values(), want.values());
            if n > 0 {
                let short = Tensor::<f32>::full(&[n - 1], 0.0);
                assert_eq!(masked_scatter(mask.view(), short.view(), got.view_mut()), Err(n as usize));
                assert_eq!(got.values(), want.values());
            }
        }
    }
}

#[test]
fn test_embedding_backward() {
    let g = Tensor::<f32>::new(&[4, 2], vec![1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0]);
    let index = Tensor::<i64>::new(&[4], vec![2, 0, 2, 1]);
    for (padding, scale, want) in [
        (-1, false, [3.0, 4.0, 7.0, 8.0, 6.0, 8.0]),
        (1, false, [3.0, 4.0, 0.0, 0.0, 6.0, 8.0]),
        (-1, true, [3.0, 4.0, 7.0, 8.0, 3.0, 4.0]),
    ] {
        let mut gw = Tensor::<f32>::full(&[3, 2], 0.0);
        embedding_backward(g.strided().view(), index.view(), padding, scale, gw.view_mut()).unwrap();
        assert_eq!(gw.data, want);
    }
}
