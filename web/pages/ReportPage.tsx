import { Button, Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { REPORT_KINDS, type ReportKind } from '../../src/model/index.ts'
import { query, reportPage } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { Problem } from '../components/Problem.tsx'
import { Exports } from '../report/Exports.tsx'
import { PageBlocks } from '../report/PageBlocks.tsx'
import { type Asked, needed, ReportForm } from '../report/ReportForm.tsx'
import { ReportProgress } from '../report/ReportProgress.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/reports/$report')

/** Any report by its name, as the server lays it out. The address is the question. */
export function ReportPage() {
  const { report } = route.useParams()
  const asked = route.useSearch()
  const navigate = route.useNavigate()
  const kind = Object.values<ReportKind>(REPORT_KINDS).find(({ name }) => name === report)
  if (!kind) return <NotFound />
  return <OneReport kind={kind} asked={asked} onAsk={(search) => void navigate({ search })} />
}

interface Props {
  kind: ReportKind
  asked: Asked
  onAsk: (asked: Asked) => void
}

function OneReport({ kind, asked, onAsk }: Props) {
  const complete = needed(kind).every((name) => asked[name])
  const answer = useQuery({
    ...reportPage(kind.name, asked),
    enabled: complete,
    placeholderData: keepPreviousData,
  })
  const method = `reports.${kind.name}`
  return (
    <Page title={kind.title} intro={kind.intro}>
      <ReportForm key={kind.name} {...{ kind, asked, onAsk, busy: answer.isFetching }} />
      <ReportProgress answer={answer} />
      {!complete && <Choose onChoose={(attribute) => onAsk({ ...asked, attribute })} />}
      {complete && answer.error && (
        <Problem error={answer.error} reset={() => void answer.refetch()} />
      )}
      {complete && answer.isPending && <Waiting rows={10} />}
      {complete && answer.data && (
        <>
          <Group justify="flex-end">
            <Exports method={method} spec={answer.data.spec} />
          </Group>
          <PageBlocks blocks={answer.data.blocks} />
          <HowAsked method={method} args={answer.data.spec} />
        </>
      )}
    </Page>
  )
}

function Choose({ onChoose }: { onChoose: (attribute: string) => void }) {
  const groups = useQuery(query('attributeGroups.list', {}))
  const names = groups.data?.attribute_groups.flatMap(({ name, hidden }) => (hidden ? [] : [name]))
  return (
    <EmptyText title={names?.length === 0 ? 'There is no attribute yet' : 'Choose an attribute'}>
      <Group gap="xs" mt={4}>
        {names?.length === 0 &&
          'Import people or the users of a tool; their attributes can then be chosen here.'}
        {names?.map((name) => (
          <Button key={name} variant="default" size="xs" onClick={() => onChoose(name)}>
            {name}
          </Button>
        ))}
      </Group>
    </EmptyText>
  )
}
