import { globSync, readFileSync } from 'node:fs'
import ts from 'typescript'
import { expect, test } from 'vitest'

const HOME = '#server/visibility.ts'
const MODELS = ['annotation', 'comment', 'thread', 'answer', 'groupAnswer', 'groupQuestion', 'passageChange', 'reaction', 'rewording']
const TABLES = [
  'annotations',
  'comments',
  'threads',
  'answers',
  'group_answers',
  'group_questions',
  'passage_changes',
  'reactions',
  'rewordings',
]
const METHODS = /^(find|count|groupBy|aggregate|update|delete|upsert)/
const IN_SQL = new RegExp(`\\b(FROM|JOIN|UPDATE)\\s+(${TABLES.join('|')})\\b`, 'i')

const isInside = (node: ts.Node, scope: ts.Node): boolean => node === scope || (node.parent !== undefined && isInside(node.parent, scope))

type Query = { where: string; isGuarded: boolean }

/** What a query asks for, without what it changes or gives back. */
function conditionOf(asked: ts.Node): ts.Node {
  if (!ts.isObjectLiteralExpression(asked)) return asked
  const where = asked.properties.find((property) => property.name?.getText() === 'where')
  return where && ts.isPropertyAssignment(where) ? where.initializer : (where?.name ?? asked)
}

/** Every query on what people say in a file, and whether its condition comes from the home of visibility. */
function queriesIn(file: string): Query[] {
  const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
  const home = new Set<string>()
  const declared: { name: string; value: ts.Node; scope: ts.Node }[] = []
  const queries: Query[] = []

  const remember = (name: ts.Node, value: ts.Node, scope: ts.Node): void => {
    if (ts.isIdentifier(name)) declared.push({ name: name.text, value, scope })
    else name.forEachChild((part) => remember(ts.isBindingElement(part) ? part.name : part, value, scope))
  }
  const collect = (node: ts.Node): void => {
    if (ts.isImportDeclaration(node) && node.moduleSpecifier.getText(source) === `'${HOME}'`) {
      const bindings = node.importClause?.namedBindings
      if (bindings && ts.isNamedImports(bindings)) for (const { name } of bindings.elements) home.add(name.text)
    }
    if (ts.isVariableDeclaration(node) && node.initializer) remember(node.name, node.initializer, node.parent.parent.parent)
    node.forEachChild(collect)
  }
  collect(source)

  /** Whether something is made with the home's help, here or where the names in it were given their values. */
  const isGuarded = (node: ts.Node, seen = new Set<ts.Node>()): boolean => {
    if (seen.has(node)) return false
    seen.add(node)
    if (ts.isIdentifier(node)) {
      if (home.has(node.text)) return true
      const meant = declared.filter(({ name, scope }) => name === node.text && isInside(node, scope))
      return meant.some(({ value }) => isGuarded(value, seen))
    }
    let found = false
    node.forEachChild((part) => {
      // `row.count`: the name behind the dot is nobody's variable.
      const inside = ts.isPropertyAccessExpression(part) ? part.expression : part
      found ||= isGuarded(inside, seen)
    })
    return found
  }
  const nameOf = (node: ts.Node): string => {
    let name = ''
    for (let at: ts.Node | undefined = node; at; at = at.parent) {
      if (ts.isFunctionDeclaration(at) && at.name) name = at.name.text
      if (ts.isVariableDeclaration(at) && at.parent.parent.parent === source) name = at.name.getText(source)
    }
    return `${file.slice('server/'.length, -'.ts'.length)} ${name}`
  }
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isPropertyAccessExpression(node.expression)) {
      const { name, expression } = node.expression
      const model = ts.isPropertyAccessExpression(expression) ? expression.name.text : ''
      if (MODELS.includes(model) && METHODS.test(name.text)) {
        queries.push({ where: nameOf(node), isGuarded: node.arguments.some((each) => isGuarded(conditionOf(each))) })
      }
    }
    if (ts.isTaggedTemplateExpression(node) && IN_SQL.test(node.template.getText(source))) {
      queries.push({ where: nameOf(node), isGuarded: isGuarded(node.template) })
    }
    node.forEachChild(visit)
  }
  visit(source)
  return queries
}

const CARRYING = 'brings the notes of a whole group or guide into another text, and shows them to nobody'
const BY_ID = 'of a row that was found through its filter'
const BY_WRITER = 'what an id already names, or what the viewer wrote: shown to its writer alone'
const PLACES = 'tells where something stands, without a word of it'
const FADING = 'it replaces names wherever they stand, and shows nothing to anybody'
const PARTING = 'takes away, or frees of their name, what one person wrote, and shows it to nobody'
const SELECTED = 'a Selection, which selectNotes makes through the filter'
const MODERATED = 'its kind gives the query the filter, or the row was found through it'
/** Queries that need no filter: how many of them a function makes, and why. */
const OPEN: Record<string, [number, string]> = {
  'brought-notes/store-notes chaptersOf': [1, BY_WRITER],
  'brought-notes/store-notes storeNotes': [1, BY_WRITER],
  'editions/accept-found moveNotes': [2, BY_ID],
  'editions/carry carryChapter': [1, CARRYING],
  'editions/carry UNUSED': [1, CARRYING],
  'editions/carry writePlaces': [2, CARRYING],
  'editions/carry writeChanges': [1, CARRYING],
  'editions/carry findEarlierDecisions': [1, CARRYING],
  'editions/carry listSettled': [1, CARRYING],
  'editions/changes countChanges': [1, 'decisions about notes of the viewer'],
  'editions/changes listDecided': [1, 'decisions about notes of the viewer'],
  'editions/changes listWaiting': [1, 'listChanges gives it the filter'],
  'editions/changes listMoved': [1, 'listChanges gives it the filter'],
  'editions/decisions decideChange': [4, BY_ID],
  'editions/decisions undoDecision': [2, 'requireDecidable asks about the note next'],
  'editions/decisions acknowledgeDecision': [1, 'decisions about notes of the viewer'],
  'editions/decisions lock': [2, BY_ID],
  'editions/decisions putAt': [1, BY_ID],
  'editions/foresight foreseeChanges': [1, 'for whoever runs the installation: words of private notes are left out'],
  'editions/gone seekGone': [2, CARRYING],
  'editions/gone forgetEarlier': [1, CARRYING],
  'editions/gone comeHome': [2, CARRYING],
  'editions/move-talk moveTalk': [5, CARRYING],
  'editions/renames listRenames': [1, CARRYING],
  'editions/renames carryRename': [5, CARRYING],
  'editions/renames carryNotes': [3, CARRYING],
  'editions/renames carryThreads': [3, CARRYING],
  'editions/revisions recordEditions': [1, CARRYING],
  'editions/revisions listAstray': [1, CARRYING],
  'editions/revisions listGone': [1, CARRYING],
  'exports/archive-hanging hangingTables': [2, 'its callers give it one’s own rows, or the group’s through the filter'],
  'exports/archive-tables talkTables': [5, 'its callers give it one’s own rows, or the group’s through the filter'],
  'exports/note-list htmlOf': [2, SELECTED],
  'exports/notes listSelected': [1, SELECTED],
  'exports/notes withReplies': [2, SELECTED],
  'exports/notes placeOf': [1, SELECTED],
  'exports/talk listSpokenChapters': [5, PLACES],
  'talk/annotation-rows standsOrTalkedAboutSql': [1, PLACES],
  'groups/merge-people mergeAnswers': [3, 'two people become one: nothing of it is shown'],
  'groups/fade-names listOutsiders': [1, FADING],
  'groups/fade-names fadeOutsiders': [2, FADING],
  'groups/next-circle listQuestions': [1, 'a question that the group has accepted is everybody’s'],
  'groups/next-circle listAgreed': [1, 'what the group has agreed on is everybody’s'],
  'groups/part-with-words deletePrivate': [3, PARTING],
  'groups/part-with-words holdBack': [3, PARTING],
  'groups/part-with-words partWithTalk': [12, PARTING],
  'groups/part-with-words partWithAnswersTogether': [1, PARTING],
  'groups/part-with-words partWithTraces': [2, PARTING],
  'accounts/delete-account listFormerGroups': [1, PARTING],
  'talk/annotation-rows workedOut': [1, 'makes a filter shorter that another query goes with'],
  'talk/annotation-rows isTalkedAbout': [1, PLACES],
  'talk/annotations createAnnotation': [2, BY_WRITER],
  'talk/annotations updateAnnotation': [5, BY_ID],
  'talk/annotations requireNoSuggestion': [1, BY_ID],
  'talk/annotations WORDS': [1, BY_ID],
  'talk/answers createAnswer': [4, BY_WRITER],
  'talk/answers WORDS': [2, BY_ID],
  'talk/answers updateAnswer': [1, BY_ID],
  'talk/chapter-talk KINDS': [1, PLACES],
  'talk/comments createComment': [1, BY_WRITER],
  'talk/comments WORDS': [2, BY_ID],
  'moderation/moderated-talk annotation': [2, MODERATED],
  'moderation/moderated-talk comment': [2, MODERATED],
  'moderation/moderated-talk answer': [2, MODERATED],
  'moderation/moderated-talk question': [4, MODERATED],
  'oversight/groups read': [1, 'counts for the owners of the installation, without a word'],
  'moderation/moderated-together groupAnswer': [4, MODERATED],
  'talk/group-answer-words lock': [1, BY_ID],
  'talk/group-answer-words write': [1, BY_ID],
  'talk/group-answers createGroupAnswer': [1, PLACES],
  'talk/group-answers moveOn': [1, BY_ID],
  'talk/group-questions createGroupQuestion': [2, BY_WRITER],
  'talk/group-questions requireFreeMark': [3, BY_WRITER],
  'talk/group-questions removeGroupQuestion': [1, BY_ID],
  'talk/group-questions restoreGroupQuestion': [1, BY_ID],
  'talk/question-decisions requireUnanswered': [2, PLACES],
  'talk/question-rows changeQuestion': [2, BY_ID],
  'talk/question-overview findStandings': [1, 'a question that the group has accepted is everybody’s'],
  'talk/questions requireQuestion': [1, 'a question that the group has accepted is everybody’s'],
  'talk/reactions reactionsSql': [1, 'of a row that is read through its filter'],
  'talk/reactions updateReaction': [2, BY_ID],
  'talk/rewordings keepRewording': [1, BY_ID],
  'talk/rewordings forgetEarlierWords': [1, BY_ID],
  'talk/rewordings forgetRewordings': [1, BY_ID],
  'talk/rewordings listRewordings': [1, BY_ID],
  'talk/threads answerStandsSql': [1, PLACES],
  'talk/threads placeholdersSql': [1, PLACES],
  'talk/threads AS_SEEN': [2, 'of what findPlace let in to, if it is still as it was'],
  'talk/threads deletedAboveSql': [1, PLACES],
  'talk/visits everythingSaid': [1, 'tells when something was said, without a word of it'],
}

const files = globSync('server/**/*.ts').filter((file) => file !== 'server/visibility.ts')
const queries = files.sort().flatMap(queriesIn)

test('every query on what people say asks who may see it, or says why it need not', () => {
  expect(queries.filter(({ isGuarded }) => isGuarded).length).toBeGreaterThan(15)
  const open = Map.groupBy(
    queries.filter(({ isGuarded }) => !isGuarded),
    ({ where }) => where,
  )
  const counted = Object.fromEntries([...open].map(([where, found]) => [where, found.length]))
  expect(counted).toEqual(Object.fromEntries(Object.entries(OPEN).map(([where, [count]]) => [where, count])))
})

test('nobody but the home of visibility asks the rules about seeing, or writes them out', () => {
  const rules = /\bmaySee\b|visibility(?:: '|" = '| = ')(?:GROUP|PRIVATE)/
  const faults = files.filter((file) => rules.test(readFileSync(file, 'utf8')))
  expect(faults).toEqual([])
})
