//! Strings, messages and what is printed.

use crate::error::{Error, Kind, Result};
use crate::jit::val::Val;
use crate::ops::value::Value;
use crate::{bail, ensure};

pub const MAX_LEN: usize = 1 << 28;

fn float(f: f64) -> String {
    if f.is_nan() {
        return "nan".into();
    }
    if f.is_infinite() {
        return if f > 0.0 { "inf".into() } else { "-inf".into() };
    }
    let size = f.abs();
    if size != 0.0 && !(1e-4..1e16).contains(&size) {
        let text = format!("{f:e}");
        return match text.split_once('e') {
            Some((m, e)) => {
                let (sign, digits) = if let Some(d) = e.strip_prefix('-') { ('-', d) } else { ('+', e) };
                format!("{m}e{sign}{digits:0>2}")
            }
            None => text,
        };
    }
    format!("{f:?}")
}

/// Python's `str`.
pub fn string(v: &Val) -> Result<String> {
    match v {
        Val::Plain(Value::Str(s)) => Ok(s.clone()),
        other => repr(other, 0),
    }
}

/// Python's `repr`.
pub fn repr(v: &Val, depth: usize) -> Result<String> {
    ensure!(depth < 64, Value, "values nest too deep to be written");
    let join = |items: &[Val]| -> Result<String> { Ok(items.iter().map(|v| repr(v, depth + 1)).collect::<Result<Vec<_>>>()?.join(", ")) };
    Ok(match v {
        Val::Plain(p) => match p {
            Value::None => "None".into(),
            Value::Bool(b) => if *b { "True" } else { "False" }.into(),
            Value::Int(i) => i.to_string(),
            Value::Float(f) => float(*f),
            Value::Complex(c) => format!("({}{}{}j)", float(c.re), if c.im < 0.0 { "" } else { "+" }, float(c.im)),
            Value::Str(s) => format!("'{}'", s.replace('\\', "\\\\").replace('\'', "\\'").replace('\n', "\\n")),
            Value::DType(d) => format!("torch.{}", d.name()),
            Value::Device(d) => d.to_string(),
            Value::Tensor(t) => format!("{t:?}"),
            Value::Ints(_) | Value::Floats(_) | Value::Bools(_) => format!("[{}]", join(&v.items()?)?),
            other => other.kind().into(),
        },
        Val::Tape(_) => v.kind().into(),
        Val::List(l) => format!("[{}]", join(&l.borrow())?),
        Val::Tuple(t) if t.len() == 1 => format!("({},)", repr(&t[0], depth + 1)?),
        Val::Tuple(t) => format!("({})", join(t)?),
        Val::Dict(d) => {
            let one = |(k, v): (&crate::jit::val::Key, &Val)| Ok(format!("{}: {}", repr(&k.val(), depth + 1)?, repr(v, depth + 1)?));
            format!("{{{}}}", d.borrow().iter().map(one).collect::<Result<Vec<_>>>()?.join(", "))
        }
    })
}

/// `"…{}…".format(…)`: plain and numbered fields, with a format after the colon.
pub fn format(a: &[Val]) -> Result<Val> {
    let mut out = String::new();
    let (mut rest, mut next) = (a[0].str()?, 0);
    while let Some(i) = rest.find(['{', '}']) {
        out.push_str(&rest[..i]);
        let two = &rest[i..];
        if two.starts_with("{{") || two.starts_with("}}") {
            out.push_str(&two[..1]);
            rest = &two[2..];
            continue;
        }
        let Some(end) = two.find('}').filter(|_| two.starts_with('{')) else { bail!(Value, "a lone brace in the format string") };
        let (name, spec) = two[1..end].split_once(':').unwrap_or((&two[1..end], ""));
        let at = if name.is_empty() { next } else { name.parse::<usize>().map_err(|_| Error::new(Kind::Value, format!("format(): the field {name:?}")))? };
        next += 1;
        let Some(v) = a.get(at + 1) else { bail!(Index, "format(): no argument {at}") };
        out.push_str(&with_spec(v, spec)?);
        ensure!(out.len() < MAX_LEN, OutOfMemory, "a string of {} bytes", out.len());
        rest = &two[end + 1..];
    }
    out.push_str(rest);
    Ok(Val::from(out))
}

pub fn format_one(a: &[Val]) -> Result<Val> {
    with_spec(&a[0], a[1].str()?).map(Val::from)
}

/// A value by a format such as `>8`, `.3f`, `04d`, `.2e`, `%`.
fn with_spec(v: &Val, spec: &str) -> Result<String> {
    if spec.is_empty() {
        return string(v);
    }
    let chars: Vec<char> = spec.chars().collect();
    let (mut i, mut fill, mut align) = (0, ' ', None);
    if chars.len() > 1 && "<>^".contains(chars[1]) {
        (fill, align, i) = (chars[0], Some(chars[1]), 2);
    } else if "<>^".contains(chars[0]) {
        (align, i) = (Some(chars[0]), 1);
    }
    let plus = chars.get(i) == Some(&'+');
    i += plus as usize;
    let prefix = chars.get(i) == Some(&'#');
    i += prefix as usize;
    if chars.get(i) == Some(&'0') && align.is_none() {
        (fill, align, i) = ('0', Some('='), i + 1);
    }
    let number = |i: &mut usize| {
        let start = *i;
        while chars.get(*i).is_some_and(char::is_ascii_digit) {
            *i += 1;
        }
        chars[start..*i].iter().collect::<String>().parse::<usize>().ok()
    };
    let width = number(&mut i).unwrap_or(0);
    let comma = chars.get(i) == Some(&',');
    i += comma as usize;
    let mut digits = None;
    if chars.get(i) == Some(&'.') {
        i += 1;
        digits = number(&mut i);
    }
    ensure!(width < 1 << 16 && digits.unwrap_or(0) < 1 << 10, Value, "the format {spec:?} is too wide");
    let kind = chars.get(i).copied();
    ensure!(chars.len() <= i + 1 && !comma, NotImplemented, "the format {spec:?} in a program");
    let body = match kind {
        Some('d') => v.int()?.to_string(),
        Some(base @ ('x' | 'X' | 'o' | 'b')) => {
            let n = v.int()?;
            let size = n.unsigned_abs();
            let digits = match base {
                'x' => format!("{size:x}"),
                'X' => format!("{size:X}"),
                'o' => format!("{size:o}"),
                _ => format!("{size:b}"),
            };
            format!("{}{}{digits}", if n < 0 { "-" } else { "" }, if prefix { format!("0{base}") } else { String::new() })
        }
        Some('f' | 'F') => format!("{:.*}", digits.unwrap_or(6), v.float()?),
        Some('%') => format!("{:.*}%", digits.unwrap_or(6), v.float()? * 100.0),
        Some('e') => {
            let text = format!("{:.*e}", digits.unwrap_or(6), v.float()?);
            match text.split_once('e') {
                Some((m, e)) => match e.strip_prefix('-') {
                    Some(d) => format!("{m}e-{d:0>2}"),
                    None => format!("{m}e+{e:0>2}"),
                },
                None => text,
            }
        }
        Some('s') | None => {
            let text = string(v)?;
            match digits {
                Some(n) if matches!(v, Val::Plain(Value::Str(_))) => text.chars().take(n).collect(),
                _ => text,
            }
        }
        Some(other) => bail!(NotImplemented, "the format {other:?} in a program"),
    };
    let body = if plus && !body.starts_with('-') { format!("+{body}") } else { body };
    let pad = width.saturating_sub(body.chars().count());
    let fill = |n: usize| fill.to_string().repeat(n);
    let number = !matches!(v, Val::Plain(Value::Str(_)));
    Ok(match align.unwrap_or(if number { '>' } else { '<' }) {
        '<' => format!("{body}{}", fill(pad)),
        '^' => format!("{}{body}{}", fill(pad / 2), fill(pad - pad / 2)),
        '=' => {
            let split = usize::from(body.starts_with(['-', '+']));
            format!("{}{}{}", &body[..split], fill(pad), &body[split..])
        }
        _ => format!("{}{body}", fill(pad)),
    })
}

/// `"…%d…" % …`.
pub fn percent(text: &str, values: &Val) -> Result<Val> {
    let items = if let Val::Tuple(t) = values { t.to_vec() } else { vec![values.clone()] };
    let (mut out, mut rest, mut next) = (String::new(), text, 0);
    while let Some(i) = rest.find('%') {
        out.push_str(&rest[..i]);
        rest = &rest[i + 1..];
        let Some(end) = rest.find(|c: char| c.is_ascii_alphabetic() || c == '%') else { bail!(Value, "incomplete format") };
        let (spec, kind) = (&rest[..end], &rest[end..end + 1]);
        rest = &rest[end + 1..];
        if kind == "%" {
            out.push('%');
            continue;
        }
        let Some(v) = items.get(next) else { bail!(Type, "not enough arguments for format string") };
        next += 1;
        out.push_str(&match kind {
            "r" => repr(v, 0)?,
            "s" => string(v)?,
            "i" => with_spec(v, &format!("{spec}d"))?,
            _ => with_spec(v, &format!("{spec}{kind}"))?,
        });
    }
    out.push_str(rest);
    Ok(Val::from(out))
}

pub fn print(a: &[Val]) -> Result<Val> {
    let parts = a.iter().map(string).collect::<Result<Vec<_>>>()?;
    println!("{}", parts.join(" "));
    Ok(Val::NONE)
}

pub fn assert(a: &[Val]) -> Result<Val> {
    if !a[0].truth()? {
        return Err(Error::new(Kind::Runtime, format!("AssertionError: {}", string(&a[1])?)));
    }
    Ok(Val::NONE)
}

/// Raises: the name of Python's class, the message.
pub fn raise(a: &[Val]) -> Result<Val> {
    let (class, message) = (a[0].str()?, string(&a[1])?);
    let kind = match class {
        "ValueError" => Kind::Value,
        "TypeError" => Kind::Type,
        "IndexError" => Kind::Index,
        "KeyError" => Kind::Key,
        "NotImplementedError" => Kind::NotImplemented,
        _ => Kind::Runtime,
    };
    Err(Error::new(kind, message))
}
