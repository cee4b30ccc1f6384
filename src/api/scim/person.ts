import type { ScimPerson } from '../../store/scim-people.ts'
import { isObject, type Json, type JsonObject, listed, valueAt } from './attribute.ts'
import { ENTERPRISE, FACET } from './schemas.ts'

/** What a resource says of a person; where it holds no address, with the one known so far, or nothing. */
export function personOf(user: JsonObject, known?: string): ScimPerson | undefined {
  const [email = known, ...aliases] = addressesOf(user)
  if (email === undefined) return undefined
  return {
    email,
    aliases,
    name: nameOf(user) ?? email.split('@')[0] ?? email,
    active: isActive(user),
  }
}

/** Who is not said to be inactive is active. */
export function isActive(user: JsonObject): boolean {
  return user.active !== false
}

const ADDRESS = /^[^\s@]+@[^\s@]+$/

/** The addresses of a person, the one to show first: the primary one, else one for work, else any; a sign-in name is one too. */
function addressesOf(user: JsonObject): string[] {
  const rank = (it: JsonObject) => (it.primary === true ? 0 : it.type === 'work' ? 1 : 2)
  const emails = listed(user.emails).filter(isObject)
  const ordered = emails.toSorted((a, b) => rank(a) - rank(b)).map(({ value }) => value)
  const addresses = [...ordered, user.userName]
    .filter((it) => typeof it === 'string')
    .map((it) => it.trim())
    .filter((it) => ADDRESS.test(it))
  const keys = addresses.map((it) => it.toLowerCase())
  return addresses.filter((_, n) => keys.indexOf(keys[n] ?? '') === n)
}

/** The name to show: the one that is meant for it, else the whole one, else its parts. */
function nameOf(user: JsonObject): string | undefined {
  const name = isObject(user.name) ? user.name : {}
  const parts = [name.givenName, name.familyName].filter((it) => typeof it === 'string').join(' ')
  return [user.displayName, name.formatted, parts, user.nickName]
    .filter((it) => typeof it === 'string')
    .map((it) => it.trim())
    .find((it) => it !== '')
}

/** Attributes of Facet, by what they are in the schema of a user and in its extension for companies. */
const OF_USER = { title: 'Title', userType: 'User type' }
const OF_COMPANY = {
  department: 'Department',
  costCenter: 'Cost centre',
  division: 'Division',
  organization: 'Organization',
}

/** The attribute that holds who manages a person. */
export const MANAGER = 'Manager'

/**
 * What a resource says of attributes of Facet, by their names: a manager as the provider names one. Attributes of our own
 * extension are called as they are there, in words: `employmentType` is "Employment type".
 */
export function valuesOf(user: JsonObject): Map<string, string[]> {
  const company = extension(user, ENTERPRISE)
  const own = Object.entries(extension(user, FACET)).map(([key, value]) => [inWords(key), value])
  const all: [string, Json | undefined][] = [
    ...Object.entries(OF_USER).map(([key, name]): [string, Json | undefined] => [name, user[key]]),
    ...Object.entries(OF_COMPANY).map(([key, name]): [string, Json | undefined] => [
      name,
      company[key],
    ]),
    [MANAGER, managerOf(company)],
    ['Country', countryOf(user)],
    ...(own as [string, Json][]),
  ]
  const held = all.map(([name, value]) => [name, textsOf(value)] as const)
  return new Map(held.filter(([, texts]) => texts.length > 0))
}

function extension(user: JsonObject, urn: string): JsonObject {
  const held = valueAt(user, urn)
  return isObject(held) ? held : {}
}

function managerOf({ manager }: JsonObject): Json | undefined {
  return isObject(manager) ? (manager.value ?? manager.displayName) : manager
}

function countryOf({ addresses }: JsonObject): Json | undefined {
  const all = listed(addresses).filter(
    (it) => isObject(it) && it.country !== undefined,
  ) as JsonObject[]
  const chosen =
    all.find(({ primary }) => primary === true) ?? all.find(({ type }) => type === 'work')
  return (chosen ?? all[0])?.country
}

function textsOf(value: Json | undefined): string[] {
  return listed(value)
    .map((it) => (isObject(it) ? (it.value ?? null) : it))
    .filter((it) => it !== null && typeof it !== 'object')
    .map((it) => String(it).trim())
    .filter((it) => it !== '')
}

function inWords(key: string): string {
  const words = key
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replaceAll(/[_-]+/g, ' ')
    .trim()
    .toLowerCase()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
