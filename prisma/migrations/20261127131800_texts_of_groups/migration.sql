-- A text that a facilitator brings is for the groups that study it.
ALTER TYPE "Audience" ADD VALUE 'GROUPS' BEFORE 'MEMBERS';

-- Where a draft was published, which later changes of its settings do not change.
ALTER TABLE "import_drafts" ADD COLUMN "published_slug" TEXT;
UPDATE "import_drafts" SET "published_slug" = "settings"->>'slug' WHERE "published_at" IS NOT NULL;
CREATE INDEX "import_drafts_published_slug_idx" ON "import_drafts"("published_slug");

-- Nobody but an owner of the installation opens a text to others than its groups.
UPDATE "import_drafts" SET "settings" = jsonb_set("settings", '{audience}', '"GROUPS"')
WHERE NOT EXISTS (SELECT 1 FROM "installation_owners" WHERE "user_id" = "creator_id");
