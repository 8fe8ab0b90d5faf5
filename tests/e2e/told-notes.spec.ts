import { createHash, randomUUID } from 'node:crypto'
import { expect, type Page } from '@playwright/test'
import { hearArticle } from '../support/accessibility-tree.ts'
import { createCircle, painted, ready, writeNote } from '../support/group-page.ts'
import { test } from './fixtures.ts'

/** The article's text is still what its offsets count in. */
async function expectSameText(page: Page) {
  const article = await page
    .locator('#chapter-text')
    .evaluate((node) => ({ text: node.textContent, revision: (node as HTMLElement).dataset.revision }))
  expect(createHash('sha256').update(article.text).digest('hex').slice(0, 32)).toBe(article.revision)
}

for (const painter of ['highlight', 'mark'] as const) {
  test(`the text tells whose notes begin and end where, and how many answered (${painter} painter)`, async ({ ada, ben }) => {
    const { groupId, path } = await createCircle(ada, ben)
    const desk = await ben.open(path)
    const words = await writeNote(desk, 2, [4, 7], 'Is there a source?')
    const [{ id = '' } = {}] = (
      await ben.ask<{ items: { id: string }[] }>('GET', `/api/groups/${groupId}/annotations?chapter=${path.split('/').at(-1)}`)
    ).items
    await ben.ask('POST', `/api/groups/${groupId}/comments`, {
      id: randomUUID(),
      chapter: path.split('/').at(-1),
      subject: { kind: 'annotation', annotationId: id },
      parentId: null,
      body: 'I found one.',
    })

    const page = await ada.open('/')
    if (painter === 'mark') await page.addInitScript(() => Reflect.deleteProperty(window, 'Highlight'))
    await page.goto(path)
    await ready(page)
    await expect.poll(() => hearArticle(page)).toContain(`[note by Ben Okri, 1 reply]${words}[end of note]`)
    await expectSameText(page)
    await expect.poll(() => painted(page, 'layer-')).toEqual([words])

    // The reader's own, over it and beyond.
    const longer = await writeNote(page, 2, [6, 9], 'A second thought')
    const said = () => hearArticle(page)
    await expect.poll(said).toContain('[note by you]')
    const [before = '', after = ''] = [
      words.slice(0, words.indexOf(longer.split(' ')[0] ?? '')),
      longer.slice(longer.indexOf(words.split(' ').at(-1) ?? '')),
    ]
    await expect.poll(said).toContain(`[note by Ben Okri, 1 reply]${before}[note by you]`)
    await expect.poll(said).toContain('[end of note by Ben Okri]')
    expect(await said()).toContain(`${after.split(' ').slice(1).join(' ')}[end of note]`)
    await expectSameText(page)

    await page.getByRole('article', { name: 'Ada Byron (you) on' }).getByRole('button', { name: 'Delete your note' }).click()
    await expect.poll(said).not.toContain('by you')
    await expect.poll(said).toContain(`[note by Ben Okri, 1 reply]${words}[end of note]`)
    await expectSameText(page)
  })
}

test('the notes are a list under a heading, each with a heading of its own', async ({ ada, ben }) => {
  const { path } = await createCircle(ada, ben)
  const page = await ada.open(path)
  await writeNote(page, 2, [4, 7], 'The first note')
  await writeNote(page, 3, [1, 4], 'The second note')
  const notes = page.getByRole('region', { name: 'Notes' })
  await expect(notes.getByRole('heading', { level: 2, name: 'Notes' })).toBeVisible()
  await expect(notes.getByRole('list').first().getByRole('heading', { level: 3 })).toHaveCount(2)
  await expect(notes.getByRole('heading', { level: 3 }).first()).toHaveAccessibleName(/Ada Byron.*on “.*”, ¶ 2/)
})
