//! The list of members over HTTP. Phone numbers are masked.

use super::{MemberQuery, MemberSort, MemberTraits};
use crate::MembershipError;
use crate::field::{KEY_MAX, SEARCHABLE_MAX, find_word};
use crate::profile::{Gender, Member, MemberState};
use crate::visit::{MemberVisits, load_visits};
use access::{Actor, Guarded, Permission};
use axum::extract::State;
use kernel::{
    BusinessDate, Invalid, MemberId, Money, Page, PageRequest, StoreId, TierId, Timestamp,
};
use platform::App;
use platform::http::{Json, Problem, ProblemBody, Query};
use platform::seal::Seal;
use platform::seek::{in_order, read_page};
use serde::{Deserialize, Serialize};
use utoipa_axum::routes;

pub(crate) fn routes() -> Guarded {
    Guarded::new().route(Permission::MembersRead, routes!(list_members))
}

#[derive(Debug, Deserialize, utoipa::IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
struct ListMembers {
    /// A whole phone number, its last four digits, a card, a member number, an external key, a
    /// name or a part of it, its pinyin or initials; everybody if absent.
    #[param(max_length = 64)]
    q: Option<String>,
    /// Only members who belong to this store.
    store_id: Option<StoreId>,
    /// Only members who say `field_value` in this field of the brand's own: its key.
    #[param(max_length = 32)]
    field: Option<String>,
    /// What they say: a text, a number, a date, `true` or `false`, the key of a choice.
    #[param(max_length = 60)]
    field_value: Option<String>,
    /// Only members of this tier.
    tier_id: Option<TierId>,
    /// Only members who are in this state.
    state: Option<MemberState>,
    /// Enrolled on this day of the brand's clock or later.
    enrolled_from: Option<BusinessDate>,
    /// Enrolled on this day or before.
    enrolled_to: Option<BusinessDate>,
    /// Whose last sale was on this day of the brand's clock or later.
    last_order_from: Option<BusinessDate>,
    /// Whose last sale was on this day or before.
    last_order_to: Option<BusinessDate>,
    /// Only members who ever bought, or only those who never did.
    has_ordered: Option<bool>,
    /// In which order, with neither `q` nor `field`; if absent who was entered last comes first,
    /// and of a search who fits best.
    #[param(inline)]
    sort: Option<MemberSort>,
    /// The `next` of the page before.
    cursor: Option<String>,
    /// Rows on a page, 1 to 200; 50 if absent.
    #[param(minimum = 1, maximum = 200)]
    limit: Option<u32>,
}

/// A member in a list.
#[derive(Debug, Serialize, utoipa::ToSchema)]
struct MemberSummary {
    /// Who.
    id: MemberId,
    /// The number that people see.
    member_no: String,
    /// Empty when not known.
    name: String,
    /// As the member says it.
    gender: Gender,
    /// Masked; null when there is none.
    #[schema(required, example = "138****1234")]
    phone: Option<String>,
    /// The store the member belongs to.
    #[schema(required)]
    store_id: Option<StoreId>,
    /// The tier, once one is set.
    #[schema(required)]
    tier_id: Option<TierId>,
    /// What the member may do at the moment.
    state: MemberState,
    /// Whether the member may not act at the moment.
    is_frozen: bool,
    /// When the enrolment was.
    enrolled_at: Timestamp,
    /// How many sales the member has.
    orders: i64,
    /// What they came to, returns not taken off.
    total: Money,
    /// When the last sale was.
    #[schema(required)]
    last_order_at: Option<Timestamp>,
}

impl MemberSummary {
    fn of(member: Member, visits: MemberVisits, seal: &Seal) -> MemberSummary {
        MemberSummary {
            phone: member.masked_phone(seal),
            state: member.state(),
            id: member.id,
            member_no: member.member_no,
            name: member.name,
            gender: member.gender,
            store_id: member.store_id,
            tier_id: member.tier_id,
            is_frozen: member.is_frozen,
            enrolled_at: member.enrolled_at,
            orders: visits.orders,
            total: visits.total,
            last_order_at: visits.last_at,
        }
    }
}

impl ListMembers {
    /// What is asked for, and the field of the brand's own that is to hold something.
    fn read(self) -> Result<(MemberQuery, Option<(String, String)>), Invalid> {
        let page = PageRequest {
            cursor: self.cursor,
            limit: self.limit,
        };
        let sort = self.sort;
        let (cursor, limit) = match sort {
            Some(sort) => read_page(&page, sort.as_str()),
            None => page.read(),
        }?;
        let mut wrong = Invalid::new();
        let is_search = self.q.as_ref().is_some_and(|text| !text.trim().is_empty());
        if sort.is_some() && (is_search || self.field.is_some()) {
            // What is searched for is walked along the words, and comes in their order.
            wrong.add("?sort", "value.not_allowed", []);
        }
        let texts = [
            ("?field", &self.field, KEY_MAX),
            ("?field_value", &self.field_value, SEARCHABLE_MAX as usize),
        ];
        for (pointer, text, max) in texts {
            if let Some(text) = text {
                wrong.text(pointer, text, max);
            }
        }
        let traits = MemberTraits {
            tier_id: self.tier_id,
            state: self.state,
            enrolled_from: self.enrolled_from,
            enrolled_to: self.enrolled_to,
            last_order_from: self.last_order_from,
            last_order_to: self.last_order_to,
            has_ordered: self.has_ordered,
        };
        traits.note_wrong(&mut wrong, "?");
        wrong.check()?;
        let wanted = match (self.field, self.field_value) {
            (Some(key), Some(value)) => Some((key, value)),
            (None, None) => None,
            (None, Some(_)) => return Err(Invalid::one("?field", "value.missing", [])),
            (Some(_), None) => return Err(Invalid::one("?field_value", "value.missing", [])),
        };
        let query = MemberQuery {
            text: self.q.unwrap_or_default(),
            store_id: self.store_id,
            word: None,
            traits,
            sort,
            cursor,
            limit,
        };
        Ok((query, wanted))
    }
}

/// Lists members who fit, the owner of the number itself first.
#[utoipa::path(
    get,
    path = "/api/v1/members",
    operation_id = "list_members",
    tag = "members",
    params(ListMembers),
    responses(
        (status = 200, body = Page<MemberSummary>),
        (status = "default", body = ProblemBody, content_type = "application/problem+json"),
    )
)]
async fn list_members(
    State(app): State<App>,
    actor: Actor,
    Query(request): Query<ListMembers>,
) -> Result<Json<Page<MemberSummary>>, Problem> {
    let (query, wanted) = request.read()?;
    let sort = query.sort;
    let seal = app.seal.clone();
    let page = app
        .db
        .read(actor.brand, move |tx| -> Result<_, MembershipError> {
            let word = match &wanted {
                Some((key, value)) => Some(find_word(tx, key, value)?),
                None => None,
            };
            let query = MemberQuery {
                word,
                ..query.clone()
            };
            let page = super::list(tx, &seal, &query)?;
            let page = match sort {
                Some(sort) => in_order(page, sort.as_str()),
                None => page,
            };
            let mut visits = load_visits(tx, page.items.iter().map(|member| member.id))?;
            Ok(page.map(|member| {
                let visits = visits.remove(&member.id).unwrap_or_default();
                MemberSummary::of(member, visits, &seal)
            }))
        })
        .await?;
    Ok(Json(page))
}
