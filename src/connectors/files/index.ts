export { readFacts } from './read-facts.ts'
export { recognise } from './recognise.ts'
export * from './recognised.ts'
