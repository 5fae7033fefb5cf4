import { z } from 'zod'
import { formFieldSchema } from './assists.ts'
import { identifierSchema } from './values.ts'

/*
 * What an administrator lays down for the work of agents: what to do when, and how a chat is filed when it is over.
 */

export function areDistinct(things: readonly { id: string }[]): boolean {
  return new Set(things.map(({ id }) => id)).size === things.length
}

/** What to do when a conversation calls for it. A step is text, looked up in the knowledge, a form, or several of these. */
export const playbookSchema = z
  .strictObject({
    id: identifierSchema,
    title: z.string().min(1).max(200),
    /** Words that call for it: a sentence of the customer has all of one phrase, in any order and form. */
    phrases: z.array(z.string().min(2).max(100)).max(100).default([]),
    /** Sentences in which customers ask for it; one that says nearly the same calls for it. */
    examples: z.array(z.string().min(2).max(300)).max(200).default([]),
    /** The wrap-up code of a chat in which it was followed. */
    wrapUpCode: z.string().min(1).max(100).optional(),
    steps: z
      .array(
        z.strictObject({
          id: identifierSchema,
          title: z.string().min(1).max(200),
          text: z.string().max(4000).optional(),
          /** What to look up in the endpoint's knowledge when the playbook is called for. */
          lookUp: z.string().min(2).max(300).optional(),
          form: z.array(formFieldSchema).min(1).max(30).optional(),
        }),
      )
      .min(1)
      .max(30)
      .refine(areDistinct, 'two steps have the same id'),
  })
  .refine(
    ({ phrases, examples }) => phrases.length + examples.length > 0,
    'phrases or examples are needed, or nothing ever calls for it',
  )
export type Playbook = z.infer<typeof playbookSchema>

export const wrapUpCodeSchema = z.strictObject({
  code: z.string().min(1).max(100),
  /** Parts between ` > ` are levels, the last one the code itself. */
  name: z.string().min(1).max(200),
  /** Words that speak for this code beside its name. */
  phrases: z.array(z.string().min(2).max(100)).max(50).default([]),
})
