import type { Json, JsonObject } from '../src/api/scim/attribute.ts'
import type { Scope } from '../src/api/scopes.ts'

/** An answer of the SCIM server. */
export interface ScimAnswer {
  status: number
  headers: Headers
  /** The body; empty where there is none. */
  body: JsonObject
}

type Send = (
  path: string,
  init?: RequestInit,
  from?: { scopes?: readonly Scope[] },
) => Promise<Response>

/** Speaks SCIM as a provider does; the path begins behind `/scim/v2`. */
export function scimClient(send: Send, { type = 'application/scim+json' } = {}) {
  async function ask(method: string, path: string, body?: Json, headers = {}): Promise<ScimAnswer> {
    const init = {
      method,
      headers: { 'content-type': `${type}; charset=utf-8`, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }
    const response = await send(`/scim/v2${path}`, init, { scopes: ['scim'] })
    const text = await response.text()
    return {
      status: response.status,
      headers: response.headers,
      body: text === '' ? {} : JSON.parse(text),
    }
  }
  return {
    ask,
    get: (path: string, headers = {}) => ask('GET', path, undefined, headers),
    post: (path: string, body: Json) => ask('POST', path, body),
    put: (path: string, body: Json) => ask('PUT', path, body),
    /** Sends these operations. */
    patch: (path: string, ...Operations: Json[]) =>
      ask('PATCH', path, {
        schemas: ['urn:ietf:params:scim:api:messages:2.0:PatchOp'],
        Operations,
      }),
    remove: (path: string) => ask('DELETE', path),
    /** The resources that meet a filter. */
    async find(endpoint: '/Users' | '/Groups', filter: string): Promise<JsonObject[]> {
      const { status, body } = await ask('GET', `${endpoint}?filter=${encodeURIComponent(filter)}`)
      if (status !== 200) throw new Error(`The filter was refused: ${JSON.stringify(body)}`)
      return (body.Resources ?? []) as JsonObject[]
    },
  }
}
