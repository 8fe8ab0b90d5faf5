-- Whether a group keeps who was there and who spoke after its sessions. All do that have not said otherwise.
ALTER TABLE "reading_groups" ADD COLUMN "keeps_attendance" BOOLEAN NOT NULL DEFAULT true;
