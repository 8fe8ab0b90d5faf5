-- Ways back for members who have lost every way into their account. A row is kept for good, so that the group sees what was done.
CREATE TABLE "returns" (
    "id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "user_id" UUID,
    "creator_id" UUID,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "claimant_id" UUID,
    "claimed_at" TIMESTAMPTZ(3),
    "due_at" TIMESTAMPTZ(3),
    "stopped_at" TIMESTAMPTZ(3),
    "done_at" TIMESTAMPTZ(3),

    CONSTRAINT "returns_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "returns_code_hash_key" ON "returns"("code_hash");
CREATE INDEX "returns_group_id_created_at_idx" ON "returns"("group_id", "created_at");
CREATE INDEX "returns_user_id_idx" ON "returns"("user_id");
CREATE INDEX "returns_creator_id_idx" ON "returns"("creator_id");
CREATE INDEX "returns_claimant_id_idx" ON "returns"("claimant_id");
CREATE INDEX "returns_due_at_idx" ON "returns"("due_at");

ALTER TABLE "returns" ADD CONSTRAINT "returns_group_id_fkey" FOREIGN KEY ("group_id") REFERENCES "reading_groups"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "returns" ADD CONSTRAINT "returns_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "returns" ADD CONSTRAINT "returns_creator_id_fkey" FOREIGN KEY ("creator_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
ALTER TABLE "returns" ADD CONSTRAINT "returns_claimant_id_fkey" FOREIGN KEY ("claimant_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;
