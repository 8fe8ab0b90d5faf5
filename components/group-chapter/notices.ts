// What a chapter rarely says, fetched as one: each part that is fetched alone costs all readers a kilobyte more of what they load at first.
export { FollowSession } from '#components/live-meeting/follow-session.tsx'
export { NewTextNotice } from '#components/text-changes/new-text-notice.tsx'
