// What the fields of the log's details mean: which are money, which are codes and of what.

export const MONEY: readonly string[] = [
  'list_price',
  'member_price',
  'cost_price',
  'principal',
  'bonus',
]

/** Basis points of the whole. */
export const PERCENT: readonly string[] = ['discount']
export const TIMES: readonly string[] = ['points_multiplier']

/** Said already by the entry itself, or of no use to a person; `act.field` as below. */
const HIDDEN: readonly string[] = [
  'id',
  'version',
  'depth',
  'session.log_in.session_id',
  'session.log_out.session_id',
  'export.start.request_id',
  'export.download.request_id',
]
const SHOWN: readonly string[] = ['policy.publish.version']

/** Fields whose ids are of any kind. */
export const OF_ANY_KIND: readonly string[] = ['subject', 'include', 'exclude']

/** The group of words for a field's codes; `act.field` where the name means several things. */
export const CODES: Readonly<Record<string, string>> = {
  role: 'role',
  scope: 'scope',
  second_factor_roles: 'role',
  permissions: 'permission',
  action: 'approval_action',
  asset: 'asset',
  purpose: 'purpose',
  ownership: 'ownership',
  provider: 'sms_provider',
  relation: 'relation',
  format: 'file_format',
  weekday: 'weekday',
  fields: 'audit_field',
  taken: 'audit_field',
  tender: 'tender',
  'export.start.subject': 'export_subject',
  'export.download.subject': 'export_subject',
  'joining_link.create.kind': 'link_kind',
  'joining_link.create.channel': 'channel',
  'member.consent.channel': 'contact_channel',
  'member.request.kind': 'request_kind',
  'member.request_answered.kind': 'request_kind',
  'member.request_answered.state': 'request_state',
  'member_field.create.kind': 'own_field_kind',
  'member_field.edit.kind': 'own_field_kind',
}

export function isHidden(action: string, key: string): boolean {
  const named = `${action}.${key}`
  return HIDDEN.includes(named) || (HIDDEN.includes(key) && !SHOWN.includes(named))
}
