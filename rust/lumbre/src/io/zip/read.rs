//! A strict reader: the central directory is the only authority, and what contradicts it is an error.

use super::{CENTRAL, END, END64, END64_LOCATOR, LOCAL};
use crate::io::bytes::{Bytes, utf8};
use crate::io::{Result, bad, error};
use std::collections::HashMap;
use std::ops::Range;

const CENTRAL_SIZE: usize = 46;
const END_SIZE: usize = 22;
const ENCRYPTED: u16 = 0x2041;

/// One file in an archive.
#[derive(Clone, Debug)]
pub struct Entry {
    pub name: String,
    /// Where its bytes are in the archive.
    pub range: Range<usize>,
    pub crc: u32,
}

/// An archive in memory (or mapped): nothing is copied.
pub struct ZipArchive<'a> {
    data: &'a [u8],
    entries: Vec<Entry>,
    index: HashMap<String, usize>,
}

/// Where the central directory is and what it says.
struct Directory {
    offset: u64,
    size: u64,
    count: u64,
}

impl<'a> ZipArchive<'a> {
    pub fn open(data: &'a [u8]) -> Result<ZipArchive<'a>> {
        ZipArchive::parse(data).map_err(|e| error(format!("zip archive: {}", e.message)))
    }

    fn parse(data: &'a [u8]) -> Result<ZipArchive<'a>> {
        let dir = directory(data)?;
        let start = within(dir.offset, data.len())?;
        let end = within(dir.offset.saturating_add(dir.size), data.len())?;
        if dir.count > ((end - start) / CENTRAL_SIZE) as u64 {
            return bad!("{} entries do not fit into a directory of {} bytes", dir.count, end - start);
        }
        let mut b = Bytes::new(&data[..end], start);
        let mut entries = Vec::with_capacity(dir.count as usize);
        let mut index = HashMap::with_capacity(dir.count as usize);
        for _ in 0..dir.count {
            let entry = central(data, &mut b, start)?;
            if entry.name.ends_with('/') && entry.range.is_empty() {
                continue;
            }
            if index.insert(entry.name.clone(), entries.len()).is_some() {
                return bad!("two entries are named {:?}", entry.name);
            }
            entries.push(entry);
        }
        if b.at != end {
            return bad!("{} bytes after the last directory entry", end - b.at);
        }
        no_overlap(&entries)?;
        Ok(ZipArchive { data, entries, index })
    }

    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    pub fn entry(&self, name: &str) -> Option<&Entry> {
        self.index.get(name).map(|&i| &self.entries[i])
    }

    pub fn get(&self, name: &str) -> Option<&'a [u8]> {
        self.entry(name).map(|e| &self.data[e.range.clone()])
    }

    pub fn require(&self, name: &str) -> Result<&'a [u8]> {
        self.get(name).ok_or_else(|| error(format!("zip archive: no entry {name:?}")))
    }

    /// The one folder that all entries are in, without the slash.
    pub fn root(&self) -> Result<&str> {
        let first = self.entries.first().and_then(|e| e.name.split_once('/'));
        let Some((root, _)) = first else { return bad!("zip archive: the entries are not in a folder") };
        match self.entries.iter().find(|e| e.name.split_once('/').is_none_or(|(r, _)| r != root)) {
            Some(e) => bad!("zip archive: entry {:?} is outside the folder {root:?}", e.name),
            None => Ok(root),
        }
    }

    /// Compares the bytes of an entry with its checksum. PyTorch neither checks nor (optionally) writes it.
    pub fn verify(&self, entry: &Entry) -> Result<()> {
        if crc32fast::hash(&self.data[entry.range.clone()]) != entry.crc {
            return bad!("zip archive: the checksum of {:?} is wrong", entry.name);
        }
        Ok(())
    }
}

fn within(offset: u64, len: usize) -> Result<usize> {
    match usize::try_from(offset) {
        Ok(at) if at <= len => Ok(at),
        _ => bad!("offset {offset} is outside a file of {len} bytes"),
    }
}

/// Finds the end record, whose comment must reach to the end of the file, and its 64-bit form where there is one.
fn directory(data: &[u8]) -> Result<Directory> {
    let last = data.len().checked_sub(END_SIZE).ok_or_else(|| error("not a zip archive"))?;
    let first = last.saturating_sub(u16::MAX as usize);
    let is_end = |&at: &usize| {
        data[at..].starts_with(&END.to_le_bytes())
            && u16::from_le_bytes([data[at + 20], data[at + 21]]) as usize == last - at
    };
    let at = (first..=last).rev().find(is_end).ok_or_else(|| error("not a zip archive (no end record)"))?;
    let mut b = Bytes::new(data, at + 4);
    let (disk, dir_disk, here, count) = (b.u16()?, b.u16()?, b.u16()?, b.u16()?);
    let (size, offset) = (b.u32()?, b.u32()?);
    let is64 = at >= 20 && data[at - 20..].starts_with(&END64_LOCATOR.to_le_bytes());
    if is64 {
        return directory64(data, at - 20);
    }
    if (disk, dir_disk) != (0, 0) || here != count {
        return bad!("archives of several disks are not supported");
    }
    Ok(Directory { offset: offset as u64, size: size as u64, count: count as u64 })
}

fn directory64(data: &[u8], locator: usize) -> Result<Directory> {
    let mut b = Bytes::new(data, locator + 4);
    let (disk, at, disks) = (b.u32()?, b.u64()?, b.u32()?);
    if disk != 0 || disks > 1 {
        return bad!("archives of several disks are not supported");
    }
    let mut b = Bytes::new(data, within(at, locator)?);
    if b.u32()? != END64 {
        return bad!("no 64-bit end record at offset {at}");
    }
    b.take(8 + 2 + 2)?;
    let (disk, dir_disk, here, count) = (b.u32()?, b.u32()?, b.u64()?, b.u64()?);
    if (disk, dir_disk) != (0, 0) || here != count {
        return bad!("archives of several disks are not supported");
    }
    let (size, offset) = (b.u64()?, b.u64()?);
    Ok(Directory { offset, size, count })
}

/// Reads one directory record and checks it against the local header. `limit` is where the directory starts.
fn central(data: &[u8], b: &mut Bytes, limit: usize) -> Result<Entry> {
    if b.u32()? != CENTRAL {
        return bad!("a directory record is damaged");
    }
    b.take(4)?;
    let (flags, method) = (b.u16()?, b.u16()?);
    b.take(4)?;
    let crc = b.u32()?;
    let (packed, size) = (b.u32()?, b.u32()?);
    let (name_len, extra_len, comment_len) = (b.u16()?, b.u16()?, b.u16()?);
    let disk = b.u16()?;
    b.take(6)?;
    let offset = b.u32()?;
    let name = utf8(b.take(name_len as usize)?)?;
    let extra = b.take(extra_len as usize)?;
    b.take(comment_len as usize)?;
    let [size, packed, offset] = wide(extra, [size, packed, offset])?;
    check_name(name)?;
    if flags & ENCRYPTED != 0 {
        return bad!("entry {name:?} is encrypted");
    }
    if method != 0 {
        return bad!("entry {name:?} is compressed (method {method}); only stored entries are read");
    }
    if packed != size || disk != 0 {
        return bad!("entry {name:?} has contradicting sizes");
    }
    let start = data_start(data, within(offset, limit)?, name)?;
    let end = within((start as u64).saturating_add(size), limit)
        .map_err(|_| error(format!("entry {name:?} of {size} bytes runs past the end")))?;
    Ok(Entry { name: name.to_string(), range: start..end, crc })
}

/// Replaces the fields that overflow 32 bits by those of the 64-bit extra field, where they follow in this order.
fn wide(extra: &[u8], fields: [u32; 3]) -> Result<[u64; 3]> {
    let mut out = fields.map(u64::from);
    if !fields.contains(&u32::MAX) {
        return Ok(out);
    }
    let mut b = Bytes::new(extra, 0);
    while b.at + 4 <= extra.len() {
        let (id, len) = (b.u16()?, b.u16()?);
        let mut field = Bytes::new(b.take(len as usize)?, 0);
        if id == 1 {
            for (o, f) in out.iter_mut().zip(fields) {
                if f == u32::MAX {
                    *o = field.u64()?;
                }
            }
            return Ok(out);
        }
    }
    bad!("an entry has no 64-bit sizes")
}

fn check_name(name: &str) -> Result<()> {
    let parts_ok = name.split('/').all(|p| p != "." && p != "..");
    if name.is_empty() || name.starts_with('/') || name.contains(['\\', '\0']) || !parts_ok {
        return bad!("bad entry name {name:?}");
    }
    Ok(())
}

fn data_start(data: &[u8], offset: usize, name: &str) -> Result<usize> {
    let mut b = Bytes::new(data, offset);
    if b.u32()? != LOCAL {
        return bad!("entry {name:?} has no local header");
    }
    b.take(4)?;
    let method = b.u16()?;
    b.take(16)?;
    let (name_len, extra_len) = (b.u16()?, b.u16()?);
    if b.take(name_len as usize)? != name.as_bytes() || method != 0 {
        return bad!("the local header of entry {name:?} contradicts the directory");
    }
    b.take(extra_len as usize)?;
    Ok(b.at)
}

fn no_overlap(entries: &[Entry]) -> Result<()> {
    let mut order: Vec<&Entry> = entries.iter().filter(|e| !e.range.is_empty()).collect();
    order.sort_by_key(|e| e.range.start);
    match order.windows(2).find(|w| w[1].range.start < w[0].range.end) {
        Some(w) => bad!("entries {:?} and {:?} overlap", w[0].name, w[1].name),
        None => Ok(()),
    }
}
