//! The ops in a Rust program: eager, traced, from a file, with gradients of any order.

use lumbre::jit::{self, LoadOptions, Module};
use lumbre::{Result, Tensor, library};
use std::sync::Once;

fn swish(x: &Tensor, beta: f64) -> Result<Tensor> {
    static READY: Once = Once::new();
    READY.call_once(|| example_ops::ops().into_iter().flatten().for_each(|op| drop(op.register())));
    library::call("example::swish", &[x.clone().into(), beta.into()])?.tensor().cloned()
}

fn expected(x: f64, beta: f64) -> f64 {
    x / (1.0 + (-beta * x).exp())
}

fn close(a: &[f64], b: &[f64], tolerance: f64) {
    assert!(a.len() == b.len() && a.iter().zip(b).all(|(a, b)| (a - b).abs() < tolerance), "{a:?} {b:?}");
}

const X: [f64; 3] = [-1.5, 0.25, 2.0];

#[test]
fn values_and_two_derivatives_agree_with_finite_differences() -> Result<()> {
    let x = Tensor::from_slice(&X, &[3])?;
    x.set_requires_grad(true)?;
    let y = swish(&x, 1.5)?;
    close(&y.to_vec::<f64>()?, &X.map(|v| expected(v, 1.5)), 1e-12);
    let options = |create_graph| lumbre::autograd::BackwardOptions { inputs: Some(std::slice::from_ref(&x)), create_graph, ..Default::default() };
    let first = lumbre::autograd::run_backward(&[y.sum()?], &[None], &options(true))?.remove(0).ok_or_else(|| lumbre::Error::new(lumbre::Kind::Runtime, "no gradient"))?;
    let h = 1e-4;
    close(&first.to_vec::<f64>()?, &X.map(|v| (expected(v + h, 1.5) - expected(v - h, 1.5)) / (2.0 * h)), 1e-6);
    first.sum()?.backward()?;
    let second = x.grad().map(|g| g.to_vec::<f64>()).transpose()?.unwrap_or_default();
    close(&second, &X.map(|v| (expected(v + h, 1.5) + expected(v - h, 1.5) - 2.0 * expected(v, 1.5)) / (h * h)), 1e-5);
    Ok(())
}

#[test]
fn traced_program_names_the_op_and_its_file_runs_with_a_gradient() -> Result<()> {
    let x = Tensor::from_slice(&X, &[3])?;
    let bytes = jit::trace(|x| Ok(vec![swish(&x[0].mul(2.0)?, 1.0)?]), &[x], &[])?.to_bytes()?;
    let module = Module::load(&bytes, LoadOptions::default())?;
    assert!(module.graph().to_string().contains("example::swish"), "{}", module.graph());
    let x = Tensor::from_slice(&X, &[3])?;
    x.set_requires_grad(true)?;
    let y = module.forward(&[x.clone()])?.remove(0);
    close(&y.to_vec::<f64>()?, &X.map(|v| expected(2.0 * v, 1.0)), 1e-12);
    y.sum()?.backward()?;
    let h = 1e-5;
    let slope = X.map(|v| (expected(2.0 * (v + h), 1.0) - expected(2.0 * (v - h), 1.0)) / (2.0 * h));
    close(&x.grad().map(|g| g.to_vec::<f64>()).transpose()?.unwrap_or_default(), &slope, 1e-6);
    Ok(())
}

#[test]
fn file_with_an_op_that_nobody_registered_is_refused_by_name() -> Result<()> {
    let key = "example_host::gone(Tensor x) -> Tensor";
    let op = library::define(key)?.forward(|a| a.tensor(0)?.exp()).register()?;
    let x = Tensor::from_slice(&X, &[3])?;
    let call = |x: &[Tensor]| Ok(vec![library::call("example_host::gone", &[x[0].clone().into()])?.tensor()?.clone()]);
    let bytes = jit::trace(call, &[x], &[])?.to_bytes()?;
    assert!(library::unregister(op.name));
    let error = Module::load(&bytes, LoadOptions::default()).unwrap_err();
    assert!(error.message().contains("example_host::gone") && error.message().contains("registered"), "{error}");
    Ok(())
}

#[test]
fn calls_that_do_not_fit_the_declaration_raise() -> Result<()> {
    let x = Tensor::from_slice(&X, &[3])?;
    swish(&x, 1.0)?;
    for (args, says) in [(vec![], "missing"), (vec![1.0.into()], "not a Tensor"), (vec![x.clone().into(), x.clone().into()], "not a Float")] {
        let error = library::call("example::swish", &args).unwrap_err();
        assert!(error.message().contains(says), "{error}");
    }
    let same = library::define("example_host::same(Tensor x) -> Tensor")?.forward(|a| Ok(a.tensor(0)?.clone())).register()?;
    assert!(library::call(same.name, &[x.into()]).unwrap_err().message().contains("shares memory"));
    assert!(library::define("example_host::same(Tensor x) -> Tensor")?.forward(|a| a.tensor(0)?.exp()).register().is_err());
    Ok(())
}
