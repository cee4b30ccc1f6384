import { Autocomplete, NumberInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { query } from '../api.ts'
import type { Options } from '../drafts.ts'

interface Props {
  options: Options
  set: (some: Partial<Options>) => void
}

/** To which run of a survey the answers of a file belong, and how long its key is kept. */
export function SurveyOptions({ options, set }: Props) {
  const { data } = useQuery(query('surveys.list', {}))
  return (
    <>
      <Autocomplete
        label="Survey"
        description="Its name, where the file does not say it; a new name is a new survey"
        placeholder="Winter 2026"
        data={[...new Set(data?.surveys.map(({ name }) => name))]}
        value={options.wave ?? ''}
        onChange={(wave) => set({ wave: wave || undefined })}
      />
      <NumberInput
        label="Anonymous so many days after its end"
        description="Groups cannot be compared from then on; empty: never"
        min={0}
        max={365}
        allowDecimal={false}
        value={options.anonymous_after ?? ''}
        onChange={(days) => set({ anonymous_after: typeof days === 'number' ? days : undefined })}
      />
    </>
  )
}
