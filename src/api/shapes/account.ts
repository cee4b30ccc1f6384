import * as z from 'zod'
import { Id } from '../../model/index.ts'
import { UserRef } from './user.ts'

/** Whose an account might be. */
export const Suggestion = z.object({
  user: UserRef,
  score: z.number().describe('From 0 to 1; less where it would fit several people.'),
  reasons: z
    .array(z.enum(['address', 'name', 'address_like_username', 'name_like_username']))
    .describe('What speaks for it.'),
})

/** An account by what it is called at its source. */
export const AccountRef = z.object({
  id: Id,
  source: z.string(),
  username: z.string().nullable(),
  email: z.string().nullable(),
  name: z.string().nullable(),
})

/** An account at a source, and whose it is. */
export const Account = AccountRef.extend({
  status: z.string().nullable(),
  bot: z
    .boolean()
    .describe(
      'Whether it counts as a bot, by what a person, a source or the server says; no report has it then.',
    ),
  bot_word: z
    .boolean()
    .nullable()
    .describe(
      'What a person has said of it being a bot, which holds over all else; null: nothing.',
    ),
  suspected: z
    .string()
    .nullable()
    .describe('Why the server thinks that it is a bot, in words; null: it does not.'),
  link: z
    .enum(['email', 'noreply', 'username', 'hand', 'none'])
    .nullable()
    .describe('How it was linked; none: a person has said that it is nobody’s.'),
  user: UserRef.nullable(),
  pull_requests: z.number().int().describe('Pull requests that hang on it.'),
  suggestions: z.array(Suggestion).describe('Whose it might be, the likeliest first.'),
}).meta({ id: 'Account' })
