//! The structure of the text: which mark is a heading, a cell, a figure.
//!
//! Nodes are made while the report is laid out, in reading order, so a painter that writes them in this
//! order has the reading order right.

/// A node's place in reading order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct NodeId(pub usize);

#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    pub tag: Tag,
    pub parent: Option<NodeId>,
}

#[derive(Debug, Clone, PartialEq)]
pub enum Tag {
    /// A group of parts that belong together, such as a card.
    Section,
    /// A heading, from 1.
    Heading(u8),
    Paragraph,
    List,
    Item,
    ItemLabel,
    ItemBody,
    Table {
        summary: String,
    },
    TableHead,
    TableBody,
    Row,
    /// A cell that names its column, or the rows that follow it.
    HeaderCell {
        scope: Scope,
        /// How many columns it covers.
        span: usize,
    },
    Cell,
    Figure {
        alt: String,
    },
    Caption,
    Link,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    Column,
    Row,
}

/// Collects the nodes of a report.
#[derive(Debug, Default)]
pub struct Tree {
    nodes: Vec<Node>,
}

impl Tree {
    pub fn add(&mut self, tag: Tag, parent: Option<NodeId>) -> NodeId {
        self.nodes.push(Node { tag, parent });
        NodeId(self.nodes.len() - 1)
    }

    /// Returns how many nodes there are, to come back to with `forget_after`.
    pub fn count(&self) -> usize {
        self.nodes.len()
    }

    /// Forgets every node made since `count` was asked.
    pub fn forget_after(&mut self, count: usize) {
        self.nodes.truncate(count);
    }

    pub fn into_nodes(self) -> Vec<Node> {
        self.nodes
    }
}
