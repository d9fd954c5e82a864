// A sentence below fields that says what they come to.

export function Told({ children }: { children: string | undefined }) {
  return children ? (
    <p className="settings-told" aria-live="polite">
      {children}
    </p>
  ) : null
}
