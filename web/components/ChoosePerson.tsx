import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { query, type Result } from '../api.ts'

export type Person = Result<'users.search'>['users'][number]

interface Props {
  label: string
  /** Somebody who is no choice. */
  except?: string
  onChoose: (person: Person) => void
}

/** People offered at a time. */
const OFFERED = 8

/** A field that finds a person by a part of a name, address or username. */
export function ChoosePerson({ label, except, onChoose }: Props) {
  const [text, setText] = useState('')
  const [q] = useDebouncedValue(text, 200)
  const found = useQuery({
    ...query('users.search', { q, page_size: OFFERED }),
    placeholderData: keepPreviousData,
  })
  const people = (found.data?.users ?? []).filter(({ id }) => id !== except)
  return (
    <Select
      label={label}
      placeholder="A part of a name or address"
      size="xs"
      searchable
      value={null}
      searchValue={text}
      onSearchChange={setText}
      nothingFoundMessage={found.isFetching ? 'Looking…' : 'Nobody is found'}
      filter={({ options }) => options}
      data={people.map(({ id, name, email }) => ({ value: id, label: `${name}, ${email}` }))}
      onChange={(id) => {
        const person = people.find((one) => one.id === id)
        if (person) onChoose(person)
      }}
      miw={260}
    />
  )
}
