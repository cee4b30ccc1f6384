import * as z from 'zod'
import { Page, PageInfo, pageInfo, ReportScope } from '../../model/index.ts'
import { attributeOf, knownAttribute } from '../../reports/attribute.ts'
import { askedOf } from '../../reports/scope.ts'
import * as documentPages from '../../store/document-pages.ts'
import * as userSearch from '../../store/user-search.ts'
import { method } from '../method.ts'
import { TeamRef, User } from '../shapes/user.ts'
import { today } from '../today.ts'

export const usersSearch = method({
  name: 'users.search',
  verb: 'GET',
  scope: 'users:read',
  summary: 'Finds users by a part of their name, address or username, by team and by attributes.',
  description:
    'In order of name. Unlike users.list it finds everybody whom Facet knows. Teams and values are those of today. A sensitive attribute filters alone, never beside another.',
  args: Page.extend({
    q: z.string().trim().max(200).default('').describe('What to look for; everybody when empty.'),
    team: ReportScope.shape.team,
    filter: ReportScope.shape.filter,
  }),
  result: z
    .object({ users: z.array(User.extend({ team: TeamRef.nullable() })) })
    .extend(PageInfo.shape),
  async run(args, { db, actor, now }) {
    // alone it reads the directory; beside another, such as the use of a tool, it joins the two
    const find = args.filter.length === 1 ? knownAttribute : attributeOf
    const among = await askedOf(db, args, actor, find)
    const found = await userSearch.find(db, { ...args, among, day: await today(db, now) })
    const ids = found.users.map(({ id }) => id)
    const documents = await documentPages.ofUsers(db, ids, actor)
    const users = found.users.flatMap(({ id, team }) => {
      const document = documents.get(id)
      return document === undefined ? [] : { ...User.decode(JSON.parse(document)), team }
    })
    return { users, ...pageInfo(args, found.total) }
  },
})
