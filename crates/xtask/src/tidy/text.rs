//! Rules about every file that is committed: no notes to self, no machine's paths, no download
//! hosts, no large files.

use super::Tree;
use anyhow::{Context, Result};
use std::process::Command;

const SIZE_MAX: u64 = 3_000_000;

/// Complains of what must not be committed.
pub fn check(tree: &Tree) -> Result<Vec<String>> {
    // What git would commit: tracked files and new ones that it does not ignore.
    let listed = Command::new("git")
        .args(["ls-files", "--cached", "--others", "--exclude-standard"])
        .current_dir(&tree.root)
        .output()
        .context("git lists the files")?;
    let mut complaints = Vec::new();
    for path in String::from_utf8_lossy(&listed.stdout).lines() {
        let file = tree.root.join(path);
        let Ok(about) = file.metadata() else { continue };
        if about.len() > SIZE_MAX {
            complaints.push(format!("{path}: {} bytes", about.len()));
        }
        let Ok(text) = std::fs::read_to_string(&file) else {
            continue;
        };
        complaints.extend(check_text(path, &text));
    }
    Ok(complaints)
}

fn check_text(path: &str, text: &str) -> Vec<String> {
    let mut complaints = Vec::new();
    // The words are put together here, so that this file does not hold them.
    let note = ["FIX", "ME"].concat();
    let later = ["TO", "DO"].concat();
    let is_lock =
        path.ends_with(".lock") || path.ends_with("-lock.yaml") || path.ends_with("-lock.json");
    let hosts = ["\"resolved\": \"http", "tarball: http", "registry=http"];
    for (number, line) in (1..).zip(text.lines()) {
        let mut say = |what: &str| complaints.push(format!("{path}:{number}: {what}"));
        if line.contains(&note) {
            say("a note to self may not be merged");
        }
        if line.contains(&later) && !line.contains(&format!("{later}(#")) {
            say("work for later needs the number of an issue");
        }
        if hosts.iter().any(|host| line.contains(host)) && !path.ends_with("tidy/text.rs") {
            say("a download host");
        }
        if !is_lock
            && ["root", "work", "home"]
                .iter()
                .any(|place| line.contains(&format!("/{place}/")))
        {
            say("a path of somebody's machine");
        }
    }
    complaints
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_and_paths_are_found() {
        let note = format!("// {}: later", ["FIX", "ME"].concat());
        assert_eq!(check_text("a.rs", &note).len(), 1);
        assert_eq!(
            check_text("a.rs", &format!("let path = \"/{}/li/x\";", "home")).len(),
            1
        );
        assert_eq!(check_text("a.rs", "let path = \"./data\";").len(), 0);
    }
}
