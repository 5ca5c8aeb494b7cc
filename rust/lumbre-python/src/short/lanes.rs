//! The lanes by name, one table a family.

use super::read::{int, ints, maybe, number, operand, or, tensor, tensors, text, truth};
use super::{Done, Given, Out};
use crate::object::tensor_type;
use crate::types::{PyDType, device_if};
use lumbre::backend::quick::{self, Arithmetic};
use lumbre::tensor::Dims;
use lumbre::{DType, Device, Scalar, Tensor, TensorOrScalar};
use pyo3::intern;
use pyo3::prelude::*;
use pyo3::types::{PyString, PyTuple};

#[inline]
fn made(r: lumbre::Result<Tensor>) -> Out {
    Some(r.map(Done::Tensor))
}

fn this(r: lumbre::Result<Tensor>) -> Out {
    Some(r.map(|_| Done::This))
}

/// Filled in one step where it can be.
fn filled(x: &Tensor, value: Scalar, general: impl FnOnce() -> lumbre::Result<Tensor>) -> Out {
    match quick::fill(x, value) {
        Ok(false) => this(general()),
        done => Some(done.map(|_| Done::This)),
    }
}

fn dim_name<'py>(py: Python<'py>) -> [&'py Bound<'py, PyString>; 1] {
    [intern!(py, "dim")]
}

fn dim_and_keepdim<'py>(py: Python<'py>) -> [&'py Bound<'py, PyString>; 2] {
    [intern!(py, "dim"), intern!(py, "keepdim")]
}

/// `dim` (none, one, or several) and `keepdim` of a reduction.
fn over(g: &Given) -> Option<(Option<Dims>, bool)> {
    let [dim, keepdim] = g.places(dim_and_keepdim)?;
    let dims = match dim {
        None => None,
        Some(ob) => Some(ints(std::slice::from_ref(ob))?),
    };
    Some((dims, or(keepdim, false, truth)?))
}

/// One `dim`, which may be missing, and `keepdim`.
fn along(g: &Given) -> Option<(Option<i64>, bool)> {
    let [dim, keepdim] = g.places(dim_and_keepdim)?;
    let dim = match dim {
        None => None,
        Some(ob) => Some(int(ob)?),
    };
    Some((dim, or(keepdim, false, truth)?))
}

fn reduced(g: &Given, all: impl FnOnce() -> lumbre::Result<Tensor>, some: impl FnOnce(&Dims, bool) -> lumbre::Result<Tensor>) -> Out {
    if g.bare() {
        return made(all());
    }
    let (dims, keepdim) = over(g)?;
    made(some(&dims?, keepdim))
}

fn extreme(g: &Given, all: impl FnOnce() -> lumbre::Result<Tensor>, some: impl FnOnce(i64, bool) -> lumbre::Result<(Tensor, Tensor)>) -> Out {
    if g.bare() {
        return made(all());
    }
    let (dim, keepdim) = along(g)?;
    let dim = dim?;
    Some(some(dim, keepdim).map(|(values, indices)| Done::Named(values, indices)))
}

/// The tensor itself where it has the dtype.
fn cast(x: &Tensor, g: &Given, dtype: DType) -> Out {
    if !g.bare() {
        return None;
    }
    if x.dtype() == dtype { Some(Ok(Done::This)) } else if x.dtype().is_complex() { None } else { made(x.to_type(dtype)) }
}

fn to(x: &Tensor, g: &Given) -> Out {
    let ob = g.one()?;
    if let Ok(d) = ob.cast_exact::<PyDType>() {
        return cast(x, &Given { rest: &[], values: &[], ..*g }, d.get().0);
    }
    if ob.get_type_ptr() == tensor_type(g.py) {
        return None;
    }
    // What is no device is the door's to refuse.
    match device_if(ob) {
        Ok(Some(Device::Cpu)) if x.device() == Device::Cpu => Some(Ok(Done::This)),
        _ => None,
    }
}

/// Two optional limits.
fn limits<'a>(g: &Given<'a, '_>) -> Option<[Option<TensorOrScalar<'a>>; 2]> {
    let [min, max] = g.places(|py| [intern!(py, "min"), intern!(py, "max")])?;
    let read = |ob: Option<&'a Bound<PyAny>>| match ob {
        None => Some(None),
        Some(ob) => operand(ob).map(Some),
    };
    let both = [read(min)?, read(max)?];
    both.iter().any(Option::is_some).then_some(both)
}

/// Sizes, and a dtype as keyword.
fn sized(g: &Given, make: impl FnOnce(&Dims, Option<DType>) -> lumbre::Result<Tensor>) -> Out {
    let [dtype] = Given { rest: &[], ..*g }.places(|py| [intern!(py, "dtype")])?;
    let dtype = match dtype {
        None => None,
        Some(ob) => Some(ob.cast_exact::<PyDType>().ok()?.get().0),
    };
    made(make(&ints(g.rest)?, dtype))
}

fn joined(g: &Given, join: impl FnOnce(&[Tensor], i64) -> lumbre::Result<Tensor>) -> Out {
    let [list, dim] = g.places(|py| [intern!(py, "tensors"), intern!(py, "dim")])?;
    made(join(&tensors(list?)?, or(dim, 0, int)?))
}

macro_rules! bare {
    ($x:ident, $body:expr) => {
        |$x, g| if g.bare() { made($body) } else { None }
    };
}

/// With one operand, a tensor or a number.
macro_rules! with_operand {
    ($method:ident) => {
        |x, g| made(x.$method(operand(g.one()?)?))
    };
    ($kind:ident, $method:ident) => {
        |x, g| {
            let other = operand(g.one()?)?;
            match quick::arithmetic(Arithmetic::$kind, x, other) {
                Ok(false) => this(x.$method(other)),
                done => Some(done.map(|_| Done::This)),
            }
        }
    };
}

pub type On = fn(&Tensor, &Given) -> Out;

pub fn view(name: &str, method: bool) -> Option<On> {
    Some(match name {
        "view" => |x, g| if g.values.is_empty() { made(x.view(&ints(g.rest)?)) } else { None },
        "reshape" => |x, g| if g.values.is_empty() { made(x.reshape(&ints(g.rest)?)) } else { None },
        "permute" => |x, g| if g.values.is_empty() { made(x.permute(&ints(g.rest)?)) } else { None },
        "expand" if method => |x, g| if g.values.is_empty() { made(x.expand(&ints(g.rest)?)) } else { None },
        "transpose" | "swapaxes" | "swapdims" => |x, g| match (g.rest, g.values) {
            ([a, b], []) => made(x.transpose(int(a)?, int(b)?)),
            _ => None,
        },
        "t" => bare!(x, x.t()),
        "unsqueeze" => |x, g| {
            let [dim] = g.places(dim_name)?;
            made(x.unsqueeze(int(dim?)?))
        },
        "squeeze" => |x, g| {
            let [dim] = g.places(dim_name)?;
            match dim {
                None => made(x.squeeze()),
                Some(ob) => made(x.squeeze_dim(&[int(ob)?])),
            }
        },
        "flatten" => |x, g| {
            let [start, end] = g.places(|py| [intern!(py, "start_dim"), intern!(py, "end_dim")])?;
            made(x.flatten_with(or(start, 0, int)?, or(end, -1, int)?))
        },
        "select" => |x, g| match (g.rest, g.values) {
            ([dim, at], []) => made(x.select(int(dim)?, int(at)?)),
            _ => None,
        },
        "narrow" => |x, g| match (g.rest, g.values) {
            ([dim, start, length], []) => made(x.narrow(int(dim)?, int(start)?, int(length)?)),
            _ => None,
        },
        "detach" => bare!(x, x.detach()),
        "chunk" => |x, g| {
            let [n, dim] = g.places(|py| [intern!(py, "chunks"), intern!(py, "dim")])?;
            Some(x.chunk_with(int(n?)?, or(dim, 0, int)?).map(Done::Tensors))
        },
        "split" if method => |x, g| {
            let [n, dim] = g.places(|py| [intern!(py, "split_size"), intern!(py, "dim")])?;
            Some(x.split_with(int(n?)?, or(dim, 0, int)?).map(Done::Tensors))
        },
        "unbind" => |x, g| {
            let [dim] = g.places(dim_name)?;
            Some(x.unbind_with(or(dim, 0, int)?).map(Done::Tensors))
        },
        _ => return None,
    })
}

pub fn reduction(name: &str) -> Option<On> {
    Some(match name {
        "sum" => |x, g| reduced(g, || x.sum(), |d, keep| x.sum_dim_with(Some(d), keep, None)),
        "mean" => |x, g| reduced(g, || x.mean(), |d, keep| x.mean_dim_with(Some(d), keep, None)),
        "max" => |x, g| extreme(g, || x.max(), |d, keep| x.max_dim_with(d, keep)),
        "min" => |x, g| extreme(g, || x.min(), |d, keep| x.min_dim_with(d, keep)),
        "argmax" => |x, g| {
            let (dim, keep) = along(g)?;
            made(x.argmax_with(dim, keep))
        },
        "argmin" => |x, g| {
            let (dim, keep) = along(g)?;
            made(x.argmin_with(dim, keep))
        },
        "all" => bare!(x, x.all()),
        "any" => bare!(x, x.any()),
        "softmax" | "log_softmax" => {
            if name == "softmax" {
                |x, g| {
                    let [dim] = g.places(dim_name)?;
                    made(x.softmax(int(dim?)?))
                }
            } else {
                |x, g| {
                    let [dim] = g.places(dim_name)?;
                    made(x.log_softmax(int(dim?)?))
                }
            }
        }
        _ => return None,
    })
}

pub fn arithmetic(name: &str, method: bool) -> Option<On> {
    Some(match name {
        "exp" => bare!(x, x.exp()),
        "log" => bare!(x, x.log()),
        "sqrt" => bare!(x, x.sqrt()),
        "rsqrt" => bare!(x, x.rsqrt()),
        "sin" => bare!(x, x.sin()),
        "cos" => bare!(x, x.cos()),
        "tanh" => bare!(x, x.tanh()),
        "sigmoid" => bare!(x, x.sigmoid()),
        "relu" => bare!(x, x.relu()),
        "norm" if method => bare!(x, x.norm()),
        "abs" => bare!(x, x.abs()),
        "neg" => bare!(x, x.neg()),
        "square" => bare!(x, x.square()),
        "add" => with_operand!(add),
        "sub" => with_operand!(sub),
        "mul" => with_operand!(mul),
        "div" => with_operand!(div),
        "pow" => with_operand!(pow),
        "eq" => with_operand!(eq),
        "ne" => with_operand!(ne),
        "lt" => with_operand!(lt),
        "le" => with_operand!(le),
        "gt" => with_operand!(gt),
        "ge" => with_operand!(ge),
        "matmul" => |x, g| made(x.matmul(tensor(g.one()?)?)),
        "mm" => |x, g| made(x.mm(tensor(g.one()?)?)),
        "bmm" => |x, g| made(x.bmm(tensor(g.one()?)?)),
        "maximum" => |x, g| made(x.maximum(tensor(g.one()?)?)),
        "minimum" => |x, g| made(x.minimum(tensor(g.one()?)?)),
        "equal" => |x, g| Some(x.equal(tensor(g.one()?)?).map(Done::Bool)),
        "clamp" => |x, g| {
            let [min, max] = limits(g)?;
            made(x.clamp_with(min, max))
        },
        "where" if !method => |x, g| match (g.rest, g.values) {
            ([a, b], []) => made(x.where_cond(operand(a)?, operand(b)?)),
            _ => None,
        },
        "masked_fill" => |x, g| match (g.rest, g.values) {
            ([mask, value], []) => made(x.masked_fill(tensor(mask)?, number(value)?)),
            _ => None,
        },
        "index_select" => |x, g| match (g.rest, g.values) {
            ([dim, index], []) => made(x.index_select(int(dim)?, tensor(index)?)),
            _ => None,
        },
        _ => return None,
    })
}

pub fn copy(name: &str, method: bool) -> Option<On> {
    Some(match name {
        "clone" => bare!(x, x.clone_op()),
        "contiguous" => |x, g| {
            if !g.bare() {
                return None;
            }
            if x.is_contiguous() { Some(Ok(Done::This)) } else { made(x.contiguous()) }
        },
        "zeros_like" => bare!(x, x.zeros_like()),
        "ones_like" => bare!(x, x.ones_like()),
        "to" => to,
        "cpu" => |x, g| if g.bare() && x.device() == Device::Cpu { Some(Ok(Done::This)) } else { None },
        "float" => |x, g| cast(x, g, DType::F32),
        "double" => |x, g| cast(x, g, DType::F64),
        "long" => |x, g| cast(x, g, DType::I64),
        "int" => |x, g| cast(x, g, DType::I32),
        "bool" => |x, g| cast(x, g, DType::Bool),
        _ if !method => return None,
        "copy_" => |x, g| this(x.copy_(tensor(g.one()?)?)),
        _ => return None,
    })
}

/// In-place forms, by the name without its underscore.
pub fn inplace(name: &str) -> Option<On> {
    Some(match name {
        "zero" => |x, g| if g.bare() { filled(x, Scalar::Int(0), || x.zero_()) } else { None },
        "fill" => |x, g| {
            let value = number(g.one()?)?;
            filled(x, value, || x.fill_(value))
        },
        "add" => with_operand!(Add, add_),
        "sub" => with_operand!(Sub, sub_),
        "mul" => with_operand!(Mul, mul_),
        "div" => with_operand!(Div, div_),
        "relu" => |x, g| if g.bare() { this(x.relu_()) } else { None },
        "clamp" => |x, g| {
            let [min, max] = limits(g)?;
            this(x.clamp_with_(min, max))
        },
        _ => return None,
    })
}

pub fn maker(name: &str) -> Option<fn(&Given) -> Out> {
    Some(match name {
        "zeros" => |g| sized(g, |n, d| Tensor::zeros_op_with(n, d, None)),
        "ones" => |g| sized(g, |n, d| Tensor::ones_op_with(n, d, None)),
        "empty" => |g| if g.values.is_empty() { made(Tensor::empty_op(&ints(g.rest)?)) } else { None },
        "rand" => |g| if g.values.is_empty() { made(Tensor::rand_op(&ints(g.rest)?)) } else { None },
        "randn" => |g| if g.values.is_empty() { made(Tensor::randn_op(&ints(g.rest)?)) } else { None },
        "full" => |g| match (g.rest, g.values) {
            ([size, value], []) if size.is_exact_instance_of::<PyTuple>() => made(Tensor::full_op(&ints(std::slice::from_ref(size))?, number(value)?)),
            _ => None,
        },
        "arange" => |g| match (g.rest, g.values) {
            ([end], []) => made(Tensor::arange_end(number(end)?)),
            ([start, end], []) => made(Tensor::arange_op(number(start)?, number(end)?)),
            _ => None,
        },
        "eye" => |g| made(Tensor::eye(int(g.one()?)?)),
        "cat" | "concat" => |g| joined(g, Tensor::cat_with),
        "stack" => |g| joined(g, Tensor::stack_with),
        _ => return None,
    })
}

/// Functions of `nn.functional`, with their arguments as Python's layers and losses hand them on.
pub fn layer(name: &str) -> Option<On> {
    Some(match name {
        "relu" => |x, g| {
            let [inplace] = g.places(|py| [intern!(py, "inplace")])?;
            if or(inplace, false, truth)? { None } else { made(x.relu()) }
        },
        "linear" => |x, g| match (g.rest, g.values) {
            ([w], []) => made(x.linear(tensor(w)?)),
            ([w, b], []) => made(x.linear_with(tensor(w)?, maybe(b)?)),
            _ => None,
        },
        "mse_loss" => |x, g| match (g.rest, g.values) {
            ([y, reduction], []) => made(x.mse_loss_with(tensor(y)?, text(reduction)?)),
            _ => None,
        },
        "cross_entropy" => |x, g| match (g.rest, g.values) {
            ([y, w, reduction, ignore, smoothing], []) => {
                let smoothing = number(smoothing)?.to_f64();
                made(x.cross_entropy_with(tensor(y)?, maybe(w)?, text(reduction)?, int(ignore)?, smoothing))
            }
            _ => None,
        },
        _ => return None,
    })
}
