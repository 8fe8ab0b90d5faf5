-- Under which name a group shows its agreed answers to other groups. Empty for none: no group shows anything yet.
ALTER TABLE "reading_groups" ADD COLUMN "circle_name" TEXT NOT NULL DEFAULT '';
