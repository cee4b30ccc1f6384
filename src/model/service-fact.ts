import * as z from 'zod'

/** Whose a service is, from a file of services. */
export const ServiceFact = z.object({
  name: z.string(),
  team: z.string().describe('Name of the team, its path from the top, or its reference id.'),
  from: z.iso.date().optional().describe('First day on which it is the team’s.'),
  to: z.iso.date().optional().describe('First day on which it is the team’s no more.'),
  aliases: z
    .array(z.string())
    .optional()
    .describe('What sources call it beside: its repository, its name in the tool for incidents.'),
})
export type ServiceFact = z.infer<typeof ServiceFact>

/** A deployment that nobody made: said of an incident, it was no deployment that caused or fixed it. */
export const NO_DEPLOYMENT = 'none'

/** One incident of a service. */
export const IncidentFact = z.object({
  external_id: z.string().optional().describe('By which the source tells it from others.'),
  service: z.string(),
  opened_at: z.iso.datetime(),
  mitigated_at: z.iso.datetime().optional().describe('When its users no longer felt it.'),
  severity: z.string().optional(),
  caused_by: z
    .string()
    .optional()
    .describe('Id of the deployment that caused it, at its source; none: it was no deployment.'),
  fixed_by: z
    .string()
    .optional()
    .describe('Id of the deployment that fixed it, at its source; none: it was no deployment.'),
})
export type IncidentFact = z.infer<typeof IncidentFact>

/** A number of a person on a day, of a metric that the organisation defined. */
export const CustomFact = z.object({
  metric: z.string().describe('Key of the metric.'),
  email: z.string(),
  day: z.iso.date(),
  num: z.number(),
  den: z.number().optional().describe('What the number is a part of, of a metric of the code R.'),
})
export type CustomFact = z.infer<typeof CustomFact>
