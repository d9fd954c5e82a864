//! What an offer asks of the goods, apart from who buys, where and when.

use pricing::Condition;

/// What a condition asks of the goods; nothing if that may not be all that it holds by.
pub fn asked_of_goods(condition: &Condition) -> Option<Condition> {
    match condition {
        Condition::Pieces { .. } | Condition::Amount { .. } => Some(condition.clone()),
        Condition::All { of } => {
            let of: Vec<Condition> = of.iter().filter_map(asked_of_goods).collect();
            (!of.is_empty()).then_some(Condition::All { of })
        }
        Condition::Any { of } => {
            // One of them that is not about goods may be what holds.
            let asked: Option<Vec<Condition>> = of.iter().map(asked_of_goods).collect();
            asked.map(|of| Condition::Any { of })
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_condition_what_is_asked_of_goods_stays() {
        let pieces = Condition::Pieces {
            goods: pricing::Goods::ALL,
            at_least: 2,
        };
        let of = vec![Condition::FirstOrder, pieces.clone()];
        let goods_of_all = Condition::All {
            of: vec![pieces.clone()],
        };
        let all = Condition::All { of: of.clone() };
        assert_eq!(asked_of_goods(&all), Some(goods_of_all));
        assert_eq!(asked_of_goods(&Condition::Any { of }), None);
        assert_eq!(asked_of_goods(&Condition::FirstOrder), None);
        assert_eq!(asked_of_goods(&pieces), Some(pieces));
    }
}
