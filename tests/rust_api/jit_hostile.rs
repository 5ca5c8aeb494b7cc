//! Damaged program files: every one gives a value or an error, when it is loaded and when it is run.

use lumbre::io::zip::{ZipArchive, ZipWriter};
use lumbre::jit::{Limits, LoadOptions, Module, Program, Val, graph_from_json, read_tensors};
use lumbre::ops::table::OPS;
use lumbre::Tensor;

/// Marsaglia's xorshift: the same damage on every run.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % n.max(1) as u64) as usize
    }
}

fn golden() -> (Vec<u8>, Tensor) {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/files/");
    let file = std::fs::read(format!("{root}program-1.0.lmb")).expect("recorded file");
    let input = read_tensors(format!("{root}program-1.0.safetensors")).expect("tensors").remove("input").expect("input");
    (file, input)
}

/// The archive with one entry replaced, its checksums right.
fn with_entry(file: &[u8], name: &str, change: impl FnOnce(Vec<u8>) -> Vec<u8>) -> Vec<u8> {
    let zip = ZipArchive::open(file).expect("archive");
    let mut out = ZipWriter::new(Vec::new());
    let mut change = Some(change);
    for e in zip.entries() {
        let bytes = zip.get(&e.name).expect("entry").to_vec();
        let bytes = if e.name.ends_with(name) { change.take().map_or(bytes.clone(), |f| f(bytes)) } else { bytes };
        out.add(&e.name, &bytes).expect("written");
    }
    out.finish().expect("finished")
}

fn graph_with(from: &str, to: &str) -> Result<Module, lumbre::Error> {
    let (file, _) = golden();
    let bytes = with_entry(&file, "forward.json", |b| {
        let text = String::from_utf8(b).expect("text");
        let text: String = text.split_whitespace().collect::<Vec<_>>().join("");
        assert!(text.contains(from), "{text}");
        text.replacen(from, to, 1).into_bytes()
    });
    Module::load(&bytes, LoadOptions::default())
}

#[test]
fn graphs_that_break_a_rule_are_refused() {
    for (from, to, why) in [
        ("\"outputs\":[", "\"outputs\":[4000000,", "not defined"),
        ("\"op\":\"", "\"op\":\"no_such_", "unknown op"),
        ("\"out\":[", "\"out\":[0,", "results instead of"),
        ("\"in\":[", "\"in\":[null,null,null,null,null,null,null,null,null,null,null,null,null,null,", "arguments instead of"),
        ("\"in\":[{\"v\":", "\"in\":[{\"v\":99999", "not defined before"),
        ("\"in\":[{\"v\"", "\"in\":[{\"ints\":[1]},{\"v\"", ""),
        ("\"id\":1", "\"id\":0", "defined twice"),
        ("\"id\":1", "\"id\":4294967295", "too large"),
        ("\"id\":1", "\"id\":18446744073709551615", "no small number"),
        ("\"kind\":\"parameter\"", "\"kind\":\"other\"", "unknown name"),
        ("\"name\":\"", "\"name\":\"x", "no weight"),
        ("\"updates\":[", "\"updates\":[[900,0]", "update of input 900"),
    ] {
        let e = graph_with(from, to).expect_err(to);
        assert!(e.message().contains(why), "{to}: {e}");
    }
}

#[test]
fn manifests_of_other_versions_are_refused_by_name() {
    let (file, _) = golden();
    for (to, why) in [
        (r#"{"format":[2,0],"ops":{}}"#, "format 2.0 is not read"),
        (r#"{"format":[1,7],"ops":{"conv2d":9}}"#, "\"conv2d\" has version 9"),
        (r#"{"format":"1","ops":{}}"#, "no list"),
        (r#"{}"#, "no field"),
        ("[", "manifest.json"),
    ] {
        let bytes = with_entry(&file, "manifest.json", |_| to.into());
        let e = Module::load(&bytes, LoadOptions::default()).expect_err(to);
        assert!(e.message().contains(why), "{to}: {e}");
    }
    // A newer minor version loads where its ops are known.
    let bytes = with_entry(&file, "manifest.json", |_| br#"{"format":[1,7],"ops":{}}"#.to_vec());
    assert!(Module::load(&bytes, LoadOptions::default()).is_ok());
}

#[test]
fn deep_and_large_json_is_refused() {
    let (file, _) = golden();
    for name in ["forward.json", "signature.json", "manifest.json"] {
        let bytes = with_entry(&file, name, |_| "[".repeat(100_000).into_bytes());
        assert!(Module::load(&bytes, LoadOptions::default()).is_err());
    }
    let deep = format!(r#"{{"inputs":{}{},"outputs":{{}}}}"#, r#"{"x":"#.repeat(100), "1".to_string() + &"}".repeat(100));
    let bytes = with_entry(&file, "signature.json", |_| deep.into_bytes());
    assert!(Module::load(&bytes, LoadOptions::default()).expect_err("deep").message().contains("too deep"));
}

/// Numbers, names and structure of a JSON text changed here and there.
fn damage_text(text: &[u8], r: &mut Random) -> Vec<u8> {
    let mut b = text.to_vec();
    for _ in 0..1 + r.below(3) {
        let at = r.below(b.len());
        match r.below(5) {
            // The next number becomes another.
            0 | 1 => {
                let Some(from) = (at..b.len()).find(|&i| b[i].is_ascii_digit()) else { continue };
                let to = (from..b.len()).find(|&i| !b[i].is_ascii_digit()).unwrap_or(b.len());
                let n = ["0", "1", "2", "3", "7", "64", "-1", "255", "4096", "1e300", "0.5", "4294967296", "9223372036854775807", "-9223372036854775808"][r.below(14)];
                b.splice(from..to, n.bytes());
            }
            // The next op becomes another.
            2 => {
                let key = b"\"op\": \"";
                let Some(from) = b[at..].windows(key.len()).position(|w| w == key).map(|i| at + i + key.len()) else { continue };
                let to = (from..b.len()).find(|&i| b[i] == b'"').unwrap_or(b.len());
                let op = &OPS[r.below(OPS.len())];
                let name = if op.overload.is_empty() { op.name.to_string() } else { format!("{}.{}", op.name, op.overload) };
                b.splice(from..to, name.bytes());
            }
            3 => b[at] ^= 1 << r.below(7),
            _ => {
                let (from, n) = (r.below(b.len()), r.below(60));
                let part = b[from..(from + n).min(b.len())].to_vec();
                b.splice(at..at, part);
            }
        }
    }
    b
}

#[test]
fn damaged_files_give_values_or_errors() {
    let (file, input) = golden();
    let options = LoadOptions { max_memory: 64 << 20, ..Default::default() };
    let mut r = Random(0x9e37_79b9_7f4a_7c15);
    let (mut loaded, mut ran) = (0, 0);
    for i in 0..6000 {
        let name = ["forward.json", "forward.json", "forward.json", "signature.json", "manifest.json", "weights.safetensors", "constants.safetensors"][i % 7];
        let bytes = with_entry(&file, name, |b| damage_text(&b, &mut r));
        let Ok(m) = Module::load(&bytes, options) else { continue };
        loaded += 1;
        ran += m.forward(&[input.clone_contiguous().expect("copy")]).is_ok() as usize;
        let _ = (m.graph().to_string(), m.graph().code(), m.to_bytes());
    }
    // The damage is mild enough that some programs still run, and strong enough that others fail when they run.
    assert!(loaded > ran && ran > 0, "{loaded} loaded, {ran} ran");
}

fn scripted() -> Vec<u8> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/files/program-1.0-script.lmb");
    std::fs::read(path).expect("recorded file")
}

fn arguments(turns: i64) -> Vec<Val> {
    let x = Tensor::from_slice(&[0.1f32, 0.2, 0.3, 0.4], &[1, 4]).expect("tensor");
    vec![x.into(), turns.into(), Val::list(vec![Val::from("ab".to_string())])]
}

#[test]
fn scripted_file_runs_in_rust() {
    let m = Module::load(&scripted(), LoadOptions::default()).expect("loads");
    let Val::Tuple(out) = m.call("forward", arguments(5)).expect("runs") else { panic!("no tuple") };
    assert_eq!(out[0].tensor().expect("tensor").sizes()[..], [1, 4]);
    assert_eq!(out[3].str().expect("text"), "5 turns");
    let Val::Dict(counts) = &out[2] else { panic!("no dict") };
    let counts: Vec<_> = counts.borrow().iter().map(|(k, v)| (k.val().str().expect("key").to_string(), v.int().expect("int"))).collect();
    assert_eq!(counts, [("even".to_string(), 3), ("odd".to_string(), 2), ("AB".to_string(), 2)]);
    let two = m.call("double", vec![Tensor::from_slice(&[1.0f32], &[1]).expect("tensor").into()]).expect("runs");
    assert_eq!(two.tensor().expect("tensor").to_vec::<f32>().expect("values"), [2.0]);
    assert!(m.call("absent", Vec::new()).expect_err("no method").message().contains("absent"));
}

#[test]
fn loops_obey_the_limit() {
    let m = Module::load(&scripted(), LoadOptions { max_trips: 10, ..Default::default() }).expect("loads");
    assert!(m.call("forward", arguments(10)).is_ok());
    let e = m.call("forward", arguments(11)).expect_err("too many turns");
    assert!(e.message().contains("limit of 10 turns"), "{e}");
}

#[test]
fn damaged_scripts_give_values_or_errors() {
    let file = scripted();
    let options = LoadOptions { max_memory: 16 << 20, max_trips: 2000, ..Default::default() };
    let mut r = Random(0x1234_5678_9abc_def1);
    let (mut loaded, mut ran) = (0, 0);
    for i in 0..6000 {
        let name = ["forward.json", "forward.json", "forward.json", "double.json", "signature.json", "manifest.json", "weights.safetensors"][i % 7];
        let bytes = with_entry(&file, name, |b| damage_text(&b, &mut r));
        let Ok(m) = Module::load(&bytes, options) else { continue };
        loaded += 1;
        ran += m.call("forward", arguments(4)).is_ok() as usize;
        let _ = m.call("double", arguments(1).into_iter().take(1).collect());
        let _ = (m.graph().to_string(), m.graph().code(), m.to_bytes());
    }
    assert!(loaded > ran && ran > 0, "{loaded} loaded, {ran} ran");
}

/// A program `forward(turns)` whose loop carries one value; `step` makes the next one (value 7) of it (value 5).
fn nesting(first: &str, step: &str, after: &str, outputs: &str) -> Program {
    let text = format!(
        r#"{{"inputs":[{{"id":0,"kind":"argument","name":"turns","requires_grad":false,"type":"int"}}],"constants":[],"updates":[],
        "nodes":[{{"do":"const","in":[true],"out":[1]}},{{"do":"{first}","in":[],"out":[2]}},
        {{"loop":0,"while":1,"init":[2],"body":{{"params":[4,5],"nodes":[{step}],"outputs":[1,7]}},"out":[3]}}{after}],"outputs":[{outputs}]}}"#
    );
    Program::new(graph_from_json(&text, Vec::new()).expect("graph")).expect("program")
}

/// The stack of a small thread, where recursion over a deep value would not get far.
fn on_a_small_stack(f: impl FnOnce() + Send) {
    std::thread::scope(|s| {
        let thread = std::thread::Builder::new().stack_size(256 << 10).spawn_scoped(s, f).expect("thread");
        thread.join().expect("no panic");
    });
}

#[test]
fn deeply_nested_containers_are_counted_and_freed() {
    let wrap = |kind: &str| format!(r#"{{"do":"{kind}","in":[{{"v":5}}],"out":[7]}}"#);
    let append = r#"{"do":"list","in":[],"out":[7]},{"do":"append","in":[{"v":7},{"v":5}],"out":[8]}"#.to_string();
    let keyed = r#"{"do":"dict","in":["k",{"v":5}],"out":[7]}"#.to_string();
    for (first, step) in [("list", wrap("list")), ("tuple", wrap("tuple")), ("list", append), ("dict", keyed)] {
        on_a_small_stack(move || {
            let p = nesting(first, &step, "", "3");
            for limits in [Limits::default(), Limits { max_memory: 1 << 30, ..Default::default() }] {
                let deep = p.run_values(vec![100_000i64.into()], limits).expect("runs");
                deep[0].each_tensor(&mut |_| panic!("no tensor is inside"));
                drop(deep);
            }
        });
    }
}

#[test]
fn deep_values_are_not_compared_or_written() {
    for (step, what) in [("eq", "too deep"), ("lt", "too deep"), ("str", "too deep")] {
        let arguments = if step == "str" { r#"{"v":3}"# } else { r#"{"v":3},{"v":3}"# };
        let after = format!(r#",{{"do":"{step}","in":[{arguments}],"out":[9]}}"#);
        on_a_small_stack(move || {
            let p = nesting("list", r#"{"do":"list","in":[{"v":5}],"out":[7]}"#, &after, "9");
            let e = p.run_values(vec![1000i64.into()], Limits::default()).expect_err(step);
            assert!(e.message().contains(what), "{step}: {e}");
        });
    }
}

#[test]
fn containers_that_would_hold_themselves_are_refused() {
    for step in [
        r#"{"do":"append","in":[{"v":5},{"v":5}],"out":[8]}"#,
        r#"{"do":"tuple","in":[{"v":5}],"out":[6]},{"do":"append","in":[{"v":5},{"v":6}],"out":[8]}"#,
        r#"{"do":"list","in":[{"v":5}],"out":[6]},{"do":"extend","in":[{"v":5},{"v":6}],"out":[8]}"#,
        r#"{"do":"insert","in":[{"v":5},0,{"v":5}],"out":[8]}"#,
    ] {
        let p = nesting("list", &format!(r#"{step},{{"do":"list","in":[],"out":[7]}}"#), "", "3");
        let e = p.run_values(vec![1i64.into()], Limits::default()).expect_err(step);
        assert!(e.message().contains("hold itself"), "{step}: {e}");
    }
    let keyed = r#"{"do":"set","in":[{"v":5},"k",{"v":5}],"out":[8]},{"do":"list","in":[],"out":[7]}"#;
    let e = nesting("dict", keyed, "", "3").run_values(vec![1i64.into()], Limits::default()).expect_err("itself");
    assert!(e.message().contains("hold itself"), "{e}");
}

#[test]
fn cut_and_flipped_files_give_values_or_errors_however_they_are_read() {
    let path = std::env::temp_dir().join(format!("lumbre-hostile-{}.lmb", std::process::id()));
    let mut r = Random(0x0dd_ba11_5eed);
    let mut refused = 0;
    for (file, method) in [(golden().0, "forward"), (scripted(), "double")] {
        for i in 0..1500 {
            let mut b = file.clone();
            match r.below(4) {
                0 => b.truncate(r.below(b.len())),
                1 => drop(b.splice(0..r.below(200), [])),
                _ => (0..1 + r.below(4)).for_each(|_| {
                    // The directory at the end holds the offsets and lengths.
                    let at = if r.below(2) == 0 { r.below(b.len()) } else { b.len() - 1 - r.below(b.len().min(600)) };
                    b[at] = [0, 0xff, 0x7f, b[at] ^ 1 << r.below(8)][r.below(4)];
                }),
            }
            let bytes = Module::load(&b, LoadOptions { max_trips: 100, ..Default::default() });
            refused += bytes.is_err() as usize;
            if let Ok(m) = &bytes {
                let _ = m.call(method, arguments(1).into_iter().take(1).collect());
            }
            if i % 30 == 0 {
                std::fs::write(&path, &b).expect("written");
                for map in [false, true] {
                    let read = Module::load(&path, LoadOptions { map, ..Default::default() });
                    assert_eq!(read.is_ok(), bytes.is_ok(), "{:?} {:?}", read.err(), bytes.as_ref().err());
                }
            }
        }
    }
    let _ = std::fs::remove_file(&path);
    assert!(refused > 1000, "{refused} refused");
}
