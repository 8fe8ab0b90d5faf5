-- Accounts and groups that an owner of the installation has suspended, with the reason that is told, and flags that were passed on to them.
-- Nobody is suspended yet, and nothing was passed on.
ALTER TABLE "users" ADD COLUMN "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN "suspended_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "reading_groups" ADD COLUMN "suspended_at" TIMESTAMPTZ(3),
ADD COLUMN "suspended_reason" TEXT NOT NULL DEFAULT '';
ALTER TABLE "flags" ADD COLUMN "passed_on_at" TIMESTAMPTZ(3);
