-- How many weeks after its last session the names in a group become pseudonyms, when that will be, and when it was. No group has asked for it yet.
ALTER TABLE "reading_groups" ADD COLUMN "names_weeks" INTEGER,
ADD COLUMN "names_fade_at" TIMESTAMPTZ(3),
ADD COLUMN "names_faded_at" TIMESTAMPTZ(3);
