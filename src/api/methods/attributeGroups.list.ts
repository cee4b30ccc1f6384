import * as z from 'zod'
import { listGroups } from '../attribute-list.ts'
import { method } from '../method.ts'
import { AttributeGroup } from '../shapes/attribute-group.ts'
import { today } from '../today.ts'

export const attributeGroupsList = method({
  name: 'attributeGroups.list',
  verb: 'GET',
  scope: 'snapshots:read',
  summary: 'Lists the attributes with their options, and how many users have each today.',
  description:
    'Empty and hidden ones too; privileged ones for a personal token whose user may see them.',
  args: z.object({}),
  result: z.object({ attribute_groups: z.array(AttributeGroup) }),
  async run(_args, { db, actor, now }) {
    const groups = await listGroups(db, { actor, day: await today(db, now) })
    return { attribute_groups: groups.filter(({ privileged }) => actor.privileged || !privileged) }
  },
})
