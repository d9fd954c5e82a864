// A person's name with a link to the page about them, or the id of somebody whom one may not see.

import { Link } from 'react-router'
import { useEverybody } from './queries'

export function StaffName({ id }: { id: string }) {
  const person = useEverybody().get(id)
  return person ? <Link to={`/staff/${id}`}>{person.name}</Link> : id
}
