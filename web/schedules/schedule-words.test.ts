import { expect, test } from 'vitest'
import { momentText, type Schedule, stateOf, targetText } from './schedule-words.ts'

test('moments are told by name where they have one, with a zone of their own', () => {
  expect(momentText({ cron: '0 8 * * 1', time_zone: null })).toBe('Every Monday at 8:00')
  expect(momentText({ cron: '5 6 * * 2', time_zone: 'Europe/Lisbon' })).toBe(
    'By schedule: 5 6 * * 2, Europe/Lisbon',
  )
})

test('a target is told without its address', () => {
  expect(targetText({ kind: 'file', name: 'weekly', format: 'text' })).toBe('File weekly.txt')
  expect(targetText({ kind: 'slack', host: 'hooks.slack.com' })).toBe('Slack at hooks.slack.com')
})

test('a schedule that failed says so, also while it rests', () => {
  const failed = { paused: true, last_run: { status: 'failed' } } as Schedule
  expect(stateOf(failed)[0]).toBe('Failed')
  expect(stateOf({ paused: true, last_run: null } as Schedule)[0]).toBe('Paused')
  expect(stateOf({ paused: false, last_run: null } as Schedule)[0]).toBe('Not sent yet')
})
