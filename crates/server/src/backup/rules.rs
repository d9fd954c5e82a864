//! What the file of a backup is called. Pure.

use kernel::{JobId, Timestamp};

const BEGINNING: &str = "huitong-";

/// `huitong-20261125T040000Z-job_….db`: when it was begun, by which job, and what is in it. From
/// the command line there is no job.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileName {
    /// To the second.
    pub taken_at: Timestamp,
    pub job_id: Option<JobId>,
    pub ending: &'static str,
}

impl FileName {
    /// Reads a name that has one of the endings; none if it is not that of a backup.
    pub fn read(text: &str, endings: &[&'static str]) -> Option<FileName> {
        let (name, ending) = text.strip_prefix(BEGINNING)?.split_once('.')?;
        let (moment, job_id) = match name.split_once('-') {
            Some((moment, job)) => (moment, Some(job.parse().ok()?)),
            None => (name, None),
        };
        let read = FileName {
            taken_at: read_moment(moment)?,
            job_id,
            ending: endings.iter().find(|known| **known == ending)?,
        };
        // Nothing else is written like it.
        (read.to_string() == text).then_some(read)
    }
}

impl std::fmt::Display for FileName {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let moment = self.taken_at.to_rfc3339();
        let to_the_second = moment.split('.').next().unwrap_or_default();
        let plain: String = to_the_second.split(['-', ':']).collect();
        write!(f, "{BEGINNING}{plain}Z")?;
        if let Some(job_id) = self.job_id {
            write!(f, "-{job_id}")?;
        }
        write!(f, ".{}", self.ending)
    }
}

fn read_moment(text: &str) -> Option<Timestamp> {
    let [year, month, day, hour, minute, second] =
        [0..4, 4..6, 6..8, 9..11, 11..13, 13..15].map(|place| text.get(place));
    let (date, time) = (
        [year?, month?, day?].join("-"),
        [hour?, minute?, second?].join(":"),
    );
    format!("{date}T{time}Z").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_tells_when_by_which_job_and_of_what() {
        let at: Timestamp = "2026-11-25T04:00:07.250Z".parse().expect("a time");
        let name = FileName {
            taken_at: at,
            job_id: None,
            ending: "db",
        };
        assert_eq!(name.to_string(), "huitong-20261125T040007Z.db");
        let job_id = Some(JobId(77));
        let text = FileName {
            job_id,
            ending: "dump",
            ..name
        }
        .to_string();
        let read = FileName::read(&text, &["db", "dump"]).expect("it reads back");
        assert_eq!((read.job_id, read.ending), (job_id, "dump"));
        assert_eq!(read.taken_at, at.plus_millis(-250));
    }

    #[test]
    fn other_files_are_no_backups() {
        for other in [
            "",
            "huitong.db",
            "huitong-20261125T040007Z",
            "huitong-20261125T040007Z.db.part",
            "huitong-20261125T040007Z.dump",
            "huitong-20261325T040007Z.db",
            "huitong-2026-11-25.db",
            "huitong-20261125T040007Z-mem_1.db",
            "huitong-20261125T040007Z-x.db",
            "huitong-2026１125T040007Z.db",
        ] {
            assert_eq!(FileName::read(other, &["db"]), None, "{other}");
        }
    }
}
