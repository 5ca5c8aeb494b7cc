//! What programs read off tensors, make of numbers, and index.

use crate::error::Result;
use crate::jit::val::Val;
use crate::modes;
use crate::ops::value::Value;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use lumbre_kernels::{DType, Scalar};

pub fn of(v: &Val) -> Result<&Tensor> {
    match v.tensor() {
        Some(t) => Ok(t),
        None => bail!(Type, "a Tensor is expected, got {}", v.kind()),
    }
}

fn ints(v: &[i64]) -> Val {
    Val::list(v.iter().map(|i| Val::from(*i)).collect())
}

pub fn shape(a: &[Val]) -> Result<Val> {
    Ok(ints(&of(&a[0])?.sizes()))
}

fn dimension(v: &[i64], d: i64) -> Result<i64> {
    let n = v.len() as i64;
    let at = if d < 0 { d + n } else { d };
    ensure!(at >= 0 && at < n, Index, "Dimension out of range (expected to be in range of [{}, {}], but got {d})", -n, n - 1);
    Ok(v[at as usize])
}

pub fn size(a: &[Val]) -> Result<Val> {
    dimension(&of(&a[0])?.sizes(), a[1].int()?).map(Val::from)
}

pub fn stride(a: &[Val]) -> Result<Val> {
    let strides = of(&a[0])?.strides();
    match a.get(1) {
        Some(d) => dimension(&strides, d.int()?).map(Val::from),
        None => Ok(ints(&strides)),
    }
}

pub fn property(v: &Val, name: &str) -> Result<Val> {
    if let Val::Plain(Value::Device(d)) = v {
        return match name {
            "type" => Ok(Val::from(d.to_string().split(':').next().unwrap_or("").to_string())),
            _ => bail!(NotImplemented, "device.{name} in a program"),
        };
    }
    if let Val::Plain(Value::DType(d)) = v {
        return match name {
            "is_floating_point" => Ok(Val::from(d.is_float())),
            "is_complex" => Ok(Val::from(d.is_complex())),
            "itemsize" => Ok(Val::from(d.size() as i64)),
            _ => bail!(NotImplemented, "dtype.{name} in a program"),
        };
    }
    let t = of(v)?;
    Ok(match name {
        "dtype" => Val::Plain(Value::DType(t.dtype())),
        "device" => Val::Plain(Value::Device(t.device())),
        "requires_grad" => Val::from(t.requires_grad()),
        "is_leaf" => Val::from(t.is_leaf()),
        "is_cuda" => Val::from(matches!(t.device(), crate::Device::Cuda(_))),
        "grad" => t.grad().map_or(Val::NONE, Val::from),
        "itemsize" => Val::from(t.dtype().size() as i64),
        _ => bail!(NotImplemented, "Tensor.{name} in a program"),
    })
}

/// Nested lists of numbers.
pub fn tolist(t: &Tensor) -> Result<Val> {
    if t.dim() == 0 {
        return Ok(Val::from(t.item()?));
    }
    ensure!(t.numel() <= 1 << 26, OutOfMemory, "tolist() of {} elements", t.numel());
    Ok(Val::list(t.unbind()?.iter().map(tolist).collect::<Result<_>>()?))
}

/// A tensor of a number or nested lists of numbers; dtype and device may be None.
pub fn make(a: &[Val]) -> Result<Val> {
    let _quiet = modes::no_grad();
    let mut shape = Vec::new();
    let mut flat = Vec::new();
    collect(&a[0], 0, &mut shape, &mut flat)?;
    let inferred = match flat.iter().fold(0, |k, s| k.max(rank(s))) {
        0 if flat.is_empty() => crate::ops::default_dtype(),
        0 => DType::Bool,
        1 => DType::I64,
        2 => crate::ops::default_dtype(),
        _ => DType::C64,
    };
    let dtype = match &a[1] {
        Val::Plain(Value::DType(d)) => *d,
        _ => inferred,
    };
    let parts = flat.iter().map(|s| Tensor::scalar(*s, dtype)).collect::<Result<Vec<_>>>()?;
    let out = match parts.as_slice() {
        [one] if shape.is_empty() => one.clone(),
        [] => Tensor::zeros(&shape, dtype, crate::Device::Cpu)?,
        _ => Tensor::stack(&parts)?.reshape(&shape)?,
    };
    Ok(Val::from(out))
}

fn rank(s: &Scalar) -> u8 {
    match s {
        Scalar::Bool(_) => 0,
        Scalar::Int(_) => 1,
        Scalar::Float(_) => 2,
        Scalar::Complex(_) => 3,
    }
}

fn collect(v: &Val, depth: usize, shape: &mut Vec<i64>, flat: &mut Vec<Scalar>) -> Result<()> {
    ensure!(depth < 64, Value, "tensor(): the lists nest too deep");
    if let Val::Plain(p) = v {
        if let Value::Tensor(t) = p {
            flat.push(t.item()?);
            return Ok(());
        }
        if let Some(s) = p.as_scalar() {
            flat.push(s);
            return Ok(());
        }
    }
    let items = v.items()?;
    if shape.len() == depth {
        shape.push(items.len() as i64);
    }
    ensure!(shape.get(depth) == Some(&(items.len() as i64)), Value, "tensor(): expected sequences of the same length at dim {depth}");
    items.iter().try_for_each(|v| collect(v, depth + 1, shape, flat))
}

/// One entry of an index: an int, None, a tensor, `...`, or `(start, stop, step)`.
fn entry(v: &Val) -> Result<crate::indexing::IndexItem> {
    use crate::indexing::IndexItem;
    Ok(match v {
        Val::Plain(Value::None) => IndexItem::NewAxis,
        Val::Plain(Value::Str(s)) if s == "..." => IndexItem::Ellipsis,
        Val::Plain(Value::Tensor(t)) => IndexItem::Tensor(t.clone()),
        Val::Plain(Value::Bool(b)) => IndexItem::Bool(*b),
        Val::Plain(Value::Int(i)) => IndexItem::Int(*i),
        Val::Tuple(t) if t.len() == 3 => {
            let part = |v: &Val| if v.is_none() { Ok(None) } else { v.int().map(Some) };
            IndexItem::Slice(part(&t[0])?, part(&t[1])?, part(&t[2])?)
        }
        Val::List(_) => match make(&[v.clone(), Val::NONE, Val::NONE])? {
            Val::Plain(Value::Tensor(t)) => IndexItem::Tensor(t),
            _ => bail!(Index, "an index of this kind"),
        },
        other => bail!(Index, "a {} cannot index a tensor", other.kind()),
    })
}

pub fn index(a: &[Val]) -> Result<Val> {
    let items = a[1..].iter().map(entry).collect::<Result<Vec<_>>>()?;
    of(&a[0])?.get(&items).map(Val::from)
}

/// `x[…] = value`: the tensor, the value, the entries.
pub fn index_set(a: &[Val]) -> Result<Val> {
    let items = a[2..].iter().map(entry).collect::<Result<Vec<_>>>()?;
    let x = of(&a[0])?;
    let value = match &a[1] {
        Val::Plain(Value::Tensor(t)) => t.clone(),
        Val::Plain(p) => match p.as_scalar() {
            Some(s) => Tensor::scalar(s, x.dtype())?,
            None => bail!(Type, "a {} cannot be stored in a tensor", a[1].kind()),
        },
        other => bail!(Type, "a {} cannot be stored in a tensor", other.kind()),
    };
    x.set(&items, &value)?;
    Ok(Val::NONE)
}

/// Sets whether gradients are recorded; gives what held before.
pub fn grad_mode(a: &[Val]) -> Result<Val> {
    let before = modes::grad_enabled();
    let word = modes::get();
    modes::set(if a[0].truth()? { word & !modes::NO_GRAD } else { word | modes::NO_GRAD });
    Ok(Val::from(before))
}

/// (eps, max, min, tiny) of a floating dtype, as floats; of an integer one, (0, max, min, 0) as ints.
pub fn finfo(v: &Val) -> Result<Val> {
    let Val::Plain(Value::DType(d)) = v else { bail!(Type, "a dtype is expected, got {}", v.kind()) };
    let floats = |eps: f64, max: f64, tiny: f64| Val::tuple([eps, max, -max, tiny].map(Val::from).to_vec());
    let ints = |max: i64, min: i64| Val::tuple([0, max, min, 0].map(Val::from).to_vec());
    Ok(match d {
        DType::F32 => floats(f32::EPSILON as f64, f32::MAX as f64, f32::MIN_POSITIVE as f64),
        DType::F64 => floats(f64::EPSILON, f64::MAX, f64::MIN_POSITIVE),
        DType::F16 => floats(0.0009765625, 65504.0, 6.103515625e-05),
        DType::BF16 => floats(0.0078125, 3.3895313892515355e38, 1.1754943508222875e-38),
        DType::U8 => ints(255, 0),
        DType::I8 => ints(127, -128),
        DType::I16 => ints(32767, -32768),
        DType::I32 => ints(i32::MAX as i64, i32::MIN as i64),
        DType::I64 => ints(i64::MAX, i64::MIN),
        other => bail!(Type, "finfo of {}", other.name()),
    })
}
