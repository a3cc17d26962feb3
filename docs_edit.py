import re
p='src/cli/args.rs'; s=open(p).read()
s=s.replace('''/// The heading of the options that every command takes.
const EVERYWHERE: &str = "With every command";
''','''const REPORT_EXAMPLES: &str = "Examples:
  leaky-bucket report @last                          a PDF of the last assessment, beside you
  leaky-bucket report @last -o result.html           a web page in one file
  leaky-bucket report @last --brief --brand us.yaml  six pages with your own logo
  leaky-bucket report @last --format text | less     to be read here";

const EXPORT_EXAMPLES: &str = "Examples:
  leaky-bucket export @last -o result.xlsx           a workbook for Excel or LibreOffice
  leaky-bucket export --all --format csv-wide        an assessment a row, for statistics
  leaky-bucket export --all --anonymous -o to-share/ --format yaml";

const SHOW_EXAMPLES: &str = "Examples:
  leaky-bucket show @last --why                      every score opened into its points
  leaky-bucket show @last --what-if 1,2              the score if the first two leaks were plugged";

/// The heading of the options that every command takes.
const EVERYWHERE: &str = "With every command";

/// The headings of the options of `report`.
const HOLDS: &str = "What it holds";
const LOOKS: &str = "How it looks";
''')
s=s.replace('''#[derive(Debug, Args)]
pub(super) struct Show {''','''#[derive(Debug, Args)]
#[command(after_help = SHOW_EXAMPLES)]
pub(super) struct Show {''')
s=s.replace('''    /// The score if these leaks were plugged, by their ids or those of practices; add --json to see every id
    #[arg(long, value_name = "ID,..",''','''    /// The score if these leaks were plugged: their numbers, their ids or those of practices, as --json shows
    #[arg(long, value_name = "LEAK,..",''')
s=s.replace('''#[derive(Debug, Args)]
pub(super) struct Report {''','''#[derive(Debug, Args)]
#[command(after_help = REPORT_EXAMPLES)]
pub(super) struct Report {''')
s=s.replace('''    /// What is written: pages, a web page, Markdown, plain text, the scores for programs, or tables
    #[arg(long, value_enum, default_value_t = Format::Pdf)]
    pub format: Format,
''','''    /// What is written: pages, a web page, Markdown, plain text, the scores for programs, or tables. When
    /// left out, the ending of -o says it; else pdf
    #[arg(long, value_enum)]
    pub format: Option<Format>,
''')
i=s.index('pub(super) struct Report {'); j=s.index('pub(super) enum Format',i); r=s[i:j]
for names,h in ((('brief','weak','all','cover','no_notes','chart'),'HOLDS'),(('paper','brand','font_dir','no_system_fonts'),'LOOKS')):
    for n in names:
        r=re.sub(r'#\[arg\(long((?:, [^\n]*)?)\)\]\n    pub %s:'%n, lambda m:'#[arg(long, help_heading = %s%s)]\n    pub %s:'%(h,m.group(1),n), r)
# notes and the wheel stand with what it holds, before the looks
def take(n):
    global r
    m=re.search(r'    ///(?:(?!\n\n).)*\n    pub %s: [^\n]*\n\n'%n, r, re.S)
    m=[x for x in re.finditer(r'(?:    ///[^\n]*\n)+    #\[arg[^\n]*\n    pub %s: [^\n]*\n\n'%n, r)][0]
    r=r[:m.start()]+r[m.end():]; return m.group(0)
notes,chart,force,quest=take('no_notes'),take('chart'),take('force'),None
k=r.index("    /// The paper's size"); r=r[:k]+notes+chart+r[k:]
k=r.index("    /// Page one, the leaks"); r=r[:k]+force+r[k:]
s=s[:i]+r+s[j:]
s=s.replace('''#[derive(Debug, Args)]
pub(super) struct Export {''','''#[derive(Debug, Args)]
#[command(after_help = EXPORT_EXAMPLES)]
pub(super) struct Export {''')
s=s.replace('''    /// What is written
    #[arg(long, value_enum, default_value_t = ExportFormat::Csv)]
    pub format: ExportFormat,
''','''    /// What is written. When left out, the ending of -o says it; else csv
    #[arg(long, value_enum)]
    pub format: Option<ExportFormat>,
''')
open(p,'w').write(s)

p='src/cli/report.rs'; s=open(p).read()
s=s.replace('''    let bytes = match report.format {''','''    let format = format(report);
    let bytes = match format {''')
s=s.replace('match (file_asked_for(report), report.format, &report.output)','match (file_asked_for(report), format, &report.output)')
s=s.replace('''fn options(report: &Report) -> Options {''','''/// Nobody who names `result.html` wants pages in it; any other name is given a PDF.
fn format(report: &Report) -> Format {
    let told = || Format::of_ending(&ending(file_asked_for(report)?)?);
    report.format.or_else(told).unwrap_or(Format::Pdf)
}

/// How a file's name ends, in small letters, without the dot.
pub(super) fn ending(path: &Path) -> Option<String> {
    path.extension().map(|ending| ending.to_string_lossy().to_lowercase())
}

fn options(report: &Report) -> Options {''',1)
open(p,'w').write(s)
p='src/cli/args.rs'; s=open(p).read()
s=s.replace('''#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {''','''impl Format {
    /// What a file whose name ends like this is taken for; the ending is in small letters.
    pub fn of_ending(ending: &str) -> Option<Format> {
        match ending {
            "pdf" => Some(Format::Pdf),
            "html" | "htm" => Some(Format::Html),
            "md" | "markdown" => Some(Format::Md),
            "txt" => Some(Format::Text),
            "json" => Some(Format::Json),
            "csv" => Some(Format::Csv),
            "xlsx" => Some(Format::Xlsx),
            _ => None,
        }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Paper {''')
s=s.replace('''    /// The saved file as it is
    Lbr,
}
''','''    /// The saved file as it is
    Lbr,
}

impl ExportFormat {
    /// What a file whose name ends like this is taken for; the ending is in small letters.
    pub fn of_ending(ending: &str) -> Option<ExportFormat> {
        match ending {
            "csv" => Some(ExportFormat::Csv),
            "xlsx" => Some(ExportFormat::Xlsx),
            "yaml" | "yml" => Some(ExportFormat::Yaml),
            "json" => Some(ExportFormat::Json),
            "lbr" => Some(ExportFormat::Lbr),
            _ => None,
        }
    }
}
''')
open(p,'w').write(s)
p='src/cli/export.rs'; s=open(p).read()
s=re.sub(r'\bexport\.format\b','format(export)',s)
s=s.replace('use super::report::{created, is_there,','use super::report::{created, ending, is_there,')
s=s.replace('''        match (&export.output, format(export)) {''','''        match (&export.output, format(export)) {''')
s=s.replace('''            (Some(path), _) => match path.is_dir() || is_named_as_folder(path) {
                true''','''            (Some(path), _) => match is_folder(path) {
                true''')
s=s.replace('''/// Whether a path ends as the name of a folder does: `exports/`.
fn is_named_as_folder(path: &Path) -> bool {
    path.as_os_str()''','''/// What was asked for, else what the name of the file says.
fn format(export: &Export) -> ExportFormat {
    let file = export.output.as_deref().filter(|path| !is_folder(path));
    let told = || ExportFormat::of_ending(&ending(file?)?);
    export.format.or_else(told).unwrap_or(ExportFormat::Csv)
}

/// Whether a path is a folder, or ends as the name of one does: `exports/`.
fn is_folder(path: &Path) -> bool {
    let is_named_as_one = path.as_os_str()''')
s=s.replace('''.is_some_and(|last| std::path::is_separator(char::from(*last)))
}''','''.is_some_and(|last| std::path::is_separator(char::from(*last)));
    is_named_as_one || path.is_dir()
}''')
s=s.replace('    let ending = match format(export) {','    let ending = match format(export) {')
open(p,'w').write(s)

p='src/cli/show.rs'; s=open(p).read()
s=s.replace('''/// The leaks that ids name, each its own or through a practice.''','''/// The leaks that ids name, each its own or through a practice; the number that people see beside a leak
/// will do as well.''')
s=s.replace('''        match leaks_of(questionnaire, findings, id) {''','''        let by_number = || {
            let place = id.parse::<usize>().ok()?.checked_sub(1)?;
            (place < findings.leaks.len()).then(|| vec![place])
        };
        match leaks_of(questionnaire, findings, id).or_else(by_number) {''')
s=s.replace('''    let leaks = findings.leaks.iter().map(|leak| leak.id.as_str());
    let practices''','''    if id.parse::<usize>().is_ok() && !findings.leaks.is_empty() {
        let last = findings.leaks.len();
        return format!("there is no leak number {id}: they are numbered 1 to {last}, the gravest first");
    }
    let leaks = findings.leaks.iter().map(|leak| leak.id.as_str());
    let practices''')
open(p,'w').write(s)

p='src/cli/list.rs'; s=open(p).read()
s=s.replace('''use serde_json::{Value, json};
''','''use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;
''')
s=s.replace('rows.iter().map(|row| row.name.chars().count())','rows.iter().map(|row| visible(&row.name).width())')
s=s.replace('widest.saturating_sub(self.name.chars().count())','widest.saturating_sub(name.width())')
open(p,'w').write(s)
