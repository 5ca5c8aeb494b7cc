//! Time of single ops and of the tape, in Rust: `cargo bench -p lumbre-benches`.

use criterion::{BatchSize, Criterion, criterion_group, criterion_main};
use lumbre::{Result, Tensor};
use std::hint::black_box;
use std::time::Duration;

/// Numbers between -1 and 1 that look random.
fn filled(sizes: &[i64]) -> Result<Tensor> {
    let n: i64 = sizes.iter().product();
    let data: Vec<f32> = (0..n).map(|i| ((i * 7919) % 2003) as f32 / 1001.5 - 1.0).collect();
    Tensor::from_slice(&data, sizes)
}

fn leaf(sizes: &[i64]) -> Result<Tensor> {
    let t = filled(sizes)?;
    t.set_requires_grad(true)?;
    Ok(t)
}

/// Runs a benchmark body that can fail, and stops at the first failure.
fn bench(c: &mut Criterion, name: &str, body: impl Fn() -> Result<Tensor>) {
    c.bench_function(name, |b| b.iter(|| black_box(body()).expect("the op works on these shapes")));
}

fn small(c: &mut Criterion) -> Result<()> {
    let (x, y) = (filled(&[8])?, filled(&[8])?);
    bench(c, "add/8", || x.add(&y));
    let (p, q) = (leaf(&[8])?, leaf(&[8])?);
    bench(c, "add/8/tape", || p.add(&q));
    bench(c, "exp/8/tape", || p.exp());
    Ok(())
}

/// Forward and backward through a chain of 200 additions: time / 200 is the time of a node.
fn tape(c: &mut Criterion) -> Result<()> {
    let x = leaf(&[8])?;
    let chain = || -> Result<Tensor> {
        let mut y = x.add(1.0)?;
        for _ in 0..199 {
            y = y.add(&x)?;
        }
        y.sum()
    };
    bench(c, "chain/200/forward", chain);
    c.bench_function("chain/200/backward", |b| {
        b.iter_batched(
            || chain().expect("the chain is built"),
            |y| y.backward().expect("the chain has a gradient"),
            BatchSize::SmallInput,
        )
    });
    Ok(())
}

fn pointwise(c: &mut Criterion) -> Result<()> {
    for n in [1 << 10, 1 << 20] {
        let (x, y) = (filled(&[n])?, filled(&[n])?);
        bench(c, &format!("add/{n}"), || x.add(&y));
        bench(c, &format!("exp/{n}"), || x.exp());
        bench(c, &format!("sum/{n}"), || x.sum());
    }
    let x = filled(&[1024, 1024])?;
    let row = filled(&[1024])?;
    bench(c, "add/1024x1024+row", || x.add(&row));
    bench(c, "add/1024x1024+transposed", || x.add(&x.t()?));
    bench(c, "sum.dim/1024x1024", || x.sum_dim(Some(&[1])));
    bench(c, "sum.dim/1024x1024/columns", || x.sum_dim(Some(&[0])));
    bench(c, "gelu/1024x1024", || x.gelu());
    Ok(())
}

fn products(c: &mut Criterion) -> Result<()> {
    for n in [64, 512] {
        let (x, y) = (filled(&[n, n])?, filled(&[n, n])?);
        bench(c, &format!("mm/{n}"), || x.mm(&y));
    }
    let (x, w) = (filled(&[64, 1000])?, filled(&[100, 1000])?);
    bench(c, "linear/64x1000x100", || x.linear(&w));
    Ok(())
}

fn layers(c: &mut Criterion) -> Result<()> {
    let (x, w) = (filled(&[64, 32, 16, 16])?, filled(&[64, 32, 3, 3])?);
    bench(c, "conv2d/64x32x16x16/64x3x3", || x.conv2d_with(&w, None, &[1, 1], &[1, 1], &[1, 1], 1));
    let (x, w) = (filled(&[4, 128, 56, 56])?, filled(&[128, 1, 3, 3])?);
    for stride in [1, 2] {
        let name = format!("conv2d/depthwise/4x128x56x56/s{stride}");
        bench(c, &name, || x.conv2d_with(&w, None, &[stride, stride], &[1, 1], &[1, 1], 128));
    }
    let x = filled(&[512, 1000])?;
    bench(c, "softmax/512x1000", || x.softmax(1));
    let (q, mask) = (filled(&[4, 8, 256, 64])?, filled(&[256, 256])?);
    bench(c, "attention/4x8x256x64", || q.scaled_dot_product_attention(&q, &q));
    let masked = || q.scaled_dot_product_attention_with(&q, &q, Some(&mask), 0.0, false, None, false);
    bench(c, "attention/4x8x256x64/mask", masked);
    Ok(())
}

fn all(c: &mut Criterion) {
    for family in [small, tape, pointwise, products, layers] {
        family(c).expect("the inputs are built");
    }
}

criterion_group! {
    name = ops;
    config = Criterion::default().warm_up_time(Duration::from_millis(500)).measurement_time(Duration::from_secs(2)).sample_size(50);
    targets = all
}
criterion_main!(ops);
