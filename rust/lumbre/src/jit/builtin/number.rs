//! Arithmetic and order as Python has them: floor division, exact comparison, overflow as an error.

use crate::error::Result;
use crate::jit::val::Val;
use crate::ops::value::Value;
use crate::{bail, ensure};
use lumbre_kernels::{C128, Scalar};
use std::cmp::Ordering;

/// Items a program may put into one string or list at once.
const MAX_REPEAT: usize = 1 << 28;

fn scalar(v: &Val) -> Result<Scalar> {
    match v {
        Val::Plain(Value::Tensor(t)) => t.item(),
        Val::Plain(p) => match p.as_scalar() {
            Some(s) => Ok(s),
            None => bail!(Type, "a number is expected, got {}", v.kind()),
        },
        _ => bail!(Type, "a number is expected, got {}", v.kind()),
    }
}

pub fn arithmetic(op: &str, a: &Val, b: &Val) -> Result<Val> {
    match (scalar(a)?, scalar(b)?) {
        (Scalar::Complex(x), y) => complex(op, x, to_complex_number(y)),
        (x, Scalar::Complex(y)) => complex(op, to_complex_number(x), y),
        (Scalar::Float(x), y) => float(op, x, y.to_f64()),
        (x, Scalar::Float(y)) => float(op, x.to_f64(), y),
        (x, y) => int(op, x.to_i64(), y.to_i64()),
    }
}

fn to_complex_number(s: Scalar) -> C128 {
    match s {
        Scalar::Complex(c) => c,
        other => C128::new(other.to_f64(), 0.0),
    }
}

fn complex(op: &str, x: C128, y: C128) -> Result<Val> {
    let out = match op {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => {
            ensure!(y != C128::new(0.0, 0.0), Value, "division by zero");
            x / y
        }
        "**" => x.powc(y),
        _ => bail!(Type, "unsupported operation {op} on complex numbers"),
    };
    Ok(Val::Plain(Value::Complex(out)))
}

fn float(op: &str, x: f64, y: f64) -> Result<Val> {
    ensure!(y != 0.0 || !matches!(op, "/" | "//" | "%"), Value, "division by zero");
    let floor_mod = || {
        let r = x % y;
        if r != 0.0 && (r < 0.0) != (y < 0.0) { r + y } else { r }
    };
    Ok(Val::from(match op {
        "+" => x + y,
        "-" => x - y,
        "*" => x * y,
        "/" => x / y,
        "//" => ((x - floor_mod()) / y).round(),
        "%" => floor_mod(),
        _ => x.powf(y),
    }))
}

fn int(op: &str, x: i64, y: i64) -> Result<Val> {
    ensure!(y != 0 || !matches!(op, "/" | "//" | "%"), Value, "division by zero");
    let out = match op {
        "+" => x.checked_add(y),
        "-" => x.checked_sub(y),
        "*" => x.checked_mul(y),
        "/" => return Ok(Val::from(x as f64 / y as f64)),
        "//" => x.checked_div_euclid(y).map(|q| if y < 0 && x.rem_euclid(y) != 0 { q - 1 } else { q }),
        "%" => Some(x.checked_rem(y).map_or(0, |r| if r != 0 && (r < 0) != (y < 0) { r + y } else { r })),
        _ if y < 0 => return Ok(Val::from((x as f64).powf(y as f64))),
        _ => u32::try_from(y).ok().and_then(|y| x.checked_pow(y)),
    };
    match out {
        Some(v) => Ok(Val::from(v)),
        None => bail!(Overflow, "{x} {op} {y} does not fit in 64 bits"),
    }
}

pub fn add(a: &[Val]) -> Result<Val> {
    Ok(match (&a[0], &a[1]) {
        (Val::Plain(Value::Str(x)), Val::Plain(Value::Str(y))) => {
            ensure!(x.len() + y.len() <= MAX_REPEAT, OutOfMemory, "a string of {} bytes", x.len() + y.len());
            Val::from(format!("{x}{y}"))
        }
        (Val::List(x), Val::List(y)) => {
            ensure!(x.borrow().len() + y.borrow().len() <= MAX_REPEAT, OutOfMemory, "a list of too many items");
            let mut out = x.borrow().clone();
            out.extend(y.borrow().iter().cloned());
            Val::list(out)
        }
        (Val::Tuple(x), Val::Tuple(y)) => Val::tuple(x.iter().chain(y.iter()).cloned().collect()),
        (x, y) => return arithmetic("+", x, y),
    })
}

pub fn mul(a: &[Val]) -> Result<Val> {
    let (x, y) = if matches!(a[0], Val::Plain(Value::Int(_))) { (&a[1], &a[0]) } else { (&a[0], &a[1]) };
    let times = |len: usize| -> Result<usize> {
        let n = y.int()?.max(0) as usize;
        ensure!(n.checked_mul(len.max(1)).is_some_and(|m| m <= MAX_REPEAT), OutOfMemory, "{len} items taken {n} times");
        Ok(n)
    };
    Ok(match x {
        Val::Plain(Value::Str(s)) => Val::from(s.repeat(times(s.len())?)),
        Val::List(l) => {
            let items = l.borrow();
            let n = times(items.len())?;
            Val::list(items.iter().cycle().take(items.len() * n).cloned().collect())
        }
        Val::Tuple(items) => {
            let n = times(items.len())?;
            Val::tuple(items.iter().cycle().take(items.len() * n).cloned().collect())
        }
        _ => return arithmetic("*", &a[0], &a[1]),
    })
}

pub fn modulo(a: &[Val]) -> Result<Val> {
    match &a[0] {
        Val::Plain(Value::Str(s)) => super::text::percent(s, &a[1]),
        _ => arithmetic("%", &a[0], &a[1]),
    }
}

pub fn bit(a: &[Val]) -> Result<Val> {
    let (x, y) = (a[1].int()?, a[2].int()?);
    let shift = || u32::try_from(y).ok().filter(|s| *s < 64);
    let out = match a[0].str()? {
        "&" => x & y,
        "|" => x | y,
        "^" => x ^ y,
        "<<" => match shift() {
            Some(s) if (x << s) >> s == x => x << s,
            _ => bail!(Overflow, "{x} << {y} does not fit in 64 bits"),
        },
        ">>" => match y {
            0.. => x >> y.min(63),
            _ => bail!(Value, "negative shift count"),
        },
        other => bail!(Value, "unknown operation {other:?}"),
    };
    let both_bools = matches!((&a[1], &a[2]), (Val::Plain(Value::Bool(_)), Val::Plain(Value::Bool(_))));
    Ok(if both_bools && a[0].str()?.len() == 1 { Val::from(out != 0) } else { Val::from(out) })
}

pub fn equal(a: &Val, b: &Val) -> Result<bool> {
    equal_within(a, b, 0)
}

fn equal_within(a: &Val, b: &Val, depth: usize) -> Result<bool> {
    ensure!(depth < 64, Value, "values nest too deep to be compared");
    let all = |x: &[Val], y: &[Val]| -> Result<bool> {
        if x.len() != y.len() {
            return Ok(false);
        }
        x.iter().zip(y).try_fold(true, |s, (a, b)| Ok(s && equal_within(a, b, depth + 1)?))
    };
    Ok(match (a, b) {
        (Val::Plain(x), Val::Plain(y)) => match (x, y) {
            (Value::None, Value::None) => true,
            (Value::Str(x), Value::Str(y)) => x == y,
            (Value::DType(x), Value::DType(y)) => x == y,
            (Value::Device(x), Value::Device(y)) => x == y,
            (Value::Layout(x), Value::Layout(y)) => x == y,
            (Value::MemoryFormat(x), Value::MemoryFormat(y)) => x == y,
            (Value::Tensor(x), Value::Tensor(y)) => x.is_same(y),
            _ => match (x.as_scalar(), y.as_scalar()) {
                (Some(Scalar::Complex(x)), Some(y)) => x == to_complex_number(y),
                (Some(x), Some(Scalar::Complex(y))) => to_complex_number(x) == y,
                (Some(_), Some(_)) => order(a, b)?.is_some_and(Ordering::is_eq),
                _ => false,
            },
        },
        // A shape is a list here and a tuple in Python: it equals both.
        (Val::Tuple(_) | Val::List(_), Val::Tuple(_) | Val::List(_)) => all(&a.items()?, &b.items()?)?,
        (Val::Dict(x), Val::Dict(y)) => {
            let (x, y) = (x.borrow(), y.borrow());
            x.len() == y.len() && x.iter().try_fold(true, |s, (k, v)| Ok::<_, crate::Error>(s && y.get(k).map_or(Ok(false), |w| equal_within(v, w, depth + 1))?))?
        }
        // Constant lists of ints compare as lists.
        (Val::Plain(_), Val::List(_)) | (Val::List(_), Val::Plain(_)) => match (a.items(), b.items()) {
            (Ok(x), Ok(y)) => all(&x, &y)?,
            _ => false,
        },
        _ => false,
    })
}

/// How two values are ordered; `None` with a NaN.
pub fn order(a: &Val, b: &Val) -> Result<Option<Ordering>> {
    order_within(a, b, 0)
}

fn order_within(a: &Val, b: &Val, depth: usize) -> Result<Option<Ordering>> {
    ensure!(depth < 64, Value, "values nest too deep to be compared");
    if let (Val::Plain(Value::Str(x)), Val::Plain(Value::Str(y))) = (a, b) {
        return Ok(Some(x.cmp(y)));
    }
    if let (Val::List(_), Val::List(_)) | (Val::Tuple(_), Val::Tuple(_)) = (a, b) {
        let (x, y) = (a.items()?, b.items()?);
        for (x, y) in x.iter().zip(&y) {
            match order_within(x, y, depth + 1)? {
                Some(Ordering::Equal) => {}
                other => return Ok(other),
            }
        }
        return Ok(Some(x.len().cmp(&y.len())));
    }
    Ok(match (scalar(a)?, scalar(b)?) {
        (Scalar::Complex(_), _) | (_, Scalar::Complex(_)) => bail!(Type, "complex numbers have no order"),
        (Scalar::Float(x), y) => x.partial_cmp(&y.to_f64()),
        (x, Scalar::Float(y)) => x.to_f64().partial_cmp(&y),
        (x, y) => Some(x.to_i64().cmp(&y.to_i64())),
    })
}

pub fn to_int(a: &[Val]) -> Result<Val> {
    if let Val::Plain(Value::Str(s)) = &a[0] {
        return match s.trim().replace('_', "").parse::<i64>() {
            Ok(i) => Ok(Val::from(i)),
            Err(_) => bail!(Value, "invalid literal for int() with base 10: '{s}'"),
        };
    }
    match scalar(&a[0])? {
        Scalar::Float(f) => {
            ensure!(f.is_finite(), Overflow, "cannot convert float {} to integer", if f.is_nan() { "NaN" } else { "infinity" });
            ensure!(f.abs() < 9.2e18, Overflow, "{f} does not fit in 64 bits");
            Ok(Val::from(f.trunc() as i64))
        }
        Scalar::Complex(_) => bail!(Type, "can't convert complex to int"),
        other => Ok(Val::from(other.to_i64())),
    }
}

pub fn to_float(a: &[Val]) -> Result<Val> {
    if let Val::Plain(Value::Str(s)) = &a[0] {
        let word = s.trim().to_ascii_lowercase();
        return match word.trim_start_matches('+').parse::<f64>() {
            Ok(f) => Ok(Val::from(f)),
            Err(_) => bail!(Value, "could not convert string to float: '{s}'"),
        };
    }
    match scalar(&a[0])? {
        Scalar::Complex(_) => bail!(Type, "can't convert complex to float"),
        other => Ok(Val::from(other.to_f64())),
    }
}

pub fn to_complex(a: &[Val]) -> Result<Val> {
    let (re, im) = (to_complex_number(scalar(&a[0])?), to_complex_number(scalar(&a[1])?));
    Ok(Val::Plain(Value::Complex(re + C128::new(0.0, 1.0) * im)))
}

pub fn absolute(a: &[Val]) -> Result<Val> {
    match scalar(&a[0])? {
        Scalar::Complex(c) => Ok(Val::from(c.norm())),
        Scalar::Float(f) => Ok(Val::from(f.abs())),
        other => match other.to_i64().checked_abs() {
            Some(i) => Ok(Val::from(i)),
            None => bail!(Overflow, "the absolute value does not fit in 64 bits"),
        },
    }
}

/// Half to even, as Python rounds.
pub fn round(a: &[Val]) -> Result<Val> {
    let digits = a.get(1).filter(|d| !d.is_none()).map(Val::int).transpose()?;
    match (scalar(&a[0])?, digits) {
        (Scalar::Float(f), None) => to_int(&[Val::from(f.round_ties_even())]),
        (Scalar::Float(f), Some(d)) => {
            let d = d.clamp(-400, 400) as i32;
            let scale = 10f64.powi(d.abs());
            let y = if d < 0 { (f / scale).round_ties_even() * scale } else { (f * scale).round_ties_even() / scale };
            Ok(Val::from(if y.is_finite() { y } else { f }))
        }
        (Scalar::Complex(_), _) => bail!(Type, "complex numbers cannot be rounded"),
        (other, _) => Ok(Val::from(other.to_i64())),
    }
}

pub fn extreme(a: &[Val], least: bool) -> Result<Val> {
    let items = if a.len() == 1 { a[0].items()? } else { a.to_vec() };
    let mut items = items.into_iter();
    let Some(mut best) = items.next() else { bail!(Value, "min() or max() of an empty sequence") };
    for v in items {
        let ahead = order(&v, &best)?.is_some_and(|o| if least { o.is_lt() } else { o.is_gt() });
        if ahead {
            best = v;
        }
    }
    Ok(best)
}

/// A function of Python's `math`.
pub fn math(a: &[Val]) -> Result<Val> {
    let x = a[1].float()?;
    let y = || a.get(2).map_or(Ok(0.0), Val::float);
    let whole = |f: f64| to_int(&[Val::from(f)]);
    let name = a[0].str()?;
    let domain = |ok: bool| -> Result<()> {
        ensure!(ok, Value, "math domain error");
        Ok(())
    };
    Ok(Val::from(match name {
        "floor" => return whole(x.floor()),
        "ceil" => return whole(x.ceil()),
        "trunc" => return whole(x.trunc()),
        "sqrt" => {
            domain(x >= 0.0 || x.is_nan())?;
            x.sqrt()
        }
        "log" if a.len() > 2 => {
            domain(x > 0.0 && y()? > 0.0)?;
            x.ln() / y()?.ln()
        }
        "log" | "log2" | "log10" => {
            domain(x > 0.0 || x.is_nan())?;
            match name {
                "log" => x.ln(),
                "log2" => x.log2(),
                _ => x.log10(),
            }
        }
        "log1p" => {
            domain(x > -1.0 || x.is_nan())?;
            x.ln_1p()
        }
        "exp" => x.exp(),
        "expm1" => x.exp_m1(),
        "sin" => x.sin(),
        "cos" => x.cos(),
        "tan" => x.tan(),
        "asin" => x.asin(),
        "acos" => x.acos(),
        "atan" => x.atan(),
        "atan2" => x.atan2(y()?),
        "sinh" => x.sinh(),
        "cosh" => x.cosh(),
        "tanh" => x.tanh(),
        "asinh" => x.asinh(),
        "acosh" => x.acosh(),
        "atanh" => x.atanh(),
        "fabs" => x.abs(),
        "pow" => x.powf(y()?),
        "fmod" => {
            domain(y()? != 0.0)?;
            x % y()?
        }
        "hypot" => x.hypot(y()?),
        "copysign" => x.copysign(y()?),
        "degrees" => x.to_degrees(),
        "radians" => x.to_radians(),
        "isnan" => return Ok(Val::from(x.is_nan())),
        "isinf" => return Ok(Val::from(x.is_infinite())),
        "isfinite" => return Ok(Val::from(x.is_finite())),
        "gcd" => {
            let (mut m, mut n) = (a[1].int()?.unsigned_abs(), y()? as i64 as u64);
            if let Some(v) = a.get(2) {
                n = v.int()?.unsigned_abs();
            }
            while n != 0 {
                (m, n) = (n, m % n);
            }
            return Ok(Val::from(m as i64));
        }
        other => bail!(NotImplemented, "math.{other} in a program"),
    }))
}
