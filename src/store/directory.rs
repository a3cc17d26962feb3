//! A folder of assessments, one file each: `northwind-2026.lbr`.

use std::fs::{self, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};

use super::event::{EventV1, HeaderV1, LineV1, QuestionnaireV1, time};
use super::failure::{Damage, Reason};
use super::file::{folder_of, open_plain, read_limited, read_to, sync_folder};
use super::listing::{self, Contents};
use super::log::{FileLog, MOST_PARTS, Start, first_free, fresh_file, lock, part_path, sealed};
use super::record::{self, Part, Reading};
use super::shelf::Shelf;
use super::stem::stem;
use super::{Failure, Header, Listed, Log, Name, Record, Store, Texts};
use crate::assessment::Event;
use crate::questionnaire::Questionnaire;

/// The largest file that is read.
pub const LARGEST: u64 = 64 << 20;

/// Assessments in a folder, which is made when the first one begins.
#[derive(Clone, Debug)]
pub struct Directory {
    folder: PathBuf,
}

impl Directory {
    pub fn new(folder: impl Into<PathBuf>) -> Directory {
        Directory { folder: folder.into() }
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The first file of an assessment.
    pub fn path(&self, name: &Name) -> PathBuf {
        self.folder.join(format!("{name}.lbr"))
    }

    /// Writes the beginning of an assessment as one new file, which appears whole or not at all.
    fn begin(
        &self,
        header: &Header,
        texts: Texts,
        events: Vec<EventV1>,
    ) -> Result<(Name, Box<dyn Log>), Failure> {
        make_folder(&self.folder)?;
        let written = self.folder.as_path();
        let questionnaire = QuestionnaireV1 {
            questionnaire: texts.questionnaire.to_owned(),
            translation: texts.translation.map(str::to_owned),
        };
        let mut saved = sealed(&HeaderV1::from(header), written)? + &sealed(&questionnaire, written)?;
        let mut next = 1;
        for event in events {
            saved.push_str(&sealed(&LineV1 { n: next, at: time(header.created), event }, written)?);
            next += 1;
        }
        let (path, first) = first_free(&self.folder, &stem(header), saved.as_bytes())?;
        let name = path.file_stem().and_then(|stem| Name::new(&stem.to_string_lossy()));
        let name = name.ok_or_else(|| Failure::NotFound { place: path.as_path().into() })?;
        let start = Start {
            id: header.id,
            first,
            last: None,
            parts: 1,
            next,
            saved: saved.into_bytes(),
            within_line: false,
            path: path.clone(),
        };
        let log = FileLog::new(start).map_err(|error| Failure::writing(&path, &error))?;
        Ok((name, Box::new(log)))
    }

    /// Takes away an assessment that was begun a moment ago and that nobody has been told of.
    pub fn take_back(&self, name: &Name, log: Box<dyn Log>) -> Result<(), Failure> {
        let path = self.path(name);
        let removed = fs::remove_file(&path).and_then(|()| sync_folder(&self.folder));
        // Until here it was locked, so that nobody can have gone on with it.
        drop(log);
        removed.map_err(|error| Failure::writing(&path, &error))
    }
}

/// Reads an assessment from its file, wherever that lies, whether or not somebody is working on it.
pub fn load(path: &Path) -> Result<Record, Failure> {
    let first = read_limited(path, LARGEST)?;
    Ok(read(path, first)?.0.record)
}

impl Store for Directory {
    fn create(&self, header: &Header, texts: Texts) -> Result<(Name, Box<dyn Log>), Failure> {
        self.begin(header, texts, Vec::new())
    }

    fn create_with(
        &self,
        header: &Header,
        texts: Texts,
        questionnaire: &Questionnaire,
        events: &[Event],
    ) -> Result<(Name, Box<dyn Log>), Failure> {
        let stored = events.iter().map(|event| EventV1::from_event(event, questionnaire));
        self.begin(header, texts, stored.collect())
    }

    fn names(&self) -> Result<Vec<Name>, Failure> {
        Contents::of(&self.folder).map(|contents| contents.names)
    }

    fn list(&self) -> Result<impl Iterator<Item = Listed>, Failure> {
        Ok(listing::read(self, Contents::of(&self.folder)?))
    }

    fn list_where(&self, wanted: impl Fn(&Header) -> bool) -> Result<impl Iterator<Item = Listed>, Failure> {
        Ok(listing::read_where(self, Contents::of(&self.folder)?, wanted))
    }

    fn load(&self, name: &Name) -> Result<Record, Failure> {
        load(&self.path(name))
    }

    fn open(&self, name: &Name) -> Result<(Record, Box<dyn Log>), Failure> {
        let path = self.path(name);
        // Whether it can be read at all is asked first, so that the message blames the right thing.
        drop(open_plain(&path, OpenOptions::new().read(true))?);
        let mut first = open_to_append(&path)?;
        lock(&first, &path)?;
        let bytes = read_to(&path, &mut first, LARGEST)?;
        let (reading, parts) = read(&path, bytes)?;
        // Half the numbers there are is more than anybody comes to; what is beyond, somebody has made up.
        if record::LAST_NUMBER / 2 < reading.next {
            return Err(Failure::Damaged { place: path.as_path().into(), reason: Damage::NumberedTooHigh });
        }
        put_aside(&path, &reading, &parts)?;
        let last = match reading.last {
            1 => None,
            number => {
                let path = part_path(&path, number);
                let file = open_to_append(&path)?;
                Some((path, file))
            }
        };
        let end = parts.iter().find(|part| part.number == reading.last);
        let start = Start {
            id: reading.record.header.id,
            first,
            last,
            parts: reading.last,
            next: reading.next,
            within_line: end.is_some_and(|part| !part.bytes.ends_with(b"\n")),
            saved: whole(parts),
            path: path.clone(),
        };
        let log = FileLog::new(start).map_err(|error| Failure::writing(&path, &error))?;
        Ok((reading.record, Box::new(log)))
    }
}

/// The files of an assessment byte for byte, each with the ending that belongs to its name: `lbr`, and
/// `2.lbr` where a disk has failed.
pub fn files(path: &Path) -> Result<Vec<(String, Vec<u8>)>, Failure> {
    let parts = parts_of(path, read_limited(path, LARGEST)?)?;
    let ending = |number: u32| if number == 1 { "lbr".to_owned() } else { format!("{number}.lbr") };
    Ok(parts.into_iter().map(|part| (ending(part.number), part.bytes)).collect())
}

/// Reads an assessment whose first file has been read already.
fn read(path: &Path, first: Vec<u8>) -> Result<(Reading, Vec<Part>), Failure> {
    let parts = parts_of(path, first)?;
    Ok((record::read(path, &parts, &mut Shelf::default())?, parts))
}

/// All files of an assessment, given the first one.
pub(super) fn parts_of(path: &Path, first: Vec<u8>) -> Result<Vec<Part>, Failure> {
    let mut parts = vec![Part { number: 1, bytes: first }];
    // Somebody may have lost a part and kept a later one.
    const LOOKED_FOR: u32 = 9;
    for number in 2..=MOST_PARTS {
        match read_limited(&part_path(path, number), LARGEST) {
            Ok(bytes) => parts.push(Part { number, bytes }),
            Err(Failure::NotFound { .. }) if number < LOOKED_FOR => {}
            Err(Failure::NotFound { .. }) => break,
            Err(failure) => return Err(failure),
        }
    }
    Ok(parts)
}

/// All parts in one, each beginning on a line of its own.
fn whole(parts: Vec<Part>) -> Vec<u8> {
    let mut whole = Vec::new();
    for part in parts {
        if !whole.is_empty() && !whole.ends_with(b"\n") {
            whole.push(b'\n');
        }
        whole.extend(part.bytes);
    }
    whole
}

fn open_to_append(path: &Path) -> Result<fs::File, Failure> {
    let opened = open_plain(path, OpenOptions::new().read(true).append(true));
    opened.map(|(file, _)| file).map_err(|failure| match failure {
        Failure::Unreadable { place, reason } => Failure::Unwritable { place, reason },
        other => other,
    })
}

/// Copies damaged files as they are, once, before anything is appended to them.
fn put_aside(path: &Path, reading: &Reading, parts: &[Part]) -> Result<(), Failure> {
    for part in parts.iter().filter(|part| reading.damaged.contains(&part.number)) {
        let mut number = 1;
        loop {
            let mut name = part_path(path, part.number).into_os_string();
            name.push(if number == 1 { ".damaged".to_owned() } else { format!(".damaged-{number}") });
            let aside = PathBuf::from(name);
            match read_limited(&aside, LARGEST) {
                // It has only grown since.
                Ok(earlier) if part.bytes.starts_with(&earlier) => break,
                Ok(_) => number += 1,
                Err(Failure::NotFound { .. }) => {
                    drop(fresh_file(&aside, &part.bytes)?);
                    break;
                }
                Err(failure) => return Err(failure),
            }
        }
    }
    Ok(())
}

/// The name of an assessment, if this is the first file of one.
pub(super) fn listed_name(path: &Path) -> Option<Name> {
    let stem = path.file_name()?.to_str()?.strip_suffix(".lbr")?;
    let is_part = stem.rsplit_once('.').is_some_and(|(of, number)| {
        number.parse::<u32>().is_ok_and(|number| 1 < number)
            && path.with_file_name(format!("{of}.lbr")).exists()
    });
    if is_part { None } else { Name::new(stem) }
}

pub(super) fn make_folder(folder: &Path) -> Result<(), Failure> {
    if folder.is_dir() {
        return Ok(());
    }
    let fail = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            Failure::Unwritable { place: folder.into(), reason: Reason::FileNoFolder }
        }
        _other => Failure::writing(folder, &error),
    };
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(folder).map_err(fail)?;
    sync_folder(&folder_of(folder)).map_err(fail)
}

#[cfg(test)]
mod tests {
    use super::super::{Warning, sample};
    use super::*;
    use crate::words::EN;

    fn append(log: &mut Box<dyn Log>, event: &Event) {
        log.append(event, &sample::questionnaire(), sample::at()).unwrap();
    }

    #[track_caller]
    fn check_name(text: &str, fits: bool) {
        assert_eq!(Name::new(text).is_some(), fits, "{text:?}");
    }

    #[test]
    fn names_stay_in_the_folder() {
        check_name("northwind-2026", true);
        check_name("Überblick 2026", true);
        for text in ["", ".", "..", "../x", "a/b", "a\\b", "c:x", ".hidden", "a\nb", "a\u{202e}b"] {
            check_name(text, false);
        }
    }

    #[test]
    fn what_is_known_at_once_is_kept_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let store = Directory::new(folder.path());
        let (header, questionnaire) = (sample::header("Northwind", "2026"), sample::questionnaire());
        let events = sample::events();
        let (known, more) = events.split_at(12);
        let create =
            || store.create_with(&header, sample::QUESTIONNAIRE.into(), &questionnaire, known).unwrap();
        let (name, mut log) = create();
        more.iter().for_each(|event| append(&mut log, event));
        let record = store.load(&name).unwrap();
        assert_eq!(record.warnings, []);
        let (assessment, warnings) = record.assessment(sample::questionnaire());
        assert_eq!(warnings, []);
        sample::check_same(&assessment, &sample::replayed(&sample::events()));
        let (second, log) = create();
        store.take_back(&second, log).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        assert!(store.path(&name).is_file());
    }

    #[test]
    fn made_up_numbers_are_not_gone_on_from() {
        let saved = sample::saved(&[]);
        let line = format!(r#"{{"n":{},"at":"2026-03-01T00:00:00Z","finished":{{}}}}"#, record::LAST_NUMBER);
        let bytes = fs::read(&saved.path).unwrap();
        sample::put(&saved.path, &[bytes.as_slice(), super::super::line::seal(&line).as_bytes()].concat());
        let Err(failure) = saved.store.open(&saved.name) else { panic!("opened") };
        assert!(failure.in_words(&EN).contains("numbered too high"), "{failure:?}");
        assert!(saved.store.load(&saved.name).is_ok());
    }

    #[test]
    fn create_then_load() {
        let (saved, mut log) = sample::begun();
        assert_eq!(saved.name.as_str(), "northwind-2026");
        append(&mut log, &sample::events()[0]);
        let record = saved.store.load(&saved.name).unwrap();
        assert_eq!(&*record.questionnaire_text, sample::QUESTIONNAIRE);
        assert_eq!(record.header.about, "Northwind");
        assert_eq!(record.events.len(), 1);
    }

    #[cfg(unix)]
    #[test]
    fn only_the_owner_may_read() {
        use std::os::unix::fs::PermissionsExt;

        let saved = sample::saved(&[]);
        assert_eq!(fs::metadata(&saved.path).unwrap().permissions().mode() & 0o777, 0o600);
        let inner = Directory::new(saved.folder.path().join("a/b"));
        drop(inner.create(&sample::header("x", ""), "".into()).unwrap());
        assert_eq!(fs::metadata(inner.folder()).unwrap().permissions().mode() & 0o777, 0o700);
    }

    #[test]
    fn equal_titles_are_two_assessments() {
        let (saved, _log) = sample::begun();
        let (second, _log) = saved.store.create(&sample::header("Northwind", "2026"), "".into()).unwrap();
        let (third, _log) = saved.store.create(&sample::header("Northwind", "2026"), "".into()).unwrap();
        assert_eq!((second.as_str(), third.as_str()), ("northwind-2026-2", "northwind-2026-3"));
        let ids: Vec<_> =
            saved.store.list().unwrap().map(|listed| listed.record.unwrap().header.id).collect();
        assert_ne!(ids[0], ids[1]);
    }

    #[test]
    fn the_list_says_what_is_there() {
        let saved = sample::saved(&sample::events()[..7]);
        sample::put(&saved.folder.path().join("broken.lbr"), b"hello\n");
        sample::put(&saved.folder.path().join("notes.txt"), b"hello\n");
        sample::put(&part_path(&saved.path, 2), b"");
        let list: Vec<Listed> = saved.store.list().unwrap().collect();
        let names: Vec<_> = list.iter().map(|listed| listed.name.as_str()).collect();
        assert_eq!(names, ["broken", "northwind-2026"]);
        assert!(matches!(list[0].record, Err(Failure::Damaged { .. })));
        let summary = list[1].record.as_ref().unwrap().summary();
        assert_eq!((summary.answered, summary.finished, summary.changed), (4, true, sample::at()));
        assert_eq!(Directory::new("/no/such/folder").list().unwrap().count(), 0);
    }

    #[test]
    fn two_cannot_write_and_one_may_read() {
        let (saved, log) = sample::begun();
        let Err(failure) = saved.store.open(&saved.name) else { panic!("opened twice") };
        let Failure::InUse { pid, .. } = &failure else { panic!("{failure:?}") };
        if cfg!(target_os = "linux") {
            assert_eq!(*pid, Some(std::process::id()));
        }
        saved.store.load(&saved.name).unwrap();
        drop(log);
        let (_, log) = saved.open();
        assert!(saved.store.open(&saved.name).is_err());
        drop(log);
    }

    /// Goes on with the first bytes of a file, and zeros in place of some that a power cut has eaten.
    #[track_caller]
    fn check_going_on(saved: &sample::Saved, first: &[u8], zeros: usize) {
        let left = [first, &vec![0; zeros]].concat();
        sample::put(&saved.path, &left);
        let (before, mut log) = saved.open();
        append(&mut log, &sample::events()[8]);
        drop(log);
        let after = saved.store.load(&saved.name).unwrap();
        let bytes = first.len();
        // A whole line may have lost its line break to the zeros.
        let is_repair = |warning: &Warning| matches!(warning, Warning::Repaired { .. }) && 0 < zeros;
        assert!(after.warnings.iter().all(is_repair), "first {bytes} bytes: {:?}", after.warnings);
        assert_eq!(after.events.len(), before.events.len() + 1, "first {bytes} bytes");
        assert_eq!(after.events[..before.events.len()], before.events[..], "first {bytes} bytes");
        assert!(fs::read(&saved.path).unwrap().starts_with(&left), "nothing that was there is taken away");
    }

    #[test]
    fn going_on_after_every_cut() {
        let saved = sample::saved(&sample::events()[..3]);
        let bytes = fs::read(&saved.path).unwrap();
        let begin: usize = bytes.split_inclusive(|byte| *byte == b'\n').take(2).map(<[u8]>::len).sum();
        for end in begin..=bytes.len() {
            check_going_on(&saved, &bytes[..end], 0);
        }
        assert_eq!(fs::read_dir(saved.folder.path()).unwrap().count(), 1, "nothing was put aside");
        for end in (begin..=bytes.len()).rev().step_by(5) {
            check_going_on(&saved, &bytes[..end], 50);
        }
    }

    #[test]
    fn damage_is_put_aside_once_before_going_on() {
        let events = sample::events();
        let saved = sample::saved(&events[..4]);
        let mut bytes = fs::read(&saved.path).unwrap();
        let at = bytes.len() - 200;
        bytes[at..at + 4].fill(0);
        sample::put(&saved.path, &bytes);
        for round in 1..=3 {
            let (record, mut log) = saved.open();
            assert!(
                matches!(record.warnings[..], [Warning::Damaged { part: 1, .. }]),
                "{:?}",
                record.warnings
            );
            assert_eq!(record.events.len(), 2 + round);
            append(&mut log, &events[4]);
        }
        assert_eq!(fs::read(saved.folder.path().join("northwind-2026.lbr.damaged")).unwrap(), bytes);
        assert_eq!(fs::read_dir(saved.folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_damaged_last_line_keeps_its_number() {
        let events = sample::events();
        let saved = sample::saved(&events[..4]);
        let mut bytes = fs::read(&saved.path).unwrap();
        let at = bytes.len() - 30;
        bytes[at..at + 4].fill(0);
        sample::put(&saved.path, &bytes);
        let (_, mut log) = saved.open();
        append(&mut log, &events[4]);
        let record = saved.store.load(&saved.name).unwrap();
        assert_eq!(record.warnings, [Warning::Damaged { part: 1, line: 6 }]);
        let numbers: Vec<_> = record.events.iter().map(|stored| stored.number).collect();
        assert_eq!(numbers, [1, 2, 3, 5]);
    }

    #[test]
    fn newer_files_are_left_alone() {
        let saved = sample::saved(&[]);
        let newer = super::super::line::seal(r#"{"format":2,"program":"9.1"}"#);
        sample::put(&saved.path, newer.as_bytes());
        assert!(matches!(saved.store.load(&saved.name), Err(Failure::TooNew { version: 2, .. })));
        assert!(matches!(saved.store.open(&saved.name), Err(Failure::TooNew { version: 2, .. })));
        assert_eq!(fs::read(&saved.path).unwrap(), newer.as_bytes());
    }

    #[test]
    fn what_is_missing_is_said() {
        let store = Directory::new("/no/such/folder");
        let name = Name::new("northwind").unwrap();
        assert!(matches!(store.load(&name), Err(Failure::NotFound { .. })));
        assert!(matches!(store.open(&name), Err(Failure::NotFound { .. })));
        let saved = sample::saved(&[]);
        let within_a_file = Directory::new(&saved.path);
        let Err(failure) = within_a_file.create(&sample::header("x", ""), "".into()) else {
            panic!("created")
        };
        assert!(failure.in_words(&EN).contains("it is a file, not a folder"), "{failure:?}");
    }
}
