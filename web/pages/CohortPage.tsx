import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { query } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { ChooseAttribute } from '../report/ChooseAttribute.tsx'
import { CohortAnswer } from '../report/CohortAnswer.tsx'
import { CohortForm } from '../report/CohortForm.tsx'
import { ReportProgress } from '../report/ReportProgress.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

const route = getRouteApi('/reports/cohort')

/** Metrics of the people with different values of an attribute, side by side. The address is the question. */
export function CohortPage() {
  const { attribute = '', ...rest } = route.useSearch()
  const navigate = route.useNavigate()
  const report = useQuery({
    ...query('reports.cohort', { attribute, ...rest }),
    enabled: attribute !== '',
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={attribute ? `Cohorts of ${attribute}` : 'Cohorts'}
      intro="How the people with different values of an attribute work, side by side. It describes; it does not say what caused a difference."
    >
      <CohortForm
        asked={{ attribute: attribute || undefined, ...rest }}
        busy={report.isFetching}
        onAsk={(search) => void navigate({ search })}
      />
      <ReportProgress answer={report} />
      {attribute === '' && <ChooseAttribute to="/reports/cohort" />}
      {report.error && <Problem error={report.error} reset={() => void report.refetch()} />}
      {attribute !== '' && report.isPending && <Waiting rows={10} />}
      {report.data && attribute !== '' && <CohortAnswer report={report.data} />}
    </Page>
  )
}
