//! The command line.

use lumbre::{Result, bail};
use std::path::PathBuf;

pub const USAGE: &str = "\
usage: lumbre-run PROGRAM [-i [NAME=]INPUT]... [options]

Without inputs: what the program holds (methods, inputs, weights, size). With inputs, or --run: runs it.

  -i, --input [NAME=]INPUT  an argument: a .npy file, JSON text ([[1, 2], [3, 4]]), or a .npz, .safetensors or .json file; an
                            archive gives its arrays by name, or in order where no name fits. JSON numbers are float32 (int64
                            with --int) for a tensor, plain values for other types. Inputs without a name go in order.
  -m, --method NAME         the method to run; the first one without this
      --run                 run a program that takes no inputs
  -o, --output FILE         save the resulting tensors: .npy, .npz or .safetensors
      --json                print the results as JSON
      --int                 JSON numbers without a point are int64 tensors
      --graph               print the methods' graphs
      --time N              run N more times and print load time, first call, median and 99th percentile to stderr
      --threads N           compute with N threads
      --max-memory BYTES    bytes of live values during a run (K, M, G are understood)
      --max-trips N         turns of one loop
      --extension FILE      open a library of custom ops first; only ones that you trust
  -h, --help                this text";

/// What the command line says.
#[derive(Default, Debug)]
pub struct Args {
    pub file: PathBuf,
    /// (name or none, source)
    pub inputs: Vec<(Option<String>, String)>,
    pub ints: bool,
    pub method: Option<String>,
    pub output: Option<PathBuf>,
    pub json: bool,
    pub graph: bool,
    pub run: bool,
    pub time: Option<usize>,
    pub threads: Option<usize>,
    pub max_memory: Option<usize>,
    pub max_trips: Option<u64>,
    pub extensions: Vec<PathBuf>,
}

impl Args {
    /// None where help was asked for.
    pub fn parse(words: impl Iterator<Item = String>) -> Result<Option<Args>> {
        let mut out = Args::default();
        let mut file = None;
        let mut words = words.peekable();
        while let Some(word) = words.next() {
            let (word, mut attached) = match word.split_once('=') {
                Some((w, v)) if w.starts_with("--") => (w.to_string(), Some(v.to_string())),
                _ => (word, None),
            };
            let mut value = || match attached.take().or_else(|| words.next()) {
                Some(v) => Ok(v),
                None => bail!(Value, "{word} needs a value"),
            };
            match word.as_str() {
                "-h" | "--help" => return Ok(None),
                "-i" | "--input" => out.inputs.push(input(value()?)),
                "-m" | "--method" => out.method = Some(value()?),
                "-o" | "--output" => out.output = Some(value()?.into()),
                "--json" => out.json = true,
                "--int" => out.ints = true,
                "--graph" => out.graph = true,
                "--run" => out.run = true,
                "--time" => out.time = Some(number(&word, &value()?)?),
                "--threads" => out.threads = Some(number(&word, &value()?)?).filter(|n| *n > 0),
                "--max-memory" => out.max_memory = Some(bytes(&value()?)?),
                "--max-trips" => out.max_trips = Some(number(&word, &value()?)? as u64),
                "--extension" => out.extensions.push(value()?.into()),
                _ if word.starts_with('-') => bail!(Value, "unknown option {word}"),
                _ if file.is_none() => file = Some(PathBuf::from(word)),
                _ => bail!(Value, "one program at a time: {word:?}"),
            }
        }
        let Some(file) = file else { bail!(Value, "no program") };
        Ok(Some(Args { file, ..out }))
    }

    pub fn runs(&self) -> bool {
        self.run || !self.inputs.is_empty() || self.time.is_some() || self.output.is_some()
    }
}

/// `name=source`, where the name is an identifier.
fn input(text: String) -> (Option<String>, String) {
    match text.split_once('=') {
        Some((name, source)) if !name.is_empty() && name.chars().all(|c| c.is_alphanumeric() || c == '_') => (Some(name.to_string()), source.to_string()),
        _ => (None, text),
    }
}

fn number(word: &str, text: &str) -> Result<usize> {
    match text.parse() {
        Ok(n) => Ok(n),
        Err(_) => bail!(Value, "{word}: {text:?} is no number"),
    }
}

fn bytes(text: &str) -> Result<usize> {
    let (digits, scale) = match text.chars().last() {
        Some('K' | 'k') => (&text[..text.len() - 1], 1 << 10),
        Some('M' | 'm') => (&text[..text.len() - 1], 1 << 20),
        Some('G' | 'g') => (&text[..text.len() - 1], 1 << 30),
        _ => (text, 1usize),
    };
    match number("--max-memory", digits)?.checked_mul(scale) {
        Some(n) => Ok(n),
        None => bail!(Value, "--max-memory: {text:?} is too large"),
    }
}
