//! Derivatives of the element-wise ops against finite differences, by both the fused and the composed rules, and random streams
//! against PyTorch's recorded numbers.

use lumbre::ops::{self, Form, value::Value};
use lumbre::{DType, Result, Scalar, Tensor, random};

const STEP: f64 = 1e-6;

fn apply(name: &str, x: &[f64], extra: &[Value]) -> Result<(Tensor, Tensor)> {
    let t = Tensor::from_slice(x, &[x.len() as i64])?;
    t.set_requires_grad(true)?;
    let mut stack = ops::value::Stack::new();
    let op = ops::find(name).unwrap_or_else(|| panic!("no op {name}"));
    stack.push(Value::Tensor(t.clone()));
    stack.extend(extra.iter().cloned());
    for arg in &op.args[stack.len()..] {
        stack.push(arg.default.value());
    }
    match ops::call(op, Form::Plain, &stack)? {
        Value::Tensor(y) => Ok((t, y)),
        other => panic!("{name} gave a {}", other.kind()),
    }
}

fn values(name: &str, x: &[f64], extra: &[Value]) -> Vec<f64> {
    apply(name, x, extra).unwrap().1.to_vec::<f64>().unwrap()
}

fn differences(f: impl Fn(&[f64]) -> Vec<f64>, x: &[f64]) -> Vec<f64> {
    let move_by = |h: f64| x.iter().map(|v| v + h).collect::<Vec<_>>();
    let (up, down) = (f(&move_by(STEP)), f(&move_by(-STEP)));
    up.iter().zip(&down).map(|(a, b)| (a - b) / (2.0 * STEP)).collect()
}

fn close(name: &str, got: &[f64], want: &[f64], tolerance: f64) {
    for (g, w) in got.iter().zip(want) {
        assert!((g - w).abs() <= tolerance * (1.0 + w.abs()), "{name}: {got:?} against {want:?}");
    }
}

/// First derivatives by both rules, and the second one.
fn check(name: &str, x: &[f64], extra: &[Value]) {
    let first = |x: &[f64], create_graph: bool| -> (Tensor, Tensor) {
        let (t, y) = apply(name, x, extra).unwrap();
        let options = lumbre::autograd::BackwardOptions { create_graph, inputs: Some(std::slice::from_ref(&t)), keep_graph: create_graph, ..Default::default() };
        let g = lumbre::autograd::run_backward(&[y.sum().unwrap()], &[None], &options).unwrap();
        (t, g[0].clone().unwrap())
    };
    let want = differences(|x| values(name, x, extra), x);
    close(name, &first(x, false).1.to_vec::<f64>().unwrap(), &want, 1e-5);
    let (t, g) = first(x, true);
    close(name, &g.to_vec::<f64>().unwrap(), &want, 1e-5);
    if g.requires_grad() {
        let second = differences(|x| first(x, false).1.to_vec::<f64>().unwrap(), x);
        g.sum().unwrap().backward().unwrap();
        let got = t.grad().map_or_else(|| vec![0.0; x.len()], |g| g.to_vec::<f64>().unwrap());
        close(&format!("{name}, second"), &got, &second, 1e-4);
    }
}

#[test]
fn derivatives_of_smooth_functions() {
    let any = [-2.3, -0.7, 0.4, 1.9];
    let positive = [0.3, 0.9, 1.7, 4.2];
    let unit = [-0.8, -0.3, 0.2, 0.7];
    for name in ["exp", "exp2", "expm1", "sigmoid", "tanh", "abs", "square", "sin", "cos", "tan", "atan", "sinh", "cosh", "asinh", "erf", "erfc",
        "sinc", "i0", "i1", "silu", "mish", "gelu", "softplus", "logsigmoid", "elu", "selu", "celu", "leaky_relu", "hardtanh", "relu6",
        "hardsigmoid", "hardswish", "hardshrink", "softshrink", "relu", "frac", "neg", "softsign", "tanhshrink", "deg2rad", "nan_to_num", "ndtr"] {
        check(name, &any, &[]);
    }
    for name in ["log", "log2", "log10", "log1p", "sqrt", "rsqrt", "reciprocal", "lgamma", "entr"] {
        check(name, &positive, &[]);
    }
    for name in ["asin", "acos", "atanh", "erfinv"] {
        check(name, &unit, &[]);
    }
    check("acosh", &[1.2, 2.5], &[]);
    check("logit", &[0.2, 0.5, 0.9], &[]);
    check("logit", &[0.05, 0.5, 0.97], &[Value::Float(0.1)]);
    check("gelu", &any, &[Value::Str("tanh".into())]);
    check("softplus", &any, &[Value::Int(2), Value::Int(3)]);
    check("pow", &positive, &[Value::Float(2.5)]);
    check("pow", &any, &[Value::Int(3)]);
}

#[test]
fn derivatives_by_a_second_tensor() {
    let a = [0.4, 1.3, -0.8, 2.1];
    let b = Tensor::from_slice(&[1.2, 0.7, 1.9, 0.37], &[4]).unwrap();
    for name in ["add", "sub", "mul", "div", "maximum", "minimum", "fmax", "fmin", "hypot", "atan2", "logaddexp", "logaddexp2", "remainder", "fmod",
        "copysign", "xlogy", "xlog1py", "clamp_min", "clamp_max"] {
        check(name, &a, &[Value::Tensor(b.clone())]);
    }
    let positive = [0.4, 1.3, 0.8, 2.1];
    check("pow", &positive, &[Value::Tensor(b.clone())]);
    check("clamp", &a, &[Value::Float(-0.5), Value::Float(1.0)]);
    check("clamp", &a, &[Value::Tensor(b.mul(-1.0).unwrap()), Value::Tensor(b.clone())]);
    check("lerp", &a, &[Value::Tensor(b.clone()), Value::Float(0.3)]);
    check("addcmul", &a, &[Value::Tensor(b.clone()), Value::Tensor(b.clone()), Value::Float(2.0)]);
    check("addcdiv", &a, &[Value::Tensor(b.clone()), Value::Tensor(b.clone()), Value::Float(2.0)]);
    let mask = b.gt(1.0).unwrap();
    check("masked_fill", &a, &[Value::Tensor(mask), Value::Float(7.0)]);
}

#[test]
fn integer_and_scalar_semantics() -> Result<()> {
    let x = Tensor::from_slice(&[-7i64, 7, -3], &[3])?;
    assert_eq!(x.remainder(4)?.to_vec::<i64>()?, [1, 3, 1]);
    assert_eq!(x.fmod(4)?.to_vec::<i64>()?, [-3, 3, -3]);
    assert_eq!(x.floor_divide(2)?.to_vec::<i64>()?, [-4, 3, -2]);
    assert_eq!(x.pow(2)?.dtype(), DType::I64);
    assert!(x.pow(-1).unwrap_err().message().contains("negative integer powers"));
    assert_eq!(x.sqrt()?.dtype(), DType::F32);
    assert_eq!(x.lt(0.5)?.to_vec::<bool>()?, [true, false, true]);
    assert_eq!(x.clamp_with(Some(Scalar::Int(-5).into()), None)?.to_vec::<i64>()?, [-5, 7, -3]);
    assert!(x.equal(&x.clone_contiguous()?)?);
    let f = Tensor::from_slice(&[1.0f32, f32::NAN], &[2])?;
    assert!(!f.allclose(&f)?);
    assert!(f.allclose_with(&f, 1e-5, 1e-8, true)?);
    let y = Tensor::from_slice(&[3.0f32, 4.0], &[2])?;
    y.sqrt_()?;
    assert_eq!(y.to_vec::<f32>()?, [3f32.sqrt(), 2.0]);
    Ok(())
}

/// One test, since the default generator is the process's.
#[test]
fn random_streams_are_those_of_pytorch() -> Result<()> {
    random::manual_seed(0);
    assert_eq!(Tensor::rand_op(&[3])?.to_vec::<f32>()?, [0.496_256_6, 0.768_221_8, 0.088_477_43]);
    assert_eq!(Tensor::randn_op(&[2])?.to_vec::<f32>()?, [0.364_338_2, 0.134_396_33]);
    assert_eq!(Tensor::randint_high(10, &[3])?.to_vec::<i64>()?, [3, 7, 3]);
    assert_eq!(Tensor::randperm_op(5)?.to_vec::<i64>()?, [1, 3, 2, 4, 0]);
    let ones = Tensor::ones(&[5], DType::F32, lumbre::Device::Cpu)?;
    random::manual_seed(0);
    assert_eq!(ones.dropout(0.3, true)?.to_vec::<f32>()?, [0.0, 0.0, 1.428_571_5, 0.0, 1.428_571_5]);
    random::manual_seed(0);
    let (low, high) = (-1.059_548_3, 1.315_044_6);
    assert_eq!(ones.alpha_dropout(0.3, true)?.to_vec::<f32>()?, [low, low, high, low, high]);
    Ok(())
}
