import 'server-only'

const MB = 1024 * 1024

/** What an import takes at most. A long novel is about one megabyte of text; an EPUB with pictures seldom passes forty. */
export const IMPORT_LIMITS = {
  /** Bytes of the file, or of all files of a folder together. */
  fileBytes: 50 * MB,
  /** Bytes of text, unpacked, that are read out of an archive. */
  unpackedBytes: 100 * MB,
  /** How many times bigger a part of an archive may get in unpacking. Text gets about four times bigger; a trap, a thousand times. */
  unpackedRatio: 200,
  /** A part smaller than this is no trap, however much it was packed. */
  ratioFromBytes: MB,
  /** Files in an archive or a folder. */
  files: 10_000,
  /** Elements inside each other, or folders. */
  depth: 400,
}

/** Bytes in megabytes, rounded; at least 1. */
export function megabytes(bytes: number): number {
  return Math.max(1, Math.round(bytes / MB))
}
