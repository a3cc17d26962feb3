//! The structure tree: what each stretch of content is, and whether the tree and the pages agree.

use std::collections::{BTreeMap, BTreeSet};

use lopdf::{Dictionary, Document, Object, ObjectId};

use super::content::Page;
use super::{Fault, ensure, lossy, squeezed, text_of};

/// A part of the text: a heading, a cell, a figure.
#[derive(Debug, Default)]
pub(crate) struct Element {
    pub(crate) kind: String,
    /// What stands in it and in none of its parts.
    pub(crate) text: String,
    pub(crate) squeezed: String,
    /// The text as it is drawn, run by run.
    pub(crate) runs: Vec<String>,
    pub(crate) alt: Option<String>,
    /// The page it begins on, and how high, from the foot.
    pub(crate) begins: Option<(usize, f32)>,
    /// How many columns it covers.
    span: i64,
    parts: Vec<usize>,
}

struct Tree<'a> {
    document: &'a Document,
    pages: &'a [ObjectId],
    read: &'a [Page],
    elements: Vec<Element>,
    /// Whose each stretch is, by page and number; and each link.
    owners: BTreeMap<(usize, i64), ObjectId>,
    links: BTreeMap<ObjectId, ObjectId>,
}

pub(super) fn elements(
    document: &Document,
    pages: &[ObjectId],
    read: &[Page],
) -> Result<Vec<Element>, Fault> {
    let error = |error: lopdf::Error| error.to_string();
    let root = document.catalog().and_then(|catalog| catalog.get(b"StructTreeRoot")).map_err(error)?;
    let root_id = root.as_reference().map_err(error)?;
    let root = document.get_dictionary(root_id).map_err(error)?;
    let mut tree =
        Tree { document, pages, read, elements: Vec::new(), owners: BTreeMap::new(), links: BTreeMap::new() };
    let whole = root.get(b"K").and_then(Object::as_reference).map_err(error)?;
    let whole = tree.element(whole, root_id, 0)?;
    ensure(tree.elements[whole].kind == "Document", || "the tree's root is no document".to_owned())?;
    tree.owns_every_stretch()?;
    tree.parents_agree(root)?;
    let elements = tree.elements;
    headings_go_down_step_by_step(&elements)?;
    for index in 0..elements.len() {
        well_formed(&elements, index).map_err(|fault| format!("{fault}: {:?}", elements[index]))?;
    }
    Ok(elements)
}

impl Tree<'_> {
    fn element(&mut self, id: ObjectId, parent: ObjectId, depth: usize) -> Result<usize, Fault> {
        let error = |error: lopdf::Error| error.to_string();
        ensure(depth < 60, || "the tree is too deep".to_owned())?;
        let document = self.document;
        let dictionary = document.get_dictionary(id).map_err(error)?;
        let above = dictionary.get(b"P").and_then(Object::as_reference).map_err(error)?;
        ensure(above == parent, || format!("{dictionary:?} lies in {parent:?}"))?;
        let index = self.elements.len();
        self.elements.push(Element {
            kind: lossy(dictionary.get(b"S").and_then(Object::as_name).map_err(error)?),
            alt: dictionary.get(b"Alt").ok().map(text_of).transpose()?,
            span: span(dictionary),
            ..Element::default()
        });
        let home = dictionary.get(b"Pg").ok().and_then(|page| page.as_reference().ok());
        let kids = dictionary.get(b"K").and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        for kid in kids {
            match kid {
                Object::Integer(number) => self.stretch(index, id, home, *number)?,
                Object::Reference(kid) => {
                    let part = self.element(*kid, id, depth + 1)?;
                    self.elements[index].parts.push(part);
                }
                Object::Dictionary(kid) => match kid.get(b"MCID").and_then(Object::as_i64) {
                    Ok(number) => {
                        let page = kid.get(b"Pg").and_then(Object::as_reference).map_err(error)?;
                        self.stretch(index, id, Some(page), number)?;
                    }
                    Err(_) => {
                        let link = kid.get(b"Obj").and_then(Object::as_reference).map_err(error)?;
                        ensure(self.links.insert(link, id).is_none(), || {
                            format!("{link:?} is linked twice")
                        })?;
                    }
                },
                other => return Err(format!("{other:?} in the tree")),
            }
        }
        let element = &mut self.elements[index];
        element.squeezed = squeezed(&element.text);
        Ok(index)
    }

    fn stretch(
        &mut self,
        element: usize,
        id: ObjectId,
        page: Option<ObjectId>,
        number: i64,
    ) -> Result<(), Fault> {
        let page = page.and_then(|page| self.pages.iter().position(|other| *other == page));
        let page = page.ok_or_else(|| format!("stretch {number} is on no page"))?;
        let stretch = self.read[page].stretches.get(&number);
        let stretch = stretch.ok_or_else(|| format!("page {} has no stretch {number}", page + 1))?;
        ensure(self.owners.insert((page, number), id).is_none(), || {
            format!("stretch {number} has two owners")
        })?;
        let element = &mut self.elements[element];
        element.text.push_str(&stretch.text);
        element.runs.extend_from_slice(&stretch.runs);
        if element.begins.is_none() && stretch.draws {
            element.begins = Some((page, stretch.top));
        }
        Ok(())
    }

    fn owns_every_stretch(&self) -> Result<(), Fault> {
        for (index, page) in self.read.iter().enumerate() {
            for (expected, number) in page.stretches.keys().enumerate() {
                ensure(expected as i64 == *number, || format!("page {}: no stretch {expected}", index + 1))?;
                ensure(self.owners.contains_key(&(index, *number)), || {
                    format!("page {}: stretch {number} is in no part of the tree", index + 1)
                })?;
            }
        }
        Ok(())
    }

    /// From the page to the tree by way of the parent tree leads to the same owner as from the tree to the page.
    fn parents_agree(&self, root: &Dictionary) -> Result<(), Fault> {
        let error = |error: lopdf::Error| error.to_string();
        let document = self.document;
        let numbers = root.get_deref(b"ParentTree", document).and_then(Object::as_dict).map_err(error)?;
        let numbers = numbers.get(b"Nums").and_then(Object::as_array).map_err(error)?;
        let mut entries = BTreeMap::new();
        for pair in numbers.chunks(2) {
            let [key, value] = pair else { return Err("half an entry in the parent tree".to_owned()) };
            let (_, value) = document.dereference(value).map_err(error)?;
            let key = key.as_i64().map_err(error)?;
            ensure(entries.insert(key, value).is_none(), || format!("two parents for {key}"))?;
        }
        let mut used = BTreeSet::new();
        for (index, page) in self.pages.iter().enumerate() {
            let page = document.get_dictionary(*page).map_err(error)?;
            let key = page.get(b"StructParents").and_then(Object::as_i64).map_err(error)?;
            used.insert(key);
            let owners = entries
                .get(&key)
                .and_then(|owners| owners.as_array().ok())
                .ok_or("a page without parents")?;
            ensure(owners.len() == self.read[index].stretches.len(), || {
                format!(
                    "page {}: {} parents, {} stretches",
                    index + 1,
                    owners.len(),
                    self.read[index].stretches.len()
                )
            })?;
            for (number, owner) in owners.iter().enumerate() {
                let found = self.owners.get(&(index, number as i64)).copied();
                ensure(owner.as_reference().ok() == found, || {
                    format!("page {}: stretch {number} has two parents", index + 1)
                })?;
            }
            let tabs = page.get(b"Tabs").and_then(Object::as_name).map_err(error)?;
            ensure(tabs == b"S", || format!("page {}: another order of tabs", index + 1))?;
            self.links_of(page, &entries, &mut used)?;
        }
        ensure(used.len() == entries.len(), || "the parent tree knows more than there is".to_owned())?;
        let next = root.get(b"ParentTreeNextKey").and_then(Object::as_i64).map_err(error)?;
        ensure(entries.keys().all(|key| *key < next), || format!("the next key is said to be {next}"))
    }

    fn links_of(
        &self,
        page: &Dictionary,
        entries: &BTreeMap<i64, &Object>,
        used: &mut BTreeSet<i64>,
    ) -> Result<(), Fault> {
        let error = |error: lopdf::Error| error.to_string();
        let links = page.get(b"Annots").and_then(Object::as_array).map_or(&[][..], Vec::as_slice);
        for link in links {
            let id = link.as_reference().map_err(error)?;
            let link = self.document.get_dictionary(id).map_err(error)?;
            let key = link.get(b"StructParent").and_then(Object::as_i64).map_err(error)?;
            let owner = entries.get(&key).and_then(|owner| owner.as_dict().ok());
            let owner = owner.ok_or_else(|| format!("{link:?} has no parent"))?;
            let known = self.links.get(&id).and_then(|id| self.document.get_dictionary(*id).ok());
            ensure(known == Some(owner), || format!("{link:?} has two parents"))?;
            ensure(used.insert(key), || format!("two things have the key {key}"))?;
            let says = text_of(link.get(b"Contents").map_err(error)?)?;
            ensure(!says.trim().is_empty(), || format!("{link:?} says nothing"))?;
            ensure(link.get(b"F").and_then(Object::as_i64).ok() == Some(4), || {
                format!("{link:?} is not printed")
            })?;
        }
        Ok(())
    }
}

fn span(dictionary: &Dictionary) -> i64 {
    let attributes = dictionary.get(b"A").and_then(Object::as_dict);
    attributes.and_then(|attributes| attributes.get(b"ColSpan")).and_then(Object::as_i64).unwrap_or(1)
}

fn headings_go_down_step_by_step(elements: &[Element]) -> Result<(), Fault> {
    let mut last = 0;
    for element in elements {
        let level = element.kind.strip_prefix('H').and_then(|level| level.parse::<u32>().ok());
        if let Some(level) = level {
            ensure(level <= last + 1, || format!("H{level} after H{last}: {}", element.text))?;
            last = level;
        }
    }
    Ok(())
}

/// What a part must hold, and what it may lie in.
fn well_formed(elements: &[Element], index: usize) -> Result<(), Fault> {
    let element = &elements[index];
    let kinds = || element.parts.iter().map(|part| elements[*part].kind.as_str());
    let only = |allowed: &[&str]| {
        let foreign = kinds().find(|kind| !allowed.contains(kind));
        ensure(foreign.is_none(), || format!("{} in {}", foreign.unwrap_or_default(), element.kind))
    };
    match element.kind.as_str() {
        "Figure" => {
            let alt = element.alt.as_deref().unwrap_or_default();
            ensure(!alt.trim().is_empty(), || "a figure that tells nothing".to_owned())
        }
        "Table" => {
            only(&["THead", "TBody", "Caption"])?;
            let rows = element.parts.iter().flat_map(|part| &elements[*part].parts);
            let widths: BTreeSet<i64> = rows
                .filter(|row| elements[**row].kind == "TR")
                .map(|row| elements[*row].parts.iter().map(|cell| elements[*cell].span).sum())
                .collect();
            ensure(widths.len() == 1, || format!("a table of rows that are {widths:?} wide"))
        }
        "THead" | "TBody" => only(&["TR"]),
        "TR" => only(&["TH", "TD"]),
        "L" => only(&["LI", "Caption"]),
        "LI" => {
            only(&["Lbl", "LBody"])?;
            ensure(kinds().any(|kind| kind == "LBody"), || "a point that says nothing".to_owned())
        }
        "Document" | "Sect" => {
            only(&["Sect", "H1", "H2", "H3", "P", "L", "Table", "Figure", "Caption", "Link"])
        }
        _leaf => Ok(()),
    }
}
