use lumbre::{Device, DType, Result, Tensor};

fn leaf(data: &[f64], sizes: &[i64]) -> Result<Tensor> {
    let t = Tensor::from_slice(data, sizes)?;
    t.set_requires_grad(true)?;
    Ok(t)
}

fn grad(t: &Tensor) -> Vec<f64> {
    t.grad().map(|g| g.to_vec::<f64>().unwrap()).unwrap_or_default()
}

#[test]
fn product_rule() -> Result<()> {
    let x = leaf(&[1.0, 2.0, 3.0], &[3])?;
    let y = leaf(&[4.0, 5.0, 6.0], &[3])?;
    x.mul(&y)?.add(&x)?.sum()?.backward()?;
    assert_eq!(grad(&x), [5.0, 6.0, 7.0]);
    assert_eq!(grad(&y), [1.0, 2.0, 3.0]);
    Ok(())
}

#[test]
fn second_backward_raises() -> Result<()> {
    let x = leaf(&[1.0], &[1])?;
    let y = x.mul(&x)?.sum()?;
    y.backward()?;
    let e = y.backward().unwrap_err();
    assert!(e.message().contains("Trying to backward through the graph a second time"), "{e}");
    Ok(())
}

#[test]
fn inplace_on_view_reaches_the_base() -> Result<()> {
    let x = leaf(&[1.0, 2.0, 3.0, 4.0], &[2, 2])?;
    let y = x.mul(1.0)?;
    let row = y.select(0, 0)?.select(0, 1)?;
    row.mul_(10.0)?;
    assert_eq!(y.to_vec::<f64>()?, [1.0, 20.0, 3.0, 4.0]);
    assert_eq!(y.grad_fn().unwrap().name(), "CopySlices");
    y.sum()?.backward()?;
    assert_eq!(grad(&x), [1.0, 10.0, 1.0, 1.0]);
    Ok(())
}

#[test]
fn changed_saved_tensor_raises() -> Result<()> {
    let x = leaf(&[1.0, 2.0], &[2])?;
    let y = x.mul(2.0)?;
    let z = y.mul(&y)?;
    y.add_(1.0)?;
    let e = z.sum()?.backward().unwrap_err();
    assert!(e.message().contains("modified by an inplace operation"), "{e}");
    assert!(e.message().contains("expected version 0"), "{e}");
    Ok(())
}

#[test]
fn inplace_multiplication_keeps_its_old_values_for_the_backward_pass() -> Result<()> {
    let x = leaf(&[1.0, 2.0], &[2])?;
    let w = leaf(&[3.0, 4.0], &[2])?;
    let y = x.mul(2.0)?;
    y.mul_(&w)?;
    y.sum()?.backward()?;
    assert_eq!(grad(&x), [6.0, 8.0]);
    assert_eq!(grad(&w), [2.0, 4.0]);
    Ok(())
}

#[test]
fn deep_graph_runs_and_drops() -> Result<()> {
    let x = leaf(&[1.0], &[1])?;
    let mut y = x.clone();
    for _ in 0..1_000_000 {
        y = y.add(0.0)?;
    }
    y.sum()?.backward()?;
    assert_eq!(grad(&x), [1.0]);
    let mut z = x.clone();
    for _ in 0..1_000_000 {
        z = z.mul(1.0)?;
    }
    drop(z);
    Ok(())
}

#[test]
fn second_derivative_of_exp_through_its_saved_output() -> Result<()> {
    use lumbre::autograd::{BackwardOptions, run_backward};
    let x = leaf(&[0.5], &[1])?;
    let y = x.exp()?;
    let opt = BackwardOptions { create_graph: true, keep_graph: true, inputs: Some(std::slice::from_ref(&x)), ..Default::default() };
    let g = run_backward(&[y.sum()?], &[None], &opt)?[0].clone().unwrap();
    let g2 = run_backward(&[g.sum()?], &[None], &opt)?[0].clone().unwrap();
    assert!((g2.to_vec::<f64>()?[0] - 0.5f64.exp()).abs() < 1e-15);
    Ok(())
}

#[test]
fn swapped_data_keeps_the_graph() -> Result<()> {
    let p = leaf(&[1.0, 2.0], &[2])?;
    let y = p.mul(&p)?;
    let q = p.add(1.0)?;
    p.set_data(&Tensor::from_slice(&[10.0, 20.0], &[2])?)?;
    q.sum()?.backward()?;
    assert_eq!(grad(&p), [1.0, 1.0]);
    y.sum()?.backward()?;
    // As in PyTorch, a saved leaf is read when the backward pass runs.
    assert_eq!(grad(&p), [21.0, 41.0]);
    assert_eq!(p.version(), 0);
    Ok(())
}

#[test]
fn two_threads_on_one_retained_graph() -> Result<()> {
    use lumbre::autograd::{BackwardOptions, run_backward};
    let x = leaf(&[2.0], &[1])?;
    let mut y = x.mul(&x)?;
    for _ in 0..200 {
        y = y.mul(1.0)?;
    }
    let y = y.sum()?;
    std::thread::scope(|s| {
        let handles: Vec<_> = (0..4)
            .map(|_| {
                s.spawn(|| {
                    for _ in 0..50 {
                        let inputs = [x.clone()];
                        let opt = BackwardOptions { keep_graph: true, inputs: Some(&inputs), ..Default::default() };
                        let g = run_backward(&[y.clone()], &[None], &opt).unwrap()[0].clone().unwrap();
                        assert_eq!(g.to_vec::<f64>().unwrap(), [4.0]);
                    }
                })
            })
            .collect();
        handles.into_iter().for_each(|h| h.join().unwrap());
    });
    Ok(())
}

#[test]
fn sizes_that_overflow_are_errors() {
    assert!(Tensor::zeros(&[1 << 62, 4], DType::F32, Device::Cpu).is_err());
    assert!(Tensor::zeros(&[1 << 40], DType::F64, Device::Cpu).is_err());
    assert!(Tensor::zeros(&[-1], DType::F32, Device::Cpu).is_err());
    let x = Tensor::zeros(&[2, 3], DType::F32, Device::Cpu).unwrap();
    let e = x.mm(&x).unwrap_err();
    assert!(e.message().contains("(2x3 and 2x3)"), "{e}");
}

#[test]
fn matmul_gradients() -> Result<()> {
    let x = leaf(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[2, 3])?;
    let w = leaf(&[1.0, 0.0, 2.0, 1.0, 0.0, 1.0], &[3, 2])?;
    let y = x.matmul(&w)?;
    assert_eq!(y.to_vec::<f64>()?, [5.0, 5.0, 14.0, 11.0]);
    y.sum()?.backward()?;
    assert_eq!(grad(&x), [1.0, 3.0, 1.0, 1.0, 3.0, 1.0]);
    assert_eq!(grad(&w), [5.0, 5.0, 7.0, 7.0, 9.0, 9.0]);
    Ok(())
}
