//! Reading files that may be anything, and writing files that appear whole or not at all.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use super::Failure;
use super::failure::Reason;

/// What may become of a file that is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Overwrite {
    Never,
    /// Replaced as a whole; through a symbolic link, what it points to.
    Replace,
}

/// Begins a file that grows; what is there already is left alone.
pub fn begin(path: &Path) -> Result<File, Failure> {
    let fail = |error: io::Error| Failure::writing(path, &error);
    OpenOptions::new().write(true).create_new(true).open(path).map_err(fail)
}

/// Writes a file so that it holds either what it held before or all of `bytes`, whatever happens.
pub fn write_atomic(path: &Path, bytes: &[u8], overwrite: Overwrite) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::writing(path, &error);
    let there = match fs::symlink_metadata(path) {
        Ok(there) => Some(there),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Err(error) => return Err(fail(error)),
    };
    let Some(there) = there else { return place(path, path, bytes, overwrite, None) };
    if fs::metadata(path).is_ok_and(|target| target.is_dir()) {
        return Err(Failure::Unwritable { place: path.into(), reason: Reason::IsFolder });
    }
    if overwrite == Overwrite::Never {
        return Err(Failure::Exists { place: path.into() });
    }
    let target = match there.is_symlink() {
        true => fs::canonicalize(path).map_err(fail)?,
        false => path.to_path_buf(),
    };
    let replaced = fs::metadata(&target).map_err(fail)?;
    if !replaced.is_file() {
        // A device is written to, never replaced by a file.
        let mut device = without_waiting(OpenOptions::new().write(true)).open(&target).map_err(fail)?;
        return device.write_all(bytes).map_err(fail);
    }
    place(path, &target, bytes, overwrite, Some(replaced.permissions()))
}

fn place(
    asked: &Path,
    target: &Path,
    bytes: &[u8],
    overwrite: Overwrite,
    permissions: Option<fs::Permissions>,
) -> Result<(), Failure> {
    let fail = |error: io::Error| Failure::writing(asked, &error);
    let folder = folder_of(target);
    let mut builder = tempfile::Builder::new();
    builder.prefix(".leaky-bucket-");
    if let Some(permissions) = permissions.clone().or_else(ordinary) {
        builder.permissions(permissions);
    }
    let mut temporary = builder.tempfile_in(&folder).map_err(fail)?;
    temporary.write_all(bytes).map_err(fail)?;
    // What is replaced may have been open to more than the mask would leave; a new file may not.
    if let Some(permissions) = permissions {
        temporary.as_file().set_permissions(permissions).map_err(fail)?;
    }
    // Without this, a power cut after the rename can leave an empty file under the good name.
    temporary.as_file().sync_all().map_err(fail)?;
    match overwrite {
        Overwrite::Never => temporary.persist_noclobber(target),
        Overwrite::Replace => temporary.persist(target),
    }
    .map_err(|error| fail(error.error))?;
    sync_folder(&folder).map_err(fail)
}

/// Makes the names in a folder last through a power cut.
pub(super) fn sync_folder(folder: &Path) -> io::Result<()> {
    // Other systems neither offer nor need it.
    if !cfg!(unix) {
        return Ok(());
    }
    match File::open(folder)?.sync_all() {
        // Some network folders cannot be synced; they keep their names in other ways.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        synced => synced,
    }
}

/// The folder a path lies in.
pub(super) fn folder_of(path: &Path) -> PathBuf {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent.to_path_buf(),
        Some(_) | None => PathBuf::from("."),
    }
}

/// Reads a whole file of at most `limit` bytes; `-` is standard input.
///
/// What is not a plain file is refused before a byte is read, so that neither a pipe that nobody
/// writes to nor a device without end can hold us up.
pub fn read_limited(path: &Path, limit: u64) -> Result<Vec<u8>, Failure> {
    if path.as_os_str() == "-" {
        return read_to(path, &mut io::stdin().lock(), limit);
    }
    let (mut file, length) = open_plain(path, OpenOptions::new().read(true))?;
    if limit < length {
        return Err(Failure::TooLarge { place: path.into(), limit });
    }
    read_to(path, &mut file, limit)
}

/// Opens a file with the options given, and refuses what is not a plain file. Says how many bytes it has now.
pub(super) fn open_plain(path: &Path, options: &mut OpenOptions) -> Result<(File, u64), Failure> {
    let fail = |error: io::Error| Failure::reading(path, &error);
    let refuse = |reason: Reason| Err(Failure::Unreadable { place: path.into(), reason });
    let file = match without_waiting(options).open(path) {
        Ok(file) => file,
        // Not everywhere, nor to every end, can a folder be opened.
        Err(_) if fs::metadata(path).is_ok_and(|there| there.is_dir()) => {
            return refuse(Reason::FolderNoFile);
        }
        Err(error) => return Err(fail(error)),
    };
    let there = file.metadata().map_err(fail)?;
    match (there.is_file(), there.is_dir()) {
        (true, _) => Ok((file, there.len())),
        (false, true) => refuse(Reason::FolderNoFile),
        (false, false) => refuse(Reason::DeviceNoFile),
    }
}

/// Reads all there is, up to a limit.
pub(super) fn read_to(path: &Path, from: &mut dyn Read, limit: u64) -> Result<Vec<u8>, Failure> {
    let mut bytes = Vec::new();
    read_on(path, from, &mut bytes, limit)?;
    Ok(bytes)
}

/// Reads the rest of what has been read in part, up to a limit for the whole.
pub(super) fn read_on(
    path: &Path,
    from: &mut dyn Read,
    bytes: &mut Vec<u8>,
    limit: u64,
) -> Result<(), Failure> {
    let length = |bytes: &[u8]| u64::try_from(bytes.len()).unwrap_or(u64::MAX);
    let rest = limit.saturating_add(1).saturating_sub(length(bytes));
    from.take(rest).read_to_end(bytes).map_err(|error| Failure::reading(path, &error))?;
    match length(bytes) <= limit {
        true => Ok(()),
        false => Err(Failure::TooLarge { place: path.into(), limit }),
    }
}

#[cfg(unix)]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    use rustix::fs::OFlags;
    use std::os::unix::fs::OpenOptionsExt;

    let flags = OFlags::NONBLOCK | OFlags::NOCTTY;
    options.custom_flags(i32::try_from(flags.bits()).unwrap_or(0))
}

#[cfg(not(unix))]
fn without_waiting(options: &mut OpenOptions) -> &mut OpenOptions {
    options
}

/// What a new file may be used for, less what the person's own mask takes away.
#[cfg(unix)]
fn ordinary() -> Option<fs::Permissions> {
    use std::os::unix::fs::PermissionsExt;

    Some(fs::Permissions::from_mode(0o666))
}

#[cfg(not(unix))]
fn ordinary() -> Option<fs::Permissions> {
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::EN;

    const OLD: &[u8] = b"what was there";
    const NEW: &[u8] = b"new";

    fn folder_with_old() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.pdf");
        write_atomic(&path, OLD, Overwrite::Never).unwrap();
        (folder, path)
    }

    #[test]
    fn a_new_file_is_whole_and_alone() {
        let (folder, path) = folder_with_old();
        assert_eq!(fs::read(&path).unwrap(), OLD);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_there_stays_unless_it_may_be_replaced() {
        let (_folder, path) = folder_with_old();
        assert!(matches!(write_atomic(&path, NEW, Overwrite::Never), Err(Failure::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), OLD);
        write_atomic(&path, NEW, Overwrite::Replace).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
    }

    #[test]
    fn folders_are_refused() {
        let (folder, _path) = folder_with_old();
        for overwrite in [Overwrite::Never, Overwrite::Replace] {
            let failure = write_atomic(folder.path(), NEW, overwrite).unwrap_err();
            assert!(failure.in_words(&EN).contains("it is a folder"), "{failure:?}");
        }
        let failure = write_atomic(&folder.path().join("none/x.pdf"), NEW, Overwrite::Never).unwrap_err();
        assert!(failure.in_words(&EN).contains("its folder is not there"), "{failure:?}");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_to_replace() {
        use std::os::unix::fs::symlink;

        let (folder, path) = folder_with_old();
        let link = folder.path().join("link");
        symlink(&path, &link).unwrap();
        assert!(matches!(write_atomic(&link, NEW, Overwrite::Never), Err(Failure::Exists { .. })));
        assert_eq!(fs::read(&path).unwrap(), OLD);
        write_atomic(&link, NEW, Overwrite::Replace).unwrap();
        assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
        assert_eq!(fs::read(&path).unwrap(), NEW);

        let astray = folder.path().join("astray");
        symlink(folder.path().join("nowhere"), &astray).unwrap();
        assert!(matches!(write_atomic(&astray, NEW, Overwrite::Never), Err(Failure::Exists { .. })));
        assert!(!folder.path().join("nowhere").exists());
    }

    #[cfg(unix)]
    #[test]
    fn permissions_are_kept() {
        use std::os::unix::fs::PermissionsExt;

        let (_folder, path) = folder_with_old();
        fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
        write_atomic(&path, NEW, Overwrite::Replace).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    }

    #[cfg(unix)]
    #[test]
    fn a_new_file_obeys_the_mask() {
        use std::os::unix::fs::PermissionsExt;

        let folder = tempfile::tempdir().unwrap();
        let plain = folder.path().join("plain");
        fs::File::create(&plain).unwrap();
        let want = fs::metadata(&plain).unwrap().permissions().mode();
        for overwrite in [Overwrite::Never, Overwrite::Replace] {
            let path = folder.path().join(format!("{overwrite:?}"));
            write_atomic(&path, NEW, overwrite).unwrap();
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode(), want, "{overwrite:?}");
        }
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn devices_are_written_to_and_never_replaced() {
        let full = Path::new("/dev/full");
        assert!(matches!(write_atomic(full, NEW, Overwrite::Never), Err(Failure::Exists { .. })));
        assert!(matches!(write_atomic(full, NEW, Overwrite::Replace), Err(Failure::Full { .. })));
        write_atomic(Path::new("/dev/null"), NEW, Overwrite::Replace).unwrap();
        assert!(!fs::metadata("/dev/null").unwrap().is_file());
    }

    #[track_caller]
    fn check_refused(path: &Path, want: &str) {
        let failure = read_limited(path, 1000).unwrap_err().in_words(&EN);
        assert!(failure.contains(want), "{failure}");
    }

    #[test]
    fn files_are_read_up_to_the_limit() {
        let (_folder, path) = folder_with_old();
        assert_eq!(read_limited(&path, 14).unwrap(), OLD);
        assert!(matches!(read_limited(&path, 13), Err(Failure::TooLarge { limit: 13, .. })));
        assert!(matches!(read_limited(Path::new("none"), 13), Err(Failure::NotFound { .. })));
        check_refused(path.parent().unwrap(), "it is a folder, not a file");
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let (folder, _path) = folder_with_old();
        let pipe = folder.path().join("pipe");
        assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
        check_refused(&pipe, "it is a device or a pipe");
        check_refused(Path::new("/dev/zero"), "it is a device or a pipe");
        check_refused(Path::new("/proc/self/mem"), "cannot be read");
        assert!(write_atomic(&pipe, NEW, Overwrite::Replace).is_err());
    }
}
