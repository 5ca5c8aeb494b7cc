//! Sums, means and maxima of rows of a table by bags of indices.

use super::partial::{need_index, places_on};
use crate::error::Result;
use crate::modes;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::DType;

/// Which bag each kept index is in.
struct Bags {
    /// Positions in the list of indices that count, and their bags.
    kept: Vec<i64>,
    bag: Vec<i64>,
    /// The bag of every index, and how many of each bag count.
    all: Vec<i64>,
    sizes: Vec<i64>,
}

impl Bags {
    fn new(indices: &[i64], offsets: &[i64], last: bool, padding: Option<i64>) -> Result<Bags> {
        let n = indices.len() as i64;
        let count = if last { offsets.len().saturating_sub(1) } else { offsets.len() };
        ensure!(!last || !offsets.is_empty(), "include_last_offset: number of offset should be at least 1");
        if let Some(&first) = offsets.first() {
            ensure!(first == 0, "offsets[0] has to be 0, i.e., the first sequence in the mini-batch has to start from position 0. However, got {first}");
        }
        if let Some(&end) = offsets.last() {
            ensure!(end <= n, "offsets[-1] can not be greater than input's length({n}), but got offsets[-1] of {end}");
        }
        ensure!(offsets.windows(2).all(|w| w[0] <= w[1]), "embedding_bag: offsets must not decrease");
        let mut bags = Bags { kept: Vec::new(), bag: Vec::new(), all: vec![0; indices.len()], sizes: vec![0; count] };
        for b in 0..count {
            let end = offsets.get(b + 1).copied().unwrap_or(n);
            for at in offsets[b]..end {
                bags.all[at as usize] = b as i64;
                if Some(indices[at as usize]) != padding {
                    bags.kept.push(at);
                    bags.bag.push(b as i64);
                    bags.sizes[b] += 1;
                }
            }
        }
        Ok(bags)
    }

    /// For each bag and column, the row of the table with the largest value; -1 for an empty bag.
    fn largest(&self, rows: &Tensor, indices: &[i64], columns: usize) -> Result<Vec<i64>> {
        let values = rows.detach_handle().to_dtype(DType::F64)?.contiguous()?.to_vec::<f64>()?;
        let mut best = vec![-1i64; self.sizes.len() * columns];
        for (i, &b) in self.bag.iter().enumerate() {
            for c in 0..columns {
                let at = &mut best[b as usize * columns + c];
                let v = values[i * columns + c];
                if *at < 0 || v > values[*at as usize * columns + c] {
                    *at = i as i64;
                }
            }
        }
        Ok(best.into_iter().map(|i| if i < 0 { -1 } else { indices[self.kept[i as usize] as usize] }).collect())
    }
}

/// `embedding_bag(Tensor weight, Tensor indices, Tensor offsets, bool scale_grad_by_freq=False, int mode=0, bool sparse=False, Tensor? per_sample_weights=None, bool include_last_offset=False, int? padding_idx=None) -> (Tensor, Tensor, Tensor, Tensor)` · function node=EmbeddingBag0
///
/// The sum (`mode` 0), mean (1) or maximum (2) of the rows of `weight` `(n, d)` that `indices` `(k)` name, for each bag that begins at
/// one of `offsets`: `(bags, d)`; then the bag of each index, the size of each bag, and the rows of the maxima. Indices equal to
/// `padding_idx` do not count; `per_sample_weights` `(k)` scale the rows of sums.
///
/// Shapes: weight `(n, d)`, indices `(k)`, offsets `(bags)`: `(bags, d)`, `(k)`, `(bags)` and `(bags, d)` for maxima.
/// Dtypes: floats; others raise RuntimeError.
/// Raises: RuntimeError for other numbers of dimensions, an unknown `mode`, and `per_sample_weights` without sums or of another shape or
///   dtype; IndexError for an index out of range.
pub(crate) fn embedding_bag(
    weight: &Tensor,
    indices: &Tensor,
    offsets: &Tensor,
    scale_grad_by_freq: bool,
    mode: i64,
    sparse: bool,
    per_sample_weights: Option<&Tensor>,
    include_last_offset: bool,
    padding_idx: Option<i64>,
) -> Result<(Tensor, Tensor, Tensor, Tensor)> {
    ensure!(weight.dim() == 2, "embedding_bag: weight must have 2 dimensions, got shape {:?}", &weight.sizes()[..]);
    ensure!(indices.dim() == 1 && offsets.dim() == 1, "embedding_bag: indices and offsets must have 1 dimension, got shapes {:?} and {:?}", &indices.sizes()[..], &offsets.sizes()[..]);
    ensure!((0..3).contains(&mode), "embedding_bag: mode must be 0 (sum), 1 (mean) or 2 (max), got {mode}");
    need_index("embedding_bag", indices)?;
    need_index("embedding_bag", offsets)?;
    ensure!(weight.dtype().is_float(), "embedding_bag: Expected weight to be of a floating dtype, but got {}", weight.dtype().scalar_name());
    if let Some(w) = per_sample_weights {
        ensure!(mode == 0, "embedding_bag: per_sample_weights only supported with mode='sum'");
        ensure!(w.sizes() == indices.sizes(), "expected per_sample_weights to have the same shape as indices, got {:?} and {:?}", &w.sizes()[..], &indices.sizes()[..]);
        ensure!(w.dtype() == weight.dtype(), "expected per_sample_weights to have the dtype of weight, got {} and {}", w.dtype().name(), weight.dtype().name());
    }
    let [n, columns] = [weight.sizes()[0], weight.sizes()[1]];
    let padding = padding_idx.map(|p| if p < 0 { p + n } else { p });
    ensure!(padding.is_none_or(|p| (0..n).contains(&p)), "padding_idx must be within the number of embeddings, -{n} through {}, but got {}", n - 1, padding_idx.unwrap_or(0));
    let list = |t: &Tensor| t.detach_handle().to_dtype(DType::I64)?.contiguous()?.to_vec::<i64>();
    let (at, starts) = (list(indices)?, list(offsets)?);
    let bags = Bags::new(&at, &starts, include_last_offset, padding)?;
    let whole = bags.kept.len() == at.len();
    let pick = |t: &Tensor| if whole { Ok(t.clone()) } else { t.index_select(0, &places_on(t, &bags.kept)?) };
    let rows = weight.embedding_with(&pick(indices)?, -1, scale_grad_by_freq, sparse)?;
    let count = bags.sizes.len() as i64;
    let bag_of = places_on(weight, &bags.bag)?;
    let zeros = Tensor::zeros(&[count, columns], weight.dtype(), weight.device())?;
    let mut largest = Tensor::zeros(&[if mode == 2 { count } else { 0 }, columns], DType::I64, weight.device())?;
    let y = match mode {
        0 => {
            let scaled = match per_sample_weights {
                Some(w) => rows.mul(&pick(w)?.unsqueeze(1)?)?,
                None => rows,
            };
            zeros.index_add(0, &bag_of, &scaled)?
        }
        1 => {
            let sizes: Vec<f64> = bags.sizes.iter().map(|&s| s.max(1) as f64).collect();
            let sizes = Tensor::from_slice_on(&sizes, &[count, 1], weight.device())?.to_dtype(weight.dtype())?;
            zeros.index_add(0, &bag_of, &rows)?.div(&sizes)?
        }
        _ => {
            let best = bags.largest(&rows, &at, columns as usize)?;
            let empty: Vec<bool> = best.iter().map(|&i| i < 0).collect();
            let clamped: Vec<i64> = best.iter().map(|&i| i.max(0)).collect();
            largest = Tensor::from_slice_on(&clamped, &[count, columns], weight.device())?;
            let y = weight.gather(0, &largest)?;
            if empty.contains(&true) { y.masked_fill(&Tensor::from_slice_on(&empty, &[count, columns], weight.device())?, 0.0)? } else { y }
        }
    };
    let like = |v: &[i64]| Tensor::from_slice_on(v, &[v.len() as i64], indices.device())?.to_dtype(indices.dtype());
    Ok((y, like(&bags.all)?, like(&bags.sizes)?, largest))
}

/// `embedding_renorm_(Tensor(a!) input, Tensor indices, float max_norm, float norm_type) -> Tensor(a!)` · function nondiff
///
/// `w[i] *= max_norm / norm(w[i])` for the named rows whose `norm_type`-norm is above `max_norm`, in place and outside the graph.
///
/// Shapes: weight `(n, d)`, indices any.
/// Dtypes: floats, complex; others raise NotImplementedError.
/// Raises: RuntimeError for a weight that is no matrix; IndexError for an index out of range.
pub(crate) fn embedding_renorm_(weight: &Tensor, indices: &Tensor, max_norm: f64, norm_type: f64) -> Result<Tensor> {
    need_index("embedding_renorm_", indices)?;
    if weight.dim() != 2 {
        bail!("embedding_renorm_: weight must have 2 dimensions, got shape {:?}", &weight.sizes()[..]);
    }
    let _quiet = modes::no_grad();
    let mut at = indices.detach_handle().to_dtype(DType::I64)?.reshape(&[-1])?.to_vec::<i64>()?;
    at.sort_unstable();
    at.dedup();
    let places = places_on(weight, &at)?;
    let rows = weight.detach_handle().index_select(0, &places)?;
    let norms = rows.norm_with(Some(lumbre_kernels::Scalar::Float(norm_type)), Some(&[1]), true, None)?;
    let scale = norms.add(1e-7)?.reciprocal()?.mul(max_norm)?;
    let scaled = norms.gt(max_norm)?.where_cond(&rows.mul(&scale)?, &rows)?;
    weight.index_copy_(0, &places, &scaled)?;
    Ok(weight.clone())
}
