import { existsSync } from 'node:fs'
import path from 'node:path'
import { Slug } from '#domain/guide.ts'
import type { Balance, ImportedText } from '#domain/import/blocks/text.ts'
import { isOff } from '#domain/import/chapters/balance.ts'
import { titleOfFile } from '#domain/import/guide/file-title.ts'
import { toGuideFiles } from '#domain/import/guide/guide-files.ts'
import type { EarlierChapter } from '#domain/import/guide/update.ts'
import { summaryLine } from '#domain/import/review/figures.ts'
import type { Publication } from '#domain/import-draft.ts'
import { guideAddressShape } from '#messages/problems.ts'
import { type Command, type Given, Misuse, onlyWord } from '#scripts/guide/command.ts'
import { balanceLines, changeLines, chapterLines, reportLines } from '#scripts/guide/import-report.ts'
import { lookInDatabase, withDatabase } from '#scripts/guide/with-database.ts'
import { ensurePrismaClient } from '#scripts/prisma.ts'
import { Refusal } from '#scripts/refusal.ts'
import { readSettings } from '#scripts/settings.ts'
import { say, step } from '#scripts/terminal.ts'
import { readGuideSources } from '#server/content/guide-folder.ts'
import type { Env } from '#server/env.ts'
import type { EarlierEdition, NewEdition } from '#server/import/publish.ts'
import { runJob } from '#server/import/run-job.ts'

const LICENCE = 'As the text itself says; kept for the members of this installation'
const AUDIENCES = { groups: 'GROUPS', members: 'MEMBERS', everyone: 'EVERYONE' } as const

export const importText: Command = {
  usage:
    'FILE --slug SLUG [--title T] [--language L] [--licence L] [--companion SLUG] [--audience groups|members|everyone] [--encoding E] [--dry-run] [--in-spite-of-doubt]',
  about: 'makes a guide of a text (plain text, Markdown or a folder of it, HTML, EPUB, DOCX), or the new edition of one',
  options: {
    slug: { type: 'string' },
    title: { type: 'string' },
    language: { type: 'string' },
    licence: { type: 'string' },
    companion: { type: 'string' },
    audience: { type: 'string' },
    encoding: { type: 'string' },
    'dry-run': { type: 'boolean' },
    'in-spite-of-doubt': { type: 'boolean' },
  },
  run: async (given) => {
    const wish = readWish(given)
    // Relative to where the person stands, who may have started npm in a folder of the project.
    const file = path.resolve(process.env.INIT_CWD ?? '.', wish.file)
    const settings = readSettings('production')
    const text = await step('Reading the text and making chapters', () =>
      runJob({ kind: 'read', path: file, encoding: wish.encoding, language: wish.language }),
    )
    if (wish.dryRun) await show(text, wish, settings)
    else {
      if (!wish.inSpiteOfDoubt && text.balance && isOff(text.balance)) throw doesNotAddUp(text.balance)
      await withDatabase(settings, () => keep(text, wish))
    }
  },
}

type Wish = {
  file: string
  slug: string
  dryRun: boolean
  inSpiteOfDoubt: boolean
  encoding: string | undefined
} & Partial<Omit<EarlierEdition, 'companion'>> & { companion?: string | undefined }

function readWish(given: Given): Wish {
  const file = onlyWord(given, 'which file to import')
  const option = (name: string) => (given.options[name] === undefined ? undefined : String(given.options[name]).trim())
  const { slug, audience, language } = { slug: option('slug'), audience: option('audience'), language: option('language') }
  if (slug === undefined) throw new Misuse('Say which address the guide is to have: --slug the-mill')
  if (!Slug.safeParse(slug).success) throw new Misuse(guideAddressShape({ slug }))
  if (audience !== undefined && !Object.hasOwn(AUDIENCES, audience))
    throw new Misuse('Say for whom it is: --audience groups, members or everyone')
  if (language !== undefined && !isLanguage(language)) throw new Misuse(`"${language}" is no language: write a code like en, pt-BR or ru.`)
  const settings = {
    title: option('title') || undefined,
    language,
    licence: option('licence') || undefined,
    companion: option('companion'),
    audience: audience === undefined ? undefined : AUDIENCES[audience as keyof typeof AUDIENCES],
  }
  const stated = Object.fromEntries(Object.entries(settings).filter(([, value]) => value !== undefined))
  return {
    file,
    slug,
    dryRun: given.options['dry-run'] === true,
    inSpiteOfDoubt: given.options['in-spite-of-doubt'] === true,
    encoding: option('encoding'),
    ...stated,
  }
}

/** The refusal of a text of which words are missing, or in which words are that the file does not have. */
function doesNotAddUp(balance: Balance): Refusal {
  const lines = balanceLines(balance).join('\n')
  return new Refusal(
    `The words do not add up, so nothing was kept.\n${lines}\nLook at it with --dry-run; --in-spite-of-doubt keeps it as it is.`,
  )
}

function isLanguage(code: string): boolean {
  try {
    return Intl.getCanonicalLocales(code).length === 1
  } catch {
    return false
  }
}

/** What is decided about the text: what is said now, else what was said last time, else what the file says. */
function editionOf(text: ImportedText, wish: Wish, earlier: EarlierEdition | null): NewEdition {
  const { slug, companion = earlier?.companion } = wish
  const language = text.language !== null && isLanguage(text.language) ? text.language : 'en'
  return {
    slug,
    title: wish.title ?? earlier?.title ?? text.title ?? (titleOfFile(wish.file, language) || wish.file),
    language: wish.language ?? earlier?.language ?? language,
    licence: wish.licence ?? earlier?.licence ?? LICENCE,
    companion: companion || null,
    audience: wish.audience ?? earlier?.audience ?? 'MEMBERS',
    creator: text.creator,
  }
}

/**
 * The edition, which stands alone when the guide that stood beside it the last time is not there any more: that is said, and is no reason
 * to refuse the text. One that is named now must be there.
 */
async function withCompanionThere(edition: NewEdition, wish: Wish): Promise<NewEdition> {
  const { findContentGuide } = await import('#server/content/content-guides.ts')
  if (wish.companion !== undefined || edition.companion == null || (await findContentGuide(edition.companion))) return edition
  say(`The guide "${edition.companion}", which stood beside this text, is not there any more: the text stands alone now.`)
  return { ...edition, companion: null }
}

/** Publishes the text, and tells what has become of it. */
async function keep(text: ImportedText, wish: Wish): Promise<void> {
  const { findEarlierEdition, publish } = await import('#server/import/publish.ts')
  const { comparePublished } = await import('#server/import/compare-published.ts')
  const { findImportedGuide } = await import('#server/content/read-imported.ts')
  const edition = await withCompanionThere(editionOf(text, wish, await findEarlierEdition(wish.slug)), wish)
  const { existing } = await comparePublished(text, edition)
  await step('Keeping the guide', () => publish(text, edition))
  const saved = await findImportedGuide(wish.slug)
  if (!saved) throw new Refusal('The guide was kept, but cannot be read again.')
  const chapters = await Promise.all(saved.guide.chapters.map(({ slug }) => saved.findChapter(slug)))
  for (const line of reportLines(text.report, wish.file, false)) say(line)
  say(existing ? `“${edition.title}” has a new edition:` : `“${edition.title}” is a guide now:`)
  for (const line of [...chapterLines(chapters.filter((chapter) => chapter !== null)), ...changeLines(existing)]) say(line)
  say(`Its page is ${saved.guide.address}. With --dry-run, the report shows every line that was dropped or changed.`)
  say(summaryLine(text))
}

/** Shows all that would be done, and does none of it. */
async function show(text: ImportedText, wish: Wish, settings: Env): Promise<void> {
  await ensurePrismaClient()
  const { checkEdition } = await import('#server/import/publish.ts')
  const { edition, earlier, existing } = await findEarlier(text, wish, settings)
  await checkEdition(edition)
  const files = toGuideFiles(text, edition, earlier)
  const { read, problems } = await readGuideSources(wish.slug, files, `/texts/${wish.slug}`)
  if (!read) throw new Refusal(problems.map(({ file, line, sentence }) => `${file}:${line}: ${sentence}`).join('\n'))
  for (const line of reportLines(text.report, wish.file, true)) say(line)
  for (const line of text.balance ? balanceLines(text.balance) : []) say(line)
  say(`“${edition.title}” ${existing ? 'would have a new edition' : 'would be a guide'} (nothing was written):`)
  for (const line of [...chapterLines(read.chapters), ...changeLines(existing)]) say(line)
  say(summaryLine(text))
}

type Found = { edition: NewEdition; earlier: EarlierChapter[]; existing: Publication['existing'] }

/** The edition that would be replaced. Where there is no database yet there is none, and nothing is made or changed for looking. */
async function findEarlier(text: ImportedText, wish: Wish, settings: Env): Promise<Found> {
  const hasDatabase = settings.DATABASE_URL !== undefined || existsSync(path.join(settings.DATA_DIR, 'postgres'))
  const none = { edition: editionOf(text, wish, null), earlier: [], existing: null }
  if (!hasDatabase) return none
  const found = await lookInDatabase(settings, async (): Promise<Found> => {
    const { findEarlierEdition, listEarlierChapters } = await import('#server/import/publish.ts')
    const { comparePublished } = await import('#server/import/compare-published.ts')
    const edition = await withCompanionThere(editionOf(text, wish, await findEarlierEdition(wish.slug)), wish)
    const { existing } = await comparePublished(text, edition)
    return { edition, earlier: await listEarlierChapters(wish.slug), existing }
  })
  return found ?? none
}
