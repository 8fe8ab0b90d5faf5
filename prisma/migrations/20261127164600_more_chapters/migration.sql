-- What a meeting takes up besides its own chapter.
ALTER TABLE "meetings" ADD COLUMN "more_chapters" TEXT[] NOT NULL DEFAULT ARRAY[]::TEXT[];
