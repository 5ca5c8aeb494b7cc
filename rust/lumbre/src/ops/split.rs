//! Taking tensors apart.

use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, wrap_dim};
use crate::{bail, ensure};
use lumbre_kernels::DType;

fn equal_parts(x: &Tensor, size: i64, dim: i64) -> Result<Vec<Tensor>> {
    ensure!(x.dim() > 0, "split expects at least a 1-dimensional tensor");
    ensure!(size >= 0, "split expects split_size be non-negative, but got split_size={size}");
    let n = x.size(dim)?;
    ensure!(size > 0 || n == 0, "split_size can only be 0 if dimension size is 0, but got dimension size of {n}");
    drop(crate::storage::list::<Tensor>((n / size.max(1)) as usize)?);
    let mut sizes = Dims::new();
    let mut left = n;
    while left > size && size > 0 {
        sizes.push(size);
        left -= size;
    }
    sizes.push(left);
    x.split_sizes_with(&sizes, dim)
}

/// `split(Tensor(a) input, int split_size, int dim=0) -> Tensor[]` · method view
///
/// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
///
/// Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
pub(crate) fn split(x: &Tensor, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
    equal_parts(x, split_size, dim)
}

/// `split.function(Tensor(a) tensor, int split_size_or_sections, int dim=0) -> Tensor[]` · function view
///
/// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
///
/// Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
pub(crate) fn split_function(x: &Tensor, size: i64, dim: i64) -> Result<Vec<Tensor>> {
    equal_parts(x, size, dim)
}

/// `split.function_sizes(Tensor(a) tensor, int[] split_size_or_sections, int dim=0) -> Tensor[]` · function view
///
/// `x` cut along `dim` into pieces of the given sizes, as views.
///
/// Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
pub(crate) fn split_function_sizes(x: &Tensor, sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_sizes_with(sizes, dim)
}

/// `split_with_sizes(Tensor(a) input, int[] split_sizes, int dim=0) -> Tensor[]` · method function view
///
/// `x` cut along `dim` into pieces of the given sizes, as views.
///
/// Shapes: `(*, n, *)` to pieces of `(*, sizes[i], *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError where the sizes are negative or do not sum to the dimension's; IndexError for a dimension out of range.
pub(crate) fn split_with_sizes(x: &Tensor, sizes: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    x.split_sizes_with(sizes, dim)
}

/// `chunk(Tensor(a) input, int chunks, int dim=0) -> Tensor[]` · method function view
///
/// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
///
/// Shapes: `(*, n, *)` to pieces of `(*, ceil(n / chunks), *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 1 chunks and a tensor without dimensions; IndexError for a dimension out of range.
pub(crate) fn chunk(x: &Tensor, chunks: i64, dim: i64) -> Result<Vec<Tensor>> {
    ensure!(x.dim() > 0, "chunk expects at least a 1-dimensional tensor");
    ensure!(chunks > 0, "chunk expects `chunks` to be greater than 0, got: {chunks}");
    let n = x.size(dim)?;
    let size = n / chunks + (n % chunks != 0) as i64;
    if size == 0 {
        drop(crate::storage::list::<Tensor>(chunks as usize)?);
        return x.split_sizes_with(&Dims::from_elem(0, chunks as usize), dim);
    }
    equal_parts(x, size, dim)
}

/// `unsafe_chunk(Tensor input, int chunks, int dim=0) -> Tensor[]` · method function view
///
/// `x` cut along `dim` into pieces of `ceil(n / chunks)`; the last may be smaller, and there may be fewer.
///
/// Shapes: `(*, n, *)` to pieces of `(*, ceil(n / chunks), *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 1 chunks and a tensor without dimensions; IndexError for a dimension out of range.
pub(crate) fn unsafe_chunk(x: &Tensor, chunks: i64, dim: i64) -> Result<Vec<Tensor>> {
    chunk(x, chunks, dim)
}

/// `unsafe_split(Tensor input, int split_size, int dim=0) -> Tensor[]` · method function view
///
/// `x[0 : s], x[s : 2 s], …` along `dim`, as views; the last piece may be smaller.
///
/// Shapes: `(*, n, *)` to pieces of `(*, s, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a negative size; IndexError for a dimension out of range.
pub(crate) fn unsafe_split(x: &Tensor, split_size: i64, dim: i64) -> Result<Vec<Tensor>> {
    equal_parts(x, split_size, dim)
}

fn sections(x: &Tensor, n: i64, dim: i64) -> Result<Vec<Tensor>> {
    ensure!(x.dim() > 0, "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
    ensure!(n > 0, "number of sections must be larger than 0, got {n}");
    let size = x.size(dim)?;
    drop(crate::storage::list::<Tensor>(n as usize)?);
    let sizes: Dims = (0..n).map(|i| size / n + (i < size % n) as i64).collect();
    x.split_sizes_with(&sizes, dim)
}

fn at_indices(x: &Tensor, indices: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    ensure!(x.dim() > 0, "tensor_split expected at least a 1-dimensional tensor, but got a tensor with 0 dims");
    wrap_dim(dim, x.dim())?;
    let mut out = Vec::new();
    let mut from = 0;
    for &to in indices {
        out.push(x.slice_with(dim, Some(from), Some(to), 1)?);
        from = to;
    }
    out.push(x.slice_with(dim, Some(from), None, 1)?);
    Ok(out)
}

/// `tensor_split.sections(Tensor(a) input, int sections, int dim=0) -> Tensor[]` · method function view
///
/// `x` cut along `dim` into `sections` pieces, the first `n % sections` one longer than the others, as views.
///
/// Shapes: `(*, n, *)` to pieces of `(*, n // sections (+ 1), *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 1 sections and a tensor without dimensions; IndexError for a dimension out of range.
pub(crate) fn tensor_split_sections(x: &Tensor, n: i64, dim: i64) -> Result<Vec<Tensor>> {
    sections(x, n, dim)
}

/// `tensor_split.indices(Tensor(a) input, int[] indices, int dim=0) -> Tensor[]` · method function view
///
/// `x[0 : i0], x[i0 : i1], …` along `dim`, as views.
///
/// Shapes: pieces between the indices.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions; IndexError for a dimension out of range.
pub(crate) fn tensor_split_indices(x: &Tensor, indices: &[i64], dim: i64) -> Result<Vec<Tensor>> {
    at_indices(x, indices, dim)
}

/// `tensor_split.tensor(Tensor(a) input, Tensor tensor_indices_or_sections, int dim=0) -> Tensor[]` · method function view
///
/// `x[0 : i0], x[i0 : i1], …` along `dim`, or that many pieces, with the indices or the number in a tensor.
///
/// Shapes: pieces of the input along `dim`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for numbers that are not int64 or have more than 1 dimension; IndexError for a dimension out of range.
pub(crate) fn tensor_split_tensor(x: &Tensor, by: &Tensor, dim: i64) -> Result<Vec<Tensor>> {
    ensure!(by.dtype() == DType::I64, "tensor_split expected tensor_indices_or_sections to have dtype of long, but got {}", by.dtype().scalar_name());
    match by.dim() {
        0 => sections(x, by.item()?.to_i64(), dim),
        1 => at_indices(x, &by.to_vec::<i64>()?, dim),
        n => bail!("tensor_split expected tensor_indices_or_sections to be a zero-dimensional or one-dimensional tensor, but got a tensor with {n} dims"),
    }
}

fn stacked(name: &str, x: &Tensor, least: usize) -> Result<i64> {
    ensure!(x.dim() >= least, "torch.{name} requires a tensor with at least {least} dimension, but got a tensor with {} dimensions!", x.dim());
    Ok(match name {
        "hsplit" if x.dim() == 1 => 0,
        "hsplit" => 1,
        "vsplit" => 0,
        _ => 2,
    })
}

fn even(name: &str, x: &Tensor, n: i64, least: usize) -> Result<Vec<Tensor>> {
    let dim = stacked(name, x, least)?;
    let size = x.size(dim)?;
    ensure!(
        n > 0 && size % n == 0,
        "torch.{name} attempted to split along dimension {dim}, but the size of the dimension {size} is not divisible by the split_size {n}!"
    );
    sections(x, n, dim)
}

/// `hsplit(Tensor(a) input, int sections) -> Tensor[]` · method function view
///
/// `x` cut into `sections` equal pieces along dimension 1 (of vectors: 0), as views.
///
/// Shapes: `(a, n, *)` to pieces of `(a, n / sections, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions and a size that `sections` does not divide.
pub(crate) fn hsplit(x: &Tensor, n: i64) -> Result<Vec<Tensor>> {
    even("hsplit", x, n, 1)
}

/// `hsplit.array(Tensor(a) input, int[] indices) -> Tensor[]` · method function view
///
/// `x[:, 0 : i0], x[:, i0 : i1], …` (of vectors along 0), as views.
///
/// Shapes: pieces between the indices.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for a tensor without dimensions.
pub(crate) fn hsplit_array(x: &Tensor, indices: &[i64]) -> Result<Vec<Tensor>> {
    at_indices(x, indices, stacked("hsplit", x, 1)?)
}

/// `vsplit(Tensor(a) input, int sections) -> Tensor[]` · method function view
///
/// `x` cut into `sections` equal pieces along dimension 0, as views.
///
/// Shapes: `(n, *)` to pieces of `(n / sections, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions and a size that `sections` does not divide.
pub(crate) fn vsplit(x: &Tensor, n: i64) -> Result<Vec<Tensor>> {
    even("vsplit", x, n, 2)
}

/// `vsplit.array(Tensor(a) input, int[] indices) -> Tensor[]` · method function view
///
/// `x[0 : i0], x[i0 : i1], …`, as views.
///
/// Shapes: pieces between the indices of dimension 0.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 2 dimensions.
pub(crate) fn vsplit_array(x: &Tensor, indices: &[i64]) -> Result<Vec<Tensor>> {
    at_indices(x, indices, stacked("vsplit", x, 2)?)
}

/// `dsplit(Tensor(a) input, int sections) -> Tensor[]` · method function view
///
/// `x` cut into `sections` equal pieces along dimension 2, as views.
///
/// Shapes: `(a, b, n, *)` to pieces of `(a, b, n / sections, *)`.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 3 dimensions and a size that `sections` does not divide.
pub(crate) fn dsplit(x: &Tensor, n: i64) -> Result<Vec<Tensor>> {
    even("dsplit", x, n, 3)
}

/// `dsplit.array(Tensor(a) input, int[] indices) -> Tensor[]` · method function view
///
/// `x[:, :, 0 : i0], x[:, :, i0 : i1], …`, as views.
///
/// Shapes: pieces between the indices of dimension 2.
/// Dtypes: bool, integers, floats, complex.
/// Raises: RuntimeError for fewer than 3 dimensions.
pub(crate) fn dsplit_array(x: &Tensor, indices: &[i64]) -> Result<Vec<Tensor>> {
    at_indices(x, indices, stacked("dsplit", x, 3)?)
}
