//! What may lean on what: every layer uses those below it, never one above it, nor its neighbour.
//!
//! When this test stands in the way, the plan is wrong or the code is: change one, openly.

use std::fs;
use std::path::{Path, PathBuf};

/// The layers, lowest first; the modules of one layer do not know each other.
const LAYERS: [&[&str]; 11] = [
    // Ground: knows nothing about questionnaires.
    &["text", "clock", "language"],
    &["source", "diagnostic", "words"],
    // The definition.
    &["questionnaire"],
    // A person answering.
    &["assessment"],
    // From answers to numbers, and from numbers to what they say.
    &["scoring"],
    &["findings"],
    // From the results of several assessments to what has changed, and to the scores of a group.
    &["comparison", "benchmark"],
    // What is said, then where it stands on a page.
    &["report", "summary"],
    &["page"],
    // The rim, outward and inward.
    &["export", "store", "answers_file", "brand"],
    &["tui", "plain", "cli"],
];

/// Neighbours that may know each other, and why.
const MAY: [(&str, &str); 4] = [
    // A diagnostic shows lines of a source, and reading a source makes diagnostics.
    ("source", "diagnostic"),
    ("diagnostic", "source"),
    // The commands start the screens and the line by line form.
    ("cli", "tui"),
    ("cli", "plain"),
];

fn layer(module: &str) -> Option<usize> {
    LAYERS.iter().position(|layer| layer.contains(&module))
}

fn may_use(module: &str, other: &str) -> bool {
    module == other || MAY.contains(&(module, other)) || layer(other) < layer(module)
}

/// Every Rust file below a folder, in order.
pub(crate) fn files(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    let within = |path: PathBuf| if path.is_dir() { files(&path) } else { vec![path] };
    let found = paths.into_iter().flat_map(within);
    found.filter(|path| path.extension().is_some_and(|ending| ending == "rs")).collect()
}

/// The module of the crate that a file belongs to: `tui` for src/tui.rs and src/tui/screen/home.rs.
fn module(path: &Path) -> String {
    let inside = path.strip_prefix("src").unwrap();
    let first = inside.components().next().unwrap().as_os_str().to_string_lossy().into_owned();
    first.trim_end_matches(".rs").to_owned()
}

/// The modules that a text names after `crate::` or, in the program, after `leaky_bucket::`.
fn named(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().flat_map(|(idx, line)| {
        let code = line.split("//").next().unwrap_or_default();
        let names = code.split("crate::").skip(1).chain(code.split("leaky_bucket::").skip(1));
        names.map(move |rest| {
            let end = rest.find(|c: char| c != '_' && !c.is_ascii_alphanumeric()).unwrap_or(rest.len());
            (idx + 1, rest.get(..end).unwrap_or_default())
        })
    })
}

#[test]
fn no_layer_leans_on_one_above_it() {
    let mut wrong = Vec::new();
    for path in files(Path::new("src")) {
        let module = module(&path);
        if module == "lib" || module == "main" {
            continue;
        }
        let shown = path.display();
        if layer(&module).is_none() {
            wrong.push(format!("{shown} stands in no layer"));
        }
        for (line, other) in named(&fs::read_to_string(&path).unwrap()) {
            if layer(other).is_none() {
                wrong.push(format!("{shown}:{line} names `{other}`, which stands in no layer"));
            } else if !may_use(&module, other) {
                wrong.push(format!("{shown}:{line}: `{module}` may not use `{other}`"));
            }
        }
    }
    wrong.dedup();
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

#[test]
fn every_module_named_here_is_there() {
    for module in LAYERS.concat() {
        let file = Path::new("src").join(format!("{module}.rs"));
        assert!(file.is_file(), "{module} is named in a layer and is not there");
    }
}

/// What is pure stays pure: no file, clock, environment or output below the rim.
#[test]
fn below_the_rim_nothing_touches_the_world() {
    const WORLD: [&str; 10] = [
        "std::fs",
        "fs::",
        "std::env",
        "env::var",
        "std::net",
        "std::process",
        "process::",
        "SystemTime",
        "Instant::now",
        "println!",
    ];
    let rim = layer("export").unwrap();
    let mut wrong = Vec::new();
    for path in files(Path::new("src")) {
        let module = module(&path);
        // `clock` is the one place that reads the time.
        if module == "clock" || layer(&module).is_none_or(|layer| rim <= layer) {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let code = text.split("#[cfg(test)]").next().unwrap_or_default();
        let found = WORLD.iter().filter(|word| code.contains(**word));
        wrong.extend(found.map(|word| format!("{} uses `{word}`", path.display())));
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}
