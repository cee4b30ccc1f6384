import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'
import { SOURCE_JOBS } from '../../../test/source.ts'

const { call, refusal } = testApp({ sources: SOURCE_JOBS })

test('tells what came of work that has ended', async () => {
  const { source } = await call('sources.create', {
    kind: 'coder',
    name: 'Coder',
    settings: { url: 'http://127.0.0.1:1' },
    secret: { token: 'abc' },
  })
  const { task } = await call('sources.tasks.create', {
    name: 'sources.push',
    args: { id: source.id, attributes: ['Level'] },
  })
  const told = await call('sources.tasks.info', { id: task.id })
  expect(told.task).toEqual(task)
  expect(told.task).toMatchObject({
    ...{ name: 'sources.push', state: 'failed', answer: null },
    error: { error: 'invalid_arguments', message: expect.stringContaining('no DX workspace') },
  })
})

test('needs the scope sources:write, and a task that there is', async () => {
  const refused = await refusal('sources.tasks.info', { id: 'MQ' }, { scopes: ['sources:read'] })
  expect(refused).toMatchObject({ status: 403, error: 'not_authorized' })
  expect(await refusal('sources.tasks.info', { id: 'OTk5' })).toMatchObject({ status: 404 })
  expect(await refusal('sources.tasks.info', { id: '' })).toMatchObject({ status: 404 })
})
