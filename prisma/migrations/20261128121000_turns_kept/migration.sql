-- Whether a group keeps how often and how long each spoke after its sessions. None does that has not said so.
ALTER TABLE "reading_groups" ADD COLUMN "keeps_turns" BOOLEAN NOT NULL DEFAULT false;
