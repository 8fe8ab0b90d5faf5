-- The one-time code on a printed slip, by which a member without a way to sign in makes their account. Only its hash is kept.
CREATE TABLE "slips" (
    "user_id" UUID NOT NULL,
    "group_id" UUID NOT NULL,
    "code_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "slips_pkey" PRIMARY KEY ("user_id")
);

CREATE UNIQUE INDEX "slips_code_hash_key" ON "slips"("code_hash");
CREATE INDEX "slips_group_id_user_id_idx" ON "slips"("group_id", "user_id");

ALTER TABLE "slips" ADD CONSTRAINT "slips_group_id_user_id_fkey" FOREIGN KEY ("group_id", "user_id") REFERENCES "memberships"("group_id", "user_id") ON DELETE CASCADE ON UPDATE CASCADE;
