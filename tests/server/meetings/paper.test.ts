import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { GET } from '#app/api/groups/[groupId]/meetings/[meetingId]/paper/route.ts'
import { canBePrinted } from '#server/paper/letters.ts'
import { preamble } from '#server/paper/sheet.ts'
import { typeset } from '#server/paper/typeset.ts'
import { literal, typstOf } from '#server/paper/typst.ts'
import { asViewer, createGroup, createMeeting, createUser } from '#tests/support/factories.ts'
import { call, signedIn } from '#tests/support/request.ts'

/** Everything in a PDF that is packed, unpacked. */
function unpacked(pdf: Buffer): string {
  const streams = pdf.toString('latin1').matchAll(/stream\r?\n([\s\S]*?)\r?\nendstream/g)
  return [...streams]
    .map(([, stream = '']) => {
      try {
        return inflateSync(Buffer.from(stream, 'latin1')).toString('latin1')
      } catch {
        return ''
      }
    })
    .join('\n')
}
const everything = (pdf: Buffer) => `${pdf.toString('latin1')}\n${unpacked(pdf)}`
/** Pages and their size in points, rounded. */
const pagesOf = (pdf: Buffer) =>
  [...everything(pdf).matchAll(/\/MediaBox ?\[ ?0 0 ([\d.]+) ([\d.]+)/g)].map(([, x, y]) => [Math.round(Number(x)), Math.round(Number(y))])

async function made(sheet: string) {
  const owner = await createUser()
  const group = await createGroup({ owner, guide: 'tides', name: 'Readers of #tides [and] "more"' })
  const meeting = await createMeeting({ group, moreChapters: ['tables-and-mills'] })
  const params = { groupId: group.id, meetingId: meeting.id }
  const response = await call(GET, { headers: await signedIn(owner), method: 'GET', path: `/api?sheet=${sheet}`, params })
  expect(response.status).toBe(200)
  expect(response.headers.get('content-type')).toBe('application/pdf')
  return { pdf: Buffer.from(await response.arrayBuffer()), viewer: asViewer(owner), ...params }
}

test('the week is a PDF in each size; a booklet has two pages on each side, and whole sheets', async () => {
  const [booklet, a4, letter] = await Promise.all(['booklet', 'a4', 'letter'].map(made))
  expect(new Set(pagesOf(a4?.pdf ?? Buffer.of()).map(String))).toEqual(new Set(['595,842']))
  expect(new Set(pagesOf(letter?.pdf ?? Buffer.of()).map(String))).toEqual(new Set(['612,792']))
  const sides = pagesOf(booklet?.pdf ?? Buffer.of()).filter(([width]) => width === 842)
  expect(sides.length).toBeGreaterThan(2)
  expect(sides.length % 2).toBe(0)
  // What a reader of PDFs calls it by.
  expect(a4?.pdf.includes('Readers of #tides [and] &quot;more&quot;: Two bulges')).toBe(true)
})

test('what somebody wrote is never read as markup', async () => {
  const evil = `"); #panic("read") // [ ] $ @ <x> \\ ${String.fromCodePoint(7)} */ = - + \`\n#import "/etc/passwd": x`
  const html = `<p><a data-n="1&quot;#panic()"></a>${evil.replaceAll('<', '&lt;')} <em>${'#x]'}</em><a href="https://example.org/&quot;)#panic()">y</a></p>`
  const notes = [{ number: 1, html: '<p>#panic("note")</p>' }]
  const body = typstOf(`${html}<ul><li><a data-n="2"></a>*x*</li></ul><p>n<a data-note="1"></a>m<a data-note="1"></a></p>`, notes)
  const source = `${preamble({ sheet: 'a4', language: 'he', title: evil, foot: evil })}${body}`
  const pdf = await typeset({ source, files: {}, booklet: null })
  expect(pagesOf(pdf)).toHaveLength(1)
  expect(literal('a"\\\nb')).toBe('"a\\"\\\\\\nb"')
})

test('what takes too much memory ends, and a document that is too long is refused before it is begun', async () => {
  await expect(typeset({ source: 'x'.repeat(3_000_001), files: {}, booklet: null })).rejects.toMatchObject({ kind: 'too-large' })
  const hungry = '#let all = range(400).map(i => range(2000000 + i))\n#all.len()'
  await expect(typeset({ source: hungry, files: {}, booklet: null })).rejects.toMatchObject({ kind: 'too-large' })
})

test('a text whose letters our typefaces lack is told so beforehand', () => {
  for (const text of [
    'Two bulges',
    'Δύο',
    'Два прилива',
    'גאות',
    'المد والجزر',
    '1903 …',
    'The word 潮 in a long English sentence about the tides of the sea.',
  ])
    expect(canBePrinted(text), text).toBe(true)
  for (const text of ['潮の満ち引きについて', 'ज्वार', 'น้ำขึ้น']) expect(canBePrinted(text), text).toBe(false)
})
