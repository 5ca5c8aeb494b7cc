//! Element-wise kernels that are put off: the same bits, whoever looks at them and when.

use lumbre::backend::late;
use lumbre::jit::{self, LoadOptions, Module};
use lumbre::{Error, Tensor};

fn numbers(n: usize, seed: f32) -> Result<Tensor, Error> {
    let values: Vec<f32> = (0..n).map(|i| ((i as f32 * 0.37 + seed).sin() * 5.0) - 1.0).collect();
    Tensor::from_slice(&values, &[n as i64])
}

fn chain(x: &Tensor, w: &Tensor) -> Result<Tensor, Error> {
    x.mul(w)?.add(1.5)?.tanh()?.mul(x)
}

fn bits(t: &Tensor) -> Result<Vec<u32>, Error> {
    Ok(t.to_vec::<f32>()?.iter().map(|v| v.to_bits()).collect())
}

#[test]
fn chains_have_the_bits_of_their_ops() -> Result<(), Error> {
    for n in [100, 4096, 5000, 100_003] {
        let (x, w) = (numbers(n, 0.0)?, numbers(n, 2.0)?);
        let want = bits(&chain(&x, &w)?)?;
        let region = late::region();
        let y = chain(&x, &w)?;
        let looked_at = bits(&y)?;
        let z = chain(&x, &w)?;
        drop(region);
        assert!(looked_at == want && bits(&z)? == want, "{n} elements");
    }
    Ok(())
}

#[test]
fn operands_are_read_before_they_are_written() -> Result<(), Error> {
    let (x, w) = (numbers(8000, 0.0)?, numbers(8000, 2.0)?);
    let want = (bits(&x.mul(&w)?)?, bits(&x.mul(&w)?.add(2.0)?.mul(&w)?)?);
    let region = late::region();
    let a = x.mul(&w)?;
    let b = a.add(2.0)?.mul(&w)?;
    x.copy_(&w)?;
    w.mul_(0.0)?;
    drop(region);
    assert!((bits(&a)?, bits(&b)?) == want);
    Ok(())
}

#[test]
fn other_threads_compute_and_write_too() -> Result<(), Error> {
    for _ in 0..20 {
        let (x, w) = (numbers(6000, 0.0)?, numbers(6000, 2.0)?);
        let want = bits(&chain(&x, &w)?)?;
        let region = late::region();
        let y = chain(&x, &w)?;
        let from_outside = std::thread::scope(|s| {
            let reader = s.spawn(|| bits(&y));
            let writer = s.spawn(|| x.mul_(3.0).map(|_| ()));
            writer.join().expect("no panic")?;
            reader.join().expect("no panic")
        })?;
        drop(region);
        assert!(from_outside == want && bits(&y)? == want);
    }
    Ok(())
}

#[test]
fn what_nobody_holds_is_never_computed() -> Result<(), Error> {
    let x = numbers(5000, 1.0)?;
    let region = late::region();
    let mut y = x.clone();
    // Longer than a program may be, and freed without recursion.
    for _ in 0..200_000 {
        y = y.mul(1.0)?;
    }
    drop(y);
    drop(region);
    Ok(())
}

#[test]
fn weights_lie_in_the_file_and_outlive_it() -> Result<(), Box<dyn std::error::Error>> {
    let w = numbers(5000, 2.0)?;
    let x = numbers(5000, 0.0)?;
    let module = jit::trace(|x| Ok(vec![chain(&x[0], &w)?.mean()?]), &[x.clone()], &[("w", &w)])?;
    let want = bits(&module.forward(&[x.clone()])?[0])?;
    let path = std::env::temp_dir().join(format!("lumbre-late-{}.lmb", std::process::id()));
    module.save(&path)?;
    let load = |map| Module::load(&path, LoadOptions { map, ..Default::default() });
    let (read, mapped) = (load(false)?, load(true)?);
    std::fs::remove_file(&path)?;
    for m in [&read, &mapped] {
        assert!(bits(&m.forward(&[x.clone()])?[0])? == want);
        m.weights()[0].1.zero_()?;
        assert!(bits(&m.forward(&[x.clone()])?[0])? != want);
    }
    assert!(bits(&module.forward(&[x])?[0])? == want);
    Ok(())
}
