import { z } from 'zod'
import { passageSchema } from './assists.ts'
import { identifierSchema, instantSchema } from './values.ts'

/*
 * The knowledge of an endpoint: sources, the documents they hold, and the imports that fill them.
 */

/** Most documents that one source may hold. */
export const MAX_DOCUMENTS_OF_SOURCE = 20_000

/** Most characters that the bodies of one source's documents may have together. */
export const MAX_CHARACTERS_OF_SOURCE = 50_000_000

export const MAX_SOURCES_OF_ENDPOINT = 200

/** Longest body of one document, in characters of Markdown. */
export const MAX_BODY_LENGTH = 500_000

const webAddress = z.url({ protocol: /^https?$/, hostname: /./ }).max(2000)
const name = z.string().trim().min(1).max(200)
const tags = z.array(z.string().trim().min(1).max(100)).max(50)
/** BCP 47, for instance `de` or `pt-BR`. */
const language = z.string().regex(/^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*$/, 'must look like en or pt-BR')

/** Where a source is read from: one page, or every page of a sitemap. */
export const sourceAddressSchema = z.strictObject({
  /** A page, a document or a sitemap; which of them is seen when it is read. */
  url: webAddress,
  /** Only pages of the sitemap whose path begins with one of these; every page without any. */
  paths: z.array(z.string().regex(/^\//, 'must begin with /').max(500)).max(50).default([]),
  /** Most pages of the sitemap that are read. */
  pageLimit: z.int().min(1).max(2000).default(200),
})
export type SourceAddress = z.infer<typeof sourceAddressSchema>

/** What every source has: tags are given to all its documents, and so is the language, which is detected without one. */
const common = { name, tags: tags.default([]), language: language.optional() }

/** A new source: uploaded files, an address on the web, or documents typed in. */
export const sourceDraftSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('files'), ...common }),
  z.strictObject({ kind: z.literal('address'), ...common, address: sourceAddressSchema }),
  z.strictObject({ kind: z.literal('typed'), ...common }),
])
export type SourceDraft = z.infer<typeof sourceDraftSchema>

/** What may be changed of a source; what is absent stays, a language of null is detected again. */
export const sourceChangesSchema = z.strictObject({
  name: name.optional(),
  tags: tags.optional(),
  language: language.nullable().optional(),
  address: sourceAddressSchema.optional(),
})
export type SourceChanges = z.infer<typeof sourceChangesSchema>

/** `interrupted` by the end of its server; the source then holds what it held before, as after `failed` and `cancelled`. */
export const importStatusSchema = z.enum(['waiting', 'running', 'done', 'failed', 'cancelled', 'interrupted'])
export type ImportStatus = z.infer<typeof importStatusSchema>

/** One run that fills a source. `total` is known once everything to read is. */
export const knowledgeImportSchema = z.strictObject({
  id: identifierSchema,
  sourceId: identifierSchema,
  status: importStatusSchema,
  /** Why it did not end well, in a sentence. */
  reason: z.string().optional(),
  total: z.int().optional(),
  done: z.int(),
  skipped: z.int(),
  failed: z.int(),
  startedAt: instantSchema,
  endedAt: instantSchema.optional(),
})
export type KnowledgeImport = z.infer<typeof knowledgeImportSchema>

/** What became of one file or page: read into so many documents, or left out and why. */
export const importOutcomeSchema = z.strictObject({
  name: z.string().max(2000),
  result: z.enum(['done', 'skipped', 'failed']),
  reason: z.string().max(1000).optional(),
  documents: z.int().nonnegative(),
})
export type ImportOutcome = z.infer<typeof importOutcomeSchema>

/** An import with the outcomes so far, in the order in which they came. */
export const importProgressSchema = knowledgeImportSchema.extend({ outcomes: z.array(importOutcomeSchema) })
export type ImportProgress = z.infer<typeof importProgressSchema>

export const knowledgeSourceSchema = z.strictObject({
  id: identifierSchema,
  endpointId: z.string(),
  kind: z.enum(['files', 'address', 'typed']),
  name,
  tags,
  language: language.optional(),
  address: sourceAddressSchema.optional(),
  /** It comes from the setup file and is read again at each start: change it there. */
  managed: z.boolean(),
  documents: z.int().nonnegative(),
  createdAt: instantSchema,
  /** When its documents last changed. */
  importedAt: instantSchema.optional(),
  lastImport: knowledgeImportSchema.optional(),
})
export type KnowledgeSource = z.infer<typeof knowledgeSourceSchema>

/** A document as it is typed in. The body is Markdown. */
export const typedDocumentSchema = z.strictObject({
  title: z.string().trim().min(1).max(500),
  body: z.string().trim().min(1).max(MAX_BODY_LENGTH),
  tags: tags.default([]),
  language: language.optional(),
  url: webAddress.optional(),
  /** `question`: the title is a question as customers ask it, the body its answer. */
  kind: z.enum(['article', 'question']).default('article'),
})
export type TypedDocument = z.infer<typeof typedDocumentSchema>

/** A document in a list; its body is read one at a time. */
export const sourceDocumentSchema = z.strictObject({
  id: z.string(),
  sourceId: identifierSchema,
  /** The file or page that it was read from. */
  file: z.string(),
  title: z.string(),
  kind: z.enum(['article', 'question']),
  tags: z.array(z.string()),
  language: z.string().optional(),
  url: z.string().optional(),
  characters: z.int().nonnegative(),
  updatedAt: instantSchema,
})
export type SourceDocument = z.infer<typeof sourceDocumentSchema>

export const wholeDocumentSchema = sourceDocumentSchema.extend({ body: z.string() })
export type WholeDocument = z.infer<typeof wholeDocumentSchema>

/** How uploaded files join a source: in place of everything there, or beside it, where a file of the same name is replaced. */
export const uploadModeSchema = z.enum(['replace', 'add'])
export type UploadMode = z.infer<typeof uploadModeSchema>

/** One row of a file of questions and answers in JSON; the file is a list of them, or has one as `questions`. */
export const questionRowSchema = z.object({
  question: z.string().trim().min(1).max(2000),
  answer: z.string().trim().min(1).max(MAX_BODY_LENGTH),
  tags: z
    .union([z.array(z.string()), z.string().transform(text => text.split(/[,;|]/))])
    .transform(list => list.map(tag => tag.trim()).filter(Boolean))
    .pipe(tags)
    .default([]),
  language: language.optional(),
  url: webAddress.optional(),
})

/** What an endpoint's knowledge lacks. */
export const knowledgeHealthSchema = z.strictObject({
  /** Passages of different documents that say nearly the same, the most alike first; `alike` is 0 to 1. */
  overlaps: z.array(
    z.strictObject({
      alike: z.number().min(0).max(1),
      passages: z.array(
        z.strictObject({
          documentId: z.string(),
          sourceId: z.string().optional(),
          title: z.string(),
          text: z.string(),
        }),
      ),
    }),
  ),
  /** What customers asked lately and no passage was found for, the most frequent first. */
  unanswered: z.array(
    z.strictObject({
      question: z.string(),
      times: z.int().positive(),
      lastAskedAt: instantSchema,
      sessionIds: z.array(z.string()),
    }),
  ),
  /** Sources that should be looked at: old, empty, or not read the last time. */
  stale: z.array(
    z.strictObject({
      sourceId: identifierSchema,
      name: z.string(),
      why: z.enum(['old', 'empty', 'import-failed']),
      importedAt: instantSchema.optional(),
    }),
  ),
})
export type KnowledgeHealth = z.infer<typeof knowledgeHealthSchema>

/** What is found, in the search box of the console. */
export const searchAnswerSchema = z.strictObject({ passages: z.array(passageSchema) })
