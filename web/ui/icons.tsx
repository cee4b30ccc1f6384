import type { ReactNode } from 'react'

/*
 * Marks drawn here, so that they show on a machine without fonts. All are decoration: what they mean stands beside them or
 * in the label of their button.
 */

interface Size {
  size?: number
}

function Stroke({ size = 18, children }: Size & { children: ReactNode }) {
  return (
    <svg
      aria-hidden="true"
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth={1.8}
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      {children}
    </svg>
  )
}

/** The mark of Facet: a cut stone. */
export function Mark({ size = 26 }: Size) {
  return (
    <svg aria-hidden="true" width={size} height={size} viewBox="0 0 24 24" fill="currentColor">
      <path d="M12 2 3 8.5 12 12Z" opacity=".55" />
      <path d="m12 2 9 6.5-9 3.5Z" />
      <path d="M3 8.5 12 22V12Z" opacity=".8" />
      <path d="M21 8.5 12 22V12Z" opacity=".4" />
    </svg>
  )
}

export const HomeIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M4 11.5 12 5l8 6.5V20h-5.5v-5h-5v5H4Z" />
  </Stroke>
)

export const PeopleIcon = (props: Size) => (
  <Stroke {...props}>
    <circle cx="9" cy="8" r="3.5" />
    <path d="M2.5 20c.5-4 3-6 6.5-6s6 2 6.5 6M16 5a3.3 3.3 0 0 1 0 6.3M18 14.5c2 .8 3.2 2.6 3.5 5.5" />
  </Stroke>
)

export const AccountsIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M10 14 14 10M8.5 11 6 13.5a3.5 3.5 0 0 0 5 5L13.5 16M10.5 8 13 5.5a3.5 3.5 0 0 1 5 5L15.5 13" />
  </Stroke>
)

export const AttributesIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M3.5 12.5v-8a1 1 0 0 1 1-1h8l8 8a1.5 1.5 0 0 1 0 2l-7 7a1.5 1.5 0 0 1-2 0Z" />
    <circle cx="8.5" cy="8.5" r="1.3" />
  </Stroke>
)

export const ImportIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M12 15V4M7.5 8.5 12 4l4.5 4.5M4 15v4a1 1 0 0 0 1 1h14a1 1 0 0 0 1-1v-4" />
  </Stroke>
)

export const SourcesIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M8.5 3.5v4M15.5 3.5v4M6 7.5h12v3.5a6 6 0 0 1-12 0ZM12 17v4" />
  </Stroke>
)

export const CohortIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M4 7h9M10 12h10M6 17h8" />
    <circle cx="8" cy="7" r="1.8" fill="currentColor" />
    <circle cx="15" cy="12" r="1.8" fill="currentColor" />
    <circle cx="10" cy="17" r="1.8" fill="currentColor" />
  </Stroke>
)

export const ImpactIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M3 16h6l3-2 3-5 6-2" />
    <path d="M10.5 4v16" strokeDasharray="1.5 3" />
  </Stroke>
)

export const ToolIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M5 3h14v18H5z" />
    <path d="M8.5 8h7M8.5 12h7M8.5 16h4" />
  </Stroke>
)

export const CheckIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="m5 12.5 4.5 4.5L19 7.5" />
  </Stroke>
)

export const WarningIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M12 4 2.8 19.5h18.4ZM12 10v4.5M12 17v.2" />
  </Stroke>
)

export const InfoIcon = (props: Size) => (
  <Stroke {...props}>
    <circle cx="12" cy="12" r="9" />
    <path d="M12 11v5.5M12 7.5v.2" />
  </Stroke>
)

export const UpIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="m6 15 6-6 6 6" />
  </Stroke>
)

export const DownIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="m6 9 6 6 6-6" />
  </Stroke>
)

export const BackIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="m14 6-6 6 6 6" />
  </Stroke>
)

export const CopyIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M9 9h10v11H9ZM5 15V4h10" />
  </Stroke>
)

export const SunIcon = (props: Size) => (
  <Stroke {...props}>
    <circle cx="12" cy="12" r="4" />
    <path d="M12 2.5v2M12 19.5v2M2.5 12h2M19.5 12h2M5.3 5.3l1.4 1.4M17.3 17.3l1.4 1.4M18.7 5.3l-1.4 1.4M6.7 17.3l-1.4 1.4" />
  </Stroke>
)

export const MoonIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5Z" />
  </Stroke>
)

export const ScreenIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M3 5h18v11H3ZM9 20h6M12 16v4" />
  </Stroke>
)

export const TrendIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M4 4v16h16M7 15l4-5 3 3 5-7" />
  </Stroke>
)

export const DistributionIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M3 20h18M6 20v-4M10 20V8M14 20v-8M18 20v-3" />
  </Stroke>
)

export const AdoptionIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M3 20c4 0 5-3 8-6s5-4 10-4M3 20c5 0 7-1 10-3s4-2 8-2M3 20h18V5" />
  </Stroke>
)

export const MetricsIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M4 5h16v14H4ZM4 10h16M9 5v14" />
  </Stroke>
)

export const ReportIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M6 3h8l4 4v14H6ZM9 12h6M9 16h6" />
  </Stroke>
)

export const StudiesIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M12 4v5M12 9 6 14M12 9l6 5" />
    <circle cx="6" cy="17" r="3" />
    <circle cx="18" cy="17" r="3" />
  </Stroke>
)

export const ServicesIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="m12 3 8 4.5v9L12 21l-8-4.5v-9ZM4 7.5l8 4.5 8-4.5M12 12v9" />
  </Stroke>
)

export const SchedulesIcon = (props: Size) => (
  <Stroke {...props}>
    <circle cx="12" cy="12" r="8.5" />
    <path d="M12 7v5l3.5 2" />
  </Stroke>
)

export const OwnMetricsIcon = (props: Size) => (
  <Stroke {...props}>
    <path d="M4 5h16v14H4ZM12 9v6M9 12h6" />
  </Stroke>
)
