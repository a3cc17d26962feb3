//! What `read` promises. The numbers beside some cases are those of the catalogue of foul files.

use super::*;
use crate::diagnostic;

/// Half a million were tried once; these keep watch.
const MUTANTS: usize = 5_000;

/// Reads a text and compares what is said of it: one line for each fault, as
/// `code line:column message`.
#[track_caller]
fn check(bytes: impl AsRef<[u8]>, want: &[&str]) {
    let (source, node, diagnostics) = read("case.yaml", bytes.as_ref(), &Limits::default());
    let got: Vec<String> = diagnostics
        .iter()
        .map(|diagnostic| {
            let place = source.place(diagnostic.range.start);
            let also = diagnostic.more.iter().map(|(range, label)| {
                let place = source.place(range.start);
                format!("; {label} {}:{}", place.line, place.column)
            });
            let also: String = also.collect();
            let Diagnostic { code, message, .. } = diagnostic;
            format!("{code} {}:{} {message}{also}", place.line, place.column)
        })
        .collect();
    assert_eq!(got, want, "\n{}", diagnostic::render(&source, &diagnostics, false));
    assert!(node.is_some() || diagnostics.iter().any(Diagnostic::is_error));
    assert!(diagnostics.iter().all(|diagnostic| diagnostic.help.is_some()));
    let shown = diagnostic::render(&source, &diagnostics, false);
    assert!(shown.chars().all(|character| character == '\n' || text::is_visible(character)), "{shown}");
}

/// Compares only the codes: for files whose fault the parser may place as it likes.
#[track_caller]
fn check_code(bytes: impl AsRef<[u8]>, want: &str) {
    let (source, _, diagnostics) = read("case.yaml", bytes.as_ref(), &Limits::default());
    let codes: Vec<_> = diagnostics.iter().map(|diagnostic| diagnostic.code).collect();
    assert!(codes.contains(&want), "{codes:?}");
    assert!(diagnostics.len() <= MOST_FAULTS);
    assert!(diagnostic::render(&source, &diagnostics, false).len() < 200_000);
}

/// Reads a text that has only warnings, and so many of them.
#[track_caller]
fn check_warnings(text: &str, want: usize) {
    let (_, node, diagnostics) = read("case.yaml", text.as_bytes(), &Limits::default());
    assert!(node.is_some());
    assert!(!diagnostics.iter().any(Diagnostic::is_error));
    assert_eq!(diagnostics.len(), want);
}

/// Reads a text without fault and compares its tree, written in JSON's manner: `~` before a scalar
/// that is not plain.
#[track_caller]
fn check_tree(text: &str, want: &str) {
    let (source, node, diagnostics) = read("case.yaml", text.as_bytes(), &Limits::default());
    assert_eq!(diagnostics, [], "\n{}", diagnostic::render(&source, &diagnostics, false));
    assert_eq!(shown(&node.unwrap()), want);
}

/// Compares the source text of the value under the key `a`.
#[track_caller]
fn check_range(text: &str, want: &str) {
    let (source, node, _) = read("case.yaml", text.as_bytes(), &Limits::default());
    let range = node.as_ref().and_then(|node| node.get("a")).unwrap().range.clone();
    assert_eq!(source.text().get(range), Some(want));
}

#[track_caller]
fn check_place(text: &str, offset: usize, line: usize, column: usize) {
    let source = Source::new("case.yaml", text.to_owned());
    assert_eq!(source.place(offset), Place { line, column });
}

fn shown(node: &Node) -> String {
    let join = |parts: Vec<String>| parts.join(", ");
    match &node.value {
        Value::Scalar(scalar) => format!("{}{}", if scalar.plain { "" } else { "~" }, scalar.text),
        Value::List(items) => format!("[{}]", join(items.iter().map(shown).collect())),
        Value::Map(entries) => {
            let entry = |(key, value): &(Node, Node)| format!("{}: {}", shown(key), shown(value));
            format!("{{{}}}", join(entries.iter().map(entry).collect()))
        }
    }
}

fn utf_16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn bomb(levels: usize, width: usize) -> String {
    let level = |idx: usize| {
        let aliases = vec![format!("*l{}", idx.saturating_sub(1)); width].join(", ");
        let items = if idx == 0 { "lol".to_owned() } else { aliases };
        format!("l{idx}: &l{idx} [{items}]\n")
    };
    (0..levels).map(level).collect()
}

#[rustfmt::skip]
mod trees {
    use super::*;

    #[test] fn a_map() { check_tree("a: 1\nb: [x, 'y']\n", "{a: 1, b: [x, ~y]}"); }
    #[test] fn nested() { check_tree("a:\n  - b: c\n    d:\n  - e\n", "{a: [{b: c, d: }, e]}"); }
    #[test] fn block_text() { check_tree("a: |\n  one\n  two\n", "{a: ~one\ntwo\n}"); }
    #[test] fn block_text_cut_off() { check_tree("a: |\n  one\n  two", "{a: ~one\ntwo}"); }
    #[test] fn folded_text() { check_tree("a: >-\n  one\n  two\n", "{a: ~one two}"); }
    #[test] fn escapes() { check_tree(r#"a: "\u00fc\t\\""#, "{a: ~ü\t\\}"); }
    #[test] fn tilde_and_words() { check_tree("[~, yes, 1:30, 017, 0o17, 1e3]", "[~, yes, 1:30, 017, 0o17, 1e3]"); }    // B14
    #[test] fn byte_order_mark() { check_tree("\u{feff}a: 1", "{a: 1}"); }                                             // B15
    #[test] fn carriage_returns() { check_tree("a: 1\r\nb: |\r\n  x\r\n  y\r\n", "{a: 1, b: ~x\ny\n}"); }              // B21
    #[test] fn no_final_line_break() { check_tree("a: b", "{a: b}"); }                                                 // B21
    #[test] fn tabs_within() { check_tree("a:\tb\t# c\n", "{a: b}"); }                                                 // B21
    #[test] fn document_marks() { check_tree("---\na: 1\n...\n", "{a: 1}"); }
    #[test] fn json() { check_tree(r#"{"a": [1, {"b": null}]}"#, "{~a: [1, {~b: null}]}"); }
    #[test] fn arabic() { check_tree("a: مرحبا", "{a: مرحبا}"); }                                                      // B19
    #[test] fn quoted_merge_key() { check_tree("'<<': a", "{~<<: a}"); }

    #[test] fn range_of_plain() { check_range("a: some text # c\nb: 1\n", "some text"); }
    #[test] fn range_of_quoted() { check_range("a: 'x'\nb: 1\n", "'x'"); }
    #[test] fn range_of_flow() { check_range("a: [x, y] # c\nb: 1\n", "[x, y]"); }
    #[test] fn range_of_block_list() { check_range("a:\n  - x\n  - y\n\n# c\nb: 1\n", "- x\n  - y"); }
    #[test] fn range_of_block_map() { check_range("a:\n  x: 1\n  y: 2\n\nb: 1\n", "x: 1\n  y: 2"); }
    #[test] fn range_after_byte_order_mark() { check_range("\u{feff}a: x\n", "x"); }
    #[test] fn range_of_nothing() { check_range("a:\nb: 1\n", ""); }

    #[test] fn place_first() { check_place("ab\ncd", 0, 1, 1); }
    #[test] fn place_second_line() { check_place("ab\ncd", 4, 2, 2); }
    #[test] fn place_counts_characters() { check_place("üb: 1", 3, 1, 3); }
    #[test] fn place_within_a_character() { check_place("üb: 1", 1, 1, 1); }
    #[test] fn place_beyond_the_end() { check_place("ab\n", 99, 2, 1); }
    #[test] fn place_after_carriage_return() { check_place("a\rb\r\nc", 5, 3, 1); }
}

#[rustfmt::skip]
mod faults {
    use super::*;

    #[test] fn cycle() { check("a: &a [*a]", &["Q004 1:8 `*a` refers to itself: it stands within `&a`; the anchor is here 1:4"]); }                          // B03
    #[test] fn alias() { check("a: &x 1\nb: *x", &["Q004 2:4 `*x` is an alias, and aliases are not allowed; the anchor is here 1:4"]); }
    #[test] fn anchor() { check("a: &x 1", &["Q004 1:4 `&x` is an anchor, and anchors are not allowed"]); }
    #[test] fn emphasis() { check("a: *very* good", &["Q004 1:4 `*very*` is read as an alias, and aliases are not allowed"]); }
    #[test] fn bullet() { check("a: * x", &["Q004 1:4 `*` and `&` begin aliases and anchors, which are not allowed"]); }
    #[test] fn alias_bomb() { check_code(bomb(9, 9), "Q004"); }                                                                                              // B01
    #[test] fn deep_alias_bomb() { check_code(bomb(40, 2), "Q004"); }                                                                                        // B02
    #[test] fn many_anchors() { check_code((0..200_000).map(|idx| format!("- &a{idx} x\n")).collect::<String>(), "Q004"); }                                  // B28

    #[test] fn deep_lists() { check("[".repeat(100_000), &["Q002 1:65 lists and maps stand more than 64 deep in each other"]); }                             // B04
    #[test] fn deep_maps() { check("{a: ".repeat(50_000), &["Q002 1:257 lists and maps stand more than 64 deep in each other"]); }                           // B05
    #[test] fn deep_blocks() { check_code((0..5_000).map(|idx| format!("{}a:\n", " ".repeat(idx))).collect::<String>(), "Q002"); }                           // B06
    #[test] fn deep_entries() { check_code("- ".repeat(20_000), "Q002"); }                                                                                   // B06
    #[test] fn deep_both() { check_code(format!("{}{}{}", "- ".repeat(40), "[".repeat(40), "]".repeat(40)), "Q002"); }
    #[test] fn deep_enough() { check_tree(&format!("{}{}", "[".repeat(64), "]".repeat(64)), &format!("{}{}", "[".repeat(64), "]".repeat(64))); }
    #[test] fn great_file() { check(vec![b'a'; 64 << 20], &["Q002 1:1 the file has 64 MiB; the limit is 16 MiB"]); }                                         // B07
    #[test] fn great_text() { check(format!("a: {}", "x".repeat(300 << 10)), &["Q002 1:4 this text has 300 KiB; the limit is 256 KiB"]); }                   // B07
    #[test] fn greatest_text() { check(format!("a: {}", "x".repeat(256 << 10)), &[]); }

    #[test] fn equal_keys() { check("a: 1\nb: 2\na: 3", &["Q006 3:1 `a` stands twice in one map; first here 1:1"]); }                                        // B09
    #[test] fn equal_keys_within() { check("a:\n  - {b: 1, \"b\": 2}", &["Q006 2:12 `b` stands twice in one map; first here 2:6"]); }                        // B09
    #[test] fn equal_keys_composed() { check("u\u{308}: 1\nü: 2", &["Q006 2:1 `ü` stands twice in one map; first here 1:1"]); }
    #[test] fn equal_keys_in_a_large_map() { check((0..30).map(|idx| format!("k{}: 1\n", idx % 29)).collect::<String>(), &["Q006 30:1 `k0` stands twice in one map; first here 1:1"]); }
    #[test] fn merge_key() { check("<<: {a: 1}", &["Q011 1:1 `<<` would merge another map into this one"]); }                                                // B12
    #[test] fn list_as_key() { check("? [a]\n: b", &["Q003 1:3 a list or map cannot be a key"]); }

    #[test] fn python_tag() { check("a: !!python/object/apply:os.system [x]", &["Q005 1:4 tags are not allowed: `!!python/object/apply:os.system`"]); }      // B11
    #[test] fn tag() { check("a: !evil x", &["Q005 1:4 tags are not allowed: `!evil`"]); }                                                                   // B11
    #[test] fn tag_on_a_map() { check("a: !evil\n  b: 1", &["Q005 1:4 tags are not allowed: `!evil`"]); }
    #[test] fn tag_alone() { check("a: ! x", &["Q005 1:4 tags are not allowed: `!`"]); }
    #[test] fn undeclared_tag() { check_code("a: !e!x y", "Q005"); }

    #[test] fn utf_16_le() { check(utf_16("\u{feff}a: 1", u16::to_le_bytes), &["Q001 1:1 the file is written in UTF-16 LE, not in UTF-8"]); }                // B16
    #[test] fn utf_16_be() { check(utf_16("\u{feff}a: 1", u16::to_be_bytes), &["Q001 1:1 the file is written in UTF-16 BE, not in UTF-8"]); }                // B16
    #[test] fn utf_16_le_unmarked() { check(utf_16("a: one", u16::to_le_bytes), &["Q001 1:1 the file is written in UTF-16 LE, not in UTF-8"]); }             // B16
    #[test] fn utf_16_be_unmarked() { check(utf_16("a: one", u16::to_be_bytes), &["Q001 1:1 the file is written in UTF-16 BE, not in UTF-8"]); }             // B16
    #[test] fn latin_1() { check(b"a: 1\nb: caf\xe9 x", &["Q001 2:7 the file is not UTF-8: byte 0xE9 at offset 11"]); }                                      // B16
    #[test] fn truncated_character() { check(b"a: caf\xc3", &["Q001 1:7 the file ends within a character, at offset 6: a part is missing"]); }               // B16

    #[test] fn nul() { check("a: x\0", &["Q009 1:5 there is a control character at byte 4: `\\u{0}`"]); }                                                    // B17
    #[test] fn warnings_end_nothing() { check_warnings(&format!("a: [{}]", "x\u{200b}, ".repeat(300)), MOST_FAULTS); }
    #[test] fn raw_escape() { check("\u{feff}a: \x1b[2J", &["Q009 1:4 there is a control character at byte 6: `\\u{1b}`"]); }                                // B17
    #[test] fn raw_c1() { check("# \u{9b}31m\na: 1", &["Q009 1:3 there is a control character at byte 2: `\\u{9b}`"]); }                                     // B17
    #[test] fn clipboard() { check(r#"a: "\e]52;c;x\a""#, &["Q009 1:4 there is a control character in the text: `\\u{1b}`"]); }                              // B18
    #[test] fn escaped_c1() { check(r#"a: "\x9b31m""#, &["Q009 1:4 there is a control character in the text: `\\u{9b}`"]); }                                 // B18
    #[test] fn escaped_bell() { check(r#""\a": x"#, &["Q009 1:1 there is a control character in the text: `\\u{7}`"]); }                                     // B18
    #[test] fn escaped_return() { check(r#"a: "x\ry""#, &["Q009 1:4 there is a control character in the text: `\\u{d}`"]); }                                 // B18
    #[test] fn raw_override() { check("a: x\u{202e}y", &["Q009 1:5 there is a direction character in the text: `\\u{202e}`"]); }                             // B19
    #[test] fn override_in_a_comment() { check("a: x # \u{2066}", &["Q009 1:8 there is a direction character in the text: `\\u{2066}`"]); }
    #[test] fn escaped_override() { check(r#"a: "\u202e""#, &["Q009 1:4 there is a direction character in the text: `\\u{202e}`"]); }                        // B19
    #[test] fn tag_character() { check("a: x\u{e0041}", &["Q009 1:5 there is an invisible character in the text: `\\u{e0041}`"]); }                          // B19
    #[test] fn direction_mark() { check("a: x\u{200f}", &["W009 1:5 there is a direction character in the text: `\\u{200f}`"]); }                            // B19
    #[test] fn zero_width_space() { check("a: x\u{200b}y", &["W009 1:5 there is an invisible character in the text: `\\u{200b}`"]); }                        // B19
    #[test] fn escaped_zero_width_space() { check(r#"a: "\u200b""#, &["W009 1:4 there is an invisible character in the text: `\\u{200b}`"]); }
    #[test] fn zero_width_space_in_a_comment() { check("a: x # \u{200b}", &[]); }

    #[test] fn two_documents() { check("a: 1\n---\nb: 2", &["Q007 2:1 a second document begins here; a file holds one"]); }                                  // B20
    #[test] fn empty() { check("", &["Q008 1:1 the file is empty"]); }                                                                                       // B20
    #[test] fn blank() { check(" \n\n", &["Q008 1:1 the file is empty"]); }
    #[test] fn only_comments() { check("# a\n\n  # b\n", &["Q008 1:1 the file holds nothing but comments"]); }                                               // B20
    #[test] fn only_a_mark() { check("---\n", &["Q008 1:1 the file holds no values"]); }

    #[test] fn tab_indents_a_map() { check("a:\n\tb: 1", &["Q003 2:1 a tab stands where only spaces may indent"]); }                                         // B21
    #[test] fn tab_indents_a_list() { check("a:\n  - b\n\t- c", &["Q003 3:1 a tab stands where only spaces may indent"]); }                                  // B21
    #[test] fn tab_after_spaces() { check("a:\n  b: 1\n  \tc: 2", &["Q003 3:3 a tab stands where only spaces may indent"]); }                                // B21
    #[test] fn long_line() { check(format!("a: [{}]", "x, ".repeat(300_000)), &[]); }                                                                        // B21
    #[test] fn fault_in_a_long_line() { check(format!("a: [{}!y z]", "x, ".repeat(300_000)), &["Q005 1:900005 tags are not allowed: `!y`"]); }               // B21

    #[test] fn open_bracket() { check("a: [x, y", &["Q003 1:4 `[` is opened and never closed"]); }
    #[test] fn wrong_bracket() { check("a: [x, y}", &["Q003 1:4 `[` is closed by `}`"]); }
    #[test] fn open_quote() { check("a: \"x\nb: 1\n", &["Q003 2:1 a text in quotes goes on here without indentation"]); }
    #[test] fn open_quote_at_the_end() { check("a: 'x", &["Q003 1:4 a quotation mark is opened and never closed"]); }
    #[test] fn colon_in_a_text() { check("a: one: two", &["Q003 1:7 a `:` stands where no key is expected"]); }
    #[test] fn after_the_quote() { check("a: 'x' y", &["Q003 1:8 something follows the closing quotation mark"]); }
    #[test] fn at_sign() { check("a: @x", &["Q003 1:4 a text without quotes cannot begin with `@`"]); }
    #[test] fn unknown_escape() { check(r#"a: "C:\dir""#, &["Q003 1:4 there is no such escape"]); }
    #[test] fn forgotten_colon() { check("a: 1\nb\nc: 2", &["Q003 2:1 a key lacks its `:`"]); }
    #[test] fn after_the_bracket() { check("a: [x] y", &["Q003 1:8 this does not belong to what stands before it"]); }
    #[test] fn wrong_indentation() { check("a:\n    b: 1\n  c: 2", &["Q003 3:3 this does not belong to what stands before it"]); }
}

/// Every value counts, so a million keys pass the limit (B28); small numbers show it as well.
#[test]
fn too_many_values() {
    let limits = Limits { nodes: 100, ..Limits::default() };
    let text: String = (0..100).map(|idx| format!("k{idx}: 1\n")).collect();
    let (_, node, diagnostics) = read("case.yaml", text.as_bytes(), &limits);
    assert_eq!(node, None);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].message, "the file holds more than 100 values");
}

/// A prefix of a file may be wrong; reading it never fails otherwise.
#[test]
fn every_prefix_is_answered() {
    let text = "# ü\na: [x, {b: 'c'}]\nd:\n  - |\n    text\n  - \"\\u00fc\\\\\"\n  - ? e\n    : *f\n--- !g\nh: &i j\n";
    for end in 0..=text.len() {
        let (source, _, diagnostics) = read("case.yaml", &text.as_bytes()[..end], &Limits::default());
        diagnostic::render(&source, &diagnostics, true);
        diagnostic::json(&source, &diagnostics);
    }
}

/// Whatever is read without error, another reader reads as the same tree.
#[test]
fn mutants_are_read_as_others_read_them() {
    const SEEDS: [&str; 3] = [
        "# ü\na: [x, {b: 'c'}]\nd:\n  - |\n    text\n  - \"\\u00fc\\\\\"\n  - >-\n    e\n\n    f\n",
        "areas:\n- id: one\n  ask: How often?\n  choices: [never, often]\n  more:\n    weight: 2\n",
        "---\n? a\n: - b\n  - - c\n    - d: ~\n      e:\n'f': it''s # g\n...\n",
    ];
    // No `?`: the other reader takes `?b` for a key, as YAML did before 1.2.
    const PIECES: [&str; 23] = [
        ":", " ", "\n", "  ", "- ", "'", "\"", "#", "[", "]", "{", "}", ",", "|", ">", "&", "*", "!", "\t",
        "\\", "---", "é", "\r\n",
    ];
    let mut state: u64 = 0x9e37_79b9_7f4a_7c15;
    let mut random = |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state >> 33).unwrap() % below
    };
    for _ in 0..MUTANTS {
        let mut text: Vec<char> = SEEDS[random(SEEDS.len())].chars().collect();
        for _ in 0..=random(3) {
            let start = random(text.len() + 1);
            let end = (start + random(3)).min(text.len());
            text.splice(start..end, PIECES[random(PIECES.len())].chars());
        }
        let text: String = text.into_iter().collect();
        let (_, node, diagnostics) = read("case.yaml", text.as_bytes(), &Limits::default());
        if diagnostics.iter().any(Diagnostic::is_error) {
            continue;
        }
        // The other reader knows an older YAML and refuses some of what we read.
        if let Ok(other) = serde_yaml::from_str::<serde_yaml::Value>(&text) {
            let node = node.unwrap();
            assert!(is_same(&node, &other), "{text:?}\n{}\n{other:?}", shown(&node));
        }
    }
}

fn is_same(node: &Node, other: &serde_yaml::Value) -> bool {
    match (&node.value, other) {
        (Value::List(items), serde_yaml::Value::Sequence(others)) => {
            items.len() == others.len() && items.iter().zip(others).all(|(item, other)| is_same(item, other))
        }
        (Value::Map(entries), serde_yaml::Value::Mapping(others)) => {
            let is_same_entry = |((key, value), (other_key, other)): (&(Node, Node), _)| {
                is_same(key, other_key) && is_same(value, other)
            };
            entries.len() == others.len() && entries.iter().zip(others).all(is_same_entry)
        }
        (Value::Scalar(scalar), serde_yaml::Value::String(other)) => scalar.text == *other,
        (Value::Scalar(scalar), serde_yaml::Value::Null) => scalar.is_null(),
        (Value::Scalar(scalar), serde_yaml::Value::Bool(other)) => scalar.truth() == Some(*other),
        (Value::Scalar(scalar), serde_yaml::Value::Number(other)) => scalar.number() == other.as_f64(),
        (Value::Scalar(_) | Value::List(_) | Value::Map(_), _) => false,
    }
}
