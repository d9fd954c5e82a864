//! The keys that a name is found by: its pinyin without spaces and its initials.
//!
//! Each character gets one reading, the likeliest in a person's name: surnames that are read in
//! a way of their own are listed here, all else comes from the `pinyin` crate. ü is written v, as
//! people type it.

use pinyin::ToPinyin;

/// What a name is searched by.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct NameKeys {
    /// `zhangxiaoming` for 张晓明, `johnsmith` for John Smith.
    pub pinyin: String,
    /// `zxm` for 张晓明, `js` for John Smith.
    pub initials: String,
}

/// Surnames of two characters that are not read as their characters are.
const LONG_SURNAMES: [(&str, [&str; 2]); 9] = [
    ("尉迟", ["yu", "chi"]),
    ("尉遲", ["yu", "chi"]),
    ("万俟", ["mo", "qi"]),
    ("長孫", ["zhang", "sun"]),
    ("长孙", ["zhang", "sun"]),
    ("单于", ["chan", "yu"]),
    ("單于", ["chan", "yu"]),
    ("澹台", ["tan", "tai"]),
    ("宇文", ["yu", "wen"]),
];

/// Surnames of one character that are not read as the character usually is.
const SURNAMES: [(char, &str); 47] = [
    ('单', "shan"),
    ('單', "shan"),
    ('解', "xie"),
    ('曾', "zeng"),
    ('查', "zha"),
    ('仇', "qiu"),
    ('区', "ou"),
    ('區', "ou"),
    ('朴', "piao"),
    ('任', "ren"),
    ('华', "hua"),
    ('華', "hua"),
    ('盖', "ge"),
    ('蓋', "ge"),
    ('缪', "miao"),
    ('繆', "miao"),
    ('乐', "yue"),
    ('樂', "yue"),
    ('翟', "zhai"),
    ('冼', "xian"),
    ('洗', "xian"),
    ('折', "she"),
    ('种', "chong"),
    ('员', "yun"),
    ('員', "yun"),
    ('繁', "po"),
    ('秘', "bi"),
    ('么', "yao"),
    ('黑', "he"),
    ('谌', "chen"),
    ('諶', "chen"),
    ('祭', "zhai"),
    ('召', "shao"),
    ('覃', "qin"),
    ('薄', "bo"),
    ('隗', "wei"),
    ('佴', "nai"),
    ('阚', "kan"),
    ('闞', "kan"),
    ('乜', "nie"),
    ('句', "gou"),
    ('都', "du"),
    ('訾', "zi"),
    ('藏', "zang"),
    ('郇', "xun"),
    ('尉', "wei"),
    ('卜', "bu"),
];

/// Characters that are read differently in a given name than the crate's first reading.
const GIVEN: [(char, &str); 4] = [('晟', "sheng"), ('珩', "heng"), ('都', "du"), ('卜', "bu")];

/// The keys of a name.
pub fn name_keys(name: &str) -> NameKeys {
    let mut keys = NameKeys::default();
    let mut letters = name.trim().chars().peekable();
    let surname = surname_readings(name.trim());
    for reading in surname {
        keys.add_syllable(reading);
        letters.next();
    }
    let mut starts_word = true;
    for letter in letters {
        match given_reading(letter) {
            Some(reading) => {
                keys.add_syllable(reading);
                starts_word = true;
            }
            None if letter.is_ascii_alphanumeric() => {
                keys.add_letter(letter.to_ascii_lowercase(), starts_word);
                starts_word = false;
            }
            None if letter.is_alphanumeric() => {
                letter
                    .to_lowercase()
                    .for_each(|lower| keys.add_letter(lower, starts_word));
                starts_word = false;
            }
            // An apostrophe stands inside a word: O'Neill is one word, so is xi'an.
            None => starts_word = !matches!(letter, '\'' | '’'),
        }
    }
    keys
}

/// The reading of the surname at the start, when it has one of its own.
fn surname_readings(name: &str) -> &'static [&'static str] {
    for (surname, readings) in &LONG_SURNAMES {
        if name.starts_with(surname) {
            return readings;
        }
    }
    let first = name.chars().next();
    for (surname, reading) in &SURNAMES {
        if first == Some(*surname) {
            return std::slice::from_ref(reading);
        }
    }
    &[]
}

fn given_reading(letter: char) -> Option<&'static str> {
    let known = GIVEN.iter().find(|(given, _)| *given == letter);
    known
        .map(|(_, reading)| *reading)
        .or_else(|| letter.to_pinyin().map(pinyin::Pinyin::plain))
}

impl NameKeys {
    fn add_syllable(&mut self, reading: &str) {
        for (place, letter) in reading.chars().enumerate() {
            self.add_letter(if letter == 'ü' { 'v' } else { letter }, place == 0);
        }
    }

    fn add_letter(&mut self, letter: char, starts_word: bool) {
        self.pinyin.push(letter);
        if starts_word {
            self.initials.push(letter);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(table: &str) {
        for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
            let [name, pinyin, initials] = line.split('|').map(str::trim).collect::<Vec<_>>()[..]
            else {
                panic!("{line}")
            };
            let wanted = NameKeys {
                pinyin: pinyin.into(),
                initials: initials.into(),
            };
            assert_eq!(name_keys(name), wanted, "{name}");
        }
    }

    #[test]
    fn names_are_found_by_pinyin_and_initials() {
        check(
            "张晓明       | zhangxiaoming  | zxm
             李娜         | lina           | ln
             吕布         | lvbu           | lb
             欧阳修       | ouyangxiu      | oyx
             周晟         | zhousheng      | zs
             王珩         | wangheng       | wh
             John Smith   | johnsmith      | js
             Conan O'Neill| conanoneill    | co
             王Lily       | wanglily       | wl
             Éva Braun    | évabraun       | éb
             张3          | zhang3         | z3
             阿卜杜·热合曼| abudureheman   | abdrhm",
        );
    }

    #[test]
    fn surnames_are_read_as_surnames() {
        check(
            "单田芳   | shantianfang | stf
             解晓东   | xiexiaodong  | xxd
             曾国藩   | zengguofan   | zgf
             查良镛   | zhaliangyong | zly
             仇英     | qiuying      | qy
             区志远   | ouzhiyuan    | ozy
             朴树     | piaoshu      | ps
             任盈盈   | renyingying  | ryy
             翟天临   | zhaitianlin  | ztl
             尉迟恭   | yuchigong    | ycg
             万俟咏   | moqiyong     | mqy
             长孙无忌 | zhangsunwuji | zswj
             令狐冲   | linghuchong  | lhc
             缪斯     | miaosi       | ms",
        );
    }

    #[test]
    fn the_same_character_in_a_given_name_is_read_as_usual() {
        check(
            "王单   | wangdan    | wd
             李解   | lijie      | lj
             陈乐   | chenle     | cl",
        );
    }

    #[test]
    fn a_name_without_letters_has_no_keys() {
        check(
            "·  | |
             ☆  | |",
        );
        assert_eq!(name_keys(""), NameKeys::default());
    }
}
