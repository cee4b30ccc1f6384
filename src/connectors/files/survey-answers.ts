import type { Cells } from './cells.ts'
import { fault, type Statement, stated } from './statement.ts'
import { emailOf } from './values.ts'

/**
 * What a person answered: one answer a line with `item` and `option`, or a column an item. No message repeats what stands in
 * the line.
 */
export function surveyAnswersFrom(cells: Cells): Statement {
  const written = cells.text('email')
  if (written === undefined)
    return fault('missing_email', 'This line does not say by its address whose answers these are.')
  const email = emailOf(written)
  if (email === undefined)
    return fault('invalid_email', 'The address in this line cannot be read as one.')
  const [item, option, comment] = [cells.text('item'), cells.text('option'), cells.text('comment')]
  if (item === undefined && option !== undefined)
    return fault('missing_field', 'This line has an answer, and no item that it answers.')
  const wide = Object.entries(cells.items() ?? {}).flatMap(([name, [text]]) =>
    text === undefined ? [] : { item: name, option: text },
  )
  const long = item === undefined || option === undefined ? [] : [{ item, option }]
  return cells.say(
    stated({
      wave: cells.text('wave'),
      opened: cells.day('opened'),
      closed: cells.day('closed'),
      email,
      answers: [...long, ...wide],
      comments: comment === undefined ? undefined : [stated({ item, text: comment })],
    }),
  )
}
