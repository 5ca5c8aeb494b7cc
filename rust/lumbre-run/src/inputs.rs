//! The arguments of a run, from files and JSON.

use lumbre::jit::{Dict, Key, Method, Val, read_arrays};
use lumbre::{DType, Error, Kind, Result, Tensor, bail, ensure};
use serde_json::Value as Json;
use std::path::Path;

/// Values in the order of the method's arguments.
pub fn collect(method: &Method, sources: &[(Option<String>, String)], ints: bool) -> Result<Vec<Val>> {
    let wanted: Vec<(&str, &str)> = method.program.graph().arguments().map(|i| (i.name.as_str(), i.ty.as_str())).collect();
    let mut values: Vec<Option<Val>> = vec![None; wanted.len()];
    let place = |values: &[Option<Val>], name: Option<&str>| -> Result<usize> {
        let at = match name {
            Some(n) => wanted.iter().position(|w| w.0 == n),
            None => values.iter().position(Option::is_none),
        };
        at.ok_or_else(|| {
            let names: Vec<&str> = wanted.iter().map(|w| w.0).collect();
            Error::new(Kind::Value, format!("{}: takes {names:?}, not {}", method.name, name.map_or("more".to_string(), |n| format!("{n:?}"))))
        })
    };
    for (name, source) in sources {
        let path = Path::new(source);
        let ending = path.extension().and_then(|e| e.to_str()).unwrap_or("");
        match ending {
            "npz" | "safetensors" => {
                for (array, t) in read_arrays(path)? {
                    let known = wanted.iter().any(|w| w.0 == array);
                    let at = place(&values, name.as_deref().or(known.then_some(array.as_str())))?;
                    values[at] = Some(t.into());
                }
            }
            "npy" => {
                let at = place(&values, name.as_deref())?;
                values[at] = read_arrays(path)?.into_iter().next().map(|(_, t)| t.into());
            }
            _ => {
                let text = if ending == "json" { std::fs::read_to_string(path).map_err(|e| Error::from(e).context(source))? } else { source.clone() };
                let parsed: Json = serde_json::from_str(&text).map_err(|e| Error::new(Kind::Value, format!("{source:?} is no file of tensors and no JSON: {e}")))?;
                let at = place(&values, name.as_deref())?;
                let ty = wanted[at].1;
                values[at] = Some(if matches!(ty, "" | "Tensor" | "Optional[Tensor]") && !parsed.is_null() { tensor(&parsed, ints)?.into() } else { plain(&parsed, ty)? });
            }
        }
    }
    let defaults = method.signature.get("defaults");
    let filled = values.into_iter().enumerate().map(|(i, v)| match (v, defaults.and_then(|d| d.get(i.to_string()))) {
        (Some(v), _) => Ok(v),
        (None, Some(d)) => plain(d, wanted[i].1),
        (None, None) => bail!(Value, "{}: no input for {:?}", method.name, wanted[i].0),
    });
    filled.collect()
}

/// A tensor from nested lists of numbers or bools; ints only where asked for.
fn tensor(v: &Json, ints: bool) -> Result<Tensor> {
    let mut sizes = Vec::new();
    let mut at = v;
    while let Json::Array(items) = at {
        ensure!(sizes.len() < 64, Value, "a list that nests too deep");
        sizes.push(items.len() as i64);
        match items.first() {
            Some(first) => at = first,
            None => break,
        }
    }
    let mut leaves = Vec::new();
    flatten(v, &sizes, &mut leaves)?;
    if !leaves.is_empty() && leaves.iter().all(|l| l.is_boolean()) {
        let bools: Vec<u8> = leaves.iter().map(|l| l.as_bool().unwrap_or(false) as u8).collect();
        return Tensor::from_slice(&bools, &sizes)?.to_dtype(DType::Bool);
    }
    let number = |l: &&Json| l.as_f64().ok_or_else(|| Error::new(Kind::Value, format!("{l} is no number")));
    if ints && leaves.iter().all(|l| l.is_i64()) {
        let ints: Vec<i64> = leaves.iter().map(|l| l.as_i64().unwrap_or(0)).collect();
        return Tensor::from_slice(&ints, &sizes);
    }
    let floats = leaves.iter().map(|l| number(l).map(|f| f as f32)).collect::<Result<Vec<f32>>>()?;
    Tensor::from_slice(&floats, &sizes)
}

fn flatten<'a>(v: &'a Json, sizes: &[i64], into: &mut Vec<&'a Json>) -> Result<()> {
    match (v, sizes) {
        (Json::Array(items), [n, rest @ ..]) => {
            ensure!(items.len() as i64 == *n, Value, "a list of {} where others have {n}", items.len());
            items.iter().try_for_each(|i| flatten(i, rest, into))
        }
        (Json::Array(_), []) | (_, [_, ..]) => bail!(Value, "lists and numbers side by side"),
        (leaf, []) => {
            into.push(leaf);
            Ok(())
        }
    }
}

/// A value of scripted code.
fn plain(v: &Json, ty: &str) -> Result<Val> {
    Ok(match v {
        Json::Null => Val::NONE,
        Json::Bool(b) => Val::from(*b),
        Json::String(s) => Val::from(s.clone()),
        Json::Number(n) => match (n.as_i64(), n.as_f64()) {
            (Some(i), _) if !matches!(ty, "float" | "Optional[float]" | "List[float]") => Val::from(i),
            (_, Some(f)) => Val::from(f),
            _ => bail!(Value, "{n} is too large"),
        },
        Json::Array(items) => {
            let item = ty.strip_prefix("List[").and_then(|t| t.strip_suffix(']')).unwrap_or("");
            let one = |i: &Json| if item == "Tensor" { tensor(i, false).map(Val::from) } else { plain(i, if item == "float" { "float" } else { item }) };
            let items = items.iter().map(one).collect::<Result<Vec<_>>>()?;
            if ty.starts_with("Tuple") { Val::tuple(items) } else { Val::list(items) }
        }
        Json::Object(ob) => {
            let mut d = Dict::default();
            for (k, v) in ob {
                d.set(Key::Str(k.clone()), plain(v, "")?);
            }
            Val::dict(d)
        }
    })
}
