import 'server-only'

const OF_THE_SITE = 'of the installation, and of nobody in it'
/** Tables that are in no archive of a person, or of a group, each with the reason. */
export const LEFT_OUT: Record<'person' | 'group', Record<string, string>> = {
  person: {
    _prisma_migrations: OF_THE_SITE,
    chapter_texts: 'texts, not words of members; the passages stand with the notes',
    editions: OF_THE_SITE,
    imported_guides: OF_THE_SITE,
    imported_files: 'published texts, which have an export of their own',
    installation_owners: 'the account page says it',
    installation_settings: OF_THE_SITE,
    meetings: 'the group’s: its owner exports them',
    owner_links: OF_THE_SITE,
    prepared_chapters: 'published texts, made ready to be shown',
    rate_limits: 'counters of the last minutes',
    reading_groups: 'named in memberships',
    recovery_codes: 'only their hashes are kept, and they are keys',
    threads: 'the group’s: its owner exports them',
    unclear_steps: 'the group’s: its owner exports them',
    verification_tokens: 'keys, good for an hour',
  },
  group: {
    _prisma_migrations: OF_THE_SITE,
    accounts: 'of one person alone',
    chapter_texts: 'texts, not words of members; the passages stand with the notes',
    editions: OF_THE_SITE,
    import_drafts: 'of one person alone',
    imported_guides: OF_THE_SITE,
    imported_files: 'published texts, which have an export of their own',
    installation_owners: OF_THE_SITE,
    installation_settings: OF_THE_SITE,
    owner_links: OF_THE_SITE,
    prepared_chapters: 'published texts, made ready to be shown',
    rate_limits: 'counters of the last minutes',
    recovery_codes: 'of one person alone',
    sessions: 'of one person alone',
    unclear_marks: 'who did not follow a paragraph is given to nobody; unclear_steps says how many',
    users: 'named in memberships',
    verification_tokens: OF_THE_SITE,
    visits: 'when somebody looked is nobody else’s',
  },
}
