import { type KeyboardEvent, useEffect, useRef } from 'react'

interface Opened {
  /** What the form holds. */
  draft: unknown
  onLeave: () => void
}

/**
 * For a form that opens by a deed: it begins at its first field, wherever on the page the deed was; Escape leaves it while nothing
 * is written in it; and then whoever uses a keyboard is back where they were.
 */
export function useOpenedForm({ draft, onLeave }: Opened) {
  const form = useRef<HTMLFormElement>(null)
  const first = useRef(JSON.stringify(draft))
  const before = useRef<Element>(null)
  useEffect(() => {
    // once: in strict mode effects run twice, the second time with the focus in this very form
    before.current ??= document.activeElement
    form.current?.querySelector<HTMLElement>(FIELDS)?.focus()
    return () => goBack(before.current)
  }, [])
  function onKeyDown({ key, target }: KeyboardEvent) {
    const lists = target instanceof Element && target.getAttribute('aria-expanded') === 'true'
    if (key === 'Escape' && !lists && JSON.stringify(draft) === first.current) onLeave()
  }
  return { ref: form, onKeyDown }
}

const FIELDS = 'input:enabled, textarea:enabled'

/** To what had the focus, or to the content where that is gone; not where the focus has gone elsewhere meanwhile. */
function goBack(before: Element | null): void {
  if (document.activeElement !== document.body) return
  const still = before instanceof HTMLElement && before !== document.body && before.isConnected
  const place = still ? before : document.getElementById('main')
  place?.focus({ preventScroll: true })
}
