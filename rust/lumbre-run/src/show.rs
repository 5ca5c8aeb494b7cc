//! What a program holds and gives, as text.

use lumbre::jit::{Module, Val};
use lumbre::ops::value::Value;
use lumbre::{DType, Result, Scalar, Tensor};
use serde_json::{Value as Json, json};
use std::path::Path;

/// Elements that are printed of one tensor.
const SHOWN: i64 = 1000;

/// Methods, inputs, weights and size of a program.
pub fn describe(module: &Module, path: &Path, graphs: bool) -> Result<()> {
    let bytes = std::fs::metadata(path)?.len();
    println!("{}: {} bytes", path.display(), grouped(bytes));
    for m in module.methods() {
        let graph = m.program.graph();
        let inputs: Vec<String> = graph.arguments().map(|i| format!("{}: {}", i.name, if i.ty.is_empty() { "Tensor" } else { &i.ty })).collect();
        let mut calls = 0;
        graph.body.each_call(&mut |_| calls += 1);
        println!("\nmethod {}({}): {} results, {calls} calls of ops", m.name, inputs.join(", "), graph.body.outputs.len());
        if graphs {
            println!("{graph}");
        }
    }
    let weights = module.weights();
    let size: u64 = weights.iter().map(|(_, t)| t.numel() as u64 * t.dtype().size() as u64).sum();
    println!("\n{} weights, {} bytes", weights.len(), grouped(size));
    for (name, t) in weights {
        println!("  {name}  {} {:?}", t.dtype().name(), &t.sizes()[..]);
    }
    for (name, content) in module.extra() {
        println!("extra file {name}: {} bytes", grouped(content.len() as u64));
    }
    Ok(())
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let groups: Vec<&str> = digits.as_bytes().rchunks(3).rev().map(|c| std::str::from_utf8(c).unwrap_or("")).collect();
    groups.join(" ")
}

/// The results: as JSON in one line, or each with dtype and sizes.
pub fn print(results: &[Val], as_json: bool) -> Result<()> {
    if as_json {
        let all = results.iter().map(|v| json_of(v, i64::MAX)).collect::<Result<Vec<_>>>()?;
        let text = if let [one] = all.as_slice() { one.clone() } else { Json::Array(all) };
        println!("{text}");
        return Ok(());
    }
    for (i, v) in results.iter().enumerate() {
        match v.tensor() {
            Some(t) => {
                let rest = if t.numel() > SHOWN { format!(" (the first {SHOWN} elements)") } else { String::new() };
                println!("{i}: {} {:?}{rest}\n{}", t.dtype().name(), &t.sizes()[..], json_of(v, SHOWN)?);
            }
            None => println!("{i}: {}\n{}", v.kind(), json_of(v, SHOWN)?),
        }
    }
    Ok(())
}

fn json_of(v: &Val, most: i64) -> Result<Json> {
    Ok(match v {
        Val::Plain(Value::Tensor(t)) if t.numel() > most => elements(&t.reshape(&[-1])?.slice_with(0, None, Some(most), 1)?)?,
        Val::Plain(Value::Tensor(t)) => nested(t)?,
        Val::Plain(Value::None) => Json::Null,
        Val::Plain(Value::Bool(b)) => json!(b),
        Val::Plain(Value::Str(s)) => json!(s),
        Val::Plain(v) => v.as_scalar().map_or_else(|| json!(format!("{v:?}")), scalar),
        Val::Tape(_) => json!(v.kind()),
        Val::Tuple(_) | Val::List(_) => Json::Array(v.items()?.iter().map(|v| json_of(v, most)).collect::<Result<_>>()?),
        Val::Dict(d) => Json::Object(d.borrow().iter().map(|(k, v)| Ok((k.val().str().map_or_else(|_| format!("{k:?}"), str::to_string), json_of(v, most)?))).collect::<Result<_>>()?),
    })
}

fn scalar(s: Scalar) -> Json {
    match s {
        Scalar::Bool(b) => json!(b),
        Scalar::Int(i) => json!(i),
        // JSON has no infinities.
        Scalar::Float(f) if f.is_finite() => json!(f),
        Scalar::Float(f) => json!(f.to_string()),
        Scalar::Complex(c) => json!([c.re, c.im]),
    }
}

/// The elements as one list.
fn elements(t: &Tensor) -> Result<Json> {
    let kind = t.dtype();
    if kind.is_complex() {
        return Ok(Json::Array(t.to_dtype(DType::C128)?.to_vec::<lumbre::C128>()?.into_iter().map(|c| scalar(Scalar::Complex(c))).collect()));
    }
    Ok(Json::Array(match kind {
        DType::Bool => t.to_dtype(DType::U8)?.to_vec::<u8>()?.into_iter().map(|b| json!(b != 0)).collect(),
        d if d.is_float() && d != DType::F64 => t.to_dtype(DType::F32)?.to_vec::<f32>()?.into_iter().map(short).collect(),
        DType::F64 => t.to_vec::<f64>()?.into_iter().map(|f| scalar(Scalar::Float(f))).collect(),
        _ => t.to_dtype(DType::I64)?.to_vec::<i64>()?.into_iter().map(|i| json!(i)).collect(),
    }))
}

/// A float32 in as few digits as name it.
fn short(f: f32) -> Json {
    if !f.is_finite() {
        return json!(f.to_string());
    }
    f.to_string().parse::<f64>().map_or(Json::Null, |f| json!(f))
}

fn nested(t: &Tensor) -> Result<Json> {
    let flat = elements(t)?;
    let Json::Array(mut items) = flat else { return Ok(flat) };
    let sizes = t.sizes();
    if sizes.is_empty() {
        return Ok(items.pop().unwrap_or(Json::Null));
    }
    for n in sizes.iter().skip(1).rev() {
        if *n == 0 {
            return Ok(Json::Array(Vec::new()));
        }
        items = items.chunks(*n as usize).map(|c| Json::Array(c.to_vec())).collect();
    }
    Ok(Json::Array(items))
}
