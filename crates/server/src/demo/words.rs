//! The demo chain's Chinese: departments, regions and store names.

/// A department of the source in Chinese.
pub fn department(english: &str) -> &'static str {
    match english {
        "GROCERY" => "食品杂货",
        "DRUG GM" => "日用百货",
        "PRODUCE" => "蔬菜水果",
        "MEAT" | "MEAT-PCKGD" | "PORK" | "MEAT-WHSE" => "鲜肉",
        "DELI" | "DELI/SNACK BAR" => "熟食",
        "PASTRY" => "面包糕点",
        "NUTRITION" => "营养健康",
        "SEAFOOD" | "SEAFOOD-PCKGD" => "水产",
        "SALAD BAR" => "沙拉轻食",
        "FLORAL" => "鲜花",
        "COSMETICS" => "美妆个护",
        "FROZEN GROCERY" => "冷冻食品",
        "FUEL" | "KIOSK-GAS" => "加油站",
        "SPIRITS" => "酒水",
        "RESTAURANT" | "CHEF SHOPPE" | "RX" | "PHARMACY SUPPLY" | "TRAVEL & LEISURE"
        | "TRAVEL & LEISUR" => "餐饮服务",
        "GARDEN CENTER" | "CNTRL/STORE SUP" | "AUTOMOTIVE" | "TOYS" | "HOUSEWARES" => "家居园艺",
        "MISC SALES TRAN" | "MISC. TRANS." | "MISCELLANEOUS" | "COUP/STR & MFG" | "COUPON" => {
            "其他"
        }
        "DAIRY DELI" | "DAIRY" => "乳品",
        "VIDEO RENTAL" | "VIDEO" | "PHOTO & VIDEO" | "PHOTO" | "ELECT &PLUMBING" => "影音",
        _ => "其他",
    }
}

/// The regions, each with its code.
pub const REGIONS: [(&str, &str); 4] = [
    ("east", "城东区"),
    ("south", "城南区"),
    ("west", "城西区"),
    ("north", "城北区"),
];

const PLACES: &[&str] = &[
    "人民广场",
    "中山路",
    "解放路",
    "滨江",
    "大学城",
    "火车站",
    "体育中心",
    "科技园",
    "湖滨",
    "老城厢",
    "世纪大道",
    "国贸",
    "和平里",
    "青年路",
    "万象城",
    "东湖",
    "西苑",
    "南山",
    "北苑",
    "新华路",
    "建设路",
    "文化宫",
    "金沙湾",
    "翠竹",
    "梅园",
    "桂花路",
    "银杏街",
    "星海",
    "云栖",
    "凤凰山",
];

/// What people call the `place`th store; beyond the list of places they have numbers.
pub fn store_name(place: usize) -> String {
    match PLACES.get(place) {
        Some(name) => format!("{name}店"),
        None => format!(
            "{}{}号店",
            PLACES[place % PLACES.len()],
            place / PLACES.len() + 1
        ),
    }
}

/// The goods' name as it stands on a shelf label: kind and package, in small letters.
pub fn goods_name(kind: &str, category: &str, package: &str) -> String {
    let name = if kind.is_empty() { category } else { kind };
    let name = if name.is_empty() {
        "散装商品"
    } else {
        name
    };
    let mut words: Vec<String> = name.split_whitespace().map(capitalised).collect();
    if !package.is_empty() {
        words.push(package.to_lowercase());
    }
    words.join(" ")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    match letters.next() {
        Some(first) => format!("{first}{}", letters.as_str().to_lowercase()),
        None => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::HashSet;

    #[test]
    fn no_two_stores_share_a_name() {
        let names: HashSet<String> = (0..500).map(store_name).collect();
        assert_eq!(names.len(), 500);
    }

    #[test]
    fn labels_are_readable() {
        assert_eq!(
            goods_name("ICE - CRUSHED/CUBED", "FRZN ICE", "22 LB"),
            "Ice - Crushed/cubed 22 lb"
        );
        assert_eq!(goods_name("", "", ""), "散装商品");
    }
}
