#!/usr/bin/env node
// The one file that any Node can read: it says which Node is needed, where the program itself could not.
if (process.features.typescript) {
  hideSqliteWarning()
  const { enableCompileCache } = await import('node:module')
  enableCompileCache() // what was compiled, and stripped of its types, at one start serves the next
  const { main } = await import('../src/cli/main.ts')
  process.exitCode = await main(process.argv.slice(2))
} else {
  process.stderr.write(
    `Facet needs Node 24, or Node 22 from 22.18 on; this is ${process.version}. After "npm ci" in Facet's folder, "npx facet" and "npm start" there bring their own.\n`,
  )
  process.exitCode = 1
}

/** Node 22 calls its SQLite experimental at each start. What we use of it has not changed since. */
function hideSqliteWarning() {
  const { emitWarning } = process
  process.emitWarning = (warning, ...details) => {
    if (!String(warning).startsWith('SQLite is an experimental')) {
      emitWarning.call(process, warning, ...details)
    }
  }
}
