//! Plausible Chinese names and fictitious phone numbers for the demo chain's members.
//!
//! Everything follows from a household's number, so that the demo is the same at every first
//! start. The numbers begin with 154, which no carrier has given out to people.

use kernel::BusinessDate;

/// The most frequent surnames, the most frequent first.
const SURNAMES: &[&str] = &[
    "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭",
    "何", "高", "林", "罗", "郑", "梁", "谢", "宋", "唐", "许", "韩", "冯", "邓", "曹", "彭", "曾",
    "萧", "田", "董", "潘", "袁", "蔡", "蒋", "余", "于", "杜", "叶", "程", "魏", "苏", "吕", "丁",
    "任", "卢", "姚", "沈", "钟", "姜", "崔", "谭", "陆", "汪", "范", "金", "石", "廖", "贾", "夏",
    "韦", "付", "方", "白", "邹", "孟", "熊", "秦", "邱", "江", "尹", "薛", "闫", "段", "雷", "侯",
    "龙", "史", "陶", "黎", "贺", "顾", "毛", "郝", "龚", "邵", "欧阳", "上官", "司马",
];

const GIVEN_FEMALE: &[&str] = &[
    "芳", "娜", "敏", "静", "丽", "秀英", "艳", "娟", "霞", "燕", "玲", "桂英", "丹", "萍", "红",
    "玉兰", "雪梅", "晓燕", "婷婷", "雨欣", "梓涵", "诗涵", "欣怡", "佳怡", "雅静", "思琪", "梦瑶",
    "海燕", "淑华", "慧", "倩", "琳", "莉", "洁", "美玲", "春梅", "凤英", "冬梅", "晓丽", "若曦",
    "可馨", "语桐",
];

const GIVEN_MALE: &[&str] = &[
    "伟", "强", "磊", "洋", "勇", "军", "杰", "涛", "超", "明", "刚", "平", "辉", "鹏", "华", "飞",
    "鑫", "波", "斌", "宇", "浩然", "子轩", "浩宇", "俊杰", "建国", "志强", "建华", "国强", "海涛",
    "文博", "天佑", "梓豪", "宇航", "嘉豪", "博文", "立新", "晓东", "振华", "少杰", "一鸣", "思远",
    "承泽",
];

/// A person who does not exist.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Person {
    /// Surname and given name.
    pub name: String,
    /// Eleven digits that no carrier has given out.
    pub phone: String,
    /// Whether the name is a woman's.
    pub is_female: bool,
    /// A birthday between 1945 and 2004.
    pub birthday: BusinessDate,
}

/// The person who stands for a household.
pub fn person(household: i64) -> Person {
    let mut dice = Dice(household.unsigned_abs());
    // Squaring the roll makes the frequent surnames frequent.
    let roll = dice.below(1_000);
    let surname = SURNAMES[(roll * roll * SURNAMES.len() as u64 / 1_000_000) as usize];
    let is_female = dice.below(100) < 58;
    let given = if is_female { GIVEN_FEMALE } else { GIVEN_MALE };
    let given = given[dice.below(given.len() as u64) as usize];
    // 7 919 has no factor in common with 10^8, so no two households share a number.
    let number = household
        .unsigned_abs()
        .wrapping_mul(7_919)
        .wrapping_add(20_260)
        % 100_000_000;
    let year = 1945 + dice.below(60);
    let month = 1 + dice.below(12);
    let day = 1 + dice.below(28);
    let birthday = format!("{year:04}-{month:02}-{day:02}");
    Person {
        name: format!("{surname}{given}"),
        phone: format!("154{number:08}"),
        is_female,
        birthday: birthday.parse().expect("every month has 28 days"),
    }
}

/// A small deterministic generator (SplitMix64); the demo needs no secrets.
pub struct Dice(pub u64);

impl Dice {
    /// A number from 0 to `end - 1`.
    pub fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) % end
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_households_share_a_number() {
        let phones: HashSet<String> = (1..=5_000).map(|id| person(id).phone).collect();
        assert_eq!(phones.len(), 5_000);
        assert!(phones.iter().all(|phone| phone.len() == 11));
    }

    #[test]
    fn the_same_household_is_the_same_person() {
        assert_eq!(person(1_453), person(1_453));
        assert_ne!(person(1_453).phone, person(1_454).phone);
    }
}
