import { expect, test } from 'vitest'
import { groupsIn, verifiedEmail } from './oidc-claims.ts'

const email = 'ada@example.com'

test.each([
  [{ email, email_verified: true }, email],
  [{ email, email_verified: 'true' }, email],
  [{ email, xms_edov: 1 }, email],
  [{ email, xms_edov: '1', email_verified: undefined }, email],
  [{ email }, undefined],
  [{ email, email_verified: false }, undefined],
  [{ email, email_verified: 'false' }, undefined],
  [{ email, email_verified: 'yes' }, undefined],
  [{ email: [email], email_verified: true }, undefined],
  [{ email_verified: true }, undefined],
])('the verified address in %j is %s', (document, expected) => {
  expect(verifiedEmail(document)).toBe(expected)
})

test.each([
  [{ groups: ['a', 'b'] }, ['a', 'b']],
  [{ groups: 'a' }, ['a']],
  [{ groups: ['a', 1, null] }, ['a']],
  [{ groups: [] }, []],
  [{ groups: { a: true } }, undefined],
  [{}, undefined],
])('the groups in %j are %j', (document, expected) => {
  expect(groupsIn(document, 'groups')).toEqual(expected)
})
