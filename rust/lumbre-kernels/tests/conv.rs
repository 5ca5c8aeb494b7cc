mod common;

use common::{Array, Rng, assert_close, bits, tolerance};
use lumbre_kernels::conv::{ConvParams, conv_backward_input, conv_backward_weight, conv_forward};
use lumbre_kernels::parallel::set_num_threads;
use lumbre_kernels::{Element, ViewMut};

#[derive(Clone, Debug)]
struct Case {
    n: i64,
    c: i64,
    o: i64,
    groups: i64,
    input: Vec<i64>,
    kernel: Vec<i64>,
    stride: Vec<i64>,
    padding: Vec<i64>,
    dilation: Vec<i64>,
}

impl Case {
    fn new(nco: [i64; 3], groups: i64, input: &[i64], kernel: &[i64], stride: i64, padding: i64, dilation: i64) -> Case {
        let rank = input.len();
        Case {
            n: nco[0],
            c: nco[1],
            o: nco[2],
            groups,
            input: input.to_vec(),
            kernel: kernel.to_vec(),
            stride: vec![stride; rank],
            padding: vec![padding; rank],
            dilation: vec![dilation; rank],
        }
    }

    fn output(&self) -> Vec<i64> {
        (0..self.input.len())
            .map(|d| (self.input[d] + 2 * self.padding[d] - self.dilation[d] * (self.kernel[d] - 1) - 1) / self.stride[d] + 1)
            .collect()
    }

    fn sizes(&self) -> [Vec<i64>; 3] {
        let full = |a, b, s: &[i64]| [&[a, b], s].concat();
        [full(self.n, self.c, &self.input), full(self.o, self.c / self.groups, &self.kernel), full(self.n, self.o, &self.output())]
    }

    /// Calls `f(x, w, out)` with the row-major places of every product of the convolution.
    fn each(&self, mut f: impl FnMut(usize, usize, usize)) {
        let [xs, ws, os] = self.sizes();
        let (cg, og) = (self.c / self.groups, self.o / self.groups);
        let flat = |sizes: &[i64], at: &[i64]| at.iter().zip(sizes).fold(0, |v, (i, n)| v * n + i) as usize;
        let positions = |dims: &[i64]| {
            let total: i64 = dims.iter().product();
            (0..total).map(|mut i| {
                let mut at = vec![0; dims.len()];
                for d in (0..dims.len()).rev() {
                    at[d] = i % dims[d];
                    i /= dims[d];
                }
                at
            }).collect::<Vec<_>>()
        };
        let taps = positions(&self.kernel);
        for at in positions(&self.output()) {
            for tap in &taps {
                let spot: Vec<i64> =
                    (0..at.len()).map(|d| at[d] * self.stride[d] - self.padding[d] + tap[d] * self.dilation[d]).collect();
                if (0..at.len()).any(|d| spot[d] < 0 || spot[d] >= self.input[d]) {
                    continue;
                }
                for n in 0..self.n {
                    for o in 0..self.o {
                        for c in 0..cg {
                            f(
                                flat(&xs, &[&[n, o / og * cg + c], &spot[..]].concat()),
                                flat(&ws, &[&[o, c], &tap[..]].concat()),
                                flat(&os, &[&[n, o], &at[..]].concat()),
                            );
                        }
                    }
                }
            }
        }
    }

    fn params(&self) -> ConvParams<'_> {
        ConvParams { stride: &self.stride, padding: &self.padding, dilation: &self.dilation, groups: self.groups }
    }
}

fn same_bits<T: Element>(sizes: &[i64], order: &[usize], run: impl Fn(ViewMut), want: &[f64], scale: &[f64], what: &str) {
    let mut first = Vec::new();
    for threads in [1, 2, 4] {
        set_num_threads(threads);
        let mut out = Array::<T>::ordered(sizes, order, 0);
        (0..out.numel()).for_each(|i| {
            let at = out.place(i);
            out.data[at] = T::from_f64(f64::NAN);
        });
        run(out.view_mut());
        assert_close(&out.values(), want, scale, tolerance(T::DTYPE), what);
        let now = bits(&out.data);
        assert!(threads == 1 || now == first, "{what}: other bits with {threads} threads");
        first = now;
    }
}

fn check<T: Element>(case: &Case, channels_last: bool, rng: &mut Rng) {
    let [xs, ws, os] = case.sizes();
    let rank = xs.len();
    let mut order: Vec<usize> = (0..rank).collect();
    if channels_last {
        order.remove(1);
        order.push(1);
    }
    let x = Array::<T>::random(&xs, &order, 0, rng);
    let w = Array::<T>::random(&ws, &order, 0, rng);
    let g = Array::<T>::random(&os, &order, 0, rng);
    let b = Array::<T>::random(&[case.o], &[0], 0, rng);
    let (xv, wv, gv, bv) = (x.values(), w.values(), g.values(), b.values());
    let plane = case.output().iter().product::<i64>();
    let mut out: Vec<f64> = (0..g.numel()).map(|i| bv[(i / plane % case.o) as usize]).collect();
    let mut sizes = [vec![1.0; gv.len()], vec![0.0; xv.len()], vec![0.0; wv.len()]];
    let (mut gx, mut gw) = (vec![0.0; xv.len()], vec![0.0; wv.len()]);
    case.each(|i, j, k| {
        out[k] += xv[i] * wv[j];
        gx[i] += gv[k] * wv[j];
        gw[j] += gv[k] * xv[i];
        sizes[0][k] += (xv[i] * wv[j]).abs();
        sizes[1][i] += (gv[k] * wv[j]).abs();
        sizes[2][j] += (gv[k] * xv[i]).abs();
    });
    let what = |name| format!("{name} {} {case:?} channels_last {channels_last}", T::DTYPE.name());
    let p = case.params();
    same_bits::<T>(&os, &order, |o| conv_forward(x.view(), w.view(), Some(b.view()), &p, o), &out, &sizes[0], &what("forward"));
    same_bits::<T>(&xs, &order, |o| conv_backward_input(g.view(), w.view(), &p, o), &gx, &sizes[1], &what("by input"));
    same_bits::<T>(&ws, &order, |o| conv_backward_weight(g.view(), x.view(), &p, o), &gw, &sizes[2], &what("by weight"));
}

fn cases() -> Vec<Case> {
    let mut v = vec![
        Case::new([2, 3, 5], 1, &[9, 11], &[3, 3], 1, 1, 1),
        Case::new([1, 16, 40], 1, &[14, 14], &[3, 3], 1, 1, 1),
        Case::new([2, 3, 20], 1, &[17, 19], &[7, 7], 2, 3, 1),
        Case::new([2, 8, 24], 1, &[6, 7], &[1, 1], 1, 0, 1),
        Case::new([2, 8, 24], 1, &[7, 7], &[1, 1], 2, 0, 1),
        Case::new([1, 6, 4], 2, &[10, 8], &[3, 2], 2, 1, 2),
        Case::new([2, 12, 12], 12, &[13, 30], &[3, 3], 1, 1, 1),
        Case::new([2, 6, 12], 6, &[12, 11], &[3, 3], 2, 1, 1),
        Case::new([1, 8, 8], 8, &[9, 20], &[5, 3], 1, 2, 2),
        Case::new([1, 2, 3], 1, &[5, 5], &[5, 5], 1, 0, 1),
        Case::new([2, 4, 33], 1, &[3, 2], &[3, 3], 1, 1, 1),
        Case::new([3, 5, 7], 1, &[23], &[4], 1, 2, 1),
        Case::new([2, 6, 18], 3, &[40], &[5], 3, 2, 2),
        Case::new([1, 3, 9], 1, &[5, 6, 7], &[3, 3, 3], 1, 1, 1),
        Case::new([1, 4, 4], 2, &[6, 5, 8], &[2, 3, 2], 2, 1, 1),
        Case::new([1, 1, 17], 1, &[28, 28], &[5, 5], 1, 0, 1),
        Case::new([1, 20, 1], 1, &[8, 8], &[3, 3], 1, 1, 1),
        Case::new([1, 2, 2], 1, &[9, 9], &[2, 2], 4, 0, 1),
        Case::new([4, 33, 35], 1, &[8, 8], &[3, 3], 2, 1, 1),
        Case::new([1, 2, 2], 1, &[4, 4], &[3, 3], 1, 4, 1),
        Case::new([9, 34, 40], 1, &[2, 2], &[3, 3], 1, 1, 1),
        // Planes of one register.
        Case::new([37, 16, 20], 1, &[4, 4], &[3, 3], 1, 1, 1),
        Case::new([5, 24, 18], 2, &[3, 5], &[3, 2], 2, 1, 1),
        Case::new([3, 40, 9], 1, &[16], &[5], 1, 2, 1),
        Case::new([3, 33, 9], 1, &[1, 1], &[3, 3], 1, 1, 1),
        Case::new([2, 16, 16], 2, &[4, 5], &[3, 3], 1, 1, 1),
        Case::new([2, 18, 20], 2, &[5, 3], &[2, 3], 2, 1, 1),
        Case::new([2, 5, 70], 1, &[9, 15], &[5, 5], 2, 2, 1),
    ];
    // One channel a group: kernels of every height that has its own loop, planes above and below a band and a vector, strides that
    // split rows, tall and flat kernels, volumes.
    for (k, stride) in [(1, 1), (2, 1), (3, 1), (4, 1), (5, 1), (6, 1), (7, 1), (8, 1), (1, 2), (2, 2), (3, 2), (4, 2), (5, 2), (7, 2), (3, 3), (5, 4)] {
        v.push(Case::new([1, 2, 2], 2, &[70, 9 + k], &[k, k], stride, k / 2, 1));
        v.push(Case::new([1, 2, 4], 2, &[6 + k, 37], &[k, 3], stride, k / 2, 1));
    }
    v.push(Case::new([2, 3, 3], 3, &[5, 6, 12], &[2, 3, 3], 2, 1, 1));
    v.push(Case::new([1, 3, 6], 3, &[4, 9, 9], &[3, 3, 3], 1, 1, 1));
    v.push(Case::new([1, 2, 2], 2, &[1, 1], &[3, 3], 2, 1, 1));
    v.push(Case::new([1, 2, 2], 2, &[20, 21], &[3, 3], 2, 2, 2));
    let mut mixed = Case::new([2, 4, 10], 1, &[12, 9], &[3, 5], 1, 0, 1);
    mixed.stride = vec![2, 1];
    mixed.padding = vec![0, 3];
    mixed.dilation = vec![1, 2];
    v.push(mixed);
    v
}

#[test]
fn test_f32_matches_definition() {
    let mut rng = Rng(1);
    for case in cases() {
        check::<f32>(&case, false, &mut rng);
        check::<f32>(&case, true, &mut rng);
    }
}

#[test]
fn test_f64_matches_definition() {
    let mut rng = Rng(2);
    cases().iter().for_each(|case| check::<f64>(case, false, &mut rng));
}

#[test]
fn test_halves_match_definition() {
    let mut rng = Rng(3);
    for case in cases() {
        check::<half::f16>(&case, false, &mut rng);
        check::<half::bf16>(&case, true, &mut rng);
    }
}

#[test]
fn test_integers_match_definition() {
    let mut rng = Rng(4);
    cases().iter().for_each(|case| check::<i64>(case, false, &mut rng));
}

#[test]
fn test_random_geometries_match_definition() {
    let mut rng = Rng(5);
    for i in 0..150 {
        let rank = 1 + rng.below(3) as usize;
        let groups = 1 + rng.below(3);
        let mut case = Case::new([rng.below(3), groups * (1 + rng.below(5)), groups * (1 + rng.below(20))], groups, &[], &[], 1, 0, 1);
        for _ in 0..rank {
            let (k, d) = (1 + rng.below(4), 1 + rng.below(2));
            let p = rng.below(d * (k - 1) + 2);
            case.input.push((d * (k - 1) + 1 - 2 * p).max(1) + rng.below(9));
            case.kernel.push(k);
            case.stride.push(1 + rng.below(3));
            case.padding.push(p);
            case.dilation.push(d);
        }
        check::<f32>(&case, i % 3 == 0, &mut rng);
    }
}

#[test]
fn test_nan_in_padding_free_output_only() {
    // One NaN pixel reaches exactly the outputs whose window holds it.
    let case = Case::new([1, 2, 17], 1, &[8, 9], &[3, 3], 1, 1, 1);
    let [xs, ws, os] = case.sizes();
    let mut rng = Rng(6);
    let mut x = Array::<f32>::random(&xs, &[0, 1, 2, 3], 0, &mut rng);
    let w = Array::<f32>::random(&ws, &[0, 1, 2, 3], 0, &mut rng);
    x.data[9 + 3] = f32::NAN;
    let mut out = Array::<f32>::new(&os, 0);
    conv_forward(x.view(), w.view(), None, &case.params(), out.view_mut());
    for i in 0..out.numel() {
        let (h, col) = (i / 9 % 8, i % 9);
        assert_eq!(out.get(i).is_nan(), h <= 2 && (2..=4).contains(&col));
    }
}

#[test]
fn test_infinite_input_reaches_only_its_taps() {
    // An infinite pixel at the right edge meets a weight's gradient only through taps whose window holds it; the last
    // column of an odd row is met by no tap of stride 2.
    for (groups, o) in [(3, 3), (1, 24)] {
        let mut case = Case::new([1, 3, o], groups, &[9, 20], &[3, 3], 2, 0, 1);
        case.input[1] = 20;
        let [xs, ws, os] = case.sizes();
        let mut rng = Rng(7);
        let mut x = Array::<f32>::random(&xs, &[0, 1, 2, 3], 0, &mut rng);
        let g = Array::<f32>::random(&os, &[0, 1, 2, 3], 0, &mut rng);
        x.data[20 + 19] = f32::INFINITY;
        x.data[2 * 20 + 17] = f32::INFINITY;
        let mut touched = vec![false; ws.iter().product::<i64>() as usize];
        case.each(|i, j, _| touched[j] |= !x.data[i].is_finite());
        let mut out = Array::<f32>::new(&ws, 0);
        conv_backward_weight(g.view(), x.view(), &case.params(), out.view_mut());
        for (i, &hit) in touched.iter().enumerate() {
            assert_eq!(out.get(i as i64).is_finite(), !hit, "groups {groups}, weight {i}");
        }
    }
}
