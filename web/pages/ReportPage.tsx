import { Button, Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { REPORT_KINDS, type ReportKind } from '../../src/model/index.ts'
import { reportPage } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { NotFound } from '../components/NotFound.tsx'
import { Problem } from '../components/Problem.tsx'
import { NothingToCompare } from '../report/ChooseAttribute.tsx'
import { Exports } from '../report/Exports.tsx'
import { PageBlocks } from '../report/PageBlocks.tsx'
import { type Asked, needed, ReportForm } from '../report/ReportForm.tsx'
import { ReportProgress } from '../report/ReportProgress.tsx'
import { EmptyText } from '../ui/EmptyText.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'
import { useAttributeNames } from '../useAttributeNames.ts'

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
  const names = useAttributeNames()
  const method = `reports.${kind.name}`
  return (
    <Page title={kind.title} intro={kind.intro}>
      <ReportForm key={kind.name} {...{ kind, asked, onAsk, busy: answer.isFetching }} />
      <ReportProgress answer={answer} />
      {names?.length === 0 && <NothingToCompare />}
      {!complete && names !== undefined && names.length > 0 && (
        <Choose names={names} onChoose={(attribute) => onAsk({ ...asked, attribute })} />
      )}
      {complete && answer.error && names?.length !== 0 && (
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

function Choose({ names, onChoose }: { names: string[]; onChoose: (name: string) => void }) {
  return (
    <EmptyText title="Choose an attribute">
      <Group gap="xs" mt={4}>
        {names.map((name) => (
          <Button key={name} variant="default" size="xs" onClick={() => onChoose(name)}>
            {name}
          </Button>
        ))}
      </Group>
    </EmptyText>
  )
}
