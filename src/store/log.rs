//! One assessment's file while it is being written to.
//!
//! A line is acknowledged only after `fdatasync`. After a failure the same descriptor is never synced
//! again: the system may have dropped the pages and would then call the loss a success. Writing goes on
//! in a further file, a part, that begins with everything that is not yet on the disk.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;
use uuid::Uuid;

use crate::assessment::Event;
use crate::questionnaire::Questionnaire;

use super::event::{ContinuedV1, EventV1, FORM, LineV1, time};
use super::failure::Reason;
use super::file::{folder_of, sync_folder};
use super::{Failure, Log, line};

/// The growing end of an assessment's file.
pub(super) struct FileLog {
    /// The assessment's first file, which is locked.
    path: PathBuf,
    id: Uuid,
    /// Held for its lock, and to see whether the file is still where it was.
    first: File,
    /// `None` after a failure.
    end: Option<End>,
    /// How many parts there are.
    parts: u32,
    /// The number of the next event.
    next: u64,
    /// Sealed lines that are not on the disk.
    unsaved: Vec<String>,
    /// All that is on the disk, in case the file is taken away.
    saved: Vec<u8>,
    /// Whether the file is no longer where it was.
    gone: bool,
}

/// Where lines are appended.
struct End {
    path: PathBuf,
    file: Box<dyn Sink>,
    /// The file ends within a line.
    ///
    /// We close that line instead of cutting it off, so that no byte is ever taken away from a file.
    /// Its event's number is given again, which tells a reader that nothing is lost there.
    within_line: bool,
}

/// What takes bytes and says when they are on the disk.
pub(super) trait Sink: Send {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()>;
}

impl Sink for File {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write_all(bytes)?;
        self.sync_data()
    }
}

/// What a log goes on from.
pub(super) struct Start {
    pub(super) path: PathBuf,
    pub(super) id: Uuid,
    pub(super) first: File,
    /// The last part, where it is another file than the first.
    pub(super) last: Option<(PathBuf, File)>,
    pub(super) parts: u32,
    pub(super) next: u64,
    /// All parts' bytes.
    pub(super) saved: Vec<u8>,
    pub(super) within_line: bool,
}

impl FileLog {
    pub(super) fn new(start: Start) -> io::Result<FileLog> {
        let Start { path, id, first, last, parts, next, saved, within_line } = start;
        let (end, file) = match last {
            Some((path, file)) => (path, file),
            None => (path.clone(), first.try_clone()?),
        };
        let end = Some(End { path: end, file: Box::new(file), within_line });
        Ok(FileLog { path, id, first, end, parts, next, unsaved: Vec::new(), saved, gone: false })
    }

    fn write(&mut self) -> Result<(), Failure> {
        if self.unsaved.is_empty() {
            return Ok(());
        }
        if !self.gone && is_elsewhere(&self.path, &self.first) {
            self.gone = true;
            self.end = None;
            let place = self.path.as_path().into();
            return Err(Failure::Unwritable { place, reason: Reason::Moved });
        }
        let lines = self.unsaved.concat();
        match self.end.take() {
            Some(mut end) => {
                let lead = if end.within_line { "\n" } else { "" };
                // On an error `end` is dropped here, and its descriptor with it.
                let put = end.file.put(format!("{lead}{lines}").as_bytes());
                put.map_err(|error| Failure::writing(&end.path, &error))?;
                end.within_line = false;
                self.end = Some(end);
            }
            None if self.gone => self.begin_anew(&lines)?,
            None => self.begin_part(&lines)?,
        }
        self.saved.extend_from_slice(lines.as_bytes());
        self.unsaved.clear();
        Ok(())
    }

    /// Goes on in a further file.
    fn begin_part(&mut self, lines: &str) -> Result<(), Failure> {
        let mut number = self.parts + 1;
        loop {
            let path = part_path(&self.path, number);
            let header = ContinuedV1 {
                format: FORM,
                continues: self.id.to_string(),
                segment: number,
                program: env!("CARGO_PKG_VERSION").to_owned(),
            };
            let header = sealed(&header, &path)?;
            match fresh_file(&path, format!("{header}{lines}").as_bytes()) {
                Ok(file) => {
                    self.parts = number;
                    self.end = Some(End { path, file: Box::new(file), within_line: false });
                    return Ok(());
                }
                Err(Failure::Exists { .. }) if number < MOST_PARTS => number += 1,
                Err(failure) => return Err(failure),
            }
        }
    }

    /// Writes the whole assessment to a new file, because the old one is no longer there.
    fn begin_anew(&mut self, lines: &str) -> Result<(), Failure> {
        let whole = [self.saved.as_slice(), lines.as_bytes()].concat();
        let folder = folder_of(&self.path);
        fs::create_dir_all(&folder).map_err(|error| Failure::writing(&folder, &error))?;
        let stem = self.path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (path, file) = first_free(&folder, &stem, &whole)?;
        let first = file.try_clone().map_err(|error| Failure::writing(&path, &error))?;
        *self = FileLog {
            end: Some(End { path: path.clone(), file: Box::new(file), within_line: false }),
            path,
            id: self.id,
            first,
            parts: 1,
            next: self.next,
            unsaved: std::mem::take(&mut self.unsaved),
            saved: std::mem::take(&mut self.saved),
            gone: false,
        };
        Ok(())
    }
}

impl Log for FileLog {
    fn append(&mut self, event: &Event, questionnaire: &Questionnaire, at: Timestamp) -> Result<(), Failure> {
        let event = EventV1::from_event(event, questionnaire);
        let line = LineV1 { n: self.next, at: time(at), event };
        self.unsaved.push(sealed(&line, &self.path)?);
        self.next = self.next.saturating_add(1);
        self.write()
    }

    fn retry(&mut self) -> Result<(), Failure> {
        self.write()
    }

    fn unsaved(&self) -> usize {
        self.unsaved.len()
    }

    fn place(&self) -> String {
        crate::text::visible(&self.path.to_string_lossy()).into_owned()
    }
}

/// More parts than any disk fails for.
pub(super) const MOST_PARTS: u32 = 999;

/// The file in which an assessment goes on: `northwind.2.lbr`.
pub(super) fn part_path(first: &Path, number: u32) -> PathBuf {
    match number {
        1 => first.to_path_buf(),
        number => first.with_extension(format!("{number}.lbr")),
    }
}

/// One stored thing as a line.
pub(super) fn sealed<T: serde::Serialize>(stored: &T, path: &Path) -> Result<String, Failure> {
    match serde_json::to_string(stored) {
        Ok(object) => Ok(line::seal(&object)),
        Err(error) => Err(Failure::writing(path, &error.into())),
    }
}

/// Makes a new file under the first of `stem.lbr`, `stem-2.lbr` ... that is free.
pub(super) fn first_free(folder: &Path, stem: &str, bytes: &[u8]) -> Result<(PathBuf, File), Failure> {
    const MOST: u32 = 9999;
    let mut number = 1;
    loop {
        let name = match number {
            1 => format!("{stem}.lbr"),
            number => format!("{stem}-{number}.lbr"),
        };
        let path = folder.join(name);
        // Parts of an assessment whose first file is gone must not be taken for parts of this one.
        let is_taken = fs::symlink_metadata(&path).is_ok() || part_path(&path, 2).exists();
        match is_taken && number < MOST {
            true => number += 1,
            false => match fresh_file(&path, bytes) {
                Ok(file) => return Ok((path, file)),
                Err(Failure::Exists { .. }) if number < MOST => number += 1,
                Err(failure) => return Err(failure),
            },
        }
    }
}

/// Makes a new file that appears whole, locked, readable by its owner only, and lasts through a power cut.
pub(super) fn fresh_file(path: &Path, bytes: &[u8]) -> Result<File, Failure> {
    let fail = |error: io::Error| Failure::writing(path, &error);
    let folder = folder_of(path);
    let mut temporary =
        tempfile::Builder::new().prefix(".leaky-bucket-").tempfile_in(&folder).map_err(fail)?;
    temporary.write_all(bytes).map_err(fail)?;
    temporary.as_file().sync_all().map_err(fail)?;
    lock(temporary.as_file(), path)?;
    let file = temporary.persist_noclobber(path).map_err(|error| fail(error.error))?;
    if let Err(error) = sync_folder(&folder) {
        // Nobody was told that it is there. If it cannot be removed either, reading it does no harm.
        fs::remove_file(path).ok();
        return Err(fail(error));
    }
    Ok(file)
}

/// Takes a file for ourselves until it is closed, however we end.
pub(super) fn lock(file: &File, path: &Path) -> Result<(), Failure> {
    match file.try_lock() {
        Ok(()) => Ok(()),
        Err(fs::TryLockError::WouldBlock) => {
            let (pid, host) = holder(file);
            Err(Failure::InUse { place: path.into(), pid, host })
        }
        // Some network folders know no locks. An unguarded file is better than none.
        Err(fs::TryLockError::Error(error)) if error.kind() == io::ErrorKind::Unsupported => Ok(()),
        Err(fs::TryLockError::Error(error)) => Err(Failure::writing(path, &error)),
    }
}

/// The process that has locked a file and the computer it runs on, where the system tells.
#[cfg(target_os = "linux")]
fn holder(file: &File) -> (Option<u32>, Option<String>) {
    use std::os::unix::fs::MetadataExt;

    let Ok(metadata) = file.metadata() else { return (None, None) };
    let locks = fs::read_to_string("/proc/locks").unwrap_or_default();
    // 1: FLOCK  ADVISORY  WRITE 4711 fd:01:131313 0 EOF
    let pid = locks.lines().find_map(|line| {
        let mut words = line.split_whitespace().skip(4);
        let pid: u32 = words.next()?.parse().ok()?;
        let inode: u64 = words.next()?.rsplit(':').next()?.parse().ok()?;
        (inode == metadata.ino() && pid != 0).then_some(pid)
    });
    let host = fs::read_to_string("/proc/sys/kernel/hostname").ok().map(|host| host.trim().to_owned());
    (pid, host)
}

#[cfg(not(target_os = "linux"))]
fn holder(_file: &File) -> (Option<u32>, Option<String>) {
    (None, None)
}

/// Whether the file under this path is no longer the one that we have open.
#[cfg(unix)]
fn is_elsewhere(path: &Path, file: &File) -> bool {
    use std::os::unix::fs::MetadataExt;

    match (fs::metadata(path), file.metadata()) {
        (Ok(there), Ok(ours)) => (there.dev(), there.ino()) != (ours.dev(), ours.ino()),
        (Err(error), _) => matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory),
        (Ok(_), Err(_)) => false,
    }
}

/// Elsewhere a file that is open cannot be taken away.
#[cfg(not(unix))]
fn is_elsewhere(_path: &Path, _file: &File) -> bool {
    false
}

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::super::{Directory, Store, sample};
    use super::*;
    use crate::words::EN;

    /// A disk that writes only some of the bytes and then says no.
    struct Failing {
        file: File,
        error: io::ErrorKind,
        /// How many bytes reach the file before.
        after: usize,
        /// How often it was asked to write.
        asked: Arc<Mutex<u32>>,
    }

    impl Sink for Failing {
        fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
            *self.asked.lock().unwrap() += 1;
            self.file.write_all(&bytes[..self.after.min(bytes.len())])?;
            Err(self.error.into())
        }
    }

    fn open(saved: &sample::Saved) -> FileLog {
        let mut first = File::options().read(true).append(true).open(&saved.path).unwrap();
        lock(&first, &saved.path).unwrap();
        let bytes = super::super::file::read_to(&saved.path, &mut first, 1 << 20).unwrap();
        let part = super::super::record::Part { number: 1, bytes: bytes.clone() };
        let reading = super::super::record::read(&saved.path, &[part], &mut Default::default()).unwrap();
        let start = Start {
            path: saved.path.clone(),
            id: reading.record.header.id,
            first,
            last: None,
            parts: 1,
            next: reading.next,
            saved: bytes,
            within_line: false,
        };
        FileLog::new(start).unwrap()
    }

    fn fail(log: &mut FileLog, error: io::ErrorKind, after: usize) -> Arc<Mutex<u32>> {
        let asked = Arc::new(Mutex::new(0));
        let end = log.end.as_mut().unwrap();
        let file = File::options().append(true).open(&end.path).unwrap();
        end.file = Box::new(Failing { file, error, after, asked: Arc::clone(&asked) });
        asked
    }

    /// All that is on the disk, and whether it is said to be whole.
    #[track_caller]
    fn check_saved(saved: &sample::Saved, events: &[Event]) {
        let record = saved.store.load(&saved.name).unwrap();
        assert_eq!(record.warnings, []);
        let (assessment, warnings) = record.assessment(sample::questionnaire());
        assert_eq!(warnings, []);
        assert_eq!(record.events.len(), events.len());
        sample::check_same(&assessment, &sample::replayed(events));
    }

    /// A disk fails at the third event, having written `after` bytes of it, for every kind of trouble.
    #[track_caller]
    fn check_failure(error: io::ErrorKind, after: usize) {
        let events = sample::events();
        let questionnaire = sample::questionnaire();
        let saved = sample::saved(&events[..2]);
        let mut log = open(&saved);
        let asked = fail(&mut log, error, after);
        log.append(&events[2], &questionnaire, sample::at()).unwrap_err();
        assert_eq!(log.unsaved(), 1);
        // The next part cannot be begun either.
        let last = part_path(&saved.path, MOST_PARTS);
        sample::put(&last, b"");
        log.parts = MOST_PARTS - 1;
        log.append(&events[3], &questionnaire, sample::at()).unwrap_err();
        log.retry().unwrap_err();
        assert_eq!(log.unsaved(), 2);
        fs::remove_file(&last).unwrap();
        log.parts = 1;
        log.retry().unwrap();
        assert_eq!(log.unsaved(), 0);
        log.append(&events[4], &questionnaire, sample::at()).unwrap();
        assert_eq!(*asked.lock().unwrap(), 1, "the descriptor that failed is never used again");
        drop(log);
        assert!(part_path(&saved.path, 2).exists());
        check_saved(&saved, &events[..5]);

        let (_, mut log) = saved.open();
        log.append(&events[5], &questionnaire, sample::at()).unwrap();
        check_saved(&saved, &events[..6]);
    }

    #[test]
    fn full_disk() {
        check_failure(io::ErrorKind::StorageFull, 0);
    }
    #[test]
    fn full_disk_within_a_line() {
        check_failure(io::ErrorKind::StorageFull, 40);
    }
    #[test]
    fn sync_fails_after_all_was_written() {
        check_failure(io::ErrorKind::Other, usize::MAX);
    }
    #[test]
    fn quota_within_the_last_byte() {
        check_failure(io::ErrorKind::QuotaExceeded, 60);
    }

    #[test]
    fn what_failed_is_said() {
        let saved = sample::saved(&[]);
        let mut log = open(&saved);
        fail(&mut log, io::ErrorKind::StorageFull, 3);
        let failure = log.append(&Event::Finished, &sample::questionnaire(), sample::at()).unwrap_err();
        assert!(matches!(failure, Failure::Full { .. }), "{failure:?}");
        assert_eq!(log.place(), saved.path.to_string_lossy());
    }

    #[test]
    fn a_part_of_another_assessment_is_left_alone() {
        let events = sample::events();
        let saved = sample::saved(&events[..2]);
        let foreign = line::seal(r#"{"format":1,"continues":"other","segment":2,"program":"0.1.0"}"#);
        sample::put(&part_path(&saved.path, 2), foreign.as_bytes());
        let mut log = open(&saved);
        fail(&mut log, io::ErrorKind::Other, 7);
        log.append(&events[2], &sample::questionnaire(), sample::at()).unwrap_err();
        log.retry().unwrap();
        let record = saved.store.load(&saved.name).unwrap();
        assert_eq!(record.events.len(), 3);
        assert_eq!(record.warnings, [super::super::Warning::ForeignPart { part: 2 }]);
        assert_eq!(fs::read(part_path(&saved.path, 2)).unwrap(), foreign.as_bytes());
        assert!(part_path(&saved.path, 3).exists());
    }

    /// The file is taken away while it is in use; all of it is saved anew beside.
    #[cfg(unix)]
    #[track_caller]
    fn check_taken_away(take: impl Fn(&Path)) {
        let events = sample::events();
        let questionnaire = sample::questionnaire();
        let (saved, mut log) = sample::begun();
        log.append(&events[0], &questionnaire, sample::at()).unwrap();
        take(&saved.path);
        let failure = log.append(&events[1], &questionnaire, sample::at()).unwrap_err();
        assert!(failure.in_words(&EN).contains("moved, replaced or deleted"), "{failure:?}");
        log.append(&events[2], &questionnaire, sample::at()).unwrap();
        let path = PathBuf::from(log.place());
        let folder = Directory::new(saved.folder.path());
        let stem = path.file_stem().unwrap().to_string_lossy().into_owned();
        let name = super::super::Name::new(&stem).unwrap();
        assert!(matches!(folder.open(&name), Err(Failure::InUse { .. })), "the new file is locked too");
        drop(log);
        let record = super::super::directory::load(&path).unwrap();
        let (assessment, _) = record.assessment(sample::questionnaire());
        sample::check_same(&assessment, &sample::replayed(&events[..3]));
    }

    #[cfg(unix)]
    #[test]
    fn deleted_while_in_use() {
        check_taken_away(|path| fs::remove_file(path).unwrap());
    }
    #[cfg(unix)]
    #[test]
    fn moved_while_in_use() {
        check_taken_away(|path| fs::rename(path, path.with_extension("old")).unwrap());
    }
    #[cfg(unix)]
    #[test]
    fn replaced_while_in_use() {
        check_taken_away(|path| {
            fs::remove_file(path).unwrap();
            sample::put(path, b"something else");
        });
    }
    #[cfg(unix)]
    #[test]
    fn folder_deleted_while_in_use() {
        check_taken_away(|path| fs::remove_dir_all(path.parent().unwrap()).unwrap());
    }
}
