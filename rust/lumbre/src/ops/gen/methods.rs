// Written by rust/codegen.py from the op declarations. Do not edit.

use crate::Device;
use crate::error::Result;
use crate::modes;
use crate::ops::value::*;
use crate::ops::{self, dest, table};
#[allow(unused_imports)]
use crate::random::Generator;
use crate::tensor::Tensor;
use lumbre_kernels::DType;
use smallvec::smallvec;

#[allow(clippy::wrong_self_convention, clippy::should_implement_trait, clippy::needless_lifetimes)]
impl Tensor {
    /// A copy in another dtype, device or memory format.
    #[inline]
    pub fn to_copy(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::to_copy(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_TO_COPY], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// A copy in another dtype, device or memory format.
    #[inline]
    pub fn to_copy_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::to_copy(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::_TO_COPY], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// `input + alpha * other`, broadcast and promoted.
    #[inline]
    pub fn add<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::add(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `input + alpha * other`, broadcast and promoted.
    #[inline]
    pub fn add_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::add(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `input + alpha * other`, broadcast and promoted.
    #[inline]
    pub fn add_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("add_", self, || ops::pointwise::add(self, other, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `input + alpha * other`, broadcast and promoted.
    #[inline]
    pub fn add_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("add_", self, || ops::pointwise::add(self, other, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ADD], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// The same elements as another tensor.
    #[inline]
    pub fn alias(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::alias(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ALIAS], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `start, start + step, …` below `end`.
    #[inline]
    pub fn arange_op(start: Scalar, end: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_op(start, end, Scalar::Int(1), None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE_START], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), Scalar::Int(1).into_value(), Value::None, Value::None])?)
    }

    /// `start, start + step, …` below `end`.
    #[inline]
    pub fn arange_op_with(start: Scalar, end: Scalar, step: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_op(start, end, step, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE_START], ops::Form::Plain, &smallvec![start.into_value(), end.into_value(), step.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// `0, 1, …` below `end`.
    #[inline]
    pub fn arange_end(end: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_end(end, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE], ops::Form::Plain, &smallvec![end.into_value(), Value::None, Value::None])?)
    }

    /// `0, 1, …` below `end`.
    #[inline]
    pub fn arange_end_with(end: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::arange_end(end, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ARANGE], ops::Form::Plain, &smallvec![end.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Any sizes and strides over the tensor's storage.
    #[inline]
    pub fn as_strided(&self, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::as_strided(self, size, stride, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// Any sizes and strides over the tensor's storage.
    #[inline]
    pub fn as_strided_with(&self, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::as_strided(self, size, stride, storage_offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// A copy of `input` with `src` where `as_strided` would look.
    #[inline]
    pub fn as_strided_scatter(&self, src: &Tensor, size: &[i64], stride: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::as_strided_scatter(self, src, size, stride, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), size.into_value(), stride.into_value(), Value::None])?)
    }

    /// A copy of `input` with `src` where `as_strided` would look.
    #[inline]
    pub fn as_strided_scatter_with(&self, src: &Tensor, size: &[i64], stride: &[i64], storage_offset: Option<i64>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::as_strided_scatter(self, src, size, stride, storage_offset);
        }
        Tensor::from_result(ops::through(&table::OPS[table::AS_STRIDED_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), size.into_value(), stride.into_value(), storage_offset.into_value()])?)
    }

    /// Products of two batches of matrices, `(b, n, m) @ (b, m, p) -> (b, n, p)`.
    #[inline]
    pub fn bmm(&self, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::bmm(self, mat2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::BMM], ops::Form::Plain, &smallvec![self.into_value(), mat2.into_value()])?)
    }

    /// A copy.
    #[inline]
    pub fn clone_op(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::clone_op(self, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLONE], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Preserve.into_value()])?)
    }

    /// A copy.
    #[inline]
    pub fn clone_op_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::clone_op(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CLONE], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// The complex conjugate; a lazy view of complex tensors, real ones themselves.
    #[inline]
    pub fn conj(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::conj(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONJ], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The tensor itself if its memory is in the given order, else a copy that is.
    #[inline]
    pub fn contiguous(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::contiguous(self, MemoryFormat::Contiguous);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONTIGUOUS], ops::Form::Plain, &smallvec![self.into_value(), MemoryFormat::Contiguous.into_value()])?)
    }

    /// The tensor itself if its memory is in the given order, else a copy that is.
    #[inline]
    pub fn contiguous_with(&self, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::contiguous(self, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::CONTIGUOUS], ops::Form::Plain, &smallvec![self.into_value(), memory_format.into_value()])?)
    }

    /// Elements of `src`, broadcast and cast, into this tensor.
    #[inline]
    pub fn copy_(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::copy_(self, src, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPY_], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), false.into_value()])?)
    }

    /// Elements of `src`, broadcast and cast, into this tensor.
    #[inline]
    pub fn copy_with_(&self, src: &Tensor, non_blocking: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::copy_(self, src, non_blocking);
        }
        Tensor::from_result(ops::through(&table::OPS[table::COPY_], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), non_blocking.into_value()])?)
    }

    /// The same memory, outside the graph.
    #[inline]
    pub fn detach(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::detach(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DETACH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `input / other`: true division, or rounded with `rounding_mode` `'trunc'` or `'floor'`.
    #[inline]
    pub fn div<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::div(self, other, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `input / other`: true division, or rounded with `rounding_mode` `'trunc'` or `'floor'`.
    #[inline]
    pub fn div_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, rounding_mode: Option<&str>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::div(self, other, rounding_mode);
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), rounding_mode.into_value()])?)
    }

    /// `input / other`: true division, or rounded with `rounding_mode` `'trunc'` or `'floor'`.
    #[inline]
    pub fn div_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("div_", self, || ops::pointwise::div(self, other, None));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Value::None])?)
    }

    /// `input / other`: true division, or rounded with `rounding_mode` `'trunc'` or `'floor'`.
    #[inline]
    pub fn div_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, rounding_mode: Option<&str>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("div_", self, || ops::pointwise::div(self, other, rounding_mode));
        }
        Tensor::from_result(ops::through(&table::OPS[table::DIV], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), rounding_mode.into_value()])?)
    }

    /// Uninitialised memory.
    #[inline]
    pub fn empty_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_op(size, None, None, MemoryFormat::Contiguous);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None, MemoryFormat::Contiguous.into_value()])?)
    }

    /// Uninitialised memory.
    #[inline]
    pub fn empty_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_op(size, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// Uninitialised memory in the shape of `input`.
    #[inline]
    pub fn empty_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// Uninitialised memory in the shape of `input`.
    #[inline]
    pub fn empty_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::empty_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EMPTY_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// `e ** input`.
    #[inline]
    pub fn exp(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::exp(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `e ** input`.
    #[inline]
    pub fn exp_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("exp_", self, || ops::pointwise::exp(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXP], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Dimensions of size 1 stretched without a copy; -1 keeps a size.
    #[inline]
    pub fn expand(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::expand(self, size, false);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), false.into_value()])?)
    }

    /// Dimensions of size 1 stretched without a copy; -1 keeps a size.
    #[inline]
    pub fn expand_with(&self, size: &[i64], implicit: bool) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::expand(self, size, implicit);
        }
        Tensor::from_result(ops::through(&table::OPS[table::EXPAND], ops::Form::Plain, &smallvec![self.into_value(), size.into_value(), implicit.into_value()])?)
    }

    /// One number everywhere.
    #[inline]
    pub fn fill(&self, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::fill(self, value);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL], ops::Form::Plain, &smallvec![self.into_value(), value.into_value()])?)
    }

    /// One number everywhere.
    #[inline]
    pub fn fill_(&self, value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("fill_", self, || ops::creation::fill(self, value));
        }
        Tensor::from_result(ops::through(&table::OPS[table::FILL], ops::Form::Inplace, &smallvec![self.into_value(), value.into_value()])?)
    }

    /// Filled with one number.
    #[inline]
    pub fn full_op(size: &[i64], fill_value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_op(size, fill_value, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL], ops::Form::Plain, &smallvec![size.into_value(), fill_value.into_value(), Value::None, Value::None])?)
    }

    /// Filled with one number.
    #[inline]
    pub fn full_op_with(size: &[i64], fill_value: Scalar, dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_op(size, fill_value, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL], ops::Form::Plain, &smallvec![size.into_value(), fill_value.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// One number in the shape of `input`.
    #[inline]
    pub fn full_like(&self, fill_value: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_like(self, fill_value, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL_LIKE], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// One number in the shape of `input`.
    #[inline]
    pub fn full_like_with(&self, fill_value: Scalar, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::full_like(self, fill_value, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::FULL_LIKE], ops::Form::Plain, &smallvec![self.into_value(), fill_value.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// A copy of `input` with `alpha * source` added at the given indices of one dimension.
    #[inline]
    pub fn index_add(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_add(self, dim, index, source, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// A copy of `input` with `alpha * source` added at the given indices of one dimension.
    #[inline]
    pub fn index_add_with(&self, dim: i64, index: &Tensor, source: &Tensor, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_add(self, dim, index, source, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), alpha.into_value()])?)
    }

    /// A copy of `input` with `alpha * source` added at the given indices of one dimension.
    #[inline]
    pub fn index_add_(&self, dim: i64, index: &Tensor, source: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_add_", self, || ops::index::index_add(self, dim, index, source, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// A copy of `input` with `alpha * source` added at the given indices of one dimension.
    #[inline]
    pub fn index_add_with_(&self, dim: i64, index: &Tensor, source: &Tensor, alpha: Scalar) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("index_add_", self, || ops::index::index_add(self, dim, index, source, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_ADD], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value(), index.into_value(), source.into_value(), alpha.into_value()])?)
    }

    /// The given indices of one dimension.
    #[inline]
    pub fn index_select(&self, dim: i64, index: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::index::index_select(self, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::INDEX_SELECT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// `input @ weight.T + bias`: `(*, in) -> (*, out)` with a weight of `(out, in)`.
    #[inline]
    pub fn linear(&self, weight: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::linear(self, weight, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINEAR], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), Value::None])?)
    }

    /// `input @ weight.T + bias`: `(*, in) -> (*, out)` with a weight of `(out, in)`.
    #[inline]
    pub fn linear_with(&self, weight: &Tensor, bias: Option<&Tensor>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::linear(self, weight, bias);
        }
        Tensor::from_result(ops::through(&table::OPS[table::LINEAR], ops::Form::Plain, &smallvec![self.into_value(), weight.into_value(), bias.into_value()])?)
    }

    /// The matrix product with NumPy's rules for vectors and batches.
    #[inline]
    pub fn matmul(&self, other: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::matmul(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MATMUL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// The mean of all elements.
    #[inline]
    pub fn mean(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// The mean of all elements.
    #[inline]
    pub fn mean_with(&self, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// Means over `dim`.
    #[inline]
    pub fn mean_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean_dim(self, dim, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value(), Value::None])?)
    }

    /// Means over `dim`.
    #[inline]
    pub fn mean_dim_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::mean_dim(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MEAN_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// The product of two matrices, `(n, m) @ (m, p) -> (n, p)`.
    #[inline]
    pub fn mm(&self, mat2: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::matmul::mm(self, mat2);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MM], ops::Form::Plain, &smallvec![self.into_value(), mat2.into_value()])?)
    }

    /// `input * other`, broadcast and promoted.
    #[inline]
    pub fn mul<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::mul(self, other);
        }
        Tensor::from_result(ops::through(&table::OPS[table::MUL], ops::Form::Plain, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `input * other`, broadcast and promoted.
    #[inline]
    pub fn mul_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("mul_", self, || ops::pointwise::mul(self, other));
        }
        Tensor::from_result(ops::through(&table::OPS[table::MUL], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value()])?)
    }

    /// `length` indices of one dimension from `start`.
    #[inline]
    pub fn narrow(&self, dim: i64, start: i64, length: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::narrow(self, dim, start, length);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NARROW], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), length.into_value()])?)
    }

    /// `-input`.
    #[inline]
    pub fn neg(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::neg(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEG], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `-input`.
    #[inline]
    pub fn neg_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("neg_", self, || ops::pointwise::neg(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::NEG], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Filled with ones.
    #[inline]
    pub fn ones_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_op(size, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None])?)
    }

    /// Filled with ones.
    #[inline]
    pub fn ones_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_op(size, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Ones in the shape of `input`.
    #[inline]
    pub fn ones_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// Ones in the shape of `input`.
    #[inline]
    pub fn ones_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::ones_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ONES_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

    /// The dimensions in another order.
    #[inline]
    pub fn permute(&self, dims: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::permute(self, dims);
        }
        Tensor::from_result(ops::through(&table::OPS[table::PERMUTE], ops::Form::Plain, &smallvec![self.into_value(), dims.into_value()])?)
    }

    /// `max(input, 0)`.
    #[inline]
    pub fn relu(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::relu(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// `max(input, 0)`.
    #[inline]
    pub fn relu_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("relu_", self, || ops::pointwise::relu(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RELU], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// The elements under another shape: a view where possible, else a copy.
    #[inline]
    pub fn reshape(&self, shape: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::reshape(self, shape);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESHAPE], ops::Form::Plain, &smallvec![self.into_value(), shape.into_value()])?)
    }

    /// The tensor without a lazy conjugation.
    #[inline]
    pub fn resolve_conj(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::resolve_conj(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RESOLVE_CONJ], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// The dtype the two operands compute in.
    #[inline]
    pub fn result_type_op<'a>(tensor1: impl Into<TensorOrScalar<'a>>, tensor2: impl Into<TensorOrScalar<'a>>) -> Result<DType> {
        let tensor1 = tensor1.into();
        let tensor2 = tensor2.into();
        if !modes::dispatching() {
            return ops::creation::result_type_op(tensor1, tensor2);
        }
        DType::from_result(ops::through(&table::OPS[table::RESULT_TYPE], ops::Form::Plain, &smallvec![tensor1.into_value(), tensor2.into_value()])?)
    }

    /// `other - alpha * input`.
    #[inline]
    pub fn rsub<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::rsub(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `other - alpha * input`.
    #[inline]
    pub fn rsub_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::rsub(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::RSUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// One index of one dimension, which goes away.
    #[inline]
    pub fn select(&self, dim: i64, index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::select(self, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELECT], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// A copy of `input` with `src` at one index of one dimension.
    #[inline]
    pub fn select_scatter(&self, src: &Tensor, dim: i64, index: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::select_scatter(self, src, dim, index);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SELECT_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), dim.into_value(), index.into_value()])?)
    }

    /// `start:end:step` of one dimension.
    #[inline]
    pub fn slice(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice(self, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// `start:end:step` of one dimension.
    #[inline]
    pub fn slice_with(&self, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice(self, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// A copy of `input` with `src` at `start:end:step` of one dimension.
    #[inline]
    pub fn slice_scatter(&self, src: &Tensor) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice_scatter(self, src, 0, None, None, 1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), 0.into_value(), Value::None, Value::None, 1.into_value()])?)
    }

    /// A copy of `input` with `src` at `start:end:step` of one dimension.
    #[inline]
    pub fn slice_scatter_with(&self, src: &Tensor, dim: i64, start: Option<i64>, end: Option<i64>, step: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::slice_scatter(self, src, dim, start, end, step);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SLICE_SCATTER], ops::Form::Plain, &smallvec![self.into_value(), src.into_value(), dim.into_value(), start.into_value(), end.into_value(), step.into_value()])?)
    }

    /// Pieces of the given sizes along one dimension.
    #[inline]
    pub fn split_sizes(&self, split_size: &[i64]) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view::split_sizes(self, split_size, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), 0.into_value()])?)
    }

    /// Pieces of the given sizes along one dimension.
    #[inline]
    pub fn split_sizes_with(&self, split_size: &[i64], dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view::split_sizes(self, split_size, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::SPLIT_SIZES], ops::Form::Plain, &smallvec![self.into_value(), split_size.into_value(), dim.into_value()])?)
    }

    /// All dimensions of size 1 removed.
    #[inline]
    pub fn squeeze(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::squeeze(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// All dimensions of size 1 removed.
    #[inline]
    pub fn squeeze_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("squeeze_", self, || ops::view::squeeze(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// The given dimensions removed where their size is 1.
    #[inline]
    pub fn squeeze_dim(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::squeeze_dim(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// The given dimensions removed where their size is 1.
    #[inline]
    pub fn squeeze_dim_(&self, dim: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("squeeze_", self, || ops::view::squeeze_dim(self, dim));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SQUEEZE_DIM], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// `input - alpha * other`, broadcast and promoted.
    #[inline]
    pub fn sub<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::sub(self, other, Scalar::Int(1));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `input - alpha * other`, broadcast and promoted.
    #[inline]
    pub fn sub_with<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return ops::pointwise::sub(self, other, alpha);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Plain, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// `input - alpha * other`, broadcast and promoted.
    #[inline]
    pub fn sub_<'a>(&self, other: impl Into<TensorOrScalar<'a>>) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("sub_", self, || ops::pointwise::sub(self, other, Scalar::Int(1)));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), Scalar::Int(1).into_value()])?)
    }

    /// `input - alpha * other`, broadcast and promoted.
    #[inline]
    pub fn sub_with_<'a>(&self, other: impl Into<TensorOrScalar<'a>>, alpha: Scalar) -> Result<Tensor> {
        let other = other.into();
        if !modes::dispatching() {
            return dest::inplace("sub_", self, || ops::pointwise::sub(self, other, alpha));
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUB], ops::Form::Inplace, &smallvec![self.into_value(), other.into_value(), alpha.into_value()])?)
    }

    /// The sum of all elements; integers sum as `int64`.
    #[inline]
    pub fn sum(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum(self, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM], ops::Form::Plain, &smallvec![self.into_value(), Value::None])?)
    }

    /// The sum of all elements; integers sum as `int64`.
    #[inline]
    pub fn sum_with(&self, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum(self, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value()])?)
    }

    /// Sums over `dim` (all dimensions when it is `None` or empty).
    #[inline]
    pub fn sum_dim(&self, dim: Option<&[i64]>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum_dim(self, dim, false, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), false.into_value(), Value::None])?)
    }

    /// Sums over `dim` (all dimensions when it is `None` or empty).
    #[inline]
    pub fn sum_dim_with(&self, dim: Option<&[i64]>, keepdim: bool, dtype: Option<DType>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::reduce::sum_dim(self, dim, keepdim, dtype);
        }
        Tensor::from_result(ops::through(&table::OPS[table::SUM_DIM], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value(), keepdim.into_value(), dtype.into_value()])?)
    }

    /// A matrix transposed; vectors and numbers as they are.
    #[inline]
    pub fn t(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::t(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::T], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Hyperbolic tangent.
    #[inline]
    pub fn tanh(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::pointwise::tanh(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TANH], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Hyperbolic tangent.
    #[inline]
    pub fn tanh_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("tanh_", self, || ops::pointwise::tanh(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::TANH], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Two dimensions exchanged.
    #[inline]
    pub fn transpose(&self, dim0: i64, dim1: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::transpose(self, dim0, dim1);
        }
        Tensor::from_result(ops::through(&table::OPS[table::TRANSPOSE], ops::Form::Plain, &smallvec![self.into_value(), dim0.into_value(), dim1.into_value()])?)
    }

    /// Every index of one dimension, as a tuple.
    #[inline]
    pub fn unbind(&self) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view::unbind(self, 0);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND], ops::Form::Plain, &smallvec![self.into_value(), 0.into_value()])?)
    }

    /// Every index of one dimension, as a tuple.
    #[inline]
    pub fn unbind_with(&self, dim: i64) -> Result<Vec<Tensor>> {
        if !modes::dispatching() {
            return ops::view::unbind(self, dim);
        }
        <Vec<Tensor>>::from_result(ops::through(&table::OPS[table::UNBIND], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// A dimension of size 1 put in at `dim`.
    #[inline]
    pub fn unsqueeze(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::unsqueeze(self, dim);
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNSQUEEZE], ops::Form::Plain, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// A dimension of size 1 put in at `dim`.
    #[inline]
    pub fn unsqueeze_(&self, dim: i64) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("unsqueeze_", self, || ops::view::unsqueeze(self, dim));
        }
        Tensor::from_result(ops::through(&table::OPS[table::UNSQUEEZE], ops::Form::Inplace, &smallvec![self.into_value(), dim.into_value()])?)
    }

    /// The same elements under another shape; raises if that needs a copy.
    #[inline]
    pub fn view(&self, size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::view(self, size);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW], ops::Form::Plain, &smallvec![self.into_value(), size.into_value()])?)
    }

    /// Pairs of real numbers in the last dimension seen as complex numbers.
    #[inline]
    pub fn view_as_complex(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::view_as_complex(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_COMPLEX], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Complex numbers seen as pairs of real ones in a new last dimension.
    #[inline]
    pub fn view_as_real(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::view::view_as_real(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::VIEW_AS_REAL], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Zeros.
    #[inline]
    pub fn zero(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zero(self);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZERO], ops::Form::Plain, &smallvec![self.into_value()])?)
    }

    /// Zeros.
    #[inline]
    pub fn zero_(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return dest::inplace("zero_", self, || ops::creation::zero(self));
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZERO], ops::Form::Inplace, &smallvec![self.into_value()])?)
    }

    /// Filled with zeros.
    #[inline]
    pub fn zeros_op(size: &[i64]) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_op(size, None, None);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS], ops::Form::Plain, &smallvec![size.into_value(), Value::None, Value::None])?)
    }

    /// Filled with zeros.
    #[inline]
    pub fn zeros_op_with(size: &[i64], dtype: Option<DType>, device: Option<Device>) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_op(size, dtype, device);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS], ops::Form::Plain, &smallvec![size.into_value(), dtype.into_value(), device.into_value()])?)
    }

    /// Zeros in the shape of `input`.
    #[inline]
    pub fn zeros_like(&self) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_like(self, None, None, MemoryFormat::Preserve);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS_LIKE], ops::Form::Plain, &smallvec![self.into_value(), Value::None, Value::None, MemoryFormat::Preserve.into_value()])?)
    }

    /// Zeros in the shape of `input`.
    #[inline]
    pub fn zeros_like_with(&self, dtype: Option<DType>, device: Option<Device>, memory_format: MemoryFormat) -> Result<Tensor> {
        if !modes::dispatching() {
            return ops::creation::zeros_like(self, dtype, device, memory_format);
        }
        Tensor::from_result(ops::through(&table::OPS[table::ZEROS_LIKE], ops::Form::Plain, &smallvec![self.into_value(), dtype.into_value(), device.into_value(), memory_format.into_value()])?)
    }

}
