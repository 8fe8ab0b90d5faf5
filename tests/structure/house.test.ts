import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { RESERVED_GUIDE_SLUGS, RESERVED_SLUGS } from '#domain/import/guide/slug.ts'

const files = execFileSync('git', ['ls-files', '-co', '--exclude-standard'], { encoding: 'utf8' })
  .split('\n')
  .filter((file) => /\.(ts|tsx|mjs|cjs|js|css)$/.test(file))
const read = (file: string) => readFileSync(file, 'utf8')
const lines = (file: string) => read(file).split('\n').length - 1
const within = (room: string) => files.filter((file) => file.startsWith(`${room}/`))

/** Files that may pass 250 lines, each with its reason. */
const LONG: Record<string, string> = {}
/** Routes that do not go through our wrapper, each with its reason. */
const FOREIGN_ROUTES: Record<string, string> = {
  'app/api/auth/[...nextauth]/route.ts': 'next-auth answers here itself; server/accounts/auth-route.ts guards it',
}
/** Tables that hold no group's words. */
const OUTSIDE_GROUPS = [
  'InstallationSettings',
  'AccountMailDay',
  ...[
    'User',
    'Account',
    'Session',
    'EndedSession',
    'VerificationToken',
    'RecoveryCode',
    'Totp',
    'Passkey',
    'PushSubscription',
    'RateLimit',
    'ReadingGroup',
  ],
  ...['InstallationOwner', 'OwnerLink', 'ImportDraft'],
  ...['ImportedGuide', 'ImportedFile', 'PreparedChapter'],
  ...['ChapterText', 'Edition'],
]

test('the whole house is looked at', () => {
  for (const room of ['app', 'components', 'client', 'domain', 'server', 'scripts', 'tests'])
    expect(within(room).length, room).toBeGreaterThan(3)
})

test('no file is longer than 250 lines without a stated reason', () => {
  expect(files.filter((file) => lines(file) > 250 && !LONG[file])).toEqual([])
})

test('pages and routes are doors: under 80 lines', () => {
  const doors = within('app').filter((file) => /(page|route|layout)\.tsx?$/.test(file))
  expect(doors.filter((file) => lines(file) >= 80)).toEqual([])
})

test('every route goes through the wrapper', () => {
  const routes = within('app').filter((file) => basename(file) === 'route.ts' && !FOREIGN_ROUTES[file])
  const faults = routes.filter((file) => {
    const exported = read(file).match(/^export .*$/gm) ?? []
    return (
      exported.length === 0 ||
      exported.some((line) => !/^export const (GET|POST|PUT|PATCH|DELETE) = (route|openRoute|readRoute)\(/.test(line))
    )
  })
  expect(faults).toEqual([])
})

test('no form can put what was typed into an address, also before scripts have come', () => {
  const forms = [...within('app'), ...within('components')].flatMap((file) =>
    [...read(file).matchAll(/<form\b[^>]*/g)].map(([tag]) => ({ file, tag })),
  )
  expect(forms.length).toBeGreaterThan(5)
  // "dialog" outside of a dialog sends nothing; the shared form has one of the two. What is searched for is meant to be an address: the page writes nothing.
  const asking = 'components/search/search-form.tsx'
  expect(
    forms
      .filter(({ file }) => file !== asking)
      .filter(({ tag }) => !/method="(post|dialog)"|method=\{plain \? 'post' : 'dialog'\}/.test(tag)),
  ).toEqual([])
})

test('every server file is server-only', () => {
  const open = within('server').filter((file) => !/^import 'server-only'\n/.test(read(file)))
  expect(open).toEqual([])
})

test('names say what is inside: no utils, helpers, types, common or barrels', () => {
  const vague = files.filter((file) => /(^|\/)(utils?|helpers?|types|common|misc|index)\.(ts|tsx)$/.test(file))
  expect(vague).toEqual([])
  const notKebab = files.filter((file) => /\.(ts|tsx)$/.test(file) && !/^[a-z0-9.-]+$/.test(basename(file)))
  expect(notKebab).toEqual([])
})

test('lines at words are not drawn in the short form: WebKit knows no style and no thickness in it', () => {
  const short = files.filter((file) => file.endsWith('.css') && /text-decoration: \S+ /.test(read(file)))
  expect(short).toEqual([])
})

test('widths at which a page changes follow the letters that the browser is set to', () => {
  const fixed = files.filter((file) => file.endsWith('.css') && /@(?:media|container)[^{]*(?:width|height): ?[\d.]+px/.test(read(file)))
  expect(fixed).toEqual([])
})

test("every table with people's words belongs to a group", () => {
  const models = [...read('prisma/schema.prisma').matchAll(/^model (\w+) \{([^}]*)\}/gm)]
  expect(models.length).toBeGreaterThan(10)
  const astray = models.filter(([, name, body]) => !OUTSIDE_GROUPS.includes(name ?? '') && !/^\s*groupId\s/m.test(body ?? ''))
  expect(astray.map(([, name]) => name)).toEqual([])
})

test('every setting is listed in .env.example and the docs', () => {
  const settings = [...read('server/env.ts').matchAll(/^ {4}([A-Z][A-Z_]+):/gm)].map(([, name]) => name ?? '')
  expect(settings.length).toBeGreaterThan(10)
  const [example, docs] = [read('.env.example'), read('docs/configuration.md')]
  expect(settings.filter((name) => name !== 'NODE_ENV' && !example.includes(`${name}=`))).toEqual([])
  expect(settings.filter((name) => !docs.includes(`\`${name}\``))).toEqual([])
})

test('no chapter or text can take the address of a page', () => {
  const pages = (folder: string) => {
    const inside = within('app').filter((file) => file.startsWith(`${folder}/`) && file.endsWith('/page.tsx'))
    const names = inside.map((file) => file.slice(folder.length + 1).split('/')[0] ?? '')
    return [...new Set(names)].filter((name) => name !== 'page.tsx' && !name.startsWith('['))
  }
  const chapters = [...pages('app/groups/[groupId]'), ...pages('app/guides/[guide]'), ...pages('app/texts/[guide]')]
  expect(chapters.length).toBeGreaterThan(3)
  expect(chapters.filter((name) => !RESERVED_SLUGS.includes(name))).toEqual([])
  expect(pages('app/texts').filter((name) => !RESERVED_GUIDE_SLUGS.includes(name))).toEqual([])
})

test('browser tests wait for what they expect, instead of looking once and then acting', () => {
  // What a page paints, selects or holds comes a moment after the hand. On quiet pages of single modules everything happens at once.
  const quiet = ['tests/e2e/painting.spec.ts', 'tests/e2e/selection.spec.ts']
  const looks =
    /\bexpect\(\s*await (?:[\w.]+\.)?(?:painted|selected\w*|\w*[cC]aret\w*|count|textContent|innerText|inputValue|isVisible|allTextContents)\(/
  const acts = /\b(?:if|while) \([^\n]*\bawait [^\n]*\.(?:isVisible|isChecked|isEnabled|count|textContent|inputValue)\(/
  const specs = within('tests/e2e').filter((file) => !quiet.includes(file))
  expect(specs.filter((file) => looks.test(read(file)) || acts.test(read(file)))).toEqual([])
})

test('whoever listens for keys leaves those to the input method that compose a word', () => {
  const listening = [...within('components'), ...within('client')].filter((file) => /onKeyDown|'keydown'/.test(read(file)))
  // It only looks whether anything is pressed at all.
  const indifferent = ['client/selection/keep-in-place.ts']
  expect(listening.filter((file) => !read(file).includes('isComposing(') && !indifferent.includes(file))).toEqual([])
})

/** What depends on what is within something is looked at anew by browsers with every change there: of a chapter that was all of its elements. */
const HAS = [
  'body:not(:has(#questions)) .to-questions {',
  'body:has(.chapter-bar) {',
  'html:has(.chapter-bar) {',
  '&:has(> [dir="rtl"]) {',
  '.prose p:has(+ ul, + ol) {',
  'body:has([data-projector]) :is(body > header, body > footer, main > nav) {',
]

test('style sheets ask for what is within an element nowhere but where it was measured to cost nothing', () => {
  const found = files.filter((file) => file.endsWith('.css')).flatMap((file) => read(file).match(/^.*:has\(.*$/gm) ?? [])
  expect(found.map((line) => line.trim()).sort()).toEqual(HAS.toSorted())
})
