mod common;

use common::{Array, Rng, assert_close, bits, tolerance};
use lumbre_kernels::Element;
use lumbre_kernels::parallel::set_num_threads;
use lumbre_kernels::pool::*;

#[derive(Clone, Debug)]
struct Case {
    sizes: Vec<i64>,
    kernel: Vec<i64>,
    stride: Vec<i64>,
    padding: Vec<i64>,
    dilation: Vec<i64>,
    ceil: bool,
}

impl Case {
    fn new(sizes: &[i64], k: i64, s: i64, p: i64, d: i64, ceil: bool) -> Case {
        let rank = sizes.len() - 2;
        let all = |v| vec![v; rank];
        Case { sizes: sizes.to_vec(), kernel: all(k), stride: all(s), padding: all(p), dilation: all(d), ceil }
    }

    fn output(&self) -> Vec<i64> {
        let mut out = self.sizes[..2].to_vec();
        for d in 0..self.kernel.len() {
            let span = self.sizes[d + 2] + 2 * self.padding[d] - self.dilation[d] * (self.kernel[d] - 1) - 1;
            let s = self.stride[d];
            let mut n = if self.ceil { (span + s - 1) / s } else { span / s } + 1;
            if self.ceil && (n - 1) * s >= self.sizes[d + 2] + self.padding[d] {
                n -= 1;
            }
            out.push(n);
        }
        out
    }

    fn params(&self) -> PoolParams<'_> {
        PoolParams { kernel: &self.kernel, stride: &self.stride, padding: &self.padding, dilation: &self.dilation }
    }

    /// The flat places in the plane that the window of output `at` covers, in order, and its size with padding.
    fn window(&self, at: &[i64]) -> (Vec<i64>, i64) {
        let (mut places, mut padded) = (vec![0], 1);
        for d in 0..self.kernel.len() {
            let len = self.sizes[d + 2];
            let first = at[d] * self.stride[d] - self.padding[d];
            let taps = (0..self.kernel[d]).map(|k| first + k * self.dilation[d]);
            let inside: Vec<i64> = taps.filter(|&i| i >= 0 && i < len).collect();
            places = places.iter().flat_map(|p| inside.iter().map(move |i| p * len + i)).collect();
            padded *= (first + self.kernel[d]).min(len + self.padding[d]) - first;
        }
        (places, padded)
    }
}

fn unflatten(dims: &[i64], mut i: i64) -> Vec<i64> {
    let mut at = vec![0; dims.len()];
    for d in (0..dims.len()).rev() {
        at[d] = i % dims[d];
        i /= dims[d];
    }
    at
}

fn cases() -> Vec<Case> {
    let mut v = vec![
        Case::new(&[2, 3, 8, 8], 2, 2, 0, 1, false),
        Case::new(&[1, 4, 9, 13], 3, 2, 1, 1, false),
        Case::new(&[1, 2, 9, 14], 3, 2, 1, 1, true),
        Case::new(&[2, 2, 7, 7], 3, 1, 1, 1, false),
        Case::new(&[1, 2, 12, 11], 3, 2, 1, 2, true),
        Case::new(&[3, 2, 17], 4, 3, 2, 1, true),
        Case::new(&[3, 2, 17], 2, 2, 0, 3, false),
        Case::new(&[1, 2, 6, 7, 8], 2, 2, 1, 1, true),
        Case::new(&[1, 2, 6, 5, 8], 3, 1, 1, 1, false),
        Case::new(&[0, 2, 6, 5], 3, 1, 1, 1, false),
        Case::new(&[1, 70, 33, 40], 2, 2, 0, 1, false),
    ];
    let mut mixed = Case::new(&[2, 3, 10, 12], 2, 2, 0, 1, false);
    mixed.kernel = vec![3, 2];
    mixed.stride = vec![1, 3];
    mixed.padding = vec![1, 0];
    v.push(mixed);
    v
}

fn order(rank: usize, channels_last: bool) -> Vec<usize> {
    let mut order: Vec<usize> = (0..rank).collect();
    if channels_last {
        order.remove(1);
        order.push(1);
    }
    order
}

fn planes(x: &[f64], sizes: &[i64]) -> Vec<Vec<f64>> {
    let len = sizes[2..].iter().product::<i64>() as usize;
    x.chunks(len.max(1)).map(|c| c.to_vec()).collect()
}

/// Runs at several thread counts and returns the output, having checked that its bits are the same.
fn stable<T: Element>(sizes: &[i64], order: &[usize], run: impl Fn(&mut Array<T>)) -> Array<T> {
    let mut first: Option<Array<T>> = None;
    for threads in [1, 2, 4] {
        set_num_threads(threads);
        let mut out = Array::<T>::ordered(sizes, order, 0);
        run(&mut out);
        match &first {
            None => first = Some(out),
            Some(f) => assert!(bits(&f.data) == bits(&out.data), "other bits with {threads} threads"),
        }
    }
    first.unwrap()
}

fn largest(plane: &[f64], places: &[i64]) -> (f64, i64) {
    let (mut best, mut at) = (f64::NEG_INFINITY, places[0]);
    for &p in places {
        let v = plane[p as usize];
        if v > best || v.is_nan() {
            (best, at) = (v, p);
        }
    }
    (best, at)
}

fn check_max<T: Element>(case: &Case, channels_last: bool, nans: bool, rng: &mut Rng) {
    let order = order(case.sizes.len(), channels_last);
    let mut x = Array::<T>::random(&case.sizes, &order, 0, rng);
    if nans {
        for _ in 0..x.numel() / 5 {
            let at = x.place(rng.below(x.numel()));
            x.data[at] = T::from_f64(if rng.below(2) == 0 { f64::NAN } else { f64::NEG_INFINITY });
        }
    }
    let out_sizes = case.output();
    let p = case.params();
    let mut indices = Array::<i64>::ordered(&out_sizes, &order, 0);
    let out = stable::<T>(&out_sizes, &order, |o| {
        let mut i = Array::<i64>::ordered(&out_sizes, &order, 0);
        max_pool(x.view(), &p, o.view_mut(), i.view_mut());
    });
    let mut again = Array::<T>::ordered(&out_sizes, &order, 0);
    max_pool(x.view(), &p, again.view_mut(), indices.view_mut());
    let g = Array::<T>::random(&out_sizes, &order, 0, rng);
    let plane = out_sizes[2..].iter().product::<i64>();
    let inputs = planes(&x.values(), &case.sizes);
    let mut gx: Vec<Vec<f64>> = inputs.iter().map(|p| vec![0.0; p.len()]).collect();
    let mut size = gx.clone();
    for i in 0..out.numel() {
        let (places, _) = case.window(&unflatten(&out_sizes[2..], i % plane));
        let (best, at) = largest(&inputs[(i / plane) as usize], &places);
        let got = out.get(i).to_f64();
        assert!(got == best || got.is_nan() && best.is_nan(), "{case:?} element {i}: {got} for {best}");
        assert_eq!(indices.get(i), at, "{case:?} index {i}");
        gx[(i / plane) as usize][at as usize] += g.get(i).to_f64();
        size[(i / plane) as usize][at as usize] += g.get(i).to_f64().abs();
    }
    let back = stable::<T>(&case.sizes, &order, |o| max_pool_backward(g.view(), indices.view(), o.view_mut()));
    assert_close(&back.values(), &gx.concat(), &size.concat(), tolerance(T::DTYPE), &format!("backward {case:?}"));
}

fn check_avg<T: Element>(case: &Case, channels_last: bool, rng: &mut Rng) {
    let order = order(case.sizes.len(), channels_last);
    let x = Array::<T>::random(&case.sizes, &order, 0, rng);
    let out_sizes = case.output();
    let g = Array::<T>::random(&out_sizes, &order, 0, rng);
    let plane = out_sizes[2..].iter().product::<i64>();
    let inputs = planes(&x.values(), &case.sizes);
    for (include, divisor) in [(true, None), (false, None), (true, Some(5))] {
        let mut want = vec![0.0; out_sizes.iter().product::<i64>() as usize];
        let mut gx: Vec<Vec<f64>> = inputs.iter().map(|p| vec![0.0; p.len()]).collect();
        for i in 0..want.len() {
            let (places, padded) = case.window(&unflatten(&out_sizes[2..], i as i64 % plane));
            let by = divisor.unwrap_or(if include { padded } else { places.len() as i64 }) as f64;
            let q = i / plane as usize;
            want[i] = places.iter().map(|&p| inputs[q][p as usize]).sum::<f64>() / by;
            places.iter().for_each(|&p| gx[q][p as usize] += g.get(i as i64).to_f64() / by);
        }
        let p = case.params();
        let out = stable::<T>(&out_sizes, &order, |o| avg_pool(x.view(), &p, include, divisor, o.view_mut()));
        let ones = vec![8.0; want.len().max(gx.concat().len())];
        assert_close(&out.values(), &want, &ones, tolerance(T::DTYPE), &format!("avg {case:?} {include} {divisor:?}"));
        let back = stable::<T>(&case.sizes, &order, |o| avg_pool_backward(g.view(), &p, include, divisor, o.view_mut()));
        assert_close(&back.values(), &gx.concat(), &ones, tolerance(T::DTYPE), &format!("avg backward {case:?} {include}"));
    }
}

#[test]
fn test_max_pool_matches_definition() {
    let mut rng = Rng(1);
    for case in cases() {
        check_max::<f32>(&case, false, false, &mut rng);
        check_max::<f32>(&case, true, true, &mut rng);
        check_max::<f64>(&case, false, true, &mut rng);
        check_max::<half::f16>(&case, false, true, &mut rng);
        check_max::<half::bf16>(&case, true, false, &mut rng);
        check_max::<i64>(&case, false, false, &mut rng);
        check_max::<i32>(&case, false, false, &mut rng);
    }
}

#[test]
fn test_max_pool_backward_ignores_foreign_indices() {
    let g = Array::<f32>::random(&[1, 1, 3], &[0, 1, 2], 0, &mut Rng(1));
    let mut indices = Array::<i64>::new(&[1, 1, 3], 0);
    indices.data[..3].copy_from_slice(&[-1, 4, i64::MAX]);
    let mut gx = Array::<f32>::new(&[1, 1, 4], 0);
    max_pool_backward(g.view(), indices.view(), gx.view_mut());
    assert_eq!(gx.values(), [0.0; 4]);
}

#[test]
fn test_avg_pool_matches_definition() {
    let mut rng = Rng(2);
    for case in cases().into_iter().filter(|c| c.dilation.iter().all(|&d| d == 1)) {
        check_avg::<f32>(&case, false, &mut rng);
        check_avg::<f64>(&case, true, &mut rng);
        check_avg::<half::f16>(&case, false, &mut rng);
        check_avg::<half::bf16>(&case, false, &mut rng);
    }
}

fn check_adaptive<T: Element>(sizes: &[i64], out: &[i64], channels_last: bool, rng: &mut Rng) {
    let order = order(sizes.len(), channels_last);
    let out_sizes = [&sizes[..2], out].concat();
    let x = Array::<T>::random(sizes, &order, 0, rng);
    let g = Array::<T>::random(&out_sizes, &order, 0, rng);
    let inputs = planes(&x.values(), sizes);
    let plane = out.iter().product::<i64>();
    let (mut avg, mut max, mut at) = (Vec::new(), Vec::new(), Vec::new());
    let mut gx: Vec<Vec<f64>> = inputs.iter().map(|p| vec![0.0; p.len()]).collect();
    for i in 0..g.numel() {
        let spot = unflatten(out, i % plane);
        let mut places = vec![0];
        for d in 0..out.len() {
            let len = sizes[d + 2];
            let (lo, hi) = (spot[d] * len / out[d], ((spot[d] + 1) * len + out[d] - 1) / out[d]);
            places = places.iter().flat_map(|p| (lo..hi).map(move |i| p * len + i)).collect();
        }
        let q = (i / plane) as usize;
        avg.push(places.iter().map(|&p| inputs[q][p as usize]).sum::<f64>() / places.len() as f64);
        let (best, place) = largest(&inputs[q], &places);
        max.push(best);
        at.push(place);
        places.iter().for_each(|&p| gx[q][p as usize] += g.get(i).to_f64() / places.len() as f64);
    }
    let what = format!("{} {sizes:?} -> {out:?}", T::DTYPE.name());
    let ones = vec![8.0; x.numel().max(g.numel()) as usize];
    let tol = tolerance(T::DTYPE);
    let got = stable::<T>(&out_sizes, &order, |o| adaptive_avg_pool(x.view(), o.view_mut()));
    assert_close(&got.values(), &avg, &ones, tol, &what);
    let got = stable::<T>(sizes, &order, |o| adaptive_avg_pool_backward(g.view(), o.view_mut()));
    assert_close(&got.values(), &gx.concat(), &ones, tol, &what);
    let mut indices = Array::<i64>::new(&out_sizes, 0);
    let mut got = Array::<T>::new(&out_sizes, 0);
    adaptive_max_pool(x.view(), got.view_mut(), indices.view_mut());
    assert_eq!(got.values(), max, "{what}");
    assert_eq!((0..got.numel()).map(|i| indices.get(i)).collect::<Vec<_>>(), at, "{what}");
}

#[test]
fn test_adaptive_pools_match_definition() {
    let mut rng = Rng(3);
    let shapes: [(&[i64], &[i64]); 6] = [
        (&[2, 3, 7, 9], &[1, 1]),
        (&[2, 3, 7, 50], &[3, 4]),
        (&[1, 2, 4, 4], &[7, 2]),
        (&[2, 2, 13], &[5]),
        (&[1, 2, 5, 6, 7], &[2, 3, 4]),
        (&[1, 40, 32, 32], &[1, 1]),
    ];
    for (sizes, out) in shapes {
        check_adaptive::<f32>(sizes, out, false, &mut rng);
        check_adaptive::<f64>(sizes, out, true, &mut rng);
        check_adaptive::<half::f16>(sizes, out, false, &mut rng);
        check_adaptive::<half::bf16>(sizes, out, false, &mut rng);
    }
}
