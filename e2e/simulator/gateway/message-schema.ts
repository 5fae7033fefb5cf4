import { z } from 'zod'

const cardContentTypes = [
  'application/vnd.microsoft.card.adaptive',
  'application/8x8.quick.replies',
  'Interactive',
  'Location',
  'Template',
  'Suggestions',
  'Buttons',
  'Carousel',
]

const cardSchema = z.object({
  contentType: z.enum(cardContentTypes).optional(),
  content: z.record(z.string(), z.unknown()).optional(),
})

/** A message given to the API; Chat Gateway v1.0, SendConversationMessagePayload and its form with externalProvider. */
export const messageSchema = z
  .object({
    authorType: z.enum(['user', 'bot']),
    text: z.string().optional(),
    attachments: z.array(z.object({ id: z.string() })).optional(),
    cards: z.array(cardSchema).optional(),
    externalProvider: z.object({ name: z.literal('X'), externalMessageId: z.string() }).optional(),
  })
  .refine(
    ({ text, externalProvider }) => text === undefined || !externalProvider,
    'text and externalProvider exclude each other',
  )
  .refine(
    ({ text, attachments, cards, externalProvider }) =>
      Boolean(text || attachments?.length || cards?.length || externalProvider),
    'text or externalProvider is required',
  )
