import { Badge, createTheme, rem } from '@mantine/core'

const RADIUS = rem(6)

/** One accent colour, one radius, the fonts of the system. */
export const theme = createTheme({
  primaryColor: 'indigo',
  primaryShade: { light: 7, dark: 7 },
  fontFamily: 'system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, Menlo, Consolas, monospace',
  headings: { fontFamily: 'system-ui, sans-serif', fontWeight: '600' },
  radius: { xs: RADIUS, sm: RADIUS, md: RADIUS, lg: RADIUS, xl: RADIUS },
  cursorType: 'pointer',
  respectReducedMotion: true,
  components: { Badge: Badge.extend({ defaultProps: { radius: 'md' } }) },
})
