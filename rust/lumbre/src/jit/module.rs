//! A program with its weights: what is loaded, called and saved.

use super::archive::{self, Contents, Entry};
use super::graph::{Graph, InputKind};
use super::interpreter::{Limits, Program};
use super::val::Val;
use crate::error::{Error, Kind, Result};
use crate::io::file::{Contained, write_atomic};
use crate::io::IoError;
use crate::tensor::Tensor;
use crate::{bail, ensure};
use serde_json::{Value as Json, json};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// Bounds on what a program may do.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    /// Bytes of live intermediate values during a call.
    pub max_memory: usize,
    /// Turns of one loop.
    pub max_trips: u64,
    /// Weights stay in the file, which is mapped and must not change while the program is in use; writes go to memory of their
    /// own. Only for files given by their path.
    pub map: bool,
}

impl Default for LoadOptions {
    fn default() -> Self {
        LoadOptions { max_memory: usize::MAX, max_trips: u64::MAX, map: false }
    }
}

impl From<LoadOptions> for Limits {
    fn from(o: LoadOptions) -> Limits {
        Limits { max_memory: o.max_memory, max_trips: o.max_trips }
    }
}

/// Where a program comes from: a path or the bytes of a file.
pub enum Source<'a> {
    Path(&'a Path),
    Bytes(&'a [u8]),
}

impl<'a> From<&'a str> for Source<'a> {
    fn from(path: &'a str) -> Self {
        Source::Path(Path::new(path))
    }
}
impl<'a> From<&'a Path> for Source<'a> {
    fn from(path: &'a Path) -> Self {
        Source::Path(path)
    }
}
impl<'a> From<&'a std::path::PathBuf> for Source<'a> {
    fn from(path: &'a std::path::PathBuf) -> Self {
        Source::Path(path)
    }
}
impl<'a> From<&'a [u8]> for Source<'a> {
    fn from(bytes: &'a [u8]) -> Self {
        Source::Bytes(bytes)
    }
}
impl<'a> From<&'a Vec<u8>> for Source<'a> {
    fn from(bytes: &'a Vec<u8>) -> Self {
        Source::Bytes(bytes)
    }
}

/// A method: a program, the names of its inputs, and how arguments and results nest.
#[derive(Clone, Debug)]
pub struct Method {
    pub name: String,
    pub program: Arc<Program>,
    /// JSON: `inputs` and `outputs` are trees whose leaves `{"t": i}` are the flat values; of scripted code also the types.
    pub signature: Json,
}

impl Method {
    pub fn new(name: &str, program: Arc<Program>, signature: Json) -> Result<Method> {
        archive::check_signature(&signature, program.graph())?;
        Ok(Method { name: name.to_string(), program, signature })
    }

    /// The value of an attribute (`training`, …) as it was saved.
    fn attribute(&self, name: &str) -> Result<Val> {
        let v = self.signature.get("attributes").and_then(|a| a.get(name));
        Ok(match v {
            Some(Json::Bool(b)) => Val::from(*b),
            Some(Json::String(s)) => Val::from(s.clone()),
            Some(Json::Number(n)) => match (n.as_i64(), n.as_f64()) {
                (Some(i), _) => Val::from(i),
                (None, Some(f)) => Val::from(f),
                _ => bail!(Value, "program: the attribute {name:?} is no number that fits"),
            },
            Some(Json::Null) => Val::NONE,
            _ => bail!(Value, "program: no value of the attribute {name:?}"),
        })
    }
}

/// Programs with their parameters and buffers.
#[derive(Clone, Debug)]
pub struct Module {
    methods: Vec<Method>,
    /// By name, in the order of the first method's graph.
    weights: Vec<(String, Tensor)>,
    extra: Vec<(String, Vec<u8>)>,
    limits: Limits,
}

impl Module {
    /// A module of a graph and its weights, in the graph's order. Arguments and results are flat.
    pub fn new(graph: Graph, weights: Vec<Tensor>) -> Result<Module> {
        let leaves = |n: usize| (0..n).map(|i| json!({ "t": i })).collect::<Vec<_>>();
        let signature = json!({
            "inputs": { "tuple": leaves(graph.arguments().count()) },
            "outputs": { "tuple": leaves(graph.body.outputs.len()) },
        });
        Module::with_signature(Arc::new(Program::new(graph)?), weights, signature)
    }

    /// A module of a verified program; the signature says how arguments and results nest.
    pub fn with_signature(program: Arc<Program>, weights: Vec<Tensor>, signature: Json) -> Result<Module> {
        let names: Vec<String> = program.graph().weights().map(|i| i.name.clone()).collect();
        ensure!(names.len() == weights.len(), Value, "Module: {} weights for a program of {}", weights.len(), names.len());
        let weights = names.into_iter().zip(weights).collect();
        Module::with_methods(vec![Method::new("forward", program, signature)?], weights)
    }

    /// A module of several methods over one set of weights. The first is the one that `forward` calls.
    pub fn with_methods(methods: Vec<Method>, weights: Vec<(String, Tensor)>) -> Result<Module> {
        ensure!(!methods.is_empty(), Value, "Module: no method");
        let known: HashSet<&str> = weights.iter().map(|w| w.0.as_str()).collect();
        for input in methods.iter().flat_map(|m| m.program.graph().weights()) {
            ensure!(known.contains(input.name.as_str()), Value, "Module: no weight {:?}", input.name);
        }
        Ok(Module { methods, weights, extra: Vec::new(), limits: Limits::default() })
    }

    /// Reads and verifies a saved program.
    pub fn load<'a>(source: impl Into<Source<'a>>, options: LoadOptions) -> Result<Module> {
        let contents = match source.into() {
            Source::Bytes(bytes) => archive::read(bytes, None)?,
            Source::Path(path) => {
                let named = |e: Error| e.context(path.display());
                let file = Arc::new(Contained::open(path, options.map).map_err(named)?);
                archive::read(file.bytes(), Some(&file)).map_err(named)?
            }
        };
        let method = |e: Entry| Method::new(&e.name, Arc::new(Program::new(e.graph)?), e.signature);
        let methods = contents.methods.into_iter().map(method).collect::<Result<_>>()?;
        Ok(Module { methods, weights: contents.weights, extra: contents.extra, limits: options.into() })
    }

    /// Runs the first method; the inputs and results are the tensors in order of the signature.
    pub fn forward(&self, inputs: &[Tensor]) -> Result<Vec<Tensor>> {
        let outputs = self.run(self.first(), inputs.iter().cloned().map(Val::from).collect())?;
        let mut out = Vec::new();
        for v in &outputs {
            v.each_tensor(&mut |t| out.push(t.clone()));
        }
        Ok(out)
    }

    /// Runs a method on arguments of any kind; what it returns (several results of a traced program as a tuple).
    ///
    /// ```
    /// # use lumbre::{Tensor, jit};
    /// # let x = Tensor::from_slice(&[1.0f32], &[1])?;
    /// # let module = jit::trace(|x| Ok(vec![x[0].exp()?]), &[x.clone()], &[])?;
    /// let y = module.call("forward", vec![x.into()])?;
    /// # assert_eq!(y.tensor().ok_or("no tensor")?.to_vec::<f32>()?, [1f32.exp()]);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn call(&self, method: &str, arguments: Vec<Val>) -> Result<Val> {
        let Some(m) = self.method(method) else {
            bail!(Attribute, "the program has no method {method:?}; it has {:?}", self.methods.iter().map(|m| &m.name).collect::<Vec<_>>())
        };
        let mut out = self.run(m, arguments)?;
        Ok(if out.len() == 1 { out.remove(0) } else if out.is_empty() { Val::NONE } else { Val::tuple(out) })
    }

    fn run(&self, method: &Method, arguments: Vec<Val>) -> Result<Vec<Val>> {
        let graph = method.program.graph();
        let want = graph.arguments().count();
        ensure!(arguments.len() == want, Value, "{}: {} inputs instead of {want}", method.name, arguments.len());
        let mut arguments = arguments.into_iter();
        let mut all = Vec::with_capacity(graph.inputs.len());
        // The weights lie in the order of the first method, mostly.
        let mut at = 0;
        for input in &graph.inputs {
            all.push(match input.kind {
                InputKind::Argument => arguments.next().unwrap_or(Val::NONE),
                InputKind::Attribute => method.attribute(&input.name)?,
                InputKind::Parameter | InputKind::Buffer => {
                    if self.weights.get(at).is_none_or(|w| w.0 != input.name) {
                        at = self.weights.iter().position(|w| w.0 == input.name).unwrap_or(0);
                    }
                    let Some((_, t)) = self.weights.get(at) else { bail!(Value, "program: no weight {:?}", input.name) };
                    at += 1;
                    Val::from(t.clone())
                }
            });
        }
        method.program.run_values(all, self.limits)
    }

    fn first(&self) -> &Method {
        // There is one: every constructor checks.
        &self.methods[0]
    }

    pub fn methods(&self) -> &[Method] {
        &self.methods
    }

    pub fn method(&self, name: &str) -> Option<&Method> {
        self.methods.iter().find(|m| m.name == name)
    }

    /// Parameters by name.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.named(InputKind::Parameter)
    }

    pub fn buffers(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.named(InputKind::Buffer)
    }

    fn named(&self, kind: InputKind) -> impl Iterator<Item = (&str, &Tensor)> {
        let is = move |name: &str| self.methods.iter().flat_map(|m| m.program.graph().weights()).find(|i| i.name == name).is_some_and(|i| i.kind == kind);
        self.weights.iter().filter(move |w| is(&w.0)).map(|(name, t)| (name.as_str(), t))
    }

    /// The first method's program.
    pub fn program(&self) -> &Arc<Program> {
        &self.first().program
    }

    pub fn graph(&self) -> &Graph {
        self.program().graph()
    }

    /// Parameters and buffers by name.
    pub fn weights(&self) -> &[(String, Tensor)] {
        &self.weights
    }

    /// The first method's signature.
    pub fn signature(&self) -> &Json {
        &self.first().signature
    }

    pub fn limits(&self) -> Limits {
        self.limits
    }

    /// The user's own files, by name.
    pub fn extra(&self) -> &[(String, Vec<u8>)] {
        &self.extra
    }

    pub fn set_extra(&mut self, extra: Vec<(String, Vec<u8>)>) {
        self.extra = extra;
    }

    /// The module with its parameters and buffers as constants.
    pub fn freeze(&self) -> Result<Module> {
        let weight = |name: &str| self.weights.iter().find(|w| w.0 == name).map(|w| w.1.clone());
        let freeze = |m: &Method| {
            let weights: Vec<Tensor> = m.program.graph().weights().filter_map(|i| weight(&i.name)).collect();
            Method::new(&m.name, Arc::new(Program::new(m.program.graph().frozen(&weights)?)?), m.signature.clone())
        };
        let mut out = Module::with_methods(self.methods.iter().map(freeze).collect::<Result<_>>()?, Vec::new())?;
        out.limits = self.limits;
        Ok(out)
    }

    fn contents(&self) -> Contents {
        let entry = |m: &Method| Entry { name: m.name.clone(), graph: m.program.graph().clone(), signature: m.signature.clone() };
        Contents { methods: self.methods.iter().map(entry).collect(), weights: self.weights.clone(), extra: self.extra.clone() }
    }

    /// The bytes of the file.
    pub fn to_bytes(&self) -> Result<Vec<u8>> {
        archive::write(Vec::new(), &self.contents())
    }

    /// Writes the file; a reader sees the old one or the new one, never a part.
    pub fn save(&self, path: impl AsRef<Path>) -> Result<()> {
        let bytes = self.to_bytes()?;
        write_atomic(path.as_ref(), |w| w.write_all(&bytes).map_err(IoError::from))?;
        Ok(())
    }
}

/// Reads the tensors of a safetensors file, for programs that take their inputs from one.
pub fn read_tensors(path: impl AsRef<Path>) -> Result<std::collections::HashMap<String, Tensor>> {
    let path = path.as_ref();
    let named = |e: Error| Error::new(e.kind(), format!("{}: {}", path.display(), e.message()));
    let bytes = std::fs::read(path).map_err(|e| named(Error::new(Kind::Io, e.to_string())))?;
    archive::load_tensors(&bytes, None).map_err(named)
}

/// A signature from its JSON text.
pub fn parse_signature(text: &str) -> Result<Json> {
    serde_json::from_str(text).map_err(|e| Error::new(Kind::Value, format!("signature: {e}")))
}
