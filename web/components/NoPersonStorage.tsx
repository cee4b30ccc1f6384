import { Button, Group, Stack, TagsInput, Text, Title } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query } from '../api.ts'
import { OneOf } from '../ui/OneOf.tsx'
import { Problem } from './Problem.tsx'
import { Removed } from './Removed.tsx'
import { faultsOf, type Settings } from './settings-draft.ts'
import { useRehearsed } from './useRehearsed.ts'

/** Of whom nothing is stored but their entry in the directory. What is there is counted before it goes. */
export function NoPersonStorage({ settings, may }: { settings: Settings; may: boolean }) {
  const kept = settings.no_person_storage
  const [attribute, setAttribute] = useState(kept?.attribute ?? null)
  const [values, setValues] = useState(kept?.values ?? [])
  const groups = useQuery(query('attributeGroups.list', {}))
  const attributes = groups.data?.attribute_groups ?? []
  const known = attributes.find(({ name }) => name === attribute)?.attributes.map(nameOf) ?? []
  const { mutate, reset, data, error, isPending } = useRehearsed()
  const wished = wishOf(attribute, values)
  const faults = faultsOf(error)
  function edit<T>(set: (value: T) => void) {
    return (value: T) => {
      set(value)
      reset()
    }
  }
  return (
    <section className="panel" aria-label="No storage about persons">
      <Stack gap="md" maw={520}>
        <Title order={2} size="h4">
          No storage about persons
        </Title>
        <Text size="sm" c="dimmed">
          {kept
            ? `Nothing about the work of people with ${kept.attribute} ${kept.values.join(' or ')} is stored.`
            : 'For a legal entity whose agreement rules it out: of its people only the entry in the directory is stored, and they are in no report.'}
        </Text>
        <OneOf
          label="Attribute"
          placeholder="Legal entity"
          data={attributes.map(({ name }) => name)}
          value={attribute}
          error={faults['no_person_storage.attribute']}
          disabled={!may || isPending}
          onChange={edit(setAttribute)}
        />
        <TagsInput
          label="Values"
          placeholder={values.length === 0 ? 'ACME GmbH' : ''}
          data={known}
          value={values}
          disabled={!may || isPending}
          onChange={edit(setValues)}
        />
        {error && Object.keys(faults).length === 0 && <Problem error={error} />}
        {data?.dry_run && (
          <Removed removed={data.removed} none="Nothing is stored of these people yet." />
        )}
        {may && (
          <Group gap="xs">
            {data?.dry_run ? (
              <Button
                color="red"
                loading={isPending}
                onClick={() => mutate({ no_person_storage: wished, dry_run: false })}
              >
                Take it away and store nothing
              </Button>
            ) : (
              <Button
                variant="default"
                loading={isPending}
                disabled={wished === null}
                onClick={() => mutate({ no_person_storage: wished, dry_run: true })}
              >
                See what would go
              </Button>
            )}
            {kept && (
              <Button
                variant="default"
                disabled={isPending}
                onClick={() => mutate({ no_person_storage: null, dry_run: false })}
              >
                Store again from now on
              </Button>
            )}
          </Group>
        )}
      </Stack>
    </section>
  )
}

const nameOf = ({ name }: { name: string }) => name

function wishOf(attribute: string | null, values: string[]): Settings['no_person_storage'] {
  return attribute === null || values.length === 0 ? null : { attribute, values }
}
