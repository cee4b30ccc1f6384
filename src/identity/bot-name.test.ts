import fc from 'fast-check'
import { expect, test } from 'vitest'
import { BOT_NAME } from './bot-name.ts'

test.each([
  'dependabot[bot]',
  'Release-Bot',
  'build-robot',
  'build_robot2',
  'bot-deploy',
  'bot',
  'project_12_bot_5f3a',
  'svc-backup',
  'release-svc',
  'release-svc3',
  'service_account_ci',
])('%s is the name of a bot', (name) => {
  expect(name).toMatch(BOT_NAME)
})

test.each([
  'abbot',
  'jan.bot',
  'Jan Bot',
  'talbot7',
  'botticelli',
  'lincoln-botha',
  '[bot] fan',
  'svcek',
  '',
])('%s is not', (name) => {
  expect(name).not.toMatch(BOT_NAME)
})

test('a name of one word is a bot only where all of it says so', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (name) => {
      expect(BOT_NAME.test(name)).toBe(['bot', 'robot', 'svc', 'serviceaccount'].includes(name))
    }),
  )
})
