import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { ApiError, call, type Result } from './api.ts'
import { type Field, type Filled, filledFrom, formsOf, valuesOf } from './schema-form.ts'
import { SCHEDULES, type Source } from './source-words.ts'
import { useSourceTask } from './useSourceTask.ts'

export type Kind = Result<'sources.kinds'>['kinds'][number]

/** What is typed of a secret, and in which of its forms. */
export interface SecretDraft {
  form: number
  filled: Filled
}

interface Draft {
  name: string
  settings: Filled
  secret: SecretDraft
  schedule: string | null
}

interface Given {
  kind: Kind
  /** The source that is changed; undefined: a new one. */
  source: Source | undefined
  onSaved: (source: Source) => void
}

export type SourceDraft = ReturnType<typeof useSourceDraft>

/** A source as a person fills it in, to be tried and kept. */
export function useSourceDraft({ kind, source, onSaved }: Given) {
  const [fields = []] = formsOf(kind.settings)
  const forms = formsOf(kind.secret)
  const [filled, setFilled] = useState<Draft>({
    name: source?.name ?? kind.title,
    settings: filledFrom(fields, source?.settings),
    secret: { form: 0, filled: {} },
    schedule: source ? source.schedule : NIGHTLY,
  })
  const said = () => ({
    settings: valuesOf(fields, filled.settings),
    ...secretOf(forms, filled.secret, source !== undefined),
  })
  const test = useSourceTask('sources.check')
  const save = useMutation({
    mutationFn: () =>
      keep({ ...said(), name: filled.name, schedule: filled.schedule }, kind, source),
    onSuccess: (answer) => onSaved(answer.source),
  })
  const error = save.error ?? test.error
  return {
    ...{ fields, forms, filled, error },
    change: (some: Partial<Draft>) => setFilled({ ...filled, ...some }),
    test,
    faults: faultsOf(error),
    busy: save.isPending ? ('save' as const) : test.pending ? ('test' as const) : undefined,
    save: () => {
      test.reset()
      save.mutate()
    },
    tryIt: () => {
      save.reset()
      test.start({ ...(source ? { id: source.id } : { kind: kind.kind }), ...said() })
    },
  }
}

const NIGHTLY = SCHEDULES.night.cron

/** The secret that is typed; of a source that has one, nothing typed is nothing said. */
function secretOf(forms: Field[][], { form, filled }: SecretDraft, kept: boolean) {
  const secret = valuesOf(forms[form] ?? [], filled)
  return kept && Object.keys(secret).length === 0 ? {} : { secret }
}

interface Said {
  name: string
  schedule: string | null
  settings: Record<string, unknown>
  secret?: Record<string, unknown>
}

function keep(said: Said, { kind }: Kind, source: Source | undefined) {
  if (source) return call('sources.update', { id: source.id, ...said })
  return call('sources.create', { kind, secret: {}, ...said })
}

function faultsOf(error: unknown): Record<string, string> {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(error.issues.map(({ path, message }) => [path, message]))
}

/** Those of the fields below a name, by the name of the field. */
export function within(faults: Record<string, string>, name: string): Record<string, string> {
  const below = Object.entries(faults).filter(([path]) => path.startsWith(`${name}.`))
  return Object.fromEntries(
    below.map(([path, message]) => [path.slice(name.length + 1).split('.')[0] ?? '', message]),
  )
}
