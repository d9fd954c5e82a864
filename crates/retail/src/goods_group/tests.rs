//! Product groups on both engines.

use super::*;
use crate::catalogue::{
    FullGoods, NewGoods, NewSku, SkuFacts, Unit, create_category, create_goods, edit_category,
    sale_facts,
};
use kernel::{Fault, Money, StoreId, Timestamp};
use testkit::{TestDb, both};

const ACT: Act = Act::of_system(Timestamp(1_795_579_200_000));

/// 饮品 › 咖啡 › 冷萃, with a latte and a cold brew; and a bagel that stands nowhere.
struct Chain {
    drinks: CategoryId,
    coffee: CategoryId,
    latte: FullGoods,
    cold_brew: FullGoods,
    bagel: FullGoods,
}

fn chain(db: &TestDb) -> Chain {
    let category = |parent: Option<CategoryId>, name: &'static str| {
        let made = db.write(move |tx| create_category(tx, ACT, parent, name));
        made.expect("founded").id
    };
    let drinks = category(None, "饮品");
    let coffee = category(Some(drinks), "咖啡");
    let cold = category(Some(coffee), "冷萃");
    let goods = |codes: &[&str], category_id| {
        let sku = |code: &&str| NewSku {
            code: (*code).into(),
            name: String::new(),
            unit: Unit::Piece,
            barcodes: vec![],
            list_price: Money(1800),
            member_price: None,
            cost_price: None,
            keeps_stock: false,
        };
        let new = NewGoods {
            code: format!("G-{}", codes[0]),
            name: codes[0].into(),
            category_id,
            skus: codes.iter().map(sku).collect(),
        };
        let made = db.write(move |tx| create_goods(tx, ACT, &new));
        made.expect("entered")
    };
    Chain {
        drinks,
        coffee,
        latte: goods(&["latte-M", "latte-L"], Some(coffee)),
        cold_brew: goods(&["cold"], Some(cold)),
        bagel: goods(&["bagel"], None),
    }
}

fn wanted(name: &str, include: &[GoodsPick], exclude: &[GoodsPick]) -> WantedGoodsGroup {
    WantedGoodsGroup {
        name: name.into(),
        note: String::new(),
        is_active: true,
        include: include.to_vec(),
        exclude: exclude.to_vec(),
    }
}

fn make(db: &TestDb, wanted: WantedGoodsGroup) -> Result<GoodsGroup, RetailError> {
    db.write(move |tx| create_goods_group(tx, ACT, &wanted))
}

fn sku_of(goods: &FullGoods, code: &str) -> SkuId {
    let found = goods.skus.iter().find(|one| one.sku.code == code);
    found.expect("it is there").sku.id
}

/// The codes of what a group holds: by its list, by its count and by what sales know, which agree.
#[track_caller]
fn held(db: &TestDb, chain: &Chain, group_id: GoodsGroupId) -> Vec<String> {
    let page = db.read(move |tx| list_goods_group_skus(tx, group_id, None, 50));
    let codes: Vec<String> = (page.expect("a page").items.into_iter())
        .map(|(full, _)| full.sku.code)
        .collect();
    let full = db.read(move |tx| get_goods_group(tx, group_id));
    assert_eq!(full.expect("there").sku_count, codes.len() as i64);
    let mut sold: Vec<String> = (facts(db, chain).into_iter())
        .filter(|facts| facts.groups.contains(&group_id))
        .map(|facts| facts.sku_code)
        .collect();
    sold.sort();
    assert_eq!(sold, codes, "what sales know");
    codes
}

fn facts(db: &TestDb, chain: &Chain) -> Vec<SkuFacts> {
    let goods = [&chain.latte, &chain.cold_brew, &chain.bagel];
    let keys: Vec<_> = (goods.iter())
        .flat_map(|goods| &goods.skus)
        .map(|one| (StoreId(1), one.sku.id))
        .collect();
    let facts = db.read(move |tx| tx.fetch(sale_facts(tx, &keys)));
    facts.expect("facts").into_values().collect()
}

#[test]
fn a_group_holds_what_it_includes_but_not_what_it_excludes() {
    both(|db| {
        let chain = chain(db);
        let (latte, bagel) = (chain.latte.goods.id, chain.bagel.goods.id);
        let of = |name, include: &[GoodsPick], exclude: &[GoodsPick]| {
            let group = make(db, wanted(name, include, exclude)).expect("made");
            held(db, &chain, group.id)
        };
        let large = GoodsPick::Sku(sku_of(&chain.latte, "latte-L"));
        let drinks = GoodsPick::Category(chain.drinks);
        assert_eq!(
            of("all drinks", &[drinks], &[]),
            ["cold", "latte-L", "latte-M"]
        );
        assert_eq!(of("but large", &[drinks], &[large]), ["cold", "latte-M"]);
        let lattes = GoodsPick::Goods(latte);
        assert_eq!(of("but lattes", &[drinks], &[lattes]), ["cold"]);
        assert_eq!(of("excluded wins", &[large], &[lattes]), [""; 0]);
        let bagels = GoodsPick::Goods(bagel);
        assert_eq!(of("by hand", &[large, bagels], &[]), ["bagel", "latte-L"]);
        assert_eq!(of("nothing", &[], &[]), [""; 0]);
        assert_eq!(of("only excluded", &[], &[large]), [""; 0]);
    });
}

#[test]
fn a_sale_knows_the_whole_path_of_its_goods() {
    both(|db| {
        let chain = chain(db);
        let facts = facts(db, &chain);
        let paths = |code: &str| {
            let one = facts.iter().find(|facts| facts.sku_code == code);
            one.expect("facts").categories.clone()
        };
        let cold = chain.cold_brew.goods.category_id.expect("it has one");
        assert_eq!(paths("cold"), [cold, chain.coffee, chain.drinks]);
        assert_eq!(paths("latte-M"), [chain.coffee, chain.drinks]);
        assert_eq!(paths("bagel"), []);
    });
}

#[test]
fn a_tree_of_five_levels_is_known_to_its_top() {
    both(|db| {
        let mut path: Vec<CategoryId> = Vec::new();
        for name in ["1", "2", "3", "4", "5"] {
            let parent = path.first().copied();
            let made = db.write(move |tx| create_category(tx, ACT, parent, name));
            path.insert(0, made.expect("founded").id);
        }
        let new = NewGoods {
            code: "G".into(),
            name: "deep".into(),
            category_id: path.first().copied(),
            skus: vec![NewSku {
                code: "deep".into(),
                name: String::new(),
                unit: Unit::Piece,
                barcodes: vec![],
                list_price: Money(1),
                member_price: None,
                cost_price: None,
                keeps_stock: false,
            }],
        };
        let goods = db
            .write(move |tx| create_goods(tx, ACT, &new))
            .expect("entered");
        let key = (StoreId(1), goods.skus[0].sku.id);
        let top = GoodsPick::Category(path[4]);
        let group = make(db, wanted("top", &[top], &[])).expect("made");
        let facts = db.read(move |tx| tx.fetch(sale_facts(tx, &[key])));
        let facts = &facts.expect("facts")[&key];
        assert_eq!(facts.categories, path);
        assert_eq!(facts.groups, [group.id]);
    });
}

#[test]
fn what_is_moved_in_the_tree_changes_groups() {
    both(|db| {
        let chain = chain(db);
        let drinks = GoodsPick::Category(chain.drinks);
        let group = make(db, wanted("drinks", &[drinks], &[])).expect("made");
        let coffee = chain.coffee;
        let to_the_top = db.write(move |tx| {
            edit_category(tx, ACT, coffee, IfMatch(1), |one| one.parent_id = None)
        });
        to_the_top.expect("moved");
        assert_eq!(held(db, &chain, group.id), [""; 0]);
    });
}

#[test]
fn a_group_is_replaced_in_the_version_that_was_seen() {
    both(|db| {
        let chain = chain(db);
        let drinks = GoodsPick::Category(chain.drinks);
        let lattes = GoodsPick::Goods(chain.latte.goods.id);
        let id = make(db, wanted("drinks", &[drinks], &[])).expect("made").id;
        let replace = |seen, wanted: WantedGoodsGroup| {
            db.write(move |tx| replace_goods_group(tx, ACT, id, IfMatch(seen), &wanted))
        };
        let same = replace(1, wanted("drinks", &[drinks], &[])).expect("nothing to do");
        assert_eq!(same.version, 1);
        let changed = replace(1, wanted("cold", &[drinks], &[lattes])).expect("fresh");
        assert_eq!((changed.version, changed.name.as_str()), (2, "cold"));
        assert_eq!(held(db, &chain, id), ["cold"]);
        let stale = replace(1, wanted("x", &[], &[]));
        assert_eq!(stale.expect_err("stale").code(), "edit.stale");
        let turned = replace(2, wanted("lattes", &[lattes], &[])).expect("fresh");
        assert_eq!(turned.version, 3);
        assert_eq!(held(db, &chain, id), ["latte-L", "latte-M"]);
        let off = WantedGoodsGroup {
            is_active: false,
            ..wanted("lattes", &[lattes], &[])
        };
        replace(3, off).expect("fresh");
        assert_eq!(held(db, &chain, id), [""; 0], "switched off");
        let full = db.read(move |tx| get_goods_group(tx, id)).expect("there");
        let named: Vec<_> = (full.include.iter())
            .map(|one| (one.code.as_deref(), one.name.as_str()))
            .collect();
        assert_eq!(named, [(Some("G-latte-M"), "latte-M")]);
    });
}

#[test]
fn names_are_given_once_and_things_must_exist() {
    both(|db| {
        let chain = chain(db);
        let drinks = GoodsPick::Category(chain.drinks);
        make(db, wanted("drinks", &[drinks], &[])).expect("made");
        let twin = make(db, wanted("drinks", &[], &[])).expect_err("taken");
        assert_eq!(twin.code(), "retail.goods_group_name_taken");
        // An id of another kind is as unknown as one that nobody has.
        let strange = [
            drinks,
            GoodsPick::Sku(SkuId(chain.drinks.0)),
            GoodsPick::Goods(GoodsId(1)),
        ];
        let unknown = make(db, wanted("x", &strange, &[GoodsPick::Sku(SkuId(2))]));
        let fields: Vec<_> = (unknown.expect_err("unknown").field_errors().into_iter())
            .map(|field| (field.pointer, field.code))
            .collect();
        let wanted = ["/include/1/id", "/include/2/id", "/exclude/0/id"];
        assert_eq!(
            fields,
            wanted.map(|at| (at.to_owned(), "reference.unknown"))
        );
    });
}

#[test]
fn a_brand_has_five_hundred_active_groups_at_most() {
    both(|db| {
        let made = db.write(|tx| {
            for number in 0..GROUPS_MAX {
                create_goods_group(tx, ACT, &wanted(&format!("{number}"), &[], &[]))?;
            }
            Ok::<_, RetailError>(())
        });
        made.expect("made");
        let one_more = || WantedGoodsGroup {
            is_active: false,
            ..wanted("one more", &[], &[])
        };
        let refused = make(db, wanted("one more", &[], &[])).expect_err("too many");
        assert_eq!(refused.code(), "retail.too_many_goods_groups");
        let id = make(db, one_more()).expect("it is not active").id;
        let switched_on = db.write(move |tx| {
            let wanted = wanted("one more", &[], &[]);
            replace_goods_group(tx, ACT, id, IfMatch(1), &wanted)
        });
        let refused = switched_on.expect_err("too many");
        assert_eq!(refused.code(), "retail.too_many_goods_groups");
    });
}

#[test]
fn groups_are_listed_by_name_page_by_page() {
    both(|db| {
        let chain = chain(db);
        let drinks = GoodsPick::Category(chain.drinks);
        for name in ["b", "c", "a"] {
            make(db, wanted(name, &[drinks], &[])).expect("made");
        }
        let page = |q: &str, cursor: Option<Cursor>| {
            let search = GoodsGroupSearch {
                q: q.into(),
                is_active: Some(true),
            };
            db.read(move |tx| list_goods_groups(tx, &search, cursor, 2))
                .expect("a page")
        };
        let names = |page: &Page<ListedGoodsGroup>| -> Vec<String> {
            page.items.iter().map(|one| one.name.clone()).collect()
        };
        let first = page("", None);
        assert_eq!(names(&first), ["a", "b"]);
        assert_eq!((first.items[0].included, first.items[0].excluded), (1, 0));
        let next = first.next.expect("more").parse().expect("a cursor");
        assert_eq!(names(&page("", Some(next))), ["c"]);
        assert_eq!(names(&page("C", None)), ["c"]);
    });
}
