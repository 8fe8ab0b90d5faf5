import 'server-only'
import { type Guide, GuideFrontMatter } from '#domain/guide.ts'
import type { GuideEntries } from '#domain/guide-entries.ts'
import { GUIDE_PAGES, type GuidePageItem, type WrittenPage, WrittenPageFrontMatter, type WrittenPageSlug } from '#domain/guide-page.ts'
import { parseBody, writeHtml } from '#server/content/body.ts'
import type { GuideLists } from '#server/content/guide-lists.ts'
import type { Report } from '#server/content/problem.ts'
import { checkSettings, parseSettings, type SettingsBlock, splitFile } from '#server/content/settings-block.ts'
import { type Typesetter, typesetterFor } from '#server/content/typeset.ts'

/** What `guide.md` says. `companion` is the address of another guide. */
export type AboutGuide = Pick<Guide, 'title' | 'summary' | 'language' | 'work' | 'licence' | 'periods' | 'html'> & {
  companion: string | null
}

/** The language that `guide.md` names, before anybody has asked whether all of it is right; English where it names none. */
export function languageOf(source: string | undefined): string {
  const parts = source === undefined ? null : splitFile(source, () => undefined)
  const settings = parts && parseSettings(parts.settings, 2, () => undefined)?.value
  const named = GuideFrontMatter.shape.language.safeParse((settings as { language?: unknown } | null | undefined)?.language)
  return named.data ?? 'en'
}

/**
 * Reads `guide.md`.
 * @returns null when something is wrong; it was reported
 */
export function readAbout(source: string | undefined, { dates }: GuideLists, report: Report): AboutGuide | null {
  if (source === undefined) {
    report(1, 'this file is missing: it holds the title, the summary and the licence of the guide')
    return null
  }
  const parts = splitFile(source, report)
  const block = parts && parseSettings(parts.settings, 2, report)
  const settings = block && checkSettings(GuideFrontMatter, block, report)
  if (!parts || !settings) return null
  checkPeriods(
    settings.periods,
    [...dates.values()].map(({ date }) => date),
    block,
    report,
  )
  const { title, about } = settings.work
  const typesetter = typesetterFor(settings.language)
  return {
    ...settings,
    companion: settings.companion ?? null,
    title: typesetter.text(settings.title),
    summary: typesetter.text(settings.summary),
    work: { title: typesetter.text(title), ...(about && { about: typesetter.text(about) }) },
    periods: settings.periods.map((period) => ({ ...period, title: typesetter.text(period.title) })),
    html: readHtml(parts.body, parts.bodyLine, typesetter, report),
  }
}

/**
 * Reads a page that stands beside the chapters.
 * @param source the file's text; undefined when the guide has no such page
 * @returns null when there is none, or something is wrong with it, which was reported
 */
export function readWrittenPage(
  slug: WrittenPageSlug,
  source: string | undefined,
  typesetter: Typesetter,
  report: Report,
): WrittenPage | null {
  const parts = source === undefined ? null : splitFile(source, report)
  const block = parts && parseSettings(parts.settings, 2, report)
  const settings = block && checkSettings(WrittenPageFrontMatter, block, report)
  if (!parts || !settings) return null
  const html = readHtml(parts.body, parts.bodyLine, typesetter, report)
  if (html === '') report(parts.bodyLine, 'the page has no text: write it below the settings, or take the file away')
  return { slug, title: typesetter.text(settings.title), summary: typesetter.text(settings.summary), html }
}

/**
 * The pages beside the chapters for which there is something to show.
 * @param guideAddress path of the guide
 */
export function listPages(guideAddress: string, { terms, people, places, dates }: GuideEntries, written: WrittenPage[]): GuidePageItem[] {
  const made: Omit<GuidePageItem, 'address'>[] = []
  if (dates.length > 0) made.push({ slug: 'timeline', title: 'Timeline', summary: 'What happened when, and which chapters speak of it.' })
  if (people.length > 0) made.push({ slug: 'people', title: 'People', summary: 'Who they were, and where they appear.' })
  if (terms.length + places.length > 0)
    made.push({ slug: 'glossary', title: 'Glossary', summary: 'Terms and places, and where they appear.' })
  const items = [...made, ...written.map(({ slug, title, summary }) => ({ slug, title, summary }))]
  return GUIDE_PAGES.flatMap((slug) => items.find((item) => item.slug === slug) ?? []).map((item) => ({
    ...item,
    address: `${guideAddress}/${item.slug}`,
  }))
}

function readHtml(markdown: string, firstLine: number, typesetter: Typesetter, report: Report): string {
  const { tree, linked, notes } = parseBody(markdown, firstLine, typesetter, report)
  if (notes.length > 0) report(firstLine, 'this page shows no footnotes: write what they say into the text')
  for (const { line } of linked) report(line, 'this page has no list of words: link terms, people, places and dates in the chapters')
  return writeHtml(tree).trim()
}

function checkPeriods(periods: Guide['periods'], dates: string[], block: SettingsBlock, report: Report): void {
  periods.forEach(({ id, from }, index) => {
    const before = periods[index - 1]
    if (before && from <= before.from) {
      report(block.lineOf(['periods', index, 'from']), `the period "${id}" must begin after "${before.id}", which begins in ${before.from}`)
    }
    if (periods.findIndex((period) => period.id === id) < index) {
      report(block.lineOf(['periods', index, 'id']), `the id "${id}" already belongs to another period: give this one its own`)
    }
  })
  const [first] = periods
  const early = dates.filter((date) => typeof date === 'string').sort()[0]
  if (first && early && early < first.from) {
    report(block.lineOf(['periods', 0, 'from']), `the first period begins in ${first.from}, but timeline.yaml has an event in ${early}`)
  }
}
