// The forms on the page that hold something unsaved. There may be several, but only one guard that
// asks before the page is left: the router knows no more than one.

export interface UnsavedForm {
  /** Asked at the moment of leaving. */
  isDirty: () => boolean
  /** Told when the person leaves it unsaved all the same. */
  left: () => void
}

const forms = new Set<UnsavedForm>()
const listeners = new Set<() => void>()

function changed(): void {
  for (const listener of listeners) listener()
}

export const unsavedForms = {
  add(form: UnsavedForm): () => void {
    forms.add(form)
    changed()
    return () => {
      forms.delete(form)
      changed()
    }
  },
  isNone: (): boolean => forms.size === 0,
  isAnyDirty: (): boolean => [...forms].some(({ isDirty }) => isDirty()),
  leave(): void {
    for (const { isDirty, left } of forms) if (isDirty()) left()
  },
  subscribe(listener: () => void): () => void {
    listeners.add(listener)
    return () => listeners.delete(listener)
  },
}
