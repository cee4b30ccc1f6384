import { Tokenizer, TokenParser, TokenType } from '@streamparser/json'
import { lines } from './lines.ts'
import { type Fault, fault } from './statement.ts'

const LONGEST = 64 * 1024 * 1024

/** Any value that JSON can hold. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json }

/** An element of a JSON file and the line on which it begins, or why it cannot be read. */
export type JsonElement = { line: number; value: Json } | { line: number; fault: Fault }

/**
 * The elements at a path of a JSON file, one by one: `$.*` for those of an array, `$.users.*` for those
 * of an array inside an object, `$` for whole documents. Documents may follow one another, with or
 * without blanks between them, as the pages do that some commands print. `lines` is for a document on
 * every line: a broken one is then a fault of its line alone.
 */
export async function* jsonElements(
  text: AsyncIterable<string>,
  path: string,
): AsyncGenerator<JsonElement> {
  if (path === 'lines') return yield* jsonLines(text)
  const reader = elementReader(path)
  const encoder = new TextEncoder()
  for await (const piece of text) {
    reader.write(encoder.encode(piece))
    yield* reader.taken()
    if (reader.failed()) return
  }
  reader.end()
  yield* reader.taken()
}

/**
 * What can be told of the first document of a JSON text that may be cut off anywhere: the document as
 * far as it goes, undefined when it does not even begin.
 */
export function jsonHead(text: string): Json | undefined {
  let root: Json | undefined
  const parser = new TokenParser()
  const tokenizer = new Tokenizer({})
  parser.onValue = ({ value, parent, stack }) => {
    root = (stack[1]?.value ?? parent ?? value) as Json
  }
  parser.onError = () => {}
  tokenizer.onError = () => {}
  tokenizer.onToken = (token) => parser.write(token)
  tokenizer.write(text)
  return root
}

async function* jsonLines(text: AsyncIterable<string>): AsyncGenerator<JsonElement> {
  for await (const { line, text: json } of lines(text)) {
    if (json.trim() === '') continue
    try {
      yield { line, value: JSON.parse(json) as Json }
    } catch {
      yield { line, ...fault('malformed', 'This line is not JSON.') }
    }
  }
}

/** Feeds the parser and keeps what it found, with the line on which each element begins. */
function elementReader(path: string) {
  const depthOfElements = path.split('.').length - 1
  const tokenizer = new Tokenizer({ separator: '' })
  const parser = new TokenParser({ paths: [path], keepStack: false, separator: '' })
  const counter = lineCounter()
  let found: JsonElement[] = []
  let depth = 0
  let line = 1
  let begun = 0
  let last = 0
  let broken = false

  function fail() {
    if (!broken) found.push({ line: counter.at(last), ...fault('malformed', UNREADABLE) })
    broken = true
  }
  tokenizer.onError = fail
  parser.onError = fail
  parser.onValue = ({ value }) => void found.push({ line, value: value as Json })
  tokenizer.onToken = (token) => {
    last = token.offset
    const opens = token.token === TokenType.LEFT_BRACE || token.token === TokenType.LEFT_BRACKET
    if (token.token === TokenType.RIGHT_BRACE || token.token === TokenType.RIGHT_BRACKET) depth -= 1
    else if (depth === depthOfElements) {
      begun = token.offset
      line = counter.at(token.offset)
    }
    if (opens) depth += 1
    parser.write(token)
  }
  return {
    write(bytes: Uint8Array) {
      counter.add(bytes)
      tokenizer.write(bytes)
      if (depth > depthOfElements && counter.size() - begun > LONGEST) fail()
    },
    end() {
      if (depth > 0) fail()
      else if (!broken) tokenizer.end()
    },
    failed: () => broken,
    taken() {
      const taken = found
      found = []
      return taken
    },
  }
}

const UNREADABLE =
  'Here the file stops being JSON, so nothing from this line on was read. Was it cut off?'

/** Turns offsets into lines; it must be asked for offsets that only grow. */
function lineCounter() {
  let ends: number[] = []
  let passed = 0
  let size = 0
  let line = 1
  return {
    add(bytes: Uint8Array) {
      ends = ends.slice(passed)
      passed = 0
      for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) ends.push(size + at)
      size += bytes.length
    },
    at(offset: number) {
      for (; (ends[passed] ?? Infinity) < offset; passed++) line++
      return line
    },
    size: () => size,
  }
}
