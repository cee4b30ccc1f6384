import { Stack, Text } from '@mantine/core'
import { counted } from '../../src/model/index.ts'
import { count, wholePercent } from '../../src/model/numbers.ts'
import type { Result } from '../api.ts'
import { sourceText } from '../words.ts'

type Source = Result<'accounts.unmatched'>['sources'][number]

/** How many accounts are nobody's, and how much of what the sources say hangs on them. */
export function UnmatchedShare({ sources }: { sources: Source[] }) {
  const waiting = sources.filter(({ unmatched }) => unmatched > 0)
  if (waiting.length === 0) return null
  const sum = (of: (source: Source) => number) => sources.reduce((all, one) => all + of(one), 0)
  const unmatched = sum((source) => source.unmatched)
  const share = shareText(
    sum((source) => source.unmatched_facts),
    sum((source) => source.facts),
  )
  return (
    <Stack className="panel" gap="xs">
      <Text fw={600}>
        {counted(unmatched, 'account')} of {count(sum((source) => source.accounts))}{' '}
        {unmatched === 1 ? 'belongs' : 'belong'} to nobody yet, with {share} of the facts.
      </Text>
      <Text size="sm" c="dimmed">
        Facts are pull requests, reviews and days of use. Those of unmatched accounts are in no
        report, and the people behind them seem to do less than they do.
      </Text>
      {sources.length > 1 && (
        <dl className="facts narrow-table">
          {waiting.map((source) => (
            <div key={source.source}>
              <dt>{sourceText(source.source)}</dt>
              <dd>
                {counted(source.unmatched, 'account')},{' '}
                {shareText(source.unmatched_facts, source.facts)} of its facts
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Stack>
  )
}

/** A share in per cent; what is not nothing never reads as 0%. */
function shareText(part: number, all: number): string {
  const share = all === 0 ? 0 : part / all
  return share > 0 && share < 0.005 ? 'less than 1%' : wholePercent(share)
}
