import { dxAttribute, type World } from './world.ts'

interface Body {
  email?: string
  attributes?: { name: string; value: string | null }[]
}

/** Sets attributes of one user: one value of each, the last that is named; an unknown name makes an attribute. */
export function updateAttributes(world: World, { email, attributes = [] }: Body) {
  const user = world.users.find((it) => it.email?.toLowerCase() === email?.toLowerCase())
  if (!email) return { status: 422 as const, error: 'validation_failed' }
  if (!user) return { status: 404 as const, error: 'not_found' }
  const failures: object[] = []
  const updated: object[] = []
  for (const { name, value } of attributes) {
    const attribute = named(world, name)
    if (attribute.type === 'dx_managed') {
      failures.push({ name, value })
      continue
    }
    user.attributes = user.attributes.filter((it) => it.name !== attribute.name)
    if (value !== null) user.attributes.push({ name: attribute.name, value })
    updated.push({ name, value, updated: true })
  }
  return { user: { id: user.id, email: user.email, failures, attributes: updated } }
}

function named(world: World, name: string) {
  const known = world.attributes.find((it) => it.name.toLowerCase() === name.toLowerCase())
  if (known) return known
  const made = dxAttribute(name)
  world.attributes.push(made)
  return made
}
