import { z } from 'zod'

const port = z.coerce.number().int().min(0).max(65_535)
const pathPrefix = z
  .string()
  .regex(/^(\/[A-Za-z0-9_.~-]+)*$/, 'must look like /copilot, without a slash at the end')

const encryptionKey = z
  .string()
  .refine(value => Buffer.from(value, 'base64').length === 32, 'must be 32 bytes in base64')

/** Every environment variable that the server reads; the README's table says the same for people. */
const environmentSchema = z.object({
  PORT: port.default(4700),
  HOST: z.string().min(1).default('127.0.0.1'),
  /** Address under which browsers and 8x8 reach this server; its path is the prefix of every route. */
  PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  PATH_PREFIX: pathPrefix.default(''),
  DATA_DIR: z.string().min(1).default('data'),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  REDIS_URL: z.url({ protocol: /^rediss?$/ }).optional(),
  /** 32 bytes in base64; sealed secrets can only be read with it. */
  ENCRYPTION_KEY: encryptionKey.optional(),
  /** While the key is rotated: the one before. */
  ENCRYPTION_KEY_BEFORE: encryptionKey.optional(),
  /** JSON file with the endpoints, connections and knowledge to set up at start. */
  SETUP_FILE: z.string().min(1).optional(),
  /** Hosts that are not public from which knowledge may be fetched all the same. */
  KNOWLEDGE_HOSTS: z
    .string()
    .regex(
      /^[A-Za-z0-9.:[\]-]+(,\s*[A-Za-z0-9.:[\]-]+)*$/,
      'must be a list like wiki.internal, 10.0.0.7:8080',
    )
    .optional(),
  /** How many proxies in front of the server may be believed about the client's address. */
  TRUST_PROXY: z.coerce.number().int().min(0).max(10).default(0),
  /** Who may show the copilot in a frame, as sources of the CSP's frame-ancestors. */
  FRAME_ANCESTORS: z
    .string()
    .regex(/^[A-Za-z0-9:/.*'_[\] -]+$/, 'must be a list of origins')
    .default("'self' https://*.8x8.com"),
  /** The language model of endpoints that have none of their own; speaks OpenAI's wire. None without an address. */
  LLM_BASE_URL: z.url({ protocol: /^https?$/ }).optional(),
  LLM_API_KEY: z.string().optional(),
  LLM_MODEL: z.string().optional(),
  LLM_EMBEDDINGS_MODEL: z.string().optional(),
  LOG_LEVEL: z.enum(['silent', 'fatal', 'error', 'warn', 'info', 'debug', 'trace']).default('info'),
})

export interface Config {
  port: number
  host: string
  publicUrl: string | undefined
  pathPrefix: string
  dataFolder: string
  databaseUrl: string | undefined
  /** Postgres schema; tests keep apart by it. */
  databaseSchema?: string
  redisUrl: string | undefined
  encryptionKey: string | undefined
  encryptionKeyBefore: string | undefined
  setupFile: string | undefined
  knowledgeHosts: string[]
  trustProxy: number
  frameAncestors: string
  /** The language model of endpoints that have none of their own. */
  languageModel: { baseUrl: string; apiKey?: string; name: string; embeddings?: string } | undefined
  logLevel: z.infer<typeof environmentSchema>['LOG_LEVEL']
}

/** A value in the environment cannot be used; the message names each variable. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
}

/** Reads the environment once. Throws ConfigError naming every variable that is wrong. */
export function readConfig(environment: NodeJS.ProcessEnv): Config {
  const filled = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const parsed = environmentSchema.safeParse(filled)
  if (!parsed.success) {
    throw new ConfigError(
      parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`).join('\n'),
    )
  }
  const { data } = parsed
  if (data.DATABASE_URL && !data.ENCRYPTION_KEY) {
    throw new ConfigError(
      'ENCRYPTION_KEY: is needed with DATABASE_URL, because every server must read the same secrets',
    )
  }
  if (data.REDIS_URL && !data.DATABASE_URL) {
    throw new ConfigError('REDIS_URL: several servers need DATABASE_URL as well')
  }
  if (data.LLM_BASE_URL && !data.LLM_MODEL) {
    throw new ConfigError('LLM_MODEL: is needed with LLM_BASE_URL, the name of the model there')
  }
  return {
    port: data.PORT,
    host: data.HOST,
    publicUrl: data.PUBLIC_URL?.replace(/\/$/, ''),
    pathPrefix: data.PATH_PREFIX,
    dataFolder: data.DATA_DIR,
    databaseUrl: data.DATABASE_URL,
    redisUrl: data.REDIS_URL,
    encryptionKey: data.ENCRYPTION_KEY,
    encryptionKeyBefore: data.ENCRYPTION_KEY_BEFORE,
    setupFile: data.SETUP_FILE,
    knowledgeHosts: data.KNOWLEDGE_HOSTS?.split(',').map(host => host.trim()) ?? [],
    trustProxy: data.TRUST_PROXY,
    frameAncestors: data.FRAME_ANCESTORS,
    languageModel: languageModelOf(data),
    logLevel: data.LOG_LEVEL,
  }
}

const languageModelOf = ({
  LLM_BASE_URL: baseUrl,
  LLM_API_KEY: apiKey,
  LLM_MODEL: name,
  LLM_EMBEDDINGS_MODEL: embeddings,
}: z.infer<typeof environmentSchema>): Config['languageModel'] =>
  baseUrl && name ? { baseUrl, apiKey, name, embeddings } : undefined
