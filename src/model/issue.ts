import * as z from 'zod'

/** Why a line could not be used. A closed list: the message beside it says what to do. */
export const IssueCode = z.enum([
  'malformed', // not readable as a line of this file
  'missing_email',
  'invalid_email',
  'missing_username',
  'missing_field',
  'invalid_date',
  'invalid_number',
  'invalid_value', // does not fit the attribute's kind
  'too_many_values',
  'service_account', // an account of a tool that is no person
  'duplicate', // the same person or fact stands in the file twice
  'unknown_team',
  'unknown_user',
  'ambiguous', // fits several people
  'username_taken', // belongs to somebody else
  'owned_attribute', // only its owner source may set it
])
export type IssueCode = z.infer<typeof IssueCode>

/** Something wrong with one line of a file; the other lines go on. */
export const Issue = z.object({
  line: z.number().int().describe('Line of the file, the first being 1.'),
  code: IssueCode,
  message: z.string(),
})
export type Issue = z.infer<typeof Issue>
