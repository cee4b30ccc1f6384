import { daysIn } from './coder-activity.ts'
import { isGhPullRequest, isWholeGhPullRequest } from './gh-json.ts'
import { isGlabMergeRequest } from './glab-json.ts'
import type { Head } from './head.ts'
import { isObject, type Shape, shapeOf } from './json-shape.ts'
import { type Json, jsonHead } from './json-stream.ts'
import { recogniseTable } from './recognise-table.ts'
import type { ReadOptions, Recognised } from './recognised.ts'
import { refusal } from './refusal.ts'
import { rowOfJson } from './rows.ts'
import { samplesOf } from './samples.ts'

const ROWS = 200

/** Whether a text begins as JSON does. */
export function isJson(text: string): boolean {
  return /^\s*[[{]\s*([[{"\]}\d-]|true|false|null|$)/.test(text)
}

/**
 * What a JSON file is. Undefined when its head is too short to tell; a complete head is recognised or
 * refused.
 */
export function recogniseJson(
  { text, complete }: Head,
  options: ReadOptions,
): Recognised | undefined {
  const root = jsonHead(text)
  const shape = root === undefined ? undefined : shapeOf(root, text, complete)
  const [first] = shape?.elements.filter(isObject) ?? []
  const found = shape && first && recogniseElement(first, shape, options)
  // A server's error may hold a user name, which alone makes no list.
  if (found?.needs_mapping && isObject(root) && messageOf(root)) throw refusalOf(root, options)
  if (found || !complete) return found
  throw root === undefined ? refusal('broken_json', options.file_name) : refusalOf(root, options)
}

function recogniseElement(
  first: { [key: string]: Json },
  shape: Shape,
  options: ReadOptions,
): Recognised | undefined {
  if (shape.path === '$.report') {
    if ((daysIn(first) ?? 1) > 1) throw refusal('long_period', options.file_name)
    return fixed(ACTIVITY, shape, options)
  }
  if (isGhPullRequest(first)) {
    if (!isWholeGhPullRequest(first)) throw refusal('pull_request_fields', options.file_name)
    const found = fixed(GITHUB, shape, options)
    return 'commits' in first ? found : { ...found, notes: [NO_COMMITS] }
  }
  return isGlabMergeRequest(first) ? fixed(GITLAB, shape, options) : table(shape, options)
}

type Format = Pick<Recognised, 'kind' | 'format' | 'source' | 'title'>

const ACTIVITY: Format = {
  kind: 'tool_days',
  format: 'coder-activity-json',
  source: 'coder',
  title: 'Usage of Coder, day by day',
}
const GITHUB: Format = {
  kind: 'pull_requests',
  format: 'gh-json',
  source: 'github',
  title: 'Pull requests of GitHub',
}
const GITLAB: Format = {
  kind: 'pull_requests',
  format: 'glab-json',
  source: 'gitlab',
  title: 'Merge requests of GitLab',
}
const NO_COMMITS = 'The file has no commits, so the time from the first commit on stays unknown.'

/** A format whose parts have one meaning each and cannot be mapped. */
function fixed(format: Format, { path }: Shape, { as, file_name }: ReadOptions): Recognised {
  if (as && as !== format.kind) {
    throw refusal('another_kind', file_name, `${format.title}: ${format.kind}, not ${as}.`)
  }
  return { ...format, columns: [], needs_mapping: false, notes: [], layout: { form: 'json', path } }
}

function table({ path, elements }: Shape, options: ReadOptions): Recognised | undefined {
  const objects = elements.filter(isObject)
  const samples = samplesOf(objects.slice(0, ROWS).map(rowOfJson))
  const { dates, ...found } = recogniseTable(samples, 'json', options)
  const isKnown = found.columns.some(({ target }) => target !== 'ignore')
  if (!isKnown && !options.as) return undefined
  const title = found.source === 'coder' ? coderTitle(path) : found.title
  return { ...found, title, layout: { form: 'json', path, dates } }
}

function coderTitle(path: string): string {
  return path === '$.users.*' ? "Answer of Coder's users API" : 'JSON of `coder users list`'
}

function refusalOf(root: Json, { file_name }: ReadOptions) {
  if (Array.isArray(root)) {
    if (root.length === 0) return refusal('empty', file_name)
    const isHeaderList = root.includes('username') || root.includes('email')
    return refusal(isHeaderList ? 'header_list' : 'unknown_json', file_name)
  }
  if (!isObject(root)) return refusal('unknown_json', file_name)
  const message = messageOf(root)
  if (message) return refusal('error_body', file_name, `It says: “${message}”`)
  const lists = Object.values(root).some((value) => Array.isArray(value) && value.length === 0)
  return refusal(lists ? 'empty' : 'unknown_json', file_name)
}

/** The words of an error that a server answered, without e-mail addresses. */
function messageOf(root: { [key: string]: Json }): string | undefined {
  const texts = ['message', 'detail', 'error', 'error_description', 'errorSummary'].flatMap(
    (key) => {
      const text = root[key]
      return typeof text === 'string' && text !== '' ? text : []
    },
  )
  const [first] = Array.isArray(root.errors) ? root.errors : []
  if (isObject(first) && typeof first.message === 'string') texts.push(first.message)
  return (
    texts
      .join(' ')
      .slice(0, 300)
      .replace(/\S+@\S+/g, '…') || undefined
  )
}
