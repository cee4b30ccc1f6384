import { usageDescription } from '../../model/index.ts'
import { STOPPED_AFTER } from './span-of-use.ts'

/** What the words of an adoption report mean. */
export function definitionsOf(tool: string): string[] {
  return [
    usageDescription(tool),
    `Uses it in a normal week: the level daily or weekly. Low use: monthly or none, with an account.`,
    `Shares are of the developers whose level is known, those without an account among them; unknown is nobody's level.`,
    `Lapsed: the level was daily, weekly or monthly at some time in the period, and on its last day is none, no account or suspended.`,
    `Newly adopted: the first of two weeks of use within four.`,
    `Stopped: ${STOPPED_AFTER} known weeks without use; who leaves, or is not known any longer, counts until then. Whoever used it as soon as its records begin is left out, since their first use is not known.`,
    `Month of first use: that of the Monday of its week. Who stopped, or did not, is told of a month only where both are enough people; other people began in other months, so a difference does not say what made it.`,
  ]
}
