import { useQueryClient } from '@tanstack/react-query'
import { useRef } from 'react'
import { call, sendFile } from './api.ts'
import { applicable, type Draft, type Options } from './drafts.ts'
import { useDraftList } from './useDraftList.ts'

/**
 * The files that were dropped on this page, with what can be done to them. They are sent one after the other, since the
 * server reads one at a time.
 */
export function useDrafts() {
  const { drafts, add, change, drop } = useDraftList()
  const queries = useQueryClient()
  const inTurn = useTurns(change)

  const send = ({ key, file }: Draft, options: Options) =>
    inTurn(key, async () => ({ options, read: await sendFile(file, options), error: undefined }))

  /** Previews again what is left: what was just applied may have changed it. */
  function renew(left: Draft[]) {
    for (const { key, read } of left)
      void inTurn(key, async () => {
        if (!read) return {}
        const { preview } = await call('imports.preview', { id: read.import_id })
        return { read: { ...read, preview } }
      })
  }

  async function applyOne({ key, read }: Draft): Promise<boolean> {
    if (!read) return false
    change(key, { busy: true })
    try {
      await call('imports.apply', { id: read.import_id })
      drop(key)
      return true
    } catch (error) {
      change(key, { busy: false, error })
      return false
    }
  }

  /** Applies some of them in their order, up to the first that fails; gives how many were applied. */
  async function apply(which: Draft[]): Promise<number> {
    const applied = new Set<Draft>()
    for (const draft of applicable(which)) {
      if (!(await applyOne(draft))) break
      applied.add(draft)
    }
    await queries.invalidateQueries()
    renew(applicable(drafts).filter((draft) => !applied.has(draft)))
    return applied.size
  }

  return {
    drafts,
    add(files: File[]) {
      for (const draft of add(files)) void send(draft, {})
    },
    send,
    drop,
    apply,
  }
}

/** Does one piece of work on a draft after the other, and writes into the draft what came of it. */
function useTurns(change: (key: string, some: Partial<Draft>) => void) {
  const last = useRef<Promise<unknown>>(Promise.resolve())
  return (key: string, work: () => Promise<Partial<Draft>>): Promise<void> => {
    change(key, { busy: true })
    const done = last.current
      .then(work)
      .catch((error: unknown): Partial<Draft> => ({ error }))
      .then((some) => change(key, { busy: false, ...some }))
    last.current = done
    return done
  }
}
