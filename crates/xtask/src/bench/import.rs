//! Measures how long a million members take to come in on the embedded engine, as CSV and as a
//! workbook, one row in thirty-three bad in twelve kinds of ways; and that an import which is
//! killed half-way goes on, and the same file again changes nothing.

use super::figures::{Figure, record};
use anyhow::{Context, Result, bail, ensure};
use kernel::BrandId;
use platform::clock::{Clock, Stopwatch};
use platform::db::{Db, Options};
use platform::{args, sql};
use rust_xlsxwriter::Workbook;
use serde_json::Value as Json;
use std::collections::BTreeMap;
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;
use tempfile::TempDir;

/// What stands over the columns of [`member`].
pub const HEADING: [&str; 6] = ["姓名", "手机号", "性别", "生日", "会员卡号", "入会时间"];

/// Every so many rows one is bad: three in a hundred.
const BAD_EVERY: usize = 33;

/// The twelve ways in which rows are bad, by the reason that is expected: what stands in which
/// column; `#` is the row's number.
const BAD: [(&str, usize, &str); 12] = [
    ("value.wrong_format", 1, "12345"),
    ("phone.masked", 1, "139****0001"),
    ("cell.damaged", 1, "1.39E+10"),
    ("gender.unknown_word", 2, "男孩"),
    ("cell.not_a_date", 3, "31.02.1990"),
    ("date.too_early", 3, "1890-01-01"),
    ("date.too_late", 3, "2190-01-01"),
    ("cell.damaged", 4, "6.22E+15"),
    ("value.wrong_format", 4, "卡#"),
    ("cell.not_a_time", 5, "昨天"),
    ("date.too_late", 5, "2190-01-01 10:00"),
    ("text.too_long", 0, LONG_NAME),
];

/// Longer than any name may be.
const LONG_NAME: &str = "这个名字比任何人的名字都要长得多这个名字比任何人的名字都要长得多\
                         这个名字比任何人的名字都要长得多这个名字比任何人的名字都要长得多";

const ABOUT: &str = "A million generated members, one row in thirty-three bad, imported by the \
                     command line into an empty chain on SQLite; the time of the import job. \
                     Checked in the same run: every bad row is listed, killed half-way it goes \
                     on, the same file again changes nothing.";

/// Measures and records.
pub fn run(program: &Path, members: usize, is_dry: bool) -> Result<()> {
    let folder = tempfile::tempdir()?;
    let (csv, xlsx) = (
        folder.path().join("members.csv"),
        folder.path().join("members.xlsx"),
    );
    eprintln!("writing {members} members");
    let expected = write_files(members, &csv, &xlsx)?;
    let bad: i64 = expected.values().sum();
    let mut figures = Vec::new();
    for (name, file) in [("csv", &csv), ("xlsx", &xlsx)] {
        let chain = Chain::found(program)?;
        let (seconds, done) = chain.import(file)?;
        eprintln!("  {name}: {seconds:.1} s, {done}");
        ensure!(
            done["rejected"] == bad,
            "{name}: {bad} bad rows expected: {done}"
        );
        ensure!(done["accepted"] == members as i64 - bad, "{name}: {done}");
        let reasons: BTreeMap<String, i64> = serde_json::from_value(done["reasons"].clone())?;
        ensure!(
            reasons == expected,
            "{name}: {reasons:?}, expected {expected:?}"
        );
        figures.push(Figure::new(
            format!("import.1m.{name}.seconds"),
            seconds,
            "s",
            &format!("{members} members, SQLite, {bad} bad rows in 12 kinds, all listed"),
        ));
        if name == "csv" {
            let before = chain.counts()?;
            let (again, done) = chain.import(file)?;
            ensure!(done["totals"]["members"].is_null(), "twice: {done}");
            ensure!(
                chain.counts()? == before,
                "the same file again changed something"
            );
            let note = "the same file again: nothing changes";
            figures.push(Figure::new(
                "import.1m.again.seconds".into(),
                again,
                "s",
                note,
            ));
        }
    }
    let worst = figures.iter().filter(|one| !one.name.contains("again"));
    let worst = worst.map(|one| one.value).fold(0.0, f64::max);
    let note = "the slower of CSV and XLSX; at most 240";
    figures.push(Figure::new("import.1m.seconds".into(), worst, "s", note));
    let chain = Chain::found(program)?;
    let half = Duration::from_secs_f64(worst / 2.0);
    chain.import_killed_after(&csv, half, members as i64 - bad)?;
    eprintln!("  killed half-way: went on to the end");
    if is_dry {
        Ok(())
    } else {
        record("import", ABOUT, figures)
    }
}

/// A chain of its own, on a database of its own.
struct Chain {
    program: PathBuf,
    folder: TempDir,
}

impl Chain {
    fn found(program: &Path) -> Result<Chain> {
        let chain = Chain {
            program: program.to_owned(),
            folder: tempfile::tempdir()?,
        };
        let founded = chain
            .command()
            .args(["brand", "create", "--code", "bench", "--name", "Bench"])
            .args(["--owner", "owner", "--password", "bench-password-1"])
            .stdout(Stdio::null())
            .status()?;
        ensure!(founded.success(), "the brand was not founded");
        Ok(chain)
    }

    fn url(&self) -> String {
        format!("sqlite:{}/huitong.db", self.folder.path().display())
    }

    fn command(&self) -> Command {
        let mut command = Command::new(&self.program);
        command.env("HUITONG_DATABASE_URL", self.url());
        command.env("HUITONG_DATA", self.folder.path());
        command.env("HUITONG_LOG__LEVEL", "warn");
        command
    }

    /// Imports a file; answers with the seconds that the import took and what came out.
    fn import(&self, file: &Path) -> Result<(f64, Json)> {
        let output = self
            .command()
            .args(["import", "members"])
            .arg(file)
            .output()?;
        let text = String::from_utf8_lossy(&output.stdout);
        ensure!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        let done = text
            .lines()
            .find(|line| line.starts_with('{'))
            .context("no result")?;
        let seconds = text
            .lines()
            .find_map(|line| line.strip_prefix("done in ")?.strip_suffix(" s"))
            .context("no time")?;
        Ok((seconds.parse()?, serde_json::from_str(done)?))
    }

    /// Kills an import and lets a server go on with it.
    fn import_killed_after(&self, file: &Path, time: Duration, members: i64) -> Result<()> {
        let mut importing = self
            .command()
            .args(["import", "members"])
            .arg(file)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        std::thread::sleep(time);
        ensure!(
            importing.try_wait()?.is_none(),
            "it was done before it could be killed"
        );
        importing.kill()?;
        importing.wait()?;
        let half = self.counts()?.0;
        ensure!(
            0 < half && half < members,
            "killed at {half} of {members} members"
        );
        eprintln!("  killed at {half} members");
        let mut server = self.command().arg("serve").stdout(Stdio::null()).spawn()?;
        let watch = Stopwatch::start();
        let limit = Duration::from_secs(900);
        while self.counts()?.0 < members && watch.elapsed() < limit {
            std::thread::sleep(Duration::from_secs(2));
        }
        let reached = self.counts()?.0;
        Command::new("kill").arg(server.id().to_string()).status()?;
        server.wait()?;
        if reached != members {
            bail!("{reached} of {members} members after the server went on");
        }
        Ok(())
    }

    /// How many members there are, and what they are found by.
    fn counts(&self) -> Result<(i64, i64)> {
        let db = Db::open(&Options::new(self.url()), &Clock::system())?;
        let counts = db.read_blocking(BrandId(0), |tx| {
            let brands = sql!((BrandId,), "select id from brand");
            let (brand,) = tx.one(brands, args![])?;
            let members = sql!((i64,), "select count(*) from member where brand_id = $1");
            let known_by = sql!((i64,), "select count(*) from identity where brand_id = $1");
            let (members,) = tx.one(members, args![brand])?;
            let (known_by,) = tx.one(known_by, args![brand])?;
            Ok::<_, platform::db::DbError>((members, known_by))
        });
        db.drain();
        Ok(counts?)
    }
}

/// Writes both files; answers how many rows are bad for which reason.
fn write_files(members: usize, csv: &Path, xlsx: &Path) -> Result<BTreeMap<String, i64>> {
    let mut text = BufWriter::new(std::fs::File::create(csv)?);
    let mut book = Workbook::new();
    let sheet = book.add_worksheet_with_constant_memory()?;
    let mut expected = BTreeMap::new();
    writeln!(text, "{}", HEADING.join(","))?;
    for (column, cell) in (0..).zip(HEADING) {
        sheet.write_string(0, column, cell)?;
    }
    for number in 0..members {
        let mut cells = member(number);
        if number % BAD_EVERY == 0 {
            let (reason, column, cell) = BAD[number / BAD_EVERY % BAD.len()];
            cells[column] = cell.replace('#', &number.to_string());
            *expected.entry(reason.to_owned()).or_default() += 1;
        }
        writeln!(text, "{}", cells.join(","))?;
        for (column, cell) in (0..).zip(&cells) {
            sheet.write_string(number as u32 + 1, column, cell)?;
        }
    }
    text.flush()?;
    book.save(xlsx)?;
    Ok(expected)
}

const SURNAMES: &str = "王李张刘陈杨黄赵吴周徐孙马朱胡林郭何高罗郑梁谢宋唐许韩冯邓曹彭曾";
const GIVEN: &str = "伟芳娜敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂英华玉红文建国春梅志海燕波宇欣怡佳子涵梓轩浩然雨泽";

/// A made-up member; the same number gives the same one.
pub fn member(number: usize) -> Vec<String> {
    let pick = |from: &str, place: usize| {
        let letters: Vec<char> = from.chars().collect();
        letters[place % letters.len()]
    };
    let mixed = number.wrapping_mul(2_654_435_761) >> 7;
    let mut name = String::from(pick(SURNAMES, mixed));
    name.push(pick(GIVEN, mixed >> 5));
    if !mixed.is_multiple_of(3) {
        name.push(pick(GIVEN, mixed >> 11));
    }
    vec![
        name,
        format!("1{}", 3_900_000_000 + number as u64),
        if mixed.is_multiple_of(2) {
            "男"
        } else {
            "女"
        }
        .to_owned(),
        format!(
            "{}-{:02}-{:02}",
            1950 + mixed % 50,
            1 + mixed % 12,
            1 + mixed % 28
        ),
        format!("8{number:010}"),
        format!("2024-{:02}-{:02} 10:00:00", 1 + mixed % 12, 1 + mixed % 28),
    ]
}
