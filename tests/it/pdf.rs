//! A PDF as a strict reader sees it, put together from its bytes alone.
//!
//! `Pdf::read` refuses whatever the format or the accessibility standard forbids and whatever we never write,
//! with a sentence that says what is wrong. What it returns is the text in reading order, part by part.

mod content;
mod planted;
mod structure;

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, LoadOptions, Object, ObjectId};

pub(crate) use content::{Shown, contrast};
pub(crate) use structure::Element;

/// What is wrong with a document.
pub(crate) type Fault = String;

pub(crate) struct Pdf {
    /// What stands in the document's own description: title, author, subject.
    pub(crate) facts: BTreeMap<String, String>,
    /// The parts of the text in reading order, a part before those inside it.
    pub(crate) elements: Vec<Element>,
    pub(crate) outline: Vec<Entry>,
    /// Every stretch of text as it stands on the pages, decoration too.
    pub(crate) shown: Vec<Shown>,
    pub(crate) pages: usize,
}

/// An entry of the outline.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) title: String,
    pub(crate) page: usize,
    /// How high on its page it leads, from the foot.
    pub(crate) top: f32,
}

impl Pdf {
    pub(crate) fn read(bytes: &[u8]) -> Result<Pdf, Fault> {
        ensure(bytes.starts_with(b"%PDF-1.7\n"), || "the first line is another".to_owned())?;
        ensure(bytes.ends_with(b"%%EOF\n"), || "the last line is another".to_owned())?;
        let options = LoadOptions { strict: true, ..LoadOptions::default() };
        let document = Document::load_mem_with_options(bytes, options).map_err(|error| error.to_string())?;
        nothing_to_be_found_by_searching(bytes)?;
        Pdf::of(&document)
    }

    /// Reads a document whose bytes have been taken apart.
    fn of(document: &Document) -> Result<Pdf, Fault> {
        only_our_objects(document)?;
        let pages: Vec<ObjectId> = document.page_iter().collect();
        let mut read = Vec::new();
        for (index, page) in pages.iter().enumerate() {
            let page =
                content::page(document, *page, index).map_err(|fault| format!("page {}: {fault}", index + 1));
            read.push(page?);
        }
        let elements = structure::elements(document, &pages, &read)?;
        let outline = outline(document, &pages)?;
        let facts = facts(document)?;
        let shown = read.into_iter().flat_map(|page| page.shown).collect();
        Ok(Pdf { facts, elements, outline, shown, pages: pages.len() })
    }

    /// Whether a text stands in one part of the document, line breaks and spaces aside.
    pub(crate) fn holds(&self, text: &str) -> bool {
        let wanted = squeezed(text);
        self.elements.iter().any(|element| element.squeezed.contains(&wanted))
    }

    /// Whether a text is told to those who cannot see a figure.
    pub(crate) fn tells(&self, text: &str) -> bool {
        let wanted = squeezed(text);
        self.elements
            .iter()
            .any(|element| element.alt.as_ref().is_some_and(|alt| squeezed(alt).contains(&wanted)))
    }
}

/// A text without what a page adds or takes away: spaces and line breaks.
pub(crate) fn squeezed(text: &str) -> String {
    text.chars().filter(|sign| !sign.is_whitespace()).collect()
}

fn ensure(holds: bool, fault: impl FnOnce() -> Fault) -> Result<(), Fault> {
    if holds { Ok(()) } else { Err(fault()) }
}

/// Every object can be reached, and is of a kind that we write.
fn only_our_objects(document: &Document) -> Result<(), Fault> {
    let mut reached = BTreeSet::new();
    for (key, value) in &document.trailer {
        // What the table of objects says about itself goes with the trailer.
        if key != b"Type" {
            walk(document, value, &mut reached)?;
        }
    }
    for (id, object) in &document.objects {
        let kind = object.type_name().unwrap_or_default();
        let is_container = kind == b"ObjStm" || kind == b"XRef";
        ensure(is_container || reached.contains(id), || format!("nothing leads to {id:?}, {object:?}"))?;
    }
    Ok(())
}

fn walk(document: &Document, object: &Object, reached: &mut BTreeSet<ObjectId>) -> Result<(), Fault> {
    let mut open = vec![object];
    while let Some(object) = open.pop() {
        match object {
            Object::Reference(id) if reached.insert(*id) => {
                open.push(document.get_object(*id).map_err(|error| format!("{id:?}: {error}"))?);
            }
            Object::Array(items) => open.extend(items),
            Object::Dictionary(dictionary) => {
                is_ours(dictionary)?;
                open.extend(dictionary.iter().map(|(_, value)| value));
            }
            Object::Stream(stream) => {
                is_ours(&stream.dict)?;
                open.extend(stream.dict.iter().map(|(_, value)| value));
            }
            _no_container => {}
        }
    }
    Ok(())
}

/// Refuses what acts, plays, embeds or leads out of the document, and every type that we do not write.
fn is_ours(dictionary: &Dictionary) -> Result<(), Fault> {
    const NEVER: [&[u8]; 16] = [
        b"JS",
        b"JavaScript",
        b"OpenAction",
        b"AA",
        b"Launch",
        b"EmbeddedFile",
        b"EmbeddedFiles",
        b"EF",
        b"AF",
        b"AcroForm",
        b"XFA",
        b"RichMedia",
        b"Encrypt",
        b"Names",
        b"F2",
        b"Collection",
    ];
    const TYPES: [&[u8]; 16] = [
        b"Catalog",
        b"Pages",
        b"Page",
        b"Font",
        b"FontDescriptor",
        b"Metadata",
        b"OutputIntent",
        b"Outlines",
        b"StructTreeRoot",
        b"StructElem",
        b"MCR",
        b"OBJR",
        b"Annot",
        b"XObject",
        b"ExtGState",
        b"XRef",
    ];
    let named = |key: &[u8]| dictionary.get(key).ok().and_then(|value| value.as_name().ok());
    for key in NEVER {
        // A font may have any name among a page's fonts.
        ensure(key == b"F2" || !dictionary.has(key), || format!("{dictionary:?} holds {}", lossy(key)))?;
    }
    if let Some(kind) = named(b"Type") {
        ensure(TYPES.contains(&kind), || format!("an object of the type {}", lossy(kind)))?;
    }
    if let Some(b"URI") = named(b"S") {
        let target = dictionary.get(b"URI").and_then(Object::as_str).unwrap_or_default();
        let is_safe =
            [&b"https://"[..], b"http://", b"mailto:"].iter().any(|scheme| target.starts_with(scheme));
        ensure(is_safe, || format!("a link to {}", lossy(target)))?;
    }
    if named(b"Type") == Some(b"Annot") {
        ensure(named(b"Subtype") == Some(b"Link"), || {
            format!("an annotation that is no link: {dictionary:?}")
        })?;
    }
    if let (None, Some(action)) = (named(b"Type"), named(b"S")) {
        let is_known = action == b"URI" || action == b"GTS_PDFA1" || action == b"Transparency";
        ensure(is_known, || format!("an action: {dictionary:?}"))?;
    }
    Ok(())
}

/// A reader that mends a damaged file searches its bytes for objects: it must find none that is a text.
fn nothing_to_be_found_by_searching(bytes: &[u8]) -> Result<(), Fault> {
    let count = |word: &[u8]| bytes.windows(word.len()).filter(|window| *window == word).count();
    let (begun, ended) = (count(b" 0 obj\n"), count(b"\nendobj\n"));
    ensure(begun == ended, || format!("{begun} objects begin, {ended} end"))?;
    let streams = count(b"\nendstream\n");
    ensure(streams == ended, || format!("{streams} streams end in {ended} objects"))?;
    for word in [&b"/JS"[..], b"/JavaScript", b"/Launch", b"/OpenAction"] {
        ensure(count(word) == 0, || format!("the bytes hold {}", lossy(word)))?;
    }
    Ok(())
}

fn lossy(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn text_of(object: &Object) -> Result<String, Fault> {
    lopdf::decode_text_string(object).map_err(|error| error.to_string())
}

fn facts(document: &Document) -> Result<BTreeMap<String, String>, Fault> {
    let info = document.trailer.get(b"Info").and_then(|info| document.dereference(info));
    let info = info.and_then(|(_, info)| info.as_dict()).map_err(|error| error.to_string())?;
    info.iter().map(|(key, value)| Ok((lossy(key), text_of(value)?))).collect()
}

/// The outline from its first entry to its last, an entry before those inside it.
fn outline(document: &Document, pages: &[ObjectId]) -> Result<Vec<Entry>, Fault> {
    let error = |error: lopdf::Error| error.to_string();
    let mut entries = Vec::new();
    let catalog = document.catalog().map_err(error)?;
    let Ok(root) = catalog.get(b"Outlines").and_then(Object::as_reference) else { return Ok(entries) };
    // Each with what must stand before it, and what it must lie in.
    let mut open = vec![(root, None, None)];
    let mut seen = BTreeSet::new();
    while let Some((id, before, parent)) = open.pop() {
        ensure(seen.insert(id), || "the outline runs in a circle".to_owned())?;
        let entry = document.get_dictionary(id).map_err(error)?;
        let reference = |key: &[u8]| entry.get(key).ok().and_then(|value| value.as_reference().ok());
        if id != root {
            ensure(reference(b"Parent") == parent && reference(b"Prev") == before, || {
                format!("an entry of the outline that does not know its neighbours: {entry:?}")
            })?;
            let target = entry.get(b"Dest").and_then(Object::as_array).map_err(error)?;
            let page = target.first().and_then(|page| page.as_reference().ok());
            let page = page.and_then(|page| pages.iter().position(|other| *other == page));
            let top = target.get(3).and_then(|top| top.as_float().ok());
            entries.push(Entry {
                title: text_of(entry.get(b"Title").map_err(error)?)?,
                page: page.ok_or("an entry of the outline leads nowhere")?,
                top: top.ok_or("an entry of the outline leads to no height")?,
            });
        }
        if let Some(next) = reference(b"Next") {
            open.push((next, Some(id), parent));
        }
        if let Some(first) = reference(b"First") {
            open.push((first, None, Some(id)));
        }
    }
    Ok(entries)
}
