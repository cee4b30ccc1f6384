import { type RefObject, useEffect, useRef } from 'react'

/** For a form that opens by a deed: it begins at its first field, wherever on the page the deed was. */
export function useFirstField(): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null)
  useEffect(() => form.current?.querySelector<HTMLElement>(FIELDS)?.focus(), [])
  return form
}

const FIELDS = 'input:enabled, textarea:enabled'
