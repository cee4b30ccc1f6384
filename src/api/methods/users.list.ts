import * as z from 'zod'
import { Page, PageInfo, pageInfo } from '../../model/index.ts'
import * as documentPages from '../../store/document-pages.ts'
import { method, raw } from '../method.ts'
import { User } from '../shapes/user.ts'

export const usersList = method({
  name: 'users.list',
  aliases: ['users.listAttributable'],
  verb: 'GET',
  scope: 'users:read',
  summary: 'Lists the users of the organization.',
  description:
    'Listed are those with a role, a property beyond the defaults, a team, a group or an entity of theirs; people who were deactivated too. Privileged attributes are shown to a personal token whose user may see them.',
  args: Page,
  result: z.object({ users: z.array(User) }).extend(PageInfo.shape),
  async run(args, { database, actor: { privileged } }) {
    const { users, total } = await documentPages.read(database, { ...args, privileged })
    const { next_page, total_pages } = pageInfo(args, total)
    return raw(
      `{"ok":true,"users":[${users}],"next_page":${next_page},"total":${total},"total_pages":${total_pages}}`,
    )
  },
})
