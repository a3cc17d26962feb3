//! Reports that bear somebody's own brand: its colours, logo and lines reach the pages and the PDF, and
//! what is wrong with a brand is said at once.

use std::ffi::OsStr;
use std::fs;
use std::path::{Path, PathBuf};

use leaky_bucket::brand::{Brand, BrandFile};
use leaky_bucket::export::svg;
use leaky_bucket::page::logo::Picture;
use leaky_bucket::page::style::Paper;
use leaky_bucket::page::tag::Tag;
use leaky_bucket::page::{Mark, Pages, Shape, Target};
use leaky_bucket::report::Cover;
use leaky_bucket::report::individual::Options;
use lopdf::{Document, Object};

use super::pages::{branded_pages, check, golden};
use super::pdf::Pdf;
use super::program::{Desk, Said, sample};

fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/brands").join(name)
}

fn brand(name: &str) -> Brand {
    let read = BrandFile::read(name, &fs::read(file(name)).unwrap());
    let logo = read.logo().map(|logo| Ok(fs::read(file(logo)).unwrap()));
    let (_, brand, found) = read.brand(logo);
    assert!(found.is_empty(), "{found:?}");
    brand.unwrap()
}

const BRANDS: [&str; 2] = ["tern.yaml", "tern-png.yaml"];

#[test]
fn nothing_is_cut_and_nothing_overlaps() {
    for name in BRANDS {
        for paper in [Paper::A4, Paper::Letter] {
            check("weak", &brand(name), paper, Options::default());
        }
    }
}

#[test]
fn a_golden_page() {
    let pages = branded_pages("mixed", &brand("tern.yaml"), Paper::A4, Options::default());
    golden().bind(|| insta::assert_snapshot!("mixed_branded.svg", svg::page(&pages, 0).unwrap()));
}

/// The texts of a page that belong to the text, or those that are decoration.
fn texts(pages: &Pages, page: usize, told: bool) -> Vec<String> {
    let runs = pages.pages[page].marks.iter().filter_map(|mark| match &mark.shape {
        Shape::Text(run) if mark.node.is_some() == told => Some(run.text().to_owned()),
        Shape::Text(_) | Shape::Fill { .. } | Shape::Stroke { .. } | Shape::Missing(_) | Shape::Image(_) => {
            None
        }
    });
    runs.collect()
}

#[test]
fn the_lines_stand_on_every_page_and_are_read_aloud_once() {
    let brand = brand("tern.yaml");
    let pages = branded_pages("mixed", &brand, Paper::A4, Options::default());
    for page in 0..pages.pages.len() {
        let (foot, told) = (texts(&pages, page, false), texts(&pages, page, true));
        assert!(foot.contains(&brand.confidentiality), "page {page}: {foot:?}");
        assert_eq!(told.contains(&brand.confidentiality), page == 0);
        for line in [&brand.footer, &brand.website] {
            assert_eq!((foot.contains(line), told.contains(line)), (page != 0, page == 0), "page {page}");
        }
    }
}

/// Where links leave the document: the page, the address, and the words they lie on.
fn websites(pages: &Pages) -> Vec<(usize, String, Vec<String>)> {
    let mut found = Vec::new();
    for (number, page) in pages.pages.iter().enumerate() {
        for link in &page.links {
            let Target::Website(address) = &link.to else { continue };
            assert_eq!(pages.nodes[link.node.0].tag, Tag::Link);
            let mut words = Vec::new();
            for mark in page.marks.iter().filter(|mark| mark.node == Some(link.node)) {
                let (words_at, link_at) = (mark.bounds(), link.rect);
                assert!(link_at.x - 0.1 <= words_at.x && words_at.right() <= link_at.right() + 0.1);
                assert!(link_at.y - 0.1 <= words_at.y && words_at.bottom() <= link_at.bottom() + 0.1);
                if let Shape::Text(run) = &mark.shape {
                    words.push(run.text().to_owned());
                }
            }
            found.push((number, address.clone(), words));
        }
    }
    found
}

#[track_caller]
fn check_website(website: &str, address: Option<&str>) {
    let brand = Brand { website: website.to_owned(), ..brand("tern.yaml") };
    for cover in [Cover::None, Cover::Page] {
        let pages = branded_pages("mixed", &brand, Paper::A4, Options { cover, ..Options::default() });
        let want = address.map(|address| (0, address.to_owned(), vec![website.to_owned()]));
        assert_eq!(websites(&pages), Vec::from_iter(want), "{cover:?}");
    }
}

#[test]
fn the_website_is_a_link_where_it_is_read_aloud() {
    check_website("www.tern.example", Some("https://www.tern.example"));
    check_website("http://tern.example/team", Some("http://tern.example/team"));
}

/// B60: no link leads where nobody has read that it would.
#[test]
fn what_is_no_address_or_not_seen_whole_is_no_link() {
    check_website("javascript:app.alert(1)", None);
    check_website("file:///etc/passwd", None);
    check_website("ask at tern.example", None);
    check_website(") /S /Launch (tern.example", None);
    check_website(&format!("tern.example/{}", "team/".repeat(60)), None);
}

#[test]
fn the_link_is_sound_in_the_pdf() {
    for name in BRANDS {
        let bytes = pdf(name);
        Pdf::read(&bytes).unwrap();
        let document = Document::load_mem(&bytes).unwrap();
        let of_link = |object: &Object| {
            let action = object.as_dict().ok()?.get(b"A").ok()?.as_dict().ok()?;
            Some(String::from_utf8(action.get(b"URI").ok()?.as_str().ok()?.to_vec()).unwrap())
        };
        let addresses: Vec<String> = document.objects.values().filter_map(of_link).collect();
        assert_eq!(addresses, ["https://www.tern.example"]);
    }
}

#[test]
fn the_logo_stands_on_page_one_and_says_what_it_is() {
    for name in BRANDS {
        let pages = branded_pages("mixed", &brand(name), Paper::A4, Options::default());
        let is_logo = |tag: &Tag| matches!(tag, Tag::Figure { alt } if alt == "Logo of Tern Advisory");
        let logos: Vec<usize> =
            (0..pages.nodes.len()).filter(|node| is_logo(&pages.nodes[*node].tag)).collect();
        let &[logo] = logos.as_slice() else { panic!("{logos:?}") };
        assert_eq!(logo, 0, "it is read first");
        let belongs = |mark: &&Mark| mark.node.is_some_and(|node| node.0 == logo);
        let bounds: Vec<_> = pages.pages[0].marks.iter().filter(belongs).map(Mark::bounds).collect();
        assert!(!bounds.is_empty());
        for bounds in bounds {
            let (left, right) = (pages.paper.width() - 54.0 - 140.1, pages.paper.width() - 53.9);
            assert!(left <= bounds.x && bounds.right() <= right, "{bounds:?}");
            assert!(53.9 <= bounds.y && bounds.bottom() <= 54.0 + 36.1, "{bounds:?}");
        }
        assert!(!pages.pages[1..].iter().flat_map(|page| &page.marks).any(|mark| belongs(&mark)));
    }
}

#[test]
fn the_cover_bears_the_logo_and_the_lines() {
    let options = Options { cover: Cover::Page, ..Options::default() };
    for name in BRANDS {
        let brand = brand(name);
        let pages = branded_pages("mixed", &brand, Paper::A4, options);
        let told = texts(&pages, 0, true);
        for line in [&brand.confidentiality, &brand.footer, &brand.website] {
            assert!(told.contains(line), "{told:?}");
        }
        let first = pages.pages[0].marks.first().map(Mark::bounds).unwrap();
        assert!(first.y < 54.0 + 73.0 && first.right() < 54.0 + 221.0, "{first:?}");
        let node = pages.pages[0].marks[0].node.unwrap();
        assert_eq!(pages.nodes[node.0].tag, Tag::Figure { alt: "Logo of Tern Advisory".to_owned() });
    }
}

#[test]
fn a_web_page_bears_the_logo_in_its_own_colours_and_leads_to_the_website() {
    for (name, holds) in [("tern.yaml", "fill=\"#"), ("tern-png.yaml", "href=\"data:image/png;base64,")] {
        let desk = Desk::new();
        let (answers, brand) = (sample("mixed.yaml"), file(name));
        let words = ["report".as_ref(), answers.as_os_str(), "--brand".as_ref(), brand.as_os_str()];
        let rest = ["--format", "html", "-o", "out.html"].map(OsStr::new);
        desk.call(words.into_iter().chain(rest)).said().code(0).lacks("warning");
        let page = fs::read_to_string(desk.path("out.html")).unwrap();
        let (_, logo) = page.split_once("<svg class=\"logo\"").unwrap();
        let (logo, _) = logo.split_once("</svg>").unwrap();
        assert!(logo.contains("aria-label=\"Logo of Tern Advisory\"") && logo.contains(holds), "{logo:.200}");
        let addresses: Vec<&str> = page.split("href=\"http").skip(1).collect();
        let &[address] = addresses.as_slice() else { panic!("{} addresses", addresses.len()) };
        assert!(address.starts_with("s://www.tern.example\">www.tern.example</a>"), "{address:.80}");
    }
}

#[track_caller]
fn report(desk: &Desk, brand: &Path, output: &str) -> Said {
    let answers = sample("mixed.yaml");
    let words = [OsStr::new("report"), answers.as_os_str(), OsStr::new("--brand"), brand.as_os_str()];
    desk.call(words.into_iter().chain(["-o", output].map(OsStr::new))).said()
}

fn pdf(name: &str) -> Vec<u8> {
    let desk = Desk::new();
    report(&desk, &file(name), "out.pdf").code(0).lacks("warning");
    fs::read(desk.path("out.pdf")).unwrap()
}

#[test]
fn the_same_brand_gives_the_same_bytes() {
    for name in BRANDS {
        assert!(pdf(name) == pdf(name));
    }
}

/// Each page's content, as text.
fn contents(document: &Document) -> Vec<String> {
    let pages = document.get_pages().into_values();
    pages.map(|page| String::from_utf8_lossy(&document.get_page_content(page)).into_owned()).collect()
}

#[test]
fn the_colours_reach_the_pdf() {
    let branded = contents(&Document::load_mem(&pdf("tern.yaml")).unwrap());
    let desk = Desk::new();
    let answers = sample("mixed.yaml");
    desk.call(["report".as_ref(), answers.as_os_str(), "-o".as_ref(), "out.pdf".as_ref()]).said().code(0);
    let plain = contents(&Document::load_mem(&fs::read(desk.path("out.pdf")).unwrap()).unwrap());
    // Our own accent, muted and ground; then the brand's.
    for ours in ["0.059 0.184 0.29 rg", "0.337 0.384 0.439 rg", "0.957 0.965 0.973 rg"] {
        assert!(plain.iter().any(|page| page.contains(ours)), "{ours}");
        assert!(!branded.iter().any(|page| page.contains(ours)), "{ours}");
    }
    for theirs in ["0.043 0.325 0.318 rg", "0.333 0.376 0.361 rg", "0.957 0.945 0.91 rg"] {
        assert!(branded.iter().any(|page| page.contains(theirs)), "{theirs}");
    }
}

#[test]
fn pixels_reach_the_pdf_once_and_whole() {
    let document = Document::load_mem(&pdf("tern-png.yaml")).unwrap();
    let brand = brand("tern-png.yaml");
    let Picture::Pixels(raster) = &brand.logo.as_ref().unwrap().picture else { panic!("no pixels") };
    let is_image = |object: &&Object| {
        object.as_stream().is_ok_and(|stream| {
            stream.dict.get(b"Subtype").is_ok_and(|kind| kind.as_name().is_ok_and(|name| name == b"Image"))
        })
    };
    assert_eq!(document.objects.values().filter(is_image).count(), 2, "colours and opacity");
    let colours = document.objects.values().filter(is_image).map(|object| object.as_stream().unwrap());
    let colours = colours.into_iter().find(|stream| stream.dict.has(b"SMask")).unwrap();
    assert_eq!(colours.decompressed_content().unwrap(), raster.colors);
    let mask = colours.dict.get(b"SMask").unwrap().as_reference().unwrap();
    let mask = document.get_object(mask).unwrap().as_stream().unwrap();
    assert_eq!(&mask.decompressed_content().unwrap(), raster.opacity.as_ref().unwrap());
    let shown: Vec<usize> = contents(&document).iter().map(|page| page.matches(" Do").count()).collect();
    assert_eq!((shown[0], shown.iter().sum::<usize>()), (1, 1));
}

#[test]
fn a_page_as_svg_holds_its_pixels() {
    let pages = branded_pages("mixed", &brand("tern-png.yaml"), Paper::A4, Options::default());
    let page = svg::page(&pages, 0).unwrap();
    assert_eq!(page.matches("href=").count(), 1);
    assert!(page.contains("href=\"data:image/png;base64,iVBORw0KGgo"));
}

/// Everything that is wrong is said in one run, with its place, and nothing is written.
#[track_caller]
fn check_wrong(text: &str, logo: Option<&[u8]>, wanted: &[&str]) {
    let desk = Desk::new();
    let path = desk.write("brand.yaml", text);
    if let Some(logo) = logo {
        desk.write("logo", logo);
    }
    let before = desk.snapshot();
    report(&desk, &path, "out.pdf").code(5).has(wanted).has(&["no report was written"]);
    assert!(before == desk.snapshot());
}

#[test]
fn all_faults_are_said_in_one_run() {
    check_wrong(
        "name: [A]\nlogo: logo\ncolors:\n  accent: #000\n  shade: '#000'\n",
        None,
        &["brand.yaml:1:7", "brand.yaml:2:7", "there is no file", "brand.yaml:4:3", "brand.yaml:5:3"],
    );
}

#[test]
fn logos_made_to_do_harm_are_refused() {
    let logo = |bytes: &[u8], wanted: &str| check_wrong("{name: A, logo: logo}", Some(bytes), &[wanted]);
    let mut bomb = fs::read(file("tern.png")).unwrap();
    bomb[16..24].copy_from_slice(&[0x7F, 0xFF, 0xFF, 0xFF, 0x7F, 0xFF, 0xFF, 0xFF]);
    let sum = crc32fast::hash(&bomb[12..29]);
    bomb[29..33].copy_from_slice(&sum.to_be_bytes());
    logo(&bomb, "2147483647 x 2147483647 pixels");
    let whole = fs::read(file("tern.png")).unwrap();
    logo(&whole[..whole.len() / 2], "ends too early");
    logo(&vec![b' '; (4 << 20) + 1], "logo");
    logo(
        b"<!DOCTYPE svg [<!ENTITY a \"aaa\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>",
        "entities",
    );
    let deep = format!("<svg xmlns=\"http://www.w3.org/2000/svg\">{}", "<g>".repeat(200_000));
    logo(deep.as_bytes(), "cannot be read as SVG");
}

#[test]
fn a_pale_colour_is_mended_and_said() {
    let desk = Desk::new();
    let path = desk.write("brand.yaml", "colors: {accent: '#F5A623'}");
    report(&desk, &path, "out.pdf").code(0).has(&["warning[B020]", "#F5A623", "#8F6114", "brand.yaml:1:18"]);
    let pages = contents(&Document::load_mem(&fs::read(desk.path("out.pdf")).unwrap()).unwrap());
    assert!(pages[0].contains("0.561 0.38 0.078 rg"), "8F6114 is used");
}

#[test]
fn a_report_never_takes_the_place_of_its_brand() {
    let desk = Desk::new();
    let path = desk.write("brand.yaml", "{name: A, logo: logo.svg}");
    desk.write("logo.svg", fs::read(file("tern.svg")).unwrap());
    let before = desk.snapshot();
    for name in ["brand.yaml", "logo.svg"] {
        let answers = sample("mixed.yaml");
        let words = ["report".as_ref(), answers.as_os_str(), "--force".as_ref(), "--brand".as_ref()];
        let rest = [path.as_os_str(), "-o".as_ref(), name.as_ref()];
        desk.call(words.into_iter().chain(rest)).said().code(5).has(&["holds the brand"]);
    }
    assert!(before == desk.snapshot());
}

#[test]
fn a_brand_is_a_file() {
    let desk = Desk::new();
    report(&desk, Path::new("-"), "out.pdf").code(2).has(&["standard input"]);
    report(&desk, Path::new("nothing.yaml"), "out.pdf").code(5).has(&["there is no file"]);
    report(&desk, &desk.path(""), "out.pdf").code(5).has(&["folder"]);
}
