import { UsageThresholds } from '../../src/model/index.ts'
import { count } from '../../src/model/numbers.ts'
import { NumberField } from './NumberField.tsx'
import type { FieldsProps } from './settings-draft.ts'

/** By what days of use become usage levels, each threshold with the words and the bounds of its definition. */
export function UsageFields({ draft, locked, faults, change }: FieldsProps) {
  return NAMES.map((name) => {
    const { description, minValue, maxValue } = UsageThresholds.shape[name]
    const [min, max] = [minValue ?? 1, maxValue ?? Number.MAX_SAFE_INTEGER]
    return (
      <NumberField
        key={name}
        label={LABELS[name]}
        description={description}
        min={min}
        max={max}
        value={draft[name]}
        error={faults[name] && `Must be from ${count(min)} to ${count(max)}.`}
        disabled={locked}
        onChange={(value) => change({ [name]: value })}
      />
    )
  })
}

const LABELS: Record<keyof UsageThresholds, string> = {
  usage_day_minutes: 'Minutes of a day of use',
  usage_daily_percent: 'Percent of working days for "daily"',
  usage_weekly_weeks: 'Weeks of four for "weekly"',
  usage_change_days: 'Days until a level changes',
}

const NAMES = UsageThresholds.keyof().options
