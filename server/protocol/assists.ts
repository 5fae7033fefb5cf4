import { z } from 'zod'
import { MAX_TEXT_LENGTH } from './limits.ts'
import { dataSchema, identifierSchema } from './values.ts'

/*
 * What the copilot offers an agent. Places in a text are UTF-16 offsets, `end` excluded; `seq` is an event of the session.
 */

const line = z.string().max(500)
const text = z.string().max(MAX_TEXT_LENGTH)
const share = z.number().min(0).max(1)

/** A few sentences of knowledge, where they come from, and the sentence among them that answers. */
export const passageSchema = z.strictObject({
  passageId: z.string(),
  title: z.string(),
  headings: z.array(z.string()),
  text: z.string(),
  answer: z.string(),
  score: z.number(),
  /** The source that the passage was imported from, and its address where it has one. */
  sourceId: z.string().optional(),
  sourceName: z.string().optional(),
  url: z.string().optional(),
  language: z.string().optional(),
  tags: z.array(z.string()).optional(),
})
export type Passage = z.infer<typeof passageSchema>

/** What a claim rests on: a passage of knowledge or something that was said. */
export const evidenceSchema = z.union([
  z.strictObject({ passageId: z.string() }),
  z.strictObject({ seq: z.int() }),
])
export type Evidence = z.infer<typeof evidenceSchema>

/** A place in a text that states something which can be checked. */
export const claimSchema = z.strictObject({
  start: z.int().nonnegative(),
  end: z.int().nonnegative(),
  kind: z.enum([
    'number',
    'money',
    'date',
    'time',
    'duration',
    'name',
    'address',
    'link',
    'identifier',
    'promise',
  ]),
  /** Where it was found; without any, nothing that the text cites says so. */
  evidence: z.array(evidenceSchema),
  /** What the nearest source says in its place. */
  instead: line.optional(),
})
export type Claim = z.infer<typeof claimSchema>

/** What keeps the language model from helping. */
export const modelTroubleSchema = z.enum(['unavailable', 'slow', 'malformed', 'over-budget', 'busy'])
export type ModelTrouble = z.infer<typeof modelTroubleSchema>

export const makerSchema = z.enum(['knowledge', 'past-replies', 'model'])

/** A reply that the agent may send, or a question worth asking. A gap to fill before it is sent stands as `[what]`. */
export const suggestionSchema = z.strictObject({
  id: z.string(),
  kind: z.enum(['reply', 'question']),
  text: z.string(),
  passageIds: z.array(z.string()),
  by: makerSchema,
  confidence: share,
  claims: z.array(claimSchema),
  /** Why it is worth asking, or which earlier chat it was said in. */
  why: line.optional(),
})
export type Suggestion = z.infer<typeof suggestionSchema>

/** An answer to a question of the agent's own. */
export const answerSchema = z.strictObject({
  text,
  by: makerSchema,
  passages: z.array(passageSchema),
  claims: z.array(claimSchema),
  followUps: z.array(line),
  /** The model could not answer; this comes from knowledge alone. */
  modelTrouble: modelTroubleSchema.optional(),
})
export type Answer = z.infer<typeof answerSchema>

/** The customer's mood, with the sentence that shows it. */
export const sentimentSchema = z.strictObject({
  mood: z.enum(['positive', 'neutral', 'negative']),
  reason: line,
  seq: z.int(),
  sentence: line,
})
export type Sentiment = z.infer<typeof sentimentSchema>

/** Somebody's words, where they were said. */
export const quoteSchema = z.strictObject({ seq: z.int(), sentence: line })
export type Quote = z.infer<typeof quoteSchema>

/** One field of a form in a playbook or a wrap-up. */
export const formFieldSchema = z.strictObject({
  id: identifierSchema,
  label: z.string().min(1).max(200),
  kind: z.enum(['text', 'long-text', 'number', 'date', 'choice', 'yes-no']).default('text'),
  choices: z.array(z.string().min(1).max(200)).max(100).optional(),
  required: z.boolean().default(false),
})
export type FormField = z.infer<typeof formFieldSchema>

/** What to do next: a playbook that the conversation called for, and how far the agent has come. */
export const nextActionSchema = z.strictObject({
  playbookId: identifierSchema,
  title: line,
  /** The customer's words that called for it. */
  because: quoteSchema.optional(),
  steps: z.array(
    z.strictObject({
      id: identifierSchema,
      title: line,
      text: z.string().max(4000).optional(),
      passages: z.array(passageSchema).optional(),
      form: z.array(formFieldSchema).optional(),
      done: z.boolean(),
      /** What was filled in by field id: a date as `2026-11-21`, yes or no as `yes` or `no`. */
      values: z.record(z.string(), z.string().max(4000)).optional(),
    }),
  ),
})
export type NextAction = z.infer<typeof nextActionSchema>

const summaryItemSchema = z.strictObject({
  text: z.string().max(1000),
  /** The events that say so. */
  seqs: z.array(z.int()),
  claims: z.array(claimSchema),
})
export type SummaryItem = z.infer<typeof summaryItemSchema>

/** What a conversation was about and what came of it. */
export const summarySchema = z.strictObject({
  topic: summaryItemSchema,
  asked: z.array(summaryItemSchema),
  done: z.array(summaryItemSchema),
  promised: z.array(summaryItemSchema),
  open: z.array(summaryItemSchema),
})
export type Summary = z.infer<typeof summarySchema>

/** What an agent leaves behind when a chat ends. */
export const wrapUpSchema = z.strictObject({
  summary: z.string().max(10_000),
  /** A code of the endpoint's list, or of 8x8's. */
  code: z.string().max(100).optional(),
  fields: z.record(z.string().max(256), z.string().max(4000)).default({}),
})
export type WrapUp = z.infer<typeof wrapUpSchema>

/** Something the conversation tells of the customer: who they are, what they have. */
export const factSchema = z.strictObject({
  kind: z.enum([
    'name',
    'email',
    'phone',
    'company',
    'address',
    'account',
    'order',
    'case',
    'product',
    'date',
    'other',
  ]),
  label: z.string().max(100),
  value: z.string().max(1000),
  seq: z.int(),
})
export type Fact = z.infer<typeof factSchema>

/** Every assist that an agent may see, use or put away. */
export const assistSchema = z.enum([
  'reply',
  'question',
  'knowledge',
  'answer',
  'next-action',
  'sentiment',
  'summary',
  'wrap-up',
  'rewrite',
  'translation',
])
export type Assist = z.infer<typeof assistSchema>

/** What became of something shown. `changed` is the share of characters that the agent changed before using it. */
export const assistFeedbackSchema = z.strictObject({
  assist: assistSchema,
  /** The suggestion, passage, answer or playbook. */
  id: z.string().min(1).max(256),
  act: z.enum(['shown', 'used', 'dismissed', 'cleared', 'undone']),
  /** How it was used: put into the reply box, copied, sent from here. */
  way: z.enum(['inserted', 'copied', 'sent']).optional(),
  changed: share.optional(),
})
export type AssistFeedback = z.infer<typeof assistFeedbackSchema>

export const rewriteStyleSchema = z.enum(['shorter', 'friendlier', 'more-formal', 'fix-grammar'])
export type RewriteStyle = z.infer<typeof rewriteStyleSchema>

/** Where tiles stand: a grid of equal cells, `gap` in pixels. Places count from 0. */
export const gridSchema = z.strictObject({
  columns: z.int().min(1).max(24),
  rows: z.int().min(1).max(100),
  gap: z.int().min(0).max(64).default(12),
  background: z
    .strictObject({
      colour: z
        .string()
        .regex(/^#[0-9a-f]{6}$/i)
        .optional(),
      image: z.url().max(2000).optional(),
    })
    .optional(),
  tiles: z
    .record(
      identifierSchema,
      z.strictObject({
        x: z.int().min(0).max(23),
        y: z.int().min(0).max(99),
        columns: z.int().min(1).max(24),
        rows: z.int().min(1).max(100),
      }),
    )
    .refine(tiles => Object.keys(tiles).length <= 50, 'at most 50 tiles'),
})
export type Grid = z.infer<typeof gridSchema>

/**
 * Tiles that the copilot fills itself, under their own names: customer, transcript, suggestions, knowledge,
 * next-action, sentiment, summary. All others are filled by bots and programs.
 */
export const BUILT_IN_TILES = [
  'customer',
  'transcript',
  'suggestions',
  'knowledge',
  'next-action',
  'sentiment',
  'summary',
] as const

/** A tile that a bot or program fills. `data` of html and iframe tiles is posted to their page without reloading it. */
export const tileSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), title: line.optional(), text: z.string().max(20_000) }),
  z.strictObject({ type: z.literal('card'), title: line.optional(), card: dataSchema }),
  z.strictObject({
    type: z.literal('html'),
    title: line.optional(),
    html: z.string().max(200_000),
    data: dataSchema.optional(),
  }),
  z.strictObject({
    type: z.literal('iframe'),
    title: line.optional(),
    url: z.url({ protocol: /^https?$/ }).max(2000),
    data: dataSchema.optional(),
  }),
])
export type Tile = z.infer<typeof tileSchema>
