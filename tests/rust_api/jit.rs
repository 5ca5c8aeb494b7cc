//! Programs from Rust: trace, run, save, load, and files that want to do harm.

use lumbre::autograd::{BackwardOptions, run_backward};
use lumbre::jit::{self, LoadOptions, Module};
use lumbre::{Device, DType, Kind, Result, Scalar, Tensor};

fn floats(data: &[f32], sizes: &[i64]) -> Result<Tensor> {
    Tensor::from_slice(data, sizes)
}

fn parameter(data: &[f32], sizes: &[i64]) -> Result<Tensor> {
    let t = floats(data, sizes)?;
    t.set_requires_grad(true)?;
    Ok(t)
}

fn again(m: &Module) -> Result<Module> {
    Module::load(&m.to_bytes()?, LoadOptions::default())
}

/// Traces on `example`, and compares the program on `other` with what the function itself gives.
fn same_as_eager(f: impl Fn(&Tensor) -> Result<Tensor>, example: &Tensor, other: &Tensor) -> Result<Module> {
    let m = again(&jit::trace(|x| Ok(vec![f(&x[0])?]), &[example.clone()], &[])?)?;
    let copy = other.clone_contiguous()?;
    let want = f(&copy)?;
    let got = m.forward(&[other.clone_contiguous()?])?.remove(0);
    assert_eq!(got.sizes(), want.sizes());
    assert_eq!(got.dtype(), want.dtype());
    assert_eq!(got.to_vec::<f64>()?, want.to_vec::<f64>()?, "{}", m.graph());
    Ok(m)
}

#[test]
fn linear_layer_is_saved_with_its_weights() -> Result<()> {
    let w = parameter(&[1.0, 2.0, 3.0, 4.0], &[2, 2])?;
    let b = parameter(&[0.5, -0.5], &[2])?;
    let f = |x: &[Tensor]| Ok(vec![x[0].matmul(&w)?.add(&b)?]);
    let m = again(&jit::trace(f, &[floats(&[1.0, 1.0], &[1, 2])?], &[("layer.weight", &w), ("layer.bias", &b)])?)?;
    let names: Vec<&str> = m.parameters().map(|p| p.0).collect();
    assert_eq!(names, ["layer.weight", "layer.bias"]);
    assert!(m.parameters().all(|p| p.1.requires_grad()));
    let x = floats(&[1.0, 0.0, 0.0, 1.0, 2.0, 2.0], &[3, 2])?;
    assert_eq!(m.forward(&[x])?[0].to_vec::<f32>()?, [1.5, 1.5, 3.5, 3.5, 8.5, 11.5]);
    Ok(())
}

#[test]
fn programs_take_part_in_autograd() -> Result<()> {
    let w = parameter(&[2.0, 3.0], &[2])?;
    let m = again(&jit::trace(|x| Ok(vec![x[0].mul(&w)?.sum()?]), &[floats(&[1.0, 1.0], &[2])?], &[("w", &w)])?)?;
    m.forward(&[floats(&[5.0, 7.0], &[2])?])?[0].backward()?;
    let grad = m.parameters().next().and_then(|p| p.1.grad());
    assert_eq!(grad.map(|g| g.to_vec::<f32>()).transpose()?, Some(vec![5.0, 7.0]));
    Ok(())
}

#[test]
fn tensors_from_outside_are_constants_as_they_were() -> Result<()> {
    let c = floats(&[10.0, 20.0], &[2])?;
    let m = jit::trace(
        |x| {
            let first = x[0].add(&c)?;
            c.mul_(0.0)?;
            Ok(vec![first.add(&c)?])
        },
        &[floats(&[0.0, 0.0], &[2])?],
        &[],
    )?;
    c.add_(99.0)?;
    assert_eq!(again(&m)?.forward(&[floats(&[1.0, 2.0], &[2])?])?[0].to_vec::<f32>()?, [11.0, 22.0]);
    Ok(())
}

#[test]
fn inplace_ops_rebind() -> Result<()> {
    let (a, b) = (floats(&[1.0, 2.0, 3.0, 4.0], &[2, 2])?, floats(&[5.0, 6.0, 7.0, 8.0], &[2, 2])?);
    same_as_eager(
        |x| {
            let y = x.mul(2.0)?;
            let before = y.add(0.0)?;
            y.add_(1.0)?;
            before.mul(&y)
        },
        &a,
        &b,
    )?;
    Ok(())
}

#[test]
fn writes_through_views_reach_the_base_and_other_views() -> Result<()> {
    let (a, b) = (floats(&[1.0, 2.0, 3.0, 4.0, 5.0, 6.0], &[2, 3])?, floats(&[9.0, 8.0, 7.0, 6.0, 5.0, 4.0], &[2, 3])?);
    let m = same_as_eager(
        |x| {
            let y = x.mul(1.0)?;
            let column = y.transpose(0, 1)?.select(0, 1)?;
            let flat = y.view(&[6])?;
            column.mul_(10.0)?;
            y.slice_with(1, Some(2), None, 1)?.add_(100.0)?;
            flat.select(0, 0)?.mul_(-1.0)?;
            y.sum()?.add(&column.sum()?)?.add(&flat)
        },
        &a,
        &b,
    )?;
    let text = m.graph().to_string();
    assert!(text.contains("select_scatter") && text.contains("slice_scatter"), "{text}");
    same_as_eager(
        |x| {
            let parts = x.mul(1.0)?.split_sizes_with(&[1, 2], 1)?;
            parts[1].add_(5.0)?;
            parts[0].add(&parts[1])
        },
        &a,
        &b,
    )?;
    Ok(())
}

#[test]
fn write_through_a_view_without_functional_form_is_refused_by_name() -> Result<()> {
    let x = floats(&[1.0, 2.0, 3.0, 4.0], &[4])?;
    let f = |x: &[Tensor]| {
        let y = x[0].mul(1.0)?;
        y.as_strided(&[2], &[2])?.add_(1.0)?;
        Ok(vec![y])
    };
    let e = jit::trace(f, &[x], &[]).unwrap_err();
    assert_eq!(e.kind(), Kind::NotImplemented);
    assert!(e.message().contains("as_strided"), "{e}");
    // The refusal ended the recording.
    assert!(!jit::trace::is_tracing());
    Ok(())
}

#[test]
fn inplace_forms_keep_the_dtype() -> Result<()> {
    let ints = |v: &[i64]| Tensor::from_slice(v, &[v.len() as i64]);
    same_as_eager(
        |x| {
            let y = x.to_dtype(DType::F32)?;
            y.add_(&Tensor::full(&[], Scalar::Float(0.5), DType::F64, Device::Cpu)?)?;
            Ok(y)
        },
        &ints(&[1, 2])?,
        &ints(&[3, 4])?,
    )?;
    Ok(())
}

#[test]
fn buffers_and_arguments_changed_in_place_change_at_every_run() -> Result<()> {
    let count = floats(&[0.0], &[1])?;
    let f = |x: &[Tensor]| {
        count.add_(1.0)?;
        x[0].mul_(2.0)?;
        Ok(vec![x[0].add(&count)?])
    };
    let m = again(&jit::trace(f, &[floats(&[1.0], &[1])?], &[("count", &count)])?)?;
    assert_eq!(count.to_vec::<f32>()?, [1.0]);
    let x = floats(&[10.0], &[1])?;
    assert_eq!(m.forward(&[x.clone()])?[0].to_vec::<f32>()?, [22.0]);
    assert_eq!(x.to_vec::<f32>()?, [20.0]);
    assert_eq!(m.forward(&[x])?[0].to_vec::<f32>()?, [43.0]);
    assert_eq!(m.buffers().next().map(|b| b.1.to_vec::<f32>()).transpose()?, Some(vec![3.0]));
    Ok(())
}

#[test]
fn a_training_step_is_a_program() -> Result<()> {
    let w = parameter(&[1.0, -2.0], &[2])?;
    let step = |x: &[Tensor]| {
        let loss = x[0].mul(&w)?.sum()?;
        loss.backward()?;
        let _quiet = lumbre::modes::no_grad();
        if let Some(g) = w.grad() {
            w.sub_(&g.mul(0.5)?)?;
        }
        w.set_grad(None)?;
        Ok(vec![loss.detach()?])
    };
    let m = jit::trace(step, &[floats(&[1.0, 1.0], &[2])?], &[("w", &w)])?;
    assert_eq!(w.to_vec::<f32>()?, [0.5, -2.5]);
    assert_eq!(m.forward(&[floats(&[2.0, 4.0], &[2])?])?[0].to_vec::<f32>()?, [-9.0]);
    assert_eq!(w.to_vec::<f32>()?, [-0.5, -4.5]);
    Ok(())
}

#[test]
fn freezing_turns_weights_into_constants() -> Result<()> {
    let w = parameter(&[3.0], &[1])?;
    let m = jit::trace(|x| Ok(vec![x[0].mul(&w)?]), &[floats(&[1.0], &[1])?], &[("w", &w)])?.freeze()?;
    {
        let _quiet = lumbre::modes::no_grad();
        w.mul_(0.0)?;
    }
    assert_eq!(m.parameters().count(), 0);
    assert_eq!(again(&m)?.forward(&[floats(&[2.0], &[1])?])?[0].to_vec::<f32>()?, [6.0]);
    Ok(())
}

#[test]
fn constants_that_require_gradients_are_refused() -> Result<()> {
    let w = parameter(&[3.0], &[1])?;
    let e = jit::trace(|x| Ok(vec![x[0].mul(&w)?]), &[floats(&[1.0], &[1])?], &[]).unwrap_err();
    assert!(e.message().contains("Cannot insert a Tensor that requires grad as a constant"), "{e}");
    Ok(())
}

#[test]
fn memory_limit_stops_a_program() -> Result<()> {
    let f = |x: &[Tensor]| Ok(vec![x[0].expand(&[1 << 12, 1 << 12])?.add(1.0)?.sum()?]);
    let m = jit::trace(f, &[floats(&[1.0], &[1])?], &[])?;
    let options = LoadOptions { max_memory: 1 << 20, ..Default::default() };
    let e = Module::load(&m.to_bytes()?, options)?.forward(&[floats(&[1.0], &[1])?]).unwrap_err();
    assert_eq!(e.kind(), Kind::OutOfMemory, "{e}");
    let options = LoadOptions { max_memory: 100 << 20, ..Default::default() };
    assert_eq!(Module::load(&m.to_bytes()?, options)?.forward(&[floats(&[1.0], &[1])?])?[0].to_vec::<f32>()?, [2f32.powi(25)]);
    Ok(())
}

#[test]
fn wrong_inputs_are_errors() -> Result<()> {
    let w = floats(&[1.0, 2.0, 3.0, 4.0], &[2, 2])?;
    let m = jit::trace(|x| Ok(vec![x[0].matmul(&w)?]), &[floats(&[1.0, 1.0], &[1, 2])?], &[("w", &w)])?;
    assert!(m.forward(&[]).unwrap_err().message().contains("0 inputs instead of 1"));
    assert!(m.forward(&[floats(&[1.0, 1.0, 1.0], &[1, 3])?]).is_err());
    assert!(Module::load("/no/such/file.lmb", LoadOptions::default()).unwrap_err().message().contains("/no/such/file.lmb"));
    Ok(())
}

#[test]
fn files_are_equal_for_equal_programs() -> Result<()> {
    let w = floats(&[1.5], &[1])?;
    let m = jit::trace(|x| Ok(vec![x[0].mul(&w)?.add(f64::INFINITY)?]), &[floats(&[1.0], &[1])?], &[("w", &w)])?;
    assert_eq!(m.to_bytes()?, again(&m)?.to_bytes()?);
    Ok(())
}

/// Written by the release that introduced format 1.0 (`tests/record/program.py`); every later version reads it.
#[test]
fn format_1_0_loads() -> Result<()> {
    let root = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/reference/files/");
    let m = Module::load(format!("{root}program-1.0.lmb").as_str(), LoadOptions::default())?;
    let mut data = jit::read_tensors(format!("{root}program-1.0.safetensors"))?;
    let (x, want) = (data.remove("input").expect("input"), data.remove("output").expect("output"));
    let got = m.forward(&[x])?.remove(0).to_vec::<f32>()?;
    for (a, b) in got.iter().zip(want.to_vec::<f32>()?) {
        assert!((a - b).abs() < 1e-5, "{a} {b}");
    }
    Ok(())
}

#[test]
fn a_training_step_trains_from_its_file() -> Result<()> {
    // y = 2 x1 - x2, by least squares.
    let step = |w: &Tensor, x: &Tensor, y: &Tensor| -> Result<Tensor> {
        let error = x.matmul(w)?.sub(y)?;
        let loss = error.mul(&error)?.mean()?;
        let options = BackwardOptions { inputs: Some(std::slice::from_ref(w)), ..Default::default() };
        let slope = run_backward(&[loss.clone()], &[None], &options)?.remove(0);
        let _quiet = lumbre::modes::no_grad();
        if let Some(slope) = slope {
            w.sub_(&slope.mul(0.1)?)?;
        }
        loss.detach()
    };
    let w = parameter(&[0.0, 0.0], &[2, 1])?;
    let (x, y) = (floats(&[1.0, 0.0, 0.0, 1.0, 1.0, 1.0], &[3, 2])?, floats(&[2.0, -1.0, 1.0], &[3, 1])?);
    let m = again(&jit::trace(|t| Ok(vec![step(&w, &t[0], &t[1])?]), &[x.clone(), y.clone()], &[("w", &w)])?)?;
    let eager = parameter(&[0.0, 0.0], &[2, 1])?;
    step(&eager, &x, &y)?;
    for _ in 0..20 {
        let want = step(&eager, &x, &y)?.item()?.to_f64();
        let got = m.forward(&[x.clone(), y.clone()])?[0].item()?.to_f64();
        assert!((got - want).abs() <= 1e-6 * want.abs(), "{got} instead of {want}");
    }
    let trained = m.parameters().next().map(|p| p.1.to_vec::<f32>()).transpose()?.unwrap_or_default();
    let want = eager.to_vec::<f32>()?;
    assert!(trained.len() == 2 && trained.iter().zip(&want).all(|(a, b)| (a - b).abs() < 1e-5), "{trained:?} instead of {want:?}");
    Ok(())
}

#[test]
fn tapes_in_files_are_checked() -> Result<()> {
    let graph = |nodes: &str| {
        let text = format!(
            r#"{{"inputs": [{{"id": 0, "kind": "argument", "name": "x", "requires_grad": false}}], "constants": [], "nodes": [{nodes}], "outputs": [9], "updates": []}}"#
        );
        jit::graph_from_json(&text, vec![]).and_then(jit::Program::new)
    };
    let body = r#"{"taped": {"params": [1], "nodes": [{"op": "exp", "in": [{"v": 1}], "out": [2]}], "outputs": [2]}, "init": [0], "out": [3], "tape": 4}"#;
    let fine = graph(&format!(r#"{body}, {{"backward": 4, "in": [3], "out": [9]}}"#))?;
    let x = floats(&[0.0, 1.0], &[2])?;
    let (got, e) = (fine.run(&[x], jit::Limits::default())?[0].to_vec::<f32>()?, 1f32.exp());
    assert!(got[0] == 1.0 && (got[1] - e * e).abs() < 1e-4, "{got:?}");
    for (nodes, says) in [
        (format!(r#"{body}, {{"backward": 3, "in": [3], "out": [9]}}"#), "is no tape"),
        (format!(r#"{body}, {{"backward": 4, "in": [3, 3], "out": [9]}}"#), "gradients"),
        (format!(r#"{body}, {{"backward": 4, "in": [2], "out": [9]}}"#), "not defined"),
        (r#"{"taped": {"params": [], "nodes": [], "outputs": []}, "init": [0], "out": [9], "tape": 4}"#.to_string(), "taped region"),
    ] {
        let error = graph(&nodes).err().map(|e| e.message().to_string()).unwrap_or_default();
        assert!(error.contains(says), "{error:?} does not say {says:?}");
    }
    // A tape that reaches a step as another value.
    let odd = graph(&format!(r#"{body}, {{"do": "list", "in": [{{"v": 4}}], "out": [9]}}"#))?;
    assert!(odd.run_values(vec![floats(&[1.0], &[1])?.into()], jit::Limits::default()).is_ok());
    Ok(())
}
