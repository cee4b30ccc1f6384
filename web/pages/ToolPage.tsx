import { Group } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { REPORT_KINDS, type ReportKind } from '../../src/model/index.ts'
import { reportPage } from '../api.ts'
import { HowAsked } from '../components/HowAsked.tsx'
import { Problem } from '../components/Problem.tsx'
import { ChooseAttribute } from '../report/ChooseAttribute.tsx'
import { Exports } from '../report/Exports.tsx'
import { PageBlocks } from '../report/PageBlocks.tsx'
import { ReportForm } from '../report/ReportForm.tsx'
import { ReportProgress } from '../report/ReportProgress.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/reports/tool')
const KIND: ReportKind = REPORT_KINDS.tool
const METHOD = `reports.${KIND.name}`

/** What a tool does for us, on one page: the answer first, the question below it to be changed. The address is the question. */
export function ToolPage() {
  const asked = route.useSearch()
  const navigate = route.useNavigate()
  const { attribute = '' } = asked
  const answer = useQuery({
    ...reportPage(KIND.name, asked),
    enabled: attribute !== '',
    placeholderData: keepPreviousData,
  })
  const form = (
    <ReportForm
      kind={KIND}
      asked={asked}
      busy={answer.isFetching}
      onAsk={(search) => void navigate({ search })}
    />
  )
  return (
    <Page
      title={attribute === '' ? KIND.title : `What does ${attribute} do for us?`}
      intro={attribute === '' ? KIND.intro : undefined}
    >
      <ReportProgress answer={answer} />
      {attribute === '' && <ChooseAttribute to="/reports/tool" />}
      {attribute !== '' && answer.error && (
        <Problem error={answer.error} reset={() => void answer.refetch()} />
      )}
      {attribute !== '' && answer.isPending && <Waiting rows={10} />}
      {attribute !== '' && answer.data && (
        <>
          <PageBlocks blocks={answer.data.blocks} />
          <Group>
            <Exports method={METHOD} spec={answer.data.spec} />
          </Group>
          <HowAsked method={METHOD} args={answer.data.spec} />
        </>
      )}
      {attribute !== '' && (
        <details>
          <summary>Change the question</summary>
          {form}
        </details>
      )}
    </Page>
  )
}
