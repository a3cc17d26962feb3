def edit(p,*pairs):
    s=open(p).read()
    for a,b in pairs:
        assert a in s,(p,a); s=s.replace(a,b,1)
    open(p,'w').write(s)
edit('docs/reports.md',("A leak has the same number in `show`, in the report and for `--what-if`;","A leak has one number in the ranking of `show` and of the report, and `--what-if` takes it;"))
edit('README.md',
('''<img src="docs/images/page-one.png" width="420" alt="Page one of a report: a verdict in one sentence, a bucket with nine holes, nine bars, and the three leaks to plug first">
''','''<a href="docs/images/page-one.png"><img src="docs/images/page-one.png" width="270" alt="Page one of a report: a verdict in one sentence, a bucket with nine holes, nine bars, and the three leaks to plug first"></a>
<a href="docs/images/area-page.png"><img src="docs/images/area-page.png" width="270" alt="The page of one area: its score and range, each answer with its points, leaks, practices that are missing, what to ask the sellers, a first step"></a>
<a href="docs/images/web-page.png"><img src="docs/images/web-page.png" width="270" alt="The same report as a web page"></a>

Page one, the page of an area, and the same report as a web page.
'''),
('''## Commands
''','''## The report

One result, in the form that its reader needs. The ending of the name says which:

```sh
leaky-bucket report @last                     # a PDF, beside you
leaky-bucket report @last -o result.html      # a web page in one file
leaky-bucket report @last -o result.xlsx      # a workbook: scores, leaks, answers, and why
leaky-bucket report @last --format text       # read it here; md, json and csv as well
leaky-bucket report @last --brief --brand us.yaml    # what a meeting needs, with your logo
leaky-bucket export --all --format csv-wide   # every assessment a row; or xlsx, yaml, json
leaky-bucket show @last --what-if 1,2         # the score if the first two leaks were plugged
```

In place of `@last` take `tests/answers/mixed.yaml` to try each before you have answered. The PDF is tagged for screen
readers, keeps its order in grey, and opens every score into points that add up. Names in Greek, Polish or Russian are
shown as they are, those in Chinese, Japanese, Arabic or Hebrew with a font of the machine.

- [The report](docs/reports.md): which form is for whom, what stands where, how the numbers are made
- [Answers and scores for other programs](docs/exports.md): every column, anonymous exports, spreadsheets without formulas
- [Your own brand](docs/brand.md): logo, colours, footer

## Commands
'''),
('''| `leaky-bucket show ID\\|FILE\\|-` | a result as text; `--json`, `--area ID`, `--answers`, `--why` |
| `leaky-bucket report ID\\|FILE\\|- -o out.pdf` | the PDF; `--brief`, `--paper letter`, `--no-notes`, `--brand FILE` with [your own brand](docs/brand.md) |
''','''| `leaky-bucket show ID\\|FILE\\|-` | a result as text; `--json`, `--area ID`, `--answers`, `--why`, `--what-if LEAK,..` |
| `leaky-bucket report ID\\|FILE\\|- -o FILE` | a [report](docs/reports.md): PDF, web page, Markdown, text, JSON, CSV, XLSX; `--brief`, `--weak`, `--all`, `--cover`, `--brand FILE` |
| `leaky-bucket export ID\\|FILE\\|-… -o FILE` | [answers and scores](docs/exports.md) of one or `--all`; `--anonymous` |
'''))
edit('docs/exports.md',('''    leaky-bucket export @last --format xlsx                 # NAME.xlsx, beside you
    leaky-bucket export --all --format csv-wide -o all.csv  # an assessment a row
''','''    leaky-bucket export @last -o result.xlsx                # the ending says the format
    leaky-bucket export --all --format csv-wide -o all.csv  # or --format does: an assessment a row
'''),('''`-o DIR/` gives each assessment''','''Without `--format` the ending of `-o FILE` says it: `.csv`, `.xlsx`, `.yaml`, `.json`, `.lbr`; else it is `csv`. Without `-o`
a workbook and a saved file go beside you under the assessment's name, everything else is printed.
`-o DIR/` gives each assessment'''))
edit('docs/language.md',('''`show --what-if ID,..` answers that for leaks, and for practices, which plug every leak that names them.''','''`show --what-if LEAK,..` answers that for leaks, by their ids or their numbers in the ranking, and for practices, by their
ids, which plug every leak that names them.'''))
edit('CHANGELOG.md',('''- The PDF: a first page that stands alone, ranked leaks with practices and assignments, a page for each area, a plan to
  fill in, the method, every answer. Tagged for screen readers, with text that can be searched, the same bytes every time.
- The commands `take`, `list`, `show`, `report`, `import` and `questionnaire check | list | show | schema`.
- Plain answers files in YAML or JSON wherever an assessment can be named.
''','''- The PDF: a first page that stands alone, ranked leaks with practices and assignments, a page for each weak area, a plan
  to fill in, the method, every answer. Tagged for screen readers, with text that can be searched, the same bytes every
  time.
- The commands `take`, `list`, `show`, `report`, `export`, `import` and `questionnaire check | list | show | schema`.
- Plain answers files in YAML or JSON wherever an assessment can be named.

The report a manager keeps:

- `report --format html`, `md`, `text`: the same report as a web page in one file, as Markdown, as plain text. The ending of
  `-o FILE` says the form where `--format` is left out ([docs/reports.md](docs/reports.md)).
- `export`, and `report --format csv` and `xlsx`: answers and scores as tables, as a workbook with charts, as files that
  `import` takes in again; `--anonymous`; no cell is ever a formula ([docs/exports.md](docs/exports.md)).
- `--brand FILE`: your own logo (PNG or SVG), colours, footer and a line of confidentiality. Colours that could not be read
  are mended, and you are told ([docs/brand.md](docs/brand.md)).
- What if: `show --what-if` tells the score with chosen leaks plugged, by their numbers or ids; the report, `show` and
  JSON give a short way to the next band.
- The report is shorter, 19 pages where it was 23 for the mixed sample team: each weak area has a page that compares with
  the others, leaks have a map, an appendix opens every score into points that add up. `--weak`, `--all`, `--cover`.
- A dot for each question under its area's bar, every question at a glance, legends where one is needed; `--chart radar`.
- Chinese, Japanese, Korean, Arabic, Hebrew and other scripts are shown with a font of the machine or from `--font-dir`,
  which can also bring a family of your own; `--no-system-fonts` gives the same file on every machine.
- Whatever is written in any field, the report is a sound PDF that holds it.
- `list` stands in straight columns beside names in Chinese or Japanese.
'''))
edit('ARCHITECTURE.md',
('from findings a **report**, from the report **pages** of drawing marks, and from pages a PDF. Everything','from findings a **report**, from the report **pages** of drawing marks, and from pages a PDF; other forms are made from the\nreport itself. Everything'),
('--lay_out--> Pages --> PDF, SVG\n','--lay_out--> Pages --> PDF, SVG\n'),
('''| `report` | what is said: sections of headings, texts, tables, cards and figures. No font, no millimetre |
''','''| `report` | what is said: sections of headings, texts, tables, cards and figures. No font, no millimetre |
| `report::figure` | what a figure shows, as numbers and words; every form draws or tells it from here |
| `report::individual` | the report on one assessment, a module for each part of it |
'''),
('''| `page` | where it stands: text shaped once, lines and pages broken, charts as marks in a local box; the palette that gives inks their colours |
| `export` | what leaves the program: PDF, SVG, web page, Markdown, plain text, tables (CSV, XLSX), plain answers files, JSON in versioned forms. The web page, Markdown and plain text are made from the report, not from pages |
''','''| `page` | where it stands: lines and pages broken, marks in points |
| `page::typesetter` | text shaped once: which font shows which sign, which way it is read, where a line ends |
| `page::layout` | blocks become pieces, pieces become pages: kept together, repeated heads, a cover |
| `page::chart` | a figure's numbers to marks in a local box; the pages and the web page draw the same marks |
| `page::palette`, `page::logo` | the colours that inks have, mended until they can be read; a logo as outlines or pixels |
| `export` | what leaves the program: PDF, SVG, web page, Markdown, plain text, tables, plain answers files, JSON in versioned forms |
| `export::records` | answers and scores as rows and columns, once; `csv` and `xlsx` write them, and know no score |
'''),
('''| `cli` | arguments in, exit code out; the only place that knows the store's folder, the clock and the environment |
''','''| `cli` | arguments in, exit code out; the only place that knows the store's folder, the clock and the environment |
| `cli::fonts` | fonts of a folder and of the machine: found when the first sign needs one, and preferred by name |
'''),
('''| a screen | `tui/screen/x.rs`''','''| a form of the report | `export/x.rs` over `report::Report`, a variant of `cli::args::Format` and its ending | the matches on `Block` and `Drawing`; `tests/it/twins.rs` |
| a part of the report | `report/individual/x.rs`, a row in `docs/reports.md` | the golden texts in `tests/golden/twins` |
| a column of the tables | `export/records/columns.rs` | the tables in `docs/exports.md` are compared with it |
| a screen | `tui/screen/x.rs`'''),
('''- **`summary` stands beside `report`.**''','''- **The web page is made from the report, not from pages.** A browser breaks its own lines, and a reader's own size and
  device decide; what a page has placed could only be shown as a picture of it. So the report's words are the common
  source, and `tests/it/twins.rs` holds the forms together. Only the charts' marks are shared with the pages, as SVG.
- **Fonts of other scripts come from the machine.** Chinese, Japanese and Korean alone would add some twenty megabytes to
  the program, for names that few reports hold. The price is said openly: a report with such names is the same bytes where
  the fonts are the same, and `--no-system-fonts` is for those who need it everywhere. `page` only sees fonts as data; who
  finds them is `cli::fonts`.
- **Fonts of cubic outlines go into the PDF as whole OpenType files.** printpdf puts in the bare outlines (CFF); then some
  readers take every sign for equally wide. With its tables around it the font has its widths and still passes PDF/A-2a.
- **Spreadsheets get values alone.** Every number was worked out by the program and every text is a string, so that no
  workbook or CSV can run anything, and the bytes are equal.
- **`summary` stands beside `report`.**'''))
