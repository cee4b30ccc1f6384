import * as z from 'zod'
import { Id } from '../../model/index.ts'

/** A token as lists show it; the secret is shown once, when it is made. */
export const Token = z
  .object({
    id: Id,
    kind: z.enum(['organization', 'personal']),
    name: z.string(),
    scopes: z.array(z.string()),
    email: z.string().nullable().describe('Whose personal token it is.'),
    created_at: z.iso.datetime(),
    expires_at: z.iso.datetime().nullable(),
    revoked_at: z.iso.datetime().nullable(),
    last_used_at: z.iso.datetime().nullable().describe('To the minute.'),
  })
  .meta({ id: 'Token' })
