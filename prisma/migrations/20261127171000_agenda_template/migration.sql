-- The frame that a group has given its agendas, as JSON. Null for the one that the program makes.
ALTER TABLE "reading_groups" ADD COLUMN "agenda_template" JSONB;
