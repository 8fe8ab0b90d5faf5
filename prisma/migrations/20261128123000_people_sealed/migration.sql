-- In groups that keep nothing of who was there: who did it and what it tells of people, under a key that only running processes know.
ALTER TABLE "meeting_events" ADD COLUMN "sealed" TEXT;
