-- When a group and all that is in it goes for good. No group that is there now goes.
ALTER TABLE "reading_groups" ADD COLUMN "deletes_at" TIMESTAMPTZ(3);
