//! Sequences of several lengths: padded to the longest, or packed step by step.

use super::partial::places_on;
use crate::ensure;
use crate::error::Result;
use crate::tensor::Tensor;
use crate::tensor::geometry::Dims;
use lumbre_kernels::{DType, Scalar};

/// The rows of each step, checked: decreasing, positive, and `total` in all.
pub(crate) fn batch_sizes(name: &str, sizes: &Tensor, total: i64) -> Result<Vec<i64>> {
    ensure!(
        sizes.dim() == 1 && sizes.dtype() == DType::I64 && sizes.device() == crate::Device::Cpu,
        "{name}: batch_sizes must be a 1-D int64 tensor on the CPU, got {} of shape {:?}",
        sizes.dtype().name(),
        &sizes.sizes()[..]
    );
    let list = sizes.to_vec::<i64>()?;
    let falls = list.windows(2).all(|w| w[0] >= w[1]) && list.last().is_none_or(|&n| n > 0);
    ensure!(falls, "{name}: batch_sizes must be positive and decreasing, got {list:?}");
    let sum: i64 = list.iter().sum();
    ensure!(sum == total, "{name}: batch_sizes add up to {sum}, but the packed data has {total} rows");
    ensure!(!list.is_empty(), "{name}: Expected sequence length to be larger than 0 in RNN");
    Ok(list)
}

/// `_pack_padded_sequence(Tensor input, Tensor lengths, bool batch_first) -> Tensor[]` · function
///
/// `x[t, b]` for all `t < lengths[b]`, one step after the other, and the number of rows of each step; `lengths` descend.
///
/// Shapes: input `(T, B, *)` (`(B, T, *)` with `batch_first`), lengths `(B)`: `(sum of lengths, *)` and `(T')`.
/// Dtypes: bool, integers, floats, complex; result 2 is int64.
/// Raises: RuntimeError for an empty input and lengths that are not descending, not positive, beyond `T` or of another number.
pub(crate) fn pack_padded_sequence(input: &Tensor, lengths: &Tensor, batch_first: bool) -> Result<Vec<Tensor>> {
    let x = if batch_first { input.transpose(0, 1)? } else { input.clone() };
    let s = x.sizes();
    ensure!(x.numel() > 0, "Cannot pack empty tensors.");
    ensure!(s.len() >= 2, "pack_padded_sequence: expected an input of at least 2 dimensions, got shape {:?}", &input.sizes()[..]);
    ensure!(lengths.dim() == 1 && lengths.dtype() == DType::I64, "'lengths' argument should be a 1D CPU int64 tensor, but got {}D {} tensor", lengths.dim(), lengths.dtype().name());
    let list = lengths.to_vec::<i64>()?;
    ensure!(list.len() as i64 == s[1], "Expected `len(lengths)` to be equal to batch_size, but got {} (batch_size={})", list.len(), s[1]);
    ensure!(list.iter().all(|&n| n > 0), "Length of all samples has to be greater than 0, but found an element in 'lengths' that is <= 0");
    ensure!(
        list.windows(2).all(|w| w[0] >= w[1]),
        "`lengths` array must be sorted in decreasing order when `enforce_sorted` is True. You can pass `enforce_sorted=False` to pack_padded_sequence and/or pack_sequence to sidestep this requirement if you do not need ONNX exportability."
    );
    ensure!(list[0] <= s[0], "Expected lengths of at most {} steps, got {}", s[0], list[0]);
    let sizes: Vec<i64> = (0..list[0]).map(|t| list.iter().filter(|&&n| n > t).count() as i64).collect();
    let sizes_tensor = Tensor::from_slice(&sizes, &[sizes.len() as i64])?;
    if sizes.iter().all(|&n| n == s[1]) {
        let flat = x.narrow(0, 0, list[0])?.reshape(&flat_sizes(list[0] * s[1], &s))?;
        return Ok(vec![flat, sizes_tensor]);
    }
    let batch = s[1];
    let at: Vec<i64> = sizes.iter().enumerate().flat_map(|(t, &n)| (0..n).map(move |b| t as i64 * batch + b)).collect();
    let flat = x.reshape(&flat_sizes(s[0] * s[1], &s))?;
    Ok(vec![flat.index_select(0, &places_on(&flat, &at)?)?, sizes_tensor])
}

/// `(rows, *)` for `s = (T, B, *)`.
fn flat_sizes(rows: i64, s: &[i64]) -> Dims {
    std::iter::once(rows).chain(s[2..].iter().copied()).collect()
}

/// `_pad_packed_sequence(Tensor data, Tensor batch_sizes, bool batch_first, Scalar padding_value, int total_length) -> Tensor[]` · function
///
/// `out[t, b] = ` the packed row of step `t` and sequence `b`, `padding_value` after its end; and the lengths. `total_length` above the
/// longest pads further.
///
/// Shapes: data `(rows, *)`, batch_sizes `(T)`: `(T, B, *)` (`(B, T, *)` with `batch_first`) and `(B)`.
/// Dtypes: bool, integers, floats, complex; result 2 is int64.
/// Raises: RuntimeError for data without dimensions and a `total_length` below the longest.
pub(crate) fn pad_packed_sequence(data: &Tensor, batch_sizes: &Tensor, batch_first: bool, padding_value: Scalar, total_length: i64) -> Result<Vec<Tensor>> {
    ensure!(data.dim() >= 1, "pad_packed_sequence: expected packed data, got a tensor without dimensions");
    let sizes = self::batch_sizes("pad_packed_sequence", batch_sizes, data.sizes()[0])?;
    let (batch, longest) = (sizes[0], sizes.len() as i64);
    ensure!(
        total_length <= 0 || total_length >= longest,
        "Expected total_length to be at least the length of the longest sequence in input, but got total_length={total_length} and max sequence length being {longest}"
    );
    let steps = total_length.max(longest);
    let lengths: Vec<i64> = (0..batch).map(|b| sizes.iter().take_while(|&&n| n > b).count() as i64).collect();
    let rest = data.sizes()[1..].to_vec();
    let full = |rows: i64| -> Dims { std::iter::once(rows).chain(rest.iter().copied()).collect() };
    let at: Vec<i64> = sizes.iter().enumerate().flat_map(|(t, &n)| (0..n).map(move |b| t as i64 * batch + b)).collect();
    let padding = Tensor::full(&full(steps * batch), padding_value, data.dtype(), data.device())?;
    let padded = padding.index_copy(0, &places_on(data, &at)?, data)?;
    let shape: Dims = [steps, batch].into_iter().chain(rest.iter().copied()).collect();
    let padded = padded.view(&shape)?;
    let padded = if batch_first { padded.transpose(0, 1)? } else { padded };
    Ok(vec![padded, Tensor::from_slice(&lengths, &[batch])?])
}
