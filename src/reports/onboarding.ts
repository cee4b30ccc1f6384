/** Days after joining whose weeks are left out of every comparison: somebody new is not yet like anybody. */
export const ONBOARDING_DAYS = 12 * 7
