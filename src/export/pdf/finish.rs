//! What the painter cannot set: outline, links, structure, language, metadata, the file's own name.

use std::collections::BTreeMap;

use lopdf::{Dictionary, Document, Object, ObjectId, Stream, StringFormat, dictionary};

use super::paint::Contents;
use super::{Info, icc, metadata, rounded, structure};
use crate::page::tag::NodeId;
use crate::page::{Bookmark, Pages, Target};
use crate::text;

/// How far above its heading a bookmark or a link leads.
const HEADROOM: f32 = 12.0;

pub(super) fn finish(
    mut document: Document,
    pages: &Pages,
    info: &Info,
    contents: &Contents,
) -> Result<Document, lopdf::Error> {
    let page_ids: Vec<ObjectId> = document.get_pages().into_values().collect();
    for page in &page_ids {
        let page = document.get_dictionary_mut(*page)?;
        let (width, height) = (Object::Real(pages.paper.width()), Object::Real(pages.paper.height()));
        page.set("MediaBox", Object::Array(vec![0.into(), 0.into(), width, height]));
        page.remove(b"TrimBox");
        page.remove(b"CropBox");
        page.remove(b"Annots");
    }
    let links = Links::add(&mut document, pages, &page_ids)?;
    let structure = structure::add(&mut document, pages, &page_ids, contents, &links)?;
    let outline = add_outline(&mut document, pages, &page_ids);
    let mut xmp = Stream::new(
        dictionary! { "Type" => "Metadata", "Subtype" => "XML" },
        metadata::xmp(info).into_bytes(),
    );
    // Left readable for programs that search files for it.
    xmp.allows_compression = false;
    let xmp = document.add_object(xmp);
    let facts = document.add_object(metadata::dictionary(info));
    document.trailer.set("Info", Object::Reference(facts));

    let profile = document.add_object(Stream::new(dictionary! { "N" => 3 }, icc::srgb()));

    let catalog = document.catalog_mut()?;
    catalog.set(
        "OutputIntents",
        Object::Array(vec![Object::Dictionary(dictionary! {
            "Type" => "OutputIntent",
            "S" => "GTS_PDFA1",
            "OutputConditionIdentifier" => text_string("sRGB"),
            "Info" => text_string("sRGB"),
            "DestOutputProfile" => Object::Reference(profile),
        })]),
    );
    catalog.set("Lang", text_string(language(info)));
    catalog.set("MarkInfo", dictionary! { "Marked" => true });
    catalog.set("StructTreeRoot", Object::Reference(structure));
    catalog.set("ViewerPreferences", dictionary! { "DisplayDocTitle" => true });
    catalog.set("Metadata", Object::Reference(xmp));
    if let Some(outline) = outline {
        catalog.set("Outlines", Object::Reference(outline));
        catalog.set("PageMode", Object::Name(b"UseOutlines".to_vec()));
    }
    Ok(document)
}

/// Takes the last page out of the document.
pub(super) fn drop_last_page(document: &mut Document) -> Result<(), lopdf::Error> {
    let tree = document.catalog()?.get(b"Pages")?.as_reference()?;
    let tree = document.get_dictionary_mut(tree)?;
    let pages = tree.get_mut(b"Kids")?.as_array_mut()?;
    pages.pop();
    let count = pages.len() as i64;
    tree.set("Count", count);
    Ok(())
}

/// The links of all pages as annotations.
pub(super) struct Links {
    links: Vec<PlacedLink>,
    by_node: BTreeMap<usize, Vec<usize>>,
}

pub(super) struct PlacedLink {
    pub(super) node: NodeId,
    pub(super) id: ObjectId,
    pub(super) page: ObjectId,
    /// Its key in the structure's parent tree, after those of the pages.
    pub(super) key: i64,
}

impl Links {
    fn add(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Result<Links, lopdf::Error> {
        let mut links = Links { links: Vec::new(), by_node: BTreeMap::new() };
        let height = pages.paper.height();
        for (page, page_id) in pages.pages.iter().zip(page_ids) {
            let mut annotations = Vec::new();
            for link in &page.links {
                let key = (page_ids.len() + links.links.len()) as i64;
                let rect = link.rect;
                let corners = [rect.x, height - rect.bottom(), rect.right(), height - rect.y];
                let mut annotation = dictionary! {
                    "Type" => "Annot",
                    "Subtype" => "Link",
                    "Rect" => Object::Array(corners.map(|length| Object::Real(rounded(length))).to_vec()),
                    "Border" => Object::Array(vec![0.into(), 0.into(), 0.into()]),
                    "Contents" => text_string(&link.text),
                    "F" => 4,
                    "StructParent" => key,
                };
                match &link.to {
                    Target::Place { page, top } => {
                        annotation.set("Dest", destination(page_ids, *page, *top, height));
                    }
                    Target::Website(address) => {
                        let address = Object::string_literal(address.as_str());
                        annotation.set("A", dictionary! { "S" => "URI", "URI" => address });
                    }
                }
                let id = document.add_object(annotation);
                annotations.push(Object::Reference(id));
                links.by_node.entry(link.node.0).or_default().push(links.links.len());
                links.links.push(PlacedLink { node: link.node, id, page: *page_id, key });
            }
            if !annotations.is_empty() {
                document.get_dictionary_mut(*page_id)?.set("Annots", Object::Array(annotations));
            }
        }
        Ok(links)
    }

    pub(super) fn all(&self) -> &[PlacedLink] {
        &self.links
    }

    pub(super) fn of_node(&self, node: usize) -> impl Iterator<Item = &PlacedLink> {
        self.by_node.get(&node).into_iter().flatten().filter_map(|index| self.links.get(*index))
    }
}

/// Adds the outline, nested by level, and returns its root.
fn add_outline(document: &mut Document, pages: &Pages, page_ids: &[ObjectId]) -> Option<ObjectId> {
    if pages.outline.is_empty() {
        return None;
    }
    let root = document.new_object_id();
    let ids: Vec<ObjectId> = pages.outline.iter().map(|_| document.new_object_id()).collect();
    let parents = parents(&pages.outline);
    let mut families: BTreeMap<Option<usize>, Vec<usize>> = BTreeMap::new();
    for (index, parent) in parents.iter().enumerate() {
        families.entry(*parent).or_default().push(index);
    }
    let id = |index: usize| Object::Reference(ids.get(index).copied().unwrap_or(root));
    for (parent, family) in &families {
        for (place, index) in family.iter().enumerate() {
            let Some(bookmark) = pages.outline.get(*index) else { continue };
            let mut entry = dictionary! {
                "Title" => text_string(&bookmark.title),
                "Parent" => parent.map_or(Object::Reference(root), id),
                "Dest" => destination(page_ids, bookmark.page, bookmark.top, pages.paper.height()),
            };
            if let Some(previous) = place.checked_sub(1).and_then(|place| family.get(place)) {
                entry.set("Prev", id(*previous));
            }
            if let Some(next) = family.get(place + 1) {
                entry.set("Next", id(*next));
            }
            if let Some(children) = families.get(&Some(*index)) {
                set_ends(&mut entry, children, id);
                // Negative: the entry is shown closed.
                entry.set("Count", -(children.len() as i64));
            }
            if let Some(id) = ids.get(*index) {
                document.set_object(*id, entry);
            }
        }
    }
    let mut entry = dictionary! { "Type" => "Outlines" };
    if let Some(top) = families.get(&None) {
        set_ends(&mut entry, top, id);
        entry.set("Count", top.len() as i64);
    }
    document.set_object(root, entry);
    Some(root)
}

fn set_ends(entry: &mut Dictionary, children: &[usize], id: impl Fn(usize) -> Object) {
    if let (Some(first), Some(last)) = (children.first(), children.last()) {
        entry.set("First", id(*first));
        entry.set("Last", id(*last));
    }
}

/// Returns, for each bookmark, the nearest one before it that stands higher.
fn parents(outline: &[Bookmark]) -> Vec<Option<usize>> {
    let mut open: Vec<(u8, usize)> = Vec::new();
    let mut parents = Vec::with_capacity(outline.len());
    for (index, bookmark) in outline.iter().enumerate() {
        while open.last().is_some_and(|(level, _)| *level >= bookmark.level) {
            open.pop();
        }
        parents.push(open.last().map(|(_, parent)| *parent));
        open.push((bookmark.level, index));
    }
    parents
}

fn destination(page_ids: &[ObjectId], page: usize, top: f32, height: f32) -> Object {
    let page = page_ids.get(page).map_or(Object::Null, |id| Object::Reference(*id));
    let top = Object::Real(rounded((height - top + HEADROOM).min(height)));
    Object::Array(vec![page, Object::Name(b"XYZ".to_vec()), 0.into(), top, Object::Null])
}

/// Returns a text as a PDF string, whatever signs it holds.
pub(super) fn text_string(words: &str) -> Object {
    let words = text::clean(words);
    // The writer takes long over signs it must escape; sixteen to a byte it need not.
    if words.is_ascii() && !words.contains(['(', ')', '\\']) {
        return Object::String(words.as_bytes().to_vec(), StringFormat::Literal);
    }
    let mut bytes = vec![0xFE, 0xFF];
    bytes.extend(words.encode_utf16().flat_map(u16::to_be_bytes));
    Object::String(bytes, StringFormat::Hexadecimal)
}

fn language(info: &Info) -> &str {
    let tag = info.language.trim();
    let plain = !tag.is_empty() && tag.chars().all(|sign| sign.is_ascii_alphanumeric() || sign == '-');
    if plain { tag } else { "und" }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bookmarks_nest_by_level() {
        let levels = [1, 2, 2, 3, 1, 3];
        let outline: Vec<Bookmark> = levels
            .iter()
            .map(|level| Bookmark { level: *level, title: String::new(), page: 0, top: 0.0 })
            .collect();
        assert_eq!(parents(&outline), [None, Some(0), Some(0), Some(2), None, Some(4)]);
    }

    #[test]
    fn a_language_that_is_none_is_undetermined() {
        let info = Info {
            title: String::new(),
            author: String::new(),
            subject: String::new(),
            language: ") /Evil (".to_owned(),
            created: jiff::Timestamp::UNIX_EPOCH,
        };
        assert_eq!(language(&info), "und");
    }
}
