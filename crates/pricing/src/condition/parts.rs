//! What a condition is made of, for those who ask only for a part of it.

use super::Condition;

impl Condition {
    /// What it asks of the goods, apart from who buys, where and when; nothing if that may not be
    /// what it holds by.
    pub fn asked_of_goods(&self) -> Option<Condition> {
        match self {
            Condition::Pieces { .. } | Condition::Amount { .. } => Some(self.clone()),
            Condition::All { of } => {
                let of: Vec<_> = of.iter().filter_map(Condition::asked_of_goods).collect();
                (!of.is_empty()).then_some(Condition::All { of })
            }
            Condition::Any { of } => {
                // One of them that is not about goods may be what holds.
                let asked: Option<_> = of.iter().map(Condition::asked_of_goods).collect();
                asked.map(|of| Condition::Any { of })
            }
            _ => None,
        }
    }

    /// Whether it asks, for or against, if somebody buys for the first time.
    pub fn asks_first_order(&self) -> bool {
        match self {
            Condition::FirstOrder => true,
            Condition::All { of } | Condition::Any { of } => {
                of.iter().any(Condition::asks_first_order)
            }
            Condition::Not { of } => of.asks_first_order(),
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::goods::Goods;

    #[test]
    fn of_a_condition_what_is_asked_of_goods_stays() {
        let pieces = Condition::Pieces {
            goods: Goods::ALL,
            at_least: 2,
        };
        let of = vec![Condition::FirstOrder, pieces.clone()];
        let goods_of_all = Condition::All {
            of: vec![pieces.clone()],
        };
        let all = Condition::All { of: of.clone() };
        assert_eq!(all.asked_of_goods(), Some(goods_of_all));
        assert_eq!(Condition::Any { of }.asked_of_goods(), None);
        assert_eq!(Condition::FirstOrder.asked_of_goods(), None);
        assert_eq!(pieces.asked_of_goods(), Some(pieces));
    }
}
