-- The first words of new members can wait for a facilitator: how many of each in a group, how many of a member's are still to be looked at, and
-- a third reason for which words are out of the group's sight. No group asks for it yet, and nobody who is in one waits.
ALTER TYPE "Removal" ADD VALUE 'HELD';
ALTER TYPE "ModerationAct" ADD VALUE 'APPROVE';
ALTER TABLE "reading_groups" ADD COLUMN "holds_first" INTEGER NOT NULL DEFAULT 0;
ALTER TABLE "memberships" ADD COLUMN "to_approve" INTEGER NOT NULL DEFAULT 0;
