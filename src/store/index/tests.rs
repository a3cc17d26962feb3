//! Whatever happens to the folder and to the index in it: what is listed is what the files say.

use std::cell::Cell;
use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use proptest::prelude::*;

use super::super::log::part_path;
use super::super::{Store, line, sample};
use super::*;

/// A note as these tests make it: how many events there are, what it is about, and how much is wrong with it.
type Note = (usize, String, usize);

fn note(record: &Record) -> Note {
    (record.events.len(), record.header.about.clone(), record.warnings.len())
}

/// A folder large enough for an index.
struct Folder {
    saved: sample::Saved,
    /// When the next list is made.
    now: Cell<Timestamp>,
}

impl Folder {
    fn of(count: usize) -> Folder {
        let saved = sample::saved(&sample::events()[..3]);
        let bytes = fs::read(&saved.path).unwrap();
        for number in 1..count {
            sample::put(&saved.folder.path().join(format!("team-{number:03}.lbr")), &bytes);
        }
        Folder { saved, now: Cell::new(Clock::System.now() + Duration::from_secs(60)) }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.saved.folder.path().join(name)
    }

    fn index(&self) -> PathBuf {
        self.path(INDEX)
    }

    /// What is listed, and how many files had to be read for it.
    fn list_of(&self, of: &str) -> (Vec<(String, Option<Note>)>, usize) {
        let read = Cell::new(0);
        let noted = self.saved.store.list_noted_at(self.now.get(), of, |_, record| {
            read.set(read.get() + 1);
            note(&record)
        });
        let noted = noted.unwrap().into_iter().map(|noted| (noted.name.to_string(), noted.note.ok()));
        (noted.collect(), read.get())
    }

    /// The list is what the files say, and so many of them had to be read for it.
    #[track_caller]
    fn check(&self, read: usize) {
        let files = self.saved.store.list().unwrap();
        let want: Vec<(String, Option<Note>)> =
            files.map(|listed| (listed.name.to_string(), listed.record.as_ref().ok().map(note))).collect();
        assert_eq!(self.list_of("x"), (want, read));
    }
}

const MANY: usize = FEWEST + 5;

#[test]
fn what_was_read_once_is_not_read_again() {
    let folder = Folder::of(MANY);
    folder.check(MANY);
    folder.check(0);
}

#[test]
fn a_small_folder_needs_none() {
    let folder = Folder::of(FEWEST - 1);
    folder.check(FEWEST - 1);
    folder.check(FEWEST - 1);
    assert!(!folder.index().exists());
}

#[test]
fn what_was_changed_a_moment_ago_is_read_again() {
    let folder = Folder::of(MANY);
    folder.now.set(Clock::System.now());
    folder.check(MANY);
    folder.check(MANY);
    folder.now.set(Timestamp::UNIX_EPOCH);
    folder.check(MANY);
}

/// After something has happened to a folder that was listed, so many files are read; and then none.
#[track_caller]
fn check_after(happens: impl Fn(&Folder), read: usize) {
    let folder = Folder::of(MANY);
    folder.check(MANY);
    happens(&folder);
    folder.check(read);
    folder.check(0);
}

#[test]
fn appended_to() {
    let append = |folder: &Folder| {
        let (_, mut log) = folder.saved.open();
        log.append(&sample::events()[3], &sample::questionnaire(), sample::at()).unwrap();
    };
    check_after(append, 1);
}

#[test]
fn deleted() {
    check_after(|folder| fs::remove_file(folder.path("team-007.lbr")).unwrap(), 0);
}

#[test]
fn renamed() {
    check_after(|folder| fs::rename(folder.path("team-007.lbr"), folder.path("a.lbr")).unwrap(), 1);
}

#[test]
fn added() {
    check_after(|folder| assert!(fs::copy(&folder.saved.path, folder.path("new.lbr")).is_ok()), 1);
}

#[test]
fn two_that_change_places() {
    let other = |folder: &Folder| {
        let bytes = fs::read(&folder.saved.path).unwrap();
        let text = String::from_utf8(bytes).unwrap().replacen("Northwind", "Southwind", 1);
        let (first, rest) = text.split_once('\n').unwrap();
        let (body, _) = first.rsplit_once(",\"sum\"").unwrap();
        sample::put(&folder.path("b.lbr"), format!("{}{rest}", line::seal(&format!("{body}}}"))).as_bytes());
        folder.check(1);
        fs::rename(folder.path("team-001.lbr"), folder.path("away")).unwrap();
        fs::rename(folder.path("b.lbr"), folder.path("team-001.lbr")).unwrap();
        fs::rename(folder.path("away"), folder.path("b.lbr")).unwrap();
    };
    check_after(other, 2);
}

/// An edit that leaves the length, and puts back the time at which the file was changed last.
#[cfg(unix)]
#[test]
fn edited_in_secret() {
    let edit = |folder: &Folder| {
        let path = folder.path("team-003.lbr");
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        let mut bytes = fs::read(&path).unwrap();
        let end = bytes.len();
        bytes[end - 60..end - 50].fill(b'!');
        // The clock of some file systems stands still for a moment.
        std::thread::sleep(Duration::from_millis(20));
        sample::put(&path, &bytes);
        fs::File::options().write(true).open(&path).unwrap().set_modified(modified).unwrap();
    };
    check_after(edit, 1);
}

#[test]
fn in_parts() {
    let folder = Folder::of(MANY);
    folder.check(MANY);
    let header = folder.saved.store.load(&folder.saved.name).unwrap().header.id;
    let part = line::seal(&format!(r#"{{"format":1,"continues":"{header}","segment":2,"program":"0.1.0"}}"#));
    let event = line::seal(r#"{"n":4,"at":"2026-03-01T00:00:00Z","finished":{}}"#);
    sample::put(&part_path(&folder.saved.path, 2), format!("{part}{event}").as_bytes());
    // Its first file is the same; it is read each time.
    folder.check(1);
    folder.check(1);
    fs::remove_file(part_path(&folder.saved.path, 2)).unwrap();
    folder.check(1);
    folder.check(0);
}

#[test]
fn what_cannot_be_read_is_tried_each_time() {
    let folder = Folder::of(MANY);
    sample::put(&folder.path("broken.lbr"), b"hello\n");
    fs::create_dir(folder.path("a-folder.lbr")).unwrap();
    folder.check(MANY);
    folder.check(0);
    fs::copy(&folder.saved.path, folder.path("broken.lbr")).unwrap();
    folder.check(1);
}

#[test]
fn made_for_something_else() {
    let folder = Folder::of(MANY);
    folder.check(MANY);
    assert_eq!(folder.list_of("y").1, MANY);
    assert_eq!(folder.list_of("y").1, 0);
    folder.check(MANY);
}

#[test]
fn a_read_only_folder_is_read_in_silence() {
    let folder = Folder::of(MANY);
    // Nothing can be put in place of a folder that holds something.
    fs::create_dir(folder.index()).unwrap();
    sample::put(&folder.index().join("x"), b"");
    folder.check(MANY);
    folder.check(MANY);
    let left = fs::read_dir(folder.saved.folder.path()).unwrap();
    assert_eq!(left.count(), MANY + 1, "nothing half done is left behind");
}

#[cfg(unix)]
#[test]
fn only_the_owner_may_read_it() {
    use std::os::unix::fs::PermissionsExt;

    let folder = Folder::of(MANY);
    folder.check(MANY);
    assert_eq!(fs::metadata(folder.index()).unwrap().permissions().mode() & 0o777, 0o600);
}

/// An index that is not as it was written is not believed.
#[track_caller]
fn check_hostile(bytes: &[u8]) {
    let folder = Folder::of(MANY);
    sample::put(&folder.index(), bytes);
    folder.check(MANY);
    folder.check(0);
}

/// With its checksum right.
fn sealed(of: &str, rest: &str) -> Vec<u8> {
    let head = Head { index: FORM, of: of.to_owned(), sum: crc32fast::hash(rest.as_bytes()) };
    format!("{}\n{rest}", serde_json::to_string(&head).unwrap()).into_bytes()
}

#[rustfmt::skip]
mod hostile {
    use super::*;

    #[test] fn empty() { check_hostile(b""); }
    #[test] fn a_line_break() { check_hostile(b"\n"); }
    #[test] fn zeros() { check_hostile(&[0; 5000]); }
    #[test] fn no_text() { check_hostile(&[0xff; 5000]); }
    #[test] fn a_newer_form() { check_hostile(b"{\"index\":2,\"of\":\"x\",\"sum\":0}\n"); }
    #[test] fn a_checksum_of_something_else() { check_hostile(b"{\"index\":1,\"of\":\"x\",\"sum\":7}\n"); }
    #[test] fn nothing_in_it() { check_hostile(&sealed("x", "")); }
    #[test] fn lines_that_say_nothing() { check_hostile(&sealed("x", "{}\n[]\n\n")); }
    #[test] fn notes_of_another_kind() { check_hostile(&sealed("x", "[\"team-001\",{\"length\":1,\"modified\":1,\"changed\":1,\"inode\":1},null]\n")); }
    #[test] fn numbers_out_of_range() { check_hostile(&sealed("x", "[\"team-001\",{\"length\":-1,\"modified\":1e99,\"changed\":1,\"inode\":1},[1,\"\",0]]\n")); }
    #[test] fn files_that_are_not_there() { check_hostile(&sealed("x", "[\"../../etc/passwd\",{\"length\":1,\"modified\":1,\"changed\":1,\"inode\":1},[1,\"\",0]]\n")); }
    #[test] fn another_file_under_its_name() { check_hostile(&sealed("x", "[\"team-001\",{\"length\":1,\"modified\":1,\"changed\":1,\"inode\":1},[99,\"\",0]]\n")); }
    #[test] fn deep() { check_hostile(&sealed("x", &"[".repeat(100_000))); }
}

#[test]
fn every_cut_and_every_flipped_bit_of_its_beginning_is_noticed() {
    let folder = Folder::of(MANY);
    folder.check(MANY);
    let bytes = fs::read(folder.index()).unwrap();
    let known = |bytes: &[u8]| {
        sample::put(&folder.index(), bytes);
        read::<Note>(&folder.index(), "x").map_or(0, |known| known.len())
    };
    assert_eq!(known(&bytes), MANY);
    for end in (0..bytes.len()).step_by(7) {
        assert_eq!(known(&bytes[..end]), 0, "first {end} bytes");
    }
    for at in 0..300 {
        for bit in 0..8 {
            let mut flipped = bytes.clone();
            flipped[at] ^= 1 << bit;
            assert_eq!(known(&flipped), 0, "byte {at}, bit {bit}");
        }
    }
}

/// What may happen between two lists.
#[derive(Clone, Debug)]
enum Deed {
    Append(usize),
    Cut(usize),
    Delete(usize),
    Copy(usize, usize),
    Swap(usize, usize),
    Part(usize),
    /// A byte of the index becomes another.
    Scribble(usize, u8),
    DeleteIndex,
    /// An older index is put back.
    PutBack,
    Wait,
}

fn deeds() -> impl Strategy<Value = Vec<Deed>> {
    let files = 0..MANY + 3;
    let deed = prop_oneof![
        files.clone().prop_map(Deed::Append),
        files.clone().prop_map(Deed::Cut),
        files.clone().prop_map(Deed::Delete),
        (files.clone(), files.clone()).prop_map(|(from, to)| Deed::Copy(from, to)),
        (files.clone(), files.clone()).prop_map(|(one, other)| Deed::Swap(one, other)),
        files.prop_map(Deed::Part),
        (0..9000usize, any::<u8>()).prop_map(|(at, byte)| Deed::Scribble(at, byte)),
        Just(Deed::DeleteIndex),
        Just(Deed::PutBack),
        Just(Deed::Wait),
    ];
    prop::collection::vec(deed, 1..12)
}

fn perform(folder: &Folder, deed: &Deed, older: &[u8]) {
    let path = |number: &usize| folder.path(&format!("team-{number:03}.lbr"));
    // Much of it cannot be done, for want of a file: then nothing happens.
    match deed {
        Deed::Append(number) => {
            if let Ok(bytes) = fs::read(path(number)) {
                let event = line::seal(r#"{"n":4,"at":"2026-03-01T00:00:00Z","finished":{}}"#);
                sample::put(&path(number), &[bytes, event.into_bytes()].concat());
            }
        }
        Deed::Cut(number) => {
            if let Ok(file) = fs::File::options().write(true).open(path(number)) {
                let length = file.metadata().unwrap().len();
                file.set_len(length - length / 5).unwrap();
            }
        }
        Deed::Delete(number) => drop(fs::remove_file(path(number))),
        Deed::Copy(from, to) if from != to => drop(fs::copy(path(from), path(to))),
        Deed::Copy(..) => {}
        Deed::Swap(one, other) => {
            let aside = folder.path("aside");
            let moves = [(path(one), aside.clone()), (path(other), path(one)), (aside, path(other))];
            moves.iter().for_each(|(from, to)| drop(fs::rename(from, to)));
        }
        Deed::Part(number) => sample::put(&part_path(&path(number), 2), b"no part of it\n"),
        Deed::Scribble(at, byte) => {
            if let Ok(mut bytes) = fs::read(folder.index()) {
                if let Some(place) = bytes.get_mut(*at) {
                    *place = *byte;
                }
                sample::put(&folder.index(), &bytes);
            }
        }
        Deed::DeleteIndex => drop(fs::remove_file(folder.index())),
        Deed::PutBack => sample::put(&folder.index(), older),
        Deed::Wait => folder.now.set(folder.now.get() + Duration::from_secs(60)),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]
    #[test]
    fn the_list_is_what_the_files_say(deeds in deeds()) {
        let folder = Folder::of(MANY);
        folder.list_of("x");
        let older = fs::read(folder.index()).unwrap();
        for deed in &deeds {
            // Files that are written within one moment of the clock are as good as the same to the system.
            std::thread::sleep(Duration::from_millis(10));
            perform(&folder, deed, &older);
            let files = folder.saved.store.list().unwrap();
            let want: Vec<(String, Option<Note>)> =
                files.map(|listed| (listed.name.to_string(), listed.record.as_ref().ok().map(note))).collect();
            prop_assert_eq!(folder.list_of("x").0, want);
        }
    }
}
