/*
 * The queries. GitLab refuses a query above a complexity of 250: a point for each field, two for one that reads the
 * repository, and one in a hundred more for each entry of a list. Versions differ, so these stay well below.
 */

const USER = 'id username name bot'

export const WHO = `query Who { currentUser { username } }`

export const MEMBERS = `
query Members($group: ID!, $first: Int!, $after: String) {
  group(fullPath: $group) {
    groupMembers(relations: [DIRECT, INHERITED, DESCENDANTS], first: $first, after: $after) {
      nodes { createdAt user { ${USER} state publicEmail lastActivityOn } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

export const PROJECTS = `
query Projects($group: ID!, $first: Int!, $after: String) {
  group(fullPath: $group) {
    projects(includeSubgroups: true, first: $first, after: $after) {
      nodes { id fullPath archived }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

/** Commits and changed files of some merge requests. GitLab lists the newest commit first, so the last are the oldest. */
export const details = (count: number) => {
  const numbers = Array.from({ length: count }, (_, i) => i)
  return `
query Details(${numbers.map((i) => `$path${i}: ID!, $iid${i}: String!`).join(', ')}) {
${numbers.map((i) => `  m${i}: project(fullPath: $path${i}) { mergeRequest(iid: $iid${i}) { ...Details } }`).join('\n')}
}
fragment Details on MergeRequest {
  diffStats { path additions deletions }
  commits(last: 5) { nodes { authoredDate authorEmail message author { username } } }
}`
}

export const PIPELINES = `
query Pipelines($path: ID!, $updatedAfter: Time!, $first: Int!, $after: String) {
  project(fullPath: $path) {
    pipelines(updatedAfter: $updatedAfter, first: $first, after: $after) {
      nodes { id status ref sha createdAt startedAt finishedAt user { ${USER} } }
      pageInfo { hasNextPage endCursor }
    }
  }
}`
