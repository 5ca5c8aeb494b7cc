//! The file of a program: a zip of stored entries in one folder.
//!
//! `manifest.json` names format, op versions and methods, `graphs/<method>.json` the graphs, `signature.json` how arguments and
//! results of the first method nest (`signatures/<method>.json` of the others); `weights.safetensors` and
//! `constants.safetensors` hold the tensors, `extra/` the user's own files.

use super::graph::{Constant, Graph};
use super::json::{self, Unfilled};
use super::{FORMAT, op_version};
use crate::device::Device;
use crate::error::{Error, Kind, Result};
use crate::io::file::Contained;
use crate::io::safetensors::{self, Source};
use crate::io::zip::{ZipArchive, ZipWriter};
use crate::modes;
use crate::storage::Storage;
use crate::tensor::Tensor;
use crate::tensor::geometry::{Dims, checked_numel, contiguous_strides};
use crate::{bail, ensure};
use lumbre_kernels::DType;
use serde_json::{Value as Json, json};
use std::collections::HashMap;
use std::io::Write;
use std::sync::Arc;

const ROOT: &str = "program";
const MANIFEST: &str = "manifest.json";
const SIGNATURE: &str = "signature.json";
const WEIGHTS: &str = "weights.safetensors";
const CONSTANTS: &str = "constants.safetensors";
const EXTRA: &str = "extra/";
/// Metadata of a tensor file: the names of complex128 tensors, a line each.
const COMPLEX: &str = "complex128";
/// Signatures nest no deeper.
const MAX_DEPTH: usize = 64;

/// A graph in its JSON text, with the tensors that its constants are.
pub fn graph_from_json(text: &str, tensors: Vec<Tensor>) -> Result<Graph> {
    let ob: Json = serde_json::from_str(text).map_err(|e| Error::new(Kind::Value, format!("program: {e}")))?;
    let Unfilled { mut graph, constants } = json::read(&ob)?;
    ensure!(constants.len() == tensors.len(), Value, "program: {} constants, {} tensors", constants.len(), tensors.len());
    graph.constants = constants.into_iter().zip(tensors).map(|((id, _), tensor)| Constant { id, tensor }).collect();
    Ok(graph)
}

/// A graph's JSON text; its constants go beside it, in order.
pub fn graph_to_json(graph: &Graph) -> Result<String> {
    Ok(json::write(graph)?.to_string())
}

/// A method of a file: its name, its graph, and how its arguments and results nest.
pub struct Entry {
    pub name: String,
    pub graph: Graph,
    pub signature: Json,
}

/// What a file holds.
pub struct Contents {
    /// At least one.
    pub methods: Vec<Entry>,
    /// By name; every parameter and buffer that a method names is here.
    pub weights: Vec<(String, Tensor)>,
    pub extra: Vec<(String, Vec<u8>)>,
}

/// Methods in one file.
const MAX_METHODS: usize = 1024;

fn graph_name(method: &str) -> String {
    format!("graphs/{method}.json")
}

fn signature_name(method: &str, first: bool) -> String {
    if first { SIGNATURE.to_string() } else { format!("signatures/{method}.json") }
}

/// The name of a constant's tensor: its id in the first method, with the method's name in the others.
fn constant_name(method: &str, first: bool, id: u32) -> String {
    if first { id.to_string() } else { format!("{method}.{id}") }
}

fn bad<T>(what: impl std::fmt::Display) -> Result<T> {
    Err(Error::new(Kind::Value, format!("program: {what}")))
}

/// A tensor's elements, row-major.
fn bytes_of(t: &Tensor, name: &str) -> Result<Vec<u8>> {
    ensure!(t.device() != Device::Meta, NotImplemented, "save: {name:?} is a meta tensor and has no elements");
    let _quiet = modes::with(modes::NO_GRAD, modes::DISPATCH);
    let copy = t.clone_contiguous()?;
    let mut bytes = copy.storage().to_bytes()?;
    bytes.truncate(copy.numel() as usize * copy.dtype().size());
    Ok(bytes)
}

fn tensors(items: &[(String, &Tensor)]) -> Result<Vec<u8>> {
    let bytes = items.iter().map(|(n, t)| bytes_of(t, n)).collect::<Result<Vec<_>>>()?;
    let sizes: Vec<Dims> = items.iter().map(|(_, t)| t.sizes()).collect();
    // The format has no double complex numbers: they are pairs of doubles, and their names stand beside them.
    let complex: Vec<&str> = items.iter().filter(|(_, t)| t.dtype() == DType::C128).map(|(n, _)| n.as_str()).collect();
    let sizes: Vec<Dims> = (items.iter().zip(sizes))
        .map(|((_, t), mut sizes)| {
            sizes.extend((t.dtype() == DType::C128).then_some(2));
            sizes
        })
        .collect();
    let sources: Vec<Source> = (items.iter().zip(&bytes).zip(&sizes))
        .map(|(((name, t), bytes), sizes)| {
            let dtype = if t.dtype() == DType::C128 { DType::F64 } else { t.dtype() };
            Source { name, dtype, sizes, bytes }
        })
        .collect();
    let names = complex.join("\n");
    let metadata: &[(&str, &str)] = if complex.is_empty() { &[] } else { &[(COMPLEX, &names)] };
    Ok(safetensors::write(Vec::new(), &sources, metadata)?)
}

pub fn write<W: Write>(out: W, contents: &Contents) -> Result<W> {
    let methods = &contents.methods;
    let mut ops = serde_json::Map::new();
    for m in methods {
        ops.extend(json::op_versions(&m.graph));
    }
    let scripted = methods.iter().any(|m| m.signature.get("script").is_some());
    let manifest = json!({
        "format": FORMAT,
        "producer": concat!("lumbre ", env!("CARGO_PKG_VERSION")),
        "kind": if scripted { "script" } else { "trace" },
        "entry": methods.iter().map(|m| m.name.as_str()).collect::<Vec<_>>(),
        "ops": ops,
    });
    let weights: Vec<_> = contents.weights.iter().map(|(name, t)| (name.clone(), t)).collect();
    let mut constants = Vec::new();
    let mut zip = ZipWriter::new(out);
    let mut add = |name: &str, bytes: &[u8]| zip.add(&format!("{ROOT}/{name}"), bytes);
    add(MANIFEST, &to_bytes(&manifest)?)?;
    for (i, m) in methods.iter().enumerate() {
        constants.extend(m.graph.constants.iter().map(|c| (constant_name(&m.name, i == 0, c.id), &c.tensor)));
        add(&graph_name(&m.name), &to_bytes(&json::write(&m.graph)?)?)?;
        add(&signature_name(&m.name, i == 0), &to_bytes(&m.signature)?)?;
    }
    add(WEIGHTS, &tensors(&weights)?)?;
    add(CONSTANTS, &tensors(&constants)?)?;
    for (name, bytes) in &contents.extra {
        add(&format!("{EXTRA}{name}"), bytes)?;
    }
    Ok(zip.finish()?)
}

fn to_bytes(ob: &Json) -> Result<Vec<u8>> {
    serde_json::to_vec_pretty(ob).map_err(|e| Error::new(Kind::Runtime, format!("save: {e}")))
}

/// Reads a file; with `file`, whose bytes `data` is, weights and constants stay where they are.
pub fn read(data: &[u8], file: Option<&Arc<Contained>>) -> Result<Contents> {
    let zip = ZipArchive::open(data)?;
    let root = zip.root()?.to_string();
    if zip.get(&format!("{root}/{MANIFEST}")).is_none() {
        let torch = zip.get(&format!("{root}/constants.pkl")).is_some();
        return bad(if torch { "a TorchScript archive; only lumbre's own programs are read" } else { "not a saved program (no manifest.json)" });
    }
    let parse = |name: &str| -> Result<Json> {
        let bytes = zip.require(&format!("{root}/{name}"))?;
        serde_json::from_slice(bytes).map_err(|e| Error::new(Kind::Value, format!("program: {name}: {e}")))
    };
    let manifest = parse(MANIFEST)?;
    check_manifest(&manifest)?;
    let names = method_names(&manifest)?;
    let mut known: Vec<String> = vec![MANIFEST.into(), WEIGHTS.into(), CONSTANTS.into()];
    for (i, name) in names.iter().enumerate() {
        known.extend([graph_name(name), signature_name(name, i == 0)]);
    }
    let mut extra = Vec::new();
    for entry in zip.entries() {
        zip.verify(entry)?;
        let name = entry.name.strip_prefix(&format!("{root}/")).unwrap_or("");
        match name.strip_prefix(EXTRA) {
            Some(name) => extra.push((name.to_string(), data[entry.range.clone()].to_vec())),
            None if known.iter().any(|k| k == name) => {}
            None => return bad(format_args!("unexpected entry {name:?}")),
        }
    }
    let place = |name: &str| Some((file?, zip.entry(name)?.range.start));
    let tensors = |name: &str| load_tensors(zip.require(name)?, place(name));
    let weights = tensors(&format!("{root}/{WEIGHTS}"))?;
    let mut constants = tensors(&format!("{root}/{CONSTANTS}"))?;
    let mut methods = Vec::new();
    let mut used: Vec<String> = Vec::new();
    for (i, name) in names.into_iter().enumerate() {
        let Unfilled { mut graph, constants: ids } = json::read(&parse(&graph_name(&name))?)?;
        let signature = parse(&signature_name(&name, i == 0))?;
        check_signature(&signature, &graph)?;
        for input in graph.weights() {
            let Some(t) = weights.get(&input.name) else { return bad(format_args!("no weight {:?}", input.name)) };
            if input.requires_grad {
                t.set_requires_grad(true)?;
            }
            used.push(input.name.clone());
        }
        for (id, number) in ids {
            let key = constant_name(&name, i == 0, id);
            let Some(tensor) = constants.remove(&key) else { return bad(format_args!("no constant {key}")) };
            tensor.set_wrapped_number(number && tensor.dim() == 0);
            graph.constants.push(Constant { id, tensor });
        }
        methods.push(Entry { name, graph, signature });
    }
    ensure!(weights.keys().all(|k| used.contains(k)), Value, "program: weights that nothing names");
    ensure!(constants.is_empty(), Value, "program: constants that nothing names");
    // In the order in which the methods name them.
    let mut seen = std::collections::HashSet::new();
    used.retain(|name| seen.insert(name.clone()));
    let weights = used.into_iter().filter_map(|name| weights.get(&name).cloned().map(|t| (name, t))).collect();
    Ok(Contents { methods, weights, extra })
}

fn method_names(manifest: &Json) -> Result<Vec<String>> {
    if manifest.get("entry").is_none() {
        return Ok(vec!["forward".to_string()]);
    }
    let names = json::list(manifest, "entry")?;
    ensure!((1..=MAX_METHODS).contains(&names.len()), Value, "program: {} methods", names.len());
    let mut out: Vec<String> = Vec::new();
    for n in names {
        let plain = n.as_str().filter(|s| !s.is_empty() && s.len() < 256 && s.chars().all(|c| c.is_alphanumeric() || c == '_'));
        let Some(name) = plain else { return bad(format_args!("{n} is no name of a method")) };
        ensure!(out.iter().all(|o| o != name), Value, "program: two methods are named {name:?}");
        out.push(name.to_string());
    }
    Ok(out)
}

fn check_manifest(m: &Json) -> Result<()> {
    let format: Vec<u64> = json::list(m, "format")?.iter().filter_map(Json::as_u64).collect();
    let [major, minor] = format[..] else { return bad("the format is no pair of numbers") };
    if major != FORMAT[0] {
        return bad(format_args!("format {major}.{minor} is not read by this version, which writes {}.{}", FORMAT[0], FORMAT[1]));
    }
    let Some(ops) = json::field(m, "ops")?.as_object() else { return bad("\"ops\" is no table") };
    for (key, version) in ops {
        let known = op_version(key);
        let version = version.as_u64().unwrap_or(0);
        if version > known {
            return bad(format_args!("op {key:?} has version {version}, known is {known}; the file needs a newer lumbre"));
        }
        if version < known || version == 0 {
            return bad(format_args!("op {key:?} of version {version} is not read any more"));
        }
    }
    Ok(())
}

/// The trees of arguments and results may only have leaves that the graph has.
pub fn check_signature(s: &Json, graph: &Graph) -> Result<()> {
    check_tree(json::field(s, "inputs")?, graph.arguments().count(), 0)?;
    check_tree(json::field(s, "outputs")?, graph.body.outputs.len(), 0)
}

fn check_tree(tree: &Json, leaves: usize, depth: usize) -> Result<()> {
    ensure!(depth < MAX_DEPTH, Value, "program: the signature nests too deep");
    match tree {
        Json::Object(ob) => {
            if let Some(leaf) = ob.get("t") {
                let fits = leaf.as_u64().is_some_and(|i| i < leaves as u64);
                ensure!(fits, Value, "program: the signature names tensor {leaf} of {leaves}");
            }
            ob.values().try_for_each(|v| check_tree(v, leaves, depth + 1))
        }
        Json::Array(items) => items.iter().try_for_each(|v| check_tree(v, leaves, depth + 1)),
        _ => Ok(()),
    }
}

/// The tensors of a safetensors file. They have memory of their own, or lie in the file that `data` is a part of, from the given
/// position on.
pub fn load_tensors(data: &[u8], place: Option<(&Arc<Contained>, usize)>) -> Result<HashMap<String, Tensor>> {
    let header = safetensors::read(data)?;
    let complex: Vec<&str> = header.metadata.get(COMPLEX).map_or(Vec::new(), |names| names.split('\n').collect());
    let mut out = HashMap::with_capacity(header.entries.len());
    let mut end = 0;
    for mut e in header.entries {
        if complex.contains(&e.name.as_str()) {
            ensure!(e.dtype == DType::F64 && e.sizes.pop() == Some(2), Value, "program: tensor {:?} holds no pairs of numbers", e.name);
            e.dtype = DType::C128;
        }
        let Some(bytes) = data.get(e.range.clone()) else { return bad(format_args!("tensor {:?} is outside its file", e.name)) };
        let n = checked_numel("load", &e.sizes)?;
        ensure!(n.checked_mul(e.dtype.size() as i64) == Some(bytes.len() as i64), Value, "program: tensor {:?} has {} bytes", e.name, bytes.len());
        if e.dtype == DType::Bool && bytes.iter().any(|b| *b > 1) {
            bail!(Value, "program: tensor {:?} has bytes other than 0 and 1 as bools", e.name);
        }
        ensure!(e.sizes.len() <= 64, Value, "program: tensor {:?} has {} dimensions", e.name, e.sizes.len());
        let aligned = bytes.as_ptr() as usize % e.dtype.size().min(8) == 0;
        let alone = e.range.start >= end && !bytes.is_empty();
        end = end.max(e.range.end);
        let storage = match place {
            // SAFETY: the ranges of an archive's entries are disjoint, and tensors that share bytes are copied.
            Some((file, at)) if aligned && alone => unsafe { file.part(at + e.range.start..at + e.range.end) },
            _ => None,
        };
        let storage = match storage {
            Some(s) => s,
            None => {
                let s = Storage::empty(bytes.len(), Device::Cpu)?;
                s.write_bytes(0, bytes)?;
                s
            }
        };
        // SAFETY: memory of exactly this length; bools were checked.
        let t = unsafe { Tensor::from_storage(storage, e.dtype, 0, &e.sizes, &contiguous_strides(&e.sizes)) }?;
        out.insert(e.name, t);
    }
    Ok(out)
}
