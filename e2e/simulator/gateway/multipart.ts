import busboy from 'busboy'
import type { Request } from 'express'
import { generalError } from './errors.ts'

/** The file of a multipart request; `truncated` when it was larger than allowed. */
interface UploadedFile {
  field: string
  filename: string
  contentType: string
  content: Buffer
  truncated: boolean
}

interface Upload {
  file?: UploadedFile
  /** Text fields, and the file's field with the word `binary`. */
  fields: Record<string, string>
}

/** Reads a multipart request with one file of at most `bytesLimit` bytes; throws a 400 for anything else. */
export function readUpload(request: Request, bytesLimit: number): Promise<Upload> {
  if (!request.is('multipart/form-data')) {
    return Promise.reject(generalError(400, 'invalid_parameter', 'The request is not multipart/form-data.'))
  }
  return new Promise((resolve, reject) => {
    const upload: Upload = { fields: {} }
    const refuse = () => reject(generalError(400, 'invalid_parameter', 'The multipart request is broken.'))
    const parser = busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: { files: 1, fields: 10, fieldSize: 1000, fileSize: bytesLimit },
    })
    parser.on('field', (name, value) => {
      upload.fields[name] = value
    })
    parser.on('file', (field, stream, { filename, mimeType }) => {
      const parts: Buffer[] = []
      upload.fields[field] = 'binary'
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('close', () => {
        const content = Buffer.concat(parts)
        upload.file = {
          field,
          filename: filename ?? '',
          contentType: mimeType,
          content,
          truncated: stream.truncated === true,
        }
      })
    })
    parser.on('close', () => resolve(upload))
    parser.on('error', refuse)
    request.on('error', refuse)
    request.pipe(parser)
  })
}
