import { GroupChapters } from '#components/groups/group-chapters.tsx'
import type { Group } from '#domain/group.ts'
import type { Guide } from '#domain/guide.ts'
import { chaptersDone, type MeetingItem } from '#domain/meeting.ts'
import type { ChapterActivity } from '#domain/visit.ts'

type Props = { group: Group; guide: Guide; meetings: MeetingItem[]; activity: ChapterActivity[]; read: string[] }

/** The chapters of the group's guide: what was said about them, and how far the group and the viewer are. */
export function AllChapters({ group, guide, meetings, activity, read }: Props) {
  return (
    <section aria-labelledby="chapters">
      <h2 id="chapters" className="mb-3">
        All chapters
      </h2>
      <GroupChapters
        groupId={group.id}
        chapters={guide.chapters}
        withdrawn={guide.withdrawn}
        currentChapter={group.currentChapter}
        language={guide.language}
        initial={activity}
        done={chaptersDone(meetings, Date.now())}
        read={read}
      />
    </section>
  )
}
