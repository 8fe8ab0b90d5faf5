-- What a group says to whoever comes in, and where its calls are.
ALTER TABLE "reading_groups" ADD COLUMN "welcome" TEXT NOT NULL DEFAULT '';
ALTER TABLE "reading_groups" ADD COLUMN "call_link" TEXT NOT NULL DEFAULT '';
