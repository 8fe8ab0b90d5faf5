import { diffComm } from 'node-diff3'

const piecesOf = (text: string) => text.match(/\s+|[\p{L}\p{N}]+|[^\s\p{L}\p{N}]/gu) ?? []

/** Two texts in one, word by word: what went is crossed out, what came is underlined. */
export function Difference({ before, after }: { before: string; after: string }) {
  let place = 0
  const parts = diffComm(piecesOf(before), piecesOf(after)).flatMap((part) => {
    const at = place++
    if (part.common) return [<span key={at}>{part.common.join('')}</span>]
    return [
      part.buffer1.length > 0 && <del key={`${at}-`}>{part.buffer1.join('')}</del>,
      part.buffer2.length > 0 && (
        <ins key={`${at}+`} className="bg-line">
          {part.buffer2.join('')}
        </ins>
      ),
    ]
  })
  return (
    <p dir="auto" className="wrap-anywhere whitespace-pre-wrap">
      {parts}
    </p>
  )
}
