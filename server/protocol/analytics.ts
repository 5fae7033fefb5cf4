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

export const analyticsSchema = z
  .strictObject({
    sessions: count,
    complete: z.boolean().meta({ description: 'false: only the newest sessions of the period are counted.' }),
    handovers: z.strictObject(handovers),
    handoversByDay: z.array(z.strictObject({ day: z.string(), ...handovers })),
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
