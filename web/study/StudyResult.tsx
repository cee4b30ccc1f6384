import { Group } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { call, type LaidOut } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { Exports } from '../report/Exports.tsx'
import { PageBlocks } from '../report/PageBlocks.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** What came of a study, as the server lays it out. */
export function StudyResult({ id }: { id: string }) {
  const result = useQuery({
    queryKey: ['studies.result', 'page', id],
    queryFn: async () =>
      (await call('studies.result', { id, format: 'page' })) as unknown as LaidOut,
  })
  if (result.isPending) return <Waiting rows={8} />
  if (result.error) return <Problem error={result.error} reset={() => void result.refetch()} />
  return (
    <>
      <Group justify="flex-end">
        <Exports method="studies.result" spec={{ id }} />
      </Group>
      <PageBlocks blocks={result.data.blocks} />
    </>
  )
}
