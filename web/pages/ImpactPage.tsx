import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { query } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { ChooseAttribute } from '../report/ChooseAttribute.tsx'
import { ImpactAnswer } from '../report/ImpactAnswer.tsx'
import { ImpactForm } from '../report/ImpactForm.tsx'
import { ReportProgress } from '../report/ReportProgress.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/reports/impact')

/** What changed when people adopted a tool, against what was expected of them. The address is the question. */
export function ImpactPage() {
  const { attribute = '', ...rest } = route.useSearch()
  const navigate = route.useNavigate()
  const report = useQuery({
    ...query('reports.impact', { attribute, ...rest }),
    enabled: attribute !== '',
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={attribute ? `Impact of ${attribute}` : 'Impact'}
      intro="What changed when people adopted a tool, against what was expected of them: their own past, carried along with those who had not adopted yet."
    >
      <ImpactForm
        asked={{ attribute: attribute || undefined, ...rest }}
        busy={report.isFetching}
        onAsk={(search) => void navigate({ search })}
      />
      <ReportProgress answer={report} />
      {attribute === '' && <ChooseAttribute to="/reports/impact" />}
      {report.error && <Problem error={report.error} reset={() => void report.refetch()} />}
      {attribute !== '' && report.isPending && <Waiting rows={10} />}
      {report.data && attribute !== '' && <ImpactAnswer report={report.data} />}
    </Page>
  )
}
