//! Sums of products by named dimensions, and the contractions built on matrix products.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{self, Dims, wrap_dim};
use crate::{bail, ensure};
use smallvec::SmallVec;

/// One label of a subscript: a letter, or a place in the ellipsis counted from its end.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Label {
    Letter(u8),
    Batch(usize),
}
type Labels = SmallVec<[Label; 8]>;

/// The labels of one operand's (or the result's) subscript; `dims` is the operand's rank.
fn parse(text: &str, dims: Option<usize>, batch: usize) -> Result<Labels> {
    let mut out = Labels::new();
    let letters = text.bytes().filter(u8::is_ascii_alphabetic).count();
    let mut chars = text.trim().as_bytes();
    let mut seen = false;
    while let Some((&c, rest)) = chars.split_first() {
        chars = rest;
        match c {
            b' ' => {}
            b'.' => {
                ensure!(!seen && chars.starts_with(b".."), "einsum(): found \'.\' in \'{text}\' that is not part of any ellipsis");
                chars = &chars[2..];
                seen = true;
                let n = dims.map_or(batch, |d| d.saturating_sub(letters));
                out.extend((0..n).rev().map(Label::Batch));
            }
            c if c.is_ascii_alphabetic() => out.push(Label::Letter(c)),
            c => bail!("einsum(): invalid subscript given at a string, subscripts must be in [a-zA-Z] but found \'{}\'", c as char),
        }
    }
    if let Some(d) = dims {
        ensure!(
            out.len() == d,
            "einsum(): the number of subscripts in the equation ({}) does not match the number of dimensions ({d}) for an operand{}",
            out.len(),
            if seen { "" } else { " and no ellipsis was given" }
        );
    }
    Ok(out)
}

/// The operand with repeated labels reduced to their diagonal.
fn diagonals(x: &Tensor, labels: &Labels) -> Result<(Tensor, Labels)> {
    let (mut x, mut labels) = (x.clone(), labels.clone());
    let mut i = 0;
    while i < labels.len() {
        match (i + 1..labels.len()).find(|&j| labels[j] == labels[i]) {
            Some(j) => {
                ensure!(x.sizes()[i] == x.sizes()[j], "einsum(): subscript is repeated for an operand but the sizes don\'t match, {} != {}", x.sizes()[j], x.sizes()[i]);
                x = x.diagonal_with(0, i as i64, j as i64)?;
                let l = labels.remove(j);
                labels.remove(i);
                labels.push(l);
            }
            None => i += 1,
        }
    }
    Ok((x, labels))
}

/// Sums the labels that nobody else needs.
fn reduce(x: Tensor, labels: Labels, keep: impl Fn(Label) -> bool) -> Result<(Tensor, Labels)> {
    let gone: Dims = (0..labels.len()).filter(|&i| !keep(labels[i])).map(|i| i as i64).collect();
    if gone.is_empty() {
        return Ok((x, labels));
    }
    let x = x.sum_dim(Some(&gone))?;
    Ok((x, labels.into_iter().filter(|&l| keep(l)).collect()))
}

/// The dimensions of `x` named by `order` in its order; those it lacks with size 1.
fn arranged(x: &Tensor, labels: &Labels, order: &[Label]) -> Result<Tensor> {
    let have: Dims = order.iter().filter_map(|l| labels.iter().position(|m| m == l)).map(|i| i as i64).collect();
    let mut y = x.permute(&have)?;
    for (i, l) in order.iter().enumerate() {
        if !labels.contains(l) {
            y = y.unsqueeze(i as i64)?;
        }
    }
    Ok(y)
}

/// Contracts two operands by a batched matrix product; labels outside `keep` are summed.
fn contract(a: (Tensor, Labels), b: (Tensor, Labels), keep: &dyn Fn(Label) -> bool) -> Result<(Tensor, Labels)> {
    let (a, la) = reduce(a.0, a.1, |l| keep(l) || b.1.contains(&l))?;
    let (b, lb) = reduce(b.0, b.1, |l| keep(l) || la.contains(&l))?;
    // A sum of integers is int64.
    let d = crate::ops::promote(a.dtype(), b.dtype());
    let (a, b) = (a.to_dtype(d)?, b.to_dtype(d)?);
    let size = |t: &Tensor, ls: &Labels, l: Label| ls.iter().position(|&m| m == l).map_or(1, |i| t.sizes()[i]);
    let (mut batch, mut summed, mut left, mut right) = (Labels::new(), Labels::new(), Labels::new(), Labels::new());
    for &l in la.iter().chain(lb.iter().filter(|l| !la.contains(l))) {
        let (n, m) = (size(&a, &la, l), size(&b, &lb, l));
        match (la.contains(&l), lb.contains(&l)) {
            // A size of 1 is stretched, so its sum is the other side's alone.
            (true, true) if keep(l) => batch.push(l),
            (true, true) if n == m => summed.push(l),
            (true, true) => batch.push(l),
            (true, false) => left.push(l),
            _ => right.push(l),
        }
    }
    let order = |parts: [&Labels; 3]| -> Labels { parts.iter().flat_map(|p| p.iter().copied()).collect() };
    let x = arranged(&a, &la, &order([&batch, &left, &summed]))?;
    let y = arranged(&b, &lb, &order([&batch, &summed, &right]))?;
    let (xs, ys) = (x.sizes(), y.sizes());
    let k = batch.len();
    let shape = geometry::broadcast(&xs[..k], &ys[..k])?;
    let product = |s: &[i64]| s.iter().product::<i64>();
    let (n, s, m) = (product(&xs[k..k + left.len()]), product(&xs[k + left.len()..]), product(&ys[k + summed.len()..]));
    let count = product(&shape);
    let wide = |t: &Tensor, tail: &[i64]| -> Result<Tensor> { t.expand(&shape.iter().chain(tail).copied().collect::<Dims>()) };
    let out: Dims = shape.iter().chain(&xs[k..k + left.len()]).chain(&ys[k + summed.len()..]).copied().collect();
    let z = if summed.is_empty() {
        // Nothing to sum: a plain product.
        let mut xx = x.clone();
        for _ in 0..right.len() {
            xx = xx.unsqueeze(-1)?;
        }
        let mut yy = y.clone();
        for _ in 0..left.len() {
            yy = yy.unsqueeze(k as i64)?;
        }
        xx.mul(&yy)?
    } else {
        let xm = wide(&x, &xs[k..])?.reshape(&[count, n, s])?;
        let ym = wide(&y, &ys[k..])?.reshape(&[count, s, m])?;
        xm.bmm(&ym)?.reshape(&out)?
    };
    let labels = order([&batch, &left, &right]);
    reduce(z, labels, keep)
}

/// `einsum(str equation, Tensor... operands) -> Tensor` · function
///
/// The sum, over the labels that the result lacks, of the products of the operands' elements: `'ij,jk->ik'` is `out[i][k] = sum over j of
/// a[i][j] * b[j][k]`. `...` stands for broadcast dimensions; without `->` the result has the labels that occur once, in alphabetical
/// order.
///
/// Shapes: one label for each dimension of each operand; a label has one size (or 1) everywhere.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a number of operands or dimensions that is not the equation's, sizes that differ, and labels of the result
///   that occur twice or nowhere.
pub(crate) fn einsum(equation: &str, operands: &[Tensor]) -> Result<Tensor> {
    ensure!(!operands.is_empty(), "einsum(): must provide at least one operand");
    let (inputs, output) = match equation.split_once("->") {
        Some((i, o)) => (i, Some(o)),
        None => (equation, None),
    };
    let parts: Vec<&str> = inputs.split(',').collect();
    ensure!(
        parts.len() == operands.len(),
        "einsum(): {} operands were provided than specified in the equation",
        if parts.len() < operands.len() { "more" } else { "fewer" }
    );
    let mut labels = Vec::new();
    let mut batch = 0;
    for (text, t) in parts.iter().zip(operands) {
        let l = parse(text, Some(t.dim()), 0)?;
        batch = batch.max(l.iter().filter(|l| matches!(l, Label::Batch(_))).count());
        labels.push(l);
    }
    let result: Labels = match output {
        Some(o) => parse(o, None, batch)?,
        None => {
            let mut once: Vec<u8> = labels.iter().flatten().filter_map(|l| if let Label::Letter(c) = l { Some(*c) } else { None }).collect();
            once.sort_unstable();
            let single: Vec<u8> = once.iter().copied().filter(|c| once.iter().filter(|d| *d == c).count() == 1).collect();
            (0..batch).rev().map(Label::Batch).chain(single.into_iter().map(Label::Letter)).collect()
        }
    };
    for (i, l) in result.iter().enumerate() {
        if let Label::Letter(c) = l {
            ensure!(!result[..i].contains(l), "einsum(): output subscript {} appears more than once in the output", *c as char);
            ensure!(labels.iter().any(|ls| ls.contains(l)), "einsum(): output subscript {} does not appear in the equation for any input operand", *c as char);
        }
    }
    check_sizes(operands, &labels)?;
    let mut terms = Vec::new();
    for (t, l) in operands.iter().zip(&labels) {
        terms.push(diagonals(t, l)?);
    }
    let mut terms = terms.into_iter();
    let Some(mut acc) = terms.next() else { bail!("einsum(): must provide at least one operand") };
    let mut rest: Vec<(Tensor, Labels)> = terms.collect();
    while !rest.is_empty() {
        let next = rest.remove(0);
        let keep = |l: Label| result.contains(&l) || rest.iter().any(|(_, ls)| ls.contains(&l));
        acc = contract(acc, next, &keep)?;
    }
    let (x, l) = reduce(acc.0, acc.1, |l| result.contains(&l))?;
    arranged(&x, &l, &result)
}

fn check_sizes(operands: &[Tensor], labels: &[Labels]) -> Result<()> {
    let mut sizes: Vec<(Label, i64)> = Vec::new();
    for (i, (t, ls)) in operands.iter().zip(labels).enumerate() {
        for (&l, &n) in ls.iter().zip(&t.sizes()) {
            match sizes.iter_mut().find(|(m, _)| *m == l) {
                Some((_, have)) if *have == 1 => *have = n,
                Some((_, have)) => {
                    let name = match l {
                        Label::Letter(c) => (c as char).to_string(),
                        Label::Batch(_) => "...".into(),
                    };
                    ensure!(n == *have || n == 1, "einsum(): subscript {name} has size {n} for operand {i} which does not broadcast with previously seen size {have}");
                }
                None => sizes.push((l, n)),
            }
        }
    }
    Ok(())
}

/// `tensordot.dims(Tensor a, Tensor b, int dims=2) -> Tensor` · function
///
/// `out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]` over the last `dims` dimensions of `a` and the first of `b`.
///
/// Shapes: the sizes of both without the summed dimensions.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a number of dimensions that is negative or too large and sizes that differ.
pub(crate) fn tensordot(a: &Tensor, b: &Tensor, dims: i64) -> Result<Tensor> {
    ensure!(dims >= 0, "tensordot expects dims >= 0, but got dims={dims}");
    ensure!(dims <= a.dim() as i64 && dims <= b.dim() as i64, "tensordot expects dims < ndim_a or ndim_b, but got dims={dims}");
    let n = a.dim() as i64;
    contracted(a, b, &(n - dims..n).collect::<Dims>(), &(0..dims).collect::<Dims>())
}

/// `_tensordot(Tensor input, Tensor other, int[] dims_self, int[] dims_other) -> Tensor` · function
///
/// `out[i…, j…] = sum over k… of a[i…, k…] * b[k…, j…]`, with the summed dimensions `dims_self` of the one and `dims_other` of the other.
///
/// Shapes: the sizes of both without the summed dimensions.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for lists of two lengths and sizes that differ.
pub(crate) fn contracted(a: &Tensor, b: &Tensor, da: &[i64], db: &[i64]) -> Result<Tensor> {
    ensure!(da.len() == db.len(), "both dimension lists should have same length");
    let (mut sa, mut sb) = (Dims::new(), Dims::new());
    let (mut a, mut b) = (a.clone(), b.clone());
    for (&i, &j) in da.iter().zip(db) {
        let (i, j) = (geometry::named_dim(i, a.dim())?, geometry::named_dim(j, b.dim())?);
        let (n, m) = (a.sizes()[i], b.sizes()[j]);
        if n == 1 && m != 1 {
            b = b.sum_dim_with(Some(&[j as i64]), true, Some(b.dtype()))?;
        } else if m == 1 && n != 1 {
            a = a.sum_dim_with(Some(&[i as i64]), true, Some(a.dtype()))?;
        } else {
            ensure!(n == m, "contracted dimensions need to match, but first has size {n} in dim {i} and second has size {m} in dim {j}");
        }
        sa.push(i as i64);
        sb.push(j as i64);
    }
    let ra: Dims = (0..a.dim() as i64).filter(|d| !sa.contains(d)).collect();
    let rb: Dims = (0..b.dim() as i64).filter(|d| !sb.contains(d)).collect();
    let out: Dims = ra.iter().map(|&d| a.sizes()[d as usize]).chain(rb.iter().map(|&d| b.sizes()[d as usize])).collect();
    let size = |t: &Tensor, d: &Dims| d.iter().map(|&d| t.sizes()[d as usize]).product::<i64>();
    let (n, k, m) = (size(&a, &ra), size(&a, &sa), size(&b, &rb));
    let x = a.permute(&ra.iter().chain(&sa).copied().collect::<Dims>())?.reshape(&[n, k])?;
    let y = b.permute(&sb.iter().chain(&rb).copied().collect::<Dims>())?.reshape(&[k, m])?;
    x.mm(&y)?.reshape(&out)
}

/// `inner(Tensor input, Tensor other) -> Tensor` · method function out exact
///
/// `out[i…, j…] = sum over k of a[i…, k] * b[j…, k]`.
///
/// Shapes: `(*, n)` and `(+, n)` to `(*, +)`; a 0-dim operand multiplies.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for last dimensions of two sizes.
pub(crate) fn inner(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    if x.dim() == 0 || y.dim() == 0 {
        return x.mul(y);
    }
    ensure!(
        x.size(-1)? == y.size(-1)?,
        "inner() the last dimension must match on both input tensors but got shapes {:?} and {:?}",
        &x.sizes()[..],
        &y.sizes()[..]
    );
    contracted(x, y, &[-1], &[-1])
}

/// `kron(Tensor input, Tensor other) -> Tensor` · method function out
///
/// `out[i * p + k][j * q + l] = a[i][j] * b[k][l]`: every element of `input` times the whole of `other`, block by block.
///
/// Shapes: `(n, m)` and `(p, q)` to `(n p, m q)`; the shorter shape gets leading ones.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a result too large for memory.
pub(crate) fn kron(x: &Tensor, y: &Tensor) -> Result<Tensor> {
    let n = x.dim().max(y.dim());
    let (mut xs, mut ys, mut out) = (Dims::new(), Dims::new(), Dims::new());
    let size = |t: &Tensor, i: usize| if i + t.dim() >= n { t.sizes()[i + t.dim() - n] } else { 1 };
    for i in 0..n {
        let (a, b) = (size(x, i), size(y, i));
        xs.extend_from_slice(&[a, 1]);
        ys.extend_from_slice(&[1, b]);
        let Some(m) = a.checked_mul(b) else { bail!("kron: Storage size calculation overflowed") };
        out.push(m);
    }
    x.reshape(&xs)?.mul(&y.reshape(&ys)?)?.reshape(&out)
}

fn crossed(x: &Tensor, y: &Tensor, dim: i64) -> Result<Tensor> {
    let sizes = geometry::broadcast(&x.sizes(), &y.sizes())?;
    let d = wrap_dim(dim, sizes.len())?;
    ensure!(x.dim() == y.dim(), "linalg.cross: inputs must have the same number of dimensions.");
    let long = |t: &Tensor| t.sizes().get(d).copied().unwrap_or(1);
    ensure!(long(x) == 3 && long(y) == 3, "linalg.cross: inputs dimension {dim} must have length 3. Got {} and {}", long(x), long(y));
    let (x, y, d) = (x.expand(&sizes)?, y.expand(&sizes)?, d as i64);
    let part = |t: &Tensor, i: i64| t.select(d, i);
    let term = |i: i64, j: i64| part(&x, i)?.mul(&part(&y, j)?)?.sub(&part(&x, j)?.mul(&part(&y, i)?)?);
    Tensor::stack_with(&[term(1, 2)?, term(2, 0)?, term(0, 1)?], d)
}

/// `linalg_cross(Tensor input, Tensor other, *, int dim=-1) -> Tensor` · linalg out exact node=LinalgCross0
///
/// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`.
///
/// Shapes: two that broadcast, 3 long in `dim`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a dimension that is not 3 long; IndexError for a dimension out of range.
pub(crate) fn linalg_cross(x: &Tensor, y: &Tensor, dim: i64) -> Result<Tensor> {
    crossed(x, y, dim)
}

/// `cross(Tensor input, Tensor other, int? dim=None) -> Tensor` · method function out exact node=LinalgCross0
///
/// `(a1 b2 - a2 b1, a2 b0 - a0 b2, a0 b1 - a1 b0)` along `dim`, by default the first dimension of size 3.
///
/// Shapes: two that broadcast, 3 long in `dim`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a dimension that is not 3 long; IndexError for a dimension out of range.
pub(crate) fn cross(x: &Tensor, y: &Tensor, dim: Option<i64>) -> Result<Tensor> {
    let dim = match dim {
        Some(d) => d,
        None => match x.sizes().iter().position(|&n| n == 3) {
            Some(d) => d as i64,
            None => bail!("no dimension of size 3 in input"),
        },
    };
    crossed(x, y, dim)
}

/// `bilinear(Tensor input1, Tensor input2, Tensor weight, Tensor? bias=None) -> Tensor` · function nn.functional
///
/// `out[…, k] = sum over i, j of input1[…, i] * weight[k, i, j] * input2[…, j] + bias[k]`.
///
/// Shapes: `(*, n)` and `(*, m)` with a weight `(o, n, m)` and a bias `(o)`: `(*, o)`.
/// Dtypes: integers, floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a weight that is not 3-dimensional and for sizes that do not fit.
pub(crate) fn bilinear(a: &Tensor, b: &Tensor, w: &Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
    let (sa, sb, sw) = (a.sizes(), b.sizes(), w.sizes());
    let n = sa.len();
    ensure!(sw.len() == 3, "bilinear(): weight must be 3-dimensional, got {:?}", &sw[..]);
    ensure!(n > 0 && sb.len() == n && sa[..n - 1] == sb[..n - 1], "bilinear(): input dimensions do not match: got {:?} and {:?}", &sa[..], &sb[..]);
    ensure!(sa[n - 1] == sw[1], "bilinear(): input1 size does not match weight size: got {} but expected {}", sa[n - 1], sw[1]);
    ensure!(sb[n - 1] == sw[2], "bilinear(): input2 size does not match weight size: got {} but expected {}", sb[n - 1], sw[2]);
    let rows: i64 = sa[..n - 1].iter().product();
    let (x, y) = (a.reshape(&[rows, sw[1]])?, b.reshape(&[rows, sw[2]])?);
    let left = contracted(&x, w, &[1], &[1])?;
    let out = left.bmm(&y.unsqueeze(2)?)?.squeeze_dim(&[2])?;
    let mut shape = sa.clone();
    shape[n - 1] = sw[0];
    let out = out.reshape(&shape)?;
    match bias {
        Some(b) => out.add(b),
        None => Ok(out),
    }
}
