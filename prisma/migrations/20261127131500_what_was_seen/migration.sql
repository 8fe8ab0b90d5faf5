-- What a member has seen of a chapter's talk, as stretches of time: words written within one of them are read.
ALTER TABLE "visits" ADD COLUMN "seen" tstzmultirange NOT NULL DEFAULT '{}';

-- Until now a visit counted everything as seen that was said before it.
UPDATE "visits" SET "seen" = tstzmultirange(tstzrange(NULL, "seen_at", '(]'));
