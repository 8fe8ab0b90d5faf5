import { strFromU8, unzipSync } from 'fflate'
import { SaxesParser } from 'saxes'
import { beforeAll, expect, test } from 'vitest'
import { db } from '#server/db.ts'
import { epubOf } from '#server/exports/epub.ts'
import { requireRecord } from '#server/exports/record.ts'
import { downloadRecord } from '#server/exports/record-files.ts'
import { makeWorld, type World } from '#tests/support/access-world.ts'
import { findCanaries, readableBy } from '#tests/support/canaries.ts'
import { asViewer, createGroup, createMeeting, createSummary, createUser } from '#tests/support/factories.ts'

let world: World
beforeAll(async () => {
  world = await makeWorld()
})
const viewerOf = (who: 'member' | 'owner' | 'stranger' | 'removed member') => asViewer({ id: world.people[who]?.id ?? '', name: who })

/** The files of a ZIP in their order. @throws Error for one that is no well-formed XML */
function filesOf(zip: Uint8Array): Map<string, string> {
  const files = new Map(Object.entries(unzipSync(zip)).map(([name, bytes]) => [name, strFromU8(bytes)]))
  for (const [name, text] of files) {
    if (name === 'mimetype') continue
    const parser = new SaxesParser({ xmlns: true, fileName: name })
    parser.on('error', (error) => {
      throw error
    })
    parser.write(text).close()
  }
  return files
}

test('every member finds the same record, with what the group settled and nothing that is not theirs', async () => {
  const about = { groupId: world.group.id }
  const record = await requireRecord(viewerOf('member'), about)
  const found = findCanaries(JSON.stringify(record))
  expect(found).toEqual(readableBy('member', ['canary-group', 'canary-minutes', 'canary-summary', 'canary-agreed']))
  expect(await requireRecord(viewerOf('owner'), about)).toEqual(record)
  for (const who of ['stranger', 'removed member'] as const)
    await expect(requireRecord(viewerOf(who), about)).rejects.toMatchObject({ kind: 'not-found' })
})

test('under a summary the record has what it does not say of the minutes, and no line twice', async () => {
  const group = await createGroup({ owner: await createUser() })
  const owner = asViewer((await db().membership.findFirstOrThrow({ where: { groupId: group.id }, select: { user: true } })).user)
  const meeting = await createMeeting({ group, lines: [{ text: 'Said in both' }, { text: 'Said in the minutes' }] })
  const htmlOf = async () => (await requireRecord(owner, { groupId: group.id })).parts[0]?.html ?? ''
  expect(await htmlOf()).toMatch(/<h3>Minutes<\/h3>.*Said in both.*Said in the minutes/)
  await createSummary({ meeting, creator: { id: owner.userId }, body: '**Also:**\n\n- Said in both', short: '' })
  const html = await htmlOf()
  expect(html.match(/Said in both/g)).toHaveLength(1)
  expect(html).toMatch(/Said in both.*<h3>Also in the minutes<\/h3>.*Said in the minutes/s)
})

test('its e-book has the same words, and the parts that EPUB asks for', async () => {
  const about = { groupId: world.group.id }
  const response = await downloadRecord(viewerOf('member'), { ...about, as: 'epub' })
  const zip = new Uint8Array(await response.arrayBuffer())
  // First, not packed, with nothing before it but its name.
  expect(strFromU8(zip.slice(30, 58))).toBe('mimetypeapplication/epub+zip')
  const files = filesOf(zip)
  expect(findCanaries([...files.values()].join(' '))).toEqual(findCanaries(JSON.stringify(await requireRecord(viewerOf('member'), about))))
  const pack = files.get('book/package.opf') ?? ''
  const named = [...pack.matchAll(/href="([^"]+)"/g)].map(([, name]) => `book/${name}`)
  expect(named.sort()).toEqual([...files.keys()].filter((name) => name.endsWith('.xhtml')).sort())
  const links = [...(files.get('book/nav.xhtml') ?? '').matchAll(/href="([^"]+)"/g)].map(([, name]) => `book/${name}`)
  expect(links.length).toBeGreaterThan(0)
  for (const link of links) expect(files.has(link), link).toBe(true)
})

test('whatever people wrote, the files are well-formed XML', () => {
  const html =
    '<p>a &#x26; b &#x3C;script> \u0001 \uD800 <input checked disabled> <a href="#p3">¶ 3</a><br><ol start="3"><li>third</li></ol><em>open'
  const parts = [{ title: '"<&>\u0000', subtitle: '', html }]
  const files = filesOf(epubOf({ id: 'urn:x', title: '<&">', language: 'ar', modified: new Date(0), parts }))
  expect(files.get('book/part-1.xhtml')).toContain('a &amp; b &lt;script&gt;')
  expect(files.get('book/part-1.xhtml')).toContain('dir="rtl"')
  expect(files.get('book/part-1.xhtml')).toContain('<ol start="3" dir="auto">')
})

test('a group that has not met yet has an empty record, in each form', async () => {
  const owner = await createUser()
  const group = await createGroup({ owner })
  expect((await requireRecord(asViewer(owner), { groupId: group.id })).parts).toEqual([])
  const book = await downloadRecord(asViewer(owner), { groupId: group.id, as: 'epub' })
  expect(filesOf(new Uint8Array(await book.arrayBuffer())).size).toBe(5)
  const paper = await downloadRecord(asViewer(owner), { groupId: group.id, as: 'pdf' })
  expect(
    Buffer.from(await paper.arrayBuffer())
      .subarray(0, 5)
      .toString(),
  ).toBe('%PDF-')
})
