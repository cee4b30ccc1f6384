import { expect, test } from 'vitest'
import { FIELDS } from '../../src/connectors/files/fields.ts'
import { TARGETS } from '../../web/import-targets.ts'

test('a column may be sent by hand wherever the reader takes it, by name', () => {
  for (const [kind, fields] of Object.entries(FIELDS)) {
    const taken = Object.keys(fields).filter((field) => !field.startsWith('attribute:'))
    expect([kind, TARGETS[kind as keyof typeof TARGETS].toSorted()]).toEqual([
      kind,
      taken.toSorted(),
    ])
  }
})
