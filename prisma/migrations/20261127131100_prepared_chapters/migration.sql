-- Long chapters of imported texts as their pages show them, made when they are published.
CREATE TABLE "prepared_chapters" (
    "guide_slug" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "chapter" TEXT NOT NULL,

    CONSTRAINT "prepared_chapters_pkey" PRIMARY KEY ("guide_slug", "key")
);

ALTER TABLE "prepared_chapters" ADD CONSTRAINT "prepared_chapters_guide_slug_fkey" FOREIGN KEY ("guide_slug") REFERENCES "imported_guides"("slug") ON DELETE CASCADE ON UPDATE CASCADE;
