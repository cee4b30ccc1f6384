import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { LaunchOptions } from 'playwright-core'
import packed from '../node_modules/@sparticuz/chromium/package.json' with { type: 'json' }

const run = promisify(execFile)
const cache = join(import.meta.dirname, '../node_modules/.cache')

/**
 * The Chromium that npm installed, as options for its launch. It comes packed, and is unpacked
 * once (200 MB) into `node_modules/.cache`, with libraries and a font, so that it also runs and
 * writes on a machine that has neither. Throws where the package has no program for the machine.
 */
export async function unpackChromium(): Promise<LaunchOptions> {
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error('No Chromium for the tests: install one, or set CHROMIUM_PATH')
  const folder = join(cache, `chromium-${packed.version}`)
  if (!(await exists(folder))) await unpack(folder)
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_FILE: join(folder, 'fonts.conf'),
      // Chromium sets this itself, in a thread, while others read the environment: one start in a
      // hundred crashed in `getenv` on a busy machine. A name that is there already moves nothing.
      FC_FONTATIONS: '1',
    },
  }
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

/** Unpacks beside and renames when all is there: of several at a time one wins and none sees half. */
async function unpack(folder: string) {
  await mkdir(cache, { recursive: true })
  const draft = await mkdtemp(`${folder}-`)
  try {
    await run(process.execPath, ['--input-type=module', '--eval', UNPACK], {
      cwd: import.meta.dirname,
      // The package unpacks to the folder for temporary files, and its libraries only in a Lambda.
      env: { TMPDIR: draft, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' },
    })
    await writeFile(join(draft, 'fonts.conf'), fonts(folder))
    await rename(draft, folder)
  } catch (cause) {
    if (!(await exists(folder))) throw cause
  } finally {
    await rm(draft, { recursive: true, force: true })
  }
}

const UNPACK = `
import chromium from '@sparticuz/chromium'
await chromium.executablePath()
`

/** Text in the font that came along, so that pages look alike; what it lacks from the machine's. */
function fonts(folder: string) {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <dir>/usr/share/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
  ${prefer('sans-serif', 'Open Sans')}
  ${prefer('system-ui', 'Open Sans')}
  ${prefer('monospace', 'DejaVu Sans Mono')}
</fontconfig>
`
}

function prefer(family: string, font: string) {
  const [asked, given] = [family, font].map((name) => `<family>${name}</family>`)
  return `<alias binding="strong">${asked}<prefer>${given}</prefer></alias>`
}
