-- When whoever sits at a session last gave the password of the account, before another way to sign in is connected.
ALTER TABLE "sessions" ADD COLUMN "proved_at" TIMESTAMPTZ(3);

-- Unknown for what was connected before.
ALTER TABLE "accounts" ADD COLUMN "created_at" TIMESTAMPTZ(3);
