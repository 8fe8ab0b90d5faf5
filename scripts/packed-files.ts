import { globSync, readFileSync } from 'node:fs'
import { readFile, rename, writeFile } from 'node:fs/promises'
import type { IncomingMessage, ServerResponse } from 'node:http'
import path from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { understands } from '#scripts/encodings.ts'

const TYPES: Record<string, string> = { '.js': 'application/javascript; charset=UTF-8', '.css': 'text/css; charset=UTF-8' }
const [packSmall, packCommon] = [promisify(brotliCompress), promisify(gzip)]
/** Nearly as small as the smallest, in a tenth of the time. */
const PAGE_QUALITY = 9

/**
 * Writes a Brotli copy beside every script, style and page that was built, and a gzip one beside pages, once a build: a seventh less on the
 * wire than gzip, and no work for each visitor.
 * @param build Next's folder
 */
export async function packFiles(build: string): Promise<void> {
  const files = globSync(['static/**/*.{js,css}', 'server/app/**/*.html'], { cwd: build }).map((file) => path.join(build, file))
  await Promise.all(
    files.map(async (file) => {
      const bytes = await readFile(file)
      const isPage = file.endsWith('.html')
      const params = {
        [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
        [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        ...(isPage && { [constants.BROTLI_PARAM_QUALITY]: PAGE_QUALITY }),
      }
      await writeWhole(`${file}.br`, await packSmall(bytes, { params }))
      if (isPage) await writeWhole(`${file}.gz`, await packCommon(bytes, { level: constants.Z_BEST_COMPRESSION }))
    }),
  )
}

/** Another process that starts at this moment sees the whole file, or none yet. */
async function writeWhole(file: string, bytes: Buffer): Promise<void> {
  await writeFile(`${file}.part`, bytes)
  await rename(`${file}.part`, file)
}

/**
 * Answers requests for scripts and styles with their packed copies; these names hold a hash of what is in them.
 * @returns a function that says whether it has answered; where it has not, Next does
 */
export function packedFiles(build: string): (request: IncomingMessage, response: ServerResponse) => boolean {
  const copies = globSync('static/**/*.br', { cwd: build })
  const packed = new Map(
    copies.map((copy) => {
      const name = copy.slice(0, -'.br'.length)
      return [
        `/_next/${name.split(path.sep).join('/')}`,
        { body: readFileSync(path.join(build, copy)), type: TYPES[path.extname(name)] ?? '' },
      ]
    }),
  )
  return (request, response) => {
    const file = packed.get(request.url?.split('?', 1)[0] ?? '')
    if (!file || request.method !== 'GET' || request.headers.range || !understands(request, 'br')) return false
    response.writeHead(200, {
      'content-type': file.type,
      'content-encoding': 'br',
      'content-length': file.body.length,
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'Accept-Encoding',
    })
    response.end(file.body)
    return true
  }
}
