//! The structure tree: what each stretch of content is, in reading order.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

use super::finish::{Links, text_string};
use super::paint::Contents;
use crate::page::Pages;
use crate::page::tag::{Node, Scope, Tag};

/// The tag of stretches in a page's content; their true kind stands in the structure tree.
pub(super) const STRETCH: &str = "Span";

/// Adds the structure tree and returns its root. Pages learn where their stretches stand in it.
pub(super) fn add(
    document: &mut Document,
    pages: &Pages,
    page_ids: &[ObjectId],
    contents: &Contents,
    links: &Links,
) -> Result<ObjectId, lopdf::Error> {
    let root = document.new_object_id();
    let whole = document.new_object_id();
    let ids: Vec<ObjectId> = pages.nodes.iter().map(|_| document.new_object_id()).collect();
    let id_of = |node: usize| ids.get(node).copied().unwrap_or(whole);

    let mut children: Vec<Vec<Object>> = vec![Vec::new(); pages.nodes.len()];
    let mut top = Vec::new();
    for (node, id) in pages.nodes.iter().zip(&ids) {
        let siblings = node.parent.and_then(|parent| children.get_mut(parent.0)).unwrap_or(&mut top);
        siblings.push(Object::Reference(*id));
    }
    for (index, (node, own_children)) in pages.nodes.iter().zip(children).enumerate() {
        let parent = node.parent.map_or(whole, |parent| id_of(parent.0));
        let mut element = element(node, parent);
        let home = stretches(contents, index).first();
        if let Some(page) = home.and_then(|(page, _)| page_ids.get(*page)) {
            element.set("Pg", Object::Reference(*page));
        }
        let mut kids = content(contents, links, page_ids, index);
        kids.extend(own_children);
        element.set("K", Object::Array(kids));
        document.set_object(id_of(index), element);
    }
    document.set_object(
        whole,
        dictionary! {
            "Type" => "StructElem", "S" => "Document", "P" => Object::Reference(root), "K" => Object::Array(top),
        },
    );

    let numbers = parents(document, page_ids, contents, links, id_of)?;
    let tree = document.add_object(dictionary! { "Nums" => Object::Array(numbers) });
    document.set_object(
        root,
        dictionary! {
            "Type" => "StructTreeRoot",
            "K" => Object::Reference(whole),
            "ParentTree" => Object::Reference(tree),
            "ParentTreeNextKey" => (page_ids.len() + links.all().len()) as i64,
        },
    );
    Ok(root)
}

/// Where a node's content stands: pages, and its number on each of them.
fn stretches(contents: &Contents, node: usize) -> &[(usize, i64)] {
    contents.of_node.get(node).map_or(&[], Vec::as_slice)
}

/// What stands on pages for a node: its stretches and its links. What lies on the page of the first stretch needs
/// no page named.
fn content(contents: &Contents, links: &Links, page_ids: &[ObjectId], node: usize) -> Vec<Object> {
    let stretches = stretches(contents, node);
    let home = stretches.first().map(|(page, _)| *page);
    let mut kids = Vec::new();
    for (page, number) in stretches {
        kids.push(match page_ids.get(*page) {
            Some(id) if Some(*page) != home => Object::Dictionary(dictionary! {
                "Type" => "MCR", "Pg" => Object::Reference(*id), "MCID" => *number,
            }),
            Some(_) | None => Object::Integer(*number),
        });
    }
    for link in links.of_node(node) {
        kids.push(Object::Dictionary(dictionary! {
            "Type" => "OBJR", "Obj" => Object::Reference(link.id), "Pg" => Object::Reference(link.page),
        }));
    }
    kids
}

/// From each page and each link back to the elements that they belong to. Pages learn their own numbers in it.
fn parents(
    document: &mut Document,
    page_ids: &[ObjectId],
    contents: &Contents,
    links: &Links,
    id_of: impl Fn(usize) -> ObjectId,
) -> Result<Vec<Object>, lopdf::Error> {
    let mut numbers = Vec::new();
    for (index, page) in page_ids.iter().enumerate() {
        let nodes = contents.of_page.get(index).map_or(&[][..], Vec::as_slice);
        let references = nodes.iter().map(|node| Object::Reference(id_of(node.0))).collect();
        numbers.push(Object::Integer(index as i64));
        numbers.push(Object::Array(references));
        let page = document.get_dictionary_mut(*page)?;
        page.set("StructParents", index as i64);
        page.set("Tabs", Object::Name(b"S".to_vec()));
    }
    for link in links.all() {
        numbers.push(Object::Integer(link.key));
        numbers.push(Object::Reference(id_of(link.node.0)));
    }
    Ok(numbers)
}

fn element(node: &Node, parent: ObjectId) -> Dictionary {
    let mut element = dictionary! {
        "Type" => "StructElem", "S" => kind(&node.tag), "P" => Object::Reference(parent),
    };
    match &node.tag {
        Tag::Figure { alt } => element.set("Alt", text_string(alt)),
        Tag::Table { summary } if !summary.is_empty() => {
            element.set("A", dictionary! { "O" => "Table", "Summary" => text_string(summary) });
        }
        Tag::HeaderCell { scope, span } => {
            let scope = match scope {
                Scope::Column => "Column",
                Scope::Row => "Row",
            };
            let mut attributes = dictionary! { "O" => "Table", "Scope" => scope };
            if *span > 1 {
                attributes.set("ColSpan", *span as i64);
            }
            element.set("A", attributes);
        }
        Tag::Section
        | Tag::Heading(_)
        | Tag::Paragraph
        | Tag::List
        | Tag::Item
        | Tag::ItemLabel
        | Tag::ItemBody
        | Tag::Table { .. }
        | Tag::TableHead
        | Tag::TableBody
        | Tag::Row
        | Tag::Cell
        | Tag::Caption
        | Tag::Link => {}
    }
    element
}

/// Returns the standard's name for a part of the text.
fn kind(tag: &Tag) -> &'static str {
    match tag {
        Tag::Section => "Sect",
        Tag::Heading(1) => "H1",
        Tag::Heading(2) => "H2",
        Tag::Heading(_) => "H3",
        Tag::Paragraph => "P",
        Tag::List => "L",
        Tag::Item => "LI",
        Tag::ItemLabel => "Lbl",
        Tag::ItemBody => "LBody",
        Tag::Table { .. } => "Table",
        Tag::TableHead => "THead",
        Tag::TableBody => "TBody",
        Tag::Row => "TR",
        Tag::HeaderCell { .. } => "TH",
        Tag::Cell => "TD",
        Tag::Figure { .. } => "Figure",
        Tag::Caption => "Caption",
        Tag::Link => "Link",
    }
}
