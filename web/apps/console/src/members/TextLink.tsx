// A link among other words: underlined, so that colour alone does not tell it from them.

import { Link, type LinkProps } from 'react-router'

export function TextLink(props: LinkProps) {
  return <Link {...props} style={{ textDecoration: 'underline', ...props.style }} />
}
