//! PyTorch's `.pt` files: a pickle and the bytes of its storages. The zip format is read and written, the format before
//! PyTorch 1.6 is read.

use super::bytes::Bytes;
use super::pickle::{self, Options, Pickle, Value};
use super::zip::{ZipArchive, ZipWriter};
use super::{IoError, Result, bad, error};
use crate::error::Kind;
use std::collections::HashMap;
use std::io::Write;
use std::ops::Range;

/// The number that starts files before PyTorch 1.6, as the integer its first pickle holds.
const LEGACY_MAGIC: [u8; 10] = [0x6c, 0xfc, 0x9c, 0x46, 0xf9, 0x20, 0x6a, 0xa8, 0x50, 0x19];
const LEGACY_PROTOCOL: i64 = 1001;

/// A file that was read: its tree, and where the bytes of each storage are.
pub struct Checkpoint<'a> {
    pub pickle: Pickle,
    data: &'a [u8],
    ranges: Vec<Range<usize>>,
}

impl<'a> Checkpoint<'a> {
    /// Reads either format. Nothing is copied but the tree; storages stay in `data`.
    pub fn read(data: &'a [u8], options: &Options) -> Result<Checkpoint<'a>> {
        if data.starts_with(b"PK") {
            return read_zip(data, options);
        }
        if data.get(257..262) == Some(b"ustar") {
            return bad!("load: tar files, as PyTorch before 0.2 wrote them, are not supported");
        }
        if data.first() != Some(&0x80) {
            return Err(IoError { kind: Kind::Unpickling, ..error("load: not a PyTorch file") });
        }
        read_legacy(data, options)
    }

    /// Where the bytes of a storage (an index of `pickle.storages()`) are in the file.
    pub fn range(&self, storage: usize) -> Option<Range<usize>> {
        self.ranges.get(storage).cloned()
    }

    /// The bytes of a storage.
    pub fn storage(&self, storage: usize) -> Option<&'a [u8]> {
        self.data.get(self.range(storage)?)
    }
}

fn read_zip<'a>(data: &'a [u8], options: &Options) -> Result<Checkpoint<'a>> {
    let zip = ZipArchive::open(data)?;
    let root = zip.root()?.to_string();
    if zip.get(&format!("{root}/constants.pkl")).is_some() {
        return bad!("load: this is a TorchScript archive; use jit.load");
    }
    if zip.get(&format!("{root}/byteorder")).is_some_and(|order| order != b"little") {
        return bad!("load: only little-endian files are supported");
    }
    let pickle = pickle::read(zip.require(&format!("{root}/data.pkl"))?, options)?;
    let mut ranges = Vec::with_capacity(pickle.storages().len());
    for s in pickle.storages() {
        let name = format!("{root}/data/{}", s.key);
        let Some(entry) = zip.entry(&name) else { return bad!("load: no storage {name:?} in the file") };
        // A storage that holds a part of an element at its end is longer than the pickle says.
        if !(s.nbytes..s.nbytes.saturating_add(16)).contains(&(entry.range.len() as u64)) {
            return bad!("load: storage {name:?} has {} bytes, the pickle says {}", entry.range.len(), s.nbytes);
        }
        ranges.push(entry.range.clone());
    }
    Ok(Checkpoint { pickle, data, ranges })
}

/// Five pickles (magic number, protocol, system, tree, storage keys), then the storages: a count and the elements.
fn read_legacy<'a>(data: &'a [u8], options: &Options) -> Result<Checkpoint<'a>> {
    let (magic, at) = pickle::read_prefix(data, 0, &Options::default())?;
    if *magic.get(magic.root()) != Value::BigInt(LEGACY_MAGIC.into()) {
        return bad!("load: not a PyTorch file");
    }
    let (protocol, at) = pickle::read_prefix(data, at, &Options::default())?;
    if *protocol.get(protocol.root()) != Value::Int(LEGACY_PROTOCOL) {
        return bad!("load: unknown version of the old file format");
    }
    let (system, at) = pickle::read_prefix(data, at, &Options::default())?;
    let little = system.lookup(system.root(), "little_endian");
    if little.is_some_and(|v| *system.get(v) == Value::Bool(false)) {
        return bad!("load: only little-endian files are supported");
    }
    let (pickle, at) = pickle::read_prefix(data, at, options)?;
    let (keys, at) = pickle::read_prefix(data, at, &Options::default())?;
    let found = legacy_storages(data, at, &pickle, &keys)?;
    let range = |key: &String| found.get(key).cloned();
    let ranges = pickle.storages().iter().map(|s| range(&s.key)).collect::<Option<Vec<_>>>();
    let ranges = ranges.ok_or_else(|| error("load: a storage is not in the file"))?;
    Ok(Checkpoint { pickle, data, ranges })
}

fn legacy_storages(data: &[u8], at: usize, tree: &Pickle, keys: &Pickle) -> Result<HashMap<String, Range<usize>>> {
    let Value::List(order) = keys.get(keys.root()) else { return bad!("load: the storage keys are not a list") };
    let types = tree.storage_types();
    let index: HashMap<&str, usize> = tree.storages().iter().enumerate().map(|(i, s)| (&*s.key, i)).collect();
    let mut b = Bytes::new(data, at);
    let mut found = HashMap::new();
    for &key in order {
        let Value::Str(key) = keys.get(key) else { return bad!("load: a storage key is not a string") };
        let Some(&i) = index.get(&**key) else { return bad!("load: unknown storage {key:?}") };
        let (nbytes, size) = (tree.storages()[i].nbytes, types[i].map_or(1, |d| d.size() as u64));
        let numel = b.u64()?;
        if numel.checked_mul(size) != Some(nbytes) {
            return bad!("load: storage {key:?} has {numel} elements, the pickle says {}", nbytes / size);
        }
        let start = b.at;
        b.take(usize::try_from(nbytes).map_err(|_| error("load: a storage is too large"))?)?;
        found.insert(key.to_string(), start..b.at);
    }
    Ok(found)
}

/// Writes the zip format. `name` is the folder inside the archive (PyTorch takes the file's stem, or `archive`);
/// `storage` gives the bytes of each of the tree's storages.
pub fn write<'s, W: Write>(
    out: W,
    name: &str,
    pickle: &Pickle,
    storage: impl Fn(usize) -> Result<&'s [u8]>,
) -> Result<W> {
    let bytes = |i: usize| {
        let (s, bytes) = (&pickle.storages()[i], storage(i)?);
        if bytes.len() as u64 != s.nbytes {
            return bad!("save: storage {:?} has {} bytes instead of {}", s.key, bytes.len(), s.nbytes);
        }
        Ok((s.key.as_str(), bytes))
    };
    write_parts(out, name, &pickle::write(pickle)?, (0..pickle.storages().len()).map(bytes))
}

/// Writes the zip format around a pickle that somebody else made, and the storages it names by their keys.
pub fn write_parts<W: Write, K: AsRef<str>, B: AsRef<[u8]>>(
    out: W,
    name: &str,
    pickle: &[u8],
    storages: impl Iterator<Item = Result<(K, B)>>,
) -> Result<W> {
    if name.is_empty() || name.contains(['/', '\\', '\0']) || name == "." || name == ".." {
        return bad!("save: {name:?} cannot name the folder in the archive");
    }
    let mut zip = ZipWriter::new(out);
    zip.add(&format!("{name}/data.pkl"), pickle)?;
    zip.add(&format!("{name}/.format_version"), b"1")?;
    zip.add(&format!("{name}/.storage_alignment"), b"64")?;
    zip.add(&format!("{name}/byteorder"), b"little")?;
    let mut count = 0u64;
    for storage in storages {
        let (key, bytes) = storage?;
        zip.add(&format!("{name}/data/{}", key.as_ref()), bytes.as_ref())?;
        count += 1;
    }
    zip.add(&format!("{name}/version"), b"3\n")?;
    // Any forty digits that depend on the contents.
    let digest = zip.checksums().fold(0xcbf2_9ce4_8422_2325u64, |h, c| (h ^ c as u64).wrapping_mul(0x100_0000_01b3));
    zip.add(&format!("{name}/.data/serialization_id"), format!("{digest:020}{count:020}").as_bytes())?;
    zip.finish()
}
