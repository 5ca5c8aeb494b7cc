//! Custom ops in a crate of one's own.
//!
//! A Rust program registers them: `for op in example_ops::ops()? { op.register()?; }`. Python opens the built library:
//! `lumbre.library.load_extension("libexample_ops.so")`, C with `api->extension_load`.

use lumbre::library::{Definition, define};
use lumbre::{Result, Tensor};

lumbre::extension!(ops);

/// The ops of this crate.
pub fn ops() -> Result<Vec<Definition>> {
    Ok(vec![swish()?, pair()?])
}

/// `x * sigmoid(beta * x)`. Its gradient is written with tensor methods, so Rust programs may differentiate it again.
fn swish() -> Result<Definition> {
    let gate = |x: &Tensor, beta: f64| x.mul(beta)?.sigmoid();
    Ok(define("example::swish(Tensor x, float beta=1.0) -> Tensor")?
        .forward(move |a| a.tensor(0)?.mul(&gate(a.tensor(0)?, a.get(1)?)?))
        .backward(move |cx, grads| {
            let (x, beta) = (cx.args().tensor(0)?, cx.args().get::<f64>(1)?);
            let s = gate(x, beta)?;
            let slope = s.add(&x.mul(beta)?.mul(&s)?.mul(&s.neg()?.add(1.0)?)?)?;
            Ok(vec![Some(grads[0].mul(&slope)?)])
        })
        .fake(|a| Tensor::zeros(&a.tensor(0)?.sizes(), a.tensor(0)?.dtype(), a.tensor(0)?.device())))
}

/// Sum and difference: several results, and a gradient for each input only where it is asked for.
fn pair() -> Result<Definition> {
    Ok(define("example::pair(Tensor x, Tensor y) -> (Tensor, Tensor)")?
        .forward(|a| {
            let (x, y) = (a.tensor(0)?, a.tensor(1)?);
            Ok((x.add(y)?, x.sub(y)?))
        })
        .saves(lumbre::library::Saves::Nothing)
        .backward(|cx, g| {
            let x = if cx.needs(0) { Some(g[0].add(&g[1])?) } else { None };
            let y = if cx.needs(1) { Some(g[0].sub(&g[1])?) } else { None };
            Ok(vec![x, y])
        }))
}
