//! The person's own editor: which it is, and a text that is handed to it.

use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process;

use tempfile::{Builder, TempDir};

use super::message::Message;
use super::report::shown;
use crate::questionnaire::answer::LONGEST_TEXT;
use crate::store::file::read_limited;
use crate::text::{clean_lines, visible};
use crate::words::{Words, fill};

/// The person's editor; without a name for it, the one that most systems have, where there is a terminal to use
/// it in.
pub(super) fn command() -> Option<String> {
    let set = |name: &str| std::env::var(name).ok().filter(|value| !value.trim().is_empty());
    let usual = || io::stdin().is_terminal().then(|| USUAL.to_owned());
    set("VISUAL").or_else(|| set("EDITOR")).or_else(usual)
}

const USUAL: &str = if cfg!(windows) { "notepad" } else { "vi" };

/// Opens a file in the editor, and waits until the person is done. The message says why that came to nothing.
pub(super) fn open(editor: &str, path: &Path) -> Result<(), Message> {
    // A program's path may hold spaces; else what follows the first word are its options.
    let (program, options) = match Path::new(editor).is_file() {
        true => (editor, ""),
        false => editor.trim().split_once(' ').unwrap_or((editor.trim(), "")),
    };
    io::stdout().flush().ok();
    let ended = process::Command::new(program).args(options.split_whitespace()).arg(path).status();
    match ended {
        Ok(status) if status.success() => Ok(()),
        Ok(status) => {
            let editor = visible(editor).into_owned();
            let values = move |words: &'static Words| {
                fill(words.editor.ended, &[("editor", &editor), ("status", &status)])
            };
            Err(Message::of(values))
        }
        Err(error) => {
            let editor = visible(editor).into_owned();
            let values = move |words: &'static Words| {
                fill(words.editor.not_started, &[("editor", &editor), ("why", &error)])
            };
            Err(Message::of(values))
        }
    }
}

/// Hands a text to the editor, and returns what became of it. The file lies in a folder that only this person can
/// look into, and is gone afterwards; it stays only when it holds something that could not be taken over, and the
/// message then says where.
pub(super) fn edit(text: &str) -> Result<String, Message> {
    let Some(editor) = command() else {
        return Err(Message::of(|words| words.editor.none_named.to_owned()));
    };
    edit_with(&editor, text)
}

fn edit_with(editor: &str, text: &str) -> Result<String, Message> {
    let begun = || -> io::Result<(TempDir, PathBuf)> {
        let folder = private_folder()?;
        let mut file =
            Builder::new().prefix("text").rand_bytes(0).suffix(".txt").tempfile_in(folder.path())?;
        file.write_all(text.as_bytes())?;
        let (_, path) = file.keep()?;
        Ok((folder, path))
    };
    let (folder, path) =
        begun().map_err(|error| Message::of(move |words| fill(words.editor.no_file, &[("why", &error)])))?;
    let ended = open(editor, &path);
    // An editor may have put another file in its place.
    let read = read_limited(&path, 4 * LONGEST_TEXT as u64)
        .map_err(|failure| Message::of(move |words| failure.in_words(words)));
    let written = read.and_then(|bytes| {
        let not_utf8 = |_| Message::of(|words| words.editor.not_utf8.to_owned());
        let written = String::from_utf8(bytes).map_err(not_utf8)?;
        let written = clean_lines(&written).trim_end_matches('\n').to_owned();
        match LONGEST_TEXT < written.len() {
            true => Err(Message::of(|words| {
                fill(words.editor.too_long, &[("most", &(LONGEST_TEXT / 1024 * 1000))])
            })),
            false => Ok(written),
        }
    });
    let has_something = written.as_ref().is_ok_and(|written| written != text) || written.is_err();
    match (ended, written) {
        (Ok(()), Ok(written)) => Ok(written),
        (Err(why), _) if !has_something => {
            Err(Message::of(move |words| fill(words.editor.set_another, &[("why", &why.in_words(words))])))
        }
        (Err(why), _) | (Ok(()), Err(why)) if !path.exists() => Err(why),
        (Err(why), _) | (Ok(()), Err(why)) => {
            let kept = shown(&folder.keep().join("text.txt"));
            Err(Message::of(move |words| {
                fill(words.editor.kept, &[("why", &why.in_words(words)), ("path", &kept)])
            }))
        }
    }
}

fn private_folder() -> io::Result<TempDir> {
    let mut builder = Builder::new();
    builder.prefix("leaky-bucket-");
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(std::fs::Permissions::from_mode(0o700));
    }
    builder.tempdir()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;
    use crate::store::file::{Overwrite, write_atomic};
    use crate::words::EN;

    /// An editor that is a line of shell; `$1` is the file.
    fn editor(folder: &Path, script: &str) -> String {
        let path = folder.join("editor");
        write_atomic(&path, format!("{script}\n").as_bytes(), Overwrite::Replace).unwrap();
        format!("sh {}", path.to_str().unwrap())
    }

    #[track_caller]
    fn check(script: &str, want: Result<&str, &str>) {
        let folder = tempfile::tempdir().unwrap();
        let edited = edit_with(&editor(folder.path(), script), "before").map_err(|why| why.in_words(&EN));
        match (&edited, want) {
            (Ok(edited), Ok(want)) => assert_eq!(edited, want),
            (Err(why), Err(want)) => assert!(why.contains(want), "{why}"),
            (_, _) => panic!("{edited:?}"),
        }
    }

    #[rustfmt::skip]
    mod cases {
        use super::*;

        #[test] fn left_as_it_was() { check("true", Ok("before")); }
        #[test] fn gone_on_with() { check(r#"printf ' and\r\nafter\n\n' >> "$1""#, Ok("before and\nafter")); }
        #[test] fn put_in_its_place() { check(r#"printf new > "$1.new"; mv "$1.new" "$1""#, Ok("new")); }
        #[test] fn emptied() { check(r#": > "$1""#, Ok("")); }
        #[test] fn hostile_text() { check(r#"printf 'a\033[2J\000b' > "$1""#, Ok("a[2Jb")); }
        #[test] fn given_up() { check("exit 3", Err("ended with exit status: 3: set VISUAL")); }
        #[test] fn taken_away() { check(r#"rm "$1""#, Err("")); }
    }

    /// What was written and could not be taken over stays, and its place is told.
    #[track_caller]
    fn check_kept(script: &str, why: &str, want: &[u8]) {
        let folder = tempfile::tempdir().unwrap();
        let says = edit_with(&editor(folder.path(), script), "before").unwrap_err().in_words(&EN);
        assert!(says.contains(why), "{says}");
        let path = Path::new(says.split('`').rev().nth(1).unwrap());
        assert!(read_limited(path, 1 << 20).unwrap().starts_with(want), "{says}");
        std::fs::remove_dir_all(path.parent().unwrap()).unwrap();
    }

    #[test]
    fn nothing_written_is_lost() {
        check_kept(r#"printf '\377' > "$1""#, "not UTF-8", b"\xff");
        check_kept(r#"head -c 20000 /dev/zero | tr '\0' a > "$1""#, "longer than", b"aaa");
        check_kept(r#"echo more >> "$1"; exit 1"#, "exit status: 1", b"beforemore");
    }

    #[test]
    fn only_this_person_can_read_it() {
        let listing = r#"ls -ld "$1" "$(dirname "$1")" | cut -c 1-10 > "$1.is"; mv "$1.is" "$1""#;
        check(listing, Ok("drwx------\n-rw-------"));
    }

    /// A shell takes the text for its script.
    #[test]
    fn a_program_with_a_space_in_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let program = folder.path().join("my editor");
        std::os::unix::fs::symlink("/bin/sh", &program).unwrap();
        let why = edit_with(program.to_str().unwrap(), "exit 7").unwrap_err().in_words(&EN);
        assert!(why.contains("ended with exit status: 7"), "{why}");
    }

    #[test]
    fn there_is_no_such_editor() {
        let why = edit_with("/nowhere/no-such-editor -w", "before").unwrap_err().in_words(&EN);
        assert!(why.contains("cannot be started"), "{why}");
    }
}
