import { z } from 'zod'

/*
 * What a period was like, in figures: days are UTC's, `2026-11-21`, and both ends count.
 */

const count = z.int().nonnegative()

/** How long something took, in milliseconds; null where it never happened. */
const times = z
  .strictObject({
    count,
    median: z.number().nullable(),
    ninetieth: z.number().nullable().meta({ description: 'Nine of ten took no longer.' }),
    longest: z.number().nullable(),
  })
  .meta({ id: 'Times' })

const handovers = {
  requested: count,
  opened: count.meta({ description: '8x8 made the interaction.' }),
  joined: count.meta({ description: 'An agent came.' }),
  completed: count,
  cancelled: count,
  error: count,
  refused: count.meta({ description: 'Could not even be asked for.' }),
}

/** Turns that were worth helping with, and what became of each; the parts add up to `eligible`. */
const turns = {
  eligible: count,
  asIs: count.meta({ description: 'A suggestion was used as it was.' }),
  edited: count.meta({ description: 'A suggestion was changed, then used.' }),
  cleared: count.meta({ description: 'All suggestions were put away.' }),
  dismissed: count.meta({ description: 'A suggestion was put away, and none was used.' }),
  left: count.meta({ description: 'Suggestions were shown, and the agent did nothing with them.' }),
  silent: count.meta({ description: 'Nothing was shown to an agent.' }),
}

export const analyticsSchema = z
  .strictObject({
    sessions: count.meta({ description: 'Chats that began in these days.' }),
    complete: z.boolean().meta({ description: 'false: older sessions are still being counted.' }),
    endpoints: z
      .array(
        z.strictObject({
          endpointId: z.string(),
          sessions: count,
          eligible: turns.eligible,
          used: count.meta({ description: 'Eligible turns in which a suggestion was used.' }),
          requested: handovers.requested,
          joined: handovers.joined,
        }),
      )
      .meta({ description: 'The same endpoint by endpoint, in short.' }),
    handovers: z.strictObject(handovers),
    handoversByDay: z.array(z.strictObject({ day: z.string(), ...handovers })),
    turns: z.strictObject(turns).meta({
      description: 'Each turn that was worth helping with counts once, by the best that was made of it.',
    }),
    turnsByDay: z.array(z.strictObject({ day: z.string(), ...turns })),
    medianEdit: z
      .number()
      .nullable()
      .meta({ description: 'Share of characters, among those that were changed before use.' }),
    facts: z
      .strictObject({ shown: count, marked: count })
      .meta({ description: 'Facts in suggestions that were shown; marked are those without a source.' }),
    queueTime: times.meta({ description: 'From asking for a person to the first agent.' }),
    handoverTime: times.meta({ description: 'From the first agent to the end.' }),
    firstSuggestion: times.meta({
      description: 'From the customer’s message to the first suggestion for it.',
    }),
    assists: z.array(
      z.strictObject({
        day: z.string(),
        assist: z.string(),
        agent: z.string().meta({ description: 'Empty unless the endpoint counts by agent.' }),
        counts: z.record(z.string(), count).meta({
          description: '`eligible` turns, and what became of what was shown: shown, used, dismissed, …',
        }),
        changed: z
          .number()
          .nullable()
          .meta({ description: 'Share of characters that agents changed before using it.' }),
      }),
    ),
    model: z.array(
      z.strictObject({ day: z.string(), calls: count, inputTokens: count, outputTokens: count }),
    ),
  })
  .meta({ id: 'Analytics' })
export type Analytics = z.infer<typeof analyticsSchema>
