/** How one version of Coder differs from others, as far as a client can see. */
export interface Profile {
  /** As in `X-Coder-Build-Version`. */
  version: string
  /** Whether `/insights/user-activity` is there. */
  user_activity: boolean
  /** Whether empty `name` and `avatar_url` are left out of a user, instead of sent as "". */
  omits_empty: boolean
  /** Fields of a user that this version knows; the others of `Person` it always has. */
  fields: ('name' | 'theme_preference' | 'updated_at' | 'is_service_account' | 'has_ai_seat')[]
  /** Actions that may be asked about in `/authcheck`, beside those of every version. */
  view_insights: boolean
  /** Paths under which the AI gateway answers. */
  ai: string[]
}

/** The versions that the fake speaks. */
export const PROFILES = {
  'v2.0': {
    version: 'v2.0.2+2f2f9f1',
    user_activity: false,
    omits_empty: false,
    fields: [],
    view_insights: false,
    ai: [],
  },
  'v2.10': {
    version: 'v2.10.3+9a1c7be',
    user_activity: true,
    omits_empty: false,
    fields: ['name', 'theme_preference'],
    view_insights: false,
    ai: [],
  },
  'v2.22': {
    version: 'v2.22.1+c4d5e6f',
    user_activity: true,
    omits_empty: false,
    fields: ['name', 'theme_preference', 'updated_at'],
    view_insights: true,
    ai: [],
  },
  'v2.36': {
    version: 'v2.36.0+abcdef0',
    user_activity: true,
    omits_empty: true,
    fields: ['name', 'updated_at', 'is_service_account', 'has_ai_seat'],
    view_insights: true,
    ai: ['ai-gateway', 'aibridge'],
  },
} as const satisfies Record<string, Profile>

export type Version = keyof typeof PROFILES
