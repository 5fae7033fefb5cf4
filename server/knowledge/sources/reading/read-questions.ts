import { createHash } from 'node:crypto'
import { parse } from 'csv-parse/sync'
import { MAX_DOCUMENTS_OF_SOURCE, questionRowSchema } from '../../../protocol/knowledge.ts'
import { escapeLineStart } from './escape-markdown.ts'
import { fail, type ReadDocument, type Reading, skip } from './reading.ts'

type Field = 'question' | 'answer' | 'tags' | 'language' | 'url'

/** What people call the columns; the first that is there counts. */
const NAMES: Record<Field, string[]> = {
  question: [
    'question',
    'questions',
    'q',
    'title',
    'heading',
    'frage',
    'pregunta',
    'pergunta',
    'domanda',
    'vraag',
  ],
  answer: [
    'answer',
    'answers',
    'a',
    'body',
    'content',
    'text',
    'antwort',
    'réponse',
    'reponse',
    'respuesta',
    'resposta',
    'risposta',
    'antwoord',
  ],
  tags: ['tags', 'tag', 'category', 'categories', 'topic', 'kategorie', 'thema'],
  language: ['language', 'lang', 'locale', 'sprache'],
  url: ['url', 'link', 'source'],
}

const SHOWN_ROWS = 5

/** Questions and answers of a CSV file with a line of column names; commas, semicolons or tabs between columns. */
export function readCsv(text: string): Reading {
  const rows = csvRows(text)
  const [head = [], ...rest] = rows
  const columns = columnsOf(head)
  const records = rest.map(cells =>
    Object.fromEntries(Object.entries(columns).map(([field, column]) => [field, cells[column]?.trim()])),
  )
  return readRows(records, 2)
}

/** Questions and answers of a JSON file: a list of objects, or an object with one list in it. */
export function readJson(text: string): Reading {
  const list = listIn(parseJson(text))
  if (!list) return fail('This JSON file holds no list of questions and answers.')
  const records = list.map(row => (typeof row === 'object' && row !== null ? fieldsOf(row) : {}))
  return readRows(records, 1)
}

function readRows(records: Record<string, unknown>[], firstNumber: number): Reading {
  if (records.length > MAX_DOCUMENTS_OF_SOURCE)
    return fail(`A file may have ${MAX_DOCUMENTS_OF_SOURCE} questions.`)
  const documents = new Map<string, ReadDocument>()
  const wrong: number[] = []
  for (const [place, record] of records.entries()) {
    const filled = Object.fromEntries(
      Object.entries(record).filter(([, value]) => value !== '' && value !== undefined),
    )
    const parsed = questionRowSchema.safeParse(filled)
    if (!parsed.success) {
      wrong.push(place + firstNumber)
      continue
    }
    const { question, answer, ...rest } = parsed.data
    const key = keyOf(question, documents)
    const body = answer.split('\n').map(escapeLineStart).join('\n')
    documents.set(key, { key, title: question, body, kind: 'question', ...rest })
  }
  if (documents.size === 0) return skip('No row has both a question and an answer.')
  return { documents: [...documents.values()], ...(wrong.length > 0 && { note: noteOf(wrong) }) }
}

/** The same question keeps its place when rows before it come and go. */
function keyOf(question: string, taken: Map<string, unknown>): string {
  const digest = createHash('sha256').update(question).digest('hex').slice(0, 16)
  for (let again = 1; ; again++) {
    const key = again === 1 ? digest : `${digest}-${again}`
    if (!taken.has(key)) return key
  }
}

const noteOf = (rows: number[]) => {
  const shown = rows.slice(0, SHOWN_ROWS).join(', ')
  return `${rows.length === 1 ? 'One row was' : `${rows.length} rows were`} left out, lacking a question or an answer or with a field that is not valid: ${shown}${rows.length > SHOWN_ROWS ? ', …' : ''}.`
}

function csvRows(text: string): string[][] {
  const head = text.slice(0, text.indexOf('\n') + 1 || undefined)
  const count = (mark: string) => head.split(mark).length
  const delimiter = [',', ';', '\t'].toSorted((one, other) => count(other) - count(one))[0]!
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relaxColumnCount: true,
      skipEmptyLines: true,
      to: MAX_DOCUMENTS_OF_SOURCE + 2,
    })
  } catch (error) {
    const line = error instanceof Error && 'lines' in error ? ` near line ${String(error.lines)}` : ''
    return fail(
      `This CSV file cannot be read${line}: a quotation mark is not closed or stands in the wrong place.`,
    )
  }
}

function columnsOf(head: string[]): Partial<Record<Field, number>> {
  const names = head.map(name => name.trim().toLowerCase())
  const columns = Object.entries(NAMES).flatMap(([field, known]) => {
    const column = names.findIndex(name => known.includes(name))
    return column < 0 ? [] : [[field, column] as const]
  })
  const found = Object.fromEntries(columns) as Partial<Record<Field, number>>
  if (found.question === undefined || found.answer === undefined) {
    return fail('The first line must name a column "question" and a column "answer".')
  }
  return found
}

const fieldsOf = (row: object) => {
  const values = new Map(Object.entries(row).map(([name, value]) => [name.toLowerCase(), value as unknown]))
  return Object.fromEntries(
    Object.entries(NAMES).flatMap(([field, known]) => {
      const name = known.find(one => values.has(one))
      return name === undefined ? [] : [[field, values.get(name)]]
    }),
  )
}

function listIn(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value
  if (typeof value !== 'object' || value === null) return undefined
  return Object.values(value).find((inner): inner is unknown[] => Array.isArray(inner))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return fail('This file is not JSON.')
  }
}
