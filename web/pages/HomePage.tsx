import { Stack, Text, ThemeIcon, Title, VisuallyHidden } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { counted, type FactKind } from '../../src/model/index.ts'
import { query, type Result } from '../api.ts'
import { Problem } from '../components/Problem.tsx'
import { ToButton, ToLink } from '../components/ToLink.tsx'
import { useScopes } from '../components/useScopes.ts'
import { CommandLine } from '../ui/CommandLine.tsx'
import { CountTiles } from '../ui/CountTiles.tsx'
import { CheckIcon } from '../ui/icons.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Waiting } from '../ui/Waiting.tsx'

/** What there is, what is missing, and the next step. */
export function HomePage() {
  const scopes = useScopes()
  const mayImport = scopes?.has('imports:read') ?? false
  const people = useQuery({
    ...query('users.search', { page_size: 1 }),
    enabled: scopes?.has('users:read') ?? false,
  })
  const groups = useQuery(query('attributeGroups.list', {}))
  const imports = useQuery({ ...query('imports.list', { page_size: 100 }), enabled: mayImport })
  const error = people.error ?? groups.error ?? imports.error
  if (error) return <Problem error={error} />
  if (!scopes || !groups.data || (mayImport && !imports.data)) return <Waiting />
  const applied = imports.data?.imports.filter(({ status }) => status === 'applied') ?? []
  const tiles = [
    people.data && { label: 'People', count: people.data.total },
    { label: 'Attributes', count: groups.data.attribute_groups.length },
    mayImport && { label: 'Files applied', count: applied.length },
  ]
  return (
    <Page
      title="Start"
      intro="Who uses a tool, and what it does to their work, with its uncertainty."
    >
      <CountTiles tiles={tiles.filter((tile) => typeof tile === 'object')} />
      {mayImport ? (
        <Steps kinds={new Set(applied.map(({ kind }) => kind))} tool={toolOf(groups.data)} />
      ) : (
        <Note kind="info" title="Your roles decide what you see">
          <Text size="sm">
            {scopes.has('reports:read')
              ? 'You may read reports. '
              : 'To read reports, ask a Workspace Admin for the role Snapshot Analyst. '}
            Files are imported by Workspace Admins.
          </Text>
        </Note>
      )}
    </Page>
  )
}

/** The attribute of a tool: one that says who has an account. */
function toolOf({ attribute_groups }: Result<'attributeGroups.list'>): string | undefined {
  return attribute_groups.find(({ attributes }) =>
    attributes.some(({ name }) => name === 'account'),
  )?.name
}

interface File {
  kind: FactKind
  title: string
  why: string
  command: string
  /** What follows rests on days of use only where they are known. */
  optional?: true
}

const FILES: File[] = [
  {
    kind: 'people',
    title: 'People',
    why: 'Who works here, in which team, with level, role and place.',
    command: 'npx facet import people.csv',
  },
  {
    kind: 'tool_users',
    title: 'Users of the tool',
    why: 'Who has an account at Coder, and since when.',
    command:
      'coder users list > coder-users.txt && npx facet import coder-users.txt --attribute Coder',
  },
  {
    kind: 'pull_requests',
    title: 'Pull requests',
    why: 'What the metrics are counted from.',
    command: 'npx facet import pulls.json',
  },
  {
    kind: 'tool_days',
    title: 'Days of use',
    why: 'How often the tool is used. Without them the day of the account stands in for adoption.',
    command: 'npx facet import tool-days.csv',
    optional: true,
  },
]

function Steps({ kinds, tool }: { kinds: Set<FactKind>; tool: string | undefined }) {
  const missing = FILES.filter(({ kind }) => !kinds.has(kind))
  const ready = missing.every(({ optional }) => optional)
  return (
    <Stack className="panel" gap="lg" component="section" aria-label="Three files to a report">
      <Title order={2} size="h4">
        {ready ? 'Everything a report needs is here' : 'Three files to a report'}
      </Title>
      <ol className="steps">
        {FILES.map((file, place) => (
          <FileStep
            key={file.kind}
            file={file}
            place={place}
            done={kinds.has(file.kind)}
            next={file === missing[0]}
          />
        ))}
        <ReportStep tool={ready ? tool : undefined} />
      </ol>
      {!ready && (
        <Text size="sm" c="dimmed">
          {counted(missing.filter(({ optional }) => !optional).length, 'file')} to go.
        </Text>
      )}
    </Stack>
  )
}

/** The reports, as buttons once everything that they need is here. */
function ReportStep({ tool }: { tool: string | undefined }) {
  return (
    <Step place={FILES.length} title="Read the reports" done={false}>
      <Text size="sm" c="dimmed" mb="xs">
        On one page what the tool does, and behind it who differs and what changed.
      </Text>
      {tool ? (
        <>
          <ToButton to="/reports/tool" search={{ attribute: tool }} size="xs" mr="xs" mb="xs">
            What does {tool} do for us?
          </ToButton>
          <ToButton
            to="/reports/cohort"
            search={{ attribute: tool }}
            size="xs"
            variant="default"
            mr="xs"
            mb="xs"
          >
            Cohorts of {tool}
          </ToButton>
          <ToButton
            to="/reports/impact"
            search={{ attribute: tool }}
            size="xs"
            variant="default"
            mb="xs"
          >
            Impact of {tool}
          </ToButton>
        </>
      ) : (
        <ToLink to="/reports/cohort" size="sm">
          Cohorts
        </ToLink>
      )}
    </Step>
  )
}

interface FileStepProps {
  file: File
  place: number
  done: boolean
  next: boolean
}

function FileStep({ file: { title, why, command, optional }, place, done, next }: FileStepProps) {
  return (
    <Step place={place} title={optional ? `${title} (optional)` : title} done={done}>
      <Text size="sm" c="dimmed">
        {why}
      </Text>
      {next && (
        <Stack gap="xs" mt="xs" align="flex-start">
          <ToButton to="/import" size="xs" variant={optional ? 'default' : 'filled'}>
            Drop a file
          </ToButton>
          <Text size="sm">or at a command line:</Text>
          <CommandLine command={command} />
        </Stack>
      )}
    </Step>
  )
}

interface StepProps {
  place: number
  title: string
  done: boolean
  children: ReactNode
}

function Step({ place, title, done, children }: StepProps) {
  return (
    <li>
      <ThemeIcon variant={done ? 'filled' : 'default'} size={28} radius="xl" aria-hidden="true">
        {done ? <CheckIcon size={16} /> : <Text size="sm">{place + 1}</Text>}
      </ThemeIcon>
      <div>
        <Title order={3} size="h6" mt={3}>
          {title}
          {done && <VisuallyHidden> (done)</VisuallyHidden>}
        </Title>
        {children}
      </div>
    </li>
  )
}
