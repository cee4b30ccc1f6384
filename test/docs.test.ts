import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { settings } from '../src/config.ts'
import { codeBlocks, deadLinks, unknownScripts, unknownSettings } from './docs.ts'
import { readSources } from './sources.ts'

const pages = readSources('*.md', 'docs/**/*.md')
const names = Object.keys(settings)

test.each(['npm ci && npm run demo', 'npm ci && npm test'])('the README shows %s', (command) => {
  const readme = pages.find(({ path }) => path === 'README.md')
  expect(readme ? codeBlocks(readme) : 'no README.md').toContain(command)
})

test('the machine that checks a change runs the test command of the README', () => {
  expect(readSources('.ci/run')[0]?.text).toContain('npm ci && npm test')
})

test('every link leads to a file that is there', () => {
  expect(deadLinks(pages, (path) => existsSync(join(import.meta.dirname, '..', path)))).toEqual([])
})

test('every npm script that is named exists', () => {
  const [file] = readSources('package.json')
  const { scripts } = JSON.parse(file?.text ?? '')
  expect(unknownScripts(pages, Object.keys(scripts))).toEqual([])
})

test('every setting is explained, and every setting that is named exists', () => {
  const words = pages.map(({ text }) => text).join('\n')
  expect(names.filter((name) => !words.includes(name))).toEqual([])
  expect(unknownSettings(pages, names)).toEqual([])
})

test('a page that is wrong is reported with its name', () => {
  const page = {
    path: 'docs/start.md',
    text: 'See [here](gone.md#part), [there](../README.md), [far](https://example.org): `npm run fly`, `FACET_SPEED`.',
  }
  expect(deadLinks([page], (path) => path === 'README.md')).toEqual(['docs/start.md: gone.md'])
  expect(unknownScripts([page], ['test'])).toEqual(['docs/start.md: npm run fly'])
  expect(unknownSettings([page], ['FACET_PORT'])).toEqual(['docs/start.md: FACET_SPEED'])
})
