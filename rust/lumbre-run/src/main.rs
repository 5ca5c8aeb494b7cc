//! `lumbre-run`: shows what a saved program holds, runs it on inputs from files or JSON, prints or saves its results, times it.

mod args;
mod inputs;
mod show;
mod timing;

use args::Args;
use lumbre::jit::{LoadOptions, Module, Val, write_arrays};
use lumbre::{Error, Kind, Result, Tensor};
use std::process::ExitCode;

fn main() -> ExitCode {
    let args = match Args::parse(std::env::args().skip(1)) {
        Ok(Some(args)) => args,
        Ok(None) => {
            println!("{}", args::USAGE);
            return ExitCode::SUCCESS;
        }
        Err(e) => {
            eprintln!("lumbre-run: {e}\n\n{}", args::USAGE);
            return ExitCode::from(2);
        }
    };
    match run(&args) {
        Ok(()) => ExitCode::SUCCESS,
        Err(e) => {
            eprintln!("lumbre-run: {e}");
            ExitCode::FAILURE
        }
    }
}

fn run(args: &Args) -> Result<()> {
    if let Some(n) = args.threads {
        lumbre::backend::set_num_threads(n);
    }
    for path in &args.extensions {
        lumbre::capi::load_extension(path)?;
    }
    let options = LoadOptions { max_memory: args.max_memory.unwrap_or(usize::MAX), max_trips: args.max_trips.unwrap_or(u64::MAX), ..LoadOptions::default() };
    let start = std::time::Instant::now();
    let module = Module::load(args.file.as_path(), options)?;
    let load = start.elapsed();
    if !args.runs() {
        return show::describe(&module, &args.file, args.graph);
    }

    let name = args.method.as_deref().or_else(|| module.methods().first().map(|m| m.name.as_str())).unwrap_or("forward");
    let method = module.method(name).ok_or_else(|| Error::new(Kind::Attribute, format!("{}: no method {name:?}", args.file.display())))?;
    let given = inputs::collect(method, &args.inputs, args.ints)?;
    let _inference = lumbre::modes::inference_mode(true);
    let start = std::time::Instant::now();
    let out = module.call(name, given.clone())?;
    let first = start.elapsed();
    let results = match &out {
        Val::Tuple(items) => items.to_vec(),
        one => vec![one.clone()],
    };
    match &args.output {
        Some(path) => save(path, &results)?,
        None => show::print(&results, args.json)?,
    }
    if let Some(n) = args.time {
        let times = timing::measure(n, || module.call(name, given.clone()).map(|_| ()))?;
        eprintln!("{}", timing::report(load, first, &times));
    }
    Ok(())
}

/// Tensors among the results into a file: `out`, or `out0`, `out1`, …
fn save(path: &std::path::Path, results: &[Val]) -> Result<()> {
    let mut tensors: Vec<Tensor> = Vec::new();
    results.iter().for_each(|v| v.each_tensor(&mut |t| tensors.push(t.clone())));
    let names: Vec<String> = (0..tensors.len()).map(|i| if tensors.len() == 1 { "out".to_string() } else { format!("out{i}") }).collect();
    let named: Vec<(&str, &Tensor)> = names.iter().map(String::as_str).zip(&tensors).collect();
    write_arrays(path, &named)
}
