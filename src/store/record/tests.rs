//! What every kind of damage leaves of a saved assessment.

use super::super::{Store, sample};
use super::*;
use crate::words::EN;

fn file() -> Vec<u8> {
    std::fs::read(sample::saved(&sample::events()).path).unwrap()
}

/// A file that is small enough to be damaged in every way.
fn small_file() -> Vec<u8> {
    let bytes = file();
    let mut lines: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').take(7).collect();
    let questionnaire = line::seal(r#"{"questionnaire":"format: 1\nid: sm\"all"}"#);
    lines[1] = questionnaire.as_bytes();
    lines.concat()
}

fn read_one(bytes: &[u8]) -> Result<Record, Failure> {
    let part = Part { number: 1, bytes: bytes.to_vec() };
    read(Path::new("northwind-2026.lbr"), &[part], &mut Shelf::default()).map(|reading| reading.record)
}

/// Line 1 is the header, line 2 the questionnaire.
fn line_of_byte(bytes: &[u8], at: usize) -> usize {
    1 + bytes[..at].iter().filter(|byte| **byte == b'\n').count()
}

#[test]
fn a_whole_file_is_read_without_a_word() {
    let record = read_one(&file()).unwrap();
    assert_eq!(record.warnings, []);
    assert_eq!(&*record.questionnaire_text, sample::QUESTIONNAIRE);
    let (assessment, warnings) = record.assessment(sample::questionnaire());
    assert_eq!(warnings, []);
    sample::check_same(&assessment, &sample::replayed(&sample::events()));
}

#[test]
fn a_translation_is_kept_and_comes_back() {
    let folder = tempfile::tempdir().unwrap();
    let store = super::super::Directory::new(folder.path());
    let texts = super::super::Texts { questionnaire: "one", translation: Some("eins\n") };
    let (name, log) = store.create(&sample::header("Northwind", "2026"), texts).unwrap();
    drop(log);
    let record = store.load(&name).unwrap();
    assert_eq!(&*record.questionnaire_text, "one");
    assert_eq!(record.translation_text.as_deref(), Some("eins\n"));
    assert_eq!(record.warnings, []);
}

/// Somebody has made a line by hand, with its checksum right and a number that nobody comes to.
#[track_caller]
fn check_number(number: u64, want: Option<u64>) {
    let made = format!(r#"{{"n":{number},"at":"2026-03-01T00:00:00Z","finished":{{}}}}"#);
    let part = Part { number: 1, bytes: [file().as_slice(), line::seal(&made).as_bytes()].concat() };
    let reading = read(Path::new("northwind-2026.lbr"), &[part], &mut Shelf::default()).unwrap();
    let last = 3 + sample::events().len();
    match want {
        Some(next) => assert_eq!(reading.next, next),
        None => assert_eq!(reading.record.warnings, [Warning::Damaged { part: 1, line: last }]),
    }
    assert_eq!(reading.record.events.len(), sample::events().len() + usize::from(want.is_some()));
}

#[test]
fn numbers_beyond_counting_are_damage() {
    check_number(LAST_NUMBER, Some(LAST_NUMBER + 1));
    check_number(LAST_NUMBER + 1, None);
    check_number(u64::MAX, None);
}

#[test]
fn every_truncation_keeps_all_whole_lines() {
    let bytes = file();
    let all = read_one(&bytes).unwrap().events;
    for end in 0..bytes.len() {
        let lines = line_of_byte(&bytes, end) - 1 + usize::from(bytes[end] == b'\n');
        let Ok(record) = read_one(&bytes[..end]) else {
            assert_eq!(lines, 0, "first {end} bytes");
            continue;
        };
        let whole = lines.saturating_sub(2);
        assert_eq!(record.events, all[..whole], "first {end} bytes");
        let rest = end - bytes[..end].iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let is_whole = rest == 0 || bytes[end] == b'\n';
        match (lines, is_whole) {
            (0 | 1, _) => assert_eq!(record.warnings, [Warning::QuestionnaireLost]),
            (_, true) => assert_eq!(record.warnings, [], "first {end} bytes"),
            (_, false) => assert_eq!(record.warnings, [Warning::Torn { bytes: rest }]),
        }
    }
}

#[test]
fn every_flipped_bit_is_named_and_set_right() {
    let bytes = small_file();
    let whole = read_one(&bytes).unwrap();
    for at in 0..bytes.len() {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            let record = read_one(&flipped).unwrap();
            assert_eq!(record.header, whole.header, "byte {at}, bit {bit}");
            assert_eq!(record.questionnaire_text, whole.questionnaire_text, "byte {at}, bit {bit}");
            assert_eq!(record.events, whole.events, "byte {at}, bit {bit}");
            let line = line_of_byte(&bytes, at);
            assert_eq!(record.warnings, [Warning::Repaired { part: 1, line }], "byte {at}, bit {bit}");
        }
    }
}

#[test]
fn every_lost_byte_costs_one_line_and_says_so() {
    let bytes = small_file();
    let whole = read_one(&bytes).unwrap();
    for at in 0..bytes.len() {
        for wrong in [0, 0xff, b'\n', b'"'] {
            let line = line_of_byte(&bytes, at);
            let mut damaged = bytes.clone();
            if (damaged[at] ^ wrong).count_ones() < 2 {
                continue;
            }
            damaged[at] = wrong;
            let record = read_one(&damaged).unwrap();
            let kept = whole.events.iter().filter(|stored| record.events.contains(stored)).count();
            let lost = usize::from(2 < line && bytes[at] != b'\n');
            assert_eq!(kept, whole.events.len() - lost, "byte {at} is {wrong}: {:?}", record.warnings);
            assert_eq!(record.events.len(), kept, "nothing is made up, byte {at} is {wrong}");
            assert!(!record.warnings.is_empty(), "byte {at} is {wrong}");
        }
    }
}

#[track_caller]
fn check(lines: &[usize], want: &[Warning]) {
    let bytes = file();
    let all: Vec<&[u8]> = bytes.split_inclusive(|byte| *byte == b'\n').collect();
    let broken: &[u8] = b"{\"n\":, not a line\n";
    let chosen: Vec<u8> =
        lines.iter().flat_map(|line| if *line == 0 { broken } else { all[line - 1] }).copied().collect();
    assert_eq!(read_one(&chosen).unwrap().warnings, want);
}

#[test]
fn numbers_tell_what_is_missing() {
    check(&[1, 2, 3, 4], &[]);
    check(&[1, 2, 3, 0, 4], &[]);
    check(&[1, 2, 3, 0, 5], &[Warning::Damaged { part: 1, line: 4 }]);
    check(&[1, 2, 3, 0], &[Warning::Damaged { part: 1, line: 4 }]);
    check(&[1, 2, 3, 6], &[Warning::Missing { from: 2, to: 3 }]);
    check(&[1, 2, 3, 3, 4, 4], &[]);
    check(&[1, 2, 4, 3], &[Warning::Missing { from: 1, to: 1 }]);
    check(&[0, 2, 3], &[Warning::HeaderLost]);
    check(&[1, 0, 3], &[Warning::QuestionnaireLost]);
}

#[track_caller]
fn check_refused(bytes: &[u8], want: &str) {
    assert_eq!(read_one(bytes).unwrap_err().in_words(&EN), want);
}

#[test]
fn what_is_no_assessment_is_refused() {
    let advice = "it was left as it is; take a copy of it from a backup";
    check_refused(b"", &format!("`northwind-2026.lbr` is damaged, it is empty: {advice}"));
    let nothing = "neither its first line nor its questionnaire can be read";
    let want = format!("`northwind-2026.lbr` is damaged, {nothing}: {advice}");
    check_refused(b"hello\nworld\n", &want);
    check_refused(&[0; 5000], &want);
    let newer = "was made by a newer version of leaky-bucket, 9.1 (form 2, this one reads form 1): \
                 open it with that version; it was left as it is";
    let newer = format!("`northwind-2026.lbr` {newer}");
    check_refused(line::seal(r#"{"format":2,"program":"9.1"}"#).as_bytes(), &newer);
    check_refused(b"{\"format\":2,\"program\":\"9.1\"}\n{\"other\":1}\n", &newer);
}

#[test]
fn a_file_of_the_first_version_opens() {
    let bytes = include_bytes!("../../../tests/stores/v1/northwind-2026.lbr");
    let record = read_one(bytes).unwrap();
    assert_eq!(record.warnings, []);
    let (assessment, warnings) = record.assessment(sample::questionnaire());
    assert_eq!(warnings, []);
    sample::check_same(&assessment, &sample::replayed(&sample::events()));
}
