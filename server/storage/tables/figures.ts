/** What is counted. */
export interface FigureTables {
  model_usage: ModelUsageRow
  assist_usage: AssistUsageRow
  session_figures: SessionFiguresRow
  day_figures: DayFigureRow
}

/** Tokens of a language model, in UTC days; each server counts in rows of its own. */
export interface ModelUsageRow {
  endpoint_id: string
  day: string
  server_id: string
  calls: number
  input_tokens: number
  output_tokens: number
}

/** What became of what agents were shown, in UTC days; each server counts in rows of its own. */
export interface AssistUsageRow {
  endpoint_id: string
  day: string
  server_id: string
  /** Empty unless the endpoint counts by agent. */
  agent: string
  assist: string
  act: string
  count: number
  /** Sum of the shares of characters that agents changed. */
  changed_sum: number
}

/** What a session has added to the figures of its days: `counts` is JSON; see admin/figures. */
export interface SessionFiguresRow {
  session_id: string
  /** The place in its log up to which it is counted at least. */
  seq: number
  counts: string
}

/** How often something happened on one UTC day; `size` tells times of different length apart and is 0 for all else. */
export interface DayFigureRow {
  endpoint_id: string
  day: string
  name: string
  size: number
  count: number
}
