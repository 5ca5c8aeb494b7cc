//! Graphs as JSON, the form they have in files.

use super::builtin;
use super::graph::{Arg, BuiltinStep, Graph, Id, Input, InputKind, Node, Region, Step, key};
use super::op_version;
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::ops::table_types::Default as Given;
use crate::ops::value::{Layout, MemoryFormat, Value};
use crate::ops::{self, Form};
use crate::{bail, ensure};
use lumbre_kernels::{C128, DType};
use serde_json::{Map, Value as Json, json};
use smallvec::SmallVec;

const KINDS: [(InputKind, &str); 4] =
    [(InputKind::Parameter, "parameter"), (InputKind::Buffer, "buffer"), (InputKind::Attribute, "attribute"), (InputKind::Argument, "argument")];
const LAYOUTS: [(Layout, &str); 6] = [
    (Layout::Strided, "strided"),
    (Layout::SparseCoo, "sparse_coo"),
    (Layout::SparseCsr, "sparse_csr"),
    (Layout::SparseCsc, "sparse_csc"),
    (Layout::SparseBsr, "sparse_bsr"),
    (Layout::SparseBsc, "sparse_bsc"),
];
const FORMATS: [(MemoryFormat, &str); 4] = [
    (MemoryFormat::Contiguous, "contiguous"),
    (MemoryFormat::Preserve, "preserve"),
    (MemoryFormat::ChannelsLast, "channels_last"),
    (MemoryFormat::ChannelsLast3d, "channels_last_3d"),
];

fn name_of<T: PartialEq>(table: &[(T, &'static str)], v: &T) -> &'static str {
    table.iter().find(|row| row.0 == *v).map_or("", |row| row.1)
}

fn named<T: Copy>(table: &[(T, &str)], name: &str) -> Result<T> {
    table.iter().find(|row| row.1 == name).map(|row| row.0).ok_or_else(|| bad(format_args!("unknown name {name:?}")))
}

#[cold]
fn bad(what: impl std::fmt::Display) -> Error {
    Error::new(Kind::Value, format!("program: {what}"))
}

fn float(f: f64) -> Json {
    if f.is_finite() { json!(f) } else { json!({ "f": f.to_string() }) }
}

fn constant(v: &Value) -> Result<Json> {
    Ok(match v {
        Value::None => Json::Null,
        Value::Bool(b) => json!(b),
        Value::Int(i) => json!(i),
        Value::Float(f) => float(*f),
        Value::Complex(c) => json!({ "complex": [float(c.re), float(c.im)] }),
        Value::Ints(v) => json!({ "ints": v.as_slice() }),
        Value::Floats(v) => json!({ "floats": v.iter().map(|f| float(*f)).collect::<Vec<_>>() }),
        Value::Bools(v) => json!({ "bools": v }),
        Value::Str(s) => json!(s),
        Value::DType(d) => json!({ "dtype": d.name() }),
        Value::Device(d) => json!({ "device": d.to_string() }),
        Value::Layout(l) => json!({ "layout": name_of(&LAYOUTS, l) }),
        Value::MemoryFormat(m) => json!({ "format": name_of(&FORMATS, m) }),
        other => bail!(NotImplemented, "save: an argument that is a {}", other.kind()),
    })
}

/// The graph as it is written.
pub fn write(graph: &Graph) -> Result<Json> {
    let input = |i: &Input| {
        let mut ob = json!({ "id": i.id, "kind": name_of(&KINDS, &i.kind), "name": i.name, "requires_grad": i.requires_grad });
        if !i.ty.is_empty() {
            ob["type"] = json!(i.ty);
        }
        ob
    };
    let inputs: Vec<Json> = graph.inputs.iter().map(input).collect();
    let constants: Vec<Json> = graph.constants.iter().map(|c| json!({ "id": c.id, "number": c.tensor.is_wrapped_number() })).collect();
    let steps = graph.body.steps.iter().map(write_step).collect::<Result<Vec<_>>>()?;
    Ok(json!({
        "inputs": inputs,
        "constants": constants,
        "nodes": steps,
        "outputs": graph.body.outputs,
        "updates": graph.updates,
    }))
}

fn write_args(args: &[Arg]) -> Result<Vec<Json>> {
    let one = |a: &Arg| match a {
        Arg::Value(id) => Ok(json!({ "v": id })),
        Arg::List(ids) => Ok(json!({ "l": ids })),
        Arg::Const(v) => constant(v),
    };
    args.iter().map(one).collect()
}

fn write_step(step: &Step) -> Result<Json> {
    Ok(match step {
        Step::Call(node) => {
            let mut ob = json!({ "op": key(node.op), "in": write_args(&node.args)?, "out": node.outs });
            if node.form == Form::Inplace {
                ob["form"] = json!("inplace");
            }
            if node.whole {
                ob["whole"] = json!(true);
            }
            ob
        }
        Step::Builtin(b) => json!({ "do": b.function.name, "in": write_args(&b.args)?, "out": b.outs }),
        Step::If { cond, then, other, outs } => json!({ "if": cond, "then": write_region(then)?, "else": write_region(other)?, "out": outs }),
        Step::Loop { trips, cond, init, body, outs } => {
            json!({ "loop": trips, "while": cond, "init": init, "body": write_region(body)?, "out": outs })
        }
        Step::Taped { init, body, outs, tape } => json!({ "taped": write_region(body)?, "init": init, "out": outs, "tape": tape }),
        Step::Backward { tape, grads, outs, again } => {
            let mut ob = json!({ "backward": tape, "in": grads, "out": outs });
            if let Some(again) = again {
                ob["tape"] = json!(again);
            }
            ob
        }
    })
}

fn write_region(r: &Region) -> Result<Json> {
    let steps = r.steps.iter().map(write_step).collect::<Result<Vec<_>>>()?;
    Ok(json!({ "params": r.params, "nodes": steps, "outputs": r.outputs }))
}

/// The versions of the ops a graph uses.
pub fn op_versions(graph: &Graph) -> Map<String, Json> {
    let mut out = Map::new();
    graph.body.each_call(&mut |node| {
        let key = key(node.op);
        let version = op_version(&key);
        out.insert(key, json!(version));
    });
    out
}

pub fn field<'a>(ob: &'a Json, name: &str) -> Result<&'a Json> {
    ob.get(name).ok_or_else(|| bad(format_args!("no field {name:?}")))
}

pub fn list<'a>(ob: &'a Json, name: &str) -> Result<&'a [Json]> {
    field(ob, name)?.as_array().map(Vec::as_slice).ok_or_else(|| bad(format_args!("{name:?} is no list")))
}

pub fn text<'a>(ob: &'a Json, name: &str) -> Result<&'a str> {
    field(ob, name)?.as_str().ok_or_else(|| bad(format_args!("{name:?} is no string")))
}

fn id(v: &Json) -> Result<Id> {
    v.as_u64().and_then(|n| Id::try_from(n).ok()).ok_or_else(|| bad("an id is no small number"))
}

fn optional_ids(items: &[Json]) -> Result<Vec<Option<Id>>> {
    items.iter().map(|v| if v.is_null() { Ok(None) } else { id(v).map(Some) }).collect()
}

/// A graph read, with its constants still to be filled in: (id, promotes as a number).
pub struct Unfilled {
    pub graph: Graph,
    pub constants: Vec<(Id, bool)>,
}

pub fn read(ob: &Json) -> Result<Unfilled> {
    let mut graph = Graph::default();
    for i in list(ob, "inputs")? {
        graph.inputs.push(Input {
            id: id(field(i, "id")?)?,
            kind: named(&KINDS, text(i, "kind")?)?,
            name: text(i, "name")?.to_string(),
            requires_grad: field(i, "requires_grad")?.as_bool().unwrap_or(false),
            ty: if i.get("type").is_some() { text(i, "type")?.to_string() } else { String::new() },
        });
    }
    let mut constants = Vec::new();
    for c in list(ob, "constants")? {
        constants.push((id(field(c, "id")?)?, field(c, "number")?.as_bool().unwrap_or(false)));
    }
    graph.body = Region { params: Vec::new(), steps: steps(ob, 0)?, outputs: ids(ob, "outputs")? };
    for u in list(ob, "updates")? {
        match u.as_array().map(Vec::as_slice) {
            Some([input, value]) => graph.updates.push((id(input)? as usize, id(value)?)),
            _ => return Err(bad("an update is no pair")),
        }
    }
    Ok(Unfilled { graph, constants })
}

fn ids(ob: &Json, name: &str) -> Result<Vec<Id>> {
    list(ob, name)?.iter().map(id).collect()
}

fn steps(ob: &Json, depth: usize) -> Result<Vec<Step>> {
    ensure!(depth < 64, Value, "program: regions nest too deep");
    list(ob, "nodes")?.iter().map(|s| step(s, depth)).collect()
}

fn region(ob: &Json, depth: usize) -> Result<Region> {
    Ok(Region { params: ids(ob, "params")?, steps: steps(ob, depth + 1)?, outputs: ids(ob, "outputs")? })
}

fn step(ob: &Json, depth: usize) -> Result<Step> {
    if ob.get("op").is_some() {
        return node(ob).map(Step::Call);
    }
    if ob.get("do").is_some() {
        let name = text(ob, "do")?;
        let Some(function) = builtin::find(name) else { return Err(bad(format_args!("unknown function {name:?}; the file needs a newer lumbre"))) };
        let args = list(ob, "in")?.iter().map(arg).collect::<Result<_>>()?;
        return Ok(Step::Builtin(BuiltinStep { function, args, outs: ids(ob, "out")? }));
    }
    if let Some(cond) = ob.get("if") {
        let (then, other) = (region(field(ob, "then")?, depth)?, region(field(ob, "else")?, depth)?);
        return Ok(Step::If { cond: id(cond)?, then, other, outs: ids(ob, "out")? });
    }
    if let Some(body) = ob.get("taped") {
        return Ok(Step::Taped { init: ids(ob, "init")?, body: region(body, depth)?, outs: ids(ob, "out")?, tape: id(field(ob, "tape")?)? });
    }
    if let Some(tape) = ob.get("backward") {
        let (grads, outs) = (optional_ids(list(ob, "in")?)?, optional_ids(list(ob, "out")?)?);
        return Ok(Step::Backward { tape: id(tape)?, grads, outs, again: ob.get("tape").map(id).transpose()? });
    }
    let Some(trips) = ob.get("loop") else { return Err(bad("a step of an unknown kind; the file needs a newer lumbre")) };
    Ok(Step::Loop {
        trips: if trips.is_null() { None } else { Some(id(trips)?) },
        cond: id(field(ob, "while")?)?,
        init: ids(ob, "init")?,
        body: region(field(ob, "body")?, depth)?,
        outs: ids(ob, "out")?,
    })
}

fn node(ob: &Json) -> Result<Node> {
    let name = text(ob, "op")?;
    let why = if name.contains("::") { "a custom op, which has to be registered before the file is loaded" } else { "the file needs a newer lumbre" };
    let Some(op) = ops::find(name) else { return Err(bad(format_args!("unknown op {name:?}: {why}"))) };
    let form = match ob.get("form").map(Json::as_str) {
        None => Form::Plain,
        Some(Some("inplace")) => Form::Inplace,
        Some(_) => return Err(bad(format_args!("{name} has an unknown form"))),
    };
    let mut args = list(ob, "in")?.iter().map(arg).collect::<Result<Vec<_>>>()?;
    // Arguments that the op was given after the file was written have their defaults.
    for p in op.args.iter().skip(args.len()) {
        ensure!(!matches!(p.default, Given::Required), Value, "program: {name} has no argument {:?}", p.name);
        args.push(Arg::Const(p.default.value()));
    }
    let whole = ob.get("whole").and_then(Json::as_bool).unwrap_or(false);
    Ok(Node { op, form, args, outs: optional_ids(list(ob, "out")?)?, whole })
}

fn arg(v: &Json) -> Result<Arg> {
    let Json::Object(ob) = v else {
        return Ok(Arg::Const(match v {
            Json::Null => Value::None,
            Json::Bool(b) => Value::Bool(*b),
            Json::String(s) => Value::Str(s.clone()),
            Json::Number(n) => match (n.as_i64(), n.as_f64()) {
                (Some(i), _) => Value::Int(i),
                (None, Some(f)) if n.is_f64() => Value::Float(f),
                _ => return Err(bad(format_args!("the number {n} is too large"))),
            },
            _ => return Err(bad("an argument is a bare list")),
        }));
    };
    let (Some((kind, v)), 1) = (ob.iter().next(), ob.len()) else { return Err(bad("an argument has several kinds")) };
    let items = || v.as_array().map(Vec::as_slice).ok_or_else(|| bad(format_args!("an argument of kind {kind:?} is no list")));
    let word = || v.as_str().ok_or_else(|| bad(format_args!("an argument of kind {kind:?} is no string")));
    Ok(Arg::Const(match kind.as_str() {
        "v" => return Ok(Arg::Value(id(v)?)),
        "l" => return Ok(Arg::List(optional_ids(items()?)?)),
        "f" => Value::Float(special(word()?)?),
        "complex" => match items()? {
            [re, im] => Value::Complex(C128::new(number(re)?, number(im)?)),
            _ => return Err(bad("a complex number has two parts")),
        },
        "ints" => Value::Ints(items()?.iter().map(|v| v.as_i64().ok_or_else(|| bad("an int is expected"))).collect::<Result<SmallVec<_>>>()?),
        "floats" => Value::Floats(items()?.iter().map(number).collect::<Result<_>>()?),
        "bools" => Value::Bools(items()?.iter().map(|v| v.as_bool().ok_or_else(|| bad("a bool is expected"))).collect::<Result<_>>()?),
        "dtype" => Value::DType(DType::from_name(word()?).ok_or_else(|| bad("unknown dtype"))?),
        "device" => Value::Device(Device::parse(word()?)?),
        "layout" => Value::Layout(named(&LAYOUTS, word()?)?),
        "format" => Value::MemoryFormat(named(&FORMATS, word()?)?),
        other => return Err(bad(format_args!("unknown kind of argument {other:?}"))),
    }))
}

fn special(word: &str) -> Result<f64> {
    match word {
        "inf" => Ok(f64::INFINITY),
        "-inf" => Ok(f64::NEG_INFINITY),
        "NaN" => Ok(f64::NAN),
        _ => Err(bad(format_args!("{word:?} is no number"))),
    }
}

fn number(v: &Json) -> Result<f64> {
    match (v.as_f64(), v.get("f").and_then(Json::as_str)) {
        (Some(f), _) => Ok(f),
        (None, Some(word)) => special(word),
        _ => Err(bad("a number is expected")),
    }
}
