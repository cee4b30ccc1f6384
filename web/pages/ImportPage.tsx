import { Button, Code, Group, Stack, Text } from '@mantine/core'
import { Dropzone } from '@mantine/dropzone'
import { getRouteApi } from '@tanstack/react-router'
import { counted } from '../../src/model/index.ts'
import { DraftCard } from '../components/DraftCard.tsx'
import { ImportList } from '../components/ImportList.tsx'
import { tell } from '../components/tell.tsx'
import { useScopes } from '../components/useScopes.ts'
import { applicable, inOrder } from '../drafts.ts'
import { CommandLine } from '../ui/CommandLine.tsx'
import { ImportIcon } from '../ui/icons.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { useDrafts } from '../useDrafts.ts'

const route = getRouteApi('/import')

/** Drop files, see what each is and would do, apply; and all imports so far, each to be undone. */
export function ImportPage() {
  const { page = 1 } = route.useSearch()
  const navigate = route.useNavigate()
  const { drafts, add, send, drop, apply } = useDrafts()
  const ready = applicable(drafts)
  const may = useScopes()?.has('imports:write') ?? true
  async function applyThese(which: typeof drafts) {
    const applied = await apply(which)
    if (applied > 0) tell(`${counted(applied, 'file')} applied. Each can be undone below.`)
  }
  return (
    <Page
      title="Import"
      intro="Files are recognised by what is in them. You see what each would change before anything is written, and can undo it later."
    >
      {!may && (
        <Note kind="info">
          <Text size="sm">Only Workspace Admins may import files. Send them yours.</Text>
        </Note>
      )}
      <FileDrop onFiles={add} disabled={!may} />
      {inOrder(drafts).map((draft) => (
        <DraftCard
          key={draft.key}
          draft={draft}
          later={ready.indexOf(draft) > 0}
          onPreview={(options) => void send(draft, options)}
          onApply={() => void applyThese([draft])}
          onDrop={() => drop(draft.key)}
        />
      ))}
      {ready.length > 1 && (
        <Group justify="flex-end">
          <Text size="sm" c="dimmed">
            In the order shown, from the top.
          </Text>
          <Button onClick={() => void applyThese(ready)}>Apply all {ready.length} files</Button>
        </Group>
      )}
      <ImportList page={page} onPage={(next) => void navigate({ search: { page: next } })} />
      <Accepted />
    </Page>
  )
}

function FileDrop({ onFiles, disabled }: { onFiles: (files: File[]) => void; disabled: boolean }) {
  return (
    <Dropzone
      onDrop={onFiles}
      disabled={disabled}
      radius="md"
      p="xl"
      inputProps={{ 'aria-label': 'Files to import' }}
      role="button"
      aria-label="Drop files here, or choose them"
      enablePointerEvents
    >
      <Stack align="center" gap={6} ta="center">
        <span className="drop-icon">
          <ImportIcon size={34} />
        </span>
        <Text fw={600}>Drop files here, or choose them</Text>
        <Text size="sm" c="dimmed" maw={520}>
          People, users of a tool, pull requests, days of use, teams: CSV, JSON or the table that a
          command line prints. Several at once.
        </Text>
      </Stack>
    </Dropzone>
  )
}

function Accepted() {
  return (
    <details>
      <summary>Where the three files come from</summary>
      <Stack gap="sm" mt="sm" maw={760}>
        <Text size="sm">
          <b>People</b>: an export of your HR system or identity provider as CSV. A column{' '}
          <Code>attribute: Level</Code> becomes the attribute Level.
        </Text>
        <Text size="sm">
          <b>Users of Coder</b>: what this prints, as it is.
        </Text>
        <CommandLine command="coder users list > coder-users.txt" />
        <Text size="sm">
          <b>Pull requests</b>: once for each repository.
        </Text>
        <CommandLine command="gh pr list --state all --limit 1000 --json number,title,author,createdAt,mergedAt,closedAt,additions,deletions,changedFiles,baseRefName,headRefName,isDraft,mergeCommit,reviews,url > pulls.json" />
        <Text size="sm">The same import at a command line:</Text>
        <CommandLine command="npx facet import people.csv coder-users.txt pulls.json --attribute Coder" />
      </Stack>
    </details>
  )
}
