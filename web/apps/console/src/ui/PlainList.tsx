// A list without marks before its entries, which is one for whoever hears it all the same.

import type { ComponentProps } from 'react'
import './patterns.css'

export function PlainList({ className = '', ...props }: ComponentProps<'ul'>) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: without marks Safari takes it for no list.
    <ul role="list" className={`plain-list ${className}`} {...props} />
  )
}
