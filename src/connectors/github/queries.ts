/*
 * The queries. GitHub charges a query by the connections in it, a point for each hundred: a page of 25 pull requests with
 * five lists each costs 1 point (126 connections), a page of 50 repositories 1, of 100 members 1, of 20 teams 1, of 50
 * deployments 1. A token has 5,000 points an hour.
 */

const ACTOR = `
fragment Actor on Actor {
  __typename
  login
  ... on User { databaseId name }
  ... on Bot { databaseId }
  ... on Mannequin { databaseId }
}`

export const WHO = `query Who { viewer { login } rateLimit { limit remaining resetAt } }`

/** Members, with the addresses in domains that the organisation has proved its own; older servers do not know these. */
export const members = ({ addresses }: { addresses: boolean }) => `
query Members($organization: String!, $first: Int!, $after: String) {
  organization(login: $organization) {
    viewerIsAMember
    membersWithRole(first: $first, after: $after) {
      totalCount
      nodes {
        databaseId login name createdAt
        ${addresses ? 'organizationVerifiedDomainEmails(login: $organization)' : ''}
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

export const TEAMS = `
query Teams($organization: String!, $first: Int!, $after: String) {
  organization(login: $organization) {
    teams(first: $first, after: $after, orderBy: {field: NAME, direction: ASC}) {
      nodes {
        id name slug
        parentTeam { id }
        members(first: 100, membership: IMMEDIATE) {
          nodes { databaseId login name }
          pageInfo { hasNextPage endCursor }
        }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}`

export const TEAM_MEMBERS = `
query TeamMembers($organization: String!, $slug: String!, $after: String!) {
  organization(login: $organization) {
    team(slug: $slug) {
      members(first: 100, after: $after, membership: IMMEDIATE) {
        nodes { databaseId login name }
        pageInfo { hasNextPage endCursor }
      }
    }
  }
}`

const REPOSITORY = `
fragment Repository on Repository {
  id nameWithOwner isArchived isDisabled
  pullRequests(first: 1, orderBy: {field: UPDATED_AT, direction: DESC}) @include(if: $newest) {
    nodes { updatedAt }
  }
}`

/** Repositories, each with the time of its newest change where `$newest` asks for it. */
export const REPOSITORIES = `
query Repositories($organization: String!, $first: Int!, $after: String, $newest: Boolean!) {
  organization(login: $organization) {
    repositories(first: $first, after: $after, orderBy: {field: CREATED_AT, direction: ASC}) {
      nodes { ...Repository }
      pageInfo { hasNextPage endCursor }
    }
  }
}${REPOSITORY}`

export const ONE_REPOSITORY = `
query OneRepository($owner: String!, $name: String!, $newest: Boolean!) {
  repository(owner: $owner, name: $name) { ...Repository }
}${REPOSITORY}`

/** A page of pull requests, those first that changed last; without `$whole` only what their list shows. */
export const PULL_REQUESTS = `
query PullRequests($owner: String!, $name: String!, $first: Int!, $after: String, $whole: Boolean!) {
  repository(owner: $owner, name: $name) {
    pullRequests(first: $first, after: $after, orderBy: {field: UPDATED_AT, direction: DESC}) {
      nodes {
        number url title isDraft createdAt updatedAt mergedAt closedAt baseRefName headRefName
        author { ...Actor }
        additions @include(if: $whole)
        deletions @include(if: $whole)
        changedFiles @include(if: $whole)
        mergeCommit @include(if: $whole) { oid message }
        commits(first: 10) @include(if: $whole) {
          nodes { commit { authoredDate message author { email user { login } } } }
        }
        timelineItems(first: 20, itemTypes: [READY_FOR_REVIEW_EVENT]) @include(if: $whole) {
          nodes { ... on ReadyForReviewEvent { createdAt } }
        }
        reviews(first: 100) @include(if: $whole) {
          totalCount
          nodes { state submittedAt author { ...Actor } }
        }
        comments(first: 20) @include(if: $whole) { nodes { createdAt author { ...Actor } } }
        files(first: 100) @include(if: $whole) { nodes { path additions deletions } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}${ACTOR}`

export const DEPLOYMENTS = `
query Deployments($owner: String!, $name: String!, $first: Int!, $after: String) {
  repository(owner: $owner, name: $name) {
    deployments(first: $first, after: $after, orderBy: {field: CREATED_AT, direction: DESC}) {
      nodes {
        id environment commitOid createdAt
        creator { ...Actor }
        statuses(first: 30) { nodes { state createdAt } }
      }
      pageInfo { hasNextPage endCursor }
    }
  }
}${ACTOR}`
