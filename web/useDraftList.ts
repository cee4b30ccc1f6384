import { useRef, useState } from 'react'
import type { Draft } from './drafts.ts'

/** The files that were dropped on a page, by a key each. */
export function useDraftList() {
  const [drafts, setDrafts] = useState<Draft[]>([])
  const added = useRef(0)
  return {
    drafts,
    /** Adds files and gives their drafts, which wait to be read. */
    add(files: File[]): Draft[] {
      const fresh = files.map((file): Draft => {
        added.current += 1
        return { key: String(added.current), file, options: {}, busy: true }
      })
      setDrafts((all) => [...all, ...fresh])
      return fresh
    },
    change(key: string, some: Partial<Draft>) {
      setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...some } : draft)))
    },
    drop(key: string) {
      setDrafts((all) => all.filter((draft) => draft.key !== key))
    },
  }
}
