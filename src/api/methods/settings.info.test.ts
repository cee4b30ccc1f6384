import { expect, test } from 'vitest'
import { testApp } from '../../../test/app.ts'

const { call, refusal } = testApp()

test('tells what holds where nobody has set anything', async () => {
  expect(await call('settings.info', {})).toEqual({
    ok: true,
    settings: {
      organization: 'My organization',
      time_zone: 'UTC',
      minimum_group: 5,
      no_person_storage: null,
      pseudonyms: false,
      pseudonyms_for_tokens: true,
      retention_months: 25,
      usage_day_minutes: 5,
      usage_daily_percent: 50,
      usage_weekly_weeks: 3,
      usage_change_days: 14,
      geo_attribute: 'Geo',
      default_country: null,
      scim_team_prefix: null,
      group_roles: [],
    },
  })
})

test('needs the scope snapshots:read', async () => {
  expect(await refusal('settings.info', {}, { scopes: ['users:read'] })).toMatchObject({
    status: 403,
    error: 'not_authorized',
  })
})
