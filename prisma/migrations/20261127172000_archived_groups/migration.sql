-- The language and the time zone of a group, empty while none is chosen, and since when it is archived. No group is archived yet.
ALTER TABLE "reading_groups" ADD COLUMN "language" TEXT NOT NULL DEFAULT '',
ADD COLUMN "time_zone" TEXT NOT NULL DEFAULT '',
ADD COLUMN "archived_at" TIMESTAMPTZ(3);
