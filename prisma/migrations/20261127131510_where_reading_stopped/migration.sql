-- Where a member stopped reading a chapter: the name of the paragraph, and when. Null until they have read on from its beginning.
ALTER TABLE "visits" ADD COLUMN "paragraph" TEXT;
ALTER TABLE "visits" ADD COLUMN "read_at" TIMESTAMPTZ(3);
