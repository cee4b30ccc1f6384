import type { Reporter } from 'vitest/node'

/**
 * Ends a run with one line, `12 passed, 0 failed`. What failed outside a test counts as one failure
 * each: a file that cannot be read, a hook that throws, a promise that nobody awaits.
 */
export function tally(): Reporter {
  return {
    onTestRunEnd(modules, errors) {
      const groups = modules.flatMap((module) => [module, ...module.children.allSuites()])
      const tests = modules.flatMap((module) => [...module.children.allTests()])
      const count = (state: string) => tests.filter((test) => test.result().state === state).length
      const broken = groups.flatMap((group) => group.errors()).length + errors.length
      process.stdout.write(`${count('passed')} passed, ${count('failed') + broken} failed\n`)
    },
  }
}
