//! A program with its weights: what is loaded, called and saved.

use super::archive::{self, Contents};
use super::graph::{Graph, InputKind};
use super::interpreter::{Limits, Program};
use crate::ensure;
use crate::error::{Error, Kind, Result};
use crate::io::file::write_atomic;
use crate::io::IoError;
use crate::tensor::Tensor;
use serde_json::{Value as Json, json};
use std::path::Path;
use std::sync::Arc;

/// Bounds on what a program may do.
#[derive(Clone, Copy, Debug)]
pub struct LoadOptions {
    /// Bytes of live intermediate values during a call.
    pub max_memory: usize,
    /// Turns of one loop.
    pub max_trips: u64,
}

impl Default for LoadOptions {
    fn default() -> Self {
        LoadOptions { max_memory: usize::MAX, max_trips: u64::MAX }
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

/// A program and its parameters and buffers.
#[derive(Clone, Debug)]
pub struct Module {
    program: Arc<Program>,
    weights: Vec<Tensor>,
    signature: Json,
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
        let n = program.graph().weights().count();
        ensure!(n == weights.len(), Value, "Module: {} weights for a program of {n}", weights.len());
        archive::check_signature(&signature, program.graph())?;
        Ok(Module { program, weights, signature, extra: Vec::new(), limits: Limits::default() })
    }

    /// Reads and verifies a saved program.
    pub fn load<'a>(source: impl Into<Source<'a>>, options: LoadOptions) -> Result<Module> {
        let contents = match source.into() {
            Source::Bytes(bytes) => archive::read(bytes)?,
            Source::Path(path) => {
                let named = |e: Error| e.context(path.display());
                let bytes = std::fs::read(path).map_err(|e| named(e.into()))?;
                archive::read(&bytes).map_err(named)?
            }
        };
        let Contents { graph, weights, signature, extra } = contents;
        let limits = Limits { max_memory: options.max_memory, max_trips: options.max_trips };
        Ok(Module { program: Arc::new(Program::new(graph)?), weights, signature, extra, limits })
    }

    /// Runs the program; the inputs and results are the tensors in order of the signature.
    pub fn forward(&self, inputs: &[Tensor]) -> Result<Vec<Tensor>> {
        let graph = self.program.graph();
        let want = graph.arguments().count();
        ensure!(inputs.len() == want, Value, "forward: {} inputs instead of {want}", inputs.len());
        let (mut weights, mut inputs) = (self.weights.iter(), inputs.iter());
        let all: Vec<Tensor> = graph
            .inputs
            .iter()
            .filter_map(|i| if i.kind == InputKind::Argument { inputs.next() } else { weights.next() })
            .cloned()
            .collect();
        self.program.run(&all, self.limits)
    }

    /// Parameters by name.
    pub fn parameters(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.named(InputKind::Parameter)
    }

    pub fn buffers(&self) -> impl Iterator<Item = (&str, &Tensor)> {
        self.named(InputKind::Buffer)
    }

    fn named(&self, kind: InputKind) -> impl Iterator<Item = (&str, &Tensor)> {
        let inputs = self.program.graph().weights();
        inputs.zip(&self.weights).filter(move |(i, _)| i.kind == kind).map(|(i, t)| (i.name.as_str(), t))
    }

    pub fn program(&self) -> &Arc<Program> {
        &self.program
    }

    pub fn graph(&self) -> &Graph {
        self.program.graph()
    }

    pub fn weights(&self) -> &[Tensor] {
        &self.weights
    }

    pub fn signature(&self) -> &Json {
        &self.signature
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
        let graph = self.graph().frozen(&self.weights)?;
        let mut out = Module::with_signature(Arc::new(Program::new(graph)?), Vec::new(), self.signature.clone())?;
        out.limits = self.limits;
        Ok(out)
    }

    fn contents(&self) -> Contents {
        Contents {
            graph: self.graph().clone(),
            weights: self.weights.clone(),
            signature: self.signature.clone(),
            extra: self.extra.clone(),
        }
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
    archive::load_tensors(&bytes).map_err(named)
}

/// A signature from its JSON text.
pub fn parse_signature(text: &str) -> Result<Json> {
    serde_json::from_str(text).map_err(|e| Error::new(Kind::Value, format!("signature: {e}")))
}
