//! The generator and every sampler against values recorded from PyTorch (`tests/record/random_reference.py`).

use lumbre_kernels::isa::{Level, limit_level};
use lumbre_kernels::random::{self, Mt19937, STATE_BYTES, StateError};
use lumbre_kernels::{DType, View, ViewMut};
use serde_json::Value;

fn fnv(data: &[u8]) -> String {
    let h = data.iter().fold(0xcbf2_9ce4_8422_2325u64, |h, &b| (h ^ b as u64).wrapping_mul(0x100_0000_01b3));
    format!("{h:016x}")
}

/// A tensor for the tests: its own aligned bytes.
struct Array {
    bytes: Vec<u64>,
    dtype: DType,
    sizes: Vec<i64>,
    strides: Vec<i64>,
}

impl Array {
    fn new(dtype: DType, sizes: &[i64], strides: &[i64]) -> Array {
        let reach: i64 = sizes.iter().zip(strides).map(|(&n, &s)| (n - 1).max(0) * s).sum();
        let bytes = vec![0; (reach as usize + 1) * dtype.size() / 8 + 2];
        Array { bytes, dtype, sizes: sizes.to_vec(), strides: strides.to_vec() }
    }

    fn dense(dtype: DType, sizes: &[i64]) -> Array {
        let mut strides = vec![1; sizes.len()];
        for d in (1..sizes.len()).rev() {
            strides[d - 1] = strides[d] * sizes[d].max(1);
        }
        Array::new(dtype, sizes, &strides)
    }

    /// The inputs of the recording script: exact in every floating dtype.
    fn formula(dtype: DType, sizes: &[i64], scale: f64) -> Array {
        let mut a = Array::dense(dtype, sizes);
        for i in 0..sizes.iter().product::<i64>() {
            a.put(i as usize, ((i * 37 + 11) % 128) as f64 / 128.0 * scale);
        }
        a
    }

    fn put(&mut self, i: usize, v: f64) {
        let p = self.bytes.as_mut_ptr() as *mut u8;
        // SAFETY: `i` is an element of a dense array.
        unsafe {
            match self.dtype {
                DType::F16 => (p as *mut half::f16).add(i).write(half::f16::from_f64(v)),
                DType::BF16 => (p as *mut half::bf16).add(i).write(half::bf16::from_f64(v)),
                DType::F32 => (p as *mut f32).add(i).write(v as f32),
                _ => (p as *mut f64).add(i).write(v),
            }
        }
    }

    fn view(&self) -> View<'_> {
        // SAFETY: `new` reserves all that sizes and strides reach.
        unsafe { View::new(self.bytes.as_ptr() as *const u8, self.dtype, &self.sizes, &self.strides) }
    }

    fn out(&mut self) -> ViewMut<'_> {
        // SAFETY: as above.
        unsafe { ViewMut::new(self.bytes.as_mut_ptr() as *mut u8, self.dtype, &self.sizes, &self.strides) }
    }

    /// The bytes of the elements in logical order.
    fn logical(&self) -> Vec<u8> {
        let size = self.dtype.size();
        let all: Vec<u8> = self.bytes.iter().flat_map(|w| w.to_ne_bytes()).collect();
        let mut out = Vec::new();
        for i in 0..self.sizes.iter().product::<i64>() {
            let (mut rest, mut at) = (i, 0);
            for d in (0..self.sizes.len()).rev() {
                at += rest % self.sizes[d] * self.strides[d];
                rest /= self.sizes[d];
            }
            out.extend_from_slice(&all[at as usize * size..(at as usize + 1) * size]);
        }
        out
    }
}

fn reference() -> Vec<Value> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/reference/random.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("reference file")).expect("json")
}

fn list(v: &Value) -> Vec<i64> {
    v.as_array().expect("array").iter().map(|x| x.as_i64().expect("integer")).collect()
}

fn run(case: &Value, g: &mut Mt19937) -> Array {
    let dtype = |v: &Value| DType::from_name(v.as_str().expect("dtype")).expect("dtype");
    let arg = |i: usize| case["args"][i].as_str().expect("argument");
    let f = |i| arg(i).parse::<f64>().expect("float");
    let int = |i| arg(i).parse::<i64>().expect("integer");
    let (sizes, strides) = (list(&case["shape"]), list(&case["strides"]));
    let mut a = Array::new(dtype(&case["dtype"]), &sizes, &strides);
    let d = a.dtype;
    let o = a.out();
    match case["op"].as_str().expect("op") {
        "uniform" => random::uniform(g, f(0), f(1), o),
        "normal" => random::normal(g, f(0), f(1), o),
        "random" => random::random_full(g, o),
        "random_from_to" => random::random_from_to(g, int(0), int(1), o).expect("range"),
        "random_from" => random::random_from(g, int(0), o).expect("range"),
        "bernoulli" => random::bernoulli_scalar(g, f(0), o),
        "bernoulli_tensor" => random::bernoulli_tensor(g, Array::formula(dtype(&case["input"]), &sizes, 1.0).view(), o),
        "exponential" => random::exponential(g, f(0), o),
        "geometric" => random::geometric(g, f(0), o),
        "cauchy" => random::cauchy(g, f(0), f(1), o),
        "log_normal" => random::log_normal(g, f(0), f(1), o),
        "randperm" => random::randperm(g, sizes[0], o),
        "poisson" => random::poisson(g, Array::formula(d, &sizes, f(0)).view(), o).expect("rates"),
        "binomial" => {
            let mut count = Array::dense(d, &sizes);
            (0..sizes[0]).for_each(|i| count.put(i as usize, f(0)));
            random::binomial(g, count.view(), Array::formula(d, &sizes, 1.0).view(), o).expect("counts")
        }
        "standard_gamma" => random::standard_gamma(g, Array::formula(d, &sizes, f(0)).view(), o),
        "dirichlet" => {
            let mut gamma = Array::dense(DType::F64, &sizes);
            random::dirichlet_gamma(g, Array::formula(d, &sizes, f(0)).view(), gamma.out());
            let mut sums = Array::new(DType::F64, &sizes, &[1, 0]);
            let flat: Vec<f64> = gamma.bytes.iter().map(|&b| f64::from_bits(b)).collect();
            for r in 0..sizes[0] as usize {
                sums.bytes[r] = flat[3 * r..3 * r + 3].iter().sum::<f64>().to_bits();
            }
            random::dirichlet_finish(gamma.view(), sums.view(), o)
        }
        "multinomial" => {
            let weights = Array::formula(dtype(&case["input"]), &[sizes[0], int(0)], 8.0);
            random::multinomial_with_replacement(g, weights.view(), o).expect("weights")
        }
        op => panic!("no such op: {op}"),
    }
    a
}

#[test]
fn test_samplers_give_recorded_values_and_states_at_every_instruction_level() {
    let cases = reference();
    // Last the best level, which other tests then run with.
    for level in [Level::Baseline, Level::Avx2, Level::Avx512] {
        limit_level(level);
        check(&cases);
    }
}

fn check(cases: &[Value]) {
    let mut g = Mt19937::new(0);
    let mut failures = Vec::new();
    for case in cases {
        if let Some(seed) = case["seed"].as_u64() {
            g.seed(seed);
        }
        let data = run(case, &mut g).logical();
        let state = fnv(&g.state()) == case["state"].as_str().expect("state");
        if fnv(&data) != case["hash"].as_str().expect("hash") || !state {
            let hex: String = data.iter().take(72).map(|b| format!("{b:02x}")).collect();
            failures.push(format!("state {state}, got {hex} for {case}"));
        }
    }
    assert!(failures.is_empty(), "{} cases differ:\n{}", failures.len(), failures.join("\n"));
}

#[test]
fn test_engine_from_seed_0() {
    let mut g = Mt19937::new(0);
    let raws = [2357136044, 2546248239, 3071714933, 3626093760];
    assert_eq!([(); 4].map(|_| g.next_u32()), raws);
    g.seed(0);
    assert_eq!(g.next_u64(), (raws[0] as u64) << 32 | raws[1] as u64);
}

#[test]
fn test_only_the_low_word_seeds_but_the_whole_seed_is_kept() {
    let (mut a, mut b) = (Mt19937::new(7), Mt19937::new((1 << 32) + 7));
    assert_eq!(a.next_u64(), b.next_u64());
    assert_eq!(b.initial_seed(), (1 << 32) + 7);
    assert_ne!(a.state(), b.state());
}

#[test]
fn test_state_round_trip_keeps_cached_normal() {
    let mut a = Mt19937::new(5);
    a.normal_f64();
    for _ in 0..1000 {
        a.next_u32();
    }
    let mut b = Mt19937::new(9);
    b.set_state(&a.state()).expect("a state of our own");
    assert_eq!(b.state(), a.state());
    assert_eq!((a.normal_f64(), a.next_u64()), (b.normal_f64(), b.next_u64()));
    assert_eq!(b.initial_seed(), 5);
}

#[test]
fn test_set_state_refuses_bad_bytes_and_keeps_the_generator() {
    let mut g = Mt19937::new(1);
    let good = g.state();
    assert_eq!(g.set_state(&good[1..]), Err(StateError::Size(STATE_BYTES - 1)));
    // Unseeded; left 0 and 625; next 625; left and next that run past the end together.
    for fields in [&[(12, 0u32)][..], &[(8, 0)], &[(8, 625)], &[(16, 625)], &[(16, 624), (8, 2)], &[(8, u32::MAX)]] {
        let mut bad = good;
        for &(at, v) in fields {
            bad[at..at + 4].copy_from_slice(&v.to_le_bytes());
        }
        assert_eq!(g.set_state(&bad), Err(StateError::Invalid), "fields {fields:?}");
    }
    assert_eq!(g.state(), good);
}

#[test]
fn test_empty_ranges_and_bad_parameters_are_errors() {
    let mut g = Mt19937::new(1);
    let mut a = Array::dense(DType::F32, &[4]);
    assert!(random::random_from_to(&mut g, 3, 3, a.out()).is_err());
    assert!(random::random_from_to(&mut g, i64::MAX, i64::MIN, a.out()).is_err());
    let rate = Array::formula(DType::F32, &[4], -1.0);
    assert_eq!(random::poisson(&mut g, rate.view(), a.out()), Err(random::BadRate));
    for (w, error) in [
        (-1.0, random::BadWeights::Negative),
        (f64::NAN, random::BadWeights::Negative),
        (f64::INFINITY, random::BadWeights::NotFinite),
        (0.0, random::BadWeights::ZeroSum),
    ] {
        let mut weights = Array::dense(DType::F32, &[1, 2]);
        weights.put(1, w);
        let mut out = Array::dense(DType::I64, &[1, 3]);
        assert_eq!(random::multinomial_with_replacement(&mut g, weights.view(), out.out()), Err(error));
    }
}

#[test]
fn test_undefined_parameters_end_in_nan_or_an_error() {
    let mut g = Mt19937::new(1);
    let one = |v: f64| {
        let mut a = Array::dense(DType::F64, &[1]);
        a.put(0, v);
        a
    };
    let mut out = one(0.0);
    for alpha in [f64::NAN, -5.0, f64::NEG_INFINITY] {
        random::standard_gamma(&mut g, one(alpha).view(), out.out());
        assert!(f64::from_bits(out.bytes[0]).is_nan());
    }
    random::binomial(&mut g, one(5.0).view(), one(f64::NAN).view(), out.out()).expect("a count");
    assert!(f64::from_bits(out.bytes[0]).is_nan());
    assert!(random::binomial(&mut g, one(f64::NAN).view(), one(0.5).view(), out.out()).is_err());
}
