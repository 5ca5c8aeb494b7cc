//! numpy's `.npy` arrays and `.npz` archives of them.

use super::bytes::Bytes;
use super::zip::{ZipArchive, ZipWriter};
use super::{Result, bad, error};
use lumbre_kernels::DType;
use std::io::Write;
use std::ops::Range;

const MAGIC: &[u8] = b"\x93NUMPY";

/// What the header of an array says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Header {
    pub dtype: DType,
    pub sizes: Vec<i64>,
    /// Elements are in column-major order.
    pub fortran: bool,
    /// Elements are big-endian.
    pub swapped: bool,
    /// Where the elements are.
    pub range: Range<usize>,
}

/// Reads the header of an array and checks that its elements follow.
pub fn read(data: &[u8]) -> Result<Header> {
    parse(data).map_err(|e| error(format!("npy: {}", e.message)))
}

fn parse(data: &[u8]) -> Result<Header> {
    let mut b = Bytes::new(data, 0);
    if b.take(MAGIC.len()).ok() != Some(MAGIC) {
        return bad!("not an npy file");
    }
    let (major, _minor) = (b.u8()?, b.u8()?);
    let length = match major {
        1 => b.u16()? as usize,
        2 | 3 => b.u32()? as usize,
        v => return bad!("version {v} is not supported"),
    };
    let text = std::str::from_utf8(b.take(length)?).map_err(|_| error("the header is not text"))?;
    let (descr, fortran, sizes) = Literal { text, at: 0 }.header()?;
    let (dtype, swapped) = dtype(&descr)?;
    let numel = sizes.iter().try_fold(1i64, |n, &s| n.checked_mul(s));
    let bytes = numel.and_then(|n| n.checked_mul(dtype.size() as i64)).and_then(|n| usize::try_from(n).ok());
    let Some(bytes) = bytes else { return bad!("an array of size {sizes:?} is too large") };
    let start = b.at;
    b.take(bytes)?;
    Ok(Header { dtype, sizes, fortran, swapped, range: start..b.at })
}

/// numpy's code of each dtype; numbers of more than one byte are little-endian.
const CODES: [(&str, DType); 14] = [
    ("|b1", DType::Bool),
    ("|u1", DType::U8),
    ("|i1", DType::I8),
    ("<i2", DType::I16),
    ("<i4", DType::I32),
    ("<i8", DType::I64),
    ("<u2", DType::U16),
    ("<u4", DType::U32),
    ("<u8", DType::U64),
    ("<f2", DType::F16),
    ("<f4", DType::F32),
    ("<f8", DType::F64),
    ("<c8", DType::C64),
    ("<c16", DType::C128),
];

/// The dtype that numpy's `typestr` names, and whether its bytes are in the other order; None for dtypes we have not.
pub fn dtype_of(typestr: &str) -> Option<(DType, bool)> {
    let (order, code) = typestr.split_at_checked(1)?;
    let dtype = CODES.iter().find(|(known, _)| known[1..] == *code)?.1;
    match order {
        "<" | "|" | "=" => Some((dtype, false)),
        ">" => Some((dtype, dtype.size() > 1)),
        _ => None,
    }
}

/// numpy's `typestr` of a dtype; None where numpy has no such dtype.
pub fn code(dtype: DType) -> Option<&'static str> {
    CODES.iter().find(|(_, d)| *d == dtype).map(|(code, _)| *code)
}

fn dtype(descr: &str) -> Result<(DType, bool)> {
    match dtype_of(descr) {
        Some(found) => Ok(found),
        None if descr.contains('O') => bad!("object arrays hold Python pickles and are not read"),
        None => bad!("dtype {descr:?} is not supported"),
    }
}

/// The Python literal in a header: a dict of a string, a bool and a tuple of integers.
struct Literal<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Literal<'a> {
    fn header(mut self) -> Result<(String, bool, Vec<i64>)> {
        let (mut descr, mut fortran, mut sizes) = (None, None, None);
        self.expect("{")?;
        while !self.accept("}") {
            let key = self.string()?;
            self.expect(":")?;
            let new = match key {
                "descr" => descr.replace(self.string()?.to_string()).is_none(),
                "fortran_order" => fortran.replace(self.flag()?).is_none(),
                "shape" => sizes.replace(self.sizes()?).is_none(),
                _ => false,
            };
            if !new {
                return bad!("unexpected key {key:?} in the header");
            }
            if !self.accept(",") {
                self.expect("}")?;
                break;
            }
        }
        if !self.text[self.at..].trim().is_empty() {
            return bad!("text after the header");
        }
        match (descr, fortran, sizes) {
            (Some(d), Some(f), Some(s)) => Ok((d, f, s)),
            _ => bad!("the header lacks descr, fortran_order or shape"),
        }
    }

    fn accept(&mut self, token: &str) -> bool {
        let rest = self.text[self.at..].trim_start();
        let found = rest.starts_with(token);
        if found {
            self.at = self.text.len() - rest.len() + token.len();
        }
        found
    }

    fn expect(&mut self, token: &str) -> Result<()> {
        if !self.accept(token) {
            return bad!("the header lacks {token:?} at {}", self.at);
        }
        Ok(())
    }

    fn string(&mut self) -> Result<&'a str> {
        let quote = ["'", "\""].into_iter().find(|q| self.accept(q));
        let Some(quote) = quote else { return bad!("the header holds a dtype or key that is not a string") };
        let rest = &self.text[self.at..];
        let Some(n) = rest.find(quote) else { return bad!("a string in the header does not end") };
        self.at += n + 1;
        Ok(&rest[..n])
    }

    fn flag(&mut self) -> Result<bool> {
        if self.accept("True") { Ok(true) } else { self.expect("False").map(|()| false) }
    }

    fn sizes(&mut self) -> Result<Vec<i64>> {
        let mut sizes = Vec::new();
        self.expect("(")?;
        while !self.accept(")") {
            let rest = self.text[self.at..].trim_start();
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let n = rest[..digits].parse::<i64>().map_err(|_| error("a bad size in the header"))?;
            sizes.push(n);
            self.at = self.text.len() - rest.len() + digits;
            self.accept("L");
            if sizes.len() > 64 {
                return bad!("more than 64 dimensions");
            }
            if !self.accept(",") {
                self.expect(")")?;
                break;
            }
        }
        Ok(sizes)
    }
}

/// Writes an array of contiguous little-endian elements.
pub fn write<W: Write>(mut out: W, dtype: DType, sizes: &[i64], bytes: &[u8]) -> Result<W> {
    let needed = sizes.iter().try_fold(dtype.size() as i64, |n, &s| n.checked_mul(s).filter(|_| s >= 0));
    if needed != i64::try_from(bytes.len()).ok() {
        return bad!("npy: an array of size {sizes:?} has {} bytes", bytes.len());
    }
    let list: Vec<String> = sizes.iter().map(i64::to_string).collect();
    let comma = if sizes.len() == 1 { "," } else { "" };
    let shape = format!("({}{comma})", list.join(", "));
    let Some(code) = code(dtype) else { return bad!("npy: numpy has no dtype {}", dtype.name()) };
    let mut text = format!("{{'descr': '{code}', 'fortran_order': False, 'shape': {shape}, }}");
    // The elements start at a multiple of 64; the header ends in a newline.
    let padded = (text.len() + 1 + 10).next_multiple_of(64) - 10;
    text.push_str(&" ".repeat(padded - 1 - text.len()));
    text.push('\n');
    let Ok(length) = u16::try_from(text.len()) else { return bad!("npy: too many dimensions") };
    out.write_all(MAGIC)?;
    out.write_all(&[1, 0])?;
    out.write_all(&length.to_le_bytes())?;
    out.write_all(text.as_bytes())?;
    out.write_all(bytes)?;
    out.flush()?;
    Ok(out)
}

/// The arrays of an uncompressed npz file: name, header, and the array's own bytes, which the header's range counts in.
pub fn read_npz(data: &[u8]) -> Result<Vec<(String, Header, &[u8])>> {
    let zip = ZipArchive::open(data)?;
    let mut arrays = Vec::with_capacity(zip.entries().len());
    for entry in zip.entries() {
        zip.verify(entry)?;
        let bytes = zip.require(&entry.name)?;
        let header = read(bytes).map_err(|e| error(format!("{}: {}", entry.name, e.message)))?;
        arrays.push((entry.name.strip_suffix(".npy").unwrap_or(&entry.name).to_string(), header, bytes));
    }
    Ok(arrays)
}

/// Writes contiguous little-endian arrays as an uncompressed npz file.
pub fn write_npz<W: Write>(out: W, arrays: &[(&str, DType, &[i64], &[u8])]) -> Result<W> {
    let mut zip = ZipWriter::new(out);
    for &(name, dtype, sizes, bytes) in arrays {
        zip.add(&format!("{name}.npy"), &write(Vec::new(), dtype, sizes, bytes)?)?;
    }
    zip.finish()
}
