// Findings of axe that lie in a library and were looked at. Everything else fails the story. An
// entry names the rule, the elements it is allowed on, and why.

export interface AllowedFinding {
  rule: string
  /** Matched against the element's selector and its HTML. */
  where: RegExp
  why: string
}

export const ALLOWED_FINDINGS: readonly AllowedFinding[] = [
  {
    rule: 'aria-required-children',
    where: /class="ant-tabs-nav"/,
    why: 'Where tabs do not fit, antd puts the button that lists the others into their tablist.',
  },
]
