import { constants } from 'node:fs'
import { access } from 'node:fs/promises'
import { type Browser, chromium, type LaunchOptions } from 'playwright-core'
import { unpackChromium } from './chromium.ts'

/**
 * Opens a headless Chromium with an empty profile, which is gone when the browser is closed: the
 * one at CHROMIUM_PATH, else one that is installed where it usually is, else the one that npm
 * installed (Linux on x64 only).
 */
export async function launchBrowser(): Promise<Browser> {
  const program = (await installed()) ?? (await unpackChromium())
  return chromium.launch({ ...program, chromiumSandbox: false, args: ARGUMENTS })
}

/** Nothing may leave the machine that a page did not ask for. */
const ARGUMENTS = [
  '--headless',
  '--no-sandbox',
  '--no-first-run',
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

async function installed(): Promise<LaunchOptions | undefined> {
  // biome-ignore lint/style/noProcessEnv: a setting of the tests, not of the program
  const given = process.env.CHROMIUM_PATH
  if (given) return { executablePath: given }
  for (const executablePath of USUAL_PLACES) {
    if (await executable(executablePath)) return { executablePath }
  }
  return undefined
}

const USUAL_PLACES = [
  '/usr/bin/chromium',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
]

function executable(path: string): Promise<boolean> {
  return access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
}
