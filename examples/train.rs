//! lumbre from Rust: tensors, two steps of training with autograd, and, if a path is given, a saved program.

use lumbre::jit::{self, LoadOptions, Module};
use lumbre::{Result, Tensor, modes};

fn main() -> Result<()> {
    // y = 2 x1 - x2 + 0.5, learned from four points.
    let x = Tensor::from_slice(&[0.0f32, 0.0, 1.0, 0.0, 0.0, 1.0, 1.0, 1.0], &[4, 2])?;
    let y = Tensor::from_slice(&[0.5f32, 2.5, -0.5, 1.5], &[4, 1])?;
    let w = Tensor::from_slice(&[0.0f32, 0.0], &[2, 1])?;
    let b = Tensor::from_slice(&[0.0f32], &[1])?;
    for p in [&w, &b] {
        p.set_requires_grad(true)?;
    }
    for step in 0..2 {
        let error = x.matmul(&w)?.add(&b)?.sub(&y)?;
        let loss = error.mul(&error)?.mean()?;
        println!("step {step}: loss {:.6}", loss.item()?.to_f64());
        loss.backward()?;
        let _quiet = modes::no_grad();
        for p in [&w, &b] {
            if let Some(g) = p.grad() {
                p.sub_(&g.mul(0.5)?)?;
            }
            p.set_grad(None)?;
        }
    }

    // The trained model as a program: traced, written to bytes, read back.
    let module = jit::trace(|x| Ok(vec![x[0].matmul(&w)?.add(&b)?]), &[x.clone()], &[("weight", &w), ("bias", &b)])?;
    let again = Module::load(&module.to_bytes()?, LoadOptions::default())?;
    println!("predictions {:?}", again.forward(&[x])?[0].to_vec::<f32>()?);

    if let Some(path) = std::env::args().nth(1) {
        let loaded = Module::load(path.as_str(), LoadOptions::default())?;
        for (name, t) in loaded.parameters() {
            println!("parameter {name} {:?}", &t.sizes()[..]);
        }
        println!("{}", loaded.graph());
    }
    Ok(())
}
