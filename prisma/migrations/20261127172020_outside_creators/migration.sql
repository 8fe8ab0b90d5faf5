-- The name of somebody outside of the group whose words came in a file. Nobody's words have come so yet.
ALTER TABLE "annotations" ADD COLUMN "creator_name" TEXT;
ALTER TABLE "comments" ADD COLUMN "creator_name" TEXT;
