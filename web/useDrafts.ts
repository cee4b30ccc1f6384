import { useQueryClient } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { call, sendFile } from './api.ts'
import { applicable, type Draft, type Options } from './drafts.ts'

/**
 * The files that were dropped on this page, with what can be done to them. They are sent one after the other, since the
 * server reads one at a time.
 */
export function useDrafts() {
  const [drafts, setDrafts] = useState<Draft[]>([])
  const queries = useQueryClient()
  const last = useRef<Promise<unknown>>(Promise.resolve())
  const added = useRef(0)

  const change = (key: string, some: Partial<Draft>) =>
    setDrafts((all) => all.map((draft) => (draft.key === key ? { ...draft, ...some } : draft)))

  function inTurn(key: string, work: () => Promise<Partial<Draft>>): Promise<void> {
    change(key, { busy: true })
    const done = last.current
      .then(work)
      .catch((error: unknown): Partial<Draft> => ({ error }))
      .then((some) => change(key, { busy: false, ...some }))
    last.current = done
    return done
  }

  const send = ({ key, file }: Draft, options: Options) =>
    inTurn(key, async () => ({ options, read: await sendFile(file, options), error: undefined }))

  const drop = (key: string) => setDrafts((all) => all.filter((draft) => draft.key !== key))

  /** Previews again what is left: what was just applied may have changed it. */
  function renew(left: Draft[]) {
    for (const { key, read } of left)
      void inTurn(key, async () => {
        if (!read) return {}
        const { preview } = await call('imports.preview', { id: read.import_id })
        return { read: { ...read, preview } }
      })
  }

  async function apply(which: Draft[]): Promise<number> {
    const keys = new Set(which.map(({ key }) => key))
    const applied = new Set<string>()
    for (const { key, read } of applicable(drafts).filter((draft) => keys.has(draft.key))) {
      if (!read) continue
      change(key, { busy: true })
      try {
        await call('imports.apply', { id: read.import_id })
        applied.add(key)
        drop(key)
      } catch (error) {
        change(key, { busy: false, error })
        break
      }
    }
    await queries.invalidateQueries()
    renew(applicable(drafts).filter(({ key }) => !applied.has(key)))
    return applied.size
  }

  return {
    drafts,
    add(files: File[]) {
      const fresh = files.map((file): Draft => {
        added.current += 1
        return { key: String(added.current), file, options: {}, busy: true }
      })
      setDrafts((all) => [...all, ...fresh])
      for (const draft of fresh) void send(draft, {})
    },
    send,
    drop,
    apply,
  }
}
