//! A strict reader of web pages: far stricter than a browser, so that what it accepts every browser reads alike.
//!
//! Tags are balanced and lower case, attributes quoted, known and there once; nothing leads outside the page.

use std::collections::{BTreeMap, BTreeSet};

const VOID: [&str; 2] = ["meta", "br"];

/// Every tag a page may have.
const TAGS: [&str; 47] = [
    "a",
    "article",
    "body",
    "br",
    "caption",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "head",
    "header",
    "html",
    "li",
    "main",
    "meta",
    "nav",
    "ol",
    "p",
    "path",
    "section",
    "span",
    "strong",
    "style",
    "summary",
    "svg",
    "table",
    "tbody",
    "td",
    "text",
    "th",
    "thead",
    "title",
    "tr",
    "ul",
    "dfn",
    "em",
    "h5",
    "g",
    "desc",
];

/// Every attribute a tag may have. None of them runs anything.
const ATTRIBUTES: [&str; 31] = [
    "aria-label",
    "charset",
    "class",
    "colspan",
    "content",
    "d",
    "dir",
    "fill",
    "font-size",
    "font-style",
    "font-weight",
    "height",
    "href",
    "http-equiv",
    "id",
    "lang",
    "lengthAdjust",
    "name",
    "role",
    "scope",
    "stroke",
    "stroke-dasharray",
    "stroke-width",
    "tabindex",
    "textLength",
    "viewBox",
    "width",
    "x",
    "y",
    "aria-hidden",
    "open",
];

#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Tag {
    pub(crate) name: String,
    pub(crate) attributes: BTreeMap<String, String>,
}

/// What is in a page: its tags in the order they begin, and all that it says.
pub(crate) struct WebPage {
    pub(crate) tags: Vec<Tag>,
    /// Texts and labels, unescaped, apart by line breaks.
    pub(crate) text: String,
    policy: String,
}

impl WebPage {
    #[track_caller]
    pub(crate) fn read(page: &str) -> WebPage {
        let mut rest = page.strip_prefix("<!DOCTYPE html>").expect("a page begins with its kind");
        let mut open: Vec<String> = Vec::new();
        let mut read = WebPage { tags: Vec::new(), text: String::new(), policy: String::new() };
        while let Some(at) = rest.find('<') {
            let (words, tag) = rest.split_at(at);
            assert!(
                !words.contains('>') || open.last().is_some_and(|tag| tag == "style"),
                "a stray > in {words:?}"
            );
            if open.last().is_none_or(|tag| tag != "style") {
                read.text.push_str(&unescaped(words));
            }
            // No sign within a tag is a `>`: attributes have theirs escaped.
            let (tag, after) = tag.split_once('>').expect("a tag ends");
            rest = after;
            let tag = tag.strip_prefix('<').unwrap();
            if let Some(name) = tag.strip_prefix('/') {
                assert_eq!(open.pop().as_deref(), Some(name), "tags are balanced");
                if !matches!(name, "strong" | "span" | "a") {
                    read.text.push('\n');
                }
                continue;
            }
            let (tag, is_closed) = tag.strip_suffix('/').map_or((tag, false), |tag| (tag, true));
            let tag = tag_of(tag);
            if !is_closed && !VOID.contains(&tag.name.as_str()) {
                open.push(tag.name.clone());
            }
            if tag.name == "br" {
                read.text.push('\n');
            }
            if let Some(label) = tag.attributes.get("aria-label") {
                read.text.push_str(&format!("{label}\n"));
            }
            if tag.attributes.get("http-equiv").is_some_and(|what| what == "Content-Security-Policy") {
                read.policy = tag.attributes.get("content").cloned().unwrap_or_default();
            }
            read.tags.push(tag);
        }
        assert!(open.is_empty() && rest.trim().is_empty(), "{open:?} {rest:?}");
        read
    }

    /// What a page promises to everybody, seeing or not.
    #[track_caller]
    pub(crate) fn check(&self) {
        assert!(self.policy.starts_with("default-src 'none'; style-src 'unsafe-inline';"), "{}", self.policy);
        let count = |name: &str| self.tags.iter().filter(|tag| tag.name == name).count();
        for once in ["html", "head", "title", "h1", "main", "style"] {
            assert_eq!(count(once), 1, "{once}");
        }
        assert_eq!(count("table"), count("caption"));
        let ids: Vec<&String> = self.tags.iter().filter_map(|tag| tag.attributes.get("id")).collect();
        assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "names are there once");
        let mut depth = 0;
        for tag in &self.tags {
            if let Some(level) = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
                assert!(level <= depth + 1, "h{level} follows h{depth}");
                depth = level;
            }
            if let Some(target) = tag.attributes.get("href") {
                let id = target.strip_prefix('#').unwrap_or_else(|| panic!("{target} leads outside"));
                assert!(ids.iter().any(|known| *known == id), "{target} leads nowhere");
            }
            let needs = match tag.name.as_str() {
                "svg" => &["role", "aria-label", "viewBox"][..],
                "th" => &["scope"][..],
                "nav" => &["aria-label"][..],
                "html" => &["lang"][..],
                _nothing => &[][..],
            };
            for attribute in needs {
                assert!(tag.attributes.get(*attribute).is_some_and(|value| !value.is_empty()), "{tag:?}");
            }
        }
    }

    /// The page without its texts: tags and their attributes, but for drawings, whose labels may wrap, and for
    /// what the texts themselves decide.
    pub(crate) fn shape(&self) -> Vec<String> {
        let drawn = ["path", "text", "svg", "br"];
        let tags = self.tags.iter().filter(|tag| !drawn.contains(&tag.name.as_str()));
        tags.map(|tag| {
            let attributes: Vec<String> = tag
                .attributes
                .iter()
                .map(|(name, value)| match name.as_str() {
                    "aria-label" => name.clone(),
                    "class" if value == "short" => String::new(),
                    _plain => format!("{name}={value}"),
                })
                .filter(|attribute| !attribute.is_empty())
                .collect();
            format!("{} {}", tag.name, attributes.join(" "))
        })
        .collect()
    }
}

#[track_caller]
fn tag_of(tag: &str) -> Tag {
    let (name, mut rest) = tag.split_once(' ').unwrap_or((tag, ""));
    assert!(TAGS.contains(&name), "there is no tag {name:?}");
    let mut attributes = BTreeMap::new();
    while !rest.trim().is_empty() {
        let (key, value) = rest.split_once("=\"").unwrap_or_else(|| panic!("{rest:?} in {tag:?}"));
        let (value, after) = value.split_once('"').unwrap_or_else(|| panic!("{value:?} does not end"));
        let key = key.trim();
        assert!(ATTRIBUTES.contains(&key), "there is no attribute {key:?} in {tag:?}");
        assert!(
            attributes.insert(key.to_owned(), unescaped(value)).is_none(),
            "{key} is there twice: {tag:?}"
        );
        rest = after;
    }
    Tag { name: name.to_owned(), attributes }
}

/// The text that its escapes stand for; no other `&` is allowed.
#[track_caller]
fn unescaped(text: &str) -> String {
    let mut parts = text.split('&');
    let mut plain = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once(';').unwrap_or_else(|| panic!("a stray & before {part:?}"));
        plain.push(match name {
            "amp" => '&',
            "lt" => '<',
            "gt" => '>',
            "quot" => '"',
            other => panic!("an escape `{other}`"),
        });
        plain.push_str(rest);
    }
    plain
}

/// Every colour that a drawing names has a rule.
#[track_caller]
pub(crate) fn check_classes(page: &str) {
    let (_, style) = page.split_once("<style>").unwrap();
    let (style, _) = style.split_once("</style>").unwrap();
    for tag in WebPage::read(page).tags.iter().filter(|tag| tag.name == "path" || tag.name == "text") {
        let class = tag.attributes.get("class").unwrap_or_else(|| panic!("{tag:?} has no colour"));
        assert!(style.contains(&format!(".{class}{{")), "no rule for {class}");
    }
    for outside in ["url(", "@import", "http:", "https:"] {
        assert!(!style.contains(outside), "the style has {outside}");
    }
}

/// A page to be read line by line: without its styles and without what is drawn.
pub(crate) fn outline(page: &str) -> String {
    let mut lines = String::new();
    let (before, rest) = page.split_once("<style>").unwrap();
    let (_, after) = rest.split_once("</style>").unwrap();
    let mut rest = format!("{before}{after}");
    while let Some((before, drawing)) = rest.split_once("<svg ") {
        let (head, drawing) = drawing.split_once('>').unwrap();
        let (_, after) = drawing.split_once("</svg>").unwrap();
        let head = head.split(" viewBox=").next().unwrap();
        lines.push_str(&format!("{before}<svg {head}></svg>"));
        rest = after.to_owned();
    }
    lines.push_str(&rest);
    let begins =
        ["<h", "<p", "<li", "<tr", "<table", "<section", "<svg", "<dt", "<article", "<body", "<nav", "<meta"];
    begins.iter().fold(lines, |text, tag| text.replace(tag, &format!("\n{tag}")))
}
