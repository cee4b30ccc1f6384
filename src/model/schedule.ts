/** Attribute with the part of full time that a person works: 0.8, 80 or 80%. */
export const FTE_ATTRIBUTE = 'FTE'
/** Attribute with the names of the days on which a person works, such as Mon Tue Wed. */
export const WORKING_DAYS_ATTRIBUTE = 'Working days'
