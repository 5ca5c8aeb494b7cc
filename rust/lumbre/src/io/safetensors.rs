//! The safetensors format: a JSON header and aligned little-endian tensors.

use super::{Result, bad, error};
use lumbre_kernels::DType;
use safetensors::{Dtype, SafeTensors};
use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;

const RESERVED: &str = "__metadata__";

/// One contiguous tensor of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Entry {
    pub name: String,
    pub dtype: DType,
    pub sizes: Vec<i64>,
    /// Where its bytes are in the file.
    pub range: Range<usize>,
}

/// What a file's header says; entries in order of their bytes.
#[derive(Clone, Debug, Default)]
pub struct Header {
    pub entries: Vec<Entry>,
    pub metadata: HashMap<String, String>,
}

/// Reads and checks the header of a whole file.
pub fn read(data: &[u8]) -> Result<Header> {
    let refuse = |e| error(format!("safetensors: {e}"));
    let (length, parsed) = SafeTensors::read_metadata(data).map_err(refuse)?;
    let start = length.saturating_add(8);
    let mut entries = Vec::new();
    for (name, info) in parsed.tensors() {
        let Some(dtype) = from_file(info.dtype) else {
            return bad!("safetensors: tensor {name:?} has the unsupported dtype {:?}", info.dtype);
        };
        let sizes = info.shape.iter().map(|&n| i64::try_from(n)).collect::<std::result::Result<Vec<_>, _>>();
        let sizes = sizes.map_err(|_| error(format!("safetensors: tensor {name:?} is too large")))?;
        let range = start.saturating_add(info.data_offsets.0)..start.saturating_add(info.data_offsets.1);
        if data.get(range.clone()).is_none() {
            return bad!("safetensors: tensor {name:?} runs past the end of the file");
        }
        entries.push(Entry { name, dtype, sizes, range });
    }
    entries.sort_by(|a, b| (a.range.start, a.range.end, &a.name).cmp(&(b.range.start, b.range.end, &b.name)));
    Ok(Header { entries, metadata: parsed.metadata().clone().unwrap_or_default() })
}

/// A contiguous tensor to be written.
#[derive(Clone, Copy)]
pub struct Source<'a> {
    pub name: &'a str,
    pub dtype: DType,
    pub sizes: &'a [i64],
    pub bytes: &'a [u8],
}

/// Writes a file; tensors of wide dtypes come first, so all are aligned.
pub fn write<W: Write>(mut out: W, tensors: &[Source], metadata: &[(&str, &str)]) -> Result<W> {
    let mut order: Vec<&Source> = tensors.iter().collect();
    order.sort_by(|a, b| b.dtype.size().cmp(&a.dtype.size()).then(a.name.cmp(b.name)));
    let mut header = serde_json::Map::new();
    if !metadata.is_empty() {
        let pairs = metadata.iter().map(|&(k, v)| (k.to_string(), v.into()));
        header.insert(RESERVED.to_string(), serde_json::Value::Object(pairs.collect()));
    }
    let mut at = 0;
    for t in &order {
        let dtype = to_file(t.dtype);
        let Some(dtype) = dtype else {
            return bad!("safetensors: dtype {} has no place in the format", t.dtype.name());
        };
        let needed = t.sizes.iter().try_fold(t.dtype.size() as i64, |n, &s| n.checked_mul(s).filter(|_| s >= 0));
        if needed != i64::try_from(t.bytes.len()).ok() {
            return bad!("safetensors: tensor {:?} of size {:?} has {} bytes", t.name, t.sizes, t.bytes.len());
        }
        let end = at + t.bytes.len();
        let entry = serde_json::json!({ "dtype": dtype, "shape": t.sizes, "data_offsets": [at, end] });
        if t.name == RESERVED || header.insert(t.name.to_string(), entry).is_some() {
            return bad!("safetensors: the name {:?} is taken", t.name);
        }
        at = end;
    }
    let mut text = serde_json::to_vec(&header).map_err(|e| error(format!("safetensors: {e}")))?;
    // Spaces, so that the data start at a multiple of 8.
    text.resize(text.len().next_multiple_of(8), b' ');
    out.write_all(&(text.len() as u64).to_le_bytes())?;
    out.write_all(&text)?;
    order.iter().try_for_each(|t| out.write_all(t.bytes))?;
    out.flush()?;
    Ok(out)
}

const NAMES: [(DType, Dtype, &str); 16] = [
    (DType::Bool, Dtype::BOOL, "BOOL"),
    (DType::U8, Dtype::U8, "U8"),
    (DType::I8, Dtype::I8, "I8"),
    (DType::I16, Dtype::I16, "I16"),
    (DType::I32, Dtype::I32, "I32"),
    (DType::I64, Dtype::I64, "I64"),
    (DType::F16, Dtype::F16, "F16"),
    (DType::BF16, Dtype::BF16, "BF16"),
    (DType::F32, Dtype::F32, "F32"),
    (DType::F64, Dtype::F64, "F64"),
    (DType::C64, Dtype::C64, "C64"),
    (DType::U16, Dtype::U16, "U16"),
    (DType::U32, Dtype::U32, "U32"),
    (DType::U64, Dtype::U64, "U64"),
    (DType::F8E4M3, Dtype::F8_E4M3, "F8_E4M3"),
    (DType::F8E5M2, Dtype::F8_E5M2, "F8_E5M2"),
];

fn from_file(dtype: Dtype) -> Option<DType> {
    NAMES.iter().find(|n| n.1 == dtype).map(|n| n.0)
}

fn to_file(dtype: DType) -> Option<&'static str> {
    NAMES.iter().find(|n| n.0 == dtype).map(|n| n.2)
}
