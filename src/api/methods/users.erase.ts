import * as z from 'zod'
import { Id } from '../../model/index.ts'
import * as admins from '../../store/admins.ts'
import type { Db } from '../../store/db.ts'
import * as documents from '../../store/documents.ts'
import { besideNothing } from '../../store/edit-lock.ts'
import { type Erased, erase } from '../../store/erasure.ts'
import type { Change } from '../../store/journal.ts'
import * as merges from '../../store/merges.ts'
import { byIdOrEmail } from '../known-user.ts'
import { type Context, method } from '../method.ts'
import { changeOrRehearse } from '../rehearse.ts'
import { RowCount } from '../shapes/merge.ts'
import { wholePerson } from '../whole-person.ts'

export const usersErase = method({
  name: 'users.erase',
  verb: 'POST',
  scope: 'admin',
  summary: 'Erases a person: all that is known of them, for good. There is no undo.',
  description:
    'Goes in one transaction: the person with addresses, attributes, teams, roles and tokens; accounts and their facts; weeks; answers to surveys whose keys are still kept; and the person in the lines and journals of imports, in SCIM, in sign-in and in the audit log. Published numbers of groups stay. Of what the person was known by keyed hashes are kept, so that no file, source or identity provider brings them back: what is about them is refused as "erased". Backups made before still hold the person; a dry run counts and changes nothing.',
  args: z.object({
    id: Id.optional().describe('The user.'),
    email: z.string().optional().describe('An e-mail address of the user.'),
    dry_run: z.boolean().default(false).describe('Only count what would go.'),
  }),
  result: z.object({
    dry_run: z.boolean(),
    user: z.object({ id: Id }),
    removed: z.array(RowCount).describe('Rows that go, by table.'),
    changed: z.array(RowCount).describe('Rows that stay, and name the person no more.'),
  }),
  async run({ id, email, dry_run }, context) {
    const user = await byIdOrEmail(context.db, { id, email })
    const deed = { action: 'users.erase', object: `user:${user.id}` }
    const erased = await changeOrRehearse(context, dry_run, deed, (tx, by) =>
      eraseUser(tx, by, user.id, context),
    )
    if (!dry_run) context.forgetActors()
    return { dry_run, user: { id: user.id }, ...erased }
  },
})

async function eraseUser(tx: Db, { entry }: Change, id: number, context: Context): Promise<Erased> {
  await besideNothing(tx)
  await merges.holdCounting(tx)
  await documents.touch(tx, [id])
  const whole = await wholePerson(tx, id, context)
  const erased = await admins.keepOne(tx, () => erase(tx, { ...whole, entry }))
  await documents.recount(tx)
  return erased
}
