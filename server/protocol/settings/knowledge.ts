import { z } from 'zod'

const areInOneGroup = (groups: readonly (readonly string[])[]) => {
  const all = groups.flat().map(expression => expression.toLowerCase())
  return new Set(all).size === all.length
}

/** How articles are searched. */
export const knowledgeSettingsSchema = z.strictObject({
  synonyms: z
    .array(z.array(z.string().trim().min(1).max(60)).min(2).max(20))
    .max(500)
    .refine(areInOneGroup, 'a word or phrase is there twice')
    .default([])
    .meta({
      title: 'Synonyms',
      description:
        'Words and phrases that mean the same to your customers, a group each, such as telly, television, TV box. Who asks with one of them finds what is written with another.',
    }),
})
