-- Who wants to be counted among those reading, and whether a group shows it at all. Who reads is kept nowhere.
ALTER TABLE "reading_groups" ADD COLUMN "shows_presence" BOOLEAN NOT NULL DEFAULT true;
ALTER TABLE "memberships" ADD COLUMN "shows_presence" BOOLEAN NOT NULL DEFAULT true;
