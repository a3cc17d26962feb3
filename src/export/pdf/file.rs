//! The file itself: small objects packed into compressed streams, and the table that finds them.

use std::collections::BTreeSet;

use flate2::{Compress, CompressError, Compression, FlushCompress, Status};
use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

/// How many objects share a stream. More compress better; a reader unpacks them together.
const OBJECTS_PER_STREAM: usize = 200;
/// How hard to compress, 0 to 9. Beyond this, twice the time saves a hundredth of the size.
const LEVEL: u32 = 6;
/// The second line, whose high bytes tell transfer programs that this is no text.
const HEADER: &[u8] = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n";

/// Where an object is found.
#[derive(Debug, Clone, Copy)]
enum Entry {
    Free,
    At(usize),
    Within { stream: u32, index: usize },
}

/// How many bytes tell of an object in the table.
const ROW: usize = 7;
/// PNG's mark of a row that tells how it differs from the one above: neighbours differ by little, always the same.
const ROW_ABOVE: u8 = 2;

impl Entry {
    fn row(self) -> [u8; ROW] {
        let (kind, place, rest) = match self {
            Entry::Free => (0, 0, u16::MAX),
            Entry::At(offset) => (1, offset as u32, 0),
            Entry::Within { stream, index } => (2, stream, index as u16),
        };
        let ([a, b, c, d], [e, f]) = (place.to_be_bytes(), rest.to_be_bytes());
        [kind, a, b, c, d, e, f]
    }
}

/// Writes what can be reached from a document's trailer, compressed.
pub(super) fn write(document: Document) -> Result<Vec<u8>, lopdf::Error> {
    let kept = reachable(&document);
    let Document { objects, trailer, max_id, .. } = document;
    let mut deflater = Deflater::new();
    let mut writer = Writer { bytes: HEADER.to_vec(), entries: vec![Entry::Free; max_id as usize + 1] };
    let mut packs: Vec<Pack> = Vec::new();
    for (id, object) in objects.into_iter().filter(|(id, _)| kept.contains(id)) {
        if let Object::Stream(stream) = object {
            writer.stream(id.0, &deflater.stream(stream)?);
            continue;
        }
        if packs.last().is_none_or(|pack| pack.count >= OBJECTS_PER_STREAM) {
            packs.push(Pack::default());
        }
        let stream = max_id + packs.len() as u32;
        if let (Some(pack), Some(entry)) = (packs.last_mut(), writer.entries.get_mut(id.0 as usize)) {
            *entry = Entry::Within { stream, index: pack.count };
            pack.add(id.0, &object);
        }
    }
    for (pack, id) in packs.into_iter().zip(max_id + 1..) {
        writer.stream(id, &deflater.stream(pack.into_stream())?);
    }
    writer.finish(&trailer, &mut deflater)
}

/// The objects that something in the document leads to; what else was left behind is not written.
fn reachable(document: &Document) -> BTreeSet<ObjectId> {
    let mut found = BTreeSet::new();
    let mut open: Vec<&Object> = document.trailer.iter().map(|(_, value)| value).collect();
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) => {
                if found.insert(*id) {
                    open.extend(document.objects.get(id));
                }
            }
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dictionary) => open.extend(dictionary.iter().map(|(_, value)| value)),
            Object::Stream(stream) => open.extend(stream.dict.iter().map(|(_, value)| value)),
            Object::Null
            | Object::Boolean(_)
            | Object::Integer(_)
            | Object::Real(_)
            | Object::Name(_)
            | Object::String(..) => {}
        }
    }
    found
}

/// Compresses one stream after another, with one set of tables for all of them.
struct Deflater(Compress);

impl Deflater {
    fn new() -> Deflater {
        Deflater(Compress::new(Compression::new(LEVEL), true))
    }

    /// A stream, deflated where that is wanted and makes it smaller.
    fn stream(&mut self, mut stream: Stream) -> Result<Stream, lopdf::Error> {
        if !stream.allows_compression || stream.dict.has(b"Filter") {
            return Ok(stream);
        }
        let deflated = self.deflated(&stream.content).map_err(std::io::Error::other)?;
        if deflated.len() < stream.content.len() {
            stream.dict.set("Filter", Object::Name(b"FlateDecode".to_vec()));
            stream.set_content(deflated);
        }
        Ok(stream)
    }

    fn deflated(&mut self, content: &[u8]) -> Result<Vec<u8>, CompressError> {
        self.0.reset();
        let mut deflated = Vec::with_capacity(content.len() / 2 + 64);
        loop {
            let read = usize::try_from(self.0.total_in()).unwrap_or(content.len());
            let rest = content.get(read..).unwrap_or_default();
            match self.0.compress_vec(rest, &mut deflated, FlushCompress::Finish)? {
                Status::StreamEnd => return Ok(deflated),
                // It asks for more room when it has filled what there is.
                Status::Ok | Status::BufError => deflated.reserve(deflated.capacity().max(64)),
            }
        }
    }
}

/// Small objects that share a stream.
#[derive(Default)]
struct Pack {
    count: usize,
    /// Each object's number and where it begins.
    index: Vec<u8>,
    objects: Vec<u8>,
}

impl Pack {
    fn add(&mut self, id: u32, object: &Object) {
        self.count += 1;
        for number in [i64::from(id), self.objects.len() as i64] {
            write_integer(number, &mut self.index);
            self.index.push(b' ');
        }
        write_object(object, &mut self.objects);
        self.objects.push(b'\n');
    }

    fn into_stream(self) -> Stream {
        let dictionary = dictionary! {
            "Type" => "ObjStm",
            "N" => self.count as i64,
            "First" => self.index.len() as i64,
        };
        Stream::new(dictionary, [self.index, self.objects].concat())
    }
}

struct Writer {
    bytes: Vec<u8>,
    /// By object number.
    entries: Vec<Entry>,
}

impl Writer {
    fn stream(&mut self, id: u32, stream: &Stream) {
        let index = id as usize;
        if self.entries.len() <= index {
            self.entries.resize(index + 1, Entry::Free);
        }
        self.entries[index] = Entry::At(self.bytes.len());
        self.bytes.extend_from_slice(format!("{id} 0 obj\n").as_bytes());
        write_dictionary(&stream.dict, &mut self.bytes);
        self.bytes.extend_from_slice(b"stream\n");
        self.bytes.extend_from_slice(&stream.content);
        // Both signs, so that a last byte that happens to be a line's end is not taken for one.
        self.bytes.extend_from_slice(b"\r\nendstream\nendobj\n");
    }

    /// Adds the table of objects, which is a stream too, and the file's end.
    fn finish(mut self, trailer: &Dictionary, deflater: &mut Deflater) -> Result<Vec<u8>, lopdf::Error> {
        let start = self.bytes.len();
        let id = self.entries.len() as u32;
        self.entries.push(Entry::At(start));
        let name = Object::String(fingerprint(&self.bytes).to_vec(), StringFormat::Hexadecimal);
        let mut dictionary = dictionary! {
            "Type" => "XRef",
            "Size" => self.entries.len() as i64,
            "W" => Object::Array(vec![1.into(), 4.into(), 2.into()]),
            "DecodeParms" => dictionary! { "Predictor" => 12, "Columns" => ROW as i64 },
            "ID" => Object::Array(vec![name.clone(), name]),
        };
        for key in ["Root", "Info"] {
            dictionary.set(key, trailer.get(key.as_bytes())?.clone());
        }
        let mut table = Vec::with_capacity(self.entries.len() * (ROW + 1));
        let mut before = [0; ROW];
        for entry in &self.entries {
            let row = entry.row();
            table.push(ROW_ABOVE);
            table.extend(row.iter().zip(before).map(|(byte, above)| byte.wrapping_sub(above)));
            before = row;
        }
        self.stream(id, &deflater.stream(Stream::new(dictionary, table))?);
        self.bytes.extend_from_slice(format!("startxref\n{start}\n%%EOF\n").as_bytes());
        Ok(self.bytes)
    }
}

/// Writes the dictionary of a stream: plain values only, since all else stands in objects of its own.
fn write_dictionary(dictionary: &Dictionary, bytes: &mut Vec<u8>) {
    bytes.extend_from_slice(b"<<");
    for (key, value) in dictionary {
        write_name(key, bytes);
        bytes.push(b' ');
        write_object(value, bytes);
    }
    bytes.extend_from_slice(b">>");
}

fn write_object(object: &Object, bytes: &mut Vec<u8>) {
    match object {
        Object::Boolean(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
        Object::Integer(value) => write_integer(*value, bytes),
        Object::Real(value) => bytes.extend_from_slice(value.to_string().as_bytes()),
        Object::Name(name) => write_name(name, bytes),
        Object::String(text, _) => {
            bytes.push(b'<');
            const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
            for byte in text {
                bytes.extend([byte >> 4, byte & 15].map(|digit| DIGITS[usize::from(digit)]));
            }
            bytes.push(b'>');
        }
        Object::Array(values) => {
            bytes.push(b'[');
            for value in values {
                write_object(value, bytes);
                bytes.push(b' ');
            }
            bytes.push(b']');
        }
        Object::Dictionary(dictionary) => write_dictionary(dictionary, bytes),
        Object::Reference((number, generation)) => {
            write_integer((*number).into(), bytes);
            bytes.push(b' ');
            write_integer((*generation).into(), bytes);
            bytes.extend_from_slice(b" R");
        }
        // A stream is never a value in a dictionary.
        Object::Null | Object::Stream(_) => bytes.extend_from_slice(b"null"),
    }
}

fn write_name(name: &[u8], bytes: &mut Vec<u8>) {
    bytes.push(b'/');
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"+-_.".contains(byte);
    if name.iter().all(is_plain) {
        bytes.extend_from_slice(name);
        return;
    }
    for byte in name {
        if is_plain(byte) {
            bytes.push(*byte);
        } else {
            bytes.extend_from_slice(format!("#{byte:02X}").as_bytes());
        }
    }
}

/// Writes a whole number. A structure tree holds thousands, and the general way costs ten times as much.
fn write_integer(value: i64, bytes: &mut Vec<u8>) {
    if value < 0 {
        bytes.push(b'-');
    }
    let mut rest = value.unsigned_abs();
    let start = bytes.len();
    while start == bytes.len() || rest > 0 {
        bytes.push(b'0' + (rest % 10) as u8);
        rest /= 10;
    }
    if let Some(digits) = bytes.get_mut(start..) {
        digits.reverse();
    }
}

/// Returns sixteen bytes drawn from all that is written, the same for the same document.
fn fingerprint(bytes: &[u8]) -> [u8; 16] {
    // FNV-1a, 128 bits wide: a name, not a lock.
    const PRIME: u128 = 0x0000_0000_0100_0000_0000_0000_0000_013B;
    const START: u128 = 0x6C62_272E_07BB_0142_62B8_2175_6295_C58D;
    bytes.iter().fold(START, |hash, byte| (hash ^ u128::from(*byte)).wrapping_mul(PRIME)).to_be_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(object: &Object, want: &str) {
        let mut bytes = Vec::new();
        write_object(object, &mut bytes);
        assert_eq!(String::from_utf8(bytes).unwrap(), want);
    }

    #[test]
    fn names_are_escaped() {
        check(&Object::Name(b"A b/c".to_vec()), "/A#20b#2Fc");
    }

    #[test]
    fn whole_numbers_are_written_as_they_are() {
        for number in [0, 7, 10, 120, -305, i64::MAX, i64::MIN] {
            check(&number.into(), &number.to_string());
        }
    }

    #[test]
    fn strings_are_hexadecimal() {
        check(&Object::String(b"(x".to_vec(), StringFormat::Literal), "<2878>");
    }

    #[test]
    fn values_nest() {
        let inner = dictionary! { "N" => 3 };
        check(&Object::Array(vec![1.into(), Object::Reference((4, 0)), inner.into()]), "[1 4 0 R <</N 3>> ]");
    }
}
