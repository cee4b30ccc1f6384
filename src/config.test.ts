import { expect, test } from 'vitest'
import { readConfig } from './config.ts'

const faultOf = (env: Parameters<typeof readConfig>[0]) => {
  try {
    readConfig(env)
  } catch (error) {
    return error
  }
}

test('an identity provider is an issuer and what it calls us, and has a name for the button', () => {
  const env = { OIDC_ISSUER: 'https://login.example.com/realms/main', OIDC_CLIENT_ID: 'facet' }
  expect(readConfig(env)).toMatchObject({
    ...env,
    OIDC_NAME: 'single sign-on',
    OIDC_GROUPS_CLAIM: 'groups',
  })
  for (const half of [{ OIDC_ISSUER: env.OIDC_ISSUER }, { OIDC_CLIENT_ID: 'facet' }])
    expect(faultOf(half)).toMatchObject({
      code: 'invalid_config',
      message: expect.stringContaining('OIDC_CLIENT_ID'),
    })
})

test.each([
  ['http://127.0.0.1:8080', true],
  ['http://localhost:8080/realms/main', true],
  ['http://[::1]:8080', true],
  ['http://login.example.com', false],
  ['http://localhost.example.com', false],
  ['file:///etc/passwd', false],
  ['login.example.com', false],
])('the issuer %s is taken: %s', (OIDC_ISSUER, taken) => {
  expect(faultOf({ OIDC_ISSUER, OIDC_CLIENT_ID: 'facet' }) === undefined).toBe(taken)
})
