-- People come late, or from afar.
ALTER TYPE "Rsvp" ADD VALUE 'LATE' BEFORE 'MAYBE';
ALTER TYPE "Rsvp" ADD VALUE 'REMOTE' BEFORE 'MAYBE';
-- The secret in the address of a member's calendar feed, once they have asked for one.
ALTER TABLE "memberships" ADD COLUMN "calendar_key" TEXT;
CREATE UNIQUE INDEX "memberships_calendar_key_key" ON "memberships"("calendar_key");
