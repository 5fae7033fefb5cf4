import type { z } from 'zod'

/** What is said to a model: instructions of ours, and data that instructs nothing however it reads. */
export interface ModelMessage {
  role: 'system' | 'user' | 'assistant'
  content: string
}

export interface ModelRequest {
  messages: ModelMessage[]
  /** The longest answer, in tokens of the model. */
  maxTokens: number
  /** 0 to 2; what is left out is the model's own default. */
  temperature?: number
}

/** In tokens of the model; `estimated` where it did not say. */
export interface Usage {
  input: number
  output: number
  estimated: boolean
}

/**
 * What a model streams: text as it is written, then one `done`. `length` is an answer that was cut short at its
 * limit, `refused` one that the model's own filter held back.
 */
export type ModelPart =
  | { type: 'text-delta'; text: string }
  | { type: 'done'; reason: 'stop' | 'length' | 'refused'; usage: Usage }

/** A language model as the copilot uses it. Both reject with a ModelError, or with the signal's reason once it fires. */
export interface LanguageModel {
  /** Writes an answer. To stop reading, or to abort, ends the request at the model as well. */
  stream(request: ModelRequest, signal: AbortSignal): AsyncIterable<ModelPart>
  /**
   * An answer of a given shape. One that does not fit is sent back once with what is wrong with it;
   * when the second does not fit either, the trouble is `malformed`. Every field of the schema should be required.
   */
  answer<Schema extends z.ZodType>(
    request: ModelRequest,
    schema: Schema,
    signal: AbortSignal,
  ): Promise<z.output<Schema>>
}

/** Streams an answer; `shape` is the JSON schema that it must fit, where there is one. */
export type StreamOf = (
  request: ModelRequest,
  signal: AbortSignal,
  shape?: object,
) => AsyncIterable<ModelPart>

/** The language model of an endpoint, or undefined where it has none. */
export type FindModel = (endpointId: string) => Promise<LanguageModel | undefined>

/** Meaning of texts as vectors of one length, in the order of the texts. Rejects with a ModelError. */
export type Embed = (texts: readonly string[], signal: AbortSignal) => Promise<Float32Array[]>

/** Reads texts; `model` is the same only for the same model of the same server, whose vectors can be compared. */
export interface Embedder {
  model: string
  embed: Embed
}
