-- The passages that an answer rested on before it was changed. Of what was changed until now they are not known.
ALTER TABLE "rewordings" ADD COLUMN "evidence" JSONB;
