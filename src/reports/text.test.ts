import fc from 'fast-check'
import stringWidth from 'string-width'
import { describe, expect, test } from 'vitest'
import { markdownOf } from './markdown.ts'
import { heads, type Page } from './page.ts'
import { PLAIN_TEXT, paragraphOf, textOf } from './text.ts'

const page: Page = {
  title: 'Coder: two',
  blocks: [
    { kind: 'text', text: 'Who uses it.' },
    { kind: 'heading', text: 'A | table' },
    {
      kind: 'table',
      head: heads('', 'Mean>', ''),
      rows: [
        ['account', '-2.93', { bar: 1 }],
        ['日本', '1.8', { bar: 0.53 }],
        ['curve', '0', { low: 0.2, at: 0.5, high: 0.7, zero: 0.3 }],
      ],
    },
    { kind: 'list', items: ['first', 'second'] },
  ],
}

describe('a page', () => {
  test('as text stands in columns, whatever the script of a name', () => {
    expect(textOf(page)).toBe(`Coder: two

Who uses it.

A | table

          Mean
account  -2.93  ████████████████
日本       1.8  ████████▌
curve        0        ───┼─────●──────

· first
· second`)
  })

  test('as text can do with ASCII', () => {
    const text = textOf({ ...page, title: 'Coder – ≥ two…' }, { ...PLAIN_TEXT, unicode: false })
    expect(text).toContain('Coder - >= two...')
    expect(text).toContain('account  -2.93  ################')
    expect(text).toContain('curve        0        ---+-----o------')
  })

  test('as Markdown is no markup but its own', () => {
    expect(markdownOf(page)).toBe(`# Coder: two

Who uses it.

## A \\| table

|  | Mean |  |
| :-- | --: | :-- |
| account | -2.93 | \`████████████████\` |
| 日本 | 1.8 | \`████████▌\` |
| curve | 0 | \`      ───┼─────●──────\` |

- first
- second
`)
  })
})

test('a paragraph keeps to its width and loses no word', () => {
  const words = fc.array(fc.stringMatching(/^[a-zé日]{1,12}$/), { minLength: 1 })
  fc.assert(
    fc.property(words, fc.integer({ min: 24, max: 100 }), (all, width) => {
      const lines = paragraphOf(all.join(' '), { ...PLAIN_TEXT, width }).split('\n')
      expect(lines.flatMap((line) => line.split(' '))).toEqual(all)
      for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(width)
    }),
  )
})
