import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import type { Visitor } from './visitor.ts'

const PICTURES = join(import.meta.dirname, '../../screenshots')

/** Keeps the page as it stands, wide and narrow, light and dark; throws where it is wider than the window. */
export async function picture({ page }: Visitor, name: string): Promise<void> {
  mkdirSync(PICTURES, { recursive: true })
  for (const width of [1280, 390])
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize({ width, height: 800 })
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
      await page.evaluate('scrollTo(0, 0)')
      const path = join(PICTURES, `${name}-${width}-${colorScheme}.png`)
      await page.screenshot({ path, fullPage: true, animations: 'disabled' })
      expect([name, await page.evaluate('document.documentElement.scrollWidth')]).toEqual([
        name,
        width,
      ])
    }
  await page.setViewportSize({ width: 1280, height: 800 })
}
